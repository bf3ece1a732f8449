//! `bursary test` about the tests themselves: coverage, boundary cases, mutants.

use std::path::Path;

use crate::{bursary_in, err, out};

const RULES: &str = r#"
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

const TESTS: &str = "
- name: above the cap
  why: 10% × 700万 = 70万, capped at 60万
  case: {applied_on: 2026-05-01, applicant: {revenue: 700万元, small: yes}}
  expected: {totals: {payable: 60万元}}
- name: not small
  case: {applied_on: 2026-05-01, applicant: {revenue: 700万元, small: no}}
  expected: {totals: {payable: 0}}
";

fn grant() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("policy.bursary"), RULES).unwrap();
    std::fs::write(folder.path().join("tests.yaml"), TESTS).unwrap();
    folder
}

fn test(folder: &Path, options: &[&str]) -> std::process::Output {
    bursary_in(folder, &[&["test", "."], options].concat(), "")
}

#[test]
fn coverage_is_told_written_and_held_to_a_threshold() {
    let folder = grant();
    let output = test(folder.path(), &["--coverage"]);
    let told = out(&output);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    // The measure 2 of 4 ways, the conditions 3 of 6, the award 1 of 2, the cap 1 of 2.
    assert!(told.contains("50%         7/14  in all"), "{told}");
    assert!(told.contains("policy.bursary:8:3  增长奖励: revenue of 5 million: failed, open"), "{told}");
    let zh = out(&test(folder.path(), &["--coverage", "--language", "zh"]));
    assert!(zh.contains("增长奖励：revenue of 5 million：不成立、待定"), "{zh}");
    assert_eq!(test(folder.path(), &["--coverage-threshold", "50"]).status.code(), Some(0));
    let low = test(folder.path(), &["--coverage-threshold", "51"]);
    assert_eq!(low.status.code(), Some(1));
    assert!(err(&low).contains("50% of the rules, less than 51%"), "{}", err(&low));
    let output = test(folder.path(), &["--coverage-html", "c.html", "--coverage-json", "c.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let page = std::fs::read_to_string(folder.path().join("c.html")).unwrap();
    assert!(page.contains("<!doctype html>") && page.contains("✗ failed"), "{page}");
    let json: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(folder.path().join("c.json")).unwrap()).unwrap();
    assert_eq!((&json["total"]["reached"], &json["total"]["all"]), (&7.into(), &14.into()));
}

#[test]
fn boundary_cases_are_written_to_be_confirmed_and_kept_once_they_are() {
    let folder = grant();
    let output = test(folder.path(), &["--boundaries"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let path = folder.path().join("tests/boundaries.yaml");
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(written.matches("\n  confirmed: no\n").count(), 6, "{written}");
    assert!(written.contains("revenue: \"4999999.99\""), "{written}");
    // They are tests like others, and say that nobody has looked at them.
    let again = test(folder.path(), &[]);
    assert_eq!(again.status.code(), Some(0), "{}", err(&again));
    assert!(out(&again).contains("8 tests, all passed, 6 not confirmed yet"), "{}", out(&again));
    let looked_at = written.replacen("confirmed: no", "confirmed: yes", 2).replacen("why: ", "why: by hand; ", 1);
    std::fs::write(&path, &looked_at).unwrap();
    assert_eq!(test(folder.path(), &["--boundaries"]).status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), looked_at);
    // A file that holds something else is left alone.
    let other = test(folder.path(), &["--boundaries", "-o", "policy.bursary"]);
    assert_eq!(other.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(folder.path().join("policy.bursary")).unwrap(), RULES);
}

#[test]
fn mutants_that_no_test_notices_are_shown_with_a_test_that_would() {
    let folder = grant();
    let output = test(folder.path(), &["--mutate"]);
    let told = out(&output);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(told.contains("`at least` becomes `above`"), "{told}");
    assert!(!told.contains("the condition `small` is left out"), "a test notices it: {told}");
    let zh = out(&test(folder.path(), &["--mutate", "--language", "zh"]));
    assert!(zh.contains("增长奖励：“不低于”改为“超过”"), "{zh}");
    // The tests that are offered, taken over as they are, notice everything.
    let offered: Vec<&str> = told.lines().filter_map(|line| line.strip_prefix("      ")).collect();
    let tests = format!("{TESTS}{}\n", offered.join("\n"));
    std::fs::write(folder.path().join("tests.yaml"), tests).unwrap();
    let output = test(folder.path(), &["--mutate"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    assert!(out(&output).contains("(100%)"), "{}", out(&output));
}

#[test]
fn what_nobody_confirmed_proves_nothing() {
    let folder = grant();
    test(folder.path(), &["--boundaries"]);
    let told = out(&test(folder.path(), &["--mutate"]));
    assert!(told.contains("`at least` becomes `above`"), "{told}");
    let path = folder.path().join("tests/boundaries.yaml");
    let written = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, written.replace("confirmed: no", "confirmed: yes")).unwrap();
    let told = out(&test(folder.path(), &["--mutate"]));
    assert!(!told.contains("`at least` becomes `above`"), "{told}");
}

#[test]
fn mutants_wait_for_tests_that_pass() {
    let folder = grant();
    std::fs::write(folder.path().join("tests.yaml"), TESTS.replace("payable: 60万元", "payable: 70万元")).unwrap();
    let output = test(folder.path(), &["--mutate"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("once all tests pass"), "{}", err(&output));
}

#[test]
fn boundary_cases_can_be_made_of_examples_alone() {
    let folder = grant();
    std::fs::remove_file(folder.path().join("tests.yaml")).unwrap();
    // Without anything to start from no file is made, which could not be read as tests.
    let none = test(folder.path(), &["--boundaries"]);
    assert_eq!(none.status.code(), Some(0), "{}", err(&none));
    assert!(!folder.path().join("tests").exists());
    std::fs::create_dir(folder.path().join("cases")).unwrap();
    let case = "{applied_on: 2026-05-01, applicant: {revenue: 700万元, small: yes}}";
    std::fs::write(folder.path().join("cases/one.yaml"), case).unwrap();
    let output = test(folder.path(), &["--boundaries"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let written = std::fs::read_to_string(folder.path().join("tests/boundaries.yaml")).unwrap();
    assert_eq!(written.matches("confirmed: no").count(), 6, "{written}");
    assert_eq!(test(folder.path(), &["--coverage", "--filter", "nowhere"]).status.code(), Some(2));
}

/// Where no thread can be started the mutants are run all the same, one after the other.
#[cfg(target_os = "linux")]
#[test]
fn mutants_are_run_where_memory_is_short() {
    let folder = grant();
    let told = out(&test(folder.path(), &["--mutate"]));
    let limited = std::process::Command::new("sh")
        .args(["-c", "ulimit -v 500000; exec \"$0\" test . --mutate --language en", env!("CARGO_BIN_EXE_bursary")])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(limited.status.code(), Some(1), "{}", err(&limited));
    assert_eq!(out(&limited), told);
}

#[test]
fn mutants_of_several_parts_of_one_clause_are_told_apart() {
    let rules = format!(
        "policy grant \"补助\"
  money in CNY, rounded half up to 0.01
applicant
  {name}_one : money
  {name}_two : money
measure growth \"增长奖励\"
  award max({name}_one × 10%, {name}_two × 10%)
",
        name = "the_long_name_of_a_figure_that_is_as_long_as_its_neighbour"
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("policy.bursary"), rules).unwrap();
    let told = out(&test(folder.path(), &["--mutate"]));
    let left_out = told.lines().filter(|line| line.starts_with("  ✘") && line.contains("` is left out"));
    assert_eq!(left_out.count(), 2, "{told}");
}
