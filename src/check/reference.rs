//! Reference pages as Markdown: requirements, acts, what conditions may name, columns of the workbook.
//!
//! `docs/reference/` holds them; a test compares, so that nothing is listed by hand twice.

use std::fmt::Write;

use super::explain::{cards, markdown};
use crate::ingest::schema::{FieldKind, Schema};
use crate::model::act::{self, Act, ActKind};
use crate::model::entity::{self, DERIVED, RELATIONS};
use crate::model::eval::text;
use crate::model::eval::young::DEFINITIONS;
use crate::model::event::{self, EventOf};
use crate::model::{IndicatorLine, Model};

const AREAS: &[(char, &str)] = &[
    ('Д', "Данные"),
    ('Л', "Люди"),
    ('П', "Пары"),
    ('А', "Локальные акты"),
    ('К', "Дорожная карта"),
    ('И', "Показатели"),
    ('С', "Сайт и согласия"),
    ('Ш', "Документы"),
];

/// All requirements of a model, then its indicators.
pub fn requirements(model: &Model) -> String {
    let mut page = format!("# Требования и показатели: {}\n\n{}.\n", model.title, model.about);
    let cards = cards(model);
    for (area, title) in AREAS {
        let mut found = cards
            .iter()
            .filter(|card| card.code.starts_with(*area))
            .peekable();
        if found.peek().is_some() {
            let _ = write!(page, "\n# {title}\n");
        }
        for card in found {
            let _ = write!(page, "\n{}", markdown(card));
        }
    }
    page.push_str("\n# Показатели модели\n\n| имя | показатель | единица | цель | как считается |\n|---|---|---|---|---|\n");
    for indicator in &model.indicators {
        let IndicatorLine {
            id,
            title,
            unit,
            target,
            rule,
        } = model.line(indicator);
        let _ = writeln!(page, "| `{id}` | {title} | {unit} | {target} | {rule} |");
    }
    page.push_str("\n# Параметры\n\n| имя | значение | что это |\n|---|---|---|\n");
    for (name, parameter) in &model.parameters {
        let _ = writeln!(
            page,
            "| `{name}` | {} | {} |",
            text::value(&parameter.value),
            parameter.title
        );
    }
    page
}

/// All acts, those in force first as the file has them.
pub fn acts() -> String {
    let mut page = String::from(
        "# Акты\n\nОткуда взяты требования и на что ссылаются документы. Акт без сверки в бумагах не цитируется.\n",
    );
    for act in act::all() {
        let kind = match act.kind {
            ActKind::Law => "обязывает",
            ActKind::Recommendation => "рекомендует",
            ActKind::Local => "акт организации",
            ActKind::Background => "для сведения",
        };
        let _ = write!(
            page,
            "\n## {}\n\n- Имя: `{}`; {kind}\n- Действует: {}\n",
            act.title,
            act.id,
            term(act)
        );
        if let Some(next) = act.replaced_by.as_deref().and_then(act::find) {
            let _ = writeln!(page, "- Вместо него: {}", next.short);
        }
        let _ = writeln!(page, "- Зачем: {}", act.why);
        match &act.checked {
            Some(checked) => {
                let day = checked.date.parse().map(text::day).unwrap_or_default();
                let _ = writeln!(page, "- Сверен {day}: {}", checked.source);
            }
            None => page.push_str("- Реквизиты не сверены с публичным текстом\n"),
        }
    }
    page
}

fn term(act: &Act) -> String {
    match (act.first_day().map(text::day), act.last_day().map(text::day)) {
        (Some(from), Some(to)) => format!("с {from} по {to}"),
        (Some(from), None) => format!("с {from}"),
        (None, Some(to)) => format!("по {to}"),
        (None, None) => "бессрочно".to_owned(),
    }
}

