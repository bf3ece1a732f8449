//! Declarations: what begins in the first column.

use super::{
    Across, Amendment, Assertion, ChoiceType, Let, Measure, Policy, Quote, Reading, Record, Scope, Table, Test, Text,
    Unit,
};
use crate::source::Span;

/// A declaration: what begins in the first column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Declaration {
    /// `policy`: the header of the whole.
    Policy(Policy),
    /// `amendment`: the header of a file that amends the policy.
    Amendment(Box<Amendment>),
    /// `unit NAME`.
    Unit(Unit),
    /// `type NAME : one of`.
    Type(ChoiceType),
    /// `applicant` or `record NAME`.
    Record(Record),
    /// `scope`.
    Scope(Scope),
    /// `table`.
    Table(Table),
    /// `reading`.
    Reading(Reading),
    /// `measure`.
    Measure(Measure),
    /// `limits across`.
    Across(Across),
    /// A `let` outside measures and records.
    Let(Let),
    /// An `assert` outside measures.
    Assert(Box<Assertion>),
    /// `not computed`.
    NotComputed(NotComputed),
    /// `defect`.
    Defect(Defect),
    /// `test`.
    Test(Box<Test>),
}

/// `not computed "why"` with the sentences that it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotComputed {
    /// Why they need no rule.
    pub why: Text,
    /// The sentences.
    pub quotes: Vec<Quote>,
    /// The header line.
    pub span: Span,
}

/// `defect "what is wrong with the text"` with the words concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// What is wrong.
    pub what: Text,
    /// The words.
    pub quotes: Vec<Quote>,
    /// The header line.
    pub span: Span,
}
