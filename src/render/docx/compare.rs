//! What a newly composed paper says otherwise than the one that was signed, point by point.
//!
//! Knows clauses, appendices and blanks that were filled by hand; what an order makes of it is for others to say.

use super::outline::{Line, outline};

/// One point that reads otherwise now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where it stands: «подпункт 4.2», «строка 5 приложения № 1».
    pub point: String,
    /// What was signed; empty when it was not there.
    pub was: String,
    /// What the data say now; empty when it is gone.
    pub becomes: String,
}

/// The points of `signed` that `composed` words otherwise; `None` when either is no Word file.
pub fn differences(signed: &[u8], composed: &[u8]) -> Option<Vec<Difference>> {
    let (signed, composed) = (points(outline(signed)?), points(outline(composed)?));
    Some(between(&signed, &composed))
}

/// A line with the place it has in the paper.
struct Point {
    name: String,
    text: String,
}

/// The lines that an order can amend: requisites before the title and signatures for acquaintance are none.
fn points(lines: Vec<Line>) -> Vec<Point> {
    let is_order = lines.iter().any(|line| line.text() == "ПРИКАЗЫВАЮ:");
    let mut found = Vec::new();
    let mut appendix = String::new();
    let (mut acquainted, mut is_ordering) = (false, false);
    // The last column is left out where it is for marks of execution.
    let mut marks = None;
    for line in lines {
        let text = line.text();
        if !line.is_row && text.starts_with("Приложение №") {
            let number: String = text["Приложение №".len()..]
                .trim()
                .chars()
                .take_while(char::is_ascii_digit)
                .collect();
            appendix = number;
            acquainted = false;
        }
        acquainted |= !line.is_row && text.starts_with("С приказом") && text.contains("ознакомлен");
        is_ordering |= text == "ПРИКАЗЫВАЮ:";
        if acquainted {
            continue;
        }
        if line.is_row && line.cells.first().is_some_and(|cell| cell == "№") {
            marks = line.cells.iter().position(|cell| cell.starts_with("Отметка"));
        }
        let shown = match (line.is_row, marks) {
            (true, Some(column)) => Line {
                cells: line.cells.iter().take(column).cloned().collect(),
                ..line.clone()
            },
            _ => line.clone(),
        };
        found.push(Point {
            name: name(&line, &appendix, is_order, is_ordering),
            text: shown.text(),
        });
    }
    found
}

fn name(line: &Line, appendix: &str, is_order: bool, is_ordering: bool) -> String {
    let of_appendix = match appendix {
        "" => String::new(),
        number => format!(" приложения № {number}"),
    };
    let first = line.cells.first().map(String::as_str).unwrap_or_default();
    match (&line.number, line.is_row) {
        (Some(number), _) if is_order && number.contains('.') => format!("подпункт {number}"),
        (Some(number), _) => format!("пункт {number}"),
        (None, true) if first.starts_with(|mark: char| mark.is_ascii_digit()) => {
            let number: String = first
                .chars()
                .take_while(|mark| mark.is_ascii_digit() || *mark == '.')
                .collect();
            format!("строка {}{of_appendix}", number.trim_end_matches('.'))
        }
        (None, true) => format!("таблица{of_appendix}"),
        (None, false) if is_order && !is_ordering => "преамбула".to_owned(),
        (None, false) => format!("абзац{of_appendix}"),
    }
}

/// What is left on either side between the lines that both have.
fn between(signed: &[Point], composed: &[Point]) -> Vec<Difference> {
    let mut found = Vec::new();
    let (mut one, mut other) = (0, 0);
    for (left, right) in common(signed, composed)
        .into_iter()
        .chain([(signed.len(), composed.len())])
    {
        pair_off(&signed[one..left], &composed[other..right], &mut found);
        (one, other) = (left + 1, right + 1);
    }
    found
}

/// Points of one name are one point in two wordings; the rest came or went.
fn pair_off(signed: &[Point], composed: &[Point], found: &mut Vec<Difference>) {
    let mut taken = vec![false; composed.len()];
    for was in signed {
        let same = |index: &usize| !taken[*index] && composed[*index].name == was.name;
        let becomes = (0..composed.len()).find(same);
        if let Some(index) = becomes {
            taken[index] = true;
        }
        found.push(Difference {
            point: was.name.clone(),
            was: was.text.clone(),
            becomes: becomes.map_or_else(String::new, |index| composed[index].text.clone()),
        });
    }
    let came = composed.iter().zip(taken).filter(|(_, taken)| !taken);
    found.extend(came.map(|(point, _)| Difference {
        point: point.name.clone(),
        was: String::new(),
        becomes: point.text.clone(),
    }));
}

