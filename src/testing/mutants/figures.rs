//! Figures with another value: thresholds, rates, amounts, dates and lengths of time.

use super::{Collector, replace};
use crate::ir::{ExprId, Node, Op, Type};
use crate::source::Span;
use crate::value::{Date, Number, Shift};
use crate::wording;

/// A number becomes greater and less: by one where it counts, else by a tenth.
pub(super) fn number(collector: &mut Collector<'_>, id: ExprId, node: &Node, number: Number) {
    for other in others(number, &node.ty) {
        let (was, is) = (collector.words(node.span), figure(collector, &node.ty, other));
        let what = wording!("`{was}` becomes `{is}`", "“{was}”改为“{is}”");
        collector.add(node.span, what, replace(id, Op::Number(other)));
    }
}

/// A date becomes the day before and the day after.
pub(super) fn date(collector: &mut Collector<'_>, id: ExprId, node: &Node, date: Date) {
    for other in [date.yesterday(), date.tomorrow()].into_iter().flatten() {
        let was = collector.words(node.span);
        let what = wording!("`{was}` becomes `{other}`", "“{was}”改为“{other}”");
        collector.add(node.span, what, replace(id, Op::Date(other)));
    }
}

/// A length of time becomes shorter and longer by one.
pub(super) fn length(collector: &mut Collector<'_>, place: Span, count: i32, to: impl Fn(i32) -> (ExprId, Op)) {
    for (by, what) in [
        (-1, wording!("a length of time is shorter by one", "期限少一")),
        (1, wording!("a length of time is longer by one", "期限多一")),
    ] {
        let away = if count < 0 { -by } else { by };
        let Some(other) = count.checked_add(away) else { continue };
        let (id, op) = to(other);
        collector.add(place, what, replace(id, op));
    }
}

/// The same shift by another count.
pub(super) fn shift(shift: Shift, count: i32) -> Shift {
    match shift {
        Shift::Days(_) => Shift::Days(count),
        Shift::Months(_, end) => Shift::Months(count, end),
        Shift::Years(_, end) => Shift::Years(count, end),
    }
}

/// How many days, months or years a shift has.
pub(super) fn count(shift: Shift) -> i32 {
    let (Shift::Days(count) | Shift::Months(count, _) | Shift::Years(count, _)) = shift;
    count
}

fn others(number: Number, ty: &Type) -> Vec<Number> {
    let counts =
        if let Type::Quantity(dimension, _) = ty { dimension.is_whole() } else { matches!(ty, Type::Whole(_)) };
    let tenth = number.divided_by(Number::from(10)).ok().filter(|tenth| !counts && !tenth.is_zero());
    let by = tenth.unwrap_or(Number::ONE);
    let less = number.minus(by).ok().filter(|less| !less.is_negative() || number.is_negative());
    [number.plus(by).ok(), less].into_iter().flatten().collect()
}

#[expect(clippy::wildcard_enum_match_arm, reason = "other figures have no unit")]
/// A figure as rules write it.
fn figure(collector: &Collector<'_>, ty: &Type, number: Number) -> String {
    let by = |factor: i64| number.times(Number::from(factor)).unwrap_or(number);
    match ty {
        Type::Ratio(_) => format!("{}%", by(100)),
        Type::Money(code, _) => {
            let currency = code.as_deref().unwrap_or(&collector.program.policy.currency);
            let many = number.divided_by(Number::from(10_000)).ok().filter(|many| *many >= Number::ONE);
            match (currency, many) {
                ("CNY", Some(many)) => format!("{many}万元"),
                ("CNY", None) => format!("{number}元"),
                (other, _) => format!("{number} {other}"),
            }
        }
        Type::Quantity(dimension, _) => format!("{number} {}", collector.program.units.in_rules(dimension)),
        _ => number.to_string(),
    }
}
