//! What stands after the head of a phrase and still changes with it: «ассистент (помощник)», «учитель логопед»,
//! «сестра медицинская», «учреждение средняя школа № 2». All else after a head stands.

use crate::russian::{
    adjective::{self, Agreement},
    cutting::{Token, is_word, last_part},
    letters::fold,
    noun::Noun,
    paradigm::Paradigm,
    phrase::Phrase,
};

/// A word after the head that changes with it.
pub(crate) enum Second {
    /// A noun in the same case.
    Noun(Noun),
    /// An adjective that agrees.
    Adjective(Paradigm),
}

/// Suffixes of persons that are no oblique form of anything: «логопед», «методист»; but «дисциплин», «заведующей».
const PERSONS: &[&str] = &[
    "лог",
    "пед",
    "гог",
    "ист",
    "ник",
    "щик",
    "чик",
    "тель",
    "ор",
    "вед",
    "граф",
    "повар",
    "рук",
    "мейстер",
    "нер",
    "вея",
    "риус",
];

/// Institutions whose nominative cannot be taken for a genitive.
pub(crate) const INSTITUTIONS: &[&str] = &[
    "школа",
    "гимназия",
    "прогимназия",
    "лицей",
    "сад",
    "центр",
    "колледж",
    "техникум",
    "училище",
    "корпус",
    "дом",
    "дворец",
    "станция",
    "институт",
    "интернат",
    "академия",
    "университет",
    "лагерь",
];

impl Phrase<'_> {
    /// The words of `rest`, which follows the head, that change with it, in their order. A participle that governs
    /// («заведующий канцелярией») is a head without a noun.
    pub(crate) fn second_heads<'a>(
        &self,
        head: Option<Noun>,
        rest: &[Token<'a>],
    ) -> Vec<(Token<'a>, Second)> {
        let Some(next) = rest.first() else {
            return Vec::new();
        };
        if let Some(second) = self.next_to_head(head, *next) {
            return vec![(*next, second)];
        }
        if self.animate {
            self.in_brackets(rest).into_iter().collect()
        } else {
            self.institution(rest)
        }
    }

    /// «ассистент (помощник)», «директор (заведующий)», «учитель логопед», «сестра медицинская».
    fn next_to_head<'a>(&self, head: Option<Noun>, token: Token<'a>) -> Option<Second> {
        let folded = fold(token.text);
        let bracket = token.before.trim() == "(";
        if self.animate
            && (bracket || (head.is_some() && token.before.trim().is_empty() && is_person(&folded)))
            && let Some(noun) = self.person(token, !bracket)
        {
            return Some(Second::Noun(noun));
        }
        let agrees = if bracket {
            adjective::governs(&folded)
        } else {
            // «-ой» and «-ие» are forms of other words too.
            let nominative = ["ая", "яя", "ый", "ое"]
                .iter()
                .any(|ending| folded.ends_with(ending));
            let told = adjective::agreement(&folded);
            nominative
                && token.before.trim().is_empty()
                && told.is_some()
                && told == head.map(|head| head.agreement)
        };
        let paradigm = agrees.then(|| adjective::paradigm(&folded, self.animate))??;
        Some(Second::Adjective(paradigm))
    }

    /// «заведующая производством (шеф-повар)».
    fn in_brackets<'a>(&self, rest: &[Token<'a>]) -> Option<(Token<'a>, Second)> {
        let (at, token) = rest
            .iter()
            .enumerate()
            .find(|(_, token)| token.before.trim_end().ends_with('(') && is_person(&fold(token.text)))?;
        let closed = rest
            .get(at + 1)
            .is_none_or(|next| next.before.trim_start().starts_with(')'));
        let noun = self.person(*token, false).filter(|_| closed)?;
        Some((*token, Second::Noun(noun)))
    }

    /// A known person in the singular, after a space a man.
    fn person(&self, token: Token<'_>, masculine: bool) -> Option<Noun> {
        let told = masculine.then_some(Agreement::Masculine);
        let (_, noun) = self.noun(Token { before: " ", ..token }, told)?;
        (noun.known && noun.agreement != Agreement::Plural).then_some(noun)
    }

    /// «средняя школа» of «учреждение средняя школа № 2»: adjectives in the nominative and an institution.
    fn institution<'a>(&self, rest: &[Token<'a>]) -> Vec<(Token<'a>, Second)> {
        let mut found = Vec::new();
        let mut told = None;
        for token in rest {
            let folded = fold(token.text);
            let quoted = token.before.contains(['«', '„', '"', '(', '№']);
            if quoted || !is_word(token.text) || self.is_abbreviation(token.text) {
                return Vec::new();
            }
            if INSTITUTIONS.contains(&last_part(&folded))
                && let Some((_, noun)) = self.noun(
                    Token {
                        before: " ",
                        ..*token
                    },
                    told,
                )
            {
                found.push((*token, Second::Noun(noun)));
                return found;
            }
            let agreement = adjective::agreement(&folded).filter(|_| !folded.ends_with("ой"));
            match agreement.zip(adjective::paradigm(&folded, self.animate)) {
                Some((agreement, paradigm)) if told.is_none_or(|told| told == agreement) => {
                    told = Some(agreement);
                    found.push((*token, Second::Adjective(paradigm)));
                }
                _ => {
                    told = None;
                    found.clear();
                }
            }
        }
        Vec::new()
    }
}

pub(crate) fn is_person(folded: &str) -> bool {
    PERSONS.iter().any(|suffix| folded.ends_with(suffix))
}
