use nastavnik::render::docx::{Template, options::Options, source};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let text = std::fs::read(&a[1]).unwrap();
    let data: serde_json::Value = serde_json::from_slice(&std::fs::read(&a[2]).unwrap()).unwrap();
    let t = if a[1].ends_with(".docx") {
        Template::from_docx(&a[1], &text, "x")
    } else {
        let s = source::parse(&a[1], &String::from_utf8(text).unwrap(), &|_| None)
            .map_err(|e| {
                for e in e {
                    println!("{e}")
                }
            })
            .unwrap();
        if let Some(x) = a.get(4) {
            std::fs::write(x, Template::export_docx(&s).unwrap()).unwrap();
        }
        Template::compile(&s)
    };
    let t = t
        .map_err(|e| {
            for e in e {
                println!("{e}")
            }
        })
        .unwrap();
    let r = t
        .render(&data, &Options::default())
        .map_err(|e| {
            for e in e {
                println!("{e}")
            }
        })
        .unwrap();
    println!("{:?} {:?}", t.file_name(&data, &Options::default()), r.doubts);
    std::fs::write(&a[3], r.bytes).unwrap();
}
