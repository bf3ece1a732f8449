//! Tables: keys, rows, and what a row matches.

use super::{Clause, ExprId, Type, Variant, VariantId};
use crate::source::Span;
use crate::value::{Date, DateBounds, Fault, Number, Truth};

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its identifier.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
    /// Which of several results of the table it gives; each is a table of its own here.
    pub result: Option<Variant>,
    /// Its keys.
    pub keys: Vec<TableKey>,
    /// Its rows; for each choice of keys in their types' ranges exactly one row matches.
    pub rows: Vec<TableRow>,
    /// Of `slices` the rows as stretches one behind the other, from 0 upwards; else none.
    pub slices: Vec<Slice>,
    /// Of `dated` the stretches of days, one behind the other, each with its rows; else none.
    pub editions: Vec<Edition>,
    /// The type of its values.
    pub ty: Type,
    /// The clause.
    pub clause: Clause,
}

/// The rows of a dated value for a stretch of days; for each choice of keys exactly one of them matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The first day.
    pub from: Date,
    /// The last day; `None`: without end.
    pub until: Option<Date>,
    /// Its rows among the table's.
    pub rows: std::ops::Range<usize>,
}

impl Edition {
    /// Whether a day is one of its days.
    pub fn holds(&self, day: DateBounds) -> Truth {
        let begun = day.at_least(DateBounds::exactly(self.from));
        begun.and(self.until.map_or(Truth::True, |until| DateBounds::exactly(until).at_least(day)))
    }
}

/// A stretch of a number with the rate by which it counts.
///
/// Of a whole number it stands for the places above the one up to the other: the first is the stretch from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    /// Where it begins, at least 0.
    pub from: Number,
    /// Where it ends; `None`: nowhere.
    pub to: Option<Number>,
    /// What a unit of it counts for; with a step, what each whole step of it does.
    pub rate: ExprId,
    /// The step, above 0, where only whole steps count, from where the slice begins.
    pub step: Option<ExprId>,
}

impl Slice {
    /// How much of a number lies in it.
    ///
    /// # Errors
    /// As [`Number::minus`].
    pub fn part(&self, number: Number) -> Result<Number, Fault> {
        let most = self.to.map_or(number, |to| number.min(to));
        if most <= self.from { Ok(Number::ZERO) } else { most.minus(self.from) }
    }
}

/// A key of a table.
#[derive(Debug, Clone)]
pub struct TableKey {
    /// Its identifier.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
    /// Its type.
    pub ty: Type,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct TableRow {
    /// One pattern for each key.
    pub patterns: Vec<Pattern>,
    /// Its value.
    pub value: ExprId,
    /// Of `slices`, what the value is given for each time over.
    pub step: Option<ExprId>,
    /// The row.
    pub span: Span,
}

/// What a row matches on one key: any of these.
pub type Pattern = Vec<Match>;

/// One alternative of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// Every value.
    Any,
    /// Yes or no.
    Truth(bool),
    /// One value of a `one of` type.
    Choice(VariantId),
    /// The numbers from one edge to the other; one number included twice for that number alone.
    Numbers(Edge<Number>, Edge<Number>),
    /// The days from one edge to the other.
    Dates(Edge<Date>, Edge<Date>),
}

/// Where a stretch of numbers or days begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge<T> {
    /// Nowhere.
    Open,
    /// Here, and this belongs to it.
    Included(T),
    /// Here, and this does not belong to it.
    Excluded(T),
}

impl<T: Copy> Edge<T> {
    /// Where it is, and whether that belongs to the stretch.
    pub fn place(self) -> Option<(T, bool)> {
        match self {
            Edge::Open => None,
            Edge::Included(at) => Some((at, true)),
            Edge::Excluded(at) => Some((at, false)),
        }
    }
}

impl Match {
    /// One number alone.
    pub fn number(number: Number) -> Match {
        Match::Numbers(Edge::Included(number), Edge::Included(number))
    }
}
