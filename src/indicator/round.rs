//! Honest rounding: to tenths, half up, whatever the sum of a table then is.

/// A number to tenths, half up. Percentages are ratios of counts, so a hair is added against binary fractions.
pub fn tenths(number: f64) -> f64 {
    let scaled = (number.abs() * 10.0 + 1e-9 + 0.5).floor() / 10.0;
    if number < 0.0 { -scaled } else { scaled }
}

#[cfg(test)]
mod tests {
    use super::tenths;

    #[test]
    #[allow(clippy::float_cmp, reason = "rounded values are exact")]
    fn halves_go_up() {
        for (part, whole, expected) in [
            (7.0, 52.0, 13.5),
            (15.0, 52.0, 28.8),
            (12.0, 27.0, 44.4),
            (17.0, 29.0, 58.6),
            (44.0, 52.0, 84.6),
            (57.0, 65.0, 87.7),
            (1.0, 16.0, 6.3),
            (1.0, 3.0, 33.3),
        ] {
            assert_eq!(tenths(part / whole * 100.0), expected, "{part} of {whole}");
        }
        assert_eq!(tenths(-6.25), -6.3);
    }
}
