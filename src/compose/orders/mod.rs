//! Orders: which document of the school is which order, whom and what it is about, when a draft of one is due.
//!
//! A document may be of several kinds; one template composes it: that of its leading kind. A kind that no document
//! has yet gives a draft when the data ask for it (a pair that ended without an order, a reward without one), or
//! when the user does.

mod kinds;
mod shown;
mod subject;

use jiff::civil::Date;
use serde_json::Value as Json;

use super::facts::Facts;
use super::scopes::{Asked, Scope};
use crate::school::Row;
use kinds::{About, Order};
use shown::scope;
use subject::Subject;

pub use kinds::{leading_kind, of};
pub use shown::{Change, signed};

/// Kind of the order that amends a signed document.
const AMENDMENT: &str = "приказ об изменении приказа";

/// The order that words points of a signed document anew; `None` when a change of it is on the sheet already.
pub fn amendment(facts: Facts<'_>, document: &Document, changes: &[Change]) -> Option<Scope> {
    let same = |row: &Row<'_>, number: &str| {
        row.text(number) == document.number && row.date("date") == Some(document.date)
    };
    let by_hand = facts.school.rows("amendment").any(|row| same(&row, "number"));
    let signed = facts.school.rows("document").find(|row| same(row, "number"));
    let order = of(AMENDMENT)?;
    signed
        .filter(|_| !by_hand)
        .map(|signed| shown::amendment(facts, order, signed, changes))
}

/// Number and day of the document that a paper is made of.
pub fn document_of(data: &Json) -> Option<Document> {
    let document = &data["документ"];
    Some(Document {
        number: document["номер"].as_str()?.to_owned(),
        date: document["дата"].as_str()?.parse().ok()?,
    })
}

/// A document by its requisites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its number.
    pub number: String,
    /// Its day.
    pub date: Date,
}

/// One paper for each order of the kind in the school year, and drafts of those that are due.
pub fn scopes(facts: Facts<'_>, order: &'static Order, asked: Asked<'_>) -> Vec<Scope> {
    let mut made = Vec::new();
    for document in facts.composed(order.kind) {
        let mut subject = Subject::of(facts, order, Some(document));
        if let Some(key) = asked.pair {
            subject.pairs.retain(|pair| pair.text("key") == key);
            if subject.pairs.is_empty() {
                continue;
            }
        }
        made.push(scope(facts, order, Some(document), &subject));
    }
    if asked.pair.is_some() && !made.is_empty() {
        return made;
    }
    let drafts = match order.about {
        About::Changes { .. } => Subject::drafts_of_changes(facts, order),
        _ => vec![Subject::draft(facts, order, asked)],
    };
    let none = made.is_empty();
    let due = drafts.into_iter().filter(|subject| {
        subject.is_due || asked.by_name && none && subject.can_be_asked(facts, order, asked)
    });
    made.extend(
        due.map(|subject| scope(facts, order, None, &subject))
            .collect::<Vec<_>>(),
    );
    made
}
