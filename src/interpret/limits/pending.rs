//! What pending payments may still bring, once every definite amount is known.
//!
//! Only then are the bounds true: a later limit may cut a definite payment and so leave more of an earlier one.

use indexmap::IndexMap;

use super::groups::GroupKey;
use super::least::Certain;
use super::money::{Used, leave, step};
use super::most::Most;
use super::together::together;
use super::{Active, Deciding};
use crate::interpret::error::CaseFault;
use crate::interpret::known::join;
use crate::interpret::payments::{OpenPayment, State};
use crate::ir::LimitWhat;
use crate::source::Span;
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
    Money { used: Used, figures: Vec<Bounds> },
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
    let total_fault = |fault: Fault| deciding.fault_at(Span::default(), fault);
    let most = Most::new(deciding, &pending, &pools).map_err(total_fault)?;
    let mut pools_of = vec![Vec::new(); deciding.payments.len()];
    for (place, pool) in pools.iter().enumerate() {
        for member in &pool.members {
            if let Some(own) = pools_of.get_mut(*member) {
                own.push(place);
            }
        }
    }
    let certain = Certain::new(deciding, &pools, &pools_of, &anywhere, &most)?;
    let mut least = Vec::with_capacity(pending.len());
    for at in &pending {
        least.push(certain.at_least(*at).map_err(|fault| deciding.payment_fault(*at, fault))?);
    }
    let open: Vec<usize> =
        pending.iter().copied().filter(|at| most.last(*at).is_none_or(|most| !most.is_zero())).collect();
    let all: Vec<&Pool> = pools.iter().collect();
    let total = together(deciding, &open, &all, (&most, usize::MAX)).map_err(total_fault)?;
    for (at, least) in pending.iter().zip(least) {
        let own = pools_of.get(*at).into_iter().flatten().filter_map(|place| pools.get(*place));
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

/// The groups of every limit with their pending members, in the order of the limits, and for each limit what the ledger used in groups that
/// are not known: an amount, or 1 where a claim is in a group that is not known.
fn pools(deciding: &mut Deciding<'_, '_>) -> Result<(Vec<Pool>, Vec<Number>), Box<CaseFault>> {
    let mut pools = Vec::new();
    let mut anywhere = Vec::new();
    for at in 0..deciding.limits.len() {
        let Some(limit) = deciding.limit(at) else { continue };
        match limit.rule.what {
            LimitWhat::Money(_) => {
                let ledger = deciding.ledger_use(&limit)?;
                anywhere.push(ledger.anywhere);
                money_pools(deciding, &limit, at, ledger.groups, &mut pools)?;
            }
            LimitWhat::Awards(most) => {
                awards_pools(deciding, &limit, at, most as usize, &mut pools)?;
                anywhere.push(if deciding.floating.contains(&at) { Number::ONE } else { Number::ZERO });
            }
            LimitWhat::Quantity { .. } | LimitWhat::Highest => anywhere.push(Number::ZERO),
        }
    }
    Ok((pools, anywhere))
}

fn awards_pools(
    deciding: &Deciding<'_, '_>,
    limit: &Active<'_>,
    at: usize,
    most: usize,
    pools: &mut Vec<Pool>,
) -> Result<(), Box<CaseFault>> {
    let payments_of = |claim: usize| {
        let places = deciding.claims.get(claim).map(|claim| claim.payments.clone()).unwrap_or_default();
        places.filter_map(|at| Some((at, deciding.payments.get(at)?)))
    };
    // What is payable will be paid before any that is pending.
    let payable = |claim: usize| {
        let brings = |payment: &OpenPayment| payment.bounds.known().is_some_and(|amount| !amount.is_zero());
        payments_of(claim).any(|(_, payment)| payment.state == State::Definite && brings(payment))
    };
    for (key, group) in deciding.holders(limit)?.groups {
        let paid = |claim: usize| deciding.claims.get(claim).is_some_and(|claim| group.has_paid(claim));
        let unpaid = group.members.iter().copied().filter(|claim| !paid(*claim));
        let (held, open): (Vec<usize>, Vec<usize>) = unpaid.partition(|claim| payable(*claim));
        let open = open.into_iter().flat_map(payments_of).filter(|(_, payment)| payment.state == State::Open);
        let mut members: Vec<usize> = open.map(|(at, _)| at).collect();
        members.sort_unstable();
        let left = most.saturating_sub(group.paid.len() + held.len());
        pools.push(Pool { limit: at, key: Some(key), what: PoolWhat::Awards(left), members });
    }
    for (measure, form) in deciding.stands_with(limit) {
        for at_payment in measure.payments.clone() {
            let open = deciding.payments.get(at_payment).filter(|payment| payment.state == State::Open);
            let Some(open) = open else { continue };
            let Some(claim) = deciding.claims.get(open.claim) else { continue };
            if deciding.group(form, claim, open.year)?.is_none() {
                let what = PoolWhat::Awards(most);
                pools.push(Pool { limit: at, key: None, what, members: vec![at_payment] });
            }
        }
    }
    Ok(())
}

fn money_pools(
    deciding: &mut Deciding<'_, '_>,
    limit: &Active<'_>,
    at: usize,
    mut used: IndexMap<GroupKey, Used>,
    pools: &mut Vec<Pool>,
) -> Result<(), Box<CaseFault>> {
    let mut members: IndexMap<GroupKey, (Vec<usize>, Vec<Bounds>)> = IndexMap::new();
    for (payment, form) in deciding.covered(limit) {
        let Some(open) = deciding.payments.get(payment).filter(|it| it.is_live()) else { continue };
        let (state, amount, year) = (open.state, open.bounds.known(), open.year);
        let Some(claim) = deciding.claims.get(open.claim) else { continue };
        let key = deciding.group(form, claim, year)?;
        if let (State::Definite, Some(amount), Some(key)) = (state, amount, &key) {
            let group = used.entry(key.clone()).or_insert(Used::NONE);
            group.sum = group.sum.plus(amount).map_err(|fault| deciding.limit_fault(form, fault))?;
            if deciding.detail && !amount.is_zero() {
                group.name(deciding.user(claim, year, amount));
            }
        }
        if state != State::Open {
            continue;
        }
        let (figure, missing) = deciding.figure(form, payment)?;
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
                for entry in deciding.surely_together(form, payment)? {
                    own.sum = own.sum.plus(entry.amount).map_err(|fault| deciding.limit_fault(form, fault))?;
                }
                let what = PoolWhat::Money { used: own, figures: vec![figure] };
                pools.push(Pool { limit: at, key: None, what, members: vec![payment] });
            }
        }
    }
    for (key, (members, figures)) in members {
        let used = used.swap_remove(&key).unwrap_or(Used::NONE);
        pools.push(Pool { limit: at, key: Some(key), what: PoolWhat::Money { used, figures }, members });
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
    let mut before = deciding.payments.get(at).map_or(Bounds::ANY, |payment| payment.own);
    let measure = deciding.payments.get(at).and_then(|payment| deciding.claims.get(payment.claim)).map(|it| it.measure);
    let mut steps = Vec::new();
    for pool in pools {
        let (PoolWhat::Money { used, figures }, Some(key)) = (&pool.what, &pool.key) else { continue };
        let Some(limit) = deciding.limit(pool.limit) else { continue };
        let Some(form) = measure.and_then(|measure| limit.of(measure)) else { continue };
        let Some(left) = pool.left_for(at).map_err(|fault| deciding.limit_fault(form, fault))? else { continue };
        let cap =
            pool.members.binary_search(&at).ok().and_then(|place| figures.get(place)).copied().unwrap_or(Bounds::ANY);
        let after = before.min(left);
        steps.push(step(deciding, &limit, form, at, key, (cap, left, before, after), used)?);
        before = after;
    }
    if let Some(payment) = deciding.payments.get_mut(at) {
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
