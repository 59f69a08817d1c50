//! Forms that the papers will print and that a person should see first: a surname about which the books differ, a post
//! or an organisation with a head the program does not know, a person whose sex nothing tells.
//!
//! Asks `russian` about the texts that papers inflect; knows no grammar and no paper.

use std::collections::{BTreeMap, HashMap};

use crate::diag::{Basis, Finding, Severity};
use crate::model::eval::facts::{Facts, WHOLE};
use crate::model::requirement::{At, Card, Trust};
use crate::russian::{Asks, Case, Decliner, Doubt, Overrides, gender_of};
use crate::school::{Link, Row};
use crate::settings::Settings;

const CODE: &str = "Д-41";

/// What a field names.
#[derive(Clone, Copy)]
enum Kind {
    Person,
    Post,
    Organisation,
}

/// The doubts, one for a word with all its cells; and how many texts are certain.
pub fn findings(facts: &Facts<'_>, settings: &Settings) -> (Vec<Finding>, usize) {
    let decliner = Decliner::new(Overrides::from_settings(settings));
    let mut found: BTreeMap<(Link, String), Finding> = BTreeMap::new();
    let mut certain = 0;
    // Half the school has the same few posts.
    let mut posts: HashMap<&str, Option<Doubt>> = HashMap::new();
    for (row, field, kind) in texts(facts) {
        let ask = || doubt(facts, &decliner, row, field, kind);
        let said = match kind {
            Kind::Post => posts.entry(row.text(field)).or_insert_with(ask).clone(),
            Kind::Person | Kind::Organisation => ask(),
        };
        let Some(doubt) = said else {
            certain += 1;
            continue;
        };
        let about = match kind {
            Kind::Person => row.link,
            Kind::Post | Kind::Organisation => WHOLE,
        };
        let place = row.record().place(row.field(field).unwrap_or(usize::MAX), "");
        found
            .entry((about, doubt.word.to_lowercase()))
            .or_insert_with(|| finding(facts, about, &doubt))
            .places
            .push(place);
    }
    (found.into_values().collect(), certain)
}

/// Names and posts of the officials and of everybody whom a sheet refers to, the organisation, its partners.
fn texts<'a>(facts: &Facts<'a>) -> Vec<(Row<'a>, &'static str, Kind)> {
    let mut texts = Vec::new();
    for field in ["full_name", "short_name", "founder"] {
        texts.extend(
            facts
                .school
                .organisation(facts.day)
                .map(|row| (row, field, Kind::Organisation)),
        );
    }
    for row in facts.school.rows("partner") {
        texts.push((row, "full_name", Kind::Organisation));
        texts.push((row, "head_fio", Kind::Person));
        texts.push((row, "head_position", Kind::Post));
    }
    let officials = facts.school.rows("official");
    let persons = named_anywhere(facts)
        .into_iter()
        .map(|link| facts.school.row(link));
    for row in officials
        .filter(|row| row.is_active(facts.day, "from", "to"))
        .chain(persons)
    {
        texts.push((row, "fio", Kind::Person));
        texts.push((row, "position", Kind::Post));
    }
    texts.retain(|(row, field, _)| !row.text(field).is_empty());
    texts
}

/// Persons that some record refers to, in the order of their sheets.
fn named_anywhere(facts: &Facts<'_>) -> Vec<Link> {
    let links = facts.school.links.iter().flatten().flatten().flatten();
    let mut persons: Vec<Link> = links
        .copied()
        .filter(|link| facts.school.row(*link).field("fio").is_some())
        .collect();
    persons.sort();
    persons.dedup();
    persons
}

fn doubt(facts: &Facts<'_>, decliner: &Decliner, row: Row<'_>, field: &str, kind: Kind) -> Option<Doubt> {
    let text = row.text(field);
    let inflected = match kind {
        Kind::Person => {
            let named = || facts.school.person_named(text).and_then(Row::gender);
            let gender = match field {
                "fio" => row.gender(),
                _ => gender_of(text),
            };
            decliner.person(text, gender.or_else(named), Case::Genitive)
        }
        Kind::Post => decliner.title(text, Case::Genitive),
        Kind::Organisation => decliner.organisation(text, Case::Genitive),
    };
    inflected.doubt
}

fn finding(facts: &Facts<'_>, about: Link, doubt: &Doubt) -> Finding {
    let printed = match (doubt.asks, doubt.forms.first()) {
        (Asks::Sex(None), _) | (_, None) => String::new(),
        (_, Some(forms)) => format!("; в документах будет: {}", forms.join(", ")),
    };
    let lines = doubt.lines().join(" или ");
    let hint = format!("Впишите в nastavnik.toml под [declension] строку с верными формами: {lines}");
    let message = format!("«{}»: {}{printed}", doubt.word, doubt.why);
    let severity = Severity::Query;
    let mut finding = Finding::new(
        CODE,
        severity,
        facts.subject(about),
        &doubt.word.to_lowercase(),
        message,
    )
    .hint(hint);
    finding.basis = card().basis;
    finding
}

/// What `explain` and the reference page say.
pub fn card() -> Card {
    Card {
        code: CODE.to_owned(),
        title: "Форма имени, должности или названия под вопросом".to_owned(),
        severity: Severity::Query,
        trust: Trust::Practice,
        at: At::Today,
        basis: vec![Basis {
            act: "практика".to_owned(),
            clause: String::new(),
        }],
        scope: "должностные лица, все, на кого ссылаются листы, их должности, организация и партнёры".to_owned(),
        hint: "Впишите верные формы или пол в nastavnik.toml под [declension]".to_owned(),
        explanation: "В приказах имена и должности стоят в падежах. Большинство форм программа строит уверенно, но о некоторых \
                      фамилиях справочники спорят (Боровец: Боровца или Боровеца), не всякое слово в должности ей знакомо, \
                      а по инициалам пол не виден. Такую форму лучше посмотреть до печати: в фамилии прав её носитель. \
                      Одна строка в настройках решает вопрос навсегда; подсказка к замечанию — готовая строка."
            .to_owned(),
        good: "[declension] \"Боровец\" = [\"Боровца\", \"Боровцу\", \"Боровца\", \"Боровцом\", \"Боровце\"]".to_owned(),
        bad: "в паре записан Боровец А. П.: ни пола, ни формы фамилии по записи не узнать".to_owned(),
    }
}
