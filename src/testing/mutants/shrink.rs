//! A case without what does not matter: as like a known one as can be, else with as little in it as can be.

use crate::case::Case;
use crate::interpret::{Readings, Stage};
use crate::ir::{Datum, InstanceId, Program, Reading, Type};
use crate::testing::Run;

/// Leaves out of a case what can be left out, one thing after the other, while it still `matters`.
pub(super) fn shrink(program: &Program, run: &Run, matters: impl Fn(&Run) -> bool) -> Run {
    let mut left = run.clone();
    let try_out = |left: &mut Run, smaller: Run| {
        if matters(&smaller) {
            *left = smaller;
        }
    };
    let simpler = Run { readings: Readings::defaults(program), ..left.clone() };
    try_out(&mut left, simpler);
    let simpler = Run { stage: Stage::Application, ..left.clone() };
    try_out(&mut left, simpler);
    for at in (0..left.case.paid.len()).rev() {
        let mut smaller = left.clone();
        smaller.case.paid.remove(at);
        try_out(&mut left, smaller);
    }
    for at in (0..left.case.approved.len()).rev() {
        let mut smaller = left.clone();
        smaller.case.approved.remove(at);
        try_out(&mut left, smaller);
    }
    for at in (0..left.case.instances.len()).rev() {
        let smaller = without_record(&left, at);
        smaller.into_iter().for_each(|smaller| try_out(&mut left, smaller));
    }
    let version = program.on(left.case.applied_on);
    for at in 0..left.case.instances.len() {
        let Some(record) = left.case.instances.get(at).and_then(|own| version.record(own.record)) else { continue };
        for (field, declared) in record.fields.iter().enumerate() {
            let is_key = record.key.is_some_and(|key| key.0 as usize == field);
            let given = left.case.instances.get(at).and_then(|own| own.fields.get(field)).is_some_and(Option::is_some);
            // An empty list is another thing than none.
            if is_key || !given || matches!(declared.ty, Type::List(_)) {
                continue;
            }
            let mut smaller = left.clone();
            let value = smaller.case.instances.get_mut(at).and_then(|own| own.fields.get_mut(field));
            value.into_iter().for_each(|value| *value = None);
            try_out(&mut left, smaller);
        }
    }
    left.case = compacted(&left.case);
    left
}

/// Takes back, one after the other, the changes that made a case of a `base`, while what is left still `matters`.
pub(super) fn towards(program: &Program, base: &Run, run: &Run, matters: impl Fn(&Run) -> bool) -> Run {
    let mut left = run.clone();
    if !std::ptr::eq(program.on(base.case.applied_on), program.on(run.case.applied_on)) {
        return shrink(program, run, matters);
    }
    // What was needed beside another change may not be needed alone.
    for _ in 0..2 {
        let before = left.clone();
        for reading in &program.on(base.case.applied_on).readings {
            let readings = as_in(program, reading, base, &left);
            let other = Run { readings, ..left.clone() };
            if other.readings != left.readings && matters(&other) {
                left = other;
            }
        }
        for change in changes_back(base, &left) {
            let mut other = left.clone();
            change(&mut other);
            if matters(&other) {
                left = other;
            }
        }
        if left.case == before.case {
            break;
        }
    }
    left.case = compacted(&left.case);
    left
}

/// The readings of a run, but for one, which is as in another.
fn as_in(program: &Program, reading: &Reading, base: &Run, run: &Run) -> Readings {
    let version = program.on(base.case.applied_on);
    let at = version.readings.iter().position(|own| own.name == reading.name);
    let chosen = at.and_then(|at| base.readings.chosen(version).get(at).copied());
    let value = chosen.and_then(|value| reading.values.get(value));
    let changed = value.and_then(|value| run.readings.clone().with(program, &reading.name, &value.name).ok());
    changed.unwrap_or_else(|| run.readings.clone())
}

/// Takes one change back.
type Back<'a> = Box<dyn Fn(&mut Run) + 'a>;

