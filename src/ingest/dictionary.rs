//! Which field a header means: synonyms of `model/columns/` first, then likeness with a score.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use super::clean;
use super::schema::Schema;

/// A field that a header may mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Index of the sheet in the schema.
    pub sheet: usize,
    /// Index of the field in the sheet.
    pub field: usize,
    /// 1: the very words; below [`SURE`] it is to be confirmed.
    pub score: f64,
}

/// From this score on a mapping needs no confirmation.
pub const SURE: f64 = 0.85;

/// Below this score a likeness is none.
pub const LEAST: f64 = 0.66;

/// Headers of all fields.
#[derive(Debug)]
pub struct Dictionary {
    entries: Vec<Entry>,
    words: Words,
    exact: HashMap<String, Vec<(usize, usize)>>,
    ignored: Vec<String>,
}

#[derive(Debug)]
struct Entry {
    sheet: usize,
    field: usize,
    /// Numbers of its words.
    words: Vec<usize>,
    /// Beginnings of words of another column.
    excludes: Vec<&'static str>,
}

impl Entry {
    /// The words of a header speak of something else.
    fn is_excluded(&self, written: &[String]) -> bool {
        let speaks = |stem: &&str| written.iter().any(|word| word.starts_with(*stem));
        self.excludes.iter().any(speaks)
    }
}

/// Every word of the headers once: the same words make up most of them.
#[derive(Debug, Default)]
struct Words {
    numbers: HashMap<String, usize>,
    /// Words that begin with a letter.
    by_first: HashMap<char, Vec<usize>>,
    texts: Vec<String>,
    /// Entries that hold a word.
    entries: Vec<Vec<usize>>,
}

impl Words {
    fn number(&mut self, word: String, entry: usize) -> usize {
        let next = self.texts.len();
        let number = *self.numbers.entry(word.clone()).or_insert(next);
        if number == next {
            if let Some(first) = word.chars().next() {
                self.by_first.entry(first).or_default().push(number);
            }
            self.texts.push(word);
            self.entries.push(Vec::new());
        }
        if self.entries[number].last() != Some(&entry) {
            self.entries[number].push(entry);
        }
        number
    }

    /// Words like one of a header, each with how like it is; all begin with the same letter.
    fn like(&self, written: &str) -> HashMap<usize, f64> {
        let first = written.chars().next().and_then(|first| self.by_first.get(&first));
        first
            .into_iter()
            .flatten()
            .map(|number| (*number, same_word(&self.texts[*number], written)))
            .filter(|(_, score)| *score > 0.0)
            .collect()
    }
}

