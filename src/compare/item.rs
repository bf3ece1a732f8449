//! The parts of a policy that are held against each other one by one: conditions, caps, rows, facts.

use std::collections::HashSet;

use serde::Serialize;

use crate::diagnostic::{Language, Wording};
use crate::ir::{Clause, Departure};
use crate::lexical::on_one_line;
use crate::source::{Sources, Span};

use super::Half;
use super::pairing::pairs;

/// A part of a policy.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// What it is called in a report: `condition “经认定”`.
    pub name: Wording,
    /// What it means, as [`Meaning`](super::meaning::Meaning) says it.
    pub meaning: String,
    /// Its label, where it has one that is shown to people.
    pub label: String,
    /// By what it is known again where its meaning has changed, the surest first.
    pub keys: Vec<String>,
    /// Where it stands and what it rests on.
    pub side: Side,
    /// The tables, named values and facts that go by its name.
    pub subject: Option<String>,
}

/// A part as one of the two versions has it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Side {
    /// The rule as written, on one line.
    pub words: String,
    /// What stands for it in either language, where it is not written as a rule.
    #[serde(skip)]
    pub said: Option<Wording>,
    /// Where it stands, `file:line:column`.
    pub place: String,
    /// The words of the source that it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<String>,
    /// The clause, for those who look for what a decision rests on.
    #[serde(skip)]
    pub span: Span,
}

impl Side {
    /// The rule as written, or what stands for it in a language.
    pub fn words(&self, language: Language) -> &str {
        self.said.as_ref().map_or(&self.words, |said| said.get(language))
    }

    /// What is said of a version and is no clause of it.
    pub(super) fn said(said: Wording) -> Side {
        let words = said.en.clone();
        Side { words, said: Some(said), place: String::new(), quotes: Vec::new(), span: Span::default() }
    }

    /// A clause of a version.
    pub(super) fn of(version: &Half<'_>, clause: &Clause) -> Side {
        Side {
            quotes: clause.quotes.iter().map(|quote| quote.text.clone()).collect(),
            ..Side::at(version.sources, clause.span)
        }
    }

    /// A clause of a version with the exceptions and raises that stand under it.
    pub(super) fn departing(version: &Half<'_>, clause: &Clause, departures: &[&Departure]) -> Side {
        let mut side = Side::of(version, clause);
        for departure in departures {
            let own = Side::of(version, &departure.clause);
            side.words = format!("{} {}", side.words, own.words);
            side.quotes.extend(own.quotes);
        }
        side
    }

    /// Words of a version that no quote stands under.
    pub(super) fn at(sources: &Sources, span: Span) -> Side {
        let words = on_one_line(sources.slice(span));
        Side { words, said: None, place: sources.place(span), quotes: Vec::new(), span }
    }
}

/// A label with those of the exceptions and raises that stand under it.
pub(super) fn labels(own: &str, departures: &[&Departure]) -> String {
    let departing = departures.iter().map(|departure| departure.label.as_str());
    std::iter::once(own).chain(departing).collect::<Vec<_>>().join("\n")
}

/// How a part differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The new version alone has it.
    Added,
    /// The old version alone has it.
    Removed,
    /// It means something else.
    Changed,
    /// It means the same and is called something else.
    Renamed,
    /// It means the same and rests on other words of the source.
    Quoted,
    /// It means the same and stands elsewhere among its like, where the order matters.
    Moved,
}

/// A difference between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Change {
    /// What differs: `condition “经认定”`.
    #[serde(serialize_with = "super::english")]
    pub what: Wording,
    /// How.
    pub kind: Kind,
    /// In the old version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<Side>,
    /// In the new version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<Side>,
    /// The name by which expressions refer to it, of a table, a named value or a fact.
    #[serde(skip)]
    pub subject: Option<String>,
}

/// Whether the order of the parts matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// It does.
    Matters,
    /// It does not.
    Free,
}

/// The differences between the parts of two versions: first those that mean the same and are called the same go together, then those that
/// have a key in common, the surest key first.
pub(super) fn differences(old: Vec<Item>, new: Vec<Item>, order: Order) -> Vec<Change> {
    let partners = partners(&old, &new);
    let mut taken = vec![false; old.len()];
    let mut changes = Vec::new();
    let moved = match order {
        Order::Matters => out_of_order(&partners),
        Order::Free => HashSet::new(),
    };
    for (at, own) in new.into_iter().enumerate() {
        let Some(before) = partners.get(at).copied().flatten().and_then(|before| {
            *taken.get_mut(before)? = true;
            old.get(before)
        }) else {
            changes.push(change(Kind::Added, None, Some(own)));
            continue;
        };
        if moved.contains(&at) {
            changes.push(change(Kind::Moved, Some(before.clone()), Some(own.clone())));
        }
        let kind = if before.meaning != own.meaning {
            Kind::Changed
        } else if before.label != own.label {
            Kind::Renamed
        } else if before.side.quotes != own.side.quotes {
            Kind::Quoted
        } else {
            continue;
        };
        changes.push(change(kind, Some(before.clone()), Some(own)));
    }
    let gone = old.into_iter().zip(taken).filter(|(_, taken)| !taken);
    changes.extend(gone.map(|(own, _)| change(Kind::Removed, Some(own), None)));
    changes
}

fn change(kind: Kind, old: Option<Item>, new: Option<Item>) -> Change {
    let named = new.as_ref().or(old.as_ref());
    let what = named.map(|own| own.name.clone()).unwrap_or_default();
    let subject = named.and_then(|own| own.subject.clone());
    Change { what, kind, old: old.map(|own| own.side), new: new.map(|own| own.side), subject }
}

/// For each new part the old one that it is a form of.
fn partners(old: &[Item], new: &[Item]) -> Vec<Option<usize>> {
    let most = old.iter().chain(new).map(|own| own.keys.len()).max().unwrap_or(0);
    pairs(old, new, most + 2, |own, pass| match pass {
        0 => Some(format!("{}\n{}", own.meaning, own.label)),
        1 => Some(own.meaning.clone()),
        _ => own.keys.get(pass - 2).cloned(),
    })
}

/// The fewest new parts that can be said to have moved: those outside the longest run whose partners stand in the same order.
fn out_of_order(partners: &[Option<usize>]) -> HashSet<usize> {
    let paired: Vec<(usize, usize)> =
        partners.iter().enumerate().filter_map(|(at, partner)| Some((at, (*partner)?))).collect();
    // For each length the run of that length that ends with the least partner, by its last place in `paired`.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(paired.len());
    for (place, (_, partner)) in paired.iter().enumerate() {
        let longest = ends.partition_point(|end| paired.get(*end).is_some_and(|(_, last)| last < partner));
        before.push(longest.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        match ends.get_mut(longest) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    let mut moved: HashSet<usize> = paired.iter().map(|(at, _)| *at).collect();
    let mut next = ends.last().copied();
    while let Some(place) = next {
        paired.get(place).iter().for_each(|(at, _)| {
            moved.remove(at);
        });
        next = before.get(place).copied().flatten();
    }
    moved
}
