//! Looks every name of a template up before anything is rendered: in all branches, in loops over empty lists too.
//!
//! Tera stops at the first unknown name, and is silent on one in a condition or in a loop without turns; here all
//! come at once, each with its place.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::chart::data;
use super::error::{Problem, TemplateError};
use super::names::Token;
use super::tag::{Kind, Level, Tag};
use super::words::{self, CellWord};
use crate::diag::nearest;

/// What is known of the data at a path: names and their nesting. Nothing is copied out of the data: a template asks
/// for a few of its names.
#[derive(Debug, Clone, Default)]
pub enum Shape<'d> {
    /// Nothing is known; any name may follow.
    #[default]
    Unknown,
    /// A value to print.
    Plain,
    /// Records of one kind: a name is known when one of them has it.
    Record(Vec<&'d Map<String, Value>>),
    /// Lists of one kind.
    List(Vec<&'d [Value]>),
    /// The counters of a loop.
    Counters,
}

/// What a loop tells of itself.
const COUNTERS: [&str; 5] = ["index", "index0", "first", "last", "length"];

impl<'d> Shape<'d> {
    /// The shape of a value.
    pub fn of(value: &'d Value) -> Self {
        Self::joined([value])
    }

    /// What holds of several values: fields of all; the first that is no null tells the kind.
    pub fn joined(values: impl IntoIterator<Item = &'d Value>) -> Self {
        let mut values = values.into_iter().skip_while(|value| value.is_null());
        match values.next() {
            None => Self::Unknown,
            Some(Value::Object(first)) => Self::Record(
                [first]
                    .into_iter()
                    .chain(values.filter_map(Value::as_object))
                    .collect(),
            ),
            Some(Value::Array(first)) => Self::List(
                [first]
                    .into_iter()
                    .chain(values.filter_map(Value::as_array))
                    .map(Vec::as_slice)
                    .collect(),
            ),
            Some(_) => Self::Plain,
        }
    }

    /// The shape under a name.
    fn field(&self, name: &str) -> Option<Self> {
        match self {
            Self::Unknown => Some(Self::Unknown),
            Self::Record(records) => {
                let mut found = records.iter().filter_map(|record| record.get(name)).peekable();
                found.peek().is_some().then(|| Self::joined(found))
            }
            Self::Counters => COUNTERS.contains(&name).then_some(Self::Plain),
            Self::Plain | Self::List(_) => None,
        }
    }

    /// The names that may follow.
    fn names(&self) -> Vec<&str> {
        match self {
            Self::Record(records) => records
                .iter()
                .flat_map(|record| record.keys().map(String::as_str))
                .collect(),
            Self::Counters => COUNTERS.to_vec(),
            _ => Vec::new(),
        }
    }

    /// The shape of an element.
    fn item(&self) -> Self {
        match self {
            Self::List(lists) => Self::joined(lists.iter().copied().flatten()),
            _ => Self::Unknown,
        }
    }
}

/// Checks the tags of one part, in the order they stand.
pub fn check(tags: &[&Tag], data: &Shape<'_>) -> Vec<TemplateError> {
    let mut scope = Scope {
        data,
        frames: vec![BTreeMap::new()],
        errors: Vec::new(),
    };
    for tag in tags {
        scope.tag(tag);
    }
    scope.errors
}

struct Scope<'d> {
    data: &'d Shape<'d>,
    frames: Vec<BTreeMap<String, Shape<'d>>>,
    errors: Vec<TemplateError>,
}

impl<'d> Scope<'d> {
    fn tag(&mut self, tag: &Tag) {
        let tokens = &tag.tokens;
        if tag.kind == Kind::Print {
            let shape = self.expression(tag, tokens);
            if matches!(shape, Shape::Record(_) | Shape::List(_)) {
                self.fault(
                    tag,
                    Problem::NotPlain {
                        name: tag.source.clone(),
                    },
                );
            }
            return;
        }
        if tag.kind == Kind::Comment {
            return;
        }
        match tag.word() {
            "for" => self.opened(tag),
            "endfor" => {
                if self.frames.len() > 1 {
                    self.frames.pop();
                }
            }
            // What merging made is told by the tag that merges.
            "if" if tag.level == Level::First => {}
            "if" | "elif" => {
                self.expression(tag, &tokens[1..]);
            }
            "set" | "set_global" => {
                if let (Some(Token::Word(name)), Some(sign)) = (tokens.get(1), tokens.get(2))
                    && sign.is("=")
                {
                    let shape = self.expression(tag, &tokens[3..]);
                    if let Some(frame) = self.frames.last_mut() {
                        frame.insert(name.clone(), shape);
                    }
                } else {
                    self.fault(
                        tag,
                        Problem::Syntax {
                            detail: tag.source.clone(),
                        },
                    );
                }
            }
            "else" | "endif" | words::RESTART => {}
            _ if tag.cell_word().is_some() => self.cell(tag),
            other => {
                let name = if other.is_empty() {
                    tag.source.clone()
                } else {
                    other.to_owned()
                };
                self.fault(tag, Problem::Refused { name });
            }
        }
    }

