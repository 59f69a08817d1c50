//! What reading tells the school: codes of the area Д and their words.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::dictionary::SURE;
use super::formats::ODDITIES;
use super::grid::{CellRef, Grid, OddityKind};
use super::layout::header::How;
use super::read::{ColumnRead, FileRead, TableRead};
use super::schema::Schema;
use crate::diag::{CodeInfo, Finding, Place, Severity, Subject, suggestion};
use crate::russian::counted;

/// Code of a file that gave nothing.
pub const UNREADABLE_FILE: &str = "Д-01";

/// Codes of reading, sorted.
pub static CODES: &[CodeInfo] = &[
    CodeInfo {
        code: UNREADABLE_FILE,
        title: "Файл не прочитан",
        severity: Severity::Error,
        explanation: "Файл не удалось прочитать как таблицу: он повреждён, защищён паролем или это не таблица. Ничего из него не учтено. \
                      Откройте файл, сохраните его заново в формате xlsx и повторите.",
    },
    CodeInfo {
        code: "Д-02",
        title: "В файле нет записей",
        severity: Severity::Error,
        explanation: "Таблица прочитана, но ни одной записи в ней нет: книга пустая или в ней только строки-образцы. Пустая книга не \
                      значит, что всё в порядке: проверять в ней нечего. Заполните листы или уберите файл из папки.",
    },
    CodeInfo {
        code: "Д-03",
        title: "Лист не распознан",
        severity: Severity::Query,
        explanation: "Ни по заголовкам, ни по содержанию не удалось понять, что это за лист. Листы узнаются по заголовкам столбцов, а не по \
                      названию. Назовите столбцы как в пустой книге (команда new) или укажите их в разделе [columns] файла nastavnik.toml.",
    },
    CodeInfo {
        code: "Д-04",
        title: "Столбец не распознан",
        severity: Severity::Note,
        explanation: "Заголовок столбца не похож ни на один известный, поэтому его данные не учтены. Если столбец нужен, укажите его в разделе \
                      [columns] файла nastavnik.toml; если не нужен, напишите там пустую строку.",
    },
    CodeInfo {
        code: "Д-05",
        title: "Столбец распознан неуверенно",
        severity: Severity::Query,
        explanation: "Столбец сопоставлен по сходству слов или по содержанию, и это стоит подтвердить. Добавьте подсказанную строку в раздел \
                      [columns] файла nastavnik.toml или выполните read --remember.",
    },
    CodeInfo {
        code: "Д-06",
        title: "Значение не прочитано",
        severity: Severity::Error,
        explanation: "Значение ячейки не похоже на то, что должно быть в этом столбце. Оно не учтено: догадка не выдаётся за данные. Исправьте \
                      ячейки, на которые указывает замечание.",
    },
    CodeInfo {
        code: "Д-07",
        title: "Обязательная ячейка пуста",
        severity: Severity::Error,
        explanation: "Без этого значения запись нельзя проверить и нельзя составить по ней документ. Заполните ячейку.",
    },
    CodeInfo {
        code: "Д-08",
        title: "Такого дня нет в календаре",
        severity: Severity::Error,
        explanation: "Дата записана по форме верно, но такого дня не бывает (например, 31.02.2020). Проверьте по документу и исправьте.",
    },
    CodeInfo {
        code: "Д-09",
        title: "Дата неполная",
        severity: Severity::Query,
        explanation: "Вместо дня указаны только месяц или год. Срок и стаж от такой даты не считаются. Укажите день по документу.",
    },
    CodeInfo {
        code: "Д-10",
        title: "Значения нет в списке",
        severity: Severity::Error,
        explanation: "В этом столбце допустимы только значения из списка (в пустой книге они выпадают сами). Написанное не узнано ни как \
                      сокращение, ни как опечатка. Выберите значение из списка.",
    },
    CodeInfo {
        code: "Д-11",
        title: "Срок не распознан",
        severity: Severity::Query,
        explanation: "В ячейке срока стоит текст, который сроком не является: скорее всего, он из соседнего столбца. Укажите день, период, месяц \
                      или слова «ежегодно», «в течение года», «по мере необходимости».",
    },
    CodeInfo {
        code: "Д-12",
        title: "Число или дата записаны текстом",
        severity: Severity::Note,
        explanation: "Значение прочитано, но в файле это текст: Excel не сможет с ним считать и сортировать. Ничего исправлять не обязательно.",
    },
    CodeInfo {
        code: "Д-13",
        title: "Стаж указан годом начала",
        severity: Severity::Query,
        explanation: "Вместо стажа указан год, с которого он идёт. Точный стаж по году не считается. Укажите дату начала педагогической работы \
                      или число лет.",
    },
    CodeInfo {
        code: "Д-14",
        title: "Ошибка формулы в ячейке",
        severity: Severity::Error,
        explanation: "Вместо значения в ячейке ошибка Excel (например, #Н/Д). Исправьте формулу или впишите значение.",
    },
    CodeInfo {
        code: "Д-15",
        title: "Скрытые строки прочитаны",
        severity: Severity::Note,
        explanation: "Строки, скрытые в файле, прочитаны наравне с остальными и отмечены. Если это не записи, удалите их.",
    },
    CodeInfo {
        code: "Д-16",
        title: "Строка не понята",
        severity: Severity::Query,
        explanation: "Строка стоит среди записей, но записью не является: в ней нет ФИО или другого главного значения, и на итог, заголовок или \
                      вакансию она не похожа. Дополните строку или уберите её.",
    },
    CodeInfo {
        code: "Д-17",
        title: "Книга другой версии или чужой шаблон",
        severity: Severity::Query,
        explanation: "Книга сделана другой версией программы или по другому шаблону. Она прочитана, но некоторых столбцов в ней может не быть. \
                      Перенесите данные в новую книгу (команда new).",
    },
    CodeInfo {
        code: "Д-18",
        title: "Строка настроек [columns] не указывает на столбец",
        severity: Severity::Error,
        explanation: "Справа в разделе [columns] файла nastavnik.toml пишут лист и поле через точку, например person.fio, или пустую строку.",
    },
    CodeInfo {
        code: "Д-19",
        title: "Пустые ячейки заполнены значением сверху",
        severity: Severity::Query,
        explanation: "Столбец слева от ФИО заполнен только в первой строке каждой группы, поэтому пустые ячейки ниже приняты за «то же». \
                      Если это не так, впишите значения в каждую строку.",
    },
    CodeInfo {
        code: "Д-20",
        title: "Файл прочитан с поправкой",
        severity: Severity::Query,
        explanation: "В файле есть то, чего табличный редактор обычно не пишет: повтор ячейки, формула без результата, потерянные символы, управляющие знаки. \
                      Файл прочитан, но значение в указанном месте стоит проверить. Обычно помогает открыть файл и сохранить его заново.",
    },
    CodeInfo {
        code: "Д-22",
        title: "документ из папки «документы» не прочитан",
        severity: Severity::Query,
        explanation: "Файлы docx из папки «документы» рядом с книгой читаются, чтобы проверить, на какие акты они ссылаются. Этот файл прочитать не \
                      удалось: он повреждён, под паролем или в другом формате. Откройте его в текстовом редакторе и сохраните как docx; если \
                      проверять его не нужно, уберите из папки.",
    },
];

