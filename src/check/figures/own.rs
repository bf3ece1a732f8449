//! Figures that a clause has in place of the one of its own quote, where other clauses have both: 2年 beside “有效期3年”.

use std::collections::{BTreeSet, HashMap};

use super::clauses::Clauses;
use super::read::Kind;
use super::rules::Use;
use super::{COMPARED, Key, Mention, keys, says_something};

/// Figures of rules, each with the figure of its own quote that stands for it there.
///
/// Of a kind, clause and quotes have equally many figures, and all but one are the same.
pub(super) fn figures_of_other_clauses<'c, 'a>(
    clauses: &Clauses<'_>,
    mentions: &'c [Vec<Mention<'a>>],
) -> Vec<(Use, &'c Mention<'a>)> {
    let mut defined: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, clause) in clauses.all.iter().enumerate() {
        let names = clause.defines.iter().flat_map(|own| &own.names);
        names.for_each(|name| defined.entry(name).or_default().push(at));
    }
    let mut found = Vec::new();
    for (at, clause) in clauses.all.iter().enumerate().filter(|(_, clause)| !clause.quotes.is_empty()) {
        let own = mentions.get(at).map_or(&[][..], Vec::as_slice);
        if own.len() > COMPARED || clause.said.uses.len() > COMPARED {
            continue;
        }
        for kind in [Kind::Money, Kind::Share, Kind::Time] {
            let uses = clause.said.uses.iter().filter(|used| used.kind == kind);
            let uses: Vec<&Use> = each(uses.filter(|used| used.asks && says_something(used)), |used| used.value);
            let said = own.iter().filter(|mention| mention.figure.kind == kind && mention.figure.tells);
            let said: Vec<&Mention<'_>> = each(said, |mention| mention.figure.value);
            if uses.len() != said.len() || clause.table {
                continue;
            }
            let quoted: BTreeSet<Key> = own.iter().flat_map(Mention::keys).collect();
            let used: BTreeSet<Key> = clause.said.uses.iter().flat_map(keys).collect();
            let wrong: Vec<&&Use> =
                uses.iter().filter(|used| keys(used).iter().all(|key| !quoted.contains(key))).collect();
            let idle: Vec<&&Mention<'_>> =
                said.iter().filter(|own| own.keys().iter().all(|key| !used.contains(key))).collect();
            if let ([wrong], [idle]) = (wrong.as_slice(), idle.as_slice()) {
                let beside = |other: usize| {
                    let parent = |at: usize| clauses.all.get(at).and_then(|clause| clause.parent);
                    other != at && (parent(other) == Some(at) || parent(at) == Some(other))
                };
                let group = clauses.groups.get(clause.group).map_or(&[][..], |group| &group.clauses);
                let near = || group.iter().copied().filter(|other| beside(*other));
                // What the clause reads by name may have the figure of its quote.
                let names = clause.said.texts().take(COMPARED).filter_map(|name| defined.get(name));
                let mut read = names.flat_map(|all| all.iter().copied().take(COMPARED));
                let has = |other: usize| {
                    mentions
                        .get(other)
                        .is_some_and(|own| own.iter().flat_map(Mention::keys).any(|key| keys(wrong).contains(&key)))
                };
                let uses = |other: usize| {
                    clauses
                        .all
                        .get(other)
                        .is_some_and(|own| own.said.uses.iter().flat_map(keys).any(|key| idle.keys().contains(&key)))
                };
                if !near().any(|other| has(other) || uses(other)) && !read.any(uses) {
                    found.push((***wrong, **idle));
                }
            }
        }
    }
    found
}

/// The first of each value.
fn each<'i, T>(all: impl Iterator<Item = &'i T>, value: impl Fn(&T) -> crate::value::Number) -> Vec<&'i T> {
    let mut seen = BTreeSet::new();
    all.filter(|own| seen.insert(value(own))).collect()
}
