//! Limits on the number of awards: by the claim's status, what is paid first, then what qualifies, in claim order.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use indexmap::IndexMap;

use super::groups::{GroupKey, Placed};
use super::pools::within;
use super::usage::Named;
use super::window::Window;
use super::{Active, Deciding, OpenMeasure};
use crate::decision::{Basis, ClaimStatus, UsedBy};
use crate::interpret::claims::{OpenClaim, Place, held};
use crate::interpret::error::CaseFault;
use crate::interpret::ledger::used_by;
use crate::interpret::payments::{OpenPayment, State};
use crate::ir::{AwardCount, Limit};
use crate::value::{Number, Truth};

/// The awards of one group.
#[derive(Default)]
pub(super) struct Holders {
    /// Claims with an entry in the ledger, by policy, measure and name, each with the place in time at which it counts.
    paid: HashMap<(Option<String>, String, String), i32>,
    /// Who holds the awards, for the reasons of a refusal.
    pub holding: Named,
    /// The claims in the data that may hold one, in order, each with what the limit looks at.
    pub members: Vec<(usize, Window)>,
    /// How many awards each of them is measured against, where that depends on the claim; while it is unknown, the most that it may be.
    numbers: HashMap<usize, usize>,
    /// Those of them whose place in the order is not known: they stand last, and could turn out to stand before all others.
    unplaced: Vec<usize>,
    /// Those of them that were paid.
    paid_members: HashSet<usize>,
    /// How many claims, displaced by a limit before, would stand in the group if they came back, each with the number of members before it.
    ghosts: Vec<usize>,
}

/// The awards of every group of a limit.
pub(super) struct AllHolders {
    pub groups: IndexMap<GroupKey, Holders>,
    /// Whether there is a claim whose group is not known: it could be of any, whatever it brings itself.
    pub anywhere: bool,
}

impl Deciding<'_, '_> {
    /// The year in which an award of a measure counts: the first of its claim's support years that the limit covers.
    fn year_counted(&self, measure: &OpenMeasure<'_, '_>, form: &Limit) -> u32 {
        let years = measure.measure.years(self.evaluator.chosen);
        years.into_iter().find(|year| form.applies.in_year(*year)).unwrap_or(1)
    }

    /// The claims and ledger entries of a limit on the number of awards, by group.
    pub(super) fn holders(&self, limit: &Active<'_>) -> Result<AllHolders, Box<CaseFault>> {
        let mut groups: IndexMap<GroupKey, Holders> = IndexMap::new();
        let mut anywhere = self.paid_holders(limit, &mut groups)?;
        let displaced: HashSet<usize> = self.displaced.iter().map(|(claim, _)| *claim).collect();
        let mut order = Vec::new();
        for (measure, form) in self.stands_with(limit) {
            let year = self.year_counted(measure, form);
            for at in measure.claims.clone() {
                let Some(claim) = self.claims.get(at) else { continue };
                if claim.status == ClaimStatus::Refused && !displaced.contains(&at) {
                    continue;
                }
                if self.has(claim, |payment| payment.voucher == Some(Truth::False)) || self.is_paid_up(claim) {
                    continue;
                }
                let place = match form.order_of_cutting() {
                    Some(order) => self.evaluator.place(order, &claim.frame(year))?,
                    None => Place::Last,
                };
                let window = self.window(form, claim, year)?;
                order.push(((window.map(|window| window.last), place, at), measure, form, window));
            }
        }
        order.sort_by(|left, right| left.0.cmp(&right.0));
        for ((_, place, at), measure, form, window) in order {
            let Some(claim) = self.claims.get(at) else { continue };
            let key = self.group(form, claim, self.year_counted(measure, form))?;
            let Some((key, window)) = key.zip(window) else {
                anywhere = true;
                continue;
            };
            let group = groups.entry(key).or_default();
            let by_limit = form.order_of_cutting().is_some() && place == Place::Last;
            let is_unplaced = by_limit || self.evaluator.is_unplaced(measure.measure, claim)?;
            if claim.status == ClaimStatus::Refused {
                group.ghosts.push(if is_unplaced { 0 } else { group.members.len() });
                continue;
            }
            group.members.push((at, window));
            if let Some(number) = self.number_of_awards(form, claim, self.year_counted(measure, form))? {
                group.numbers.insert(at, number);
            }
            let name = (None, measure.measure.name.clone(), claim.name.clone());
            if group.paid.contains_key(&name) {
                group.paid_members.insert(at);
            }
            if is_unplaced {
                group.unplaced.push(at);
            }
        }
        Ok(AllHolders { groups, anywhere })
    }

    /// How many awards a claim is measured against, at most, where that depends on the claim.
    fn number_of_awards(&self, form: &Limit, claim: &OpenClaim, year: u32) -> Result<Option<usize>, Box<CaseFault>> {
        let Some(number) = form.what.number_of_awards() else { return Ok(None) };
        let most = self.evaluator.evaluate_of(claim, number, &claim.frame(year))?.number().most();
        Ok(most.map(|most| most.to_whole().and_then(|most| usize::try_from(most.max(0)).ok()).unwrap_or(usize::MAX)))
    }

    /// Whether a claim has a payment of some kind.
    fn has(&self, claim: &OpenClaim, kind: impl Fn(&OpenPayment) -> bool) -> bool {
        claim.payments.clone().filter_map(|at| self.payments.get(at)).any(kind)
    }

