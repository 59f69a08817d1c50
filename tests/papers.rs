//! What every paper of a kind must have: acts that may be cited, sections and points, a text of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use nastavnik::model::act;
use nastavnik::render::library::Library;

/// Paragraphs shorter than this may be alike: requisites, headings, formulas of address.
const OWN_TEXT: usize = 70;

/// Ids and texts of the Word templates.
fn templates() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let paths = fs::read_dir(folder)
        .expect("templates")
        .map(|entry| entry.expect("a file").path());
    paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .filter(|path| path.file_name().is_some_and(|name| name != "README.md"))
        .map(|path| {
            let id = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (id, fs::read_to_string(path).expect("a text"))
        })
        .collect()
}

/// The text without its front matter.
fn body(text: &str) -> &str {
    text.splitn(3, "+++").nth(2).expect("front matter")
}

#[test]
fn a_paper_rests_on_acts_that_were_compared_with_their_texts() {
    for document in Library::new(&[]).expect("the templates").documents {
        for basis in &document.meta.basis {
            let act = act::find(&basis.act);
            assert!(
                act.is_some_and(|act| act.checked.is_some()),
                "{}: {} is no checked act",
                document.meta.id,
                basis.act
            );
        }
    }
}

#[test]
fn a_regulation_has_nine_sections_and_forty_points() {
    let regulations: Vec<(String, String)> = templates()
        .into_iter()
        .filter(|(id, _)| id.starts_with("regulation"))
        .collect();
    assert!(regulations.len() >= 7);
    for (id, text) in regulations {
        let sections = text.lines().filter(|line| line.starts_with("## ")).count();
        let points = text.lines().filter(|line| is_point(line)).count();
        assert!(
            sections >= 9 && points >= 40,
            "{id}: {sections} sections, {points} points"
        );
    }
}

#[test]
fn the_page_of_papers_speaks_of_every_kind() {
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/papers.md")).expect("the page");
    let library = Library::new(&[]).expect("the templates");
    for id in library.ids() {
        assert!(
            page.contains(&format!("`{id}`")),
            "docs/papers.md does not speak of {id}"
        );
    }
}

/// «4.2. …»
fn is_point(line: &str) -> bool {
    let number = line.split(' ').next().unwrap_or_default();
    let parts: Vec<&str> = number.split('.').collect();
    matches!(parts[..], [section, point, ""] if is_number(section) && is_number(point))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[test]
fn an_order_orders_is_signed_and_controlled() {
    for (id, text) in templates() {
        if id.starts_with("order") {
            let text = with_parts(&text);
            assert!(text.contains("ПРИКАЗЫВАЮ:"), "{id}: nothing is ordered");
            assert!(text.contains("::: подпись"), "{id}: no signature");
            assert!(text.contains("Контроль за исполнением"), "{id}: no control");
            assert!(text.contains("ознакомлен"), "{id}: nobody is acquainted");
        }
    }
}

/// The text with its common parts in place.
fn with_parts(text: &str) -> String {
    let parts = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/parts");
    let mut whole = String::new();
    for line in text.lines() {
        let part = line
            .strip_prefix("{% include \"")
            .and_then(|rest| rest.split_once('"'));
        match part {
            Some((name, _)) => {
                let text = fs::read_to_string(parts.join(format!("{name}.md"))).expect("a part");
                whole.push_str(&with_parts(&text));
            }
            None => whole.push_str(line),
        }
        whole.push('\n');
    }
    whole
}

#[test]
fn no_two_papers_share_a_paragraph() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (id, text) in templates() {
        let paragraphs = body(&text).lines().map(|line| {
            let words = line.trim_start_matches(|mark: char| mark.is_ascii_digit() || ".- ".contains(mark));
            words.trim().to_owned()
        });
        let own = paragraphs.filter(|line| {
            line.chars().count() > OWN_TEXT && !line.starts_with(['|', ':', '{', '#']) && !line.contains("{{")
        });
        for paragraph in own {
            if let Some(other) = seen.insert(paragraph.clone(), id.clone()) {
                assert!(
                    other == id || is_common(&paragraph),
                    "{id} and {other} share: {paragraph}"
                );
            }
        }
    }
}

/// Formulas that papers of one kind share by their nature.
fn is_common(paragraph: &str) -> bool {
    paragraph.starts_with("Положение вступает в силу") || paragraph.starts_with("Контроль за исполнением")
}
