//! The groups of every limit, with the payments in them that are still pending.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::counted::LedgerUse;
use super::groups::GroupKey;
use super::highest::{AllSettled, Rival, Settled, foremost};
use super::money::wait_for;
use super::room::Room;
use super::usage::Used;
use super::window::Window;
use super::{Active, Deciding};
use crate::interpret::error::CaseFault;
use crate::interpret::payments::{OpenPayment, State};
use crate::ir::{AwardCount, Limit, LimitWhat};
use crate::value::{Bounds, Fault, Number};

/// A limit's group, with the pending payments in it. Of a limit over several years, those of the group within one such time.
pub(super) struct Pool {
    /// The place of the limit among those that count.
    pub limit: usize,
    /// `None`: payments whose group is not known.
    pub key: Option<GroupKey>,
    pub what: PoolWhat,
    /// Ascending.
    pub members: Vec<usize>,
}

pub(super) enum PoolWhat {
    /// Of money: for each member what definite and paid amounts leave it.
    Money(Vec<Room>),
    /// Of a quantity, likewise.
    Quantity(Vec<Room>),
    /// Of the highest alone, likewise; what is known of each member's claim, and the two that can come first.
    Highest { rooms: Vec<Room>, settled: Vec<Settled>, foremost: Vec<Rival> },
    /// How many awards are left.
    Awards(usize),
}

/// The groups of every limit in the order of the limits.
pub(super) struct Pools {
    pub all: Vec<Pool>,
    /// For each limit what will be paid under a measure whose ledger alone it counts (`None`: nothing bounds what that uses); of a limit on the number
    /// of awards, 1 where there is such an award, or a claim in a group that is not known.
    pub anywhere: Vec<Option<Number>>,
    /// The displaced claims that could still take the place of a claim that holds the award instead.
    pub displaced: HashSet<usize>,
}

impl Pool {
    /// What the limit leaves each member; nothing of a limit on the number of awards.
    pub(super) fn rooms(&self) -> &[Room] {
        match &self.what {
            PoolWhat::Money(rooms) | PoolWhat::Quantity(rooms) | PoolWhat::Highest { rooms, .. } => rooms,
            PoolWhat::Awards(_) => &[],
        }
    }

    /// What the limit leaves a member.
    pub(super) fn room(&self, payment: usize) -> Option<&Room> {
        self.members.binary_search(&payment).ok().and_then(|place| self.rooms().get(place))
    }

    /// The most money that the limit leaves a member, beside what is definite; `None` where it bounds none.
    pub(super) fn most_left(&self, payment: usize) -> Option<Number> {
        match &self.what {
            PoolWhat::Money(_) | PoolWhat::Highest { .. } => self.room(payment).and_then(|room| room.left.most()),
            PoolWhat::Quantity(_) | PoolWhat::Awards(_) => None,
        }
    }
}

/// A pending payment on its way into a pool.
struct Member<'l> {
    payment: usize,
    claim: usize,
    year: u32,
    form: &'l Limit,
    room: Room,
}

impl Pools {
    pub(super) fn of(deciding: &mut Deciding<'_, '_>, displaced: HashSet<usize>) -> Result<Pools, Box<CaseFault>> {
        let mut pools = Pools { all: Vec::new(), anywhere: Vec::new(), displaced };
        for at in 0..deciding.limits.len() {
            let Some(limit) = deciding.limit(at) else { continue };
            match limit.rule.what {
                LimitWhat::Money(_) | LimitWhat::Quantity { .. } | LimitWhat::Highest => {
                    let ledger = deciding.ledger_use(&limit)?;
                    let soon = deciding.soon_counted(&limit)?;
                    let quantity = matches!(limit.rule.what, LimitWhat::Quantity { .. });
                    // What it will use of a quantity nobody can tell.
                    pools.anywhere.push(if quantity && !soon.is_zero() { None } else { Some(soon) });
                    pools.amounts(deciding, at, &limit, ledger)?;
                }
                LimitWhat::Awards(most) => {
                    pools.awards(deciding, at, &limit, most)?;
                    let floats = deciding.floating.contains(&at) || !deciding.soon_counted(&limit)?.is_zero();
                    pools.anywhere.push(Some(if floats { Number::ONE } else { Number::ZERO }));
                }
            }
        }
        Ok(pools)
    }

