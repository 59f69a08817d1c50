//! `build --folder проверка`: the papers in the order in which an inspector looks for them.

use std::fs;
use std::path::Path;

use super::Failure;
use crate::check::rules::names_health;
use crate::model::inspection::{Point, points};
use crate::package::{PackFile, reason};
use crate::pipeline::{Built, Checked};
use crate::render::docx::outline::words;
use crate::russian::counted;

/// Folder of a school that holds signed papers and scans of them.
const SCANS: &str = "подписанные";

/// Templates of the folder itself.
const INVENTORY: &str = "inspection-inventory";
const LEAF: &str = "inspection-leaf";

/// Folder of signed papers that belong to no point.
const OTHERS: &str = "16 Прочие подписанные документы";

/// Ids of the templates whose papers lie in the folder.
pub fn papers() -> Vec<String> {
    let own = [INVENTORY, LEAF].map(ToOwned::to_owned);
    let listed = points().iter().flat_map(|point| point.papers.iter().cloned());
    own.into_iter().chain(listed).collect()
}

/// What was laid into the folder.
#[derive(Debug, Default)]
pub struct Laid {
    leaves: Vec<String>,
    scans: usize,
    others: usize,
    /// Papers that were kept out, and why.
    kept_out: Vec<(String, &'static str)>,
}

/// Lays the papers and the signed ones of the school's folder by points.
///
/// # Errors
/// When a signed file cannot be read.
pub fn lay(built: &mut Built, checked: &Checked, school: &Path) -> Result<Laid, Failure> {
    let mut laid = Laid::default();
    let files = std::mem::take(&mut built.files);
    for mut file in files {
        let name = file.path.rsplit('/').next().unwrap_or_default().to_owned();
        if let Some(why) = personal(&file) {
            laid.kept_out.push((name, why));
            continue;
        }
        file.path = match file.template.as_str() {
            INVENTORY => name,
            LEAF => {
                let point = numbered().find(|(number, _)| name.starts_with(&format!("{number:02} ")));
                laid.leaves.extend(point.map(|(_, point)| point.title.clone()));
                point.map_or_else(
                    || name.clone(),
                    |(number, point)| format!("{}/{name}", folder(number, point)),
                )
            }
            id => match numbered().find(|(_, point)| point.papers.iter().any(|paper| paper == id)) {
                Some((number, point)) => format!("{}/{name}", folder(number, point)),
                None => name,
            },
        };
        built.files.push(file);
    }
    for (name, bytes) in scans(&school.join(SCANS))? {
        let place = place(&name, checked);
        laid.scans += 1;
        laid.others += usize::from(place.is_none());
        let folder = place.map_or_else(|| OTHERS.to_owned(), |(number, point)| folder(number, point));
        built.files.push(PackFile {
            path: format!("{folder}/Подписан – {name}"),
            template: SCANS.to_owned(),
            bytes,
            signed: false,
            behind: Vec::new(),
        });
    }
    built.files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(laid)
}

fn numbered() -> impl Iterator<Item = (usize, &'static Point)> {
    (1..).zip(points())
}

fn folder(number: usize, point: &Point) -> String {
    format!("{number:02} {}", point.folder)
}

/// Why a paper is not for the folder.
fn personal(file: &PackFile) -> Option<&'static str> {
    let text = words(&file.bytes)?;
    let has_contacts = text.contains('@') || text.contains("+7") || text.contains("8 (");
    if names_health(&text) {
        Some("в тексте названы сведения о здоровье")
    } else {
        has_contacts.then_some("в тексте есть контактные данные")
    }
}

/// The files of the folder of signed papers, by name; none when there is no such folder.
fn scans(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let refused = |path: &Path, error: &std::io::Error| {
        Failure::new(format!(
            "не удалось прочитать {}: {}",
            path.display(),
            reason(error)
        ))
    };
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| refused(folder, &error))? {
        let path = entry.map_err(|error| refused(folder, &error))?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_file() && !name.starts_with(['.', '~']) {
            found.push((name, fs::read(&path).map_err(|error| refused(&path, &error))?));
        }
    }
    found.sort();
    Ok(found)
}

/// The point of a signed paper: that of the document whose number its name has, else that whose words it has.
fn place(name: &str, checked: &Checked) -> Option<(usize, &'static Point)> {
    let lower = name.to_lowercase();
    let has_word = |point: &&Point| point.words.iter().any(|word| lower.contains(word.as_str()));
    let stem = lower.rsplit_once('.').map_or(lower.as_str(), |(stem, _)| stem);
    let words: Vec<&str> = stem.split([' ', '_', '№', '(', ')', ',']).collect();
    let of_document = checked.school.rows("document").filter(|row| {
        let number = row.text("number").to_lowercase();
        !number.is_empty() && words.contains(&number.as_str())
    });
    let kinds: Vec<String> = of_document
        .flat_map(|row| crate::compose::list(row, "kinds"))
        .collect();
    let by_number = |point: &&Point| point.kinds.iter().any(|kind| kinds.contains(kind));
    let mut numbered_points = numbered().filter(|(_, point)| by_number(point));
    // One order may be of several points: the words of the name tell which.
    let chosen = numbered().find(|(_, point)| by_number(point) && has_word(point));
    chosen
        .or_else(|| numbered_points.next())
        .or_else(|| numbered().find(|(_, point)| has_word(point)))
}

/// What the report says.
pub fn told(laid: &Laid) -> String {
    let mut text = format!(
        "Папка для проверяющего: пунктов {}, листов «отсутствует» {}\n",
        points().len(),
        laid.leaves.len()
    );
    for title in &laid.leaves {
        text.push_str(&format!("  нет или неполно: {title}\n"));
    }
    if laid.scans > 0 {
        text.push_str(&format!(
            "  из папки «{SCANS}» вложено: {}; в сканах программа не читает — убедитесь, что в них нет сведений о здоровье и контактов\n",
            counted(laid.scans as u64, ["файл", "файла", "файлов"])
        ));
    }
    if laid.others > 0 {
        text.push_str(&format!(
            "  пункт не определён по имени, лежат в «{OTHERS}»: {}\n",
            laid.others
        ));
    }
    for (name, why) in &laid.kept_out {
        text.push_str(&format!("  не вложен: {name} — {why}\n"));
    }
    text
}
