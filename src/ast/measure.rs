//! The scope, measures and their clauses.

use super::{Assertion, Cap, Departure, Expr, InForce, Name, Pay, Quote, Stage, Terms, Text};
use crate::source::Span;

/// `scope LABEL`: conditions for the whole policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Its label.
    pub label: Option<Text>,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// Its conditions.
    pub conditions: Vec<Condition>,
    /// Its `let` clauses.
    pub lets: Vec<Let>,
    /// The header line.
    pub span: Span,
}

/// `when "label": EXPR`, what must hold; `veto "label": EXPR`, what must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Its label; `None` where the expression stands alone.
    pub label: Option<Text>,
    /// What must hold, of a veto what must not.
    pub expr: Expr,
    /// Whether it is a veto.
    pub veto: bool,
    /// Where it is tested at all: `if COND` 如果 COND; `None`: always.
    pub only_if: Option<Expr>,
    /// Whether it must have held in every one of its years before, too: `without a break` 不中断.
    pub unbroken: bool,
    /// When it is tested; `None`: at application and again at payment.
    pub stage: Option<Stage>,
    /// When it counts.
    pub applies: Applies,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}

/// `in years A to B` and `under reading R is V`, which may end a let, when, award, cap or pay.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applies {
    /// The support years, both included.
    pub years: Option<Years>,
    /// The reading and its value.
    pub reading: Option<UnderReading>,
}

/// `in year A` or `in years A to B`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    /// First support year.
    pub first: u32,
    /// Last support year.
    pub last: u32,
    /// The words.
    pub span: Span,
}

/// `under reading R is V`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnderReading {
    /// The reading.
    pub reading: Name,
    /// Its value.
    pub value: Name,
    /// The words.
    pub span: Span,
}

/// `measure NAME LABEL article "N"` with its clauses, each kind in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Text>,
    /// The article it encodes.
    pub article: Option<Text>,
    /// Quotes directly under the header.
    pub quotes: Vec<Quote>,
    /// Its own time, in place of the policy's.
    pub in_force: Option<Box<InForce>>,
    /// One claim per record; `None`: one claim of the applicant.
    pub for_each: Option<ForEach>,
    /// Named values.
    pub lets: Vec<Let>,
    /// Conditions.
    pub conditions: Vec<Condition>,
    /// Awards.
    pub awards: Vec<Award>,
    /// `cap` and `once`, in the order in which they cut.
    pub caps: Vec<Cap>,
    /// How it is paid.
    pub pays: Vec<Pay>,
    /// Who pays, vouchers, what is taken back, what was promised.
    pub terms: Terms,
    /// What must hold of every decision on a claim.
    pub assertions: Vec<Assertion>,
    /// `in kind`.
    pub in_kind: Option<InKind>,
    /// The header line.
    pub span: Span,
}

/// `for each NAME LABEL in LIST, in order of EXPR`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForEach {
    /// The loop variable.
    pub name: Name,
    /// Its label.
    pub label: Option<Text>,
    /// The list.
    pub list: Expr,
    /// Ascending order of the claims.
    pub order: Option<Expr>,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}

/// `let NAME LABEL be EXPR`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Let {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Text>,
    /// Its value.
    pub value: Expr,
    /// What departs from it, in the order written.
    pub departures: Vec<Departure>,
    /// When this definition counts.
    pub applies: Applies,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}

/// `award [up to] EXPR`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Award {
    /// Whether the formula is a ceiling, and the amount the authority's.
    pub up_to: bool,
    /// The formula.
    pub formula: Expr,
    /// What departs from it, in the order written.
    pub departures: Vec<Departure>,
    /// When it counts.
    pub applies: Applies,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}

/// `in kind "what is given"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InKind {
    /// What is given.
    pub what: Text,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}
