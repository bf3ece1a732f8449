//! What pending payments may still bring, once every definite amount is known.
//!
//! Only then are the bounds true: a later limit may cut a definite payment and so leave more of an earlier one.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::Deciding;
use super::groups::GroupKey;
use super::least::Certain;
use super::money::{Used, leave, step};
use super::together::together;
use crate::interpret::error::{CaseFault, CaseFaultKind};
use crate::interpret::known::join;
use crate::interpret::payments::State;
use crate::ir::{ExprId, Limit, LimitWhat};
use crate::value::{Bounds, Fault, Number};

/// A limit's group, with the pending payments in it.
pub(super) struct Pool {
    /// The place of the limit among those that count.
    pub limit: usize,
    /// `None`: a payment whose group is not known, by itself.
    pub key: Option<GroupKey>,
    pub what: PoolWhat,
    pub members: Vec<usize>,
}

pub(super) enum PoolWhat {
    /// What definite and paid amounts have used; for each member the limit's figure.
    Money { used: Used, figures: Vec<Bounds>, expr: ExprId },
    /// How many awards are left.
    Awards(usize),
}

/// Bounds each pending payment; the sum that all of them together can reach, `None` where nothing bounds it.
pub(in crate::interpret) fn settle(deciding: &mut Deciding<'_, '_>) -> Result<Option<Number>, Box<CaseFault>> {
    let pending: Vec<usize> = deciding
        .payments
        .iter()
        .enumerate()
        .filter(|(_, payment)| payment.state == State::Open)
        .map(|(at, _)| at)
        .collect();
    if pending.is_empty() {
        return Ok(Some(Number::ZERO));
    }
    let (pools, anywhere) = pools(deciding)?;
    let span_fault = |fault: Fault| arithmetic(deciding, fault);
    let steps = most_by_step(deciding, &pending, &pools).map_err(span_fault)?;
    let most = steps.last().cloned().unwrap_or_default();
    let mut pools_of = vec![Vec::new(); deciding.payments.len()];
    for (place, pool) in pools.iter().enumerate() {
        for member in &pool.members {
            if let Some(own) = pools_of.get_mut(*member) {
                own.push(place);
            }
        }
    }
    let certain = Certain::new(deciding, &pools, &pools_of, &anywhere, &steps)?;
    let mut least = Vec::with_capacity(pending.len());
    for at in &pending {
        least.push(certain.at_least(*at).map_err(span_fault)?);
    }
    let open: Vec<usize> = pending
        .iter()
        .copied()
        .filter(|at| most.get(*at).is_none_or(|most| most.is_none_or(|it| !it.is_zero())))
        .collect();
    let all: Vec<&Pool> = pools.iter().collect();
    let total = together(deciding, &open, &all, &most).map_err(|fault| arithmetic(deciding, fault))?;
    for (at, least) in pending.iter().zip(least) {
        let own = pools_of.get(*at).into_iter().flatten().filter_map(|place| pools.get(*place));
        record(deciding, *at, own)?;
        let Some(payment) = deciding.payments.get_mut(*at) else { continue };
        let most = most.get(*at).copied().flatten();
        payment.bounds = Bounds::Between(Some(least), most);
        if most.is_some_and(Number::is_zero) {
            payment.bounds = Bounds::Exactly(Number::ZERO);
            payment.state = State::Definite;
        }
    }
    Ok(total)
}

/// The most that each payment can be: before any limit, then after each limit in turn.
fn most_by_step(
    deciding: &Deciding<'_, '_>,
    pending: &[usize],
    pools: &[Pool],
) -> Result<Vec<Vec<Option<Number>>>, Fault> {
    let mut most = vec![None; deciding.payments.len()];
    for at in pending {
        if let (Some(place), Some(payment)) = (most.get_mut(*at), deciding.payments.get(*at)) {
            *place = payment.own.most();
        }
    }
    let mut steps = vec![most.clone()];
    for limit in 0..deciding.limits().len() {
        for pool in pools.iter().filter(|pool| pool.limit == limit) {
            for at in &pool.members {
                let Some(left) = pool.left_for(*at)?.and_then(Bounds::most) else { continue };
                if let Some(place) = most.get_mut(*at) {
                    *place = Some(place.map_or(left, |bound| bound.min(left)));
                }
            }
        }
        steps.push(most.clone());
    }
    Ok(steps)
}

