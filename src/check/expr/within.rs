//! What a date lies in, and how far dates are apart.

use crate::ast::{CalendarUnit, Direction, DurationUnit, Expr, Which, WithinPeriod};
use crate::ir::{Op, TimeOp, Type};
use crate::source::Span;
use crate::value::{CalendarPeriod, Shift};

use super::super::Checker;
use super::super::error::TimeError;
use super::{Typed, Wanted};

impl<'a> Checker<'a> {
    pub(super) fn within(&mut self, date: &'a Expr, period: &'a WithinPeriod, span: Span) -> Option<Typed> {
        let day = self.date(date);
        let op = match period {
            WithinPeriod::InForce => {
                if self.tree.policy.is_some_and(|policy| policy.in_force.is_none()) {
                    let header = self.tree.policy.map(|policy| policy.span);
                    self.report_missing(TimeError::NoPeriodInForce { span, header });
                    return None;
                }
                Op::InForce(day?.id)
            }
            WithinPeriod::Calendar(unit, side, other) => {
                let other = self.date(other);
                let (calendar, later) = self.stretch(*unit, *side, span)?;
                Op::Time(TimeOp::InCalendar(day?.id, calendar, later, other?.id))
            }
            WithinPeriod::Length(count, unit, length, direction, other) => {
                let other = self.date(other);
                if *count == 0 {
                    self.report(TimeError::WindowOfNoDay { span: *length });
                    return None;
                }
                let (day, other) = (day?, other?);
                let by = i32::try_from(*count).unwrap_or(i32::MAX);
                let by = match direction {
                    Direction::Before => -by,
                    Direction::After => by,
                };
                Op::Time(TimeOp::Around(day.id, self.counted_from(&other, by, *unit, span)?, other.id))
            }
            WithinPeriod::Period(other) => {
                let period = self.period(other)?;
                Op::Time(TimeOp::Within(day?.id, period))
            }
        };
        Some(self.push(op, Type::YesNo, span))
    }

    /// A stretch of the calendar, and whether (-1) the one before is meant.
    pub(super) fn stretch(&mut self, unit: CalendarUnit, which: Which, span: Span) -> Option<(CalendarPeriod, i32)> {
        let calendar = match unit {
            CalendarUnit::Year => CalendarPeriod::Year,
            CalendarUnit::Quarter => CalendarPeriod::Quarter,
            CalendarUnit::Month => CalendarPeriod::Month,
            CalendarUnit::FinancialYear => self.financial_year(span)?,
        };
        let later = match which {
            Which::Before => -1,
            Which::Of => 0,
        };
        Some((calendar, later))
    }

    /// A date.
    pub(super) fn date(&mut self, expr: &'a Expr) -> Option<Typed> {
        let typed = self.wanting(Wanted::Kind(Type::Date), expr)?;
        self.expect(typed, &Type::Date, expr)
    }

    /// The policy's financial year, which its header must state.
    fn financial_year(&mut self, span: Span) -> Option<CalendarPeriod> {
        if self.tree.policy.is_some_and(|policy| policy.financial_year.is_none()) {
            let header = self.tree.policy.map(|policy| policy.span);
            self.report_missing(TimeError::NoFinancialYear { span, header });
            return None;
        }
        Some(CalendarPeriod::FinancialYear(self.program.policy.financial_year_from))
    }

    /// A date so many days, months or years later (earlier, where below 0).
    pub(super) fn shifted(&mut self, date: &Typed, by: i32, unit: DurationUnit, span: Span) -> Option<Typed> {
        self.counted_from(date, by, unit, span)?;
        let op = match unit {
            DurationUnit::Days => Op::AddDays(date.id, by),
            DurationUnit::Months => Op::AddMonths(date.id, by),
            DurationUnit::Years => Op::AddYears(date.id, by),
        };
        Some(self.push(op, Type::Date, span))
    }

    /// A length of time that is counted from a date. Where a month may lack the day, the header must say what then.
    pub(super) fn counted_from(&mut self, from: &Typed, by: i32, unit: DurationUnit, span: Span) -> Option<Shift> {
        let end = self.program.policy.month_end;
        let (shift, lacks) = match unit {
            DurationUnit::Days => return Some(Shift::Days(by)),
            DurationUnit::Months => (Shift::Months(by, end), self.may_lack(from, false)),
            DurationUnit::Years => (Shift::Years(by, end), self.may_lack(from, true)),
        };
        if lacks && by != 0 && self.tree.policy.is_some_and(|policy| policy.short_months.is_none()) {
            let header = self.tree.policy.map(|policy| policy.span);
            let years = unit == DurationUnit::Years;
            self.report_missing(TimeError::MonthEndUnstated { span, header, years });
        }
        Some(shift)
    }

    /// Whether a month may lack the day of a date: from 29 on; in whole years only 29 February.
    fn may_lack(&self, date: &Typed, whole_years: bool) -> bool {
        self.fixed_date(date.id).is_none_or(|day| day.day() > 28 && (!whole_years || day.month() == 2))
    }
}
