//! `new --from --year`: the folder of the next school year, made from that of the last.

use std::path::{Path, PathBuf};

use super::args::{NewArgs, SchoolArgs};
use super::console::Console;
use super::school::{self, Prepared};
use super::{Failure, Status, files, new};
use crate::ingest::schema::Schema;
use crate::ingest::source::Cancel;
use crate::ingest::workbook;
use crate::pipeline;
use crate::rollover::{self, Rollover, SchoolYear};
use crate::russian::counted;
use crate::school::{School, build};

/// Makes the new folder; the old one is only read.
pub fn run(arguments: &NewArgs, old: &Path, year: SchoolYear, console: &Console) -> Result<Status, Failure> {
    let folder = &arguments.folder;
    apart(folder, old)?;
    new::must_be_new(folder)?;
    let (prepared, school) = read(old)?;
    if let Some(latest) = rollover::latest_year(&school).filter(|latest| *latest >= year) {
        return Err(Failure::new(format!(
            "в папке {} уже есть {latest} учебный год, а новый должен быть позже: --year {}",
            old.display(),
            latest.next()
        )));
    }
    let mut made = rollover::rollover(&school, &prepared.model, year, prepared.date);
    let taken = taken(&made);
    for sheet in &Schema::get().sheets {
        if arguments.all_sheets || prepared.model.sheets.contains(&sheet.key) {
            made.rows.entry(&sheet.key).or_default();
        }
    }
    let book = workbook::filled(&made.rows)?;
    let settings = match &prepared.place.settings_path {
        Some(path) => without_day(&files::text(path)?),
        None => new::settings(crate::model::DEFAULT),
    };
    new::place(folder, &book, &settings)?;
    console.print(&format!(
        "Готово: папка {}, {year} учебный год; папка {} не изменена\nПеренесено\n{taken}Не перенесено\n{}{}\
         Проверьте: nastavnik check {}\n",
        folder.display(),
        old.display(),
        left(&made),
        beside(&prepared),
        folder.display()
    ));
    Ok(Status::Clean)
}

/// The old school; a file that cannot be read stops the work, because its rows would be lost.
fn read(old: &Path) -> Result<(Prepared, School), Failure> {
    let arguments = SchoolArgs {
        paths: vec![old.to_path_buf()],
        settings: None,
        date: None,
        model: None,
        templates: None,
    };
    let (reader, cancel) = (school::reader(), Cancel::default());
    let Some(prepared) = school::prepare(&arguments)?.into_iter().next() else {
        return Err(Failure::new(format!("в папке {} нет школы", old.display())));
    };
    let input = prepared.place.read();
    let ingested = pipeline::read(&prepared.job(&input, reader.as_ref(), &cancel));
    if let Some(error) = ingested.files.iter().find_map(|file| file.error.as_ref()) {
        return Err(Failure::new(error.clone()));
    }
    let (school, _) = build(ingested, &prepared.name, &prepared.path);
    let known = ["organisation", "person"];
    if known.iter().all(|sheet| school.rows(sheet).next().is_none()) {
        return Err(Failure::new(format!(
            "{}: это не папка школы: в таблицах нет ни организации, ни сотрудников",
            old.display()
        )));
    }
    Ok((prepared, school))
}

/// The new folder is another one, and not inside the old: tables there would be read as the old school's.
fn apart(folder: &Path, old: &Path) -> Result<(), Failure> {
    let (new, from) = (real(folder), real(old));
    if new == from {
        return Err(Failure::new(format!(
            "новый год нельзя начать в той же папке {}; укажите имя новой папки",
            old.display()
        )));
    }
    if new.starts_with(&from) {
        return Err(Failure::new(format!(
            "новая папка {} лежит внутри старой; укажите место рядом с ней",
            folder.display()
        )));
    }
    Ok(())
}

/// The path without links, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let known = full
        .ancestors()
        .find_map(|above| Some((above, above.canonicalize().ok()?)));
    match known {
        Some((above, real)) => real.join(full.strip_prefix(above).unwrap_or(Path::new(""))),
        None => full,
    }
    .components()
    .collect()
}

/// The settings of the old year without its day.
fn without_day(text: &str) -> String {
    let mut inside = false;
    text.split_inclusive('\n')
        .map(|line| {
            inside |= line.trim_start().starts_with('[');
            let key = line
                .split('=')
                .next()
                .unwrap_or_default()
                .trim()
                .trim_matches('"');
            if !inside && key == "date" {
                format!("# {line}")
            } else {
                line.to_owned()
            }
        })
        .collect()
}

fn rows(count: usize) -> String {
    counted(count as u64, ["строка", "строки", "строк"])
}

fn taken(made: &Rollover) -> String {
    let sheets = Schema::get().sheets.iter();
    sheets
        .filter_map(|sheet| Some((sheet, made.rows.get(sheet.key.as_str())?)))
        .map(|(sheet, taken)| format!("  {}: {}\n", sheet.title, rows(taken.len())))
        .collect()
}

fn left(made: &Rollover) -> String {
    let lines = made.left.iter().map(|left| {
        let named: String = left.named.iter().map(|name| format!("    {name}\n")).collect();
        format!(
            "  {}: {} — {}\n{named}",
            left.sheet.title,
            rows(left.count),
            left.why.text()
        )
    });
    let text: String = lines.collect();
    if text.is_empty() {
        "  ничего: перенесены все строки\n".to_owned()
    } else {
        text
    }
}

/// Files that the settings name and that stay in the old folder.
fn beside(prepared: &Prepared) -> &'static str {
    let letterhead = &prepared.settings.letterhead;
    let named =
        prepared.settings.templates.is_some() || letterhead.emblem.is_some() || letterhead.file.is_some();
    if named || prepared.place.root.join("шаблоны").is_dir() {
        "  Свои шаблоны и бланк — скопируйте их сами, если они нужны\n"
    } else {
        ""
    }
}
