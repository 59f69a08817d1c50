//! What remarks tell of a person: leave, dismissal, vacancy.

use super::date::{Century, all};
use crate::ingest::record::Value;

/// Values of other fields that a remark tells.
pub fn read(text: &str) -> Vec<(&'static str, Value)> {
    let lower = text.to_lowercase().replace('ё', "е");
    let mut told = Vec::new();
    if let Some(kind) = absence(&lower) {
        told.push(("absence_kind", Value::Text(kind.into())));
    }
    if is_dismissed(&lower) {
        if let Some(day) = all(&lower, Century::Event).first() {
            told.push(("dismissal_date", Value::Date(*day)));
        } else {
            told.push(("dismissal_kind", Value::Text("увольнение".into())));
        }
    }
    if lower.contains("внешн") && lower.contains("совм") {
        told.push(("employment", Value::Text("внешнее совместительство".into())));
    } else if lower.contains("внутр") && lower.contains("совм") {
        told.push(("employment", Value::Text("внутреннее совместительство".into())));
    }
    if lower.contains("молодой специалист") || lower == "мс" || lower == "молод. спец."
    {
        told.push(("young_specialist", Value::Bool(true)));
    }
    told
}

/// The text tells that nobody holds the post.
pub fn is_vacancy(text: &str) -> bool {
    let lower = text.to_lowercase();
    const PARTS: [&str; 6] = [
        "вакан",
        "не занят",
        "не укомплект",
        "не замещ",
        "нет работника",
        "требуется",
    ];
    PARTS.iter().any(|part| lower.contains(part))
        || matches!(
            lower.trim().trim_end_matches('.'),
            "вак" | "свободно" | "свободна" | "свободная ставка"
        )
}

/// Kind of leave, unless the text tells of a substitute for somebody on leave.
pub fn absence(lower: &str) -> Option<&'static str> {
    let substitute = ["врем", "на период", "на время", "замещ", "вместо", "за время"]
        .iter()
        .any(|word| lower.contains(word));
    if substitute {
        return None;
    }
    let has = |word: &str| lower.contains(word);
    let words = || lower.split(|mark: char| !mark.is_alphabetic() && mark != '/');
    let word = |wanted: &[&str]| words().any(|word| wanted.contains(&word));
    if word(&["уход", "уходу", "ух", "о/уходу"]) && (has("отп") || has("реб") || has("о/уход"))
        || has("декр")
        || word(&["о/р", "д/о", "до/о"])
        || lower.starts_with("до 3 лет")
    {
        Some("отпуск по уходу за ребёнком")
    } else if has("беремен")
        || lower
            .split(|mark: char| !mark.is_alphabetic())
            .any(|word| word == "бир")
        || has("б и р")
        || has("родам")
    {
        Some("отпуск по беременности и родам")
    } else if has("длительн") && has("отпуск") {
        Some("длительный отпуск")
    } else if has("служба в армии") || has("военная служба") || has("срочная служба") || has("призван")
    {
        Some("служба")
    } else {
        None
    }
}

fn is_dismissed(lower: &str) -> bool {
    lower.starts_with("увол") || lower.contains(" увол") || lower.contains("(увол")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use proptest::prelude::*;

    use super::{Value, absence, is_vacancy, read};

    #[test]
    fn remarks() {
        let told = read("отпуск по уходу за ребёнком до 3 лет");
        assert_eq!(
            told,
            [("absence_kind", Value::Text("отпуск по уходу за ребёнком".into()))]
        );
        assert_eq!(read("врем. на период отпуска по уходу"), []);
        assert_eq!(
            read("уволена 31.08.2025"),
            [("dismissal_date", Value::Date(date(2025, 8, 31)))]
        );
        assert_eq!(read("любой текст"), []);
    }

    #[test]
    fn vacancies() {
        assert!(is_vacancy("ВАКАНСИЯ (0,5 ст.)"));
        assert!(is_vacancy("вакантно"));
        assert!(!is_vacancy("Вакуленко Анна"));
    }

    proptest! {
        #[test]
        fn a_leave_found_is_found_again(text in "\\PC{0,40}|(отпуск|декрет|бир|служба) [а-я ]{0,20}") {
            let _ = (read(&text), is_vacancy(&text));
            if let Some(kind) = absence(&text.to_lowercase()) {
                prop_assert_eq!(absence(&kind.replace('ё', "е")), Some(kind));
            }
        }
    }
}
