//! Mutants: what is changed, what the tests notice, and what is shown of the others.

use bursary::case::Format;
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use bursary::testing::boundaries::edges;
use bursary::testing::mutants::{Fate, Known, Mutant, Score, mutants, score};
use bursary::testing::outcome::Comes;
use bursary::testing::written;
use bursary::testing::{Run, decided, differences, tests_in};

use crate::{compiled, grant, run};

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
    score(program, found, &Known { runs, tests: runs.len(), notices: &notices, edges: &[], searched: 600 }, &|_| ())
        .unwrap()
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
    let Fate::Unnoticed { case, decided, mutant, .. } = fate("`at least` becomes `above`") else {
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
        let Fate::Unnoticed { case, decided, mutant: other, .. } = fate else {
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

/// What is offered as a test, with all that it expects, tells the mutant from the policy.
#[test]
fn the_test_that_is_offered_notices_its_mutant() {
    let text = &grant(
        r#"
applicant
  cost "cost" : money
  moved "moved" : yes/no
  started "started" : date
measure works
  award 10% of cost in year 1
  award 5% of cost in year 2
  pay in advance in year 1
  paid by "city" 50%, "district" the rest
  recover all when "moved": moved
  obliged "stay" until started + 100 days
"#,
    );
    let (sources, program) = compiled(text);
    let found = mutants(&program, &sources);
    let facts = "cost: 100元, moved: no, started: 2026-01-01";
    let runs = [run(&program, &format!("{{applied_on: 2026-05-01, applicant: {{{facts}}}}}"))];
    let known = Known { runs: &runs, tests: 0, notices: &|_, _| false, edges: &[], searched: 900 };
    let score = score(&program, &found, &known, &|_| ()).unwrap();
    for (mutant, fate) in found.iter().zip(&score.fates) {
        let Fate::Unnoticed { case, decided: comes, .. } = fate else { panic!("{mutant:?}: {fate:?}") };
        let offered = written::yaml(&written::test(&program, "offered", "", case, comes, None));
        let mut sources = Sources::new();
        let id = sources.add(Role::Case, Source::new("tests.yaml", offered.as_str()));
        let (tests, wrong) = tests_in(&program, &sources, id, Format::Yaml);
        assert!(wrong.is_empty(), "{offered}\n{wrong:#?}");
        let differs = |program: &Program| {
            let outcome = decided(program, &case.case, &tests[0], tests[0].detail());
            !differences(program, &tests[0], &outcome).is_empty()
        };
        assert_eq!((differs(&program), differs(&mutant.apply(&program))), (false, true), "{mutant:?}\n{offered}");
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

#[test]
fn an_unnoticed_mutant_is_shown_by_the_case_of_a_test_with_as_little_changed_as_can_be() {
    let (sources, program) = compiled(GRANT);
    let found = mutants(&program, &sources);
    let facts = "applicant: {revenue: 600万元, small: yes}, paid: [{measure: growth, claim: applicant, amount: 1000, on: 2026-04-01}]";
    let runs = [run(&program, &format!("{{applied_on: 2026-05-01, {facts}}}"))];
    let score = scored(&program, &found, &runs);
    let at = found.iter().position(|mutant| mutant.what.en == "`at least` becomes `above`").unwrap();
    let Fate::Unnoticed { from: Some(0), case, .. } = &score.fates[at] else { panic!("{:#?}", score.fates[at]) };
    assert_eq!(written::changes(&program, &runs[0], case), ["revenue: 5000000"]);
    assert_eq!(case.case.paid, runs[0].case.paid);
}

#[test]
fn a_case_on_an_edge_shows_what_cases_at_random_do_not() {
    let (sources, program) = compiled(&GRANT.replace("500万元", "5123456.78元"));
    let found = mutants(&program, &sources);
    let runs = [run(&program, "{applied_on: 2026-05-01, applicant: {revenue: 600万元, small: yes}}")];
    let comes: Vec<Comes> = runs.iter().map(|run| Comes::of(&program, run)).collect();
    let notices = |mutant: &Program, test: usize| Comes::of(mutant, &runs[test]) != comes[test];
    let named = [("capped".to_owned(), runs[0].clone())];
    let edges = edges(&program, &sources, &named);
    let known = Known { runs: &runs, tests: 1, notices: &notices, edges: &edges, searched: 0 };
    let score = score(&program, &found, &known, &|_| ()).unwrap();
    let at = found.iter().position(|mutant| mutant.what.en == "`at least` becomes `above`").unwrap();
    let Fate::Unnoticed { case, .. } = &score.fates[at] else { panic!("{:#?}", score.fates[at]) };
    assert_eq!(written::changes(&program, &runs[0], case), ["revenue: 5123456.78"]);
}

#[test]
fn another_limit_of_a_share_of_two_counts_is_told_by_a_case_beside_the_limit() {
    let (sources, program) = compiled(crate::boundaries::LEAVERS);
    let found = mutants(&program, &sources);
    let known = ["staff: 1000, left: 5", "staff: 30, left: 6"].map(|facts| {
        ("known".to_owned(), run(&program, &format!("{{applied_on: 2026-05-01, applicant: {{{facts}}}}}")))
    });
    // Also where no test comes anywhere near.
    for named in [&known[..], &known[1..], &[]] {
        let edges = edges(&program, &sources, named);
        let known = Known { runs: &[], tests: 0, notices: &|_, _| false, edges: &edges, searched: 0 };
        let score = score(&program, &found, &known, &|_| ()).unwrap();
        for what in ["`5.5%` becomes `6.05%`", "`5.5%` becomes `4.95%`", "`at most` becomes `below`"] {
            let at = found.iter().position(|mutant| mutant.what.en == what).unwrap();
            assert!(matches!(score.fates[at], Fate::Unnoticed { .. }), "{what} with {} tests", named.len());
        }
    }
}

#[test]
fn definitions_and_conditions_under_readings_are_mistaken_for_others() {
    let text = &grant(
        r#"
applicant
  cost "cost" : money
  aid "other aid" : money
reading base "base"
  | gross "gross" default
  | net "net"
  because "the text does not say"
measure project
  let counted "what counts" be cost under reading base is gross
  let counted "what counts" be cost - aid, not below 0元 under reading base is net
  when "enough": aid below cost under reading base is net
  award 50% of counted
"#,
    );
    let (sources, program) = compiled(text);
    let found = mutants(&program, &sources);
    let runs = [run(&program, "{applied_on: 2026-05-01, applicant: {cost: 100元, aid: 30元}}")];
    let score = scored(&program, &found, &runs);
    let fate = |what: &str| {
        let at = found.iter().position(|mutant| mutant.what.en == what).unwrap_or_else(|| panic!("no mutant {what}"));
        (sources.slice(found[at].place), &score.fates[at])
    };
    // 50% of 100 is 50, of 100 - 30 it is 35.
    assert!(matches!(fate("swapped with the definition above it").1, Fate::Noticed));
    // Only where the aid is not below the cost: 100 and 100.
    assert!(matches!(fate("counts under every reading").1, Fate::Unnoticed { .. }));
    assert!(fate("awards are rounded the other way").0.starts_with("rounded half up"));
}

#[test]
fn drawn_cases_are_of_the_currency_and_can_be_read() {
    let text = r#"
policy grant
  money in JPY, rounded down to 1
applicant
  cost "cost" : money
measure project
  award up to 50% of cost
  cap 333335 JPY per applicant in total
"#;
    let (_, program) = compiled(text);
    let mut draw = bursary::testing::draw::Draw::new(&program, &[], 7);
    for _ in 0..300 {
        let drawn = draw.run(&[]);
        let offered = written::yaml(&written::case(&program, &drawn.1.case));
        assert_eq!(run(&program, &offered).case.instances, drawn.1.case.instances, "{offered}");
    }
}
