//! The choice of mentors: criteria that the sheets decide, ratings of the rest, and what is not rated.
//!
//! A criterion without a rating lowers nothing: it is listed as «нет данных». What the workbook tells of a candidate
//! stands beside the rating and is not weighed: that is the council's work.

use jiff::Span;
use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use super::facts::Facts;
use super::named::Naming;
use super::object::object;
use super::staff::{is_student, person, rows_about};
use crate::ingest::record::Value;
use crate::model::eval::{number, text};
use crate::model::fold::{alike, fold};
use crate::school::Row;

/// Group of the criteria that the model does not name.
const OWN: &str = "Другие критерии организации";

/// Years of work that results are taken of.
const YEARS: i32 = 3;

/// Everybody who was rated, in the order of the sheet.
pub fn candidates(facts: Facts<'_>) -> Vec<Row<'_>> {
    let mut found: Vec<Row<'_>> = Vec::new();
    for person in facts
        .school
        .rows("candidate")
        .flat_map(|row| row.linked("person"))
    {
        if !found.iter().any(|known| known.link == person.link) {
            found.push(person);
        }
    }
    found
}

/// One line of the selection sheet.
struct Line {
    group: String,
    name: String,
    score: Option<String>,
    by: Option<String>,
}

/// A candidate with the criteria of the model by groups, those of the school's own, and what the sheets tell.
pub fn candidate(facts: Facts<'_>, candidate: Row<'_>, day: Date, naming: &mut Naming) -> Map<String, Json> {
    let told = told(facts, candidate, day);
    let lines = lines(facts, candidate, &told, None);
    let rated = lines.iter().filter(|line| line.score.is_some()).count();
    let unrated: Vec<usize> = (1..)
        .zip(&lines)
        .filter(|(_, line)| line.score.is_none())
        .map(|(number, _)| number)
        .collect();
    let mut made = Map::new();
    made.insert("кандидат".into(), Json::Object(person(candidate, day, naming)));
    made.insert("оценено".into(), json!(rated));
    made.insert("всего_критериев".into(), json!(lines.len()));
    made.insert("без_оценки".into(), json!(unrated));
    let facts = told
        .iter()
        .map(|one| json!({"название": one.title, "значение": one.value, "лист": one.sheet}));
    made.insert("по_книге".into(), Json::Array(facts.collect()));
    let mut groups: Vec<(&str, Vec<Json>)> = Vec::new();
    for (number, line) in (1..).zip(&lines) {
        let row = json!({"номер": number, "название": line.name, "балл": line.score, "оценил": line.by});
        match groups.iter_mut().find(|(known, _)| *known == line.group) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((&line.group, vec![row])),
        }
    }
    let groups = groups
        .into_iter()
        .map(|(name, rows)| json!({"название": name, "критерии": rows}));
    made.insert("группы_критериев".into(), Json::Array(groups.collect()));
    made
}

/// Candidates rated by the day of a meeting, for its minutes: how many criteria are known and the mean of the ratings.
pub fn considered(facts: Facts<'_>, day: Date, naming: &mut Naming) -> Vec<Json> {
    let rows = candidates(facts).into_iter().filter_map(|row| {
        let told = told(facts, row, day);
        let lines = lines(facts, row, &told, Some(day));
        let scores: Vec<f64> = ratings(row, Some(day))
            .iter()
            .filter_map(|row| score(*row))
            .collect();
        if scores.is_empty() {
            return None;
        }
        #[allow(clippy::cast_precision_loss, reason = "a count of ratings")]
        let mean = scores.iter().sum::<f64>() / scores.len() as f64;
        Some(json!({
            "кандидат": person(row, day, naming),
            "известно": lines.iter().filter(|line| line.score.is_some()).count(),
            "всего_критериев": lines.len(),
            "средний_балл": text::decimal(crate::indicator::tenths(mean)),
        }))
    });
    rows.collect()
}

fn ratings(candidate: Row<'_>, by: Option<Date>) -> Vec<Row<'_>> {
    let in_time = |row: &Row<'_>| {
        let rated = row.date("date");
        by.is_none_or(|by| rated.is_none_or(|rated| rated <= by))
    };
    rows_about(candidate, "candidate").filter(in_time).collect()
}

fn score(rating: Row<'_>) -> Option<f64> {
    rating.value("score").and_then(number)
}

