//! Conditions and exceptions that are called by a fact and ask for its opposite, or the other way round.

use std::collections::HashMap;

use crate::ast::{Condition, Expr, ExprKind, Quote, opposite};
use crate::ir::{Op, Type};
use crate::source::Span;

use super::super::Checker;
use super::super::error::QuoteError;

/// Words in a quote with which it may say that something is not so.
const NEGATIVE: &[&str] = &[
    "不",
    "未",
    "无",
    "非",
    "除",
    "没",
    "禁",
    "排除",
    "免",
    "except",
    "not",
    "no ",
    "un",
    "excl",
    "without",
    "other than",
    "never",
    "nor ",
    "cannot",
];

/// Words that put a label into the negative.
const NOT: &[&str] = &["未", "不", "无", "非", "没有", "未被", "不是", "并非", "不得", "not ", "non-", "un", "no "];

/// A fact's own label is shorter than this only where it is a sign.
const SHORTEST: usize = 2;

/// What a rule is called, what it asks, and what it rests on.
struct Called<'a> {
    label: Option<&'a str>,
    expr: &'a Expr,
    quotes: &'a [Quote],
}

impl<'a> Checker<'a> {
    /// Rules whose label, or quote, and condition differ by a “not”.
    pub(super) fn negations_differ(&self) -> Vec<QuoteError> {
        let facts = self.yes_no_facts();
        let scope = self.tree.scope.iter().flat_map(|scope| &scope.conditions);
        let conditions = scope.chain(self.tree.measures.iter().flat_map(|measure| &measure.conditions));
        let called = conditions.map(|own: &'a Condition| Called {
            label: own.label.as_ref().map(|label| label.value.as_str()),
            expr: &own.expr,
            // What a text demands, a veto has the other way round.
            quotes: if own.veto || own.only_if.is_some() { &[] } else { &own.quotes },
        });
        let lets = self.tree.lets.iter().copied().chain(self.tree.measures.iter().flat_map(|measure| &measure.lets));
        let departures = lets.flat_map(|own| &own.departures);
        let awards = self.tree.measures.iter().flat_map(|measure| &measure.awards);
        let departures = departures.chain(awards.flat_map(|award| &award.departures));
        let excepted =
            departures.map(|own| Called { label: Some(own.label.value.as_str()), expr: &own.condition, quotes: &[] });
        called.chain(excepted).filter_map(|own| negation_differs(&own, &facts)).collect()
    }

    /// What each fact that is yes or no is called, by where it is asked for.
    fn yes_no_facts(&self) -> HashMap<Span, &str> {
        let own = self.program.nodes.iter().filter(|node| node.ty == Type::YesNo);
        let own = own.filter_map(|node| {
            let Op::Fact(_, record, field) = &node.op else { return None };
            Some((node.span, self.program.field(*record, *field)?.shown()))
        });
        own.collect()
    }
}

fn negation_differs(own: &Called<'_>, facts: &HashMap<Span, &str>) -> Option<QuoteError> {
    let inner = if let ExprKind::Not(inner) = &own.expr.kind { Some(inner.as_ref()) } else { None };
    let (fact, negated) = (inner.unwrap_or(own.expr), inner.is_some());
    let name = facts.get(&fact.span).filter(|name| name.chars().count() >= SHORTEST)?;
    let label = own.label.unwrap_or_default().trim();
    let not = Span { end: fact.span.start, ..own.expr.span };
    let is_opposite = label == opposite(name) || NOT.iter().any(|not| label.strip_prefix(not) == Some(*name));
    if (negated && label == *name) || (!negated && is_opposite) {
        let not = negated.then_some(not);
        return Some(QuoteError::Called { span: own.expr.span, label: label.to_owned(), not });
    }
    let affirms = |quote: &Quote| {
        let text = quote.text.value.to_lowercase();
        text.contains(&name.to_lowercase()) && !NEGATIVE.iter().any(|word| text.contains(word))
    };
    if negated && !own.quotes.is_empty() && own.quotes.iter().all(affirms) {
        let quote = own.quotes.first()?.text.span;
        return Some(QuoteError::Negated { span: own.expr.span, quote, name: (*name).to_owned(), not });
    }
    None
}