    fn awards(
        &mut self,
        deciding: &Deciding<'_, '_>,
        at: usize,
        limit: &Active<'_>,
        most: AwardCount,
    ) -> Result<(), Box<CaseFault>> {
        let payments_of = |claim: usize| {
            let places = deciding.claims.get(claim).map(|claim| claim.payments.clone()).unwrap_or_default();
            places.filter_map(|at| Some((at, deciding.payments.get(at)?)))
        };
        // What is payable will be paid before any that is pending.
        let payable = |claim: usize| {
            let brings = |payment: &OpenPayment| payment.settled().is_ok_and(|amount| !amount.is_zero());
            payments_of(claim).any(|(_, payment)| brings(payment))
        };
        for (key, group) in deciding.holders(limit)?.groups {
            let mut held = group.places();
            let mut open = Vec::new();
            for (claim, window) in group.members.iter().filter(|(claim, _)| !group.has_paid(*claim)) {
                if payable(*claim) { held.push(window.last) } else { open.push((*claim, *window)) }
            }
            held.sort_unstable();
            for part in parts_of(open, |(_, window)| *window) {
                let left = |(claim, window): &(usize, Window)| {
                    group.number_for(*claim, most).saturating_sub(within(&held, *window))
                };
                let left = part.iter().map(left).max();
                let payments = part.iter().flat_map(|(claim, _)| payments_of(*claim));
                let mut members: Vec<usize> =
                    payments.filter(|(_, payment)| payment.state == State::Open).map(|(at, _)| at).collect();
                members.sort_unstable();
                let what = PoolWhat::Awards(left.unwrap_or(usize::MAX));
                self.all.push(Pool { limit: at, key: Some(key.clone()), what, members });
            }
        }
        for (measure, form) in deciding.stands_with(limit) {
            for at_payment in measure.payments.clone() {
                let open = deciding.payments.get(at_payment).filter(|payment| payment.state == State::Open);
                let Some(open) = open else { continue };
                let Some(claim) = deciding.claims.get(open.claim) else { continue };
                if deciding.group(form, claim, open.year)?.is_none() {
                    let most = match most {
                        AwardCount::Fixed(most) => most as usize,
                        AwardCount::Of(_) => usize::MAX,
                    };
                    let what = PoolWhat::Awards(most);
                    self.all.push(Pool { limit: at, key: None, what, members: vec![at_payment] });
                }
            }
        }
        Ok(())
    }

    fn amounts(
        &mut self,
        deciding: &mut Deciding<'_, '_>,
        at: usize,
        limit: &Active<'_>,
        mut used: LedgerUse,
    ) -> Result<(), Box<CaseFault>> {
        let settled = match limit.rule.what {
            LimitWhat::Highest => Some(deciding.settled(at, limit, &self.displaced)?),
            LimitWhat::Money(_) | LimitWhat::Awards(_) | LimitWhat::Quantity { .. } => None,
        };
        let mut groups: IndexMap<GroupKey, Vec<Member<'_>>> = IndexMap::new();
        let mut floating: Vec<Member<'_>> = Vec::new();
        for (payment, form) in deciding.covered(limit) {
            let Some(open) = deciding.payments.get(payment).filter(|it| it.is_live()) else { continue };
            let (state, year, claim_at) = (open.state, open.year, open.claim);
            let is_begun = open.dated.is_some() || deciding.entries_of(open).next().is_some();
            let amount = open.settled().map_err(|fault| deciding.limit_fault(form, fault))?;
            let Some(claim) = deciding.claims.get(open.claim) else { continue };
            let fault = |fault: Fault| deciding.limit_fault(form, fault);
            let key = deciding.group(form, claim, year)?;
            let window = deciding.window(form, claim, year)?;
            let mut measured = deciding.measured(form, payment)?;
            deciding.note_begun(&mut measured, (at, form), payment, window)?;
            if let (false, Some(key), Some(window)) = (amount.is_zero(), &key, window) {
                let takes = match measured.quantity {
                    None => Bounds::Exactly(amount),
                    Some(quantity) => {
                        let entries = measured.begun.map_or(Bounds::Exactly(Number::ZERO), |begun| begun.entries);
                        deciding.takes_apart((at, payment), quantity, entries).map_err(fault)?
                    }
                };
                let quantity = measured.quantity.map(|_| takes);
                let by = deciding.detail.then(|| deciding.user(claim, year, amount, quantity));
                used.of(key.clone()).add(window.last, takes, by).map_err(fault)?;
            }
            if state != State::Open {
                continue;
            }
            let mut room = Room { measured, used: Used::none(), left: Bounds::ANY, window: Window::ALL };
            match key.zip(window) {
                Some((key, window)) => {
                    room.window = window;
                    groups.entry(key).or_default().push(Member { payment, claim: claim_at, year, form, room });
                }
                None => {
                    // What was paid of the award itself leaves the whole of it no less of a quantity.
                    if !(is_begun && room.measured.quantity.is_some()) {
                        room.used.sum = deciding.surely_used(form, payment)?;
                    }
                    room.left = room.measured.left(room.used.sum).map_err(fault)?;
                    floating.push(Member { payment, claim: claim_at, year, form, room });
                }
            }
        }
        for (key, mut members) in groups {
            members.sort_by_key(|member| member.room.window.last);
            for member in &mut members {
                let fault = |fault: Fault| deciding.limit_fault(member.form, fault);
                let room = &mut member.room;
                let award = deciding.award(member.claim, member.year);
                let so_far = used.within(&key, room.window).and_then(|used| room.measured.beside(used, award));
                room.used = so_far.map_err(fault)?;
                room.left = room.measured.left(room.used.sum).map_err(fault)?;
            }
            for mut part in parts_of(members, |member| member.room.window) {
                part.sort_by_key(|member| member.payment);
                self.push(at, Some(key.clone()), part, settled.as_ref())?;
            }
        }
        let by_claim = settled.is_some();
        let mut rest = floating.into_iter().peekable();
        while let Some(first) = rest.next() {
            let claim = first.claim;
            let mut members = vec![first];
            while let Some(next) = rest.next_if(|next| by_claim && next.claim == claim) {
                members.push(next);
            }
            self.push(at, None, members, settled.as_ref())?;
        }
        if let Some(rivals) = settled.as_ref().and_then(|settled| settled.rivals.get(&None)) {
            let foremost = foremost(rivals.iter().copied());
            let what = PoolWhat::Highest { rooms: Vec::new(), settled: Vec::new(), foremost };
            self.all.push(Pool { limit: at, key: None, what, members: Vec::new() });
        }
        for pool in self.all.iter().rev().take_while(|pool| pool.limit == at) {
            for (payment, room) in pool.members.iter().zip(pool.rooms()) {
                if let Some(open) = deciding.payments.get_mut(*payment)
                    && room.may_cut(open.own)
                {
                    wait_for(&mut open.missing, &mut open.awaits, room);
                }
            }
        }
        Ok(())
    }

