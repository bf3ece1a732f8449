//! Dates and periods in words.

use super::super::markup::{Markup, words};
use super::super::writer::Writer;
use super::Bond;
use crate::ir::{ExprId, Op, TimeOp};
use crate::value::{CalendarPeriod, Shift};

/// Lengths of time.
#[derive(Debug, Clone, Copy)]
enum Length {
    Days,
    Months,
    Years,
}

impl Writer<'_> {
    pub(super) fn of_time(&self, id: ExprId) -> (Markup, Bond) {
        let op = &self.program.node(id).op;
        if let Op::AddDays(date, days) = op {
            return (self.shifted(*date, *days, Length::Days), Bond::Sum);
        }
        if let Op::AddMonths(date, months) = op {
            return (self.shifted(*date, *months, Length::Months), Bond::Sum);
        }
        if let Op::AddYears(date, years) = op {
            return (self.shifted(*date, *years, Length::Years), Bond::Sum);
        }
        if let Op::InForce(date) = op {
            let date = self.bound(*date, Bond::Sum);
            return (words!(self, "{date} is within the period in force", "{date} 在施行期间内"), Bond::Whole);
        }
        let Op::Time(op) = op else { return (Markup::default(), Bond::Tight) };
        self.of_period(*op)
    }

    fn of_period(&self, op: TimeOp) -> (Markup, Bond) {
        let operands = op.operands();
        let part = |at: usize| operands.get(at).map(|id| self.bound(*id, Bond::Sum)).unwrap_or_default();
        let (one, two) = (part(0), part(1));
        match op {
            TimeOp::InCalendar(_, calendar, later, _) => {
                let stretch = self.stretch(calendar, later, &two);
                (words!(self, "{one} is within {stretch}", "{one} 在{stretch}内"), Bond::Whole)
            }
            TimeOp::Around(_, length, _) => {
                let span = self.length(length);
                let phrase = match length.is_back() {
                    true => words!(self, "{one} is within {span} before {two}", "{one} 在{two}前{span}内"),
                    false => words!(self, "{one} is within {span} after {two}", "{one} 在{two}后{span}内"),
                };
                (phrase, Bond::Whole)
            }
            TimeOp::Within(..) => (words!(self, "{one} is within {two}", "{one} 在 {two} 内"), Bond::Whole),
            TimeOp::Anniversary(date, years) => (self.shifted(date, years, Length::Years), Bond::Sum),
            TimeOp::Shifted(.., false) => (Markup::made(format!("{one} + {two}")), Bond::Sum),
            TimeOp::Shifted(.., true) => (Markup::made(format!("{one} − {two}")), Bond::Sum),
            TimeOp::Period(..) => (words!(self, "{one} to {two}", "{one} 至 {two}"), Bond::Whole),
            TimeOp::Calendar(_, calendar, later) => (self.stretch(calendar, later, &one), Bond::Product),
            TimeOp::Overlap(..) => {
                (words!(self, "the days in both {one} and {two}", "{one} 与 {two} 的重叠"), Bond::Product)
            }
            TimeOp::FirstDay(_) => (words!(self, "the first day of {one}", "{one}的首日"), Bond::Product),
            TimeOp::LastDay(_) => (words!(self, "the last day of {one}", "{one}的末日"), Bond::Product),
            TimeOp::Days(_) => (words!(self, "the days of {one}", "{one}的天数"), Bond::Product),
            TimeOp::Months(_) => (words!(self, "the whole months of {one}", "{one}的整月数"), Bond::Product),
            TimeOp::MonthsBegun(_) => (words!(self, "the months begun in {one}", "{one}的起算月数"), Bond::Product),
            TimeOp::DaysInYear(_) => (words!(self, "the days of the year of {one}", "{one}当年的天数"), Bond::Product),
            TimeOp::DaysInMonth(_) => {
                (words!(self, "the days of the month of {one}", "{one}当月的天数"), Bond::Product)
            }
        }
    }

    fn shifted(&self, date: ExprId, by: i32, length: Length) -> Markup {
        let date = self.bound(date, Bond::Sum);
        let span = self.span(by.unsigned_abs(), length);
        match by < 0 {
            true => words!(self, "{date} − {span}", "{date} − {span}"),
            false => words!(self, "{date} + {span}", "{date} + {span}"),
        }
    }

    fn length(&self, length: Shift) -> Markup {
        match length {
            Shift::Days(count) => self.span(count.unsigned_abs(), Length::Days),
            Shift::Months(count, _) => self.span(count.unsigned_abs(), Length::Months),
            Shift::Years(count, _) => self.span(count.unsigned_abs(), Length::Years),
        }
    }

    fn span(&self, count: u32, length: Length) -> Markup {
        let s = if count == 1 { "" } else { "s" };
        match length {
            Length::Days => words!(self, "{count} day{s}", "{count}天"),
            Length::Months => words!(self, "{count} month{s}", "{count}个月"),
            Length::Years => words!(self, "{count} year{s}", "{count}年"),
        }
    }

    /// The stretch of the calendar in which a date lies, or the one before.
    fn stretch(&self, calendar: CalendarPeriod, later: i32, date: &Markup) -> Markup {
        match (calendar, later < 0) {
            (CalendarPeriod::Year, true) => words!(self, "the calendar year before {date}", "{date}的上一年度"),
            (CalendarPeriod::Year, false) => words!(self, "the calendar year of {date}", "{date}当年"),
            (CalendarPeriod::Quarter, true) => words!(self, "the quarter before that of {date}", "{date}的上一季度"),
            (CalendarPeriod::Quarter, false) => words!(self, "the quarter of {date}", "{date}当季"),
            (CalendarPeriod::Month, true) => words!(self, "the month before that of {date}", "{date}的上月"),
            (CalendarPeriod::Month, false) => words!(self, "the month of {date}", "{date}当月"),
            (CalendarPeriod::FinancialYear(_), true) => {
                words!(self, "the financial year before that of {date}", "{date}的上一财年")
            }
            (CalendarPeriod::FinancialYear(_), false) => words!(self, "the financial year of {date}", "{date}当财年"),
        }
    }
}
