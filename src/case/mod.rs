//! Case data: JSON, YAML, TOML, JSON Lines or a workbook → typed facts, checked against the policy's declarations.
//!
//! A reader per format (`json.rs`, `yaml.rs`, `toml.rs`) gives a tree that keeps every place and the digits of every number; one
//! interpretation (`record.rs`, `entry.rs`) reads it against a [`Program`]. All errors of a case are reported at once.
//!
//! | key | in Chinese | value |
//! |---|---|---|
//! | `applied_on` | 申请日 | the date of application; needed unless the run gives it |
//! | `parameters` | 参数 | the policy's parameters |
//! | `applicant` | 申报主体 | the facts of the applicant |
//! | `approved` | 核定 | approvals: `measure` 措施, `claim` 申请项, `support_year` 支持年度 (1 unless given), `amount` 金额 |
//! | `paid` | 已付 | the ledger: the same, `on` 日期, and `policy` 政策 where it was another one |
//!
//! Facts, records and values go by their identifiers or labels. A value is written by its declared type:
//!
//! | type | written |
//! |---|---|
//! | yes/no | `true`, `false`, `yes`, `no`, `是`, `否` |
//! | whole, decimal | digits (no leading zeros, no separators), also as text |
//! | ratio | `0.3`, `"30%"`, `"3‰"` |
//! | money | `1200000`, `"120万元"`, `"1.2亿元"`, `"USD 100"`, `"100 USD"`, `"3000万 USD"`, `"30 million USD"` in the declared currency |
//! | date | `2026-05-01` |
//! | period | `{from: 2026-01-01, to: 2026-12-31}` (起, 止), both days included |
//! | text | text; a whole number stands for its digits (`007` in YAML is `"007"`) |
//! | list | a list of records, each with its key where its type has one |
//! | by support year | `{1: …, 2: …}`, years 1 to 100 |
//! | by calendar year | `{2024: …, 2025: …}`, years 1000 to 9999 |
//!
//! `null`, or no value, is the same as an absent key. Paths in messages count lists from 1: `applicant.certificates[2].level`.

mod alike;
mod entry;
mod error;
mod facts;
mod instalment;
mod json;
pub mod keys;
mod names;
mod near;
pub(crate) mod node;
mod overrides;
mod quantity;
mod reader;
mod record;
mod scalar;
mod toml;
#[cfg(feature = "xlsx")]
pub mod workbook;
mod written;
mod yaml;

pub use error::expected;
pub use facts::*;

pub use crate::ir::InstanceId;
pub use overrides::Overrides;
pub(crate) use scalar::{amount as money, day};
pub(crate) use written::{Written, trees};

use crate::diagnostic::Diagnostic;
use crate::ir::{Datum, Program};
use crate::source::{SourceId, Sources, Span};
use error::{StructureError, TextError};
use names::Vocabulary;
use node::{Node, Part, Value};
use reader::{Reader, Step};

/// How a text writes cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One case.
    Json,
    /// One case on each line; empty lines do not count.
    JsonLines,
    /// One case.
    Yaml,
    /// One case.
    Toml,
}

impl Format {
    /// The format that a file's name tells.
    ///
    /// ```
    /// use bursary::case::Format;
    /// assert_eq!(Format::of("cases/2026.JSONL"), Some(Format::JsonLines));
    /// assert_eq!(Format::of("cases.csv"), None);
    /// ```
    pub fn of(name: &str) -> Option<Format> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "json" => Some(Format::Json),
            "jsonl" | "ndjson" => Some(Format::JsonLines),
            "yaml" | "yml" => Some(Format::Yaml),
            "toml" => Some(Format::Toml),
            _ => None,
        }
    }

    /// The format that a text without file name (standard input) seems to be: JSON where it begins with a brace (several lines that
    /// each are a whole one are JSON Lines), else YAML.
    pub fn sniff(text: &str) -> Format {
        let text = without_mark(text).1.trim_start();
        if !text.starts_with(['{', '[']) {
            return Format::Yaml;
        }
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let first_is_whole = lines.next().is_some_and(|line| line.ends_with('}'));
        if first_is_whole && lines.next().is_some_and(|line| line.starts_with('{')) {
            Format::JsonLines
        } else {
            Format::Json
        }
    }
}

