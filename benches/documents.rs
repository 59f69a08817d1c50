//! How fast documents are made, and what part of it is packing: the floor that no engine goes below.

use divan::counter::ItemsCount;
use nastavnik::office::zip_write::{Effort, Entry};
use nastavnik::render::docx::data::Data;
use nastavnik::render::docx::options::Options;
use nastavnik::render::docx::{Template, source};
use nastavnik::render::merge;
use serde_json::{Value, json};

fn main() {
    divan::main();
}

/// A plan of a pair: a stamp, a heading, a table of `rows` rows, signatures.
const TEXT: &str = "+++
id = \"plan\"
title = \"План\"
scope = \"pair\"
file = \"План {{ номер }}\"
+++
::: гриф
УТВЕРЖДАЮ
Директор {{ директор }}
:::

# ПЛАН РАБОТЫ ПАРЫ

Наставник: {{ наставник }}

Цель: {{ цель }}

::: таблица ширины=2,5,2,2,3
| Область | Содержание | Срок | Форма | Результат |
|---|---|---|---|---|
{% for дело in дела %}
| {{ дело.область }} | {{ дело.что }} | {{ дело.срок }} | {{ дело.форма }} | {{ дело.итог }} |
{% endfor %}
:::

::: подпись
Наставник | {{ наставник }}
:::
";

fn template() -> Template {
    let source = source::parse("plan.md", TEXT, &|_| None).expect("the text above is right");
    // Through the exported file, so that values are printed as they are.
    let exported = Template::export_docx(&source).expect("the text above is right");
    Template::from_docx("plan.docx", &exported, "План {{ номер }}").expect("the exported file is right")
}

fn record(number: usize, rows: usize) -> Value {
    let row = json!({
        "область": "Нормативно-правовая", "что": "Посещение и анализ урока с заполнением карты наблюдения",
        "срок": "сентябрь 2026 г.", "форма": "очно", "итог": "карта наблюдения, рекомендации",
    });
    json!({
        "номер": number, "директор": "О. И. Кречет", "наставник": "Орлова Татьяна Павловна, учитель математики",
        "цель": "освоение приёмов работы & снижение затруднений < 15 %", "дела": vec![row; rows],
    })
}

#[divan::bench]
fn compile_a_text() -> Template {
    let source = source::parse("plan.md", TEXT, &|_| None).expect("the text above is right");
    Template::compile(&source).expect("the text above is right")
}

#[divan::bench(args = [12, 100, 1000, 5000])]
fn one_document_of_rows(bencher: divan::Bencher<'_, '_>, rows: usize) {
    let template = template();
    let data = record(1, rows).into();
    bencher.counter(ItemsCount::new(rows)).bench(|| {
        template
            .render_checked(&data, &Options::default())
            .expect("the data is whole")
    });
}

/// The part that changes, packed: what is left when everything else costs nothing.
#[divan::bench]
fn only_packing(bencher: divan::Bencher<'_, '_>) {
    let rendered = template()
        .render_checked(&record(1, 12).into(), &Options::default())
        .expect("the data is whole");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(rendered.bytes)).expect("a zip file");
    let mut part = Vec::new();
    let mut file = archive.by_name("word/document.xml").expect("the part");
    std::io::Read::read_to_end(&mut file, &mut part).expect("the part");
    bencher.bench(|| Entry::pack("word/document.xml", &part, Effort::Fast));
}

/// Two hundred documents by one thread, two, four.
#[divan::bench(args = [1, 2, 4])]
fn two_hundred_documents(bencher: divan::Bencher<'_, '_>, threads: usize) {
    let template = template();
    let records: Vec<Value> = (0..200).map(|number| record(number, 12)).collect();
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("threads");
    let bencher = bencher.counter(ItemsCount::new(200_usize));
    bencher.with_inputs(|| records.clone()).bench_values(|records| {
        pool.install(|| {
            let records: Vec<Data> = records.into_iter().map(Data::from).collect();
            merge::merge(&template, &records, &Options::default(), &|made| {
                divan::black_box(made);
            })
            .expect("the data is whole");
        });
    });
}
