//! The letterhead that the settings name: a picture or a Word file beside the tables.

use std::sync::Arc;

use super::school::Prepared;
use super::{Failure, files, pictures};
use crate::render::docx::letterhead::Letterhead;

/// Heights that an emblem may have, in millimetres.
const HEIGHTS: std::ops::RangeInclusive<u64> = 5..=60;
/// Height of an emblem when the settings do not say.
const USUAL: u64 = 20;

/// Reads what the settings name.
pub fn read(prepared: &Prepared) -> Result<Letterhead, Failure> {
    let set = &prepared.settings.letterhead;
    match (&set.emblem, &set.file) {
        (None, None) => Ok(Letterhead::Plain),
        (Some(_), Some(_)) => Err(Failure::new(
            "в настройках [letterhead] заданы и emblem, и file: герб должен стоять в самом бланке, оставьте одно из двух",
        )),
        (Some(name), None) => {
            let height = set.emblem_height.unwrap_or(USUAL);
            if !HEIGHTS.contains(&height) {
                return Err(Failure::new(format!(
                    "в настройках [letterhead] emblem-height = {height}: высота герба бывает от {} до {} мм",
                    HEIGHTS.start(),
                    HEIGHTS.end()
                )));
            }
            let picture = pictures::read(&prepared.place.root, name)
                .map_err(|error| Failure::new(format!("герб «{name}» из настроек: {error}")))?;
            Ok(Letterhead::Emblem {
                picture: Arc::new(picture),
                height,
            })
        }
        (None, Some(name)) => Ok(Letterhead::Sheet {
            name: name.clone(),
            bytes: files::bytes(&prepared.place.root.join(name))?.into(),
        }),
    }
}
