//! Time: when rules are in force, what a date is tested to lie in, what becomes of days that a month lacks.

use super::{DurationUnit, Expr, Quote};
use crate::source::Span;

/// `in force from D, for 3 years` / `in force from D until E` / `in force from D`; in a measure also `, on E`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// The first day.
    pub from: Expr,
    /// When it ends.
    pub end: InForceEnd,
    /// The date that is tested, in a measure; `None`: the day of application.
    pub on: Option<Expr>,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}

/// How a period in force ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InForceEnd {
    /// It does not.
    Open,
    /// After so many years, on the day before the anniversary.
    Years(u32, Span),
    /// On this day, included.
    Until(Expr),
}

/// `financial year from month 4`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinancialYear {
    /// The month as written.
    pub month: u32,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}

/// `short months take the last day` / `short months run into the next month`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortMonths {
    /// Whether a day that a month lacks is the first of the next; else it is the last of that month.
    pub run_over: bool,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}

/// What a date is tested to lie in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WithinPeriod {
    /// `is within the period in force` 在有效期内.
    InForce,
    /// `is within the calendar year before D` 在 D 的上一年度内; `of` 当年 in place of `before`; quarters, months and financial years, too.
    Calendar(CalendarUnit, Which, Box<Expr>),
    /// `is within 12 months before D` 在 D 前12个月内, or `after` 后: the length, its place, the date.
    Length(u32, DurationUnit, Span, Direction, Box<Expr>),
    /// `is within P` 在 P 内.
    Period(Box<Expr>),
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarUnit {
    /// A calendar year.
    Year,
    /// A quarter.
    Quarter,
    /// A month.
    Month,
    /// A financial year of the policy.
    FinancialYear,
}

/// Which one is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one before that of the date.
    Before,
    /// That of the date.
    Of,
}

/// On which side of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Before it.
    Before,
    /// After it.
    After,
}
