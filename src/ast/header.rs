//! The header of a policy.

use super::{Field, FinancialYear, InForce, Name, Quote, ShortMonths, Text};
use crate::source::Span;

/// `policy NAME LABEL` with its clauses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Its identifier.
    pub name: Name,
    /// Its title.
    pub label: Option<Text>,
    /// `issuer`.
    pub issuer: Option<Text>,
    /// `source`: the document quoted, relative to the policy file.
    pub source: Option<Text>,
    /// `money in CNY, rounded half up to 0.01`.
    pub money: Option<MoneyRule>,
    /// `parameter …`.
    pub parameters: Vec<Field>,
    /// `in force …`.
    pub in_force: Option<InForce>,
    /// `financial year …`.
    pub financial_year: Option<FinancialYear>,
    /// `short months …`.
    pub short_months: Option<ShortMonths>,
    /// Quotes directly under the header.
    pub quotes: Vec<Quote>,
    /// The header line.
    pub span: Span,
}

/// The currency and the one rounding of awards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyRule {
    /// ISO code as written.
    pub currency: Name,
    /// How amounts are rounded; `None` where the clause does not say (half up to the currency's unit).
    pub rounding: Option<RoundingRule>,
    /// The clause.
    pub span: Span,
}

/// `rounded half up to 0.01`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundingRule {
    /// The direction.
    pub mode: RoundingMode,
    /// The unit: an unsigned decimal as written, full-width digits narrowed.
    pub unit: String,
    /// The words.
    pub span: Span,
}

/// A direction of rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundingMode {
    /// 四舍五入: a half goes away from zero.
    HalfUp,
    /// 四舍六入五成双: a half goes to the even multiple.
    HalfEven,
    /// 向上取整: away from zero.
    Up,
    /// 向下取整: towards zero.
    Down,
}
