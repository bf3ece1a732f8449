//! Exact rational numbers on top of `rust_decimal`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::Fault;
use super::ratio::Ratio;

/// An exact number: a decimal, or a fraction of whole numbers where a division did not come out even.
///
/// Money (元), ratios, quantities and plain numbers are all computed as `Number`; what they measure is the checker's concern.
///
/// A decimal has up to 28 digits after the point and a magnitude of 96 bits without it (28 digits always fit, 29 up to
/// 79228162514264337593543950335); so have the two parts of a fraction. What has more is a [`Fault::TooManyDigits`].
///
/// ```
/// use bursary::value::Number;
/// let third = Number::from(1).divided_by(Number::from(3))?;
/// assert_eq!(third.times(Number::from(3))?, Number::from(1));
/// assert!(third < "0.34".parse()?);
/// assert_eq!("12345678901234567.12".parse::<Number>()?.to_string(), "12345678901234567.12");
/// # Ok::<(), bursary::value::Fault>(())
/// ```
#[derive(Clone, Copy)]
pub struct Number {
    // Never a negative zero. With another denominator than 1, both are whole, have no common divisor, and no decimal is
    // the same number: a value has one form, but for the zeros at its end.
    numerator: Decimal,
    denominator: Decimal,
}

impl Number {
    /// 0.
    pub const ZERO: Number = Number { numerator: Decimal::ZERO, denominator: Decimal::ONE };
    /// 1.
    pub const ONE: Number = Number { numerator: Decimal::ONE, denominator: Decimal::ONE };

    pub(super) fn in_lowest_terms(numerator: Decimal, denominator: Decimal) -> Number {
        Number { numerator, denominator }
    }

    fn is_decimal(self) -> bool {
        self.denominator.mantissa() == 1
    }

    /// The number as a decimal, where it is one. It may have zeros at its end.
    pub fn to_decimal(self) -> Option<Decimal> {
        self.is_decimal().then_some(self.numerator)
    }

    /// The numerator and the denominator; the number is the first over the second.
    ///
    /// The denominator is 1 where the number is a decimal; else both are whole and the fraction is in lowest terms.
    pub fn fraction(self) -> (Decimal, Decimal) {
        (self.numerator, self.denominator)
    }

    /// Numerator and denominator as whole numbers without common factor, of a number that no decimal equals and whose denominator has at
    /// most four digits.
    ///
    /// ```
    /// use bursary::value::Number;
    /// let days = Number::from(730).divided_by(Number::from(1095))?;
    /// assert_eq!(days.small_fraction(), Some((2, 3)));
    /// assert_eq!("0.25".parse::<Number>()?.small_fraction(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn small_fraction(self) -> Option<(i128, i128)> {
        if self.to_decimal().is_some() {
            return None;
        }
        let (above, below) = self.fraction();
        let (above, below) = (above.normalize(), below.normalize());
        let whole = |decimal: Decimal, other: Decimal| {
            let more = other.scale().saturating_sub(decimal.scale());
            decimal.mantissa().checked_mul(10_i128.checked_pow(more)?)
        };
        let (above, below) = (whole(above, below)?, whole(below, above)?);
        let mut rest = (above.checked_abs()?, below.checked_abs()?);
        while rest.1 != 0 {
            rest = (rest.1, rest.0.checked_rem(rest.1)?);
        }
        let (above, below) = (above.checked_div(rest.0)?, below.checked_div(rest.0)?);
        if below.abs() < 10_000 { Some((above, below)) } else { None }
    }

    /// The number as a whole number, where it is one that an `i64` holds.
    ///
    /// ```
    /// use bursary::value::Number;
    /// assert_eq!("12.00".parse::<Number>()?.to_whole(), Some(12));
    /// assert_eq!("12.5".parse::<Number>()?.to_whole(), None);
    /// # Ok::<(), bursary::value::Fault>(())
    /// ```
    pub fn to_whole(self) -> Option<i64> {
        let decimal = self.to_decimal()?;
        let (mantissa, factor) = (decimal.mantissa(), 10_i128.pow(decimal.scale()));
        if mantissa % factor == 0 { i64::try_from(mantissa / factor).ok() } else { None }
    }

    /// Whether it is 0.
    pub fn is_zero(self) -> bool {
        self.numerator.is_zero()
    }

    /// Whether it is below 0.
    pub fn is_negative(self) -> bool {
        self.numerator.is_sign_negative()
    }

    /// The sum.
    ///
    /// # Errors
    /// [`Fault::TooManyDigits`] where the exact sum can't be held, or the sum of two very fine fractions on the way to it.
    pub fn plus(self, other: Number) -> Result<Number, Fault> {
        if self.is_decimal()
            && other.is_decimal()
            && let Some(sum) = add(self.numerator, other.numerator)
        {
            return Ok(Number { numerator: sum, denominator: Decimal::ONE });
        }
        Ratio::of(self).plus(Ratio::of(other)).ok_or(Fault::TooManyDigits)?.hold()
    }

    /// The difference.
    ///
    /// # Errors
    /// As [`Number::plus`].
    pub fn minus(self, other: Number) -> Result<Number, Fault> {
        self.plus(other.negate())
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negate(self) -> Number {
        let numerator = if self.numerator.is_zero() { self.numerator } else { -self.numerator };
        Number { numerator, ..self }
    }

    /// The product.
    ///
    /// # Errors
    /// [`Fault::TooManyDigits`] where the exact product can't be held.
    pub fn times(self, other: Number) -> Result<Number, Fault> {
        if self.is_decimal()
            && other.is_decimal()
            && let Some(product) = multiply(self.numerator, other.numerator)
        {
            return Ok(Number { numerator: product, denominator: Decimal::ONE });
        }
        Ratio::of(self).times(Ratio::of(other)).ok_or(Fault::TooManyDigits)?.hold()
    }

    /// The quotient.
    ///
    /// # Errors
    /// [`Fault::DivisionByZero`], or [`Fault::TooManyDigits`] where the exact quotient can't be held.
    pub fn divided_by(self, other: Number) -> Result<Number, Fault> {
        if other.is_zero() {
            return Err(Fault::DivisionByZero);
        }
        if self.is_decimal()
            && other.is_decimal()
            && let Some(quotient) = divide_evenly(self.numerator, other.numerator)
        {
            return Ok(Number { numerator: quotient, denominator: Decimal::ONE });
        }
        Ratio::of(self).times(Ratio::of(other).inverse()).ok_or(Fault::TooManyDigits)?.hold()
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        if self.is_decimal() && other.is_decimal() {
            self.numerator.cmp(&other.numerator)
        } else {
            Ratio::of(*self).compare(Ratio::of(*other))
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        self.numerator == other.numerator && self.denominator == other.denominator
    }
}

impl Eq for Number {}

impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Number {
        let numerator = if decimal.is_zero() { Decimal::ZERO } else { decimal };
        Number { numerator, denominator: Decimal::ONE }
    }
}

