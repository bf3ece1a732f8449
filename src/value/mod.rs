//! Values and their arithmetic: exact numbers, dates, three-valued logic, bounds, rounding. The one home of arithmetic, for every engine.
//!
//! Nothing here panics and nothing is inexact: an operation whose exact result can't be held is a [`Fault`], never a nearby figure.

mod bounds;
pub mod capital;
mod date;
mod functions;
mod grouped;
mod number;
mod period;
mod ratio;
mod rounding;
mod truth;

pub use bounds::Bounds;
pub use date::{CalendarPeriod, Date, DateBounds, MonthEnd, Shift, day_of_number, number_of_day};
pub use grouped::{MINUS, grouped};
pub use number::Number;
pub use period::PeriodBounds;
pub use rounding::{Rounding, RoundingMode};
pub use truth::Truth;

/// Why an operation has no value. It becomes a fault of the case that asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A division whose divisor is zero.
    #[error("division by zero")]
    DivisionByZero,
    /// A range that should rise and ends where it begins, or before.
    #[error("the range does not rise")]
    Backwards,
    /// A result with more digits than can be kept exactly: 28 in all, or 28 after the point; see [`Number`].
    #[error("the exact result has too many digits")]
    TooManyDigits,
    /// A date before year 1 or after year 9999.
    #[error("the date lies outside the years 1 to 9999")]
    DateOutOfRange,
}
