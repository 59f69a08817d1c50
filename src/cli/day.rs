//! The day as of which everything is computed: the argument, else the settings, else the calendar on the wall.

use jiff::civil::Date;

use crate::settings::Settings;

/// The day of this run.
pub fn day(argument: Option<Date>, settings: &Settings) -> Date {
    argument.or(settings.date).unwrap_or_else(today)
}

#[allow(clippy::disallowed_methods, reason = "the one place that looks at the clock")]
fn today() -> Date {
    jiff::Zoned::now().date()
}
