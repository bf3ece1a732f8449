//! Sheets → the tree of each case, as if it were written in another format.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::entries::entries_of;
use super::heading;
use super::layout::{self, CASE, CHOICES, FORM, ListSheet, NOTES};
use super::records::{Levels, Record, records_of};
use super::{Cell, Row, Sheet, Workbook};
use crate::case::error::{At, StructureError, WorkbookError, short};
use crate::case::keys::TOP;
use crate::case::names::{Names, Vocabulary};
use crate::case::node::{Key, Node, Value};
use crate::case::reader::MOST_ERRORS;
use crate::diagnostic::{Diagnostic, Wording, nearest};
use crate::ir::{Field, Program, RecordId, Type};
use crate::source::Span;

/// A case as a tree, or what is wrong with its cells.
#[derive(Debug)]
pub(super) struct Tree<'t> {
    /// What tells it from the others of the workbook.
    pub name: Option<String>,
    pub node: Node<'t>,
    pub found: Vec<Diagnostic>,
}

/// The cases of a workbook.
#[derive(Debug)]
pub(super) struct Trees<'t> {
    pub cases: Vec<Tree<'t>>,
    /// What is wrong with rows of cases that the workbook does not have.
    pub astray: Vec<Diagnostic>,
}

/// Keys with values.
pub(super) type Entries<'t> = Vec<(Key<'t>, Node<'t>)>;

/// Whether a sheet is that of the applicant.
pub(super) fn is_applicant(name: &str) -> bool {
    name == TOP[2].0 || name == TOP[2].1
}

/// What the sheets are read with.
pub(super) struct Sheets<'p> {
    pub program: &'p Program,
    pub names: &'p Vocabulary<'p>,
    pub lists: Vec<ListSheet>,
    /// What is wrong with the workbook as a whole.
    pub found: Vec<Diagnostic>,
    /// What is wrong with the cells of the row that is being read.
    row: Vec<WorkbookError>,
    /// How many cells were refused.
    refused: usize,
}

/// So many errors of cells are kept; beyond, one a row.
const MOST_CELLS: usize = 10_000;

/// The sheets of a workbook by what they are.
#[derive(Default)]
struct Known<'t> {
    applicant: Option<&'t Sheet>,
    parameters: Option<&'t Sheet>,
    approved: Option<&'t Sheet>,
    paid: Option<&'t Sheet>,
    lists: Vec<Option<&'t Sheet>>,
}

