//! What a group has used of its limit.

use std::collections::BTreeMap;

use indexmap::IndexSet;

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

    fn add(&mut self, other: Named) {
        self.more += other.more;
        other.by.into_iter().for_each(|award| self.name(award));
    }
}

/// What has been used of a limit, as one payment finds it.
#[derive(Debug, Clone)]
pub(super) struct Used {
    pub sum: Bounds,
    pub named: Named,
    /// What was paid, and may have been used of it or of that of others.
    pub perhaps: Named,
    /// What has to be known for the sum to be.
    pub awaits: Vec<Awaited>,
}

impl Used {
    /// Nothing.
    pub(super) fn none() -> Used {
        Used {
            sum: Bounds::Exactly(Number::ZERO),
            named: Named::default(),
            perhaps: Named::default(),
            awaits: Vec::new(),
        }
    }

    /// Adds what was used beside it.
    pub(super) fn add(&mut self, other: Used) -> Result<(), Fault> {
        self.sum = self.sum.plus(other.sum)?;
        self.named.add(other.named);
        self.perhaps.add(other.perhaps);
        self.awaits.extend(other.awaits);
        Ok(())
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

/// What was used at one place in time.
#[derive(Debug)]
struct Place {
    sum: Sum,
    named: Named,
    /// What has to be known for the sum to be.
    awaits: Vec<Awaited>,
}

impl Default for Place {
    fn default() -> Place {
        Place { sum: Sum::NONE, named: Named::default(), awaits: Vec::new() }
    }
}

/// What a group has used, by the place in time at which it counts.
#[derive(Debug)]
pub(super) struct Usage {
    places: BTreeMap<i32, Place>,
    /// The window looked at last and its sum: the next is mostly a little later, and takes only what is between.
    seen: (Window, Sum),
}

impl Usage {
    pub(super) fn new() -> Usage {
        Usage { places: BTreeMap::new(), seen: (Window::NONE, Sum::NONE) }
    }

    /// Notes what has to be known for what is used at a place to be.
    pub(super) fn wait(&mut self, at: i32, awaits: Vec<Awaited>) {
        if awaits.is_empty() {
            return;
        }
        let place = self.places.entry(at).or_default();
        for own in awaits {
            if place.awaits.len() < MOST_NAMED && !place.awaits.contains(&own) {
                place.awaits.push(own);
            }
        }
    }

    /// Adds what an award uses.
    pub(super) fn add(&mut self, at: i32, amount: Bounds, by: Option<UsedBy>) -> Result<(), Fault> {
        let more = Sum::of(amount, by.is_some());
        let place = self.places.entry(at).or_default();
        place.sum = place.sum.plus(more)?;
        if let Some(by) = by {
            place.named.name(by);
        }
        if self.seen.0.holds(at) {
            self.seen.1 = self.seen.1.plus(more)?;
        }
        Ok(())
    }

    /// Whether it is known what each award used.
    pub(super) fn is_known(&self) -> bool {
        self.places.values().all(|place| place.sum.bounds().known().is_some())
    }

    /// How much has been used within a window.
    pub(super) fn sum_within(&mut self, window: Window) -> Result<Bounds, Fault> {
        Ok(self.see(window)?.bounds())
    }

    fn see(&mut self, window: Window) -> Result<Sum, Fault> {
        let (before, mut sum) = self.seen;
        let follows = before.first <= window.first && window.first <= before.last && before.last <= window.last;
        if follows {
            for (_, gone) in self.places.range(before.first..window.first) {
                sum = sum.minus(gone.sum)?;
            }
            for (_, come) in self.places.range(before.last..=window.last).filter(|(at, _)| **at > before.last) {
                sum = sum.plus(come.sum)?;
            }
        } else {
            sum = Sum::NONE;
            for (_, come) in self.places.range(window.first..=window.last.max(window.first)) {
                sum = sum.plus(come.sum)?;
            }
        }
        self.seen = (window, sum);
        Ok(sum)
    }

    /// What has been used within a window.
    pub(super) fn within(&mut self, window: Window) -> Result<Used, Fault> {
        let sum = self.see(window)?;
        let of_window = || self.places.range(window.first..=window.last.max(window.first)).map(|(_, place)| place);
        let mut named = Named::default();
        let awards = of_window().flat_map(|place| &place.named.by);
        named.by.extend(awards.take(if sum.named > 0 { MOST_NAMED } else { 0 }).cloned());
        named.more = sum.named.saturating_sub(named.by.len());
        let sum = sum.bounds();
        let mut awaits: IndexSet<&Awaited> = IndexSet::new();
        if sum.known().is_none() {
            awaits.extend(of_window().flat_map(|place| &place.awaits).take(MOST_NAMED));
        }
        let awaits = awaits.into_iter().cloned().collect();
        Ok(Used { sum, named, perhaps: Named::default(), awaits })
    }
}
