//! Calendar dates and periods, without time zones.

use jiff::Span;
pub use jiff::civil::Date;

use super::{Bounds, Fault, Number, Truth};

/// What is known of a date: the first and the last day that it can be; `None` where nothing bounds it.
///
/// Every result is a date in the years 1 to 9999.
///
/// ```
/// use bursary::value::{DateBounds, Shift, Truth};
/// let leap_day = DateBounds::exactly("2024-02-29".parse()?);
/// assert_eq!(leap_day.shift(Shift::Years(1))?, DateBounds::exactly("2025-03-01".parse()?));
/// assert_eq!(leap_day.shift(Shift::Months(12))?, DateBounds::exactly("2025-02-28".parse()?));
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

/// A shift of a date; below 0, into the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// So many days.
    Days(i32),
    /// So many months; a day that the month lacks becomes its last day.
    Months(i32),
    /// So many years; 29 February becomes 1 March in a year that lacks it.
    Years(i32),
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
    /// [`Fault::DateOutOfRange`] where a bound leaves the years 1 to 9999.
    pub fn shift(self, by: Shift) -> Result<DateBounds, Fault> {
        let shift = |date: Option<Date>| date.map(|date| shift(date, by)).transpose();
        Ok(DateBounds { first: shift(self.first)?, last: shift(self.last)? })
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

    /// 1 January of the date's calendar year, `years` later (earlier, where below 0).
    ///
    /// # Errors
    /// [`Fault::DateOutOfRange`] where a bound leaves the years 1 to 9999.
    pub fn year_start(self, years: i32) -> Result<DateBounds, Fault> {
        let start = |date: Option<Date>| {
            date.map(|date| {
                let year = i32::from(date.year()).checked_add(years).and_then(|year| i16::try_from(year).ok());
                year.ok_or(Fault::DateOutOfRange).and_then(|year| in_calendar(Date::new(year, 1, 1)))
            })
            .transpose()
        };
        Ok(DateBounds { first: start(self.first)?, last: start(self.last)? })
    }
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
/// An anniversary of 29 February in a common year is 1 March, so a period of years that begins on 29 February ends on the last of February.
///
/// # Errors
/// [`Fault::DateOutOfRange`].
fn shift(date: Date, by: Shift) -> Result<Date, Fault> {
    let span = match by {
        Shift::Days(days) => Span::new().try_days(days),
        Shift::Months(months) => Span::new().try_months(months),
        Shift::Years(years) => Span::new().try_years(years),
    };
    let shifted = span.and_then(|span| date.checked_add(span)).map_err(|_| Fault::DateOutOfRange)?;
    if matches!(by, Shift::Years(_)) && date.day() == 29 && shifted.day() == 28 {
        return in_calendar(shifted.tomorrow());
    }
    in_calendar(Ok(shifted))
}

/// The date, where it lies in the years 1 to 9999; `jiff` goes back to -9999.
fn in_calendar(date: Result<Date, jiff::Error>) -> Result<Date, Fault> {
    date.ok().filter(|date| date.year() >= 1).ok_or(Fault::DateOutOfRange)
}
