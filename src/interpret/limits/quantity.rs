//! Limits on a quantity: who is left less of it than the claim brings is paid in proportion.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::most::Most;
use super::pools::Pool;
use super::room::Measured;
use super::together::{Block, sum};
use super::usage::Used;
use super::window::Window;
use super::{Active, Deciding};
use crate::case::Paid;
use crate::decision::Awaited;
use crate::interpret::claims::OpenClaim;
use crate::interpret::error::CaseFault;
use crate::interpret::payments::OpenPayment;
use crate::ir::{ExprId, Limit, LimitWhat};
use crate::value::{Bounds, Fault, Number};

/// An award of the ledger: policy, measure, claim and support year.
type Award<'c> = (Option<&'c str>, &'c str, &'c str, u32);

/// What the entries of each award say that they used of a quantity. What they don't say counts once for the award, with the first of them that says
/// nothing.
#[derive(Default)]
pub(super) struct Untold<'c> {
    told: HashMap<Award<'c>, Number>,
}

impl<'c> Untold<'c> {
    /// What the entries that count towards a limit say; nothing is asked of a limit on anything else.
    pub(super) fn of(limit: &Active<'_>, entries: impl Iterator<Item = &'c Paid>) -> Result<Untold<'c>, Fault> {
        match limit.rule.what {
            LimitWhat::Quantity { .. } => Untold::of_entries(entries),
            LimitWhat::Money(_) | LimitWhat::Awards(_) | LimitWhat::Highest => Ok(Untold::default()),
        }
    }

    fn of_entries(entries: impl Iterator<Item = &'c Paid>) -> Result<Untold<'c>, Fault> {
        let mut told: HashMap<Award<'c>, Number> = HashMap::new();
        for paid in entries {
            let sum = told.entry(award_of(paid)).or_insert(Number::ZERO);
            *sum = sum.plus(paid.quantity.unwrap_or(Number::ZERO))?;
        }
        Ok(Untold { told })
    }
}

fn award_of(paid: &Paid) -> Award<'_> {
    (paid.policy.as_deref(), &paid.measure, &paid.claim, paid.support_year)
}

/// What was paid of an award before, or set apart, and what that used of a quantity: the limit measures the whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Begun {
    pub amount: Number,
    /// What entries of the ledger have used.
    pub entries: Bounds,
    /// What they and what is set apart have used.
    pub used: Bounds,
}

impl Begun {
    /// What others have used.
    pub(super) fn beside(self, mut used: Used, (measure, claim, year): (&str, &str, u32)) -> Result<Used, Fault> {
        let less = |all: Option<Number>, own: Option<Number>| all.zip(own).map(|(all, own)| all.minus(own)).transpose();
        let least = less(used.sum.least(), self.used.least())?.map(|sum| sum.max(Number::ZERO));
        let most = less(used.sum.most(), self.used.most())?.map(|sum| sum.max(Number::ZERO));
        used.sum = Bounds::between(least.or(Some(Number::ZERO)), most);
        let is_own = |by: &crate::decision::UsedBy| {
            by.policy.is_none() && (by.measure.as_str(), by.claim.as_str(), by.support_year) == (measure, claim, year)
        };
        used.named.by.retain(|by| !is_own(by));
        Ok(used)
    }
}

impl Deciding<'_, '_> {
    /// The measure and the claim of an award, by name, and its support year.
    pub(super) fn award(&self, claim: usize, year: u32) -> (&str, &str, u32) {
        let Some(claim) = self.claims.get(claim) else { return ("", "", year) };
        (self.measure_of(claim).map_or("", |open| open.measure.name.as_str()), claim.name.as_str(), year)
    }

