//! What a line names when nobody says: a person, a person with a post, a post, an organisation.
//!
//! Answers only on evidence; who asks settles the rest by the neighbours of the line.

use crate::russian::{
    adjective,
    apposition::{self, INSTITUTIONS},
    cutting::last_part,
    heads,
    letters::{fold, is_capitals},
    noun, patronymic, person, phrase, post,
};

/// What a line names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Named {
    Person,
    PersonWithPost,
    Title,
    Organisation,
}

/// What a text names, if its words tell.
pub(crate) fn named(text: &str) -> Option<Named> {
    let text = text.trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    let shouted = !text.chars().any(char::is_lowercase);
    let small = words.iter().any(|word| is_small(word));
    let particle = words.iter().any(|word| person::NOBLE.contains(word));
    if phrase::is_businessman(text) {
        return Some(Named::Organisation);
    }
    // «МБОУ «Лицей»», «СОШ № 3».
    let abbreviated = words
        .first()
        .is_some_and(|word| is_capitals(word) && !word.contains('.'));
    if abbreviated && (!shouted || text.contains(['«', '"', '№'])) {
        return Some(Named::Organisation);
    }
    let thing = is_institution(&words);
    if post::find_name(text).is_some() {
        return Some(match () {
            () if thing && small => Named::Organisation,
            () if small && post::is_post(text) => Named::PersonWithPost,
            () => Named::Person,
        });
    }
    if thing && (small || shouted || text.contains(['«', '"', '№'])) {
        return Some(Named::Organisation);
    }
    if small && is_small_name(&words) {
        return Some(Named::Person);
    }
    if particle && !small {
        return Some(Named::Person);
    }
    if post::is_post(text) && (small || names_a_calling(&words, shouted)) {
        return Some(Named::Title);
    }
    post::is_bare_name(text).then_some(Named::Person)
}

/// The best reading of a text of which the words tell nothing: a name has capitals, and one word alone goes with
/// its neighbours.
pub(crate) fn by_letters(text: &str, most: Option<Named>) -> Named {
    let count = text.split_whitespace().count();
    let name = count <= 4 && !text.split_whitespace().any(is_small);
    match most {
        Some(most) if count == 1 || !name => most,
        None if !name => Named::Title,
        _ => Named::Person,
    }
}

fn is_small(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
        && patronymic::particle(&fold(word)).is_none()
        && !person::NOBLE.contains(&word)
}

/// Whether the head is a thing: after its adjectives comes a noun that is no person.
fn is_institution(words: &[&str]) -> bool {
    let mut folded = words
        .iter()
        .map(|word| fold(word.trim_matches(|letter: char| !letter.is_alphanumeric())));
    let Some(head) = folded.find(|word| adjective::agreement(word).is_none() || adjective::governs(word))
    else {
        return false;
    };
    let known = |part: &str, animate: bool| noun::of(part, animate).is_some_and(|noun| noun.known);
    let is_thing =
        |part: &str| known(part, false) && heads::find(part).is_none() && !apposition::is_person(part);
    let is_person = |part: &str| known(part, true) && !is_thing(part);
    let last = last_part(&head);
    let compound_of_person = head
        .split(['-', '‑'])
        .next()
        .is_some_and(|first| first != last && is_person(first));
    INSTITUTIONS.contains(&last) || (is_thing(last) && !compound_of_person)
}

/// «Воспитатель», «Педагог-психолог», «УЧИТЕЛЬ ПЕНИЯ»: suffixes that surnames have not.
fn names_a_calling(words: &[&str], shouted: bool) -> bool {
    let mut folded = words.iter().map(|word| fold(word));
    let head = folded.find(|word| adjective::agreement(word).is_none());
    let calling = head.is_some_and(|head| {
        ["тель", "ист", "лог", "гог", "пед"]
            .iter()
            .any(|end| head.ends_with(end))
    });
    calling && (shouted || words.len() == 1)
}

/// «лугова анна ильинична».
fn is_small_name(words: &[&str]) -> bool {
    (2..=4).contains(&words.len()) && words.iter().any(|word| patronymic::is_certain(&fold(word)))
}