    /// Whether a claim was paid and has nothing to come: its entries hold their own awards, it holds no other.
    fn is_paid_up(&self, claim: &OpenClaim) -> bool {
        self.has(claim, |payment| matches!(payment.state, State::Paid(_))) && !self.has(claim, OpenPayment::is_live)
    }

    /// Adds the claims that were paid; whether one of them is in a group that is not known.
    fn paid_holders(
        &self,
        limit: &Active<'_>,
        groups: &mut IndexMap<GroupKey, Holders>,
    ) -> Result<bool, Box<CaseFault>> {
        let mut anywhere = false;
        for entry in self.entries(limit) {
            match self.placed(&entry)? {
                Placed::In(key) => {
                    let group = groups.entry(key).or_default();
                    let name = (entry.paid.policy.clone(), entry.paid.measure.clone(), entry.paid.claim.clone());
                    let at = self.place_of_entry(entry.form.period, entry.paid);
                    let first = group.paid.entry(name);
                    if matches!(first, Entry::Vacant(_)) {
                        group.holding.name(used_by(entry.paid, self.evaluator.program.policy.digits));
                    }
                    let first = first.or_insert(at);
                    *first = at.min(*first);
                }
                Placed::Anywhere => anywhere = true,
                Placed::Nowhere => {}
            }
        }
        Ok(anywhere)
    }
}

impl Holders {
    /// How many awards a claim is measured against, at most.
    pub(super) fn number_for(&self, claim: usize, most: AwardCount) -> usize {
        match most {
            AwardCount::Fixed(most) => most as usize,
            AwardCount::Of(_) => self.numbers.get(&claim).copied().unwrap_or(usize::MAX),
        }
    }

    /// Whether a claim in the data was paid.
    pub(super) fn has_paid(&self, claim: usize) -> bool {
        self.paid_members.contains(&claim)
    }

    /// The places in time of the claims that were paid, ascending.
    pub(super) fn places(&self) -> Vec<i32> {
        let mut places: Vec<i32> = self.paid.values().copied().collect();
        places.sort_unstable();
        places
    }
}

/// Refuses the claims beyond the number. While none is paid or qualified, all stay pending.
pub(super) fn refuse(
    deciding: &mut Deciding<'_, '_>,
    step: usize,
    limit: &Active<'_>,
    most: AwardCount,
) -> Result<(), Box<CaseFault>> {
    let holders = deciding.holders(limit)?;
    if holders.anywhere {
        deciding.floating.insert(step);
    }
    for (_, mut group) in holders.groups {
        let split = deciding.split(&mut group, limit, most);
        for at in &split.refused {
            deciding.refuse_one(limit, *at, &group.holding)?;
            deciding.withdraw(*at, step);
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
    /// The claims that are refused.
    refused: Vec<usize>,
    /// Those of them that were pending, or whose place in the order is not known: were a holder not paid by the time their facts are known,
    /// they could take its place.
    pending: Vec<usize>,
}

impl Deciding<'_, '_> {
    fn split(&mut self, group: &mut Holders, limit: &Active<'_>, most: AwardCount) -> Split {
        let mut split = Split { holders: Vec::new(), refused: Vec::new(), pending: Vec::new() };
        let paid = group.places();
        // Members stand in the order of their places in time.
        let mut held: Vec<i32> = Vec::new();
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
        for (place, (at, window)) in group.members.iter().enumerate() {
            let Some(claim) = self.claims.get(*at) else { continue };
            if group.has_paid(*at) {
                continue;
            }
            match claim.status {
                ClaimStatus::Qualified if taken(&held, *window) < group.number_for(*at, most) => {
                    let before = !pending.is_empty() || ghosts_before(place) || could_go_first;
                    if before || (others && moving(at)) {
                        behind.push(*at);
                    }
                    held.push(window.last);
                    split.holders.push(*at);
                }
                ClaimStatus::Qualified => split.refused.push(*at),
                ClaimStatus::Pending => pending.push((*at, *window)),
                ClaimStatus::Refused => {}
            }
        }
        let crowd = paid.len() + held.len() + pending.len() + group.ghosts.len();
        for at in behind.into_iter().filter(|at| crowd > group.number_for(*at, most)) {
            if let Some(holder) = self.claims.get_mut(at) {
                holder.displaceable = true;
            }
        }
        let full = pending.into_iter().filter(|(at, window)| taken(&held, *window) >= group.number_for(*at, most));
        split.pending.extend(full.map(|(at, _)| at));
        let moved: Vec<usize> = split.refused.iter().copied().filter(moving).collect();
        if !moved.is_empty() || split.pending.iter().any(moving) {
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
        let Some(claim) = self.claims.get(at) else { return Ok(()) };
        let (Some(measure), Some(form)) = (self.measure_of(claim), limit.of(claim.measure)) else { return Ok(()) };
        let rests_on = if self.detail {
            let keys = form.per.iter().filter_map(|key| key.value());
            let keys: Vec<_> = form.what.number_of_awards().into_iter().chain(keys).collect();
            let frame = claim.frame(self.year_counted(measure, form));
            self.evaluator.basis(&form.clause, form.applies, &keys, &frame)?
        } else {
            Basis::default()
        };
        if let Some(claim) = self.claims.get_mut(at) {
            claim.status = ClaimStatus::Refused;
            claim.missing.clear();
            claim.conditions.push(held(form.called(), rests_on, holding.by.clone(), holding.more));
        }
        Ok(())
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
