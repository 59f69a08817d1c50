//! What every paper of a school may speak of, on a day.

use jiff::civil::{Date, date};
use serde_json::{Map, Value as Json, json};

use super::named::{Named, Naming};
use super::object::{object, tag_name};
use super::orders::leading_kind;
use crate::indicator::{IndicatorValue, Status};
use crate::ingest::schema::Schema;
use crate::model::{Model, act, vocabulary};
use crate::russian::dates::school_year;
use crate::school::{Row, School};

/// A school, a day and the indicators of that day.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The school.
    pub school: &'a School,
    /// The day as of which papers are made.
    pub date: Date,
    /// Indicators of that day.
    pub indicators: &'a [IndicatorValue],
    /// The target model.
    pub model: &'a Model,
    /// Introduction, curator, regulation and roadmap are orders of their own.
    pub separate_orders: bool,
}

impl<'a> Facts<'a> {
    /// School year of the day: «2026/2027».
    pub fn year(self) -> String {
        school_year(self.date)
    }

    /// First and last day of the school year of the day, 1 September to 31 August.
    pub fn year_span(self) -> (Date, Date) {
        let first = if self.date.month() >= 9 {
            self.date.year()
        } else {
            self.date.year() - 1
        };
        (date(first, 9, 1), date(first + 1, 8, 31))
    }

    /// The latest document of a kind in the school year of the day.
    pub fn document(self, kind: &str) -> Option<Row<'a>> {
        self.documents(kind).pop()
    }

    /// Documents of a kind in the school year of the day, by date.
    pub fn documents(self, kind: &str) -> Vec<Row<'a>> {
        self.documents_where(|row| list(row, "kinds").iter().any(|one| one == kind))
    }

    fn documents_where(self, wanted: impl Fn(Row<'a>) -> bool) -> Vec<Row<'a>> {
        let year = self.year();
        let mut found: Vec<Row<'a>> = self
            .school
            .rows("document")
            .filter(|row| wanted(*row) && row.text("school_year") == year)
            .filter(|row| !matches!(row.text("state"), "отменён" | "утратил силу"))
            .collect();
        found.sort_by_key(|row| row.date("date"));
        found
    }

    /// Documents of the school year that the template of this kind composes, by date.
    pub fn composed(self, kind: &str) -> Vec<Row<'a>> {
        self.documents_where(|row| leading_kind(row) == kind)
    }

    /// The last meeting of a body that was not after a day.
    pub fn meeting_of(self, body: &str, day: Date) -> Option<Row<'a>> {
        let meetings = self.school.rows("council").filter(|row| row.text("body") == body);
        meetings
            .filter(|row| row.date("date").is_some_and(|held| held <= day))
            .max_by_key(|row| row.date("date"))
    }

    /// Organisation, officials, year: the part that is common to all papers, as of the paper's own day.
    pub fn common(self, day: Date, naming: &mut Naming) -> Map<String, Json> {
        let mut made = Map::new();
        made.insert("дата".into(), json!(self.date.to_string()));
        made.insert("отдельные_приказы".into(), json!(self.separate_orders));
        // Papers of earlier days rest on what was in force then.
        made.insert("статья_351_8".into(), json!(paid_by_law(day)));
        // What is written today about a pair of any day.
        made.insert("закон_о_наставничестве".into(), json!(paid_by_law(self.date)));
        let second_half = !(8..=12).contains(&day.month());
        made.insert("второе_полугодие".into(), json!(second_half));
        made.insert(
            "дата_словами".into(),
            json!(crate::russian::dates::long(self.date)),
        );
        made.insert("учебный_год".into(), json!(self.year()));
        let (first, last) = self.year_span();
        made.insert("год_начала".into(), json!(first.year().to_string()));
        made.insert("год_конца".into(), json!(last.year().to_string()));
        made.insert("начало_года".into(), json!(first.to_string()));
        made.insert("конец_года".into(), json!(last.to_string()));
        made.insert("организация".into(), row_or_null(self.school.organisation(day)));
        made.insert("слова".into(), words(self.school.organisation(day)));
        if let Some(row) = self.school.organisation(day) {
            naming.add(row.text("full_name"), Named::Organisation);
            naming.add(row.text("short_name"), Named::Organisation);
            naming.add(row.text("founder"), Named::Organisation);
        }
        let acting = self.school.official("и. о. руководителя", day);
        let head = acting.or_else(|| self.school.official("руководитель", day));
        made.insert("руководитель".into(), self.official(head, naming));
        for (name, role) in [
            ("куратор", "куратор"),
            ("кадры", "кадры"),
            ("бухгалтерия", "бухгалтерия"),
            ("ответственный_за_сайт", "сайт"),
            ("делопроизводитель", "делопроизводство"),
            ("психолог", "педагог-психолог"),
            ("профком", "председатель профкома"),
            ("секретарь_педсовета", "секретарь педсовета"),
        ] {
            made.insert(
                name.into(),
                self.official(self.school.official(role, day), naming),
            );
        }
        let same = |one: &str, other: &str| {
            let name = |key: &str| made.get(key).and_then(|person| person["фио"].as_str());
            name(one).is_some() && name(one) == name(other)
        };
        let curates = same("куратор", "руководитель");
        made.insert("куратор_руководитель".into(), json!(curates));
        for (name, role) in [
            ("совет_наставников", "член совета наставников"),
            ("рабочая_группа", "член рабочей группы"),
        ] {
            let members = self
                .school
                .officials(role, day)
                .map(|row| self.official(Some(row), naming))
                .collect();
            made.insert(name.into(), Json::Array(members));
        }
        for (name, kind) in [
            ("приказ_о_внедрении", "приказ о внедрении"),
            ("приказ_о_парах", "приказ о закреплении пар"),
            ("положение", "положение"),
            ("карта", "дорожная карта"),
        ] {
            made.insert(name.into(), row_or_null(self.document(kind)));
        }
        for (name, body) in [
            ("педсовет", "педагогический совет"),
            ("заседание_совета", "совет наставников"),
        ] {
            made.insert(name.into(), row_or_null(self.meeting_of(body, day)));
        }
        made.insert("показатели".into(), self.indicator_rows());
        let of_students = self.model.is_among(&["federal-students".to_owned()]);
        made.insert("модель_обучающихся".into(), json!(of_students));
        made.insert("формы_модели".into(), json!(self.model.list("формы")));
        made.insert("акты".into(), acts(self.model, day));
        made
    }

    fn official(self, row: Option<Row<'a>>, naming: &mut Naming) -> Json {
        let Some(row) = row else { return Json::Null };
        // The name tells the sex of nearly everybody; the staff list is searched for the rest.
        let gender = row
            .gender()
            .or_else(|| self.school.person_named(row.text("fio")).and_then(Row::gender));
        naming.add(row.text("fio"), Named::Person(gender));
        naming.add(row.text("position"), Named::Post);
        let mut made = object(row, 0);
        // A participle after a post and a name agrees with the name.
        made.insert("действующий".into(), json!(super::staff::acting(gender)));
        Json::Object(made)
    }

    fn indicator_rows(self) -> Json {
        let rows = self.indicators.iter().map(|one| {
            json!({
                "название": one.title,
                "числитель": one.numerator,
                "знаменатель": one.denominator,
                "значение": one.value,
                "единица": one.unit,
                "план": one.target,
                "план_словами": one.target.map(|target| target_words(target, &one.unit)),
                "прошлый_год": one.previous,
                "состояние": one.status,
                "оценка": status_words(one.status, one.target.is_some()),
                "значение_словами": one.told(),
                "откуда": one.explanation,
                "кадровый": !one.history.is_empty(),
            })
        });
        Json::Array(rows.collect())
    }
}

