//! The algebra of units, on random units and figures.

use bursary::diagnostic::Severity;
use bursary::ir::{Base, Dimension, Op, UnitId};
use bursary::value::Number;
use proptest::prelude::*;

use super::check;

fn dimension() -> impl Strategy<Value = Dimension> {
    let base = prop_oneof![(0..5_u32).prop_map(|id| Base::Unit(UnitId(id))), Just(Base::Currency("CNY".into())),];
    prop::collection::vec((base, prop::bool::ANY), 0..4).prop_map(|factors| {
        factors.into_iter().fold(Dimension::none(), |whole, (base, divides)| {
            whole.joined(&Dimension::base(base), if divides { -1 } else { 1 }).unwrap()
        })
    })
}

/// A unit of declared ones as rules write it, with its powers of `one`, `two` and `three`.
fn written() -> impl Strategy<Value = (String, [i32; 3])> {
    (0..3_usize, prop::collection::vec((0..3_usize, prop::bool::ANY), 0..3)).prop_map(|(first, rest)| {
        const NAMES: [&str; 3] = ["one", "two", "three"];
        let mut powers = [0; 3];
        powers[first] += 1;
        let (above, below): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(_, divides)| !divides);
        let mut text = NAMES[first].to_owned();
        for (at, _) in above {
            text += &format!("·{}", NAMES[at]);
            powers[at] += 1;
        }
        for (at, _) in below {
            text += &format!("/{}", NAMES[at]);
            powers[at] -= 1;
        }
        (text, powers)
    })
}

fn errors(rules: &str) -> Vec<&'static str> {
    let (_, found, _) = check(rules, None);
    found.iter().filter(|finding| finding.severity == Severity::Error).map(|finding| finding.code).collect()
}

fn policy(facts: &str, condition: &str) -> String {
    format!(
        "policy p\n  money in CNY, rounded half up to 0.01\n\nunit one\nunit two\nunit three\n\napplicant\n{facts}\n\nmeasure m\n  when \"c\": \
         {condition}\n  award 1元\n"
    )
}

/// The first number of the condition `LITERAL above …`.
fn number(literal: &str) -> Number {
    let rules = policy("  share : ratio\n  length : decimal in one", literal);
    let (program, found, _) = check(&rules, None);
    let program = program.unwrap_or_else(|| panic!("{rules}\n{found:?}"));
    let numbers =
        program.nodes.iter().filter_map(|node| if let Op::Number(number) = node.op { Some(number) } else { None });
    numbers.into_iter().next().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_multiplied_and_divided_again_keeps_its_unit(a in dimension(), b in dimension()) {
        let product = a.joined(&b, 1).unwrap();
        prop_assert_eq!(&product, &b.joined(&a, 1).unwrap());
        prop_assert_eq!(&product.joined(&b, -1).unwrap(), &a);
        prop_assert_eq!(&a.joined(&a, -1).unwrap(), &Dimension::none());
        prop_assert!(product.powers().iter().all(|(_, power)| *power != 0));
        prop_assert!(product.powers().is_sorted());
    }

    #[test]
    fn only_like_units_are_compared(a in written(), b in written()) {
        let facts = format!("  a : decimal in {}\n  b : decimal in {}", a.0, b.0);
        let found = errors(&policy(&facts, "a at least b"));
        let plain = |powers: [i32; 3]| powers == [0; 3];
        if a.1 == b.1 {
            prop_assert_eq!(found, Vec::<&str>::new());
        } else {
            let code = if plain(a.1) && plain(b.1) { "types/compared" } else { "units/differ" };
            prop_assert_eq!(found, vec![code]);
        }
    }

    #[test]
    fn a_product_divided_by_one_factor_is_like_the_other(a in written(), b in written()) {
        let facts = format!("  a : decimal in {}\n  b : decimal in {}", a.0, b.0);
        prop_assert_eq!(errors(&policy(&facts, "a × b ÷ b at least a")), Vec::<&str>::new());
    }

    #[test]
    fn signs_of_shares_scale_exactly(whole in 0..1_000_000_u64, decimals in 0..1000_u32) {
        let digits = format!("{whole}.{decimals:03}");
        let figure: Number = digits.parse().unwrap();
        for (sign, scale) in [("%", 100), ("‰", 1000), ("BP", 10_000)] {
            let expected = figure.divided_by(Number::from(scale)).unwrap();
            prop_assert_eq!(number(&format!("{digits}{sign} at least share")), expected);
        }
    }

    #[test]
    fn ten_thousands_scale_exactly(whole in 0..1_000_000_u64, decimals in 0..100_000_u32) {
        let digits = format!("{whole}.{decimals:05}");
        let figure: Number = digits.parse().unwrap();
        let rules = |literal: &str| number(&format!("{literal} at least length"));
        prop_assert_eq!(rules(&format!("{digits} one")), figure);
        prop_assert_eq!(rules(&format!("{digits}万『one』")), figure.times(Number::from(10_000)).unwrap());
    }
}
