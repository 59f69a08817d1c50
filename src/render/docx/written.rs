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
    if tags.broken.contains(&number) {
        return stand_in(tag).to_owned();
    }
    let inner = names::written(&with_named_arguments(&tag.tokens));
    match tag.kind {
        Kind::Comment => String::new(),
        Kind::Print => {
            // The last filter binds weaker than the whole expression only in brackets.
            format!("{{{{ ({inner}) | {last}{number} }}}}")
        }
        Kind::Block if tag.word() == "for" => format!("{{% {inner} %}}{{#{number}#}}{{{{ tick() }}}}"),
        Kind::Block if tag.word() == words::RESTART => lists::MARK.to_owned(),
        Kind::Block => match tag.cell_word() {
            Some(word) => shaping_tag(tag, number, word),
            None => format!("{{% {inner} %}}{{#{number}#}}"),
        },
    }
}

/// What takes the place of a tag with a mistake while the rest of the template is tried.
fn stand_in(tag: &Tag) -> &'static str {
    match (tag.word(), tag.cell_word()) {
        ("for", _) => "{% for x in [] %}",
        ("if", _) => "{% if false %}",
        ("elif", _) => "{% elif false %}",
        ("else", _) => "{% else %}",
        ("endfor", _) => "{% endfor %}",
        ("endif", _) => "{% endif %}",
        (_, Some(CellWord::Fill)) => "auto",
        (_, Some(_)) => "1",
        _ => "",
    }
}

/// Where in a text of the engine tags begin, with their numbers.
pub fn starts(text: &str) -> Vec<(usize, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['{']) {
        let start = at + found;
        at = start + 1;
        // A printing tag ends in a filter of its number, one that steers is followed by a note of it.
        let (end, skipped) = match text.get(start..start + 2) {
            Some("{{") => (text[start..].find(" }}"), 0),
            Some("{%") => (text[start..].find("%}{#"), "%}{#".len()),
            _ => continue,
        };
        let Some(end) = end.map(|end| start + end + skipped) else {
            continue;
        };
        let number = if skipped > 0 {
            &text[end..end + digits(&text[end..])]
        } else {
            let from = text[..end]
                .trim_end_matches(|last: char| last.is_ascii_digit())
                .len();
            &text[from..end]
        };
        out.extend(number.parse().ok().map(|number| (start, number)));
        at = end;
    }
    out
}

/// The number of the tag in which the engine stopped.
pub fn stopped_at(error: &tera::Error, starts: &[(usize, usize)]) -> Option<usize> {
    let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind() else {
        return None;
    };
    let at = report.span().range.start;
    let before = starts.partition_point(|(start, _)| *start <= at);
    Some(starts.get(before.checked_sub(1)?)?.1)
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
        .enumerate()
        .filter(|(number, tag)| !tags.broken.contains(number) && !understood(tag))
        .map(|(_, tag)| {
            let detail = tag.source.clone();
            TemplateError::new(tag.place.clone(), Problem::Syntax { detail })
        })
        .collect()
}

/// Why the engine stopped in a tag. What it says itself is English; what our filters say is not.
pub fn tag_error(error: &tera::Error, tag: &Tag) -> TemplateError {
    let told = engine_error(error, &tag.place);
    match told.problem {
        Problem::Value { detail } if detail.is_ascii() || detail.contains('`') => {
            let name = tag.source.clone();
            TemplateError::new(tag.place.clone(), Problem::Unfit { name, detail })
        }
        _ => told,
    }
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
