//! The most that each pending payment can be, limit by limit.

use super::Deciding;
use super::pending::Pool;
use crate::value::{Bounds, Fault, Number};

/// The most that each payment can be: before any limit, then after each limit in turn. `None`: nothing bounds it.
pub(super) struct Most {
    own: Vec<Option<Number>>,
    /// For each payment the limits that could lower it, by their places, and what it can be after each.
    lowered: Vec<Vec<(usize, Number)>>,
}

impl Most {
    pub(super) fn new(deciding: &Deciding<'_, '_>, pending: &[usize], pools: &[Pool]) -> Result<Most, Fault> {
        let mut own = vec![None; deciding.payments.len()];
        for at in pending {
            if let (Some(place), Some(payment)) = (own.get_mut(*at), deciding.payments.get(*at)) {
                *place = payment.own.most();
            }
        }
        let mut most = Most { lowered: vec![Vec::new(); own.len()], own };
        // Pools stand in the order of their limits.
        for pool in pools {
            for at in &pool.members {
                let Some(left) = pool.left_for(*at)?.and_then(Bounds::most) else { continue };
                let before = most.last(*at);
                if let Some(lowered) = most.lowered.get_mut(*at) {
                    lowered.push((pool.limit, before.map_or(left, |before| before.min(left))));
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

    /// The most after all limits.
    pub(super) fn last(&self, at: usize) -> Option<Number> {
        self.after(at, usize::MAX)
    }
}
