//! What a quote deducts and its rule adds.

use std::collections::BTreeSet;

use crate::ast::{Expr, ExprKind};
use crate::ir::{ExprId, Op};

use super::super::Checker;
use super::super::error::QuoteError;
use super::super::rows::DEEP;
use super::clauses::{Clause, Clauses};
use super::words::has;

/// Words behind which stands what is deducted.
const DEDUCTED: &[&str] = &[
    "扣除",
    "扣减",
    "减去",
    "减除",
    "剔除",
    "抵减",
    "核减",
    "冲减",
    "net of",
    "minus",
    "deducting",
    "deduct",
    "less any",
    "less the",
    "reduced by",
    "reduces the",
    "subtracting",
];

/// Words for a difference.
const DIFFERENCE: &[&str] = &["差额", "之差", "difference between"];

/// Words with those above in them that deduct nothing from the award.
const OTHERWISE: &[&str] =
    &["加计扣除", "税前扣除", "不扣除", "未扣除", "不得扣除", "不予扣除", "not deduct", "without deduct"];

/// Words for a sum.
const SUM: &[&str] = &["合计", "总和", "之和", "加上", "另加", "相加", "plus", "sum of", "total", "together", "added"];

/// What the names of differences have in them.
const NET: &[&str] =
    &["扣", "减", "差", "净", "剔除", "不含", "税后", "net", "excl", "without", "less", "minus", "deduct", "differ"];

/// Signs and words at which what is deducted ends.
const ENDS: &[&str] = &["，", "。", "；", ",", ".", ";", "加上", "另加", " plus ", " from "];

/// Words that end what is deducted where they stand before a name: 扣除增值税后的投入 is what is left.
const LEFT: &[&str] = &["后", "的", "得出", "所得"];

/// So many clauses are compared with all others.
const COMPARED: usize = 100;

/// So many definitions of one value are compared, and so many terms of each.
const ALTERNATIVES: usize = 8;
const TERMS: usize = 20;

impl Checker<'_> {
    /// Rules that only add where their quotes deduct.
    pub(super) fn deductions_added(&self, clauses: &Clauses<'_>) -> Vec<QuoteError> {
        let own = clauses.all.iter().filter(|clause| !clause.said.added.is_empty() && !clause.said.deducts);
        let own = own.filter(|clause| clause.quotes.iter().any(|quote| deducts(&quote.text.value)));
        own.take(COMPARED).filter_map(|clause| deduction_added(clauses, clause)).collect()
    }

    /// Values that one definition adds and another of the same, under another reading or in another year, deducts.
    pub(super) fn signs_differ(&self) -> Vec<QuoteError> {
        let awards = self.program.measures.iter().map(|measure| {
            measure.awards.iter().take(ALTERNATIVES).map(|award| award.formula).collect::<Vec<ExprId>>()
        });
        let lets = self.program.lets.iter();
        let lets = lets.map(|named| named.definitions.iter().take(ALTERNATIVES).map(|own| own.value).collect());
        awards.chain(lets).filter_map(|alternatives| self.sign_differs(&alternatives)).collect()
    }

    fn sign_differs(&self, alternatives: &[ExprId]) -> Option<QuoteError> {
        if alternatives.len() < 2 {
            return None;
        }
        let terms: Vec<Vec<(bool, ExprId)>> = alternatives.iter().map(|formula| self.signed_terms(*formula)).collect();
        let same = |one: ExprId, other: ExprId| self.same_expression(one, other, DEEP);
        let signs = |terms: &[(bool, ExprId)], of: ExprId| -> BTreeSet<bool> {
            terms.iter().filter(|(_, term)| same(*term, of)).map(|(added, _)| *added).collect()
        };
        terms.iter().flatten().filter(|(added, _)| *added).find_map(|(_, term)| {
            let own = terms.iter().map(|terms| signs(terms, *term));
            // What one definition both adds and deducts tells nothing.
            let clear: Vec<BTreeSet<bool>> = own.filter(|signs| !signs.is_empty()).collect();
            if clear.iter().any(|signs| signs.len() > 1) || clear.iter().flatten().collect::<BTreeSet<_>>().len() < 2 {
                return None;
            }
            let other = terms.iter().flatten().find(|(added, own)| !*added && same(*own, *term))?.1;
            let (span, other) = (self.program.node(*term).span, self.program.node(other).span);
            Some(QuoteError::Sign { span, other })
        })
    }

    /// The facts and named values that a formula adds (`true`) or deducts.
    fn signed_terms(&self, formula: ExprId) -> Vec<(bool, ExprId)> {
        let mut rest = vec![(true, formula)];
        let (mut terms, mut steps) = (Vec::new(), 0);
        while let Some((added, expr)) = rest.pop() {
            steps += 1;
            if steps > 4 * TERMS {
                break;
            }
            #[expect(clippy::wildcard_enum_match_arm, reason = "every other operation is one term")]
            match &self.program.node(expr).op {
                Op::Add(left, right) => rest.extend([(added, *right), (added, *left)]),
                Op::Subtract(left, right) => rest.extend([(!added, *right), (added, *left)]),
                Op::Negate(inner) => rest.push((!added, *inner)),
                Op::Round(inner, _) => rest.push((added, *inner)),
                Op::Max(parts) | Op::Min(parts) => {
                    let open = parts.iter().filter(|part| !matches!(self.program.node(**part).op, Op::Number(_)));
                    if let [only] = open.collect::<Vec<_>>().as_slice() {
                        rest.push((added, **only));
                    }
                }
                Op::Fact(..) | Op::Let(..) if terms.len() < TERMS => terms.push((added, expr)),
                _ => {}
            }
        }
        terms
    }
}

