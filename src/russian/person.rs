//! A person's name: which word is what, and each part by its own rule.
//!
//! The order is free («Орлова Т. П.», «Т. П. Орлова», «Татьяна Павловна Орлова»), parts may be missing, and
//! the parts of a double name change each by its own rule.

use crate::russian::{
    Asks, Doubt, Gender,
    exceptions::{self, Part},
    gender, given,
    letters::{fold, is_capitalised, is_letter, syllables},
    overrides::{Overrides, Settled},
    paradigm::{HARD, Paradigm, STANDS},
    patronymic,
    sentence::{Change, Sentence},
    surname,
};

/// Small words before foreign surnames.
pub(crate) const NOBLE: &[&str] = &[
    "фон", "ван", "де", "ди", "да", "дер", "ла", "ле", "дос", "аль", "эль", "ибн", "бен",
];

/// What a word of a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Surname,
    Given,
    Patronymic,
    /// «оглы», «кызы» and the father's name before it.
    Turkic,
    /// The first parts of «Хо Ши Мин», which stand.
    Standing,
    Initials,
}

/// One word of a name: `text` is the word itself, `before` what stands between it and the previous one.
#[derive(Debug, Clone)]
pub(crate) struct Word<'a> {
    pub(crate) before: &'a str,
    pub(crate) text: &'a str,
    pub(crate) folded: String,
    pub(crate) role: Role,
}

/// A name with its words named.
#[derive(Debug, Clone)]
pub(crate) struct Name<'a> {
    pub(crate) words: Vec<Word<'a>>,
    /// Two words of which either may be the surname: «Анна Ким», «Сорока Иван».
    unclear_order: bool,
    after: &'a str,
}

impl<'a> Name<'a> {
    /// Splits a text into words and gives each its role.
    pub(crate) fn parse(fio: &'a str) -> Self {
        let (mut words, after) = split(fio);
        let unclear_order = assign(&mut words);
        Self {
            words,
            unclear_order,
            after,
        }
    }

    /// A text that is known to be one part of a name.
    pub(crate) fn of_part(text: &'a str, role: Role) -> Self {
        let (mut words, after) = split(text);
        for word in &mut words {
            word.role = role;
        }
        if role == Role::Patronymic {
            mark_turkic(&mut words);
        }
        Self {
            words,
            unclear_order: false,
            after,
        }
    }

    pub(crate) fn of(&self, role: Role) -> impl Iterator<Item = &Word<'a>> {
        self.words.iter().filter(move |word| word.role == role)
    }
}

/// Letters, hyphens and apostrophes make a word; a full stop belongs to initials.
fn split(text: &str) -> (Vec<Word<'_>>, &str) {
    let mut words = Vec::with_capacity(4);
    let mut before = 0;
    let mut start = None;
    let mut previous = ' ';
    let in_word = |letter: char| is_letter(letter) || matches!(letter, '-' | '‑' | '\'' | '’' | '`' | '.');
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = at < text.len() && in_word(letter);
        // «В.П.Капинос»: a word begins after initials without a space.
        let glued = previous == '.' && inside && start.is_some() && begins_word(&text[at..]);
        if let Some(from) = start
            && (!inside || glued)
        {
            let word = &text[from..at];
            words.push(Word {
                before: &text[before..from],
                text: word,
                folded: fold(word),
                role: if is_initials(word) {
                    Role::Initials
                } else {
                    Role::Given
                },
            });
            before = at;
            start = None;
        }
        if inside && start.is_none() && (is_letter(letter) || letter == '-') {
            start = Some(at);
        }
        previous = letter;
    }
    (words, &text[before..])
}

/// A capital followed by two small letters at least, or three capitals: a name, not an initial.
fn begins_word(rest: &str) -> bool {
    rest.chars().take(3).filter(|letter| is_letter(*letter)).count() == 3
}

