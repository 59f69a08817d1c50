//! From paths to named bytes: which files make a school, and which of them cannot be read.
//!
//! Finding is apart from reading, so that of many schools only those at work are in memory.
//! The only place where spreadsheets are looked for on disk. It tells no formats (that is `ingest::formats`) and
//! stops at no single bad file: what could not be read is listed with the reason, and the caller says so.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use crate::ingest::formats::FILE_LIMIT;
use crate::ingest::formats::error::Problem;
use crate::ingest::source::Source;
use crate::package::SHARING_VIOLATION;

/// Extensions by which a spreadsheet in a folder is known; a file named by itself may have any.
const EXTENSIONS: [&str; 7] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv"];
/// The folder of papers, and the extensions of texts in it; scans are not texts.
const PAPERS: &str = "документы";
const TEXTS: [&str; 4] = ["docx", "doc", "odt", "rtf"];
const SETTINGS: &str = "nastavnik.toml";
/// The school's own templates, never its data.
const TEMPLATES: &str = "шаблоны";
/// A folder with it holds papers made by the program.
const MANIFEST: &str = "manifest.json";

/// Where the files of one school lie.
#[derive(Debug, Clone)]
pub struct Place {
    /// The folder given, or that of the first file.
    pub root: PathBuf,
    /// The spreadsheets: name and path.
    files: Vec<(String, PathBuf)>,
    /// Texts of the folder of papers: name and path.
    papers: Vec<(String, PathBuf)>,
    /// `nastavnik.toml`, when there is one.
    pub settings_path: Option<PathBuf>,
    /// Folders that could not be listed: name and reason.
    unlisted: Vec<(String, String)>,
}

/// The files of one school.
#[derive(Debug, Clone)]
pub struct Input {
    /// The spreadsheets, by name.
    pub sources: Vec<Source>,
    /// Texts of the folder of papers, by name.
    pub papers: Vec<Source>,
    /// Files and folders that could not be read: name and reason.
    pub unread: Vec<(String, String)>,
}

/// Why there is nothing to work on.
#[derive(Debug, Error)]
pub enum InputError {
    /// The path leads nowhere.
    #[error("«{path}»: {reason}; проверьте путь", path = path.display())]
    Path {
        /// As it was given.
        path: PathBuf,
        /// In words.
        reason: String,
    },
    /// A folder without spreadsheets.
    #[error("«{path}»: в папке нет таблиц (xlsx, xlsm, xlsb, xls, ods, csv, tsv)", path = .0.display())]
    NoTables(PathBuf),
}

/// What the paths name: the files together are one school, each folder is one more.
///
/// # Errors
/// A path leads nowhere, or a folder has no tables in it.
pub fn find(paths: &[PathBuf]) -> Result<Vec<Place>, InputError> {
    let mut places = Vec::new();
    let mut files = Vec::new();
    for path in paths {
        let data = fs::metadata(path).map_err(|error| missing(path, &error))?;
        if data.is_dir() {
            let place = folder(path)?;
            if place.files.is_empty() && place.unlisted.is_empty() {
                return Err(InputError::NoTables(path.clone()));
            }
            places.push(place);
        } else {
            files.push(path.clone());
        }
    }
    if !files.is_empty() {
        places.insert(0, together(&files));
    }
    Ok(places)
}

/// The spreadsheets of a folder and of the folders right below it; there may be none.
///
/// # Errors
/// The folder cannot be listed.
pub fn folder(path: &Path) -> Result<Place, InputError> {
    let mut place = Place::new(path.to_path_buf());
    for (name, entry) in listed(path).map_err(|error| missing(path, &error))? {
        if entry.is_dir() {
            if name == TEMPLATES || entry.join(MANIFEST).exists() {
                continue;
            }
            match listed(&entry) {
                Ok(below) => {
                    let papers = name.to_lowercase() == PAPERS;
                    for (file, entry) in below.into_iter().filter(|(_, entry)| !entry.is_dir()) {
                        let file = format!("{name}/{file}");
                        if is_spreadsheet(&entry) {
                            place.files.push((file, entry));
                        } else if papers && has_extension(&entry, &TEXTS) {
                            place.papers.push((file, entry));
                        }
                    }
                }
                Err(error) => place.unlisted.push((name, reason(&error))),
            }
        } else if is_spreadsheet(&entry) {
            place.files.push((name, entry));
        }
    }
    Ok(place)
}

/// Whether a file, once written, would be read as a table of these schools.
pub fn would_be_read(file: &Path, paths: &[PathBuf]) -> bool {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    let Ok(folder) = fs::canonicalize(parent.unwrap_or(Path::new("."))) else {
        return false;
    };
    let target = file.file_name().map(|name| folder.join(name));
    paths
        .iter()
        .filter_map(|path| fs::canonicalize(path).ok())
        .any(|path| {
            let inside = folder == path || folder.parent() == Some(&path);
            target.as_ref() == Some(&path) || is_spreadsheet(file) && inside
        })
}

/// Files named together.
fn together(files: &[PathBuf]) -> Place {
    let root = files[0].parent().map(Path::to_path_buf).unwrap_or_default();
    let mut place = Place::new(if root.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        root
    });
    let mut seen = HashSet::new();
    for path in files {
        let short = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned();
        let name = if seen.insert(short.clone()) {
            short
        } else {
            slashed(path)
        };
        place.files.push((name, path.clone()));
    }
    place
}

impl Place {
    fn new(root: PathBuf) -> Self {
        let settings = root.join(SETTINGS);
        let settings_path = settings.is_file().then_some(settings);
        Self {
            root,
            files: Vec::new(),
            papers: Vec::new(),
            settings_path,
            unlisted: Vec::new(),
        }
    }

