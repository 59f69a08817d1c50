//! Files in, records out: the result of reading and the driver over files and sheets.

use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::findings;
use super::formats;
use super::formats::child::ChildReader;
use super::grid::{CellRef, Grid};
use super::layout::header::{How, Told};
use super::paper::Paper;
use super::record::{Cell, Record};
use super::source::{Cancel, Source};
use super::table;
use super::tally::Tally;
use super::told;
use super::workbook;
use crate::diag::Finding;
use crate::settings::Settings;

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Ingested {
    /// Files in the order given.
    pub files: Vec<FileRead>,
    /// Papers of the school, when their folder was read.
    pub papers: Vec<Paper>,
    /// What is to be told about them.
    pub findings: Vec<Finding>,
}

impl Ingested {
    /// Adds a file that gives nothing, and says why.
    pub fn refuse(&mut self, file: Arc<str>, error: String) {
        self.findings.push(findings::unreadable_file(&file, &error));
        self.files.push(FileRead {
            file,
            error: Some(error),
            tables: Vec::new(),
        });
    }
}

/// One file.
#[derive(Debug)]
pub struct FileRead {
    /// Its name as given.
    pub file: Arc<str>,
    /// Why it could not be read.
    pub error: Option<String>,
    /// Its tables, sheet by sheet, from top to bottom.
    pub tables: Vec<TableRead>,
}

/// One table of a sheet; a sheet without tables stands here once, without `sheet` and columns.
#[derive(Debug, Default)]
pub struct TableRead {
    /// Name of the sheet in the file.
    pub name: Arc<str>,
    /// Index of the sheet in the schema; `None`: not recognised.
    pub sheet: Option<usize>,
    /// Rows of the header from 0; none for cards.
    pub header_rows: Vec<u32>,
    /// Columns (for cards: labels).
    pub columns: Vec<ColumnRead>,
    /// Records in the order of the file.
    pub records: Vec<Record>,
    /// Records of other sheets that stood in the cells of these (courses of a staff table): sheet, the record
    /// they belong to, themselves.
    pub derived: Vec<Derived>,
    /// Rows that are no records.
    pub skipped: Vec<Skipped>,
    /// Its title or header speaks of mentoring.
    pub of_mentoring: bool,
}

/// A record that stood inside another one.
#[derive(Debug)]
pub struct Derived {
    /// Index of its sheet in the schema.
    pub sheet: usize,
    /// Index of the record of the table it belongs to.
    pub owner: usize,
    /// Itself.
    pub record: Record,
}

/// How a column was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnRead {
    /// Cell of its header.
    pub cell: CellRef,
    /// Text of its header.
    pub header: String,
    /// `sheet.field`, if it was understood.
    pub field: Option<String>,
    /// How.
    pub how: How,
    /// How sure, up to 1.
    pub score: f64,
    /// Which part of the value the column holds, in words.
    pub part: Option<String>,
}

/// A row that is no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Row from 0.
    pub row: u32,
    /// Why.
    pub reason: &'static str,
}

/// A record without values.
pub fn empty_record(file: &Arc<str>, sheet: &Arc<str>, row: u32, fields: usize) -> Record {
    Record {
        file: Arc::clone(file),
        sheet: Arc::clone(sheet),
        row,
        hidden: false,
        cells: vec![Cell::default(); fields],
        elsewhere: Vec::new(),
    }
}

/// Reads files and understands them; `reader` reads the formats that go to a child process.
pub fn read(
    sources: &[Source],
    settings: &Settings,
    reader: Option<&ChildReader>,
    cancel: &Cancel,
) -> Ingested {
    let files = sources.iter().map(|source| {
        let grids = formats::grids(source, reader, cancel).map_err(|error| error.to_string());
        (Arc::clone(&source.name), grids)
    });
    understand_grids(files, settings, cancel)
}

/// Understands grids that were read already: one entry for each file.
pub fn understand_grids(
    files: impl IntoIterator<Item = (Arc<str>, Result<Vec<Grid>, String>)>,
    settings: &Settings,
    cancel: &Cancel,
) -> Ingested {
    let mut ingested = Ingested::default();
    let mut tally = Tally::default();
    // Whose template a file is made by is said before anything that follows from it.
    let mut first = Vec::new();
    let told = told::columns(settings, &mut ingested.findings);
    for (file, grids) in files {
        let mut read = FileRead {
            file: Arc::clone(&file),
            error: None,
            tables: Vec::new(),
        };
        match grids {
            Err(error) => {
                ingested.refuse(file, error);
                continue;
            }
            Ok(grids) => {
                let empty = grids
                    .iter()
                    .all(|grid| grid.cells.is_empty() || workbook::version(grid).is_some());
                let own = grids.iter().any(|grid| workbook::version(grid).is_some());
                let sheets: Vec<SheetRead> = grids
                    .into_par_iter()
                    .map(|grid| match cancel.check() {
                        Ok(()) => sheet(&file, grid, &told, settings),
                        Err(_) => SheetRead::default(),
                    })
                    .collect();
                for sheet in sheets {
                    first.extend(sheet.version);
                    ingested.findings.extend(sheet.findings);
                    tally.append(sheet.tally);
                    read.tables.extend(sheet.tables);
                }
                if !own {
                    first.extend(findings::strange_template(&read));
                }
                findings::of_file(&read, empty, &mut ingested.findings);
            }
        }
        ingested.files.push(read);
    }
    ingested.findings.splice(0..0, first);
    ingested.findings.extend(tally.into_findings());
    ingested
}

/// What one sheet gave.
#[derive(Default)]
struct SheetRead {
    /// The workbook is of another version.
    version: Option<Finding>,
    findings: Vec<Finding>,
    tally: Tally,
    tables: Vec<TableRead>,
}

fn sheet(file: &Arc<str>, grid: Grid, told: &Told, settings: &Settings) -> SheetRead {
    let mut read = SheetRead::default();
    if let Some(version) = workbook::version(&grid) {
        let name = grid.name.as_str().into();
        let other = version != workbook::VERSION;
        read.version = other.then(|| findings::other_version(file, &name, &version, workbook::VERSION));
        return read;
    }
    findings::of_oddities(file, &grid, &mut read.findings);
    table::read(file, grid, told, settings, &mut read.tally, &mut read.tables);
    read
}
