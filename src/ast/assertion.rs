//! What must hold of every decision.

use super::{Expr, Quote, Text, UnderReading};
use crate::source::Span;

/// `assert "label": EXPR if COND under reading R is V`: what the decision must be like, if the rules are right. It decides nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assertion {
    /// What a report calls it.
    pub label: Text,
    /// What must hold.
    pub expr: Expr,
    /// Where it is asked at all: `if COND` 如果 COND; `None`: always.
    pub only_if: Option<Expr>,
    /// Under which alternative of a reading it is asked; `None`: under each.
    pub reading: Option<UnderReading>,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}

/// What an assertion may ask of the decision: of all measures, of one, or in a measure of the claim that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decided {
    /// `paid` 已拨付: what the ledger shows as paid.
    Paid,
    /// `payable` 应发: what is due now.
    Payable,
    /// `awarded` 累计支持: what is paid, due now and due later, with what is pending.
    Awarded,
    /// `awards` 支持项数: how many claims get anything.
    Awards,
    /// `qualified` 符合条件: whether a claim qualifies.
    Qualified,
}

impl Decided {
    /// Each of them.
    pub const ALL: [Decided; 5] =
        [Decided::Paid, Decided::Payable, Decided::Awarded, Decided::Awards, Decided::Qualified];

    /// Its word in English and in Chinese.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Decided::Paid => ("paid", "已拨付"),
            Decided::Payable => ("payable", "应发"),
            Decided::Awarded => ("awarded", "累计支持"),
            Decided::Awards => ("awards", "支持项数"),
            Decided::Qualified => ("qualified", "符合条件"),
        }
    }

    /// What a word asks, in either surface.
    pub fn named(word: &str) -> Option<Decided> {
        Decided::ALL.into_iter().find(|own| own.words().0 == word || own.words().1 == word)
    }

    /// Whether it is an amount of money.
    pub const fn is_money(self) -> bool {
        matches!(self, Decided::Paid | Decided::Payable | Decided::Awarded)
    }
}
