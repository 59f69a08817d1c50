//! How a phrase is cut: members at commas and «и», words with what stands before them, and the small words
//! that are no heads. Knows no endings.

use crate::russian::{
    adjective::{self, Agreement},
    letters::{fold, is_capitals, is_cyrillic},
    noun,
};

/// A word with what stands before it.
#[derive(Clone, Copy)]
pub(crate) struct Token<'a> {
    pub(crate) before: &'a str,
    pub(crate) text: &'a str,
    /// Where the word stands in its member.
    pub(crate) start: usize,
}

/// First parts of compounds that stand: «пресс-секретарь», «вице-президент», of things «мастер-класс».
pub(crate) fn is_standing_first(folded: &str, animate: bool) -> bool {
    const STANDING: &[&str] = &[
        "пресс",
        "вице",
        "экс",
        "веб",
        "бизнес",
        "арт",
        "медиа",
        "топ",
        "шеф",
        "обер",
        "унтер",
    ];
    STANDING.contains(&folded) || (!animate && folded == "мастер")
}

/// «временно исполняющий», «материально ответственное»: -о before an adjective. «ст. воспитатель».
pub(crate) fn is_adverb(token: &Token<'_>, next: Option<&Token<'_>>) -> bool {
    if matches!(fold(token.text).as_str(), "ст." | "гл." | "мл." | "вед.") {
        return true;
    }
    token.text.ends_with('о') && next.is_some_and(|next| adjective::agreement(&fold(next.text)).is_some())
}

/// «ио», «врио» without full stops.
pub(crate) fn is_acting(folded: &str) -> bool {
    matches!(folded, "ио" | "врио" | "зам" | "зав")
}

/// «замдиректора», «завкафедрой»: the second part is already in its case.
pub(crate) fn is_clipped_deputy(folded: &str) -> bool {
    let deputy = folded.strip_prefix("зам").is_some_and(|rest| {
        rest.chars().count() > 4 && (rest.ends_with("ра") || rest.ends_with("ка") || rest.ends_with("го"))
    });
    let head = folded.strip_prefix("зав").is_some_and(|rest| {
        rest.chars().count() > 4 && (rest.ends_with("ой") || rest.ends_with("ом") || rest.ends_with("ем"))
    });
    deputy || head
}

pub(crate) fn is_preposition(folded: &str) -> bool {
    matches!(
        folded,
        "по" | "в"
            | "во"
            | "на"
            | "с"
            | "со"
            | "при"
            | "для"
            | "из"
            | "от"
            | "к"
            | "ко"
            | "о"
            | "об"
            | "за"
            | "над"
            | "под"
            | "без"
            | "до"
            | "у"
            | "и"
            | "или"
            | "имени"
            | "им"
    )
}

/// A word whose last part is of Russian letters: «методист», «IT-методист», not «1-й».
pub(crate) fn is_word(text: &str) -> bool {
    let part = last_part(text);
    is_cyrillic(part) && part.chars().count() > 1 && !text.contains(|letter: char| letter.is_ascii_digit())
}

pub(crate) fn is_shouted(text: &str) -> bool {
    text.split_whitespace()
        .all(|word| is_capitals(word) || !word.chars().any(char::is_lowercase))
}

/// «логопед» of «учитель-логопед».
pub(crate) fn last_part(folded: &str) -> &str {
    folded.rsplit(['-', '‑']).next().unwrap_or(folded)
}

/// Words of letters and hyphens, each with what stands before it; a full stop belongs to its word.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut before = 0;
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = at < text.len()
            && (letter.is_alphanumeric()
                || (start.is_some() && matches!(letter, '-' | '‑' | '.' | '’' | '\'')));
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                tokens.push(Token {
                    before: &text[before..from],
                    text: &text[from..at],
                    start: from,
                });
                before = at;
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

/// Members of a text with the separator before each, outside «» and brackets.
pub(crate) fn members(text: &str) -> Vec<(&str, &str)> {
    const SEPARATORS: &[&str] = &[", ", "; ", " и ", " / ", "/", " – ", " — ", " - "];
    let mut members = Vec::new();
    let (mut depth, mut from, mut separator) = (0_usize, 0, "");
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let letter = rest.chars().next().unwrap_or(' ');
        match letter {
            '(' | '«' | '„' => depth += 1,
            ')' | '»' | '“' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0
            && at > from
            && let Some(found) = SEPARATORS
                .iter()
                .find(|separator| rest.starts_with(**separator))
                .or_else(|| hyphen_of_compound(&text[from..at], rest))
        {
            members.push((separator, &text[from..at]));
            separator = &rest[..found.len()];
            at += found.len();
            from = at;
        } else {
            at += letter.len_utf8();
        }
    }
    members.push((separator, &text[from..]));
    members
}

/// «школа-детский сад»: a hyphen between a noun and an adjective with its noun joins two heads.
fn hyphen_of_compound(before: &str, rest: &str) -> Option<&'static &'static str> {
    const HYPHENS: &[&str] = &["-", "‑"];
    let hyphen = HYPHENS.iter().find(|hyphen| rest.starts_with(**hyphen))?;
    let next = rest[hyphen.len()..].split_whitespace().next()?;
    let word = before.split_whitespace().next_back()?;
    let noun =
        noun::of(&fold(word), false).filter(|noun| noun.known && noun.agreement != Agreement::Plural)?;
    let joins = noun.agreement != Agreement::Neuter
        && adjective::agreement(&fold(next)) == Some(Agreement::Masculine);
    joins.then_some(hyphen)
}
