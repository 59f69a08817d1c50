//! Tags as the template engine reads them, and what it says back in the words of the template.

use tera::{ErrorKind, Tera};

use super::error::{Place, Problem, TOO_MANY_TURNS as TURNS, TemplateError};
use super::names::{self, Token};
use super::tag::{Kind, Tag, Tags};
use super::words::CellWord;
use super::{filters, lists, words};

/// A tag as the engine reads it; `last` begins the name of its last filter.
pub fn tag(tags: &Tags, number: usize, last: char) -> String {
    let Some(tag) = tags.list.get(number) else {
        return String::new();
    };
    let inner = names::written(&with_named_arguments(&tag.tokens));
    match tag.kind {
        Kind::Comment => String::new(),
        Kind::Print => {
            // The last filter binds weaker than the whole expression only in brackets.
            format!("{{{{ ({inner}) | {last}{number} }}}}")
        }
        Kind::Block if tag.word() == "for" => format!("{{% {inner} %}}{{{{ tick() }}}}"),
        Kind::Block if tag.word() == words::RESTART => lists::MARK.to_owned(),
        Kind::Block => match tag.cell_word() {
            Some(word) => shaping_tag(tag, number, word),
            None => format!("{{% {inner} %}}"),
        },
    }
}

/// A tag that shapes its cell, where it is the value of a property.
fn shaping_tag(tag: &Tag, number: usize, word: CellWord) -> String {
    let argument = names::written(&with_named_arguments(&tag.tokens[1..]));
    match word {
        CellWord::Down => "{% if loop.first %}restart{% else %}continue{% endif %}".to_owned(),
        CellWord::Right => format!("{{{{ loop.length * {argument} }}}}"),
        CellWord::Span | CellWord::Fill => format!("{{{{ ({argument}) | c{number} }}}}"),
    }
}

/// `или("нет")` → `или(v = "нет")`: the engine knows named arguments only.
fn with_named_arguments(tokens: &[Token]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len() + 2);
    for (at, token) in tokens.iter().enumerate() {
        out.push(token.clone());
        let named = |token: &Token| matches!(token, Token::Word(name) if words::OWN.contains(&name.as_str()));
        if token.is("(")
            && at >= 2
            && tokens[at - 2].is("|")
            && named(&tokens[at - 1])
            && !tokens.get(at + 1).is_some_and(|next| next.is(")"))
            && !tokens.get(at + 2).is_some_and(|next| next.is("="))
        {
            out.push(Token::Word("v".to_owned()));
            out.push(Token::Sign("="));
        }
    }
    out
}

/// The engine stops at the first tag it does not understand, in English: each tag is asked for alone.
pub fn not_understood(tags: &Tags) -> Vec<TemplateError> {
    let understood = |tag: &Tag| {
        let inner = names::written(&with_named_arguments(&tag.tokens));
        let text = match (tag.kind, tag.word()) {
            (Kind::Comment, _) => return true,
            (Kind::Print, _) => format!("{{{{ ({inner}) }}}}"),
            (_, "for") => format!("{{% {inner} %}}{{% endfor %}}"),
            (_, "if") => format!("{{% {inner} %}}{{% endif %}}"),
            (_, "elif") => format!("{{% if true %}}{{% {inner} %}}{{% endif %}}"),
            (_, "set" | "set_global") => format!("{{% {inner} %}}"),
            (_, word) if matches!(CellWord::of(word), Some(CellWord::Span | CellWord::Fill)) => {
                format!(
                    "{{{{ ({}) }}}}",
                    names::written(&with_named_arguments(&tag.tokens[1..]))
                )
            }
            _ => return true,
        };
        let mut tera = Tera::new();
        filters::register(&mut tera);
        tera.add_raw_template("tag.xml", &text).is_ok()
    };
    tags.list
        .iter()
        .filter(|tag| !understood(tag))
        .map(|tag| {
            let detail = tag.source.clone();
            TemplateError::new(tag.place.clone(), Problem::Syntax { detail })
        })
        .collect()
}

/// A message of the template engine, its names as the template has them.
pub fn engine_error(error: &tera::Error, place: &Place) -> TemplateError {
    let message = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report.message().to_owned(),
        other => other.to_string(),
    };
    let message = names::decode_text(&message);
    let problem = if message.contains(TURNS) {
        Problem::Limit {
            detail: TURNS.to_owned(),
        }
    } else {
        Problem::Value { detail: message }
    };
    TemplateError::new(place.clone(), problem)
}
