//! Dates and periods: the period in force, windows, lengths of time.

use super::error::{CaseFault, CaseFaultKind};
use super::evaluate::{Evaluated, Evaluator, Frame, both};
use super::known::{Known, Missing, Value, join};
use crate::ir::{ExprId, InForceEnd, Step, TimeOp};
use crate::value::{Bounds, Date, DateBounds, Fault, MonthEnd, Number, PeriodBounds, Shift, Truth};

/// The first and the last day of the period in force.
#[derive(Debug, Clone)]
pub(super) struct PeriodInForce {
    pub from: DateBounds,
    pub until: Option<DateBounds>,
    pub missing: Missing,
}

impl<'a> Evaluator<'a> {
    /// The value of an operation on dates and periods.
    pub(super) fn time(&self, op: TimeOp, id: ExprId, frame: &Frame) -> Evaluated<'a> {
        let blame = |fault: Fault| self.fault(id, frame, CaseFaultKind::Arithmetic(fault));
        let end = self.program.policy.month_end;
        match op {
            TimeOp::InCalendar(date, calendar, later, of) => {
                self.within(date, of, frame, |of| PeriodBounds::of_calendar(of, calendar, later).map_err(blame))
            }
            TimeOp::Around(date, length, of) => {
                self.within(date, of, frame, |of| PeriodBounds::around(of, length).map_err(blame))
            }
            TimeOp::Within(date, period) => {
                let (date, period) = (self.evaluate(date, frame)?, self.evaluate(period, frame)?);
                let truth = period.period().contains(date.date());
                Ok(both(Value::Truth(truth), date, &period))
            }
            TimeOp::Anniversary(date, years) => {
                self.shift(date, Shift::Years(years, MonthEnd::NextMonth), frame, blame)
            }
            TimeOp::Shifted(date, count, step, back) => {
                let (date, count) = (self.evaluate(date, frame)?, self.evaluate(count, frame)?);
                let by = if back { count.number().negate() } else { count.number() };
                let shifted = shifted(date.date(), by, step, end).map_err(blame)?;
                Ok(both(Value::Date(shifted), date, &count))
            }
            TimeOp::Period(first, last) => {
                let (first, last) = (self.evaluate(first, frame)?, self.evaluate(last, frame)?);
                let period = PeriodBounds { first: first.date(), last: last.date() };
                Ok(both(Value::Period(period), first, &last))
            }
            TimeOp::Calendar(date, calendar, later) => {
                let known = self.evaluate(date, frame)?;
                let period = PeriodBounds::of_calendar(known.date(), calendar, later).map_err(blame)?;
                Ok(Known::new(Value::Period(period), known.missing))
            }
            TimeOp::Overlap(left, right) => {
                let (left, right) = (self.evaluate(left, frame)?, self.evaluate(right, frame)?);
                let period = left.period().overlap(right.period());
                Ok(both(Value::Period(period), left, &right))
            }
            TimeOp::FirstDay(period) => self.end_of(period, id, frame, |period| period.first),
            TimeOp::LastDay(period) => self.end_of(period, id, frame, |period| period.last),
            TimeOp::Days(period) => self.length(period, frame, PeriodBounds::days),
            TimeOp::Months(period) => self.length(period, frame, |period| period.months(end)),
            TimeOp::MonthsBegun(period) => self.length(period, frame, |period| period.months_begun(end)),
            TimeOp::DaysInYear(date) => self.days_in(date, frame, DateBounds::days_in_year),
            TimeOp::DaysInMonth(date) => self.days_in(date, frame, DateBounds::days_in_month),
        }
    }

    pub(super) fn find_period_in_force(&self) -> Result<Option<PeriodInForce>, Box<CaseFault>> {
        let Some(rule) = &self.program.in_force else { return Ok(None) };
        let frame = Frame::new(None, 1);
        let from = self.evaluate(rule.from, &frame)?;
        let mut missing = from.missing.clone();
        let until = match rule.end {
            InForceEnd::Open => None,
            InForceEnd::Years(years) => {
                let years = i32::try_from(years).unwrap_or(i32::MAX);
                let anniversary = from.date().shift(Shift::Years(years, MonthEnd::NextMonth));
                let last = anniversary.and_then(|day| day.shift(Shift::Days(-1)));
                Some(last.map_err(|fault| self.fault(rule.from, &frame, CaseFaultKind::Arithmetic(fault)))?)
            }
            InForceEnd::Until(last) => {
                let last = self.evaluate(last, &frame)?;
                join(&mut missing, &last.missing);
                Some(last.date())
            }
        };
        Ok(Some(PeriodInForce { from: from.date(), until, missing }))
    }

    /// Whether a date lies in the period in force.
    pub(super) fn within_force(&self, date: &Known<'a>) -> Known<'a> {
        let Some(period) = &self.in_force else { return Known::certain(Value::Truth(Truth::True)) };
        let begun = date.date().at_least(period.from);
        let not_ended = period.until.map_or(Truth::True, |until| until.at_least(date.date()));
        let mut missing = date.missing.clone();
        join(&mut missing, &period.missing);
        Known::new(Value::Truth(begun.and(not_ended)), missing)
    }

    pub(super) fn shift(
        &self,
        date: ExprId,
        by: Shift,
        frame: &Frame,
        blame: impl Fn(Fault) -> Box<CaseFault>,
    ) -> Evaluated<'a> {
        let date = self.evaluate(date, frame)?;
        let shifted = date.date().shift(by).map_err(blame)?;
        Ok(Known::new(Value::Date(shifted), date.missing))
    }

    /// Whether a date lies in a window that another date sets.
    fn within(
        &self,
        date: ExprId,
        of: ExprId,
        frame: &Frame,
        window: impl Fn(DateBounds) -> Result<PeriodBounds, Box<CaseFault>>,
    ) -> Evaluated<'a> {
        let (date, of) = (self.evaluate(date, frame)?, self.evaluate(of, frame)?);
        let truth = window(of.date())?.contains(date.date());
        Ok(both(Value::Truth(truth), date, &of))
    }

    /// The first or the last day of a period; an empty one has none.
    fn end_of(
        &self,
        period: ExprId,
        id: ExprId,
        frame: &Frame,
        end: impl Fn(PeriodBounds) -> DateBounds,
    ) -> Evaluated<'a> {
        let known = self.evaluate(period, frame)?;
        match known.period().is_empty() {
            Truth::True => Err(self.fault(id, frame, CaseFaultKind::EmptyPeriod)),
            Truth::False | Truth::Unknown => Ok(Known::new(Value::Date(end(known.period())), known.missing)),
        }
    }

    fn length(&self, period: ExprId, frame: &Frame, length: impl Fn(PeriodBounds) -> Bounds) -> Evaluated<'a> {
        let known = self.evaluate(period, frame)?;
        Ok(Known::new(Value::Number(length(known.period())), known.missing))
    }

    fn days_in(&self, date: ExprId, frame: &Frame, days: impl Fn(DateBounds) -> Bounds) -> Evaluated<'a> {
        let known = self.evaluate(date, frame)?;
        Ok(Known::new(Value::Number(days(known.date())), known.missing))
    }
}

/// The bounds of a date shifted by a number within bounds: the earliest by the least, the latest by the most.
fn shifted(date: DateBounds, by: Bounds, step: Step, end: MonthEnd) -> Result<DateBounds, Fault> {
    let shift = |count: Number| -> Result<Shift, Fault> {
        let count = count.to_whole().and_then(|count| i32::try_from(count).ok()).ok_or(Fault::DateOutOfRange)?;
        Ok(match step {
            Step::Days => Shift::Days(count),
            Step::Months => Shift::Months(count, end),
            Step::Quarters => Shift::Months(count.checked_mul(3).ok_or(Fault::DateOutOfRange)?, end),
            Step::Years => Shift::Years(count, end),
        })
    };
    if let Some(count) = by.known() {
        return match shift(count) {
            Ok(by) => date.shift(by),
            Err(_) if date.known().is_none() => Ok(DateBounds::ANY),
            Err(fault) => Err(fault),
        };
    }
    let bound = |day: Option<Date>, count: Option<Number>| {
        let (day, by) = (DateBounds::exactly(day?), shift(count?).ok()?);
        day.shift(by).ok()?.known()
    };
    Ok(DateBounds { first: bound(date.first, by.least()), last: bound(date.last, by.most()) })
}
