//! Tests: a case in the words of the policy, with what must be decided on it.

use super::{Name, Stage, Text, Years};
use crate::source::Span;

/// `test "NAME"` with its clauses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// What it is called.
    pub name: Text,
    /// `case "FILE"` or `like "TEST"`: what it starts from.
    pub base: Option<TestBase>,
    /// `with reading R is V`.
    pub readings: Vec<TestReading>,
    /// `stage payment`; `None`: that of its base, else the application.
    pub stage: Option<Stage>,
    /// `given …` and `unknown …`, in order.
    pub given: Vec<Given>,
    /// `paid …`.
    pub paid: Vec<PaidEntry>,
    /// `approved …`.
    pub approved: Vec<ApprovedEntry>,
    /// `expect …`.
    pub expects: Vec<Expect>,
    /// `because "…"`: the calculation.
    pub because: Option<Text>,
    /// The header line.
    pub span: Span,
    /// All of it, to the end of its last clause.
    pub extent: Span,
}

/// What a test starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TestBase {
    /// A case file, relative to the policy.
    Case(Text),
    /// Another test, by its name.
    Like(Text),
}

/// `with reading R is V`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestReading {
    /// The reading.
    pub reading: Name,
    /// The alternative.
    pub value: Name,
    /// The clause.
    pub span: Span,
}

/// A fact of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Which.
    pub path: FactPath,
    /// What it is.
    pub value: GivenValue,
    /// The clause.
    pub span: Span,
}

/// A fact by its name: `kind`, `certificates["A"].level`, `review_passed[2]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactPath {
    /// The parameter or the fact of the applicant; in a row, the field of the record.
    pub name: Name,
    /// The way from there.
    pub steps: Vec<FactStep>,
    /// All of it.
    pub span: Span,
}

/// A step on the way to a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactStep {
    /// A field of the record.
    Field(Name),
    /// A year of a series.
    Year(u32, Span),
    /// A record of a list, by its key.
    Record(Text),
}

/// What is given of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenValue {
    /// Yes, also by the name alone.
    Yes(Span),
    /// No, also by `not NAME`.
    No(Span),
    /// A text in quotation marks.
    Text(Text),
    /// A name: an alternative of a type, or `none`.
    Name(Name),
    /// A figure with what it counts, or a date, as written (full-width signs narrowed).
    Figure(Text),
    /// The first and the last day of a period.
    Period(Text, Text),
    /// The records of a list.
    Rows(Vec<GivenRow>),
    /// Nothing: the fact is not known.
    Unknown,
}

/// `| id "A", level 2, recognised`: a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenRow {
    /// Its fields.
    pub fields: Vec<Given>,
    /// The row.
    pub span: Span,
}

/// A claim: its measure, its record, the years and the part of its award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRef {
    /// The measure.
    pub measure: Name,
    /// The key of its record; `None`: the applicant's claim, or each of the measure.
    pub claim: Option<Text>,
    /// The support years; `None`: all.
    pub years: Option<Years>,
    /// The part of a schedule, from 1; `None`: all.
    pub part: Option<u32>,
    /// All of it.
    pub span: Span,
}

/// `paid CLAIM: AMOUNT on DAY`: an entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaidEntry {
    /// What was paid.
    pub claim: ClaimRef,
    /// How much.
    pub amount: Text,
    /// When.
    pub on: Text,
    /// What it used of a limit on a quantity.
    pub quantity: Option<GivenValue>,
    /// The other policy that paid it.
    pub policy: Option<Text>,
    /// The clause.
    pub span: Span,
}

/// `approved CLAIM: AMOUNT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovedEntry {
    /// What was approved.
    pub claim: ClaimRef,
    /// How much.
    pub amount: Text,
    /// The clause.
    pub span: Span,
}

/// `expect SUBJECT: ITEM, …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expect {
    /// Of what.
    pub subject: ExpectSubject,
    /// What.
    pub items: Vec<ExpectItem>,
    /// The clause.
    pub span: Span,
}

/// What an expectation is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectSubject {
    /// `total`: the sums.
    Total(Span),
    /// `scope`.
    Scope(Span),
    /// `assert "LABEL"`: what must hold of the decision.
    Assertion(Text),
    /// `fault`: there is no decision.
    Fault(Span),
    /// A claim, its years or a part.
    Claim(ClaimRef),
}

/// One thing that is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectItem {
    /// What.
    pub kind: ExpectKind,
    /// Its words.
    pub span: Span,
}

/// The things that may be expected. Amounts are as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectKind {
    /// The code of a finding.
    Code(Text),
    /// The measure has no such claim.
    NoClaim,
    /// `payable AMOUNT`.
    Payable(Text),
    /// `paid AMOUNT`.
    Paid(Text),
    /// `repayable AMOUNT`.
    Repayable(Text),
    /// `due later AMOUNT on DAY`.
    Scheduled(Text, Option<Text>),
    /// `pending at least AMOUNT at most AMOUNT`.
    Pending(Option<Text>, Option<Text>),
    /// `refused by "CONDITION"`.
    Refused(Option<Text>),
    /// `qualified`.
    Qualified,
    /// `nothing`.
    Nothing,
    /// `meets "CONDITION"`.
    Meets(Text),
    /// `missing FACT`; `None`: the approval.
    Missing(Option<FactPath>),
    /// `step KIND "LABEL" AMOUNT`.
    Step(ExpectStep, Option<Text>, Text),
    /// Of the scope: it is met.
    Met,
    /// Of the scope: a condition fails, perhaps this one.
    Failed(Option<Text>),
    /// Of the scope: it is not known yet.
    Open,
    /// Of the scope: the policy is not in force.
    NotInForce,
}

/// The kinds of steps of a derivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectStep {
    /// `formula`.
    Formula,
    /// `ceiling`.
    Ceiling,
    /// `rounding`.
    Rounding,
    /// `ledger`.
    Ledger,
    /// `approved`.
    Approved,
    /// `limit`.
    Limit,
    /// `part`.
    Part,
}