fn deducts(quote: &str) -> bool {
    let text = without(quote, OTHERWISE);
    has(&text, DEDUCTED) || has(&text, DIFFERENCE)
}

/// A text in lower case without some words.
fn without(text: &str, words: &[&str]) -> String {
    words.iter().fold(text.to_ascii_lowercase(), |text, word| text.replace(word, ""))
}

fn deduction_added(clauses: &Clauses<'_>, clause: &Clause<'_>) -> Option<QuoteError> {
    let quote = clause.quotes.iter().find(|quote| deducts(&quote.text.value))?;
    let text = without(&quote.text.value, OTHERWISE);
    let added = clause.said.added.get(..COMPARED.min(clause.said.added.len()))?;
    let named = added.iter().copied().find(|operand| is_deducted(&text, operand));
    // Of a difference between two, either may be the one that is deducted.
    let both = || has(&text, DIFFERENCE) && !has(&text, SUM) && added.iter().all(|operand| is_in(&text, operand));
    let operand = named.or_else(|| added.last().copied().filter(|_| both()))?;
    if reads_a_difference(clauses, clause) {
        return None;
    }
    Some(QuoteError::Added { span: operand.span, quote: quote.text.span })
}

/// Whether a text has what a rule adds behind a word for deducting, or before one that says so of it.
fn is_deducted(text: &str, operand: &Expr) -> bool {
    let Some(name) = spoken(operand) else { return false };
    let behind = DEDUCTED.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let rest = text.get(at + word.len()..).unwrap_or_default();
            let end = ENDS.iter().filter_map(|sign| rest.find(sign)).min().unwrap_or(rest.len());
            let deducted = rest.get(..end).unwrap_or_default();
            deducted.split_once(&name).is_some_and(|(before, _)| !LEFT.iter().any(|word| before.contains(word)))
        })
    });
    behind
        || text
            .match_indices("reduces the")
            .any(|(at, _)| text.get(..at).is_some_and(|own| own.trim_end().ends_with(&name)))
}

/// Whether a text names what a rule adds.
fn is_in(text: &str, operand: &Expr) -> bool {
    spoken(operand).is_some_and(|name| text.contains(&name))
}

/// A fact or value as a sentence would name it.
fn spoken(operand: &Expr) -> Option<String> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "no other expression is one name")]
    match &operand.kind {
        ExprKind::Name(name) | ExprKind::Field(_, name) => Some(name.text.to_ascii_lowercase().replace('_', " ")),
        _ => None,
    }
}

/// Whether what the clause reads is a difference by itself, or by its name.
fn reads_a_difference(clauses: &Clauses<'_>, clause: &Clause<'_>) -> bool {
    let names: BTreeSet<&str> = clause.said.texts().collect();
    // A value that is written by its name may be net by its label.
    let groups = clauses.groups.iter().filter(|group| group.names.iter().any(|name| names.contains(name)));
    if groups.flat_map(|group| &group.names).chain(&names).any(|name| has(name, NET)) {
        return true;
    }
    clauses.all.iter().filter(|own| own.said.deducts).any(|own| {
        let group = clauses.groups.get(own.group);
        let called = group.into_iter().flat_map(|group| &group.names).chain(&own.labels);
        (own.group == clause.group && own.quotes.is_empty()) || called.into_iter().any(|name| names.contains(name))
    })
}
