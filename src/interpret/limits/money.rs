//! Limits on money: what is paid comes first, then what is definite, then what only the limit makes definite.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::groups::{GroupKey, Placed};
use super::{Active, Deciding, OpenMeasure};
use crate::decision::{Amount, Basis, LimitUse, Step, StepKind, UsedBy};
use crate::interpret::claims::{OpenClaim, Place};
use crate::interpret::error::CaseFault;
use crate::interpret::known::{Missing, join};
use crate::interpret::ledger::used_by;
use crate::interpret::payments::{State, range};
use crate::ir::{ExprId, Limit, LimitWhat};
use crate::value::{Bounds, Fault, Number};

/// What a group has used of its limit.
#[derive(Debug, Clone)]
pub(super) struct Used {
    pub sum: Number,
    pub by: Vec<UsedBy>,
    pub more: usize,
}

/// How many awards a derivation names as having used a limit up. Each of many payments under one limit would else name all before it.
const MOST_NAMED: usize = 100;

impl Default for Used {
    fn default() -> Used {
        Used::NONE
    }
}

impl Used {
    pub(super) const NONE: Used = Used { sum: Number::ZERO, by: Vec::new(), more: 0 };

    /// Names one more award; its amount is added by the caller.
    pub(super) fn name(&mut self, award: UsedBy) {
        if self.by.len() < MOST_NAMED {
            self.by.push(award);
        } else {
            self.more += 1;
        }
    }
}

/// What the ledger has used: by group, and in groups that are not known.
pub(super) struct LedgerUse {
    pub groups: IndexMap<GroupKey, Used>,
    pub anywhere: Number,
}

impl Deciding<'_, '_> {
    /// What the ledger has used of a limit.
    pub(super) fn ledger_use(&self, limit: &Active<'_>) -> Result<LedgerUse, Box<CaseFault>> {
        let mut used = LedgerUse { groups: IndexMap::new(), anywhere: Number::ZERO };
        for (measure, form) in self.stands_with(limit).filter(|(measure, _)| !measure.ledger.entries.is_empty()) {
            let claims = self.by_name(measure);
            for entry in measure.ledger.entries.iter().filter(|entry| form.applies.in_year(entry.support_year)) {
                let claim = claims.get(entry.claim.as_str()).and_then(|at| self.claims.get(*at));
                let sum = |sum: Number| sum.plus(entry.amount).map_err(|fault| self.limit_fault(form, fault));
                match self.group_of_entry(form, claim, entry)? {
                    Placed::In(key) => {
                        let group = used.groups.entry(key).or_insert(Used::NONE);
                        group.sum = sum(group.sum)?;
                        if self.detail {
                            group.name(used_by(entry, self.evaluator.program.policy.digits));
                        }
                    }
                    Placed::Anywhere => used.anywhere = sum(used.anywhere)?,
                    Placed::Nowhere => {}
                }
            }
        }
        Ok(used)
    }

    /// The places of a measure's claims by name.
    pub(super) fn by_name(&self, measure: &OpenMeasure<'_, '_>) -> HashMap<&str, usize> {
        let own = measure.claims.clone().filter_map(|at| Some((self.claims.get(at)?.name.as_str(), at)));
        own.collect()
    }

    /// A payment as a derivation names what used a limit up.
    pub(super) fn user(&self, claim: &OpenClaim, year: u32, amount: Number) -> UsedBy {
        UsedBy {
            measure: self.measure_of(claim).map(|open| open.measure.name.clone()).unwrap_or_default(),
            claim: claim.name.clone(),
            support_year: year,
            amount: Amount::new(amount, self.evaluator.program.policy.digits),
            paid_on: None,
        }
    }

    /// The figure of a limit for a payment, rounded like an award.
    pub(super) fn figure(&self, limit: &Limit, payment: usize) -> Result<(Bounds, Missing), Box<CaseFault>> {
        let LimitWhat::Money(figure) = limit.what else { return Ok((Bounds::ANY, Missing::new())) };
        let Some((claim, year)) = self.payments.get(payment).and_then(|it| Some((self.claims.get(it.claim)?, it.year)))
        else {
            return Ok((Bounds::ANY, Missing::new()));
        };
        let known = self.evaluator.evaluate(figure, &claim.frame(year))?;
        let rounded = self.evaluator.program.policy.rounding.round_bounds(known.number());
        Ok((rounded.map_err(|fault| self.limit_fault(limit, fault))?, known.missing))
    }

