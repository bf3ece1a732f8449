//! Limits on the number of awards: by the claim's status, what is paid first, then what qualifies, in claim order.

use std::rc::Rc;

use super::holders::{AllHolders, Holders};
use super::money::await_all;
use super::pools::within;
use super::usage::{Named, Used};
use super::window::Window;
use super::{Active, Deciding};
use crate::decision::{Basis, ClaimStatus, ConditionResult, UsedBy};
use crate::interpret::claims::held;
use crate::interpret::error::CaseFault;
use crate::interpret::payments::State;
use crate::ir::{AwardCount, Limit};
use crate::value::{Number, Truth};

/// Refuses the claims beyond the number. While none is paid or qualified, all stay pending.
pub(super) fn refuse(
    deciding: &mut Deciding<'_, '_>,
    step: usize,
    limit: &Active<'_>,
    most: AwardCount,
) -> Result<(), Box<CaseFault>> {
    let AllHolders { groups, mut perhaps, anywhere } = deciding.holders(limit)?;
    if anywhere {
        deciding.floating.insert(step);
    }
    for (key, mut group) in groups {
        let mut may_hold = Vec::with_capacity(group.members.len());
        for (_, window) in &group.members {
            let most = perhaps.most(&key, *window).map_err(|fault| deciding.limit_fault(limit.rule, fault))?;
            let most = most.and_then(Number::to_whole).and_then(|most| usize::try_from(most).ok());
            may_hold.push(most.unwrap_or(usize::MAX));
        }
        let split = deciding.split(&mut group, &may_hold, limit, most);
        for at in &split.refused {
            deciding.refuse_one(limit, *at, &group.holding)?;
            deciding.withdraw(*at, step);
        }
        for (at, window) in split.open {
            let used = perhaps.within(&key, window).map_err(|fault| deciding.limit_fault(limit.rule, fault))?;
            deciding.leave_open(limit, at, used)?;
        }
        let holders: Rc<[usize]> = split.holders.into();
        deciding.displaced.extend(split.pending.into_iter().map(|claim| (claim, Rc::clone(&holders))));
    }
    Ok(())
}

/// What becomes of the members of a group.
struct Split {
    /// The qualified claims that hold an award that was not paid.
    holders: Vec<usize>,
    /// The qualified claims that hold none if awards in the ledger, whose group is not known, are of this one; each with the time within which those
    /// lie. Over several years one of them may leave its place to a later claim, and that takes the place of a third.
    open: Vec<(usize, Window)>,
    /// The claims that are refused.
    refused: Vec<usize>,
    /// Those of them that were pending, or whose place in the order is not known: were a holder not paid by the time their facts are known,
    /// they could take its place.
    pending: Vec<usize>,
}

impl Deciding<'_, '_> {
    /// For each member, `may_hold` tells how many awards of which the group is not known may be held before it.
    fn split(&mut self, group: &mut Holders, may_hold: &[usize], limit: &Active<'_>, most: AwardCount) -> Split {
        let mut split = Split { holders: Vec::new(), open: Vec::new(), refused: Vec::new(), pending: Vec::new() };
        let paid = group.places();
        // Members stand in the order of their places in time; of all who hold an award, and of those who surely do.
        let (mut held, mut sure): (Vec<i32>, Vec<i32>) = (Vec::new(), Vec::new());
        let taken = |held: &[i32], window: Window| within(&paid, window) + within(held, window);
        let mut pending = Vec::new();
        // Holders that come after claims which could still take an award.
        let mut behind = Vec::new();
        let ghosts_before = |place: usize| group.ghosts.iter().any(|before| *before <= place);
        group.unplaced.sort_unstable();
        let moving = |at: &usize| group.unplaced.binary_search(at).is_ok();
        let is_pending = |at: &usize| self.claims.get(*at).is_some_and(|claim| claim.status == ClaimStatus::Pending);
        let could_go_first = group.unplaced.iter().any(is_pending);
        let others = !group.ghosts.is_empty() || group.members.iter().any(|(at, _)| is_pending(at));
        for (place, ((at, window), may_hold)) in group.members.iter().zip(may_hold).enumerate() {
            let Some(claim) = self.claims.get(*at) else { continue };
            if group.has_paid(*at) {
                continue;
            }
            let number = group.number_for(*at, most);
            match claim.status {
                ClaimStatus::Qualified => {
                    let used = taken(&held, *window);
                    let first = split.open.partition_point(|(_, open)| open.last < window.first);
                    let doubt = split.open.get(first).filter(|_| *window != Window::ALL).map(|(_, open)| open.first);
                    let is_open = doubt.is_some() || (used < number && used.saturating_add(*may_hold) >= number);
                    if used < number {
                        let before = !pending.is_empty() || ghosts_before(place) || could_go_first;
                        if before || (others && moving(at)) {
                            behind.push((*at, *may_hold));
                        }
                        held.push(window.last);
                        split.holders.push(*at);
                    }
                    if is_open {
                        let first = doubt.map_or(window.first, |doubt| doubt.min(window.first));
                        split.open.push((*at, Window { first, ..*window }));
                    } else if used < number {
                        sure.push(window.last);
                    } else {
                        split.refused.push(*at);
                    }
                }
                ClaimStatus::Pending => pending.push((*at, *window)),
                ClaimStatus::Refused => {}
            }
        }
        let crowd = paid.len() + held.len() + pending.len() + group.ghosts.len();
        for (at, may_hold) in behind {
            if crowd.saturating_add(may_hold) > group.number_for(at, most)
                && let Some(holder) = self.claims.get_mut(at)
            {
                holder.displaceable = true;
            }
        }
        let full = pending.into_iter().filter(|(at, window)| taken(&sure, *window) >= group.number_for(*at, most));
        split.pending.extend(full.map(|(at, _)| at));
        let moved: Vec<usize> = split.refused.iter().copied().filter(moving).collect();
        let is_moving = |(at, _): &(usize, Window)| moving(at);
        if !moved.is_empty() || split.pending.iter().any(moving) || split.open.iter().any(is_moving) {
            for at in &split.holders {
                if let Some(holder) = self.claims.get_mut(*at) {
                    holder.displaceable = true;
                }
            }
        }
        // An award that is a voucher may lapse, and leave its place to others.
        let may_lapse = |at: &usize| {
            let holder = self.claims.get(*at);
            holder.is_some_and(|holder| self.has(holder, |payment| payment.voucher == Some(Truth::Unknown)))
        };
        let moved = if split.holders.iter().any(may_lapse) { split.refused.clone() } else { moved };
        split.refused.extend(split.pending.iter().copied());
        split.pending.extend(moved);
        if self.detail && !split.refused.is_empty() {
            for holder in split.holders.iter().filter_map(|at| self.holding(*at, limit)) {
                group.holding.name(holder);
            }
        }
        split
    }

