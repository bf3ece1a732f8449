//! The sheets of approvals and payments: one entry a row.

use super::layout::CASE;
use super::records::{Record, without_heading};
use super::tree::Sheets;
use super::{Cell, Sheet, heading};
use crate::case::error::WorkbookError;
use crate::case::keys::ENTRY;
use crate::case::node::Key;
use crate::diagnostic::Wording;
use crate::ir::{Limits, Type};

/// The entries of a sheet.
pub(super) fn entries_of<'t>(sheets: &mut Sheets<'_>, sheet: &'t Sheet, paid: bool, several: bool) -> Vec<Record<'t>> {
    let Some((heading, rows)) = sheet.rows.split_first() else { return Vec::new() };
    let names = if paid { &sheets.names.paid } else { &sheets.names.approved };
    let is_case = |cell: &Cell| several && [CASE.0, CASE.1].contains(&cell.words().as_str());
    let has_case = heading.cells.iter().any(is_case);
    if several && !has_case && !rows.is_empty() {
        let missing = Wording::new(CASE.0, CASE.1);
        sheets.refuse(WorkbookError::NoColumn { span: heading.span(), missing });
        return Vec::new();
    }
    without_heading(sheets, heading, rows);
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let mut own = Record { span: row.span(), ..Record::default() };
        for cell in &row.cells {
            let Some(head) = heading.cell(cell.column) else { continue };
            if is_case(head) {
                own.path.push(cell.words());
                own.above = Some(cell.span);
                continue;
            }
            let words = head.words();
            let unit = heading::unit(&words).filter(|_| names.find(&words).is_none());
            let name = if unit.is_some() { heading::without_unit(&words) } else { &words };
            let at = names.find(name);
            // Only amounts have units that the heading may say.
            let is_amount =
                at.and_then(|at| ENTRY.get(at)).is_some_and(|(name, _)| ["amount", "quantity"].contains(name));
            let ty = is_amount.then_some(Type::Money(None, Limits::default()));
            let node = sheets.node(cell, ty.as_ref(), unit);
            own.entries.push((Key { text: name.to_owned().into(), span: head.span }, node));
        }
        entries.push(own);
    }
    entries
}
