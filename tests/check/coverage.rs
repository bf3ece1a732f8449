//! Whether the rows of a table cover each value once, against a look at every value.

use std::fmt::Write;

use proptest::prelude::*;

use crate::check;

/// A side of a row: its bound in halves, and whether that belongs to it.
type Side = Option<(i64, bool)>;

/// The key goes from 0 to this, in halves.
const MOST: i64 = 16;

fn sides() -> impl Strategy<Value = (Side, Side)> {
    let side = || prop::option::weighted(0.9, (0..=MOST / 2, any::<bool>()).prop_map(|(at, own)| (at * 2, own)));
    (side(), side()).prop_filter("a stretch of numbers", |(from, to)| match (from, to) {
        (None, None) => false,
        (Some((from, first)), Some((to, last))) => from < to || (from == to && *first && *last),
        _ => true,
    })
}

/// Rows that cover the key by construction, of which one may be moved.
fn bands() -> impl Strategy<Value = Vec<(Side, Side)>> {
    let cuts = prop::collection::btree_map(0..=MOST / 2, any::<bool>(), 1..5);
    let moved = prop::option::of((0_usize..5, sides()));
    (cuts, moved).prop_map(|(cuts, moved)| {
        let mut from = None;
        let mut rows: Vec<(Side, Side)> = Vec::new();
        for (at, own) in cuts {
            rows.push((from, Some((at * 2, own))));
            from = Some((at * 2, !own));
        }
        rows.push((from, None));
        if let Some((at, sides)) = moved
            && let Some(row) = rows.get_mut(at)
        {
            *row = sides;
        }
        rows
    })
}

fn holds((from, to): (Side, Side), at: i64) -> bool {
    let above = from.is_none_or(|(from, own)| at > from || (own && at == from));
    above && to.is_none_or(|(to, own)| at < to || (own && at == to))
}

fn row((from, to): (Side, Side)) -> String {
    let side = |side: Side, words: [&str; 2]| side.map(|(at, own)| format!("{} {}", words[usize::from(own)], at / 2));
    let sides: Vec<String> =
        side(from, ["above", "at least"]).into_iter().chain(side(to, ["below", "at most"])).collect();
    sides.join(" and ")
}

fn codes(rows: &[(Side, Side)], whole: bool) -> Vec<&'static str> {
    let kind = if whole { "whole" } else { "decimal" };
    let mut text = format!(
        "policy p\n  money in CNY, rounded half up to 0.01\n\napplicant\n  x : {kind} 0..8\n\ntable t by x : {kind} 0..8\n"
    );
    rows.iter().for_each(|sides| writeln!(text, "  | {} => 1元", row(*sides)).unwrap());
    text.push_str("\nmeasure m\n  award t(x)\n");
    let (_, found, _) = check(&text, None);
    found.iter().map(|finding| finding.code).filter(|code| code.starts_with("tables/")).collect()
}

fn agrees(rows: &[(Side, Side)], whole: bool) -> Result<(), TestCaseError> {
    // Bounds are whole, so that every stretch between two of them holds a half.
    let points: Vec<i64> = (0..=MOST).step_by(if whole { 2 } else { 1 }).collect();
    let matched = |at: i64| rows.iter().filter(|sides| holds(**sides, at)).count();
    let codes = codes(rows, whole);
    let found = |code: &str| codes.contains(&code);
    let gap = points.iter().any(|at| matched(*at) == 0);
    let double = points.iter().any(|at| matched(*at) > 1);
    let never = rows.iter().any(|sides| points.iter().all(|at| !holds(*sides, *at)));
    prop_assert_eq!(found("tables/value-without-row"), gap, "{:?} {:?}", rows, &codes);
    prop_assert_eq!(found("tables/rows-overlap"), double, "{:?} {:?}", rows, &codes);
    prop_assert_eq!(found("tables/row-never-reached"), never, "{:?} {:?}", rows, &codes);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn gaps_and_doubled_values_are_found_exactly_where_they_are(rows in bands(), whole: bool) {
        agrees(&rows, whole)?;
    }

    #[test]
    fn any_rows_are_judged_as_a_look_at_every_value_judges_them(
        rows in prop::collection::vec(sides(), 1..5),
        whole: bool,
    ) {
        agrees(&rows, whole)?;
    }
}
