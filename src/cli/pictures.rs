//! Pictures that the data name by a file: they lie in the folder of the data or below it, and nowhere else.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::package::reason;
use crate::render::error::PictureError;
use crate::render::picture::{self, Picture, Pictures};

/// Pictures of a folder; each file is read once.
pub fn of_folder(folder: PathBuf) -> Pictures {
    let known: Mutex<HashMap<String, Result<Arc<Picture>, PictureError>>> = Mutex::default();
    Pictures::new(move |name| {
        if let Some(found) = known.lock().ok().and_then(|known| known.get(name).cloned()) {
            return found;
        }
        let found = read(&folder, name).map(Arc::new);
        if let Ok(mut known) = known.lock() {
            known.insert(name.to_owned(), found.clone());
        }
        found
    })
}

/// The picture of a file named from a folder.
pub fn read(folder: &Path, name: &str) -> Result<Picture, PictureError> {
    let path = Path::new(name);
    if path
        .components()
        .any(|part| !matches!(part, Component::Normal(_) | Component::CurDir))
    {
        return Err(PictureError::File(
            "файл картинки должен лежать в папке с данными или ниже".to_owned(),
        ));
    }
    let path = folder.join(path);
    let refused =
        |error: &std::io::Error| PictureError::File(format!("{}: {}", path.display(), reason(error)));
    let size = fs::metadata(&path).map_err(|error| refused(&error))?.len();
    if size > picture::MOST_BYTES as u64 {
        return Err(PictureError::Bytes {
            most: picture::MOST_BYTES >> 20,
        });
    }
    Picture::read(&fs::read(&path).map_err(|error| refused(&error))?)
}
