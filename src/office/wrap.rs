//! How texts wrap in cells: not every program that prints finds the height of a row by itself.

/// Lines a text takes when it wraps at words.
pub fn wrapped(text: &str, width: f64) -> usize {
    let room = (width * 0.95).max(1.0) as usize;
    let mut lines = 1;
    let mut used = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > room {
            lines += 1;
            used = 0;
        }
        lines += length.saturating_sub(1) / room;
        used += length + usize::from(used > 0);
    }
    lines
}
