//! What departs from the value of a clause: exceptions and raises.

use super::{Applies, Expr, Quote, Text};
use crate::source::Span;

/// `except "label" [to "label"]: VALUE if CONDITION` or `raise "label" by AMOUNT if CONDITION`, behind a let, an award or a cap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// Its label, by which other exceptions refer to it.
    pub label: Text,
    /// What it does.
    pub kind: DepartureKind,
    /// When it does.
    pub condition: Expr,
    /// The years and the reading for which it counts.
    pub applies: Applies,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}

/// What a departure does to the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DepartureKind {
    /// `except … : VALUE`: another value stands instead.
    Instead {
        /// `to "label"`: the exception that it is an exception to; `None`: to the rule itself.
        to: Option<Text>,
        /// The value.
        value: Expr,
    },
    /// `raise … by AMOUNT`: so much is added.
    By(Expr),
    /// `raise … to 1.2 times`: it is multiplied by the figure, digits as written, full-width ones narrowed.
    Times(String, Span),
}
