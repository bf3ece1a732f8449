//! The sheets of approvals and payments: one entry a row.

use super::layout::CASE;
use super::records::{Record, without_heading};
use super::tree::Sheets;
use super::{Cell, Sheet, heading};
use crate::case::error::WorkbookError;
use crate::case::keys::ENTRY;
use crate::case::names::Names;
use crate::case::node::Key;
use crate::diagnostic::Wording;
use crate::ir::{Limits, Type};
use crate::source::Span;

/// The entries of a sheet.
pub(super) fn entries_of<'t>(sheets: &mut Sheets<'_>, sheet: &'t Sheet, paid: bool, several: bool) -> Vec<Record<'t>> {
    let Some((heading, rows)) = sheet.rows.split_first() else { return Vec::new() };
    let names = if paid { &sheets.names.paid } else { &sheets.names.approved };
    let has_case = heading.cells.iter().any(is_case);
    if several && !has_case && !rows.is_empty() {
        let missing = Wording::new(CASE.0, CASE.1);
        sheets.refuse(WorkbookError::NoColumn { span: heading.span(), missing });
        return Vec::new();
    }
    without_heading(sheets, heading, rows);
    let columns: Vec<(u32, Column)> =
        heading.cells.iter().map(|head| (head.column, column(head, names, several))).collect();
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let mut own = Record { span: row.span(), ..Record::default() };
        for cell in &row.cells {
            let at = columns.binary_search_by_key(&cell.column, |(column, _)| *column);
            let Some((_, column)) = at.ok().and_then(|at| columns.get(at)) else { continue };
            let Column::Part { name, span, unit, ty } = column else {
                own.path.push(cell.words());
                own.case = Some(cell.words());
                own.above = Some(cell.span);
                continue;
            };
            let node = sheets.node(cell, ty.as_ref(), unit.as_deref());
            own.entries.push((Key { text: name.clone().into(), span: *span }, node));
        }
        own.found = sheets.of_cells();
        entries.push(own);
    }
    entries
}

/// What a column is.
enum Column {
    /// The case of the row.
    Case,
    /// A part of the entry, with the unit that the heading says.
    Part { name: String, span: Span, unit: Option<String>, ty: Option<Type> },
}

fn is_case(cell: &Cell) -> bool {
    [CASE.0, CASE.1].contains(&cell.words().as_str())
}

fn column(head: &Cell, names: &Names<'_>, several: bool) -> Column {
    if several && is_case(head) {
        return Column::Case;
    }
    let words = head.words();
    let unit = heading::unit(&words).filter(|_| names.find(&words).is_none());
    let name = if unit.is_some() { heading::without_unit(&words) } else { &words };
    // Only amounts have units that the heading may say.
    let of = names.find(name).and_then(|at| ENTRY.get(at));
    let is_amount = of.is_some_and(|(name, _)| ["amount", "quantity"].contains(name));
    let ty = is_amount.then_some(Type::Money(None, Limits::default()));
    Column::Part { name: name.to_owned(), span: head.span, unit: unit.map(str::to_owned), ty }
}
