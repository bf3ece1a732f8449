//! What a change does to cases, and the change that is told as the cause.

use bursary::case::{Format, Overrides, read_cases};
use bursary::compare::{Blamed, Difference, Effect, Version, compare, effects};
use bursary::decision::Decision;
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};

fn policy(text: &str) -> (Sources, Program) {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", text));
    let compiled = bursary::compile(&mut sources);
    (sources, compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings)))
}

fn decided(program: &Program, case: &str) -> Decision {
    let mut sources = Sources::new();
    let source = sources.add(Role::Case, Source::new("case.yaml", case));
    let overrides = Overrides::default();
    let mut cases = read_cases(program, &sources, source, Format::Yaml, &overrides);
    let case = cases.next().unwrap().unwrap_or_else(|findings| panic!("{findings:#?}"));
    decide(program, &case, &Readings::defaults(program), Stage::Application, Detail::Derivation).unwrap()
}

fn effect(old: &str, new: &str, case: &str) -> Effect {
    let (old, new) = (policy(old), policy(new));
    let (before, after) = (decided(&old.1, case), decided(&new.1, case));
    let old = Version { program: &old.1, sources: &old.0 };
    let new = Version { program: &new.1, sources: &new.0 };
    effects((old, &before), (new, &after), &compare(old, new))
}

/// Of each payment that differs: the measure, and the changes that are told as the cause.
fn causes(effect: &Effect) -> Vec<(String, Vec<String>)> {
    let words = |own: &Blamed| own.change.new.as_ref().or(own.change.old.as_ref()).unwrap().words.clone();
    let changes = |own: &Difference| own.cause.iter().flat_map(|cause| &cause.changes).map(words).collect();
    effect.differences.iter().map(|own| (own.measure.clone(), changes(own))).collect()
}

fn told(measure: &str, changes: &[&str]) -> Vec<(String, Vec<String>)> {
    vec![(measure.to_owned(), changes.iter().map(|own| (*own).to_owned()).collect())]
}

const HEADER: &str = "policy grant\n  money in CNY, rounded half up to 0.01\n\n";

const COST: &str = "applicant\n  cost : money\n\n";

const CASE: &str = "applied_on: 2026-05-01\napplicant:\n  cost: 100000\n";

/// On 2026-05-01 the amendment counted in the old policy; in the new one it begins in July. No rule changed but its day.
#[test]
fn the_day_of_an_amendment_is_a_cause() {
    let of = |day: &str| {
        let measure =
            |rate: &str| format!("measure prize\n  award {rate} of cost\n  cap 50万元 per applicant in total\n\n");
        format!("{HEADER}{COST}{}amendment more from {day}\n\n{}", measure("10%"), measure("20%"))
    };
    let effect = effect(&of("2026-01-01"), &of("2026-07-01"), CASE);
    assert_eq!(causes(&effect), told("prize", &["amendment more from 2026-07-01"]));
}

/// The label of the old measure now stands with another one, and the measure itself is still there under another label.
#[test]
fn a_measure_is_no_form_of_two() {
    let measure = |name: &str, label: &str, amount: &str| {
        format!("measure {name} \"{label}\"\n  award {amount}\n  cap 50万元 per applicant in total\n\n")
    };
    let old = format!("{HEADER}{COST}{}", measure("first", "Prize", "1万元"));
    let new =
        format!("{HEADER}{COST}{}{}", measure("second", "Prize", "3万元"), measure("first", "Old prize", "1万元"));
    let effect = effect(&old, &new, CASE);
    // The first is what it was; the second brings 30,000 where there was nothing.
    let by: Vec<_> = effect.differences.iter().map(|own| (own.measure.as_str(), own.by.unwrap().to_string())).collect();
    assert_eq!(by, [("second", "30000.00".to_owned())]);
}

/// The award of the measure that goes rests on a row that changed, too; what takes the payment away is that the measure goes.
#[test]
fn a_measure_that_goes_is_the_cause_and_not_what_its_award_read() {
    let table = |rate: &str| format!("table rate by cost : money\n  | ..5万元 => 5%\n  | above 5万元 => {rate}\n\n");
    let prize = "measure prize\n  award rate(cost) of cost\n  cap 50万元 per applicant in total\n\n";
    let other = "measure other\n  award 1万元\n  cap rate(cost) of cost per applicant in total\n";
    let old = format!("{HEADER}{COST}{}{prize}{other}", table("10%"));
    let new = format!("{HEADER}{COST}{}{other}", table("20%"));
    assert_eq!(causes(&effect(&old, &new, CASE)), told("prize", &["measure prize"]));
}

/// A condition without a label is called by its words. With other words it means the same, and what it waits for is no cause.
#[test]
fn a_condition_without_a_label_is_known_by_what_it_means() {
    let of = |amount: &str, award: &str| {
        let measure = format!("measure prize\n  when cost at least {amount}\n  award {award}\n");
        format!("{HEADER}{COST}{measure}  cap 50万元 per applicant in total\n")
    };
    let case = "applied_on: 2026-05-01\n";
    let effect = effect(&of("20万元", "1万元"), &of("200000元", "2万元"), case);
    assert_eq!(causes(&effect), told("prize", &["award 2万元"]));
}