/// The article on mentoring of the labour code may be cited in a paper of this day.
pub fn paid_by_law(day: Date) -> bool {
    act::find("тк-351.8").is_some_and(|act| act.checked.is_some() && act.in_force(day))
}

/// The words of the organisation's kind; null where it has no such thing.
fn words(organisation: Option<Row<'_>>) -> Json {
    let kind = vocabulary::Kind::of(organisation).name();
    let words = vocabulary::words().map(|(name, word)| {
        let text = word.of(kind);
        let text = if text.is_empty() { Json::Null } else { json!(text) };
        (name.to_owned(), text)
    });
    Json::Object(words.collect())
}

/// Acts that papers of a day may cite: compared with a public text, in force, called for by the model.
fn acts(model: &Model, day: Date) -> Json {
    let cited = |act: &&act::Act| {
        let mut bases = model
            .requirements
            .iter()
            .flat_map(|requirement| &requirement.card.basis);
        bases.any(|basis| basis.act == act.id)
    };
    let may_be_cited =
        |act: &&act::Act| act.checked.is_some() && act.kind == act::ActKind::Law && act.in_force(day);
    let rows = act::all().iter().filter(may_be_cited).filter(cited);
    let rows = rows.map(|act| json!({"название": act.title, "кратко": act.short, "зачем": act.why}));
    Json::Array(rows.collect())
}

/// A target as tables print it.
fn target_words(target: f64, unit: &str) -> String {
    match unit {
        "да/нет" if target > 0.0 => "да".to_owned(),
        "да/нет" => "нет".to_owned(),
        _ => target.to_string().replace('.', ","),
    }
}

fn status_words(status: Status, has_target: bool) -> &'static str {
    match status {
        Status::Met => "достигнут",
        Status::Missed => "не достигнут",
        Status::NoData => "нет данных",
        Status::Info if has_target => "мало данных",
        Status::Info => "без плана",
    }
}

/// The texts of a list field.
pub fn list(row: Row<'_>, key: &str) -> Vec<String> {
    use crate::ingest::record::Value;
    match row.value(key) {
        Some(Value::List(items)) => items.iter().map(ToString::to_string).collect(),
        Some(Value::Text(text)) => vec![text.to_string()],
        _ => Vec::new(),
    }
}

/// The object of a row, null without one.
pub fn row_or_null(row: Option<Row<'_>>) -> Json {
    row.map_or(Json::Null, |row| Json::Object(object(row, 1)))
}

/// An object of a sheet with every field empty: the shape of what is not there yet.
pub fn empty_object(sheet: &str) -> Map<String, Json> {
    let fields = Schema::get()
        .sheet(sheet)
        .map(|(_, sheet)| sheet.fields.as_slice())
        .unwrap_or_default();
    fields
        .iter()
        .map(|field| (tag_name(&field.name), Json::Null))
        .collect()
}
