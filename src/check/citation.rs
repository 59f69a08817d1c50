//! Citations of acts in papers: which act a text names, and whether its number is misprinted.
//!
//! A cell names its acts one by one; the text of a paper names them in running words, and is cut into citations first.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::ingest::values::date::{Century, all as days};
use crate::model::act::{self, Act};
use crate::model::fold::fold;

/// One citation.
#[derive(Debug)]
pub struct Citation {
    /// As it stands.
    pub text: String,
    /// The registered act that it names.
    pub act: Option<&'static Act>,
    /// The registered act whose name is misprinted in it.
    pub misprint: Option<&'static Act>,
    words: Vec<String>,
    /// It stands among other words, which may name no act at all.
    in_prose: bool,
}

/// Beginnings of the words with which a citation begins.
const HEADS: &[&str] = &[
    "закон",
    "указ",
    "постановлени",
    "распоряжени",
    "приказ",
    "письм",
    "стать",
    "гост",
    "рекомендаци",
    "методологи",
    "концепци",
    "нацпроект",
    "национальн",
    "федеральн",
    "паспорт",
    "чемпионат",
    "движени",
    "worldskills",
    "ворлдскиллс",
];

/// A citation is not longer than this.
const LONGEST: usize = 30;

/// The citations of a paragraph: each begins with the kind of an act and goes up to the next one.
pub fn in_prose(paragraph: &str) -> Vec<Citation> {
    let mut parts: Vec<Vec<&str>> = Vec::new();
    for word in paragraph.split_whitespace() {
        let small = fold(word.trim_start_matches(|mark: char| !mark.is_alphanumeric()));
        let begins = HEADS.iter().any(|head| small.starts_with(head)) || small == "ст.";
        if begins {
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut()
            && part.len() < LONGEST
        {
            part.push(word);
        }
    }
    let cited = parts.into_iter().map(|part| Citation::new(part.join(" "), true));
    cited
        .filter(|citation| citation.act.is_some() || citation.misprint.is_some())
        .collect()
}

impl Citation {
    /// What a cell says.
    pub fn of_cell(text: &str) -> Self {
        Self::new(text.to_owned(), false)
    }

    fn new(text: String, in_prose: bool) -> Self {
        static KNOWN: LazyLock<Names> = LazyLock::new(|| Names::of(|act| &act.known_as));
        static MISPRINTS: LazyLock<Names> = LazyLock::new(|| Names::of(|act| &act.misprints));
        let mut citation = Self {
            words: words(&text),
            text,
            in_prose,
            act: None,
            misprint: None,
        };
        citation.act = KNOWN.find(&citation).filter(|act| citation.may_be(act));
        citation.misprint = MISPRINTS.find(&citation);
        citation
    }

    /// An order of the school may have the bare number of a ministry's: the date tells them apart, and in running
    /// words, where no date stands, the name of the ministry.
    fn may_be(&self, act: &Act) -> bool {
        let number = act.number.as_deref().unwrap_or_default();
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return true;
        }
        let days = days(&self.text, Century::Event);
        match act.date {
            Some(date) if !days.is_empty() => days.contains(&date),
            _ => {
                !self.in_prose
                    || self
                        .words
                        .iter()
                        .any(|word| ISSUERS.iter().any(|name| word.starts_with(name)))
            }
        }
    }

    /// All words of a name stand in the text: numbers as they are, other words by their beginning. In running words a
    /// name without a number must stand in quotes: «Современная школа» is a project, a modern school is not.
    fn holds(&self, name: &Name) -> bool {
        let bare = name.words.len() > 1 && name.words.iter().all(|(_, exact)| !exact);
        if self.in_prose && bare && !name.words.last().is_some_and(|(word, _)| self.quotes(word)) {
            return false;
        }
        name.words.iter().all(|(wanted, exact)| {
            self.words.iter().any(|word| {
                if *exact {
                    word.trim_start_matches('№') == wanted || word == wanted
                } else {
                    word.starts_with(wanted.as_str())
                }
            })
        })
    }
}

/// Beginnings of the names of those who issue acts with bare numbers.
const ISSUERS: &[&str] = &[
    "минпросвещени",
    "минобрнаук",
    "министерств",
    "рособрнадзор",
    "роскомнадзор",
    "правительств",
    "президент",
    "мин",
];

/// A name by which an act is known, in words; a word with a figure must stand as it is.
struct Name {
    act: &'static Act,
    words: Vec<(String, bool)>,
}

/// Names of acts, found by a word with a figure that they hold: most texts hold one or two.
struct Names {
    all: Vec<Name>,
    by_figure: HashMap<String, Vec<usize>>,
    without: Vec<usize>,
}

impl Names {
    fn of(of: fn(&Act) -> &[String]) -> Self {
        let word = |word: &str| {
            (
                word.to_owned(),
                word.contains(|letter: char| letter.is_ascii_digit()),
            )
        };
        let mut names = Self {
            all: Vec::new(),
            by_figure: HashMap::new(),
            without: Vec::new(),
        };
        for act in act::all() {
            for name in of(act) {
                let words: Vec<(String, bool)> = fold(name).split(' ').map(word).collect();
                let figure = words
                    .iter()
                    .find(|(_, exact)| *exact)
                    .map(|(word, _)| word.clone());
                match figure {
                    Some(word) => names.by_figure.entry(word).or_default().push(names.all.len()),
                    None => names.without.push(names.all.len()),
                }
                names.all.push(Name { act, words });
            }
        }
        names
    }

