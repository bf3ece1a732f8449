//! What may count in a group: awards in the ledger of whose keys some are not known.

use std::collections::HashMap;

use smallvec::SmallVec;

use super::groups::{GroupKey, KeyPart, Time};
use super::usage::{Usage, Used};
use super::window::Window;
use crate::decision::{Awaited, UsedBy};
use crate::value::{Bounds, Fault, Number};

/// What is known of the keys of a group.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct OpenKey {
    /// `None`: not known.
    pub parts: SmallVec<[Option<KeyPart>; 2]>,
    pub time: Time,
}

/// Which of the keys of a limit are known.
type Mask = SmallVec<[bool; 2]>;

/// What entries may have used, of any group that the known ones of their keys allow.
#[derive(Debug, Default)]
pub(super) struct Perhaps {
    /// By which of the keys are known, and by what is known of them.
    of: Vec<(Mask, HashMap<OpenKey, Usage>)>,
}

impl Perhaps {
    pub(super) fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// Adds what an entry uses of its group, and what has to be known for that group to be.
    pub(super) fn add(
        &mut self,
        key: OpenKey,
        at: i32,
        amount: Bounds,
        by: Option<UsedBy>,
        awaits: Vec<Awaited>,
    ) -> Result<(), Fault> {
        let known: Mask = key.parts.iter().map(Option::is_some).collect();
        let place = self.of.iter().position(|(own, _)| *own == known).unwrap_or_else(|| {
            self.of.push((known, HashMap::new()));
            self.of.len() - 1
        });
        let Some((_, usages)) = self.of.get_mut(place) else { return Ok(()) };
        let usage = usages.entry(key).or_insert_with(Usage::new);
        usage.wait(at, awaits);
        usage.add(at, Bounds::between(Some(Number::ZERO), amount.most()), by)
    }

    /// What may have been used of a group within a window.
    pub(super) fn within(&mut self, key: &GroupKey, window: Window) -> Result<Used, Fault> {
        let mut used = Used::none();
        for usage in self.usages(key) {
            used.add(usage.within(window)?)?;
        }
        Ok(used)
    }

    /// The most that may have been used of a group within a window; `None`: nothing bounds it.
    pub(super) fn most(&mut self, key: &GroupKey, window: Window) -> Result<Option<Number>, Fault> {
        let mut most = Bounds::Exactly(Number::ZERO);
        for usage in self.usages(key) {
            most = most.plus(usage.sum_within(window)?)?;
        }
        Ok(most.most())
    }

    fn usages(&mut self, key: &GroupKey) -> impl Iterator<Item = &mut Usage> {
        self.of.iter_mut().filter_map(|(known, usages)| {
            let parts = key.parts.iter().zip(known).map(|(part, known)| known.then(|| part.clone())).collect();
            usages.get_mut(&OpenKey { parts, time: key.time })
        })
    }
}
