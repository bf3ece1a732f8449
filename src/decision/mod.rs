//! The decision of a case with its derivation: what every engine yields and every explanation is made of.
//!
//! Serialised, it is the decision format of the command line. Amounts are decimal texts with the currency's digits.

mod amount;
mod assertion;
mod awaited;
mod changes;
mod derivation;
mod payment;

pub use amount::Amount;
pub use assertion::{AssertionResult, Contribution};
pub use awaited::Awaited;
pub use changes::{Changed, Changes, ClaimChange, ConditionChange, PaymentChange};
pub use derivation::*;
pub use payment::*;

use derivation::is_none;
use indexmap::IndexMap;
use serde::Serialize;

use crate::ir::Stage;
use crate::value::Date;

/// What was decided on one case.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Decision {
    /// The policy's identifier.
    pub policy: String,
    /// The amendment, by identifier, by whose version of the policy it was decided; `None`: the policy as first issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// `sha256:` and the digest of the rules and the document.
    pub digest: String,
    /// The file of the case, with the line of a JSON Lines file.
    pub case: String,
    /// The applicant's `name`, where the policy has such a fact and the case gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applicant: Option<String>,
    /// The day of application.
    pub applied_on: Date,
    /// The stage of whose conditions it is; left out where it is the application.
    #[serde(skip_serializing_if = "is_application")]
    pub stage: Stage,
    /// The first and the last day in force, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force: Option<Period>,
    /// ISO code.
    pub currency: String,
    /// The readings used: every reading of the policy with the alternative chosen.
    pub readings: IndexMap<String, String>,
    /// The conditions of the whole policy.
    pub scope: Scope,
    /// The measures that have claims, in the order of declaration.
    pub measures: Vec<MeasureDecision>,
    /// The sums.
    pub totals: Totals,
    /// What must hold of every decision of the policy, and whether it does of this one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assertions: Vec<AssertionResult>,
    /// What changed since an earlier decision, where one was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
}

fn is_application(stage: &Stage) -> bool {
    *stage == Stage::Application
}

/// Two days, both included; `None` where open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

/// What became of the conditions of the whole policy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scope {
    /// The outcome.
    pub status: ScopeStatus,
    /// Each condition.
    pub conditions: Vec<ConditionResult>,
    /// The facts that an unknown outcome waits for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Awaited>,
}

/// Whether the policy applies to the case at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ScopeStatus {
    /// It does.
    Met,
    /// A condition fails: every claim is refused.
    Failed,
    /// A condition or the period in force is unknown: claims that are not refused are pending.
    Unknown,
    /// The application lies outside the period in force: every claim is refused.
    NotInForce,
}

/// The claims of a measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeasureDecision {
    /// The measure's identifier.
    pub measure: String,
    /// Its label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The article that it encodes.
    pub article: Option<String>,
    /// Its claims in order.
    pub claims: Vec<Claim>,
}

/// One claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Claim {
    /// The record's key, or `applicant`.
    pub claim: String,
    /// The outcome.
    pub status: ClaimStatus,
    /// Its conditions, without those of single support years.
    pub conditions: Vec<ConditionResult>,
    /// The facts that a pending claim waits for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Awaited>,
    /// One payment for each support year, or for each part of a schedule; none where the claim is refused or the support is in kind.
    pub payments: Vec<Payment>,
    /// Of a refused claim, which has no payments, what the ledger shows as paid.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<UsedBy>,
    /// What is to be taken back of what was paid. Of several rules that take back the one that takes most counts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recoveries: Vec<Recovery>,
    /// What the beneficiary has promised.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub obligations: Vec<Obligation>,
}

/// What became of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimStatus {
    /// Every condition holds.
    Qualified,
    /// No condition fails, and one is unknown.
    Pending,
    /// A condition fails, or a limit on the number of awards was used up.
    Refused,
}

/// What became of a condition.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConditionResult {
    /// Its label.
    pub label: String,
    /// What a rule that says what must not hold is called; `label` says what must.
    #[serde(skip)]
    pub veto: Option<String>,
    /// The support year whose facts decide it, where it is an earlier one than that of the payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of_year: Option<u32>,
    /// `null`: unknown.
    pub holds: Option<bool>,
    /// The facts that an unknown condition waits for, by path.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Awaited>,
    /// What it rests on, and how it came out.
    pub rests_on: Basis,
    /// Where a limit on the number of awards failed the claim: the claims that hold the award; the first hundred, where there are more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub held_by: Vec<UsedBy>,
    /// How many more there are.
    #[serde(skip_serializing_if = "is_none")]
    pub held_by_more: usize,
}

/// What one claim brings in one support year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Payment {
    /// The support year, from 1.
    pub support_year: u32,
    /// The part of a schedule, from 1; `None` where the award is paid at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instalment: Option<u32>,
    /// What the part is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The outcome with its amounts.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// When a part falls due, where that is known; of a scheduled one the outcome says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Who pays how much of it, where the policy says so and the amount is definite.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub payers: Vec<Payer>,
    /// Whether it falls due in advance.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub in_advance: bool,
    /// The conditions of this support year.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionResult>,
    /// What a pending payment waits for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Awaited>,
    /// The derivation in order; empty where none was asked for.
    pub steps: Vec<Step>,
}

/// The outcome of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Outcome {
    /// In the ledger.
    Paid {
        /// As paid.
        amount: Amount,
    },
    /// Definite.
    Payable {
        /// What is to be paid.
        amount: Amount,
    },
    /// Waiting for facts or for the authority's amount.
    Pending {
        /// What is certain.
        at_least: Amount,
        /// What it can be at the most; `None` where nothing bounds it.
        at_most: Option<Amount>,
    },
    /// A condition of this support year failed.
    Refused,
    /// Nothing can come of it.
    Nothing,
    /// Definite, due after the day of application.
    Scheduled {
        /// What is to be paid.
        amount: Amount,
        /// When.
        due: Date,
    },
}

/// The sums over all measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// The whole ledger of this policy.
    pub paid: Amount,
    /// What is payable now.
    pub payable: Amount,
    /// What is definite, but due later.
    pub scheduled: Amount,
    /// What all pending payments could bring together; `None` where nothing bounds it.
    pub pending_at_most: Option<Amount>,
    /// What is to be paid back; `None` where no rule of the policy takes back. Of several rules that take back of one claim, the one that takes most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repayable: Option<Amount>,
}

impl Payment {
    /// When it falls due; `None` where it is not paid by a schedule, or the day is not known.
    pub fn due_on(&self) -> Option<Date> {
        if let Outcome::Scheduled { due, .. } = self.outcome { Some(due) } else { self.due }
    }
}
