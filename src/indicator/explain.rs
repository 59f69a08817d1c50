//! How an indicator was computed, in words.

use super::compute::{Counted, is_small};
use super::{Origin, YearValue};
use crate::model::condition::{Conditions, Leaf};
use crate::model::entity::Derived;
use crate::model::eval::facts::Facts;
use crate::model::eval::text;
use crate::model::requirement::IndicatorDef;

/// The explanation of the model, then population, period, first value, and where earlier years come from.
pub fn explanation(
    facts: &Facts<'_>,
    def: &IndicatorDef,
    counted: &Counted,
    origin: Origin,
    years: &[YearValue],
) -> String {
    let mut words = def.explanation.trim_end_matches('.').to_owned();
    if def.or_declared && origin == Origin::Declared {
        words.push_str(". Таких записей в книге нет: значение взято с листа «Показатели»");
    }
    if let Some(population) = facts.model.populations.get(&def.population) {
        words = format!(
            "{words}. Совокупность: {} на {}",
            population.title,
            text::day(facts.day)
        );
        if asks(&population.conditions, Derived::Counted) {
            let counted = facts.model.flag("учитывать-отсутствующих");
            let are = if counted {
                "учтены"
            } else {
                "не учтены"
            };
            words = format!("{words}; находящиеся в длительном отсутствии {are}");
        }
    }
    if def.period != def.day.words() {
        words = format!("{words}. Период: {}", def.period);
    }
    if let [base, .., _] = years {
        words = format!(
            "{words}. Исходное значение: {} ({})",
            text::decimal(base.value),
            base.year
        );
    }
    if let [.., last, _] = years {
        let how = match last.origin {
            Origin::Computed => "посчитан по спискам на 1 сентября",
            Origin::Declared => "взят с листа «Показатели»",
        };
        words = format!("{words}. Прошлый год {how}");
    }
    if is_small(facts, def, counted) {
        words = format!("{words}. Знаменатель мал: доля приведена справочно и с планом не сравнивается");
    }
    if counted.unknown > 0 {
        words = format!("{words}. Записей, по которым данных нет: {}", counted.unknown);
    }
    words + "."
}

/// A table of conditions asks for this derived field.
fn asks(conditions: &Conditions, wanted: Derived) -> bool {
    conditions
        .clauses
        .iter()
        .any(|clause| matches!(clause.path.leaf, Leaf::Derived(derived) if derived == wanted))
}
