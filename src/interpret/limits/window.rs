//! Limits over several years: each claim looks back over its own.

use super::Deciding;
use super::groups::GroupKey;
use crate::case::Paid;
use crate::interpret::claims::OpenClaim;
use crate::interpret::error::CaseFault;
use crate::ir::{Limit, LimitPeriod};
use crate::value::{Date, DateBounds, MonthEnd, Shift};

/// The places in time that a claim's limit looks at, both included; the last is that of the claim itself.
///
/// A place is a day or a financial year; where all that a group adds up is looked at together, it is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    pub first: i32,
    pub last: i32,
}

impl Window {
    /// All that a group adds up.
    pub(super) const ALL: Window = Window { first: 0, last: 0 };
    /// No place.
    pub(super) const NONE: Window = Window { first: i32::MAX, last: i32::MIN };

    pub(super) fn holds(self, at: i32) -> bool {
        (self.first..=self.last).contains(&at)
    }
}

/// Whether each claim looks back over its own years.
pub(super) fn looks_back(period: LimitPeriod) -> bool {
    match period {
        LimitPeriod::RollingYears(..) | LimitPeriod::FinancialYears(..) => true,
        LimitPeriod::Total | LimitPeriod::SupportYear | LimitPeriod::Calendar(..) => false,
    }
}

const DAYS: i32 = 366;

/// The place of a day: later days have greater ones.
fn day(date: Date) -> i32 {
    i32::from(date.year()) * DAYS + i32::from(date.day_of_year()) - 1
}

/// The day at a place.
fn date(place: i32) -> Option<Date> {
    let first = Date::new(i16::try_from(place.div_euclid(DAYS)).ok()?, 1, 1).ok()?;
    DateBounds::exactly(first).shift(Shift::Days(place.rem_euclid(DAYS))).ok()?.known()
}

/// The first day of so many years that end with a day.
fn first_of(years: u32, last: Date) -> Date {
    let years = i32::try_from(years).unwrap_or(i32::MAX).saturating_neg();
    let next = DateBounds::exactly(last).shift(Shift::Days(1));
    let first = next.and_then(|next| next.shift(Shift::Years(years, MonthEnd::NextMonth)));
    first.ok().and_then(DateBounds::known).unwrap_or(Date::MIN)
}

impl Deciding<'_, '_> {
    /// The financial year of a day, by the calendar year in which it starts.
    pub(super) fn financial_year(&self, date: Date) -> i32 {
        let from = i8::try_from(self.evaluator.program.policy.financial_year_from).unwrap_or(1);
        i32::from(date.year()) - i32::from(date.month() < from)
    }

    /// What a limit looks at for a claim's award in a support year; `None` while its date is unknown.
    pub(super) fn window(&self, form: &Limit, claim: &OpenClaim, year: u32) -> Result<Option<Window>, Box<CaseFault>> {
        if !looks_back(form.period) {
            return Ok(Some(Window::ALL));
        }
        let Some(by) = form.period.date() else { return Ok(Some(Window::ALL)) };
        let Some(date) = self.evaluator.evaluate_of(claim, by, &claim.frame(year))?.date().known() else {
            return Ok(None);
        };
        Ok(Some(match form.period {
            LimitPeriod::FinancialYears(years, _) => {
                let last = self.financial_year(date);
                let before = i32::try_from(years.saturating_sub(1)).unwrap_or(i32::MAX);
                Window { first: last.saturating_sub(before), last }
            }
            LimitPeriod::RollingYears(years, _) => Window { first: day(first_of(years, date)), last: day(date) },
            LimitPeriod::Total | LimitPeriod::SupportYear | LimitPeriod::Calendar(..) => Window::ALL,
        }))
    }

    /// The place at which a ledger entry counts: that of the day on which it was paid.
    pub(super) fn place_of_entry(&self, period: LimitPeriod, entry: &Paid) -> i32 {
        match period {
            LimitPeriod::RollingYears(..) => day(entry.on),
            LimitPeriod::FinancialYears(..) => self.financial_year(entry.on),
            LimitPeriod::Total | LimitPeriod::SupportYear | LimitPeriod::Calendar(..) => 0,
        }
    }

    /// The time of a group as a derivation writes it.
    pub(super) fn time_in_words(&self, form: &Limit, key: &GroupKey, window: Window) -> String {
        let days = |first: Option<Date>, last: Option<Date>| match (first, last) {
            (Some(first), Some(last)) => format!("days:{first}..{last}"),
            _ => key.time.in_words(),
        };
        match (form.period, key.time) {
            (LimitPeriod::RollingYears(..), _) => days(date(window.first), date(window.last)),
            (LimitPeriod::FinancialYears(..), _) => days(self.starts(window.first), self.ends(window.last)),
            _ => key.time.in_words(),
        }
    }

    /// The first day of a financial year.
    fn starts(&self, year: i32) -> Option<Date> {
        let month = i8::try_from(self.evaluator.program.policy.financial_year_from).ok()?;
        Date::new(i16::try_from(year).ok()?, month, 1).ok()
    }

    /// The last day of a financial year.
    fn ends(&self, year: i32) -> Option<Date> {
        let next = self.starts(year.saturating_add(1))?;
        DateBounds::exactly(next).shift(Shift::Days(-1)).ok()?.known()
    }
}
