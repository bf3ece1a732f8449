//! The amendments of a policy, and which versions of two policies are held against each other.

use std::collections::{HashMap, HashSet};

use crate::ir::{self, Program};
use crate::source::Span;
use crate::wording;

use super::item::{Item, Side};
use super::{Half, Version};

/// Two versions by one amendment, or by one that only the old or the new policy has.
pub(super) struct Pair<'a> {
    /// The amendment, by identifier.
    pub name: &'a str,
    /// Whether the old policy alone has it.
    pub without: bool,
    /// The old version.
    pub old: Version<'a>,
    /// The new version.
    pub new: Version<'a>,
}

/// The amendments, each with the day from which it counts.
pub(super) fn amendments(version: &Half<'_>) -> Vec<Item> {
    let as_issued: HashSet<Span> = version.program.frame.iter().map(|clause| clause.span).collect();
    let item = |(own, program): (&ir::Version, &Program)| {
        // What it repeals stands under it.
        let repeals = program.frame.iter().filter(|clause| {
            let (span, amendment) = (clause.span, own.clause.span);
            span.source == amendment.source && span.start > amendment.start && !as_issued.contains(&span)
        });
        let mut side = Side::of(version, &own.clause);
        side.quotes.extend(repeals.flat_map(|clause| &clause.quotes).map(|quote| quote.text.clone()));
        let shown = own.label.as_deref().unwrap_or(&own.name);
        Item {
            name: wording!("amendment “{shown}”", "修订“{shown}”"),
            meaning: format!("{} from {}", own.name, own.from),
            label: shown.to_owned(),
            keys: vec![own.name.clone(), shown.to_owned()],
            side,
            subject: None,
        }
    };
    versions(version.program).map(item).collect()
}

/// The versions that amendments brought about, by day: each with the other policy's of the same amendment, and where that has none, with
/// what counts there on the day.
pub(super) fn pairs<'a>(old: Version<'a>, new: Version<'a>) -> Vec<Pair<'a>> {
    let (earlier, later) = (by_name(old.program), by_name(new.program));
    let mut found = Vec::new();
    for (own, program) in versions(new.program) {
        let before = earlier.get(own.name.as_str()).copied().unwrap_or_else(|| old.program.on(own.from));
        let (old, new) = (Version { program: before, ..old }, Version { program, ..new });
        found.push((own.from, Pair { name: &own.name, without: false, old, new }));
    }
    for (own, program) in versions(old.program).filter(|(own, _)| !later.contains_key(own.name.as_str())) {
        let (old, new) = (Version { program, ..old }, Version { program: new.program.on(own.from), ..new });
        found.push((own.from, Pair { name: &own.name, without: true, old, new }));
    }
    found.sort_by_key(|(from, _)| *from);
    found.into_iter().map(|(_, pair)| pair).collect()
}

fn versions(program: &Program) -> impl Iterator<Item = (&ir::Version, &Program)> {
    program.amended.iter().filter_map(|amended| Some((amended.version.as_ref()?, amended)))
}

fn by_name(program: &Program) -> HashMap<&str, &Program> {
    versions(program).map(|(own, amended)| (own.name.as_str(), amended)).collect()
}
