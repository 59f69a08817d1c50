//! `build`: the papers of a school in a folder.

use std::fs;
use std::path::Path;

use super::args::BuildArgs;
use super::check::{status, text};
use super::console::Console;
use super::{Failure, Status, amended, event, inspection, letterhead, pdf, pictures, school};
use crate::diag::{Finding, nearest, suggestion};
use crate::ingest::findings::UNREADABLE_FILE;
use crate::ingest::source::Cancel;
use crate::package::{self, Extent, Fate, Outcome, PackFile};
use crate::pipeline::{self, Built, Request};
use crate::render::library::Library;
use crate::russian::{counted, dates};

/// Checks the school, makes its papers, lays them into the folder and says what was done.
pub fn run(arguments: &BuildArgs, console: &Console) -> Result<Status, Failure> {
    let office = arguments.pdf.then(pdf::Office::find).transpose()?;
    let schools = school::prepare(&arguments.school)?;
    let [prepared] = schools.as_slice() else {
        return Err(Failure::new(
            "документы готовятся для одной школы за раз: укажите одну папку",
        ));
    };
    let own = match school::own_templates(&arguments.school, prepared) {
        Some(folder) => own_templates(&folder)?,
        None => Vec::new(),
    };
    let library = Library {
        letterhead: letterhead::read(prepared)?,
        pictures: pictures::of_folder(prepared.place.root.clone()),
        ..Library::new(&own)?
    };
    known(&arguments.only, &library)?;
    let (reader, cancel) = (school::reader(), Cancel::default());
    let input = prepared.place.read();
    let job = prepared.job(&input, reader.as_ref(), &cancel);
    let event = arguments.event.as_deref().map(event::find).transpose()?;
    let inspected = match &arguments.folder {
        Some(_) => inspection::papers(),
        None => Vec::new(),
    };
    let asked = if inspected.is_empty() {
        &arguments.only
    } else {
        &inspected
    };
    let request = Request {
        only: event.map_or(asked, |event| &event.papers),
        is_event: event.is_some(),
        is_folder: arguments.folder.is_some(),
        pair: None,
    };
    let checked = pipeline::check_for_papers(&job, &library, request);
    let pair = match event {
        Some(event) => event::pair(event, arguments.pair.as_deref(), &checked.school)?,
        None => None,
    };
    let request = Request { pair, ..request };
    let mut built = pipeline::build(&job, &checked, &library, request);
    if arguments.plan || event.is_some() {
        console.print(&unread(&checked.findings));
    }
    if arguments.plan {
        if let Some(event) = event {
            console.print(&event::cells(event, pair, &checked.school));
        }
        console.print(&plan(&built));
        return Ok(status(&checked.findings));
    }
    if let (Some(event), true) = (event, built.files.is_empty() && built.failed.is_empty()) {
        console.print(&event::cells(event, pair, &checked.school));
        console.print(&event::papers(None, &built));
        console.print(&left_out(&built));
        console.print(&wanting(&built));
        return Ok(status(&checked.findings));
    }
    let Some(out) = &arguments.out else {
        return Err(Failure::new("не хватает: --out"));
    };
    let laid = match &arguments.folder {
        Some(_) => Some(inspection::lay(&mut built, &checked, &prepared.place.root)?),
        None => None,
    };
    let amended = amended::amend(out, &mut built, &job, &checked, &library);
    if let Some(office) = office {
        add_pdf(&mut built, &office)?;
    }
    let date = prepared.date.to_string();
    let outcome = package::write(
        out,
        &built.files,
        if request.only.is_empty() && event.is_none() || laid.is_some() {
            Extent::Whole
        } else {
            Extent::Part
        },
        env!("CARGO_PKG_NAME"),
        env!("CARGO_PKG_VERSION"),
        &date,
    )?;
    match event {
        None => console.print(&text(prepared, &checked)),
        Some(event) => {
            console.print(&event::cells(event, pair, &checked.school));
            console.print(&event::papers(Some(out), &built));
            console.print(&left_out(&built));
        }
    }
    console.print(&done(out, &built, &outcome, prepared.date));
    console.print(&amended::told(&amended));
    if let Some(laid) = &laid {
        console.print(&inspection::told(laid));
    }
    if !built.failed.is_empty() {
        for (paper, why) in &built.failed {
            console.fail(&format!("«{paper}» не сделан:\n{why}"));
        }
        return Ok(Status::Failed);
    }
    Ok(status(&checked.findings))
}

/// A PDF beside every Word paper; it belongs to the pack as the paper does.
fn add_pdf(built: &mut Built, office: &pdf::Office) -> Result<(), Failure> {
    let words: Vec<&PackFile> = built
        .files
        .iter()
        .filter(|file| file.path.ends_with(".docx"))
        .collect();
    let papers: Vec<&[u8]> = words.iter().map(|file| file.bytes.as_slice()).collect();
    let made: Vec<PackFile> = office
        .convert(&papers)?
        .into_iter()
        .zip(words)
        .map(|(bytes, file)| PackFile {
            path: format!("{}.pdf", file.path.trim_end_matches(".docx")),
            template: file.template.clone(),
            bytes,
            signed: file.signed,
            behind: file.behind.clone(),
        })
        .collect();
    built.files.extend(made);
    built.files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(())
}

