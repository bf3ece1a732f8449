//! One value of a case, changed.

use std::cmp::Ordering;

use crate::case::{Case, InstanceId};
use crate::ir::{Datum, Field, FieldId, Limits, Program, Type};
use crate::testing::Run;
use crate::value::{Date, Number, day_of_number, number_of_day};

/// A value of a case that can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Variable {
    /// A fact, of a series that of one year.
    Fact(InstanceId, FieldId, Option<u32>),
    /// The first or the last day of a period.
    End(InstanceId, FieldId, End),
    /// The day of application.
    AppliedOn,
    /// An approved amount, by its place.
    Approved(usize),
    /// An amount of the ledger, by its place.
    Paid(usize),
    /// How many records there are in the list of this one: copies of it are added, or the last records left out.
    Records(InstanceId),
}

/// The ends of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    First,
    Last,
}

/// A variable of a run, its values counted from the one that it has.
pub(super) struct Vary<'a> {
    program: &'a Program,
    run: &'a Run,
    variable: Variable,
    /// The value that it has; of a date the number of its day.
    start: Number,
    /// The least difference.
    step: Number,
    limits: Limits,
    name: String,
    is_date: bool,
}

/// No list is made longer: a limit on so many awards is none that a person would test by hand.
const MOST_RECORDS: i64 = 60;

/// How far from a value it is looked whether the rule comes out otherwise: at each double distance, further away at each eightfold one.
fn distances() -> impl Iterator<Item = i64> {
    (0..12).chain((12..46).step_by(3)).map(|doubled| 1_i64 << doubled)
}