    fn push(
        &mut self,
        limit: usize,
        key: Option<GroupKey>,
        part: Vec<Member<'_>>,
        settled: Option<&AllSettled>,
    ) -> Result<(), Box<CaseFault>> {
        let is_quantity = part.iter().any(|member| member.room.measured.quantity.is_some());
        let members = part.iter().map(|member| member.payment).collect();
        let claims: Vec<usize> = part.iter().map(|member| member.claim).collect();
        let rooms: Vec<Room> = part.into_iter().map(|member| member.room).collect();
        let what = match settled {
            Some(all) => PoolWhat::Highest {
                rooms,
                settled: claims
                    .iter()
                    .map(|claim| all.of.get(&(*claim, key.clone())).copied().unwrap_or(Settled::NONE))
                    .collect(),
                foremost: foremost(all.rivals.get(&key).into_iter().flatten().copied().filter(|_| key.is_some())),
            },
            None if is_quantity => PoolWhat::Quantity(rooms),
            None => PoolWhat::Money(rooms),
        };
        self.all.push(Pool { limit, key, what, members });
        Ok(())
    }
}

/// How many of some places, ascending, a window holds.
pub(super) fn within(places: &[i32], window: Window) -> usize {
    let before = places.partition_point(|place| *place < window.first);
    places.partition_point(|place| *place <= window.last).saturating_sub(before)
}

/// Parts whose members all lie within the window of its last, the last part first. All together that a window holds lies in neighbouring parts.
fn parts_of<T>(mut members: Vec<T>, window: impl Fn(&T) -> Window) -> Vec<Vec<T>> {
    members.sort_by_key(|member| window(member).last);
    let mut parts: Vec<Vec<T>> = Vec::new();
    let mut first = i32::MIN;
    for member in members.into_iter().rev() {
        match parts.last_mut().filter(|_| window(&member).last >= first) {
            Some(part) => part.push(member),
            None => {
                first = window(&member).first;
                parts.push(vec![member]);
            }
        }
    }
    parts
}

impl Deciding<'_, '_> {
    /// What the entries have used that are in the group of a payment whatever its unknown key turns out to be.
    fn surely_used(&self, form: &Limit, payment: usize) -> Result<Bounds, Box<CaseFault>> {
        // Of a quantity an entry may tell less than its claim brings.
        let mut used = Bounds::Exactly(Number::ZERO);
        for entry in self.surely_together(form, payment)? {
            let amount = match form.what {
                LimitWhat::Quantity { .. } => entry.quantity.unwrap_or(Number::ZERO),
                LimitWhat::Money(_) | LimitWhat::Awards(_) | LimitWhat::Highest => entry.amount,
            };
            used = used.plus(Bounds::Exactly(amount)).map_err(|fault| self.limit_fault(form, fault))?;
        }
        Ok(used)
    }
}
