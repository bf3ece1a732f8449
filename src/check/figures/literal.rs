//! A figure as a rule writes it: its kind, and its value in the unit of the kind.

use crate::ast::{Expr, ExprKind};
use crate::value::{Date, Number, number_of_day};

use super::super::units::money_unit;
use super::read::Kind;

/// Whether a figure turns one unit into another: 12 months a year, 365 days.
pub(super) fn converts(expr: &Expr, value: Number) -> bool {
    let per = |expr: &Expr| matches!(&expr.kind, ExprKind::Quantity(_, unit) if unit.factors.iter().any(|factor| factor.divides));
    let counted = matches!(expr.kind, ExprKind::Number(_) | ExprKind::Quantity(..) | ExprKind::Duration(..));
    per(expr) || (counted && [12, 360, 365, 366].iter().any(|own| value == Number::from(*own)))
}

/// A figure that is written down, in the unit of its kind.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other expression is made of parts")]
pub(super) fn literal(expr: &Expr) -> Option<(Kind, Number, bool)> {
    let number = |digits: &str| digits.parse::<Number>().ok();
    Some(match &expr.kind {
        ExprKind::Number(digits) | ExprKind::Quantity(digits, _) => (Kind::Count, number(digits)?, false),
        ExprKind::Percent(digits) => (Kind::Share, number(digits)?.divided_by(Number::from(100)).ok()?, false),
        ExprKind::Money(digits, unit) | ExprKind::Rate(digits, unit, _) => {
            let (scale, _) = money_unit(unit);
            (Kind::Money, number(digits)?.times(Number::from(scale)).ok()?, false)
        }
        ExprKind::Date(year, month, day) => (Kind::Date, number_of_day(Date::new(*year, *month, *day).ok()?), false),
        ExprKind::Duration(count, _) => (Kind::Time, Number::from(i64::from(*count)), false),
        _ => return None,
    })
}
