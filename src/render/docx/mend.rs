//! Elements that a branch or a loop without turns left empty, and that Word does not open empty.

use memchr::memmem;

/// What must hold a paragraph.
const HOLDERS: [&str; 4] = ["w:tc", "w:hdr", "w:ftr", "w:txbxContent"];
/// How rows without cells and tables without rows end.
const EMPTY: [(&str, &str); 4] = [
    ("w:tr", "<w:tr></w:tr>"),
    ("w:tr", "</w:trPr></w:tr>"),
    ("w:tr", "<w:trPr/></w:tr>"),
    ("w:tbl", "</w:tblGrid></w:tbl>"),
];

/// A rendered part with every element whole: rows and tables of nothing go, cells and the like get a paragraph.
pub fn mended(part: Vec<u8>) -> Vec<u8> {
    let Ok(mut text) = String::from_utf8(part) else {
        return Vec::new();
    };
    for (name, end) in EMPTY {
        if memmem::find(text.as_bytes(), end.as_bytes()).is_some() {
            text = without(&text, name, end);
        }
    }
    for name in HOLDERS {
        text = with_paragraphs(text, name);
    }
    text.into_bytes()
}

/// The text without the elements of this name and end.
fn without(text: &str, name: &str, end: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(end) {
        let (element, after) = rest.split_at(at + end.len());
        out.push_str(element);
        rest = after;
        // The tag may close at once or have attributes.
        let open = |close: &str| out.rfind(&format!("<{name}{close}"));
        if let Some(from) = open(">").max(open(" ")) {
            out.truncate(from);
        }
    }
    out.push_str(rest);
    out
}

/// Puts a paragraph where an element that needs one has none at its end.
fn with_paragraphs(text: String, name: &str) -> String {
    let closing = format!("</{name}>");
    let wanting: Vec<usize> = memmem::find_iter(text.as_bytes(), closing.as_bytes())
        .filter(|at| lacks_paragraph(&text[..*at], name))
        .collect();
    if wanting.is_empty() {
        return text;
    }
    let mut out = String::with_capacity(text.len() + wanting.len() * 6);
    let mut from = 0;
    for at in wanting {
        out.push_str(&text[from..at]);
        out.push_str("<w:p/>");
        from = at;
    }
    out.push_str(&text[from..]);
    out
}

fn lacks_paragraph(before: &str, name: &str) -> bool {
    let Some(tag) = before.rfind('<').map(|at| &before[at + 1..]) else {
        return false;
    };
    let opened = tag
        .strip_prefix(name)
        .is_some_and(|rest| rest.starts_with(['>', ' ']) && !rest.ends_with("/>"));
    opened || name == "w:tc" && matches!(tag, "/w:tcPr>" | "w:tcPr/>" | "/w:tbl>")
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn what_word_does_not_open_empty_is_filled_or_goes() {
        for (part, expected) in [
            ("<w:tc><w:tcPr/></w:tc>", "<w:tc><w:tcPr/><w:p/></w:tc>"),
            ("<w:tc></w:tc>", "<w:tc><w:p/></w:tc>"),
            ("<w:tc><w:p/></w:tc>", "<w:tc><w:p/></w:tc>"),
            (
                "<w:hdr xmlns:w=\"w\"></w:hdr>",
                "<w:hdr xmlns:w=\"w\"><w:p/></w:hdr>",
            ),
            (
                "<w:tbl><w:tblGrid></w:tblGrid><w:tr w:x=\"1\"><w:trPr></w:trPr></w:tr></w:tbl>",
                "",
            ),
            (
                "<w:tc><w:tbl><w:tblGrid></w:tblGrid></w:tbl></w:tc>",
                "<w:tc><w:p/></w:tc>",
            ),
            (
                "<w:tr><w:trPr/><w:tc><w:p/></w:tc></w:tr>",
                "<w:tr><w:trPr/><w:tc><w:p/></w:tc></w:tr>",
            ),
        ] {
            assert_eq!(
                String::from_utf8(mended(part.into())).ok().as_deref(),
                Some(expected),
                "{part}"
            );
        }
    }
}
