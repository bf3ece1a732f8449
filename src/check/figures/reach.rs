//! Which declarations speak of the same: those that a measure reads, and those that read a table.

use std::collections::{BTreeSet, HashMap};

use crate::ast::Name;
use crate::ir::{Reference, Referent};
use crate::source::Span;

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
    pub(super) fn of<'a>(clauses: &Clauses<'a>, references: &[Reference]) -> Option<Reach> {
        let declared_at: HashMap<Span, Span> = references.iter().filter_map(declared_at).collect();
        let mut by_owner: HashMap<(&'a str, Option<usize>), Vec<usize>> = HashMap::new();
        let mut declared: HashMap<&'a str, Vec<usize>> = HashMap::new();
        for (at, group) in clauses.groups.iter().enumerate() {
            if !matches!(group.place, Place::Named | Place::Reading) {
                continue;
            }
            for name in &group.names {
                declared.entry(name).or_default().push(at);
                by_owner.entry((name, group.owner)).or_default().push(at);
            }
        }
        // Two records may have a fact of one name: where it is declared tells whose is read.
        let read = |name: &'a Name| {
            let owner = declared_at.get(&name.span).map(|place| clauses.owners.get(place).copied());
            let own = owner.and_then(|owner| by_owner.get(&(name.text.as_str(), owner)));
            own.or_else(|| declared.get(name.text.as_str())).into_iter().flatten().copied()
        };
        let reads: Vec<BTreeSet<usize>> = clauses
            .groups
            .iter()
            .map(|group| {
                let own = group.clauses.iter().filter_map(|at| clauses.all.get(*at));
                own.flat_map(|clause| &clause.said.names).flat_map(|name| read(name)).collect()
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

fn declared_at(reference: &Reference) -> Option<(Span, Span)> {
    match reference.to {
        Referent::Declared(place) => Some((reference.span, place)),
        Referent::Known => None,
    }
}