/// What conditions may name besides columns.
pub fn conditions() -> String {
    let mut page = String::from(
        "# Что можно назвать в условии\n\nКроме столбцов листов — производные поля и отношения.\n\n## Производные поля\n\n| сущность | поле | вид | что это |\n|---|---|---|---|\n",
    );
    for def in DERIVED {
        let sheet = Schema::get()
            .sheet(def.on)
            .map_or(entity::SCHOOL, |(index, _)| index);
        let _ = writeln!(
            page,
            "| {} | `{}` | {} | {} |",
            entity::name(sheet),
            def.name,
            def.kind.word(),
            def.about
        );
    }
    page.push_str("\n## Кто считается молодым\n\n| определение | граница и день | по чему считается | что останавливает счёт |\n|---|---|---|---|\n");
    for definition in DEFINITIONS {
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} |",
            definition.name, definition.bound, definition.counted, definition.interrupted
        );
    }
    page.push_str("\nОпределение, которое стоит за словами «молодой педагог», задаёт параметр «молодой».\n");
    page.push_str("\n## Отношения\n\n| у кого | отношение | ведёт к записям листа |\n|---|---|---|\n");
    let title = |key: &str| {
        Schema::get()
            .sheet(key)
            .map_or("", |(_, sheet)| sheet.title.as_str())
    };
    for relation in RELATIONS {
        let owner = Schema::get()
            .sheet(relation.from)
            .map_or("", |(_, sheet)| sheet.entity.as_str());
        let _ = writeln!(page, "| {owner} | `{}` | {} |", relation.name, title(relation.to));
    }
    for sheet in &Schema::get().sheets {
        let _ = writeln!(page, "| школа | `{}` | {} |", sheet.plural, sheet.title);
    }
    page
}

/// Events: what to write into the workbook and which papers follow, in the order of signing.
pub fn events() -> String {
    let mut page = String::from(
        "# События учебного года\n\nЧто случилось, какие ячейки изменить и какие документы подписать. Документы события, по порядку:\n\n\
         ```text\nnastavnik build моя-школа --event mentor-refuses --pair 2026-02 --out документы\n```\n\n\
         Сначала впишите ячейки: без них вместо сведений в документах стоят линейки. Имена документов — как в `nastavnik template list`.\n",
    );
    for event in event::all() {
        let pair = match event.about {
            EventOf::Pair => "; нужен ключ пары",
            EventOf::School => "",
        };
        let _ = write!(
            page,
            "\n## {}\n\n`{}`{pair}. Срок: {}.\n",
            event.title, event.id, event.term
        );
        if !event.cells.is_empty() {
            page.push_str("\n| ячейка | строка | что вписать |\n|---|---|---|\n");
        }
        for cell in &event.cells {
            if let Some((sheet, column)) = cell.titles() {
                let _ = writeln!(page, "| {sheet} › {column} | {} | {} |", cell.row, cell.value);
            }
        }
        if !event.papers.is_empty() {
            page.push('\n');
        }
        for (number, paper) in (1..).zip(&event.papers) {
            let _ = writeln!(page, "{number}. `{paper}`");
        }
        if !event.note.is_empty() {
            let _ = writeln!(page, "\n{}", event.note);
        }
    }
    page
}

/// Sheets and columns of the workbook.
pub fn columns() -> String {
    let mut page = String::from(
        "# Листы и столбцы рабочей книги\n\nЗвёздочкой отмечены столбцы, пустая ячейка которых — замечание.\n",
    );
    for sheet in &Schema::get().sheets {
        let _ = write!(
            page,
            "\n## {}\n\n{} В условиях и шаблонах: запись — `{}`, список — `{}`.\n\n",
            sheet.title, sheet.about, sheet.entity, sheet.plural
        );
        page.push_str("| столбец | имя | вид | значения и примечание |\n|---|---|---|---|\n");
        for field in &sheet.fields {
            let mut notes = Vec::new();
            if !field.values.is_empty() {
                notes.push(field.values.join(", "));
            }
            if !field.note.is_empty() {
                notes.push(field.note.clone());
            }
            if !field.synonyms.is_empty() {
                notes.push(format!("узнаётся и как: {}", field.synonyms.join(", ")));
            }
            let star = if field.required { "\\*" } else { "" };
            let _ = writeln!(
                page,
                "| {}{star} | `{}` | {} | {} |",
                field.title,
                field.name,
                kind(field.kind),
                notes.join("; ")
            );
        }
    }
    page
}

fn kind(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "текст",
        FieldKind::Fio => "ФИО",
        FieldKind::Person => "человек",
        FieldKind::People => "люди через «;»",
        FieldKind::Date => "дата",
        FieldKind::Term => "срок",
        FieldKind::Integer => "целое число",
        FieldKind::Number => "число",
        FieldKind::Money => "сумма, % или баллы",
        FieldKind::Yes => "да или нет",
        FieldKind::Choice => "выбор",
        FieldKind::List => "список через «;»",
        FieldKind::Pair => "ключ пары",
        FieldKind::Category => "категория",
        FieldKind::Experience => "стаж",
    }
}
