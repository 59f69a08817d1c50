//! Partners as the parties of an agreement.

use serde_json::{Map, Value as Json, json};

use super::named::{Named, Naming};
use super::object::object;
use super::staff::acting;
use crate::russian::gender_of;
use crate::school::Row;

/// A partner, and how the agreement calls its two parties.
pub fn partner(row: Row<'_>, naming: &mut Naming) -> Map<String, Json> {
    let head = gender_of(row.text("head_fio"));
    naming.add(row.text("full_name"), Named::Organisation);
    naming.add(row.text("head_fio"), Named::Person(head));
    naming.add(row.text("head_position"), Named::Post);
    naming.add(row.text("coordinator"), Named::Person(None));
    let mut partner = object(row, 0);
    partner.insert("действующий".into(), json!(acting(head)));
    // A school that is supported has a leader; others are equal.
    let role = row.text("role").to_lowercase();
    let (own, other) = if role.contains("поддерживаем") || role.contains("низк") {
        ("Школа-лидер", "Поддерживаемая школа")
    } else if role.contains("лидер") {
        ("Поддерживаемая школа", "Школа-лидер")
    } else {
        ("Организация", "Партнёр")
    };
    let mut made = Map::new();
    made.insert("партнёр".into(), Json::Object(partner));
    made.insert("сторона_первая".into(), json!(own));
    made.insert("сторона_вторая".into(), json!(other));
    made
}
