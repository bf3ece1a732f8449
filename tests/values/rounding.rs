//! Rounding is the oracle's in every mode and to every unit.

use bursary::value::{Bounds, Fault, Number, Rounding, RoundingMode};
use num_rational::BigRational;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::oracle::{any_decimal, any_number, big, fits, of, of_decimal, small_number};

const MODES: [RoundingMode; 4] = [RoundingMode::HalfUp, RoundingMode::HalfEven, RoundingMode::Up, RoundingMode::Down];

fn rounded(number: &BigRational, mode: RoundingMode, unit: &BigRational) -> BigRational {
    let zero = big(0);
    let units = if number < &zero { -number } else { number.clone() } / unit;
    let whole = match mode {
        RoundingMode::HalfUp => (units + BigRational::new(1.into(), 2.into())).floor(),
        RoundingMode::HalfEven => {
            let half = BigRational::new(1.into(), 2.into());
            let near = (&units + &half).floor();
            let even = (&near / big(2)).is_integer();
            if units.fract() == half && !even { near - big(1) } else { near }
        }
        RoundingMode::Up => units.ceil(),
        RoundingMode::Down => units.floor(),
    };
    if number < &zero { -whole * unit } else { whole * unit }
}

fn usual_unit() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (0_u32..=6).prop_map(|scale| Decimal::new(1, scale)),
        (0_u32..=6).prop_map(|zeros| Decimal::from(10_i64.pow(zeros))),
        (1_i64..=500, 0_u32..=3).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn rounding_is_exact(number in small_number(), unit in usual_unit()) {
        for mode in MODES {
            let found = Rounding { mode, unit }.round(number).unwrap();
            prop_assert_eq!(of(found), rounded(&of(number), mode, &of_decimal(unit)));
            prop_assert!(found.to_decimal().is_some());
        }
    }

    #[test]
    fn rounding_halves_is_exact(halves in -2000_i64..2000, unit in usual_unit(), off in -1_i64..=1) {
        let half = Number::from(unit).times(halves.into()).unwrap().divided_by(2.into()).unwrap();
        let number = half.plus(Number::from(Decimal::new(off, 15))).unwrap();
        for mode in MODES {
            let found = Rounding { mode, unit }.round(number).unwrap();
            prop_assert_eq!(of(found), rounded(&of(number), mode, &of_decimal(unit)));
        }
    }

    #[test]
    fn rounding_anything_is_exact_or_refused(number in any_number(), unit in any_decimal(), usual in usual_unit(), odd in any::<bool>()) {
        let unit = if odd && unit > Decimal::ZERO { unit } else { usual };
        for mode in MODES {
            let exact = rounded(&of(number), mode, &of_decimal(unit));
            match (Rounding { mode, unit }.round(number), odd) {
                (Ok(found), _) => prop_assert_eq!(of(found), exact),
                (Err(fault), true) => prop_assert_eq!(fault, Fault::TooManyDigits),
                (Err(fault), false) => prop_assert!(fault == Fault::TooManyDigits && !fits(&exact), "{} fits", exact),
            }
        }
    }

    #[test]
    fn rounded_bounds_hold_what_is_rounded(mut three in [small_number(), small_number(), small_number()], unit in usual_unit()) {
        three.sort();
        let [least, number, most] = three;
        for mode in MODES {
            let rounding = Rounding { mode, unit };
            let inside = of(rounding.round(number).unwrap());
            let bounds = rounding.round_bounds(Bounds::between(Some(least), Some(most))).unwrap();
            prop_assert!(of(bounds.least().unwrap()) <= inside && inside <= of(bounds.most().unwrap()));
            prop_assert_eq!(bounds.least(), Some(rounding.round(least).unwrap()));
            prop_assert_eq!(bounds.most(), Some(rounding.round(most).unwrap()));
            prop_assert_eq!(rounding.round_bounds(Bounds::ANY), Ok(Bounds::ANY));
        }
    }
}

#[test]
fn a_fraction_just_short_of_a_unit_is_not_rounded_up_first() {
    // As a decimal of 28 digits, (10^28 − 1) / 10^28 × 3 / 3 and the like would become 1.
    let bottom: Number = "79228162514264337593543950333".parse().unwrap();
    let short = bottom.minus(Number::ONE).unwrap().divided_by(bottom).unwrap();
    let over = bottom.plus(Number::ONE).unwrap().divided_by(bottom).unwrap();
    let whole = |mode| Rounding { mode, unit: Decimal::ONE };
    assert_eq!(whole(RoundingMode::Down).round(short), Ok(Number::ZERO));
    assert_eq!(whole(RoundingMode::Down).round(over), Ok(Number::ONE));
    assert_eq!(whole(RoundingMode::Up).round(over), Ok(Number::from(2)));
    assert_eq!(whole(RoundingMode::Up).round(short), Ok(Number::ONE));
    let below_half =
        bottom.minus(Number::ONE).unwrap().divided_by(Number::from(2)).unwrap().divided_by(bottom).unwrap();
    assert_eq!(whole(RoundingMode::HalfUp).round(below_half), Ok(Number::ZERO));
}

#[test]
fn a_unit_of_zero_is_refused() {
    let rounding = Rounding { mode: RoundingMode::HalfUp, unit: Decimal::ZERO };
    assert_eq!(rounding.round(Number::ONE), Err(Fault::DivisionByZero));
}
