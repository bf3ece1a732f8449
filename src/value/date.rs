//! Calendar dates and periods, without time zones.

use jiff::Span;
pub use jiff::civil::Date;

use super::{Bounds, Fault, Number, Truth};

/// What is known of a date: the first and the last day that it can be; `None` where nothing bounds it.
///
/// Every result is a date in the years 1 to 9999.
///
/// ```
/// use bursary::value::{DateBounds, MonthEnd, Shift, Truth};
/// let leap_day = DateBounds::exactly("2024-02-29".parse()?);
/// assert_eq!(leap_day.shift(Shift::Years(1, MonthEnd::NextMonth))?, DateBounds::exactly("2025-03-01".parse()?));
/// assert_eq!(leap_day.shift(Shift::Months(12, MonthEnd::LastDay))?, DateBounds::exactly("2025-02-28".parse()?));
/// assert_eq!(leap_day.at_least(DateBounds::ANY), Truth::Unknown);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateBounds {
    /// The earliest day.
    pub first: Option<Date>,
    /// The latest day.
    pub last: Option<Date>,
}

/// What becomes of a day that a month lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MonthEnd {
    /// The last day of that month: 31 January and a month is 28 February.
    #[default]
    LastDay,
    /// The first day of the next: 31 January and a month is 1 March.
    NextMonth,
}

/// A shift of a date; below 0, into the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// So many days.
    Days(i32),
    /// So many months.
    Months(i32, MonthEnd),
    /// So many years; only 29 February may lack.
    Years(i32, MonthEnd),
}

impl Shift {
    /// Whether it goes into the past.
    pub fn is_back(self) -> bool {
        let (Shift::Days(count) | Shift::Months(count, _) | Shift::Years(count, _)) = self;
        count < 0
    }
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CalendarPeriod {
    /// A calendar year.
    Year,
    /// A quarter of the calendar year.
    Quarter,
    /// A month.
    Month,
    /// A year from the first day of this month, 1 to 12.
    FinancialYear(u8),
}

impl DateBounds {
    /// Nothing is known.
    pub const ANY: DateBounds = DateBounds { first: None, last: None };

    /// A known date.
    pub fn exactly(date: Date) -> DateBounds {
        DateBounds { first: Some(date), last: Some(date) }
    }

    /// The date, where it is known.
    pub fn known(self) -> Option<Date> {
        self.first.filter(|_| self.first == self.last)
    }

    /// The bounds of the date shifted.
    ///
    /// # Errors
    /// [`Fault::DateOutOfRange`] where a known date leaves the years 1 to 9999.
    pub fn shift(self, by: Shift) -> Result<DateBounds, Fault> {
        self.map_monotone(|date| shift(date, by))
    }

    /// The bounds of what is made of the date. A bound that leaves the calendar is no fault: the date itself may well stay in it.
    fn map_monotone(self, change: impl Fn(Date) -> Result<Date, Fault>) -> Result<DateBounds, Fault> {
        if let Some(date) = self.known() {
            return Ok(DateBounds::exactly(change(date)?));
        }
        let change = |date: Option<Date>| date.and_then(|date| change(date).ok());
        Ok(DateBounds { first: change(self.first), last: change(self.last) })
    }

    /// Whether the date is on or after the other.
    pub fn at_least(self, other: DateBounds) -> Truth {
        match (self.first, self.last, other.first, other.last) {
            (Some(first), _, _, Some(last)) if first >= last => Truth::True,
            (_, Some(last), Some(first), _) if last < first => Truth::False,
            _ => Truth::Unknown,
        }
    }

    /// Whether the two are the same day.
    pub fn same(self, other: DateBounds) -> Truth {
        if let (Some(left), Some(right)) = (self.known(), other.known()) {
            return Truth::from(left == right);
        }
        self.at_least(other).and(other.at_least(self))
    }

    /// What is known of a date that is one of the two.
    #[must_use]
    pub fn hull(self, other: DateBounds) -> DateBounds {
        DateBounds {
            first: self.first.zip(other.first).map(|(left, right)| left.min(right)),
            last: self.last.zip(other.last).map(|(left, right)| left.max(right)),
        }
    }

    /// The bounds of the earlier of two dates.
    #[must_use]
    pub fn min(self, other: DateBounds) -> DateBounds {
        let last = match (self.last, other.last) {
            (Some(left), Some(right)) => Some(left.min(right)),
            (left, right) => left.or(right),
        };
        DateBounds { first: self.first.zip(other.first).map(|(left, right)| left.min(right)), last }
    }

