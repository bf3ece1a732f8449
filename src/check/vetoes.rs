//! Vetoes: conditions that say what must not hold.

use crate::ast::{Expr, ExprKind, opposite};

/// What must hold, by the label of what must not.
pub(super) fn turned(label: &str, expr: &Expr) -> String {
    if !label.is_ascii() && names_a_value(label, expr) { format!("非{label}") } else { opposite(label) }
}

/// What must hold, by the words of what must not.
pub(super) fn turned_words(words: &str) -> String {
    if words.is_ascii() { format!("not ({words})") } else { format!("非（{words}）") }
}

/// Whether the label is the value that a fact must not have: 严重失信主体 of `信用状况 为 严重失信主体`.
fn names_a_value(label: &str, expr: &Expr) -> bool {
    let ExprKind::Is(_, value) = &expr.kind else { return false };
    let ExprKind::Name(name) = &value.kind else { return false };
    label == name.text
}
