//! Reference pages over all built-in models: the words by kind of organisation, the indicators, the calendar.
//!
//! Like [`super::reference`], for what is not of one model alone.

use std::fmt::Write;

use crate::model::calendar;
use crate::model::eval::text;
use crate::model::vocabulary::{self, ANY};

/// Words by kind of organisation.
pub fn words() -> String {
    let kinds: Vec<&str> = vocabulary::kinds().chain([ANY]).collect();
    let mut page = String::from(
        "# Слова по виду организации\n\nВ шаблоне – `{{ слова.имя }}`, с фильтрами падежей: `{{ слова.обучающиеся | родительный }}`. Вид берётся из столбца «Вид организации», \
         если он пуст – из наименования; последний столбец – слова, когда вид неизвестен. Черта – такого здесь нет: шаблон спрашивает `{% if слова.имя %}`.\n\n",
    );
    let _ = writeln!(page, "| имя | что это | {} |", kinds.join(" | "));
    let _ = writeln!(page, "|---|---|{}", "---|".repeat(kinds.len()));
    for (name, word) in vocabulary::words() {
        let cells: Vec<&str> = kinds
            .iter()
            .map(|kind| match word.of(kind) {
                "" => "–",
                text => text,
            })
            .collect();
        let _ = writeln!(page, "| `{name}` | {} | {} |", word.about, cells.join(" | "));
    }
    page
}

/// The years for which terms in working days are computed, and where they were checked.
pub fn calendar() -> String {
    let mut page = String::from(
        "# Календарь\n\nСроки в рабочих днях считаются по праздникам статьи 112 ТК РФ и переносам выходных. Заходит срок в год, \
         которого здесь нет, — он не проверяется, и об этом говорит замечание П-37. Перенос с субботы касается только пятидневной \
         недели. Праздники региона и переносы следующих лет задают списки «праздники-региона» и «переносы-выходных» своей модели.\n",
    );
    for (number, year) in calendar::years() {
        let _ = write!(
            page,
            "\n## {number}\n\n- {}\n- Сверено: {}\n",
            year.act, year.checked
        );
        for (from, to) in &year.transfers {
            let _ = writeln!(page, "- {} на {}", text::day(*from), text::day(*to));
        }
        for (from, to) in &year.by_article {
            let _ = writeln!(
                page,
                "- {} на {} — по части второй ст. 112",
                text::day(*from),
                text::day(*to)
            );
        }
    }
    page
}
