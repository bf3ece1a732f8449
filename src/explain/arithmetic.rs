//! The arithmetic of a figure, line by line, so that it can be done again by hand.
//!
//! What is named or nested is worked out first, on lines of its own; the lines after it use its name or its number `（1）` with its
//! figure. A sum stands as a column, a product on one line with its factors, a choice between figures on one line that says which was
//! taken and what the others were.

mod choice;
mod column;
mod departures;
mod lists;

use std::collections::BTreeSet;

use super::document::Line;
use super::expression::{Given, Term};
use super::phrases::holds;
use super::voice::{Voice, say};
use crate::decision::Trace;
use crate::ir::{Function, Op, Quote, TableId, Type};

/// How deep arithmetic is taken apart; the checker allows no rule that comes near.
const DEEPEST: usize = 200;

/// The lines of one figure's arithmetic.
pub struct Sheet<'a> {
    pub(super) voice: &'a Voice<'a>,
    pub(super) lines: Vec<Line>,
    /// The results that have a number instead of a name: what stands behind the number, and the figure.
    numbered: Vec<(String, String)>,
    /// The number of the latest one.
    latest: usize,
    /// What stands above already, on this sheet and on those before it.
    told: Told,
    /// The source's words that the line being written rests on.
    waiting: Vec<String>,
    /// The source's words of each result that is being worked out, for its own line.
    owed: Vec<Vec<String>>,
    /// The record of the walk that is being shown.
    record: String,
    depth: usize,
}

/// What the lines of a payment have told.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The source's words.
    pub quotes: BTreeSet<String>,
    /// The named values that were worked out, with the record that they are of.
    named: BTreeSet<(u32, String)>,
}

impl Told {
    /// With words that stand above the payment.
    pub fn with(quotes: &[Quote]) -> Told {
        Told { quotes: quotes.iter().map(|quote| quote.text.clone()).collect(), named: BTreeSet::new() }
    }

    /// Those of the words that were not told yet; from now on they are.
    pub fn not_yet(&mut self, quotes: &[Quote]) -> Vec<String> {
        quotes.iter().filter(|quote| self.quotes.insert(quote.text.clone())).map(|quote| quote.text.clone()).collect()
    }
}

/// What a result is called.
#[derive(Clone)]
pub(super) enum Called {
    /// By a name of the policy's.
    Named(String),
    /// By its number on the sheet.
    Numbered,
    /// Not at all: it is the figure that the sheet is about.
    Last,
}

impl<'a> Sheet<'a> {
    /// The arithmetic of a figure; the last line has it.
    pub fn of(voice: &'a Voice<'a>, trace: &Trace, told: &mut Told) -> Vec<Line> {
        let mut sheet = Sheet::new(voice, std::mem::take(told));
        sheet.result(trace, Called::Last);
        sheet.narrowed(trace);
        *told = sheet.told;
        sheet.lines
    }

    /// A figure within a sentence, with the lines that it needs before and the source's words for the sentence: of a limit, whose figure
    /// is one of several in its line.
    pub fn term_of(voice: &'a Voice<'a>, trace: &Trace, told: &mut Told) -> (Vec<Line>, Term, Vec<String>) {
        let mut sheet = Sheet::new(voice, std::mem::take(told));
        let mut term = sheet.term(trace);
        if let Some(figure) = sheet.narrowed(trace) {
            term.figure = figure;
        }
        *told = sheet.told;
        (sheet.lines, term, sheet.waiting)
    }

