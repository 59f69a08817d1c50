//! A person with a post in either order, and texts whose kind has to be found first.

use std::ops::Range;

use crate::russian::{
    Gender,
    adjective::{self, Agreement},
    letters::{fold, is_capitalised, is_capitals, is_cyrillic},
    noun,
    overrides::{Decliner, Overrides},
    patronymic, phrase,
    sentence::Sentence,
    surname,
};

/// «заместитель директора Белоус Елена Андреевна», «Белоус Елена Андреевна, заместитель директора».
pub(crate) fn with_person<'a>(text: &'a str, decliner: &Decliner) -> Sentence<'a> {
    let Some(name) = find_name(text) else {
        return phrase::title(text, decliner.overrides());
    };
    let (before, rest) = text.split_at(name.start);
    let (name, after) = rest.split_at(name.len());
    let told = decliner
        .gender_of(name)
        .or_else(|| told_by(before))
        .or_else(|| told_by(after));
    let mut sentence = Sentence::default();
    if !before.trim().is_empty() {
        sentence.append(phrase::title(before, decliner.overrides()));
    } else {
        sentence.stand(before);
    }
    sentence.append(decliner.person_sentence(name, told).0);
    let start = after.find(char::is_alphanumeric).unwrap_or(after.len());
    let (gap, after) = after.split_at(start);
    sentence.stand(gap);
    // «наставник Орлова Т. П., учитель математики»: what follows is in the same case.
    if !after.is_empty() {
        sentence.append(phrase::title(after, decliner.overrides()));
    }
    sentence
}

/// «заведующая Сорока Т. П.»: a feminine post tells the sex when the name does not; a masculine one tells nothing.
fn told_by(post: &str) -> Option<Gender> {
    let post = post.trim_matches(|letter: char| !letter.is_alphanumeric());
    (phrase::agreement(post) == Some(Agreement::Feminine)).then_some(Gender::Female)
}

/// Decides between person, person with post, title and thing.
pub(crate) fn any<'a>(text: &'a str, decliner: &Decliner) -> Sentence<'a> {
    let overrides: &Overrides = decliner.overrides();
    match find_name(text) {
        Some(_) => with_person(text, decliner),
        None if is_bare_name(text) => decliner.person_sentence(text, None).0,
        None if is_post(text) => phrase::title(text, overrides),
        None => phrase::thing(text, overrides),
    }
}

/// Whether the head of the text is a person: a noun by its suffix, or a participle without a noun («наставляемый»).
pub(crate) fn is_post(text: &str) -> bool {
    let words: Vec<String> = text.split_whitespace().map(fold).collect();
    let Some(head) = words.iter().position(|word| adjective::agreement(word).is_none()) else {
        return !words.last().is_some_and(|word| word.starts_with("данн"));
    };
    let governs = words[..head].iter().any(|word| adjective::governs(word));
    let word = &words[head];
    if governs || word.starts_with("и.") || matches!(word.as_str(), "врио" | "зам." | "зав.") {
        return true;
    }
    let part = word.rsplit('-').next().unwrap_or(word).trim_matches([',', ';']);
    let person = noun::of(part, true).is_some_and(|noun| noun.known);
    let thing = noun::of(part, false).is_some_and(|noun| noun.known);
    person && !thing
}

/// «Орлова Татьяна»: two or three capitalised words, one of which has the ending of a surname.
pub(crate) fn is_bare_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = |word: &&str| is_capitalised(word) && !is_capitals(word) && is_cyrillic(word);
    matches!(words.len(), 2..=3)
        && words.iter().all(plain)
        && words.iter().any(|word| surname::gender(&fold(word)).is_some())
        && !words
            .iter()
            .any(|word| noun::of(&fold(word), false).is_some_and(|noun| noun.known))
}

/// The run of capitalised words that holds a patronymic or initials.
pub(crate) fn find_name(text: &str) -> Option<Range<usize>> {
    let words = words(text);
    let shouted = !text.chars().any(char::is_lowercase);
    let mut best: Option<(usize, usize)> = None;
    let mut from = 0;
    while from < words.len() {
        let mut to = from;
        while to < words.len()
            && is_name(words[to].1, to > from)
            && (shouted || !is_short_abbreviation(words[to].1))
        {
            let (at, word) = words[to];
            to += 1;
            if text[at + word.len()..].starts_with([',', ';']) {
                break;
            }
        }
        let run = &words[from..to];
        let named_after = from > 0 && matches!(fold(words[from - 1].1).as_str(), "имени" | "им." | "памяти");
        if run.len() >= 2
            && !named_after
            && proves_name(run)
            && best.is_none_or(|(start, end)| to - from > end - start)
        {
            best = Some((from, to));
        }
        from = to.max(from + 1);
    }
    let (mut start, end) = best?;
    // «Заместитель Белоус Елена Андреевна»: a capital at the start of the text may be a post.
    if end - start >= 3 && first_is_post(&words[start..end]) {
        start += 1;
    }
    Some(words[start].0..words[end - 1].0 + words[end - 1].1.len())
}

/// Words with their places, without the comma after them.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut from = 0;
    let mut words = Vec::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end().trim_end_matches([',', ';']);
        if !word.is_empty() {
            words.push((from, word));
        }
        from += piece.len();
    }
    words
}

/// A capitalised word of letters, or «кызы» after one.
fn is_name(word: &str, inside: bool) -> bool {
    let letters = |letter: char| letter.is_alphabetic() || matches!(letter, '-' | '‑' | '.' | '’');
    word.chars().all(letters)
        && (is_capitalised(word) || (inside && patronymic::particle(&fold(word)).is_some()))
}

/// «ИП», «МБОУ» among words in small letters.
fn is_short_abbreviation(word: &str) -> bool {
    is_capitals(word) && word.chars().count() <= 5
}

/// «Учитель Заяц А. П.», «Педагог-психолог Заяц Анна Ивановна».
fn first_is_post(run: &[(usize, &str)]) -> bool {
    let folded = fold(run[0].1);
    let last_part = folded.rsplit('-').next().unwrap_or(&folded);
    let known = noun::of(last_part, true).is_some_and(|noun| noun.known);
    let initials = run.iter().any(|(_, word)| word.ends_with('.'));
    let names = run.iter().filter(|(_, word)| !word.ends_with('.')).count();
    known && surname::gender(&folded).is_none() && if initials { names >= 2 } else { names >= 4 }
}

fn proves_name(run: &[(usize, &str)]) -> bool {
    run.iter().any(|(_, word)| {
        let folded = fold(word);
        patronymic::gender(&folded).is_some()
            || patronymic::particle(&folded).is_some()
            || (word.ends_with('.') && is_initials(word))
    })
}

/// «Т.», «Т.П.»
fn is_initials(word: &str) -> bool {
    word.split('.')
        .filter(|part| !part.is_empty())
        .all(|part| is_capitalised(part) && part.chars().count() <= 2)
}