/// The cases of a workbook.
///
/// # Errors
/// What is wrong with the workbook as a whole.
pub(super) fn trees<'t>(
    workbook: &'t Workbook,
    program: &Program,
    names: &Vocabulary<'_>,
) -> Result<Trees<'t>, Vec<Diagnostic>> {
    let lists = layout::lists(program);
    let mut sheets = Sheets { program, names, lists, found: Vec::new(), row: Vec::new(), refused: 0 };
    let known = sheets.known(workbook);
    let case_column = layout::beside_facts(program, program.applicant, CASE);
    let is_case = |words: &str| [case_column.0.as_str(), case_column.1.as_str()].contains(&words);
    let several = known
        .applicant
        .and_then(|sheet| sheet.rows.first())
        .is_some_and(|heading| heading.cells.iter().any(|cell| is_case(&cell.words())));
    let mut applicants = match known.applicant {
        Some(sheet) if several => {
            let levels = Levels { case: true, above: Vec::new() };
            records_of(&mut sheets, sheet, program.applicant, &levels)
        }
        Some(sheet) => vec![sheets.form(sheet, program.applicant)],
        None => vec![Record::default()],
    };
    let parameters = known.parameters.map(|sheet| {
        // Every case has them.
        let form = sheets.form(sheet, program.parameters);
        form.found.into_iter().for_each(|error| sheets.refuse(error));
        form.entries
    });
    let mut records: Vec<Vec<Record<'t>>> = Vec::new();
    for (at, sheet) in known.lists.iter().enumerate() {
        let levels = sheets.levels(at, several);
        let record = sheets.lists.get(at).map_or(program.applicant, |list| list.record);
        records.push(sheet.map_or_else(Vec::new, |sheet| records_of(&mut sheets, sheet, record, &levels)));
    }
    let approved = known.approved.map(|sheet| entries_of(&mut sheets, sheet, false, several));
    let paid = known.paid.map(|sheet| entries_of(&mut sheets, sheet, true, several));
    let mut astray = Vec::new();
    for at in (0..records.len()).rev() {
        let Some(list) = sheets.lists.get(at).cloned() else { continue };
        let own = records.get_mut(at).map(std::mem::take).unwrap_or_default();
        let (holders, holder) = match list.parent {
            Some(parent) => (
                records.get_mut(parent).map(Vec::as_mut_slice).unwrap_or_default(),
                sheets.lists.get(parent).map_or(program.applicant, |list| list.record),
            ),
            None => (applicants.as_mut_slice(), program.applicant),
        };
        let name = program.field(holder, list.field).map(|field| field.name.clone()).unwrap_or_default();
        astray.extend(attach(own, holders, &name));
    }
    let mut roots: Vec<Record<'t>> = applicants.iter().map(Record::root).collect();
    for (rows, (key, _)) in [(approved, TOP[3]), (paid, TOP[4])] {
        astray.extend(attach(rows.unwrap_or_default(), &mut roots, key));
    }
    let cases: HashMap<String, usize> = applicants.iter().enumerate().map(|(at, own)| (own.own.clone(), at)).collect();
    let mut whose = Whose { cases: &cases, known: HashMap::new(), compared: 0 };
    let mut of_no_case = Vec::new();
    for Record { span, above, path, case, found, .. } in astray {
        let words = short(path.last().map_or("", String::as_str));
        let error = WorkbookError::NoHolder { span: above.unwrap_or(span), words };
        let found = found.into_iter().chain([error]);
        match case.and_then(|case| whose.of(&case)) {
            // Where it names no case, it may belong to any.
            None => found.for_each(|error| sheets.refuse(error)),
            Some(own) if own.is_empty() => of_no_case.extend(found.map(Diagnostic::from)),
            Some(own) => {
                let found: Vec<WorkbookError> = found.collect();
                for at in own {
                    roots.get_mut(at).into_iter().for_each(|root| root.found.extend(found.iter().cloned()));
                }
            }
        }
    }
    if !sheets.found.is_empty() {
        let of_cells = applicants.into_iter().chain(roots).flat_map(|own| own.found);
        of_cells.for_each(|error| sheets.refuse(error));
        sheets.found.sort_by_key(|finding| finding.span);
        return Err(told(sheets.found));
    }
    let cases = applicants.into_iter().zip(roots);
    let cases = cases.map(|(applicant, root)| tree(applicant, root, parameters.as_ref(), several)).collect();
    Ok(Trees { cases, astray: told(of_no_case) })
}

/// To which cases a row can belong by the case that it names.
struct Whose<'a> {
    cases: &'a HashMap<String, usize>,
    known: HashMap<String, Vec<usize>>,
    compared: usize,
}

/// So many names are compared with those of the cases.
const MOST_COMPARED: usize = 20_000;
/// A name of so many characters is too short to be compared.
const SHORT_NAME: usize = 2;

impl Whose<'_> {
    /// The case of this name, else all whose names are so near that one of them may be meant; none of them where it is another case. `None`:
    /// nobody can say.
    fn of(&mut self, name: &str) -> Option<Vec<usize>> {
        if let Some(at) = self.cases.get(name) {
            return Some(vec![*at]);
        }
        if name.is_empty() {
            return None;
        }
        if let Some(known) = self.known.get(name) {
            return Some(known.clone());
        }
        self.compared = self.compared.saturating_add(self.cases.len());
        if self.compared > MOST_COMPARED {
            return None;
        }
        // Of two short names nobody can say that one is no slip for the other.
        let is_short = |name: &str| name.chars().count() <= SHORT_NAME;
        let is_near =
            |other: &str| (is_short(name) && is_short(other)) || nearest(name, std::iter::once(other)).is_some();
        let mut near: Vec<usize> = self.cases.iter().filter(|(other, _)| is_near(other)).map(|(_, at)| *at).collect();
        near.sort_unstable();
        self.known.insert(name.to_owned(), near.clone());
        Some(near)
    }
}

fn tree<'t>(applicant: Record<'t>, root: Record<'t>, parameters: Option<&Entries<'t>>, several: bool) -> Tree<'t> {
    let Record { own, span, entries, applied_on, found, .. } = applicant;
    let found = found.into_iter().chain(root.found).take(MOST_ERRORS + 1).map(Diagnostic::from).collect();
    let part = |key: &'static str, span: Span| Key { text: key.into(), span };
    let map = |entries: Entries<'t>| {
        let span = entries.first().map_or(span, |(key, _)| key.span);
        Node { span, value: Value::Map(entries) }
    };
    let mut whole: Entries<'t> = applied_on.into_iter().collect();
    if let Some(parameters) = parameters.filter(|parameters| !parameters.is_empty()) {
        let parameters = map(parameters.clone());
        whole.push((part(TOP[1].0, parameters.span), parameters));
    }
    let facts = map(entries);
    whole.push((part(TOP[2].0, facts.span), facts));
    whole.extend(root.entries);
    Tree { name: several.then_some(own), node: Node { span, value: Value::Map(whole) }, found: told(found) }
}

