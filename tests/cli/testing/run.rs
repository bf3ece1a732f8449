//! Passed and failed tests, what can't be read, JSON and JUnit.

use std::path::Path;

use super::{RULES, TESTS, folder};
use crate::{bursary, bursary_in, err, out};

#[test]
fn tests_that_pass_end_with_0() {
    let folder = folder(RULES, TESTS);
    let output = bursary_in(folder.path(), &["test", "."], "");
    assert_eq!(out(&output), ".: 2 tests, all passed\n2 passed\n");
    assert_eq!(output.status.code(), Some(0));
    let zh = bursary_in(folder.path(), &["test", ".", "--language", "zh"], "");
    assert_eq!(out(&zh), ".：2项测试，全部通过\n通过2项\n");
}

#[test]
fn a_figure_that_differs_is_told_with_how_it_came_about() {
    let folder = folder(&RULES.replace("10%", "9%"), TESTS);
    let output = bursary_in(folder.path(), &["test", "."], "");
    assert_eq!(output.status.code(), Some(1));
    let text = out(&output);
    for part in [
        ".: 2 tests, 1 failed",
        "✘ below the cap  (./tests.yaml:2:3)",
        "because: 10% × 500万 = 50万",
        "增长奖励, year 1, amount: expected 500,000.00, came 450,000.00 (50,000.00 less)",
        "payable in total: expected 500,000.00, came 450,000.00 (50,000.00 less)",
        "1 passed, 1 failed",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    // The arithmetic of the claim stands below.
    assert!(text.contains("9%") && text.contains("5,000,000.00"), "{text}");
    let zh = out(&bursary_in(folder.path(), &["test", ".", "--language", "zh"], ""));
    assert!(zh.contains("增长奖励，第1年，金额：预期 500,000.00，得出 450,000.00（少50,000.00）"), "{zh}");
}

#[test]
fn a_status_that_differs_is_told_in_words() {
    let folder = folder(&RULES.replace("at least 500万元", "at least 400万元"), TESTS);
    let text = out(&bursary_in(folder.path(), &["test", ".", "--filter", "收入"], ""));
    assert!(text.contains("增长奖励, outcome: expected refused, came qualified"), "{text}");
    assert!(text.contains("增长奖励, payments: expected none, came one: payable"), "{text}");
    assert!(!text.contains("below the cap"), "{text}");
}

#[test]
fn a_case_that_can_not_be_read_fails_unless_that_is_expected() {
    let tests = "
- name: a misspelled fact
  case: {applied_on: 2026-05-01, applicant: {revenu: 500万元}}
  expected: {totals: {payable: 0元}}
- name: a misspelled fact is refused
  case: {applied_on: 2026-05-01, applicant: {revenu: 500万元}}
  expected: {fault: case/unknown-key}
- name: no fault
  case: {applied_on: 2026-05-01, applicant: {revenue: 500万元}}
  expected: {fault: case/unknown-key}
";
    let folder = folder(RULES, tests);
    let output = bursary_in(folder.path(), &["test", "."], "");
    let text = out(&output);
    assert!(text.contains("the case: expected a decision, came `case/unknown-key`"), "{text}");
    assert!(text.contains("tests.yaml:3:"), "{text}");
    assert!(text.contains("the case: expected `case/unknown-key`, came a decision"), "{text}");
    assert!(text.contains("1 passed, 2 failed"), "{text}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn what_is_no_test_is_reported_and_ends_with_2() {
    for (tests, code) in [
        ("- name: x\n  case: {applied_on: 2026-05-01}\n", "tests/incomplete"),
        ("- name: x\n  case: {applied_on: 2026-05-01}\n  expected: {}\n", "tests/incomplete"),
        ("- name: x\n  case: {applied_on: 2026-05-01}\n  expected: {total: {payable: 1}}\n", "tests/unknown-key"),
        ("- x\n", "tests/wrong-shape"),
        (
            "- name: x\n  case: {applied_on: 2026-05-01}\n  stage: later\n  expected: {scope: met}\n",
            "tests/wrong-shape",
        ),
        ("- name: [\n", "case/not-yaml"),
        // None of these could ever fail.
        ("- name: x\n  case: {applied_on: 2026-05-01}\n  expected: {measures: }\n", "tests/wrong-shape"),
        ("- name: x\n  case: {applied_on: 2026-05-01}\n  expected: {measures: {}}\n", "tests/wrong-shape"),
        ("- name: x\n  case: {applied_on: 2026-05-01}\n  expected: {measures: {grwoth: []}}\n", "tests/unknown-name"),
        ("- name: x\n  case: {applied_on: 2026-05-01}\n  expected: {totals: {}}\n", "tests/wrong-shape"),
        ("- name: x\n  case: {applied_on: 2026-05-01}\n  expected: {fault: [a]}\n", "tests/wrong-shape"),
        (
            "- name: x\n  case: {applied_on: 2026-05-01}\n  expected: {measures: {growth: [{payments: [{amuont: null}]}]}}\n",
            "did you mean `amount`?",
        ),
        (
            "- name: x\n  case: {applied_on: 2026-05-01}\n  expected: {measures: [{claims: [{结局: null}]}]}\n",
            "no decision has `结局` here",
        ),
        ("- name: x\n  case: {applied_on: 2026-05-01}\n  expected: {totals: {paied: null}}\n", "tests/unknown-key"),
        ("- name: x\n  case: {applied_on: 2026-05-01}\n  expected: {scope: {label: null}}\n", "tests/unknown-key"),
        ("- name: x\n  case: {applied_on: 2026-05-01}\n  expected: {decision: {scop: null}}\n", "tests/unknown-key"),
        (
            "- name: x\n  case: {applied_on: 2026-05-01}\n  expected: {fault: case/unknown-key, totals: {payable: 1}}\n",
            "tests/wrong-outcome",
        ),
    ] {
        let folder = folder(RULES, tests);
        let output = bursary_in(folder.path(), &["test", "."], "");
        assert_eq!(output.status.code(), Some(2), "{tests}");
        assert!(err(&output).contains(code), "{tests}: {}", err(&output));
    }
    let reading = "- name: x\n  case: {applied_on: 2026-05-01}\n  readings: {r: v}\n  expected: {scope: met}\n";
    let folder = folder(RULES, reading);
    let output = bursary_in(folder.path(), &["test", "."], "");
    assert!(out(&output).contains("tests/unknown-reading") && output.status.code() == Some(1), "{}", out(&output));
}

#[test]
fn what_award_prints_is_an_expectation() {
    let case = "{applied_on: 2026-05-01, applicant: {revenue: 700万元}}";
    let folder = folder(RULES, "[]");
    std::fs::write(folder.path().join("case.yaml"), case).unwrap();
    let award = bursary_in(folder.path(), &["award", "policy.bursary", "case.yaml", "--format", "json"], "");
    let decision: serde_json::Value = serde_json::from_str(&out(&award)).unwrap();
    let run = |measures: &serde_json::Value| {
        let test = format!("- {{name: as printed, case: {case}, expected: {{measures: {measures}}}}}\n");
        std::fs::write(folder.path().join("tests.yaml"), test).unwrap();
        let output = bursary_in(folder.path(), &["test", "."], "");
        (output.status.code(), out(&output))
    };
    let mut measures = decision["measures"].clone();
    assert_eq!(run(&measures).0, Some(0), "{}", run(&measures).1);
    measures[0]["claims"][0]["status"] = "refused".into();
    let (status, told) = run(&measures);
    assert_eq!(status, Some(1));
    assert!(told.contains("增长奖励, outcome: expected refused, came qualified"), "{told}");
    // 10% × 700万 = 70万, capped at 60万: the derivation of the claim is told as well.
    assert!(told.contains("600,000.00"), "{told}");
    assert_eq!(run(&serde_json::json!([])).0, Some(1), "none of the measures is there");
}

#[test]
fn nothing_to_run_ends_with_2() {
    let folder = folder(RULES, TESTS);
    assert_eq!(bursary_in(folder.path(), &["test", ".", "--filter", "nowhere"], "").status.code(), Some(2));
    std::fs::remove_file(folder.path().join("tests.yaml")).unwrap();
    let none = bursary_in(folder.path(), &["test", "."], "");
    assert!(none.status.code() == Some(2) && err(&none).contains("no tests"), "{}", err(&none));
    assert_eq!(bursary(&["test", "nowhere"]).status.code(), Some(2));
    let folder = self::folder("policy p\n  money in 元\n", TESTS);
    let broken = bursary_in(folder.path(), &["test", "."], "");
    assert!(broken.status.code() == Some(2) && err(&broken).contains("error"), "{}", err(&broken));
}

#[test]
fn results_are_written_as_json_and_as_junit() {
    let folder = folder(&RULES.replace("10%", "9%"), TESTS);
    let output = bursary_in(folder.path(), &["test", ".", "--format", "json", "--junit", "results.xml"], "");
    let results: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(results[0]["passed"], false);
    assert_eq!(results[0]["differences"][0]["path"], "measures.growth[1].payments[1].amount");
    assert_eq!(results[1]["passed"], true);
    let junit = std::fs::read_to_string(folder.path().join("results.xml")).unwrap();
    assert!(junit.contains("tests=\"2\"") && junit.contains("failures=\"1\""), "{junit}");
    assert!(junit.contains("<testcase name=\"收入不足\" classname=\".\"/>"), "{junit}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
    let nowhere = bursary_in(folder.path(), &["test", ".", "--junit", "nowhere/results.xml"], "");
    assert_eq!(nowhere.status.code(), Some(2));
}

#[test]
fn the_tests_of_a_policy_are_found_whichever_way_it_is_named() {
    let folder = folder(RULES, TESTS);
    for path in [".", "policy.bursary", "./policy.bursary"] {
        let output = bursary_in(folder.path(), &["test", path], "");
        assert!(out(&output).contains("2 tests, all passed"), "{path}: {}{}", out(&output), err(&output));
    }
}

#[test]
fn every_policy_of_the_repository_passes_its_tests() {
    assert!(Path::new("policies").is_dir());
    let output = bursary(&["test", "policies"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
}
