//! Paths of a pack: numbered in an order, told apart.

use std::collections::BTreeSet;

use super::write::PackFile;

/// Papers of an event lie in one folder, numbered in the order of signing.
pub fn number(files: &mut [PackFile], order: &[String]) {
    let place = |file: &PackFile| order.iter().position(|id| *id == file.template);
    files.sort_by(|one, other| place(one).cmp(&place(other)).then(one.path.cmp(&other.path)));
    for (number, file) in (1..).zip(files) {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        file.path = format!("{number:02} {name}");
    }
}

/// Two papers of one name: the later ones are numbered, none is lost.
pub fn unique(files: &mut [PackFile]) {
    let mut seen = BTreeSet::new();
    for file in files {
        let (stem, ending) = file
            .path
            .rsplit_once('.')
            .map_or((file.path.clone(), String::new()), |(stem, ending)| {
                (stem.to_owned(), format!(".{ending}"))
            });
        let mut number = 2;
        while !seen.insert(file.path.to_lowercase()) {
            file.path = format!("{stem} {number}{ending}");
            number += 1;
        }
    }
}