impl<'a> Vary<'a> {
    /// A variable of a run; `None` where it is not given, or is no number and no date.
    pub(super) fn of(program: &'a Program, run: &'a Run, variable: Variable) -> Option<Vary<'a>> {
        let version = program.on(run.case.applied_on);
        let cent = version.policy.smallest_unit();
        let not_negative = Limits { least: Some(Number::ZERO), most: None };
        let is_chinese = version.units.surface == crate::ast::Surface::Chinese;
        let said = |en: &str, zh: &str| if is_chinese { zh } else { en }.to_owned();
        let (start, step, limits, name, is_date) = match variable {
            Variable::AppliedOn => {
                (number_of_day(run.case.applied_on), Number::ONE, Limits::default(), said("applied_on", "申请日"), true)
            }
            Variable::Approved(at) => {
                (run.case.approved.get(at)?.amount, cent, not_negative, said("approved amount", "核定金额"), false)
            }
            Variable::Paid(at) => {
                (run.case.paid.get(at)?.amount, cent, not_negative, said("amount paid before", "已付金额"), false)
            }
            Variable::Records(of) => {
                let instance = run.case.instance(of)?;
                let (parent, field) = instance.parent?;
                let label = version.field(run.case.instance(parent)?.record, field)?.shown();
                let count = Number::from(i64::try_from(list(&run.case, parent, field)?.len()).ok()?);
                let limits = Limits { least: Some(Number::ONE), most: Some(Number::from(MOST_RECORDS)) };
                let name = said(&format!("number of {label}"), &format!("{label}的条数"));
                (count, Number::ONE, limits, name, false)
            }
            Variable::End(of, field, end) => {
                let label = version.field(run.case.instance(of)?.record, field)?.shown();
                let (first, last) = period(&run.case, of, field)?;
                let (day, name) = match end {
                    End::First => (first, said(&format!("first day of {label}"), &format!("{label}的首日"))),
                    End::Last => (last, said(&format!("last day of {label}"), &format!("{label}的末日"))),
                };
                (number_of_day(day), Number::ONE, Limits::default(), name, true)
            }
            Variable::Fact(of, field, year) => {
                let declared = version.field(run.case.instance(of)?.record, field)?;
                let ty = if let Type::Series(_, inner) = &declared.ty { inner } else { &declared.ty };
                let (step, limits) = grain(ty, cent)?;
                let shown = match year {
                    Some(year) => format!("{}[{year}]", declared.shown()),
                    None => declared.shown().to_owned(),
                };
                let start = read(&run.case, of, (field, declared), year)?;
                (start, step, limits, shown, matches!(ty, Type::Date))
            }
        };
        Some(Vary { program, run, variable, start, step, limits, name, is_date })
    }

    /// Which of the case's values it is.
    pub(super) fn variable(&self) -> Variable {
        self.variable
    }

    /// What it is called.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is a day.
    pub(super) fn is_date(&self) -> bool {
        self.is_date
    }

    /// A value of it, as a case writes it.
    pub(super) fn shown(&self, value: Number) -> String {
        match day_of_number(value).filter(|_| self.is_date) {
            Some(day) => day.to_string(),
            None => value.to_string(),
        }
    }

    /// The value so many steps further.
    pub(super) fn beside(&self, value: Number, steps: i64) -> Option<Number> {
        value.plus(self.step.times(Number::from(steps)).ok()?).ok()
    }

    /// The run with another value; `None` where the value is none of its range.
    pub(super) fn with(&self, value: Number) -> Option<Run> {
        let fits =
            self.limits.least.is_none_or(|least| least <= value) && self.limits.most.is_none_or(|most| value <= most);
        if !fits {
            return None;
        }
        let mut run = self.run.clone();
        let case = &mut run.case;
        match self.variable {
            Variable::AppliedOn => {
                let day = day_of_number(value)?;
                // Another version may have other facts.
                if !std::ptr::eq(self.program.on(day), self.program.on(case.applied_on)) {
                    return None;
                }
                case.applied_on = day;
            }
            Variable::Approved(at) => case.approved.get_mut(at)?.amount = value,
            Variable::Paid(at) => case.paid.get_mut(at)?.amount = value,
            Variable::Records(of) => with_records(self.program, case, of, usize::try_from(value.to_whole()?).ok()?)?,
            Variable::End(of, field, end) => {
                let (day, (first, last)) = (day_of_number(value)?, period(case, of, field)?);
                let (first, last) = match end {
                    End::First => (day, last),
                    End::Last => (first, day),
                };
                if last < first {
                    return None;
                }
                let datum = case.instances.get_mut(of.0 as usize)?.fields.get_mut(field.0 as usize)?;
                *datum = Some(Datum::Period(first, last));
            }
            Variable::Fact(of, field, year) => {
                let datum = case.instances.get_mut(of.0 as usize)?.fields.get_mut(field.0 as usize)?;
                let value = if self.is_date { Datum::Date(day_of_number(value)?) } else { Datum::Number(value) };
                match (datum, year) {
                    (Some(Datum::Series(years)), Some(year)) => {
                        let at = years.binary_search_by_key(&year, |(own, _)| *own).ok()?;
                        years.get_mut(at)?.1 = value;
                    }
                    (datum, None) => *datum = Some(value),
                    (Some(_) | None, Some(_)) => return None,
                }
            }
        }
        Some(run)
    }

    /// The value that it has; of a date the number of its day.
    pub(super) fn start(&self) -> Number {
        self.start
    }

    /// Two values beside each other, the lesser first, between which what is seen changes: the nearest such place found upwards or downwards
    /// of a value.
    pub(super) fn flip<S: PartialEq>(
        &self,
        from: Number,
        up: bool,
        see: impl Fn(&Run) -> Option<S>,
    ) -> Option<(Number, Number)> {
        let sign = if up { 1 } else { -1 };
        let at = |steps: i64| self.beside(from, sign * steps);
        let seen = |steps: i64| see(&self.with(at(steps)?)?);
        let start = seen(0)?;
        let (mut same, mut other, mut end) = (0_i64, None, None);
        for steps in distances() {
            match seen(steps) {
                Some(found) if found == start => same = steps,
                Some(_) => {
                    other = Some(steps);
                    break;
                }
                None => {
                    end = Some(steps);
                    break;
                }
            }
        }
        // The range ends, or the rule is not asked any more, between the last two tries.
        while let (None, Some(beyond)) = (other, end.filter(|end| *end - same > 1)) {
            let middle = same + (beyond - same) / 2;
            match seen(middle) {
                Some(found) if found == start => same = middle,
                Some(_) => other = Some(middle),
                None => end = Some(middle),
            }
        }
        let mut other = other?;
        while other - same > 1 {
            let middle = same + (other - same) / 2;
            match seen(middle) {
                Some(found) if found == start => same = middle,
                Some(_) => other = middle,
                None => return None,
            }
        }
        let (one, two) = (at(same)?, at(other)?);
        Some(if one.cmp(&two) == Ordering::Less { (one, two) } else { (two, one) })
    }
}

