//! Endings of an amount: `X, not below Y, rounded down to 1元`.

use super::{Expr, RoundingMode};
use crate::source::Span;

/// An ending; several act one after the other, in the order in which they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// What it does.
    pub kind: EndingKind,
    /// The figure that it names.
    pub figure: Expr,
    /// The words, without the comma before them.
    pub span: Span,
}

/// What an ending does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndingKind {
    /// `, not below Y` 最低: what is less becomes Y.
    NotBelow,
    /// `, rounded … to U` 四舍五入至: a multiple of U.
    Rounded(RoundingMode),
    /// `, nothing below T` 不足 T 不计: what is above 0 and below T becomes 0.
    NothingBelow,
    /// `, if any not below M` 有则最低 M: what is above 0 and below M becomes M.
    IfAnyNotBelow,
}
