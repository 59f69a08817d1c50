//! Numbers and names that must be unlike in one file and that a loop repeats: drawings, bookmarks, content controls.

use std::collections::{HashMap, HashSet};

/// Elements with such numbers.
const DRAWING: &str = "<wp:docPr ";
const BOOKMARK: &str = "<w:bookmarkStart ";
const BOOKMARK_END: &str = "<w:bookmarkEnd ";

/// Whether a part may repeat something that must not be repeated.
pub fn has(text: &str) -> bool {
    text.contains(DRAWING) || text.contains(BOOKMARK)
}

/// Numbers drawings and bookmarks of a part anew, in their order; names of bookmarks that come again get a number.
pub fn unlike(text: &str, first: usize) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut next = first;
    let mut open: HashMap<&str, usize> = HashMap::new();
    let mut names: HashSet<String> = HashSet::new();
    for piece in text.split_inclusive('>') {
        let (before, tag) = piece.split_at(piece.rfind('<').unwrap_or(piece.len()));
        out.push_str(before);
        if tag.starts_with(DRAWING) {
            out.push_str(&with(tag, " id=\"", &next.to_string()));
            next += 1;
        } else if tag.starts_with(BOOKMARK_END) {
            let number = attribute(tag, " w:id=\"").and_then(|old| open.get(old)).copied();
            out.push_str(&number.map_or_else(
                || tag.to_owned(),
                |number| with(tag, " w:id=\"", &number.to_string()),
            ));
        } else if tag.starts_with(BOOKMARK) {
            let mut tag_text = with(tag, " w:id=\"", &next.to_string());
            if let Some(old) = attribute(tag, " w:id=\"") {
                open.insert(old, next);
            }
            next += 1;
            if let Some(name) = attribute(tag, " w:name=\"") {
                let fresh = (1..)
                    .map(|turn| {
                        if turn == 1 {
                            name.to_owned()
                        } else {
                            format!("{name}_{turn}")
                        }
                    })
                    .find(|fresh| !names.contains(fresh))
                    .unwrap_or_default();
                tag_text = with(&tag_text, " w:name=\"", &fresh);
                names.insert(fresh);
            }
            out.push_str(&tag_text);
        } else {
            out.push_str(tag);
        }
    }
    out
}

/// The value of an attribute of a tag; its name comes with the space before and the quote after.
pub fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(name)?;
    rest.split('"').next()
}

/// A tag with another value of an attribute.
pub fn with(tag: &str, name: &str, value: &str) -> String {
    match tag.split_once(name) {
        Some((before, rest)) => {
            let after = rest.find('"').map_or("", |end| &rest[end..]);
            format!("{before}{name}{value}{after}")
        }
        None => tag.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::unlike;

    #[test]
    fn what_a_loop_repeats_becomes_unlike() {
        let turn = "<w:bookmarkStart w:id=\"7\" w:name=\"место\"/><wp:docPr id=\"3\" name=\"x\"/><w:bookmarkEnd w:id=\"7\"/>";
        assert_eq!(
            unlike(&turn.repeat(2), 1),
            "<w:bookmarkStart w:id=\"1\" w:name=\"место\"/><wp:docPr id=\"2\" name=\"x\"/><w:bookmarkEnd w:id=\"1\"/>\
             <w:bookmarkStart w:id=\"3\" w:name=\"место_2\"/><wp:docPr id=\"4\" name=\"x\"/><w:bookmarkEnd w:id=\"3\"/>"
        );
    }
}
