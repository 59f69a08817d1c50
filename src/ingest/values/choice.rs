//! One of a list, in the spellings and abbreviations of schools.

use crate::ingest::clean;

/// The value of the list that the text means; `None`: none of them, or several.
pub fn read<'a>(key: &str, values: &'a [String], text: &str) -> Option<&'a str> {
    if let Some(known) = values.iter().find(|value| *value == text.trim()) {
        return Some(known);
    }
    let written = clean::key(text);
    if written.is_empty() {
        return None;
    }
    if let Some(known) = values.iter().find(|value| clean::key(value) == written) {
        return Some(known);
    }
    if let Some(meant) = special(key, &written) {
        return values.iter().map(String::as_str).find(|value| *value == meant);
    }
    let mut like = values
        .iter()
        .filter(|value| abbreviates(&written, &clean::key(value)));
    if let Some(first) = like.next() {
        return like.next().is_none().then_some(first);
    }
    let mut near = values.iter().filter(|value| {
        value.chars().count() > 4 && strsim::damerau_levenshtein(&clean::key(value), &written) <= 1
    });
    let first = near.next()?;
    near.next().is_none().then_some(first)
}

/// Yes or no.
pub fn yes(text: &str) -> Option<bool> {
    if text.trim() == "+" {
        return Some(true);
    }
    let text = clean::key(text);
    match text.as_str() {
        "да"
        | "есть"
        | "имеется"
        | "имеет"
        | "является"
        | "1"
        | "true"
        | "истина"
        | "v"
        | "х"
        | "x"
        | "размещено"
        | "соответствует"
        | "пройдено" => Some(true),
        "нет" | "0" | "false" | "ложь" | "не имеет" | "отсутствует" | "не является" | "не размещено" | "" => {
            Some(false)
        }
        _ if text.starts_with("да ") || text.starts_with("имеется") => Some(true),
        _ if text.starts_with("нет ") => Some(false),
        _ => None,
    }
}

/// Every written word begins a word of the value, in order.
fn abbreviates(written: &str, value: &str) -> bool {
    let mut words = value.split(' ');
    written
        .split(' ')
        .all(|word| word.chars().count() > 1 && words.any(|whole| whole.starts_with(word)))
}

fn special(key: &str, text: &str) -> Option<&'static str> {
    let has = |part: &str| text.contains(part);
    Some(match key {
        "gender" => match text {
            _ if text.starts_with('ж') || text == "f" => "ж",
            _ if text.starts_with('м') || text == "m" => "м",
            _ => return None,
        },
        "education_level" => match text {
            _ if has("неполн") || has("незаконч") || has("неоконч") || has("студент") || has("обучается") =>
            {
                return None;
            }
            _ if has("средн") && (has("проф") || has("спец") || has("спо")) || text.starts_with("спо") => {
                "среднее профессиональное"
            }
            _ if text.starts_with("выс")
                || text.starts_with("во ")
                || text == "во"
                || has("бакалавр")
                || has("магистр") =>
            {
                "высшее"
            }
            _ if has("высшее") || has("специалитет") => "высшее",
            _ if text.starts_with("ср п")
                || text.starts_with("с п")
                || text == "сп"
                || text.starts_with("ср с")
                || text.starts_with("с с") =>
            {
                "среднее профессиональное"
            }
            // Nothing but the school is told: its kind tells the level.
            _ if has("колледж") || has("техникум") || has("училищ") => {
                "среднее профессиональное"
            }
            _ if text == "в о"
                || has("университет")
                || has("институт")
                || has("академи")
                || has("аспирант") =>
            {
                "высшее"
            }
            _ => return None,
        },
        "employment" => match text {
            _ if has("внутр") => "внутреннее совместительство",
            _ if has("внеш") => "внешнее совместительство",
            _ if has("совмещ") => "совмещение",
            _ if text.starts_with("осн") || text == "о" || has("постоян") || has("штат") => {
                "основное"
            }
            _ => return None,
        },
        "absence_kind" => return super::status::absence(text),
        "dismissal_kind" => match text {
            _ if has("перевод") || has("переведен") => "перевод",
            _ if has("увол") || has("собствен") || has("соглаш") || has("истечен") => {
                "увольнение"
            }
            _ => return None,
        },
        "qualification" => match text {
            _ if has("методист") => "педагог-методист",
            _ if has("наставник") => "педагог-наставник",
            _ => return None,
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{read, yes};

    #[track_caller]
    fn check(key: &str, values: &[&str], text: &str, expected: Option<&str>) {
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        assert_eq!(read(key, &values, text), expected, "{text}");
    }

    #[test]
    fn lists() {
        let employment = [
            "основное",
            "внутреннее совместительство",
            "внешнее совместительство",
            "совмещение",
        ];
        check(
            "employment",
            &employment,
            "Основное место работы",
            Some("основное"),
        );
        check(
            "employment",
            &employment,
            "внутр. совм.",
            Some("внутреннее совместительство"),
        );
        check(
            "employment",
            &employment,
            "внешний совместитель",
            Some("внешнее совместительство"),
        );
        let education = ["высшее", "среднее профессиональное"];
        check(
            "education_level",
            &education,
            "Высшее (педагогическое)",
            Some("высшее"),
        );
        check(
            "education_level",
            &education,
            "ср.-спец.",
            Some("среднее профессиональное"),
        );
        check("education_level", &education, "среднее общее", None);
        check("education_level", &education, "неоконченное высшее", None);
        check("education_level", &education, "в/о", Some("высшее"));
        check(
            "education_level",
            &education,
            "Педагогический колледж, 2012 г.",
            Some("среднее профессиональное"),
        );
        check("gender", &["ж", "м"], "жен.", Some("ж"));
        check(
            "state",
            &["проект", "подписан", "отменён"],
            "отменен",
            Some("отменён"),
        );
        check("state", &["проект", "подписан"], "подпсан", Some("подписан"));
        check("state", &["проект", "подписан"], "что-то", None);
        check(
            "state",
            &["по инициативе наставника", "по инициативе наставляемого"],
            "по иниц.",
            None,
        );
    }

    #[test]
    fn yes_and_no() {
        assert_eq!(yes("Да"), Some(true));
        assert_eq!(yes("+"), Some(true));
        assert_eq!(yes("–"), Some(false));
        assert_eq!(yes("возможно"), None);
    }

    proptest! {
        #[test]
        fn a_value_found_is_found_again(text in "\\PC{0,30}|(внутр|внеш|осн|выс|ср|спо|муж|жен|отп|увол)[а-я. ]{0,12}") {
            let values = ["ж", "м", "высшее", "среднее профессиональное", "основное", "внутреннее совместительство"];
            let values = values.map(str::to_owned);
            for key in ["gender", "education_level", "employment", "state"] {
                if let Some(found) = read(key, &values, &text) {
                    prop_assert_eq!(read(key, &values, found), Some(found));
                }
            }
            let _ = yes(&text);
        }
    }
}