impl From<i64> for Number {
    fn from(whole: i64) -> Number {
        Number::from(Decimal::from(whole))
    }
}

/// Digits with at most one point between them, and `-` before them for a number below 0; nothing else: no `+`, no
/// exponent, no separators, no fraction. Zeros before and after do not count as digits.
///
/// The one error is [`Fault::TooManyDigits`]; text of another form, which a caller rules out before, gets it as well.
impl FromStr for Number {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Number, Fault> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole) || !plain(decimals) {
            return Err(Fault::TooManyDigits);
        }
        let shortest = if digits.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text };
        Decimal::from_str_exact(shortest).map(Number::from).map_err(|_| Fault::TooManyDigits)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The shortest exact form: `0.3`, `150000`, `2/3`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denominator == Decimal::ONE {
            write!(f, "{}", self.numerator.normalize())
        } else {
            write!(f, "{}/{}", self.numerator.normalize(), self.denominator.normalize())
        }
    }
}

/// The exact sum of two decimals, unless it or a step to it is too long.
#[inline]
fn add(left: Decimal, right: Decimal) -> Option<Decimal> {
    let (a, b) = (left.mantissa(), right.mantissa());
    let (sum, scale) = match left.scale().cmp(&right.scale()) {
        Ordering::Equal => (a + b, left.scale()),
        Ordering::Less => (shift(a, right.scale() - left.scale())?.checked_add(b)?, right.scale()),
        Ordering::Greater => (a.checked_add(shift(b, left.scale() - right.scale())?)?, left.scale()),
    };
    Decimal::try_from_i128_with_scale(sum, scale).ok()
}

/// The exact product of two decimals, unless it or a step to it is too long.
#[inline]
fn multiply(left: Decimal, right: Decimal) -> Option<Decimal> {
    let product = left.mantissa().checked_mul(right.mantissa())?;
    Decimal::try_from_i128_with_scale(product, left.scale() + right.scale()).ok()
}

/// The exact quotient of two decimals, where it needs no further digits; the divisor is not 0.
#[inline]
fn divide_evenly(left: Decimal, right: Decimal) -> Option<Decimal> {
    let scale = left.scale().checked_sub(right.scale())?;
    let (left, right) = (left.mantissa(), right.mantissa());
    if left % right == 0 { Decimal::try_from_i128_with_scale(left / right, scale).ok() } else { None }
}

/// The mantissa with so many zeros more.
#[inline]
fn shift(mantissa: i128, zeros: u32) -> Option<i128> {
    mantissa.checked_mul(10_i128.pow(zeros))
}
