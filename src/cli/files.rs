//! Settings and models from the disk.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::diag::{nearest, suggestion};
use crate::model::{self, Model, error::ModelError};
use crate::package::reason;
use crate::russian::Overrides;
use crate::settings::Settings;

/// Reads a text file; the failure names it.
pub fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| {
        Failure::new(format!(
            "не удалось прочитать {}: {}",
            path.display(),
            reason(&error)
        ))
    })
}

/// Reads a file; the failure names it.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| {
        Failure::new(format!(
            "не удалось прочитать {}: {}",
            path.display(),
            reason(&error)
        ))
    })
}

/// The settings of a school: the file given, else the one found beside its tables, else none.
pub fn settings(given: Option<&PathBuf>, found: Option<&PathBuf>) -> Result<Settings, Failure> {
    let Some(path) = given.or(found) else {
        return Ok(Settings::default());
    };
    let settings: Settings = toml::from_str(&text(path)?).map_err(|error| {
        let place = error.span().map(|span| span.start).unwrap_or_default();
        let line = text(path)
            .map(|text| text[..place.min(text.len())].matches('\n').count() + 1)
            .unwrap_or(1);
        Failure::new(format!(
            "{}, строка {line}: {}",
            path.display(),
            in_russian(error.message())
        ))
    })?;
    match Overrides::misunderstood(&settings).as_slice() {
        [] => Ok(settings),
        words => Err(Failure::new(format!(
            "{}, [declension]: не понято значение у «{}»; можно «м», «ж», «-» или пять падежей",
            path.display(),
            words.join("», «")
        ))),
    }
}

/// What serde says of a settings file, for a reader who knows no serde.
fn in_russian(message: &str) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match (message.split_whitespace().next(), quoted.as_slice()) {
        (Some("unknown"), [name, known @ ..]) => {
            let nearest = suggestion(nearest(name, known.iter().copied()).as_deref());
            format!("не знаю, что такое «{name}»{nearest}")
        }
        _ => format!("запись не понята ({message})"),
    }
}

/// The model by its id, or by the path of its file.
pub fn model(id: &str, settings: &Settings) -> Result<Model, Failure> {
    let path = Path::new(id);
    let loaded = if path.extension().is_some_and(|ending| ending == "toml") {
        let loaded = model::load(&text(path)?, &settings.parameters);
        loaded.map_err(|errors| named(errors, path))
    } else {
        model::load(id, &settings.parameters)
    };
    loaded.map_err(|errors| mistakes(&errors))
}

/// Mistakes of a model file under its own name.
fn named(mut errors: Vec<ModelError>, path: &Path) -> Vec<ModelError> {
    for error in errors.iter_mut().filter(|error| error.file == model::OWN_FILE) {
        error.file = path.display().to_string();
    }
    errors
}

/// All mistakes of a model or a template, one a line.
pub fn mistakes<E: ToString>(errors: &[E]) -> Failure {
    Failure::new(
        errors
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n"),
    )
}

/// Writes a file whole or not at all; a pipe or a device takes the bytes as they come. The failure names the file.
pub fn write(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let written = match fs::metadata(path) {
        Ok(data) if !data.is_file() && !data.is_dir() => into_device(path, fill),
        _ => replace(path, fill),
    };
    written.map_err(|error| {
        Failure::new(format!(
            "не удалось записать {}: {}",
            path.display(),
            reason(&error)
        ))
    })
}

fn replace(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut fresh = tempfile::Builder::new();
    open_to_others(&mut fresh);
    let mut file = BufWriter::new(fresh.tempfile_in(folder)?);
    fill(&mut file)?;
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    if let Ok(old) = fs::metadata(path) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A temporary file is its owner's alone; an answer is read by whom the system lets.
#[cfg(unix)]
fn open_to_others(fresh: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    fresh.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn open_to_others(_fresh: &mut tempfile::Builder<'_, '_>) {}

fn into_device(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut device = BufWriter::new(fs::OpenOptions::new().write(true).open(path)?);
    fill(&mut device)?;
    device.flush()
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::write;

    #[test]
    fn a_file_is_replaced_whole_and_keeps_its_permissions() {
        let folder = tempfile::tempdir().unwrap();
        let (file, plain) = (folder.path().join("ответ.txt"), folder.path().join("обычный"));
        fs::write(&plain, "").unwrap();
        let mode = |path| fs::metadata(path).unwrap().permissions().mode();
        write(&file, |out| out.write_all(b"1")).unwrap();
        assert_eq!(mode(&file), mode(&plain), "as any file the user makes");

        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        let stopped = |out: &mut dyn std::io::Write| {
            out.write_all(b"2")?;
            Err(std::io::ErrorKind::StorageFull.into())
        };
        assert!(write(&file, stopped).is_err());
        assert_eq!(fs::read(&file).unwrap(), b"1", "not half of the new one");
        write(&file, |out| out.write_all(b"3")).unwrap();
        assert_eq!(
            (fs::read(&file).unwrap(), mode(&file) & 0o777),
            (b"3".to_vec(), 0o640)
        );
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            2,
            "nothing is left beside"
        );
    }
}
