//! The seed policy's own tests notice every mutant that can change a decision.

use bursary::case::{Case, Format};
use bursary::interpret::{Detail, Readings};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use bursary::testing::mutants::{Fate, Known, enough, mutants, score};
use bursary::testing::{Run, Runner, Test, decided, differences, tests_in, written};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/policies/shijingshan-data-elements");

/// How many cases are drawn for a mutant that no test notices. All that the command draws take a minute more without optimisation:
/// `MUTANTS` asks for them.
fn searched(mutants: usize) -> usize {
    if std::env::var("MUTANTS").is_ok() { enough(mutants) } else { 400 }
}

fn read(path: &std::path::Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The rule files of the policy, and the tests in its folder.
fn policy() -> (Sources, Program, Vec<Test>) {
    let mut sources = Sources::new();
    let files = |folder: &str| {
        let entries = std::fs::read_dir(format!("{FOLDER}/{folder}")).unwrap();
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
        files.sort();
        files
    };
    for path in files(".").into_iter().filter(|path| path.extension().is_some_and(|own| own == "bursary")) {
        sources.add(Role::Rules, Source::new(path.display().to_string(), read(&path)));
    }
    let open = |name: &str| Some(Source::new(name, read(&std::path::Path::new(FOLDER).join(name))));
    let program = bursary::compile_with(&mut sources, open).program.unwrap();
    let mut tests = Vec::new();
    for path in files("tests") {
        let name = path.display().to_string();
        let Some(format) = Format::of(&name) else { continue };
        let id = sources.add(Role::Case, Source::new(name, read(&path)));
        let (own, errors) = tests_in(&program, &sources, id, format);
        assert!(errors.is_empty(), "{errors:#?}");
        tests.extend(own.into_iter().filter(|test| test.confirmed));
    }
    (sources, program, tests)
}

#[test]
fn the_seed_policys_tests_notice_every_mutant() {
    let (sources, program, tests) = policy();
    let runner = Runner::new(&program, &sources);
    let cases: Vec<Case> = tests.iter().map(|test| runner.case(test).unwrap()).collect();
    let known = tests.iter().zip(&cases);
    let before: Vec<_> = known.clone().map(|(test, case)| decided(&program, case, test, Detail::Figures)).collect();
    for (test, outcome) in tests.iter().zip(&before) {
        let wrong = differences(&program, test, outcome);
        assert!(wrong.is_empty(), "{}: {wrong:#?}", test.name);
    }
    let runs = known.map(|(test, case)| {
        let readings = test.readings.iter().fold(Readings::defaults(&program), |chosen, taken| {
            chosen.with(&program, &taken.reading, &taken.value).unwrap()
        });
        Run { case: case.clone(), readings, stage: test.stage }
    });
    let runs: Vec<Run> = runs.collect();
    let notices = |mutant: &Program, at: usize| {
        let outcome = decided(mutant, &cases[at], &tests[at], Detail::Figures);
        outcome != before[at] && !differences(mutant, &tests[at], &outcome).is_empty()
    };
    let found = mutants(&program, &sources);
    assert!(found.len() > 200, "{} mutants", found.len());
    let known = Known { runs: &runs, tests: tests.len(), notices: &notices, searched: searched(found.len()) };
    let score = score(&program, &found, &known, &|_| ()).unwrap();
    let unnoticed = found.iter().zip(&score.fates).filter_map(|(mutant, fate)| {
        let Fate::Unnoticed { case, .. } = fate else { return None };
        let case = written::yaml(&written::case(&program, &case.case));
        Some(format!("{} {}\n{case}", sources.place(mutant.place), mutant.what.en))
    });
    let unnoticed: Vec<String> = unnoticed.collect();
    assert!(unnoticed.is_empty(), "{}", unnoticed.join("\n"));
    // Where a limit cuts in any case, or a deduction can only reach 0, a mutant changes nothing.
    let alike = score.fates.iter().filter(|fate| matches!(fate, Fate::NoDifference)).count();
    assert!(alike <= 8, "{alike} mutants without a difference");
}
