//! Exceptions and rows that different facts decide: nothing shows that they hold together, and nothing that they don't.
//!
//! What is worked out of facts may exclude the other without being seen to; so only conditions that ask for facts themselves are looked at. And
//! facts that are yes or no are often kinds of one thing (domestic, imported): at least one side must ask for something else.

use crate::ir::{ExprId, Op, Type};

use super::Checker;
use super::cover::Piece;
use super::exclude::{Alternative, Steps};
use super::rows::DEEP;
use super::types::figure;

/// So many conditions are compared with each other.
const MOST_CONDITIONS: usize = 40;

/// So many pairs of alternatives are.
const MOST_PAIRS: usize = 4_000;

impl Checker<'_> {
    /// The conditions that may hold together with an earlier one by all that they ask, each with the first such. `exclusive` says of two
    /// whether one at most may hold.
    pub(super) fn may_meet(
        &self,
        conditions: &[ExprId],
        exclusive: impl Fn(usize, usize) -> bool,
    ) -> Vec<(usize, usize)> {
        let compared = conditions.iter().take(MOST_CONDITIONS);
        let asked: Vec<Vec<Alternative>> =
            compared.map(|condition| self.alternatives(*condition, true, &mut Steps::full())).collect();
        let (mut found, mut pairs) = (Vec::new(), 0);
        for (later, own) in asked.iter().enumerate() {
            pairs += asked.iter().take(later).map(|other| own.len() * other.len()).sum::<usize>();
            if pairs > MOST_PAIRS {
                break;
            }
            let mut before = asked.iter().enumerate().take(later).filter(|(earlier, _)| exclusive(later, *earlier));
            let meets = |other: &[Alternative]| {
                own.iter().any(|one| {
                    other.iter().any(|another| self.of_facts(one, another) && self.joined(one, another).is_some())
                })
            };
            found.extend(before.find(|(_, other)| meets(other)).map(|(earlier, _)| (later, earlier)));
        }
        found
    }

    /// Whether both ask only for facts, each for one that the other doesn't ask for.
    fn of_facts(&self, one: &Alternative, other: &Alternative) -> bool {
        let alone = |left: &Alternative, right: &Alternative| -> Vec<(ExprId, Vec<Piece>)> {
            let asked = |subject: ExprId| right.iter().any(|(own, _)| self.same_expression(*own, subject, DEEP));
            left.iter().filter(|(subject, _)| !asked(*subject)).cloned().collect()
        };
        let (own, others) = (alone(one, other), alone(other, one));
        let is_kind = |(subject, pieces): &(ExprId, Vec<Piece>)| {
            self.program.node(*subject).ty == Type::YesNo && pieces.as_slice() == [Piece::One(1)]
        };
        let all_facts = one.iter().chain(other).all(|(subject, _)| self.stands_alone(*subject));
        all_facts && !own.is_empty() && !others.is_empty() && !own.iter().chain(&others).all(is_kind)
    }

    /// Whether two values are surely the same, so that it doesn't matter which stands.
    pub(super) fn same_value_stands(&self, one: ExprId, other: ExprId) -> bool {
        let (left, right) = (self.program.node(one), self.program.node(other));
        let same_figure = figure(&left.ty).is_some_and(|left| figure(&right.ty) == Some(left));
        let same_choice = match (&left.op, &right.op) {
            (Op::Choice(left), Op::Choice(right)) => left == right,
            (Op::Truth(left), Op::Truth(right)) => left == right,
            _ => self.same_expression(one, other, DEEP),
        };
        same_figure || same_choice
    }
}