/// «Т.», «Т.П.», «Дж.», «А.-М.», a single capital.
fn is_initials(word: &str) -> bool {
    let parts = || word.split(['.', '-', '‑']).filter(|part| !part.is_empty());
    let short = |part: &str| is_capitalised(part) && part.chars().count() <= 2;
    parts().next().is_some() && parts().all(short) && (word.contains('.') || word.chars().count() == 1)
}

/// Gives each word its role; true when the order of two words is unclear.
fn assign(words: &mut [Word<'_>]) -> bool {
    mark_turkic(words);
    let noble = mark_noble(words) || mark_foreign_particle(words);
    for word in words
        .iter_mut()
        .filter(|word| word.before.trim_end_matches(' ').ends_with('('))
    {
        word.role = Role::Surname;
    }
    let names: Vec<usize> = (0..words.len())
        .filter(|index| words[*index].role == Role::Given)
        .collect();
    let has_initials = words.iter().any(|word| word.role == Role::Initials);
    let has_turkic = words.iter().any(|word| word.role == Role::Turkic);
    let shape = |index: usize| patronymic::gender(&words[names[index]].folded);
    // A name of the list of exceptions is known to be a first name: «Павел Заяц».
    let is_given = |index: usize| {
        let folded = &words[names[index]].folded;
        exceptions::find(Part::Given, folded).is_some() && surname::gender(folded).is_none()
    };
    let likely = |index: usize| surname::is_likely(&words[names[index]].folded) && !is_given(index);

    let given_first = |first: usize, second: usize| {
        let (first, second) = (&words[names[first]].folded, &words[names[second]].folded);
        let known = exceptions::find(Part::Surname, first).is_some();
        !known && given::has_shape(first) && !given::has_shape(second)
    };

    let count = names.len();
    let mut roles = vec![Role::Given; count];
    let patronymic = match count {
        _ if has_turkic || has_initials => None,
        0 => None,
        1 => patronymic::is_strong(&words[names[0]].folded).then_some(0),
        2 => shape(1)
            .filter(|told| fits(&words[names[0]].folded, *told))
            .map(|_| 1),
        _ => {
            // «Лугов Мкртич Ильич»: a middle word in -ич is a first name after a surname.
            let folded = &words[names[1]].folded;
            let middle = patronymic::is_strong(folded) || surname::gender(&words[names[0]].folded).is_none();
            let order = if middle {
                [1, count - 1, count - 2]
            } else {
                [count - 1, 1, count - 2]
            };
            order.into_iter().find(|index| shape(*index).is_some())
        }
    };
    if count == 3 && patronymic.is_none() && words.len() == 3 && is_eastern(words) {
        words[0].role = Role::Standing;
        words[1].role = Role::Standing;
        return false;
    }
    if let Some(index) = patronymic {
        roles[index] = Role::Patronymic;
    }
    let surname = match (count, patronymic) {
        _ if noble => None,
        (0, _) => None,
        (1, Some(_)) => None,
        (1, None) if has_initials => Some(0),
        // «Асан кызы Айпери»: the father's name first, no surname.
        (1, None) if has_turkic => None,
        (1, None) => (likely(0) || surname::is_short(&words[names[0]].folded)).then_some(0),
        (2, Some(_)) => likely(0).then_some(0).filter(|_| {
            given::gender(&words[names[0]].folded).is_none()
                || surname::gender(&words[names[0]].folded).is_some()
        }),
        (2, None) if is_given(0) && !is_given(1) => Some(1),
        (2, None) if likely(1) && !likely(0) => Some(1),
        // «Анна Ким», «Женя Белоус»: the first word has the shape of a first name and the second has not.
        (2, None) if !likely(0) && given_first(0, 1) => Some(1),
        (_, Some(1)) => Some(count - 1),
        _ => Some(0),
    };
    if let Some(index) = surname {
        roles[index] = Role::Surname;
    }
    // A short surname («Анна Ким») settles the order; «Елена Белоус» and «Година Иван» look alike.
    let unclear = count == 2
        && patronymic.is_none()
        && !(likely(0) || likely(1) || is_given(0) || is_given(1))
        && !(given_first(0, 1) && surname::is_short(&words[names[1]].folded))
        && (given_first(0, 1) || !given_first(1, 0))
        && given::gender(&words[names[0]].folded) == Some(Gender::Female);
    for (index, role) in names.into_iter().zip(roles) {
        words[index].role = role;
    }
    unclear
}

/// «Мария Бабич»: a man's patronymic does not follow a woman's name.
fn fits(first: &str, told: Gender) -> bool {
    given::gender(first).is_none_or(|gender| gender == told) || surname::gender(first) == Some(told)
}

/// «Хо Ши Мин», «Ким Ир Сен», «Нгуен Ван Нам»: of three short words only the last changes.
fn is_eastern(words: &[Word<'_>]) -> bool {
    let short =
        |word: &Word<'_>, most: usize| syllables(&word.folded) <= most && word.folded.chars().count() <= 6;
    short(&words[0], 2) && short(&words[1], 1) && short(&words[2], 1)
}

/// «фон Бер», «ван Дейк»: a small word stands, and a surname follows.
fn mark_noble(words: &mut [Word<'_>]) -> bool {
    let mut found = false;
    for index in 0..words.len().saturating_sub(1) {
        if NOBLE.contains(&words[index].text) && is_capitalised(words[index + 1].text) {
            words[index].role = Role::Standing;
            words[index + 1].role = Role::Surname;
            found = true;
        }
    }
    found
}

/// «Ван Гог Винсент»: the same small word with a capital, unless it is a surname («Ван Пётр Ильич»).
fn mark_foreign_particle(words: &mut [Word<'_>]) -> bool {
    let [first, second, third] = words else {
        return false;
    };
    let found = NOBLE.contains(&first.folded.as_str())
        && third.role == Role::Given
        && patronymic::gender(&third.folded).is_none()
        && !(syllables(&second.folded) == 1 && syllables(&third.folded) == 1);
    if found {
        first.role = Role::Standing;
        second.role = Role::Surname;
    }
    found
}

fn mark_turkic(words: &mut [Word<'_>]) {
    for index in 1..words.len() {
        if patronymic::particle(&words[index].folded).is_some() {
            words[index].role = Role::Turkic;
            words[index - 1].role = Role::Turkic;
        }
    }
}

/// Prepares a person's name; the sex is returned as it was given or found.
pub(crate) fn analyse<'a>(
    name: &Name<'a>,
    whole: &str,
    asked: Option<Gender>,
    overrides: &Overrides,
) -> (Sentence<'a>, Option<Gender>) {
    let found = gender::of_name(name, overrides);
    let told = asked.or(found.gender);
    if let Some(gender) = told {
        let mut sentence = of_gender(name, gender, overrides);
        if asked.is_none() && found.conflict {
            let other = of_gender(name, gender::other(gender), overrides);
            let forms = vec![sentence.forms(), other.forms()];
            sentence.doubt(Doubt {
                word: whole.to_owned(),
                why: "имя и фамилия указывают на разный пол",
                forms,
                asks: Asks::Sex(Some(gender)),
            });
        } else if name.unclear_order {
            let why = "неясно, где имя и где фамилия: сначала пишется фамилия";
            let forms = vec![sentence.forms()];
            sentence.doubt(Doubt {
                word: whole.to_owned(),
                why,
                forms,
                asks: Asks::Forms,
            });
        }
        return (sentence, told);
    }
    let (man, woman) = (
        of_gender(name, Gender::Male, overrides),
        of_gender(name, Gender::Female, overrides),
    );
    let forms = vec![man.forms(), woman.forms()];
    if forms[0] == forms[1] {
        return (man, None);
    }
    let mut sentence = standing(name);
    sentence.doubt(Doubt {
        word: whole.to_owned(),
        why: "пол не определён, оставлен именительный падеж",
        forms,
        asks: Asks::Sex(None),
    });
    (sentence, None)
}

fn standing<'a>(name: &Name<'a>) -> Sentence<'a> {
    let mut sentence = Sentence::default();
    for word in &name.words {
        sentence.stand(word.before);
        sentence.stand(word.text);
    }
    sentence.stand(name.after);
    sentence
}

fn of_gender<'a>(name: &Name<'a>, gender: Gender, overrides: &Overrides) -> Sentence<'a> {
    let mut sentence = Sentence::default();
    for word in &name.words {
        sentence.stand(word.before);
        push_word(&mut sentence, word, gender, overrides);
    }
    sentence.stand(name.after);
    sentence
}