    /// What an entry uses of a quantity, and what that waits for.
    pub(super) fn quantity_of<'c>(
        &self,
        (form, of): (&Limit, ExprId),
        paid: &'c Paid,
        claim: Option<&OpenClaim>,
        untold: &mut Untold<'c>,
    ) -> Result<(Bounds, Vec<Awaited>), Box<CaseFault>> {
        let zero = Bounds::Exactly(Number::ZERO);
        if let Some(quantity) = paid.quantity {
            return Ok((Bounds::Exactly(quantity), Vec::new()));
        }
        if paid.amount.is_zero() {
            return Ok((zero, Vec::new()));
        }
        let Some(told) = untold.told.remove(&award_of(paid)) else { return Ok((zero, Vec::new())) };
        let known = claim.map(|claim| self.evaluator.evaluate_of(claim, of, &claim.frame(paid.support_year)));
        let known = match known {
            Some(Err(fault)) if claim.is_none_or(|claim| self.awards_in(claim, paid.support_year)) => {
                return Err(fault);
            }
            Some(Ok(known)) => known,
            Some(Err(_)) | None => {
                let (measure, claim, support_year) = (paid.measure.clone(), paid.claim.clone(), paid.support_year);
                let own = Awaited::Quantity { measure, claim, support_year };
                return Ok((Bounds::Between(Some(Number::ZERO), None), vec![own]));
            }
        };
        let rest = known.number().minus(Bounds::Exactly(told)).map_err(|fault| self.limit_fault(form, fault))?;
        let awaits = if known.number().known().is_some() { Vec::new() } else { self.evaluator.paths(&known.missing) };
        Ok((rest.max(zero), awaits))
    }

    /// Whether the measure of a claim awards anything in a support year. The ledger may have others, of rules before an amendment: a
    /// formula then need not have a value.
    pub(super) fn awards_in(&self, claim: &OpenClaim, year: u32) -> bool {
        self.measure_of(claim).is_some_and(|open| open.measure.award_of(year, self.evaluator.chosen).is_some())
    }

    /// The entries of the ledger for an award.
    pub(super) fn entries_of(&self, payment: &OpenPayment) -> impl Iterator<Item = &Paid> {
        let year = payment.year;
        let claim = self.claims.get(payment.claim);
        let open = claim.and_then(|claim| Some((self.measure_of(claim)?, claim)));
        open.into_iter().flat_map(move |(open, claim)| open.ledger.of_part(&claim.name, year, None))
    }

    /// What an award brings of a quantity in a window, and what of it was paid or is set apart: what entries of other times tell of it is gone,
    /// with what they paid.
    fn begun(
        &self,
        (place, form, of): (usize, &Limit, ExprId),
        (at, payment): (usize, &OpenPayment),
        window: Option<Window>,
        quantity: Bounds,
    ) -> Result<(Bounds, Option<Begun>), Box<CaseFault>> {
        let fault = |fault: Fault| self.limit_fault(form, fault);
        let taken = payment.taken().map_err(fault)?;
        let mut amount = taken;
        let Some(claim) = self.claims.get(payment.claim) else { return Ok((quantity, None)) };
        if amount.is_zero() && self.entries_of(payment).next().is_none() {
            return Ok((quantity, None));
        }
        let time = self.time(form, claim, payment.year)?;
        let Some((time, window)) = time.zip(window) else {
            // Nobody can tell how much of it counts in the same time as the rest.
            return Ok((Bounds::between(Some(Number::ZERO), None), None));
        };
        let zero = Bounds::Exactly(Number::ZERO);
        let (mut entries, mut elsewhere) = (zero, zero);
        let mut untold = Untold::of_entries(self.entries_of(payment)).map_err(fault)?;
        for paid in self.entries_of(payment) {
            let (quantity, _) = self.quantity_of((form, of), paid, Some(claim), &mut untold)?;
            // They have the keys of the award, known or not.
            if Self::time_of_entry(form, paid) == time && window.holds(self.place_of_entry(form.period, paid)) {
                entries = entries.plus(quantity).map_err(fault)?;
            } else {
                elsewhere = elsewhere.plus(quantity).map_err(fault)?;
                amount = amount.minus(paid.amount).map_err(fault)?;
            }
        }
        let quantity = quantity.minus(elsewhere).map_err(fault)?.max(zero);
        let mut used = entries;
        if taken != payment.begun {
            let apart = self.takes_apart((place, at), quantity, entries).map_err(fault)?;
            used = used.plus(apart).map_err(fault)?;
        }
        Ok((quantity, Some(Begun { amount, entries, used })))
    }

    /// Notes what of an award was begun, where a limit is on a quantity.
    pub(super) fn note_begun(
        &self,
        measured: &mut Measured,
        (place, form): (usize, &Limit),
        at: usize,
        window: Option<Window>,
    ) -> Result<(), Box<CaseFault>> {
        let LimitWhat::Quantity { of, .. } = form.what else { return Ok(()) };
        let (Some(payment), Some(quantity)) = (self.payments.get(at), measured.quantity) else { return Ok(()) };
        let (quantity, begun) = self.begun((place, form, of), (at, payment), window, quantity)?;
        (measured.quantity, measured.begun) = (Some(quantity), begun);
        Ok(())
    }

    /// What a definite payment uses of a quantity beside what entries of its award have: the ledger may tell what was left of it, or nothing.
    pub(super) fn takes_apart(&self, at: (usize, usize), quantity: Bounds, entries: Bounds) -> Result<Bounds, Fault> {
        let rest = quantity.minus(entries)?.max(Bounds::Exactly(Number::ZERO));
        let taken = self.taken.get(&at).and_then(|taken| taken.least());
        let least = taken.or(rest.least());
        let most = rest.most().zip(least).map(|(most, least)| most.max(least));
        Ok(Bounds::between(least, most))
    }
}

