//! Cells and rows with one trouble, counted over all files: one finding for each root cause, with every cell.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::findings::{new, sheet_subject};
use super::schema::Schema;
use super::values::Problem;
use crate::diag::{Finding, Place};

/// What a cell or a row may have wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    /// The cell was not read, or with reserve.
    Cell(Problem),
    /// The cell is required and empty.
    Missing,
    /// The row is hidden.
    HiddenRow,
    /// The row is no record and nothing else that is known.
    StrangeRow,
    /// The cell is empty and was taken for «the same as above».
    AsAbove,
}

/// Cells with one trouble in one column of one sheet of the schema, over all files.
#[derive(Debug, Default)]
pub struct Tally {
    groups: BTreeMap<(usize, usize, Trouble), Group>,
}

#[derive(Debug, Default)]
struct Group {
    sample: Arc<str>,
    places: Vec<Place>,
}

impl Tally {
    /// Counts a cell.
    pub fn add(&mut self, at: (usize, usize), trouble: Trouble, raw: &str, place: Place) {
        let group = self.groups.entry((at.0, at.1, trouble)).or_default();
        if group.places.is_empty() {
            group.sample = raw.into();
        }
        group.places.push(place);
    }

    /// Adds the cells of a later sheet.
    pub fn append(&mut self, later: Self) {
        for (cause, group) in later.groups {
            let own = self.groups.entry(cause).or_default();
            if own.places.is_empty() {
                own.sample = group.sample;
            }
            own.places.extend(group.places);
        }
    }

    /// One finding for each root cause, with the exact count and every cell.
    pub fn into_findings(self) -> Vec<Finding> {
        self.groups
            .into_iter()
            .map(|((sheet, field, trouble), group)| grouped(sheet, field, trouble, group))
            .collect()
    }
}

fn grouped(sheet: usize, field: usize, trouble: Trouble, group: Group) -> Finding {
    let def = &Schema::get().sheets[sheet].fields[field];
    let count = group.places.len();
    let cells = super::report::cells(count);
    let sample = super::clean::line(&group.sample).into_owned();
    let title = &def.title;
    let one = |what: &str| {
        if count == 1 {
            format!("{title}: {what} «{sample}»")
        } else {
            let what = what.trim_end_matches(':');
            format!("{title}: {what} – {cells}, например «{sample}»")
        }
    };
    let (code, message, hint) = match trouble {
        Trouble::Cell(Problem::Unreadable) => ("Д-06", one("не прочитано"), "Исправьте значение".to_owned()),
        Trouble::Cell(Problem::NoSuchDay) => (
            "Д-08",
            one("такого дня нет в календаре:"),
            "Проверьте дату по документу".into(),
        ),
        Trouble::Cell(Problem::PartialDate) => (
            "Д-09",
            one("указан не день, а месяц или год:"),
            "Укажите день".into(),
        ),
        Trouble::Cell(Problem::NotInList) => (
            "Д-10",
            one("значения нет в списке:"),
            format!("Выберите одно из: {}", def.values.join("; ")),
        ),
        Trouble::Cell(Problem::NotATerm) => (
            "Д-11",
            one("это не срок:"),
            "Укажите день, период или месяц".into(),
        ),
        Trouble::Cell(Problem::AsText) => ("Д-12", format!("{title}: {cells} текстом"), String::new()),
        Trouble::Cell(Problem::SinceYear) => (
            "Д-13",
            one("вместо стажа указано его начало:"),
            "Укажите число лет или день начала".into(),
        ),
        Trouble::Cell(Problem::CellError) => (
            "Д-14",
            one("ошибка формулы"),
            "Исправьте формулу или впишите значение".into(),
        ),
        Trouble::Missing => (
            "Д-07",
            if count == 1 {
                format!("{title}: обязательная ячейка пуста")
            } else {
                format!("{title}: {cells} без обязательного значения")
            },
            "Заполните".into(),
        ),
        Trouble::AsAbove => (
            "Д-19",
            format!("{title}: {cells} без значения, принято значение сверху"),
            "Впишите значения, если это не так".into(),
        ),
        Trouble::HiddenRow => (
            "Д-15",
            format!("скрытые строки прочитаны как записи: {count}"),
            "Удалите их, если это не записи".into(),
        ),
        Trouble::StrangeRow => (
            "Д-16",
            if count == 1 {
                format!("строка не понята: «{sample}»")
            } else {
                format!("строки не поняты: {count}, например «{sample}»")
            },
            "Дополните строку или уберите её".into(),
        ),
    };
    let meaning = format!("{}.{trouble:?}", def.key);
    let mut finding = new(code, sheet_subject(sheet), &meaning, message);
    finding.hint = hint;
    finding.places = group.places;
    finding
}
