//! Texts compared as a reader compares them: whatever the case, «ё» and the number of spaces.
//!
//! Comparing copies nothing: a check compares thousands of texts.

/// Text for comparison: lower case, ё as е, spaces joined.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    out.extend(folded(text));
    out
}

/// Whether two texts are the same to a reader.
pub fn alike(left: &str, right: &str) -> bool {
    left == right || folded(left).eq(folded(right))
}

/// The characters of the text for comparison.
pub fn folded(text: &str) -> impl Iterator<Item = char> {
    let words = text.split_whitespace().enumerate();
    words.flat_map(|(index, word)| {
        let space = (index > 0).then_some(' ');
        space.into_iter().chain(word.chars().flat_map(small))
    })
}

fn small(mark: char) -> impl Iterator<Item = char> {
    let (one, others) = match mark {
        'а'..='я' | '0'..='9' | 'a'..='z' => (Some(mark), None),
        'ё' | 'Ё' => (Some('е'), None),
        _ => (None, Some(mark.to_lowercase())),
    };
    one.into_iter().chain(others.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::{alike, fold};

    #[test]
    fn case_and_spaces_do_not_matter() {
        assert_eq!(fold("  Приказ\u{a0}№ 5\n О\u{202f}ПАРАХ "), "приказ № 5 о парах");
        assert!(alike("Пётр  ЁЛКИН", "петр елкин"));
        assert!(!alike("приказ 1", "приказ 12"));
    }
}