/// Places of the lines that both have, in their order.
fn common(signed: &[Point], composed: &[Point]) -> Vec<(usize, usize)> {
    let pairs = || signed.iter().zip(composed);
    let first = pairs()
        .take_while(|(one, other)| alike(&one.text, &other.text))
        .count();
    let rest = (&signed[first..], &composed[first..]);
    let backwards = rest.0.iter().rev().zip(rest.1.iter().rev());
    let last = backwards
        .take_while(|(one, other)| alike(&one.text, &other.text))
        .count();
    let middle = (&rest.0[..rest.0.len() - last], &rest.1[..rest.1.len() - last]);
    let mut found: Vec<(usize, usize)> = (0..first).map(|at| (at, at)).collect();
    let shifted = longest(middle.0, middle.1).into_iter();
    found.extend(shifted.map(|(one, other)| (one + first, other + first)));
    let ends = (signed.len() - last, composed.len() - last);
    found.extend((0..last).map(|at| (ends.0 + at, ends.1 + at)));
    found
}

/// Lines that are compared each with each: more are told as one block.
const MANY: usize = 4_000_000;

/// Places of the longest common run of lines.
fn longest(signed: &[Point], composed: &[Point]) -> Vec<(usize, usize)> {
    if signed.len().saturating_mul(composed.len()) > MANY {
        return Vec::new();
    }
    let width = composed.len() + 1;
    let mut lengths = vec![0_u32; (signed.len() + 1) * width];
    for left in (0..signed.len()).rev() {
        for right in (0..composed.len()).rev() {
            lengths[left * width + right] = if alike(&signed[left].text, &composed[right].text) {
                lengths[(left + 1) * width + right + 1] + 1
            } else {
                lengths[(left + 1) * width + right].max(lengths[left * width + right + 1])
            };
        }
    }
    let mut found = Vec::new();
    let (mut left, mut right) = (0, 0);
    while left < signed.len() && right < composed.len() {
        if alike(&signed[left].text, &composed[right].text) {
            found.push((left, right));
            (left, right) = (left + 1, right + 1);
        } else if lengths[(left + 1) * width + right] >= lengths[left * width + right + 1] {
            left += 1;
        } else {
            right += 1;
        }
    }
    found
}

/// The same words, or words that fill the blanks of the signed paper.
fn alike(signed: &str, composed: &str) -> bool {
    if signed == composed {
        return true;
    }
    const BLANK: &str = "____";
    if !signed.contains(BLANK) {
        return false;
    }
    let mut rest = composed;
    let mut pieces = signed.split('_').filter(|piece| !piece.is_empty()).peekable();
    if !signed.starts_with('_') {
        match pieces.next().and_then(|piece| rest.strip_prefix(piece)) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    while let Some(piece) = pieces.next() {
        let is_last = pieces.peek().is_none() && !signed.ends_with('_');
        let at = if is_last {
            rest.rfind(piece)
        } else {
            rest.find(piece)
        };
        match at {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
        if is_last {
            return rest.is_empty();
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{Difference, Point, alike, between};

    fn points(lines: &[(&str, &str)]) -> Vec<Point> {
        let point = |(name, text): &(&str, &str)| Point {
            name: (*name).to_owned(),
            text: (*text).to_owned(),
        };
        lines.iter().map(point).collect()
    }

    #[track_caller]
    fn check(signed: &[(&str, &str)], composed: &[(&str, &str)], expected: &[[&str; 3]]) {
        let found = between(&points(signed), &points(composed));
        let expected: Vec<Difference> = expected
            .iter()
            .map(|[point, was, becomes]| Difference {
                point: (*point).to_owned(),
                was: (*was).to_owned(),
                becomes: (*becomes).to_owned(),
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_point_is_worded_anew_comes_or_goes() {
        let signed = [("пункт 1", "раз"), ("пункт 2", "два"), ("пункт 3", "три")];
        check(&signed, &signed, &[]);
        check(
            &signed,
            &[("пункт 1", "раз"), ("пункт 2", "второй"), ("пункт 3", "три")],
            &[["пункт 2", "два", "второй"]],
        );
        check(
            &signed,
            &[("пункт 1", "раз"), ("пункт 2", "три")],
            &[["пункт 2", "два", ""]],
        );
        check(
            &signed,
            &[
                ("пункт 1", "раз"),
                ("пункт 2", "два"),
                ("пункт 3", "три"),
                ("пункт 4", "четыре"),
            ],
            &[["пункт 4", "", "четыре"]],
        );
    }

    #[test]
    fn a_blank_filled_by_hand_is_no_change() {
        assert!(alike("от ________ № ____", "от 15.09.2026 № 1"));
        assert!(alike("согласие ____", "согласие 10.09.2026"));
        assert!(!alike("согласие ____ получено", "согласие 10.09.2026 отозвано"));
        assert!(!alike("срок – май", "срок – июнь"));
    }
}
