//! The stages in their order, and nowhere else: read, join, check, compose, render.
//!
//! Takes values and gives values; files, clock and terminal are its callers'.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::check::tally::Tally;
use crate::check::{self, Summary};
use crate::compose::{
    self, Asked, Facts, Named, Naming, Scope, ScopeKind, Signed, Wanting, common_kind, reference, scopes,
    wanting,
};
use crate::diag::Finding;
use crate::indicator::{self, IndicatorValue};
use crate::ingest::formats::child::ChildReader;
use crate::ingest::paper;
use crate::ingest::read::{self, Ingested};
use crate::ingest::source::{Cancel, Source};
use crate::model::{Model, vocabulary};
use crate::office::names::safe_component;
use crate::package::{self, PackFile};
use crate::render::docx::data::Data;
use crate::render::docx::letterhead::Letterhead;
use crate::render::docx::options::{Lexicon, Options, TextKind};
use crate::render::docx::source::{Fills, Scope as TemplateScope};
use crate::render::library::{Document, Library};
use crate::render::picture::Pictures;
use crate::render::xlsx::{self, Register};
use crate::russian::{Decliner, Gender, Overrides};
use crate::school::{self, School};
use crate::settings::Settings;

/// One school and what it is to be measured by.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// Its tables.
    pub sources: &'a [Source],
    /// Its files that could not even be opened: name and reason.
    pub unread: &'a [(String, String)],
    /// Word documents of its folder of papers.
    pub papers: &'a [Source],
    /// Name of its folder or file: its key when the tables tell no number of the organisation.
    pub name: &'a str,
    /// Path as the user gave it.
    pub path: &'a str,
    /// Its settings.
    pub settings: &'a Settings,
    /// The target model.
    pub model: &'a Model,
    /// The day as of which all is computed.
    pub date: Date,
    /// Who reads xls, xlsb and ods.
    pub reader: Option<&'a ChildReader>,
    /// Stops the work.
    pub cancel: &'a Cancel,
}

/// A school that was checked.
#[derive(Debug)]
pub struct Checked {
    /// The school.
    pub school: School,
    /// Findings of all stages.
    pub findings: Vec<Finding>,
    /// Indicators of the day.
    pub indicators: Vec<IndicatorValue>,
    /// Counts of requirement × subject.
    pub summary: Summary,
    /// What became of each requirement.
    pub requirements: Vec<Tally>,
}

/// The papers of a school.
#[derive(Debug, Default)]
pub struct Built {
    /// Files of the pack, by path.
    pub files: Vec<PackFile>,
    /// Requisites that are wanting, and the papers that were left out for them.
    pub wanting: Vec<Wanting>,
    /// Papers that could not be made: path or title, and why.
    pub failed: Vec<(String, String)>,
    /// How many papers a teacher is asked to fill in.
    pub for_teachers: usize,
    /// Kinds of papers for which the school has no data: title, and what is not there.
    pub left_out: Vec<(String, String)>,
    /// Kinds of papers that are made only when asked for: id and title.
    pub on_demand: Vec<(String, String)>,
    /// The sheet of the roadmap is empty: the papers show that of the model.
    pub offered_roadmap: bool,
    /// Requisites of the documents that orders and local acts were made of, by path.
    pub documents: BTreeMap<String, compose::Document>,
}

/// Reads the files of a school.
pub fn read(job: &Job<'_>) -> Ingested {
    let mut ingested = read::read(job.sources, job.settings, job.reader, job.cancel);
    for (name, reason) in job.unread {
        ingested.refuse(name.as_str().into(), format!("«{name}»: {reason}"));
    }
    let (papers, found) = paper::read(job.papers, job.cancel);
    ingested.papers = papers;
    ingested.findings.extend(found);
    ingested
}

/// Reads a school and checks it.
pub fn check(job: &Job<'_>) -> Checked {
    let mut ingested = read(job);
    let mut findings = std::mem::take(&mut ingested.findings);
    let (school, joined) = school::build(ingested, job.name, job.path);
    findings.extend(joined);
    let checked = check::after(findings, &school, job.model, job.settings, job.date);
    let indicators = indicator::compute(&school, job.model, job.date);
    Checked {
        school,
        findings: checked.findings,
        indicators,
        summary: checked.summary,
        requirements: checked.requirements,
    }
}

