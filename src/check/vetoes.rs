//! Vetoes: conditions that say what must not hold.

use crate::ast::{self, Expr, ExprKind, opposite};

/// What must hold, by the label of what must not.
pub(super) fn turned(label: &str, condition: &ast::Condition) -> String {
    match condition.label {
        Some(_) if !label.is_ascii() && names_a_value(label, &condition.expr) => format!("非{label}"),
        Some(_) => opposite(label),
        None if label.is_ascii() => format!("not ({label})"),
        None => format!("非（{label}）"),
    }
}

/// Whether the label is the value that a fact must not have: 严重失信主体 of `信用状况 为 严重失信主体`.
fn names_a_value(label: &str, expr: &Expr) -> bool {
    let ExprKind::Is(_, value) = &expr.kind else { return false };
    let ExprKind::Name(name) = &value.kind else { return false };
    label == name.text
}
