//! Limits over all applicants: a single case can't know what the others leave of them.

use std::collections::HashMap;

use super::groups::GroupKey;
use super::money::await_all;
use super::{Active, Deciding};
use crate::decision::{Awaited, ClaimStatus};
use crate::interpret::claims::Place;
use crate::interpret::error::CaseFault;
use crate::interpret::payments::State;
use crate::ir::{Counting, Limit, LimitWhat};
use crate::value::Number;

/// What a limit over all applicants covers is pending, with nothing certain of it.
pub(super) fn open(deciding: &mut Deciding<'_, '_>, limit: &Active<'_>) -> Result<(), Box<CaseFault>> {
    open_of(deciding, limit, |_| true)
}

/// Opens before any limit what a limit over all applicants will open, wherever it shares a limit with what is not settled: it won't be paid
/// first, so what it takes of a limit now is not taken for good.
///
/// Where all is settled the limits are applied to it as to any other: their order is known, and what a later limit takes is not given back.
pub(super) fn open_beside_unknown(deciding: &mut Deciding<'_, '_>) -> Result<(), Box<CaseFault>> {
    if deciding.limits.iter().all(|limit| limit.rule.shared.is_none()) {
        return Ok(());
    }
    let mut linked = Linked::of(deciding)?;
    let beside: Vec<bool> = (0..deciding.claims.len()).map(|claim| linked.is_unsettled(claim)).collect();
    for limit in deciding.limits.clone() {
        if limit.rule.shared.is_some() {
            open_of(deciding, &limit, |claim| beside.get(claim).copied().unwrap_or(true))?;
        }
    }
    Ok(())
}

fn open_of(
    deciding: &mut Deciding<'_, '_>,
    limit: &Active<'_>,
    is_meant: impl Fn(usize) -> bool,
) -> Result<(), Box<CaseFault>> {
    if matches!(limit.rule.what, LimitWhat::Awards(_)) {
        for (_, group) in deciding.holders(limit)?.groups {
            for (at, _) in group.members.iter().filter(|(at, _)| is_meant(*at) && !group.has_paid(*at)) {
                let Some(claim) = deciding.claims.get_mut(*at) else { continue };
                let places = claim.payments.clone();
                if claim.status != ClaimStatus::Refused {
                    claim.status = ClaimStatus::Pending;
                    wait_for(&mut claim.awaits, limit);
                }
                places.for_each(|at| wait(deciding, at, limit));
            }
        }
        return Ok(());
    }
    for (at, _) in deciding.covered(limit) {
        if deciding.payments.get(at).is_some_and(|payment| is_meant(payment.claim)) {
            wait(deciding, at, limit);
        }
    }
    Ok(())
}

fn wait(deciding: &mut Deciding<'_, '_>, at: usize, limit: &Active<'_>) {
    let Some(payment) = deciding.payments.get_mut(at).filter(|payment| payment.is_live()) else { return };
    if payment.bounds.known().is_some_and(Number::is_zero) {
        return;
    }
    payment.leave_open();
    wait_for(&mut payment.awaits, limit);
}

fn wait_for(awaits: &mut Vec<Awaited>, limit: &Active<'_>) {
    await_all(awaits, &[Awaited::Shared(limit.rule.called().to_owned())]);
}

/// The claims that share a limit, or are linked through others, and whether anything that bears on what the limits leave them is unknown.
struct Linked {
    /// For each claim one that it is linked with; the last of a chain is linked with itself.
    next: Vec<usize>,
    unsettled: Vec<bool>,
}

impl Linked {
    fn of(deciding: &Deciding<'_, '_>) -> Result<Linked, Box<CaseFault>> {
        let count = deciding.claims.len();
        let mut linked = Linked { next: (0..count).collect(), unsettled: vec![false; count] };
        for (at, claim) in deciding.claims.iter().enumerate() {
            let payments = deciding.payments.get(claim.payments.clone()).unwrap_or_default();
            let open = payments.iter().any(|payment| payment.state == State::Open);
            let measure = deciding.measure_of(claim).map(|open| open.measure);
            let unplaced = measure.map(|measure| deciding.evaluator.is_unplaced(measure, claim)).transpose()?;
            if claim.status == ClaimStatus::Pending || open || unplaced == Some(true) {
                linked.unsettle(at);
            }
        }
        for limit in deciding.limits.clone() {
            linked.link_under(deciding, &limit)?;
        }
        Ok(linked)
    }