/// The criteria of the model in its order, then ratings of whole groups and of the school's own criteria.
fn lines(facts: Facts<'_>, candidate: Row<'_>, told: &[Told], by: Option<Date>) -> Vec<Line> {
    let mut ratings = ratings(candidate, by);
    let list = if is_student(candidate) {
        "критерии-отбора-обучающихся"
    } else {
        "критерии-отбора"
    };
    let criteria: Vec<(&str, &str)> = facts
        .model
        .list(list)
        .iter()
        .map(|line| line.split_once(": ").unwrap_or((OWN, line)))
        .collect();
    let mut lines = Vec::new();
    for (group, name) in &criteria {
        let (own, rest) = ratings
            .into_iter()
            .partition(|row| alike(row.text("criterion"), name));
        ratings = rest;
        lines.push(line(group, name, &own, told));
    }
    while let Some(first) = ratings.first().copied() {
        let name = first.text("criterion");
        let (same, rest): (Vec<Row<'_>>, Vec<Row<'_>>) = ratings
            .into_iter()
            .partition(|row| alike(row.text("criterion"), name));
        ratings = rest;
        let known = |wanted: &str| {
            let mut groups = criteria.iter().map(|(group, _)| *group);
            groups.find(|group| alike(group, wanted))
        };
        match known(name) {
            // The sheet rates a group as a whole.
            Some(group) => lines.push(line(group, "в целом по группе", &same, told)),
            None => {
                let group = known(first.text("group")).unwrap_or(OWN);
                lines.push(line(group, name, &same, told));
            }
        }
    }
    let order = |line: &Line| {
        let mut groups = criteria.iter().map(|(group, _)| *group);
        groups
            .position(|group| group == line.group)
            .unwrap_or(criteria.len())
    };
    lines.sort_by_key(order);
    lines
}

