//! The place of a claim's record among those of its measure.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

use super::claims::Place;
use super::error::CaseFault;
use super::evaluate::{Evaluated, Evaluator, Frame};
use super::known::{Known, Missing, Value, join};
use crate::case::InstanceId;
use crate::value::{Bounds, Number};

/// How many records a place waits for by name; more would make a report grow with the square of the list.
const MOST_AWAITED: usize = 20;
/// How many records are looked at for those.
const MOST_LOOKED_AT: usize = 1000;

/// The first and the last place, from 1, that each record may have, with the facts that decide between them.
#[derive(Debug)]
pub(super) struct Positions(HashMap<InstanceId, (u32, u32, Missing)>);

/// One end of what an order value may be; records that are alike keep the order of the case.
type End = (Edge, usize);

/// An order value, or none on this side.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Lowest,
    At(Place),
    Highest,
}

/// What is known of a record's order value.
struct Entry {
    record: InstanceId,
    least: End,
    most: End,
    missing: Missing,
}

impl<'a> Evaluator<'a> {
    /// The place of the claim's record in the claim order of its measure.
    pub(super) fn position(&self, measure: usize, frame: &Frame) -> Evaluated<'a> {
        let kept = self.positions.borrow().get(&measure).cloned();
        let positions = match kept {
            Some(positions) => positions,
            None => {
                let positions = Rc::new(self.without_supposing(|| self.positions_in(measure))?);
                self.positions.borrow_mut().insert(measure, Rc::clone(&positions));
                positions
            }
        };
        let Some((first, last, missing)) = positions.0.get(&frame.record(0)) else {
            return Ok(Known::certain(Value::Number(Bounds::Between(Some(Number::ONE), None))));
        };
        let (first, last) = (Number::from(i64::from(*first)), Number::from(i64::from(*last)));
        if first == last {
            return Ok(Known::certain(Value::Number(Bounds::Exactly(first))));
        }
        Ok(Known::new(Value::Number(Bounds::Between(Some(first), Some(last))), missing.clone()))
    }

    fn positions_in(&self, measure: usize) -> Result<Positions, Box<CaseFault>> {
        let Some(each) = self.program.measures.get(measure).and_then(|measure| measure.for_each.as_ref()) else {
            return Ok(Positions(HashMap::new()));
        };
        let records = self.records(each.list, &Frame::new(None, 1))?.0.unwrap_or_default();
        let mut entries = Vec::with_capacity(records.len());
        for (at, record) in records.iter().enumerate() {
            let (least, most, missing) = match each.order {
                None => (Edge::Lowest, Edge::Lowest, Missing::new()),
                Some(order) => {
                    let known = self.evaluate(order, &Frame::new(Some(*record), 1))?;
                    let (least, most) = edges(&known.value);
                    (least, most, known.missing)
                }
            };
            entries.push(Entry { record: *record, least: (least, at), most: (most, at), missing });
        }
        Ok(placed(&entries))
    }
}

/// The least and the greatest that an order value may be.
fn edges(value: &Value<'_>) -> (Edge, Edge) {
    let both = |place: Option<Place>| place.map(|place| (Edge::At(place.clone()), Edge::At(place)));
    let known = match value {
        Value::Date(date) => {
            let least = date.first.map_or(Edge::Lowest, |first| Edge::At(Place::Date(first)));
            return (least, date.last.map_or(Edge::Highest, |last| Edge::At(Place::Date(last))));
        }
        Value::Number(bounds) => {
            let least = bounds.least().map_or(Edge::Lowest, |least| Edge::At(Place::Number(least)));
            return (least, bounds.most().map_or(Edge::Highest, |most| Edge::At(Place::Number(most))));
        }
        Value::Text(text) => both(text.map(|text| Place::Text(text.to_owned()))),
        Value::Choice(variant) => both(variant.map(|variant| Place::Number(Number::from(i64::from(variant.0))))),
        Value::Truth(_) | Value::Period(_) | Value::List(_) | Value::Series(_) => None,
    };
    known.unwrap_or((Edge::Lowest, Edge::Highest))
}

/// A record comes after those that are certainly before it, and before those that are certainly after it.
fn placed(entries: &[Entry]) -> Positions {
    let mut by_least: Vec<&End> = entries.iter().map(|entry| &entry.least).collect();
    let mut by_most: Vec<&End> = entries.iter().map(|entry| &entry.most).collect();
    by_least.sort();
    by_most.sort();
    let mut open: Vec<&Entry> = entries.iter().filter(|entry| entry.least != entry.most).collect();
    open.sort_by(|left, right| left.least.cmp(&right.least));
    let mut positions = HashMap::with_capacity(entries.len());
    for entry in entries {
        let before = by_most.partition_point(|most| most.cmp(&&entry.least) == Ordering::Less);
        let not_after = by_least.partition_point(|least| least.cmp(&&entry.most) != Ordering::Greater);
        let mut missing = Missing::new();
        if before + 1 != not_after {
            missing.clone_from(&entry.missing);
            let near = open.partition_point(|other| other.least <= entry.most);
            let others = open.iter().take(near).rev().take(MOST_LOOKED_AT);
            for other in others.filter(|other| other.most >= entry.least).take(MOST_AWAITED) {
                join(&mut missing, &other.missing);
            }
        }
        let place = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        positions.insert(entry.record, (place(before + 1), place(not_after), missing));
    }
    Positions(positions)
}
