//! A policy → one self-contained page: its document and its rules side by side, each measure in words, the papers that prove its facts,
//! and a diagram of measures and limits.
//!
//! It takes a [`Program`] with the [`Sources`] that it came from, and what is known [beside](Beside) it, and gives HTML. It never sees a
//! case, and decides nothing: others say whether a test holds. Nothing in the page comes from elsewhere, and the page needs no script.

mod diagram;
mod examples;
mod facts;
mod front;
mod markup;
mod measures;
mod needs;
mod papers;
mod remarks;
mod rules;
mod sides;
mod silences;
mod tables;
mod versions;
mod words;
mod writer;
mod written;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use markup::Markup;
use needs::{Known, Named, Needs};
use rules::{Kind, Of, Rule};
use writer::{Read, Writer};
use written::Written;

use crate::diagnostic::{Diagnostic, Language, Wording, escaped};
use crate::explain::Names;
use crate::ir::{FieldId, LetId, Program, ReadingId, RecordId, TableId};
use crate::source::{Sources, Span};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// A fact: its record and its field.
type Fact = (RecordId, FieldId);

/// What is known of a policy beside its rules, and stands on its page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// Its tests.
    pub examples: &'a [Example],
    /// What was found in it, of which the page tells what its rules silence.
    pub findings: &'a [Diagnostic],
}

/// A test of a policy, as its page shows it.
#[derive(Debug, Clone)]
pub struct Example {
    /// What it is called.
    pub name: String,
    /// The calculation.
    pub because: Option<String>,
    /// Where it stands.
    pub place: Span,
    /// Its words in a rule file, and those among them that say what is expected and why.
    pub written: Option<(Span, Vec<Span>)>,
    /// What is expected.
    pub expected: Vec<Wording>,
    /// Whether that is what the rules decide.
    pub holds: bool,
}

/// The page of a policy: of its latest version, with what its amendments have replaced.
pub fn page(program: &Program, sources: &Sources, beside: Beside<'_>, language: Language) -> String {
    let versions: Vec<&Program> = program.versions().collect();
    let latest = versions.last().copied().unwrap_or(program);
    let writer = |program| Writer {
        names: Names::new(program, language),
        program,
        sources,
        read: RefCell::default(),
        walked: RefCell::default(),
    };
    let before = versions.split_last().map_or(&[][..], |(_, before)| before);
    let writers: Vec<Writer<'_>> = before.iter().map(|version| writer(version)).collect();
    let latest = writer(latest);
    let tables: Vec<(Markup, Read)> = latest
        .program
        .tables
        .iter()
        .enumerate()
        .map(|(at, table)| {
            let id = TableId(u32::try_from(at).unwrap_or(u32::MAX));
            (latest.whole_table(id, table), latest.read.take())
        })
        .collect();
    let mut page = Page {
        rules: rules::rules(&latest),
        earlier: writers.iter().map(rules::rules).collect(),
        versions: &versions,
        written: Written::of(sources),
        tables,
        needs: Vec::new(),
        read_by: BTreeMap::new(),
        uses_table: BTreeMap::new(),
        by_owner: BTreeMap::new(),
        under: BTreeMap::new(),
        definitions: BTreeMap::new(),
        without_words: BTreeMap::new(),
        across_of: BTreeMap::new(),
        beside,
        writer: &latest,
    };
    page.settle();
    page.whole()
}

