//! A sheet with one record a row.

use super::cells::Held;
use super::heading::{self, Heading};
use super::layout::{self, CASE, NONE};
use super::tree::{Entries, Sheets, add};
use super::{Cell, Row, Sheet};
use crate::case::error::{At, StructureError, WorkbookError, short};
use crate::case::keys::TOP;
use crate::case::node::{Key, Node, Value};
use crate::ir::{RecordId, Type};
use crate::source::Span;

/// The columns that say where a record belongs.
pub(super) struct Levels {
    /// Whether the workbook holds several cases, so that a column names the case.
    pub case: bool,
    /// The columns that name the records which hold it, the outermost first.
    pub above: Vec<(String, String)>,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub(super) struct Record<'t> {
    /// The case, and the records which hold it, by their keys; the outermost first.
    pub path: Vec<String>,
    /// Its own key as a case or a record; the number of its row where its type has none.
    pub own: String,
    pub span: Span,
    /// Where the innermost record that holds it is named.
    pub above: Option<Span>,
    pub entries: Entries<'t>,
    /// Of an applicant: the day of application.
    pub applied_on: Option<(Key<'t>, Node<'t>)>,
    /// The case that its row names, where the workbook holds several.
    pub case: Option<String>,
    /// What is wrong with its cells, and with those of the records that it holds: errors of its case alone.
    pub found: Vec<WorkbookError>,
}

impl<'t> Record<'t> {
    /// By which the records that it holds name it.
    pub(super) fn full(&self) -> Vec<String> {
        let mut full = self.path.clone();
        if !self.own.is_empty() {
            full.push(self.own.clone());
        }
        full
    }

    /// What else belongs to the case of this applicant.
    pub(super) fn root(&self) -> Record<'t> {
        Record { path: self.path.clone(), own: self.own.clone(), span: self.span, ..Record::default() }
    }
}

/// What a column is.
enum Column<'t> {
    Case,
    Above(usize),
    AppliedOn,
    Fact(Heading<'t>),
    /// It names nothing; what stands below it is refused.
    Unknown,
}

/// The records of a sheet. Those of the applicants have their case for a key.
pub(super) fn records_of<'t>(
    sheets: &mut Sheets<'_>,
    sheet: &'t Sheet,
    record: RecordId,
    levels: &Levels,
) -> Vec<Record<'t>> {
    let program = sheets.program;
    let Some((heading, rows)) = sheet.rows.split_first() else { return Vec::new() };
    let (Some(declared), Some(names)) = (program.record(record), sheets.names.record(record)) else {
        return Vec::new();
    };
    let of_applicants = record == program.applicant;
    let (case_column, day_column) =
        (layout::beside_facts(program, record, CASE), layout::beside_facts(program, record, TOP[0]));
    let column = |cell: &'t Cell| {
        let Held::Text(words) = &cell.held else { return Column::Unknown };
        let is = |pair: &(String, String)| pair.0 == *words || pair.1 == *words;
        let above = levels.above.iter().position(is);
        match above {
            _ if levels.case && is(&case_column) => Column::Case,
            Some(at) => Column::Above(at),
            None if of_applicants && is(&day_column) => Column::AppliedOn,
            None => heading::read(words, names, &declared.fields).map_or(Column::Unknown, Column::Fact),
        }
    };
    let columns: Vec<(&Cell, Column<'t>)> = heading.cells.iter().map(|cell| (cell, column(cell))).collect();
    let mut needed: Vec<(String, String)> = Vec::new();
    if levels.case && !columns.iter().any(|(_, column)| matches!(column, Column::Case)) {
        needed.push(case_column.clone());
    }
    for (at, names) in levels.above.iter().enumerate() {
        if !columns.iter().any(|(_, column)| matches!(column, Column::Above(own) if *own == at)) {
            needed.push(names.clone());
        }
    }
    if let Some((name, label)) = needed.into_iter().next().filter(|_| !rows.is_empty()) {
        let missing = crate::diagnostic::Wording::new(name, label);
        sheets.refuse(WorkbookError::NoColumn { span: heading.span(), missing });
        return Vec::new();
    }
    without_heading(sheets, heading, rows);
    let mut records: Vec<Record<'t>> = Vec::with_capacity(rows.len());
    for row in rows {
        let mut own = Record { span: row.span(), own: row.number.to_string(), ..Record::default() };
        let mut case = None;
        let mut above: Vec<Option<&Cell>> = vec![None; levels.above.len()];
        for cell in &row.cells {
            let at = columns.binary_search_by_key(&cell.column, |(heading, _)| heading.column);
            let Some((heading, column)) = at.ok().and_then(|at| columns.get(at)) else { continue };
            match column {
                Column::Case => case = Some(cell),
                Column::Above(at) => {
                    if let Some(slot) = above.get_mut(*at) {
                        *slot = Some(cell);
                    }
                }
                Column::AppliedOn => {
                    let node = sheets.node(cell, Some(&Type::Date), None);
                    own.applied_on = Some((Key { text: TOP[0].0.into(), span: heading.span }, node));
                }
                Column::Fact(read) => {
                    let Some(field) = declared.fields.get(read.field) else { continue };
                    if declared.key.is_some_and(|key| key.0 as usize == read.field) {
                        own.own = cell.words();
                    }
                    let node = sheets.node(cell, Some(&field.ty), read.unit);
                    add(&mut own.entries, field, read.slot, heading.span, node);
                }
                Column::Unknown => {
                    let words = heading.words();
                    let node = sheets.node(cell, None, None);
                    let text = heading::without_unit(&words).to_owned();
                    own.entries.push((Key { text: text.into(), span: heading.span }, node));
                }
            }
        }
        own.found = sheets.of_cells();
        own.case = case.map(Cell::words).filter(|_| levels.case);
        if of_applicants {
            own.own = case.map(Cell::words).unwrap_or_default();
        } else {
            own.path.extend(case.map(Cell::words).filter(|_| levels.case));
            own.path.extend(above.iter().flatten().map(|cell| cell.words()));
            own.above = above.last().copied().flatten().or(case).map(|cell| cell.span);
        }
        records.push(own);
    }
    if of_applicants {
        one_each(sheets, &records);
    }
    records
}

