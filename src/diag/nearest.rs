//! The known name that a misspelt one was meant to be; used wherever a name is read: columns, conditions, templates,
//! settings, the command line.

/// The known name nearest to a misspelt one, if it is near enough to be meant: a letter wrong in every four, one more
/// in any word; else the shortest known name that the given one is a part of.
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let letters = name.chars().count();
    let mut part: Option<&str> = None;
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let distance = strsim::damerau_levenshtein(name, candidate);
        if distance <= 1 + letters / 4 && distance < letters {
            best = Some(best.map_or((distance, candidate), |best| best.min((distance, candidate))));
        }
        let shorter = |other: &str| (candidate.len(), candidate) < (other.len(), other);
        if letters > 2 && candidate.contains(name) && part.is_none_or(shorter) {
            part = Some(candidate);
        }
    }
    best.map(|(_, candidate)| candidate).or(part).map(str::to_owned)
}

/// The end of a message about an unknown name; empty when nothing is near.
pub fn suggestion(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!("; возможно, имелось в виду «{name}»"))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_misspelt_name_is_known_and_a_strange_one_is_not() {
        let known = ["согласие-наставника", "согласие-наставляемого", "вид", "с", "по"];
        let of = |name: &str| nearest(name, known);
        assert_eq!(of("согласие-наставнка").as_deref(), Some("согласие-наставника"));
        assert_eq!(of("согласи").as_deref(), Some("согласие-наставника"));
        assert_eq!(of("вит").as_deref(), Some("вид"));
        assert_eq!(of("погода"), None);
        assert_eq!(of("я"), None);
    }
}
