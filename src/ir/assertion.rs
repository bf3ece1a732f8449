//! What must hold of every decision.

use super::{Applies, Clause, ExprId};
pub use crate::ast::Decided;

/// What the decision must be like, if the rules are right. It decides nothing.
#[derive(Debug, Clone)]
pub struct Assertion {
    /// What a report calls it; no other one of the policy has this label.
    pub label: String,
    /// What must hold.
    pub expr: ExprId,
    /// Under which reading it is asked; it has no years.
    pub applies: Applies,
    /// The clause.
    pub clause: Clause,
}

/// A figure of the decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DecidedFigure {
    /// What is asked.
    pub what: Decided,
    /// Of what it is asked.
    pub of: DecidedOf,
    /// The support year; `None`: all.
    pub year: Option<u32>,
}

/// Of what a figure of the decision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DecidedOf {
    /// All measures.
    All,
    /// A measure, by its place in the policy.
    Measure(usize),
    /// The claim that the assertion is about.
    Claim,
}
