//! Known cases with another value of one fact, under another reading or at the other stage, where a rule may matter that does not in them
//! as they are.

use crate::ast::Surface;
use crate::case::Case;
use crate::ir::{Datum, Program, Stage, Type, VariantId};
use crate::testing::Run;

/// So many cases are made at most.
const MOST: usize = 300;
/// Of so many known ones.
const MOST_KNOWN: usize = 24;
/// So many other values of one fact are tried.
const VALUES: usize = 4;
/// Of so many known ones other readings and the other stage are tried.
const MOST_ELSEWHERE: usize = 8;

/// The cases, each with the place of the known one of which it was made, and what it is called.
pub(super) fn changed(program: &Program, known: &[(String, Run)]) -> Vec<(usize, (String, Run))> {
    let mut all = Vec::new();
    for (at, (name, run)) in known.iter().enumerate().take(MOST_ELSEWHERE) {
        all.extend(elsewhere(program, run).into_iter().map(|(what, run)| (at, (format!("{name} · {what}"), run))));
    }
    for (at, (name, run)) in known.iter().enumerate().take(MOST_KNOWN) {
        let version = program.on(run.case.applied_on);
        for (of, instance) in run.case.instances.iter().enumerate() {
            let Some(record) = version.record(instance.record) else { continue };
            for (field, declared) in record.fields.iter().enumerate() {
                if record.key.is_some_and(|key| key.0 as usize == field) {
                    continue;
                }
                let was = instance.fields.get(field).and_then(Option::as_ref);
                for value in others(version, &declared.ty, was, || given(known, &run.case, of, field)) {
                    if all.len() == MOST {
                        return all;
                    }
                    let mut run = run.clone();
                    let own = run.case.instances.get_mut(of).and_then(|own| own.fields.get_mut(field));
                    own.into_iter().for_each(|own| *own = Some(value.clone()));
                    let label = declared.shown();
                    all.push((at, (format!("{name} · {label}"), run)));
                }
            }
        }
    }
    all
}

/// The same case under each other reading, and at the other stage, with what that is called.
fn elsewhere(program: &Program, run: &Run) -> Vec<(String, Run)> {
    let version = program.on(run.case.applied_on);
    let mut all = Vec::new();
    for reading in &version.readings {
        for value in &reading.values {
            let readings = run.readings.clone().with(program, &reading.name, &value.name);
            if let Some(readings) = readings.ok().filter(|own| *own != run.readings) {
                let what = format!("{} {}", reading.shown(), value.shown());
                all.push((what, Run { readings, ..run.clone() }));
            }
        }
    }
    let conditions = version.measures.iter().flat_map(|measure| &measure.conditions).chain(&version.scope);
    if run.stage == Stage::Application && conditions.clone().any(|own| own.stage == Some(Stage::Payment)) {
        let what = match version.units.surface {
            Surface::Chinese => "拨付",
            Surface::English => "payment",
        };
        all.push((what.to_owned(), Run { stage: Stage::Payment, ..run.clone() }));
    }
    all
}

/// Other values of a fact.
fn others(program: &Program, ty: &Type, was: Option<&Datum>, given: impl Fn() -> Vec<Datum>) -> Vec<Datum> {
    let mut all = match ty {
        Type::YesNo => vec![Datum::Truth(true), Datum::Truth(false)],
        Type::Choice(choice) => {
            let count = program.choice(*choice).map_or(0, |choice| choice.variants.len());
            let ids = (0..).map(VariantId).take(count.min(VALUES));
            ids.map(Datum::Choice).collect()
        }
        Type::List(_) | Type::Record(_) | Type::Duration | Type::Text => Vec::new(),
        Type::Whole(_)
        | Type::Decimal(_)
        | Type::Ratio(_)
        | Type::Money(..)
        | Type::Quantity(..)
        | Type::Date
        | Type::Period
        | Type::Series(..) => given(),
    };
    all.retain(|own| Some(own) != was);
    all
}

/// The values that other known cases give a fact of the same record.
fn given(known: &[(String, Run)], case: &Case, of: usize, field: usize) -> Vec<Datum> {
    let Some(record) = case.instances.get(of).map(|own| own.record) else { return Vec::new() };
    let mut all: Vec<Datum> = Vec::new();
    for instance in known.iter().flat_map(|(_, run)| &run.case.instances).filter(|own| own.record == record) {
        let value = instance.fields.get(field).and_then(Option::as_ref);
        if let Some(value) = value.filter(|value| !all.contains(value)) {
            all.push(value.clone());
        }
        if all.len() == VALUES {
            break;
        }
    }
    all
}