/// The records that one holds, with what is wrong with their cells.
type Held<'t> = (Vec<Node<'t>>, Vec<WorkbookError>);

/// Puts records where they belong, and gives those that belong nowhere.
fn attach<'t>(records: Vec<Record<'t>>, holders: &mut [Record<'t>], name: &str) -> Vec<Record<'t>> {
    let mut astray = Vec::new();
    let known: HashSet<Vec<String>> = holders.iter().map(Record::full).collect();
    let mut groups: HashMap<Vec<String>, Held<'t>> = HashMap::new();
    for record in records {
        if !known.contains(&record.path) {
            astray.push(record);
            continue;
        }
        let node = Node { span: record.span, value: Value::Map(record.entries) };
        let (items, found) = groups.entry(record.path).or_default();
        items.push(node);
        found.extend(record.found);
    }
    for holder in holders {
        let Some((items, found)) = groups.remove(&holder.full()) else { continue };
        holder.found.extend(found);
        let span = items.first().map_or(holder.span, |item| item.span);
        let key = Key { text: Cow::Owned(name.to_owned()), span };
        holder.entries.push((key, Node { span, value: Value::List(items) }));
    }
    astray
}

/// The errors, of which so many are told.
fn told(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let more = found.get(MOST_ERRORS).map(|next| next.span);
    found.truncate(MOST_ERRORS);
    found.extend(more.map(|span| StructureError::More { span, told: MOST_ERRORS }.into()));
    found
}

impl Sheets<'_> {
    /// Adds an error, unless there are more than anybody would read.
    pub(super) fn refuse(&mut self, error: impl Into<Diagnostic>) {
        if self.found.len() <= MOST_ERRORS {
            self.found.push(error.into());
        }
    }

    /// Adds an error of a cell of the row that is being read.
    pub(super) fn refuse_cell(&mut self, error: WorkbookError) {
        if self.row.is_empty() || self.refused < MOST_CELLS {
            self.refused += 1;
            self.row.push(error);
        }
    }

    /// The errors of the cells of the row that was read.
    pub(super) fn of_cells(&mut self) -> Vec<WorkbookError> {
        std::mem::take(&mut self.row)
    }

    /// The sheets by their names; one that is not known is refused.
    fn known<'t>(&mut self, workbook: &'t Workbook) -> Known<'t> {
        let fixed = TOP.iter().skip(1).chain([&NOTES, &CHOICES]).map(|(name, label)| (*name, Some(*label)));
        let fixed: Vec<(&str, Option<&str>)> = fixed.collect();
        let lists = self.lists.iter().map(|list| (list.name.0.as_str(), Some(list.name.1.as_str())));
        let names = Names::new(fixed.iter().copied().chain(lists));
        let mut known = Known { lists: vec![None; self.lists.len()], ..Known::default() };
        let mut found = Vec::new();
        for sheet in &workbook.sheets {
            let Some(first) = sheet.rows.first().and_then(|row| row.cells.first()) else { continue };
            let place = names.find(&sheet.name);
            let slot = match place {
                None => {
                    let nearest = names.nearest(&sheet.name).map(str::to_owned);
                    let (span, name) = (first.span, short(&sheet.name));
                    found.push(WorkbookError::UnknownSheet { span, name, nearest, known: names.listed() }.into());
                    continue;
                }
                Some(0) => Some(&mut known.parameters),
                Some(1) => Some(&mut known.applicant),
                Some(2) => Some(&mut known.approved),
                Some(3) => Some(&mut known.paid),
                Some(4 | 5) => None,
                Some(list) => known.lists.get_mut(list - fixed.len()),
            };
            let Some(slot) = slot else { continue };
            if let Some(before) = *slot {
                let key = short(&sheet.name);
                let first_span = before.rows.first().map_or(first.span, Row::span);
                found.push(StructureError::GivenTwice { at: nowhere(first.span), key, first: first_span }.into());
            }
            *slot = Some(sheet);
            let merged = sheet.merged.iter().filter(|(from, to)| from != to && to.0 + 1 > first_row(sheet));
            found.extend(merged.map(|(from, _)| {
                let row = sheet.rows.get(sheet.rows.partition_point(|row| row.number <= from.0));
                let cell = row.and_then(|row| row.cell(from.1).or(row.cells.first()));
                WorkbookError::Merged { span: cell.map_or(first.span, |cell| cell.span) }.into()
            }));
        }
        found.into_iter().for_each(|error: Diagnostic| self.refuse(error));
        known
    }

    /// The columns that say where the records of a list belong.
    fn levels(&self, list: usize, several: bool) -> Levels {
        let mut above = Vec::new();
        let own = self.lists.get(list).map_or(self.program.applicant, |list| list.record);
        let mut next = self.lists.get(list).and_then(|list| list.parent);
        while let Some(list) = next.and_then(|at| self.lists.get(at)) {
            above.push(layout::of_parent(self.program, own, list.record));
            next = list.parent;
        }
        above.reverse();
        Levels { case: several, above }
    }

    /// A sheet with one fact a row.
    fn form<'t>(&mut self, sheet: &'t Sheet, record: RecordId) -> Record<'t> {
        let mut form = Record { span: sheet.rows.first().map_or_else(Span::default, Row::span), ..Record::default() };
        let (Some(heading), Some(names)) = (sheet.rows.first(), self.names.record(record)) else { return form };
        let columns = FORM.map(|(name, label)| {
            let is_own = |cell: &&Cell| [name, label].contains(&cell.words().as_str());
            heading.cells.iter().find(is_own).map(|cell| cell.column)
        });
        let [Some(fact), Some(value), unit, ..] = columns else {
            let missing = if columns[0].is_none() { FORM[0] } else { FORM[1] };
            let (name, label) = missing;
            self.refuse(WorkbookError::NoColumn { span: heading.span(), missing: Wording::new(name, label) });
            return form;
        };
        let fields = self.program.record(record).map_or(&[][..], |record| &record.fields);
        let day_row = layout::beside_facts(self.program, record, TOP[0]);
        for row in sheet.rows.iter().skip(1) {
            let Some(given) = row.cell(value) else { continue };
            let Some(name) = row.cell(fact) else {
                self.refuse(WorkbookError::NoHeading { span: given.span, of_row: true });
                continue;
            };
            let words = name.words();
            let is_day = record == self.program.applicant && [&day_row.0, &day_row.1].contains(&&words);
            if is_day {
                let node = self.node(given, Some(&Type::Date), None);
                form.applied_on = Some((Key { text: TOP[0].0.into(), span: name.span }, node));
                continue;
            }
            let beside = unit.and_then(|unit| row.cell(unit)).map(Cell::words);
            match heading::read(&words, names, fields) {
                Some(read) => {
                    let Some(field) = fields.get(read.field) else { continue };
                    let node = self.node(given, Some(&field.ty), read.unit.or(beside.as_deref()));
                    add(&mut form.entries, field, read.slot, name.span, node);
                }
                None => {
                    let node = self.node(given, None, None);
                    let text = heading::without_unit(&words).to_owned();
                    form.entries.push((Key { text: text.into(), span: name.span }, node));
                }
            }
        }
        form.found = self.of_cells();
        form
    }
}

