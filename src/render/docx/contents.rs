//! The table of contents of a finished document: entries made of its headings, inside the field that Word updates.
//!
//! Pages are not known before Word or LibreOffice lays them out, so entries are links without numbers; updating the
//! field puts the numbers in.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::lists::Forms;
use super::words;

/// Stands inside the field until the headings are known.
pub const SIGN: char = '\u{F8FB}';

/// Puts the sign into a field of contents that has no entries: a template that came back from Word has lost it.
pub fn signed(part: String) -> String {
    const SEPARATE: &str = "w:fldCharType=\"separate\"/></w:r>";
    let Some(code) = part.find(" TOC \\").filter(|_| !part.contains(SIGN)) else {
        return part;
    };
    let Some(start) = part[code..].find(SEPARATE).map(|at| code + at + SEPARATE.len()) else {
        return part;
    };
    let end = part[start..].find("w:fldCharType=\"end\"").map(|at| start + at);
    match end {
        Some(end) if ["", words::CONTENTS].contains(&text(&part[start..end]).as_str()) => {
            // Runs of nothing give way, so that the part is as the built-in one.
            let inside = &part[start..end];
            let last = inside
                .rfind("<w:r>")
                .max(inside.rfind("<w:r "))
                .map_or(start, |at| start + at);
            let after = if part[start..last].contains("</w:p>") {
                start
            } else {
                last
            };
            format!("{}<w:r><w:t>{SIGN}</w:t></w:r>{}", &part[..start], &part[after..])
        }
        _ => part,
    }
}

/// Fills the field of a part; a part without one stays as it is.
pub fn filled(part: String, forms: &Forms) -> String {
    if !part.contains(SIGN) {
        return part;
    }
    let mut entries = String::new();
    let mut out = String::with_capacity(part.len() + 1024);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut begun: HashSet<&str> = HashSet::new();
    let mut number = 0;
    let mut first = true;
    // LibreOffice calls the styles of the entries otherwise.
    let style = part[..part.find(SIGN).unwrap_or(0)]
        .rsplit_once("<w:pStyle w:val=\"")
        .and_then(|(_, rest)| rest.split('"').next())
        .map_or("TOC", |style| style.trim_end_matches('1'))
        .to_owned();
    for paragraph in part.split_inclusive("</w:p>") {
        let list = between(paragraph, "<w:numId w:val=\"", "\"");
        let top = list.filter(|_| paragraph.contains("<w:ilvl w:val=\"0\"/>"));
        let count = top.map(|list| {
            let (form, anew) = forms.of(list);
            let count = counts.entry(form).or_default();
            if begun.insert(list) && anew {
                *count = 0;
            }
            *count += 1;
            *count
        });
        let level = between(paragraph, "<w:pStyle w:val=\"Heading", "\"").filter(|level| level.len() == 1);
        let text = text(paragraph);
        let (Some(level), false) = (level, text.is_empty()) else {
            out.push_str(paragraph);
            continue;
        };
        number += 1;
        let name = format!("_Toc{number:06}");
        let start = paragraph.find("</w:pPr>").map_or(0, |at| at + "</w:pPr>".len());
        let end = paragraph.len() - "</w:p>".len();
        let _ = write!(
            out,
            "{}<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{}<w:bookmarkEnd w:id=\"{id}\"/></w:p>",
            &paragraph[..start],
            &paragraph[start..end],
            id = 900_000 + number,
        );
        if !std::mem::take(&mut first) {
            let _ = write!(
                entries,
                "</w:p><w:p><w:pPr><w:pStyle w:val=\"{style}{level}\"/></w:pPr>"
            );
        }
        let count = count.map_or_else(String::new, |count| format!("{count}. "));
        let _ = write!(
            entries,
            "<w:hyperlink w:anchor=\"{name}\" w:history=\"1\"><w:r><w:t xml:space=\"preserve\">{count}{text}</w:t></w:r></w:hyperlink>"
        );
    }
    // The run with the sign gives way to the entries.
    let Some(at) = out.find(SIGN) else { return out };
    let from = out[..at].rfind("<w:r>").unwrap_or(at);
    let to = out[at..]
        .find("</w:r>")
        .map_or(at, |end| at + end + "</w:r>".len());
    out.replace_range(from..to, &entries);
    out
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}

/// The words of a paragraph, still escaped; a line break is a space.
fn text(paragraph: &str) -> String {
    let mut out = String::new();
    for piece in paragraph.split("<w:t").skip(1) {
        let piece = match piece.strip_prefix(['>', ' ']) {
            Some(_) => piece,
            None => continue,
        };
        if let Some(words) = between(piece, ">", "</w:t>") {
            out.push_str(words);
        }
        if piece.contains("<w:br/>") || piece.contains("<w:br ") {
            out.push(' ');
        }
    }
    out.replace(SIGN, "").trim().to_owned()
}
