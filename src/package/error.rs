//! What can stop a pack from being written.

use std::io;
use std::path::PathBuf;

/// The target could not be written; nothing in it was changed.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// A file stands where the folder should be.
    #[error("{} — это файл, а документы складываются в папку; укажите другую папку в --out", path.display())]
    TargetIsFile {
        /// The target.
        path: PathBuf,
    },
    /// The folder above the target is not there.
    #[error("нет папки {}; создайте её или укажите другую в --out", path.display())]
    NoParent {
        /// The folder above.
        path: PathBuf,
    },
    /// The disk said no.
    #[error("не удалось записать {}: {}; проверьте права и свободное место", path.display(), reason(source))]
    Io {
        /// What was being written.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
}

impl PackageError {
    /// An [`PackageError::Io`] for a path.
    pub fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}

/// The cause in Russian, for the kinds a school meets.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "нет прав на запись".to_owned(),
        io::ErrorKind::NotFound => "нет такого файла или папки".to_owned(),
        io::ErrorKind::AlreadyExists => "такой файл уже есть".to_owned(),
        io::ErrorKind::IsADirectory => "это папка, а не файл".to_owned(),
        io::ErrorKind::StorageFull => "на диске нет места".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "диск доступен только для чтения".to_owned(),
        io::ErrorKind::ResourceBusy => "файл занят другой программой".to_owned(),
        _ => error.to_string(),
    }
}
