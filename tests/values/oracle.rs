//! Exact values by other means, and numbers to try.

use bursary::value::Number;
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use rust_decimal::Decimal;

pub fn big(whole: i128) -> BigRational {
    BigRational::from_integer(BigInt::from(whole))
}

pub fn of_decimal(decimal: Decimal) -> BigRational {
    BigRational::new(BigInt::from(decimal.mantissa()), BigInt::from(10).pow(decimal.scale()))
}

/// What a number says it is.
pub fn of(number: Number) -> BigRational {
    let (numerator, denominator) = number.fraction();
    of_decimal(numerator) / of_decimal(denominator)
}

fn short(whole: &BigInt) -> bool {
    whole.magnitude().bits() <= 96
}

/// Whether a decimal has room for the value.
pub fn fits_decimal(value: &BigRational) -> bool {
    (0..=28).any(|scale| {
        let scaled = value * BigRational::from_integer(BigInt::from(10).pow(scale));
        scaled.is_integer() && short(scaled.numer())
    })
}

/// Whether a `Number` has: as a decimal, or as a fraction of two whole numbers.
pub fn fits(value: &BigRational) -> bool {
    (short(value.numer()) && short(value.denom())) || fits_decimal(value)
}

/// Figures as policies have them: up to 10^12 with up to 4 decimals.
pub fn everyday() -> impl Strategy<Value = Decimal> {
    (-1_000_000_000_000_i64..=1_000_000_000_000, 0_u32..=4).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale))
}

/// Any decimal, the largest, the smallest, both zeros and round figures more often.
pub fn any_decimal() -> impl Strategy<Value = Decimal> {
    let parts = (any::<u32>(), any::<u32>(), any::<u32>(), any::<bool>(), 0_u32..=28);
    prop_oneof![
        parts.prop_map(|(low, middle, high, negative, scale)| Decimal::from_parts(low, middle, high, negative, scale)),
        (-20_i64..=20, 0_u32..=28).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale)),
        (0_u32..=28, 0_u32..=28).prop_map(|(zeros, scale)| Decimal::from_i128_with_scale(10_i128.pow(zeros), scale)),
        (0_u32..=95, 0_u32..=28).prop_map(|(power, scale)| Decimal::from_i128_with_scale(1 << power, scale)),
        (0_u32..=28, any::<bool>()).prop_map(|(scale, negative)| Decimal::from_parts(0, 0, 0, negative, scale)),
        (0_u32..=28, 0_i128..=10)
            .prop_map(|(scale, less)| Decimal::from_i128_with_scale(Decimal::MAX.mantissa() - less, scale)),
        everyday(),
    ]
}

/// Any number, fractions included.
pub fn any_number() -> impl Strategy<Value = Number> {
    (any_decimal(), any_decimal(), any::<bool>()).prop_map(|(top, bottom, whole)| {
        let top = Number::from(top);
        if whole { top } else { top.divided_by(Number::from(bottom)).unwrap_or(top) }
    })
}

/// Numbers whose sums, products and quotients all fit; 0 and whole numbers near it more often.
pub fn small_number() -> impl Strategy<Value = Number> {
    prop_oneof![
        (-4_i64..=4).prop_map(Number::from),
        (-500_000_i64..=500_000, 0_u32..=4).prop_map(|(mantissa, scale)| Number::from(Decimal::new(mantissa, scale))),
        (-100_i64..=100, 1_i64..=36).prop_map(|(top, bottom)| Number::from(top).divided_by(bottom.into()).unwrap()),
    ]
}
