//! The most that each pending payment can be, limit by limit.

use std::collections::HashMap;

use super::Deciding;
use super::highest::foremost;
use super::pools::{Pool, PoolWhat};
use crate::value::{Bounds, Fault, Number};

/// The most that each payment can be: before any limit, then after each limit in turn. `None`: nothing bounds it.
pub(super) struct Most {
    own: Vec<Option<Number>>,
    /// For each payment the limits that could lower it, by their places, and what it can be after each.
    lowered: Vec<Vec<(usize, Number)>>,
}

impl Most {
    pub(super) fn new(deciding: &Deciding<'_, '_>, pending: &[usize], pools: &mut [Pool]) -> Result<Most, Fault> {
        let mut own = vec![None; deciding.payments.len()];
        for at in pending {
            if let (Some(place), Some(payment)) = (own.get_mut(*at), deciding.payments.get(*at)) {
                *place = payment.own.most();
            }
        }
        let mut most = Most { lowered: vec![Vec::new(); own.len()], own };
        // Pools stand in the order of their limits.
        for pool in pools {
            pool.measure_highest(deciding, &most)?;
            for (at, room) in pool.members.iter().zip(pool.rooms()) {
                let before = Bounds::between(Some(Number::ZERO), most.last(*at));
                let Some(after) = room.measured.allow(before, room.left, deciding.rounding())?.most() else { continue };
                if let Some(lowered) = most.lowered.get_mut(*at) {
                    lowered.push((pool.limit, after));
                }
            }
        }
        Ok(most)
    }

    /// The most after a limit and all before it.
    pub(super) fn after(&self, at: usize, limit: usize) -> Option<Number> {
        let lowered = self.lowered.get(at).map(Vec::as_slice).unwrap_or_default();
        let count = lowered.partition_point(|(place, _)| *place <= limit);
        let last = count.checked_sub(1).and_then(|last| lowered.get(last));
        last.map(|(_, most)| *most).or_else(|| self.own.get(at).copied().flatten())
    }

    /// The most that a limit finds: before any limit, or after those before it.
    pub(super) fn before(&self, at: usize, limit: usize) -> Option<Number> {
        match limit.checked_sub(1) {
            Some(before) => self.after(at, before),
            None => self.own.get(at).copied().flatten(),
        }
    }

    /// The most after all limits.
    pub(super) fn last(&self, at: usize) -> Option<Number> {
        self.after(at, usize::MAX)
    }
}

impl Pool {
    /// The most that each claim can bring, of the highest alone: what is settled of it, and what its open payments can be before this limit.
    fn measure_highest(&mut self, deciding: &Deciding<'_, '_>, before: &Most) -> Result<(), Fault> {
        let PoolWhat::Highest { rooms, settled, foremost: first } = &mut self.what else { return Ok(()) };
        let mut open: HashMap<usize, Option<Number>> = HashMap::new();
        for at in &self.members {
            let Some(payment) = deciding.payments.get(*at) else { continue };
            let sum = open.entry(payment.claim).or_insert(Some(Number::ZERO));
            *sum = sum.zip(before.last(*at)).map(|(sum, more)| sum.plus(more)).transpose()?;
        }
        let mut rivals = std::mem::take(first);
        for ((at, room), settled) in self.members.iter().zip(rooms).zip(settled) {
            let Some(payment) = deciding.payments.get(*at) else { continue };
            let open = open.get(&payment.claim).copied().flatten();
            let most = open.zip(settled.most()?).map(|(open, settled)| open.plus(settled)).transpose()?;
            room.measured.cap = Bounds::between(Some(settled.base), most);
            room.left = room.measured.left(room.used.sum)?;
            rivals.push((payment.claim, most));
        }
        *first = foremost(rivals);
        Ok(())
    }
}
