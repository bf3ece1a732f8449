//! What is certain of a pending payment.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use super::Deciding;
use super::groups::GroupKey;
use super::highest::Rival;
use super::most::Most;
use super::pools::{Pool, PoolWhat, Pools};
use super::room::least_part;
use super::together::{sum, together};
use super::window::{Window, looks_back};
use crate::decision::ClaimStatus;
use crate::interpret::error::CaseFault;
use crate::interpret::payments::{OpenPayment, State};
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
    pools: &'a Pools,
    /// The places of the pools of each payment.
    pools_of: &'a [Vec<usize>],
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
        pools: &'a Pools,
        pools_of: &'a [Vec<usize>],
        most: &'a Most,
    ) -> Result<Certain<'a, 'd, 'p>, Box<CaseFault>> {
        let limits = deciding.limits.len();
        let mut floating = vec![Vec::new(); limits];
        let mut heads = Vec::with_capacity(pools.all.len());
        for (at, pool) in pools.all.iter().enumerate() {
            if let Some(floating) = floating.get_mut(pool.limit).filter(|_| pool.key.is_none()) {
                floating.push(at);
            }
            heads.push(Head::of(pool, most).map_err(|fault| deciding.pool_fault(pool, fault))?);
        }
        let mut back = Vec::with_capacity(limits);
        let mut rest = pools.all.as_slice();
        for limit in 0..limits {
            let (of_limit, others) = rest.split_at(rest.partition_point(|pool| pool.limit <= limit));
            rest = others;
            back.push(Back::of(deciding, limit, of_limit, &pools.displaced)?);
        }
        Ok(Certain { deciding, pools, pools_of, most, floating, back, heads })
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
            let Some(pool) = self.pools.all.get(*place) else { continue };
            let Some(elsewhere) = self.pools.anywhere.get(pool.limit).copied().flatten() else {
                return Ok(Number::ZERO);
            };
            match &pool.what {
                // A claim whose key is not known could turn out to hold the award, or to stand before it.
                PoolWhat::Awards(_) if !elsewhere.is_zero() => return Ok(Number::ZERO),
                PoolWhat::Awards(_) => {}
                PoolWhat::Money(_) => {
                    let Some(back) = self.back(pool)? else { return Ok(Number::ZERO) };
                    let left = pool.room(at).and_then(|room| room.left.least()).unwrap_or(Number::ZERO);
                    let left = left.minus(elsewhere)?.minus(back)?;
                    least = least.min(self.beside_others(at, *place, pool, left, least)?.max(Number::ZERO));
                }
                PoolWhat::Quantity(_) => least = self.in_proportion(at, *place, pool, elsewhere, least)?,
                PoolWhat::Highest { .. } => least = self.as_highest(at, pool, elsewhere, least)?,
            }
            least = self.deciding.rounding().down().round(least)?;
            if least.is_zero() {
                break;
            }
        }
        Ok(least)
    }

    /// What is left in proportion, once the other pending payments have taken all of the quantity that they may bring.
    fn in_proportion(
        &self,
        at: usize,
        place: usize,
        pool: &Pool,
        elsewhere: Number,
        least: Number,
    ) -> Result<Number, Fault> {
        let (Some(room), Some(back)) = (pool.room(at), self.back(pool)?) else { return Ok(Number::ZERO) };
        let Some(quantity) = room.measured.quantity else { return Ok(Number::ZERO) };
        let others = self.others(at, place, room.window).filter_map(|(other, pool)| pool.room(other));
        let others = sum(others.map(|other| other.measured.quantity.and_then(Bounds::most)))?;
        let (Some(others), Some(left)) = (others, room.left.least()) else { return Ok(Number::ZERO) };
        let left = left.minus(elsewhere)?.minus(back)?.minus(others)?.max(Number::ZERO);
        room.measured.part(least, least_part(quantity, Bounds::Exactly(left))?, self.deciding.rounding())
    }

    /// What is left beside what others were paid, unless another claim could be the highest.
    fn as_highest(&self, at: usize, pool: &Pool, elsewhere: Number, least: Number) -> Result<Number, Fault> {
        let PoolWhat::Highest { settled, foremost, .. } = &pool.what else { return Ok(Number::ZERO) };
        let own = pool.members.binary_search(&at).ok().and_then(|place| settled.get(place));
        let (Some(own), Some(room)) = (own, pool.room(at)) else { return Ok(Number::ZERO) };
        if room.window != Window::ALL {
            // Over several years an earlier one goes before a higher one.
            return Ok(Number::ZERO);
        }
        let brings = own.base.plus(least)?;
        let claim = self.deciding.payments.get(at).map(|payment| payment.claim);
        let floating = self.floating.get(pool.limit).into_iter().flatten();
        let floating = floating.filter_map(|place| self.pools.all.get(*place)).flat_map(|pool| match &pool.what {
            PoolWhat::Highest { foremost, .. } => foremost.as_slice(),
            PoolWhat::Money(_) | PoolWhat::Quantity(_) | PoolWhat::Awards(_) => &[],
        });
        let is_before = |rival: &Rival| Some(rival.0) != claim && rival.1.is_none_or(|most| most >= brings);
        if foremost.iter().chain(floating).any(is_before) {
            return Ok(Number::ZERO);
        }
        let counted = room.measured.counted.unwrap_or(Bounds::Exactly(Number::ZERO)).most();
        let before = self.begun_before(claim, pool)?;
        let (Some(used), Some(counted), Some(before)) = (room.used.sum.most(), counted, before) else {
            return Ok(Number::ZERO);
        };
        Ok(least.min(brings.minus(used)?.minus(counted)?.minus(before)?.minus(elsewhere)?).max(Number::ZERO))
    }

    /// What is open of other awards of which a part was paid, or is set apart: they keep their place, before higher ones.
    fn begun_before(&self, claim: Option<usize>, pool: &Pool) -> Result<Option<Number>, Fault> {
        let floating = self.floating.get(pool.limit).into_iter().flatten();
        let floating = floating.filter_map(|place| self.pools.all.get(*place)).filter(|_| pool.key.is_some());
        let members = std::iter::once(pool).chain(floating).flat_map(|pool| &pool.members);
        let open = members.filter_map(|member| self.deciding.payments.get(*member));
        let begun = open.filter(|open| Some(open.claim) != claim && (open.is_begun() || open.dated.is_some()));
        sum(begun.map(|open| open.own.most()))
    }

    /// The other pending payments that could use of a limit before a payment, each with its pool.
    fn others(&self, at: usize, place: usize, window: Window) -> impl Iterator<Item = (usize, &'a Pool)> {
        let pools = self.alike(place).filter_map(|other| self.pools.all.get(other));
        pools.flat_map(move |pool| pool.members.iter().map(move |other| (*other, pool))).filter(move |(other, pool)| {
            let looked_at = pool.key.is_none() || pool.room(*other).is_none_or(|room| window.holds(room.window.last));
            *other != at && looked_at
        })
    }

    /// The pools that a payment of one shares its limit with: those whose group is not known, and of a limit over several years those before.
    fn alike(&self, place: usize) -> impl Iterator<Item = usize> {
        /// A time of several years reaches into no more of those that follow each other.
        const BEFORE: usize = 2;
        let own = self.pools.all.get(place);
        let same = move |pool: &&Pool| own.is_some_and(|own| pool.limit == own.limit && pool.key == own.key);
        let before = self.pools.all.iter().skip(place + 1).take(BEFORE).take_while(same).count();
        let floating = own.and_then(|own| self.floating.get(own.limit)).into_iter().flatten().copied();
        (place..=place + before).chain(floating.filter(move |other| !(place..=place + before).contains(other)))
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
            let near = near.into_iter().filter_map(|near| self.pools.all.get(near));
            let near: Vec<&Pool> = near.filter(|near| near.limit <= pool.limit).collect();
            together(self.deciding, others, &near, (self.most, pool.limit))
        };
        // Without any limit between them they take at most their sum …
        let heads = || self.alike(place).filter_map(|other| self.heads.get(other));
        if let (Some(sum), Some(own)) = (sum(heads().map(|head| head.sum))?, own)
            && left.minus(sum.minus(own)?)? >= needed
        {
            return Ok(needed);
        }
        // … and some of them take no more than all of them.
        let window = pool.room(at).map_or(Window::ALL, |room| room.window);
        let is_other = |other: &usize| {
            let place = self.alike(place).filter_map(|place| self.pools.all.get(place));
            let room = place.filter(|pool| pool.key.is_some()).find_map(|pool| pool.room(*other));
            *other != at && room.is_none_or(|room| window.holds(room.window.last))
        };
        let mut greatest: Vec<usize> =
            heads().take(GREATEST).flat_map(|head| head.greatest.iter().copied()).filter(is_other).collect();
        greatest.sort_unstable();
        greatest.dedup();
        match together_at(&greatest)? {
            Some(some) if some < left => {}
            _ => return Ok(Number::ZERO),
        }
        let others: Vec<usize> = self.others(at, place, window).map(|(other, _)| other).collect();
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
    /// The claims whose award another claim may yet take, and those that may yet take another's.
    pub(in crate::interpret) fn contested(&self) -> HashSet<usize> {
        let mut contested = self.displaced_for_good();
        contested.extend((0..).zip(&self.claims).filter(|(_, claim)| claim.displaceable).map(|(at, _)| at));
        contested
    }

    /// The claims of which it may turn out otherwise whether they qualify: of those under a limit on the number of awards, as long as anything is
    /// pending.
    pub(in crate::interpret) fn unsettled(&self) -> HashSet<usize> {
        let open = self.payments.iter().any(|payment| payment.state == State::Open);
        if !open && self.claims.iter().all(|claim| claim.status != ClaimStatus::Pending) {
            return HashSet::new();
        }
        let limits = self.limits.iter().filter(|limit| matches!(limit.rule.what, LimitWhat::Awards(_)));
        let measures: HashSet<usize> = limits.flat_map(|limit| limit.forms.iter().map(|form| form.0)).collect();
        let claims = (0..).zip(&self.claims).filter(|(_, claim)| measures.contains(&claim.measure));
        let may_change = claims.filter(|(_, claim)| match claim.status {
            ClaimStatus::Qualified | ClaimStatus::Pending => true,
            ClaimStatus::Refused => !claim.payments.is_empty(),
        });
        may_change.map(|(at, _)| at).collect()
    }

    /// The displaced claims that could still take the place of a claim that holds the award instead.
    pub(super) fn displaced_for_good(&self) -> HashSet<usize> {
        // Only what is paid keeps its award: not what is open, nor what brings nothing.
        let keeps = |claim: usize| {
            let places = self.claims.get(claim).map(|claim| claim.payments.clone()).unwrap_or_default();
            let own = self.payments.get(places).unwrap_or_default();
            let pays =
                |it: &OpenPayment| it.state == State::Definite && it.bounds.known().is_some_and(|it| !it.is_zero());
            own.iter().any(pays) && own.iter().all(|it| it.state != State::Open)
        };
        let mut judged: HashMap<*const usize, bool> = HashMap::new();
        let mut displaced = HashSet::new();
        for (claim, holders) in &self.displaced {
            // Claims of one group share their list of holders.
            let judged = judged.entry(holders.as_ptr()).or_insert_with(|| holders.iter().any(|it| !keeps(*it)));
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
        if !matches!(limit.rule.what, LimitWhat::Money(_) | LimitWhat::Quantity { .. }) {
            return Ok(back);
        }
        let of_limit: HashMap<&GroupKey, &Pool> =
            pools.iter().filter_map(|pool| Some((pool.key.as_ref()?, pool))).collect();
        for (place, form) in deciding.covered(&limit) {
            let Some(payment) = deciding.payments.get(place) else { continue };
            let Some(claim) = deciding.claims.get(payment.claim) else { continue };
            let withdrawn = match payment.state {
                State::Withdrawn(step) if step > at || displaced.contains(&payment.claim) => true,
                State::Definite if deciding.comes_again(payment) => false,
                State::Withdrawn(_) | State::Definite | State::Open | State::Paid(_) | State::Refused => continue,
            };
            let fault = |fault: Fault| deciding.limit_fault(form, fault);
            let again = if withdrawn { payment.own.most() } else { payment.cut().map_err(fault)? };
            if again.is_some_and(Number::is_zero) {
                continue;
            }
            let key = deciding.group(form, claim, payment.year)?;
            let measured = deciding.measured(form, place)?;
            let mut most = measured.quantity.map_or(again, Bounds::most);
            if !withdrawn {
                let Some(pool) = key.as_ref().and_then(|key| of_limit.get(key)) else { continue };
                if measured.quantity.is_none()
                    && !looks_back(form.period)
                    && let Some(room) = pool.rooms().first()
                {
                    let left = measured.left(room.used.sum).map_err(fault)?;
                    most = again.map_or(left.most(), |again| Bounds::Exactly(again).min(left).most());
                }
            }
            back.note(key, most);
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