fn period(case: &Case, of: InstanceId, field: FieldId) -> Option<(Date, Date)> {
    match case.instance(of)?.fields.get(field.0 as usize)? {
        Some(Datum::Period(first, last)) => Some((*first, *last)),
        Some(_) | None => None,
    }
}

fn list(case: &Case, of: InstanceId, field: FieldId) -> Option<&Vec<InstanceId>> {
    match case.instance(of)?.fields.get(field.0 as usize)? {
        Some(Datum::List(list)) => Some(list),
        Some(_) | None => None,
    }
}

/// Makes a list so long: by copies of a record, each under a key of its own, or without the last ones.
fn with_records(program: &Program, case: &mut Case, of: InstanceId, count: usize) -> Option<()> {
    let copied = case.instance(of)?.clone();
    let (parent, field) = copied.parent?;
    let key = program.on(case.applied_on).record(copied.record)?.key;
    let mut records = list(case, parent, field)?.clone();
    while records.len() > count {
        // The record itself stays.
        let last = records.iter().rposition(|id| *id != of)?;
        records.remove(last);
    }
    while records.len() < count {
        let id = InstanceId(u32::try_from(case.instances.len()).ok()?);
        let mut copy = copied.clone();
        if let (Some(at), Some(own)) = (key, &copied.key) {
            let name = format!("{own}-{}", records.len() + 1);
            *copy.fields.get_mut(at.0 as usize)? = Some(Datum::Text(name.as_str().into()));
            copy.key = Some(name);
        }
        case.instances.push(copy);
        records.push(id);
    }
    *case.instances.get_mut(parent.0 as usize)?.fields.get_mut(field.0 as usize)? = Some(Datum::List(records));
    Some(())
}

/// The least difference between values of a type, and its range; `None` where it is no number and no date.
fn grain(ty: &Type, cent: Number) -> Option<(Number, Limits)> {
    let of = |parts: i64| Number::ONE.divided_by(Number::from(parts)).ok();
    match ty {
        Type::Whole(limits) => Some((Number::ONE, *limits)),
        Type::Quantity(dimension, limits) if dimension.whole => Some((dimension.scale, *limits)),
        Type::Quantity(dimension, limits) => Some((dimension.scale.times(of(100)?).ok()?, *limits)),
        Type::Decimal(limits) => Some((of(100)?, *limits)),
        Type::Ratio(limits) => Some((of(10_000)?, *limits)),
        Type::Money(_, limits) => Some((cent, *limits)),
        Type::Date => Some((Number::ONE, Limits::default())),
        Type::YesNo
        | Type::Period
        | Type::Duration
        | Type::Text
        | Type::Choice(_)
        | Type::List(_)
        | Type::Record(_)
        | Type::Series(..) => None,
    }
}

/// The value of a fact, or what stands for it where it is absent.
fn read(case: &Case, of: InstanceId, (field, declared): (FieldId, &Field), year: Option<u32>) -> Option<Number> {
    let given = case.instance(of)?.fields.get(field.0 as usize)?.as_ref();
    let datum = match (given.or(declared.absent.as_ref())?, year) {
        (Datum::Series(years), Some(year)) => &years.iter().find(|(own, _)| *own == year)?.1,
        (_, Some(_)) => return None,
        (datum, None) => datum,
    };
    match datum {
        Datum::Number(number) => Some(*number),
        Datum::Date(date) => Some(number_of_day(*date)),
        Datum::Truth(_) | Datum::Period(..) | Datum::Text(_) | Datum::Choice(_) | Datum::List(_) | Datum::Series(_) => {
            None
        }
    }
}

/// Round values about one, the nearest first: with a round number of whole things more shares of it are whole.
pub(super) fn round_values(about: Number) -> Vec<Number> {
    const MOST: usize = 8;
    let powers = std::iter::successors(Some(1_i64), |power| power.checked_mul(10)).take(10);
    let mut values: Vec<Number> =
        powers.flat_map(|power| [1, 2, 5].map(|times| Number::from(times * power * 10))).collect();
    values.retain(|value| *value != about);
    let away = |value: &Number| {
        let (greater, less) = if *value > about { (*value, about) } else { (about, *value) };
        greater.divided_by(less).ok().filter(|_| !less.is_zero())
    };
    // Of nothing, and of what is below nothing, the least are the nearest.
    values.sort_by_key(|value| away(value).unwrap_or(*value));
    values.truncate(MOST);
    values
}
