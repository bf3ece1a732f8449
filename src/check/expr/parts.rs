//! The parts of an expression.

use crate::ast::{Expr, ExprKind, Quantified, WithinPeriod};

/// The expressions directly inside another, in the order in which they are written.
pub(in crate::check) fn parts(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::Error
        | ExprKind::YesNo(_)
        | ExprKind::Number(_)
        | ExprKind::Percent(_)
        | ExprKind::Money(..)
        | ExprKind::Quantity(..)
        | ExprKind::Rate(..)
        | ExprKind::Date(..)
        | ExprKind::Duration(..)
        | ExprKind::Text(_)
        | ExprKind::Name(_)
        | ExprKind::AppliedOn
        | ExprKind::SupportYear => Vec::new(),
        ExprKind::Field(inner, _)
        | ExprKind::Negate(inner)
        | ExprKind::Not(inner)
        | ExprKind::Proportion(_, _, inner) => vec![inner],
        ExprKind::At(left, right)
        | ExprKind::Arithmetic(_, left, right)
        | ExprKind::Of(left, right)
        | ExprKind::Compare(_, left, right)
        | ExprKind::Is(left, right)
        | ExprKind::IsNot(left, right) => vec![left, right],
        ExprKind::Lookup(_, several) | ExprKind::And(several) | ExprKind::Or(several) => several.iter().collect(),
        ExprKind::Ended(value, endings) => {
            std::iter::once(&**value).chain(endings.iter().map(|ending| &ending.figure)).collect()
        }
        ExprKind::Call(call) => call.arguments.iter().map(|argument| &argument.value).collect(),
        ExprKind::OnDay(_, keys, day) => keys.iter().chain([&**day]).collect(),
        ExprKind::IsOneOf(value, several) => std::iter::once(&**value).chain(several).collect(),
        ExprKind::Within(date, WithinPeriod::InForce) => vec![date],
        ExprKind::Within(
            date,
            WithinPeriod::Calendar(_, _, other) | WithinPeriod::Length(_, _, _, _, other) | WithinPeriod::Period(other),
        ) => vec![date, other],
        ExprKind::Any(walk) | ExprKind::All(walk) | ExprKind::Count(walk) => of_walk(walk).collect(),
        ExprKind::Sum(value, walk) | ExprKind::Least(value, walk) | ExprKind::Greatest(value, walk) => {
            std::iter::once(&**value).chain(of_walk(walk)).collect()
        }
        ExprKind::Rows(rows) => rows.iter().flat_map(|row| std::iter::once(&row.value).chain(&row.condition)).collect(),
    }
}

fn of_walk(walk: &Quantified) -> impl Iterator<Item = &Expr> {
    std::iter::once(&walk.list).chain(&walk.condition)
}
