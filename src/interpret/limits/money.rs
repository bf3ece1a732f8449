//! Limits on money: what is paid comes first, then what is definite, then what only the limit makes definite.

use indexmap::IndexMap;

use super::Deciding;
use super::groups::{GroupKey, Placed};
use crate::decision::{Amount, Basis, LimitUse, Step, StepKind, UsedBy};
use crate::interpret::claims::Place;
use crate::interpret::error::{CaseFault, CaseFaultKind};
use crate::interpret::known::join;
use crate::interpret::ledger::used_by;
use crate::interpret::payments::{State, range};
use crate::ir::{ExprId, Limit};
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
    pub(super) fn limit_fault(&self, limit: &Limit, fault: Fault) -> Box<CaseFault> {
        Box::new(CaseFault {
            case: self.evaluator.case.name.clone(),
            span: limit.clause.span,
            kind: CaseFaultKind::Arithmetic(fault),
            facts: Vec::new(),
        })
    }

    /// What the ledger has used of a limit.
    pub(super) fn ledger_use(&self, limit: &Limit) -> Result<LedgerUse, Box<CaseFault>> {
        let mut used = LedgerUse { groups: IndexMap::new(), anywhere: Number::ZERO };
        if self.ledger.entries.is_empty() {
            return Ok(used);
        }
        let claims: std::collections::HashMap<&str, usize> =
            self.claims.iter().enumerate().map(|(at, claim)| (claim.name.as_str(), at)).collect();
        for entry in self.ledger.entries.iter().filter(|entry| limit.applies.in_year(entry.support_year)) {
            let claim = claims.get(entry.claim.as_str()).and_then(|at| self.claims.get(*at));
            let sum = |sum: Number| sum.plus(entry.amount).map_err(|fault| self.limit_fault(limit, fault));
            match self.group_of_entry(limit, claim, entry)? {
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
        Ok(used)
    }

    /// The figure of a limit for a payment, rounded like an award.
    pub(super) fn figure(
        &self,
        limit: &Limit,
        figure: ExprId,
        payment: usize,
    ) -> Result<(Bounds, crate::interpret::known::Missing), Box<CaseFault>> {
        let Some((claim, year)) = self.payments.get(payment).and_then(|it| Some((self.claims.get(it.claim)?, it.year)))
        else {
            return Ok((Bounds::ANY, crate::interpret::known::Missing::new()));
        };
        let known = self.evaluator.evaluate(figure, &claim.frame(year))?;
        let rounded = self.evaluator.program.policy.rounding.round_bounds(known.number());
        Ok((rounded.map_err(|fault| self.limit_fault(limit, fault))?, known.missing))
    }

    /// The payments that a limit may touch, in the order in which they use it up.
    fn in_order(&self, limit: &Limit) -> Result<Vec<usize>, Box<CaseFault>> {
        let touched = self.payments.iter().enumerate().filter(|(_, it)| it.is_live() && limit.applies.in_year(it.year));
        let mut order = Vec::new();
        for (at, payment) in touched {
            let place = match (limit.order, self.claims.get(payment.claim)) {
                (Some(order), Some(claim)) => self.evaluator.place(order, &claim.frame(payment.year))?,
                _ => Place::Last,
            };
            order.push((place, payment.year, payment.claim, at));
        }
        order.sort();
        Ok(order.into_iter().map(|(_, _, _, at)| at).collect())
    }
}

/// Cuts the definite payments to what the limit leaves, then those that it makes definite.
pub(super) fn cut(deciding: &mut Deciding<'_, '_>, limit: &Limit, figure: ExprId) -> Result<(), Box<CaseFault>> {
    let mut used = deciding.ledger_use(limit)?.groups;
    let order = deciding.in_order(limit)?;
    for wanted in [State::Definite, State::Open] {
        let of_kind: Vec<usize> = order
            .iter()
            .copied()
            .filter(|at| {
                deciding
                    .payments
                    .get(*at)
                    .is_some_and(|it| it.state == wanted && (it.certain || wanted == State::Definite))
            })
            .collect();
        for at in of_kind {
            cut_one(deciding, limit, figure, at, &mut used)?;
        }
    }
    Ok(())
}

fn cut_one(
    deciding: &mut Deciding<'_, '_>,
    limit: &Limit,
    figure: ExprId,
    at: usize,
    used: &mut IndexMap<GroupKey, Used>,
) -> Result<(), Box<CaseFault>> {
    let Some(payment) = deciding.payments.get(at) else { return Ok(()) };
    let (before, year, certain) = (payment.bounds, payment.year, payment.certain);
    let Some(claim) = deciding.claims.get(payment.claim) else { return Ok(()) };
    let Some(key) = deciding.group(limit, claim, year)? else { return Ok(()) };
    if !certain {
        return Ok(());
    }
    let claim_name = claim.name.clone();
    let (cap, missing) = deciding.figure(limit, figure, at)?;
    let group = used.entry(key.clone()).or_insert(Used::NONE);
    let narrowed = leave(cap, group.sum).map(|left| (left, before.min(left)));
    let (left, after) = narrowed.map_err(|fault| deciding.limit_fault(limit, fault))?;
    let step = if deciding.detail {
        Some(step(deciding, limit, figure, at, &key, (cap, left, before, after), group)?)
    } else {
        None
    };
    let digits = deciding.evaluator.program.policy.digits;
    let granted = after.known();
    if let Some(amount) = granted
        && !amount.is_zero()
    {
        group.sum = group.sum.plus(amount).map_err(|fault| deciding.limit_fault(limit, fault))?;
        if deciding.detail {
            let measure = deciding.measure.name.clone();
            group.name(UsedBy {
                measure,
                claim: claim_name,
                support_year: year,
                amount: Amount::new(amount, digits),
                paid_on: None,
            });
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
    limit: &Limit,
    figure: ExprId,
    at: usize,
    key: &GroupKey,
    (cap, left, before, after): (Bounds, Bounds, Bounds, Bounds),
    used: &Used,
) -> Result<Step, Box<CaseFault>> {
    let evaluator = deciding.evaluator;
    let digits = evaluator.program.policy.digits;
    let rests_on = match deciding.payments.get(at).and_then(|it| Some((deciding.claims.get(it.claim)?, it.year))) {
        Some((claim, year)) => evaluator.basis(&limit.clause, limit.applies, &[figure], &claim.frame(year))?,
        None => Basis::default(),
    };
    let rule = limit;
    let limit = LimitUse {
        label: rule.label.clone(),
        figure: range(cap, digits),
        per: deciding.per_in_words(&rule.per, key),
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
