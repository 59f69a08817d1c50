//! Findings as SARIF 2.1.0, for the viewers and services that read it.
//!
//! SARIF knows lines of text, not cells: a place is the file, and the sheet and the cell are its logical location.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::uri::uri;
use super::{Finding, Place, Severity};

/// What SARIF wants to know of a code.
#[derive(Debug, Clone)]
pub struct Described {
    /// Code.
    pub code: String,
    /// What is checked.
    pub title: String,
    /// Why, and how to fix.
    pub explanation: String,
}

/// One log with one run. Codes without a description are listed by their code alone.
pub fn sarif(findings: &[Finding], described: &[Described]) -> String {
    let known: BTreeMap<&str, &Described> = described.iter().map(|one| (one.code.as_str(), one)).collect();
    let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.code.as_str()).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let rules: Vec<Value> = codes
        .iter()
        .map(|code| rule(code, known.get(code).copied()))
        .collect();
    let results: Vec<Value> = findings.iter().map(|finding| result(finding, &codes)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "language": "ru",
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: &str, described: Option<&Described>) -> Value {
    let mut rule = json!({"id": code});
    if let Some(one) = described {
        rule["shortDescription"] = json!({"text": one.title});
        if !one.explanation.is_empty() {
            rule["fullDescription"] = json!({"text": one.explanation});
        }
    }
    rule
}

fn result(finding: &Finding, codes: &[&str]) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Query => "warning",
        Severity::Note => "note",
    };
    let mut text = finding.message.clone();
    if !finding.hint.is_empty() {
        text = format!("{text}. {}", finding.hint);
    }
    let mut result = json!({
        "ruleId": finding.code,
        "ruleIndex": codes.iter().position(|code| *code == finding.code),
        "level": level,
        "message": {"text": text},
        "partialFingerprints": {"nastavnikKey/v1": finding.key},
    });
    let mut places = finding.places.iter();
    if let Some(first) = places.next() {
        result["locations"] = json!([location(first, None)]);
    }
    let related: Vec<Value> = places
        .enumerate()
        .map(|(index, place)| location(place, Some(index)))
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if let Some(waiver) = &finding.waiver {
        result["suppressions"] =
            json!([{"kind": "external", "status": "accepted", "justification": waiver.reason}]);
    }
    result
}

fn location(place: &Place, id: Option<usize>) -> Value {
    let mut location = json!({
        "physicalLocation": {"artifactLocation": {"uri": uri(&place.file)}},
    });
    if let Some(id) = id {
        location["id"] = json!(id);
    }
    if !place.sheet.is_empty() {
        let name = if place.cell.is_empty() {
            place.sheet.to_string()
        } else {
            format!("{}!{}", place.sheet, place.cell)
        };
        location["logicalLocations"] =
            json!([{"name": name, "fullyQualifiedName": place.to_string(), "kind": "element"}]);
    }
    if !place.role.is_empty() {
        location["message"] = json!({"text": place.role});
    }
    location
}
