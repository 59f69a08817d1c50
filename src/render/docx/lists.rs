//! Lists that begin anew in each turn of a loop.
//!
//! Word numbers a list by its `w:num`, so each turn needs one of its own. They are made after rendering, and only
//! for templates that ask for it.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

/// What the tag that begins lists anew leaves in the rendered part.
pub const MARK: &str = "<?list?>";

/// What the lists of a file count with: those of one form go on from each other, unless one begins anew.
#[derive(Debug, Default)]
pub struct Forms(HashMap<String, (String, bool)>);

impl Forms {
    /// Reads the numbering part.
    pub fn new(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let list = |one: &str| {
            let (id, rest) = one.split_once('"')?;
            let (_, form) = rest.split_once("<w:abstractNumId w:val=\"")?;
            let own = rest.split("</w:num>").next().unwrap_or(rest);
            let form = form.split('"').next()?.to_owned();
            Some((id.to_owned(), (form, own.contains("<w:startOverride"))))
        };
        Self(text.split("<w:num w:numId=\"").skip(1).filter_map(list).collect())
    }

    /// The form of a list, and whether the list begins anew.
    pub fn of<'t>(&'t self, list: &'t str) -> (&'t str, bool) {
        self.0
            .get(list)
            .map_or((list, false), |(form, anew)| (form.as_str(), *anew))
    }
}

/// The numbering part of a file, with the lists made for this document.
#[derive(Debug, Clone)]
pub struct Numbering {
    text: String,
    added: String,
    next: usize,
}

impl Numbering {
    /// Reads the part as it stands in the template.
    pub fn new(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let highest = text
            .split("<w:num w:numId=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next()?.parse::<usize>().ok())
            .max();
        Self {
            text,
            added: String::new(),
            next: highest.unwrap_or_default() + 1,
        }
    }

    /// Gives the paragraphs after each mark lists of their own, and takes the marks out.
    pub fn restart(&mut self, part: &str) -> String {
        const ITEM: &str = "<w:numId w:val=\"";
        let mut out = String::with_capacity(part.len() + 256);
        for (at, piece) in part.split(MARK).enumerate() {
            let mut fresh: BTreeMap<&str, usize> = BTreeMap::new();
            let mut pieces = piece.split(ITEM);
            out.push_str(pieces.next().unwrap_or_default());
            for rest in pieces {
                let (old, after) = rest.split_once('"').unwrap_or((rest, ""));
                out.push_str(ITEM);
                if at == 0 || self.abstract_of(old).is_none() {
                    out.push_str(old);
                } else {
                    let id = match fresh.get(old) {
                        Some(id) => *id,
                        None => {
                            let id = self.add(old);
                            fresh.insert(old, id);
                            id
                        }
                    };
                    let _ = write!(out, "{id}");
                }
                out.push('"');
                out.push_str(after);
            }
        }
        out
    }

    fn abstract_of(&self, list: &str) -> Option<&str> {
        let (_, rest) = self.text.split_once(&format!("<w:num w:numId=\"{list}\""))?;
        let (_, rest) = rest.split_once("<w:abstractNumId w:val=\"")?;
        rest.split('"').next()
    }

    fn add(&mut self, list: &str) -> usize {
        let id = self.next;
        self.next += 1;
        let form = self.abstract_of(list).unwrap_or("0").to_owned();
        let _ = write!(
            self.added,
            "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{form}\"/>"
        );
        for level in 0..9 {
            let _ = write!(
                self.added,
                "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"
            );
        }
        self.added.push_str("</w:num>");
        id
    }

    /// The part with the lists made.
    pub fn finish(self) -> String {
        // After the lists of the template: the schema wants `w:num` before `w:numIdMacAtCleanup`.
        let at = self.text.rfind("</w:num>").map(|at| at + "</w:num>".len());
        let at = at
            .or_else(|| self.text.find("</w:numbering>"))
            .unwrap_or(self.text.len());
        format!("{}{}{}", &self.text[..at], self.added, &self.text[at..])
    }
}
