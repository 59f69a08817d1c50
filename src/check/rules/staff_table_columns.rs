//! Columns that the table of teachers on the site must have and that the staff list cannot fill.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::ingest::record::Value;
use crate::model::eval::facts::Facts;
use crate::model::fold::fold;
use crate::model::requirement::{At, Trust};

pub static RULE: Rule = Rule {
    code: "С-11",
    title: "Для таблицы «Педагогический состав» не хватает столбцов",
    severity: Severity::Note,
    trust: Trust::Law,
    at: At::Today,
    basis: &[("1493", "")],
    scope: "организация, у которой на листе «Сайт» отмечен размещённым раздел «Педагогический состав»",
    hint: "Добавьте столбцы на лист «Сотрудники» или лист «Курсы»",
    explanation: "Таблица педагогических работников на сайте содержит ФИО, должность, преподаваемые предметы, уровень образования и квалификацию, учёную степень и звание, повышение квалификации за три года, переподготовку, стаж работы и образовательные программы. Чего нет в книге, того нельзя сверить с сайтом: проверка называет столбцы, которых нет ни у одного работника.",
    good: "на листе «Сотрудники» есть предмет, образование и стаж, курсы — на листе «Курсы»",
    bad: "раздел размещён, а столбца с образованием в книге нет",
    shape: Shape::Whole(check),
};

/// Title for the reader, and the keys of the columns any of which will do.
const WANTED: &[(&str, &[&str])] = &[
    ("Должность", &["position"]),
    ("Предмет", &["subject"]),
    ("Образование", &["education_level"]),
    ("Стаж", &["exp_ped", "exp_total", "ped_start"]),
    ("Повышение квалификации", &["courses", "course_topic"]),
];

fn check(facts: &Facts<'_>) -> Outcome {
    let page = facts.school.rows("site").find(|row| {
        let section = fold(row.text("section"));
        row.value("there") == Some(&Value::Bool(true))
            && section.contains("педагогическ")
            && section.contains("состав")
    });
    let Some(page) = page else {
        return Outcome::NotApplicable;
    };
    let courses = facts.school.rows("course").next().is_some();
    let column = |key: &str| {
        facts.school.rows("person").any(|row| {
            let cell = row.field(key).and_then(|field| row.record().cells.get(field));
            cell.is_some_and(|cell| cell.at.is_some())
        })
    };
    let wanting: Vec<&str> = WANTED
        .iter()
        .filter(|(title, keys)| {
            let told = courses && *title == "Повышение квалификации";
            !told && !keys.iter().any(|key| column(key))
        })
        .map(|(title, _)| *title)
        .collect();
    if wanting.is_empty() {
        return Outcome::Pass;
    }
    let message = format!(
        "для таблицы «{}» в книге нет столбцов: {}",
        page.text("section"),
        wanting.join(", ")
    );
    Failure::new(message).at(facts, page, "section").into()
}
