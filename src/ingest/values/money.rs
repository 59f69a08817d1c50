//! Payments: a sum in roubles, a percentage of the salary, points of the school's regulation.

use super::number;
use crate::ingest::record::Money;

/// Reads a payment.
pub fn read(text: &str) -> Option<Money> {
    let text = text.trim().trim_start_matches("по ");
    let (number, unit) = number::read(text)?;
    let unit = unit.to_lowercase();
    if number < 0.0 {
        return None;
    }
    let is_rouble =
        matches!(unit.trim_end_matches('.'), "" | "р" | "р/мес" | "р. в месяц") || unit.starts_with("руб");
    if is_rouble || unit.starts_with('₽') {
        Some(Money::Roubles(number))
    } else if unit.starts_with("тыс") || matches!(unit.trim_end_matches('.'), "т.р" | "т. р" | "т.руб")
    {
        Some(Money::Roubles(number * 1000.0))
    } else if unit.starts_with('%') || unit.starts_with("проц") {
        Some(Money::Percent(number))
    } else if unit.starts_with("балл") {
        Some(Money::Points(number))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Money, read};

    #[test]
    fn payments() {
        assert_eq!(read("5 000 руб."), Some(Money::Roubles(5000.0)));
        assert_eq!(read("3 тыс. руб."), Some(Money::Roubles(3000.0)));
        assert_eq!(read("15 %"), Some(Money::Percent(15.0)));
        assert_eq!(read("10 баллов"), Some(Money::Points(10.0)));
        for text in [
            "по положению",
            "до 5000 руб.",
            "≈ 5000",
            "5000 раз",
            "<b>5",
            "5000–7000 руб.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,40}") {
            let _ = read(&text);
        }

        #[test]
        fn written_sums_are_read_back(sum in 0u32..1_000_000) {
            let expected = f64::from(sum);
            prop_assert_eq!(read(&format!("{sum} руб.")), Some(Money::Roubles(expected)));
            prop_assert_eq!(read(&format!("{sum} %")), Some(Money::Percent(expected)));
        }
    }
}
