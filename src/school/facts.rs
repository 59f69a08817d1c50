//! Questions that several stages ask of a school: who signs on a day, how old, how long, is it in force.

use jiff::civil::Date;

use super::{Row, School};
use crate::ingest::record::Value;
use crate::ingest::values::experience::months_between;
use crate::russian::{Gender, gender_of};

impl School {
    /// Requisites valid on a day: the latest row that began by then, else the row without a beginning, else the first.
    pub fn organisation(&self, day: Date) -> Option<Row<'_>> {
        let began = self
            .rows("organisation")
            .filter(|row| row.date("valid_from").is_none_or(|from| from <= day));
        began
            .max_by_key(|row| row.date("valid_from"))
            .or_else(|| self.rows("organisation").next())
    }

    /// Who holds a role of the sheet «Должностные лица» on a day; the latest to begin, when there are several.
    pub fn official(&self, role: &str, day: Date) -> Option<Row<'_>> {
        self.rows("official")
            .filter(|row| row.text("role") == role && row.is_active(day, "from", "to"))
            .max_by_key(|row| row.date("from"))
    }

    /// Everybody who holds a role on a day, in the order of the sheet.
    pub fn officials<'a>(&'a self, role: &'a str, day: Date) -> impl Iterator<Item = Row<'a>> {
        self.rows("official")
            .filter(move |row| row.text("role") == role && row.is_active(day, "from", "to"))
    }

    /// The person a full or short name means, when exactly one does.
    pub fn person_named(&self, name: &str) -> Option<Row<'_>> {
        let wanted = super::names::NameKey::of(name)?;
        let mut found = self
            .rows("person")
            .filter(|row| super::names::NameKey::of(row.text("fio")).is_some_and(|own| own.agrees(&wanted)));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}

impl<'a> Row<'a> {
    /// Full name of a person or student.
    pub fn person_name(self) -> &'a str {
        self.text("fio")
    }

    /// Gender from its column, else from the name.
    pub fn gender(self) -> Option<Gender> {
        match self.text("gender") {
            "ж" => Some(Gender::Female),
            "м" => Some(Gender::Male),
            _ => gender_of(self.person_name()),
        }
    }

    /// The day lies between two days of the row, both inclusive; a missing day sets no bound.
    pub fn is_active(self, day: Date, from: &str, to: &str) -> bool {
        self.date(from).is_none_or(|from| from <= day) && self.date(to).is_none_or(|to| day <= to)
    }

    /// The person works here on a day: hired by then and not dismissed before it.
    pub fn is_employed(self, day: Date) -> bool {
        let dismissed = self.date("dismissal_date").is_some_and(|last| last < day);
        let gone = self.date("dismissal_date").is_none() && !self.text("dismissal_kind").is_empty();
        self.date("hire_date").is_none_or(|from| from <= day) && !dismissed && !gone
    }

    /// The person works for another organisation: a partner, a school that is supported.
    pub fn is_outside(self) -> bool {
        !self.text("employer").is_empty()
    }

    /// The person is on leave on a day.
    pub fn is_absent(self, day: Date) -> bool {
        !self.text("absence_kind").is_empty() && self.is_active(day, "absence_from", "absence_to")
    }

    /// Full years on a day.
    pub fn age(self, day: Date) -> Option<i32> {
        months_between(self.date("birth_date")?, day).map(|months| months / 12)
    }

    /// Experience in whole months on a day; `field` is `exp_total`, `exp_ped` or `exp_org`.
    ///
    /// Counted from the day it began, when that is known (`ped_start`, `hire_date`); else what the table tells,
    /// carried on from the day it tells it for. Without such a day it is taken as it stands.
    pub fn experience(self, field: &str, day: Date) -> Option<i32> {
        let start = match field {
            "exp_ped" => self.date("ped_start"),
            "exp_org" => self.date("hire_date"),
            _ => None,
        };
        if let Some(start) = start {
            return Some(months_between(start, day).unwrap_or(0));
        }
        let Some(Value::Months(months)) = self.value(field) else {
            return None;
        };
        let Some(as_of) = self.date("exp_as_of") else {
            return Some(*months);
        };
        if let Some(more) = months_between(as_of, day) {
            // Nobody gains experience after leaving.
            let end = self.date("dismissal_date").filter(|end| *end < day);
            let more = end.map_or(more, |end| months_between(as_of, end).unwrap_or(0));
            Some(months + more)
        } else {
            let less = months_between(day, as_of).unwrap_or(0);
            Some((months - less).max(0))
        }
    }
}
