//! What is known of a code: for `explain`, and for the reference page.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::{doubtful_forms, rules, waiver};
use crate::diag::Severity;
use crate::model::requirement::{At, Card};
use crate::model::{self, Model, act};

/// Cards of everything that a model and the rules can find, by code.
pub fn cards(model: &Model) -> Vec<Card> {
    let mut cards: Vec<Card> = model
        .requirements
        .iter()
        .map(|requirement| requirement.card.clone())
        .collect();
    let rules = rules::all()
        .iter()
        .filter(|rule| !model.without.contains(rule.code));
    cards.extend(rules.map(|rule| rule.card()));
    cards.push(doubtful_forms::card());
    cards.extend(waiver::cards());
    cards.sort_by(|left, right| left.code.cmp(&right.code));
    cards
}

/// Codes of all built-in models and ids of their indicators, whatever any of them does without.
pub fn known_codes() -> BTreeSet<String> {
    let models = model::list().into_iter();
    let models = models.filter_map(|listed| model::load(listed.id, &toml::Table::new()).ok());
    let rules = rules::all().iter().map(|rule| rule.code.to_owned());
    let of_models = models.flat_map(|model| {
        let indicators = model.indicators.iter().map(|def| def.id.clone());
        let codes = cards(&model).into_iter().map(|card| card.code);
        codes.chain(indicators).collect::<Vec<_>>()
    });
    of_models.chain(rules).collect()
}

/// The card of a code in a model; the case of the letter does not matter.
pub fn card(model: &Model, code: &str) -> Option<Card> {
    let code = code.trim().to_uppercase();
    cards(model).into_iter().find(|card| card.code == code)
}

/// Everything about a code of the built-in models, as Markdown that also reads well on a terminal.
pub fn explain(code: &str) -> Option<String> {
    // A model may say a code of another in its own words: the common one speaks first.
    let others = model::list().into_iter().map(|listed| listed.id);
    let found = std::iter::once(model::DEFAULT).chain(others).find_map(|id| {
        let model = model::load(id, &toml::Table::new()).ok()?;
        card(&model, code)
    })?;
    Some(markdown(&found))
}

/// A card as Markdown.
pub fn markdown(card: &Card) -> String {
    let severity = match card.severity {
        Severity::Error => "ошибка — нужно исправить",
        Severity::Query => "вопрос — исправьте или объясните на листе «Пояснения»",
        Severity::Note => "заметка",
    };
    let at = match card.at {
        At::Document => "на дату документа",
        At::Span => "на каждый день срока до дня проверки",
        At::Today => "на день проверки",
    };
    let mut text = format!(
        "## {} {}\n\n- Уровень: {severity}\n- За этим стоит: {}\n",
        card.code,
        card.title,
        card.trust.words()
    );
    for basis in &card.basis {
        let title = act::find(&basis.act).map_or(basis.act.as_str(), |act| act.title.as_str());
        let clause = if basis.clause.is_empty() {
            String::new()
        } else {
            format!(", {}", basis.clause)
        };
        let _ = writeln!(text, "- Основание: {title}{clause}");
    }
    let _ = writeln!(text, "- Акт берётся {at}");
    if !card.scope.is_empty() {
        let _ = writeln!(text, "- Кого касается: {}", card.scope);
    }
    let _ = write!(
        text,
        "\n{}\n\n**Что сделать.** {}.\n",
        card.explanation,
        card.hint.trim_end_matches('.')
    );
    if !card.good.is_empty() {
        let _ = write!(text, "\n**Хорошо:** {}\n", card.good);
    }
    if !card.bad.is_empty() {
        let _ = write!(text, "\n**Плохо:** {}\n", card.bad);
    }
    text
}
