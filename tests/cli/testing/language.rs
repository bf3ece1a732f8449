//! Tests in the language: passed, failed, wrong, and very many.

use std::time::Duration;

use super::{LANGUAGE, RULES, written};
use crate::{bursary_in, err, out};

#[test]
fn tests_in_the_language_pass() {
    let folder = written(RULES, LANGUAGE);
    let output = bursary_in(folder.path(), &["test", "."], "");
    assert_eq!(out(&output), ".: 4 tests, all passed\n4 passed\n", "{}", err(&output));
}

#[test]
fn tests_in_the_language_tell_what_came_instead() {
    let tests = "test \"all wrong\"
  given applied_on is 2026-05-01
  given revenue is 700万元
  expect growth: payable 50万元, step formula 50万元, step limit \"cap 60万元 per applicant in total\" 50万元, missing revenue, refused, nothing, repayable 1元
  expect growth: refused by \"收入500万元以上\", pending at most 1元, no claim, due later 1元
  expect total: paid 1元, pending at most 1元
  expect scope: failed, open
test \"no fault\"
  given applied_on is 2026-05-01
  given revenue is 700万元
  expect fault: \"case/unknown-key\"
";
    let folder = written(RULES, tests);
    let english = out(&bursary_in(folder.path(), &["test", "."], ""));
    for line in [
        "增长奖励: expected payable 500,000.00, came payable 600,000.00 (100,000.00 more)",
        "增长奖励, formula: expected 500,000.00, came 700,000.00 (200,000.00 more)",
        "增长奖励, limit:\n      expected `cap 60万元 per applicant in total` leaves 500,000.00\n      came 600,000.00\n      100,000.00 more\n",
        "增长奖励: expected it waits for revenue, came it waits for nothing",
        "增长奖励: expected refused, came payable 600,000.00",
        "增长奖励: expected nothing, came payable 600,000.00",
        "增长奖励: expected to be paid back 1.00, came to be paid back 0.00 (1.00 less)",
        "增长奖励: expected refused (not met: 收入500万元以上), came payable 600,000.00",
        "增长奖励: expected pending, at most 1.00, came payable 600,000.00",
        "增长奖励: expected no claim, came claim `applicant`",
        "paid in total: expected 1.00, came 0.00 (1.00 less)",
        "scope: expected not known yet, came met",
        "the case: expected `case/unknown-key`, came a decision",
    ] {
        assert!(english.contains(line), "{line}\n{english}");
    }
    let chinese = out(&bursary_in(folder.path(), &["test", ".", "--language", "zh"], ""));
    for line in [
        "增长奖励：预期应发 500,000.00，得出应发 600,000.00（多100,000.00）",
        "增长奖励，公式：预期 500,000.00，得出 700,000.00（多200,000.00）",
        "增长奖励：预期不予支持（未满足：收入500万元以上），得出应发 600,000.00",
    ] {
        assert!(chinese.contains(line), "{line}\n{chinese}");
    }
}

#[test]
fn a_wrong_test_is_found_by_check_and_never_run() {
    let folder = written(RULES, &LANGUAGE.replace("given revenue is 500万元", "given revenu is 500万元"));
    let check = bursary_in(folder.path(), &["check", "."], "");
    assert_eq!(check.status.code(), Some(1));
    // Those that go on from it are wrong for the same reason, which is told once.
    assert_eq!(out(&check).matches("case/unknown-key").count(), 1, "{}", out(&check));
    assert!(out(&check).contains("tests.bursary:4:9"), "{}", out(&check));
    let output = bursary_in(folder.path(), &["test", "."], "");
    assert_eq!(output.status.code(), Some(2));
    // A wrong test hinders no award.
    let case = "{\"applied_on\": \"2026-05-01\", \"applicant\": {\"revenue\": 5000000}}";
    let award = bursary_in(folder.path(), &["award", ".", "-"], case);
    assert!(award.status.success(), "{}", err(&award));
}

#[test]
fn tests_are_no_part_of_the_digest() {
    let digest = |rules: &str, tests: Option<&str>| {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("policy.bursary"), rules).unwrap();
        if let Some(tests) = tests {
            std::fs::write(folder.path().join("tests.bursary"), tests).unwrap();
        }
        let case = "{\"applied_on\": \"2026-05-01\", \"applicant\": {}}";
        let output = bursary_in(folder.path(), &["award", ".", "-", "--format", "json"], case);
        let decision: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
        decision["digest"].as_str().unwrap().to_owned()
    };
    let alone = digest(RULES, None);
    assert_eq!(alone, digest(RULES, Some(&format!("# the tests\n{LANGUAGE}"))));
    assert_eq!(alone, digest(&format!("{RULES}\n{LANGUAGE}"), None));
    assert_ne!(alone, digest(&RULES.replace("10%", "11%"), Some(LANGUAGE)));
}

#[test]
fn thousands_of_tests_and_long_ones_are_run_in_time() {
    let mut tests = LANGUAGE.to_owned();
    for number in 0..3_000 {
        tests += &format!(
            "test \"t{number}\"\n  like \"at the threshold\"\n  given revenue is {number}元\n  expect growth: refused\n"
        );
    }
    for number in 0..40 {
        tests += &format!("test \"c{}\"\n  like \"c{number}\"\n  expect growth: refused\n", number + 1);
    }
    tests += "test \"long\"\n  given applied_on is 2026-05-01\n";
    tests += &"  given revenue is 1元\n".repeat(50_000);
    tests += "  expect growth: refused\n";
    let folder = written(RULES, &tests);
    let started = std::time::Instant::now();
    let output = bursary_in(folder.path(), &["test", "."], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(out(&output).contains("3004 tests could be read, and passed"), "{}", out(&output));
    for code in ["tests/too-long", "tests/unknown-name"] {
        assert!(err(&output).contains(code), "{code}");
    }
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}

#[test]
fn expectations_that_could_never_fail_are_wrong() {
    let base = "test \"base\"\n  given applied_on is 2026-05-01\n  given revenue is 500万元\n";
    for (clauses, column) in [
        ("  expect growth in years 3 to 1: payable 9万元\n", "expect growth in years 3 to 1"),
        ("  expect growth in years 1 to 101: payable 9万元\n", "expect growth in years 1 to 101"),
        ("  paid growth in years 0 to 1: 9万元 on 2026-01-01\n  expect growth: paid 18万元\n", "years 0 to 1"),
        ("  paid growth in years 1 to 500: 9万元 on 2026-01-01\n  expect growth: paid 9万元\n", "years 1 to 500"),
        ("  expect fault: \"case/unknown-key\"\n  expect growth: payable 9万元\n", "expect fault"),
    ] {
        let folder = written(RULES, &format!("{base}{clauses}"));
        let check = bursary_in(folder.path(), &["check", "."], "");
        assert_eq!(check.status.code(), Some(1), "{clauses}");
        let told = out(&check);
        assert!(told.contains("tests/wrong-outcome") && told.contains(column), "{clauses}: {told}");
        assert_eq!(bursary_in(folder.path(), &["test", "."], "").status.code(), Some(2), "{clauses}");
    }
}
