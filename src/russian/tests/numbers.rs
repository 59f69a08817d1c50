//! Numbers beside nouns, ordinals, sums.

use crate::russian::{
    Case, counted,
    numbers::{Counted, cardinal, ordinal_in_words},
    ordinal, plural, sum_in_words,
};

const PAIRS: [&str; 3] = ["пара", "пары", "пар"];

#[test]
fn a_noun_after_a_number() {
    for (n, form) in [
        (0, "пар"),
        (1, "пара"),
        (2, "пары"),
        (5, "пар"),
        (11, "пар"),
        (12, "пар"),
        (21, "пара"),
        (112, "пар"),
        (1004, "пары"),
    ] {
        assert_eq!(plural(n, PAIRS), form, "{n}");
    }
    assert_eq!(counted(5, PAIRS), "5\u{a0}пар");
}

#[test]
fn ordinals() {
    assert_eq!(ordinal(5, Counted::Masculine, Case::Nominative), "5-й");
    assert_eq!(ordinal(5, Counted::Masculine, Case::Genitive), "5-го");
    assert_eq!(ordinal(1, Counted::Feminine, Case::Accusative), "1-ю");
    assert_eq!(ordinal_in_words(3, Counted::Neuter), "третье");
    assert_eq!(ordinal_in_words(40, Counted::Masculine), "сороковой");
    assert_eq!(ordinal_in_words(21, Counted::Feminine), "двадцать первая");
    assert_eq!(ordinal_in_words(107, Counted::Masculine), "107-й");
}

#[test]
fn sums_in_words() {
    assert_eq!(sum_in_words(250_040), "две тысячи пятьсот рублей 40\u{a0}копеек");
    assert_eq!(sum_in_words(101), "один рубль 01\u{a0}копейка");
    assert_eq!(sum_in_words(0), "ноль рублей 00\u{a0}копеек");
    assert_eq!(cardinal(21_002, Counted::Feminine), "двадцать одна тысяча две");
    assert_eq!(cardinal(1_000_000, Counted::Masculine), "один миллион");
    assert_eq!(
        cardinal(u64::MAX, Counted::Masculine).split(' ').next(),
        Some("восемнадцать")
    );
}
