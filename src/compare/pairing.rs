//! What belongs together of two versions.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::ir::Measure;

/// For each new part the old one that goes with it: by the first of the keys, the surest, that both have; each goes with one.
pub(super) fn pairs<T>(
    old: &[T],
    new: &[T],
    passes: usize,
    key: impl Fn(&T, usize) -> Option<String>,
) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; new.len()];
    let mut free = vec![true; old.len()];
    for pass in 0..passes {
        let mut by_key: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (at, own) in old.iter().enumerate().filter(|(at, _)| free.get(*at) == Some(&true)) {
            if let Some(key) = key(own, pass) {
                by_key.entry(key).or_default().push_back(at);
            }
        }
        for (own, partner) in new.iter().zip(&mut found).filter(|(_, partner)| partner.is_none()) {
            let at = key(own, pass).and_then(|key| by_key.get_mut(&key)?.pop_front());
            if let Some(at) = at {
                *partner = Some(at);
                if let Some(free) = free.get_mut(at) {
                    *free = false;
                }
            }
        }
    }
    found
}

/// For each new measure the old one of the same identifier, else of the same label.
pub(super) fn measures(old: &[Measure], new: &[Measure]) -> Vec<Option<usize>> {
    let by_name: HashMap<&str, usize> = old.iter().enumerate().map(|(at, own)| (own.name.as_str(), at)).collect();
    let mut found: Vec<Option<usize>> = new.iter().map(|own| by_name.get(own.name.as_str()).copied()).collect();
    let mut taken: HashSet<usize> = found.iter().flatten().copied().collect();
    let by_label: HashMap<&str, usize> =
        old.iter().enumerate().filter_map(|(at, own)| Some((own.label.as_deref()?, at))).collect();
    for (own, partner) in new.iter().zip(&mut found).filter(|(_, partner)| partner.is_none()) {
        let same = own.label.as_deref().and_then(|label| by_label.get(label).copied());
        *partner = same.filter(|at| taken.insert(*at));
    }
    found
}

/// The identifiers of old measures that the new version calls otherwise, each with the new one.
pub(super) type Renamed<'a> = HashMap<&'a str, &'a str>;

/// The measures that go together and have other identifiers.
pub(super) fn renamed<'a>(old: &'a [Measure], new: &'a [Measure]) -> Renamed<'a> {
    let pairs = new.iter().zip(measures(old, new));
    let names = pairs.filter_map(|(own, partner)| Some((old.get(partner?)?.name.as_str(), own.name.as_str())));
    names.filter(|(was, is)| was != is).collect()
}
