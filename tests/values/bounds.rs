//! Bounds hold every value that they stand for, are no wider than they need be, and never claim what may be otherwise.

use bursary::value::{Bounds, Fault, Number, Truth};
use num_rational::BigRational;
use proptest::prelude::*;

use crate::oracle::{big, of, small_number};

/// Bounds, open where told, and a number inside them.
fn bounds_with_inside() -> impl Strategy<Value = (Bounds, Number)> {
    let known = small_number().prop_map(|number| (Bounds::Exactly(number), number));
    let between =
        ([small_number(), small_number(), small_number()], any::<(bool, bool)>()).prop_map(|(mut three, open)| {
            three.sort();
            let [least, inside, most] = three;
            (Bounds::between((!open.0).then_some(least), (!open.1).then_some(most)), inside)
        });
    prop_oneof![1 => known, 5 => between]
}

fn holds(bounds: Bounds, value: &BigRational) -> bool {
    bounds.least().is_none_or(|least| &of(least) <= value) && bounds.most().is_none_or(|most| value <= &of(most))
}

/// Finite stand-ins for the ends: far outside what `small_number` yields where they are open.
fn corners(bounds: Bounds) -> [BigRational; 2] {
    let far = big(1_000_000_000_000);
    [bounds.least().map_or(-far.clone(), of), bounds.most().map_or(far, of)]
}

/// The least and the most of an operation over all pairs of ends.
fn extremes(
    left: Bounds,
    right: Bounds,
    operation: impl Fn(&BigRational, &BigRational) -> BigRational,
) -> (BigRational, BigRational) {
    let (left, right) = (corners(left), corners(right));
    let all = left.iter().flat_map(|a| right.iter().map(|b| operation(a, b)).collect::<Vec<_>>()).collect::<Vec<_>>();
    (all.iter().min().unwrap().clone(), all.iter().max().unwrap().clone())
}

/// The ends are reached; where an end is missing, the operation goes (with the stand-ins) farther than any that is not.
fn tight(found: Bounds, (least, most): (BigRational, BigRational)) {
    let far = big(100_000_000);
    match found.least() {
        Some(found) => assert_eq!(of(found), least),
        None => assert!(least < -far.clone(), "nothing bounds it below, though it reaches {least} only"),
    }
    match found.most() {
        Some(found) => assert_eq!(of(found), most),
        None => assert!(most > far, "nothing bounds it above, though it reaches {most} only"),
    }
    assert_eq!(found.known().is_some(), least == most);
}

