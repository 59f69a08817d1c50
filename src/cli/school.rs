//! From arguments to jobs: files, settings, model and day of each school.

use std::path::PathBuf;
use std::sync::Arc;

use super::args::SchoolArgs;
use super::input::{self, Input, Place};
use super::{Failure, day, files};
use crate::ingest::formats::child::ChildReader;
use crate::ingest::source::Cancel;
use crate::model::{self, Model};
use crate::pipeline::Job;
use crate::settings::Settings;

use jiff::civil::Date;

/// A school made ready for the pipeline; its files are read when it is its turn.
#[derive(Debug)]
pub struct Prepared {
    /// Where its files lie.
    pub place: Place,
    /// Its settings.
    pub settings: Settings,
    /// Its model; schools with the same one share it.
    pub model: Arc<Model>,
    /// The day.
    pub date: Date,
    /// Path as the user gave it.
    pub path: String,
    /// Name of the folder or of the first file.
    pub name: String,
}

impl Prepared {
    /// The job of this school, its files read.
    pub fn job<'a>(
        &'a self,
        input: &'a Input,
        reader: Option<&'a ChildReader>,
        cancel: &'a Cancel,
    ) -> Job<'a> {
        Job {
            sources: &input.sources,
            papers: &input.papers,
            unread: &input.unread,
            name: &self.name,
            path: &self.path,
            settings: &self.settings,
            model: &self.model,
            date: self.date,
            reader,
            cancel,
        }
    }
}

/// Everything the arguments name; at least one school.
pub fn prepare(arguments: &SchoolArgs) -> Result<Vec<Prepared>, Failure> {
    let mut loaded = Vec::new();
    input::find(&arguments.paths)?
        .into_iter()
        .map(|place| one(arguments, place, &mut loaded))
        .collect()
}

/// A model that was loaded: its id, the parameters of the school.
type Loaded = (String, toml::Table, Arc<Model>);

fn one(arguments: &SchoolArgs, place: Place, loaded: &mut Vec<Loaded>) -> Result<Prepared, Failure> {
    let settings = files::settings(arguments.settings.as_ref(), place.settings_path.as_ref())?;
    let id = arguments
        .model
        .as_deref()
        .or(settings.model.as_deref())
        .unwrap_or(model::DEFAULT);
    let same = |(other, parameters, _): &&Loaded| other == id && *parameters == settings.parameters;
    let model = match loaded.iter().find(same) {
        Some((_, _, model)) => Arc::clone(model),
        None => {
            let model = Arc::new(files::model(id, &settings)?);
            loaded.push((id.to_owned(), settings.parameters.clone(), Arc::clone(&model)));
            model
        }
    };
    let date = day::day(arguments.date, &settings);
    let name = place.root.file_name().map_or_else(
        || place.root.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let path = place.root.to_string_lossy().replace('\\', "/");
    Ok(Prepared {
        place,
        settings,
        model,
        date,
        path,
        name,
    })
}

/// This program, as the reader of old formats.
pub fn reader() -> Option<ChildReader> {
    std::env::current_exe().ok().map(ChildReader::new)
}

/// The folder of the school's own templates: the argument, else the settings, else `шаблоны` beside the tables.
pub fn own_templates(arguments: &SchoolArgs, prepared: &Prepared) -> Option<PathBuf> {
    let given = arguments.templates.clone();
    let set = prepared
        .settings
        .templates
        .as_ref()
        .map(|folder| prepared.place.root.join(folder));
    given
        .or(set)
        .or_else(|| Some(prepared.place.root.join("шаблоны")).filter(|folder| folder.is_dir()))
}