pub(super) fn arithmetic(deciding: &Deciding<'_, '_>, fault: Fault) -> Box<CaseFault> {
    Box::new(CaseFault {
        case: deciding.evaluator.case.name.clone(),
        span: deciding.measure.clause.span,
        kind: CaseFaultKind::Arithmetic(fault),
        facts: Vec::new(),
    })
}

/// The groups of every limit with their pending members, and for each limit what the ledger used in groups that are not known: an amount, or
/// 1 where a claim is in a group that is not known.
fn pools(deciding: &mut Deciding<'_, '_>) -> Result<(Vec<Pool>, Vec<Number>), Box<CaseFault>> {
    let mut pools = Vec::new();
    let mut anywhere = Vec::new();
    let mut open_of: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut payable = HashSet::new();
    for (at, payment) in deciding.payments.iter().enumerate() {
        if payment.state == State::Open {
            open_of.entry(payment.claim).or_default().push(at);
        } else if payment.state == State::Definite && payment.bounds.known().is_some_and(|amount| !amount.is_zero()) {
            payable.insert(payment.claim);
        }
    }
    for (at, limit) in deciding.limits().into_iter().enumerate() {
        match limit.what {
            LimitWhat::Money(figure) => {
                let ledger = deciding.ledger_use(limit)?;
                anywhere.push(ledger.anywhere);
                money_pools(deciding, limit, at, figure, ledger.groups, &mut pools)?;
            }
            LimitWhat::Quantity { .. } | LimitWhat::Highest => anywhere.push(Number::ZERO),
            LimitWhat::Awards(most) => {
                let holders = deciding.holders(limit)?;
                anywhere.push(if deciding.floating.contains(&at) { Number::ONE } else { Number::ZERO });
                for (key, group) in holders.groups {
                    let paid =
                        |claim: usize| deciding.claims.get(claim).is_some_and(|claim| group.paid.contains(&claim.name));
                    let unpaid = group.members.iter().copied().filter(|claim| !paid(*claim));
                    // What is payable will be paid before any of these.
                    let (held, open): (Vec<usize>, Vec<usize>) = unpaid.partition(|claim| payable.contains(claim));
                    let mut members: Vec<usize> =
                        open.iter().filter_map(|claim| open_of.get(claim)).flatten().copied().collect();
                    members.sort_unstable();
                    let taken = group.paid.len() + held.len();
                    let left = (most as usize).saturating_sub(taken);
                    pools.push(Pool { limit: at, key: Some(key), what: PoolWhat::Awards(left), members });
                }
                for (payment, open) in deciding.payments.iter().enumerate().filter(|(_, it)| it.state == State::Open) {
                    let Some(claim) = deciding.claims.get(open.claim) else { continue };
                    if deciding.group(limit, claim, open.year)?.is_none() {
                        pools.push(Pool {
                            limit: at,
                            key: None,
                            what: PoolWhat::Awards(most as usize),
                            members: vec![payment],
                        });
                    }
                }
            }
        }
    }
    Ok((pools, anywhere))
}

