//! Which declarations speak of the same: those that a measure reads, and those that read a table.

use std::collections::{BTreeSet, HashMap};

use super::clauses::{Clauses, Place};

/// More steps than the declarations of a policy that people read need.
const MOST_STEPS: usize = 300_000;

/// What speaks of the same as each declaration.
pub(super) struct Reach {
    /// The declarations around each: what it reads, what reads it, and what those read.
    around: Vec<Vec<usize>>,
    /// Those that speak of every measure.
    pub(super) everywhere: Vec<usize>,
    /// All.
    pub(super) all: Vec<usize>,
}

impl Reach {
    /// `None` where following the names would take too long.
    pub(super) fn of(clauses: &Clauses<'_>) -> Option<Reach> {
        let mut declared: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, group) in clauses.groups.iter().enumerate() {
            if !matches!(group.place, Place::Named | Place::Reading) {
                continue;
            }
            group.names.iter().for_each(|name| declared.entry(name).or_default().push(at));
        }
        let reads: Vec<BTreeSet<usize>> = clauses
            .groups
            .iter()
            .map(|group| {
                let own = group.clauses.iter().filter_map(|at| clauses.all.get(*at));
                let names = own.flat_map(|clause| &clause.said.names);
                names.filter_map(|name| declared.get(name)).flatten().copied().collect()
            })
            .collect();
        let mut steps = 0;
        let mut reached: Vec<BTreeSet<usize>> = Vec::new();
        for at in 0..clauses.groups.len() {
            let mut rest = vec![at];
            let mut own = BTreeSet::from([at]);
            while let Some(next) = rest.pop() {
                for read in reads.get(next).into_iter().flatten() {
                    steps += 1;
                    if own.insert(*read) {
                        rest.push(*read);
                    }
                }
            }
            if steps > MOST_STEPS {
                return None;
            }
            reached.push(own);
        }
        let mut around = reached.clone();
        for own in &reached {
            for other in own {
                steps += own.len();
                around.get_mut(*other).into_iter().for_each(|around| around.extend(own));
            }
            if steps > MOST_STEPS {
                return None;
            }
        }
        let of = |kept: fn(Place) -> bool| {
            let own = clauses.groups.iter().enumerate().filter(|(_, group)| kept(group.place));
            own.map(|(at, _)| at).collect::<Vec<usize>>()
        };
        let around: Vec<Vec<usize>> = around.into_iter().map(|own| own.into_iter().collect()).collect();
        let everywhere = of(|place| matches!(place, Place::Everywhere | Place::Aside));
        Some(Reach { around, everywhere, all: of(|_| true) })
    }

    /// The declarations around one, itself among them.
    pub(super) fn around(&self, at: usize) -> &[usize] {
        self.around.get(at).map_or(&[], Vec::as_slice)
    }
}