    /// A claim that holds an award, as a derivation names it; its amount is that of its definite payments. What other applicants may leave
    /// nothing of is not definite.
    fn holding(&self, at: usize, limit: &Active<'_>) -> Option<UsedBy> {
        let claim = self.claims.get(at)?;
        let measure = self.measure_of(claim)?;
        let year = self.year_counted(measure, limit.of(claim.measure)?);
        let shared = limit.rule.shared.is_some();
        let mut own = claim.payments.clone().filter_map(|at| self.payments.get(at)).filter(|_| !shared);
        let sum = own.try_fold(Number::ZERO, |sum, it| sum.plus(it.bounds.known().unwrap_or(Number::ZERO)));
        Some(self.user(claim, year, sum.unwrap_or(Number::ZERO), None))
    }

    fn refuse_one(&mut self, limit: &Active<'_>, at: usize, holding: &Named) -> Result<(), Box<CaseFault>> {
        let (Some(form), rests_on) = (self.form_for(limit, at), self.rests_on(limit, at)?) else { return Ok(()) };
        if let Some(claim) = self.claims.get_mut(at) {
            claim.status = ClaimStatus::Refused;
            claim.missing.clear();
            claim.conditions.push(held(form.called(), rests_on, holding.by.clone(), holding.more));
        }
        Ok(())
    }

    /// Leaves a claim pending till it is known of which group awards in the ledger are.
    fn leave_open(&mut self, limit: &Active<'_>, at: usize, used: Used) -> Result<(), Box<CaseFault>> {
        let (Some(form), rests_on) = (self.form_for(limit, at), self.rests_on(limit, at)?) else { return Ok(()) };
        let Some(claim) = self.claims.get_mut(at) else { return Ok(()) };
        claim.status = ClaimStatus::Pending;
        await_all(&mut claim.awaits, &used.awaits);
        let condition = held(form.called(), rests_on, used.named.by, used.named.more);
        claim.conditions.push(ConditionResult { holds: None, missing: used.awaits.clone(), ..condition });
        for payment in self.payments.get_mut(claim.payments.clone()).unwrap_or_default() {
            if payment.is_live() && !payment.bounds.known().is_some_and(Number::is_zero) {
                payment.leave_open();
                await_all(&mut payment.awaits, &used.awaits);
            }
        }
        Ok(())
    }

    /// The form of a limit that counts for a claim.
    fn form_for<'l>(&self, limit: &Active<'l>, claim: usize) -> Option<&'l Limit> {
        limit.of(self.claims.get(claim)?.measure)
    }

    /// What the outcome of a limit on the number of awards rests on, where derivations are kept.
    fn rests_on(&self, limit: &Active<'_>, at: usize) -> Result<Basis, Box<CaseFault>> {
        let claim = self.claims.get(at).filter(|_| self.detail);
        let found = claim.and_then(|claim| Some((claim, self.measure_of(claim)?, limit.of(claim.measure)?)));
        let Some((claim, measure, form)) = found else { return Ok(Basis::default()) };
        let keys = form.per.iter().filter_map(|key| key.value());
        let keys: Vec<_> = form.what.number_of_awards().into_iter().chain(keys).collect();
        self.evaluator.basis(&form.clause, form.applies, &keys, &claim.frame(self.year_counted(measure, form)))
    }

    /// Takes the payments of a refused claim out.
    fn withdraw(&mut self, claim: usize, step: usize) {
        let own = self.claims.get(claim).map(|claim| claim.payments.clone()).unwrap_or_default();
        for at in own {
            if let Some(payment) = self.payments.get_mut(at) {
                payment.state = State::Withdrawn(step);
            }
        }
    }
}