    /// Reads the files; what could not be read is listed.
    pub fn read(&self) -> Input {
        let mut unread = self.unlisted.clone();
        Input {
            sources: sources(&self.files, &mut unread),
            papers: sources(&self.papers, &mut unread),
            unread,
        }
    }
}

fn sources(files: &[(String, PathBuf)], unread: &mut Vec<(String, String)>) -> Vec<Source> {
    let mut read = Vec::new();
    for (name, path) in files {
        match bytes(path) {
            Ok(bytes) => read.push(Source {
                name: name.as_str().into(),
                bytes,
            }),
            Err(reason) => unread.push((name.clone(), reason)),
        }
    }
    read
}

/// The whole file, if it is a regular one and not too large: a pipe is never opened, since it may never end.
fn bytes(path: &Path) -> Result<Arc<[u8]>, String> {
    let data = fs::metadata(path).map_err(|error| reason(&error))?;
    if !data.is_file() {
        return Err("это не обычный файл; укажите файл с таблицей".to_owned());
    }
    let large = |size: u64| {
        Problem::LargeFile {
            size: size >> 20,
            limit: FILE_LIMIT >> 20,
        }
        .in_full()
    };
    if data.len() > FILE_LIMIT {
        return Err(large(data.len()));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| reason(&error))?;
    file.take(FILE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| reason(&error))?;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(large(bytes.len() as u64));
    }
    Ok(bytes.into())
}

/// Entries that are not hidden and no lock files of an office program, by name.
fn listed(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !name.starts_with('.') && !name.starts_with("~$") {
            entries.push((name, path));
        }
    }
    entries.sort();
    Ok(entries)
}

fn is_spreadsheet(path: &Path) -> bool {
    has_extension(path, &EXTENSIONS)
}

fn has_extension(path: &Path, known: &[&str]) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    known.iter().any(|known| known.eq_ignore_ascii_case(extension))
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

fn missing(path: &Path, error: &io::Error) -> InputError {
    InputError::Path {
        path: path.to_path_buf(),
        reason: reason(error),
    }
}

/// The commonest causes in Russian; the system's own words otherwise.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "такого файла или папки нет".to_owned(),
        io::ErrorKind::PermissionDenied => "нет прав на чтение".to_owned(),
        _ if cfg!(windows) && error.raw_os_error() == Some(SHARING_VIOLATION) => {
            "файл открыт в другой программе".to_owned()
        }
        _ => format!("не удалось прочитать: {error}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{Input, InputError, Place, find};

    fn put(path: &Path) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "ФИО\n").unwrap();
    }

    fn load(paths: &[PathBuf]) -> Vec<Input> {
        find(paths).unwrap().iter().map(Place::read).collect()
    }

    #[track_caller]
    fn names(folder: &Path) -> Vec<String> {
        let inputs = load(&[folder.to_path_buf()]);
        assert_eq!(inputs.len(), 1);
        inputs[0]
            .sources
            .iter()
            .map(|source| source.name.to_string())
            .collect()
    }

    #[test]
    fn a_folder_is_one_school() {
        let folder = tempfile::tempdir().unwrap();
        let ours = ["кадры.XLSX", "пары.csv", "2025/план.ods", "nastavnik.toml"];
        let not_ours = [
            "~$кадры.xlsx",
            ".скрытый.xlsx",
            "приказ.docx",
            "шаблоны/реестр.xlsx",
            "документы/приказ.docx",
            "документы/скан.pdf",
            "готово/manifest.json",
            "готово/реестр.xlsx",
            "2025/глубже/ещё.xlsx",
            ".git/а.csv",
        ];
        for name in ours.iter().chain(&not_ours) {
            put(&folder.path().join(name));
        }
        assert_eq!(names(folder.path()), ["2025/план.ods", "кадры.XLSX", "пары.csv"]);
        let place = &find(&[folder.path().to_path_buf()]).unwrap()[0];
        let papers: Vec<&str> = place.papers.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(papers, ["документы/приказ.docx"]);
        assert!(
            place
                .settings_path
                .as_ref()
                .is_some_and(|path| path.ends_with("nastavnik.toml"))
        );
        assert!(place.read().unread.is_empty());
    }

    #[test]
    fn files_are_one_school_and_folders_several() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["а/1.xlsx", "б/1.xlsx", "в/1.csv"] {
            put(&folder.path().join(name));
        }
        let at = |name: &str| folder.path().join(name);
        let inputs = load(&[at("а/1.xlsx"), at("б"), at("в"), at("б/1.xlsx")]);
        assert_eq!(
            inputs.iter().map(|input| input.sources.len()).collect::<Vec<_>>(),
            [2, 1, 1]
        );
        assert_eq!(&*inputs[0].sources[0].name, "1.xlsx");
        assert!(
            inputs[0].sources[1].name.ends_with("б/1.xlsx"),
            "two of one name are told apart"
        );
    }

    #[test]
    fn nothing_to_read_is_said() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(
            find(&[folder.path().to_path_buf()]),
            Err(InputError::NoTables(_))
        ));
        let lost = folder.path().join("нет.xlsx");
        let message = find(&[lost]).unwrap_err().to_string();
        assert!(
            message.contains("нет.xlsx") && message.contains("нет"),
            "{message}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("труба.xlsx");
        rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).unwrap();
        let inputs = load(&[pipe]);
        assert_eq!(inputs[0].unread[0].0, "труба.xlsx");
    }
}
