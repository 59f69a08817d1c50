//! A basis of pay that names an act and no clause of it.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::fold::fold;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "П-40",
    title: "В основании выплаты не назван пункт",
    severity: Severity::Error,
    trust: Trust::Law,
    at: At::Span,
    basis: &[("тк-351.8", "ст. 351.8"), ("лна", "положение об оплате труда")],
    scope: "допсоглашения закреплённых пар с основанием выплаты, кроме «в трудовой функции»",
    hint: "Впишите пункт, раздел или приложение положения об оплате труда",
    explanation: "Размер и условия выплаты берут из акта работодателя. Ссылка на «положение об оплате труда» без пункта не показывает, почему выплата именно такая: ревизия и бухгалтерия считают её необоснованной. Найдите пункт о наставничестве; если его нет, положение дополняют с учётом мнения профсоюза.",
    good: "Положение об оплате труда, п. 4.7",
    bad: "Положение об оплате труда",
    shape: Shape::EachAddendum(check),
};

const CLAUSES: &[&str] = &["п.", "пункт", "раздел", "ст.", "стать", "приложен", "гл.", "глав"];

fn check(facts: &Facts<'_>, addendum: Row<'_>) -> Outcome {
    let said = fold(addendum.text("pay_basis"));
    let drafted = addendum.linked("pair").any(|pair| pair.text("state") == "проект");
    if said.is_empty() || said.contains("трудовой функции") || drafted {
        return Outcome::NotApplicable;
    }
    if CLAUSES.iter().any(|word| said.contains(word)) {
        return Outcome::Pass;
    }
    let name = facts.name(addendum.link);
    let message = format!(
        "{name}: основание выплаты — «{}», пункт не назван",
        addendum.text("pay_basis")
    );
    Failure::new(message)
        .at(facts, addendum, "pay_basis")
        .at(facts, addendum, "pay")
        .into()
}