    /// The bounds of the later of two dates.
    #[must_use]
    pub fn max(self, other: DateBounds) -> DateBounds {
        let first = match (self.first, other.first) {
            (Some(left), Some(right)) => Some(left.max(right)),
            (left, right) => left.or(right),
        };
        DateBounds { first, last: self.last.zip(other.last).map(|(left, right)| left.max(right)) }
    }

    /// The bounds of the date's calendar year.
    pub fn year(self) -> Bounds {
        let year = |date: Option<Date>, open: i64| Some(Number::from(date.map_or(open, |date| i64::from(date.year()))));
        Bounds::between(year(self.first, 1), year(self.last, 9999))
    }

    /// The first day of the stretch of the calendar in which the date lies, or of the one so many `later` (earlier, where below 0).
    ///
    /// # Errors
    /// [`Fault::DateOutOfRange`] where a bound leaves the years 1 to 9999.
    pub fn start_of(self, period: CalendarPeriod, later: i32) -> Result<DateBounds, Fault> {
        self.map_monotone(|date| start_of(date, period, later))
    }

    /// How many days the year of the date has.
    pub fn days_in_year(self) -> Bounds {
        let days = |date: Date| Number::from(i64::from(date.days_in_year()));
        match (self.first, self.last) {
            (Some(first), Some(last)) if first.year() == last.year() => Bounds::Exactly(days(first)),
            _ => Bounds::between(Some(Number::from(365)), Some(Number::from(366))),
        }
    }

    /// How many days the month of the date has.
    pub fn days_in_month(self) -> Bounds {
        let days = |date: Date| Number::from(i64::from(date.days_in_month()));
        match (self.first, self.last) {
            (Some(first), Some(last)) if (first.year(), first.month()) == (last.year(), last.month()) => {
                Bounds::Exactly(days(first))
            }
            _ => Bounds::between(Some(Number::from(28)), Some(Number::from(31))),
        }
    }
}

fn start_of(date: Date, period: CalendarPeriod, later: i32) -> Result<Date, Fault> {
    let (length, first) = match period {
        CalendarPeriod::Year => (12, 1),
        CalendarPeriod::Quarter => (3, 1),
        CalendarPeriod::Month => (1, 1),
        CalendarPeriod::FinancialYear(month) => (12, i32::from(month)),
    };
    let months = i32::from(date.year()) * 12 + i32::from(date.month()) - first;
    let start = months.div_euclid(length).checked_add(later).and_then(|stretch| stretch.checked_mul(length));
    let start = start.and_then(|start| start.checked_add(first - 1)).ok_or(Fault::DateOutOfRange)?;
    let year = i16::try_from(start.div_euclid(12)).map_err(|_| Fault::DateOutOfRange)?;
    let month = i8::try_from(start.rem_euclid(12) + 1).map_err(|_| Fault::DateOutOfRange)?;
    in_calendar(Date::new(year, month, 1))
}

/// Days since 1 January 1970 as a number, so that days can stand on an axis with gaps and bounds.
pub fn number_of_day(date: Date) -> Number {
    let days = EPOCH.until(date).map_or(0, |span| i64::from(span.get_days()));
    Number::from(days)
}

/// The day of such a number; `None` outside the years 1 to 9999.
pub fn day_of_number(number: Number) -> Option<Date> {
    let days = i32::try_from(number.to_whole()?).ok()?;
    DateBounds::exactly(EPOCH).shift(Shift::Days(days)).ok()?.known()
}

const EPOCH: Date = Date::constant(1970, 1, 1);

/// The date shifted.
///
/// # Errors
/// [`Fault::DateOutOfRange`].
fn shift(date: Date, by: Shift) -> Result<Date, Fault> {
    let (span, end) = match by {
        Shift::Days(days) => (Span::new().try_days(days), MonthEnd::LastDay),
        Shift::Months(months, end) => (Span::new().try_months(months), end),
        Shift::Years(years, end) => (Span::new().try_years(years), end),
    };
    let shifted = span.and_then(|span| date.checked_add(span)).map_err(|_| Fault::DateOutOfRange)?;
    if end == MonthEnd::NextMonth && shifted.day() != date.day() {
        return in_calendar(shifted.tomorrow());
    }
    in_calendar(Ok(shifted))
}

/// The date, where it lies in the years 1 to 9999; `jiff` goes back to -9999.
fn in_calendar(date: Result<Date, jiff::Error>) -> Result<Date, Fault> {
    date.ok().filter(|date| date.year() >= 1).ok_or(Fault::DateOutOfRange)
}
