//! What follows from a payment: who pays it, what is taken back, what was promised for it.

use serde::Serialize;

use super::{Amount, Awaited, Basis, Trace};
use crate::value::Date;

/// Who pays how much of a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Payer {
    /// Its name in the policy.
    pub payer: String,
    /// Its part; `None` where its share is not known.
    pub amount: Option<Amount>,
}

/// What a rule takes back of what was paid to a claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recovery {
    /// The label of its condition.
    pub label: String,
    /// The outcome with its amounts.
    #[serde(flatten)]
    pub status: RecoveryStatus,
    /// The facts that a pending one waits for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Awaited>,
    /// The rule, the facts and the arithmetic of the amount; of a rule that takes all, or takes nothing, of its condition.
    pub rests_on: Basis,
    /// How its condition came out; `None` where no derivation was asked for.
    #[serde(skip)]
    pub condition: Option<Trace>,
}

/// What became of a rule that takes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum RecoveryStatus {
    /// So much is to be paid back.
    Due {
        /// How much.
        amount: Amount,
    },
    /// Nothing is.
    None,
    /// It is not known whether, or how much.
    Pending {
        /// What is certain.
        at_least: Amount,
        /// The most that it can be; `None` where nothing bounds it.
        at_most: Option<Amount>,
    },
}

/// What the beneficiary has to do or leave.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Obligation {
    /// What.
    pub label: String,
    /// The last day on which it binds; `None` while that is not known.
    pub until: Option<Date>,
    /// The facts that the day waits for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Awaited>,
    /// The rule and the facts.
    pub rests_on: Basis,
}
