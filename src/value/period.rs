//! Periods of whole days, both ends included.

use super::{Bounds, CalendarPeriod, Date, DateBounds, Fault, MonthEnd, Number, Shift, Truth};

/// What is known of a period: of its first day and of its last. A period whose last day is before its first is empty.
///
/// ```
/// use bursary::value::{Bounds, Date, MonthEnd, PeriodBounds};
/// let day = |day: &str| day.parse::<Date>();
/// let year = PeriodBounds::exactly(day("2025-01-01")?, day("2025-12-31")?);
/// let lease = PeriodBounds::exactly(day("2025-10-15")?, day("2026-10-14")?);
/// let both = year.overlap(lease);
/// assert_eq!(both.days(), Bounds::Exactly(78.into()));
/// assert_eq!(both.months(MonthEnd::LastDay), Bounds::Exactly(2.into()));
/// assert_eq!(both.months_begun(MonthEnd::LastDay), Bounds::Exactly(3.into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodBounds {
    /// The first day.
    pub first: DateBounds,
    /// The last day, included.
    pub last: DateBounds,
}

impl PeriodBounds {
    /// Nothing is known.
    pub const ANY: PeriodBounds = PeriodBounds { first: DateBounds::ANY, last: DateBounds::ANY };

    /// A known period.
    pub fn exactly(first: Date, last: Date) -> PeriodBounds {
        PeriodBounds { first: DateBounds::exactly(first), last: DateBounds::exactly(last) }
    }

    /// The stretch of the calendar in which a date lies, or the one so many `later` (earlier, where below 0).
    ///
    /// # Errors
    /// [`Fault::DateOutOfRange`] where a bound leaves the years 1 to 9999.
    pub fn of_calendar(date: DateBounds, period: CalendarPeriod, later: i32) -> Result<PeriodBounds, Fault> {
        let next = date.start_of(period, later.saturating_add(1))?;
        Ok(PeriodBounds { first: date.start_of(period, later)?, last: next.shift(Shift::Days(-1))? })
    }

    /// The time of some length around a date. Before it (a shift below 0): from the corresponding day, included, to the day before the
    /// date. After it: from the date, included, to the corresponding day, included.
    ///
    /// # Errors
    /// [`Fault::DateOutOfRange`] where a bound leaves the years 1 to 9999.
    pub fn around(date: DateBounds, length: Shift) -> Result<PeriodBounds, Fault> {
        let corresponding = date.shift(length)?;
        Ok(if length.is_back() {
            PeriodBounds { first: corresponding, last: date.shift(Shift::Days(-1))? }
        } else {
            PeriodBounds { first: date, last: corresponding }
        })
    }

    /// What is known of a period that is one of the two.
    #[must_use]
    pub fn hull(self, other: PeriodBounds) -> PeriodBounds {
        PeriodBounds { first: self.first.hull(other.first), last: self.last.hull(other.last) }
    }

    /// Its two days, where both are known.
    pub fn known(self) -> Option<(Date, Date)> {
        self.first.known().zip(self.last.known())
    }

    /// What is known of the days that lie in both.
    #[must_use]
    pub fn overlap(self, other: PeriodBounds) -> PeriodBounds {
        PeriodBounds { first: self.first.max(other.first), last: self.last.min(other.last) }
    }

    /// Whether a date lies in it.
    pub fn contains(self, date: DateBounds) -> Truth {
        date.at_least(self.first).and(self.last.at_least(date))
    }

    /// Whether it has no day.
    pub fn is_empty(self) -> Truth {
        self.last.at_least(self.first).not()
    }

    /// How many days it has, both ends counted.
    pub fn days(self) -> Bounds {
        self.count(days)
    }

    /// How many whole months it has, counted from its first day.
    pub fn months(self, end: MonthEnd) -> Bounds {
        self.count(|first, last| months(first, last, end))
    }

    /// How many months it has, counted from its first day, one that is only begun being whole.
    pub fn months_begun(self, end: MonthEnd) -> Bounds {
        self.count(|first, last| match days(first, last) {
            0 => 0,
            _ => {
                let whole = months(first, last, end);
                whole.saturating_add(i64::from(month_after(first, whole, end) <= Day::of(last)))
            }
        })
    }

    /// The bounds of a count that grows as the period does.
    fn count(self, count: impl Fn(Date, Date) -> i64) -> Bounds {
        let between = |first: Option<Date>, last: Option<Date>| Some(Number::from(count(first?, last?)));
        let least = between(self.first.last, self.last.first).unwrap_or(Number::ZERO);
        Bounds::between(Some(least), between(self.first.first, self.last.last))
    }
}

/// Days from the first to the last, both counted; 0 where the last is before the first.
fn days(first: Date, last: Date) -> i64 {
    let between = last.since(first).map_or(0, |span| i64::from(span.get_days()));
    between.saturating_add(1).max(0)
}

/// The greatest number of months after which a period that begins on the first day has gone on no longer than to the last.
fn months(first: Date, last: Date, end: MonthEnd) -> i64 {
    if last < first {
        return 0;
    }
    let calendar = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    let most = calendar(last) - calendar(first) + 1;
    let next = last.tomorrow().map_or(Day(10_000, 1, 1), Day::of);
    (0..=most).rev().take(3).find(|count| month_after(first, *count, end) <= next).unwrap_or(0)
}

/// Year, month and day; the day after the last of the calendar, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Day(i64, i64, i64);

impl Day {
    fn of(date: Date) -> Day {
        Day(date.year().into(), date.month().into(), date.day().into())
    }
}

/// The day on which the month after so many begins.
fn month_after(first: Date, count: i64, end: MonthEnd) -> Day {
    let months = i64::from(first.year()) * 12 + i64::from(first.month()) - 1 + count;
    let (year, month, day) = (months.div_euclid(12), months.rem_euclid(12) + 1, i64::from(first.day()));
    // Years of one length every 400 have one calendar.
    let alike = i16::try_from(year.rem_euclid(400) + 400).ok().zip(i8::try_from(month).ok());
    let length = alike.and_then(|(year, month)| Date::new(year, month, 1).ok()).map_or(31, |date| date.days_in_month());
    match (day > i64::from(length), end) {
        (false, _) => Day(year, month, day),
        (true, MonthEnd::LastDay) => Day(year, month, i64::from(length)),
        // A month that lacks a day is never December.
        (true, MonthEnd::NextMonth) => Day(year, month + 1, 1),
    }
}
