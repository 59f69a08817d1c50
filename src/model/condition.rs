//! Conditions as they are after the check against the schema: paths are indices, parameters are values.

use jiff::Span;

use super::entity::{Derived, Kind};
use super::fold::Words;
use crate::ingest::record::Value;

/// A field of a record, or of a record that it refers to.
#[derive(Debug, Clone)]
pub struct Path {
    /// As it is written: `наставник.категория`.
    pub text: String,
    /// Relations to follow.
    pub steps: Vec<Step>,
    /// What is asked at the end.
    pub leaf: Leaf,
    /// Kind of its value.
    pub kind: Kind,
}

/// One relation of a path.
#[derive(Debug, Clone)]
pub enum Step {
    /// A reference field: (sheet, field), one for each entity it may start from.
    Field(Vec<(usize, usize)>),
    /// An inverse relation: index in `entity::RELATIONS`.
    Inverse(usize),
    /// All records of a sheet.
    All(usize),
}

/// The end of a path.
#[derive(Debug, Clone)]
pub enum Leaf {
    /// A column: (sheet, field), one for each entity the path may end in.
    Field(Vec<(usize, usize)>),
    /// A derived field.
    Derived(Derived),
    /// The records themselves.
    Records,
}

/// Comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the six comparisons")]
pub enum Op {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// Right side of a comparison.
#[derive(Debug, Clone)]
pub enum Right {
    /// A literal or the value of a parameter.
    Value(Value),
    /// A field of the same record.
    Field(Path),
    /// Inside a quantifier: a field of the record that the requirement is about.
    Owner(Path),
    /// The day of the check, moved.
    Day(Span),
}

/// What is asked of a value.
#[derive(Debug, Clone)]
pub enum Test {
    /// The cell is filled, or a record is referred to.
    Present,
    /// The cell is empty.
    Absent,
    /// A comparison.
    Compare(Op, Right),
    /// One of these.
    In(Vec<Value>),
    /// None of these.
    NotIn(Vec<Value>),
    /// The text, or one item of the list, contains this text, whatever the case.
    Contains(Box<Words>),
}

/// Tests of one path.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Whose value.
    pub path: Path,
    /// All must hold.
    pub tests: Vec<Test>,
}

/// How many records of a relation hold.
#[derive(Debug, Clone)]
pub struct Quantifier {
    /// The relation.
    pub relation: Path,
    /// What its records must hold to be counted.
    pub filter: Vec<Clause>,
    /// Bounds of the count.
    pub bounds: Vec<(Op, i64)>,
}

/// A table of conditions, joined by AND, with at most one quantifier.
#[derive(Debug, Clone, Default)]
pub struct Conditions {
    /// Conditions of fields, in the order of the file.
    pub clauses: Vec<Clause>,
    /// The quantifier.
    pub quantifier: Option<Quantifier>,
}

/// A piece of a message.
#[derive(Debug, Clone)]
pub enum Piece {
    /// Text as it stands.
    Text(String),
    /// The value of a path.
    Value(Path),
    /// The count of the quantifier that failed.
    Count,
}