    /// A tag that shapes its cell.
    fn cell(&mut self, tag: &Tag) {
        let arguments = &tag.tokens[1..];
        match tag.cell_word() {
            Some(CellWord::Down | CellWord::Right) => {
                if !self.frames.iter().any(|frame| frame.contains_key("loop")) {
                    let name = tag.source.clone();
                    self.fault(tag, Problem::NoLoop { name });
                }
            }
            _ if arguments.is_empty() => {
                let detail = tag.source.clone();
                self.fault(tag, Problem::Syntax { detail });
            }
            _ => {
                self.expression(tag, arguments);
            }
        }
    }

    fn opened(&mut self, tag: &Tag) {
        let Some(at) = tag.tokens.iter().position(|token| token.is_word("in")) else {
            self.fault(
                tag,
                Problem::Syntax {
                    detail: tag.source.clone(),
                },
            );
            self.frames.push(BTreeMap::new());
            return;
        };
        let shape = self.expression(tag, &tag.tokens[at + 1..]);
        let names: Vec<&String> = tag.tokens[1..at]
            .iter()
            .filter_map(|token| match token {
                Token::Word(name) => Some(name),
                _ => None,
            })
            .collect();
        let mut frame = BTreeMap::new();
        frame.insert("loop".to_owned(), Shape::Counters);
        match (names.as_slice(), shape) {
            ([name], shape @ (Shape::List(_) | Shape::Unknown)) => {
                frame.insert((*name).clone(), shape.item());
            }
            ([key, value], Shape::Record(_) | Shape::Unknown) => {
                frame.insert((*key).clone(), Shape::Plain);
                frame.insert((*value).clone(), Shape::Unknown);
            }
            (names, _) => {
                for name in names {
                    frame.insert((*name).clone(), Shape::Unknown);
                }
                self.fault(
                    tag,
                    Problem::NotList {
                        name: tag.source.clone(),
                    },
                );
            }
        }
        self.frames.push(frame);
    }

