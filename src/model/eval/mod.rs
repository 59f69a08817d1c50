//! Conditions applied to the records of a school: three-valued, as of a day.
//!
//! An empty cell is *empty*, a column that is not there or a value that was not understood is *unknown*; a condition
//! over either is never a pass. Counts over records with unknown fields are ranges. Nothing here makes a finding:
//! the answer is a truth and the cell it hangs on.

mod campus;
mod cohort;
pub mod derived;
pub mod facts;
mod limits;
mod measured;
mod memo;
mod population;
pub mod text;
mod truth;
pub mod young;

pub use truth::{Truth, Verdict};

use std::borrow::Cow;

use jiff::civil::Date;

use super::condition::{Clause, Conditions, Op, Path, Quantifier, Right, Test};
use super::fold::folded;
use crate::ingest::record::{Money, Value};
use crate::school::Link;
use facts::{Facts, Got};

/// A truth, and the record and column of the first condition that made it.
type Answer = (Truth, Option<(Link, Option<usize>)>);

impl<'a> Facts<'a> {
    /// All conditions of a table for one record.
    pub fn holds(&self, conditions: &Conditions, link: Link) -> Verdict {
        let (truth, cell) = self.all(&conditions.clauses, link, link);
        let mut verdict = Verdict {
            truth,
            cell,
            ..Verdict::yes()
        };
        if verdict.truth == Truth::No {
            return verdict;
        }
        if let Some(quantifier) = &conditions.quantifier {
            verdict = verdict.and(self.quantified(quantifier, link));
        }
        verdict
    }

    /// The worst answer of the clauses and its cell.
    fn all(&self, clauses: &[Clause], link: Link, owner: Link) -> Answer {
        let mut worst = (Truth::Yes, None);
        for clause in clauses {
            let own = self.clause(clause, link, owner);
            if own.0 < worst.0 {
                worst = own;
            }
            if worst.0 == Truth::No {
                break;
            }
        }
        worst
    }

    fn clause(&self, clause: &Clause, link: Link, owner: Link) -> Answer {
        let (mut truth, mut cell) = (Truth::Yes, None);
        self.each_value(&clause.path, link, &mut |found| {
            let tests = clause.tests.iter();
            let own = tests
                .map(|test| self.test(test, &found.got, link, owner))
                .fold(Truth::Yes, Truth::and);
            // Of several records the first of the worst is the one to be shown.
            if own < truth {
                (truth, cell) = (own, Some((found.link, found.field)));
            }
        });
        (truth, cell)
    }

    fn test(&self, test: &Test, got: &Got<'_>, link: Link, owner: Link) -> Truth {
        match test {
            Test::Present => match got {
                Got::Value(_) => Truth::Yes,
                Got::Empty => Truth::No,
                Got::Unknown => Truth::Unknown,
            },
            Test::Absent => self.test(&Test::Present, got, link, owner).not(),
            _ => match got {
                Got::Value(value) => self.compare(test, value, link, owner),
                Got::Empty | Got::Unknown => Truth::Unknown,
            },
        }
    }

    fn compare(&self, test: &Test, value: &Value, link: Link, owner: Link) -> Truth {
        match test {
            Test::Present | Test::Absent => Truth::Unknown,
            Test::Compare(op, right) => self.against(*op, value, right, link, owner),
            Test::In(list) => Truth::of(
                list.iter()
                    .any(|item| ordering(value, item) == Some(std::cmp::Ordering::Equal)),
            ),
            Test::NotIn(list) => Truth::of(
                list.iter()
                    .all(|item| ordering(value, item) != Some(std::cmp::Ordering::Equal)),
            ),
            Test::Contains(part) => Truth::of(match value {
                Value::Text(text) => part.are_in(text),
                Value::List(items) => items.iter().any(|item| part.are_in(item)),
                _ => false,
            }),
        }
    }

    fn against(&self, op: Op, value: &Value, right: &Right, link: Link, owner: Link) -> Truth {
        let other = match right {
            Right::Value(other) => Some(Cow::Borrowed(other)),
            Right::Field(path) => self.one(path, link),
            Right::Owner(path) => self.one(path, owner),
            Right::Day(span) if span.is_zero() => Some(Cow::Owned(Value::Date(self.day))),
            Right::Day(span) => self.day.checked_add(*span).ok().map(Value::Date).map(Cow::Owned),
        };
        let Some(order) = other.and_then(|other| ordering(value, &other)) else {
            return Truth::Unknown;
        };
        Truth::of(match op {
            Op::Eq => order.is_eq(),
            Op::Ne => order.is_ne(),
            Op::Lt => order.is_lt(),
            Op::Le => order.is_le(),
            Op::Gt => order.is_gt(),
            Op::Ge => order.is_ge(),
        })
    }

