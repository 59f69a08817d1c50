//! The sex of a person from the name: patronymic, then first name, then surname, else undecided.

use crate::russian::{
    Gender,
    exceptions::{self, Part},
    given,
    overrides::{Overrides, Settled},
    patronymic,
    person::{Name, Role},
    surname,
};

/// What a name tells of the sex.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Found {
    pub(crate) gender: Option<Gender>,
    /// First name and surname disagree, and no patronymic settles it: the surname was believed.
    pub(crate) conflict: bool,
}

pub(crate) const fn other(gender: Gender) -> Gender {
    match gender {
        Gender::Male => Gender::Female,
        Gender::Female => Gender::Male,
    }
}

pub(crate) fn of_name(name: &Name<'_>, overrides: &Overrides) -> Found {
    let settled = name
        .words
        .iter()
        .find_map(|word| match overrides.of_word(word.text) {
            Some(Settled::Gender(gender)) => Some(*gender),
            _ => None,
        });
    let certain = settled
        .or_else(|| {
            name.of(Role::Turkic)
                .find_map(|word| patronymic::particle(&word.folded))
        })
        .or_else(|| {
            name.of(Role::Patronymic)
                .find_map(|word| patronymic::gender(&word.folded))
        });
    if certain.is_some() {
        return Found {
            gender: certain,
            conflict: false,
        };
    }
    // «Нгуен Тхи Лан»: the middle word tells the sex.
    let by_middle = name
        .of(Role::Standing)
        .find_map(|word| exceptions::find(Part::Given, &word.folded)?.gender);
    let by_given = by_middle.or_else(|| {
        name.of(Role::Given)
            .find_map(|word| first_of(&word.folded, given::gender))
    });
    let by_surname = name
        .of(Role::Surname)
        .find_map(|word| last_of(&word.folded, surname::gender));
    match (by_given, by_surname) {
        (Some(given), Some(surname)) if given != surname => Found {
            gender: Some(surname),
            conflict: true,
        },
        _ => Found {
            gender: by_given.or(by_surname),
            conflict: false,
        },
    }
}

fn first_of(folded: &str, told: fn(&str) -> Option<Gender>) -> Option<Gender> {
    folded.split(['-', '‑']).find_map(told)
}

fn last_of(folded: &str, told: fn(&str) -> Option<Gender>) -> Option<Gender> {
    folded.rsplit(['-', '‑']).find_map(told)
}
