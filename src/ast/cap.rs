//! Limits.

use super::{Applies, Expr, Quote, Text};
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
    /// `in order of`, where it is not the order of the claims.
    pub order: Option<Expr>,
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
    /// `per calendar year of DATE`.
    CalendarYear(Expr, Span),
}
