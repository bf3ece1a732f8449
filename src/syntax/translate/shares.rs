//! Chains of operands: `rate of base` in English, `base 的 rate` in Chinese.

use super::{Writer, end_of, parts_of, start_of};
use crate::syntax::grammar::{Node, Rule};

impl<'t> Writer<'t> {
    /// A chain, term by term: what stands between `and`, comparisons, `+` and `−`.
    pub(super) fn chain(&mut self, node: &Node<'t>) {
        let parts = parts_of(node);
        let mut before: Option<usize> = None;
        let mut rest = parts.as_slice();
        while let Some(first) = rest.first() {
            if let Some(before) = before {
                self.gap(before, start_of(first));
            }
            let taken = rest.iter().position(|part| !is_of_term(part)).unwrap_or(rest.len());
            let (term, after) = rest.split_at_checked(taken.max(1)).unwrap_or((rest, &[]));
            match taken {
                0 => self.part(first),
                _ => self.term(term),
            }
            before = term.last().map(end_of);
            rest = after;
        }
    }

    fn term(&mut self, term: &[Node<'t>]) {
        if !(self.is_to_chinese() || self.is_to_english()) || !term.iter().any(is_of) {
            return self.sequence(term);
        }
        let nots = term.iter().position(|part| !is_not(part)).unwrap_or(0);
        let (nots, term) = term.split_at_checked(nots).unwrap_or((&[], term));
        self.sequence(nots);
        if let (Some(before), Some(first)) = (nots.last(), term.first()) {
            self.between(before, first);
        }
        if self.is_to_chinese() { self.base_first(term) } else { self.rate_first(term) }
    }

    /// `rate of base` → `base 的 rate`. In English a rate takes all the product that follows it; in Chinese it would take what stands before
    /// its base as well, which is kept from it by parentheses.
    fn base_first(&mut self, term: &[Node<'t>]) {
        let Some(of) = term.iter().position(is_of) else { return self.sequence(term) };
        let (before, after) = (term.get(..of).unwrap_or_default(), term.get(of + 1..).unwrap_or_default());
        let product = before.iter().rposition(is_operator).map_or(0, |last| last + 1);
        let (left, rate) = before.split_at_checked(product).unwrap_or((&[], before));
        let (Some(word), Some(rate_last), Some(base), Some(rate_first)) =
            (term.get(of), rate.last(), after.first(), rate.first())
        else {
            return self.sequence(term);
        };
        self.sequence(left);
        if let Some(last) = left.last() {
            self.between(last, rate_first);
            self.out.push('（');
        }
        self.base_first(after);
        self.blank();
        self.gap(end_of(rate_last), start_of(word));
        self.out.push('的');
        self.blank();
        self.gap(end_of(word), start_of(base));
        self.sequence(rate);
        if !left.is_empty() {
            self.out.push('）');
        }
    }

    /// `base 的 rate` → `rate of base`.
    fn rate_first(&mut self, term: &[Node<'t>]) {
        let Some(of) = term.iter().rposition(is_of) else { return self.sequence(term) };
        let (base, rate) = (term.get(..of).unwrap_or_default(), term.get(of + 1..).unwrap_or_default());
        let (Some(word), Some(base_last), Some(rate_start)) = (term.get(of), base.last(), rate.first()) else {
            return self.sequence(term);
        };
        self.sequence(rate);
        self.blank();
        self.gap(end_of(base_last), start_of(word));
        self.push("of");
        self.blank();
        self.gap(end_of(word), start_of(rate_start));
        self.rate_first(base);
    }
}

/// The rule of an operator.
fn operator(node: &Node<'_>) -> Option<Rule> {
    let inner = node.clone().into_inner().next();
    inner.filter(|_| node.as_rule() == Rule::operator).map(|inner| inner.as_rule())
}

fn is_operator(node: &Node<'_>) -> bool {
    node.as_rule() == Rule::operator
}

fn is_of(node: &Node<'_>) -> bool {
    operator(node) == Some(Rule::of)
}

fn is_not(node: &Node<'_>) -> bool {
    node.as_rule() == Rule::prefix && node.clone().into_inner().next().is_some_and(|inner| inner.as_rule() == Rule::not)
}

/// Whether a part of a chain is a factor or stands between factors.
fn is_of_term(node: &Node<'_>) -> bool {
    match operator(node) {
        Some(rule) => matches!(rule, Rule::of | Rule::times | Rule::over),
        None => matches!(node.as_rule(), Rule::operand | Rule::prefix),
    }
}