/// What makes a case more like another, one thing each.
fn changes_back<'a>(base: &'a Run, run: &Run) -> Vec<Back<'a>> {
    let mut all: Vec<Back<'a>> = vec![
        Box::new(|run| run.readings = base.readings.clone()),
        Box::new(|run| run.stage = base.stage),
        Box::new(|run| run.case.applied_on = base.case.applied_on),
        Box::new(|run| run.case.paid.clone_from(&base.case.paid)),
        Box::new(|run| run.case.approved.clone_from(&base.case.approved)),
    ];
    for at in (0..run.case.paid.len()).rev() {
        all.push(Box::new(move |run| back(&mut run.case.paid, &base.case.paid, at)));
    }
    for at in (0..run.case.approved.len()).rev() {
        all.push(Box::new(move |run| back(&mut run.case.approved, &base.case.approved, at)));
    }
    for (at, (own, other)) in run.case.instances.iter().zip(&base.case.instances).enumerate() {
        if own.record != other.record {
            continue;
        }
        for (field, (value, was)) in own.fields.iter().zip(&other.fields).enumerate() {
            if value == was {
                continue;
            }
            all.push(Box::new(move |run| {
                let value = run.case.instances.get_mut(at).and_then(|own| own.fields.get_mut(field));
                value.into_iter().for_each(|value| value.clone_from(was));
            }));
            let (Some(Datum::Series(years)), Some(Datum::Series(before))) = (value, was) else { continue };
            for (year, _) in years.iter().filter(|year| !before.contains(year)) {
                let year = *year;
                all.push(Box::new(move |run| {
                    let value = run.case.instances.get_mut(at).and_then(|own| own.fields.get_mut(field));
                    let Some(Some(Datum::Series(years))) = value else { return };
                    years.retain(|(own, _)| *own != year);
                    years.extend(before.iter().filter(|(own, _)| *own == year).cloned());
                    years.sort_by_key(|(own, _)| *own);
                }));
            }
        }
    }
    // Of several records that were added, each alone.
    for at in (base.case.instances.len()..run.case.instances.len()).rev() {
        all.push(Box::new(move |run| {
            if let Some(without) = without_record(run, at) {
                *run = without;
            }
        }));
    }
    all
}

/// The item at a place as it was; one that was added goes.
fn back<T: Clone>(list: &mut Vec<T>, base: &[T], at: usize) {
    match (list.get_mut(at), base.get(at)) {
        (Some(own), Some(was)) => own.clone_from(was),
        (Some(_), None) => {
            list.remove(at);
        }
        (None, _) => {}
    }
}

/// The case without a record of a list. Its place stays, so that the others keep theirs.
fn without_record(run: &Run, at: usize) -> Option<Run> {
    let mut smaller = run.clone();
    let instance = smaller.case.instances.get(at)?;
    let ((parent, field), key) = (instance.parent?, instance.key.clone());
    let id = InstanceId(u32::try_from(at).ok()?);
    let list = smaller.case.instances.get_mut(parent.0 as usize)?.fields.get_mut(field.0 as usize)?;
    let Some(Datum::List(list)) = list else { return None };
    let before = list.len();
    list.retain(|own| *own != id);
    // An approval must have its claim.
    let named = |claim: &str| key.as_deref() == Some(claim);
    smaller.case.approved.retain(|own| !named(&own.claim));
    (list_len(&smaller.case, parent, field.0 as usize) < before).then_some(smaller)
}

fn list_len(case: &Case, of: InstanceId, field: usize) -> usize {
    let value = case.instance(of).and_then(|own| own.fields.get(field));
    if let Some(Some(Datum::List(list))) = value { list.len() } else { 0 }
}

/// The case without the records that no list holds any more.
fn compacted(case: &Case) -> Case {
    let mut kept: Vec<usize> = Vec::new();
    let mut open = vec![0, 1];
    while let Some(at) = open.pop() {
        kept.push(at);
        let fields = case.instances.get(at).map(|own| own.fields.as_slice()).unwrap_or_default();
        for field in fields {
            if let Some(Datum::List(list)) = field {
                open.extend(list.iter().map(|id| id.0 as usize));
            }
        }
    }
    kept.sort_unstable();
    let moved = |id: InstanceId| {
        let at = kept.binary_search(&(id.0 as usize)).ok()?;
        u32::try_from(at).ok().map(InstanceId)
    };
    let mut instances: Vec<_> = kept.iter().filter_map(|at| case.instances.get(*at).cloned()).collect();
    for instance in &mut instances {
        instance.parent = instance.parent.and_then(|(parent, field)| Some((moved(parent)?, field)));
        for field in &mut instance.fields {
            if let Some(Datum::List(list)) = field {
                *list = list.iter().filter_map(|id| moved(*id)).collect();
            }
        }
    }
    Case { instances, ..case.clone() }
}
