//! What a column holds, when its header does not say: names of people, posts.

use crate::ingest::clean;
use crate::ingest::layout::view::{View, text};
use crate::ingest::values::fio;

/// Rows that are looked at.
const SAMPLE: usize = 30;

/// Share of names of people among the first cells of a column below a row.
pub fn names(view: &View<'_>, below: u32, column: u32) -> f64 {
    share(view, below, column, is_person_name)
}

/// Share of posts among the first cells of a column below a row.
pub fn posts(view: &View<'_>, below: u32, column: u32) -> f64 {
    share(view, below, column, is_post)
}

/// The text is a name of a person beyond doubt: with a patronymic or initials.
pub fn is_person_name(value: &str) -> bool {
    let value = clean::visible(value);
    if value.len() > 160 {
        return false;
    }
    fio::read(&value).is_some_and(|fio| {
        // «Фамилия И.О.» is what a header says.
        if matches!(clean::key(&fio.last).as_str(), "фамилия" | "фио" | "имя") {
            false
        } else if fio.has_initials() {
            // «Таб.N» is no name.
            let cyrillic = !fio.first.contains(|mark: char| mark.is_ascii_alphabetic());
            cyrillic && (!fio.patronymic.is_empty() || value.contains('.'))
        } else {
            fio.patronymic.split(' ').any(fio::is_patronymic)
        }
    })
}

/// The text begins as posts of schools do.
pub fn is_post(value: &str) -> bool {
    const POSTS: [&str; 30] = [
        "учител",
        "воспитат",
        "педагог",
        "директор",
        "заместит",
        "зам",
        "преподават",
        "тьютор",
        "логопед",
        "психолог",
        "социальн",
        "библиотек",
        "мастер",
        "методист",
        "старш",
        "музыкальн",
        "инструктор",
        "советник",
        "заведующ",
        "концертмейст",
        "тренер",
        "руководит",
        "повар",
        "сторож",
        "уборщи",
        "дворник",
        "бухгалтер",
        "секретар",
        "ассистент",
        "водител",
    ];
    let key = clean::key(value);
    // «Педагогический персонал» is a group of people.
    let group = ["персонал", "состав", "коллектив"]
        .iter()
        .any(|word| key.contains(word));
    !group && POSTS.iter().any(|post| key.starts_with(post))
}

/// A title that speaks of staff.
pub fn speaks_of_staff(text: &str) -> bool {
    let key = clean::key(text);
    [
        "педагог",
        "учител",
        "сотрудник",
        "работник",
        "кадр",
        "персонал",
        "воспитател",
        "преподавател",
    ]
    .iter()
    .any(|stem| key.split(' ').any(|word| word.starts_with(stem)))
}

fn share(view: &View<'_>, below: u32, column: u32, holds: fn(&str) -> bool) -> f64 {
    let mut seen = 0;
    let mut held = 0;
    for index in 0..view.len() {
        if view.row(index) <= below {
            continue;
        }
        // A row of one cell is a title between the rows.
        let cells = view.cells(index).iter();
        let cell = cells
            .clone()
            .find(|cell| cell.at.column == column)
            .filter(|_| cells.len() > 1);
        if let Some(text) = cell.and_then(|cell| text(&cell.value)) {
            seen += 1;
            held += usize::from(holds(text));
        }
        if seen == SAMPLE {
            break;
        }
    }
    if seen == 0 { 0.0 } else { held as f64 / seen as f64 }
}
