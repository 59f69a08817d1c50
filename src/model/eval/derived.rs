//! Derived fields. Each answers for one day and is unknown as soon as what it rests on is unknown.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Span, Unit};

use super::facts::{Facts, Got};
use super::memo::yes;
use super::{school_year, school_year_start};
use crate::ingest::record::Value;
use crate::model::entity::Derived;
use crate::model::fold::holds;
use crate::school::{Link, Row};

impl<'a> Facts<'a> {
    /// A derived yes-or-no field is known to be yes.
    pub fn is(&self, derived: Derived, link: Link) -> bool {
        self.derived(derived, link) == yes(Some(true))
    }

    /// Value of a derived field.
    pub fn derived(&self, derived: Derived, link: Link) -> Got<'a> {
        if let Some(known) = self.memo.recall(self.day, link, derived) {
            return known;
        }
        let got = self.computed(derived, link);
        self.memo.keep(self.day, link, derived, &got);
        got
    }

    fn computed(&self, derived: Derived, link: Link) -> Got<'a> {
        let Some(row) = self.row(link) else {
            return match derived {
                Derived::StaffCount => self.staff_count(),
                Derived::SchoolYear => text(&school_year(self.day)),
                Derived::CampusesWithoutCurator => self.campuses_without_curator(),
                _ => Got::Unknown,
            };
        };
        match derived {
            Derived::Age => integer(self.age(row)),
            Derived::Employed => yes(self.employed(row)),
            Derived::Working => yes(self
                .employed(row)
                .map(|employed| employed && !row.is_absent(self.day))),
            Derived::StaffGroup => match self.staff_group(row) {
                Some(group) => text(group),
                None if row.text("position").is_empty() => Got::Unknown,
                None => Got::Empty,
            },
            Derived::Pedagogical => yes(if row.is_outside() {
                Some(false)
            } else {
                self.of_group(row, "педагогический")
            }),
            Derived::Head => yes(self.of_group(row, "руководящий")),
            Derived::Counted => {
                let absent = !self.index.limits.absent_count && row.is_absent(self.day);
                yes(if row.is_outside() || is_external(row) || absent {
                    Some(false)
                } else {
                    self.of_group(row, "педагогический")
                })
            }
            Derived::PedYears => integer(self.ped_months(row).map(|months| i64::from(months / 12))),
            Derived::OrgMonths => integer(
                row.date("hire_date")
                    .and_then(|from| months_between(from, self.day))
                    .map(i64::from),
            ),
            Derived::YoungByAge => yes(self.young(row, "до-35")),
            Derived::YouthByLaw => yes(self.young(row, "молодёжь")),
            Derived::Beginner => yes(self.young(row, "начинающий")),
            Derived::YoungWorker => yes(self.young(row, "молодой-работник")),
            Derived::Newcomer => {
                let months = row
                    .date("hire_date")
                    .and_then(|from| months_between(from, self.day));
                yes(months.map(|months| months >= 0 && i64::from(months) < self.index.limits.newcomer))
            }
            Derived::Young => yes(self.young(row, self.model.word("молодой"))),
            Derived::MentorNow => yes(self.any_active("пары-наставника", link)),
            Derived::MenteeNow => yes(self.any_active("пары-наставляемого", link)),
            Derived::ParticipantNow => yes(either(
                self.any_active("пары-наставника", link),
                self.any_active("пары-наставляемого", link),
            )),
            Derived::MenteeCount => integer(self.mentee_count(link)),
            Derived::DismissedThisYear => yes(Some(self.left_this_year(row))),
            Derived::TransferredThisYear => yes(Some(
                self.left_this_year(row) && row.text("dismissal_kind") == "перевод",
            )),
            Derived::TeachesByPost => yes(self.teaches_by_post(row)),
            Derived::WorkedAtStart => yes(self.worked_at_start(row)),
            Derived::YearsAtStart => integer(self.years_at_start(row)),
            Derived::Assigned => yes(Some(row.text("state") != "проект")),
            Derived::Reverse => yes(Some(row.text("kind") == "реверсивное")),
            Derived::PairActive => yes(self.pair_active(row)),
            Derived::PairEnd => pair_end(row).map_or(Got::Unknown, |day| value(Value::Date(day))),
            Derived::TermMonths => match (row.date("from"), row.date("to")) {
                (Some(from), Some(to)) => {
                    term_months(from, to).map_or(Got::Unknown, |months| value(Value::Number(months)))
                }
                _ => Got::Unknown,
            },
            Derived::PairSize => integer(
                i64::try_from(row.linked("mentees").count())
                    .ok()
                    .filter(|count| *count > 0),
            ),
            Derived::BetweenEmployees => yes(between_employees(row)),
            Derived::MentorEmployed => yes(employees(row, "mentor")),
            Derived::MenteesEmployed => yes(employees(row, "mentees")),
            Derived::WithStudents => yes(Some(
                row.linked("mentor")
                    .chain(row.linked("mentees"))
                    .any(|person| person.link.sheet != sheet_of_people()),
            )),
            Derived::PaidInFunction => yes(Some(self.related("допсоглашения", link).any(|addendum| {
                self.row(addendum)
                    .is_some_and(|row| holds(row.text("pay_basis"), "трудовой функции"))
            }))),
            Derived::PairThisYear => {
                let start = school_year_start(self.day);
                let end = start.checked_add(Span::new().years(1)).unwrap_or(start);
                yes(match (row.date("from"), pair_end(row)) {
                    (Some(from), Some(to)) => Some(from < end && start <= to),
                    _ => None,
                })
            }
            Derived::DocumentActive => yes(self.document_active(row)),
            Derived::DocumentThisYear => yes(self.of_year(row.text("school_year"), row.date("date"))),
            Derived::RowThisYear => yes(match row.text("year") {
                "" => Some(true),
                year => self.of_year(year, None),
            }),
            Derived::SurveyThisYear => yes(both(
                self.of_year("", row.date("date")),
                row.date("date").map(|date| date <= self.day),
            )),
            Derived::Happened => yes(self.happened(row)),
            Derived::OfficialActive => yes(Some(row.is_active(self.day, "from", "to"))),
            Derived::TermFrom => term(row)
                .and_then(|(from, _)| from)
                .map_or(Got::Unknown, |day| value(Value::Date(day))),
            Derived::TermTo => term(row)
                .and_then(|(_, to)| to)
                .map_or(Got::Unknown, |day| value(Value::Date(day))),
            Derived::Overdue => yes(self.overdue(row)),
            Derived::ConsentActive => yes(self.consent_active(row)),
            Derived::Outside => yes(Some(row.is_outside())),
            Derived::WorkedThisYear => yes(self.worked_this_year(row)),
            Derived::YearsAtLeaving => integer(self.years_at_leaving(row)),
            Derived::SchoolYearsSinceHired => integer(self.school_years_since_hired(row)),
            Derived::MeasuredThisYear => integer(self.measured_this_year(link)),
            Derived::LatestMeasurement => yes(self.is_latest_measurement(row)),
            Derived::PreviousScore => self.previous_score(row),
            Derived::SameInstrument => yes(self.same_instrument(row)),
            Derived::DocumentMonths => match (row.date("date"), row.date("valid_until")) {
                (Some(from), Some(to)) => {
                    term_months(from, to).map_or(Got::Unknown, |months| value(Value::Number(months)))
                }
                _ => Got::Unknown,
            },
            Derived::StaffCount | Derived::SchoolYear | Derived::CampusesWithoutCurator => Got::Unknown,
        }
    }

    fn staff_count(&self) -> Got<'static> {
        let sheet = self
            .school
            .rows("person")
            .filter(|row| !row.is_outside() && self.employed(*row) == Some(true))
            .count();
        integer(i64::try_from(sheet).ok().filter(|count| *count > 0))
    }

    fn age(&self, row: Row<'_>) -> Option<i64> {
        row.age(self.day).map(i64::from)
    }

    /// Works on this day. Without a date of hiring only today is known.
    pub fn employed(&self, row: Row<'_>) -> Option<bool> {
        if !row.is_employed(self.day) {
            return Some(false);
        }
        let told = row.date("hire_date").is_some() || self.day == self.today;
        told.then_some(true)
    }

    fn of_group(&self, row: Row<'_>, group: &str) -> Option<bool> {
        match (self.employed(row), self.staff_group(row)) {
            (Some(false), _) => Some(false),
            (Some(true), Some(found)) => Some(found == group),
            _ => None,
        }
    }

    /// Pedagogical experience in months on this day; experience stated for no day is known for today only.
    pub fn ped_months(&self, row: Row<'_>) -> Option<i32> {
        if !self.experience_is_dated(row) && self.day != self.today {
            return None;
        }
        row.experience("exp_ped", self.day)
    }

    /// It is known for which day the experience is stated, or when it began.
    pub fn experience_is_dated(&self, row: Row<'_>) -> bool {
        row.date("ped_start").is_some() || row.date("exp_as_of").is_some()
    }

    fn any_active(&self, relation: &str, link: Link) -> Option<bool> {
        // A school that keeps no list of pairs has not said that there are none.
        self.school.rows("pair").next()?;
        let mut unknown = false;
        for pair in self.related(relation, link) {
            match self.row(pair).and_then(|row| self.pair_active(row)) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => unknown = true,
            }
        }
        (!unknown).then_some(false)
    }

    fn mentee_count(&self, link: Link) -> Option<i64> {
        let mut count = 0;
        for pair in self.related("пары-наставника", link) {
            let row = self.row(pair)?;
            if self.pair_active(row)? {
                count += i64::try_from(row.linked("mentees").count()).ok()?;
            }
        }
        Some(count)
    }

    /// The pair works on this day. Its state says what is true today, unless the day comes before its end.
    pub fn pair_active(&self, row: Row<'_>) -> Option<bool> {
        let state = row.text("state");
        let ended = || row.date("ended_on").is_none_or(|ended| ended <= self.day);
        let over = match state {
            "проект" => true,
            "приостановлена" => self.day == self.today,
            "завершена" | "прекращена" => self.day == self.today && ended(),
            _ => false,
        };
        if over {
            return Some(false);
        }
        let from = row.date("from")?;
        let to = pair_end(row)?;
        Some(from <= self.day && self.day <= to)
    }

    fn document_active(&self, row: Row<'_>) -> Option<bool> {
        let state = matches!(row.text("state"), "" | "подписан" | "изменён");
        let until = row.date("valid_until").is_none_or(|until| self.day <= until);
        let signed = row.date("date").is_none_or(|date| date <= self.day);
        Some(state && until && signed)
    }

    fn of_year(&self, written: &str, date: Option<Date>) -> Option<bool> {
        if !written.is_empty() {
            // «2026/2027», «2026-27» and «2026–2027» are one year.
            let first = i32::from(school_year_start(self.day).year());
            let (mut digits, mut count) = (0, 0);
            for digit in written.chars().filter_map(|mark| mark.to_digit(10)).take(9) {
                digits = 10 * digits + i64::from(digit);
                count += 1;
            }
            let (long, short) = (10_000, 100);
            let next = i64::from(first + 1);
            return Some(match count {
                8 => digits == i64::from(first) * long + next,
                6 => digits == i64::from(first) * short + next % short,
                _ => false,
            });
        }
        let start = school_year_start(self.day);
        date.map(|date| start <= date && date < start.checked_add(Span::new().years(1)).unwrap_or(start))
    }

    fn overdue(&self, row: Row<'_>) -> Option<bool> {
        if row.date("done").is_some() {
            return Some(false);
        }
        let Some(Value::Term(written)) = row.value("term") else {
            return None;
        };
        if written.repeats {
            return Some(false);
        }
        Some(written.to.is_some_and(|to| to < self.day))
    }

    /// The last day of the record is not ahead; a record without a day is taken as done today.
    fn happened(&self, row: Row<'_>) -> Option<bool> {
        let days = ["to", "from", "date"];
        match days.into_iter().find_map(|key| row.date(key)) {
            Some(day) => Some(day <= self.day),
            None => (self.day == self.today).then_some(true),
        }
    }

    fn consent_active(&self, row: Row<'_>) -> Option<bool> {
        let ended = row.date("withdrawn").is_some_and(|day| day <= self.day)
            || row.date("until").is_some_and(|until| until < self.day);
        if ended {
            return Some(false);
        }
        row.date("date").map(|given| given <= self.day)
    }
}

