//! Tables and readings: rows of values.

use super::{CompareOp, Expr, Name, NamedValue, Quote, Range, Text, TypeExpr};
use crate::source::Span;

/// `table NAME LABEL by KEY LABEL : TYPE, … gives NAME LABEL, …` with its rows; `slices` and `dated` alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Text>,
    /// How its rows make up its value.
    pub kind: TableKind,
    /// The type of its values, where it is `dated`.
    pub ty: Option<TypeExpr>,
    /// The file that holds its rows, where it is `dated` and has one; they are among `rows` once it has been read.
    pub file: Option<Text>,
    /// Its keys in order.
    pub keys: Vec<TableKey>,
    /// The names of its results, where each row gives several.
    pub results: Vec<TableResult>,
    /// Its rows in order.
    pub rows: Vec<TableRow>,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The header line.
    pub span: Span,
}

/// How the rows of a table make up its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// `table`: the value is that of the one row that the keys match.
    Table,
    /// `slices`: each part of the key counts by the row that it lies in.
    Slices,
    /// `dated`: the value is that of the row whose days the day asked for is one of.
    Dated,
}

/// A key of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableKey {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Text>,
    /// Its type.
    pub ty: TypeExpr,
    /// Where.
    pub span: Span,
}

/// One of several results of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableResult {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Text>,
    /// Where.
    pub span: Span,
}

/// `| KEY, KEY => VALUE, VALUE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The days that it is for, where the table is `dated`.
    pub days: Option<Days>,
    /// A pattern for each key.
    pub patterns: Vec<Pattern>,
    /// The row's value, or its first.
    pub value: Expr,
    /// Its further values, where the table has several results.
    pub more: Vec<Expr>,
    /// `for every STEP`: of `slices`, what the value is given for each time over.
    pub step: Option<Expr>,
    /// The row.
    pub span: Span,
}

/// `from D` or `from D until E`, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub from: Expr,
    /// The last day; `None`: the day before the next row's.
    pub until: Option<Expr>,
}

/// What a row matches on one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The alternatives, joined by `or`.
    pub alternatives: Vec<PatternKind>,
    /// Where.
    pub span: Span,
}

/// One alternative of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternKind {
    /// One value: a number, a name, yes or no.
    Value(Expr),
    /// `a..b`, either side open, both included.
    Range(Range, Span),
    /// `above a`, or two of them: `at least a and below b`.
    Sides(Vec<Side>, Span),
    /// `any`: every value.
    Any(Span),
}

/// `at least a`: one side of what a row matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Which side, and whether the bound is included.
    pub op: CompareOp,
    /// The bound: a constant.
    pub bound: Expr,
    /// Where.
    pub span: Span,
}

/// `reading NAME LABEL` with its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Text>,
    /// Its alternatives.
    pub values: Vec<NamedValue>,
    /// `because`.
    pub because: Option<Text>,
    /// What is ambiguous.
    pub quotes: Vec<Quote>,
    /// The header line.
    pub span: Span,
}
