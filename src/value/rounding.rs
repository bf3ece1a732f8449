//! Rounding, in the one direction that a policy names.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::ratio::Ratio;
use super::{Bounds, Fault, Number};

/// A direction of rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundingMode {
    /// 四舍五入: to the nearest, a half away from zero.
    HalfUp,
    /// 四舍六入五成双: to the nearest, a half to the even multiple.
    HalfEven,
    /// 向上取整: away from zero (an amount below 0 becomes a greater deduction).
    Up,
    /// 向下取整: towards zero.
    Down,
}

/// A rule of rounding: a direction and a unit such as 0.01 (元).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounding {
    /// The direction.
    pub mode: RoundingMode,
    /// The unit, above 0; results are its multiples.
    pub unit: Decimal,
}

impl Rounding {
    /// The multiple of the unit that stands for `number`.
    ///
    /// ```
    /// use bursary::value::{Number, Rounding, RoundingMode};
    /// let fen = Rounding { mode: RoundingMode::HalfUp, unit: "0.01".parse().unwrap() };
    /// assert_eq!(fen.round("2.345".parse()?)?.to_string(), "2.35");
    /// assert_eq!(fen.round(Number::from(2).divided_by(Number::from(3))?)?.to_string(), "0.67");
    /// # Ok::<(), bursary::value::Fault>(())
    /// ```
    ///
    /// # Errors
    /// [`Fault::TooManyDigits`] where the multiple, or the count of units, can't be held exactly;
    /// [`Fault::DivisionByZero`] where the unit is 0.
    pub fn round(self, number: Number) -> Result<Number, Fault> {
        let unit = Number::from(self.unit);
        if unit.is_zero() {
            return Err(Fault::DivisionByZero);
        }
        let units = Ratio::of(number).times(Ratio::of(unit).inverse()).ok_or(Fault::TooManyDigits)?;
        let (whole, rest) = units.cut();
        let away = match (self.mode, rest) {
            (_, None) => return Ok(number),
            (RoundingMode::HalfUp, Some(rest)) => rest != Ordering::Less,
            (RoundingMode::HalfEven, Some(Ordering::Equal)) => whole % 2 != 0,
            (RoundingMode::HalfEven, Some(rest)) => rest == Ordering::Greater,
            (RoundingMode::Up, Some(_)) => true,
            (RoundingMode::Down, Some(_)) => false,
        };
        let step = if units.is_negative() { -1 } else { 1 };
        let whole = if away { whole.checked_add(step).ok_or(Fault::TooManyDigits)? } else { whole };
        Ratio::from(whole).times(Ratio::of(unit)).ok_or(Fault::TooManyDigits)?.hold()
    }

    /// The same unit, towards zero: what is left of a limit is never passed.
    pub fn down(self) -> Rounding {
        Rounding { mode: RoundingMode::Down, ..self }
    }

    /// The bounds of what is rounded (rounding never changes the order of two numbers).
    ///
    /// # Errors
    /// As [`Rounding::round`].
    pub fn round_bounds(self, bounds: Bounds) -> Result<Bounds, Fault> {
        bounds.map_monotone(|number| self.round(number))
    }
}