    fn new(voice: &'a Voice<'a>, told: Told) -> Sheet<'a> {
        Sheet {
            voice,
            lines: Vec::new(),
            numbered: Vec::new(),
            latest: 0,
            told,
            waiting: Vec::new(),
            owed: Vec::new(),
            record: String::new(),
            depth: 0,
        }
    }

    /// A value as it stands within a line; what it needs is worked out on lines before.
    pub(super) fn term(&mut self, trace: &Trace) -> Term {
        let voice = self.voice;
        let node = voice.program.node(trace.node);
        match (&node.op, voice.simple(trace)) {
            (Op::Let(named, _), Some(term)) => {
                let definition = trace.operands.first();
                let clause = definition.and_then(|definition| voice.program.defined_by(*named, definition.node));
                let quotes = clause.map_or(&[][..], |clause| &clause.quotes);
                match definition {
                    // A number of the rule is known by its name and figure where it is used.
                    Some(definition) if self.is_plain(definition) => self.rests_on(quotes),
                    Some(definition) if self.told.named.insert((named.0, self.record.clone())) => {
                        self.result_of(definition, Called::Named(term.name.clone()), quotes);
                    }
                    Some(_) | None => {}
                }
                Term { figure: self.figure(trace), ..term }
            }
            (Op::Lookup(table, keys), Some(term)) => {
                for key in trace.operands.iter().take(keys.len()) {
                    self.term(key);
                }
                self.rests_on_table(*table);
                if let Some(row) = trace.operands.get(keys.len()).filter(|row| !self.is_plain(row)) {
                    self.result(row, Called::Named(term.name.clone()));
                }
                term
            }
            (Op::OnDay(table, keys, _), Some(term)) => {
                for operand in trace.operands.iter().take(keys.len() + 1) {
                    self.term(operand);
                }
                self.rests_on_table(*table);
                if let Some(row) = trace.operands.get(keys.len() + 1).filter(|row| !self.is_plain(row)) {
                    self.result(row, Called::Named(term.name.clone()));
                }
                term
            }
            (_, Some(term)) => term,
            (_, None) => {
                self.result(trace, Called::Numbered);
                Term { name: self.number_of_last(), figure: self.figure(trace), given: Given::Yes }
            }
        }
    }

    /// The line being written rests on these words of the source.
    pub(super) fn rests_on(&mut self, quotes: &[Quote]) {
        let quotes = self.told.not_yet(quotes);
        self.waiting.extend(quotes);
    }

    pub(super) fn rests_on_table(&mut self, table: TableId) {
        if let Some(table) = self.voice.program.table(table) {
            self.rests_on(&table.clause.quotes);
        }
    }

    /// The source's words for the line of the result that is being worked out.
    pub(super) fn words_of_source(&mut self) -> Vec<String> {
        let mut quotes = self.owed.last_mut().map(std::mem::take).unwrap_or_default();
        quotes.append(&mut self.waiting);
        quotes
    }

    /// A result whose own line rests on words of the source, or, where the value departs from a rule, that of the rule.
    fn result_of(&mut self, trace: &Trace, called: Called, quotes: &[Quote]) {
        let outer = std::mem::take(&mut self.waiting);
        let owed = self.told.not_yet(quotes);
        self.owed.push(owed);
        self.worked_out(trace, called);
        let left = self.owed.pop().unwrap_or_default();
        if let Some(line) = self.lines.last_mut() {
            line.quotes.extend(left);
        }
        let left = std::mem::replace(&mut self.waiting, outer);
        self.waiting.extend(left);
    }

    pub(super) fn result(&mut self, trace: &Trace, called: Called) {
        self.result_of(trace, called, &[]);
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "what has no layout of its own stands on one line")]
    fn worked_out(&mut self, trace: &Trace, called: Called) {
        let voice = self.voice;
        let op = &voice.program.node(trace.node).op;
        // A derivation that grew too long ends in nodes without operands; a walk over no record has none by right.
        let walks = matches!(op, Op::Sum(..) | Op::Count(_));
        if self.depth >= DEEPEST || (trace.operands.is_empty() && !walks && voice.simple(trace).is_none()) {
            let words = say!(voice, "too long to be shown in full", "计算过程过长，从略");
            return self.finish(self.figure(trace), &called, &words);
        }
        self.depth += 1;
        match op {
            Op::Add(..) | Op::Subtract(..) | Op::Negate(_) => self.column(trace, &called),
            Op::Multiply(..) | Op::Divide(..) => self.product(trace, &called),
            Op::Min(_) | Op::Max(_) => self.choice(trace, &called),
            Op::Round(_, rounding) => self.rounded(*rounding, trace, &called),
            Op::Apply(function @ (Function::NothingBelow | Function::IfAnyNotBelow), _) => {
                self.where_small(*function, trace, &called);
            }
            Op::Apply(function, operands) => self.function(*function, operands, trace, &called),
            Op::Time(op) => self.of_time(*op, trace, &called),
            Op::Sum(..) => self.sum(trace, &called),
            Op::Slices(table, _) => self.slices(*table, trace, &called),
            Op::Least(..) | Op::Greatest(..) => self.outermost(trace, &called),
            Op::Count(_) => self.count(trace, &called),
            Op::Rows(_) => self.rows(trace, &called),
            Op::Except(..) => self.except(trace, &called),
            Op::Raised(..) => self.raised(trace, &called),
            _ => self.single(trace, &called),
        }
        self.depth -= 1;
    }

    /// One value: a fact, a row of a table, a number of the rule.
    fn single(&mut self, trace: &Trace, called: &Called) {
        let voice = self.voice;
        if voice.simple(trace).is_none() {
            return self.finish(self.figure(trace), called, &voice.spelt(trace, 0));
        }
        let term = self.term(trace);
        let same = matches!(called, Called::Named(name) if *name == term.name);
        // The named value was worked out on the line above.
        let above = |line: &Line| column::is_line_of(line, &term.name, &term.figure);
        if (same || matches!(called, Called::Last)) && self.lines.last().is_some_and(above) {
            return;
        }
        let words = if same { String::new() } else { voice.named_alone(&term) };
        self.finish(term.figure, called, &words);
    }

    /// A value by cases: the case that holds, then its value.
    fn rows(&mut self, trace: &Trace, called: &Called) {
        let voice = self.voice;
        let (cases, values): (Vec<&Trace>, Vec<&Trace>) =
            trace.operands.iter().partition(|part| matches!(voice.program.node(part.node).ty, Type::YesNo));
        let ([value], true) = (values.as_slice(), cases.iter().all(|case| holds(case).is_some())) else {
            let words = say!(voice, "depends on what is not known yet", "视未定事实而定");
            return self.finish(self.figure(trace), called, &words);
        };
        let case = match cases.last().filter(|case| holds(case) == Some(true)) {
            Some(case) => voice.phrase(case, true, ""),
            None => say!(voice, "in all other cases", "其他情形"),
        };
        if self.is_plain(value) {
            let aside = voice.aside(&case);
            return match called {
                Called::Named(name) => self.finish(self.figure(trace), &Called::Named(format!("{name}{aside}")), ""),
                Called::Numbered | Called::Last => self.finish(self.figure(trace), called, &case),
            };
        }
        let case = say!(voice, "which case: {case}", "适用情形：{case}");
        // Rows within rows may ask the same.
        if self.lines.last().is_none_or(|line| line.text != case) {
            self.lines.push(Line::words(case));
        }
        self.result(value, called.clone());
    }

    /// The line with a result.
    pub(super) fn finish(&mut self, figure: String, called: &Called, words: &str) {
        let voice = self.voice;
        let text = match called {
            Called::Named(name) if words.is_empty() => name.clone(),
            Called::Named(name) => say!(voice, "{name}: {words}", "{name}：{words}"),
            Called::Numbered => {
                let result = (words.to_owned(), figure.clone());
                // A line that has its own figures says all of it: the same line above is the same result.
                let told = words.contains(|c: char| c.is_ascii_digit());
                if let Some(at) = self.numbered.iter().position(|own| told && *own == result) {
                    self.latest = at + 1;
                    return;
                }
                self.numbered.push(result);
                self.latest = self.numbered.len();
                let number = self.number_of_last();
                format!("{number}{}{words}", if words.is_empty() || number.ends_with('）') { "" } else { " " })
            }
            Called::Last if words.is_empty() => say!(voice, "fixed amount", "定额"),
            Called::Last => words.to_owned(),
        };
        let quotes = self.words_of_source();
        self.lines.push(Line::figure(text, figure).as_result().quoting(quotes));
    }

    fn number_of_last(&self) -> String {
        let number = self.latest;
        say!(self.voice, "({number})", "（{number}）")
    }

    pub(super) fn both(&mut self, trace: &Trace) -> String {
        let term = self.term(trace);
        self.voice.both(&term)
    }

    pub(super) fn figure(&self, trace: &Trace) -> String {
        self.voice.figure_of_calculation(&trace.value, &self.voice.program.node(trace.node).ty)
    }

    /// Whether it is a number of the rule.
    fn is_plain(&self, trace: &Trace) -> bool {
        matches!(self.voice.program.node(trace.node).op, Op::Number(_))
    }
}
