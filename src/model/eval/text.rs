//! Values and records as a reader sees them in a message.

use jiff::civil::Date;

use super::facts::{Facts, Found, Got};
use crate::diag::Subject;
use crate::ingest::record::{Money, Value};
use crate::ingest::schema::Schema;
use crate::model::condition::{Leaf, Path, Piece};
use crate::model::entity::{self, SCHOOL};
use crate::school::Link;

/// «01.09.2026».
pub fn day(date: Date) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

/// A number with a decimal comma, whole when it is whole, at most two digits after the comma.
pub fn decimal(number: f64) -> String {
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".to_owned()
    } else {
        text.replace('.', ",")
    }
}

/// A value as it stands in a sentence.
pub fn value(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => decimal(*number),
        Value::Date(date) => day(*date),
        Value::Bool(yes) => if *yes { "да" } else { "нет" }.to_owned(),
        Value::List(items) => items.join("; "),
        Value::Months(months) => format!("{} л. {} мес.", months / 12, months % 12),
        Value::Term(term) => term.text.to_string(),
        Value::Money(Money::Roubles(sum)) => format!("{} руб.", decimal(*sum)),
        Value::Money(Money::Percent(sum)) => format!("{} %", decimal(*sum)),
        Value::Money(Money::Points(sum)) => format!("{} б.", decimal(*sum)),
    }
}

/// A title inside a sentence: «Дата приказа» → «дата приказа», «ФИО» stays.
fn lower_first(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain([second]).chain(letters).collect()
        }
        _ => title.to_owned(),
    }
}

impl Facts<'_> {
    /// Name of a record for a reader.
    pub fn name(&self, link: Link) -> String {
        let Some(row) = self.row(link) else {
            return self.school.name.clone();
        };
        let numbered = |number: &str, date: Option<Date>, otherwise: &str| match (number, date) {
            ("", None) => format!("«{otherwise}»"),
            ("", Some(date)) => format!("«{otherwise}» от {}", day(date)),
            (number, None) => format!("№ {number}"),
            (number, Some(date)) => format!("№ {number} от {}", day(date)),
        };
        match entity::key(link.sheet) {
            "person" | "student" | "official" => row.text("fio").to_owned(),
            "pair" => format!("пара {}", row.text("key")),
            "document" => numbered(row.text("number"), row.date("date"), row.text("title")),
            "activity" => format!("пункт {}", row.text("number")),
            "plan_row" => format!("«{}»", row.text("activity")),
            "programme" | "addendum" | "meeting" => {
                let pair: Vec<String> = row
                    .linked("pair")
                    .map(|pair| pair.text("key").to_owned())
                    .collect();
                format!("{} пары {}", entity::name(link.sheet), pair.join(", "))
            }
            "council" => format!("{}, протокол № {}", row.text("body"), row.text("number")),
            "measure" => row.text("indicator").to_owned(),
            "site" => row.text("section").to_owned(),
            "partner" | "organisation" => row.text("full_name").to_owned(),
            "association" => row.text("name").to_owned(),
            _ => {
                let people: Vec<String> = row
                    .linked("person")
                    .map(|person| person.text("fio").to_owned())
                    .collect();
                if people.is_empty() {
                    entity::name(link.sheet).to_owned()
                } else {
                    people.join(", ")
                }
            }
        }
    }

    /// Subject of a finding about a record.
    pub fn subject(&self, link: Link) -> Subject {
        let key = self
            .school
            .keys
            .get(link.sheet)
            .and_then(|keys| keys.get(link.record))
            .cloned();
        Subject {
            kind: entity::key(link.sheet).to_owned(),
            key: if link.sheet == SCHOOL {
                self.school.key.clone()
            } else {
                key.unwrap_or_default()
            },
            name: self.name(link),
        }
    }

    /// A message with its values.
    pub fn message(&self, pieces: &[Piece], link: Link, count: Option<i64>) -> String {
        let mut text = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(part) => text.push_str(part),
                Piece::Count => text.push_str(&count.unwrap_or_default().to_string()),
                Piece::Value(path) => text.push_str(&self.shown(path, link)),
            }
        }
        text
    }

    fn shown(&self, path: &Path, link: Link) -> String {
        let mut shown: Vec<String> = Vec::new();
        if matches!(path.leaf, Leaf::Records) {
            self.each_record(path, link, &mut |record| shown.push(self.name(record)));
        }
        if shown.is_empty() {
            self.each_value(path, link, &mut |found| shown.push(self.in_words(&found)));
        }
        shown.join(", ")
    }

    fn in_words(&self, found: &Found<'_>) -> String {
        match &found.got {
            Got::Value(known) => value(known),
            Got::Empty => "не указано".to_owned(),
            Got::Unknown => {
                let raw = self
                    .row(found.link)
                    .zip(found.field)
                    .map(|(row, field)| row.record().cells[field].raw.trim());
                raw.filter(|raw| !raw.is_empty())
                    .unwrap_or("неизвестно")
                    .to_owned()
            }
        }
    }

    /// Title of a column, lower case, as the role of a place.
    pub fn role(&self, link: Link, field: usize) -> String {
        let def = Schema::get()
            .sheets
            .get(link.sheet)
            .and_then(|sheet| sheet.fields.get(field));
        def.map(|def| lower_first(&def.title)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn numbers_have_a_comma() {
        assert_eq!(decimal(3.0), "3");
        assert_eq!(decimal(13.46), "13,46");
        assert_eq!(decimal(0.5), "0,5");
        assert_eq!(decimal(100.0), "100");
        assert_eq!(decimal(-0.001), "0");
    }
}
