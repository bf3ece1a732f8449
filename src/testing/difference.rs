//! One thing that was not decided as expected.

use crate::diagnostic::Wording;
use crate::source::Span;

/// One thing that was not decided as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is, in words: the measure, the claim, the year, and which figure or outcome of them.
    pub what: Wording,
    /// Where it stands in a decision, for machines: `measures.MEASURE[1].payments[2].amount`.
    pub path: String,
    /// What was expected.
    pub expected: Wording,
    /// What was decided.
    pub came: Wording,
    /// Of amounts, by how much more or less was decided.
    pub apart: Option<Wording>,
    /// Where it is expected.
    pub place: Span,
    /// The claim whose derivation led to it: the measure's identifier and the claim's name.
    pub claim: Option<(String, String)>,
}