impl Dictionary {
    /// The dictionary of the built-in schema.
    pub fn get() -> &'static Dictionary {
        static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
        DICTIONARY.get_or_init(|| Dictionary::of(Schema::get()))
    }

    fn of(schema: &'static Schema) -> Self {
        let mut entries = Vec::new();
        let mut known_words = Words::default();
        let mut exact: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        for (sheet, def) in schema.sheets.iter().enumerate() {
            for (field, column) in def.fields.iter().enumerate() {
                for header in std::iter::once(&column.title).chain(&column.synonyms) {
                    let key = clean::key(header);
                    let own = words(&key);
                    // «В школе» says what it says below «Стаж»; «Школа» alone is not like it.
                    if own.len() > 1 || !key.contains(' ') {
                        let excludes = def.excludes.iter().chain(&column.excludes);
                        entries.push(Entry {
                            sheet,
                            field,
                            words: own
                                .into_iter()
                                .map(|word| known_words.number(word, entries.len()))
                                .collect(),
                            excludes: excludes.map(String::as_str).collect(),
                        });
                    }
                    let known = exact.entry(key).or_default();
                    if !known.contains(&(sheet, field)) {
                        known.push((sheet, field));
                    }
                }
            }
        }
        let ignored = schema.ignored.iter().map(|header| clean::key(header)).collect();
        Self {
            entries,
            words: known_words,
            exact,
            ignored,
        }
    }

    /// The header is a column that no sheet needs, such as a row number.
    pub fn is_ignored(&self, header: &str) -> bool {
        let key = clean::key(header);
        key.is_empty() || self.passes_over(&key)
    }

    /// The key is one that no sheet needs, or begins with two words of such a one.
    fn passes_over(&self, key: &str) -> bool {
        self.ignored.iter().any(|ignored| {
            let rest = key.strip_prefix(ignored.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && ignored.contains(' '))
        })
    }

    /// The very words of a title or synonym of some sheet.
    pub fn knows(&self, header: &str) -> bool {
        header.chars().count() < 80 && self.exact.contains_key(&clean::key(header))
    }

    /// Fields of which a key by [`clean::key`] is a title or synonym.
    pub fn fields_of_key(&self, key: &str) -> &[(usize, usize)] {
        self.exact.get(key).map_or(&[], Vec::as_slice)
    }

    /// Fields that a header may mean, each once, the best score of all ways to shorten the header.
    pub fn candidates(&self, header: &str) -> Vec<Candidate> {
        let mut found: HashMap<(usize, usize), f64> = HashMap::new();
        for (variant, penalty) in variants(header) {
            let key = clean::key(&variant);
            if key.is_empty() || self.passes_over(&key) {
                continue;
            }
            if let Some(fields) = self.exact.get(&key) {
                for at in fields {
                    let score = found.entry(*at).or_default();
                    *score = score.max(1.0 - penalty);
                }
            }
            // «Отпуск с» and «Отпуск по» are days, not what «Отпуск» is.
            if [" с", " по", " до", " от"].iter().any(|end| key.ends_with(end)) {
                continue;
            }
            let written = words(&key);
            let like: Vec<HashMap<usize, f64>> = written.iter().map(|word| self.words.like(word)).collect();
            let numbers = like.iter().flat_map(HashMap::keys);
            let entries: BTreeSet<usize> = numbers
                .flat_map(|number| &self.words.entries[*number])
                .copied()
                .collect();
            let entries = entries.into_iter().map(|entry| &self.entries[entry]);
            for entry in entries.filter(|entry| !entry.is_excluded(&written)) {
                let score = likeness(&entry.words, &like) - penalty;
                if score >= LEAST {
                    let known = found.entry((entry.sheet, entry.field)).or_default();
                    *known = known.max(score);
                }
            }
        }
        let mut found: Vec<Candidate> = found
            .into_iter()
            .map(|((sheet, field), score)| Candidate { sheet, field, score })
            .collect();
        found.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then((a.sheet, a.field).cmp(&(b.sheet, b.field)))
        });
        found
    }
}

/// The header itself and its shorter readings, each with what it costs.
fn variants(header: &str) -> Vec<(String, f64)> {
    let whole = clean::line(header).into_owned();
    let mut out = vec![(whole.clone(), 0.0)];
    let bare = without_brackets(&whole);
    if bare != whole {
        out.push((bare.clone(), 0.02));
    }
    let cut = [" с указанием", " на ", ", ", " / ", "/", ": ", " – ", " - "]
        .iter()
        .filter_map(|mark| bare.find(mark))
        .filter(|at| *at > 0)
        .min();
    // «Фамилия, имя, отчество работника» is no surname.
    let in_parts = bare.to_lowercase().starts_with("фамили");
    if let Some(at) = cut.filter(|_| !in_parts) {
        out.push((bare[..at].to_owned(), 0.08));
    }
    out
}

