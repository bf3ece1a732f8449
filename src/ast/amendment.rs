//! Amendments.

use super::{Expr, Field, InForce, Name, Quote, Text};
use crate::source::Span;

/// `amendment NAME LABEL from D`: the first declaration of a file whose others take the place of earlier ones from that day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// Its identifier.
    pub name: Name,
    /// Its title.
    pub label: Option<Text>,
    /// Applications from this day on are decided by it: a date as written.
    pub from: Expr,
    /// `source`: the amending document, relative to the policy file.
    pub source: Option<Text>,
    /// `in force …`: the policy's time from then on.
    pub in_force: Option<Box<InForce>>,
    /// `parameter …`: new ones, or in place of those of the same name.
    pub parameters: Vec<Field>,
    /// `repeal …`.
    pub repeals: Vec<Repeal>,
    /// Quotes directly under the header.
    pub quotes: Vec<Quote>,
    /// The header line.
    pub span: Span,
}

/// `repeal NAME`: a measure that is there no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeal {
    /// The measure.
    pub measure: Name,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}
