//! What is certain of a pending payment.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use super::Deciding;
use super::groups::GroupKey;
use super::money::leave;
use super::most::Most;
use super::pending::{Pool, PoolWhat};
use super::together::{sum, together};
use crate::interpret::error::CaseFault;
use crate::interpret::payments::State;
use crate::ir::LimitWhat;
use crate::value::{Bounds, Fault, Number};

/// How many of the greatest payments of a group are tried before all of them are added up.
const GREATEST: usize = 4;

/// What is certain of each pending payment: its own least, but no more than its limits leave once the other pending payments have taken
/// their most.
///
/// What they take of a limit is what the limits up to it leave them: what a later one takes from them is not given back.
pub(super) struct Certain<'a, 'd, 'p> {
    deciding: &'a Deciding<'d, 'p>,
    pools: &'a [Pool],
    /// The places of the pools of each payment.
    pools_of: &'a [Vec<usize>],
    /// For each limit what the ledger used in groups that are not known.
    anywhere: &'a [Number],
    /// The most that each payment can be, before any limit and after each.
    most: &'a Most,
    /// For each limit its pools whose group is not known.
    floating: Vec<Vec<usize>>,
    /// For each limit what could come back.
    back: Vec<Back>,
    /// For each pool its members' most together without any limit, and those of them that can bring the most.
    heads: Vec<Head>,
}

/// The most that payments which are not pending could take of a limit once the facts are known: those of displaced claims, and those that came
/// past the limit and got nothing in the end, so that no payment will keep them from coming past it again.
#[derive(Default)]
struct Back {
    by_key: HashMap<GroupKey, Vec<Option<Number>>>,
    anywhere: Vec<Option<Number>>,
}

struct Head {
    sum: Option<Number>,
    greatest: Vec<usize>,
}

impl<'a, 'd, 'p> Certain<'a, 'd, 'p> {
    pub(super) fn new(
        deciding: &'a Deciding<'d, 'p>,
        pools: &'a [Pool],
        pools_of: &'a [Vec<usize>],
        anywhere: &'a [Number],
        most: &'a Most,
    ) -> Result<Certain<'a, 'd, 'p>, Box<CaseFault>> {
        let limits = deciding.limits.len();
        let mut floating = vec![Vec::new(); limits];
        let mut heads = Vec::with_capacity(pools.len());
        for (at, pool) in pools.iter().enumerate() {
            if let Some(floating) = floating.get_mut(pool.limit).filter(|_| pool.key.is_none()) {
                floating.push(at);
            }
            heads.push(Head::of(pool, most).map_err(|fault| deciding.pool_fault(pool, fault))?);
        }
        let mut back = Vec::with_capacity(limits);
        let displaced = deciding.displaced_for_good();
        let mut rest = pools;
        for limit in 0..limits {
            let (of_limit, others) = rest.split_at(rest.partition_point(|pool| pool.limit <= limit));
            rest = others;
            back.push(Back::of(deciding, limit, of_limit, &displaced)?);
        }
        Ok(Certain { deciding, pools, pools_of, anywhere, most, floating, back, heads })
    }

    pub(super) fn at_least(&self, at: usize) -> Result<Number, Fault> {
        let payment = self.deciding.payments.get(at).filter(|payment| payment.certain);
        let Some(payment) = payment else { return Ok(Number::ZERO) };
        let Some(mut least) = payment.own.least().filter(|least| !least.is_zero() && !least.is_negative()) else {
            return Ok(Number::ZERO);
        };
        if self.deciding.claims.get(payment.claim).is_none_or(|claim| claim.displaceable) {
            return Ok(Number::ZERO);
        }
        for place in self.pools_of.get(at).into_iter().flatten() {
            let Some(pool) = self.pools.get(*place) else { continue };
            let elsewhere = self.anywhere.get(pool.limit).copied().unwrap_or(Number::ZERO);
            match &pool.what {
                // A claim whose key is not known could turn out to hold the award, or to stand before it.
                PoolWhat::Awards(_) if !elsewhere.is_zero() => return Ok(Number::ZERO),
                PoolWhat::Awards(_) => {}
                PoolWhat::Money { .. } => {
                    let Some(back) = self.back(pool)? else { return Ok(Number::ZERO) };
                    let left = pool.left_for(at)?.and_then(Bounds::least).unwrap_or(Number::ZERO);
                    let left = left.minus(elsewhere)?.minus(back)?;
                    least = least.min(self.beside_others(at, *place, pool, left, least)?.max(Number::ZERO));
                }
            }
            if least.is_zero() {
                break;
            }
        }
        Ok(least)
    }

    fn back(&self, pool: &Pool) -> Result<Option<Number>, Fault> {
        let Some(back) = self.back.get(pool.limit) else { return Ok(None) };
        let own = pool.key.as_ref().and_then(|key| back.by_key.get(key));
        sum(back.anywhere.iter().chain(own.into_iter().flatten()).copied())
    }

    /// What is left for a payment, up to what it needs, once the other pending payments that could be of its group have taken their most.
    fn beside_others(
        &self,
        at: usize,
        place: usize,
        pool: &Pool,
        left: Number,
        needed: Number,
    ) -> Result<Number, Fault> {
        let own = self.most.after(at, pool.limit);
        let together_at = |others: &[usize]| {
            let mut near: Vec<usize> =
                others.iter().filter_map(|other| self.pools_of.get(*other)).flatten().copied().collect();
            near.sort_unstable();
            near.dedup();
            let near = near.into_iter().filter_map(|near| self.pools.get(near));
            let near: Vec<&Pool> = near.filter(|near| near.limit <= pool.limit).collect();
            together(self.deciding, others, &near, (self.most, pool.limit))
        };
        let floating = self.floating.get(pool.limit).map(Vec::as_slice).unwrap_or_default();
        let alike = || std::iter::once(place).chain(floating.iter().copied().filter(|other| *other != place));
        // Without any limit between them they take at most their sum …
        let heads = || alike().filter_map(|other| self.heads.get(other));
        if let (Some(sum), Some(own)) = (sum(heads().map(|head| head.sum))?, own)
            && left.minus(sum.minus(own)?)? >= needed
        {
            return Ok(needed);
        }
        // … and some of them take no more than all of them.
        let mut greatest: Vec<usize> = heads()
            .take(GREATEST)
            .flat_map(|head| head.greatest.iter().copied())
            .filter(|other| *other != at)
            .collect();
        greatest.sort_unstable();
        greatest.dedup();
        match together_at(&greatest)? {
            Some(some) if some < left => {}
            _ => return Ok(Number::ZERO),
        }
        let others = alike().filter_map(|other| self.pools.get(other)).flat_map(|other| other.members.iter().copied());
        let others: Vec<usize> = others.filter(|other| *other != at).collect();
        match together_at(&others)? {
            Some(taken) => left.minus(taken),
            None => Ok(Number::ZERO),
        }
    }
}

