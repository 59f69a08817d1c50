//! Scores the declension against sets that the user supplies and prints the table of `docs/declension.md`.
//!
//! `cargo run --release --example score_declension -- DIR [--misses]`, where DIR may hold
//! `petrovich-eval/{firstnames,surnames.reconstructed,midnames.reconstructed}.tsv` (lemma, word, grammemes) and
//! `hard.tsv`, `titles.tsv`, `orgs.tsv` (text, gender, nominative, five forms, tags, other accepted forms).
//! «ё» and capitals are folded. The exceptions of the program are counted at the end.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "prints its table")]

use std::{collections::BTreeMap, env, fs, path::Path, process::ExitCode};

use nastavnik::russian::{
    Decliner,
    decline::{Kind, lines},
    exceptions,
};

const CASES: [&str; 5] = ["gen", "dat", "acc", "ins", "prep"];
/// Tags of the sets by lemma, in the order of `CASES`.
const TAGS: [&str; 5] = ["рд", "дт", "вн", "тв", "пр"];

/// Right and all forms, by sex and case.
#[derive(Default)]
struct Score {
    cells: BTreeMap<(&'static str, usize), (usize, usize)>,
    rows: (usize, usize),
}

impl Score {
    fn count(&mut self, sex: &'static str, case: usize, right: bool) {
        let cell = self.cells.entry((sex, case)).or_default();
        cell.0 += usize::from(right);
        cell.1 += 1;
    }

    fn share(&self, sex: Option<&str>, case: Option<usize>) -> String {
        let (right, all) = self
            .cells
            .iter()
            .filter(|((s, c), _)| sex.is_none_or(|sex| sex == *s) && case.is_none_or(|case| case == *c))
            .fold((0, 0), |sum, (_, cell)| (sum.0 + cell.0, sum.1 + cell.1));
        if all == 0 {
            "–".to_owned()
        } else {
            format!("{:.2}", percent(right, all))
        }
    }

