//! Facts: fields of records, lists of records, values by support year, periods, single values.

use std::collections::{BTreeMap, HashMap};

use super::error::{Found, StructureError, ValueError, expected, short};
use super::keys::{LAST_SUPPORT_YEAR, PERIOD};
use super::node::{Key, Node, Value};
use super::reader::{Reader, Step};
use super::scalar::Refusal;
use super::{Instance, InstanceId};
use crate::ir::{Datum, Field, FieldId, RecordId, SeriesBy, Type};
use crate::source::Span;
use crate::value::Date;

/// Whose field is read.
type Place = (InstanceId, FieldId);

impl<'p> Reader<'p, '_> {
    /// Reads the fields of a record into its instance. Says where its key stands.
    pub(super) fn record(&mut self, entries: &[(Key<'_>, Node<'_>)], id: InstanceId, record: RecordId) -> Option<Span> {
        let program = self.program;
        let declared = program.record(record)?;
        let names = self.names.record(record)?;
        let sorted = self.sort_out(entries, names, declared.label.as_deref());
        let mut key = None;
        for ((at, field), given) in declared.fields.iter().enumerate().zip(sorted) {
            let Some((_, node)) = given else { continue };
            let field_id = FieldId(u32::try_from(at).unwrap_or(u32::MAX));
            if declared.key == Some(field_id) && !matches!(node.value, Value::Null) {
                key = Some(node.mark());
            }
            let datum =
                self.inside(Step::Key(&field.name), |reader| reader.value(node, &field.ty, field, (id, field_id)));
            if let Some(datum) = datum.as_ref().filter(|_| self.names.compared.holds((record, field_id))) {
                self.inside(Step::Key(&field.name), |reader| {
                    reader.doubt_text(datum, (record, field_id), node.mark(), field.label.as_deref());
                });
            }
            if let Some(slot) = self.instance_mut(id).and_then(|instance| instance.fields.get_mut(at)) {
                *slot = datum;
            }
        }
        key
    }

    /// A value of any type; `None` where it is absent or refused.
    pub(super) fn value(&mut self, node: &Node<'_>, ty: &'p Type, field: &'p Field, place: Place) -> Option<Datum> {
        if matches!(node.value, Value::Null) || self.is_full() {
            return None;
        }
        match ty {
            Type::List(record) => self.records(node, *record, field, place),
            Type::Series(by, of) => self.series(node, (*by, of), ty, field, place),
            Type::Period => self.period(node, field),
            Type::YesNo
            | Type::Whole(_)
            | Type::Decimal(_)
            | Type::Ratio(_)
            | Type::Money(..)
            | Type::Quantity(..)
            | Type::Date
            | Type::Duration
            | Type::Text
            | Type::Choice(_)
            | Type::Record(_) => self.scalar(node, ty, field.label.as_deref()),
        }
    }

    /// A single value.
    pub(super) fn scalar(&mut self, node: &Node<'_>, ty: &Type, label: Option<&str>) -> Option<Datum> {
        let refusal = match self.scalars().read(&node.value, ty) {
            Ok(datum) => return Some(datum),
            Err(refusal) => refusal,
        };
        let at = self.at(node.mark(), label);
        let found = Found::from(node);
        match refusal {
            Refusal::Other(instead) => {
                let expected = expected(self.program, ty);
                let error = ValueError::WrongType { at, expected, found, instead: instead.clone() };
                self.refuse_for(error, node.span, instead.as_deref());
            }
            Refusal::Digits => self.refuse(ValueError::TooManyDigits { at, found }),
            Refusal::Range(number, limits) => self.refuse(ValueError::OutOfRange { at, number, limits, found }),
            Refusal::Currency { given, declared } => self.refuse(ValueError::WrongCurrency { at, given, declared }),
            Refusal::Unit { given, declared } => self.refuse(ValueError::WrongUnit { at, given, declared }),
            Refusal::Day => {
                let words = short(node.words().unwrap_or(""));
                self.refuse(ValueError::NoSuchDay { at, words });
            }
        }
        None
    }

    fn records(&mut self, node: &Node<'_>, record: RecordId, field: &'p Field, place: Place) -> Option<Datum> {
        let program = self.program;
        let Some(items) = self.list(node, field.label.as_deref()) else {
            self.damaged.insert(place);
            return None;
        };
        let declared = program.record(record)?;
        let mut records = Vec::with_capacity(items.len());
        let mut keys: HashMap<String, Span> = HashMap::new();
        for (at, item) in items.iter().enumerate() {
            if self.is_full() {
                break;
            }
            let id = InstanceId(u32::try_from(self.instances.len()).unwrap_or(u32::MAX));
            let read = self.inside(Step::Number(at + 1), |reader| {
                let entries = reader.mapping(item, declared.label.as_deref())?;
                let fields = vec![None; declared.fields.len()];
                reader.instances.push(Instance { record, fields, key: None, parent: Some(place) });
                let key = reader.record(entries, id, record);
                Some(reader.keep_apart(item, id, record, key, &mut keys))
            });
            if read != Some(true) {
                self.damaged.insert(place);
            }
            records.push(id);
        }
        Some(Datum::List(records))
    }

    /// Gives a record its key, which no other of its list may have. Whether it has one of its own.
    fn keep_apart(
        &mut self,
        item: &Node<'_>,
        id: InstanceId,
        record: RecordId,
        written: Option<Span>,
        keys: &mut HashMap<String, Span>,
    ) -> bool {
        let program = self.program;
        let Some(declared) = program.record(record) else { return false };
        let Some((key_id, field)) = declared.key.and_then(|key| Some((key, program.field(record, key)?))) else {
            return true;
        };
        let datum = self.instances.get(id.0 as usize).and_then(|instance| instance.fields.get(key_id.0 as usize));
        let key = datum.and_then(Option::as_ref).map(|datum| self.key_words(datum, &field.ty));
        match (key.filter(|key| !key.is_empty()), written) {
            (Some(key), Some(span)) => {
                if let Some(first) = keys.get(&key) {
                    let first = *first;
                    let at = self.inside(Step::Key(&field.name), |reader| reader.at(span, field.label.as_deref()));
                    self.refuse(StructureError::RepeatedKey { at, key: short(&key), first });
                    return false;
                }
                keys.insert(key.clone(), span);
                if let Some(instance) = self.instance_mut(id) {
                    instance.key = Some(key);
                }
                true
            }
            (None, Some(_)) if datum_refused(&self.instances, id, key_id) => false,
            _ => {
                let at = self.at(written.unwrap_or_else(|| item.mark()), declared.label.as_deref());
                let (key, label) = (field.name.clone(), field.shown().to_owned());
                self.refuse(StructureError::NoKey { at, key, label });
                false
            }
        }
    }

    /// A key as text: what approvals and ledger entries call the claim.
    fn key_words(&self, datum: &Datum, ty: &Type) -> String {
        match (datum, ty) {
            (Datum::Text(text), _) => text.to_string(),
            (Datum::Number(number), _) => number.to_string(),
            (Datum::Date(date), _) => date.to_string(),
            (Datum::Truth(holds), _) => if *holds { "yes" } else { "no" }.to_owned(),
            (Datum::Period(from, to), _) => format!("{from}..{to}"),
            (Datum::Choice(variant), Type::Choice(id)) => {
                self.names.choice(*id).map_or("", |names| names.name(variant.0 as usize)).to_owned()
            }
            (Datum::Choice(_) | Datum::List(_) | Datum::Series(_), _) => String::new(),
        }
    }

    fn series(
        &mut self,
        node: &Node<'_>,
        (by, of): (SeriesBy, &'p Type),
        ty: &Type,
        field: &'p Field,
        place: Place,
    ) -> Option<Datum> {
        let label = field.label.as_deref();
        let Value::Map(entries) = &node.value else {
            let at = self.at(node.mark(), label);
            let error = ValueError::WrongType {
                at,
                expected: expected(self.program, ty),
                found: Found::from(node),
                instead: Some(years_of(by).to_owned()),
            };
            self.refuse(error);
            return None;
        };
        let mut years: BTreeMap<u32, (Span, Option<Datum>)> = BTreeMap::new();
        for (key, node) in entries {
            let Some(year) = year_named(&key.text, by) else {
                let at = self.at(key.span, label);
                let key = short(&key.text);
                self.refuse(match by {
                    SeriesBy::SupportYear => ValueError::NotASupportYear { at, key },
                    SeriesBy::CalendarYear => ValueError::NotACalendarYear { at, key },
                });
                continue;
            };
            if let Some((first, _)) = years.get(&year) {
                let (at, first) = (self.at(key.span, label), *first);
                self.refuse(StructureError::GivenTwice { at, key: key.text.to_string(), first });
                continue;
            }
            let datum = self.inside(Step::Number(year as usize), |reader| reader.value(node, of, field, place));
            years.insert(year, (key.span, datum));
        }
        let given = years.into_iter().filter_map(|(year, (_, datum))| Some((year, datum?)));
        Some(Datum::Series(given.collect()))
    }

    fn period(&mut self, node: &Node<'_>, field: &'p Field) -> Option<Datum> {
        let label = field.label.as_deref();
        let Value::Map(entries) = &node.value else {
            let at = self.at(node.mark(), label);
            let expected = expected(self.program, &Type::Period);
            let instead = Some("{from: 2026-01-01, to: 2026-12-31}".to_owned());
            self.refuse(ValueError::WrongType { at, expected, found: Found::from(node), instead });
            return None;
        };
        let names = self.names;
        let sorted = self.sort_out(entries, &names.period, label);
        let mut days: Vec<Option<Date>> = Vec::new();
        for (missing, given) in PERIOD.into_iter().zip(sorted) {
            days.push(match given {
                Some((_, day)) if !matches!(day.value, Value::Null) => {
                    self.inside(Step::Key(missing.0), |reader| reader.day(day))
                }
                _ => {
                    let at = self.at(node.mark(), label);
                    self.refuse(ValueError::PeriodIncomplete { at, missing });
                    None
                }
            });
        }
        let (Some(Some(from)), Some(Some(to))) = (days.first(), days.last()) else { return None };
        if to < from {
            let at = self.at(node.mark(), label);
            self.refuse(ValueError::PeriodBackwards { at });
            return None;
        }
        Some(Datum::Period(*from, *to))
    }

    /// A date.
    pub(super) fn day(&mut self, node: &Node<'_>) -> Option<Date> {
        match self.scalar(node, &Type::Date, None) {
            Some(Datum::Date(date)) => Some(date),
            _ => None,
        }
    }
}

/// How a series is written.
fn years_of(by: SeriesBy) -> &'static str {
    match by {
        SeriesBy::SupportYear => "{1: …, 2: …, 3: …}",
        SeriesBy::CalendarYear => "{2024: …, 2025: …}",
    }
}

/// The year that a key names.
fn year_named(key: &str, by: SeriesBy) -> Option<u32> {
    if key.starts_with('0') || !key.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let years = match by {
        SeriesBy::SupportYear => 1..=LAST_SUPPORT_YEAR,
        SeriesBy::CalendarYear => 1000..=9999,
    };
    key.parse().ok().filter(|year| years.contains(year))
}

/// Whether a field that was written has no value, because it was refused.
fn datum_refused(instances: &[Instance], id: InstanceId, field: FieldId) -> bool {
    instances.get(id.0 as usize).is_some_and(|instance| matches!(instance.fields.get(field.0 as usize), Some(None)))
}