/// Word files of the school's templates folder.
fn own_templates(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let refused = |error: std::io::Error| {
        Failure::new(format!(
            "не удалось прочитать папку шаблонов {}: {}",
            folder.display(),
            package::reason(&error)
        ))
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(refused)? {
        let path = entry.map_err(refused)?.path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if name.ends_with(".docx") && !name.starts_with("~$") {
            found.push((name, fs::read(&path).map_err(refused)?));
        }
    }
    found.sort();
    Ok(found)
}

/// Every id of `--only` is a template.
fn known(only: &[String], library: &Library) -> Result<(), Failure> {
    let ids = library.ids();
    for id in only {
        if !ids.contains(&id.as_str()) {
            let nearest = suggestion(nearest(id, ids.iter().copied()).as_deref());
            return Err(Failure::new(format!(
                "нет документа «{id}»{nearest}\nСписок: nastavnik template list"
            )));
        }
    }
    Ok(())
}

/// Files that gave nothing: papers made without them may lack what they hold.
fn unread(findings: &[Finding]) -> String {
    let lost = findings.iter().filter(|finding| finding.code == UNREADABLE_FILE);
    let lines: String = lost.map(|finding| format!("  {}\n", finding.message)).collect();
    if lines.is_empty() {
        return lines;
    }
    format!("Документы составлены без этих файлов\n{lines}")
}

/// What would be made, and what is wanting for the rest.
fn plan(built: &Built) -> String {
    let mut text = format!("Будет сделано: {}\n", papers(built.files.len()));
    for file in &built.files {
        text.push_str(&format!(
            "  {}{}\n",
            file.path,
            if file.signed { " — подписан" } else { "" }
        ));
    }
    text.push_str(offered_roadmap(built));
    text.push_str(&wanting(built));
    text.push_str(&left_out(built));
    if !built.on_demand.is_empty() {
        text.push_str("По просьбе (--only или --event)\n");
        for (id, title) in &built.on_demand {
            text.push_str(&format!("  {id:<24} {title}\n"));
        }
    }
    if built.for_teachers > 0 {
        text.push_str(&for_teachers(built));
    }
    text
}

/// Kinds of papers without data, and what is not there.
fn left_out(built: &Built) -> String {
    if built.left_out.is_empty() {
        return String::new();
    }
    let lines = built.left_out.iter();
    let lines = lines.map(|(title, why)| format!("  {title}: {why}\n"));
    "Не составляются\n".to_owned() + &lines.collect::<String>()
}

/// How many papers the program asks teachers to fill in.
fn for_teachers(built: &Built) -> String {
    format!("Заполняют педагоги: {}\n", papers(built.for_teachers))
}

fn done(out: &Path, built: &Built, outcome: &Outcome, date: jiff::civil::Date) -> String {
    let mut text = format!(
        "Документы на {}: {} — {}\n",
        dates::long(date),
        out.display(),
        papers(outcome.written)
    );
    let signed = built.files.iter().filter(|file| file.signed).count();
    if outcome.kept_signed > 0 {
        text.push_str(&format!(
            "  подписанные оставлены как есть: {}\n",
            outcome.kept_signed
        ));
    }
    if signed > outcome.kept_signed {
        text.push_str(&format!(
            "  подписанные, которых в папке не было, составлены по данным книги — сверьте с подлинниками: {}\n",
            signed - outcome.kept_signed
        ));
    }
    for (path, changed) in &outcome.changed {
        text.push_str(&format!(
            "  {path} подписан и оставлен, а данные с тех пор изменились:\n"
        ));
        for [what, cell] in changed {
            text.push_str(&format!("    {what} ({cell})\n"));
        }
    }
    if !outcome.changed.is_empty() {
        text.push_str(
            "    впишите новую редакцию на лист «Изменения» и составьте приказ: --event order-changed; \
             если подписанный приказ потерял смысл — --event order-cancelled\n",
        );
    }
    for (path, fate, beside) in &outcome.kept {
        let why = match fate {
            Fate::KeptEdited => "изменён вручную",
            Fate::KeptForeign => "положен не программой",
        };
        text.push_str(&format!("  {path} {why} и оставлен; новый — {beside}\n"));
    }
    for path in &outcome.removed {
        text.push_str(&format!("  {path} больше не нужен и убран\n"));
    }
    if built.for_teachers > 0 {
        text.push_str(&for_teachers(built));
    }
    text + offered_roadmap(built) + &wanting(built)
}

/// Where the roadmap of the pack comes from when the school has written none.
fn offered_roadmap(built: &Built) -> &'static str {
    if built.offered_roadmap && built.files.iter().any(|file| file.template == "roadmap") {
        "Лист «Дорожная карта» пуст: карта составлена по макету целевой модели — проверьте сроки и ответственных, \
         свои строки листа её заменят\n"
    } else {
        ""
    }
}

fn wanting(built: &Built) -> String {
    if built.wanting.is_empty() {
        return String::new();
    }
    let mut text = "Не хватает данных\n".to_owned();
    for one in &built.wanting {
        text.push_str(&format!(
            "  {} — для документов: {}\n",
            one.cell,
            one.papers.join("; ")
        ));
    }
    text
}

fn papers(count: usize) -> String {
    counted(count as u64, ["документ", "документа", "документов"])
}
