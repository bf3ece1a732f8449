//! Values at random: those of a record, by their types.

use std::sync::Arc;

use super::Draw;
use crate::case::{Case, Instance, InstanceId};
use crate::ir::{Datum, FieldId, Limits, Program, RecordId, SeriesBy, Type, VariantId};
use crate::value::{Date, Number};

/// How deep lists within lists are filled.
const DEEPEST: usize = 3;

impl<'p> Draw<'p> {
    /// Fills a record.
    pub(super) fn fill(&mut self, case: &mut Case, of: InstanceId, depth: usize) {
        let version = self.program.on(case.applied_on);
        let Some(record) = case.instance(of).and_then(|own| version.record(own.record)) else { return };
        let mut fields = Vec::new();
        for (at, field) in (0..).zip(&record.fields) {
            let value = if let Type::List(element) = &field.ty {
                Some(Datum::List(self.records(case, (of, FieldId(at)), *element, depth)))
            } else {
                self.datum(version, &field.ty)
            };
            fields.push(value);
        }
        let key = of.0.to_string();
        let Some(instance) = case.instances.get_mut(of.0 as usize) else { return };
        if let Some(own) = record.key.and_then(|own| fields.get_mut(own.0 as usize)) {
            *own = Some(Datum::Text(key.as_str().into()));
            instance.key = Some(key);
        }
        instance.fields = fields;
    }

    fn records(
        &mut self,
        case: &mut Case,
        parent: (InstanceId, FieldId),
        record: RecordId,
        depth: usize,
    ) -> Vec<InstanceId> {
        let count = if depth < DEEPEST { self.below(3) } else { 0 };
        let mut list = Vec::new();
        for _ in 0..count {
            let Ok(id) = u32::try_from(case.instances.len()).map(InstanceId) else { break };
            case.instances.push(Instance { record, fields: Vec::new(), key: None, parent: Some(parent) });
            self.fill(case, id, depth + 1);
            list.push(id);
        }
        list
    }

    /// A value of a type; `None` where a case gives none.
    pub(super) fn datum(&mut self, version: &Program, ty: &Type) -> Option<Datum> {
        Some(match ty {
            Type::YesNo => Datum::Truth(!self.one_in(4)),
            Type::Whole(limits) => Datum::Number(self.whole(*limits)),
            Type::Quantity(dimension, limits) if dimension.is_whole() => Datum::Number(self.whole(*limits)),
            Type::Decimal(limits) | Type::Ratio(limits) | Type::Quantity(_, limits) => {
                Datum::Number(within(*limits, self.figure()))
            }
            Type::Money(_, limits) => Datum::Number(within(*limits, self.cents())),
            Type::Date => Datum::Date(self.day()),
            Type::Text => Datum::Text(self.one_of(&["甲", "乙", "丙"]).map(Arc::from)?),
            Type::Choice(choice) => {
                let at = self.below(version.choice(*choice)?.variants.len());
                Datum::Choice(VariantId(u32::try_from(at).ok()?))
            }
            Type::Series(by, inner) => {
                let years = match by {
                    SeriesBy::CalendarYear => self.calendar(),
                    SeriesBy::SupportYear => 1..=self.last_year,
                };
                Datum::Series(years.filter_map(|year| Some((year, self.datum(version, inner)?))).collect())
            }
            Type::Period => {
                let (one, other) = (self.day(), self.day());
                Datum::Period(one.min(other), one.max(other))
            }
            Type::Duration | Type::List(_) | Type::Record(_) => return None,
        })
    }

    /// The calendar years about the days of the policy.
    fn calendar(&self) -> std::ops::RangeInclusive<u32> {
        let year = |day: Option<&Date>| day.and_then(|day| u32::try_from(day.year()).ok());
        let (first, last) = (year(self.days.first()).unwrap_or(2024), year(self.days.last()).unwrap_or(2026));
        first.saturating_sub(3).max(last.saturating_sub(10))..=last + 1
    }

    fn whole(&mut self, limits: Limits) -> Number {
        let least = limits.least.and_then(Number::to_whole).unwrap_or(0);
        let about = if self.one_in(4) { self.count() } else { self.figure().to_whole().filter(|_| self.one_in(2)) };
        let range =
            limits.most.and_then(Number::to_whole).map_or(10, |most| most.saturating_sub(least).saturating_add(1));
        let range = usize::try_from(range).unwrap_or(10);
        let drawn = least.saturating_add(i64::try_from(self.below(range)).unwrap_or(0));
        within(limits, Number::from(about.unwrap_or(drawn)))
    }

    /// A count of which a rate of the policy is one, too, or one about it.
    fn count(&mut self) -> Option<i64> {
        let counts = std::mem::take(&mut self.counts);
        let count = self.one_of(&counts);
        self.counts = counts;
        count.and_then(|count| self.about(count, Number::ONE).to_whole())
    }

    /// A figure of the policy, or one about it.
    fn figure(&mut self) -> Number {
        let figures = std::mem::take(&mut self.figures);
        let figure = self.one_of(&figures);
        self.figures = figures;
        let figure = figure.filter(|_| !self.one_in(4)).unwrap_or_else(|| {
            let whole = Number::from(i64::try_from(self.below(40)).unwrap_or(0));
            whole.divided_by(Number::from(4)).unwrap_or(whole)
        });
        self.about(figure, Number::ONE.divided_by(Number::from(100)).unwrap_or(Number::ONE))
    }

    /// An amount that the policy's currency has, of the policy or about one of its.
    pub(super) fn cents(&mut self) -> Number {
        let amounts = std::mem::take(&mut self.amounts);
        let amount = self.one_of(&amounts);
        self.amounts = amounts;
        let amount = amount.unwrap_or_else(|| Number::from(100_000));
        let part = Number::from(i64::try_from(1 + self.below(4)).unwrap_or(1));
        let part = if self.one_in(3) { amount.divided_by(part).unwrap_or(amount) } else { amount };
        let part = if self.one_in(12) { Number::ZERO } else { part };
        let (digits, unit) = (self.program.policy.digits, self.program.policy.smallest_unit());
        let amount = self.about(part, unit);
        let fits = |own: &Number| own.to_decimal().is_some_and(|own| own.scale() <= digits) && !own.is_negative();
        Some(amount).filter(fits).or(Some(part).filter(fits)).unwrap_or_else(|| Number::from(1000))
    }

    fn about(&mut self, number: Number, unit: Number) -> Number {
        let other = match self.below(6) {
            0 => number.plus(unit),
            1 => number.minus(unit),
            2 => number.plus(Number::ONE),
            _ => Ok(number),
        };
        other.unwrap_or(number)
    }

    /// A day of the policy or its cases, or one about it.
    pub(super) fn day(&mut self) -> Date {
        const START: Date = Date::constant(2026, 5, 1);
        let days = std::mem::take(&mut self.days);
        let day = self.one_of(&days).unwrap_or(START);
        self.days = days;
        let away = i32::try_from(self.below(1200)).unwrap_or(0) - 600;
        let by = match self.below(8) {
            0 => 1,
            1 => -1,
            2 | 3 => 0,
            _ => away,
        };
        let shifted = crate::value::DateBounds::exactly(day).shift(crate::value::Shift::Days(by));
        shifted.ok().and_then(crate::value::DateBounds::known).unwrap_or(day)
    }
}

fn within(limits: Limits, number: Number) -> Number {
    let number = limits.least.map_or(number, |least| number.max(least));
    let number = limits.most.map_or(number, |most| number.min(most));
    if limits.least.is_none() && limits.most.is_none() && number.is_negative() { Number::ZERO } else { number }
}