fn push_word<'a>(sentence: &mut Sentence<'a>, word: &Word<'a>, gender: Gender, overrides: &Overrides) {
    if push_settled(sentence, word.text, word.role, gender, overrides) {
        return;
    }
    if matches!(word.role, Role::Turkic | Role::Standing | Role::Initials) {
        return sentence.stand(word.text);
    }
    let mut from = 0;
    for (at, hyphen) in word.text.match_indices(['-', '‑']).chain([(word.text.len(), "")]) {
        let (text, folded) = (&word.text[from..at], &word.folded[from..at]);
        let rest = word.folded.get(at + hyphen.len()..).unwrap_or("");
        from = at + hyphen.len();
        if !push_settled(sentence, text, word.role, gender, overrides) {
            let (paradigm, contested) = fleeting_yo(text, word.role, gender)
                .unwrap_or_else(|| part_paradigm(word.role, folded, rest, gender));
            sentence.push(text, paradigm);
            if let Some(other) = contested {
                sentence.doubt(Doubt {
                    word: text.to_owned(),
                    why: "справочники допускают разные формы",
                    forms: vec![paradigm.forms(text), other.forms(text)],
                    asks: Asks::Forms,
                });
            }
        }
        sentence.stand(hyphen);
    }
}

/// Pushes a word as the school has settled it. The forms of a man's «Боровец» say nothing of a woman's.
fn push_settled<'a>(
    sentence: &mut Sentence<'a>,
    text: &'a str,
    role: Role,
    gender: Gender,
    overrides: &Overrides,
) -> bool {
    match overrides.of_word(text) {
        Some(Settled::Forms(forms))
            if role != Role::Surname || gender == Gender::Male || surname::changes_of_woman(&fold(text)) =>
        {
            sentence.push(text, Change::Given(Box::new(forms.clone())));
            true
        }
        Some(Settled::Stands) => {
            sentence.stand(text);
            true
        }
        _ => false,
    }
}

