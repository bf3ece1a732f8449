//! A workbook → the tree of its cases: one sheet of facts, one of each list of records, one each of approvals and payments.
//!
//! A sheet is kept as a text, a row on a line and of the same number, so that findings point at its cells. Blank cells are unknown facts.

mod cells;
mod entries;
mod heading;
pub mod layout;
mod place;
mod records;
mod tree;

use std::collections::HashSet;

use super::error::{NO_HOLDER, NO_KEY, Unreadable, WorkbookError};
use super::names::Vocabulary;
use super::node::Part;
use super::reader::MOST_ERRORS;
use super::{Format, Overrides, Read, interpret_node, version_of};
use crate::diagnostic::Diagnostic;
use crate::ir::Program;
use crate::source::{Role, Source, SourceId, Sources, Span};
use cells::Held;
use tree::{Trees, trees};

/// A workbook of cases.
#[derive(Debug, Clone)]
pub struct Workbook {
    name: String,
    sheets: Vec<Sheet>,
}

/// A sheet, its cells in order.
#[derive(Debug, Clone)]
struct Sheet {
    name: String,
    source: SourceId,
    rows: Vec<Row>,
    /// The first cells of merged ranges, each with the last, by row and column from 0.
    merged: Vec<((u32, u32), (u32, u32))>,
}

/// A row that is not blank.
#[derive(Debug, Clone)]
struct Row {
    /// From 1.
    number: u32,
    cells: Vec<Cell>,
}

/// A cell that is not blank.
#[derive(Debug, Clone)]
struct Cell {
    /// From 0.
    column: u32,
    span: Span,
    held: Held,
}

impl Row {
    fn cell(&self, column: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        self.cells.get(at)
    }

    /// From the first cell to the last.
    fn span(&self) -> Span {
        match (self.cells.first(), self.cells.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::default(),
        }
    }
}

impl Cell {
    /// The words that the cell shows.
    fn words(&self) -> String {
        match &self.held {
            Held::Text(words)
            | Held::Number(words)
            | Held::Imprecise(words)
            | Held::Date(words)
            | Held::Error(words) => words.clone(),
            Held::Bool(true) => "TRUE".to_owned(),
            Held::Bool(false) => "FALSE".to_owned(),
        }
    }
}

impl Workbook {
    /// Whether these are the bytes of a workbook, be it one that can't be read.
    pub fn is_one(bytes: &[u8]) -> bool {
        cells::is_workbook(bytes)
    }

    /// Reads the sheets of a workbook, each as a text of `sources`: `case.xlsx#项目`.
    ///
    /// # Errors
    /// Where the bytes are no workbook, one with a password, or one of a size that no cases need.
    pub fn open(name: &str, bytes: &[u8], sources: &mut Sources) -> Result<Workbook, Box<Diagnostic>> {
        let read = cells::read(bytes).map_err(|why: Unreadable| {
            let source = sources.add(Role::Case, Source::new(name, ""));
            Box::new(Diagnostic::from(WorkbookError::Unreadable { span: Span::new(source, 0, 0), why }))
        })?;
        let sheets = read.into_iter().map(|sheet| place::sheet(name, sheet, sources)).collect();
        Ok(Workbook { name: name.to_owned(), sheets })
    }

