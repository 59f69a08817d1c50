//! Reference pages over all built-in models: the words by kind of organisation, the indicators, the calendar.
//!
//! Like [`super::reference`], for what is not of one model alone.

use std::fmt::Write;

use crate::model::calendar;
use crate::model::eval::text;
use crate::model::requirement::{Better, IndicatorDef, IndicatorKind};
use crate::model::vocabulary::{self, ANY};
use crate::model::{self, Model, act};

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

/// Every indicator of every built-in model, under the model that brings it or changes it.
pub fn indicators() -> String {
    let mut page = String::from(
        "# Показатели целевых моделей\n\nМодель имеет и показатели той, которую расширяет; под её именем стоят только её собственные и изменённые. \
         «Считается» – по спискам книги, «заявляется» – с листа «Показатели».\n",
    );
    for listed in model::list() {
        let Ok(model) = model::load(listed.id, &toml::Table::new()) else {
            continue;
        };
        let _ = write!(page, "\n## {} (`{}`)\n\n", model.title, model.id);
        let base = model.lineage.iter().rev().nth(1);
        if let Some(base) = base {
            let _ = writeln!(page, "Расширяет `{base}`.\n");
        }
        page.push_str("| имя | показатель | вид | единица | лучше | исходное | план | совокупность | период | день | как считается | основание |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        let base = base.and_then(|base| model::load(base, &toml::Table::new()).ok());
        for def in &model.indicators {
            let inherited = base
                .as_ref()
                .is_some_and(|base| base.indicators.iter().any(|one| same(one, def)));
            if !inherited {
                line(&mut page, &model, def);
            }
        }
    }
    page
}

fn same(one: &IndicatorDef, other: &IndicatorDef) -> bool {
    one.id == other.id && one.explanation == other.explanation && one.target_words() == other.target_words()
}

fn line(page: &mut String, model: &Model, def: &IndicatorDef) {
    let kind = match def.kind {
        IndicatorKind::Ratio => "доля, считается",
        IndicatorKind::Count => "число, считается",
        IndicatorKind::PerPerson => "на одного, считается",
        IndicatorKind::Change => "изменение, считается",
        IndicatorKind::YesNo => "есть или нет, считается",
        IndicatorKind::Average => "среднее, считается",
        IndicatorKind::PercentOf => "процент от прежнего, считается",
        IndicatorKind::Declared => "заявляется",
    };
    let kind = match def.or_declared {
        true => format!("{kind} или заявляется"),
        false => kind.to_owned(),
    };
    let better = match def.better {
        Better::More => "больше",
        Better::Less => "меньше",
    };
    let title = |name: &str| model.populations.get(name).map(|one| one.title.as_str());
    let population = match (title(&def.population), title(&def.per)) {
        (Some(of), Some(per)) => format!("{of}; на сколько делится: {per}"),
        (of, _) => of.unwrap_or("нет: значение даёт организация").to_owned(),
    };
    let base = match (&def.base, def.history) {
        (Some(base), _) => text::value(base),
        (None, true) => "первый год, посчитанный по датам".to_owned(),
        (None, false) => "первый год листа «Показатели»".to_owned(),
    };
    let basis: Vec<&str> = def
        .basis
        .iter()
        .filter_map(|basis| act::find(&basis.act))
        .map(|act| act.short.as_str())
        .collect();
    let target = match def.target_words() {
        none if none.is_empty() => "не задан".to_owned(),
        target => target,
    };
    let _ = writeln!(
        page,
        "| `{}` | {} | {kind} | {} | {better} | {base} | {target} | {population} | {} | {} | {} | {} |",
        def.id,
        def.title,
        def.unit,
        def.period,
        def.day.words(),
        def.explanation.trim_end_matches('.'),
        basis.join("; ")
    );
}
