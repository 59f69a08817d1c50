//! Posts, organisations and plain noun phrases: the head noun and what agrees with it change, the rest stands.
//!
//! The text is cut into members at commas, «и», «/» and dashes. The first member always has a head; a later one
//! only if it begins with a noun that a suffix or the list of heads vouches for («…, классный руководитель»,
//! but not «…, обществознания»). What stands in «» or after the head is never touched.

use crate::russian::{
    Asks, Doubt,
    adjective::{self, Agreement},
    apposition::Second,
    cutting::{
        Token, is_acting, is_adverb, is_clipped_deputy, is_preposition, is_shouted, is_standing_first,
        is_word, last_part, members, tokens,
    },
    letters::{fold, is_capitals},
    noun::{self, Noun},
    overrides::{Overrides, Settled},
    paradigm::Paradigm,
    sentence::{Change, Sentence},
};

/// A post: its head is a person.
pub(crate) fn title<'a>(text: &'a str, overrides: &Overrides) -> Sentence<'a> {
    Phrase {
        animate: true,
        shouted: is_shouted(text),
        overrides,
    }
    .inflect(text)
}

/// An organisation, a paper or any other thing.
pub(crate) fn thing<'a>(text: &'a str, overrides: &Overrides) -> Sentence<'a> {
    Phrase {
        animate: is_businessman(text),
        shouted: is_shouted(text),
        overrides,
    }
    .inflect(text)
}

/// The one organisation that is a person.
pub(crate) fn is_businessman(text: &str) -> bool {
    let folded = fold(text.trim_start());
    folded.starts_with("индивидуальный предприниматель") || folded.starts_with("ип ")
}

/// Gender and number of the head of a noun phrase: «дорожная карта» is feminine.
pub(crate) fn agreement(text: &str) -> Option<Agreement> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    for (index, word) in folded.iter().enumerate() {
        match adjective::agreement(word) {
            Some(told)
                if adjective::governs(word) || index + 1 == folded.len() || !is_word(words[index + 1]) =>
            {
                return Some(told);
            }
            Some(_) => {}
            None => return noun::of(last_part(word), false).map(|noun| noun.agreement),
        }
    }
    None
}

/// How a phrase is to be read.
pub(crate) struct Phrase<'o> {
    pub(crate) animate: bool,
    /// Everything is in capitals, so that capitals do not mean an abbreviation.
    shouted: bool,
    overrides: &'o Overrides,
}