    /// The act whose name stands first in the register among those that the text holds.
    fn find(&self, citation: &Citation) -> Option<&'static Act> {
        let figures = citation.words.iter().flat_map(|word| {
            let bare = self.by_figure.get(word.trim_start_matches('№'));
            [self.by_figure.get(word), bare].into_iter().flatten().flatten()
        });
        let held = figures.chain(&self.without).copied();
        held.filter(|index| citation.holds(&self.all[*index]))
            .min()
            .map(|index| self.all[index].act)
    }
}

impl Citation {
    /// A quoted part of the text has a word with this beginning.
    fn quotes(&self, beginning: &str) -> bool {
        let parts = self.text.split(['«', '»', '"', '„', '“', '”']).skip(1).step_by(2);
        parts.flat_map(words).any(|word| word.starts_with(beginning))
    }
}

fn words(text: &str) -> Vec<String> {
    let mut text = fold(text)
        .replace("ст.", "ст. ")
        .replace("№ ", "№")
        .replace(" n ", " №");
    text.retain(|letter| !matches!(letter, '«' | '»' | '"' | '(' | ')' | '„' | '“'));
    text.split(' ')
        .map(|word| {
            word.trim_matches(|letter: char| matches!(letter, ',' | '.' | ';' | ':'))
                .to_owned()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// The act in force on a day that stands where this one stood.
pub fn replacement(act: &Act, day: jiff::civil::Date) -> Option<&'static Act> {
    let mut next = act.replaced_by.as_deref().and_then(act::find)?;
    // Chains are short; the bound only guards against a mistake in the file.
    for _ in 0..10 {
        match next.replaced_by.as_deref().and_then(act::find) {
            Some(later) if !next.in_force(day) => next = later,
            _ => break,
        }
    }
    Some(next)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::{Citation, in_prose};

    #[track_caller]
    fn cites(text: &str, id: Option<&str>) {
        let citation = Citation::of_cell(text);
        assert_eq!(citation.act.map(|act| act.id.as_str()), id, "{text}");
    }

    #[test]
    fn acts_are_known_by_their_numbers() {
        cites(
            "распоряжение Минпросвещения России от 25.12.2019 № Р-145",
            Some("р-145"),
        );
        cites("приказ Минобрнауки России от 07.04.2014 №276", Some("276"));
        cites("Указ Президента РФ от 07.05.2018 № 204", Some("указ-204"));
        cites("ст. 351.8 ТК РФ", Some("тк-351.8"));
        cites("ст.351.8 Трудового кодекса", Some("тк-351.8"));
        cites("Трудовой кодекс Российской Федерации", Some("тк"));
        cites("национальный проект «Образование»", Some("нп-образование"));
        cites("ГОСТ Р 7.0.97-2016", Some("гост-2016"));
        cites("приказ школы от 01.09.2026 № 1276", None);
        cites("Устав школы", None);
        cites("приказ школы от 01.09.2020 № 276", None);
    }

    #[test]
    fn running_words_are_cut_into_citations() {
        let acts = |text: &str| -> Vec<String> {
            let found = in_prose(text);
            let named = found.iter().filter_map(|one| one.act);
            let wrong = found.iter().filter_map(|one| one.misprint);
            named
                .map(|act| act.id.clone())
                .chain(wrong.map(|act| format!("!{}", act.id)))
                .collect()
        };
        let text = "Разработано в соответствии с Федеральным законом от 29.12.2012 № 273-ФЗ, приказом Минобрнауки России от \
            7 апреля 2014 г. № 276, распоряжением Минпросвещения России от 25.12.2019 № Р-145 и ст. 358.1 ТК РФ.";
        assert_eq!(acts(text), ["273-фз", "276", "р-145", "!тк-351.8"]);
        assert_eq!(
            acts("Современная школа ждёт молодых: это национальный приоритет."),
            [""; 0]
        );
        assert_eq!(
            acts("в рамках национального проекта «Образование»"),
            ["нп-образование"]
        );
        assert_eq!(acts("федеральный проект «Современная школа»"), ["нп-образование"]);
        assert_eq!(
            acts("Закрепить приказом директора от 01.09.2020 № 276 пары."),
            [""; 0]
        );
        assert_eq!(acts("Приказ № 276 по школе"), [""; 0]);
        assert_eq!(acts("выплата 358.1 руб."), [""; 0]);
        // Kinds of acts that stand side by side do not lend each other their words.
        assert_eq!(
            acts(
                "постановление Правительства РФ от 20.10.2021 № 1802, распоряжение Минпросвещения России № Р-145"
            ),
            ["1802", "р-145"]
        );
    }

    #[test]
    fn misprints_are_seen() {
        let misprint = |text: &str| {
            let citation = Citation::of_cell(text);
            citation.misprint.map(|act| act.id.clone())
        };
        assert_eq!(misprint("ст. 358.1 ТК РФ").as_deref(), Some("тк-351.8"));
        assert_eq!(misprint("распоряжение № P-145").as_deref(), Some("р-145"));
        assert_eq!(
            misprint("распоряжение от 24.12.2019 № Р-145").as_deref(),
            Some("р-145")
        );
        assert_eq!(misprint("распоряжение от 25.12.2019 № Р-145"), None);
        assert_eq!(
            misprint("письмо от 23.01.2020 № MP-42/02").as_deref(),
            Some("мр-42/02")
        );
        assert_eq!(
            misprint("постановление Минпросвещения № Р-145").as_deref(),
            Some("р-145")
        );
        assert_eq!(misprint("письмо от 23.01.2020 № МР-42/02"), None);
    }
}
