//! The roadmap that a model offers to a school whose own sheet is empty: sections and activities as data.
//!
//! Knows roles and terms of any year; who holds a role and which days are worked is for others to say.

use super::reader::{Reader, Table};

/// A section of the roadmap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Title.
    pub title: String,
    /// What is done in it.
    pub activities: Vec<Activity>,
}

/// One activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// The task it serves.
    pub task: String,
    /// What is done.
    pub activity: String,
    /// In which form.
    pub held_as: String,
    /// When, without a year.
    pub term: String,
    /// Roles of those who answer for it.
    pub who: Vec<String>,
    /// What comes of it.
    pub result: String,
    /// How it is measured.
    pub indicator: String,
    /// The role without which there is no such activity.
    pub with: String,
    /// The act without which there is no such activity.
    pub act: String,
}

/// The sections of a file; empty when it holds none.
pub(super) fn read<'i>(reader: &mut Reader<'i>, table: &Table<'i>) -> Vec<Section> {
    let mut sections = Vec::new();
    for (section, place) in reader.tables(table, "roadmap") {
        reader.known(section, &["section", "activity"]);
        let title = reader.required(section, "section", place.start);
        let mut activities = Vec::new();
        for (row, place) in reader.tables(section, "activity") {
            activities.push(activity(reader, row, place.start));
        }
        if activities.is_empty() {
            reader.error(place.start, "в разделе карты нет мероприятий", None);
        }
        sections.push(Section { title, activities });
    }
    sections
}

fn activity<'i>(reader: &mut Reader<'i>, row: &Table<'i>, at: usize) -> Activity {
    reader.known(
        row,
        &[
            "task",
            "activity",
            "held-as",
            "term",
            "who",
            "result",
            "indicator",
            "with",
            "act",
        ],
    );
    let who = reader.texts(row, "who");
    if who.is_empty() {
        reader.error(at, "у мероприятия карты нет ответственных: ключ «who»", None);
    }
    let act = reader.text(row, "act").unwrap_or_default();
    if !act.is_empty() && super::act::find(&act).is_none() {
        reader.error(at, format!("акта «{act}» нет в acts.toml"), None);
    }
    let mut optional = |key: &str| reader.text(row, key).unwrap_or_default();
    let (task, held_as, indicator, with) = (
        optional("task"),
        optional("held-as"),
        optional("indicator"),
        optional("with"),
    );
    Activity {
        task,
        held_as,
        indicator,
        with,
        act,
        who,
        activity: reader.required(row, "activity", at),
        term: reader.required(row, "term", at),
        result: reader.required(row, "result", at),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::super::{list, load};
    use crate::ingest::values::term;

    #[test]
    fn every_model_offers_a_roadmap_with_its_own_sections() {
        for listed in list() {
            let model = load(listed.id, &toml::Table::new()).unwrap();
            let sections: Vec<String> = model
                .roadmap
                .iter()
                .map(|section| section.title.to_lowercase())
                .collect();
            let wanted = model.list("разделы-карты");
            assert!(
                !wanted.is_empty() && wanted.len() <= sections.len(),
                "{}",
                listed.id
            );
            for (line, title) in wanted.iter().zip(&sections) {
                let (_, words) = line.split_once(": ").unwrap();
                assert!(
                    words.split(", ").any(|word| title.contains(word)),
                    "{}: «{title}» does not stand where «{line}» is wanted",
                    listed.id
                );
            }
        }
    }

    #[test]
    fn every_term_is_read_as_a_term() {
        for listed in list() {
            let model = load(listed.id, &toml::Table::new()).unwrap();
            for activity in model.roadmap.iter().flat_map(|section| &section.activities) {
                let term = crate::russian::term::of_year(&activity.term, 2026, |day, _| day);
                assert!(term::read(&term, Some(2026)).is_some(), "{}: {term}", listed.id);
            }
        }
    }

    #[test]
    fn mistakes_of_a_roadmap_are_told() {
        let text = "[model]\nid = \"своя\"\ntitle = \"Своя\"\nextends = \"federal-staff\"\n\n[[roadmap]]\nsection = \"Начало\"\n\n\
            [[roadmap.activity]]\nactivity = \"Дело\"\nterms = \"до 31.08\"\nwho = []\nresult = \"приказ\"\nact = \"тк-351.9\"\n";
        let errors = load(text, &toml::Table::new()).unwrap_err();
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 4, "{told:#?}");
    }
}