/// Reads the cases of a text, one after the other: each is a case or everything that is wrong with it, and none stops the others.
/// A text that is not JSON Lines holds exactly one.
///
/// The text must have been added to `sources`; its name is the case's, with the line in JSON Lines.
///
/// [`read_with_doubts`] tells what is doubtful in them as well.
pub fn read_cases<'a>(
    program: &'a Program,
    sources: &'a Sources,
    source: SourceId,
    format: Format,
    overrides: &'a Overrides,
) -> impl Iterator<Item = Result<Case, Vec<Diagnostic>>> + 'a {
    read_with_doubts(program, sources, source, format, overrides).map(|read| read.map(|read| read.case))
}

/// A case that could be read, and the warnings about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The case.
    pub case: Case,
    /// What is allowed and probably not meant.
    pub doubts: Vec<Diagnostic>,
}

/// Reads the cases of a text like [`read_cases`], each with the warnings about it.
pub fn read_with_doubts<'a>(
    program: &'a Program,
    sources: &'a Sources,
    source: SourceId,
    format: Format,
    overrides: &'a Overrides,
) -> impl Iterator<Item = Result<Read, Vec<Diagnostic>>> + 'a {
    let (name, text) = sources.get(source).map_or(("", ""), |source| (source.name(), source.text()));
    let (mark, rest) = without_mark(text);
    let versions: Vec<(&Program, Vocabulary<'_>)> =
        program.versions().map(|version| (version, Vocabulary::of(version))).collect();
    let mut left = Some(Part { text: rest, source, start: mark });
    let mut line = 0;
    std::iter::from_fn(move || {
        if format != Format::JsonLines {
            let part = left.take()?;
            return Some(read_case(&versions, text, part, format, name.to_owned(), overrides));
        }
        loop {
            let part = left?;
            line += 1;
            let (own, rest) = part.text.split_once('\n').map_or((part.text, None), |(own, rest)| (own, Some(rest)));
            left = rest.map(|rest| Part { text: rest, source, start: part.start + own.len() + 1 });
            if own.trim().is_empty() {
                continue;
            }
            let part = Part { text: own, ..part };
            return Some(read_case(&versions, text, part, format, format!("{name}:{line}"), overrides));
        }
    })
}

/// The length of the byte order mark that a text begins with, and the text behind it.
fn without_mark(text: &str) -> (usize, &str) {
    text.strip_prefix('\u{feff}').map_or((0, text), |rest| (text.len() - rest.len(), rest))
}

