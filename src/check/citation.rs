//! Citations of acts in papers: which act a text names, and whether its number is misprinted. Shared by three rules.

use std::sync::LazyLock;

use crate::ingest::record::Value;
use crate::model::act::{self, Act};
use crate::model::fold::fold;
use crate::school::Row;

/// One citation of a document.
pub struct Citation {
    /// As it stands.
    pub text: String,
    words: Vec<String>,
}

/// Citations of a document, from its column of acts.
pub fn citations(document: Row<'_>) -> Vec<Citation> {
    let texts: Vec<String> = match document.value("acts") {
        Some(Value::List(items)) => items.iter().map(ToString::to_string).collect(),
        Some(Value::Text(text)) => vec![text.to_string()],
        _ => Vec::new(),
    };
    texts
        .into_iter()
        .map(|text| Citation {
            words: words(&text),
            text,
        })
        .collect()
}

impl Citation {
    /// The registered act that the text names.
    pub fn act(&self) -> Option<&'static Act> {
        static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| names(|act| &act.known_as));
        self.named(&NAMES)
    }

    /// The registered act whose name is misprinted here.
    pub fn misprint(&self) -> Option<&'static Act> {
        static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| names(|act| &act.misprints));
        self.named(&NAMES)
    }

    fn named(&self, names: &[Name]) -> Option<&'static Act> {
        names.iter().find(|name| self.holds(name)).map(|name| name.act)
    }

    /// All words of a name stand in the text: numbers as they are, other words by their beginning.
    fn holds(&self, name: &Name) -> bool {
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

/// A name by which an act is known, in words; a word with a figure must stand as it is.
struct Name {
    act: &'static Act,
    words: Vec<(String, bool)>,
}

fn names(of: fn(&Act) -> &[String]) -> Vec<Name> {
    let word = |word: &str| {
        (
            word.to_owned(),
            word.contains(|letter: char| letter.is_ascii_digit()),
        )
    };
    let name = |act: &'static Act, name: &String| Name {
        act,
        words: fold(name).split(' ').map(word).collect(),
    };
    let acts = act::all().iter();
    acts.flat_map(|act| of(act).iter().map(move |one| name(act, one)))
        .collect()
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
    use super::{Citation, words};

    #[track_caller]
    fn cites(text: &str, id: Option<&str>) {
        let citation = Citation {
            words: words(text),
            text: text.to_owned(),
        };
        assert_eq!(citation.act().map(|act| act.id.as_str()), id, "{text}");
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
    }

    #[test]
    fn misprints_are_seen() {
        let misprint = |text: &str| {
            let citation = Citation {
                words: words(text),
                text: text.to_owned(),
            };
            citation.misprint().map(|act| act.id.clone())
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