/// The order that introduces the system.
const INTRODUCTION: &str = "order-introduction";

/// Which papers are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request<'a> {
    /// Ids of templates, in the order in which their papers are numbered by an event; all when empty.
    pub only: &'a [String],
    /// The papers are those of one event: they lie in one folder, numbered in the order of `only`.
    pub is_event: bool,
    /// The papers are those of a folder for somebody: of what `only` names, what belongs to the model and has data.
    pub is_folder: bool,
    /// Only the papers of the pair with this key.
    pub pair: Option<&'a str>,
}

impl Request<'_> {
    /// Every paper of the model.
    fn is_whole(&self) -> bool {
        self.only.is_empty() && !self.is_event
    }

    fn wants(&self, id: &str, among: bool, on_demand: bool) -> bool {
        let named = self.only.iter().any(|one| one == id);
        named && (among || !self.is_folder) || self.is_whole() && !on_demand && among
    }

    fn documents<'l>(&self, library: &'l Library, model: &Model) -> Vec<&'l Document> {
        let documents = library.documents.iter();
        let wanted = |one: &&Document| {
            let meta = &one.meta;
            self.wants(&meta.id, model.is_among(&meta.models), meta.on_demand)
        };
        documents.filter(wanted).collect()
    }
}

/// Checks a school as [`check`] does. The templates, which rest on no data, are made ready meanwhile; what is wrong
/// with one is told when it is needed.
pub fn check_for_papers(job: &Job<'_>, library: &Library, request: Request<'_>) -> Checked {
    let documents = request.documents(library, job.model);
    let make_ready = || {
        documents.par_iter().for_each(|document| {
            let _ = (document.condition(), document.template(&library.letterhead));
        });
    };
    rayon::join(|| check(job), make_ready).0
}

/// The page of all fields that templates may name, with examples of this school.
pub fn fields(job: &Job<'_>, checked: &Checked, library: &Library) -> String {
    let kinds = library
        .documents
        .iter()
        .filter_map(|one| Some((scope_kind(one.meta.scope)?, &one.meta.kind)))
        .map(|(scope, kind)| (scope, common_kind(facts(job, checked), scope, kind).to_owned()))
        .collect();
    reference::fields(facts(job, checked), &kinds)
}

fn facts<'a>(job: &Job<'a>, checked: &'a Checked) -> Facts<'a> {
    Facts {
        school: &checked.school,
        date: job.date,
        indicators: &checked.indicators,
        model: job.model,
        separate_orders: job.settings.orders.separate,
    }
}

/// Makes the papers that are asked for.
pub fn build(job: &Job<'_>, checked: &Checked, library: &Library, request: Request<'_>) -> Built {
    let facts = facts(job, checked);
    let asked = Asked {
        by_name: !request.is_whole() && !request.is_folder,
        pair: request.pair,
        introduced: request.only.iter().any(|id| id == INTRODUCTION),
    };
    let decliner = Decliner::new(Overrides::from_settings(job.settings));
    let documents = request.documents(library, job.model);
    let registers: Vec<&Register> = library
        .registers
        .iter()
        .filter(|one| request.wants(&one.id, job.model.is_among(&one.models), one.on_demand))
        .collect();
    let key = |scope: ScopeKind, kind: &str| (scope, common_kind(facts, scope, kind).to_owned());
    // What is filled with the same data is made together and the data dropped: they are larger than all the papers.
    let mut groups: BTreeMap<(ScopeKind, String), Group<'_>> = BTreeMap::new();
    for (place, document) in documents.iter().enumerate() {
        if let Some(scope) = scope_kind(document.meta.scope) {
            let group = groups.entry(key(scope, &document.meta.kind)).or_default();
            group.documents.push((place, document));
        }
    }
    for (place, register) in registers.iter().enumerate() {
        let group = groups.entry((ScopeKind::School, String::new())).or_default();
        group.registers.push((documents.len() + place, register));
    }
    let mut parts: Vec<(usize, Built)> = groups
        .into_par_iter()
        .flat_map_iter(|((scope, kind), group)| {
            let filled: Vec<Filled> = scopes(facts, scope, &kind, asked)
                .into_par_iter()
                .map(|scope| Filled::new(facts, scope, &decliner, &library.pictures))
                .collect();
            let papers = group
                .documents
                .par_iter()
                .map(|(place, one)| (*place, papers(one, &library.letterhead, &filled, job.cancel)));
            let tables = group
                .registers
                .par_iter()
                .map(|(place, one)| (*place, table(one, &filled)));
            papers.chain(tables).collect::<Vec<_>>()
        })
        .collect();
    parts.sort_by_key(|(place, _)| *place);

    let mut built = Built {
        offered_roadmap: compose::roadmap_is_offered(facts),
        ..Built::default()
    };
    if request.is_whole() {
        built.on_demand = on_demand(library, job.model);
    }
    for (_, part) in parts {
        built.files.extend(part.files);
        built.wanting.extend(part.wanting);
        built.failed.extend(part.failed);
        built.documents.extend(part.documents);
        built.for_teachers += part.for_teachers;
        built.left_out.extend(part.left_out);
    }
    if request.is_event {
        package::number(&mut built.files, request.only);
    }
    package::unique(&mut built.files);
    built.files.sort_by(|one, other| one.path.cmp(&other.path));
    built.wanting = Wanting::joined(built.wanting);
    built
}

