//! A case without what does not matter.

use crate::case::Case;
use crate::interpret::{Readings, Stage};
use crate::ir::{Datum, InstanceId, Program, Type};
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