fn money_pools(
    deciding: &mut Deciding<'_, '_>,
    limit: &Limit,
    at: usize,
    expr: ExprId,
    mut used: IndexMap<GroupKey, Used>,
    pools: &mut Vec<Pool>,
) -> Result<(), Box<CaseFault>> {
    let mut members: IndexMap<GroupKey, (Vec<usize>, Vec<Bounds>)> = IndexMap::new();
    for payment in 0..deciding.payments.len() {
        let Some(open) = deciding.payments.get(payment).filter(|it| it.is_live() && limit.applies.in_year(it.year))
        else {
            continue;
        };
        let (state, amount, year) = (open.state, open.bounds.known(), open.year);
        let Some(claim) = deciding.claims.get(open.claim) else { continue };
        let key = deciding.group(limit, claim, year)?;
        if let (State::Definite, Some(amount), Some(key)) = (state, amount, &key) {
            let group = used.entry(key.clone()).or_insert(Used::NONE);
            group.sum = group.sum.plus(amount).map_err(|fault| deciding.limit_fault(limit, fault))?;
            if deciding.detail && !amount.is_zero() {
                let digits = deciding.evaluator.program.policy.digits;
                let amount = crate::decision::Amount::new(amount, digits);
                let (measure, name) = (deciding.measure.name.clone(), claim.name.clone());
                group.name(crate::decision::UsedBy {
                    measure,
                    claim: name.clone(),
                    support_year: year,
                    amount,
                    paid_on: None,
                });
            }
        }
        if state != State::Open {
            continue;
        }
        let (figure, missing) = deciding.figure(limit, expr, payment)?;
        if figure.known().is_none()
            && let Some(open) = deciding.payments.get_mut(payment)
        {
            join(&mut open.missing, &missing);
        }
        match key {
            Some(key) => {
                let group = members.entry(key).or_default();
                group.0.push(payment);
                group.1.push(figure);
            }
            None => {
                let mut own = Used::NONE;
                for entry in deciding.surely_together(limit, payment)? {
                    own.sum = own.sum.plus(entry.amount).map_err(|fault| deciding.limit_fault(limit, fault))?;
                }
                let what = PoolWhat::Money { used: own, figures: vec![figure], expr };
                pools.push(Pool { limit: at, key: None, what, members: vec![payment] });
            }
        }
    }
    for (key, (members, figures)) in members {
        let used = used.swap_remove(&key).unwrap_or(Used::NONE);
        pools.push(Pool { limit: at, key: Some(key), what: PoolWhat::Money { used, figures, expr }, members });
    }
    Ok(())
}

impl Pool {
    /// What a limit on money leaves a member beside what is definite; `None` for others.
    pub(super) fn left_for(&self, payment: usize) -> Result<Option<Bounds>, Fault> {
        let PoolWhat::Money { used, figures, .. } = &self.what else { return Ok(None) };
        let figure = self.members.binary_search(&payment).ok().and_then(|place| figures.get(place));
        figure.map(|figure| leave(*figure, used.sum)).transpose()
    }
}

/// Records what the limits on money leave a pending payment.
fn record<'a>(
    deciding: &mut Deciding<'_, '_>,
    at: usize,
    pools: impl Iterator<Item = &'a Pool>,
) -> Result<(), Box<CaseFault>> {
    if !deciding.detail {
        return Ok(());
    }
    let limits = deciding.limits();
    let mut before = deciding.payments.get(at).map_or(Bounds::ANY, |payment| payment.own);
    let mut steps = Vec::new();
    for pool in pools {
        let (PoolWhat::Money { used, expr, figures }, Some(key), Some(limit)) =
            (&pool.what, &pool.key, limits.get(pool.limit))
        else {
            continue;
        };
        let Some(left) = pool.left_for(at).map_err(|fault| arithmetic(deciding, fault))? else { continue };
        let cap =
            pool.members.binary_search(&at).ok().and_then(|place| figures.get(place)).copied().unwrap_or(Bounds::ANY);
        let after = before.min(left);
        steps.push(step(deciding, limit, *expr, at, key, (cap, left, before, after), used)?);
        before = after;
    }
    if let Some(payment) = deciding.payments.get_mut(at) {
        payment.steps.extend(steps);
    }
    Ok(())
}