    /// The payments that a limit may touch, in the order in which they use it up, each with the form that counts for it.
    fn in_order<'l>(&self, limit: &Active<'l>) -> Result<Vec<(usize, &'l Limit)>, Box<CaseFault>> {
        let mut order = Vec::new();
        for (at, form) in self.covered(limit) {
            let Some(payment) = self.payments.get(at).filter(|payment| payment.is_live()) else { continue };
            let place = match (form.order, self.claims.get(payment.claim)) {
                (Some(order), Some(claim)) => self.evaluator.place(order, &claim.frame(payment.year))?,
                _ => Place::Last,
            };
            order.push(((place, payment.year, payment.claim, at), form));
        }
        order.sort_by(|left, right| left.0.cmp(&right.0));
        Ok(order.into_iter().map(|((_, _, _, at), form)| (at, form)).collect())
    }
}

/// Cuts the definite payments to what the limit leaves, then those that it makes definite.
pub(super) fn cut(deciding: &mut Deciding<'_, '_>, limit: &Active<'_>) -> Result<(), Box<CaseFault>> {
    let mut used = deciding.ledger_use(limit)?.groups;
    let order = deciding.in_order(limit)?;
    for wanted in [State::Definite, State::Open] {
        let is_of_kind = |at: usize| {
            let payment = deciding.payments.get(at);
            payment.is_some_and(|it| it.state == wanted && (it.certain || wanted == State::Definite))
        };
        let of_kind: Vec<_> = order.iter().copied().filter(|(at, _)| is_of_kind(*at)).collect();
        for (at, form) in of_kind {
            cut_one(deciding, limit, form, at, &mut used)?;
        }
    }
    Ok(())
}

fn cut_one(
    deciding: &mut Deciding<'_, '_>,
    limit: &Active<'_>,
    form: &Limit,
    at: usize,
    used: &mut IndexMap<GroupKey, Used>,
) -> Result<(), Box<CaseFault>> {
    let Some(payment) = deciding.payments.get(at) else { return Ok(()) };
    let (before, year, certain) = (payment.bounds, payment.year, payment.certain);
    let Some(claim) = deciding.claims.get(payment.claim) else { return Ok(()) };
    let Some(key) = deciding.group(form, claim, year)? else { return Ok(()) };
    if !certain {
        return Ok(());
    }
    let (cap, missing) = deciding.figure(form, at)?;
    let group = used.entry(key.clone()).or_insert(Used::NONE);
    let narrowed = leave(cap, group.sum).map(|left| (left, before.min(left)));
    let (left, after) = narrowed.map_err(|fault| deciding.limit_fault(form, fault))?;
    let step = if deciding.detail {
        Some(step(deciding, limit, form, at, &key, (cap, left, before, after), group)?)
    } else {
        None
    };
    let granted = after.known();
    if let Some(amount) = granted
        && !amount.is_zero()
    {
        group.sum = group.sum.plus(amount).map_err(|fault| deciding.limit_fault(form, fault))?;
        if deciding.detail {
            group.name(deciding.user(claim, year, amount));
        }
    }
    let Some(payment) = deciding.payments.get_mut(at) else { return Ok(()) };
    if granted.is_none() {
        join(&mut payment.missing, &missing);
    }
    payment.take(after);
    // What stays open is measured again when every definite amount is known.
    if payment.state == State::Definite {
        payment.steps.extend(step);
    }
    Ok(())
}

/// What a limit leaves beside what has been used; never below 0.
pub(super) fn leave(cap: Bounds, used: Number) -> Result<Bounds, Fault> {
    Ok(cap.minus(Bounds::Exactly(used))?.max(Bounds::Exactly(Number::ZERO)))
}

/// The step of a limit on a payment: the figures are the cap, what it leaves, and the payment before and after.
pub(super) fn step(
    deciding: &Deciding<'_, '_>,
    limit: &Active<'_>,
    form: &Limit,
    at: usize,
    key: &GroupKey,
    (cap, left, before, after): (Bounds, Bounds, Bounds, Bounds),
    used: &Used,
) -> Result<Step, Box<CaseFault>> {
    let evaluator = deciding.evaluator;
    let digits = evaluator.program.policy.digits;
    let rests_on = match deciding.payments.get(at).and_then(|it| Some((deciding.claims.get(it.claim)?, it.year))) {
        Some((claim, year)) => {
            let figure: Vec<ExprId> = if let LimitWhat::Money(figure) = form.what { vec![figure] } else { Vec::new() };
            evaluator.basis(&form.clause, form.applies, &figure, &claim.frame(year))?
        }
        None => Basis::default(),
    };
    let limit = LimitUse {
        label: form.label.clone(),
        section: limit.section.map(str::to_owned),
        figure: range(cap, digits),
        per: deciding.per_in_words(&form.per, key),
        period: key.time.in_words(),
        used_by: used.by.clone(),
        used_by_more: used.more,
        used: Amount::new(used.sum, digits),
        left: range(left, digits),
        cut: after != before,
    };
    let shown = |bounds| range(bounds, digits);
    Ok(Step {
        kind: StepKind::Limit,
        before: Some(shown(before)),
        after: shown(after),
        rests_on,
        limit: Some(limit),
        ledger: Vec::new(),
    })
}
