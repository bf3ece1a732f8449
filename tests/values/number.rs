//! An operation on numbers is exact or an error.

use std::cmp::Ordering;

use bursary::value::{Fault, Number};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::oracle::{any_decimal, any_number, big, everyday, fits, fits_decimal, of, of_decimal, small_number};

/// The exact value, in the one form that a value has.
fn is(found: Number, exact: &BigRational) {
    assert_eq!(&of(found), exact);
    let (numerator, denominator) = found.fraction();
    if denominator != Decimal::ONE {
        assert!(numerator.scale() == 0 && denominator.scale() == 0, "{found} is not over whole numbers");
        assert!(exact.denom() == &BigInt::from(denominator.mantissa()), "{found} is not in lowest terms");
        assert!(found.to_decimal().is_none() && !fits_decimal(exact), "{found} is a decimal");
    }
    assert_eq!(found.is_zero(), exact == &big(0));
    assert_eq!(found.is_negative(), exact < &big(0));
    assert!(!(numerator.is_zero() && numerator.is_sign_negative()), "a negative zero");
}

/// Exact, or an error that there is reason for.
fn exact_or_too_long(found: Result<Number, Fault>, exact: &BigRational) {
    match found {
        Ok(found) => is(found, exact),
        Err(fault) => {
            assert_eq!(fault, Fault::TooManyDigits);
            assert!(!fits(exact), "{exact} fits");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn arithmetic_on_decimals_is_exact(left in any_decimal(), right in any_decimal()) {
        let (a, b) = (of_decimal(left), of_decimal(right));
        let (left, right) = (Number::from(left), Number::from(right));
        is(left, &a);
        exact_or_too_long(left.plus(right), &(&a + &b));
        exact_or_too_long(left.minus(right), &(&a - &b));
        exact_or_too_long(left.times(right), &(&a * &b));
        is(left.negate(), &-&a);
        if right.is_zero() {
            prop_assert_eq!(left.divided_by(right), Err(Fault::DivisionByZero));
        } else {
            exact_or_too_long(left.divided_by(right), &(&a / &b));
        }
        prop_assert_eq!(left.cmp(&right), a.cmp(&b));
    }

    #[test]
    fn arithmetic_on_fractions_is_exact(left in any_number(), right in any_number()) {
        let (a, b) = (of(left), of(right));
        is(left, &a);
        // What is in between may be too long for a sum of fractions; nothing else is refused without need.
        for (sum, exact) in [(left.plus(right), &a + &b), (left.minus(right), &a - &b)] {
            match sum {
                Ok(sum) => is(sum, &exact),
                Err(fault) => prop_assert_eq!(fault, Fault::TooManyDigits),
            }
        }
        exact_or_too_long(left.times(right), &(&a * &b));
        if !right.is_zero() {
            exact_or_too_long(left.divided_by(right), &(&a / &b));
        }
        prop_assert_eq!(left.cmp(&right), a.cmp(&b));
        prop_assert_eq!(left == right, a == b);
        prop_assert_eq!(of(left.min(right)), a.clone().min(b.clone()));
        prop_assert_eq!(of(left.max(right)), a.max(b));
    }

    #[test]
    fn small_numbers_never_run_out_of_digits(left in small_number(), right in small_number()) {
        let (a, b) = (of(left), of(right));
        is(left.plus(right).unwrap(), &(&a + &b));
        is(left.minus(right).unwrap(), &(&a - &b));
        is(left.times(right).unwrap(), &(&a * &b));
        if !right.is_zero() {
            let quotient = left.divided_by(right).unwrap();
            is(quotient, &(&a / &b));
            prop_assert_eq!(quotient.times(right), Ok(left));
        }
    }

    #[test]
    fn money_times_and_over_a_rate_is_exact(money in everyday(), rate in everyday()) {
        let (a, b) = (of_decimal(money), of_decimal(rate));
        let (money, rate) = (Number::from(money), Number::from(rate));
        is(money.times(rate).unwrap(), &(&a * &b));
        is(money.plus(rate).unwrap(), &(&a + &b));
        if !rate.is_zero() {
            is(money.divided_by(rate).unwrap(), &(&a / &b));
        }
    }

    #[test]
    fn what_is_shown_is_read_back(decimal in any_decimal()) {
        let number = Number::from(decimal);
        let shown = number.to_string();
        prop_assert_eq!(shown.parse::<Number>(), Ok(number));
        prop_assert_eq!(shown.parse::<Number>().unwrap().to_string(), shown.clone());
        prop_assert!(!shown.contains('.') || !shown.ends_with('0'), "{} is not the shortest form", shown);
        // Zeros before and after change nothing.
        let (sign, digits) = shown.split_at(usize::from(shown.starts_with('-')));
        let point = if digits.contains('.') { "" } else { "." };
        let padded = format!("{sign}{}{digits}{point}{}", "0".repeat(40), "0".repeat(40));
        prop_assert_eq!(padded.parse::<Number>(), Ok(number));
    }

    #[test]
    fn a_fraction_is_shown_in_lowest_terms(number in any_number()) {
        let shown = number.to_string();
        let read = match shown.split_once('/') {
            Some((top, bottom)) => of(top.parse().unwrap()) / of(bottom.parse().unwrap()),
            None => of(shown.parse().unwrap()),
        };
        prop_assert_eq!(read, of(number));
    }

    #[test]
    fn text_is_read_digit_for_digit_or_refused(text in "-?[0-9]{1,34}(\\.[0-9]{1,34})?") {
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let digits: BigInt = format!("{whole}{decimals}").parse().unwrap();
        let exact = BigRational::new(digits, BigInt::from(10).pow(decimals.len() as u32));
        match text.parse() {
            Ok(number) => is(number, &exact),
            Err(fault) => prop_assert!(fault == Fault::TooManyDigits && !fits_decimal(&exact), "{} fits", exact),
        }
    }

    #[test]
    fn no_text_panics(text in "[-+0-9.,_eE/ １〇]{0,12}") {
        if let Ok(number) = text.parse::<Number>() {
            prop_assert!(text.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'));
            prop_assert_eq!(number.to_string().parse::<Number>(), Ok(number));
        }
    }

    #[test]
    fn a_whole_number_is_told(number in any_number(), whole in any::<i64>(), zeros in 0_u32..9) {
        let exact = of(number);
        let expected = exact.is_integer().then(|| i64::try_from(exact.numer()).ok()).flatten();
        prop_assert_eq!(number.to_whole(), expected);
        let padded = Decimal::from_i128_with_scale(i128::from(whole) * 10_i128.pow(zeros), zeros);
        prop_assert_eq!(Number::from(padded).to_whole(), Some(whole));
    }
}

#[test]
fn text_that_is_no_plain_number_is_refused() {
    for text in [
        "", "-", ".", "-.", "1.", ".5", "-.5", "+1", "--1", "1-", "1.2.3", "1e5", "1E5", "1_000", "1,000", " 1", "1 ",
        "１", "NaN", "inf", "2/3", "0x10", "1..2",
    ] {
        assert!(text.parse::<Number>().is_err(), "{text:?} is read");
    }
}

#[test]
fn zero_has_no_sign() {
    for text in ["0", "-0", "0.00", "-0.00", "-0000000000000000000000000000000000.0"] {
        let zero: Number = text.parse().unwrap();
        is(zero, &big(0));
        assert_eq!(zero.to_string(), "0");
        assert_eq!(zero.negate().to_string(), "0");
        assert_eq!(zero.to_whole(), Some(0));
    }
    let negative = Number::from(Decimal::from_parts(0, 0, 0, true, 3));
    is(negative, &big(0));
    is(negative.plus(negative).unwrap(), &big(0));
    is(Number::from(-5).times(negative).unwrap(), &big(0));
    is(negative.divided_by(Number::from(-7)).unwrap(), &big(0));
}

#[test]
fn nothing_is_rounded_at_the_edge() {
    let number = |text: &str| text.parse::<Number>().unwrap();
    let largest = number("79228162514264337593543950335");
    let smallest = number("0.0000000000000000000000000001");
    assert_eq!(largest.plus(Number::ONE), Err(Fault::TooManyDigits));
    assert_eq!(largest.plus(smallest), Err(Fault::TooManyDigits));
    assert_eq!(largest.minus(number("0.5")), Err(Fault::TooManyDigits));
    assert_eq!(smallest.times(smallest), Err(Fault::TooManyDigits));
    assert_eq!(smallest.times(number("0.00005")), Err(Fault::TooManyDigits));
    assert_eq!(largest.times(largest), Err(Fault::TooManyDigits));
    // A decimal with too many places may still fit as a fraction.
    assert_eq!(smallest.times(number("0.5")).unwrap().to_string(), "1/20000000000000000000000000000");
    // What fits is found although a step on the way does not.
    assert_eq!(
        number("79228162514264337593543950334").times(number("0.5")),
        Ok(number("39614081257132168796771975167"))
    );
    assert_eq!(number("0.000000000000005").times(number("0.00000000000002")), Ok(smallest));
    assert_eq!(
        number("7.9228162514264337593543950335").plus(number("0.0000000000000000000000000005")),
        Ok(number("7.922816251426433759354395034"))
    );
    assert_eq!(largest.divided_by(largest), Ok(Number::ONE));
    let fine = |top: Number, bottom: &str| top.divided_by(number(bottom)).unwrap();
    // The common denominator of these has 192 bits; comparing needs none.
    let (left, right) =
        (fine(Number::ONE, "79228162514264337593543950333"), fine(Number::ONE, "79228162514264337593543950331"));
    assert_eq!(left.cmp(&right), Ordering::Less);
    assert_eq!(left.plus(right), Err(Fault::TooManyDigits));
    assert_eq!(left.to_string(), "1/79228162514264337593543950333");
}

#[test]
fn many_thirds_and_twelfths_make_wholes() {
    let mut sum = Number::ZERO;
    for month in 1..=12_i64 {
        sum = sum.plus(Number::from(month).divided_by(Number::from(36)).unwrap()).unwrap();
    }
    assert_eq!(sum.to_string(), "13/6");
    let price: Number = "149999.99".parse().unwrap();
    let share = price.divided_by(Number::from(7)).unwrap();
    let mut sum = Number::ZERO;
    for _ in 0..7 {
        sum = sum.plus(share).unwrap();
    }
    assert_eq!(sum, price);
}

#[test]
fn long_chains_of_rates_keep_room() {
    // Each factor brings two decimals, most of them zeros: they must not add up to too many.
    let factor: Number = "1.10".parse().unwrap();
    let (mut up, mut product) = (Number::ONE, big(1));
    for _ in 0..20 {
        up = up.times(factor).unwrap();
        product *= of(factor);
    }
    is(up, &product);
    let rate: Number = "1.00".parse().unwrap();
    for _ in 0..100 {
        up = up.times(rate).unwrap();
    }
    is(up, &product);
}