/// The number of the first row that is not blank.
fn first_row(sheet: &Sheet) -> u32 {
    sheet.rows.first().map_or(0, |row| row.number)
}

/// A place that is no part of a case.
fn nowhere(span: Span) -> At {
    At { span, path: String::new(), label: None }
}

/// Adds a value to a record: as a fact, or as a part of one.
pub(super) fn add<'t>(entries: &mut Entries<'t>, field: &Field, slot: layout::Slot, span: Span, node: Node<'t>) {
    let mut steps: Vec<Cow<'t, str>> = vec![field.name.clone().into()];
    steps.extend(slot.year.map(|year| year.to_string().into()));
    steps.extend(slot.last.map(|last| if last { "to" } else { "from" }.into()));
    place_at(entries, &steps, span, node);
}

fn place_at<'t>(entries: &mut Entries<'t>, steps: &[Cow<'t, str>], span: Span, node: Node<'t>) {
    let Some((step, rest)) = steps.split_first() else { return };
    if rest.is_empty() {
        entries.push((Key { text: step.clone(), span }, node));
        return;
    }
    let known = entries.iter().position(|(key, node)| key.text == *step && matches!(node.value, Value::Map(_)));
    let at = known.unwrap_or_else(|| {
        let map = Node { span: node.span, value: Value::Map(Vec::new()) };
        entries.push((Key { text: step.clone(), span }, map));
        entries.len() - 1
    });
    if let Some((_, Node { value: Value::Map(inner), .. })) = entries.get_mut(at) {
        place_at(inner, rest, span, node);
    }
}
