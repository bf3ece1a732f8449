//! What may be named: types, units, facts, readings, named values.

use crate::diagnostic::Wording;
use crate::ir::{Choice, Definition, Field, Let, Place, Reading, Record, Variant};
use crate::wording;

use super::Half;
use super::item::{Item, Side, labels};

/// The `one of` types, value by value, and the units of measurement.
pub(super) fn types(version: &Half<'_>) -> Vec<Item> {
    let meaning = version.meaning();
    let nowhere = |words: String| Side::said(Wording::new(words.as_str(), words.as_str()));
    let variant = |of: &Choice, own: &Variant| {
        let (ty, value) = (of.label.as_deref().unwrap_or(&of.name), own.shown());
        let words = own.label.as_ref().map_or_else(|| own.name.clone(), |label| format!("{} 「{label}」", own.name));
        Item {
            name: wording!("value “{value}” of “{ty}”", "“{ty}”的取值“{value}”"),
            meaning: format!("{} {}", of.name, own.name),
            label: value.to_owned(),
            keys: vec![format!("{} {value}", of.name)],
            side: nowhere(words),
            subject: Some(of.name.clone()),
        }
    };
    let choices = &version.program.choices;
    let whole = |of: &Choice| {
        let ty = of.label.as_deref().unwrap_or(&of.name);
        Item {
            name: wording!("type “{ty}”", "类型“{ty}”"),
            meaning: of.name.clone(),
            label: ty.to_owned(),
            keys: vec![ty.to_owned()],
            side: Side::of(version, &of.clause),
            subject: None,
        }
    };
    let of_type = |of: &Choice| {
        std::iter::once(whole(of)).chain(of.variants.iter().map(|own| variant(of, own))).collect::<Vec<_>>()
    };
    let mut items: Vec<Item> = choices.iter().flat_map(of_type).collect();
    let units = version.program.units.spelled().filter_map(|name| version.program.units.named(name));
    let mut units: Vec<_> = units.collect();
    units.dedup();
    for unit in units.into_iter().filter_map(|id| version.program.units.get(id)) {
        let name = unit.label.as_deref().unwrap_or(&unit.name);
        let is = meaning.dimension(&unit.is);
        items.push(Item {
            name: wording!("unit “{name}”", "单位“{name}”"),
            meaning: format!("{} {is}", unit.name),
            label: name.to_owned(),
            keys: vec![unit.name.clone(), name.to_owned()],
            side: if unit.clause.place.is_empty() { nowhere(is) } else { Side::of(version, &unit.clause) },
            subject: None,
        });
    }
    items
}

/// The facts of the applicant, the parameters and the records.
pub(super) fn facts(version: &Half<'_>) -> Vec<Item> {
    let items = |record: &'_ Record| record.fields.iter().map(|own| fact(version, record, own)).collect::<Vec<_>>();
    version.program.records.iter().flat_map(items).collect()
}

fn fact(version: &Half<'_>, record: &Record, own: &Field) -> Item {
    let meaning = version.meaning();
    let absent = own.absent.as_ref().map_or_else(|| "unknown".to_owned(), |datum| meaning.datum(&own.ty, datum));
    let is_key = record.key.and_then(|key| record.fields.get(key.0 as usize)).is_some_and(|key| key.name == own.name);
    let (of, name) = (record.label.as_deref().unwrap_or(&record.name), own.shown());
    Item {
        name: wording!("fact “{name}” of “{of}”", "“{of}”的事实“{name}”"),
        meaning: format!(
            "{}.{} : {} absent {absent} key {is_key} by {:?} proved by {:?}",
            record.name,
            own.name,
            meaning.ty(&own.ty),
            own.decided_by,
            own.evidence
        ),
        label: name.to_owned(),
        keys: vec![format!("{}.{}", record.name, own.name), format!("{}.{name}", record.name)],
        side: Side::of(version, &own.clause),
        subject: Some(format!("{}.{}", record.name, own.name)),
    }
}

/// The readings of what the text leaves open: each with what it decides between and the one that counts where none is chosen.
pub(super) fn readings(version: &Half<'_>) -> Vec<Item> {
    let item = |own: &Reading| {
        let values: Vec<&str> = own.values.iter().map(|value| value.name.as_str()).collect();
        let default = values.get(own.default).copied().unwrap_or_default();
        let name = own.shown();
        let labels: Vec<&str> = own.values.iter().map(Variant::shown).collect();
        let usual = own.values.get(own.default).map(Variant::shown).unwrap_or_default();
        let (one_of, either) = (labels.join(", "), labels.join("、"));
        let mut side = Side::of(version, &own.clause);
        side.said = Some(wording!(
            "`{name}`: one of {one_of}; `{usual}` unless another is chosen",
            "“{name}”：可取{either}；未另选时按“{usual}”"
        ));
        Item {
            name: wording!("reading “{name}”", "解读“{name}”"),
            meaning: format!("{} of {} default {default}", own.name, values.join(" ")),
            label: format!("{name} {} {}", labels.join(" "), own.because.as_deref().unwrap_or_default()),
            keys: vec![own.name.clone(), name.to_owned()],
            side,
            subject: None,
        }
    };
    version.program.readings.iter().map(item).collect()
}

/// The named values that do not belong to a measure.
pub(super) fn lets(version: &Half<'_>) -> Vec<Item> {
    named(version, |place| !matches!(place, Place::Measure(_)))
}

/// The definitions of the named values of some places.
pub(super) fn named(version: &Half<'_>, of: impl Fn(Place) -> bool) -> Vec<Item> {
    let lets = version.program.lets.iter().filter(|own| of(own.place));
    lets.flat_map(|own| own.definitions.iter().map(|definition| defined(version, own, definition))).collect()
}

fn defined(version: &Half<'_>, own: &Let, definition: &Definition) -> Item {
    let meaning = version.meaning();
    let place = meaning.place(own.place);
    let name = own.label.as_deref().unwrap_or(&own.name);
    let applies = meaning.applies(definition.applies);
    let departures = meaning.departures(definition.value);
    let subject = format!("{place}{}", own.name);
    Item {
        name: wording!("value “{name}”", "设定的值“{name}”"),
        meaning: format!("{subject} {applies} {} {}", meaning.ty(&own.ty), meaning.expr(definition.value)),
        label: labels(name, &departures),
        keys: vec![format!("{subject} {applies}"), subject.clone(), format!("{place}{name}")],
        side: Side::departing(version, &definition.clause, &departures),
        subject: Some(subject),
    }
}