/// What a page is made of.
struct Page<'w, 'a> {
    writer: &'w Writer<'a>,
    beside: Beside<'w>,
    /// The rules in the order of the files.
    rules: Vec<Rule<'a>>,
    /// Those of the versions before.
    earlier: Vec<Vec<Rule<'a>>>,
    versions: &'w [&'a Program],
    written: Written<'a>,
    /// The tables, each with what its values read.
    tables: Vec<(Markup, Read)>,
    /// Of each measure what it rests on, directly or through named values and tables.
    needs: Vec<Rc<Needs>>,
    /// By which measures each fact is read.
    read_by: BTreeMap<Fact, BTreeSet<usize>>,
    /// The measures that use a table.
    uses_table: BTreeMap<TableId, Vec<usize>>,
    /// The rules of each owner and kind.
    by_owner: BTreeMap<(Of, Kind), Vec<usize>>,
    /// The rules that count under an alternative of a reading only.
    under: BTreeMap<(ReadingId, usize), Vec<usize>>,
    /// The definitions of each named value.
    definitions: BTreeMap<LetId, Vec<usize>>,
    /// The rules of each owner that quote nothing.
    without_words: BTreeMap<Of, Vec<usize>>,
    /// The sections of limits across measures that a measure stands in.
    across_of: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Page<'_, 'a> {
    /// Works out what belongs to what, and what each measure rests on.
    fn settle(&mut self) {
        let mut known = Known::default();
        for (at, (_, read)) in self.tables.iter().enumerate() {
            let id = TableId(u32::try_from(at).unwrap_or(u32::MAX));
            known.reads.entry(Named::Table(id)).or_default().reads.push(read);
        }
        let mut of_owner: BTreeMap<Of, Vec<&Read>> = BTreeMap::new();
        let mut of_all: Vec<&Read> = Vec::new();
        for (at, rule) in self.rules.iter().enumerate() {
            self.by_owner.entry((rule.of, rule.kind)).or_default().push(at);
            if rule.clause.quotes.iter().all(|quote| quote.places.is_empty()) {
                self.without_words.entry(rule.of).or_default().push(at);
            }
            if let Some(reading) = rule.applies.reading {
                self.under.entry(reading).or_default().push(at);
            }
            match rule.defines {
                Some(named) => {
                    self.definitions.entry(named).or_default().push(at);
                    let own = known.reads.entry(Named::Let(named)).or_default();
                    own.reads.push(&rule.read);
                    own.readings.extend(rule.applies.reading.map(|(reading, _)| reading));
                }
                None if rule.of == Of::Scope || rule.kind == Kind::InForce => of_all.push(&rule.read),
                None => of_owner.entry(rule.of).or_default().push(&rule.read),
            }
        }
        let program = self.writer.program;
        for (at, across) in program.across.iter().enumerate() {
            across.measures.iter().for_each(|measure| self.across_of.entry(*measure).or_default().push(at));
        }
        let mut needs = Vec::new();
        for at in 0..program.measures.len() {
            let across = self.across_of.get(&at).into_iter().flatten().map(|across| Of::Across(*across));
            let owners = std::iter::once(Of::Measure(at)).chain(across);
            let own = owners.filter_map(|of| of_owner.get(&of)).flatten().chain(&of_all).copied();
            needs.push(known.needs(&own.collect::<Vec<_>>()));
        }
        for (at, needed) in needs.iter().enumerate() {
            for fact in &needed.facts {
                self.read_by.entry(*fact).or_default().insert(at);
            }
            for table in &needed.tables {
                self.uses_table.entry(*table).or_default().push(at);
            }
        }
        self.needs = needs;
    }

    fn whole(&self) -> String {
        let code = match self.writer.names.language {
            Language::En => "en",
            Language::Zh => "zh-CN",
        };
        let policy = &self.writer.program.policy;
        let title = escaped(&self.writer.title(&policy.name, policy.label.as_deref()).plain());
        let sections = self.sections();
        let body: String = sections
            .iter()
            .map(|section| {
                format!("<section id=\"{}\"><h2>{}</h2>\n{}</section>\n", section.id, section.title, section.body)
            })
            .collect();
        format!(
            "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n{}</header>\n{}<main>\n{body}</main>\n\
             <script>\n{SCRIPT}</script>\n</body>\n</html>\n",
            self.front(),
            self.contents(&sections),
        )
    }
}

/// A section of the page.
struct Section {
    id: &'static str,
    title: Markup,
    body: String,
}
