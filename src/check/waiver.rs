//! Explanations of the school: a query may be answered, and the answer stands as long as the cells that it was given
//! for stay the same and its day has not passed. An answer that answers nothing is itself said.
//!
//! Works on the findings of all stages; knows no requirement.

use jiff::civil::Date;

use crate::diag::{Basis, Finding, Severity, Subject, Waiver, stable_key};
use crate::model::eval::text;
use crate::model::fold::fold;
use crate::model::requirement::{At, Card, Trust};
use crate::school::{Row, School};
use crate::settings::Settings;

/// An explanation matched no finding.
const UNUSED: &str = "Д-90";
/// The day until which an explanation stands has passed, or its cells have changed.
const LAPSED: &str = "Д-91";
/// An explanation is not bound to the cells that it was given for.
const UNBOUND: &str = "Д-92";
const UNUSED_HINT: &str = "Удалите строку или проверьте код и столбец «О ком или о чём»";
const UNTIL_HINT: &str = "Продлите срок пояснения или исправьте данные";

/// What an explanation is about on this day.
struct Answer<'a> {
    row: Row<'a>,
    /// Indices of the findings that it answers.
    of: Vec<usize>,
    /// Letters that stand for what their cells hold now.
    print: String,
}

impl Answer<'_> {
    fn in_time(&self, day: Date) -> bool {
        self.row.date("until").is_none_or(|until| day <= until)
    }

    fn unchanged(&self) -> bool {
        let written = fold(self.row.text("print"));
        written.is_empty() || written == self.print
    }

    fn stands(&self, day: Date) -> bool {
        self.in_time(day) && self.unchanged() && !self.row.text("reason").is_empty()
    }
}

/// Applies the severities of the settings and the explanations that stand on this day; adds notes about those that
/// do not. Returns how many of the findings from `own` on are explained.
pub fn settle(
    findings: &mut Vec<Finding>,
    own: usize,
    school: &School,
    settings: &Settings,
    day: Date,
) -> usize {
    for finding in findings.iter_mut() {
        if let Some(severity) = settings.severity.get(&finding.code) {
            finding.severity = *severity;
        }
    }
    let answers: Vec<Answer<'_>> = school
        .rows("waiver")
        .filter(|row| !row.text("code").is_empty())
        .map(|row| answer(row, findings, school))
        .collect();
    for answer in answers.iter().filter(|answer| answer.stands(day)) {
        for index in &answer.of {
            findings[*index].waiver.get_or_insert_with(|| waiver(answer.row));
        }
    }
    let waived = findings.iter().skip(own);
    let waived = waived.filter(|finding| finding.waiver.is_some()).count();
    findings.extend(
        answers
            .iter()
            .filter_map(|answer| note(answer, school, settings, day)),
    );
    waived
}

fn answer<'a>(row: Row<'a>, findings: &[Finding], school: &School) -> Answer<'a> {
    let of: Vec<usize> = findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| finding.severity == Severity::Query && answers(row, finding))
        .map(|(index, _)| index)
        .collect();
    let mut held: Vec<String> = of
        .iter()
        .map(|index| held(&findings[*index], school).join("\u{1f}"))
        .collect();
    held.sort_unstable();
    let held: Vec<&str> = held.iter().map(String::as_str).collect();
    let print = letters(&stable_key(&held));
    Answer { row, of, print }
}

fn answers(row: Row<'_>, finding: &Finding) -> bool {
    if fold(row.text("code")) != fold(&finding.code) {
        return false;
    }
    let about = fold(row.text("subject"));
    if about.is_empty() || about == fold(&finding.subject.key) {
        return true;
    }
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (name, about) = (words(&fold(&finding.subject.name)), words(&about));
    name.windows(about.len()).any(|part| part == about.as_slice())
}

/// What the cells of a finding hold, whatever their rows, the order of the columns and the format of the file.
fn held(finding: &Finding, school: &School) -> Vec<String> {
    let mut held: Vec<String> = Vec::new();
    for record in school.tables.iter().flatten() {
        let near = |place: &&crate::diag::Place| *place.sheet == *record.sheet && *place.file == *record.file;
        if !finding.places.iter().any(|place| near(&place)) {
            continue;
        }
        for (field, cell) in record.cells.iter().enumerate() {
            let Some(at) = cell.at.map(|at| at.a1()) else {
                continue;
            };
            if finding.places.iter().filter(near).any(|place| place.cell == at) {
                let value = match record.value(field) {
                    Some(value) => text::value(value),
                    None => cell.raw.trim().to_owned(),
                };
                held.push(format!("{field}={value}"));
            }
        }
    }
    let papers = school.papers.iter();
    let said = papers.flat_map(|paper| finding.places.iter().filter_map(|place| paper.at(place)));
    held.extend(said.map(str::to_owned));
    held.sort_unstable();
    held
}

