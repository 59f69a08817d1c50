//! Whether the act that a requirement rests on reaches a record: an act applies to what happened while it was in force.

use jiff::civil::Date;

use crate::model::act::{self, Act};
use crate::model::eval::derived::pair_end;
use crate::model::eval::facts::Facts;
use crate::model::requirement::{At, Card};
use crate::school::{Link, Row};

/// How far the act of a requirement reaches.
#[derive(Debug, Clone, Copy)]
pub struct Reach {
    act: Option<&'static Act>,
    at: At,
}

impl Reach {
    /// The first act of the basis decides.
    pub fn of(card: &Card) -> Self {
        Self {
            act: card.basis.first().and_then(|basis| act::find(&basis.act)),
            at: card.at,
        }
    }
}

/// Whether the act reaches a record. `None` when the record has no date to tell by.
pub fn reaches(reach: Reach, facts: &Facts<'_>, link: Link) -> Option<bool> {
    let Some(act) = reach.act else {
        return Some(true);
    };
    let Some(row) = facts.row(link) else {
        return Some(act.in_force(facts.day));
    };
    match reach.at {
        At::Today => Some(act.in_force(facts.day)),
        At::Document => {
            let date = row.date("date").or_else(|| row.date("order_date"));
            Some(act.in_force(date.unwrap_or(facts.day)))
        }
        At::Span => {
            let (from, to) = span(row)?;
            // What is still to come is judged by its first day, what has begun by the days up to now.
            let seen = to.min(facts.day).max(from);
            Some(act.overlaps(from, seen))
        }
    }
}

/// Term of the record itself, or of the pair that it belongs to.
fn span(row: Row<'_>) -> Option<(Date, Date)> {
    if row.field("ended_on").is_none()
        && let Some(pair) = row.linked("pair").next()
    {
        return Some((pair.date("from")?, pair_end(pair)?));
    }
    Some((row.date("from")?, pair_end(row)?))
}
