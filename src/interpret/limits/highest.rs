//! The highest award alone: each claim is measured against all that it brings itself, the highest first.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::groups::{GroupKey, Placed};
use super::{Active, Deciding};
use crate::interpret::error::CaseFault;
use crate::interpret::payments::{OpenPayment, State};
use crate::ir::Limit;
use crate::value::{Bounds, Fault, Number};

/// What each claim brings of each group.
pub(super) type Totals = HashMap<(usize, GroupKey), Bounds>;

/// What is known of a claim's awards in a group, once every definite amount is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settled {
    /// What is paid and payable.
    pub base: Number,
    /// What got nothing in the end, and would come again; `None`: nothing bounds it.
    pub gone: Option<Number>,
}

/// A claim that could come before others of its group, and the most that it can bring with all its years (`None`: nothing bounds it).
pub(super) type Rival = (usize, Option<Number>);

impl Settled {
    pub(super) const NONE: Settled = Settled { base: Number::ZERO, gone: Some(Number::ZERO) };

    /// The most that the claim can bring beside what is open.
    pub(super) fn most(self) -> Result<Option<Number>, Fault> {
        self.gone.map(|gone| gone.plus(self.base)).transpose()
    }
}

/// The settled part of each claim of a limit, and those that are not open and could still come first.
pub(super) struct AllSettled {
    /// By claim and group; `None`: the group is not known.
    pub of: IndexMap<(usize, Option<GroupKey>), Settled>,
    /// By group.
    pub rivals: HashMap<Option<GroupKey>, Vec<Rival>>,
}

impl Deciding<'_, '_> {
    /// What each claim brings of each group while a limit is applied: what was paid, and what the limits before left.
    pub(super) fn totals(&self, limit: &Active<'_>) -> Result<Totals, Box<CaseFault>> {
        let mut totals = Totals::new();
        let mut add = |claim: usize, key: GroupKey, amount: Bounds, form: &Limit| {
            let total = totals.entry((claim, key)).or_insert(Bounds::Exactly(Number::ZERO));
            *total = total.plus(amount).map_err(|fault| self.limit_fault(form, fault))?;
            Ok::<(), Box<CaseFault>>(())
        };
        for entry in self.entries(limit) {
            let Some(claim) = entry.claim.filter(|_| entry.measure.is_some()) else { continue };
            if let Placed::In(key) = self.placed(&entry)? {
                add(claim, key, Bounds::Exactly(entry.paid.amount), entry.form)?;
            }
        }
        for (at, form) in self.covered(limit) {
            let Some(payment) = self.payments.get(at).filter(|payment| payment.is_live()) else { continue };
            let Some(claim) = self.claims.get(payment.claim) else { continue };
            let Some(key) = self.group(form, claim, payment.year)? else { continue };
            let surely = payment.certain || payment.state == State::Definite;
            let amount =
                if surely { payment.bounds } else { Bounds::between(Some(Number::ZERO), payment.bounds.most()) };
            add(payment.claim, key, amount, form)?;
        }
        Ok(totals)
    }

    /// Whether what limits took from a definite payment will be measured again: where nothing of it is paid, or other parts of it are still to come.
    pub(super) fn comes_again(&self, payment: &OpenPayment) -> bool {
        let measure = self.claims.get(payment.claim).and_then(|claim| self.measure_of(claim));
        let has_parts =
            || measure.is_some_and(|open| open.measure.schedule_of(payment.year, self.evaluator.chosen).is_some());
        payment.bounds.known().is_none_or(Number::is_zero) || has_parts()
    }

    /// What is settled of each claim once every definite amount is known.
    pub(super) fn settled(
        &self,
        at: usize,
        limit: &Active<'_>,
        displaced: &HashSet<usize>,
    ) -> Result<AllSettled, Box<CaseFault>> {
        let mut all = AllSettled { of: IndexMap::new(), rivals: HashMap::new() };
        let mut withdrawn: IndexMap<(usize, Option<GroupKey>), Option<Number>> = IndexMap::new();
        let mut open = HashSet::new();
        for entry in self.entries(limit) {
            let Some(claim) = entry.claim.filter(|_| entry.measure.is_some()) else { continue };
            let amount = entry.paid.amount;
            let known = if let Placed::In(key) = self.placed(&entry)? { Some(key) } else { None };
            // While its group is not known, all that the claim was paid could be of it.
            for key in [known.clone(), None].into_iter().take(if known.is_some() { 2 } else { 1 }) {
                let settled = all.of.entry((claim, key)).or_insert(Settled::NONE);
                settled.base = settled.base.plus(amount).map_err(|fault| self.limit_fault(entry.form, fault))?;
            }
        }
        for (place, form) in self.covered(limit) {
            let Some(payment) = self.payments.get(place) else { continue };
            let Some(claim) = self.claims.get(payment.claim) else { continue };
            let fault = |fault: Fault| self.limit_fault(form, fault);
            let key = self.group(form, claim, payment.year)?;
            let share = (payment.claim, key);
            let amount = payment.settled().map_err(fault)?;
            if !amount.is_zero() {
                let settled = all.of.entry(share.clone()).or_insert(Settled::NONE);
                settled.base = settled.base.plus(amount).map_err(fault)?;
            }
            match payment.state {
                State::Open => {
                    open.insert(share);
                }
                State::Definite if self.comes_again(payment) => {
                    let settled = all.of.entry(share).or_insert(Settled::NONE);
                    let both = settled.gone.zip(payment.cut().map_err(fault)?);
                    settled.gone = both.map(|(sum, more)| sum.plus(more)).transpose().map_err(fault)?;
                }
                State::Withdrawn(step) if step > at || displaced.contains(&payment.claim) => {
                    let sum = withdrawn.entry(share).or_insert(Some(Number::ZERO));
                    let both = sum.zip(payment.own.most());
                    *sum = both.map(|(sum, more)| sum.plus(more)).transpose().map_err(fault)?;
                }
                State::Withdrawn(_) | State::Definite | State::Paid(_) | State::Refused => {}
            }
        }
        for ((claim, key), settled) in &all.of {
            let comes_again = settled.gone.is_none_or(|gone| !gone.is_zero());
            if comes_again && !open.contains(&(*claim, key.clone())) {
                let most = settled.most().map_err(|fault| self.limit_fault(limit.rule, fault))?;
                all.rivals.entry(key.clone()).or_default().push((*claim, most));
            }
        }
        for ((claim, key), most) in withdrawn {
            all.rivals.entry(key).or_default().push((claim, most));
        }
        Ok(all)
    }
}

/// The two that can bring the most, of different claims: one of them is another than any claim.
pub(super) fn foremost(rivals: impl IntoIterator<Item = Rival>) -> Vec<Rival> {
    let above = |one: Option<Number>, other: Option<Number>| match (one, other) {
        (None, _) => true,
        (Some(one), Some(other)) => one > other,
        (Some(_), None) => false,
    };
    let mut foremost: Vec<Rival> = Vec::new();
    for rival in rivals {
        if let Some(same) = foremost.iter_mut().find(|other| other.0 == rival.0) {
            if above(rival.1, same.1) {
                *same = rival;
            }
        } else {
            foremost.push(rival);
        }
        foremost.sort_by(|left, right| match (above(left.1, right.1), above(right.1, left.1)) {
            (true, false) => std::cmp::Ordering::Less,
            (false, true) => std::cmp::Ordering::Greater,
            _ => std::cmp::Ordering::Equal,
        });
        foremost.truncate(2);
    }
    foremost
}
