//! Names of files that every system takes.

/// Characters that Windows refuses in a name.
const REFUSED: &[char] = &['<', '>', ':', '"', '/', '\\', '|', '?', '*'];

/// A name of one file or folder: refused characters become `-`, control characters and runs of spaces one space,
/// ends are trimmed of dots and spaces, the length stays within what file systems and archives take (bytes of UTF-8).
pub fn safe_component(name: &str) -> String {
    const LONGEST: usize = 180;
    let mut safe = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '\u{2011}' => safe.push('-'),
            _ if REFUSED.contains(&character) => safe.push('-'),
            _ if character.is_whitespace() || character.is_control() => {
                if !safe.ends_with(' ') {
                    safe.push(' ');
                }
            }
            _ => safe.push(character),
        }
    }
    while safe.len() > LONGEST {
        safe.pop();
    }
    let trimmed = safe.trim_matches(|end: char| end == '.' || end.is_whitespace());
    if trimmed.is_empty() || is_device(trimmed) {
        format!("_{trimmed}")
    } else {
        trimmed.to_owned()
    }
}

/// `CON`, `NUL` and the like, with any ending, open a device on Windows.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4
            && (stem.starts_with("COM") || stem.starts_with("LPT"))
            && stem.ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::safe_component;

    #[test]
    fn refused_characters_and_ends_are_replaced() {
        assert_eq!(
            safe_component("Приказ № 214/1: «О парах»."),
            "Приказ № 214-1- «О парах»"
        );
        assert_eq!(safe_component("план\nна\u{a0} год"), "план на год");
        assert_eq!(safe_component("  "), "_");
        assert_eq!(safe_component("con.docx"), "_con.docx");
        assert!(safe_component(&"я".repeat(300)).len() <= 180);
    }
}
