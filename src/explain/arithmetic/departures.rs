//! Exceptions and raises: the rule, each departure on a line of its own, then what came of it.

use super::{Called, Sheet};
use crate::decision::Trace;
use crate::explain::document::{Line, Mark};
use crate::explain::phrases::holds;
use crate::explain::voice::say;
use crate::ir::{Departure, Op, Raise};

impl Sheet<'_> {
    /// A rule with its exceptions: the one that applies gives the value.
    pub(super) fn except(&mut self, trace: &Trace, called: &Called) {
        self.rule(trace);
        self.exceptions(trace, 0);
        self.departed(trace, called);
    }

    /// A value with its raises, each in turn.
    pub(super) fn raised(&mut self, trace: &Trace, called: &Called) {
        let voice = self.voice;
        let raises = match trace.operands.split_first() {
            Some((base, raises)) => {
                if matches!(voice.program.node(base.node).op, Op::Except(..)) {
                    self.rule(base);
                    self.exceptions(base, 0);
                } else {
                    self.general(base);
                }
                raises
            }
            None => &[],
        };
        for part in raises {
            let Op::Raise(departure, _, raise) = &voice.program.node(part.node).op else { continue };
            let Some(departure) = voice.program.departure(*departure) else { continue };
            let label = &departure.label;
            let Some((condition, figure)) = part.operands.split_first() else { continue };
            let why = voice.aside(&voice.phrase(condition, true, ""));
            let applies = holds(condition);
            let Some(figure) = figure.first().filter(|_| applies != Some(false)) else {
                let text = say!(voice, "raise “{label}” does not apply{why}", "上浮“{label}”不适用{why}");
                let line = self.marked(applies, Line::words(text), departure);
                self.lines.push(line);
                continue;
            };
            let (by, sum) = self.entry(figure);
            let by = if self.is_plain(figure) { String::new() } else { say!(voice, ": {by}", "：{by}") };
            let added = match raise {
                Raise::By(_) if sum.starts_with(|c: char| c.is_ascii_digit()) => format!("+{sum}"),
                Raise::By(_) => sum,
                Raise::Times(_) => format!("× {sum}"),
            };
            let text = match applies {
                Some(_) => say!(voice, "raise “{label}”{why}{by}", "上浮“{label}”{why}{by}"),
                None => say!(voice, "raise “{label}”, if it applies{why}{by}", "上浮“{label}”，如适用{why}{by}"),
            };
            let line = self.marked(applies, Line::figure(text, added), departure);
            self.lines.push(line);
        }
        self.departed(trace, called);
    }

    /// The rule of a value with exceptions, where it has a value.
    fn rule(&mut self, trace: &Trace) {
        let Op::Except(rule, _) = &self.voice.program.node(trace.node).op else { return };
        if let Some(first) = trace.operands.first().filter(|first| first.node == *rule) {
            self.general(first);
        }
    }

    /// What holds where nothing departs from it.
    fn general(&mut self, rule: &Trace) {
        let voice = self.voice;
        if voice.simple(rule).is_none() && !self.is_plain(rule) {
            // Rows, sums and the like: the line that they end in is the rule's.
            self.result(rule, Called::Named(say!(voice, "general rule", "一般规定")));
            let quotes = self.words_of_source();
            if let Some(line) = self.lines.last_mut() {
                line.quotes.extend(quotes);
            }
            return;
        }
        let line = match self.is_plain(rule) {
            true => Line::figure(say!(voice, "general rule", "一般规定"), self.figure(rule)),
            false => {
                let (words, figure) = self.entry(rule);
                Line::figure(say!(voice, "general rule: {words}", "一般规定：{words}"), figure)
            }
        };
        let quotes = self.words_of_source();
        self.lines.push(line.quoting(quotes));
    }

    /// A line for each exception, those to an exception below it.
    fn exceptions(&mut self, trace: &Trace, depth: u8) {
        let voice = self.voice;
        for part in &trace.operands {
            let Op::Exception(departure, ..) = &voice.program.node(part.node).op else { continue };
            let Some(departure) = voice.program.departure(*departure) else { continue };
            let Some((condition, value)) = part.operands.split_first() else { continue };
            let label = &departure.label;
            let why = voice.aside(&voice.phrase(condition, true, ""));
            let applies = holds(condition);
            let Some(value) = value.first().filter(|_| applies != Some(false)) else {
                let text = say!(voice, "exception “{label}” does not apply{why}", "例外“{label}”不适用{why}");
                let line = self.marked(applies, Line::words(text), departure);
                self.lines.push(Line { depth, ..line });
                continue;
            };
            // The value of an exception with its own is that of its rule, which comes first, until one of them applies.
            let nested = matches!(voice.program.node(value.node).op, Op::Except(..));
            let own = if nested { value.operands.first().unwrap_or(value) } else { value };
            let (words, figure) = self.entry(own);
            let words = if self.is_plain(own) { String::new() } else { say!(voice, ": {words}", "：{words}") };
            let text = match applies {
                Some(_) => say!(voice, "exception “{label}”{why}{words}", "例外“{label}”{why}{words}"),
                None => {
                    say!(voice, "exception “{label}”, if it applies{why}{words}", "例外“{label}”，如适用{why}{words}")
                }
            };
            let line = self.marked(applies, Line::figure(text, figure), departure);
            self.lines.push(Line { depth, ..line });
            if nested {
                self.exceptions(value, depth.saturating_add(1));
            }
        }
    }

    /// The line with what came of it.
    fn departed(&mut self, trace: &Trace, called: &Called) {
        let voice = self.voice;
        let words = match called {
            Called::Named(_) => String::new(),
            Called::Numbered | Called::Last => say!(voice, "result", "适用结果"),
        };
        self.finish(self.figure(trace), called, &words);
    }

    /// A line with the mark and the source's words of a departure.
    fn marked(&mut self, applies: Option<bool>, line: Line, departure: &Departure) -> Line {
        let mark = match applies {
            Some(true) => Mark::Holds,
            Some(false) => Mark::Nothing,
            None => Mark::Open,
        };
        self.rests_on(&departure.clause.quotes);
        let quotes = std::mem::take(&mut self.waiting);
        Line { mark: Some(mark), ..line.quoting(quotes) }
    }
}
