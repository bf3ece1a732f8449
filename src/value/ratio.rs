//! Fractions of whole numbers in lowest terms: the road that arithmetic takes where decimals do not suffice.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{Fault, Number};

/// A fraction in lowest terms, the lower part above 0.
///
/// Both parts of any [`Number`] have at most 96 bits, so one step of arithmetic has 31 bits to spare before it is refused.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ratio {
    top: i128,
    bottom: i128,
}

impl Ratio {
    pub(super) fn of(number: Number) -> Ratio {
        let (numerator, denominator) = number.fraction();
        if numerator.scale() == 0 {
            // A whole number, or a fraction, which is kept in lowest terms.
            Ratio { top: numerator.mantissa(), bottom: denominator.mantissa() }
        } else {
            Ratio::lowest(numerator.mantissa(), 10_i128.pow(numerator.scale()))
        }
    }

    /// `top / bottom`, where `bottom` is above 0.
    fn lowest(top: i128, bottom: i128) -> Ratio {
        let divisor = common_divisor(top, bottom);
        Ratio { top: top / divisor, bottom: bottom / divisor }
    }

    pub(super) fn is_negative(self) -> bool {
        self.top < 0
    }

    pub(super) fn plus(self, other: Ratio) -> Option<Ratio> {
        let shared = common_divisor(self.bottom, other.bottom);
        let (of_left, of_right) = (other.bottom / shared, self.bottom / shared);
        let top = self.top.checked_mul(of_left)?.checked_add(other.top.checked_mul(of_right)?)?;
        // Only a divisor of what the lower parts share can still be common to the sum.
        let rest = common_divisor(top, shared);
        Some(Ratio { top: top / rest, bottom: (shared / rest).checked_mul(of_left)?.checked_mul(of_right)? })
    }

    pub(super) fn times(self, other: Ratio) -> Option<Ratio> {
        let (across, back) = (common_divisor(self.top, other.bottom), common_divisor(other.top, self.bottom));
        Some(Ratio {
            top: (self.top / across).checked_mul(other.top / back)?,
            bottom: (self.bottom / back).checked_mul(other.bottom / across)?,
        })
    }

    /// 1 over it; it is not 0.
    pub(super) fn inverse(self) -> Ratio {
        Ratio { top: self.bottom * self.top.signum(), bottom: self.top.abs() }
    }

    /// The whole number towards 0, and how what was cut off compares with a half of 1 (`None` where nothing was).
    pub(super) fn cut(self) -> (i128, Option<Ordering>) {
        let rest = (self.top % self.bottom).abs();
        (self.top / self.bottom, (rest != 0).then(|| rest.cmp(&(self.bottom - rest))))
    }

    /// Compares without a common denominator, which might not fit: by whole parts, then by the inverses of what is left.
    pub(super) fn compare(mut self, mut other: Ratio) -> Ordering {
        loop {
            let whole = (self.top.div_euclid(self.bottom), other.top.div_euclid(other.bottom));
            let rest = (self.top.rem_euclid(self.bottom), other.top.rem_euclid(other.bottom));
            if whole.0 != whole.1 {
                return whole.0.cmp(&whole.1);
            }
            if rest.0 == 0 || rest.1 == 0 {
                return rest.0.cmp(&rest.1);
            }
            (self, other) = (Ratio { top: other.bottom, bottom: rest.1 }, Ratio { top: self.bottom, bottom: rest.0 });
        }
    }

    /// The number: a decimal where one holds it, else the fraction.
    pub(super) fn hold(self) -> Result<Number, Fault> {
        if let Some(decimal) = self.to_decimal() {
            return Ok(Number::from(decimal));
        }
        match (Decimal::try_from_i128_with_scale(self.top, 0), Decimal::try_from_i128_with_scale(self.bottom, 0)) {
            (Ok(numerator), Ok(denominator)) => Ok(Number::in_lowest_terms(numerator, denominator)),
            _ => Err(Fault::TooManyDigits),
        }
    }

    /// The decimal with the fewest decimals, where the lower part divides a power of ten.
    fn to_decimal(self) -> Option<Decimal> {
        let twos = self.bottom.trailing_zeros();
        let mut odd = self.bottom >> twos;
        let mut fives = 0;
        while odd % 5 == 0 {
            odd /= 5;
            fives += 1;
        }
        let scale = twos.max(fives);
        if odd != 1 || scale > Decimal::MAX_SCALE {
            return None;
        }
        let factor = 2_i128.pow(scale - twos) * 5_i128.pow(scale - fives);
        Decimal::try_from_i128_with_scale(self.top.checked_mul(factor)?, scale).ok()
    }
}

impl From<i128> for Ratio {
    fn from(whole: i128) -> Ratio {
        Ratio { top: whole, bottom: 1 }
    }
}

/// The greatest common divisor; `right` is above 0.
fn common_divisor(left: i128, right: i128) -> i128 {
    if right == 1 {
        return 1;
    }
    // Above 0 and at most `right`, so it fits.
    let (mut large, mut small) = (right.unsigned_abs(), left.unsigned_abs() % right.unsigned_abs());
    while small != 0 {
        if let (Ok(large), Ok(small)) = (u64::try_from(large), u64::try_from(small)) {
            return i128::from(common_divisor_of_short(large, small));
        }
        (large, small) = (small, large % small);
    }
    large as i128
}

/// [`common_divisor`] in one machine word, several times as fast.
fn common_divisor_of_short(mut large: u64, mut small: u64) -> u64 {
    while small != 0 {
        (large, small) = (small, large % small);
    }
    large
}
