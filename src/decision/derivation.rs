//! How a figure came about: steps, what they rest on, and the arithmetic as a tree.

use serde::Serialize;

use super::Amount;
use crate::ir::{ExprId, Quote};
use crate::source::Span;
use crate::value::{Bounds, Date, DateBounds, PeriodBounds, Truth};

/// One step that set or changed a figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// What happened.
    pub kind: StepKind,
    /// The figure before; `None` for the first step.
    pub before: Option<Range>,
    /// The figure after.
    pub after: Range,
    /// The rule, the quotes, the facts and the arithmetic.
    pub rests_on: Basis,
    /// What a limit did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<LimitUse>,
    /// The ledger's entries, of a step that found the payment paid.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<UsedBy>,
}

/// The kinds of steps, in the order in which they act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// The formula gave the amount.
    Formula,
    /// The formula gave the ceiling of an `up to`.
    Ceiling,
    /// The amount was rounded by the policy's rule.
    Rounding,
    /// The ledger shows it as paid.
    Ledger,
    /// Parts of it were paid before, and are taken off; `ledger` names them.
    Instalments,
    /// The voucher was redeemed in time.
    Redeemed,
    /// The voucher may still be redeemed, or it is not known whether it was in time.
    Redeemable,
    /// The voucher was not redeemed in time.
    Lapsed,
    /// The approved amount was granted, within the ceiling.
    Approved,
    /// No approved amount is in the case: pending up to the ceiling.
    NotApproved,
    /// The approved amount is above the ceiling, and was cut to it.
    ApprovedAboveCeiling,
    /// Parts of it were approved, none of them above its own of the ceiling: what those that have their day bring together.
    ApprovedParts,
    /// A limit of the measure was looked at; `limit` says whether it cut.
    Limit,
    /// A part was taken of the whole.
    Part,
    /// A part was taken of the ceiling of an award that is not approved as a whole: no more can be approved for it.
    PartCeiling,
    /// The limits leave less of a part than was approved for it.
    PartLeft,
}

/// A figure, or its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Range {
    /// A definite figure.
    Exactly(Amount),
    /// Bounds; an open end is `null`.
    Between {
        /// The least.
        at_least: Option<Amount>,
        /// The most.
        at_most: Option<Amount>,
    },
}

/// What a limit was measured against and what it left.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LimitUse {
    /// Its label, or the clause as written.
    pub label: String,
    /// Of a limit across measures, the label of its section; empty where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Its figure for this claim: money, a number of awards or a quantity; of the highest alone, all that the claim brings.
    pub figure: Range,
    /// The keys of the group in words: `applicant`, the record's key, or the value of the key.
    pub per: Vec<String>,
    /// The period in words a machine reads: `total`, `support_year:2`, `calendar_year:2026`, `quarter:2026-Q2`, `month:2026-04`, and `days:2024-04-01..2027-03-31` of a financial
    /// year and of several years.
    pub period: String,
    /// The order in which awards use it up, within what is paid, what is payable and what is pending.
    #[serde(skip_serializing_if = "LimitOrder::is_of_claims")]
    pub order: LimitOrder,
    /// The other money for this claim that counts towards it, from the facts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<Range>,
    /// Of a limit on a quantity, what this payment brings of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Range>,
    /// How it is shared out, of a limit over all applicants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<Shared>,
    /// What used it up before this payment, in order; the first hundred, where there are more.
    pub used_by: Vec<UsedBy>,
    /// How many more there are.
    #[serde(skip_serializing_if = "is_none")]
    pub used_by_more: usize,
    /// What was paid, and may have used it up too: it is not known whether it has the same key. The first hundred, where there are more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub perhaps_used_by: Vec<UsedBy>,
    /// How many more there are.
    #[serde(skip_serializing_if = "is_none")]
    pub perhaps_used_by_more: usize,
    /// The sum of what surely used it, of a limit on a quantity as far as it is known.
    pub used: Amount,
    /// What it left for this payment, after `used`, `counted` and what may have used it; never below 0.
    pub left: Range,
    /// Whether it made the payment less.
    pub cut: bool,
}

/// An order in which awards use a limit up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitOrder {
    /// By support year, then that of the claims.
    Claims,
    /// That of the limit's own `in order of`, ascending.
    InOrderOf,
    /// By the date of a period of several years.
    ByDate,
    /// The highest first.
    Descending,
}

impl LimitOrder {
    fn is_of_claims(&self) -> bool {
        *self == LimitOrder::Claims
    }
}

/// How a limit over all applicants is shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shared {
    /// In an order of all applicants, till nothing is left.
    InOrderOf,
    /// To each in proportion.
    ProRata,
}

pub(super) fn is_none(count: &usize) -> bool {
    *count == 0
}

/// An award that used a limit up, or that holds an award that is given once.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UsedBy {
    /// The other policy that paid it; `None`: this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// The measure.
    pub measure: String,
    /// The claim.
    pub claim: String,
    /// The support year.
    pub support_year: u32,
    /// The part of a schedule that the entry names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instalment: Option<u32>,
    /// The amount.
    pub amount: Amount,
    /// What it used of a limit on a quantity, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Amount>,
    /// The ledger's date; `None` where it is payable by this decision, or goes before another and waits for what other applicants leave.
    pub paid_on: Option<Date>,
}

/// What a condition or a step rests on.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Basis {
    /// The place of the rule, `file:line:column`.
    pub rule: String,
    /// The rule's span, for the words as written.
    #[serde(skip)]
    pub span: Span,
    /// The quoted words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<Quote>,
    /// The facts read, each once, in the order of reading.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactUsed>,
    /// The readings that decided between alternatives, with the one used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<ReadingUsed>,
    /// The arithmetic; empty where no derivation was asked for.
    #[serde(skip)]
    pub trace: Option<Trace>,
}

/// A fact that a rule read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactUsed {
    /// Its path, `dcmm_certificates[C].level`.
    pub path: String,
    /// Its label, else its identifier.
    pub label: String,
    /// Its value as a reader of the case would write it; `None` where it is unknown.
    pub value: Option<String>,
    /// Whether the value is what the policy lets stand for an absent fact.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub assumed: bool,
    /// Who decides it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decided_by: Vec<String>,
    /// The papers that prove it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

/// A reading in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadingUsed {
    /// Its identifier.
    pub reading: String,
    /// The alternative used.
    pub value: String,
}

/// A value of the arithmetic and the values that it was made of: a node of the program for each.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// The node.
    pub node: ExprId,
    /// Its value.
    pub value: Shown,
    /// What is left of the value of a whole clause where each value that the facts not given may have is tried; `None` where that is no less.
    pub narrowed: Option<Shown>,
    /// Its operands in order. Of a fact none; of a named value its definition; of a table its keys, then the row's value;
    /// of rows the conditions looked at and the value of the row that counted; of a walk over a list the values of its records.
    pub operands: Vec<Trace>,
    /// The fact read, of a fact; the record walked over, of an operand of a walk.
    pub fact: Option<FactUsed>,
}

/// What is known of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// Yes, no or unknown.
    Truth(Truth),
    /// A number or its bounds.
    Number(Bounds),
    /// A date or its bounds.
    Date(DateBounds),
    /// A period or its bounds.
    Period(PeriodBounds),
    /// Text, or the label of a `one of` value; `None`: unknown.
    Text(Option<String>),
    /// A list of so many records; `None`: unknown.
    List(Option<usize>),
}
