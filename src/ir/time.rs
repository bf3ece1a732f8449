//! Operations on dates and periods.

use super::ExprId;
use crate::value::{CalendarPeriod, Shift};

/// An operation on dates and periods. A period has a first and a last day, both in it; one that ends before it begins is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeOp {
    /// The first date lies in the stretch of the calendar of the second, or (-1) in the one before.
    InCalendar(ExprId, CalendarPeriod, i32, ExprId),
    /// The first date lies within the length of time before (below 0) or after the second.
    Around(ExprId, Shift, ExprId),
    /// The date lies in the period.
    Within(ExprId, ExprId),
    /// So many years after a date: its anniversary, that of 29 February in a common year being 1 March.
    Anniversary(ExprId, i32),
    /// A date so many days, months, quarters or years later, or (`true`) earlier: the date, how many.
    Shifted(ExprId, ExprId, Step, bool),
    /// The period from the first to the second date, both included.
    Period(ExprId, ExprId),
    /// The stretch of the calendar in which a date lies, or (-1) the one before.
    Calendar(ExprId, CalendarPeriod, i32),
    /// The days that lie in both periods.
    Overlap(ExprId, ExprId),
    /// The first day of a period.
    FirstDay(ExprId),
    /// The last day of a period.
    LastDay(ExprId),
    /// How many days a period has.
    Days(ExprId),
    /// How many whole months a period has, counted from its first day.
    Months(ExprId),
    /// How many months a period has, one that is only begun being whole.
    MonthsBegun(ExprId),
    /// How many days the year of a date has.
    DaysInYear(ExprId),
    /// How many days the month of a date has.
    DaysInMonth(ExprId),
}

/// What a length of time counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Days.
    Days,
    /// Months.
    Months,
    /// Quarters, of three months.
    Quarters,
    /// Years.
    Years,
}

impl TimeOp {
    /// What it works on, in the order in which it is written.
    pub fn operands(self) -> Vec<ExprId> {
        match self {
            TimeOp::InCalendar(left, _, _, right)
            | TimeOp::Around(left, _, right)
            | TimeOp::Within(left, right)
            | TimeOp::Shifted(left, right, ..)
            | TimeOp::Period(left, right)
            | TimeOp::Overlap(left, right) => vec![left, right],
            TimeOp::Anniversary(one, _)
            | TimeOp::Calendar(one, ..)
            | TimeOp::FirstDay(one)
            | TimeOp::LastDay(one)
            | TimeOp::Days(one)
            | TimeOp::Months(one)
            | TimeOp::MonthsBegun(one)
            | TimeOp::DaysInYear(one)
            | TimeOp::DaysInMonth(one) => vec![one],
        }
    }
}