/// Registered entry of a code.
fn info(code: &str) -> &'static CodeInfo {
    CODES.iter().find(|info| info.code == code).unwrap_or(&CODES[0])
}

/// A finding of reading with its usual severity.
pub fn new(code: &'static str, subject: Subject, meaning: &str, message: String) -> Finding {
    Finding::new(code, info(code).severity, subject, meaning, message)
}

fn file_subject(file: &str) -> Subject {
    Subject {
        kind: "file".into(),
        key: file.into(),
        name: file.into(),
    }
}

/// A sheet of the schema as what a finding is about.
pub fn sheet_subject(sheet: usize) -> Subject {
    let def = &Schema::get().sheets[sheet];
    Subject {
        kind: "sheet".into(),
        key: def.key.clone(),
        name: def.title.clone(),
    }
}

fn place(file: &Arc<str>, sheet: &Arc<str>, cell: Option<CellRef>) -> Place {
    Place {
        file: Arc::clone(file),
        sheet: Arc::clone(sheet),
        cell: cell.map(CellRef::a1).unwrap_or_default(),
        role: String::new(),
    }
}

/// The file is no table.
pub fn unreadable_file(file: &Arc<str>, error: &str) -> Finding {
    new(
        UNREADABLE_FILE,
        file_subject(file),
        "",
        format!("файл не прочитан: {error}"),
    )
    .hint(
        "Закройте файл в других программах и проверьте права на чтение; не помогло — откройте его и сохраните \
         заново в формате xlsx",
    )
    .at(place(file, &Arc::default(), None))
}

