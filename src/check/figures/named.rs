//! Bounds that have a name: `employees at least threshold` with `let threshold 20` compares with 20.

use std::collections::{HashMap, HashSet};

use crate::source::Span;

use super::clauses::{Clauses, Place};
use super::rules::Use;

/// So many figures of one name are compared.
const FIGURES: usize = 30;

/// What a clause gives a name to.
#[derive(Debug, Default)]
pub(super) struct Defined<'a> {
    /// The names.
    pub(super) names: Vec<&'a str>,
    /// The figures that they stand for, each with its clause; none where they stand for anything else.
    pub(super) figures: Vec<(usize, Span)>,
}

/// The figures that rules compare by their names.
pub(super) struct NamedUses {
    /// Each with the clause that compares, and the one that has the figure.
    pub(super) compared: Vec<(usize, usize, Use)>,
    /// Where the figures stand that are only ever compared.
    pub(super) bounds_only: HashSet<Span>,
}

impl NamedUses {
    pub(super) fn of(clauses: &Clauses<'_>) -> NamedUses {
        let mut defined: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, clause) in clauses.all.iter().enumerate() {
            let names = clause.defines.iter().flat_map(|own| &own.names);
            names.for_each(|name| defined.entry(name).or_default().push(at));
        }
        let (mut reads, mut bounds): (HashMap<&str, usize>, HashMap<&str, usize>) = Default::default();
        for clause in &clauses.all {
            clause.said.texts().for_each(|name| *reads.entry(name).or_default() += 1);
            clause.said.bounds.iter().for_each(|own| *bounds.entry(own.name).or_default() += 1);
        }
        let count =
            |of: &HashMap<&str, usize>, names: &[&str]| -> usize { names.iter().filter_map(|name| of.get(name)).sum() };
        let mut own = NamedUses { compared: Vec::new(), bounds_only: HashSet::new() };
        for (at, clause) in clauses.all.iter().enumerate() {
            for bound in &clause.said.bounds {
                let all = defined.get(bound.name).map_or(&[][..], Vec::as_slice);
                for definer in meant(clauses, clause.group, all) {
                    let Some(defining) = clauses.all.get(definer) else { continue };
                    let Some(defined) = &defining.defines else { continue };
                    let only = count(&reads, &defined.names) == count(&bounds, &defined.names);
                    let figures = defined.figures.iter().filter_map(|(at, span)| {
                        clauses.all.get(*at)?.said.uses.iter().find(|used| used.span == *span)
                    });
                    for figure in figures {
                        let used = Use { kind: figure.kind, value: figure.value, ..bound.used };
                        own.compared.push((at, definer, used));
                        own.bounds_only.extend(only.then_some(figure.span));
                    }
                }
            }
        }
        own
    }
}

/// Of the clauses that define a name, those that a clause of a group means by it; none where that is open, or more than figures are meant.
fn meant(clauses: &Clauses<'_>, group: usize, all: &[usize]) -> Vec<usize> {
    let all = all.get(..FIGURES.min(all.len())).unwrap_or_default();
    let of = |at: &usize| clauses.all.get(*at).map(|clause| clause.group);
    let own: Vec<usize> = all.iter().copied().filter(|at| of(at) == Some(group)).collect();
    let named = |at: &usize| {
        let place = of(at).and_then(|group| clauses.groups.get(group)).map(|group| group.place);
        place == Some(Place::Named)
    };
    let found = if own.is_empty() { all.iter().copied().filter(named).collect() } else { own };
    let figures = |at: &usize| {
        let defined = clauses.all.get(*at).and_then(|clause| clause.defines.as_ref());
        defined.is_some_and(|own| !own.figures.is_empty() && own.figures.len() <= FIGURES)
    };
    let first = found.first().and_then(of);
    if found.iter().all(|at| figures(at) && of(at) == first) { found } else { Vec::new() }
}
