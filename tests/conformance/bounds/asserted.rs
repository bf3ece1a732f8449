//! What is said of an assertion while facts are unknown comes true: pay what is payable, let the facts turn out in any way, and one that was violated
//! is violated, one that held holds.

use bursary::case::{Case, Paid};
use bursary::decision::{Decision, Outcome};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use proptest::prelude::*;

use super::generate::{Random, completed, full_case, masked};
use super::{cases, compiled, every_reading, is_settled, is_shared, number, outcomes, paid_on, seed};

/// Assertions about figures at random that paying what is due changes nothing of.
fn assertions(program: &Program, random: &mut Random) -> String {
    let mut text = String::new();
    for at in 0..8 {
        let measure = &program.measures[random.below(program.measures.len())];
        let of = if random.below(2) == 0 { String::new() } else { format!("({})", measure.name) };
        let year = if random.below(3) == 0 { format!("[{}]", 1 + random.below(3)) } else { String::new() };
        let operator = ["at least", "at most", "above", "below", "is"][random.below(5)];
        let figure = random.below(40) * 25;
        let asserted = match random.below(4) {
            0 => format!("awards{of}{year} {operator} {}", random.below(4)),
            1 => format!("qualified{of}"),
            _ => format!("awarded{of}{year} {operator} {figure}元"),
        };
        text.push_str(&format!("assert \"a{at}\": {asserted}\n"));
    }
    text
}

fn judged(decision: &Decision) -> Vec<(String, Option<String>, Option<bool>)> {
    decision.assertions.iter().map(|own| (own.label.clone(), own.claim.clone(), own.holds)).collect()
}

/// The case once what is payable was paid.
fn paid(program: &Program, before: &Decision, open: &Case, full: &Case) -> Case {
    let mut after = full.clone();
    for (measure, claim, (support_year, instalment), outcome) in outcomes(before) {
        if let Outcome::Payable { amount } | Outcome::Scheduled { amount, .. } = outcome {
            let (amount, on) = (number(amount), paid_on(program, open, &measure, &claim));
            let entry = Paid { policy: None, measure, claim, support_year, instalment, amount, on, quantity: None };
            after.paid.push(entry);
        }
    }
    after
}

/// How many assertions were open and came out, how many had come out before.
fn come_true(
    program: &Program,
    readings: &Readings,
    full: &Case,
    open: &Case,
) -> Result<(usize, usize), TestCaseError> {
    let decide = |case: &Case| decide(program, case, readings, Stage::Application, Detail::Figures);
    let Ok(before) = decide(open) else { return Ok((0, 0)) };
    let Ok(end) = decide(&paid(program, &before, open, full)) else { return Ok((0, 0)) };
    // Once the ledger shows what was paid, an earlier limit has more left: what it had cut may come to more in the next decision.
    let ends = outcomes(&end);
    let as_said = outcomes(&before).iter().all(|(measure, claim, place, outcome)| {
        let same = ends.iter().find(|it| (&it.0, &it.1, it.2) == (measure, claim, *place)).map(|it| it.3);
        match (outcome, same) {
            (Outcome::Pending { .. }, _)
            | (Outcome::Nothing | Outcome::Refused, None | Some(Outcome::Nothing | Outcome::Refused)) => true,
            (
                Outcome::Payable { amount } | Outcome::Scheduled { amount, .. } | Outcome::Paid { amount },
                Some(Outcome::Paid { amount: paid }),
            ) => amount == &paid,
            _ => false,
        }
    });
    if !as_said {
        return Ok((0, 0));
    }
    let after = judged(&end);
    let (mut opened, mut sure) = (0, 0);
    for (label, claim, holds) in judged(&before) {
        let Some(expected) = holds else {
            opened += 1;
            continue;
        };
        sure += 1;
        // (What was asked of claims goes with a list that is known only now.)
        let Some((.., got)) = after.iter().find(|own| own.0 == label && own.1 == claim) else { continue };
        prop_assert_eq!(*got, Some(expected), "{} {:?}\n{:?}\n{:?}", label, claim, open, full);
    }
    Ok((opened, sure))
}

