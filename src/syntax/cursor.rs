//! The typed walk over a parsed text: the only code that takes children.

use super::grammar::{Node, Nodes, Rule};

/// The children of a node, taken from left to right.
///
/// A child that is not there gives `None`; the builders hand that up with `?`, so that a disagreement between grammar and builder
/// becomes one finding and never a panic.
#[derive(Clone)]
pub(super) struct Cursor<'t> {
    rest: Nodes<'t>,
}

impl<'t> Cursor<'t> {
    /// The children of `node`.
    pub fn of(node: Node<'t>) -> Cursor<'t> {
        Cursor { rest: node.into_inner() }
    }

    /// The rule of the next child.
    pub fn peek(&self) -> Option<Rule> {
        self.rest.peek().map(|node| node.as_rule())
    }

    /// The next child, which must be of this rule.
    pub fn expect(&mut self, rule: Rule) -> Option<Node<'t>> {
        self.take(rule)
    }

    /// The next child if it is of this rule.
    pub fn take(&mut self, rule: Rule) -> Option<Node<'t>> {
        if self.peek() == Some(rule) { self.rest.next() } else { None }
    }

    /// The next child, whatever it is.
    pub fn next(&mut self) -> Option<Node<'t>> {
        self.rest.next()
    }

    /// All children of this rule that come next.
    pub fn take_while(&mut self, rule: Rule) -> Vec<Node<'t>> {
        let mut taken = Vec::new();
        while let Some(node) = self.take(rule) {
            taken.push(node);
        }
        taken
    }

    /// Whether the next child is of this rule; it is taken if so.
    pub fn skip(&mut self, rule: Rule) -> bool {
        self.take(rule).is_some()
    }

    /// Nothing may be left, the end of the text apart.
    pub fn finish(mut self) -> Option<()> {
        self.skip(Rule::EOI);
        match self.rest.next() {
            None => Some(()),
            Some(_) => None,
        }
    }
}