    /// One row of the table: all forms, then by sex (if the set has sexes) and case.
    fn print(&self, name: &str, sexes: &[&str]) {
        let all: usize = self.cells.values().map(|cell| cell.1).sum();
        let mut cells = vec![name.to_owned(), all.to_string(), self.share(None, None)];
        for sex in sexes {
            cells.extend((0..CASES.len()).map(|case| self.share(Some(sex), Some(case))));
        }
        if self.rows.1 > 0 {
            cells.push(format!("{} of {}", self.rows.0, self.rows.1));
        } else {
            cells.push("–".to_owned());
        }
        println!("| {} |", cells.join(" | "));
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn percent(right: usize, all: usize) -> f64 {
    100.0 * right as f64 / all as f64
}

fn fold(text: &str) -> String {
    text.to_lowercase()
        .replace('ё', "е")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let Some(folder) = arguments.next() else {
        eprintln!("usage: score_declension DIR [--misses]");
        return ExitCode::from(2);
    };
    let misses = arguments.any(|argument| argument == "--misses");
    let folder = Path::new(&folder);
    println!(
        "| set | forms | all | m gen | m dat | m acc | m ins | m prep | f gen | f dat | f acc | f ins | f prep | rows right |"
    );
    println!("|{}", "---|".repeat(14));
    let mut any = false;
    for (file, kind) in [
        ("petrovich-eval/firstnames.tsv", Kind::FirstName),
        ("petrovich-eval/surnames.reconstructed.tsv", Kind::Surname),
        ("petrovich-eval/midnames.reconstructed.tsv", Kind::Patronymic),
    ] {
        if let Ok(text) = fs::read_to_string(folder.join(file)) {
            any = true;
            by_lemma(&text, kind, misses).print(file, &["m", "f"]);
        }
    }
    if let Ok(text) = fs::read_to_string(folder.join("hard.tsv")) {
        any = true;
        by_row(&text, Kind::Person, misses).print("hard.tsv", &["m", "f"]);
    }
    println!("\n| set | forms | all | gen | dat | acc | ins | prep | rows right |");
    println!("|{}", "---|".repeat(9));
    for (file, kind) in [("titles.tsv", Kind::Title), ("orgs.tsv", Kind::Organisation)] {
        if let Ok(text) = fs::read_to_string(folder.join(file)) {
            any = true;
            by_row(&text, kind, misses).print(file, &[""]);
        }
    }
    let (persons, titles): (Vec<_>, Vec<_>) =
        exceptions().into_iter().partition(|(kind, ..)| *kind == "person");
    println!(
        "\nexceptions: {} persons (at most 150), {} head nouns (at most 120)",
        persons.len(),
        titles.len()
    );
    let mut reasons: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for (kind, lemma, reason) in persons.into_iter().chain(titles) {
        reasons.entry((kind, reason)).or_default().push(lemma);
    }
    for ((kind, reason), lemmas) in reasons {
        println!("{kind}: {reason} ({}): {}", lemmas.len(), lemmas.join(", "));
    }
    if any { ExitCode::SUCCESS } else { ExitCode::from(2) }
}

/// Sets of (lemma, word, grammemes): each form of a lemma against ours, name part and sex given.
fn by_lemma(text: &str, kind: Kind, misses: bool) -> Score {
    let mut wanted: Vec<(&str, &'static str, usize, &str)> = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [lemma, word, grammemes] = cells[..] else {
            continue;
        };
        let sex = match grammemes.split(',').next() {
            Some("мр") => "m",
            Some("жр") => "f",
            _ => continue,
        };
        let case = TAGS
            .iter()
            .position(|tag| grammemes.split(',').any(|grammeme| grammeme == *tag));
        wanted.extend(case.map(|case| (lemma, sex, case, word)));
    }
    let input: String = wanted
        .iter()
        .map(|(lemma, sex, ..)| format!("{lemma}\t{sex}\n"))
        .collect();
    let output = lines(Some(kind), &input, &Decliner::default());
    let mut score = Score::default();
    for ((lemma, sex, case, word), line) in wanted.into_iter().zip(output.lines().skip(1)) {
        let got = line.split('\t').nth(2 + case).unwrap_or("");
        let right = fold(got) == fold(word);
        if misses && !right {
            eprintln!("MISS\t{lemma}\t{sex}\t{}\twant {word}\tgot {got}", CASES[case]);
        }
        score.count(sex, case, right);
    }
    score
}

/// Sets of a row for each text.
fn by_row(text: &str, kind: Kind, misses: bool) -> Score {
    let mut rows = text.trim_start_matches('\u{feff}').lines();
    let header: Vec<&str> = rows.next().unwrap_or("").split('\t').collect();
    let column = |name: &str| header.iter().position(|cell| *cell == name);
    let rows: Vec<Vec<&str>> = rows.map(|row| row.split('\t').collect()).collect();
    let cell = |row: &[&'_ str], name: &str| -> String {
        column(name)
            .and_then(|place| row.get(place))
            .map_or(String::new(), |cell| (*cell).to_owned())
    };
    let input: String = rows
        .iter()
        .map(|row| {
            let given = cell(row, "tags").contains("gender-given");
            let sex = if given { cell(row, "gender") } else { String::new() };
            format!("{}\t{sex}\n", row[0])
        })
        .collect();
    let output = lines(Some(kind), &input, &Decliner::default());
    let mut score = Score::default();
    for (row, line) in rows.iter().zip(output.lines().skip(1)) {
        let sex = match cell(row, "gender").as_str() {
            "m" => "m",
            "f" => "f",
            _ => "",
        };
        let alternatives = cell(row, "alt");
        let alternatives: Vec<&str> = alternatives.split('|').collect();
        let mut whole = true;
        for (case, name) in CASES.iter().enumerate() {
            let got = line.split('\t').nth(2 + case).unwrap_or("");
            let want = cell(row, name);
            let right = fold(got) == fold(&want)
                || alternatives
                    .get(case)
                    .is_some_and(|other| !other.is_empty() && fold(other) == fold(got));
            if misses && !right {
                eprintln!("MISS\t{}\t{sex}\t{name}\twant {want}\tgot {got}", row[0]);
            }
            score.count(sex, case, right);
            whole &= right;
        }
        score.rows.0 += usize::from(whole);
        score.rows.1 += 1;
    }
    score
}
