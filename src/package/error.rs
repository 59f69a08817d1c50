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
        // Windows lets nobody replace a file that a program holds, nor rename a folder with it.
        io::ErrorKind::PermissionDenied if cfg!(windows) => {
            "нет прав на запись, или файл открыт в Word, Excel или другой программе: закройте его и повторите"
                .to_owned()
        }
        io::ErrorKind::PermissionDenied => "нет прав на запись".to_owned(),
        io::ErrorKind::NotFound => "нет такого файла или папки".to_owned(),
        io::ErrorKind::AlreadyExists => "такой файл уже есть".to_owned(),
        io::ErrorKind::IsADirectory => "это папка, а не файл".to_owned(),
        io::ErrorKind::StorageFull => "на диске нет места".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "диск доступен только для чтения".to_owned(),
        io::ErrorKind::ResourceBusy => "файл занят другой программой".to_owned(),
        _ if cfg!(windows) && error.raw_os_error() == Some(SHARING_VIOLATION) => {
            "файл открыт в другой программе: закройте его и повторите".to_owned()
        }
        _ => error.to_string(),
    }
}

/// What Windows answers when another program holds the file.
pub const SHARING_VIOLATION: i32 = 32;
