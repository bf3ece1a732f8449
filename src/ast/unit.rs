//! Units of measurement.

use super::{Expr, Name, Quote, Text};
use crate::source::Span;

/// `unit NAME LABEL`, or `unit NAME LABEL is 1000 OTHER`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Text>,
    /// The quantity that one of it is, in units without one of their own.
    pub is: Option<Expr>,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The line.
    pub span: Span,
}

/// A unit as written: `square_metre·month`, `kilowatt_hour/month`; of a rate of money, what follows the money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitExpr {
    /// Its factors in order, at least one.
    pub factors: Vec<UnitFactor>,
    /// Where.
    pub span: Span,
}

/// One factor of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitFactor {
    /// The name or label of a unit, or an ISO code.
    pub name: Name,
    /// Whether it divides: it stands after a `/`.
    pub divides: bool,
}
