//! Periods: from a day to another, what two have in common, how long they are.

use std::sync::Arc;

use crate::ast::{DurationUnit, Expr, ExprKind, Function};
use crate::ir::{Base, Dimension, ExprId, Limits, Op, TimeOp, Type, UnitId};
use crate::source::Span;
use crate::value::Number;

use super::super::Checker;
use super::super::error::{FunctionError, TimeError};
use super::{Typed, Wanted};

impl<'a> Checker<'a> {
    /// A function of dates and periods.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the caller has chosen the functions of time")]
    pub(super) fn of_time(&mut self, function: Function, arguments: &[Option<&'a Expr>], span: Span) -> Option<Typed> {
        let first = arguments.first().copied().flatten()?;
        let second = arguments.get(1).copied().flatten();
        let op = match function {
            Function::Period => return self.a_period(first, second, arguments.get(2).copied().flatten(), span),
            Function::Calendar(unit, which) => {
                let date = self.date(first);
                let (calendar, later) = self.stretch(unit, which, span)?;
                return Some(self.push(Op::Time(TimeOp::Calendar(date?.id, calendar, later)), Type::Period, span));
            }
            Function::Overlap => {
                let (one, other) = (self.period(first), second.and_then(|second| self.period(second)));
                return Some(self.push(Op::Time(TimeOp::Overlap(one?, other?)), Type::Period, span));
            }
            Function::FirstDay => {
                let period = self.period(first)?;
                return Some(self.push(Op::Time(TimeOp::FirstDay(period)), Type::Date, span));
            }
            Function::LastDay => {
                let period = self.period(first)?;
                return Some(self.push(Op::Time(TimeOp::LastDay(period)), Type::Date, span));
            }
            Function::Days => (TimeOp::Days(self.period(first)?), UnitId::DAY, 0, None),
            Function::Months => (TimeOp::Months(self.counted_in_months(first, span)?), UnitId::MONTH, 0, None),
            Function::MonthsBegun => {
                (TimeOp::MonthsBegun(self.counted_in_months(first, span)?), UnitId::MONTH, 0, None)
            }
            Function::DaysInYear => (TimeOp::DaysInYear(self.date(first)?.id), UnitId::DAY, 365, Some(366)),
            Function::DaysInMonth => (TimeOp::DaysInMonth(self.date(first)?.id), UnitId::DAY, 28, Some(31)),
            _ => return None,
        };
        let (op, unit, least, most) = op;
        let limits = Limits { least: Some(Number::from(least)), most: most.map(Number::from) };
        let counted = Dimension::base(Base::Unit(unit)).in_whole(true);
        Some(self.push(Op::Time(op), Type::Quantity(Arc::new(counted), limits), span))
    }

    /// `period(A, B)`, `period(A, for 3 years)`.
    fn a_period(
        &mut self,
        first: &'a Expr,
        last: Option<&'a Expr>,
        length: Option<&'a Expr>,
        span: Span,
    ) -> Option<Typed> {
        let first = self.date(first);
        let last = match (last, length) {
            (Some(last), None) => self.date(last)?.id,
            (None, Some(length)) => self.last_day_of(first.as_ref()?, length, span)?,
            (_, extra) => {
                let function = Function::Period.signature()?;
                self.report(FunctionError::TooMany {
                    span: extra.map_or(span, |extra| extra.span),
                    function: (function.english, function.chinese),
                    example: function.example(),
                });
                return None;
            }
        };
        let first = first?.id;
        if let (Some(from), Some(to)) = (self.fixed_date(first), self.fixed_date(last))
            && to < from
        {
            self.report(TimeError::PeriodOfNoDay { span });
            return None;
        }
        Some(self.push(Op::Time(TimeOp::Period(first, last)), Type::Period, span))
    }

    /// The last day of a length of time that begins on a day.
    fn last_day_of(&mut self, first: &Typed, length: &'a Expr, span: Span) -> Option<ExprId> {
        let ExprKind::Duration(count, unit) = &length.kind else {
            self.report(TimeError::LengthExpected { span: length.span });
            return None;
        };
        if *count == 0 {
            self.report(TimeError::WindowOfNoDay { span: length.span });
            return None;
        }
        let by = i32::try_from(*count).unwrap_or(i32::MAX);
        let next = match unit {
            DurationUnit::Days => return Some(self.push(Op::AddDays(first.id, by - 1), Type::Date, span).id),
            DurationUnit::Months => self.shifted(first, by, *unit, span)?,
            // The day before the anniversary is the last of February, whichever day the anniversary of 29 February is taken to be.
            DurationUnit::Years => self.push(Op::Time(TimeOp::Anniversary(first.id, by)), Type::Date, span),
        };
        Some(self.push(Op::AddDays(next.id, -1), Type::Date, span).id)
    }

    /// A value that is a period.
    pub(super) fn period(&mut self, expr: &'a Expr) -> Option<ExprId> {
        let typed = self.wanting(Wanted::Kind(Type::Period), expr)?;
        if typed.ty == Type::Period {
            return Some(typed.id);
        }
        let found = self.describe(&typed.ty);
        self.report(TimeError::PeriodExpected { span: expr.span, found });
        None
    }

    /// A period of which months are counted: the header must say what becomes of a day that a month lacks, unless it begins on none such.
    fn counted_in_months(&mut self, expr: &'a Expr, span: Span) -> Option<ExprId> {
        let period = self.period(expr)?;
        if self.begins_late(period) && self.tree.policy.is_some_and(|policy| policy.short_months.is_none()) {
            let header = self.tree.policy.map(|policy| policy.span);
            self.report_missing(TimeError::MonthEndUnstated { span, header, years: false });
        }
        Some(period)
    }

    /// Whether a period may begin on a day that a month lacks.
    fn begins_late(&self, period: ExprId) -> bool {
        let Op::Time(op) = self.program.node(period).op else { return true };
        match op {
            TimeOp::Period(first, _) => self.fixed_date(first).is_none_or(|first| first.day() > 28),
            TimeOp::Calendar(..) => false,
            TimeOp::Overlap(one, other) => self.begins_late(one) || self.begins_late(other),
            TimeOp::InCalendar(..)
            | TimeOp::Around(..)
            | TimeOp::Within(..)
            | TimeOp::Anniversary(..)
            | TimeOp::Shifted(..)
            | TimeOp::FirstDay(_)
            | TimeOp::LastDay(_)
            | TimeOp::Days(_)
            | TimeOp::Months(_)
            | TimeOp::MonthsBegun(_)
            | TimeOp::DaysInYear(_)
            | TimeOp::DaysInMonth(_) => true,
        }
    }
}
