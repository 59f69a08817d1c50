//! Campuses where pairs work without a curator of their own.
//!
//! A campus is a building that pairs name: a hostel in the requisites needs nobody while no pair works there.

use super::derived::text;
use super::facts::{Facts, Got};
use crate::model::fold::alike;

impl Facts<'_> {
    /// Buildings of active pairs that no curator in office has; unknown while pairs of several buildings name none.
    pub(super) fn campuses_without_curator(&self) -> Got<'static> {
        let mut campuses: Vec<&str> = Vec::new();
        for pair in self.school.rows("pair") {
            let building = pair.text("building");
            let known = campuses.iter().any(|known| alike(known, building));
            if !building.is_empty() && !known && self.pair_active(pair) == Some(true) {
                campuses.push(building);
            }
        }
        let organisation = self.school.organisation(self.day);
        let several = organisation.is_some_and(|row| row.text("buildings").contains(';'));
        if campuses.is_empty() && several {
            return Got::Unknown;
        }
        let curators: Vec<&str> = self
            .school
            .rows("official")
            .filter(|row| row.text("role") == "куратор" && row.is_active(self.day, "from", "to"))
            .map(|row| row.text("building"))
            .collect();
        campuses.retain(|campus| !curators.iter().any(|own| alike(own, campus)));
        // The only campus is looked after by whoever is appointed.
        if campuses.is_empty() || curators.len() == 1 && !several {
            return Got::Empty;
        }
        text(&campuses.join(", "))
    }
}