/// A paper of the folder is no Word document that can be read.
pub fn unreadable_paper(file: &Arc<str>, why: &str) -> Finding {
    let message = format!("документ «{file}» не прочитан: {why}; ссылки на акты в нём не проверены");
    new("Д-22", file_subject(file), "", message)
        .hint("откройте файл в текстовом редакторе и сохраните как docx")
        .at(place(file, &Arc::default(), None))
}

/// A line of `[columns]` names no field.
pub fn unknown_field(header: &str, path: &str, nearest: Option<&str>) -> Finding {
    let subject = Subject {
        kind: "settings".into(),
        key: header.into(),
        name: header.into(),
    };
    new(
        "Д-18",
        subject,
        path,
        format!(
            "в [columns] для «{header}» указано «{path}»: такого поля нет{}",
            suggestion(nearest)
        ),
    )
    .hint("Исправьте имя поля в разделе [columns] настроек")
}

/// A workbook of another version of this program.
pub fn other_version(file: &Arc<str>, sheet: &Arc<str>, found: &str, own: &str) -> Finding {
    new(
        "Д-17",
        file_subject(file),
        found,
        if found.is_empty() {
            "книга похожа на рабочую, но версия её шаблона не указана: возможно, она сделана другой программой".into()
        } else {
            format!("книга сделана по шаблону версии «{found}», а нужна «{own}»")
        },
    )
    .hint("Перенесите данные в новую книгу: команда new")
    .at(place(file, sheet, None))
}

/// A workbook about mentoring made by a template of somebody else: most of its columns are none of ours.
pub fn strange_template(read: &FileRead) -> Option<Finding> {
    let counts = |table: &TableRead| {
        let unknown = |column: &&ColumnRead| column.how == How::Unknown && !column.header.is_empty();
        let unknown = table.columns.iter().filter(unknown).count();
        let known = table
            .columns
            .iter()
            .filter(|column| column.field.is_some())
            .count();
        (known, unknown)
    };
    let is_strange = |table: &&TableRead| {
        let (known, unknown) = counts(table);
        table.of_mentoring && (table.sheet.is_none() || unknown > 2 && unknown >= known)
    };
    let table = read.tables.iter().find(is_strange)?;
    let (known, unknown) = counts(table);
    let what = if table.sheet.is_none() {
        "ни один столбец не понят".to_owned()
    } else {
        let columns = counted((known + unknown) as u64, ["столбца", "столбцов", "столбцов"]);
        format!("понятны {known} из {columns}")
    };
    Some(
        new(
            "Д-17",
            file_subject(&read.file),
            "strange",
            if table.name.is_empty() {
                format!("файл сделан по чужому шаблону: {what}")
            } else {
                format!("файл сделан по чужому шаблону: на листе «{}» {what}", table.name)
            },
        )
        .hint("Перенесите данные в книгу, которую делает команда new, или назовите столбцы в [columns] файла nastavnik.toml")
        .at(place(&read.file, &table.name, None)),
    )
}

/// What the reader of the file had to put right, in words.
pub fn oddity(kind: OddityKind) -> &'static str {
    match kind {
        OddityKind::CellTwice => "ячейка записана дважды, взято последнее значение",
        OddityKind::TextCut => "слишком длинный текст обрезан",
        OddityKind::FormulaWithoutValue => "формула без результата: откройте книгу и сохраните её",
        OddityKind::ValueUnreadable => "значение ячейки повреждено",
        OddityKind::MergeIgnored => "неверное объединение ячеек пропущено",
        OddityKind::QuoteUnclosed => "кавычка не закрыта",
        OddityKind::EncodingMixed => "строки файла в разных кодировках",
        OddityKind::ControlDropped => "из значения убраны управляющие знаки, которых в документах не бывает",
        OddityKind::CharactersLost => "часть символов не прочитана: проверьте кодировку",
    }
}