/// Six letters that no spreadsheet takes for a number.
fn letters(key: &str) -> String {
    const LETTERS: [char; 16] = [
        'б', 'в', 'г', 'д', 'ж', 'з', 'к', 'л', 'м', 'н', 'п', 'р', 'с', 'т', 'ф', 'х',
    ];
    key.chars()
        .take(6)
        .filter_map(|digit| LETTERS.get(usize::try_from(digit.to_digit(16)?).ok()?))
        .collect()
}

fn waiver(row: Row<'_>) -> Waiver {
    let until = row.date("until").map(|until| until.to_string());
    Waiver {
        reason: row.text("reason").to_owned(),
        author: row.text("author").to_owned(),
        until: until.unwrap_or_default(),
    }
}

fn note(answer: &Answer<'_>, school: &School, settings: &Settings, day: Date) -> Option<Finding> {
    let row = answer.row;
    let code = row.text("code").trim();
    let print = &answer.print;
    let (id, column, message, hint) = if answer.of.is_empty() {
        let message = format!("пояснение к замечанию {code} ничего не объясняет: такого вопроса нет");
        (UNUSED, "code", message, UNUSED_HINT.to_owned())
    } else if !answer.in_time(day) {
        let until = row.date("until").map(text::day).unwrap_or_default();
        let message = format!("пояснение к замечанию {code} действовало до {until}");
        (LAPSED, "until", message, UNTIL_HINT.to_owned())
    } else if !answer.unchanged() {
        let message =
            format!("пояснение к замечанию {code} дано для прежних данных: ячейки с тех пор изменились");
        let hint = format!("Если причина та же, впишите в столбец «Отпечаток»: {print}");
        (LAPSED, "print", message, hint)
    } else if row.text("reason").is_empty() {
        return None;
    } else if row.text("print").is_empty() {
        let message = format!("пояснение к замечанию {code} не снимется само, когда данные изменятся");
        let hint = format!("Впишите в столбец «Отпечаток»: {print}");
        (UNBOUND, "print", message, hint)
    } else {
        return None;
    };
    let severity = settings.severity.get(id).copied().unwrap_or(Severity::Note);
    let keys = school.keys.get(row.link.sheet);
    let subject = Subject {
        kind: "waiver".to_owned(),
        key: keys
            .and_then(|keys| keys.get(row.link.record))
            .cloned()
            .unwrap_or_default(),
        name: format!("пояснение к {code}"),
    };
    let meaning = format!("{code} {}", row.text("subject"));
    let place = |column: &str| row.record().place(row.field(column).unwrap_or(usize::MAX), "");
    let finding = Finding::new(id, severity, subject, &meaning, message);
    Some(finding.hint(hint).at(place(column)).at(place("code")))
}

/// Cards of the three notes.
pub fn cards() -> [Card; 3] {
    let card = |code: &str, title: &str, hint: &str, explanation: &str, good: &str, bad: &str| Card {
        code: code.to_owned(),
        title: title.to_owned(),
        severity: Severity::Note,
        trust: Trust::Practice,
        at: At::Today,
        basis: vec![Basis {
            act: "практика".to_owned(),
            clause: String::new(),
        }],
        scope: "строки листа «Пояснения»".to_owned(),
        hint: hint.to_owned(),
        explanation: explanation.to_owned(),
        good: good.to_owned(),
        bad: bad.to_owned(),
    };
    [
        card(
            UNUSED,
            "Пояснение ничего не объясняет",
            UNUSED_HINT,
            "Пояснением отвечают на вопрос проверки. Если вопроса с таким кодом и о таком человеке, паре или документе нет, \
             строка лишняя: данные исправлены, либо в коде опечатка. Ошибку и заметку пояснением не снимают.",
            "код «П-10», о ком — «2026-02», и у этой пары действительно нет даты согласия",
            "дату согласия внесли, а пояснение осталось",
        ),
        card(
            LAPSED,
            "Пояснение больше не действует",
            "Проверьте, остаётся ли причина, и продлите срок или обновите отпечаток",
            "Пояснение действует до указанного в нём дня и пока не изменились ячейки, к которым оно дано: их содержимое \
             запомнено шестью буквами в столбце «Отпечаток». После этого вопрос снова открыт: причина могла отпасть. Если она \
             та же, впишите новый срок или новый отпечаток — он стоит в подсказке к этой заметке.",
            "срок пояснения — до конца учебного года, отпечаток совпадает",
            "наставника в паре сменили, а пояснение осталось от прежнего",
        ),
        card(
            UNBOUND,
            "Пояснение не привязано к данным",
            "Перенесите шесть букв из подсказки в столбец «Отпечаток»",
            "Отпечаток — шесть букв, которые программа составляет по содержимому ячеек замечания. Пока он вписан, пояснение \
             снимется само, как только эти ячейки изменятся: старый ответ не закроет новую ошибку. Без него пояснение \
             действует до своего срока, что бы ни стояло в ячейках.",
            "в столбце «Отпечаток» стоит «бвгджз»",
            "столбец «Отпечаток» пуст",
        ),
    ]
}
