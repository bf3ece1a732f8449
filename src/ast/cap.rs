//! Limits.

use super::{Applies, CalendarUnit, Departure, Expr, Name, Quote, Text};
use crate::source::Span;

/// `cap WHAT per KEY… PERIOD` or `once "label" per KEY…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// What is limited.
    pub what: CapWhat,
    /// The label of `once`, which a refused claim is shown to have failed.
    pub label: Option<Text>,
    /// Whose awards are added up; empty where the clause names none.
    pub per: Vec<CapKey>,
    /// Over which time; `None` where the clause does not say.
    pub period: Option<CapPeriod>,
    /// What counts beside the awards that it stands with.
    pub counting: Vec<CapCounting>,
    /// `over all applicants`.
    pub sharing: Option<CapSharing>,
    /// `in order of`, where it is not the order of the claims.
    pub order: Option<Expr>,
    /// What departs from its figure, in the order written.
    pub departures: Vec<Departure>,
    /// When it counts.
    pub applies: Applies,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}

/// What a cap limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CapWhat {
    /// Money.
    Money(Expr),
    /// A number of awards.
    Awards(u32, Span),
    /// `EXPR awards`: a number of awards that depends on something.
    AwardsOf(Expr),
    /// `FIGURE measuring EXPR`: a quantity, and what of it a claim brings.
    Quantity(Expr, Expr),
    /// `the highest`: of several awards the highest alone.
    Highest(Span),
    /// `once`: one award, in total.
    Once,
}

/// One `per …` of a cap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CapKey {
    /// `per applicant`.
    Applicant(Span),
    /// `per EXPR`: the loop variable (the record itself) or any expression.
    Expr(Expr),
}

/// The period of a cap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CapPeriod {
    /// `in total`.
    Total(Span),
    /// `per support year`.
    SupportYear(Span),
    /// `per calendar year of DATE`, `per financial year of DATE`, `per quarter of DATE`, `per month of DATE`.
    Calendar(CalendarUnit, Expr, Span),
    /// `over 3 financial years to DATE`: the financial year of the date and those before it.
    FinancialYears(u32, Expr, Span),
    /// `over 3 years to DATE`.
    RollingYears(u32, Expr, Span),
}

/// What counts towards a limit beside the awards that it stands with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CapCounting {
    /// `counting EXPR`: an amount of the facts.
    Amount(Expr),
    /// `counting the ledger of MEASURE`.
    Measure(Name),
    /// `counting the ledger of policy "NAME"`.
    Policy(Text),
    /// `counting the ledger of all policies`.
    AllPolicies(Span),
}

/// How what is limited over all applicants is shared out among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CapSharing {
    /// `over all applicants in order of EXPR`.
    InOrderOf(Expr),
    /// `over all applicants pro rata`.
    ProRata,
    /// Neither is said.
    Unstated(Span),
}

/// `limits across MEASURES LABEL` with its `cap` and `once` clauses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Across {
    /// The measures.
    pub measures: AcrossMeasures,
    /// The label.
    pub label: Option<Text>,
    /// The clauses, in the order in which they cut.
    pub caps: Vec<Cap>,
    /// Quotes directly under the header.
    pub quotes: Vec<Quote>,
    /// The header line.
    pub span: Span,
}

/// The measures that limits go across.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AcrossMeasures {
    /// Those named.
    Named(Vec<Name>),
    /// All, except those named.
    AllBut(Vec<Name>),
    /// They could not be read.
    Unread,
}
