//! The parameters of a model that derived fields ask for, found once: they are asked for every person and day.

use crate::model::Model;

/// Values of parameters.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// «возраст-молодого».
    pub young_age: i64,
    /// «возраст-молодёжи».
    pub youth_age: i64,
    /// «стаж-начинающего», in months.
    pub beginner: i64,
    /// «стаж-молодого-работника», in months.
    pub young_worker: i64,
    /// «месяцев-нового».
    pub newcomer: i64,
    /// «перерывы-продлевают».
    pub leaves_stop: bool,
    /// «учитывать-отсутствующих».
    pub absent_count: bool,
}

impl Limits {
    /// Those of a model.
    pub fn of(model: &Model) -> Self {
        Self {
            young_age: model.number("возраст-молодого"),
            youth_age: model.number("возраст-молодёжи"),
            beginner: 12 * model.number("стаж-начинающего"),
            young_worker: 12 * model.number("стаж-молодого-работника"),
            newcomer: model.number("месяцев-нового"),
            leaves_stop: model.flag("перерывы-продлевают"),
            absent_count: model.flag("учитывать-отсутствующих"),
        }
    }
}