/// What several payments can bring together of a limit on a quantity: the dearest first, the last of them in part.
pub(super) fn merge(
    deciding: &Deciding<'_, '_>,
    pool: &Pool,
    blocks: Vec<Block>,
    most: &Most,
) -> Result<Vec<Block>, Fault> {
    let all = sum(blocks.iter().map(|block| block.most))?;
    let mut left = Number::ZERO;
    let mut shares = Vec::with_capacity(blocks.len());
    for block in &blocks {
        // Only single payments are shared out; where one may bring nothing of the quantity, nothing bounds it.
        let [member] = block.members.as_slice() else { return Ok(blocks) };
        let (Some(bound), Some(room)) = (block.most, pool.room(*member)) else { return Ok(blocks) };
        if room.measured.begun.is_some() {
            return Ok(blocks);
        }
        let quantity = room.measured.quantity.and_then(|quantity| quantity.least()).filter(|least| !least.is_zero());
        let Some(room) = room.left.most() else { return Ok(blocks) };
        left = left.max(room);
        let dear = most.before(*member, pool.limit).zip(quantity);
        shares.push((dear.map(|(amount, quantity)| amount.divided_by(quantity)).transpose()?, bound));
    }
    shares.sort_by(|left, right| match (left.0, right.0) {
        (Some(left), Some(right)) => right.cmp(&left),
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
    });
    let mut together = Number::ZERO;
    let rounding = deciding.rounding();
    let count = i64::try_from(shares.len()).unwrap_or(i64::MAX);
    let mut whole = true;
    for (dear, bound) in shares {
        let part = match dear {
            Some(dear) => bound.min(dear.times(left)?),
            None => bound,
        };
        if let Some(dear) = dear.filter(|dear| !dear.is_zero()) {
            left = left.minus(part.divided_by(dear)?)?;
        }
        together = together.plus(part)?;
        whole &= rounding.round(bound)? == bound;
    }
    let caps = pool.rooms().iter().map(|room| room.measured.cap);
    let one_figure = pool.rooms().first().and_then(|room| room.measured.cap.known());
    together = if whole && one_figure.is_some() && caps.map(Bounds::known).all(|cap| cap == one_figure) {
        // One figure cuts one of them alone.
        rounding.round(together)?
    } else {
        together.plus(Number::from(rounding.unit).times(Number::from(count))?)?
    };
    let mut members: Vec<usize> = blocks.iter().flat_map(|block| block.members.iter().copied()).collect();
    members.sort_unstable();
    Ok(vec![Block { members, most: all.map(|all| all.min(together)) }])
}