/// Day a pair ended or is to end.
pub fn pair_end(row: Row<'_>) -> Option<Date> {
    row.date("ended_on").or_else(|| row.date("to"))
}

/// Works here besides a main job elsewhere: such people are left out of all shares.
pub(super) fn is_external(row: Row<'_>) -> bool {
    row.text("employment") == "внешнее совместительство"
}

/// Mentor and mentees are employees of this organisation; unknown while someone is not found in the staff list.
pub fn between_employees(row: Row<'_>) -> Option<bool> {
    both(employees(row, "mentor"), employees(row, "mentees"))
}

/// Everybody that a reference names is an employee of this organisation.
fn employees(row: Row<'_>, key: &str) -> Option<bool> {
    let mut people = row.linked(key).peekable();
    people.peek()?;
    Some(people.all(|person| person.link.sheet == sheet_of_people() && !person.is_outside()))
}

fn sheet_of_people() -> usize {
    crate::ingest::schema::Schema::get()
        .sheet("person")
        .map_or(usize::MAX, |(index, _)| index)
}

fn term(row: Row<'_>) -> Option<(Option<Date>, Option<Date>)> {
    match row.value("term") {
        Some(Value::Term(term)) => Some((term.from, term.to)),
        _ => None,
    }
}

/// Whole months from one day to another; negative when the second is earlier.
pub fn months_between(from: Date, to: Date) -> Option<i32> {
    from.until((Unit::Month, to)).ok().map(|span| span.get_months())
}

