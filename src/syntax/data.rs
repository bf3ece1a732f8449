//! Files of values: comma-separated rows of a dated value, read as the rows that they stand for.
//!
//! The first line names the columns: `from`, where wanted `until`, each key by its name or label, `value`. Every line after it is read by
//! the grammar of rows, as if it were written `| from …, KEY => VALUE`, so that its parts keep their places in the file.

use csv::StringRecord;

use super::build::{self, Piece, Reader};
use super::error::DataError;
use super::grammar::{self, Rule};
use super::patch::{Edit, Patched};
use super::tokens::tokens;
use super::{depth, words};
use crate::ast::{Name, Table, TableRow, Text};
use crate::diagnostic::Diagnostics;
use crate::source::{SourceId, Span};

/// So many lines that can't be read are reported of one file.
const FINDINGS: usize = 20;

/// The rows of a dated value that a file holds; what can't be read is pushed to `found`.
pub fn parse_data(source: SourceId, text: &str, table: &Table, found: &mut Diagnostics) -> Vec<TableRow> {
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let body = text.get(start..).unwrap_or("");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(body.as_bytes());
    let place = |record: &StringRecord| {
        let at = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
        (start + at).min(text.len())
    };
    let records: Vec<StringRecord> = reader.records().map_while(Result::ok).collect();
    let starts: Vec<usize> = records.iter().map(place).collect();
    let line = |at: usize| {
        let from = starts.get(at).copied().unwrap_or(text.len());
        let to = starts.get(at + 1).copied().unwrap_or(text.len());
        (from, text.get(from..to).unwrap_or("").trim_end())
    };
    let columns = columns(table);
    let Some(until) = records.first().and_then(|header| has_until(header, table)) else {
        let (from, words) = line(0);
        found.push(DataError::Header { span: Span::new(source, from, from + words.len()), wanted: columns });
        return Vec::new();
    };
    let wanted = 2 + usize::from(until) + table.keys.len();
    let mut rows = Vec::new();
    let mut unread = 0;
    for (at, record) in records.iter().enumerate().skip(1) {
        let (from, words) = line(at);
        let row = (record.len() == wanted).then(|| row(source, (from, words), record, until, found)).flatten();
        match row {
            Some(own) => rows.extend(own),
            None if unread < FINDINGS => {
                unread += 1;
                let span = Span::new(source, from, from + words.len());
                found.push(DataError::Unreadable { span, columns: columns.clone() });
            }
            None => return rows,
        }
    }
    rows
}

/// Whether the columns are those of the dated value, and `until` one of them.
fn has_until(header: &StringRecord, table: &Table) -> Option<bool> {
    let mut names = header.iter().map(str::trim);
    let is = |name: Option<&str>, words: [&str; 2]| name.is_some_and(|name| words.contains(&name));
    if !is(names.next(), ["from", "自"]) {
        return None;
    }
    let mut names = names.peekable();
    let until = names.next_if(|name| ["until", "至"].contains(name)).is_some();
    let called = |name: &Name, label: Option<&Text>, written: &str| {
        name.text == written || label.is_some_and(|label| label.value == written)
    };
    for key in &table.keys {
        names.next_if(|written| called(&key.name, key.label.as_ref(), written))?;
    }
    (is(names.next(), ["value", "取值"]) && names.next().is_none()).then_some(until)
}

fn columns(table: &Table) -> String {
    let keys = table.keys.iter().map(|key| key.name.text.as_str());
    std::iter::once("from").chain(keys).chain(["value"]).collect::<Vec<_>>().join(",")
}

/// The row of a line; `None` where it is none.
fn row(
    source: SourceId,
    (from, line): (usize, &str),
    record: &StringRecord,
    until: bool,
    found: &mut Diagnostics,
) -> Option<Vec<TableRow>> {
    let patched = Patched::new(source, from, line, &edits(line, record, until));
    let significant = words::split_figures(patched.text(), tokens(patched.text()).into_iter());
    if depth::excess(patched.text(), &significant).is_some() {
        return None;
    }
    let node = grammar::parse(Rule::dated_rows, patched.text()).ok()?.next()?;
    let mut reader = Reader { patched: &patched, found: Vec::new(), of_list: false };
    let piece = build::build(node, &mut reader)?;
    reader.found.into_iter().for_each(|finding| found.push(finding));
    if let Piece::TableRows(rows) = piece { Some(rows) } else { None }
}

/// What makes a row of a line: its first comma, or two, and its last become the words between the parts.
fn edits(line: &str, record: &StringRecord, until: bool) -> Vec<Edit> {
    let last = record.len().saturating_sub(1);
    let word = |comma: usize| match comma {
        _ if comma + 1 == last => " => ",
        0 if until => match record.get(1).map(str::trim) {
            Some("") => "",
            _ => " until ",
        },
        _ => ", ",
    };
    let insert = |at: usize, text: &str| Edit { start: at, end: at, text: text.to_owned() };
    if line.contains('"') {
        // The parts of quoted fields stand nowhere as they are meant: they have the place of the line.
        let mut text = "| from ".to_owned();
        for (at, field) in record.iter().enumerate() {
            text.push_str(field);
            text.push_str(if at < last { word(at) } else { "" });
        }
        return vec![Edit { start: 0, end: line.len(), text }];
    }
    let commas = line.match_indices(',').enumerate();
    let between = commas.map(|(at, (place, _))| Edit { start: place, end: place + 1, text: word(at).to_owned() });
    std::iter::once(insert(0, "| from ")).chain(between).collect()
}
