//! What rules rest on: what they read themselves, and what the named values and tables read that they name, however far away.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Fact;
use super::writer::Read;
use crate::ir::{LetId, ReadingId, TableId};

/// What something rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Needs {
    pub(super) facts: BTreeSet<Fact>,
    pub(super) tables: BTreeSet<TableId>,
    /// The readings on which the named values hang.
    pub(super) readings: BTreeSet<ReadingId>,
}

impl Needs {
    fn holds(&self, other: &Needs) -> bool {
        self.facts.is_superset(&other.facts)
            && self.tables.is_superset(&other.tables)
            && self.readings.is_superset(&other.readings)
    }

    fn add(&mut self, other: &Needs) {
        self.facts.extend(&other.facts);
        self.tables.extend(&other.tables);
        self.readings.extend(&other.readings);
    }
}

/// What has a name that rules use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    Let(LetId),
    Table(TableId),
}

/// What a named value or a table reads.
#[derive(Debug, Default)]
pub(super) struct Reads<'r> {
    pub(super) reads: Vec<&'r Read>,
    pub(super) readings: BTreeSet<ReadingId>,
}

/// The named values and tables of a policy. What each rests on is worked out once, so that a long chain of values costs its length, and
/// not its length for every measure.
#[derive(Debug, Default)]
pub(super) struct Known<'r> {
    pub(super) reads: BTreeMap<Named, Reads<'r>>,
    closed: BTreeMap<Named, Rc<Needs>>,
}

impl Known<'_> {
    /// What some rules rest on.
    pub(super) fn needs(&mut self, rules: &[&Read]) -> Rc<Needs> {
        for read in rules {
            named_by(read).for_each(|named| self.close(named));
        }
        self.together(rules, &BTreeSet::new())
    }

    /// Works out what something named rests on, after all that it names.
    fn close(&mut self, first: Named) {
        let mut begun: BTreeSet<Named> = BTreeSet::new();
        let mut open = vec![(first, false)];
        while let Some((named, parts_known)) = open.pop() {
            if self.closed.contains_key(&named) {
                continue;
            }
            let Some(own) = self.reads.get(&named) else { continue };
            if parts_known {
                let whole = self.together(&own.reads, &own.readings);
                self.closed.insert(named, whole);
            } else if begun.insert(named) {
                open.push((named, true));
                open.extend(own.reads.iter().copied().flat_map(named_by).map(|part| (part, false)));
            }
        }
    }

    /// The union of what is read and of what rests behind it; shared where one of the parts holds the rest already.
    fn together(&self, reads: &[&Read], readings: &BTreeSet<ReadingId>) -> Rc<Needs> {
        let mut own = Needs { readings: readings.clone(), ..Needs::default() };
        for read in reads {
            own.facts.extend(&read.facts);
            own.tables.extend(&read.tables);
        }
        let parts: BTreeSet<Named> = reads.iter().copied().flat_map(named_by).collect();
        let parts: Vec<&Rc<Needs>> = parts.iter().filter_map(|named| self.closed.get(named)).collect();
        let largest = parts.iter().copied().max_by_key(|part| part.facts.len());
        if let Some(largest) = largest.filter(|all| all.holds(&own) && parts.iter().all(|part| all.holds(part))) {
            return Rc::clone(largest);
        }
        parts.into_iter().for_each(|part| own.add(part));
        Rc::new(own)
    }
}

fn named_by(read: &Read) -> impl Iterator<Item = Named> {
    read.lets.iter().map(|id| Named::Let(*id)).chain(read.tables.iter().map(|id| Named::Table(*id)))
}
