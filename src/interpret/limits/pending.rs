//! What pending payments may still bring, once every definite amount is known.
//!
//! Only then are the bounds true: a later limit may cut a definite payment and so leave more of an earlier one.

use super::Deciding;
use super::least::Certain;
use super::most::Most;
use super::pools::{Pool, Pools};
use super::together::together;
use crate::decision::StepKind;
use crate::interpret::error::CaseFault;
use crate::interpret::payments::State;
use crate::source::Span;
use crate::value::{Bounds, Fault, Number};

/// Bounds each pending payment; the sum that all of them together can reach, `None` where nothing bounds it.
pub(in crate::interpret) fn settle(deciding: &mut Deciding<'_, '_>) -> Result<Option<Number>, Box<CaseFault>> {
    let is_open = |at: &usize| deciding.payments.get(*at).is_some_and(|payment| payment.state == State::Open);
    let pending: Vec<usize> = (0..deciding.payments.len()).filter(is_open).collect();
    if pending.is_empty() {
        return Ok(Some(Number::ZERO));
    }
    let displaced = deciding.displaced_for_good();
    let mut pools = Pools::of(deciding, displaced)?;
    let total_fault = |fault: Fault| deciding.fault_at(Span::default(), fault);
    let most = Most::new(deciding, &pending, &mut pools.all).map_err(total_fault)?;
    let mut pools_of = vec![Vec::new(); deciding.payments.len()];
    for (place, pool) in pools.all.iter().enumerate() {
        for member in &pool.members {
            if let Some(own) = pools_of.get_mut(*member) {
                own.push(place);
            }
        }
    }
    let certain = Certain::new(deciding, &pools, &pools_of, &most)?;
    let mut least = Vec::with_capacity(pending.len());
    for at in &pending {
        least.push(certain.at_least(*at).map_err(|fault| deciding.payment_fault(*at, fault))?);
    }
    let open: Vec<usize> =
        pending.iter().copied().filter(|at| most.last(*at).is_none_or(|most| !most.is_zero())).collect();
    let all: Vec<&Pool> = pools.all.iter().collect();
    let total = together(deciding, &open, &all, (&most, usize::MAX)).map_err(total_fault)?;
    for (at, least) in pending.iter().zip(least) {
        let own = pools_of.get(*at).into_iter().flatten().filter_map(|place| pools.all.get(*place));
        record(deciding, *at, own)?;
        let Some(payment) = deciding.payments.get_mut(*at) else { continue };
        let most = most.last(*at);
        payment.bounds = Bounds::Between(Some(least), most);
        if most.is_some_and(Number::is_zero) {
            payment.bounds = Bounds::Exactly(Number::ZERO);
            payment.state = State::Definite;
        }
    }
    Ok(total)
}

/// Records what the limits on amounts leave a pending payment.
fn record<'a>(
    deciding: &mut Deciding<'_, '_>,
    at: usize,
    pools: impl Iterator<Item = &'a Pool>,
) -> Result<(), Box<CaseFault>> {
    // What the limits made of a definite award has been told.
    if !deciding.detail || deciding.payments.get(at).is_some_and(|payment| payment.dated.is_some()) {
        return Ok(());
    }
    let mut before = deciding.payments.get(at).map_or(Bounds::ANY, |payment| payment.own);
    let measure = deciding.payments.get(at).and_then(|payment| deciding.claims.get(payment.claim)).map(|it| it.measure);
    let mut steps = Vec::new();
    for pool in pools {
        let (Some(room), Some(key), Some(limit)) = (pool.room(at), &pool.key, deciding.limit(pool.limit)) else {
            continue;
        };
        let Some(form) = measure.and_then(|measure| limit.of(measure)) else { continue };
        let after = room.measured.allow(before, room.left, deciding.rounding());
        let mut after = after.map_err(|fault| deciding.limit_fault(form, fault))?;
        if limit.rule.shared.is_some() {
            after = Bounds::between(Some(Number::ZERO), after.most());
        }
        steps.push(deciding.limit_step((&limit, form), at, key, room, (before, after))?);
        before = after;
    }
    if let Some(payment) = deciding.payments.get_mut(at) {
        // What was definite till a later limit left it open has been through those before.
        payment.steps.retain(|step| step.kind != StepKind::Limit);
        payment.steps.extend(steps);
    }
    Ok(())
}

impl Deciding<'_, '_> {
    /// A fault of what a pool adds up.
    pub(super) fn pool_fault(&self, pool: &Pool, fault: Fault) -> Box<CaseFault> {
        let span = self.limits.get(pool.limit).map(|limit| limit.rule.clause.span);
        self.fault_at(span.unwrap_or_default(), fault)
    }

    /// A fault of what is certain of a payment.
    fn payment_fault(&self, at: usize, fault: Fault) -> Box<CaseFault> {
        let claim = self.payments.get(at).and_then(|payment| self.claims.get(payment.claim));
        let measure = claim.and_then(|claim| self.measure_of(claim));
        self.fault_at(measure.map(|open| open.measure.clause.span).unwrap_or_default(), fault)
    }
}
