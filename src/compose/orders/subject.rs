//! Which records an order is about, and whether a draft of it is due.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::super::facts::{Facts, list};
use super::super::pairs;
use super::super::scopes::Asked;
use super::kinds::{About, Order, PAYMENTS, leading_kind};
use crate::school::Row;

/// The records an order is about.
#[derive(Default)]
pub struct Subject<'a> {
    pub pairs: Vec<Row<'a>>,
    pub rewards: Vec<Row<'a>>,
    pub changes: Vec<Row<'a>>,
    /// Documents that are changed, cancelled or no longer in force.
    pub documents: Vec<Row<'a>>,
    pub is_due: bool,
}

impl<'a> Subject<'a> {
    pub fn of(facts: Facts<'a>, order: &Order, document: Option<Row<'a>>) -> Self {
        let mut subject = Self::default();
        let (number, day) = match document {
            Some(row) => (row.text("number"), row.date("date")),
            None => ("", None),
        };
        let school = facts.school;
        match order.about {
            About::Pairs(holds) => {
                let named = document.map(|row| list(row, "pairs")).unwrap_or_default();
                let elsewhere = elsewhere(facts, order.kind, document);
                subject.pairs = match named.is_empty() {
                    false => school
                        .rows("pair")
                        .filter(|pair| named.iter().any(|key| key == pair.text("key")))
                        .collect(),
                    true => pairs::running(facts)
                        .into_iter()
                        .filter(|pair| holds(*pair, facts) && !elsewhere.contains(pair.text("key")))
                        .collect(),
                };
            }
            About::Replaced => {
                let here = |pair: &Row<'a>| {
                    !pair.text("replaces").is_empty()
                        && pair.text("order_number") == number
                        && pair.date("order_date") == day
                };
                subject.pairs = school.rows("pair").filter(here).collect();
            }
            About::Rewards => {
                let (first, last) = facts.year_span();
                let here = |row: &Row<'a>| match document {
                    Some(_) => cites(row.text("order"), number),
                    None => {
                        row.text("order").is_empty()
                            && row.date("date").is_none_or(|day| day >= first && day <= last)
                    }
                };
                subject.rewards = school.rows("reward").filter(here).collect();
            }
            About::Changes { misprints } => {
                subject.changes = changes(facts, misprints)
                    .filter(|row| !number.is_empty() && row.text("by") == number)
                    .collect();
                subject.find_changed(facts);
            }
            About::Documents(state) => {
                let here =
                    |row: &Row<'a>| row.text("state") == state && cites(row.text("cancelled_by"), number);
                let open = |row: &Row<'a>| row.text("state") == state && row.text("cancelled_by").is_empty();
                subject.documents = school
                    .rows("document")
                    .filter(|row| if document.is_some() { here(row) } else { open(row) })
                    .collect();
            }
            About::Introduction | About::Body(_) | About::Associations | About::School => {}
        }
        subject
    }

    pub fn draft(facts: Facts<'a>, order: &Order, asked: Asked<'_>) -> Self {
        let mut subject = Self::of(facts, order, None);
        let no_document = facts.composed(order.kind).is_empty();
        if let (Some(key), About::Pairs(_) | About::Replaced) = (asked.pair, order.about) {
            subject.pairs = facts
                .school
                .rows("pair")
                .filter(|pair| pair.text("key") == key)
                .collect();
        }
        subject.is_due = match order.about {
            About::Introduction => facts.separate_orders && no_document,
            About::Body(name) => {
                no_document && facts.school.officials(member(name), facts.date).next().is_some()
            }
            About::Associations => no_document && facts.school.rows("association").next().is_some(),
            // What is paid stands in the order on the pairs as well: a further order is the user's choice.
            About::Pairs(_) if order.kind == PAYMENTS => asked.pair.is_some(),
            About::Pairs(_) | About::Replaced => !subject.pairs.is_empty(),
            About::Rewards => !subject.rewards.is_empty(),
            About::Documents(_) => !subject.documents.is_empty(),
            About::Changes { .. } | About::School => false,
        };
        subject
    }

    /// The user named the order: it needs its subject all the same.
    pub fn can_be_asked(&self, facts: Facts<'_>, order: &Order, asked: Asked<'_>) -> bool {
        match order.about {
            About::Pairs(_) | About::Replaced => !self.pairs.is_empty(),
            About::Rewards => !self.rewards.is_empty(),
            About::Documents(_) => !self.documents.is_empty(),
            About::Changes { .. } => !self.changes.is_empty(),
            About::Body(_) | About::Associations => self.is_due,
            About::Introduction => facts.separate_orders || !asked.introduced,
            About::School => true,
        }
    }

    /// One draft for each document with changes that no order made yet.
    pub fn drafts_of_changes(facts: Facts<'a>, order: &Order) -> Vec<Self> {
        let About::Changes { misprints } = order.about else {
            return Vec::new();
        };
        let mut found: Vec<Self> = Vec::new();
        for row in changes(facts, misprints).filter(|row| row.text("by").is_empty()) {
            let same = |subject: &&mut Self| {
                let first = subject.changes[0];
                first.text("number") == row.text("number") && first.date("date") == row.date("date")
            };
            match found.iter_mut().find(same) {
                Some(subject) => subject.changes.push(row),
                None => found.push(Self {
                    changes: vec![row],
                    is_due: true,
                    ..Self::default()
                }),
            }
        }
        for subject in &mut found {
            subject.find_changed(facts);
        }
        found
    }

    /// The document that the changes name, and the pairs it was about.
    fn find_changed(&mut self, facts: Facts<'a>) {
        let Some(first) = self.changes.first() else { return };
        let (number, day) = (first.text("number"), first.date("date"));
        let here = |row: &Row<'a>| row.text("number") == number && row.date("date") == day;
        let found: Vec<Row<'a>> = facts.school.rows("document").filter(here).collect();
        let order = found.iter().find(|row| leading_kind(**row).starts_with("приказ"));
        match order.or(found.first()) {
            Some(document) => self.amends(facts, *document),
            None => self.assigned_by(facts, number, day),
        }
    }

    /// The document that is changed, and the pairs it was about.
    pub fn amends(&mut self, facts: Facts<'a>, document: Row<'a>) {
        self.documents = vec![document];
        self.assigned_by(facts, document.text("number"), document.date("date"));
    }

    fn assigned_by(&mut self, facts: Facts<'a>, number: &str, day: Option<Date>) {
        let assigned = |pair: &Row<'a>| pair.text("order_number") == number && pair.date("order_date") == day;
        self.pairs = facts.school.rows("pair").filter(assigned).collect();
    }
}

/// Rows of the sheet of changes: misprints, or everything else.
fn changes<'a>(facts: Facts<'a>, misprints: bool) -> impl Iterator<Item = Row<'a>> {
    let rows = facts.school.rows("amendment");
    rows.filter(move |row| (row.text("what") == "исправить опечатку") == misprints)
}

/// Pairs that other documents of the kind name.
fn elsewhere(facts: Facts<'_>, kind: &str, document: Option<Row<'_>>) -> BTreeSet<String> {
    let others = facts.school.rows("document").filter(|row| {
        list(*row, "kinds").iter().any(|one| one == kind) && document.is_none_or(|own| own.link != row.link)
    });
    others.flat_map(|row| list(row, "pairs")).collect()
}

/// A text such as «приказ от 02.06.2026 № 81-к» names the number 81-к.
fn cites(text: &str, number: &str) -> bool {
    let words = text.split([' ', '\u{a0}', ',', ';', '№']);
    !number.is_empty() && words.into_iter().any(|word| word == number)
}

fn member(body: &str) -> &'static str {
    match body {
        "рабочая_группа" => "член рабочей группы",
        _ => "член совета наставников",
    }
}
