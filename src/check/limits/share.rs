//! Limits that are a share of what the award is a share of: 30% of the cost, on an award of half of it.

use crate::ir::{Award, ExprId, Limit, LimitPeriod, LimitWhat, Measure, Op, Owner};
use crate::value::{Bounds, Number};

use super::super::Checker;
use super::super::error::FitError;
use super::super::rows::DEEP;
use super::fit::{COMPARED, together};

/// So many parts of a formula are looked at.
const MOST_STEPS: usize = 200;

impl Checker<'_> {
    /// What is to be said of a limit that is a share of what the award is a share of.
    pub(super) fn share_fits(&self, measure: &Measure, limit: &Limit) -> Option<FitError> {
        let live = measure.awards.iter().filter(|award| self.counts(award.applies, limit.applies));
        let live: Vec<&Award> = live.filter(|award| together(limit.applies, award.applies)).take(COMPARED).collect();
        let span = limit.clause.span;
        for award in live.iter().filter(|award| !award.up_to) {
            let (share, own) = self.shares(limit, award)?;
            if own.least().is_some_and(|least| least > share) {
                return Some(FitError::Share { span, award: award.clause.span, never: false });
            }
        }
        let [only] = live.as_slice() else { return None };
        let one_year = only.applies.years.is_none_or(|(first, last)| first == last);
        if !limit.counting.is_empty()
            || !self.one_claim(measure, limit)
            || !(one_year || limit.period == LimitPeriod::SupportYear)
        {
            return None;
        }
        let (share, own) = self.shares(limit, only)?;
        let never = own.most().is_some_and(|most| most <= share);
        never.then_some(FitError::Share { span, award: only.clause.span, never })
    }

    /// The limit's share of its base, and between what and what the award's share of the same base lies.
    fn shares(&self, limit: &Limit, award: &Award) -> Option<(Number, Bounds)> {
        let LimitWhat::Money(figure) = limit.what else { return None };
        if limit.shared.is_some() {
            return None;
        }
        let (share, base) = self.constant_share(figure);
        let positive = self.range_of(base).least().is_some_and(|least| !least.is_negative());
        // A figure is no share of anything.
        let of_facts = self.range_of(base).known().is_none();
        let own = self.share_of(award.formula, base, &mut MOST_STEPS.clone())?;
        (positive && of_facts).then_some((share, own))
    }

    /// A product of a figure and something else, as that; anything else is the whole of itself.
    fn constant_share(&self, expr: ExprId) -> (Number, ExprId) {
        if let Op::Multiply(left, right) = self.program.node(expr).op {
            for (one, other) in [(left, right), (right, left)] {
                if let Some(share) = self.range_of(one).known() {
                    return (share, other);
                }
            }
        }
        (Number::ONE, expr)
    }

    /// Between what and what an expression lies as a share of a base that is never below 0.
    fn share_of(&self, expr: ExprId, base: ExprId, steps: &mut usize) -> Option<Bounds> {
        *steps = steps.checked_sub(1)?;
        if self.same_expression(expr, base, DEEP) {
            return Some(Bounds::Exactly(Number::ONE));
        }
        #[expect(clippy::wildcard_enum_match_arm, reason = "no other operation gives a share")]
        match &self.program.node(expr).op {
            Op::Multiply(left, right) => {
                for (one, other) in [(*left, *right), (*right, *left)] {
                    if let Some(share) = self.share_of(one, base, steps) {
                        return share.times(self.range_of(other)).ok();
                    }
                }
                None
            }
            Op::Divide(left, right) => self.share_of(*left, base, steps)?.divided_by(self.range_of(*right)).ok(),
            Op::Min(values) => {
                let shares = values.iter().filter_map(|value| self.share_of(*value, base, steps)?.most());
                shares.min().map(|most| Bounds::between(None, Some(most)))
            }
            Op::Rows(rows) => {
                let mut whole: Option<Bounds> = None;
                for (_, value) in rows {
                    let own = self.share_of(*value, base, steps)?;
                    whole = Some(whole.map_or(own, |whole| whole.hull(own)));
                }
                whole
            }
            Op::Let(named, Owner::Applicant) => {
                let named = self.program.named(*named)?;
                match named.definitions.as_slice() {
                    [only] if only.applies == crate::ir::Applies::default() => self.share_of(only.value, base, steps),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
