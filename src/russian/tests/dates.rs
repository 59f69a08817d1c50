//! Dates, terms, school years.

use jiff::civil::date;

use crate::russian::{Case, dates};

#[test]
fn forms_of_a_date() {
    let day = date(2026, 3, 5);
    assert_eq!(dates::long(day), "5\u{a0}марта 2026\u{a0}г.");
    assert_eq!(dates::long_full(day), "5\u{a0}марта 2026\u{a0}года");
    assert_eq!(dates::short(day), "05.03.2026");
    assert_eq!(dates::month(day), "март");
    assert_eq!(dates::month_genitive(day), "марта");
}

#[test]
fn months_in_all_cases_agree_with_the_genitive_table() {
    for month in 1..=12 {
        let day = date(2026, month, 1);
        assert_eq!(dates::month_in(day, Case::Genitive), dates::month_genitive(day));
    }
    assert_eq!(dates::month_in(date(2026, 9, 1), Case::Prepositional), "сентябре");
    assert_eq!(dates::month_in(date(2026, 1, 1), Case::Instrumental), "январём");
    assert_eq!(dates::month_in(date(2026, 5, 1), Case::Instrumental), "маем");
    assert_eq!(dates::month_in(date(2026, 8, 1), Case::Dative), "августу");
}

#[test]
fn terms_and_school_years() {
    let (first, last) = (date(2026, 10, 12), date(2026, 12, 25));
    assert_eq!(
        dates::range(first, last),
        "с\u{a0}12\u{a0}октября по\u{a0}25\u{a0}декабря 2026\u{a0}года"
    );
    let same = date(2026, 12, 1);
    assert_eq!(
        dates::range(same, last),
        "с\u{a0}1 по\u{a0}25\u{a0}декабря 2026\u{a0}года"
    );
    let next = date(2027, 5, 31);
    assert_eq!(
        dates::range(first, next),
        "с\u{a0}12\u{a0}октября 2026\u{a0}года по\u{a0}31\u{a0}мая 2027\u{a0}года"
    );
    assert_eq!(dates::school_year(date(2026, 8, 31)), "2025/2026");
    assert_eq!(dates::school_year(date(2026, 9, 1)), "2026/2027");
}
