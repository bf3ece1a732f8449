//! Who holds the awards of a limit on their number: by the ledger, and in which order the claims in the data stand.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::groups::{GroupKey, Placed};
use super::perhaps::{OpenKey, Perhaps};
use super::usage::Named;
use super::window::Window;
use super::{Active, Deciding, OpenMeasure};
use crate::decision::{ClaimStatus, UsedBy};
use crate::interpret::claims::{OpenClaim, Place};
use crate::interpret::error::CaseFault;
use crate::interpret::known::Missing;
use crate::interpret::ledger::used_by;
use crate::interpret::payments::{OpenPayment, State};
use crate::ir::{AwardCount, Limit};
use crate::value::{Bounds, Number, Truth};

/// A claim that was paid: policy, measure and name.
type Award = (Option<String>, String, String);

/// The awards of one group.
#[derive(Default)]
pub(super) struct Holders {
    /// Claims with an entry in the ledger, by policy, measure and name, each with the place in time at which it counts.
    paid: HashMap<Award, i32>,
    /// Who holds the awards, for the reasons of a refusal.
    pub holding: Named,
    /// The claims in the data that may hold one, in order, each with what the limit looks at.
    pub members: Vec<(usize, Window)>,
    /// How many awards each of them is measured against, where that depends on the claim; while it is unknown, the most that it may be.
    numbers: HashMap<usize, usize>,
    /// Those of them whose place in the order is not known: they stand last, and could turn out to stand before all others.
    pub unplaced: Vec<usize>,
    /// Those of them that were paid.
    paid_members: HashSet<usize>,
    /// How many claims, displaced by a limit before, would stand in the group if they came back, each with the number of members before it.
    pub ghosts: Vec<usize>,
}

/// The awards of every group of a limit.
pub(super) struct AllHolders {
    pub groups: IndexMap<GroupKey, Holders>,
    /// Claims with an entry in the ledger of which it is not known in which group they hold an award.
    pub perhaps: Perhaps,
    /// Whether there is a claim to come whose group is not known: it could be of any, whatever it brings itself.
    pub anywhere: bool,
}

impl Deciding<'_, '_> {
    /// The year in which an award of a measure counts: the first of its claim's support years that the limit covers.
    pub(super) fn year_counted(&self, measure: &OpenMeasure<'_, '_>, form: &Limit) -> u32 {
        let years = measure.measure.years(self.evaluator.chosen);
        years.into_iter().find(|year| form.applies.in_year(*year)).unwrap_or(1)
    }

    /// The claims and ledger entries of a limit on the number of awards, by group.
    pub(super) fn holders(&self, limit: &Active<'_>) -> Result<AllHolders, Box<CaseFault>> {
        let mut groups: IndexMap<GroupKey, Holders> = IndexMap::new();
        let perhaps = self.paid_holders(limit, &mut groups)?;
        let mut anywhere = false;
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
        Ok(AllHolders { groups, perhaps, anywhere })
    }

    /// How many awards a claim is measured against, at most, where that depends on the claim.
    fn number_of_awards(&self, form: &Limit, claim: &OpenClaim, year: u32) -> Result<Option<usize>, Box<CaseFault>> {
        let Some(number) = form.what.number_of_awards() else { return Ok(None) };
        let most = self.evaluator.evaluate_of(claim, number, &claim.frame(year))?.number().most();
        Ok(most.map(|most| most.to_whole().and_then(|most| usize::try_from(most.max(0)).ok()).unwrap_or(usize::MAX)))
    }

    /// Whether a claim has a payment of some kind.
    pub(super) fn has(&self, claim: &OpenClaim, kind: impl Fn(&OpenPayment) -> bool) -> bool {
        claim.payments.clone().filter_map(|at| self.payments.get(at)).any(kind)
    }

    /// Whether a claim was paid and has nothing to come: its entries hold their own awards, it holds no other.
    fn is_paid_up(&self, claim: &OpenClaim) -> bool {
        self.has(claim, |payment| matches!(payment.state, State::Paid(_))) && !self.has(claim, OpenPayment::is_live)
    }

    /// Adds the claims that were paid, and gives those of which it is not known in which group.
    fn paid_holders(
        &self,
        limit: &Active<'_>,
        groups: &mut IndexMap<GroupKey, Holders>,
    ) -> Result<Perhaps, Box<CaseFault>> {
        let mut among: IndexMap<(OpenKey, Award), (i32, UsedBy, Missing)> = IndexMap::new();
        for entry in self.entries(limit) {
            let name = || (entry.paid.policy.clone(), entry.paid.measure.clone(), entry.paid.claim.clone());
            let at = self.place_of_entry(entry.form.period, entry.paid);
            let by = || used_by(entry.paid, self.evaluator.program.policy.digits);
            match self.placed(&entry)? {
                Placed::In(key) => {
                    let group = groups.entry(key).or_default();
                    let first = group.paid.entry(name());
                    if matches!(first, Entry::Vacant(_)) {
                        group.holding.name(by());
                    }
                    let first = first.or_insert(at);
                    *first = at.min(*first);
                }
                Placed::Among(key, missing) => {
                    let (first, ..) = among.entry((key, name())).or_insert_with(|| (at, by(), missing));
                    *first = at.min(*first);
                }
                Placed::Nowhere => {}
            }
        }
        let mut perhaps = Perhaps::default();
        for ((key, _), (at, by, missing)) in among {
            let one = Bounds::Exactly(Number::ONE);
            let added = perhaps.add(key, at, one, Some(by), self.evaluator.paths(&missing));
            added.map_err(|fault| self.limit_fault(limit.rule, fault))?;
        }
        Ok(perhaps)
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
