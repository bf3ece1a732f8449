//! What the named values of a condition were made of, in a sentence each, down to the facts.

use std::collections::BTreeSet;

use super::arithmetic::Told;
use super::document::Line;
use super::phrases::holds;
use super::voice::{Voice, before, say};
use crate::decision::Trace;
use crate::ir::{Op, Raise};

/// Of so many named values at most a condition is told down to the facts.
const MOST: usize = 12;
/// So many records at most are added up in a sentence.
const ADDED: usize = 8;

/// The named values that are told, in the order in which they are used.
struct Made<'v, 'a> {
    voice: &'v Voice<'a>,
    told: &'v mut Told,
    named: BTreeSet<u32>,
    lines: Vec<Line>,
}

impl Voice<'_> {
    /// What the named values that a condition is told with were made of: `累计增速：（本年 3.00 ÷ 上年 2.00） − 100% = 50%`.
    pub(super) fn made_of(&self, trace: &Trace, words: &str, told: &mut Told) -> Vec<Line> {
        let mut made = Made { voice: self, told, named: BTreeSet::new(), lines: Vec::new() };
        made.within(trace, words);
        made.lines
    }
}

impl Made<'_, '_> {
    /// The named values within a value of which these words tell.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "what is told by its records, or by one of its cases, is not taken apart"
    )]
    fn within(&mut self, trace: &Trace, told: &str) {
        let node = self.voice.program.node(trace.node);
        match &node.op {
            Op::Let(named, _) => self.named_value(named.0, trace, told),
            // Each of their records has values of its own.
            Op::Any(_) | Op::All(_) | Op::Sum(..) | Op::Least(..) | Op::Greatest(..) | Op::Count(_) => {}
            Op::Compare(..) => {
                let decimals = match trace.operands.as_slice() {
                    [left, right] => self.voice.decimals_between(left, right),
                    _ => self.voice.decimals,
                };
                let voice = self.voice.to_decimals(decimals);
                let (named, lines) = (std::mem::take(&mut self.named), std::mem::take(&mut self.lines));
                let mut made = Made { voice: &voice, told: self.told, named, lines };
                trace.operands.iter().for_each(|part| made.within(part, told));
                (self.named, self.lines) = (made.named, made.lines);
            }
            _ => trace.operands.iter().for_each(|part| self.within(part, told)),
        }
    }

    fn named_value(&mut self, named: u32, trace: &Trace, told: &str) {
        let (Some(definition), Some(term)) = (trace.operands.first(), self.voice.simple(trace)) else { return };
        if trace.value.truth().is_some() || !told.contains(&term.name) {
            // What is only true or not is told by its own conditions.
            return self.within(definition, told);
        }
        if self.lines.len() >= MOST || !self.named.insert(named) {
            return;
        }
        let voice = self.voice;
        let Some(words) = voice.definition(definition) else { return };
        let name = term.name;
        let quotes = self.quotes(trace, definition);
        let line = Line::words(say!(voice, "{name}: {words}", "{name}：{words}")).quoting(quotes);
        self.lines.push(Line { depth: 1, ..line });
        self.within(definition, &words);
    }
}

impl Made<'_, '_> {
    /// The source's words for a named value: those of its definition, of what departs from it and of the tables that it reads.
    #[expect(clippy::wildcard_enum_match_arm, reason = "what is named or listed has words of its own")]
    fn quotes(&mut self, trace: &Trace, definition: &Trace) -> Vec<String> {
        let program = self.voice.program;
        let mut quotes = Vec::new();
        if let Op::Let(named, _) = &program.node(trace.node).op
            && let Some(clause) = program.defined_by(*named, definition.node)
        {
            quotes.extend(self.told.not_yet(&clause.quotes));
        }
        let mut rest = vec![definition];
        while let Some(part) = rest.pop() {
            let clause = match &program.node(part.node).op {
                Op::Lookup(table, _) | Op::OnDay(table, ..) | Op::Slices(table, _) => {
                    program.table(*table).map(|table| &table.clause)
                }
                Op::Exception(departure, ..) | Op::Raise(departure, ..) => {
                    let applies = part.operands.first().and_then(holds) == Some(true);
                    program.departure(*departure).filter(|_| applies).map(|departure| &departure.clause)
                }
                _ => None,
            };
            quotes.extend(clause.map(|clause| self.told.not_yet(&clause.quotes)).unwrap_or_default());
            match &program.node(part.node).op {
                Op::Let(..)
                | Op::Any(_)
                | Op::All(_)
                | Op::Sum(..)
                | Op::Least(..)
                | Op::Greatest(..)
                | Op::Count(_) => {}
                _ => rest.extend(part.operands.iter().rev()),
            }
        }
        quotes
    }
}