const CAPPED: &str = r#"policy capped
  money in CNY, rounded half up to 0.01
applicant
  grants : list of grant, if absent none
  rate : ratio 0%..100%
record grant
  key id : text
  cost : money 0元..900元
  good : yes/no
measure one
  for each grant in grants
  when "good": grant.good
  award rate of grant.cost in years 1 to 2
  cap 300元 per applicant in total
  assert "own": awarded at most 2 × grant.cost
measure other
  award 500元
limits across one, other
  cap 700元 per applicant in total
assert "of one": awarded(one) at most 300元
assert "of both": awarded at most 700元
assert "payable": payable at most awarded
"#;

proptest! {
    #![proptest_config(ProptestConfig { cases: cases() / 5, failure_persistence: None, rng_seed: seed(), ..ProptestConfig::default() })]

    #[test]
    fn what_is_said_of_assertions_at_random_comes_true_bounds_of(seed: u64) {
        let mut random = Random::new(seed);
        let rules = crate::mutants::write::policy(&mut random);
        let read = |text: &str| {
            let mut sources = Sources::new();
            sources.add(Role::Rules, Source::new("random.bursary", text));
            bursary::compile(&mut sources).program
        };
        let Some(program) = read(&rules) else { return Ok(()) };
        // Within an amendment they would be of its version alone.
        if !program.amended.is_empty() || is_shared(&program) {
            return Ok(());
        }
        let text = format!("{rules}{}", assertions(&program, &mut random));
        let Some(program) = read(&text) else { return Err(TestCaseError::fail(text)) };
        for _ in 0..4 {
            let mut random = Random::new(u64::try_from(random.below(usize::MAX)).unwrap()).about(&program);
            let readings = every_reading(&program, &mut random);
            let full = full_case(&program, &readings, &mut random);
            if !is_settled(&program, &readings, &full) {
                continue;
            }
            let open = masked(&program, &full, &mut random);
            let told = |error: TestCaseError| TestCaseError::fail(format!("{error}\n{text}"));
            come_true(&program, &readings, &full, &open).map_err(told)?;
            let other = completed(&program, &full, &open, &mut random);
            if is_settled(&program, &readings, &other) {
                come_true(&program, &readings, &other, &open).map_err(told)?;
            }
        }
    }

    #[test]
    fn what_a_limit_sees_to_is_never_violated_bounds_of(seed: u64) {
        thread_local! {
            static PROGRAM: Program = compiled("capped.bursary", CAPPED);
        }
        PROGRAM.with(|program| {
            let mut random = Random::new(seed);
            let readings = Readings::defaults(program);
            let mut full = full_case(program, &readings, &mut random);
            // The ledger may show more than the limits allow.
            full.paid.clear();
            let open = masked(program, &full, &mut random);
            for case in [&full, &open] {
                let decision = decide(program, case, &readings, Stage::Application, Detail::Figures);
                let Ok(decision) = decision else { continue };
                let violated: Vec<_> = judged(&decision).into_iter().filter(|own| own.2 == Some(false)).collect();
                prop_assert!(violated.is_empty(), "{violated:?}\n{case:?}");
            }
            Ok(())
        })?;
    }
}

#[test]
fn both_open_and_sure_ones_are_met_at_random() {
    let program = compiled("capped.bursary", CAPPED);
    let (mut opened, mut sure) = (0, 0);
    for seed in 0..60 {
        let mut random = Random::new(seed);
        let readings = Readings::defaults(&program);
        let full = full_case(&program, &readings, &mut random);
        let open = masked(&program, &full, &mut random);
        let (one, other) = come_true(&program, &readings, &full, &open).unwrap();
        (opened, sure) = (opened + one, sure + other);
    }
    assert!(opened > 10 && sure > 50, "{opened} open, {sure} sure");
}