/// How one part of a possibly double word changes; `rest` is what follows its hyphen.
fn part_paradigm(role: Role, folded: &str, rest: &str, gender: Gender) -> (Paradigm, Option<Paradigm>) {
    match role {
        Role::Surname if !rest.is_empty() => surname::first_paradigm(folded, rest, gender),
        Role::Surname => surname::paradigm(folded, gender),
        Role::Given if !rest.is_empty() && given::stands_first(folded, gender) => (STANDS, None),
        Role::Given => given::paradigm(folded, gender),
        Role::Patronymic => (patronymic::paradigm(folded), None),
        Role::Turkic | Role::Standing | Role::Initials => (STANDS, None),
    }
}

/// «Королёк», «Козёл»: a written «ё» shows the vowel that goes away, which «е» (Чапек) does not.
fn fleeting_yo(text: &str, role: Role, gender: Gender) -> Option<(Paradigm, Option<Paradigm>)> {
    let (tail, changed): (&str, &'static [&'static str; 5]) = match text.get(text.len().checked_sub(4)?..)? {
        tail @ ("ёк" | "ЁК") => (tail, &["ька", "ьку", "ька", "ьком", "ьке"]),
        tail @ ("ёл" | "ЁЛ") => (tail, &["ла", "лу", "ла", "лом", "ле"]),
        _ => return None,
    };
    let applies =
        gender == Gender::Male && matches!(role, Role::Surname | Role::Given) && text.chars().count() > 3;
    applies.then(|| {
        (
            Paradigm::new(tail, changed),
            (role == Role::Surname).then_some(HARD),
        )
    })
}
