//! The tests of a policy notice every mutant that can change a decision: of those policies of which that has been reached.

use std::path::{Path, PathBuf};

use bursary::case::{Case, Format};
use bursary::interpret::Readings;
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use bursary::testing::boundaries::edges;
use bursary::testing::mutants::{Fate, Known, enough, mutants, score};
use bursary::testing::{Run, Runner, Test, decided, differences, tests_in, tests_written, written};

/// How many cases are drawn for a mutant that no test notices. All that the command draws take a minute more without optimisation:
/// `MUTANTS` asks for them.
fn searched(mutants: usize) -> usize {
    if std::env::var("MUTANTS").is_ok() { enough(mutants) } else { 200 }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// The rule files of a policy, and all its confirmed tests: those among the rules, those beside them, those of the folder `tests`.
fn policy(folder: &Path) -> (Sources, Program, Vec<Test>) {
    let mut sources = Sources::new();
    for path in files(folder).into_iter().filter(|path| path.extension().is_some_and(|own| own == "bursary")) {
        sources.add(Role::Rules, Source::new(path.display().to_string(), read(&path)));
    }
    let open = |name: &str| Some(Source::new(name, read(&folder.join(name))));
    let compiled = bursary::compile_with(&mut sources, open);
    let program = compiled.program.unwrap();
    let (mut tests, errors) = tests_written(&program, &compiled.tests, &mut sources, open);
    assert!(errors.is_empty(), "{errors:#?}");
    let is_of_tests = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem == "tests");
    for path in files(folder).into_iter().filter(is_of_tests).chain(files(&folder.join("tests"))) {
        let name = path.display().to_string();
        let Some(format) = Format::of(&name) else { continue };
        let id = sources.add(Role::Case, Source::new(name, read(&path)));
        let (own, errors) = tests_in(&program, &sources, id, format);
        assert!(errors.is_empty(), "{errors:#?}");
        tests.extend(own.into_iter().filter(|test| test.confirmed));
    }
    (sources, program, tests)
}

fn notice_all(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies").join(name);
    let (sources, program, tests) = policy(&folder);
    let runner = Runner::new(&program, &sources);
    // A test of what can't be read decides nothing.
    let (tests, cases): (Vec<Test>, Vec<Case>) =
        tests.into_iter().filter_map(|test| runner.case(&test).ok().map(|case| (test, case))).unzip();
    let known = tests.iter().zip(&cases);
    let before: Vec<_> = known.clone().map(|(test, case)| decided(&program, case, test, test.detail())).collect();
    for (test, outcome) in tests.iter().zip(&before) {
        let wrong = differences(&program, test, outcome);
        assert!(wrong.is_empty(), "{}: {wrong:#?}", test.name);
    }
    let runs = known.map(|(test, case)| {
        let readings = test.readings.iter().fold(Readings::defaults(&program), |chosen, taken| {
            chosen.with(&program, &taken.reading, &taken.value).unwrap()
        });
        (test.name.clone(), Run { case: case.clone(), readings, stage: test.stage })
    });
    let named: Vec<(String, Run)> = runs.collect();
    let runs: Vec<Run> = named.iter().map(|(_, run)| run.clone()).collect();
    let notices = |mutant: &Program, at: usize| {
        let outcome = decided(mutant, &cases[at], &tests[at], tests[at].detail());
        outcome != before[at] && !differences(mutant, &tests[at], &outcome).is_empty()
    };
    let found = mutants(&program, &sources);
    let edges = edges(&program, &sources, &named);
    let searched = searched(found.len());
    let known = Known { runs: &runs, tests: tests.len(), notices: &notices, edges: &edges, searched };
    let score = score(&program, &found, &known, &|_| ()).unwrap();
    let unnoticed = found.iter().zip(&score.fates).filter_map(|(mutant, fate)| {
        let Fate::Unnoticed { case, .. } = fate else { return None };
        let case = written::yaml(&written::case(&program, &case.case));
        Some(format!("{} {}\n{case}", sources.place(mutant.place), mutant.what.en))
    });
    let unnoticed: Vec<String> = unnoticed.collect();
    assert!(unnoticed.is_empty(), "{}", unnoticed.join("\n"));
    // Where a limit cuts in any case, or a deduction can only reach 0, a mutant changes nothing. There may not be many of them.
    let alike = score.fates.iter().filter(|fate| matches!(fate, Fate::NoDifference)).count();
    assert!(alike * 6 <= found.len(), "{alike} of {} mutants without a difference", found.len());
}

#[test]
fn of_shijingshan_data_elements() {
    notice_all("shijingshan-data-elements");
}

#[test]
fn of_canada_sred() {
    notice_all("canada-sred");
}

#[test]
fn of_chancheng_credit() {
    notice_all("chancheng-credit");
}

#[test]
fn of_uk_boiler_upgrade() {
    notice_all("uk-boiler-upgrade");
}

#[test]
fn of_uk_small_business_rate_relief() {
    notice_all("uk-small-business-rate-relief");
}

#[test]
fn of_yuhang_compute_voucher() {
    notice_all("yuhang-compute-voucher");
}

#[test]
fn of_zhuhai_incubators() {
    notice_all("zhuhai-incubators");
}

#[test]
fn of_anhui_headquarters() {
    notice_all("anhui-headquarters");
}

#[test]
fn of_appliance_trade_in() {
    notice_all("appliance-trade-in");
}

#[test]
fn of_guangdong_sme_interest() {
    notice_all("guangdong-sme-interest");
}

#[test]
fn of_jiulongpo_binhai() {
    notice_all("jiulongpo-binhai");
}
