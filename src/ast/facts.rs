//! Types, records and their facts.

use super::{Expr, Let, Name, Quote, Text, UnitExpr};
use crate::source::Span;

/// `type NAME LABEL : one of` with its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceType {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Text>,
    /// `| value "label"` rows.
    pub values: Vec<NamedValue>,
    /// Quotes directly under the header.
    pub quotes: Vec<Quote>,
    /// The header line.
    pub span: Span,
}

/// A row `| name "label"`, with `default` in a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedValue {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Text>,
    /// Whether it says `default` (readings only).
    pub default: bool,
    /// The row.
    pub span: Span,
}

/// `applicant` or `record NAME`: fields and named values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The record's name; `None` for the applicant.
    pub name: Option<Name>,
    /// Its label.
    pub label: Option<Text>,
    /// Its fields in order.
    pub fields: Vec<Field>,
    /// Its `let` clauses.
    pub lets: Vec<Let>,
    /// Quotes directly under the header.
    pub quotes: Vec<Quote>,
    /// The header line.
    pub span: Span,
}

/// A fact: `[key] NAME LABEL : TYPE [, if absent VALUE]`, or a `parameter`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Text>,
    /// Whether it is the record's `key`.
    pub key: bool,
    /// Its type.
    pub ty: TypeExpr,
    /// `if absent …`.
    pub absent: Option<IfAbsent>,
    /// `evidence`: the papers that prove it.
    pub evidence: Vec<Text>,
    /// `decided by`: who decides it.
    pub decided_by: Vec<Text>,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}

/// What an absent fact stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IfAbsent {
    /// `if absent none`: an empty list.
    Empty(Span),
    /// `if absent VALUE`: a constant.
    Value(Expr),
}

/// What the years of a series are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeriesBy {
    /// `by support year` 按支持年度: counted from the first year of support.
    SupportYear,
    /// `by calendar year` 按自然年度.
    CalendarYear,
}

/// A type as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeExpr {
    /// What it is.
    pub kind: TypeKind,
    /// `by support year` or `by calendar year` follows: one value for each year.
    pub by: Option<SeriesBy>,
    /// `signed` precedes: negative values are meant.
    pub signed: bool,
    /// Where.
    pub span: Span,
}

/// The kinds of types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeKind {
    /// `yes/no`.
    YesNo,
    /// `whole`, with its range.
    Whole(Range),
    /// `decimal`, with its range.
    Decimal(Range),
    /// `ratio`, with its range.
    Ratio(Range),
    /// `money`, in another currency than the policy's where one is named.
    Money(Option<Name>, Range),
    /// `decimal in UNIT`, or `whole in UNIT`: whether whole.
    Measured(bool, UnitExpr, Range),
    /// `money/UNIT`, in another currency than the policy's where one is named.
    Rate(Option<Name>, UnitExpr, Range),
    /// `date`.
    Date,
    /// `period`: two dates.
    Period,
    /// `text`.
    Text,
    /// `list of RECORD`.
    List(Name),
    /// The name of a `one of` type.
    Named(Name),
    /// It could not be read; already reported.
    Error,
}

/// `a..b`, either side open. The bounds are constants.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Range {
    /// The least value.
    pub from: Option<Box<Expr>>,
    /// The greatest value.
    pub to: Option<Box<Expr>>,
}
