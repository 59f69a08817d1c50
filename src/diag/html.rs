//! The report of a check as one page: opens from disk, needs no network, prints on A4.
//!
//! The page itself is `page.html`, filled by tera with everything escaped.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde::Serialize;
use tera::{Context, Tera};

use super::error::HtmlError;
use super::order::by_sheet;
use super::page::{IndicatorLine, Page, SchoolPage};
use super::spot::spots;
use super::uri::uri;
use super::words::{Totals, demand, explained, heading, standing};
use super::{Finding, Severity};

/// Tera escapes by the ending of the name.
const NAME: &str = "page.html";

#[derive(Serialize)]
struct View<'a> {
    version: &'a str,
    several: bool,
    schools: Vec<School<'a>>,
    norms: Vec<&'a (String, String)>,
}

#[derive(Serialize)]
struct School<'a> {
    name: &'a str,
    path: &'a str,
    day: &'a str,
    model: &'a str,
    totals: Totals,
    missed: usize,
    clean: bool,
    causes: Vec<CauseRow<'a>>,
    sheets: Vec<Sheet<'a>>,
    waivers: Vec<Waived<'a>>,
    indicators: Vec<Indicator<'a>>,
    requirements: &'a [(String, usize)],
    excepted: &'a [(String, String, String)],
    idle: String,
}

#[derive(Serialize)]
struct CauseRow<'a> {
    code: &'a str,
    title: &'a str,
    class: Severity,
    demand: &'static str,
    count: usize,
    cells: usize,
}

#[derive(Serialize)]
struct Sheet<'a> {
    title: String,
    link: Option<String>,
    groups: Vec<Group<'a>>,
}

/// Findings of one cause on one sheet: what to do and the norm are told once.
#[derive(Serialize)]
struct Group<'a> {
    code: &'a str,
    title: &'a str,
    class: Severity,
    demand: &'static str,
    hint: &'a str,
    norm: String,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    message: &'a str,
    places: Vec<Place>,
}

#[derive(Serialize)]
struct Place {
    role: String,
    text: String,
    link: Option<String>,
}

#[derive(Serialize)]
struct Waived<'a> {
    code: &'a str,
    item: Item<'a>,
    why: String,
}

#[derive(Serialize)]
struct Indicator<'a> {
    line: &'a IndicatorLine,
    word: &'static str,
}

/// The page.
///
/// # Errors
/// The template of the page was not understood: a mistake of the program.
pub fn html(page: &Page) -> Result<String, HtmlError> {
    let mut tera = Tera::default();
    tera.add_raw_template(NAME, include_str!("page.html"))?;
    let cited: BTreeSet<&str> = page
        .schools
        .iter()
        .flat_map(|school| &school.findings)
        .flat_map(|finding| &finding.basis)
        .map(|basis| basis.act.as_str())
        .collect();
    let view = View {
        version: page.tool.version,
        several: page.schools.len() > 1,
        schools: page.schools.iter().map(|school| one(page, school)).collect(),
        norms: cited.into_iter().filter_map(|act| page.norms.get(act)).collect(),
    };
    Ok(tera.render(NAME, &Context::from_serialize(&view)?)?)
}

fn one<'a>(page: &'a Page, school: &'a SchoolPage) -> School<'a> {
    let open = school.findings.iter().filter(|finding| finding.waiver.is_none());
    let sheets = by_sheet(open).into_iter().map(|((file, sheet), findings)| Sheet {
        title: heading(file, sheet),
        link: link(school, file),
        groups: groups(page, school, &findings),
    });
    let waivers = school.findings.iter().filter_map(|finding| {
        Some(Waived {
            code: &finding.code,
            item: item(school, finding),
            why: explained(finding.waiver.as_ref()?),
        })
    });
    let indicators = school.indicators.iter().map(|line| Indicator {
        line,
        word: standing(line),
    });
    let causes = school.causes().into_iter();
    School {
        name: &school.name,
        path: &school.path,
        day: &school.day,
        model: &school.model,
        totals: Totals::of(&school.findings),
        missed: school.missed(),
        clean: school.findings.is_empty(),
        causes: causes
            .map(|cause| CauseRow {
                code: cause.code,
                title: page.title(cause.code),
                class: cause.severity,
                demand: demand(cause.severity),
                count: cause.findings,
                cells: cause.cells,
            })
            .collect(),
        sheets: sheets.collect(),
        waivers: waivers.collect(),
        indicators: indicators.collect(),
        requirements: &school.requirements,
        excepted: &school.excepted,
        idle: school.idle.join(", "),
    }
}

fn groups<'a>(page: &'a Page, school: &SchoolPage, findings: &[&'a Finding]) -> Vec<Group<'a>> {
    let mut groups: IndexMap<(Severity, &str, &str, String), Vec<Item<'a>>> = IndexMap::new();
    for finding in findings {
        let key = (
            finding.severity,
            finding.code.as_str(),
            finding.hint.as_str(),
            page.norm(finding),
        );
        groups.entry(key).or_default().push(item(school, finding));
    }
    // Stable: within a severity the causes follow the sheet.
    groups.sort_by(|(severity, ..), _, (other, ..), _| severity.cmp(other));
    let told = groups.into_iter();
    told.map(|((severity, code, hint, norm), items)| Group {
        code,
        title: page.title(code),
        class: severity,
        demand: demand(severity),
        hint,
        norm,
        items,
    })
    .collect()
}

fn item<'a>(school: &SchoolPage, finding: &'a Finding) -> Item<'a> {
    let first = finding.places.first();
    let places = spots(&finding.places).into_iter().map(|spot| {
        let near = first.is_some_and(|first| first.file == spot.file && first.sheet == spot.sheet);
        // The heading names the sheet of the first cell already.
        let text = match (near, spot.cells.is_empty()) {
            (true, false) => spot.cells.clone(),
            (_, true) => heading(&spot.file, &spot.sheet),
            (false, false) => format!("{} › {}", heading(&spot.file, &spot.sheet), spot.cells),
        };
        Place {
            link: link(school, &spot.file),
            role: spot.role,
            text,
        }
    });
    Item {
        message: &finding.message,
        places: places.collect(),
    }
}

fn link(school: &SchoolPage, file: &str) -> Option<String> {
    school.links.get(file).map(|path| uri(path))
}