/// Refuses applicants without case, and two with the same.
fn one_each(sheets: &mut Sheets<'_>, applicants: &[Record<'_>]) {
    let mut seen = std::collections::HashMap::new();
    for applicant in applicants {
        let at = At { span: applicant.span, path: String::new(), label: None };
        if applicant.own.is_empty() {
            let (key, label) = (CASE.0.to_owned(), CASE.1.to_owned());
            sheets.refuse(StructureError::NoKey { at, key, label });
        } else if let Some(first) = seen.insert(applicant.own.clone(), applicant.span) {
            sheets.refuse(StructureError::RepeatedKey { at, key: short(&applicant.own), first });
        }
    }
}

/// Refuses values below no heading, the first of each column.
pub(super) fn without_heading(sheets: &mut Sheets<'_>, heading: &Row, rows: &[Row]) {
    let mut told = std::collections::BTreeSet::new();
    for cell in rows.iter().flat_map(|row| &row.cells) {
        if heading.cell(cell.column).is_none() && told.insert(cell.column) {
            sheets.refuse(WorkbookError::NoHeading { span: cell.span, of_row: false });
        }
    }
}

impl Sheets<'_> {
    /// The value of a cell as another format would write it: figures with the unit that stands in the heading.
    pub(super) fn node<'t>(&mut self, cell: &'t Cell, ty: Option<&Type>, unit: Option<&str>) -> Node<'t> {
        let ty = ty.map(Type::innermost);
        let unit = unit.filter(|_| matches!(ty, Some(Type::Money(..) | Type::Quantity(..))));
        let with_unit = |figure: &str| {
            let unit = unit.unwrap_or("");
            let blank = if unit.starts_with(|c: char| c.is_ascii_alphabetic()) { " " } else { "" };
            Value::Plain(format!("{figure}{blank}{unit}").into())
        };
        let is_figure = |words: &str| words.bytes().all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
        let value = match &cell.held {
            Held::Text(words) if matches!(ty, Some(Type::List(_))) && [NONE.0, NONE.1].contains(&words.as_str()) => {
                Value::List(Vec::new())
            }
            Held::Text(words) if unit.is_some() && is_figure(words) => with_unit(words),
            // As a program writes TRUE into a cell of text.
            Held::Text(words) if matches!(ty, Some(Type::YesNo)) && ["TRUE", "FALSE"].contains(&words.as_str()) => {
                Value::Bool(words == "TRUE")
            }
            Held::Text(words) => Value::Plain(words.as_str().into()),
            Held::Number(figure) if unit.is_some() => with_unit(figure),
            Held::Number(figure) => Value::Number(figure.as_str().into()),
            Held::Date(words) => Value::Plain(words.as_str().into()),
            Held::Bool(holds) => Value::Bool(*holds),
            Held::Imprecise(shown) => {
                self.refuse_cell(WorkbookError::Digits { span: cell.span, shown: shown.clone() });
                Value::Null
            }
            Held::Error(shown) => {
                self.refuse_cell(WorkbookError::Fault { span: cell.span, shown: shown.clone() });
                Value::Null
            }
        };
        Node { span: cell.span, value }
    }
}