impl Phrase<'_> {
    fn inflect<'a>(&self, text: &'a str) -> Sentence<'a> {
        let mut sentence = Sentence::default();
        let mut first = None;
        for (separator, member) in members(text) {
            sentence.stand(separator);
            let agreeing = first
                .filter(|_| separator == ", ")
                .and_then(|leader| self.clause(member, leader));
            let inflected = agreeing.or_else(|| self.member(member, first));
            let number = match inflected {
                Some((inflected, number)) => {
                    sentence.append(inflected);
                    number
                }
                None => {
                    sentence.stand(member);
                    Agreement::Masculine
                }
            };
            first.get_or_insert(number);
        }
        sentence
    }

    /// One member and the number of its head; `None` when it has no head that changes. `leader` is what the
    /// first member agreed with: «биологии» after a singular is no plural.
    fn member<'a>(&self, text: &'a str, leader: Option<Agreement>) -> Option<(Sentence<'a>, Agreement)> {
        let first = leader.is_none();
        let tokens: Vec<Token<'a>> = tokens(text);
        let mut sentence = Sentence::default();
        let mut index = 0;
        while tokens
            .get(index)
            .is_some_and(|token| is_adverb(token, tokens.get(index + 1)))
        {
            push_standing(&mut sentence, tokens[index]);
            index += 1;
        }
        let mut run: Vec<(Token<'a>, Paradigm)> = Vec::new();
        let mut told = None;
        while let Some(token) = tokens.get(index) {
            let folded = fold(token.text);
            if self.is_abbreviation(token.text) || token.before.contains(['«', '„', '"']) {
                break;
            }
            let Some(agreement) = adjective::agreement(&folded) else {
                break;
            };
            if told.is_some_and(|told| told != agreement) {
                break;
            }
            told = Some(agreement);
            run.push((*token, adjective::paradigm(&folded, self.animate)?));
            index += 1;
            if adjective::governs(&folded) {
                return Some((
                    self.finish(sentence, run, None, &tokens[index..], text),
                    agreement,
                ));
            }
        }
        let noun = tokens.get(index).and_then(|token| self.noun(*token, told));
        match (&noun, told) {
            (None, None) => return None,
            // «молодёжной политики» is no adjective in the nominative.
            (None, Some(_)) if !first => return None,
            (None, Some(_)) if self.is_oblique(&run, tokens.get(index)) => return None,
            (Some((_, noun)), _) if !first && !noun.known => return None,
            (Some((_, noun)), _)
                if noun.agreement == Agreement::Plural
                    && leader.is_some_and(|leader| leader != Agreement::Plural) =>
            {
                return None;
            }
            _ => {}
        }
        if noun.is_some() {
            index += 1;
        }
        // «рабочий столовой»: after a head, -ой is no nominative.
        while noun.is_none()
            && run.len() > 1
            && run
                .last()
                .is_some_and(|(token, _)| fold(token.text).ends_with("ой"))
        {
            run.pop();
            index -= 1;
        }
        let number = noun
            .map(|(_, noun)| noun.agreement)
            .or(told)
            .unwrap_or(Agreement::Masculine);
        Some((self.finish(sentence, run, noun, &tokens[index..], text), number))
    }

    /// «…, ответственное за питание», «…, работающий по договору»: agrees with the head of the first member.
    fn clause<'a>(&self, text: &'a str, leader: Agreement) -> Option<(Sentence<'a>, Agreement)> {
        let tokens = tokens(text);
        let (first, rest) = tokens.split_first()?;
        let folded = fold(first.text);
        let noun = rest.first().and_then(|next| self.noun(*next, Some(leader)));
        if adjective::agreement(&folded)? != leader || folded.ends_with("ой") || noun.is_some() {
            return None;
        }
        let run = vec![(*first, adjective::paradigm(&folded, self.animate)?)];
        Some((self.finish(Sentence::default(), run, None, rest, text), leader))
    }

    fn finish<'a>(
        &self,
        mut sentence: Sentence<'a>,
        run: Vec<(Token<'a>, Paradigm)>,
        noun: Option<(Token<'a>, Noun)>,
        rest: &[Token<'a>],
        text: &'a str,
    ) -> Sentence<'a> {
        let last = noun
            .as_ref()
            .map(|(token, _)| token)
            .or(run.last().map(|(token, _)| token));
        let end_of_head = last.map_or(0, |token| token.start + token.text.len());
        for (token, paradigm) in run {
            sentence.stand(token.before);
            self.push_settled(&mut sentence, token.text, paradigm.into());
        }
        if let Some((token, noun)) = noun {
            sentence.stand(token.before);
            self.push_noun(&mut sentence, token.text, noun);
        }
        let mut from = end_of_head;
        for (token, second) in self.second_heads(noun.map(|(_, noun)| noun), rest) {
            sentence.stand(&text[from..token.start]);
            from = token.start + token.text.len();
            match second {
                Second::Noun(noun) => self.push_noun(&mut sentence, token.text, noun),
                Second::Adjective(paradigm) => self.push_settled(&mut sentence, token.text, paradigm.into()),
            }
        }
        sentence.stand(&text[from..]);
        sentence
    }

    /// A noun that agrees with the adjectives before it.
    pub(crate) fn noun<'a>(&self, token: Token<'a>, told: Option<Agreement>) -> Option<(Token<'a>, Noun)> {
        if !is_word(token.text)
            || self.is_abbreviation(token.text)
            || token.before.contains(['(', '«', '„', '"'])
        {
            return None;
        }
        let folded = fold(token.text);
        if is_preposition(&folded) || is_acting(&folded) || is_clipped_deputy(&folded) {
            return None;
        }
        let noun = noun::of(last_part(&folded), self.animate)?;
        // «образовательные учреждения»: -я and -а are plural after a plural adjective.
        match told {
            Some(Agreement::Plural) if noun.agreement == Agreement::Feminine => {
                let paradigm = noun::plural_in_a(last_part(&folded), self.animate);
                Some((
                    token,
                    Noun {
                        agreement: Agreement::Plural,
                        paradigm,
                        known: true,
                    },
                ))
            }
            Some(told) if told != noun.agreement => {
                // «детский сад-ясли»: the first part of a compound is the head.
                let first = folded.split(['-', '‑']).next().filter(|first| *first != folded)?;
                let head = noun::of(first, self.animate).filter(|head| head.agreement == told)?;
                Some((
                    token,
                    Noun {
                        agreement: head.agreement,
                        ..noun
                    },
                ))
            }
            _ => Some((token, noun)),
        }
    }

    /// A weak reading as an adjective: «-ой» before a noun that does not agree with it.
    fn is_oblique(&self, run: &[(Token<'_>, Paradigm)], next: Option<&Token<'_>>) -> bool {
        run.first()
            .is_some_and(|(token, _)| fold(token.text).ends_with("ой"))
            && next.is_some_and(|next| is_word(next.text) && !is_preposition(&fold(next.text)))
    }

    fn push_noun<'a>(&self, sentence: &mut Sentence<'a>, text: &'a str, noun: Noun) {
        if self.overrides.of_word(text).is_some() {
            return self.push_settled(sentence, text, noun.paradigm.into());
        }
        let mut from = 0;
        let folded = fold(text);
        for (at, hyphen) in text.match_indices(['-', '‑']) {
            let part = &text[from..at];
            let first = noun::of(&folded[from..at], self.animate);
            // «заместитель директора-руководитель»: the first part belongs to what stands before.
            let belongs_before = self.animate
                && noun.agreement != Agreement::Plural
                && first.is_some_and(|first| first.agreement == Agreement::Plural);
            match first {
                Some(first)
                    if !belongs_before
                        && !is_standing_first(&folded[from..at], self.animate)
                        && !self.is_abbreviation(part) =>
                {
                    sentence.push(part, first.paradigm);
                }
                _ => sentence.stand(part),
            }
            sentence.stand(hyphen);
            from = at + hyphen.len();
        }
        sentence.push(&text[from..], noun.paradigm);
        if !noun.known {
            let forms = vec![noun.paradigm.forms(text)];
            let why = "слово не знакомо программе, форма построена по общему правилу";
            sentence.doubt(Doubt {
                word: text.to_owned(),
                why,
                forms,
                asks: Asks::Forms,
            });
        }
    }

    fn push_settled<'a>(&self, sentence: &mut Sentence<'a>, text: &'a str, change: Change) {
        match self.overrides.of_word(text) {
            Some(Settled::Forms(forms)) => sentence.push(text, Change::Given(Box::new(forms.clone()))),
            Some(Settled::Stands) => sentence.stand(text),
            _ => sentence.push(text, change),
        }
    }

    /// «зам.», «зам.директора», «МБОУ».
    pub(crate) fn is_abbreviation(&self, word: &str) -> bool {
        word.contains('.') || (is_capitals(word) && !(self.shouted && word.chars().count() >= 5))
    }
}

fn push_standing<'a>(sentence: &mut Sentence<'a>, token: Token<'a>) {
    sentence.stand(token.before);
    sentence.stand(token.text);
}
