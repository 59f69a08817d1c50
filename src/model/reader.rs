//! Reads TOML with the place of every key and value, and collects all mistakes instead of stopping at the first.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::ModelError;
use crate::diag::nearest;

/// A table with the place where it stands.
pub type Table<'i> = DeTable<'i>;
/// The table of a whole file.
pub type Root<'i> = Spanned<DeTable<'i>>;
/// A value with its place.
pub type Node<'i> = Spanned<DeValue<'i>>;

/// How a message about the syntax begins; where there is one, other mistakes of the file are only its shadow.
pub const SYNTAX: &str = "ошибка записи TOML";

/// What the parser says, in the words of somebody who edits a text.
fn syntax(message: &str) -> String {
    let said = [
        ("basic string", "текст не закрыт кавычкой"),
        ("literal string", "текст не закрыт кавычкой"),
        ("unclosed table", "нет закрывающей скобки «]» у заголовка"),
        ("unclosed array", "нет закрывающей скобки «]» у списка"),
        ("unclosed inline table", "нет закрывающей скобки «}»"),
        ("duplicate key", "ключ или раздел уже есть выше"),
        ("unquoted", "русское имя и текст пишут в кавычках"),
        ("bare key", "русское имя пишут в кавычках"),
        ("missing value", "после «=» нет значения"),
        ("expected `=`", "между именем и значением нужен знак «=»"),
        ("missing comma", "между значениями нужна запятая"),
    ];
    let known = said.into_iter().find(|(part, _)| message.contains(part));
    known.map_or_else(
        || format!("строка не понята ({message})"),
        |(_, words)| words.to_owned(),
    )
}

/// The file being read and the mistakes found so far.
pub struct Reader<'i> {
    file: &'i str,
    text: &'i str,
    /// Mistakes so far.
    pub errors: Vec<ModelError>,
}

impl<'i> Reader<'i> {
    /// A reader of one file, and its root table; a mistake of syntax is reported, what could be read is returned.
    pub fn parsed(file: &'i str, text: &'i str) -> (Self, Root<'i>) {
        let mut reader = Self {
            file,
            text,
            errors: Vec::new(),
        };
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            let said = format!("{SYNTAX}: {}", syntax(error.message().trim()));
            reader.error(at, said, None);
        }
        (reader, root)
    }

    /// Reports a mistake at a byte of the file.
    pub fn error(&mut self, at: usize, message: impl Into<String>, suggestion: Option<String>) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
        self.errors.push(ModelError {
            file: self.file.to_owned(),
            line,
            column,
            message: message.into(),
            suggestion,
        });
    }

    /// Reports every key that is not among the known ones.
    pub fn known(&mut self, table: &Table<'i>, keys: &[&str]) {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !keys.contains(&name) {
                let hint = nearest(name, keys.iter().copied());
                self.error(key.span().start, format!("неизвестный ключ «{name}»"), hint);
            }
        }
    }

    /// A text; absent or of another type is `None`, the latter reported.
    pub fn text(&mut self, table: &Table<'i>, key: &str) -> Option<String> {
        let node = table.get(key)?;
        match node.get_ref() {
            DeValue::String(text) => Some(text.trim().to_owned()),
            _ => self.wrong(node, "текст"),
        }
    }

    /// A text that must be there.
    pub fn required(&mut self, table: &Table<'i>, key: &str, at: usize) -> String {
        if !table.contains_key(key) {
            self.error(at, format!("нет ключа «{key}»"), None);
        }
        self.text(table, key).unwrap_or_default()
    }

    /// One of the words of a list.
    pub fn word<T: Copy>(&mut self, table: &Table<'i>, key: &str, words: &[(&str, T)]) -> Option<T> {
        let node = table.get(key)?;
        let DeValue::String(text) = node.get_ref() else {
            return self.wrong(node, "текст");
        };
        let found = words.iter().find(|(word, _)| *word == text.as_ref());
        if found.is_none() {
            let hint = nearest(text, words.iter().map(|(word, _)| *word));
            self.error(
                node.span().start,
                format!("недопустимое значение «{text}» ключа «{key}»"),
                hint,
            );
        }
        found.map(|(_, value)| *value)
    }

    /// A list of texts; absent is empty.
    pub fn texts(&mut self, table: &Table<'i>, key: &str) -> Vec<String> {
        self.items(table, key).into_iter().map(|(text, _)| text).collect()
    }

    /// A list of texts, each with its place.
    pub fn items(&mut self, table: &Table<'i>, key: &str) -> Vec<(String, usize)> {
        let Some(node) = table.get(key) else {
            return Vec::new();
        };
        let Some(array) = node.get_ref().as_array() else {
            self.wrong::<()>(node, "список");
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in array.iter() {
            match item.get_ref() {
                DeValue::String(text) => found.push((text.to_string(), item.span().start)),
                _ => {
                    self.wrong::<()>(item, "текст");
                }
            }
        }
        found
    }

    /// A list of tables such as `[[requirement]]`; absent is empty.
    pub fn tables<'a>(&mut self, table: &'a Table<'i>, key: &str) -> Vec<(&'a Table<'i>, Range<usize>)> {
        let Some(node) = table.get(key) else {
            return Vec::new();
        };
        let Some(array) = node.get_ref().as_array() else {
            self.wrong::<()>(node, "список таблиц");
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in array.iter() {
            match item.get_ref() {
                DeValue::Table(inner) => found.push((inner, item.span())),
                _ => {
                    self.wrong::<()>(item, "таблица");
                }
            }
        }
        found
    }

    /// A table; absent is `None`.
    pub fn table<'a>(&mut self, table: &'a Table<'i>, key: &str) -> Option<&'a Table<'i>> {
        let node = table.get(key)?;
        match node.get_ref() {
            DeValue::Table(inner) => Some(inner),
            _ => self.wrong(node, "таблица"),
        }
    }

    /// Reports a value of the wrong type.
    pub fn wrong<T>(&mut self, node: &Node<'i>, wanted: &str) -> Option<T> {
        self.error(node.span().start, format!("здесь нужно другое: {wanted}"), None);
        None
    }
}
