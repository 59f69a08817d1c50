//! The kinds of orders: what each is about, who carries it out, which pairs it concerns.

use super::super::facts::{Facts, list};
use crate::school::Row;

/// What an order is about.
#[derive(Debug, Clone, Copy)]
pub enum About {
    /// A part of the introduction of the system: separate only when the settings say so.
    Introduction,
    /// Members of the body that holds this name in the data.
    Body(&'static str),
    /// Professional groups.
    Associations,
    /// Pairs with a new mentor in place of another.
    Replaced,
    /// Pairs for which this holds.
    Pairs(fn(Row<'_>, Facts<'_>) -> bool),
    /// Persons who were rewarded.
    Rewards,
    /// Changes of a signed document; misprints apart.
    Changes { misprints: bool },
    /// Documents in this state.
    Documents(&'static str),
    /// Nothing but the school.
    School,
}

/// An order that is not made with every pack.
#[derive(Debug)]
pub struct Order {
    /// Kind of the document.
    pub kind: &'static str,
    /// What it is about.
    pub about: About,
    /// Officials who carry it out, by their names in the data.
    pub officials: &'static [&'static str],
}

const PAY: &[&str] = &["куратор", "кадры", "бухгалтерия"];
const STAFF: &[&str] = &["куратор", "кадры"];

static ORDERS: &[Order] = &[
    Order {
        kind: "приказ об утверждении положения",
        about: About::Introduction,
        officials: &["куратор", "кадры", "ответственный_за_сайт"],
    },
    Order {
        kind: "приказ об утверждении дорожной карты",
        about: About::Introduction,
        officials: &["куратор", "ответственный_за_сайт"],
    },
    Order {
        kind: "приказ о назначении куратора",
        about: About::Introduction,
        officials: STAFF,
    },
    Order {
        kind: "приказ о рабочей группе",
        about: About::Body("рабочая_группа"),
        officials: &["куратор"],
    },
    Order {
        kind: "приказ о совете наставников",
        about: About::Body("совет_наставников"),
        officials: &["куратор"],
    },
    Order {
        kind: "приказ о профессиональных группах",
        about: About::Associations,
        officials: &["куратор"],
    },
    Order {
        kind: REPLACEMENT,
        about: About::Replaced,
        officials: PAY,
    },
    Order {
        kind: "приказ о приостановлении",
        about: About::Pairs(suspended),
        officials: PAY,
    },
    Order {
        kind: "приказ о возобновлении",
        about: About::Pairs(resumed),
        officials: PAY,
    },
    Order {
        kind: "приказ о продлении",
        about: About::Pairs(extended),
        officials: PAY,
    },
    Order {
        kind: "приказ о прекращении",
        about: About::Pairs(ended_early),
        officials: PAY,
    },
    Order {
        kind: "приказ о завершении",
        about: About::Pairs(completed),
        officials: PAY,
    },
    Order {
        kind: "приказ о поощрении",
        about: About::Rewards,
        officials: &["кадры", "бухгалтерия"],
    },
    Order {
        kind: PAYMENTS,
        about: About::Pairs(paid),
        officials: PAY,
    },
    Order {
        kind: "приказ о мониторинге",
        about: About::School,
        officials: &["куратор", "психолог", "ответственный_за_сайт"],
    },
    Order {
        kind: "приказ об изменении приказа",
        about: About::Changes { misprints: false },
        officials: STAFF,
    },
    Order {
        kind: "приказ об исправлении опечатки",
        about: About::Changes { misprints: true },
        officials: STAFF,
    },
    Order {
        kind: "приказ об отмене приказа",
        about: About::Documents("отменён"),
        officials: STAFF,
    },
    Order {
        kind: "приказ о признании акта утратившим силу",
        about: About::Documents("утратил силу"),
        officials: &["куратор", "кадры", "ответственный_за_сайт"],
    },
];

/// Ends one pair and begins another.
const REPLACEMENT: &str = "приказ о замене наставника";

/// What mentors are paid: the order on the pairs tells it as well.
pub const PAYMENTS: &str = "приказ о выплатах";

fn suspended(pair: Row<'_>, _: Facts<'_>) -> bool {
    pair.date("suspended_from").is_some() || pair.text("state") == "приостановлена"
}

fn resumed(pair: Row<'_>, facts: Facts<'_>) -> bool {
    pair.date("suspended_to").is_some_and(|last| last < facts.date) && pair.text("state") == "действует"
}

fn extended(pair: Row<'_>, _: Facts<'_>) -> bool {
    pair.date("extended_to").is_some()
}

fn ended_early(pair: Row<'_>, _: Facts<'_>) -> bool {
    let replaced = |other: Row<'_>| other.text("replaces") == pair.text("key");
    pair.text("state") == "прекращена" && !pair.school.rows("pair").any(replaced)
}

fn completed(pair: Row<'_>, _: Facts<'_>) -> bool {
    pair.text("state") == "завершена"
}

fn paid(pair: Row<'_>, _: Facts<'_>) -> bool {
    let over = matches!(pair.text("state"), "завершена" | "прекращена");
    let mut addenda = pair.school.rows("addendum");
    !over && addenda.any(|other| other.text("pair") == pair.text("key"))
}

/// The order of a kind, unless it is made with every pack.
pub fn of(kind: &str) -> Option<&'static Order> {
    ORDERS.iter().find(|order| order.kind == kind)
}

/// The kind whose template composes a document: the kinds «приказ …» of one document are one paper.
pub fn leading_kind(document: Row<'_>) -> String {
    let kinds = list(document, "kinds");
    let has = |kind: &str| kinds.iter().any(|one| one == kind);
    if has("приказ о прекращении") && has("приказ о закреплении пар") {
        return REPLACEMENT.to_owned();
    }
    let orders = kinds.iter().find(|one| one.starts_with("приказ"));
    orders.or(kinds.first()).cloned().unwrap_or_default()
}