    /// The only value of a path, if it is known.
    fn one(&self, path: &Path, link: Link) -> Option<Cow<'a, Value>> {
        let mut only = None;
        let mut count = 0;
        self.each_value(path, link, &mut |found| {
            count += 1;
            only = match found.got {
                Got::Value(value) => Some(value),
                _ => None,
            };
        });
        only.filter(|_| count == 1)
    }

    fn quantified(&self, quantifier: &Quantifier, link: Link) -> Verdict {
        let mut sure = 0_i64;
        let mut perhaps = 0_i64;
        let mut counted = Vec::new();
        let complete = self.each_record(&quantifier.relation, link, &mut |record| match self
            .all(&quantifier.filter, record, link)
            .0
        {
            Truth::Yes => {
                sure += 1;
                counted.push(record);
            }
            Truth::Unknown => perhaps += 1,
            Truth::No => {}
        });
        let most = if complete { sure + perhaps } else { i64::MAX };
        let truth = quantifier
            .bounds
            .iter()
            .map(|(op, wanted)| range(*op, sure, most, *wanted))
            .fold(Truth::Yes, Truth::and);
        Verdict {
            truth,
            cell: Some((link, None)),
            count: Some(sure),
            counted,
        }
    }
}

/// Whether a count known to lie in a range holds a bound.
fn range(op: Op, least: i64, most: i64, wanted: i64) -> Truth {
    let (surely, possibly) = match op {
        Op::Ge => (least >= wanted, most >= wanted),
        Op::Gt => (least > wanted, most > wanted),
        Op::Le => (most <= wanted, least <= wanted),
        Op::Lt => (most < wanted, least < wanted),
        Op::Eq => (
            least == wanted && most == wanted,
            least <= wanted && wanted <= most,
        ),
        Op::Ne => (
            wanted < least || most < wanted,
            !(least == wanted && most == wanted),
        ),
    };
    match (surely, possibly) {
        (true, _) => Truth::Yes,
        (false, true) => Truth::Unknown,
        (false, false) => Truth::No,
    }
}

/// Order of two values of one kind; texts are equal or not, whatever the case and «ё».
fn ordering(left: &Value, right: &Value) -> Option<std::cmp::Ordering> {
    if let (Some(left), Some(right)) = (number(left), number(right)) {
        return left.partial_cmp(&right);
    }
    match (left, right) {
        (Value::Date(left), Value::Date(right)) => Some(left.cmp(right)),
        (Value::Bool(left), Value::Bool(right)) => Some(left.cmp(right)),
        (Value::Text(left), Value::Text(right)) if left == right => Some(std::cmp::Ordering::Equal),
        (Value::Text(left), Value::Text(right)) => Some(folded(left).cmp(folded(right))),
        (Value::List(items), text @ Value::Text(_)) => {
            let equal = items.iter().any(|item| {
                ordering(&Value::Text(item.clone()), text).is_some_and(std::cmp::Ordering::is_eq)
            });
            Some(if equal {
                std::cmp::Ordering::Equal
            } else {
                std::cmp::Ordering::Less
            })
        }
        _ => None,
    }
}

/// A value as a number, if it is one.
pub fn number(value: &Value) -> Option<f64> {
    match value {
        #[allow(clippy::cast_precision_loss, reason = "counts and sums are small")]
        Value::Integer(number) => Some(*number as f64),
        Value::Number(number) => Some(*number),
        Value::Months(months) => Some(f64::from(*months)),
        Value::Money(Money::Roubles(sum) | Money::Percent(sum) | Money::Points(sum)) => Some(*sum),
        _ => None,
    }
}

/// First day of the school year that a day belongs to: the year turns on 1 August, when it is prepared.
pub fn school_year_start(day: Date) -> Date {
    let year = if day.month() >= 8 {
        day.year()
    } else {
        day.year() - 1
    };
    jiff::civil::date(year, 8, 1)
}

/// «2026/2027».
pub fn school_year(day: Date) -> String {
    let start = school_year_start(day).year();
    format!("{start}/{}", start + 1)
}