fn contains_zero(bounds: Bounds) -> bool {
    holds(bounds, &big(0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn bounds_hold_every_result((left, x) in bounds_with_inside(), (right, y) in bounds_with_inside()) {
        let (a, b) = (of(x), of(y));
        prop_assert!(holds(left, &a) && holds(right, &b));
        prop_assert!(holds(left.plus(right).unwrap(), &(&a + &b)));
        prop_assert!(holds(left.minus(right).unwrap(), &(&a - &b)));
        prop_assert!(holds(left.times(right).unwrap(), &(&a * &b)));
        prop_assert!(holds(left.negate(), &-&a));
        prop_assert!(holds(left.min(right), &a.clone().min(b.clone())));
        prop_assert!(holds(left.max(right), &a.clone().max(b.clone())));
        let hull = left.hull(right);
        prop_assert!(holds(hull, &a) && holds(hull, &b));
        match left.divided_by(right) {
            Ok(quotient) => prop_assert!(y.is_zero() || holds(quotient, &(&a / &b)), "{:?} / {:?} = {:?}", left, right, quotient),
            Err(fault) => {
                prop_assert_eq!(fault, Fault::DivisionByZero);
                prop_assert_eq!(right, Bounds::Exactly(Number::ZERO));
            }
        }
    }

    #[test]
    fn bounds_are_tight((left, _) in bounds_with_inside(), (right, _) in bounds_with_inside()) {
        tight(left.plus(right).unwrap(), extremes(left, right, |a, b| a + b));
        tight(left.minus(right).unwrap(), extremes(left, right, |a, b| a - b));
        tight(left.times(right).unwrap(), extremes(left, right, |a, b| a * b));
        tight(left.min(right), extremes(left, right, |a, b| a.clone().min(b.clone())));
        tight(left.max(right), extremes(left, right, |a, b| a.clone().max(b.clone())));
        let finite = [left.least(), left.most(), right.least(), right.most()].iter().all(Option::is_some);
        if finite && !contains_zero(right) {
            tight(left.divided_by(right).unwrap(), extremes(left, right, |a, b| a / b));
        }
    }

    #[test]
    fn known_numbers_stay_known(x in small_number(), y in small_number()) {
        let (left, right) = (Bounds::from(x), Bounds::from(y));
        prop_assert_eq!(left.plus(right), x.plus(y).map(Bounds::Exactly));
        prop_assert_eq!(left.minus(right), x.minus(y).map(Bounds::Exactly));
        prop_assert_eq!(left.times(right), x.times(y).map(Bounds::Exactly));
        prop_assert_eq!(left.divided_by(right), x.divided_by(y).map(Bounds::Exactly));
        prop_assert_eq!(left.min(right), Bounds::Exactly(x.min(y)));
        prop_assert_eq!(left.max(right), Bounds::Exactly(x.max(y)));
        prop_assert_eq!(left.hull(left), left);
        prop_assert_eq!(left.at_least(right).known(), Some(of(x) >= of(y)));
        prop_assert_eq!(left.above(right).known(), Some(of(x) > of(y)));
        prop_assert_eq!(left.same(right).known(), Some(of(x) == of(y)));
    }

    #[test]
    fn a_comparison_is_known_exactly_where_it_always_turns_out_so(
        (left, x) in bounds_with_inside(),
        (right, y) in bounds_with_inside(),
    ) {
        let (a, b) = (of(x), of(y));
        let ([least, most], [other_least, other_most]) = (corners(left), corners(right));
        let judged = |found: Truth, here: bool, always: bool, never: bool| {
            assert!(found.known().is_none_or(|claimed| claimed == here), "{left:?} {right:?}: {found:?}");
            let expected = if always { Truth::True } else if never { Truth::False } else { Truth::Unknown };
            assert_eq!(found, expected, "{left:?} {right:?}");
        };
        judged(left.at_least(right), a >= b, least >= other_most, most < other_least);
        judged(left.above(right), a > b, least > other_most, most <= other_least);
        let known = left.known().is_some() && right.known().is_some();
        judged(left.same(right), a == b, known && a == b, most < other_least || other_most < least);
    }
}

fn between(least: Option<i64>, most: Option<i64>) -> Bounds {
    Bounds::between(least.map(Number::from), most.map(Number::from))
}

#[test]
fn a_quotient_is_bounded_where_the_divisor_keeps_its_sign() {
    let half = Number::ONE.divided_by(Number::from(2)).unwrap();
    let cases = [
        (
            between(Some(1), Some(4)),
            between(Some(2), Some(4)),
            Bounds::between(Number::ONE.divided_by(4.into()).ok(), Some(2.into())),
        ),
        (between(Some(1), Some(4)), between(Some(2), None), between(Some(0), Some(2))),
        (between(Some(-4), Some(4)), between(Some(2), None), between(Some(-2), Some(2))),
        (between(Some(2), None), between(Some(2), Some(4)), Bounds::between(Some(half), None)),
        (between(None, None), between(Some(2), Some(4)), Bounds::ANY),
        (
            between(Some(1), Some(4)),
            between(Some(-4), Some(-2)),
            Bounds::between(Some((-2).into()), Number::ONE.divided_by((-4).into()).ok()),
        ),
        (between(Some(1), Some(4)), between(None, Some(-2)), between(Some(-2), Some(0))),
        // A divisor that may be 0 but not change its sign: all that is known is how small the quotient can be.
        (between(Some(2), Some(8)), between(Some(0), Some(4)), Bounds::between(Some(half), None)),
        (between(Some(2), Some(8)), between(Some(0), None), between(Some(0), None)),
        (between(Some(0), Some(0)), between(Some(0), Some(4)), between(Some(0), None)),
        (between(Some(-8), Some(-2)), between(Some(0), Some(4)), Bounds::between(None, Some(half.negate()))),
        (between(Some(2), Some(8)), between(Some(-4), Some(0)), Bounds::between(None, Some(half.negate()))),
        (between(Some(-8), Some(-2)), between(Some(-4), Some(0)), Bounds::between(Some(half), None)),
        (between(Some(-1), Some(8)), between(Some(0), Some(4)), Bounds::ANY),
        (between(Some(2), Some(8)), between(Some(-1), Some(4)), Bounds::ANY),
        (between(Some(2), Some(8)), Bounds::ANY, Bounds::ANY),
    ];
    for (left, right, expected) in cases {
        assert_eq!(left.divided_by(right), Ok(expected), "{left:?} over {right:?}");
    }
    assert_eq!(Bounds::ANY.divided_by(between(Some(0), Some(0))), Err(Fault::DivisionByZero));
    let zero_at_both_ends = Bounds::Between(Some(Number::ZERO), Some(Number::ZERO));
    assert_eq!(Bounds::ANY.divided_by(zero_at_both_ends), Err(Fault::DivisionByZero));
}

#[test]
fn nothing_times_zero_is_anything_but_zero() {
    assert_eq!(Bounds::ANY.times(between(Some(0), Some(0))), Ok(Bounds::Exactly(Number::ZERO)));
    assert_eq!(between(Some(0), None).times(between(Some(0), Some(3))), Ok(between(Some(0), None)));
    assert_eq!(between(None, Some(-1)).times(between(None, Some(-2))), Ok(between(Some(2), None)));
    assert_eq!(between(Some(1), None).times(between(None, Some(-2))), Ok(between(None, Some(-2))));
}

#[test]
fn bounds_that_meet_are_known_however_they_are_made() {
    let five = Number::from(5);
    assert_eq!(between(Some(5), Some(5)), Bounds::Exactly(five));
    let meeting = Bounds::Between(Some(five), Some(five));
    assert_eq!(meeting.known(), Some(five));
    assert_eq!(meeting.same(Bounds::Exactly(five)), Truth::True);
}

#[test]
fn a_bound_with_too_many_digits_leaves_its_side_open() {
    let large = Number::from(rust_decimal::Decimal::MAX);
    let unknown = Bounds::between(Some(Number::ONE), Some(large));
    assert_eq!(unknown.plus(unknown), Ok(Bounds::between(Some(Number::from(2)), None)));
    assert_eq!(unknown.times(unknown), Ok(Bounds::ANY));
    let known = Bounds::Exactly(large);
    assert_eq!(known.plus(known), Err(Fault::TooManyDigits));
    assert_eq!(known.times(known), Err(Fault::TooManyDigits));
}

#[test]
fn truth_is_kleenes() {
    let all = [Truth::False, Truth::Unknown, Truth::True];
    let readings = |truth: Truth| truth.known().map_or(vec![false, true], |known| vec![known]);
    // Unknown is what comes out differently for different values of what is unknown.
    let common = |outcomes: Vec<bool>| match (outcomes.contains(&true), outcomes.contains(&false)) {
        (true, false) => Truth::True,
        (false, true) => Truth::False,
        _ => Truth::Unknown,
    };
    for left in all {
        assert_eq!(left.not(), common(readings(left).iter().map(|value| !value).collect()));
        assert_eq!(Truth::from(left.known()), left);
        for right in all {
            let pairs = || readings(left).into_iter().flat_map(|a| readings(right).into_iter().map(move |b| (a, b)));
            assert_eq!(left.and(right), common(pairs().map(|(a, b)| a && b).collect()));
            assert_eq!(left.or(right), common(pairs().map(|(a, b)| a || b).collect()));
        }
    }
}
