//! Mutants: what is changed, what the tests notice, and what is shown of the others.

use bursary::ir::Program;
use bursary::source::Sources;
use bursary::testing::Run;
use bursary::testing::mutants::{Fate, Known, Mutant, Score, mutants, score};
use bursary::testing::outcome::Comes;
use bursary::testing::written;

use crate::{compiled, run};

pub const GRANT: &str = r#"
policy grant "补助"
  money in CNY, rounded half up to 0.01
applicant
  revenue "营业收入" : money
  small "小微企业" : yes/no
measure growth "增长奖励"
  when "revenue of 5 million": revenue at least 500万元
  when "small": small
  award 10% of revenue
  cap 60万元 per applicant in total
"#;

/// Tests that expect all that the policy itself decides.
fn scored(program: &Program, found: &[Mutant], runs: &[Run]) -> Score {
    let comes: Vec<Comes> = runs.iter().map(|run| Comes::of(program, run)).collect();
    let notices = |mutant: &Program, test: usize| Comes::of(mutant, &runs[test]) != comes[test];
    score(program, found, &Known { runs, tests: runs.len(), notices: &notices, searched: 600 }, &|_| ()).unwrap()
}

fn listed(sources: &Sources, found: &[Mutant], score: &Score) -> Vec<String> {
    let fates = found.iter().zip(&score.fates).map(|(mutant, fate)| {
        let fate = match fate {
            Fate::Noticed => "noticed",
            Fate::Unnoticed { .. } => "NOT NOTICED",
            Fate::NoDifference => "no difference",
        };
        format!("{} {}: {}: {fate}", sources.place(mutant.place), mutant.of.en, mutant.what.en)
    });
    fates.collect()
}

#[test]
fn a_threshold_is_noticed_only_by_a_case_on_it() {
    let (sources, program) = compiled(GRANT);
    let found = mutants(&program, &sources);
    let beside = [run(&program, "{applied_on: 2026-05-01, applicant: {revenue: 600万元, small: yes}}")];
    let score = scored(&program, &found, &beside);
    let fate = |what: &str| {
        let at = found.iter().position(|mutant| mutant.what.en == what).unwrap_or_else(|| panic!("no mutant {what}"));
        &score.fates[at]
    };
    // 10% of 6,000,000 is the cap of 600,000: only the reverse of the cap is noticed.
    let Fate::Unnoticed { case, decided, mutant } = fate("`at least` becomes `above`") else {
        panic!("{:#?}", listed(&sources, &found, &score));
    };
    let revenue = written::case(&program, &case.case)["applicant"]["revenue"].clone();
    assert_eq!(revenue, 5_000_000, "the case that tells the difference lies on the threshold");
    assert_ne!(decided, mutant);
    assert!(matches!(fate("`500万元` becomes `550万元`"), Fate::Unnoticed { .. }));
    assert!(matches!(fate("the condition `small` is left out"), Fate::Unnoticed { .. }));
    assert!(matches!(fate("`10%` becomes `9%`"), Fate::Noticed));
    assert!(matches!(fate("`60万元` becomes `54万元`"), Fate::Noticed));
    assert!(score.percent() < 100);
}

#[test]
fn a_case_on_each_edge_notices_every_mutant() {
    let (sources, program) = compiled(GRANT);
    let found = mutants(&program, &sources);
    let cases = [
        "500万元, small: yes",
        "460万元, small: yes",
        "700万元, small: yes",
        "600万元, small: no",
        "500.000005万元, small: yes",
    ];
    let runs: Vec<Run> = cases
        .iter()
        .map(|facts| run(&program, &format!("{{applied_on: 2026-05-01, applicant: {{revenue: {facts}}}}}")))
        .collect();
    let score = scored(&program, &found, &runs);
    assert_eq!(score.percent(), 100, "{:#?}", listed(&sources, &found, &score));
    assert_eq!(score.noticed(), score.counted());
}

/// Of a policy with every kind of clause, each mutant is either noticed by tests that expect everything, or told by a case.
#[test]
fn what_is_not_noticed_comes_with_a_case_that_would() {
    let (sources, program) = compiled(GRANT);
    let found = mutants(&program, &sources);
    let score = scored(&program, &found, &[]);
    assert_eq!(score.noticed(), 0);
    for (mutant, fate) in found.iter().zip(&score.fates) {
        let Fate::Unnoticed { case, decided, mutant: other } = fate else {
            panic!("no case tells the difference of {mutant:?}");
        };
        // The case as it is offered for a test file is read back as the same case, and still tells the difference.
        let offered = written::yaml(&written::case(&program, &case.case));
        let back = run(&program, &offered);
        assert_eq!(back.case.instances, case.case.instances, "{offered}");
        assert_eq!(Comes::of(&program, &back), **decided);
        assert_eq!(Comes::of(&mutant.apply(&program), &back), **other);
        assert_ne!(decided, other);
    }
}

#[test]
fn the_same_search_gives_the_same_score() {
    let (sources, program) = compiled(GRANT);
    let found = mutants(&program, &sources);
    let runs = [run(&program, "{applied_on: 2026-05-01, applicant: {revenue: 700万元, small: yes}}")];
    let told = || format!("{:#?}", scored(&program, &found, &runs).fates);
    assert_eq!(told(), told());
}
