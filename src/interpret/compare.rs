//! Orderings and sameness of values of which only bounds may be known.

use super::known::{Known, Value};
use crate::ast::CompareOp;
use crate::value::Truth;

/// Whether an ordering holds between two numbers or two dates.
pub(super) fn compare(op: CompareOp, left: &Known<'_>, right: &Known<'_>) -> Truth {
    if let (Value::Date(left), Value::Date(right)) = (&left.value, &right.value) {
        return match op {
            CompareOp::AtLeast => left.at_least(*right),
            CompareOp::AtMost => right.at_least(*left),
            CompareOp::Above => right.at_least(*left).not(),
            CompareOp::Below => left.at_least(*right).not(),
        };
    }
    let (left, right) = (left.number(), right.number());
    match op {
        CompareOp::AtLeast => left.at_least(right),
        CompareOp::AtMost => right.at_least(left),
        CompareOp::Above => left.above(right),
        CompareOp::Below => right.above(left),
    }
}

/// Whether two values of one type are the same.
pub(super) fn same(left: &Value<'_>, right: &Value<'_>) -> Truth {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.same(*right),
        (Value::Date(left), Value::Date(right)) => left.same(*right),
        (Value::Truth(left), Value::Truth(right)) => match (left.known(), right.known()) {
            (Some(left), Some(right)) => Truth::from(left == right),
            _ => Truth::Unknown,
        },
        (left, right) if left.is_known() && right.is_known() => Truth::from(left == right),
        _ => Truth::Unknown,
    }
}
