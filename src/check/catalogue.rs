//! Reference pages over all built-in models: the words by kind of organisation, the indicators.
//!
//! Like [`super::reference`], for what is not of one model alone.

use std::fmt::Write;

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