impl Head {
    fn of(pool: &Pool, most: &Most) -> Result<Head, Fault> {
        let of = |member: &usize| most.after(*member, pool.limit);
        let mut greatest = pool.members.clone();
        greatest.sort_by(|left, right| match (of(left), of(right)) {
            (Some(left), Some(right)) => right.cmp(&left),
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
        });
        greatest.truncate(GREATEST);
        Ok(Head { sum: sum(pool.members.iter().map(of))?, greatest })
    }
}

impl Deciding<'_, '_> {
    /// The displaced claims that could still take the place of a claim whose payments are not all settled.
    fn displaced_for_good(&self) -> HashSet<usize> {
        let open = self.payments.iter().filter(|it| it.state == State::Open).map(|it| it.claim);
        let open: HashSet<usize> = open.collect();
        let mut judged: HashMap<*const usize, bool> = HashMap::new();
        let mut displaced = HashSet::new();
        for (claim, holders) in &self.displaced {
            // Claims of one group share their list of holders.
            let judged = judged.entry(holders.as_ptr()).or_insert_with(|| holders.iter().any(|it| open.contains(it)));
            if *judged {
                displaced.insert(*claim);
            }
        }
        displaced
    }
}

impl Back {
    fn of(
        deciding: &Deciding<'_, '_>,
        at: usize,
        pools: &[Pool],
        displaced: &HashSet<usize>,
    ) -> Result<Back, Box<CaseFault>> {
        let mut back = Back::default();
        let Some(limit) = deciding.limit(at) else { return Ok(back) };
        let LimitWhat::Money(_) = limit.rule.what else { return Ok(back) };
        let of_limit: HashMap<&GroupKey, &Pool> =
            pools.iter().filter_map(|pool| Some((pool.key.as_ref()?, pool))).collect();
        for (place, form) in deciding.covered(&limit) {
            let Some(payment) = deciding.payments.get(place) else { continue };
            let Some(claim) = deciding.claims.get(payment.claim) else { continue };
            if let State::Withdrawn(step) = payment.state {
                if step > at || displaced.contains(&payment.claim) {
                    back.note(deciding.group(form, claim, payment.year)?, payment.own.most());
                }
                continue;
            }
            let gone = payment.state == State::Definite && payment.bounds.known().is_some_and(Number::is_zero);
            if !gone || payment.own.most().is_some_and(Number::is_zero) {
                continue;
            }
            let key = deciding.group(form, claim, payment.year)?;
            let pool = key.as_ref().and_then(|key| of_limit.get(key));
            let Some(Pool { what: PoolWhat::Money { used, .. }, .. }) = pool else { continue };
            let (figure, _) = deciding.figure(form, place)?;
            let left = leave(figure, used.sum).map_err(|fault| deciding.limit_fault(form, fault))?;
            back.note(key, payment.own.min(left).most());
        }
        Ok(back)
    }

    fn note(&mut self, key: Option<GroupKey>, most: Option<Number>) {
        match key {
            Some(key) => self.by_key.entry(key).or_default().push(most),
            None => self.anywhere.push(most),
        }
    }
}