    fn link_under(&mut self, deciding: &Deciding<'_, '_>, limit: &Active<'_>) -> Result<(), Box<CaseFault>> {
        let mut first_of: HashMap<GroupKey, usize> = HashMap::new();
        let mut covered = Vec::new();
        let mut is_open = false;
        for (measure, form) in deciding.stands_with(limit) {
            for at in measure.claims.clone() {
                let Some(claim) = deciding.claims.get(at).filter(|it| it.status != ClaimStatus::Refused) else {
                    continue;
                };
                covered.push(at);
                for year in measure.measure.years(deciding.evaluator.chosen) {
                    if !form.applies.in_year(year) {
                        continue;
                    }
                    let key = deciding.group(form, claim, year)?;
                    match key.zip(deciding.window(form, claim, year)?) {
                        Some((key, _)) => self.link(*first_of.entry(key).or_insert(at), at),
                        // It could be of any group.
                        None => is_open = true,
                    }
                    if deciding.is_unplaced(form, at, year)? {
                        self.unsettle(at);
                    }
                }
            }
        }
        for (at, form) in deciding.covered(limit) {
            let measured = deciding.measured(form, at)?;
            if let Some(payment) = deciding.payments.get(at)
                && !measured.is_known()
            {
                self.unsettle(payment.claim);
            }
        }
        for counting in &limit.rule.counting {
            let Counting::Measure(name) = counting else { continue };
            let counted = deciding.measures.iter().filter(|open| open.measure.name == *name);
            covered.extend(counted.flat_map(|open| open.claims.clone()));
            is_open = true;
        }
        is_open |= deciding.is_open(limit)?;
        if is_open && let Some(first) = covered.first().copied() {
            covered.iter().for_each(|at| self.link(first, *at));
            self.unsettle(first);
        }
        Ok(())
    }

    fn unsettle(&mut self, claim: usize) {
        let last = self.last(claim);
        if let Some(unsettled) = self.unsettled.get_mut(last) {
            *unsettled = true;
        }
    }

    fn link(&mut self, one: usize, other: usize) {
        let (one, other) = (self.last(one), self.last(other));
        if one == other {
            return;
        }
        if self.unsettled.get(other).copied().unwrap_or(false) {
            self.unsettle(one);
        }
        if let Some(next) = self.next.get_mut(other) {
            *next = one;
        }
    }

    fn is_unsettled(&mut self, claim: usize) -> bool {
        let last = self.last(claim);
        self.unsettled.get(last).copied().unwrap_or(true)
    }

    /// The last of a claim's chain, which is shortened on the way.
    fn last(&mut self, claim: usize) -> usize {
        let mut at = claim;
        while let Some(next) = self.next.get(at).copied().filter(|next| *next != at) {
            let after = self.next.get(next).copied().unwrap_or(next);
            if let Some(own) = self.next.get_mut(at) {
                *own = after;
            }
            at = next;
        }
        at
    }
}

impl Deciding<'_, '_> {
    /// Whether the place of a claim in the order of a limit is unknown.
    fn is_unplaced(&self, form: &Limit, claim: usize, year: u32) -> Result<bool, Box<CaseFault>> {
        let Some(claim) = self.claims.get(claim) else { return Ok(false) };
        let Some(order) = form.order_of_cutting() else { return Ok(false) };
        Ok(self.evaluator.place(order, &claim.frame(year))? == Place::Last)
    }

    /// Whether it is unknown what the ledger has used of a limit.
    fn is_open(&self, limit: &Active<'_>) -> Result<bool, Box<CaseFault>> {
        if matches!(limit.rule.what, LimitWhat::Awards(_)) {
            let holders = self.holders(limit)?;
            return Ok(holders.anywhere || !holders.perhaps.is_empty());
        }
        Ok(!self.ledger_use(limit)?.is_known())
    }
}
