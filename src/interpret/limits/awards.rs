//! Limits on the number of awards: by the claim's status, what is paid first, then what qualifies, in claim order.

use std::collections::HashSet;
use std::rc::Rc;

use indexmap::IndexMap;

use super::groups::{GroupKey, Placed};
use super::money::Used;
use super::{Active, Deciding, OpenMeasure};
use crate::decision::{Basis, ClaimStatus, UsedBy};
use crate::interpret::claims::{OpenClaim, Place, held};
use crate::interpret::error::CaseFault;
use crate::interpret::ledger::used_by;
use crate::interpret::payments::State;
use crate::ir::Limit;
use crate::value::Number;

/// The awards of one group.
#[derive(Default)]
pub(super) struct Holders {
    /// Claims with an entry in the ledger, by their measure and name.
    pub paid: HashSet<(usize, String)>,
    /// Who holds the awards, for the reasons of a refusal.
    pub holding: Used,
    /// The claims in the data that may hold one, in order.
    pub members: Vec<usize>,
    /// Those of them whose place in the order is not known: they stand last, and could turn out to stand before all others.
    unplaced: Vec<usize>,
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
        let mut anywhere = false;
        let mut order = Vec::new();
        for (place, form) in &limit.forms {
            let Some(measure) = self.measures.get(*place) else { continue };
            anywhere |= self.paid_holders(*place, measure, form, &mut groups)?;
            let year = self.year_counted(measure, form);
            for at in measure.claims.clone() {
                let Some(claim) = self.claims.get(at).filter(|it| it.status != ClaimStatus::Refused) else { continue };
                let place = match form.order {
                    Some(order) => self.evaluator.place(order, &claim.frame(year))?,
                    None => Place::Last,
                };
                order.push(((place, at), measure, *form, year));
            }
        }
        order.sort_by(|left, right| left.0.cmp(&right.0));
        for ((place, at), measure, form, year) in order {
            let Some(claim) = self.claims.get(at) else { continue };
            let Some(key) = self.group(form, claim, year)? else {
                anywhere = true;
                continue;
            };
            let group = groups.entry(key).or_default();
            group.members.push(at);
            let by_limit = form.order.is_some() && place == Place::Last;
            if by_limit || self.evaluator.is_unplaced(measure.measure, claim)? {
                group.unplaced.push(at);
            }
        }
        Ok(AllHolders { groups, anywhere })
    }

    /// Adds the claims of a measure that were paid; whether one of them is in a group that is not known.
    fn paid_holders(
        &self,
        place: usize,
        measure: &OpenMeasure<'_, '_>,
        form: &Limit,
        groups: &mut IndexMap<GroupKey, Holders>,
    ) -> Result<bool, Box<CaseFault>> {
        if measure.ledger.entries.is_empty() {
            return Ok(false);
        }
        let mut anywhere = false;
        let claims = self.by_name(measure);
        for entry in measure.ledger.entries.iter().filter(|entry| form.applies.in_year(entry.support_year)) {
            let claim = claims.get(entry.claim.as_str()).and_then(|at| self.claims.get(*at));
            match self.group_of_entry(form, claim, entry)? {
                Placed::In(key) => {
                    let group = groups.entry(key).or_default();
                    if group.paid.insert((place, entry.claim.clone())) {
                        group.holding.name(used_by(entry, self.evaluator.program.policy.digits));
                    }
                }
                Placed::Anywhere => anywhere = true,
                Placed::Nowhere => {}
            }
        }
        Ok(anywhere)
    }
}

impl Holders {
    /// Whether a claim was paid.
    pub(super) fn has_paid(&self, claim: &OpenClaim) -> bool {
        self.paid.contains(&(claim.measure, claim.name.clone()))
    }
}

/// Refuses the claims beyond the number. While none is paid or qualified, all stay pending.
pub(super) fn refuse(
    deciding: &mut Deciding<'_, '_>,
    step: usize,
    limit: &Active<'_>,
    most: u32,
) -> Result<(), Box<CaseFault>> {
    let holders = deciding.holders(limit)?;
    if holders.anywhere {
        deciding.floating.insert(step);
    }
    for (_, mut group) in holders.groups {
        let split = deciding.split(&mut group, limit, most as usize);
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
    fn split(&mut self, group: &mut Holders, limit: &Active<'_>, most: usize) -> Split {
        let mut split = Split { holders: Vec::new(), refused: Vec::new(), pending: Vec::new() };
        let mut taken = group.paid.len();
        for at in &group.members {
            let Some(claim) = self.claims.get_mut(*at) else { continue };
            if group.has_paid(claim) {
                continue;
            }
            match claim.status {
                ClaimStatus::Qualified if taken < most => {
                    taken += 1;
                    claim.displaceable |= !split.pending.is_empty();
                    split.holders.push(*at);
                }
                ClaimStatus::Qualified => split.refused.push(*at),
                ClaimStatus::Pending => split.pending.push(*at),
                ClaimStatus::Refused => {}
            }
        }
        if taken < most {
            split.pending.clear();
        }
        group.unplaced.sort_unstable();
        let moving = |at: &usize| group.unplaced.binary_search(at).is_ok();
        let moved: Vec<usize> = split.refused.iter().copied().filter(moving).collect();
        if !moved.is_empty() || split.pending.iter().any(moving) {
            for at in &split.holders {
                if let Some(holder) = self.claims.get_mut(*at) {
                    holder.displaceable = true;
                }
            }
        }
        split.refused.extend(split.pending.iter().copied());
        split.pending.extend(moved);
        if self.detail && !split.refused.is_empty() {
            for holder in split.holders.iter().filter_map(|at| self.holding(*at, limit)) {
                group.holding.name(holder);
            }
        }
        split
    }

    /// A claim that holds an award, as a derivation names it; its amount is that of its definite payments.
    fn holding(&self, at: usize, limit: &Active<'_>) -> Option<UsedBy> {
        let claim = self.claims.get(at)?;
        let measure = self.measure_of(claim)?;
        let year = self.year_counted(measure, limit.of(claim.measure)?);
        let mut own = claim.payments.clone().filter_map(|at| self.payments.get(at));
        let sum = own.try_fold(Number::ZERO, |sum, it| sum.plus(it.bounds.known().unwrap_or(Number::ZERO)));
        Some(self.user(claim, year, sum.unwrap_or(Number::ZERO)))
    }

    fn refuse_one(&mut self, limit: &Active<'_>, at: usize, holding: &Used) -> Result<(), Box<CaseFault>> {
        let Some(claim) = self.claims.get(at) else { return Ok(()) };
        let (Some(measure), Some(form)) = (self.measure_of(claim), limit.of(claim.measure)) else { return Ok(()) };
        let rests_on = if self.detail {
            let keys: Vec<_> = form.per.iter().filter_map(|key| key.value()).collect();
            let frame = claim.frame(self.year_counted(measure, form));
            self.evaluator.basis(&form.clause, form.applies, &keys, &frame)?
        } else {
            Basis::default()
        };
        if let Some(claim) = self.claims.get_mut(at) {
            claim.status = ClaimStatus::Refused;
            claim.missing.clear();
            claim.conditions.push(held(&form.label, rests_on, holding.by.clone(), holding.more));
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