/// Months of a term with both days inside it; the rest of a month as a share of thirty-one days.
pub fn term_months(from: Date, to: Date) -> Option<f64> {
    let after = to.checked_add(Span::new().days(1)).ok()?;
    let span = from.until((Unit::Month, after)).ok()?;
    Some(f64::from(span.get_months()) + f64::from(span.get_days()) / 31.0)
}

fn both(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    Some(left? && right?)
}

fn either(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

fn value(known: Value) -> Got<'static> {
    Got::Value(Cow::Owned(known))
}

fn integer(known: Option<i64>) -> Got<'static> {
    known.map_or(Got::Unknown, |number| value(Value::Integer(number)))
}

pub(super) fn text(known: &str) -> Got<'static> {
    value(Value::Text(Arc::from(known)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::{months_between, term_months};
    use jiff::civil::date;

    #[test]
    fn terms_are_counted_in_months() {
        assert_eq!(term_months(date(2026, 9, 1), date(2027, 5, 31)), Some(9.0));
        assert_eq!(term_months(date(2026, 9, 1), date(2027, 8, 31)), Some(12.0));
        assert!(term_months(date(2026, 9, 1), date(2027, 9, 1)).unwrap() > 12.0);
        assert!(term_months(date(2026, 9, 1), date(2026, 11, 29)).unwrap() < 3.0);
        assert_eq!(months_between(date(2024, 1, 31), date(2024, 2, 29)), Some(0));
        assert_eq!(
            months_between(date(1990, 11, 22), date(2026, 11, 21)),
            Some(35 * 12 + 11)
        );
    }
}
