//! Limits on amounts: what is paid comes first, then what is definite, then what only the limit makes definite.

use std::cmp::Reverse;

use super::counted::LedgerUse;
use super::highest::Totals;
use super::room::{Measured, Room};
use super::window::looks_back;
use super::{Active, Deciding};
use crate::decision::Awaited;
use crate::interpret::claims::Place;
use crate::interpret::error::CaseFault;
use crate::interpret::known::{Missing, join};
use crate::interpret::payments::State;
use crate::ir::{Limit, LimitWhat};
use crate::value::{Bounds, Fault, Number};

impl Deciding<'_, '_> {
    /// The payments that a limit may touch, in the order in which they use it up, each with the form that counts for it.
    fn in_order<'l>(&self, limit: &Active<'l>, totals: &Totals) -> Result<Vec<(usize, &'l Limit)>, Box<CaseFault>> {
        let mut order = Vec::new();
        for (at, form) in self.covered(limit) {
            let Some(payment) = self.payments.get(at).filter(|payment| payment.is_live()) else { continue };
            let Some(claim) = self.claims.get(payment.claim) else { continue };
            let date = match self.window(form, claim, payment.year)? {
                Some(window) if looks_back(form.period) => window.last,
                Some(_) | None => 0,
            };
            let place = match form.order_of_cutting() {
                Some(order) => self.evaluator.place(order, &claim.frame(payment.year))?,
                None => Place::Last,
            };
            let mut highest = None;
            if form.what == LimitWhat::Highest
                && let Some(key) = self.group(form, claim, payment.year)?
            {
                let total = totals.get(&(payment.claim, key)).copied().unwrap_or(Bounds::Exactly(Number::ZERO));
                // All years of a claim before the next claim.
                highest = Some((Reverse(total.least()), place.clone(), payment.claim));
            }
            // An award of which a part was paid keeps its place.
            order.push(((date, !payment.is_begun(), highest, place, payment.year, payment.claim, at), form));
        }
        order.sort_by(|left, right| left.0.cmp(&right.0));
        Ok(order.into_iter().map(|((.., at), form)| (at, form)).collect())
    }
}

/// Cuts the definite payments to what the limit leaves, then those that it makes definite.
pub(super) fn cut(deciding: &mut Deciding<'_, '_>, step: usize, limit: &Active<'_>) -> Result<(), Box<CaseFault>> {
    let mut used = deciding.ledger_use(limit)?;
    let totals = if limit.rule.what == LimitWhat::Highest { deciding.totals(limit)? } else { Totals::new() };
    let order = deciding.in_order(limit, &totals)?;
    let mut paid = None;
    for wanted in [State::Definite, State::Open] {
        let is_of_kind = |at: usize| {
            let payment = deciding.payments.get(at);
            payment.is_some_and(|it| it.state == wanted && it.certain)
        };
        let of_kind: Vec<_> = order.iter().copied().filter(|(at, _)| is_of_kind(*at)).collect();
        for (at, form) in of_kind {
            cut_one(deciding, (step, limit, form), at, (&mut used, &mut paid), &totals)?;
        }
    }
    Ok(())
}

fn cut_one(
    deciding: &mut Deciding<'_, '_>,
    (place, limit, form): (usize, &Active<'_>, &Limit),
    at: usize,
    (used, paid): (&mut LedgerUse, &mut Option<LedgerUse>),
    totals: &Totals,
) -> Result<(), Box<CaseFault>> {
    let Some(payment) = deciding.payments.get(at) else { return Ok(()) };
    let (before, year) = (payment.bounds, payment.year);
    let Some(claim) = deciding.claims.get(payment.claim) else { return Ok(()) };
    let Some(key) = deciding.group(form, claim, year)? else { return Ok(()) };
    let Some(window) = deciding.window(form, claim, year)? else { return Ok(()) };
    let fault = |fault: Fault| deciding.limit_fault(form, fault);
    let mut measured = deciding.measured(form, at)?;
    if form.what == LimitWhat::Highest {
        measured.cap = totals.get(&(payment.claim, key.clone())).copied().unwrap_or(measured.cap);
    }
    deciding.note_begun(&mut measured, (place, form), at, Some(window))?;
    let award = deciding.award(payment.claim, year);
    let so_far = used.within(&key, window).and_then(|so_far| measured.beside(so_far, award)).map_err(fault)?;
    let left = measured.left(so_far.sum).map_err(fault)?;
    let after = measured.allow(before, left, deciding.rounding()).map_err(fault)?;
    if payment.state == State::Open && after == Bounds::Exactly(Number::ZERO) {
        // What was paid takes away for good, what is payable only as far as later limits leave it.
        let paid = match paid {
            Some(paid) => paid,
            None => paid.insert(deciding.ledger_use(limit)?),
        };
        let by_paid = paid.within(&key, window);
        let left = by_paid.and_then(|so_far| measured.left(measured.beside(so_far, award)?.sum)).map_err(fault)?;
        if measured.allow(before, left, deciding.rounding()).map_err(fault)? != after {
            // Once its facts are known it may go before what took it away, which later limits may still cut; till then no later one makes it definite.
            if let Some(payment) = deciding.payments.get_mut(at) {
                payment.take(Bounds::between(Some(Number::ZERO), before.most()));
            }
            return Ok(());
        }
    }
    let room = Room { measured, used: so_far, left, window };
    // Of nothing there is nothing to tell.
    let step = if deciding.detail && before != Bounds::Exactly(Number::ZERO) {
        Some(deciding.limit_step((limit, form), at, &key, &room, (before, after))?)
    } else {
        None
    };
    let granted = after.known();
    let mut taken = None;
    if granted.is_none()
        && payment.state == State::Open
        && let Some(most) = after.most()
    {
        // A later limit may yet make it definite: what then is paid of it has to be left here by those behind it.
        let takes = room.measured.takes(most, left).map_err(fault)?;
        let takes = Bounds::between(Some(Number::ZERO), takes.most());
        used.of(key).add(window.last, takes, None).map_err(fault)?;
    } else if let Some(amount) = granted
        && !amount.is_zero()
    {
        let takes = room.measured.takes(amount, left).map_err(fault)?;
        let quantity = room.measured.quantity.map(|_| takes);
        let by = deciding.detail.then(|| deciding.user(claim, year, amount, quantity));
        used.of(key).add(window.last, takes, by).map_err(fault)?;
        taken = quantity;
    }
    if let Some(taken) = taken {
        deciding.taken.insert((place, at), taken);
    }
    let Some(payment) = deciding.payments.get_mut(at) else { return Ok(()) };
    if granted.is_none() {
        wait_for(&mut payment.missing, &mut payment.awaits, &room);
    }
    payment.take(after);
    // What stays open is measured again when every definite amount is known.
    if payment.state == State::Definite {
        payment.steps.extend(step);
    }
    Ok(())
}

/// Notes what an amount waits for that a limit leaves open.
pub(super) fn wait_for(missing: &mut Missing, awaits: &mut Vec<Awaited>, room: &Room) {
    let Measured { cap, counted, quantity, .. } = &room.measured;
    let known = |bounds: &Option<Bounds>| bounds.is_none_or(|bounds| bounds.known().is_some());
    if cap.known().is_none() || !known(counted) || !known(quantity) {
        join(missing, &room.measured.missing);
    }
    await_all(awaits, &room.used.awaits);
}

/// Adds what is not waited for yet.
pub(super) fn await_all(awaits: &mut Vec<Awaited>, more: &[Awaited]) {
    for own in more {
        if !awaits.contains(own) {
            awaits.push(own.clone());
        }
    }
}