    /// Looks up every name of an expression; its shape, when it is one path with filters that keep it.
    fn expression(&mut self, tag: &Tag, tokens: &[Token]) -> Shape<'d> {
        let mut at = 0;
        let mut shape = Shape::Plain;
        let mut paths = 0;
        while at < tokens.len() {
            let previous = at.checked_sub(1).map(|before| &tokens[before]);
            let next = tokens.get(at + 1);
            let Token::Word(word) = &tokens[at] else {
                at += 1;
                continue;
            };
            let filter = previous.is_some_and(|token| token.is("|"));
            let tested = previous.is_some_and(|token| token.is_word("is"))
                || (previous.is_some_and(|token| token.is_word("not"))
                    && at >= 2
                    && tokens[at - 2].is_word("is"));
            if filter {
                if word == words::ROWS {
                    self.rows(tag, &tokens[at + 1..], &shape);
                }
                shape = self.filter(tag, word, shape);
                at += 1;
            } else if tested || words::KEYWORDS.contains(&word.as_str()) {
                at += 1;
            } else if next.is_some_and(|token| token.is("(")) {
                self.fault(tag, Problem::Refused { name: word.clone() });
                at += 1;
            } else if next.is_some_and(|token| token.is("="))
                && previous.is_some_and(|token| token.is("(") || token.is(","))
            {
                at += 1;
            } else {
                let (found, after) = self.path(tag, tokens, at);
                paths += 1;
                shape = found;
                at = after;
            }
        }
        let plain_path = paths == 1
            && matches!(tokens.first(), Some(Token::Word(_)))
            && !tokens.iter().any(|token| {
                ["if", "and", "or", "not", "in", "is"]
                    .iter()
                    .any(|word| token.is_word(word))
                    || ["~", "+", "-", "*", "/", "==", "!=", "<", ">", "<=", ">="]
                        .iter()
                        .any(|sign| token.is(sign))
            });
        if plain_path { shape } else { Shape::Unknown }
    }

    fn filter(&mut self, tag: &Tag, word: &str, shape: Shape<'d>) -> Shape<'d> {
        if words::REFUSED_FILTERS.contains(&word) {
            self.fault(
                tag,
                Problem::Refused {
                    name: word.to_owned(),
                },
            );
        } else if !words::filters().any(|known| known == word) {
            let nearest = nearest(word, words::filters());
            self.fault(
                tag,
                Problem::UnknownFilter {
                    name: word.to_owned(),
                    nearest,
                },
            );
        }
        match (word, shape) {
            ("sort" | "unique" | "reverse", shape) => shape,
            ("first" | "last" | "nth", shape @ Shape::List(_)) => shape.item(),
            ("length" | "join", _) => Shape::Plain,
            _ => Shape::Unknown,
        }
    }

    /// Looks up the fields that the rows of a chart are made of.
    fn rows(&mut self, tag: &Tag, arguments: &[Token], shape: &Shape<'d>) {
        let item = shape.item();
        if !matches!(item, Shape::Record(_)) {
            return;
        }
        let arguments = arguments.iter().take_while(|token| !token.is(")"));
        let texts = arguments.filter_map(|token| match token {
            Token::Text(text) => Some(text),
            _ => None,
        });
        for (field, _) in texts.flat_map(|text| data::fields(text)) {
            if item.field(&field).is_none() {
                let nearest = nearest(&field, item.names());
                self.fault(tag, Problem::UnknownName { name: field, nearest });
            }
        }
    }

    /// Walks `a.b["c"][0]` from its root; the shape and the token after the path.
    fn path(&mut self, tag: &Tag, tokens: &[Token], start: usize) -> (Shape<'d>, usize) {
        let Token::Word(root) = &tokens[start] else {
            return (Shape::Unknown, start + 1);
        };
        let end = path_end(tokens, start);
        // `x is defined`, `x | default(…)`: the template itself says that the name may be absent.
        let optional = tokens.get(end).is_some_and(|token| {
            (token.is_word("is")
                && tokens[end..]
                    .iter()
                    .take(3)
                    .any(|token| token.is_word("defined") || token.is_word("undefined")))
                || (token.is("|") && tokens.get(end + 1).is_some_and(|token| token.is_word("default")))
        });
        if root == "__tera_context" {
            self.fault(tag, Problem::Refused { name: root.clone() });
            return (Shape::Unknown, end);
        }
        let mut shape = match self.root(root) {
            Some(shape) => shape,
            None => {
                if !optional {
                    let problem = Problem::UnknownName {
                        name: root.clone(),
                        nearest: self.nearest_root(root),
                    };
                    self.fault(tag, problem);
                }
                return (Shape::Unknown, end);
            }
        };
        let mut written = root.clone();
        let mut at = start + 1;
        while at < end {
            let field = match (&tokens[at], tokens.get(at + 1)) {
                (Token::Sign("." | "?."), Some(Token::Word(field))) => {
                    at += 2;
                    Some(field)
                }
                (Token::Sign("[" | "?["), Some(Token::Text(field)))
                    if tokens.get(at + 2).is_some_and(|token| token.is("]")) =>
                {
                    at += 3;
                    Some(field)
                }
                (Token::Sign("[" | "?["), _) => {
                    at = bracket_end(tokens, at);
                    None
                }
                _ => {
                    at += 2;
                    None
                }
            };
            let Some(field) = field else {
                shape = shape.item();
                continue;
            };
            let Some(next) = shape.field(field) else {
                if !optional {
                    let nearest = nearest(field, shape.names()).map(|name| format!("{written}.{name}"));
                    self.fault(
                        tag,
                        Problem::UnknownName {
                            name: format!("{written}.{field}"),
                            nearest,
                        },
                    );
                }
                return (Shape::Unknown, end);
            };
            shape = next;
            written.push('.');
            written.push_str(field);
        }
        (shape, end)
    }

    fn root(&self, name: &str) -> Option<Shape<'d>> {
        let bound = self.frames.iter().rev().find_map(|frame| frame.get(name));
        bound.cloned().or_else(|| self.data.field(name))
    }

    fn nearest_root(&self, name: &str) -> Option<String> {
        let bound = self
            .frames
            .iter()
            .flat_map(|frame| frame.keys().map(String::as_str));
        nearest(name, bound.chain(self.data.names()))
    }

    fn fault(&mut self, tag: &Tag, problem: Problem) {
        self.errors.push(TemplateError::new(tag.place.clone(), problem));
    }
}

/// The token after `a.b[…].c`.
fn path_end(tokens: &[Token], start: usize) -> usize {
    let mut at = start + 1;
    loop {
        match tokens.get(at) {
            Some(Token::Sign("." | "?.")) => at += 2,
            Some(Token::Sign("[" | "?[")) => at = bracket_end(tokens, at),
            _ => return at.min(tokens.len()),
        }
    }
}

fn bracket_end(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0usize;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        if token.is("[") || token.is("?[") {
            depth += 1;
        } else if token.is("]") {
            depth -= 1;
            if depth == 0 {
                return at + 1;
            }
        }
    }
    tokens.len()
}
