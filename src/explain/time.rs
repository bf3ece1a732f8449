//! Dates and periods in words.

use super::arithmetic::{Called, Sheet};
use super::phrases::holds;
use super::voice::{Voice, before, say};
use crate::decision::{Shown, Trace};
use crate::ir::{Op, TimeOp};
use crate::value::{CalendarPeriod, DateBounds, PeriodBounds, Shift};

impl Sheet<'_> {
    /// A date, period or length of time on one line; the days between which a period lies stand in it.
    pub(super) fn of_time(&mut self, op: TimeOp, trace: &Trace, called: &Called) {
        let parts: Vec<String> = trace.operands.iter().map(|operand| self.day_or_period(operand)).collect();
        let figure = self.figure(trace);
        let words = self.voice.spelt_time(op, &parts, figure.clone());
        self.finish(figure, called, &words);
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "every other value has a line of its own")]
    fn day_or_period(&mut self, trace: &Trace) -> String {
        let voice = self.voice;
        match &voice.program.node(trace.node).op {
            Op::Time(TimeOp::Period(..)) => {
                let parts: Vec<String> = trace.operands.iter().map(|operand| self.day_or_period(operand)).collect();
                parts.join(&say!(voice, " to ", " 至 "))
            }
            // `到期日 2026-10-31 − 1 天`
            Op::AddDays(..)
            | Op::AddMonths(..)
            | Op::AddYears(..)
            | Op::Time(TimeOp::Anniversary(..) | TimeOp::Shifted(..)) => {
                for operand in &trace.operands {
                    self.term(operand);
                }
                voice.spelt(trace, 0)
            }
            _ => self.both(trace),
        }
    }
}

