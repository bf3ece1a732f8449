//! Values that never act, by the bounds of what the facts can be: a side of `min` or `max` that never decides, a raise that raises nothing,
//! an award that is always nothing.
//!
//! The bounds are those of the types: the ranges of facts, and what each operation makes of them. Where a bound is open, nothing is said.

use crate::ir::{ExprId, Op, Raise};
use crate::source::Span;
use crate::value::{Bounds, Number};

use super::Checker;
use super::error::IdleError;
use super::types::Quantity;

/// Of more values than people write in one `min`, those beyond are not compared.
const MOST_VALUES: usize = 50;

impl Checker<'_> {
    /// Reports what has no effect whatever the facts are.
    pub(super) fn values_without_effect(&mut self) {
        let awards = self.program.measures.iter().flat_map(|measure| &measure.awards);
        let nothing =
            awards.filter(|award| self.range_of(award.formula).most().is_some_and(|most| most <= Number::ZERO));
        let nothing: Vec<Span> = nothing.map(|award| self.program.node(award.formula).span).collect();
        let mut found: Vec<IdleError> = nothing.iter().map(|span| IdleError::AwardsNothing { span: *span }).collect();
        for node in &self.program.nodes {
            // Of an award that is nothing no part decides.
            if nothing.iter().take(MOST_VALUES).any(|whole| super::citations::holds(*whole, node.span)) {
                continue;
            }
            #[expect(clippy::wildcard_enum_match_arm, reason = "every other operation uses all its operands")]
            match &node.op {
                Op::Min(values) => found.extend(self.never_decides(values, false)),
                Op::Max(values) => found.extend(self.never_decides(values, true)),
                Op::Raise(_, _, raise) => {
                    let (bounds, none) = match raise {
                        Raise::By(figure) => (self.range_of(*figure), Number::ZERO),
                        Raise::Times(figure) => (self.range_of(*figure), Number::ONE),
                    };
                    if bounds.most().is_some_and(|most| most <= none) {
                        let lowers = bounds.most().is_some_and(|most| most < none);
                        found.push(IdleError::RaisesNothing { span: node.span, lowers });
                    }
                }
                _ => {}
            }
        }
        for finding in found {
            self.report(finding);
        }
    }

    /// The first value that another always takes the place of.
    fn never_decides(&self, values: &[ExprId], greatest: bool) -> Option<IdleError> {
        let turned = |bounds: Bounds| if greatest { bounds.negate() } else { bounds };
        let ranges: Vec<(ExprId, Bounds)> =
            values.iter().take(MOST_VALUES).map(|value| (*value, turned(self.range_of(*value)))).collect();
        ranges.iter().find_map(|(value, own)| {
            let least = own.least()?;
            let below = |(other, bounds): &&(ExprId, Bounds)| {
                other != value && bounds.most().is_some_and(|most| most <= least) && bounds != own
            };
            let (other, _) = ranges.iter().find(below)?;
            let (span, other) = (self.program.node(*value).span, self.program.node(*other).span);
            let fixed = self.range_of(*value).known().is_some();
            Some(IdleError::NeverDecides { span, other, greatest, fixed })
        })
    }

    /// Between what and what a value lies.
    pub(super) fn range_of(&self, value: ExprId) -> Bounds {
        Quantity::of(&self.program.node(value).ty).map_or(Bounds::ANY, |(_, limits)| limits.bounds())
    }
}
