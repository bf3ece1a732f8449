//! What departs from a value: exceptions and raises.

use super::{Applies, Clause, ExprId};

/// A departure of [`Program::departures`](super::Program::departures).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DepartureId(pub u32);

/// An exception or a raise: what it is called, when it counts and what it rests on.
#[derive(Debug, Clone)]
pub struct Departure {
    /// Its label.
    pub label: String,
    /// When it counts.
    pub applies: Applies,
    /// The clause.
    pub clause: Clause,
}

/// What a raise does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Raise {
    /// Adds so much.
    By(ExprId),
    /// Multiplies by so much.
    Times(ExprId),
}

impl Raise {
    /// What is added or multiplied by.
    pub fn figure(self) -> ExprId {
        match self {
            Raise::By(figure) | Raise::Times(figure) => figure,
        }
    }
}