impl Voice<'_> {
    /// Whether a date lies in a measure's own time in force.
    pub fn in_own_time(&self, trace: &Trace) -> String {
        let (Some(date), Some(Shown::Period(period))) =
            (trace.operands.first(), trace.operands.get(1).map(|of| &of.value))
        else {
            return self.phrase(trace, true, "");
        };
        let called = say!(self, "the time in force", "施行期间");
        self.within(date, (period.first.known(), period.last.known()), &called, holds(trace), true)
    }

    /// Whether a date lies in a window or a period; `None` for what is neither true nor false.
    pub fn phrase_of_time(&self, op: TimeOp, trace: &Trace, want: bool) -> Option<String> {
        let (date, of) = (trace.operands.first()?, trace.operands.get(1)?);
        let other = if let Shown::Date(bounds) = of.value { bounds } else { DateBounds::ANY };
        let (period, called) = match op {
            TimeOp::InCalendar(_, calendar, later, _) => {
                (PeriodBounds::of_calendar(other, calendar, later).ok(), self.stretch(calendar, later))
            }
            TimeOp::Around(_, length, _) => (PeriodBounds::around(other, length).ok(), self.around(length, of)),
            TimeOp::Within(..) => {
                let Shown::Period(period) = of.value else { return None };
                let name = self.simple(of).map(|term| term.name).filter(|name| !name.is_empty());
                (Some(period), name.unwrap_or_else(|| say!(self, "the period", "期间")))
            }
            TimeOp::Anniversary(..)
            | TimeOp::Shifted(..)
            | TimeOp::Calendar(..)
            | TimeOp::Period(..)
            | TimeOp::Overlap(..)
            | TimeOp::FirstDay(_)
            | TimeOp::LastDay(_)
            | TimeOp::Days(_)
            | TimeOp::Months(_)
            | TimeOp::MonthsBegun(_)
            | TimeOp::DaysInYear(_)
            | TimeOp::DaysInMonth(_) => return None,
        };
        let period = period.unwrap_or(PeriodBounds::ANY);
        let days = (period.first.known(), period.last.known());
        if let (Some(first), Some(last)) = days
            && last < first
        {
            let date = self.subject(date);
            return Some(say!(self, "{date}; {called} has no day", "{date}；{called}没有任何一天"));
        }
        Some(self.within(date, days, &called, holds(trace), want))
    }

    /// What a stretch of the calendar is called.
    fn stretch(&self, calendar: CalendarPeriod, later: i32) -> String {
        match (calendar, later < 0) {
            (CalendarPeriod::Year, true) => say!(self, "the previous calendar year", "上一年度"),
            (CalendarPeriod::Year, false) => say!(self, "the calendar year", "当年"),
            (CalendarPeriod::Quarter, true) => say!(self, "the previous quarter", "上一季度"),
            (CalendarPeriod::Quarter, false) => say!(self, "the quarter", "当季"),
            (CalendarPeriod::Month, true) => say!(self, "the previous month", "上月"),
            (CalendarPeriod::Month, false) => say!(self, "the month", "当月"),
            (CalendarPeriod::FinancialYear(_), true) => say!(self, "the previous financial year", "上一财年"),
            (CalendarPeriod::FinancialYear(_), false) => say!(self, "the financial year", "当财年"),
        }
    }

    /// What a time around a date is called: `申请日前 12 个月`.
    fn around(&self, length: Shift, of: &Trace) -> String {
        let named = self.simple(of).map(|term| term.name).filter(|name| !name.is_empty());
        let of = named.unwrap_or_else(|| self.spelt(of, 0));
        let close = before(&of);
        let length_in_words = self.length_in_words(length);
        match length.is_back() {
            true => say!(self, "the {length_in_words} before {of}", "{close}前\u{a0}{length_in_words}"),
            false => say!(self, "the {length_in_words} after {of}", "{close}后\u{a0}{length_in_words}"),
        }
    }

    fn length_in_words(&self, length: Shift) -> String {
        let (Shift::Days(count) | Shift::Months(count, _) | Shift::Years(count, _)) = length;
        let count = count.unsigned_abs();
        match (length, count) {
            (Shift::Days(_), 1) => say!(self, "day", "1\u{a0}天"),
            (Shift::Months(..), 1) => say!(self, "month", "1\u{a0}个月"),
            (Shift::Years(..), 1) => say!(self, "year", "1\u{a0}年"),
            (Shift::Days(_), _) => say!(self, "{count}\u{a0}days", "{count}\u{a0}天"),
            (Shift::Months(..), _) => say!(self, "{count}\u{a0}months", "{count}\u{a0}个月"),
            (Shift::Years(..), _) => say!(self, "{count}\u{a0}years", "{count}\u{a0}年"),
        }
    }

    /// A computed date, period or length of time within a sentence; `value` is its value.
    pub fn spelt_time(&self, op: TimeOp, parts: &[String], value: String) -> String {
        let one = parts.first().map_or("", String::as_str);
        let two = parts.get(1).map_or("", String::as_str);
        match op {
            TimeOp::InCalendar(..) | TimeOp::Around(..) | TimeOp::Within(..) => value,
            TimeOp::Period(..) => say!(self, "{one} to {two}", "{one} 至 {two}"),
            TimeOp::Anniversary(_, years) => {
                let s = if years == 1 { "" } else { "s" };
                say!(self, "{one} + {years} year{s}", "{one} + {years}\u{a0}年")
            }
            TimeOp::Shifted(.., false) => say!(self, "{one} + {two}", "{one} + {two}"),
            TimeOp::Shifted(.., true) => say!(self, "{one} − {two}", "{one} − {two}"),
            TimeOp::Calendar(_, calendar, later) => {
                let (unit, stretch) = (self.stretch(calendar, 0), self.stretch(calendar, later));
                match later < 0 {
                    true => say!(self, "{unit} before {one}", "{one} 的{stretch}"),
                    false => say!(self, "{unit} of {one}", "{one} 的{stretch}"),
                }
            }
            TimeOp::Overlap(..) => say!(self, "the days in both {one} and {two}", "{one} 与 {two} 的重叠"),
            TimeOp::FirstDay(_) => say!(self, "the first day of {one}", "{one} 的首日"),
            TimeOp::LastDay(_) => say!(self, "the last day of {one}", "{one} 的末日"),
            TimeOp::Days(_) => say!(self, "the days of {one}", "{one} 的天数"),
            TimeOp::Months(_) => say!(self, "the whole months of {one}", "{one} 的整月数"),
            TimeOp::MonthsBegun(_) => say!(self, "the months begun in {one}", "{one} 的起算月数"),
            TimeOp::DaysInYear(_) => say!(self, "the days of the year of {one}", "{one} 当年的天数"),
            TimeOp::DaysInMonth(_) => say!(self, "the days of the month of {one}", "{one} 当月的天数"),
        }
    }

    /// What is known of a date.
    pub fn date(&self, date: DateBounds) -> String {
        match (date.known(), date.first, date.last) {
            (Some(date), ..) => date.to_string(),
            (None, Some(first), Some(last)) => say!(self, "{first} to {last}", "{first} 至 {last}"),
            _ => self.not_known(),
        }
    }

    /// What is known of a period.
    pub fn days_of(&self, period: PeriodBounds) -> String {
        match period.known() {
            Some((first, last)) if last < first => say!(self, "no day", "无"),
            Some((first, last)) => self.span(Some(first), Some(last)),
            None => {
                let (first, last) = (self.date(period.first), self.date(period.last));
                say!(self, "from ({first}) to ({last})", "自（{first}）至（{last}）")
            }
        }
    }
}