    /// The cases of the workbook, each with the warnings about it, or everything that is wrong with it.
    pub fn cases(
        &self,
        program: &Program,
        sources: &Sources,
        overrides: &Overrides,
    ) -> Vec<Result<Read, Vec<Diagnostic>>> {
        let versions: Vec<(&Program, Vocabulary<'_>)> =
            program.versions().map(|version| (version, Vocabulary::of(version))).collect();
        let mut trees_of: Vec<Option<Result<Trees<'_>, Vec<Diagnostic>>>> = versions.iter().map(|_| None).collect();
        let mut cases = Vec::new();
        let mut told = HashSet::new();
        let mut at = 0;
        loop {
            let first = self.trees(&versions, 0, &mut trees_of);
            let version = match first {
                Ok(trees) => match trees.cases.get(at) {
                    Some(tree) => version_of(&versions, &tree.node, "", Format::Yaml, overrides),
                    None => break,
                },
                // What the first version refuses may be right in a later one, which then tells the day, too.
                Err(_) => versions.len() - 1,
            };
            let trees = match self.trees(&versions, version, &mut trees_of) {
                Ok(trees) => trees,
                Err(found) => {
                    cases.push(Err(self.located(found.clone(), &mut told, sources)));
                    break;
                }
            };
            let Some(tree) = trees.cases.get(at) else { break };
            let name = tree.name.as_ref().map_or_else(|| self.name.clone(), |case| format!("{}:{case}", self.name));
            let part = self.end(sources);
            let read = interpret_node(&versions, "", (&tree.node, part.end()), Format::Yaml, name, overrides);
            let read = if tree.found.is_empty() { read } else { Err(with_cells(&tree.found, read)) };
            cases.push(match read {
                Ok(Read { case, doubts }) => Ok(Read { case, doubts: self.located(doubts, &mut told, sources) }),
                Err(found) => Err(self.located(found, &mut told, sources)),
            });
            at += 1;
        }
        let astray = trees_of.iter().flatten().find_map(|trees| trees.as_ref().ok()).map(|trees| trees.astray.clone());
        if let Some(astray) = astray.filter(|astray| !astray.is_empty() && !cases.is_empty()) {
            cases.push(Err(self.located(astray, &mut told, sources)));
        }
        if cases.is_empty() {
            let sheet = self.sheets.iter().find(|sheet| tree::is_applicant(&sheet.name));
            let span = sheet.and_then(|sheet| sheet.rows.first()).map_or_else(Span::default, Row::span);
            cases.push(Err(self.located(vec![WorkbookError::NoCase { span }.into()], &mut told, sources)));
        }
        cases
    }

    /// The cases as a version of the policy reads them.
    fn trees<'t, 'v>(
        &'t self,
        versions: &[(&Program, Vocabulary<'_>)],
        version: usize,
        known: &'v mut [Option<Result<Trees<'t>, Vec<Diagnostic>>>],
    ) -> &'v Result<Trees<'t>, Vec<Diagnostic>> {
        const NONE: &Result<Trees<'static>, Vec<Diagnostic>> = &Ok(Trees { cases: Vec::new(), astray: Vec::new() });
        let (Some((program, names)), Some(slot)) = (versions.get(version), known.get_mut(version)) else { return NONE };
        slot.get_or_insert_with(|| trees(self, program, names))
    }

    /// The sheet of the applicant, for what is missing there.
    fn end<'s>(&self, sources: &'s Sources) -> Part<'s> {
        let sheet = self.sheets.iter().find(|sheet| tree::is_applicant(&sheet.name)).or(self.sheets.first());
        let source = sheet.map_or_else(SourceId::default, |sheet| sheet.source);
        Part { text: sources.get(source).map_or("", |source| source.text()), source, start: 0 }
    }

    /// Findings that say in which sheet, row and column they are. What is wrong with a heading is told once, and not for each row below it; a
    /// row that may belong to several cases is told with the first.
    fn located(
        &self,
        found: Vec<Diagnostic>,
        told: &mut HashSet<(&'static str, Span)>,
        sources: &Sources,
    ) -> Vec<Diagnostic> {
        let is_first = |finding: &Diagnostic| {
            let first_row = self.sheets.iter().find(|sheet| sheet.source == finding.span.source);
            let heading = first_row.and_then(|sheet| sheet.rows.first()).map(Row::span);
            let in_heading = heading.is_some_and(|heading| finding.span.end <= heading.end);
            let of_several = in_heading || finding.code == NO_HOLDER;
            !of_several || told.insert((finding.code, finding.span))
        };
        let mut found: Vec<Diagnostic> = found.into_iter().filter(is_first).collect();
        found.iter_mut().for_each(|finding| place::locate(&self.sheets, finding, sources));
        found
    }
}

/// What is wrong with the cells of a case, and with what the others say, by place.
fn with_cells(of_cells: &[Diagnostic], read: Result<Read, Vec<Diagnostic>>) -> Vec<Diagnostic> {
    let mut found = of_cells.to_vec();
    if found.len() > MOST_ERRORS {
        return found;
    }
    // The key of a record may stand in a cell that was refused.
    let others = read.err().unwrap_or_default().into_iter().filter(|other| other.code != NO_KEY);
    found.extend(others);
    found.sort_by_key(|finding| finding.span);
    found
}
