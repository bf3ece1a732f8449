//! Sums as columns, and products on one line with their factors.

use super::{Called, Sheet};
use crate::decision::Trace;
use crate::explain::document::Line;
use crate::explain::figures::taken_off;
use crate::explain::voice::say;
use crate::ir::{Op, Type};

impl Sheet<'_> {
    /// A chain of + and −, as a column.
    pub(super) fn column(&mut self, trace: &Trace, called: &Called) {
        let voice = self.voice;
        let mut parts = Vec::new();
        // The chain leans to the left: its right operands are collected from the end.
        let mut rest = vec![(trace, false)];
        while let Some((at, less)) = rest.pop() {
            match (&voice.program.node(at.node).op, at.operands.as_slice()) {
                (Op::Add(..), [left, right]) => rest.extend([(right, less), (left, less)]),
                (Op::Subtract(..), [left, right]) => rest.extend([(right, !less), (left, less)]),
                (Op::Negate(_), [inner]) => rest.push((inner, !less)),
                _ => parts.push((at, less)),
            }
        }
        let any_less = parts.iter().any(|(_, less)| *less);
        // What stands first in the column is worked out last, right above it.
        let (first, others) = parts.split_first().map_or((None, &[][..]), |(first, others)| (Some(first), others));
        let own_line = |part: &Trace| voice.simple(part).is_none() && !self.is_factors(part);
        let last = first.filter(|(part, less)| !less && own_line(part));
        let mut terms = Vec::new();
        for (part, less) in first.filter(|_| last.is_none()).into_iter().chain(others) {
            let (text, figure) = self.entry(part);
            terms.push((text, figure, std::mem::take(&mut self.waiting), *less));
        }
        if let Some((part, less)) = last {
            let (text, figure) = self.entry(part);
            terms.insert(0, (text, figure, std::mem::take(&mut self.waiting), *less));
        }
        for (at, (name, figure, quotes, less)) in terms.into_iter().enumerate() {
            // What was just worked out on a line of its own begins the column there.
            if at == 0 && !less && self.lines.last().is_some_and(|line| is_line_of(line, &name, &figure)) {
                continue;
            }
            let text = match (at, less) {
                (0, false) => name,
                (_, false) => say!(voice, "plus {name}", "加：{name}"),
                (_, true) => say!(voice, "less {name}", "减：{name}"),
            };
            self.lines.push(Line::figure(text, if less { taken_off(&figure) } else { figure }).quoting(quotes));
        }
        let sum = match (called, any_less) {
            (Called::Named(_), _) => String::new(),
            (Called::Numbered | Called::Last, true) => say!(voice, "difference", "差额"),
            (Called::Numbered | Called::Last, false) => say!(voice, "sum", "合计"),
        };
        self.finish(self.figure(trace), called, &sum);
    }

    /// A line of a column: what it is called and its figure. A product stands there with its factors.
    pub(super) fn entry(&mut self, part: &Trace) -> (String, String) {
        let voice = self.voice;
        if self.is_factors(part) {
            return (self.factors(part), self.figure(part));
        }
        let term = self.term(part);
        let money = matches!(voice.program.node(part.node).ty, Type::Money(..));
        let name = match term.name.is_empty() {
            true if money => say!(voice, "fixed amount", "定额"),
            true => say!(voice, "figure of the rule", "规定数值"),
            false => voice.named_alone(&term),
        };
        (name, term.figure)
    }

    /// Factors and divisors, on one line.
    pub(super) fn product(&mut self, trace: &Trace, called: &Called) {
        let words = self.factors(trace);
        self.finish(self.figure(trace), called, &words);
    }

    pub(super) fn factors(&mut self, trace: &Trace) -> String {
        let voice = self.voice;
        let mut parts = Vec::new();
        let mut rest = vec![(trace, false)];
        while let Some((at, divides)) = rest.pop() {
            match (&voice.program.node(at.node).op, at.operands.as_slice()) {
                (Op::Multiply(..), [left, right]) => rest.extend([(right, divides), (left, divides)]),
                (Op::Divide(..), [left, right]) => rest.extend([(right, !divides), (left, divides)]),
                _ => parts.push((at, divides)),
            }
        }
        let mut words = String::new();
        for (at, (part, divides)) in parts.into_iter().enumerate() {
            match (at, divides) {
                (0, false) => {}
                (0, true) => words.push_str("1 ÷ "),
                (_, false) => words.push_str(" × "),
                (_, true) => words.push_str(" ÷ "),
            }
            words.push_str(&self.both(part));
        }
        // What is only about so much says so itself.
        if !self.figure(trace).starts_with('≈') {
            words.push_str(" =");
        }
        words
    }

    fn is_factors(&self, trace: &Trace) -> bool {
        matches!(self.voice.program.node(trace.node).op, Op::Multiply(..) | Op::Divide(..))
    }
}

/// Whether a line has the figure of what is called so: `（1）…`, `费用总和`, `费用总和：…`.
pub(super) fn is_line_of(line: &Line, name: &str, figure: &str) -> bool {
    let rest = line.text.strip_prefix(name).filter(|_| !name.is_empty() && line.result);
    let own = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['：', ':']) || name.ends_with(['）', ')']));
    own && line.figure.as_deref() == Some(figure)
}