fn read_case(
    versions: &[(&Program, Vocabulary<'_>)],
    text: &str,
    part: Part<'_>,
    format: Format,
    name: String,
    overrides: &Overrides,
) -> Result<Read, Vec<Diagnostic>> {
    let node = parse(part, format)?;
    interpret_node(versions, text, (&node, part.end()), format, name, overrides)
}

/// The tree of a text.
fn parse(part: Part<'_>, format: Format) -> Result<Node<'_>, Vec<Diagnostic>> {
    let one = |error: TextError| vec![error.into()];
    match format {
        Format::Json | Format::JsonLines => json::read(part).map_err(one),
        Format::Yaml => yaml::read(part).map_err(one),
        Format::Toml => toml::read(part),
    }
}

/// A case from its tree, with the place where something may be missing at the end.
fn interpret_node(
    versions: &[(&Program, Vocabulary<'_>)],
    text: &str,
    (node, end): (&Node<'_>, Span),
    format: Format,
    name: String,
    overrides: &Overrides,
) -> Result<Read, Vec<Diagnostic>> {
    let version = version_of(versions, node, text, format, overrides);
    let Some((program, names)) = versions.get(version) else { return Err(Vec::new()) };
    let mut reader = Reader::new(program, names, text, format);
    let case = interpret(&mut reader, node, end, name, (overrides, version));
    let doubts = std::mem::take(&mut reader.doubts);
    let (found, instances) = reader.finish();
    match case {
        Some(case) if found.is_empty() => Ok(Read { case: Case { instances, ..case }, doubts }),
        _ => Err(found),
    }
}

/// The version of the policy that counts for a case, as a place among all: that of its day of application, the first while there is none.
fn version_of(
    versions: &[(&Program, Vocabulary<'_>)],
    node: &Node<'_>,
    text: &str,
    format: Format,
    overrides: &Overrides,
) -> usize {
    let Some((first, names)) = versions.first().filter(|_| versions.len() > 1) else { return 0 };
    let written = || {
        let mut reader = Reader::new(first, names, text, format);
        let entries = reader.mapping(node, None)?;
        let (_, day) = entries.iter().find(|(key, _)| names.top.find(&key.text) == Some(0))?;
        reader.day(day)
    };
    let Some(applied_on) = overrides.applied_on.or_else(written) else { return 0 };
    let counts = |(program, _): &(&Program, Vocabulary<'_>)| {
        program.version.as_ref().is_some_and(|version| version.from <= applied_on)
    };
    versions.iter().rposition(counts).unwrap_or(0)
}

/// Everything of a case but its records, which the reader keeps.
fn interpret(
    reader: &mut Reader<'_, '_>,
    node: &Node<'_>,
    end: Span,
    name: String,
    (overrides, version): (&Overrides, usize),
) -> Option<Case> {
    let program = reader.program;
    let names = reader.names;
    let entries = reader.mapping(node, None)?;
    let given = reader.sort_out(entries, &names.top, None);
    let mut given =
        given.into_iter().map(|given| given.map(|(_, node)| node).filter(|node| !matches!(node.value, Value::Null)));
    let mut next = || given.next().flatten();
    let (applied_on, parameters, applicant, approved, paid) = (next(), next(), next(), next(), next());

    let written = applied_on.map(|node| reader.inside(Step::Key("applied_on"), |reader| reader.day(node)));
    let applied_on = match (overrides.applied_on, written) {
        (Some(date), _) => Some(date),
        (None, Some(date)) => date,
        // A key that was probably meant for it has been reported.
        (None, None) if entries.iter().any(|(key, _)| meant_for_date(&key.text, &names.top)) => None,
        (None, None) => {
            let first = entries.first().map_or(end, |(key, _)| key.span);
            reader.refuse(StructureError::NoApplicationDate { span: first });
            None
        }
    };
    for (key, given, id, record) in [
        ("parameters", parameters, Case::PARAMETERS, program.parameters),
        ("applicant", applicant, Case::APPLICANT, program.applicant),
    ] {
        let Some(node) = given else { continue };
        reader.inside(Step::Key(key), |reader| {
            let label = program.record(record).and_then(|record| record.label.as_deref());
            let entries = reader.mapping(node, label)?;
            reader.record(entries, id, record)
        });
    }
    if let Some(parameters) = reader.instance_mut(Case::PARAMETERS) {
        for (field, datum) in overrides.parameters(version) {
            if let Some(slot) = parameters.fields.get_mut(field.0 as usize) {
                *slot = Some::<Datum>(datum.clone());
            }
        }
    }
    let approved = approved.map(|node| reader.inside(Step::Key("approved"), |reader| reader.approved(node)));
    let paid = paid.map(|node| reader.inside(Step::Key("paid"), |reader| reader.paid(node)));
    Some(Case {
        name,
        applied_on: applied_on?,
        instances: Vec::new(),
        approved: approved.unwrap_or_default(),
        paid: paid.unwrap_or_default(),
    })
}

/// Whether an unknown key of a case is a misspelled day of application.
fn meant_for_date(key: &str, top: &names::Names<'_>) -> bool {
    top.find(key).is_none() && top.nearest(key).is_some_and(|near| top.find(near) == Some(0))
}
