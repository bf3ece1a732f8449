//! Conditions and exceptions that are called by a fact and ask for its opposite, or the other way round.

use std::collections::HashMap;

use crate::ast::{Condition, Expr, ExprKind, Quote, opposite};
use crate::ir::{Op, Type};
use crate::source::Span;

use super::super::Checker;
use super::super::error::QuoteError;
use super::words::{refuses, says as has_words};

/// Signs and words in a quote with which it may say that something is not so.
const NEGATIVE: &[&str] =
    &["不", "未", "无", "非", "除", "没", "禁", "免", "without", "never", "nor", "none", "cannot", "neither"];

/// Words that put a label into the negative.
const NOT: &[&str] = &["未", "不", "无", "非", "没有", "未被", "不是", "并非", "不得", "not ", "non-", "un", "no "];

/// What a label may have beside a fact that it says: any other word may turn it, or only name what is looked at.
const BESIDE: &[&str] = &[
    "",
    "的",
    "企业",
    "单位",
    "项目",
    "的企业",
    "的单位",
    "的项目",
    "的主体",
    "已",
    "须",
    "应",
    "需",
    "为",
    "是",
    "属于",
    "is",
    "must be",
    "the firm is",
    "firms",
    "firm",
];

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

    /// What each fact that is yes or no is called, its label first, by where it is asked for.
    pub(super) fn yes_no_facts(&self) -> HashMap<Span, [String; 2]> {
        let own = self.program.nodes.iter().filter(|node| node.ty == Type::YesNo);
        let own = own.filter_map(|node| {
            let Op::Fact(_, record, field) = &node.op else { return None };
            let field = self.program.field(*record, *field)?;
            Some((node.span, [in_words(field.shown()), in_words(&field.name)]))
        });
        own.collect()
    }
}

fn negation_differs(own: &Called<'_>, facts: &HashMap<Span, [String; 2]>) -> Option<QuoteError> {
    let inner = if let ExprKind::Not(inner) = &own.expr.kind { Some(inner.as_ref()) } else { None };
    let (fact, negated) = (inner.unwrap_or(own.expr), inner.is_some());
    let names: Vec<&String> = facts.get(&fact.span)?.iter().filter(|own| own.chars().count() >= SHORTEST).collect();
    let label = own.label.unwrap_or_default().trim();
    let not = Span { end: fact.span.start, ..own.expr.span };
    let said = names.iter().find_map(|name| says(&in_words(label), name));
    if said == Some(!negated) {
        return None;
    }
    if said == Some(negated) {
        let not = negated.then_some(not);
        return Some(QuoteError::Called { span: own.expr.span, label: label.to_owned(), not });
    }
    let affirms = |quote: &Quote| {
        let text = quote.text.value.to_lowercase();
        names.iter().any(|name| text.contains(*name)) && !has_words(&text, NEGATIVE) && !refuses(&text)
    };
    if negated && !own.quotes.is_empty() && own.quotes.iter().all(affirms) {
        let quote = own.quotes.first()?.text.span;
        let name = (*names.first()?).clone();
        return Some(QuoteError::Negated { span: own.expr.span, quote, name, not });
    }
    None
}

/// Whether a label says that a fact is so, or that it is not; `None` where it says something else.
pub(super) fn says(label: &str, fact: &str) -> Option<bool> {
    if label == opposite(fact) || NOT.iter().any(|not| is_without(label, not, fact)) {
        return Some(false);
    }
    let beside = label.replacen(fact, "", 1);
    (beside.len() < label.len() && BESIDE.contains(&beside.trim())).then_some(true)
}

/// Whether a label has a word somewhere, and is the fact without it.
fn is_without(label: &str, not: &str, fact: &str) -> bool {
    label.len() == not.len() + fact.len()
        && label.match_indices(not).any(|(at, _)| {
            let (before, behind) = (label.get(..at), label.get(at + not.len()..));
            before.is_some_and(|before| fact.starts_with(before)) && behind.is_some_and(|behind| fact.ends_with(behind))
        })
}

/// Whether a name says that a fact is not so: 未列入名单 of 列入名单, `unlisted` of `listed`.
pub(in crate::check) fn denies(name: &str, fact: &str) -> bool {
    fact.chars().count() >= SHORTEST && says(&in_words(name), &in_words(fact)) == Some(false)
}

/// A name or a label as it would stand in a sentence.
fn in_words(name: &str) -> String {
    name.to_lowercase().replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_say_or_deny_a_fact() {
        let cases = [
            ("经认定", "经认定", Some(true)),
            ("经认定的企业", "经认定", Some(true)),
            ("未经认定", "经认定", Some(false)),
            ("未列入名单", "已列入名单", Some(false)),
            ("与供应商无关联", "与供应商关联", Some(false)),
            ("supplier not related", "supplier related", Some(false)),
            ("no dishonesty record", "dishonesty record", Some(false)),
            ("诚信要求", "失信", None),
            ("国企限制", "国企", None),
            ("国企以外的企业", "国企", None),
            ("除经认定的以外", "经认定", None),
            ("not yet certified by others", "certified", None),
        ];
        for (label, fact, said) in cases {
            assert_eq!(says(label, fact), said, "{label}");
        }
    }
}
