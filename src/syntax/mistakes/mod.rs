//! Mistakes that people make, recognised where a clause leaves the grammar, each with the change that mends it.
//!
//! A mistake is only reported when its change has been tried and the clause reads on behind it; so every fix parses, a clause with
//! several mistakes gets a report for each, and what the clause means is known although it is misspelled.

mod amounts;
mod arguments;
mod dates;
mod departures;
mod figures;
mod limits;
mod marks;
mod misread;
mod names;
mod needless;
mod operators;
mod parts;
mod phrases;
mod spellings;
mod walks;
mod ways;

pub(super) use marks::closing;
pub(super) use phrases::of_line;

use super::grammar::{Failure, Rule};
use super::keywords::ClauseKind;
use super::patch::{Edit, Patched};
use super::quotable::Quotable;
use super::tokens::{Token, TokenKind};
use crate::ast::Surface;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// A change to try, and what to say if it works.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The change.
    pub edit: Edit,
    /// The finding.
    pub finding: Diagnostic,
}

/// A clause to look at: its text as it is read now, and its significant tokens.
pub(super) struct Clue<'a> {
    /// The text and its place.
    pub patched: &'a Patched<'a>,
    /// Its significant tokens.
    pub tokens: &'a [Token],
    /// The surface of its words.
    pub surface: Surface,
    /// The kind of clause.
    pub kind: ClauseKind,
    /// The labels of the file that need 『…』.
    pub quotable: &'a Quotable,
}

/// The place where a clause leaves the grammar.
pub(super) struct Spot<'a> {
    /// The clause.
    pub clue: &'a Clue<'a>,
    /// Where, and what could have stood there.
    pub failure: &'a Failure,
    /// The token there; past the last at the end of the clause.
    pub at: usize,
}

impl<'a> Clue<'a> {
    /// The place where it leaves the grammar.
    pub fn spot(&'a self, failure: &'a Failure) -> Spot<'a> {
        let at = self.tokens.partition_point(|token| token.end as usize <= failure.at);
        Spot { clue: self, failure, at }
    }

    /// The token of an index.
    pub fn token(&self, at: usize) -> Option<Token> {
        self.tokens.get(at).copied()
    }

    /// Its kind.
    pub fn kind_of(&self, at: usize) -> Option<TokenKind> {
        self.token(at).map(|token| token.kind)
    }

    /// Its words; empty past the end.
    pub fn words(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.of(self.patched.text()))
    }

    /// Whether nothing stands between a token and the next.
    pub fn adjacent(&self, at: usize) -> bool {
        match (self.token(at), self.token(at + 1)) {
            (Some(one), Some(next)) => one.end == next.start,
            _ => false,
        }
    }

    /// The word of this surface.
    pub fn word(&self, english: &'static str, chinese: &'static str) -> &'static str {
        match self.surface {
            Surface::English => english,
            Surface::Chinese => chinese,
        }
    }

    /// Replaces the tokens `first..=last` by `text`; `finding` is given the place, the words there, and `text`.
    pub fn replace(
        &self,
        first: usize,
        last: usize,
        text: impl Into<String>,
        finding: impl FnOnce(Span, String, String) -> Diagnostic,
    ) -> Option<Candidate> {
        let (start, end) = (self.token(first)?.start as usize, self.token(last)?.end as usize);
        self.change(start, end, text, finding)
    }

    /// Replaces a range of the text as it is read.
    pub fn change(
        &self,
        start: usize,
        end: usize,
        text: impl Into<String>,
        finding: impl FnOnce(Span, String, String) -> Diagnostic,
    ) -> Option<Candidate> {
        if (start..end.max(start + 1)).any(|at| self.patched.is_edited(at)) && start != end {
            return None;
        }
        let text = text.into();
        let written = self.patched.text().get(start..end).unwrap_or("").to_owned();
        let edit = Edit { start: self.patched.was(start, false), end: self.patched.was(end, true), text: text.clone() };
        if edit.end < edit.start {
            return None;
        }
        let span = self.patched.written(edit.start, edit.end);
        Some(Candidate { edit, finding: finding(span, written, text) })
    }

    /// What is wrong wherever it stands, even where it would read as something else.
    pub fn always(&self) -> Vec<Candidate> {
        let label = marks::bare_label(self);
        let mut at = label.as_ref().map_or(0, |(_, colon)| *colon);
        let mut found: Vec<Candidate> = label.map(|(candidate, _)| candidate).into_iter().collect();
        while at < self.tokens.len() {
            let slip = amounts::always(self, at)
                .or_else(|| figures::always(self, at))
                .or_else(|| limits::always(self, at))
                .or_else(|| operators::always(self, at))
                .or_else(|| parts::always(self, at));
            match slip {
                Some((candidate, taken)) => {
                    found.push(candidate);
                    at += taken;
                }
                None => at += 1,
            }
        }
        found
    }
}

impl Spot<'_> {
    /// Whether a rule would have fitted here.
    pub fn expects(&self, rule: Rule) -> bool {
        self.failure.expected.contains(&rule)
    }

    /// Whether a name would have fitted here.
    pub fn expects_name(&self) -> bool {
        [Rule::name, Rule::plain_name, Rule::quoted_name].into_iter().any(|rule| self.expects(rule))
    }

    /// Whether a value would have fitted here.
    pub fn expects_value(&self) -> bool {
        [Rule::operand, Rule::expression, Rule::chain, Rule::literal, Rule::reference, Rule::prefix]
            .into_iter()
            .any(|rule| self.expects(rule))
            || self.expects_name()
    }

    /// What could be meant, the likeliest first.
    pub fn candidates(&self) -> Vec<Candidate> {
        let mut all = Vec::new();
        all.extend(walks::candidates(self));
        all.extend(arguments::candidates(self));
        all.extend(parts::candidates(self));
        all.extend(departures::candidates(self));
        all.extend(marks::candidates(self));
        all.extend(amounts::candidates(self.clue, self.at));
        all.extend(figures::candidates(self));
        all.extend(operators::candidates(self));
        all.extend(needless::candidates(self));
        all.extend(names::candidates(self));
        all.extend(marks::missing(self));
        all
    }
}
