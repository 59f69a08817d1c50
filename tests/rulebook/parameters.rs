//! Thresholds belong to the model: a region changes each in a file of its own, and the rules follow.

use std::collections::BTreeSet;
use std::fmt::Write;

use nastavnik::check;
use nastavnik::ingest::record::Value;
use nastavnik::model::{self, Model};
use nastavnik::settings::Settings;

use crate::edits::{Edit, apply, edit};
use crate::school::{DAY, codes, federal, grids, understood};

fn region(parameters: &str) -> Model {
    let text = format!(
        "[model]\nid = \"край\"\ntitle = \"Наш край\"\nextends = \"federal-staff\"\n\n[parameters]\n{parameters}"
    );
    model::load(&text, &toml::Table::new()).unwrap()
}

#[test]
fn a_region_overrides_every_parameter() {
    let other = |name: &str, value: &Value| match (name, value) {
        ("молодой", _) => Value::Text("начинающий".into()),
        (_, Value::Integer(number)) => Value::Integer(number + 1),
        (_, Value::Bool(yes)) => Value::Bool(!yes),
        (_, Value::Text(_)) => Value::Text("учебный".into()),
        _ => panic!("{name}: {value:?}"),
    };
    let base = federal();
    let mut lines = String::new();
    for (name, parameter) in &base.parameters {
        let value = match other(name, &parameter.value) {
            Value::Integer(number) => number.to_string(),
            Value::Bool(yes) => yes.to_string(),
            Value::Text(text) => format!("\"{text}\""),
            value => panic!("{value:?}"),
        };
        writeln!(lines, "\"{name}\" = {value}").unwrap();
    }
    let own = region(&lines);
    for (name, parameter) in &base.parameters {
        assert_eq!(
            own.parameters[name].value,
            other(name, &parameter.value),
            "{name}"
        );
        assert!(!parameter.title.is_empty(), "{name}");
    }
    // A model that extends nothing has them too: the program asks for them.
    let alone = model::load("[model]\nid = \"своя\"\ntitle = \"Своя\"\n", &toml::Table::new()).unwrap();
    assert_eq!(alone.number("дней-предупреждения"), 3);
}

/// Cells that fire with the thresholds of the base, and are silent, or the other way round, with those of a region.
#[track_caller]
fn turns(edits: &[Edit], code: &str, parameters: &str) {
    let mut grids = grids("school-clean");
    apply(&mut grids, edits);
    let school = understood(grids);
    let fires = |model: &Model| -> bool {
        let found: BTreeSet<String> = codes(&check::check(&school, model, &Settings::default(), DAY));
        found.contains(code)
    };
    assert_ne!(
        fires(&federal()),
        fires(&region(parameters)),
        "{code} {parameters}"
    );
}

#[test]
fn rules_follow_the_parameters_of_a_region() {
    let ended = |notice: &str| {
        let pair = "Ключ пары=2026-02";
        [
            ("Состояние пары", "прекращена"),
            ("Фактически завершена", "17.11.2026"),
            ("Кто и почему завершил", "по инициативе наставника"),
            ("Дата уведомления о прекращении", notice),
        ]
        .map(|(column, value)| edit("Пары", pair, column, value))
    };
    turns(&ended("16.11.2026"), "П-20", "\"дней-предупреждения\" = 1");
    turns(&ended("12.11.2026"), "П-20", "\"дней-предупреждения\" = 5");
    let term = |value: &str| [edit("Дорожная карта", "№ пункта=7.3", "Срок", value)];
    turns(&term("15.09.2027"), "К-08", "\"карта-месяцев\" = 14");
    turns(
        &term("15.07.2026"),
        "К-08",
        "\"карта-с-месяца\" = 7\n\"карта-месяцев\" = 14",
    );
    turns(&[], "П-18", "\"дней-без-встреч\" = 1");
    turns(&[], "Л-04", "\"стаж-наставника\" = 40");
    turns(&[], "Л-07", "\"ведомых-не-больше\" = 1");
}