fn without_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0;
    for mark in text.chars() {
        match mark {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ if depth <= 0 => out.push(mark),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that carry meaning.
fn words(key: &str) -> Vec<String> {
    const EMPTY: [&str; 18] = [
        "и",
        "в",
        "на",
        "по",
        "о",
        "с",
        "при",
        "для",
        "лет",
        "год",
        "года",
        "г",
        "наличии",
        "полное",
        "количество",
        "кол",
        "во",
        "об",
    ];
    let all: Vec<String> = key.split(' ').map(str::to_owned).collect();
    let kept: Vec<String> = all
        .iter()
        .filter(|word| !EMPTY.contains(&word.as_str()))
        .cloned()
        .collect();
    if kept.is_empty() { all } else { kept }
}

/// How well a header (`written`: for each word, those like it) covers the words of an entry, and the entry those of
/// the header.
fn likeness(entry: &[usize], written: &[HashMap<usize, f64>]) -> f64 {
    if entry.len() > written.len() + 2 || written.len() > entry.len() * 3 + 1 {
        return 0.0;
    }
    let mut used = vec![false; written.len()];
    let mut sum = 0.0;
    for word in entry {
        let best = written
            .iter()
            .enumerate()
            .filter(|(index, _)| !used[*index])
            .map(|(index, like)| (index, like.get(word).copied().unwrap_or_default()))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((index, score)) = best
            && score > 0.0
        {
            used[index] = true;
            sum += score;
        }
    }
    let covered = sum / entry.len() as f64;
    let back = sum / written.len() as f64;
    0.62 * covered + 0.35 * back
}

/// How like two words that begin with the same letter are.
fn same_word(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let letters = short.chars().count();
    if letters < 3 {
        return 0.0;
    }
    let common = short
        .chars()
        .zip(long.chars())
        .take_while(|(x, y)| x == y)
        .count();
    let size = long.chars().count();
    if common == letters && letters < 6 && size > letters {
        // An abbreviation: «квал», «кат».
        0.92
    } else if common >= 4 && common + 3 >= size && common + 3 >= letters {
        // Another ending.
        0.97
    } else if common == letters
        || letters > 4 && common > 0 && size <= letters + 1 && strsim::damerau_levenshtein(a, b) <= 1
    {
        // A shorter word, or a misprint.
        0.9
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Dictionary, SURE};
    use crate::ingest::schema::Schema;

    #[track_caller]
    fn check(header: &str, field: &str, sure: bool) {
        let schema = Schema::get();
        let found = Dictionary::get().candidates(header);
        let (person, sheet) = schema.sheet("person").unwrap();
        let best = found.iter().find(|candidate| candidate.sheet == person).unwrap();
        assert_eq!(sheet.fields[best.field].key, field, "{header}: {found:?}");
        assert_eq!(best.score >= SURE, sure, "{header}: {}", best.score);
    }

    #[test]
    fn headers_of_staff_tables() {
        check("ФИО", "fio", true);
        check("Фамилия, имя, отчество (при наличии)", "fio", true);
        check("Квалиф. кат.", "category", true);
        check("Стаж педагогический (лет)", "exp_ped", true);
        check("Должность по штат. расписанию", "position", true);
        check("Дата приема", "hire_date", true);
        check("Дата рожд.", "birth_date", true);
        check("Квалификационная категория / дата", "category", true);
        check("Общий стаж на 01.09.2025", "exp_total", true);
        check("Образование (уровень)", "education_level", true);
    }

    /// Headers as exports and hand-made tables have them; `-`: no field of the staff sheet.
    #[test]
    fn headers_as_schools_write_them() {
        let schema = Schema::get();
        let (person, sheet) = schema.sheet("person").unwrap();
        let mut wrong = Vec::new();
        for line in include_str!("../../tests/cases/headers.tsv").lines() {
            let (header, field) = line.split_once('\t').unwrap();
            let found = Dictionary::get().candidates(header);
            let best = found.iter().find(|candidate| candidate.sheet == person);
            let read = best.map_or("-", |best| &sheet.fields[best.field].key);
            if read != field {
                wrong.push(format!(
                    "{header}: {read}, not {field} ({:?})",
                    best.map(|best| best.score)
                ));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_title_means_its_own_field() {
        for (sheet, def) in Schema::get().sheets.iter().enumerate() {
            for (field, column) in def.fields.iter().enumerate() {
                let own = Dictionary::get()
                    .candidates(&column.title)
                    .into_iter()
                    .filter(|candidate| candidate.sheet == sheet && candidate.score >= 1.0)
                    .map(|candidate| candidate.field)
                    .collect::<Vec<_>>();
                assert_eq!(own, [field], "{} › {}", def.title, column.title);
            }
        }
    }
}
