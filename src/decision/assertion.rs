//! What a policy says must hold of its decisions, and whether it does.

use serde::Serialize;

use super::{Awaited, Basis, Range};

/// What became of an assertion. It changes no figure: where it does not hold, the rules, the ledger or the assertion itself are wrong.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AssertionResult {
    /// Its label.
    pub label: String,
    /// The measure that it is written in; `None`: it is of the decision as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// The claim that it is about, of one in a measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// `false`: surely violated; `null`: not known yet.
    pub holds: Option<bool>,
    /// What an open one waits for: facts by path, and what its pending payments wait for; the first hundred.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Awaited>,
    /// Of one that is violated, the claims that bring the most of the money that it asks for, the greatest first; five at most.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub made_of: Vec<Contribution>,
    /// The clause, the facts and how it came out.
    pub rests_on: Basis,
}

/// What a claim brings of a figure of the decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contribution {
    /// The measure.
    pub measure: String,
    /// The claim.
    pub claim: String,
    /// How much.
    pub amount: Range,
}
