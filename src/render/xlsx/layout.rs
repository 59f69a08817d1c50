//! Widths of the columns and the sheet of paper: a printed register is read without a glass.
//!
//! A sheet printed to the width of the page shrinks its type; what would fall below nine points is set narrower, and
//! what cannot be is printed on A3.

use super::spec::{Column, Look};

/// Size of the type in points.
pub const SIZE: f64 = 10.0;
/// The smallest scale of printing that leaves nine points.
const SCALE: f64 = 0.9;
/// Points of a unit of width, and of the margins inside a cell.
const UNIT: f64 = 5.25;
const INSIDE: f64 = 3.75;
/// How much of what a text column asks for it may lose before the paper is changed.
const LOSS: f64 = 0.65;
/// A longer word may break.
const WORD: usize = 26;

/// A sheet of paper on its side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 297 mm wide.
    A4,
    /// 420 mm wide.
    A3,
}

impl Paper {
    /// The number Excel knows it by.
    pub const fn code(self) -> u8 {
        match self {
            Self::A4 => 9,
            Self::A3 => 8,
        }
    }

    /// Units of width that fit, for this many columns.
    fn room(self, columns: usize) -> f64 {
        let points = match self {
            Self::A4 => 757.0,
            Self::A3 => 1106.0,
        };
        (points / SCALE - INSIDE * columns as f64) / UNIT
    }
}

/// What a column asks for.
struct Wish {
    /// Its longest word.
    least: f64,
    /// What is described, or less when no text is so long.
    wanted: f64,
}

/// Widths of the columns by their texts, and the paper.
pub fn fit(columns: &[Column], texts: &[Vec<String>]) -> (Vec<f64>, Paper) {
    let wishes: Vec<Wish> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| wish(column, texts.iter().map(|row| row[at].as_str())))
        .collect();
    let described: Vec<f64> = wishes
        .iter()
        .zip(columns)
        .map(|(wish, column)| column.width.max(wish.least))
        .collect();
    let count = columns.len();
    if described.iter().sum::<f64>() <= Paper::A4.room(count) {
        return (described, Paper::A4);
    }
    let wanted: f64 = wishes.iter().map(|wish| wish.wanted).sum();
    let paper = match Paper::A4.room(count) {
        room if room >= wanted * LOSS && room >= wishes.iter().map(|wish| wish.least).sum() => Paper::A4,
        _ => Paper::A3,
    };
    (shrunk(&wishes, paper.room(count)), paper)
}

fn wish<'t>(column: &Column, texts: impl Iterator<Item = &'t str>) -> Wish {
    // A space that does not break is no end of a word.
    let word = |text: &str| {
        let longest = text.split([' ', '\n']).map(|word| word.chars().count()).max();
        longest.unwrap_or_default().min(WORD) as f64
    };
    // The type of a header is bold.
    let mut least = word(&column.title) * 1.06 + 0.5;
    let mut full = least;
    for text in texts {
        least = least.max(word(text) + 0.7);
        let longest = text.lines().map(|line| line.chars().count()).max();
        full = full.max(longest.unwrap_or_default() as f64 + 1.0);
    }
    if column.look == Look::Date {
        least = least.max(11.0);
    }
    Wish {
        least,
        wanted: full.min(column.width).max(least),
    }
}

/// Takes from every column its part of what it has above its longest word.
fn shrunk(wishes: &[Wish], room: f64) -> Vec<f64> {
    let wanted: f64 = wishes.iter().map(|wish| wish.wanted).sum();
    let spare: f64 = wishes.iter().map(|wish| wish.wanted - wish.least).sum();
    let part = match spare {
        spare if spare > 0.0 => ((wanted - room) / spare).clamp(0.0, 1.0),
        _ => 0.0,
    };
    wishes
        .iter()
        .map(|wish| wish.wanted - (wish.wanted - wish.least) * part)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Paper, fit};
    use crate::render::xlsx::spec::{Column, Look};

    fn column(title: &str, width: f64) -> Column {
        Column {
            title: title.to_owned(),
            value: String::new(),
            width,
            look: Look::Text,
        }
    }

    #[test]
    fn a_narrow_table_keeps_its_widths_and_a_wide_one_gives_up_what_it_does_not_need() {
        let few = [column("A", 5.0), column("B", 40.0)];
        assert_eq!(fit(&few, &[]), (vec![5.0, 40.0], Paper::A4));
        let many: Vec<Column> = (0..9).map(|_| column("name", 24.0)).collect();
        let text = vec!["one two three four five six seven".to_owned(); 9];
        let (widths, paper) = fit(&many, &[text]);
        assert_eq!(paper, Paper::A4);
        assert!(
            widths.iter().sum::<f64>() <= Paper::A4.room(9) + 0.01,
            "{widths:?}"
        );
        assert!(widths.iter().all(|width| *width > 6.0), "{widths:?}");
    }

    #[test]
    fn sixteen_columns_of_long_words_go_to_the_larger_paper() {
        let many: Vec<Column> = (0..16).map(|_| column("responsibility", 28.0)).collect();
        let (widths, paper) = fit(&many, &[vec!["text".to_owned(); 16]]);
        assert_eq!(paper, Paper::A3);
        assert!(widths.iter().all(|width| *width >= 15.0), "{widths:?}");
    }
}
