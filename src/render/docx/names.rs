//! Russian identifiers in tags: Tera knows ASCII only, so names are written another way and read back in messages.
//!
//! Keys of the data go through [`encode`] as well, so both sides meet. No message may show an encoded name:
//! [`decode_text`] turns them back.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

const PREFIX: &str = "zz_";

/// Whether a text can stand in a tag as it is.
fn is_plain(name: &str) -> bool {
    !name.starts_with(PREFIX)
        && name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// An ASCII identifier for any name; the same for plain ASCII identifiers.
pub fn encode(name: &str) -> String {
    if is_plain(name) {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len() * 3 + 3);
    out.push_str(PREFIX);
    for char in name.chars() {
        match char {
            '_' => out.push_str("__"),
            char if char.is_ascii_alphanumeric() => out.push(char),
            char => {
                let _ = write!(out, "_{:x}_", u32::from(char));
            }
        }
    }
    out
}

/// The name behind an encoded one.
pub fn decode(name: &str) -> String {
    let Some(mut rest) = name.strip_prefix(PREFIX) else {
        return name.to_owned();
    };
    let mut out = String::with_capacity(rest.len());
    while let Some(at) = rest.find('_') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(end) = rest.find('_') else { break };
        if end == 0 {
            out.push('_');
        } else if let Some(char) = u32::from_str_radix(&rest[..end], 16)
            .ok()
            .and_then(char::from_u32)
        {
            out.push(char);
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

/// A text, such as a message of the template engine, with every encoded name turned back.
pub fn decode_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(PREFIX) {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        let end = tail
            .find(|char: char| !(char.is_ascii_alphanumeric() || char == '_'))
            .unwrap_or(tail.len());
        out.push_str(&decode(&tail[..end]));
        rest = &tail[end..];
    }
    out.push_str(rest);
    out
}

thread_local! {
    static KEYS: RefCell<HashMap<String, Arc<str>>> = RefCell::default();
}

/// Encoded keys met once are kept: records repeat them.
pub fn encode_key(key: &str) -> Arc<str> {
    KEYS.with_borrow_mut(|known| {
        if let Some(found) = known.get(key) {
            return Arc::clone(found);
        }
        let encoded: Arc<str> = encode(key).into();
        if known.len() < 10_000 {
            known.insert(key.to_owned(), Arc::clone(&encoded));
        }
        encoded
    })
}

/// A word, text, number or sign inside a tag.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    /// An identifier or a word of the template language.
    Word(String),
    /// A text, without its quotes.
    Text(String),
    /// A number.
    Number(String),
    /// Anything else, one sign of one or two characters.
    Sign(&'static str),
}

impl Token {
    /// Whether it is this sign.
    pub fn is(&self, sign: &str) -> bool {
        matches!(self, Self::Sign(own) if *own == sign)
    }

    /// Whether it is this word.
    pub fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Word(own) if own == word)
    }
}

/// Longest first.
const SIGNS: [&str; 31] = [
    "==", "!=", "<=", ">=", "//", "**", "?.", "?[", "..", "|", ".", ",", ":", "(", ")", "[", "]", "{", "}",
    "+", "-", "*", "/", "%", "=", "<", ">", "~", "?", "!", "&",
];

/// Splits the inside of a tag; `Err` names the part that is not understood.
pub fn tokens(inner: &str) -> Result<Vec<Token>, String> {
    let mut out = Vec::new();
    let mut rest = inner;
    while let Some(first) = rest.chars().next() {
        if first.is_whitespace() || first == '\u{a0}' {
            rest = &rest[first.len_utf8()..];
        } else if first.is_alphabetic() || first == '_' {
            let end = rest
                .find(|char: char| !(char.is_alphanumeric() || char == '_'))
                .unwrap_or(rest.len());
            out.push(Token::Word(rest[..end].to_owned()));
            rest = &rest[end..];
        } else if first.is_ascii_digit() {
            let mut end = rest
                .find(|char: char| !char.is_ascii_digit())
                .unwrap_or(rest.len());
            let fraction = &rest[end..];
            if fraction.starts_with('.') && fraction[1..].starts_with(|next: char| next.is_ascii_digit()) {
                end += 1 + fraction[1..]
                    .find(|char: char| !char.is_ascii_digit())
                    .unwrap_or(fraction.len() - 1);
            }
            out.push(Token::Number(rest[..end].to_owned()));
            rest = &rest[end..];
        } else if let Some(close) = closing_quote(first) {
            let body = &rest[first.len_utf8()..];
            let end = body.find(close).ok_or_else(|| rest.to_owned())?;
            out.push(Token::Text(body[..end].to_owned()));
            rest = &body[end..];
            rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            out.push(Token::Sign(sign));
            rest = &rest[sign.len()..];
        } else {
            return Err(rest.to_owned());
        }
    }
    Ok(out)
}

