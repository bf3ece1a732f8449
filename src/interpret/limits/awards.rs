//! Limits on the number of awards: by the claim's status, what is paid first, then what qualifies, in claim order.

use indexmap::{IndexMap, IndexSet};

use super::Deciding;
use super::groups::{GroupKey, Placed};
use crate::decision::{Amount, Basis, ClaimStatus, UsedBy};
use crate::interpret::claims::{Place, held};
use crate::interpret::error::CaseFault;
use crate::interpret::ledger::used_by;
use crate::ir::Limit;
use crate::value::Number;

/// The awards of one group.
#[derive(Default)]
pub(super) struct Holders {
    /// Claims with an entry in the ledger.
    pub paid: IndexSet<String>,
    /// Who holds the awards, for the reasons of a refusal.
    pub holding: Vec<UsedBy>,
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
    /// The year in which an award counts: the first of its claim's support years that the limit covers.
    fn year_counted(&self, limit: &Limit) -> u32 {
        let years = self.measure.years(self.evaluator.chosen);
        years.into_iter().find(|year| limit.applies.in_year(*year)).unwrap_or(1)
    }

    /// The claims and ledger entries of a limit on the number of awards, by group.
    pub(super) fn holders(&self, limit: &Limit) -> Result<AllHolders, Box<CaseFault>> {
        let mut groups: IndexMap<GroupKey, Holders> = IndexMap::new();
        let mut anywhere = false;
        let claims: std::collections::HashMap<&str, usize> =
            self.claims.iter().enumerate().map(|(at, claim)| (claim.name.as_str(), at)).collect();
        for entry in self.ledger.entries.iter().filter(|entry| limit.applies.in_year(entry.support_year)) {
            let claim = claims.get(entry.claim.as_str()).and_then(|at| self.claims.get(*at));
            let key = match self.group_of_entry(limit, claim, entry)? {
                Placed::In(key) => key,
                Placed::Anywhere => {
                    anywhere = true;
                    continue;
                }
                Placed::Nowhere => continue,
            };
            let group = groups.entry(key).or_default();
            if group.paid.insert(entry.claim.clone()) {
                group.holding.push(used_by(entry, self.evaluator.program.policy.digits));
            }
        }
        let year = self.year_counted(limit);
        let mut order = Vec::new();
        for (at, claim) in self.claims.iter().enumerate().filter(|(_, claim)| claim.status != ClaimStatus::Refused) {
            let place = match limit.order {
                Some(order) => self.evaluator.place(order, &claim.frame(year))?,
                None => Place::Last,
            };
            order.push((place, at));
        }
        order.sort();
        for (place, at) in order {
            let Some(claim) = self.claims.get(at) else { continue };
            let Some(key) = self.group(limit, claim, year)? else {
                anywhere = true;
                continue;
            };
            let group = groups.entry(key).or_default();
            group.members.push(at);
            let by_limit = limit.order.is_some() && place == Place::Last;
            if by_limit || self.evaluator.is_unplaced(self.measure, claim)? {
                group.unplaced.push(at);
            }
        }
        Ok(AllHolders { groups, anywhere })
    }
}

/// Refuses the claims beyond the number. While none is paid or qualified, all stay pending.
pub(super) fn refuse(
    deciding: &mut Deciding<'_, '_>,
    (step, limit): (usize, &Limit),
    most: u32,
) -> Result<(), Box<CaseFault>> {
    let year = deciding.year_counted(limit);
    let mut all_refused = Vec::new();
    let holders = deciding.holders(limit)?;
    if holders.anywhere {
        deciding.floating.push(step);
    }
    for (_, mut group) in holders.groups {
        let split = deciding.split(&mut group, most as usize, year);
        for at in &split.refused {
            deciding.refuse_one(limit, *at, year, &group.holding)?;
        }
        all_refused.extend(split.refused);
        deciding.displaced.extend(split.pending.into_iter().map(|claim| (claim, split.holders.clone())));
    }
    all_refused.sort_unstable();
    let (refused, kept): (Vec<_>, _) = std::mem::take(&mut deciding.payments)
        .into_iter()
        .partition(|payment| all_refused.binary_search(&payment.claim).is_ok());
    deciding.payments = kept;
    deciding.refused.extend(refused.into_iter().map(|payment| (step, payment)));
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
    fn split(&mut self, group: &mut Holders, most: usize, year: u32) -> Split {
        let mut split = Split { holders: Vec::new(), refused: Vec::new(), pending: Vec::new() };
        let mut taken = group.paid.len();
        for at in &group.members {
            let Some(claim) = self.claims.get_mut(*at) else { continue };
            if group.paid.contains(&claim.name) {
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
            group.holding.extend(split.holders.iter().filter_map(|at| self.holding(*at, year)));
        }
        split
    }

    /// A claim that holds an award, as a derivation names it; its amount is that of its definite payments.
    fn holding(&self, at: usize, year: u32) -> Option<UsedBy> {
        let mut own = self.payments.iter().filter(|it| it.claim == at);
        let sum = own.try_fold(Number::ZERO, |sum, it| sum.plus(it.bounds.known().unwrap_or(Number::ZERO)));
        Some(UsedBy {
            measure: self.measure.name.clone(),
            claim: self.claims.get(at)?.name.clone(),
            support_year: year,
            amount: Amount::new(sum.unwrap_or(Number::ZERO), self.evaluator.program.policy.digits),
            paid_on: None,
        })
    }

    fn refuse_one(&mut self, limit: &Limit, at: usize, year: u32, holding: &[UsedBy]) -> Result<(), Box<CaseFault>> {
        let Some(claim) = self.claims.get(at) else { return Ok(()) };
        let rests_on = if self.detail {
            let keys: Vec<_> = limit.per.iter().filter_map(|key| key.value()).collect();
            self.evaluator.basis(&limit.clause, limit.applies, &keys, &claim.frame(year))?
        } else {
            Basis::default()
        };
        if let Some(claim) = self.claims.get_mut(at) {
            claim.status = ClaimStatus::Refused;
            claim.missing.clear();
            claim.conditions.push(held(&limit.label, rests_on, holding.to_vec()));
        }
        Ok(())
    }
}