/// The orders that amend signed documents by what their papers say otherwise now.
pub fn amendments(
    job: &Job<'_>,
    checked: &Checked,
    library: &Library,
    changed: &[(compose::Document, Vec<compose::Change>)],
) -> Built {
    const TEMPLATE: &str = "order-amendment";
    let facts = facts(job, checked);
    let decliner = Decliner::new(Overrides::from_settings(job.settings));
    let filled: Vec<Filled> = changed
        .iter()
        .filter_map(|(document, changes)| compose::amendment(facts, document, changes))
        .map(|scope| Filled::new(facts, scope, &decliner, &library.pictures))
        .collect();
    match library.documents.iter().find(|one| one.meta.id == TEMPLATE) {
        Some(template) if !filled.is_empty() => papers(template, &library.letterhead, &filled, job.cancel),
        _ => Built::default(),
    }
}

/// Templates filled with the same data, each with its place among all.
#[derive(Default)]
struct Group<'a> {
    documents: Vec<(usize, &'a Document)>,
    registers: Vec<(usize, &'a Register)>,
}

/// The data of one paper, and what the renderer is told of them: the same for every template of a scope.
struct Filled {
    data: Data,
    signed: Signed,
    document: Option<compose::Document>,
    options: Options,
}

impl Filled {
    fn new(facts: Facts<'_>, scope: Scope, decliner: &Decliner, pictures: &Pictures) -> Self {
        let lexicon = Lexicon {
            kinds: kinds(&scope.naming),
            decliner: decliner.clone(),
            given: Some(vocabulary::forms),
        };
        let options = Options {
            lexicon: Arc::new(lexicon),
            author: Some(facts.school.name.clone()),
            pictures: pictures.clone(),
            ..Options::default()
        };
        Self {
            document: compose::document_of(&scope.data),
            data: Data::from(scope.data),
            signed: scope.signed,
            options,
        }
    }
}

/// All papers of one Word template.
fn papers(document: &Document, letterhead: &Letterhead, filled: &[Filled], cancel: &Cancel) -> Built {
    let mut built = Built::default();
    let meta = &document.meta;
    if cancel.check().is_err() {
        return built;
    }
    let condition = match document.condition() {
        Ok(condition) => condition,
        Err(errors) => {
            built.failed.push((meta.title.clone(), told(errors)));
            return built;
        }
    };
    let mut asked_for = false;
    for Filled {
        data,
        signed,
        document: source,
        options,
    } in filled
    {
        let holds = condition.map_or(Ok(true), |condition| condition.holds(data, options));
        match holds {
            Ok(true) => {}
            Ok(false) => continue,
            Err(errors) => {
                built.failed.push((meta.title.clone(), told(&errors)));
                break;
            }
        }
        asked_for = true;
        let missing = wanting(&meta.title, &meta.needs, data.json());
        if !missing.is_empty() {
            built.wanting.extend(missing);
            continue;
        }
        let template = match document.template(letterhead) {
            Ok(template) => template,
            Err(errors) => {
                let errors = document.mistakes(errors, data, options);
                built.failed.push((meta.title.clone(), told(&errors)));
                break;
            }
        };
        let made = template
            .file_name(data, options)
            .and_then(|name| template.render(data, options).map(|rendered| (name, rendered)));
        match made {
            Ok((name, rendered)) => {
                let path = path(&meta.folder, &name, "docx");
                if let (Signed::Yes(_), Some(source)) = (signed, source) {
                    built.documents.insert(path.clone(), source.clone());
                }
                built.files.push(PackFile {
                    path,
                    template: meta.id.clone(),
                    bytes: rendered.bytes,
                    signed: !matches!(signed, Signed::No),
                    behind: behind(signed),
                });
                built.for_teachers += usize::from(matches!(meta.fills, Fills::Mentor | Fills::Mentee));
            }
            Err(errors) => {
                let errors = document.mistakes(&errors, data, options);
                built.failed.push((meta.title.clone(), told(&errors)));
            }
        }
    }
    if !asked_for && built.failed.is_empty() {
        let why = match (filled.is_empty(), scope_kind(meta.scope)) {
            (true, Some(scope)) if scope != ScopeKind::School => scope.without_rows(),
            _ => meta.without.as_str(),
        };
        built.left_out.push((meta.title.clone(), why.to_owned()));
    }
    built
}

/// Kinds of papers of this model that are made only when asked for.
fn on_demand(library: &Library, model: &Model) -> Vec<(String, String)> {
    let documents = library.documents.iter().map(|one| &one.meta);
    let documents = documents
        .filter(|meta| meta.on_demand && model.is_among(&meta.models))
        .map(|meta| (meta.id.clone(), meta.title.clone()));
    let registers = library
        .registers
        .iter()
        .filter(|one| one.on_demand && model.is_among(&one.models))
        .map(|one| (one.id.clone(), one.sheet.clone()));
    documents.chain(registers).collect()
}

/// The workbook of one register.
fn table(register: &Register, filled: &[Filled]) -> Built {
    let mut built = Built::default();
    for Filled { data, .. } in filled {
        match xlsx::render(register, data.json()) {
            Ok(bytes) => built.files.push(PackFile {
                path: register.file.clone(),
                template: register.id.clone(),
                bytes,
                signed: false,
                behind: Vec::new(),
            }),
            Err(error) => built.failed.push((register.title.clone(), error.to_string())),
        }
    }
    built
}

/// The cells behind a signed paper, as the folder keeps them.
fn behind(signed: &Signed) -> Vec<package::Behind> {
    let Signed::Yes(cells) = signed else {
        return Vec::new();
    };
    let kept = |cell: &compose::Behind| package::Behind {
        what: cell.what.clone(),
        cell: cell.cell.clone(),
        value: cell.value.clone(),
    };
    cells.iter().map(kept).collect()
}

fn scope_kind(scope: TemplateScope) -> Option<ScopeKind> {
    match scope {
        TemplateScope::School => Some(ScopeKind::School),
        TemplateScope::Pair => Some(ScopeKind::Pair),
        TemplateScope::EndedPair => Some(ScopeKind::EndedPair),
        TemplateScope::Person => Some(ScopeKind::Person),
        TemplateScope::Partner => Some(ScopeKind::Partner),
        TemplateScope::Candidate => Some(ScopeKind::Candidate),
        TemplateScope::Meeting => Some(ScopeKind::Meeting),
        TemplateScope::Point => Some(ScopeKind::Point),
        TemplateScope::Center => None,
    }
}

fn kinds(naming: &Naming) -> std::collections::HashMap<String, TextKind> {
    let kind = |named: Named| match named {
        Named::Person(Some(Gender::Male)) => TextKind::Man,
        Named::Person(Some(Gender::Female)) => TextKind::Woman,
        Named::Person(None) => TextKind::Person,
        Named::Post => TextKind::Title,
        Named::Organisation => TextKind::Organisation,
    };
    naming
        .texts
        .iter()
        .map(|(text, named)| (text.clone(), kind(*named)))
        .collect()
}

fn path(folder: &str, name: &str, ending: &str) -> String {
    let name = safe_component(name);
    if folder.is_empty() {
        format!("{name}.{ending}")
    } else {
        format!("{folder}/{name}.{ending}")
    }
}

fn told<E: ToString>(errors: &[E]) -> String {
    errors
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}