impl Voice<'_> {
    /// A definition in words with its value; `None` for a number of the rule, and for what is too long for a sentence.
    #[expect(clippy::wildcard_enum_match_arm, reason = "what has no words of its own is arithmetic")]
    fn definition(&self, trace: &Trace) -> Option<String> {
        let node = self.program.node(trace.node);
        match &node.op {
            Op::Number(_) | Op::Truth(_) | Op::Date(_) | Op::Text(_) | Op::Choice(_) => return None,
            Op::Rows(_) => return self.row(trace),
            Op::Except(..) => return self.exception(trace),
            Op::Raised(..) => return self.raises(trace),
            Op::Sum(..) if (1..=ADDED).contains(&trace.operands.len()) => {
                let list = self.list_of(trace);
                let list_zh = before(&list);
                let parts = trace.operands.iter().enumerate().map(|(at, part)| {
                    let (record, figure) =
                        (self.record_of(trace, part, at), self.figure(&part.value, &self.program.node(part.node).ty));
                    format!("{record}\u{a0}{figure}")
                });
                let (parts, value) = (parts.collect::<Vec<_>>().join(" + "), self.value(&trace.value, &node.ty));
                return Some(say!(self, "the sum over {list}: {parts} = {value}", "{list_zh}合计，{parts} = {value}"));
            }
            _ => {}
        }
        let words = if self.simple(trace).is_some() { self.subject(trace) } else { self.in_words(trace) };
        if words == self.value(&trace.value, &node.ty) { None } else { Some(words) }
    }

    /// A value by cases: its case and the value of that.
    fn row(&self, trace: &Trace) -> Option<String> {
        let (value, cases) = trace.operands.split_last()?;
        let case = match cases.last().map(|case| (case, holds(case))) {
            Some((case, Some(true))) => self.phrase(case, true, ""),
            Some((_, Some(false))) | None => say!(self, "in all other cases", "其他情形"),
            Some((_, None)) => return None,
        };
        let value = self.in_words(value);
        Some(say!(self, "{value} ({case})", "{value}（{case}）"))
    }

    /// A rule with exceptions: the one that applies, else the rule.
    fn exception(&self, trace: &Trace) -> Option<String> {
        let mut applies = None;
        for part in &trace.operands {
            let Op::Exception(departure, ..) = &self.program.node(part.node).op else { continue };
            match part.operands.as_slice() {
                [condition, value] if holds(condition) == Some(true) => applies = Some((*departure, value)),
                [condition, ..] if holds(condition) == Some(false) => {}
                _ => return None,
            }
        }
        let Some((departure, value)) = applies else {
            let rule = self.in_words(trace.operands.first()?);
            return Some(say!(self, "{rule} (general rule)", "{rule}（一般规定）"));
        };
        let (label, value) = (&self.program.departure(departure)?.label, self.in_words(value));
        Some(say!(self, "{value} (exception “{label}”)", "{value}（例外“{label}”）"))
    }

    /// A value with its raises, as far as they apply.
    fn raises(&self, trace: &Trace) -> Option<String> {
        let (base, raises) = trace.operands.split_first()?;
        let mut words = self.in_words(base);
        let mut raised = false;
        for part in raises {
            let Op::Raise(departure, _, raise) = &self.program.node(part.node).op else { continue };
            let label = &self.program.departure(*departure)?.label;
            match (part.operands.as_slice(), raise) {
                ([condition, ..], _) if holds(condition) == Some(false) => continue,
                ([condition, figure], Raise::By(_)) if holds(condition) == Some(true) => {
                    words.push_str(&format!(" + {}", self.in_words(figure)));
                }
                ([condition, figure], Raise::Times(_)) if holds(condition) == Some(true) => {
                    words = format!("{words} × {}", self.in_words(figure));
                }
                _ => return None,
            }
            words.push_str(&say!(self, " (raise “{label}”)", "（上浮“{label}”）"));
            raised = true;
        }
        if !raised {
            return Some(words);
        }
        let value = self.value(&trace.value, &self.program.node(trace.node).ty);
        Some(format!("{words} = {value}"))
    }
}
