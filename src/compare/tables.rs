//! Tables, row by row.

use crate::ir::{Table, TableKey, TableRow};
use crate::wording;

use super::Half;
use super::item::{Item, Side};

/// Each table's keys, and each of its rows.
pub(super) fn tables(version: &Half<'_>) -> Vec<Item> {
    version.program.tables.iter().flat_map(|table| table_items(version, table)).collect()
}

fn table_items(version: &Half<'_>, table: &Table) -> Vec<Item> {
    let meaning = version.meaning();
    let (id, name) = match &table.result {
        Some(result) => {
            let (whole, own) = (table.label.as_deref().unwrap_or(&table.name), result.shown());
            (format!("{}.{}", table.name, result.name), format!("{whole} {own}"))
        }
        None => (table.name.clone(), table.label.clone().unwrap_or_else(|| table.name.clone())),
    };
    let keys: Vec<String> =
        table.keys.iter().map(|key: &TableKey| format!("{} {}", key.name, meaning.ty(&key.ty))).collect();
    let kind = if table.slices.is_empty() { "" } else { "slices" };
    let whole = Item {
        name: wording!("table “{name}”", "标准“{name}”"),
        meaning: format!("{id} by {} gives {} {kind}", keys.join(", "), meaning.ty(&table.ty)),
        label: name.clone(),
        keys: vec![id.clone(), name.clone()],
        side: Side::of(version, &table.clause),
        subject: Some(id.clone()),
    };
    let rows = table.rows.iter().enumerate().map(|(at, row)| row_item(version, table, (&id, &name), at, row));
    std::iter::once(whole).chain(rows).collect()
}

fn row_item(version: &Half<'_>, table: &Table, (id, name): (&str, &str), at: usize, row: &TableRow) -> Item {
    let meaning = version.meaning();
    let patterns: Vec<String> =
        row.patterns.iter().zip(&table.keys).map(|(pattern, key)| meaning.pattern(&key.ty, pattern)).collect();
    let edition = table.editions.iter().find(|edition| edition.rows.contains(&at));
    let days = edition.map_or_else(String::new, |own| {
        format!("{}..{}", own.from, own.until.map_or_else(String::new, |until| until.to_string()))
    });
    let matched = format!("{id} {days} {}", patterns.join(", "));
    let since = edition.map_or_else(String::new, |own| format!("{id} {} {}", own.from, patterns.join(", ")));
    Item {
        name: wording!("row of “{name}”", "“{name}”的一行"),
        meaning: format!("{matched} => {} {}", meaning.expr(row.value), meaning.perhaps(row.step)),
        label: String::new(),
        keys: vec![matched, since, format!("{id} => {}", meaning.expr(row.value))],
        side: Side::at(version.sources, row.span),
        subject: Some(id.to_owned()),
    }
}
