//! A person with a post in either order, and texts whose kind has to be found first.

use crate::russian::{
    letters::{fold, is_capitalised, is_capitals},
    noun,
    overrides::{Decliner, Overrides},
    patronymic, phrase,
    sentence::Sentence,
    surname,
};

/// «заместитель директора Белоус Елена Андреевна», «Белоус Елена Андреевна, заместитель директора».
pub(crate) fn with_person<'a>(text: &'a str, overrides: &Overrides) -> Sentence<'a> {
    let decliner = Decliner::new(overrides.clone());
    let Some((name, post_first)) = find_name(text) else {
        return phrase::title(text, overrides);
    };
    let (before, rest) = text.split_at(name.start);
    let (name, after) = rest.split_at(name.len());
    let person = decliner.person_sentence(name, None).0;
    let mut sentence = Sentence::default();
    if post_first {
        sentence.append(post(before, overrides));
        sentence.append(person);
        sentence.stand(after);
    } else {
        sentence.append(person);
        let start = after
            .find(|letter: char| letter.is_alphanumeric())
            .unwrap_or(after.len());
        let (gap, after) = after.split_at(start);
        sentence.stand(gap);
        if !after.is_empty() {
            sentence.append(post(after, overrides));
        }
    }
    sentence
}

/// Decides between person, person with post, title and thing.
pub(crate) fn any<'a>(text: &'a str, overrides: &Overrides) -> Sentence<'a> {
    match find_name(text) {
        Some((name, _)) if name.start == 0 && name.end == text.trim_end().len() => {
            Decliner::new(overrides.clone()).person_sentence(text, None).0
        }
        Some(_) => with_person(text, overrides),
        None if is_post(text) => phrase::title(text, overrides),
        None => phrase::thing(text, overrides),
    }
}

fn post<'a>(text: &'a str, overrides: &Overrides) -> Sentence<'a> {
    let decliner = Decliner::new(overrides.clone());
    let _ = &decliner;
    phrase::title(text, overrides)
}

/// Whether the head of the text is a person by its suffix.
fn is_post(text: &str) -> bool {
    let mut words = text.split_whitespace().map(fold);
    let mut adjectives = 0;
    words.find_map(|word| {
        if crate::russian::adjective::governs(&word) || word.starts_with("и.") || word == "врио" {
            return Some(true);
        }
        if crate::russian::adjective::agreement(&word).is_some() && adjectives < 4 {
            adjectives += 1;
            return None;
        }
        let part = word.rsplit('-').next().unwrap_or(&word).trim_matches(',');
        let person = noun::of(part, true).is_some_and(|noun| noun.known);
        let thing = noun::of(part, false).is_some_and(|noun| noun.known);
        Some(person && !thing)
    }) == Some(true)
}

/// The run of words that is a name, and whether the post stands before it.
fn find_name(text: &str) -> Option<(std::ops::Range<usize>, bool)> {
    let words: Vec<(usize, &str)> = text
        .split_whitespace()
        .map(|word| {
            (
                word.as_ptr() as usize - text.as_ptr() as usize,
                word.trim_end_matches([',', ';']),
            )
        })
        .collect();
    let is_name = |word: &str| {
        is_capitalised(word)
            && word
                .chars()
                .all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '.' | '’'))
    };
    // The longest run of capitalised words that holds a patronymic or initials.
    let mut best: Option<(usize, usize)> = None;
    let mut from = 0;
    while from < words.len() {
        let mut to = from;
        while to < words.len() && is_name(words[to].1) {
            to += 1;
            let (at, word) = words[to - 1];
            if text[at + word.len()..].starts_with([',', ';']) {
                break;
            }
        }
        let run = &words[from..to];
        if run.len() >= 2 && proves_name(run) && best.is_none_or(|(start, end)| to - from > end - start) {
            best = Some((from, to));
        }
        from = to.max(from + 1);
    }
    let (mut start, end) = best?;
    // «Заместитель Белоус Елена Андреевна»: a capital at the start of the text may be a post.
    if start == 0 && end - start >= 4 {
        start = end - 3;
    } else if start == 0 && end - start == 3 && first_is_post(&words[..end]) {
        start = 1;
    }
    let range = words[start].0..words[end - 1].0 + words[end - 1].1.len();
    Some((range, start > 0))
}

fn first_is_post(words: &[(usize, &str)]) -> bool {
    let folded = fold(words[0].1);
    !patronymic::is_certain(&fold(words[words.len() - 1].1))
        && surname::gender(&folded).is_none()
        && noun::of(&folded, true).is_some_and(|noun| noun.known)
}

fn proves_name(run: &[(usize, &str)]) -> bool {
    run.iter().any(|(_, word)| {
        patronymic::gender(&fold(word)).is_some()
            || patronymic::particle(&fold(word)).is_some()
            || (word.ends_with('.') && !is_capitals(word))
            || word.matches('.').count() >= 2
    })
}
