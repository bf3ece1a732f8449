//! What is known of a value while some facts are unknown.

use smallvec::SmallVec;

use crate::case::InstanceId;
use crate::decision::Shown;
use crate::ir::{Datum, FieldId, Program, Type, VariantId};
use crate::value::{Bounds, DateBounds, PeriodBounds, Truth};

/// A fact that a case may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct FactRef {
    pub of: InstanceId,
    pub field: FieldId,
    pub year: Option<u32>,
}

/// The absent facts that a value waits for; empty where it is known.
pub(super) type Missing = SmallVec<[FactRef; 2]>;

/// Adds the facts that are not there yet.
pub(super) fn join(missing: &mut Missing, more: &Missing) {
    for fact in more {
        if !missing.contains(fact) {
            missing.push(*fact);
        }
    }
}

/// What is known of a value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'a> {
    Truth(Truth),
    Number(Bounds),
    Date(DateBounds),
    Period(PeriodBounds),
    Text(Option<&'a str>),
    Choice(Option<VariantId>),
    List(Option<&'a [InstanceId]>),
    Series(Option<&'a [(u32, Datum)]>),
}

/// A value with the facts that it waits for.
#[derive(Debug, Clone)]
pub(super) struct Known<'a> {
    pub value: Value<'a>,
    pub missing: Missing,
}

impl<'a> Value<'a> {
    /// A given value.
    pub(super) fn given(datum: &'a Datum) -> Value<'a> {
        match datum {
            Datum::Truth(holds) => Value::Truth(Truth::from(*holds)),
            Datum::Number(number) => Value::Number(Bounds::Exactly(*number)),
            Datum::Date(date) => Value::Date(DateBounds::exactly(*date)),
            Datum::Period(from, until) => Value::Period(PeriodBounds::exactly(*from, *until)),
            Datum::Text(text) => Value::Text(Some(text)),
            Datum::Choice(variant) => Value::Choice(Some(*variant)),
            Datum::List(records) => Value::List(Some(records)),
            Datum::Series(values) => Value::Series(Some(values)),
        }
    }

    /// All that is known of an unknown value of a type.
    pub(super) fn unknown(ty: &Type) -> Value<'a> {
        match ty {
            Type::YesNo => Value::Truth(Truth::Unknown),
            Type::Whole(limits)
            | Type::Decimal(limits)
            | Type::Ratio(limits)
            | Type::Money(_, limits)
            | Type::Quantity(_, limits) => Value::Number(limits.bounds()),
            Type::Duration => Value::Number(Bounds::ANY),
            Type::Date => Value::Date(DateBounds::ANY),
            Type::Period => Value::Period(PeriodBounds::ANY),
            Type::Text => Value::Text(None),
            Type::Choice(_) => Value::Choice(None),
            Type::List(_) | Type::Record(_) => Value::List(None),
            Type::Series(..) => Value::Series(None),
        }
    }

    /// Whether nothing about it is open.
    pub(super) fn is_known(&self) -> bool {
        match self {
            Value::Truth(truth) => *truth != Truth::Unknown,
            Value::Number(bounds) => bounds.known().is_some(),
            Value::Date(bounds) => bounds.known().is_some(),
            Value::Period(period) => period.known().is_some(),
            Value::Text(text) => text.is_some(),
            Value::Choice(variant) => variant.is_some(),
            Value::List(list) => list.is_some(),
            Value::Series(series) => series.is_some(),
        }
    }

    /// What is known of a value that is one of the two.
    pub(super) fn hull(self, other: Value<'a>) -> Value<'a> {
        match (self, other) {
            (Value::Number(left), Value::Number(right)) => Value::Number(left.hull(right)),
            (Value::Truth(left), Value::Truth(right)) => {
                Value::Truth(if left == right { left } else { Truth::Unknown })
            }
            (Value::Date(left), Value::Date(right)) => Value::Date(left.hull(right)),
            (Value::Text(left), Value::Text(right)) => Value::Text(left.filter(|_| left == right)),
            (Value::Choice(left), Value::Choice(right)) => Value::Choice(left.filter(|_| left == right)),
            (Value::Period(left), Value::Period(right)) => Value::Period(left.hull(right)),
            (Value::List(left), Value::List(right)) => Value::List(left.filter(|_| left == right)),
            (Value::Series(left), Value::Series(right)) => Value::Series(left.filter(|_| left == right)),
            (left, _) => left,
        }
    }

    /// The value as a derivation keeps it.
    pub(super) fn shown(&self, program: &Program, ty: &Type) -> Shown {
        match self {
            Value::Truth(truth) => Shown::Truth(*truth),
            Value::Number(bounds) => Shown::Number(*bounds),
            Value::Date(bounds) => Shown::Date(*bounds),
            Value::Period(period) => Shown::Period(*period),
            Value::Text(text) => Shown::Text(text.map(str::to_owned)),
            Value::Choice(variant) => {
                let name = |variant: VariantId| {
                    let Type::Choice(choice) = ty else { return None };
                    program.choice(*choice)?.variants.get(variant.0 as usize).map(|it| it.shown().to_owned())
                };
                Shown::Text(variant.and_then(name))
            }
            Value::List(list) => Shown::List(list.map(<[InstanceId]>::len)),
            Value::Series(series) => Shown::List(series.map(<[(u32, Datum)]>::len)),
        }
    }
}

impl<'a> Known<'a> {
    /// A value that waits for these facts, unless it is known whatever they are.
    pub(super) fn new(value: Value<'a>, missing: Missing) -> Known<'a> {
        let missing = if value.is_known() { Missing::new() } else { missing };
        Known { value, missing }
    }

    /// A value that waits for nothing.
    pub(super) fn certain(value: Value<'a>) -> Known<'a> {
        Known { value, missing: Missing::new() }
    }

    /// Whether it holds; unknown for what is not yes or no.
    pub(super) fn truth(&self) -> Truth {
        if let Value::Truth(truth) = self.value { truth } else { Truth::Unknown }
    }

    /// Its bounds; nothing for what is not a number.
    pub(super) fn number(&self) -> Bounds {
        if let Value::Number(bounds) = self.value { bounds } else { Bounds::ANY }
    }

    /// Its bounds; nothing for what is not a period.
    pub(super) fn period(&self) -> PeriodBounds {
        if let Value::Period(bounds) = self.value { bounds } else { PeriodBounds::ANY }
    }

    /// Its bounds; nothing for what is not a date.
    pub(super) fn date(&self) -> DateBounds {
        if let Value::Date(bounds) = self.value { bounds } else { DateBounds::ANY }
    }
}
