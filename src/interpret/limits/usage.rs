//! What a group has used of its limit.

use std::collections::BTreeMap;

use super::window::Window;
use crate::decision::{Awaited, UsedBy};
use crate::value::{Bounds, Fault, Number};

/// How many awards a derivation names as having used a limit up. Each of many payments under one limit would else name all before it.
const MOST_NAMED: usize = 100;

/// The awards that a derivation names: the first of them, and how many more there are.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    pub by: Vec<UsedBy>,
    pub more: usize,
}

impl Named {
    pub(super) fn name(&mut self, award: UsedBy) {
        if self.by.len() < MOST_NAMED {
            self.by.push(award);
        } else {
            self.more += 1;
        }
    }
}

/// What has been used of a limit, as one payment finds it.
#[derive(Debug, Clone)]
pub(super) struct Used {
    pub sum: Bounds,
    pub named: Named,
    /// What has to be known for the sum to be.
    pub awaits: Vec<Awaited>,
}

impl Used {
    /// Nothing.
    pub(super) fn none() -> Used {
        Used { sum: Bounds::Exactly(Number::ZERO), named: Named::default(), awaits: Vec::new() }
    }
}

/// A sum of amounts, some of which may be known by bounds alone, and how many of them are named.
#[derive(Debug, Clone, Copy)]
struct Sum {
    least: Number,
    most: Number,
    unbounded: usize,
    named: usize,
}

impl Sum {
    const NONE: Sum = Sum { least: Number::ZERO, most: Number::ZERO, unbounded: 0, named: 0 };

    fn of(amount: Bounds, named: bool) -> Sum {
        Sum {
            least: amount.least().unwrap_or(Number::ZERO),
            most: amount.most().unwrap_or(Number::ZERO),
            unbounded: usize::from(amount.most().is_none()),
            named: usize::from(named),
        }
    }

    fn plus(self, other: Sum) -> Result<Sum, Fault> {
        Ok(Sum {
            least: self.least.plus(other.least)?,
            most: self.most.plus(other.most)?,
            unbounded: self.unbounded + other.unbounded,
            named: self.named + other.named,
        })
    }

    fn minus(self, other: Sum) -> Result<Sum, Fault> {
        Ok(Sum {
            least: self.least.minus(other.least)?,
            most: self.most.minus(other.most)?,
            unbounded: self.unbounded.saturating_sub(other.unbounded),
            named: self.named.saturating_sub(other.named),
        })
    }

    fn bounds(self) -> Bounds {
        Bounds::between(Some(self.least), (self.unbounded == 0).then_some(self.most))
    }
}

/// What a group has used, by the place in time at which it counts.
#[derive(Debug)]
pub(super) struct Usage {
    places: BTreeMap<i32, (Sum, Named)>,
    /// The window looked at last and its sum: the next is mostly a little later, and takes only what is between.
    seen: (Window, Sum),
    awaits: Vec<Awaited>,
}

impl Usage {
    pub(super) fn new() -> Usage {
        Usage { places: BTreeMap::new(), seen: (Window::NONE, Sum::NONE), awaits: Vec::new() }
    }

    /// Notes what has to be known for the sum to be.
    pub(super) fn wait(&mut self, awaits: Vec<Awaited>) {
        for own in awaits {
            if self.awaits.len() < MOST_NAMED && !self.awaits.contains(&own) {
                self.awaits.push(own);
            }
        }
    }

    /// Adds what an award uses.
    pub(super) fn add(&mut self, at: i32, amount: Bounds, by: Option<UsedBy>) -> Result<(), Fault> {
        let more = Sum::of(amount, by.is_some());
        let (sum, named) = self.places.entry(at).or_insert_with(|| (Sum::NONE, Named::default()));
        *sum = sum.plus(more)?;
        if let Some(by) = by {
            named.name(by);
        }
        if self.seen.0.holds(at) {
            self.seen.1 = self.seen.1.plus(more)?;
        }
        Ok(())
    }

    /// Whether it is known what each award used.
    pub(super) fn is_known(&self) -> bool {
        self.places.values().all(|(sum, _)| sum.bounds().known().is_some())
    }

    /// What has been used within a window.
    pub(super) fn within(&mut self, window: Window) -> Result<Used, Fault> {
        let (before, mut sum) = self.seen;
        let follows = before.first <= window.first && window.first <= before.last && before.last <= window.last;
        if follows {
            for (_, (gone, _)) in self.places.range(before.first..window.first) {
                sum = sum.minus(*gone)?;
            }
            for (_, (come, _)) in self.places.range(before.last..=window.last).filter(|(at, _)| **at > before.last) {
                sum = sum.plus(*come)?;
            }
        } else {
            sum = Sum::NONE;
            for (_, (come, _)) in self.places.range(window.first..=window.last.max(window.first)) {
                sum = sum.plus(*come)?;
            }
        }
        self.seen = (window, sum);
        let mut named = Named::default();
        let of_window = self.places.range(window.first..=window.last.max(window.first));
        for award in of_window.flat_map(|(_, (_, named))| &named.by).take(if sum.named > 0 { MOST_NAMED } else { 0 }) {
            named.by.push(award.clone());
        }
        named.more = sum.named.saturating_sub(named.by.len());
        let sum = sum.bounds();
        let awaits = if sum.known().is_some() { Vec::new() } else { self.awaits.clone() };
        Ok(Used { sum, named, awaits })
    }
}
