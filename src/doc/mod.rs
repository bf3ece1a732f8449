//! A policy → one self-contained page: its document and its rules side by side, each measure in words, the papers that prove its facts,
//! and a diagram of measures and limits.
//!
//! It takes a [`Program`] with the [`Sources`] that it came from and gives HTML. It never sees a case, and decides nothing. Nothing in the
//! page comes from elsewhere, and the page needs no script.

mod diagram;
mod facts;
mod front;
mod markup;
mod measures;
mod papers;
mod remarks;
mod rules;
mod sides;
mod tables;
mod versions;
mod words;
mod writer;
mod written;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use markup::{Markup, escaped};
use rules::{Kind, Of, Rule};
use writer::{Read, Writer};
use written::Written;

use crate::diagnostic::Language;
use crate::explain::Names;
use crate::ir::{FieldId, LetId, Program, ReadingId, RecordId, TableId};
use crate::source::{Sources, Span};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// A fact: its record and its field.
type Fact = (RecordId, FieldId);

/// The page of a policy: of its latest version, with what its amendments have replaced.
pub fn page(program: &Program, sources: &Sources, language: Language) -> String {
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
        first_with_words: BTreeMap::new(),
        across_of: BTreeMap::new(),
        writer: &latest,
    };
    page.settle();
    page.whole()
}

/// What a page is made of.
struct Page<'w, 'a> {
    writer: &'w Writer<'a>,
    /// The rules in the order of the files.
    rules: Vec<Rule<'a>>,
    /// Those of the versions before.
    earlier: Vec<Vec<Rule<'a>>>,
    versions: &'w [&'a Program],
    written: Written<'a>,
    /// The tables, each with what its values read.
    tables: Vec<(Markup, Read)>,
    /// Of each measure the facts, named values and tables that it rests on, directly or through others.
    needs: Vec<Read>,
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
    /// The rule of each owner that quotes what comes first in the document.
    first_with_words: BTreeMap<Of, usize>,
    /// The sections of limits across measures that a measure stands in.
    across_of: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Page<'_, 'a> {
    /// Works out what belongs to what, and what each measure rests on.
    fn settle(&mut self) {
        let mut of_lets: BTreeMap<LetId, Vec<&Read>> = BTreeMap::new();
        let mut of_owner: BTreeMap<Of, Vec<&Read>> = BTreeMap::new();
        let mut of_all: Vec<&Read> = Vec::new();
        let mut first_words: BTreeMap<Of, (Span, usize)> = BTreeMap::new();
        for (at, rule) in self.rules.iter().enumerate() {
            self.by_owner.entry((rule.of, rule.kind)).or_default().push(at);
            match rule.clause.quotes.iter().flat_map(|quote| &quote.places).min() {
                Some(place) => {
                    let first = first_words.entry(rule.of).or_insert((*place, at));
                    *first = (*place, at).min(*first);
                }
                None => self.without_words.entry(rule.of).or_default().push(at),
            }
            if let Some(reading) = rule.applies.reading {
                self.under.entry(reading).or_default().push(at);
            }
            match rule.defines {
                Some(named) => {
                    self.definitions.entry(named).or_default().push(at);
                    of_lets.entry(named).or_default().push(&rule.read);
                }
                None if rule.of == Of::Scope || rule.kind == Kind::InForce => of_all.push(&rule.read),
                None => of_owner.entry(rule.of).or_default().push(&rule.read),
            }
        }
        self.first_with_words = first_words.into_iter().map(|(of, (_, at))| (of, at)).collect();
        let program = self.writer.program;
        for (at, across) in program.across.iter().enumerate() {
            across.measures.iter().for_each(|measure| self.across_of.entry(*measure).or_default().push(at));
        }
        let mut needs = Vec::new();
        for at in 0..program.measures.len() {
            let across = self.across_of.get(&at).into_iter().flatten().map(|across| Of::Across(*across));
            let owners = std::iter::once(Of::Measure(at)).chain(across);
            let own = owners.filter_map(|of| of_owner.get(&of)).flatten().chain(&of_all).copied();
            needs.push(self.closure(own.collect(), &of_lets));
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

    /// What some rules read, with what the named values and tables read that they name.
    fn closure(&self, first: Vec<&Read>, of_lets: &BTreeMap<LetId, Vec<&Read>>) -> Read {
        let mut whole = Read::default();
        let mut open = first;
        while let Some(read) = open.pop() {
            whole.facts.extend(&read.facts);
            for named in &read.lets {
                if whole.lets.insert(*named) {
                    open.extend(of_lets.get(named).into_iter().flatten());
                }
            }
            for table in &read.tables {
                if whole.tables.insert(*table) {
                    open.extend(self.tables.get(table.0 as usize).map(|(_, read)| read));
                }
            }
        }
        whole
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
