use proptest::prelude::*;

use super::*;

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

fn fen(mode: RoundingMode) -> Rounding {
    Rounding { mode, unit: "0.01".parse().unwrap() }
}

fn third() -> Figure {
    Figure::Share(Bounds::Exactly(Number::ONE.divided_by(Number::from(3)).unwrap()))
}

fn shown(paid: &str, left: &str, figures: &[Figure]) -> Vec<String> {
    let parts = divide(fen(RoundingMode::HalfUp), 2, number(paid), Bounds::Exactly(number(left)), figures).unwrap();
    parts.iter().map(|part| part.known().unwrap().to_string()).collect()
}

#[test]
fn the_last_part_takes_what_rounding_leaves() {
    assert_eq!(shown("0", "100", &[third(), third(), Figure::Rest]), ["33.33", "33.33", "33.34"]);
    assert_eq!(shown("33.33", "66.67", &[third(), Figure::Rest]), ["33.33", "33.34"]);
}

#[test]
fn a_part_is_never_below_nothing() {
    assert_eq!(shown("90", "10", &[third(), Figure::Rest]), ["10", "0"]);
    let hundred = Figure::Amount(Bounds::Exactly(number("100")));
    assert_eq!(shown("0", "60", &[hundred, Figure::Rest]), ["60", "0"]);
}

#[test]
fn bounds_of_thirds_are_thirds_of_the_bounds() {
    let left = Bounds::between(Some(Number::ZERO), Some(number("300000")));
    let parts = divide(fen(RoundingMode::HalfUp), 2, Number::ZERO, left, &[third(), third(), Figure::Rest]).unwrap();
    assert!(parts.iter().all(|part| *part == Bounds::between(Some(Number::ZERO), Some(number("100000")))), "{parts:?}");
}

#[test]
fn an_unbounded_amount_has_bounded_amounts_in_it() {
    let hundred = Figure::Amount(Bounds::Exactly(number("100")));
    let left = Bounds::Between(Some(Number::ZERO), None);
    let parts = divide(fen(RoundingMode::HalfUp), 2, Number::ZERO, left, &[hundred, Figure::Rest]).unwrap();
    assert_eq!(parts, [Bounds::Between(Some(Number::ZERO), Some(number("100"))), left]);
}

fn fen_of(fen: u32) -> Number {
    Number::from(i64::from(fen)).divided_by(Number::from(100)).unwrap()
}

fn modes() -> impl Strategy<Value = RoundingMode> {
    prop_oneof![Just(RoundingMode::HalfUp), Just(RoundingMode::Up), Just(RoundingMode::Down)]
}

/// Shares and amounts of any size, even such as come to more than the whole.
fn figures() -> impl Strategy<Value = Vec<Figure>> {
    let share = (1_u32..90).prop_map(|share| Figure::Share(Bounds::Exactly(fen_of(share))));
    let amount = (0_u32..200_000).prop_map(|amount| Figure::Amount(Bounds::Exactly(fen_of(amount))));
    let odd = (1_i64..30).prop_map(|of| Figure::Share(Bounds::Exactly(Number::ONE.divided_by(of.into()).unwrap())));
    let several = proptest::collection::vec(prop_oneof![share, amount, odd], 0..6);
    several.prop_map(|mut figures| {
        figures.push(Figure::Rest);
        figures
    })
}

proptest! {
    #[test]
    fn parts_add_up_whatever_the_shares_the_rounding_and_what_was_paid(
        mode in modes(),
        figures in figures(),
        paid in 0_u32..100_000,
        left in 0_u32..500_000,
    ) {
        let left = fen_of(left);
        let parts = divide(fen(mode), 2, fen_of(paid), Bounds::Exactly(left), &figures).unwrap();
        let mut sum = Number::ZERO;
        for part in parts {
            let part = part.known().unwrap();
            prop_assert!(!part.is_negative());
            sum = sum.plus(part).unwrap();
        }
        prop_assert_eq!(sum, left);
    }

    #[test]
    fn the_parts_of_any_amount_within_bounds_are_within_theirs(
        mode in modes(),
        figures in figures(),
        paid in 0_u32..100_000,
        ends in (0_u32..300_000, 0_u32..300_000),
        at in 0_u32..10_000,
    ) {
        let (least, most) = (ends.0.min(ends.1), ends.0.max(ends.1));
        let left = least + (u64::from(most - least) * u64::from(at) / 10_000) as u32;
        let bounds = Bounds::between(Some(fen_of(least)), Some(fen_of(most)));
        let within = divide(fen(mode), 2, fen_of(paid), bounds, &figures).unwrap();
        for near in [left, least, most, least.saturating_add(1).min(most), most.saturating_sub(1).max(least)] {
            let parts = divide(fen(mode), 2, fen_of(paid), Bounds::Exactly(fen_of(near)), &figures).unwrap();
            for (part, within) in parts.iter().zip(&within) {
                let part = part.known().unwrap();
                prop_assert!(within.least().is_some_and(|least| least <= part), "{part} of {near} outside {within:?}");
                prop_assert!(within.most().is_some_and(|most| part <= most), "{part} of {near} outside {within:?}");
            }
        }
    }

    #[test]
    fn parts_of_unknown_figures_are_within_bounds(
        mode in modes(),
        figures in figures(),
        slack in proptest::collection::vec((0_u32..40, 0_u32..40), 6),
        left in 0_u32..300_000,
    ) {
        let open: Vec<Figure> = figures
            .iter()
            .zip(&slack)
            .map(|(figure, (below, above))| {
                let around = |bounds: Bounds| {
                    let own = bounds.known().unwrap();
                    let least = own.minus(fen_of(*below)).unwrap().max(Number::ZERO);
                    Bounds::between(Some(least), Some(own.plus(fen_of(*above)).unwrap()))
                };
                match figure {
                    Figure::Share(share) => Figure::Share(around(*share)),
                    Figure::Amount(amount) => Figure::Amount(around(*amount)),
                    Figure::Rest => Figure::Rest,
                }
            })
            .collect();
        let left = Bounds::Exactly(fen_of(left));
        let within = divide(fen(mode), 2, Number::ZERO, left, &open).unwrap();
        let parts = divide(fen(mode), 2, Number::ZERO, left, &figures).unwrap();
        for (part, within) in parts.iter().zip(&within) {
            let part = part.known().unwrap();
            prop_assert!(within.least().is_some_and(|least| least <= part), "{part} outside {within:?}");
            prop_assert!(within.most().is_some_and(|most| part <= most), "{part} outside {within:?}");
        }
    }
}
