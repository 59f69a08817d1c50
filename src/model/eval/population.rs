//! Who belongs to a named set of records on the day of the facts.

use super::Truth;
use super::facts::Facts;
use crate::model::requirement::Population;
use crate::school::Link;

impl Facts<'_> {
    /// Records of a population, and of how many it is not known whether they belong; `None` when the school keeps no
    /// such records.
    pub fn members(&self, population: &Population) -> Option<(Vec<Link>, usize)> {
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
    fn united(&self, names: &[String]) -> Option<(Vec<Link>, usize)> {
        let parts = names.iter().filter_map(|name| self.model.populations.get(name));
        let mut found = Vec::new();
        let mut unknown = 0;
        for part in parts {
            let (links, unsure) = self.members(part)?;
            found.extend(links);
            unknown = unknown.max(unsure);
        }
        found.sort_unstable();
        found.dedup();
        Some((found, unknown))
    }
}
