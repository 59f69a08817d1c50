//! Sections that a model asks for: of the roadmap, of the section of the site. A list of the model holds a title and
//! the beginnings of words by which the section is known: «Работа пар: пар, работ».

use crate::model::fold::fold;

/// Titles of the wanted sections that none of the given ones is.
pub fn lacking<'a>(wanted: &'a [String], present: &[String]) -> impl Iterator<Item = &'a str> {
    wanted.iter().filter_map(|wanted| {
        let (title, stems) = wanted.split_once(':').unwrap_or((wanted, wanted));
        let known = |stem: &str| present.iter().any(|section| section.contains(&fold(stem)));
        (!stems.split(',').any(known)).then_some(title.trim())
    })
}
