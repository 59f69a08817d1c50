//! One line in the settings settles a doubt for good.

use crate::{
    russian::{Case, Decliner, Gender, Overrides},
    settings::Settings,
};

fn settings(lines: &str) -> Settings {
    toml::from_str(&format!("[declension]\n{lines}")).unwrap()
}

fn decliner(lines: &str) -> Decliner {
    Decliner::new(Overrides::from_settings(&settings(lines)))
}

#[test]
fn a_sex_settles_a_name() {
    let decliner = decliner("\"Мороз А. П.\" = \"м\"\n\"Саша\" = \"ж\"");
    let inflected = decliner.person("Мороз А. П.", None, Case::Dative);
    assert_eq!((inflected.text.as_str(), inflected.doubt), ("Морозу А. П.", None));
    assert_eq!(decliner.gender_of("Мороз Саша"), Some(Gender::Female));
}

#[test]
fn forms_settle_a_word_wherever_it_stands() {
    let decliner =
        decliner("\"Боровец\" = [\"Боровеца\", \"Боровецу\", \"Боровеца\", \"Боровецем\", \"Боровеце\"]");
    let inflected = decliner.person("БОРОВЕЦ Иван Ильич", None, Case::Dative);
    assert_eq!(
        (inflected.text.as_str(), inflected.doubt),
        ("Боровецу Ивану Ильичу", None)
    );
}

#[test]
fn a_dash_lets_a_word_stand() {
    let decliner = decliner("\"закрум\" = \"-\"\n\"Тихий лицей\" = \"-\"");
    assert_eq!(
        decliner.title("старший закрум", Case::Dative).text,
        "старшему закрум"
    );
    assert_eq!(
        decliner.organisation("Тихий лицей", Case::Dative).text,
        "Тихий лицей"
    );
}

#[test]
fn a_value_that_means_nothing_is_told() {
    let settings = settings("\"закрум\" = \"да\"\n\"Саша\" = \"ж\"");
    assert_eq!(Overrides::misunderstood(&settings), ["закрум"]);
}
