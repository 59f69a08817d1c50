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
    let meant = special(key, &written)
        .or_else(|| (key == "education_level" && is_university(text)).then_some("высшее"));
    if let Some(meant) = meant {
        return values.iter().map(String::as_str).find(|value| *value == meant);
    }
    // Fewer levels are in the list than in life: «ср.» may be the school alone.
    if SPELLED_OUT.contains(&key) {
        return None;
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

/// Fields of which [`special`] knows every spelling: what it does not know is not in the list.
const SPELLED_OUT: [&str; 3] = ["gender", "education_level", "employment"];

/// Capitals of a university, such as «ЛГПУ, 2009»; not of a school («МБОУ») nor of a trade school («ПТУ»).
fn is_university(text: &str) -> bool {
    const ENDINGS: [&str; 7] = ["ГПУ", "ГУ", "ФУ", "ТУ", "НИУ", "ГПИ", "ГПА"];
    let is_one = |word: &str| {
        let word = word.trim_start_matches(char::is_lowercase);
        word.chars().count() > 2
            && word.chars().all(char::is_uppercase)
            && ENDINGS.iter().any(|ending| word.ends_with(ending))
            && !word.ends_with("ПТУ")
    };
    let told = text.to_lowercase();
    let studies = ["студ", "обуч", "учится", "курс"]
        .iter()
        .any(|part| told.contains(part));
    !studies && text.split(|mark: char| !mark.is_alphabetic()).any(is_one)
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
            "ж" | "жен" | "женский" | "женщина" | "f" | "female" => "ж",
            "м" | "муж" | "мужской" | "мужчина" | "m" | "male" => "м",
            _ => return None,
        },
        "education_level" => return education(text),
        "employment" => match text {
            _ if has("внутр") => "внутреннее совместительство",
            _ if has("внештат") => return None,
            _ if has("внеш") => "внешнее совместительство",
            _ if has("совмещ") => "совмещение",
            _ if has("неосн") || has("не осн") => return None,
            _ if has("основн") || text == "осн" || text.starts_with("осн ") || text == "о" => {
                "основное"
            }
            _ if text.starts_with("постоян") || text.starts_with("штат") => "основное",
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

/// The level of an education that was completed.
fn education(text: &str) -> Option<&'static str> {
    const HIGHER: &str = "высшее";
    const COLLEGE: &str = "среднее профессиональное";
    const OPEN: [&str; 12] = [
        "неполн",
        "незаконч",
        "неоконч",
        "незаверш",
        "студент",
        "обучается",
        "учится",
        "получает",
        "поступ",
        "н высш",
        "не высш",
        "без высш",
    ];
    let has = |part: &str| text.contains(part);
    if OPEN.iter().any(|part| has(part)) || matches!(text, "н в" | "нв" | "н во") || has("высшие курс")
    {
        return None;
    }
    let starts = |list: &[&str]| list.iter().any(|start| text.starts_with(start));
    let word = |list: &[&str]| text.split(' ').any(|word| list.contains(&word));
    if has("средн") && (has("проф") || has("спец") || has("спо") || has("педагог")) || word(&["спо"])
    {
        return Some(COLLEGE);
    }
    let higher = text
        .split(' ')
        .any(|word| word.starts_with("высш") && !word.starts_with("высшая"));
    if higher
        || text.starts_with("выс ")
        || word(&["выс", "впо", "во"])
        || ["бакалавр", "магистр", "специалитет"]
            .iter()
            .any(|part| has(part))
        || matches!(text, "в" | "в о")
    {
        return Some(HIGHER);
    }
    if starts(&["ср пр", "ср пед", "ср с", "с с", "с п"]) || matches!(text, "сп" | "срспец" | "срсп")
    {
        return Some(COLLEGE);
    }
    // Nothing but the school is told: its kind tells the level.
    if ["колледж", "техникум", "училищ"].iter().any(|part| has(part)) {
        return Some(COLLEGE);
    }
    ["университет", "институт", "академи", "аспирант"]
        .iter()
        .any(|part| has(part))
        .then_some(HIGHER)
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
        for text in [
            "ср.",
            "среднее",
            "ср. полное",
            "11 классов",
            "н/высшее",
            "высшие курсы",
            "учится в ЛГПУ",
            "МБОУ СОШ",
            "ПТУ",
            "<i>в",
        ] {
            check("education_level", &education, text, None);
        }
        for text in ["ср. спец.", "ср. проф.", "среднее педагогическое", "СПО (2012)"]
        {
            check(
                "education_level",
                &education,
                text,
                Some("среднее профессиональное"),
            );
        }
        for text in ["ЛГПУ, 2009", "два высших", "ВПО", "ВО – бакалавриат", "в"]
        {
            check("education_level", &education, text, Some("высшее"));
        }
        for text in ["внештатный", "основание", "совм.", "не основное"] {
            check("employment", &employment, text, None);
        }
        check("gender", &["ж", "м"], "мать", None);
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