/// What the reader of the file had to put right: one finding for each kind on a sheet.
pub fn of_oddities(file: &Arc<str>, grid: &Grid, findings: &mut Vec<Finding>) {
    let mut kinds: BTreeMap<OddityKind, Vec<Option<CellRef>>> = BTreeMap::new();
    for oddity in &grid.oddities {
        kinds.entry(oddity.kind).or_default().push(oddity.at);
    }
    let sheet: Arc<str> = grid.name.as_str().into();
    for (kind, cells) in kinds {
        let what = oddity(kind);
        let count = match cells.len() {
            0 | 1 => String::new(),
            // The readers stop counting here: a file with so many is damaged throughout.
            ODDITIES => format!(" ({ODDITIES} и больше)"),
            count => format!(" ({count})"),
        };
        let meaning = format!("{}:{kind:?}", grid.name);
        let mut finding = new("Д-20", file_subject(file), &meaning, format!("{what}{count}"));
        finding.places = cells.into_iter().map(|at| place(file, &sheet, at)).collect();
        findings.push(finding);
    }
}

/// What is to be told of a file as a whole and of its columns.
pub fn of_file(read: &FileRead, empty: bool, findings: &mut Vec<Finding>) {
    let records: usize = read.tables.iter().map(|table| table.records.len()).sum();
    let known = read.tables.iter().any(|table| table.sheet.is_some());
    if empty || known && records == 0 {
        let message = if empty {
            "файл пустой: в нём нет ни одной заполненной ячейки"
        } else {
            "в файле нет ни одной записи, проверять нечего"
        };
        findings.push(
            new("Д-02", file_subject(&read.file), "", message.into())
                .hint("Заполните листы или уберите файл из папки")
                .at(place(&read.file, &Arc::default(), None)),
        );
    }
    for table in &read.tables {
        match table.sheet {
            None if !table.skipped.is_empty() && !known => findings.push(unknown_sheet(read, table)),
            None => {}
            Some(sheet) => columns(read, table, sheet, findings),
        }
    }
}

fn unknown_sheet(read: &FileRead, table: &TableRead) -> Finding {
    let subject = file_subject(&read.file);
    let named = if table.name.is_empty() {
        "таблица не распознана".to_owned()
    } else {
        format!("лист «{}» не распознан", table.name)
    };
    let message = format!("{named}: известных заголовков столбцов нет");
    new("Д-03", subject, &table.name, message)
        .hint("Назовите столбцы как в пустой книге или укажите их в разделе [columns] файла nastavnik.toml")
        .at(place(&read.file, &table.name, None))
}

fn columns(read: &FileRead, table: &TableRead, sheet: usize, findings: &mut Vec<Finding>) {
    for column in &table.columns {
        let at = place(&read.file, &table.name, Some(column.cell));
        let header = &column.header;
        match (&column.field, column.how) {
            (None, How::Unknown) if !header.is_empty() => join(
                findings,
                new(
                    "Д-04",
                    sheet_subject(sheet),
                    header,
                    format!("столбец «{header}» не распознан и не учтён"),
                )
                .hint(format!(
                    "Укажите в [columns] файла nastavnik.toml: \"{header}\" = \"лист.поле\" или \"\""
                ))
                .at(at),
            ),
            (Some(field), How::Likeness | How::Content) if column.score < SURE => join(
                findings,
                new(
                    "Д-05",
                    sheet_subject(sheet),
                    header,
                    format!("столбец «{header}» понят как «{}», но не наверняка", title(field)),
                )
                .hint(format!(
                    "Подтвердите в [columns] файла nastavnik.toml: \"{header}\" = \"{field}\""
                ))
                .at(at),
            ),
            _ => {}
        }
    }
}

/// Adds a finding; the same one of another table or file only lends its place.
fn join(findings: &mut Vec<Finding>, finding: Finding) {
    match findings.iter_mut().find(|known| known.key == finding.key) {
        Some(known) => known.places.extend(finding.places),
        None => findings.push(finding),
    }
}

fn title(path: &str) -> String {
    super::told::field(path).map_or_else(String::new, |(sheet, field)| {
        Schema::get().sheets[sheet].fields[field].title.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(CODES.windows(2).all(|pair| pair[0].code < pair[1].code));
        assert!(
            CODES
                .iter()
                .all(|info| info.code.starts_with("Д-") && !info.explanation.is_empty())
        );
    }
}
