//! What holds for any text.

use proptest::prelude::*;

use crate::russian::{
    Case, Decliner, Gender,
    decline::{Kind, lines},
    exceptions, gender_of, organisation, person, person_with_post, phrase, short_name, signature_name, title,
    typography::polish,
};

fn any_case() -> impl Strategy<Value = Case> {
    prop::sample::select(Case::ALL.to_vec())
}

fn any_gender() -> impl Strategy<Value = Option<Gender>> {
    prop::sample::select(vec![None, Some(Gender::Male), Some(Gender::Female)])
}

/// Words such as names are made of, and much that is none.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "([А-ЯЁ][а-яё]{0,9}(-[А-ЯЁа-яё]{1,5})?[ ,.\u{a0}]{0,2}){0,4}",
        "[а-яёА-ЯЁa-zA-Z0-9 «»„“\"().,№\u{2011}\u{a0}–—-]{0,40}",
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn nothing_panics_and_the_nominative_is_the_text(text in words(), gender in any_gender()) {
        prop_assert_eq!(&person(&text, gender, Case::Nominative).text, &text);
        prop_assert_eq!(&title(&text, Case::Nominative).text, &text);
        prop_assert_eq!(&organisation(&text, Case::Nominative).text, &text);
        prop_assert_eq!(&person_with_post(&text, Case::Nominative).text, &text);
        prop_assert_eq!(&phrase(&text, Case::Nominative).text, &text);
        gender_of(&text);
    }

    #[test]
    fn no_part_of_a_text_is_lost(text in words(), gender in any_gender(), case in any_case()) {
        for inflected in [person(&text, gender, case), title(&text, case), organisation(&text, case), phrase(&text, case)] {
            let parts = |text: &str| text.split_whitespace().count();
            prop_assert_eq!(parts(&inflected.text), parts(&text), "{:?} of {:?}", inflected.text, text);
            // Everything that is no letter stays, in order.
            let marks = |text: &str| text.chars().filter(|letter| !letter.is_alphabetic()).collect::<String>();
            prop_assert_eq!(marks(&inflected.text), marks(&text));
        }
    }

    #[test]
    fn capitals_stay_capitals(name in "[А-ЯЁ]{2,9} [А-ЯЁ]{2,9}", gender in any_gender(), case in any_case()) {
        let text = person(&name, gender, case).text;
        prop_assert_eq!(text.to_uppercase(), text);
    }

    #[test]
    fn short_names_do_not_panic_and_keep_a_surname(surname in "[А-ЯЁ][а-яё]{2,9}ов", name in "[А-ЯЁ][а-яё]{2,9}") {
        let fio = format!("{surname} {name} Ильич");
        prop_assert!(short_name(&fio).starts_with(&surname));
        prop_assert!(signature_name(&fio).ends_with(&surname));
    }

    #[test]
    fn short_names_of_anything(text in words()) {
        short_name(&text);
        signature_name(&text);
    }

    #[test]
    fn polishing_twice_is_polishing_once(text in words()) {
        let once = polish(&text);
        prop_assert_eq!(polish(&once), once);
    }

    #[test]
    fn polishing_keeps_every_letter(text in words()) {
        let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
        prop_assert_eq!(letters(&polish(&text)), letters(&text));
    }

    #[test]
    fn one_line_out_for_each_line_in(rows in prop::collection::vec("[^\n\r]{0,30}", 0..6)) {
        let input: String = rows.iter().map(|row| format!("{row}\n")).collect();
        let output = lines(Some(Kind::Person), &format!("fio\tgender\n{input}"), &Decliner::default());
        prop_assert_eq!(output.lines().count(), rows.len() + 1);
        for line in output.lines() {
            prop_assert_eq!(line.split('\t').count(), 7, "{:?}", line);
        }
    }
}

#[test]
fn exceptions_are_few_unique_and_reasoned() {
    let all = exceptions();
    let count = |kind: &str| all.iter().filter(|(own, ..)| *own == kind).count();
    assert!(count("person") <= 150, "{}", count("person"));
    assert!(count("title") <= 120, "{}", count("title"));
    assert!(
        all.iter()
            .all(|(_, lemma, reason)| !lemma.is_empty() && reason.len() > 5)
    );
    // An exception is one word, in small letters, without «ё».
    assert!(
        all.iter()
            .all(|(_, lemma, _)| lemma.chars().all(|letter| ('а'..='я').contains(&letter)))
    );
}
