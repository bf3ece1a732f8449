//! Functions are the oracle's, and their bounds hold whatever the unknown operands turn out to be.

use bursary::value::{Bounds, Date, DateBounds, Fault, Number};
use num_rational::BigRational;
use proptest::prelude::*;

use crate::oracle::{big, of};

/// Halves around 0, so that operands often meet.
fn near(least: i64) -> impl Strategy<Value = Number> {
    (least..=20).prop_map(|halves| Number::from(halves).divided_by(2.into()).unwrap())
}

/// Bounds of an operand, open where told, and a number inside them.
fn operand(least: i64) -> impl Strategy<Value = (Bounds, Number)> {
    let known = near(least).prop_map(|number| (Bounds::Exactly(number), number));
    let floor = Number::from(least).divided_by(2.into()).unwrap();
    let between = ([near(least), near(least), near(least)], any::<(bool, bool)>()).prop_map(
        move |(mut three, (below, above))| {
            three.sort();
            let [low, inside, high] = three;
            // What is never negative stays bounded by 0, as its declaration says.
            let low = if below && least < 0 { None } else { Some(if below { floor } else { low }) };
            (Bounds::between(low, (!above).then_some(high)), inside)
        },
    );
    prop_oneof![2 => known, 5 => between]
}

fn any_sign() -> impl Strategy<Value = (Bounds, Number)> {
    operand(-20)
}

fn never_negative() -> impl Strategy<Value = (Bounds, Number)> {
    operand(0)
}

fn holds(bounds: Bounds, value: &BigRational) -> bool {
    bounds.least().is_none_or(|least| &of(least) <= value) && bounds.most().is_none_or(|most| value <= &of(most))
}

/// The value is what the oracle says, and the bounds hold it.
fn agree(bounds: Bounds, exact: Bounds, oracle: BigRational) {
    assert_eq!(exact.known().map(of), Some(oracle.clone()));
    assert!(holds(bounds, &oracle), "{bounds:?} does not hold {oracle}");
}

fn not_negative(value: BigRational) -> BigRational {
    value.max(big(0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn part((x, at) in any_sign(), above in prop::option::of(any_sign()), most in prop::option::of(any_sign())) {
        let (a, b) = (above.map(|(_, a)| of(a)), most.map(|(_, b)| of(b)));
        let upper = b.map_or(of(at), |b| of(at).min(b));
        let oracle = not_negative(upper - a.unwrap_or(big(0)));
        let exact = |one: Option<(Bounds, Number)>| one.map(|(_, number)| Bounds::Exactly(number));
        let bounds = x.part(above.map(|(a, _)| a), most.map(|(b, _)| b)).unwrap();
        agree(bounds, Bounds::Exactly(at).part(exact(above), exact(most)).unwrap(), oracle);
    }

    #[test]
    fn steps((x, at) in any_sign(), (size, step) in never_negative(), begun in any::<bool>()) {
        let exact = Bounds::Exactly(at).steps(Bounds::Exactly(step), begun);
        if step.is_zero() {
            prop_assert_eq!(exact, Err(Fault::DivisionByZero));
            return Ok(());
        }
        let steps = not_negative(of(at)) / of(step);
        agree(x.steps(size, begun).unwrap(), exact.unwrap(), if begun { steps.ceil() } else { steps.floor() });
    }

    #[test]
    fn taper((x, at) in any_sign(), (from, a) in any_sign(), (to, b) in any_sign()) {
        let exact = Bounds::Exactly(at).taper(Bounds::Exactly(a), Bounds::Exactly(b));
        if a >= b {
            prop_assert_eq!(exact, Err(Fault::Backwards));
            return Ok(());
        }
        let share = ((of(b) - of(at)) / (of(b) - of(a))).min(big(1));
        agree(x.taper(from, to).unwrap(), exact.unwrap(), not_negative(share));
    }

    #[test]
    fn growth((x, now) in any_sign(), (y, before) in never_negative(), (z, from_zero) in any_sign()) {
        let exact = Bounds::Exactly(now).growth(Bounds::Exactly(before), Bounds::Exactly(from_zero)).unwrap();
        let oracle = if before.is_zero() { of(from_zero) } else { of(now) / of(before) - big(1) };
        agree(x.growth(y, z).unwrap(), exact, oracle);
    }

    #[test]
    fn increase((x, now) in any_sign(), (y, before) in any_sign()) {
        let exact = Bounds::Exactly(now).increase(Bounds::Exactly(before)).unwrap();
        agree(x.increase(y).unwrap(), exact, not_negative(of(now) - of(before)));
    }

    #[test]
    fn small_amounts((x, at) in any_sign(), (t, threshold) in never_negative()) {
        let (amount, limit, zero) = (of(at), of(threshold), big(0));
        let small = amount > zero && amount < limit;
        let exact = Bounds::Exactly(at);
        let nothing = if small { zero } else { amount.clone() };
        agree(x.nothing_below(t), exact.nothing_below(Bounds::Exactly(threshold)), nothing);
        let raised = if small { limit } else { amount };
        agree(x.if_any_not_below(t), exact.if_any_not_below(Bounds::Exactly(threshold)), raised);
    }

    #[test]
    fn earliest_and_latest(days in prop::collection::vec(0_i32..12, 6), open in any::<[bool; 4]>()) {
        let day = |day: i32| Date::new(2026, 1, 1).unwrap().checked_add(jiff::Span::new().days(day)).unwrap();
        let three = |from: usize| {
            let mut three: Vec<Date> = days[from..from + 3].iter().map(|one| day(*one)).collect();
            three.sort();
            three
        };
        let (left, right) = (three(0), three(3));
        let bounds = |three: &[Date], first: bool, last: bool| DateBounds {
            first: (!first).then_some(three[0]),
            last: (!last).then_some(three[2]),
        };
        let (a, b) = (bounds(&left, open[0], open[1]), bounds(&right, open[2], open[3]));
        let inside = |found: DateBounds, date: Date| {
            found.first.is_none_or(|first| first <= date) && found.last.is_none_or(|last| date <= last)
        };
        prop_assert!(inside(a.min(b), left[1].min(right[1])));
        prop_assert!(inside(a.max(b), left[1].max(right[1])));
        prop_assert!(holds(a.year(), &big(2026)));
    }
}

#[test]
fn what_is_certain_needs_no_more_facts() {
    let (open, five) = (Bounds::ANY, Bounds::Exactly(5.into()));
    let ten = Bounds::Exactly(10.into());
    // At or before the beginning of the taper, where it ends does not matter; past its end, where it begins.
    assert_eq!(five.taper(five, open), Ok(Bounds::Exactly(1.into())));
    assert_eq!(ten.taper(open, ten), Ok(Bounds::Exactly(0.into())));
    // No growth is known while the base may still be 0.
    let base = Bounds::between(Some(0.into()), Some(10.into()));
    assert_eq!(ten.growth(base, Bounds::Exactly(1.into())), Ok(Bounds::between(Some(0.into()), None)));
    assert_eq!(five.part(Some(ten), None), Ok(Bounds::Exactly(0.into())));
}
