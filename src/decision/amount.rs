//! Amounts as they are printed.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::value::Number;

/// An exact amount of money in the policy's currency, with its number of decimals (`150000.00`).
///
/// ```
/// use bursary::{decision::Amount, value::Number};
/// assert_eq!(Amount::new(Number::from(150_000), 2).to_string(), "150000.00");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    decimal: Decimal,
    digits: u32,
}

impl Amount {
    /// A rounded number with so many decimals. A number that was not rounded to them (which no engine passes) is shown
    /// with all its decimals, a fraction rounded to 28 digits.
    pub fn new(number: Number, digits: u32) -> Amount {
        let (numerator, denominator) = number.fraction();
        let decimal = numerator.checked_div(denominator).unwrap_or(numerator).normalize();
        Amount { decimal, digits: digits.max(decimal.scale()) }
    }

    /// The decimal, at its printed scale (with fewer zeros at its end where it has too many digits).
    pub fn decimal(self) -> Decimal {
        let mut decimal = self.decimal;
        decimal.rescale(self.digits);
        decimal
    }

    /// Whether it is 0.
    pub fn is_zero(self) -> bool {
        self.decimal.is_zero()
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = usize::try_from(self.digits).unwrap_or(usize::MAX);
        let size = format!("{:.digits$}", self.decimal.abs());
        f.pad_integral(!self.decimal.is_sign_negative(), "", &size)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Rounding, RoundingMode};

    fn shown(text: &str, digits: u32) -> String {
        let number: Number = text.parse().unwrap();
        Amount::new(number, digits).to_string()
    }

    #[test]
    fn an_amount_has_the_currencys_decimals() {
        assert_eq!(shown("150000", 2), "150000.00");
        assert_eq!(shown("150000.5", 2), "150000.50");
        assert_eq!(shown("150000.500000", 2), "150000.50");
        assert_eq!(shown("0.07", 2), "0.07");
        assert_eq!(shown("-1234.5", 2), "-1234.50");
        assert_eq!(shown("1200", 0), "1200");
        assert_eq!(shown("1.5", 3), "1.500");
    }

    #[test]
    fn zero_has_no_sign() {
        for text in ["0", "-0", "-0.00", "0.0000"] {
            assert_eq!(shown(text, 2), "0.00");
            assert!(Amount::new(text.parse().unwrap(), 2).is_zero());
        }
        let down = Rounding { mode: RoundingMode::Down, unit: Decimal::new(1, 2) };
        assert_eq!(Amount::new(down.round("-0.009".parse().unwrap()).unwrap(), 2).to_string(), "0.00");
    }

    #[test]
    fn the_greatest_amount_has_its_decimals_too() {
        assert_eq!(shown("79228162514264337593543950335", 2), "79228162514264337593543950335.00");
        assert_eq!(shown("-7922816251426433759354395033.5", 2), "-7922816251426433759354395033.50");
    }

    #[test]
    fn no_digit_is_dropped() {
        assert_eq!(shown("150000.005", 2), "150000.005");
        assert_eq!(shown("0.0000000000000000000000000001", 2), "0.0000000000000000000000000001");
        let third = Number::ONE.divided_by(Number::from(3)).unwrap();
        assert_eq!(Amount::new(third, 2).to_string(), "0.3333333333333333333333333333");
    }

    #[test]
    fn equal_amounts_are_equal_however_they_were_computed() {
        let (long, short) = (Amount::new("5.1000".parse().unwrap(), 2), Amount::new("5.1".parse().unwrap(), 2));
        assert_eq!(long, short);
        assert_eq!(long.decimal().to_string(), "5.10");
    }

    #[test]
    fn an_amount_is_written_as_text() {
        let amount = Amount::new("150000".parse().unwrap(), 2);
        assert_eq!(serde_json::to_string(&amount).unwrap(), "\"150000.00\"");
        assert_eq!(format!("[{amount:>12}]"), "[   150000.00]");
    }
}
