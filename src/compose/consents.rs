//! Consents of those who take part: what was given, what is missing, expired or withdrawn.
//!
//! Each consent is a paper of its own. The processing of an employee's data rests on the employment contract, so a
//! consent to it is asked of students only.

use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use super::facts::Facts;
use super::pairs;
use super::staff::{is_student, rows_about};
use crate::russian::dates::short;
use crate::school::Row;

const PROCESSING: &str = "обработка данных";
const PUBLICATION: &str = "распространение данных";
const REPRESENTATIVE: &str = "согласие представителя";
/// From this age a person decides without a representative.
const ADULT: i32 = 18;
/// From this age a minor signs beside the representative.
const SIGNS: i32 = 14;

/// How a consent stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    NotNeeded,
    Missing,
    Given(Date),
    Expired(Date),
    Withdrawn(Date),
}

impl State {
    fn holds(self) -> bool {
        matches!(self, Self::NotNeeded | Self::Given(_))
    }

    fn shown(self) -> String {
        match self {
            Self::NotNeeded => "не требуется".to_owned(),
            Self::Missing => "нет".to_owned(),
            Self::Given(day) => short(day),
            Self::Expired(day) => format!("истекло {}", short(day)),
            Self::Withdrawn(day) => format!("отозвано {}", short(day)),
        }
    }
}

/// Somebody who takes part this school year, once, with every role.
pub struct Participant<'a> {
    /// The record of the person or student.
    pub row: Row<'a>,
    /// «наставник», «наставляемый» or both.
    pub roles: Vec<&'static str>,
    /// Day of the consent to take part by the sheet of pairs, for each role.
    told: Vec<Option<Date>>,
}

/// Everybody who takes part in the pairs of the school year, mentors first.
pub fn participants(facts: Facts<'_>) -> Vec<Participant<'_>> {
    let mut found: Vec<Participant<'_>> = Vec::new();
    let lists = [
        ("mentor", "mentor_consent", "наставник"),
        ("mentees", "mentee_consent", "наставляемый"),
    ];
    for (list, consent, role) in lists {
        for pair in pairs::of_year(facts) {
            for row in pair.linked(list) {
                match found.iter_mut().find(|known| known.row.link == row.link) {
                    Some(known) if known.roles.contains(&role) => {}
                    Some(known) => {
                        known.roles.push(role);
                        known.told.push(pair.date(consent));
                    }
                    None => found.push(Participant {
                        row,
                        roles: vec![role],
                        told: vec![pair.date(consent)],
                    }),
                }
            }
        }
    }
    found
}

/// An employee, or a student of full age; a student whose birth date is not told counts as a minor.
pub fn is_adult(row: Row<'_>, day: Date) -> bool {
    !is_student(row) || row.age(day).is_some_and(|age| age >= ADULT)
}

/// The person's data may be published on a day.
pub fn may_be_published(row: Row<'_>, day: Date) -> bool {
    state(row, PUBLICATION, day).holds()
}

/// The person withdrew the consent to publication.
pub fn withdrew_publication(row: Row<'_>, day: Date) -> bool {
    matches!(state(row, PUBLICATION, day), State::Withdrawn(_))
}

/// What templates of consents ask of a person. `by_name`: the paper was asked for, so nobody has given it yet.
pub fn of_person(row: Row<'_>, day: Date, by_name: bool) -> Map<String, Json> {
    let adult = is_adult(row, day);
    let lacks = |kind: &str| json!(by_name || !needed(row, kind, day).holds());
    let mut made = Map::new();
    made.insert("взрослый".into(), json!(adult));
    made.insert("несовершеннолетний".into(), json!(!adult));
    made.insert(
        "от_четырнадцати".into(),
        json!(row.age(day).is_some_and(|age| age >= SIGNS)),
    );
    made.insert("нет_согласия_на_обработку".into(), lacks(PROCESSING));
    made.insert("нет_согласия_на_распространение".into(), lacks(PUBLICATION));
    made.insert("нет_согласия_представителя".into(), lacks(REPRESENTATIVE));
    made
}

/// Rows of the register of consents.
pub fn register(facts: Facts<'_>) -> Vec<Json> {
    participants(facts)
        .iter()
        .map(|one| register_row(one, facts.date))
        .collect()
}

fn register_row(one: &Participant<'_>, day: Date) -> Json {
    let taking_part: Vec<State> = one
        .roles
        .iter()
        .zip(&one.told)
        .map(|(role, told)| {
            let kind = match *role {
                "наставник" => "участие наставника",
                _ => "участие наставляемого",
            };
            match (state(one.row, kind, day), told) {
                (State::Missing, Some(told)) => State::Given(*told),
                (found, _) => found,
            }
        })
        .collect();
    let mut to_do = Vec::new();
    if taking_part.iter().any(|state| !state.holds()) {
        to_do.push("получить согласие на участие до приказа о закреплении".to_owned());
    }
    let mut show = |kind: &str, what: &str| {
        let found = needed(one.row, kind, day);
        match found {
            State::Missing | State::Expired(_) => to_do.push(format!("получить согласие {what}")),
            State::Withdrawn(_) if kind == PUBLICATION => {
                to_do.push("убрать фамилию и изображения с сайта".to_owned());
            }
            State::Withdrawn(_) => to_do.push(format!("согласие {what} отозвано: прекратить")),
            State::NotNeeded | State::Given(_) => {}
        }
        found.shown()
    };
    let processing = show(PROCESSING, "на обработку данных");
    let publication = show(PUBLICATION, "на распространение данных");
    let representative = show(REPRESENTATIVE, "законного представителя");
    json!({
        "фио": one.row.person_name(),
        "кто": one.roles.join("; "),
        "участие": taking_part.iter().map(|state| state.shown()).collect::<Vec<_>>(),
        "обработка": processing,
        "распространение": publication,
        "представитель": representative,
        "что_сделать": to_do,
    })
}

/// How a consent stands, when it is needed of this person at all.
fn needed(row: Row<'_>, kind: &str, day: Date) -> State {
    let needless = match kind {
        PROCESSING => !is_student(row),
        REPRESENTATIVE => is_adult(row, day),
        _ => false,
    };
    if needless {
        State::NotNeeded
    } else {
        state(row, kind, day)
    }
}

/// The latest consent of a kind by the register.
fn state(person: Row<'_>, kind: &str, day: Date) -> State {
    let theirs = rows_about(person, "consent").filter(|row| row.text("consent_kind") == kind);
    let Some(last) = theirs.max_by_key(|row| row.date("date")) else {
        return State::Missing;
    };
    if let Some(withdrawn) = last.date("withdrawn").filter(|withdrawn| *withdrawn <= day) {
        return State::Withdrawn(withdrawn);
    }
    if let Some(until) = last.date("until").filter(|until| *until < day) {
        return State::Expired(until);
    }
    last.date("date").map_or(State::Missing, State::Given)
}
