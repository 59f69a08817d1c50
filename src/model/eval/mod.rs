//! Conditions applied to the records of a school: three-valued, as of a day.
//!
//! An empty cell is *empty*, a column that is not there or a value that was not understood is *unknown*; a condition
//! over either is never a pass. Counts over records with unknown fields are ranges. Nothing here makes a finding:
//! the answer is a truth and the cell it hangs on.

mod cohort;
pub mod derived;
pub mod facts;
mod measured;
mod population;
pub mod text;
mod truth;
pub mod young;

pub use truth::{Truth, Verdict};

use jiff::civil::Date;

use super::condition::{Clause, Conditions, Op, Path, Quantifier, Right, Test};
use super::fold::{fold, folded};
use crate::ingest::record::{Money, Value};
use crate::school::Link;
use facts::{Facts, Got};

impl Facts<'_> {
    /// All conditions of a table for one record.
    pub fn holds(&self, conditions: &Conditions, link: Link) -> Verdict {
        let mut verdict = self.all(&conditions.clauses, link, link);
        if verdict.truth == Truth::No {
            return verdict;
        }
        if let Some(quantifier) = &conditions.quantifier {
            verdict = verdict.and(self.quantified(quantifier, link));
        }
        verdict
    }

    fn all(&self, clauses: &[Clause], link: Link, owner: Link) -> Verdict {
        let mut verdict = Verdict::yes();
        for clause in clauses {
            verdict = verdict.and(self.clause(clause, link, owner));
            if verdict.truth == Truth::No {
                break;
            }
        }
        verdict
    }

    fn clause(&self, clause: &Clause, link: Link, owner: Link) -> Verdict {
        let mut verdict = Verdict::yes();
        for found in self.values(&clause.path, link) {
            let truth = clause
                .tests
                .iter()
                .map(|test| self.test(test, &found.got, link, owner))
                .fold(Truth::Yes, Truth::and);
            verdict = verdict.and(Verdict {
                truth,
                cell: Some((found.link, found.field)),
                count: None,
                counted: Vec::new(),
            });
            if verdict.truth == Truth::No {
                break;
            }
        }
        verdict
    }

    fn test(&self, test: &Test, got: &Got, link: Link, owner: Link) -> Truth {
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
                Value::Text(text) => fold(text).contains(part.as_str()),
                Value::List(items) => items.iter().any(|item| fold(item).contains(part.as_str())),
                _ => false,
            }),
        }
    }

    fn against(&self, op: Op, value: &Value, right: &Right, link: Link, owner: Link) -> Truth {
        let other = match right {
            Right::Value(other) => Some(other.clone()),
            Right::Field(path) => self.one(path, link),
            Right::Owner(path) => self.one(path, owner),
            Right::Day(span) => self.day.checked_add(*span).ok().map(Value::Date),
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
    fn one(&self, path: &Path, link: Link) -> Option<Value> {
        let mut found = self.values(path, link);
        match found.pop() {
            Some(one) if found.is_empty() => match one.got {
                Got::Value(value) => Some(value),
                _ => None,
            },
            _ => None,
        }
    }

    fn quantified(&self, quantifier: &Quantifier, link: Link) -> Verdict {
        let (links, complete) = self.records(&quantifier.relation, link);
        let mut sure = 0_i64;
        let mut perhaps = 0_i64;
        let mut counted = Vec::new();
        for record in links {
            match self.all(&quantifier.filter, record, link).truth {
                Truth::Yes => {
                    sure += 1;
                    counted.push(record);
                }
                Truth::Unknown => perhaps += 1,
                Truth::No => {}
            }
        }
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
