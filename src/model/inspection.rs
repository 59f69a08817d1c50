//! What an inspector looks for in the folder of a school: `model/inspection.toml`.
//!
//! Knows kinds of documents, sheets and papers by name; whether a school has them is for others to say.

use std::sync::OnceLock;

use serde::Deserialize;

static POINTS: &str = include_str!("../../model/inspection.toml");

/// One point of the list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Point {
    /// What is looked for.
    pub title: String,
    /// Name of its folder, without the number.
    pub folder: String,
    /// A signed document of one of these kinds must be there.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// One of any school year that is in force will do.
    #[serde(default)]
    pub any_year: bool,
    /// Sheets and columns that must speak of every pair of the year.
    #[serde(default)]
    pub of_pairs: Vec<String>,
    /// A sheet that must have records.
    #[serde(default)]
    pub sheet: String,
    /// An indicator that must be met.
    #[serde(default)]
    pub indicator: String,
    /// Templates of its papers.
    pub papers: Vec<String>,
    /// Beginnings of words in the name of a scan that belongs here.
    pub words: Vec<String>,
}

/// All points, in the order of the folder.
pub fn points() -> &'static [Point] {
    #[derive(Deserialize)]
    struct File {
        point: Vec<Point>,
    }
    static LIST: OnceLock<Vec<Point>> = OnceLock::new();
    LIST.get_or_init(|| {
        toml::from_str::<File>(POINTS)
            .expect("model/inspection.toml is checked by the tests")
            .point
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use std::collections::BTreeSet;

    use super::points;
    use crate::ingest::schema::Schema;

    #[test]
    fn points_name_what_there_is() {
        assert_eq!(points().len(), 15);
        let schema = Schema::get();
        let (_, pair) = schema.sheet("pair").unwrap();
        let (_, document) = schema.sheet("document").unwrap();
        let kinds = &document.fields[document.field("kinds").unwrap()].values;
        let model = crate::model::load("federal-staff", &toml::Table::new()).unwrap();
        let mut papers = BTreeSet::new();
        for point in points() {
            for kind in &point.kinds {
                assert!(kinds.contains(kind), "{kind}");
            }
            for key in &point.of_pairs {
                assert!(pair.field(key).is_some() || schema.sheet(key).is_some(), "{key}");
            }
            assert!(
                point.sheet.is_empty() || schema.sheet(&point.sheet).is_some(),
                "{}",
                point.sheet
            );
            let known = model.indicators.iter().any(|one| one.id == point.indicator);
            assert!(point.indicator.is_empty() || known, "{}", point.indicator);
            for paper in &point.papers {
                assert!(papers.insert(paper), "{paper} twice");
            }
        }
    }
}
