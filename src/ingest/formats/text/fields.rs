//! Fields of a delimited text, quotes and line ends included.
//!
//! Written for hand-made files: a quote matters only at the start of a field, line ends may be CR, LF or both,
//! and a quote that is never closed ends with its line instead of swallowing the rest of the file.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr3};

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// A field of the present row.
    Field(Cow<'a, str>),
    /// The row ends.
    Row,
    /// The next field opens with a quote that is never closed.
    Unclosed,
}

/// The fields of a text.
#[derive(Debug)]
pub struct Fields<'a> {
    rest: &'a str,
    delimiter: u8,
    state: State,
    /// A closing quote was sought to the end in vain: later ones need not be sought again.
    open_quotes: bool,
}

#[derive(Debug, PartialEq)]
enum State {
    FieldStart,
    FieldEnd,
    /// The quote at the start of the field is an ordinary character.
    Plain,
}

impl<'a> Fields<'a> {
    /// Splits `text` at an ASCII `delimiter`.
    pub fn new(text: &'a str, delimiter: u8) -> Fields<'a> {
        Fields {
            rest: text,
            delimiter,
            state: State::FieldStart,
            open_quotes: false,
        }
    }

    /// The quoted field at the start of the rest, and its length with quotes and what follows them.
    fn quoted(&self) -> Option<(Cow<'a, str>, usize)> {
        let rest = self.rest;
        let body = rest.get(1..)?;
        let (mut from, mut doubled) = (0, false);
        loop {
            let quote = from + memchr(b'"', &body.as_bytes()[from..])?;
            if body.as_bytes().get(quote + 1) == Some(&b'"') {
                doubled = true;
                from = quote + 2;
                continue;
            }
            let inside = &body[..quote];
            let after = &body[quote + 1..];
            // Anything between the closing quote and the delimiter belongs to the field: nothing is lost.
            let tail = &after[..self.plain_length(after)];
            if !tail.is_empty() && memchr2(b'\n', b'\r', inside.as_bytes()).is_some() {
                // It closed where the quotes of a later line open: this one was never closed.
                return None;
            }
            let mut field = if doubled {
                Cow::Owned(inside.replace("\"\"", "\""))
            } else {
                Cow::Borrowed(inside)
            };
            if !tail.is_empty() {
                field.to_mut().push_str(tail);
            }
            return Some((field, 1 + quote + 1 + tail.len()));
        }
    }

    fn plain_length(&self, text: &str) -> usize {
        memchr3(self.delimiter, b'\r', b'\n', text.as_bytes()).unwrap_or(text.len())
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        if self.state == State::FieldEnd {
            let next = *self.rest.as_bytes().first()?;
            self.state = State::FieldStart;
            if next != self.delimiter {
                let length = if self.rest.starts_with("\r\n") { 2 } else { 1 };
                self.take(length);
                return Some(Event::Row);
            }
            self.take(1);
        } else if self.rest.is_empty() {
            return None;
        }
        if self.rest.starts_with('"') && self.state == State::FieldStart {
            let quoted = if self.open_quotes { None } else { self.quoted() };
            match quoted {
                Some((field, length)) => {
                    self.take(length);
                    self.state = State::FieldEnd;
                    return Some(Event::Field(field));
                }
                None => {
                    self.open_quotes = memchr(b'"', &self.rest.as_bytes()[1..]).is_none();
                    self.state = State::Plain;
                    return Some(Event::Unclosed);
                }
            }
        }
        self.state = State::FieldEnd;
        let length = self.plain_length(self.rest);
        Some(Event::Field(Cow::Borrowed(self.take(length))))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use proptest::prelude::{ProptestConfig, any, prop, proptest};

    use super::{Event, Fields};

    fn rows(text: &str) -> Vec<Vec<String>> {
        let mut rows = vec![Vec::new()];
        for event in Fields::new(text, b';') {
            match event {
                Event::Field(field) => rows.last_mut().unwrap().push(field.into_owned()),
                Event::Row => rows.push(Vec::new()),
                Event::Unclosed => {}
            }
        }
        rows
    }

    #[test]
    fn quotes_in_odd_places() {
        assert_eq!(rows("a \"b\" c;d"), [["a \"b\" c", "d"]]);
        assert_eq!(rows("\"a\"b;c"), [["ab", "c"]]);
        assert_eq!(rows("\"a\"\"b\";\"c\nd\""), [["a\"b", "c\nd"]]);
        assert_eq!(rows("\"a;b\rc;d"), [["\"a", "b"], ["c", "d"]]);
        assert_eq!(
            rows("\"a;1\nb;2\n\"c\";3"),
            [["\"a", "1"], ["b", "2"], ["c", "3"]]
        );
    }

    #[test]
    fn an_empty_field_at_the_end_of_a_row_is_a_field() {
        assert_eq!(rows("a;\nb"), [vec!["a", ""], vec!["b"]]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_the_csv_crate_writes_is_read_back(
            table in prop::collection::vec(prop::collection::vec("[а-я\"; \n\r,x]{0,8}", 2..5), 1..6)
        ) {
            let mut writer = csv::WriterBuilder::new().delimiter(b';').flexible(true).from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let mut read = rows(&text);
            // The last line end opens a row that has nothing in it.
            assert_eq!(read.pop(), Some(Vec::new()));
            assert_eq!(read, table);
        }

        #[test]
        fn any_text_is_split_without_loss_of_letters(text in any::<String>()) {
            let letters = |text: &str| text.chars().filter(|char| !"\";\r\n".contains(*char)).count();
            let kept: usize = rows(&text).iter().flatten().map(|field| letters(field)).sum();
            assert_eq!(kept, letters(&text));
        }
    }
}