/// Word turns straight quotes into curly ones while a tag is typed.
fn closing_quote(open: char) -> Option<&'static [char]> {
    match open {
        '"' => Some(&['"']),
        '\'' => Some(&['\'']),
        '`' => Some(&['`']),
        '“' | '”' | '„' => Some(&['“', '”']),
        '‘' | '’' => Some(&['‘', '’']),
        '«' => Some(&['»']),
        _ => None,
    }
}

/// The same tokens as Tera reads them.
pub fn written(tokens: &[Token]) -> String {
    let mut out = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let previous = at.checked_sub(1).map(|before| &tokens[before]);
        match token {
            Token::Word(word) => {
                if matches!(previous, Some(Token::Word(_) | Token::Number(_) | Token::Text(_))) {
                    out.push(' ');
                }
                out.push_str(&encode(word));
            }
            Token::Number(number) => {
                if matches!(previous, Some(Token::Word(_))) {
                    out.push(' ');
                }
                out.push_str(number);
            }
            Token::Text(text) => {
                if matches!(previous, Some(Token::Word(_))) {
                    out.push(' ');
                }
                out.push_str(&quoted(&if names_a_field(tokens, at) {
                    text.split('.').map(encode).collect::<Vec<_>>().join(".")
                } else {
                    text.clone()
                }));
            }
            Token::Sign(sign) => {
                if matches!(*sign, "." | "(" | "[" | ")" | "]" | "?." | "?[" | ",") {
                    out.push_str(sign);
                } else {
                    out.push(' ');
                    out.push_str(sign);
                    out.push(' ');
                }
            }
        }
    }
    out
}

/// `x["имя"]`, `sort(attribute="имя")`: texts that are names of fields.
fn names_a_field(tokens: &[Token], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|index| &tokens[index]);
    let subscript = before(1).is_some_and(|token| token.is("[") || token.is("?["))
        && tokens.get(at + 1).is_some_and(|token| token.is("]"))
        && before(2).is_some_and(|token| matches!(token, Token::Word(_)) || token.is("]") || token.is(")"));
    let attribute = before(1).is_some_and(|token| token.is("="))
        && before(2).is_some_and(|token| token.is_word("attribute") || token.is_word("key"));
    subscript || attribute
}

fn quoted(text: &str) -> String {
    let quote = ['"', '\'', '`']
        .into_iter()
        .find(|quote| !text.contains(*quote))
        .unwrap_or('"');
    // A text with all three kinds of quotes cannot be written; such a template loses one kind.
    format!("{quote}{}{quote}", text.replace(quote, "").replace('\\', "\\\\"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn names_come_back() {
        for name in [
            "пара",
            "фио_2",
            "x",
            "дата рождения",
            "_a_",
            "zz_a",
            "№ п/п",
            "ё__ё",
            "Ёж",
        ] {
            let encoded = encode(name);
            assert!(
                encoded
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'),
                "{encoded}"
            );
            assert_eq!(decode(&encoded), name);
        }
        assert_eq!(
            decode_text(&format!("Variable `{}` is not", encode("пара"))),
            "Variable `пара` is not"
        );
    }

    #[test]
    fn texts_stay_and_names_change() {
        let tokens = tokens("пара.фио | или(“нет, \"пусто\"”)").unwrap();
        let out = written(&tokens);
        assert!(out.contains("'нет, \"пусто\"'"), "{out}");
        assert_eq!(decode_text(&out), "пара.фио | или('нет, \"пусто\"')");
    }
}