/// A criterion with what the sheets decide about it and all who rated it.
fn line(group: &str, name: &str, rated: &[Row<'_>], told: &[Told]) -> Line {
    let decided: Vec<&Told> = told.iter().filter(|one| one.decides(name) && one.found).collect();
    let rated: Vec<Row<'_>> = rated
        .iter()
        .copied()
        .filter(|row| score(*row).is_some() || matches!(row.value("score"), Some(Value::Text(_))))
        .collect();
    let scores = rated.iter().map(|row| {
        let told = object(*row, 0);
        let score = told.get("балл").map_or_else(String::new, |score| match score {
            Json::String(text) => text.clone(),
            other => other.to_string(),
        });
        // Beside a fact of the sheets a bare number says nothing.
        if decided.is_empty() {
            score
        } else {
            format!("балл {score}")
        }
    });
    let facts = decided.iter().map(|one| one.labelled());
    let score: Vec<String> = facts.chain(scores).collect();
    let by = rated.iter().map(|row| {
        let day = row.date("date").map(text::day).unwrap_or_default();
        let parts = [row.text("by"), &day];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    });
    let mut sheets: Vec<String> = decided
        .iter()
        .map(|one| format!("по листу «{}»", one.sheet))
        .collect();
    sheets.dedup();
    let by: Vec<String> = sheets
        .into_iter()
        .chain(by)
        .filter(|one| !one.is_empty())
        .collect();
    let join = |parts: Vec<String>| (!parts.is_empty()).then(|| parts.join("; "));
    Line {
        group: group.to_owned(),
        name: name.to_owned(),
        score: join(score),
        by: join(by),
    }
}

/// What the sheets tell of a candidate by themselves.
struct Told {
    title: &'static str,
    /// What stands before the value where the title does not.
    label: &'static str,
    /// Beginnings of words: all of a set must stand in the criterion.
    words: &'static [&'static [&'static str]],
    sheet: &'static str,
    value: String,
    /// There is a record; without one the criterion is not decided, the absence is no mark against anybody.
    found: bool,
}

impl Told {
    fn labelled(&self) -> String {
        match self.label {
            "" => self.value.clone(),
            label => format!("{label}: {}", self.value),
        }
    }

    fn decides(&self, criterion: &str) -> bool {
        let criterion = fold(criterion);
        let all = |words: &&[&str]| words.iter().all(|word| criterion.contains(word));
        self.words.iter().any(all)
    }
}

/// Category, publications, contests, results, methodical work, training, load.
fn told(facts: Facts<'_>, candidate: Row<'_>, day: Date) -> Vec<Told> {
    let since = day.saturating_sub(Span::new().years(YEARS));
    let achieved = |kinds: &[&str], keep: &dyn Fn(Row<'_>) -> bool| {
        rows_about(candidate, "achievement")
            .filter(|row| kinds.is_empty() || kinds.contains(&row.text("achievement_kind")))
            .filter(|row| row.date("date").is_none_or(|made| made <= day))
            .filter(|row| keep(*row))
            .count()
    };
    let kept = |sheet: &str| facts.school.rows(sheet).next().is_some();
    let counted = |title, label, words, count: usize| Told {
        title,
        label,
        words,
        sheet: "Достижения",
        value: match (count, kept("achievement")) {
            (0, false) => "нет данных".to_owned(),
            (0, true) => "записей нет".to_owned(),
            (count, _) => count.to_string(),
        },
        found: count > 0,
    };
    let any = |_: Row<'_>| true;
    let above_own =
        |row: Row<'_>| ["муниципальный", "региональный", "всероссийский"].contains(&row.text("level"));
    let won = |row: Row<'_>| {
        let said = fold(row.text("result"));
        let words = ["победител", "призер", "лауреат", "дипломант", "место"];
        let recent = row.date("date").is_none_or(|made| made > since);
        recent && words.iter().any(|word| said.contains(word))
    };
    let of_pupils = |row: Row<'_>| {
        let said = fold(&format!("{} {}", row.text("result"), row.text("product")));
        let words = ["обучающ", "ученик", "учениц", "учащ", "студент", "воспитанник"];
        won(row) && words.iter().any(|word| said.contains(word))
    };
    let training = rows_about(candidate, "course")
        .filter(|row| row.value("about_mentoring") == Some(&Value::Bool(true)))
        .filter_map(|row| row.date("to"))
        .filter(|last| *last <= day)
        .max();
    let category = candidate.text("category");
    let of_day = |row: &Row<'_>| {
        row.text("state") == "действует"
            && row.is_active(day, "from", "to")
            && row.linked("mentor").any(|one| one.link == candidate.link)
    };
    let led: usize = facts
        .school
        .rows("pair")
        .filter(of_day)
        .map(|row| row.linked("mentees").count())
        .sum();
    let most = facts.model.number("ведомых-не-больше");
    let hours = candidate.value("hours").and_then(number);
    let hours = hours.map(|hours| format!("; часов в неделю: {}", text::decimal(hours)));
    vec![
        Told {
            title: "Квалификационная категория",
            label: "",
            words: &[&["категори"]],
            sheet: "Сотрудники",
            value: if category.is_empty() {
                "нет данных"
            } else {
                category
            }
            .to_owned(),
            found: !category.is_empty(),
        },
        counted(
            "Публикации и методические разработки",
            "работ",
            &[&["публикаци"], &["разработк"], &["пособ"]],
            achieved(&["публикация", "продукт"], &any),
        ),
        counted(
            "Участие в профессиональных конкурсах",
            "конкурсов",
            &[&["конкурс"]],
            achieved(&["конкурс"], &any),
        ),
        counted(
            "Результаты: победы и призовые места обучающихся за три года",
            "побед обучающихся",
            &[
                &["результаты обуч"],
                &["стабильно", "результат"],
                &["результаты образовательн"],
            ],
            achieved(&[], &of_pupils),
        ),
        counted(
            "Результаты: победы и призовые места за три года",
            "побед",
            &[&["высоки", "результат"], &["побед"], &["призовые"]],
            achieved(&[], &won),
        ),
        counted(
            "Методическая работа на муниципальном уровне и выше",
            "выступлений",
            &[&["опыт", "методическ"]],
            achieved(
                &[
                    "выступление",
                    "открытый урок",
                    "открытое занятие",
                    "экспертная работа",
                    "публикация",
                ],
                &above_own,
            ),
        ),
        Told {
            title: "Обучение по наставничеству",
            label: "обучение",
            words: &[&["обучение", "наставни"], &["прошел", "обучени"]],
            sheet: "Курсы",
            value: match training {
                Some(last) => text::day(last),
                None if kept("course") => "записей нет".to_owned(),
                None => "нет данных".to_owned(),
            },
            found: training.is_some(),
        },
        Told {
            title: "Нагрузка: наставляемых сейчас",
            label: "наставляемых",
            words: &[&["нагрузк"], &["ресурс времени"]],
            sheet: "Пары",
            value: format!("{led} из {most} возможных{}", hours.unwrap_or_default()),
            found: true,
        },
    ]
}
