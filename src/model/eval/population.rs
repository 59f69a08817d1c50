//! Who belongs to a named set of records on the day of the facts.

use std::rc::Rc;

use super::Truth;
use super::facts::Facts;
use super::memo::Members;
use crate::model::requirement::Population;

impl Facts<'_> {
    /// Records of a population, and of how many it is not known whether they belong; `None` when the school keeps no
    /// such records.
    pub fn members(&self, population: &Population) -> Rc<Members> {
        self.memo
            .members(population, self.day, || self.looked_for(population))
    }

    fn looked_for(&self, population: &Population) -> Members {
        if !population.union.is_empty() {
            return self.united(&population.union);
        }
        let mut found = Vec::new();
        let mut unknown = 0;
        let mut any = false;
        for link in self.links(population.over) {
            any = true;
            match self.holds(&population.conditions, link).truth {
                Truth::Yes => found.push(link),
                Truth::Unknown => unknown += 1,
                Truth::No => {}
            }
        }
        let told = !found.is_empty() || unknown == 0;
        (any && told).then_some((found, unknown))
    }

    /// Members of several populations, each once.
    fn united(&self, names: &[String]) -> Members {
        let parts = names.iter().filter_map(|name| self.model.populations.get(name));
        let mut found = Vec::new();
        let mut unknown = 0;
        for part in parts {
            let members = self.members(part);
            let (links, unsure) = members.as_ref().as_ref()?;
            found.extend(links);
            unknown = unknown.max(*unsure);
        }
        found.sort_unstable();
        found.dedup();
        Some((found, unknown))
    }
}
