//! The sum of slices against a sum of every unit, for known numbers and for all that an unknown one can be.

use bursary::case::Format;
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::source::{Role, Source, Sources};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::case;

/// The greatest number that is cut.
const MOST: i64 = 30;

/// Slices by their upper ends, each with its rate in percent; the last has none.
#[derive(Debug, Clone)]
struct Slices {
    whole: bool,
    ends: Vec<i64>,
    rates: Vec<i64>,
    /// Only whole steps of so much count, in each slice by itself.
    step: Option<i64>,
}

impl Slices {
    /// The rates of all units (of all whole steps of a slice) up to a number, in percent of a unit.
    fn naive(&self, number: i64) -> i64 {
        if let Some(step) = self.step {
            let ends = self.ends.iter().copied().chain([i64::MAX]);
            let starts = [0].into_iter().chain(self.ends.iter().copied());
            let parts = starts.zip(ends).map(|(from, to)| (number.min(to) - from).max(0) / step);
            return parts.zip(&self.rates).map(|(steps, rate)| steps * rate).sum();
        }
        let rate = |unit: i64| self.rates[self.ends.iter().take_while(|end| **end < unit).count()];
        (1..=number).map(rate).sum()
    }

    fn policy(&self) -> String {
        let kind = if self.whole { "whole" } else { "decimal" };
        let unit = if self.whole { 1 } else { 0 };
        let mut rows = String::new();
        let mut from = 0;
        for (at, rate) in self.rates.iter().enumerate() {
            let end = self.ends.get(at);
            let bounds = match (self.whole, end) {
                (true, Some(end)) => format!("{}..{end}", from + unit),
                (true, None) => format!("{}..", from + unit),
                (false, Some(end)) if from == 0 => format!("at most {end}"),
                (false, Some(end)) => format!("above {from} and at most {end}"),
                (false, None) if from == 0 => "any".to_owned(),
                (false, None) => format!("above {from}"),
            };
            let step = self.step.map(|step| format!(" for every {step}")).unwrap_or_default();
            rows.push_str(&format!("  | {bounds} => {rate}元 ÷ 100{step}\n"));
            from = end.copied().unwrap_or(from);
        }
        format!(
            "policy p\n  money in CNY, rounded half up to 0.01\n\napplicant\n  x : {kind} 0..{MOST}\n  more : {kind} 0..{MOST}\n\n\
             slices s by n : {kind} 0..\n{rows}\nmeasure m\n  award 100元 + s(x + more)\n"
        )
    }

    fn payment(&self, applicant: &Value) -> Value {
        let mut sources = Sources::new();
        sources.add(Role::Rules, Source::new("policy.bursary", self.policy()));
        let compiled = bursary::compile(&mut sources);
        let program = compiled.program.unwrap_or_else(|| panic!("{:#?}\n{}", compiled.findings, self.policy()));
        let text = json!({"applied_on": "2026-05-01", "applicant": applicant}).to_string();
        let case = case(&program, "case", &text, Format::Json);
        let decision =
            decide(&program, &case, &Readings::defaults(&program), Stage::Application, Detail::Figures).unwrap();
        serde_json::to_value(decision).unwrap()["measures"][0]["claims"][0]["payments"][0].clone()
    }
}

fn slices() -> impl Strategy<Value = Slices> {
    let step = prop::option::of(1_i64..6);
    (any::<bool>(), prop::collection::btree_set(1..MOST, 0..4), step).prop_flat_map(|(whole, ends, step)| {
        let rates = prop::collection::vec(-60_i64..100, ends.len() + 1);
        rates.prop_map(move |rates| Slices { whole, ends: ends.iter().copied().collect(), rates, step })
    })
}

fn yuan(percent: i64) -> String {
    let percent = 10_000 + percent;
    format!("{}.{:02}", percent / 100, percent % 100)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_sum_of_slices_is_that_of_every_unit(slices in slices(), x in 0..=MOST) {
        let payment = slices.payment(&json!({"x": x, "more": 0}));
        prop_assert_eq!(&payment["amount"], &json!(yuan(slices.naive(x))), "{}", slices.policy());
    }

    #[test]
    fn an_unknown_number_gives_the_least_and_the_greatest_sum(slices in slices(), x in 0..=MOST) {
        let payment = slices.payment(&json!({"x": x}));
        let sums: Vec<i64> = (x..=x + MOST).map(|number| slices.naive(number)).collect();
        let (least, most) = (yuan(*sums.iter().min().unwrap()), yuan(*sums.iter().max().unwrap()));
        if least == most {
            prop_assert_eq!(&payment["amount"], &json!(least), "{}", slices.policy());
        } else {
            prop_assert_eq!(&payment["at_least"], &json!(least), "{}", slices.policy());
            prop_assert_eq!(&payment["at_most"], &json!(most), "{}", slices.policy());
        }
    }
}
