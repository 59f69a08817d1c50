//! `new`: a folder for a school, with an empty workbook and commented settings.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::NewArgs;
use super::console::Console;
use super::{Failure, Status, next_year};
use crate::ingest::schema::Schema;
use crate::ingest::workbook;
use crate::model;
use crate::package::reason;
use crate::russian::counted;

const WORKBOOK: &str = "наставничество.xlsx";
const SETTINGS: &str = "nastavnik.toml";

/// Makes the folder; one that holds anything already is left alone.
pub fn run(arguments: &NewArgs, console: &Console) -> Result<Status, Failure> {
    if let (Some(old), Some(year)) = (&arguments.from, arguments.year) {
        return next_year::run(arguments, old, year, console);
    }
    let folder = &arguments.folder;
    let shown = folder.display();
    must_be_new(folder)?;
    let id = arguments.model.as_deref().unwrap_or(model::DEFAULT);
    let model = model::load(id, &toml::Table::new()).map_err(|errors| super::files::mistakes(&errors))?;
    let keys: Vec<&str> = model.sheets.iter().map(String::as_str).collect();
    let book = workbook::blank(if arguments.all_sheets { &[] } else { &keys })?;
    place(folder, &book, &settings(id))?;
    let count = if arguments.all_sheets || keys.is_empty() {
        Schema::get().sheets.len()
    } else {
        keys.len()
    };
    let sheets = counted(count as u64, ["лист", "листа", "листов"]);
    console.print(&format!(
        "Готово: папка {shown}\n  {WORKBOOK} — книга для данных: {sheets}, на каждом строка-образец\n  \
         {SETTINGS} — настройки с пояснениями\nЗаполните книгу и проверьте: nastavnik check {shown}\n"
    ));
    Ok(Status::Clean)
}

/// A folder that is not there yet, or is empty.
pub(super) fn must_be_new(folder: &Path) -> Result<(), Failure> {
    let shown = folder.display();
    if folder.is_file() {
        return Err(Failure::new(format!(
            "{shown} — это файл; укажите имя новой папки"
        )));
    }
    if fs::read_dir(folder).is_ok_and(|mut inside| inside.next().is_some()) {
        return Err(Failure::new(format!(
            "папка {shown} не пуста; укажите имя новой папки"
        )));
    }
    Ok(())
}

/// Makes the folder with its two files, or nothing.
pub(super) fn place(folder: &Path, book: &[u8], settings: &str) -> Result<(), Failure> {
    let is_ours = !folder.exists();
    fs::create_dir_all(folder).map_err(|error| refused(folder, &error))?;
    let placed = put_all(folder, &[(WORKBOOK, book), (SETTINGS, settings.as_bytes())]);
    if placed.is_err() && is_ours {
        // Somebody may have put a file there meanwhile: then the folder stays.
        let _ = fs::remove_dir(folder);
    }
    placed
}

/// All files or none; a file that is there already is never written over.
fn put_all(folder: &Path, files: &[(&str, &[u8])]) -> Result<(), Failure> {
    let mut made: Vec<PathBuf> = Vec::new();
    let placed = files.iter().try_for_each(|(name, bytes)| {
        let path = folder.join(name);
        let mut file = fs::File::create_new(&path).map_err(|error| refused(&path, &error))?;
        made.push(path.clone());
        file.write_all(bytes).map_err(|error| refused(&path, &error))
    });
    if placed.is_err() {
        for path in made {
            // What cannot be taken back is named by the failure already.
            let _ = fs::remove_file(path);
        }
    }
    placed
}

fn refused(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!(
        "не удалось создать {}: {}",
        path.display(),
        reason(error)
    ))
}

/// The settings file with every key explained; all but the model are commented out.
pub(super) fn settings(model: &str) -> String {
    format!(
        r#"# Настройки школы. Строка, перед которой стоит «#», не действует: уберите «#», чтобы включить её.

# Целевая модель наставничества (список: nastavnik model list).
model = "{model}"

# День, на который считаются возраст, сроки и показатели. Без этой строки — сегодня.
# date = 2026-11-21

# Папка своих шаблонов; иначе «шаблоны» рядом с этим файлом.
# templates = "шаблоны"

# Бланк для всех документов: герб над реквизитами (PNG или JPEG, высота в миллиметрах)
# или свой бланк — файл Word, который встаёт на место реквизитов.
# [letterhead]
# emblem = "герб.png"
# emblem-height = 20
# file = "бланк.docx"

# Внедрение, куратор, положение и дорожная карта отдельными приказами, а не одним.
# [orders]
# separate = true

# Пороги модели: возраст, стаж, сроки (список: nastavnik model show).
# [parameters]
# "возраст-молодого" = 35

# Заголовок столбца в вашей таблице → лист и поле; пустая строка — столбец не нужен.
# [columns]
# "Ф.И.О. педагога" = "person.fio"

# Как склонять: пять форм (родительный … предложный), "м" или "ж" — пол, "-" — не склонять.
# [declension]
# "Дюма Анна Ивановна" = "ж"

# Важность замечания в вашей школе: error, query или note.
# [severity]
# "П-07" = "note"
"#
    )
}
