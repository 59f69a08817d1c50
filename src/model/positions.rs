//! Which staff group a post belongs to: `model/positions.toml`. An unknown post is said to be unknown, not guessed.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::russian::letters::is_letter;

static POSITIONS: &str = include_str!("../../model/positions.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: String,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: Vec<Group>,
}

fn groups() -> &'static [Group] {
    static GROUPS: OnceLock<Vec<Group>> = OnceLock::new();
    GROUPS.get_or_init(|| {
        toml::from_str::<File>(POSITIONS)
            .expect("model/positions.toml is checked by the tests")
            .group
    })
}

/// Staff group of a post («педагогический», «руководящий»…); `None` when no word of it is known.
pub fn staff_group(position: &str) -> Option<&'static str> {
    let lower = position.to_lowercase();
    let words: Vec<&str> = lower.split(|letter: char| !is_letter(letter)).collect();
    let begins = |start: &str| words.iter().any(|word| word.starts_with(start));
    // A phrase can only stand where a word begins as it does.
    let stands = |phrase: &String| {
        let first = phrase
            .split(|letter: char| !is_letter(letter))
            .next()
            .unwrap_or_default();
        begins(first) && lower.contains(phrase.as_str())
    };
    groups()
        .iter()
        .find(|group| {
            let named = group.phrases.iter().any(stands) || group.words.iter().any(|word| begins(word));
            named && !group.except.iter().any(|word| lower.contains(word.as_str()))
        })
        .map(|group| group.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::staff_group;

    #[test]
    fn posts_fall_into_groups() {
        for (post, group) in [
            ("учитель математики", Some("педагогический")),
            ("Заместитель директора по УВР", Some("руководящий")),
            ("директор", Some("руководящий")),
            ("и. о. директора", Some("руководящий")),
            ("педагог-психолог", Some("педагогический")),
            ("советник директора по воспитанию", Some("педагогический")),
            ("преподаватель-организатор ОБЗР", Some("педагогический")),
            ("мастер производственного обучения", Some("педагогический")),
            ("помощник воспитателя", Some("учебно-вспомогательный")),
            ("заведующий хозяйством", Some("иной")),
            ("главный бухгалтер", Some("иной")),
            ("уборщица служебных помещений", Some("иной")),
            ("хранитель фондов", None),
            ("", None),
        ] {
            assert_eq!(staff_group(post), group, "{post}");
        }
    }
}
