//! `bursary test`: passed and failed tests, what can't be read, JUnit, watching.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::{bursary, bursary_in, err, out};

const RULES: &str = "policy grant \"补助办法\"
  money in CNY, rounded half up to 0.01
applicant
  revenue \"营业收入\" : money
measure growth \"增长奖励\"
  when \"收入500万元以上\": revenue at least 500万元
  award 10% of revenue
  cap 60万元 per applicant in total
";

const TESTS: &str = "
- name: below the cap
  why: 10% × 500万 = 50万
  case: {applied_on: 2026-05-01, applicant: {revenue: 500万元}}
  expected:
    measures:
      growth: [{status: qualified, payments: [{status: payable, amount: 50万元}]}]
    totals: {payable: 50万元}
- 名称: 收入不足
  案例: {申请日: 2026-05-01, 申报主体: {营业收入: 499万元}}
  预期: {措施: {增长奖励: [{status: refused, payments: []}]}}
";

fn folder(rules: &str, tests: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("policy.bursary"), rules).unwrap();
    std::fs::write(folder.path().join("tests.yaml"), tests).unwrap();
    folder
}

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
fn a_test_that_goes_on_from_one_of_another_version_is_read_by_its_own() {
    let rules = "policy grant \"补助\"
  money in CNY, rounded half up to 0.01
applicant
  staff \"职工人数\" : whole 0..
measure support \"稳岗补助\"
  when \"10人以上\": staff at least 10
  award 1万元
amendment second \"修订\" from 2026-06-01
applicant
  staff \"从业人数\" : whole 0..
amendment third \"再修订\" from 2027-01-01
measure support \"稳岗补助\"
  when \"10人以上\": staff at least 10
  award 2万元
";
    let tests = "test \"in the second version\"
  given applied_on is 2026-07-01
  given 从业人数 is 20
  expect support: payable 1万元
test \"in the third\"
  like \"in the second version\"
  given applied_on is 2027-07-01
  expect support: payable 2万元
test \"in the first\"
  like \"in the second version\"
  given applied_on is 2026-01-01
  given 职工人数 is 5
  expect support: refused by \"10人以上\"
";
    let output = bursary_in(written(rules, tests).path(), &["test", "."], "");
    assert_eq!(out(&output), ".: 3 tests, all passed\n3 passed\n", "{}", err(&output));
}

#[test]
fn a_veto_and_a_condition_of_its_own_label_are_two() {
    let rules = "policy grant \"Grant\"
  money in CNY, rounded half up to 0.01
applicant
  quoted : yes/no
  listed : yes/no
measure aid \"Aid\"
  when \"listed\": quoted
  award 1万元
measure loan \"Loan\"
  when \"quoted\": quoted
  veto \"listed\": listed
  award 1万元
";
    let tests = "test \"a condition\"
  given applied_on is 2026-05-01
  given quoted
  given listed
  expect aid: meets \"listed\", payable 1万元
  expect loan: refused by \"listed\"
  expect loan: refused by \"not listed\"
";
    let output = bursary_in(written(rules, tests).path(), &["test", "."], "");
    assert_eq!(out(&output), ".: 1 test, passed\n1 passed\n", "{}", err(&output));
    let wrong = tests.replace("meets \"listed\"", "meets \"not listed\"");
    let told = err(&bursary_in(written(rules, &wrong).path(), &["test", "."], ""));
    assert!(told.contains("tests/unknown-name") && told.contains("`listed`"), "{told}");
}

#[test]
fn a_list_that_is_called_as_an_approval_is_none() {
    let rules = "policy grant \"补助\"
  money in CNY, rounded half up to 0.01
record letter
  key id : text
  final : yes/no
applicant
  approved : list of letter
measure growth \"增长奖励\"
  when \"all are final\": all letter in approved have letter.final
  award 1万元
measure plan \"规划补助\"
  award up to 5万元
";
    let tests = "test \"a fact\"
  given applied_on is 2026-05-01
  given approved
    | id \"A\"
  expect growth: missing approved[\"A\"].final
  expect plan: missing the approval
test \"no approval\"
  like \"a fact\"
  expect growth: missing the approval
";
    let text = out(&bursary_in(written(rules, tests).path(), &["test", "."], ""));
    assert!(text.contains("1 passed, 1 failed"), "{text}");
    assert!(text.contains("增长奖励: expected it waits for the approval, came pending"), "{text}");
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

#[test]
fn a_watch_runs_again_after_a_change_and_ends_when_its_folder_is_gone() {
    let folder = folder(&RULES.replace("10%", "9%"), TESTS);
    let policy = folder.path().join("policy");
    std::fs::create_dir(&policy).unwrap();
    for file in ["policy.bursary", "tests.yaml"] {
        std::fs::rename(folder.path().join(file), policy.join(file)).unwrap();
    }
    let mut watch = Command::new(env!("CARGO_BIN_EXE_bursary"))
        .args(["test", "policy", "--watch", "--language", "en"])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = lines(watch.stdout.take().unwrap());
    let noted = lines(watch.stderr.take().unwrap());
    let seen = wait_for(&said, "1 passed, 1 failed")
        && wait_for(&noted, "waiting for a change")
        && {
            std::fs::write(policy.join("policy.bursary"), RULES).unwrap();
            wait_for(&said, "2 passed")
        }
        && wait_for(&noted, "waiting for a change")
        && {
            std::fs::remove_dir_all(&policy).unwrap();
            wait_for(&noted, "`policy` is gone")
        };
    if !seen {
        let _ = watch.kill();
    }
    let status = watch.wait().unwrap();
    assert!(seen && status.code() == Some(2), "{status:?}");
}

fn lines(from: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            let _ = tell.send(line);
        }
    });
    told
}

fn wait_for(told: &Receiver<String>, part: &str) -> bool {
    const LONGEST: Duration = Duration::from_secs(30);
    while let Ok(line) = told.recv_timeout(LONGEST) {
        if line.contains(part) {
            return true;
        }
    }
    false
}

#[test]
fn a_watch_does_not_wake_itself() {
    let folder = folder(RULES, TESTS);
    let mut watch = Command::new(env!("CARGO_BIN_EXE_bursary"))
        .args(["test", ".", "--watch", "--language", "en", "--coverage-json", "c.json", "--junit", "results.xml"])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let noted = lines(watch.stderr.take().unwrap());
    let waits = wait_for(&noted, "waiting for a change");
    // Its own files are no change: it goes on waiting.
    let again = noted.recv_timeout(Duration::from_secs(3));
    std::fs::write(folder.path().join("policy.bursary"), RULES).unwrap();
    let wakes = wait_for(&noted, "waiting for a change");
    let _ = watch.kill();
    watch.wait().unwrap();
    assert!(waits && again.is_err() && wakes, "{waits} {again:?} {wakes}");
}

#[test]
fn every_policy_of_the_repository_passes_its_tests() {
    assert!(Path::new("policies").is_dir());
    let output = bursary(&["test", "policies"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
}

const LANGUAGE: &str = "test \"at the threshold\"
  because \"10% × 500万 = 50万\"
  given applied_on is 2026-05-01
  given revenue is 500万元
  expect growth: qualified, payable 50万元, step formula 50万元
test \"one fen below it\"
  like \"at the threshold\"
  given revenue is 4999999.99元
  expect growth: refused by \"收入500万元以上\"
test \"not known\"
  like \"at the threshold\"
  unknown revenue
  expect growth: pending at most 60万元, missing revenue
  expect total: payable 0元
test \"a misspelled fact\"
  given applied_on is 2026-05-01
  given revenu is 1元
  expect fault: \"case/unknown-key\"
";

/// A folder with a policy and the tests of the language in a file of their own.
fn written(rules: &str, tests: &str) -> tempfile::TempDir {
    let folder = folder(rules, "[]");
    std::fs::remove_file(folder.path().join("tests.yaml")).unwrap();
    std::fs::write(folder.path().join("tests.bursary"), tests).unwrap();
    folder
}

#[test]
fn tests_in_the_language_pass() {
    let folder = written(RULES, LANGUAGE);
    let output = bursary_in(folder.path(), &["test", "."], "");
    assert_eq!(out(&output), ".: 4 tests, all passed\n4 passed\n", "{}", err(&output));
}

#[test]
fn a_veto_is_called_by_its_own_label_and_by_that_of_what_must_hold() {
    let rules = "政策 grant 「补助办法」
  金额单位 CNY，四舍五入至 0.01
申报主体
  enjoyed 「享受」：是否
  record 「违法记录」：是否
  passed 「环评」：是否
措施 aid 「补助」
  一票否决 「已享受」：享受
  一票否决 「有重大违法记录」：违法记录
  一票否决 「未通过环评」：非 环评
  奖励 1万元
  封顶 1万元 每个 申报主体 累计
";
    let tests = "测试 「都不行」
  已知 申请日 为 2026-05-01
  已知 享受
  已知 违法记录
  已知 非 环评
  预期 补助：不予支持 因 「已享受」
  预期 补助：不予支持 因 「未享受」
  预期 补助：不予支持 因 「有重大违法记录」
  预期 补助：不予支持 因 「无重大违法记录」
  预期 补助：不予支持 因 「未通过环评」
  预期 补助：不予支持 因 「通过环评」
";
    let output = bursary_in(written(rules, tests).path(), &["test", "."], "");
    assert_eq!(out(&output), ".: 1 test, passed\n1 passed\n", "{}", err(&output));
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
fn a_limit_that_the_scope_forestalls_is_told_as_one_that_was_not_reached() {
    let rules = "政策 grant 「补助办法」
  金额单位 CNY，四舍五入至 0.01
申报主体
  listed 「列入名单」：是否
  machines 「设备清单」：设备 列表
记录 machine 「设备」
  编号 id 「编号」：文本
适用范围
  一票否决 「列入名单」：列入名单
措施 purchase 「购置补助」
  对每个 one 「设备」 属于 设备清单
  条件 「已验收」：是 拨付时
  奖励 1万元
  封顶 1次 每个 申报主体 累计
";
    let tests = "测试 「在名单内」
  已知 申请日 为 2026-05-01
  已知 列入名单
  已知 设备清单
    | 编号 「A」
  预期 购置补助 的 「A」：应发 1万元
  预期 购置补助 的 「A」：不予支持 因 「封顶 1次 每个 申报主体 累计」
  预期 购置补助 的 「A」：满足 「已验收」
测试 「读不出」
  沿用 「没有这一项」
";
    let folder = written(rules, tests);
    let output = bursary_in(folder.path(), &["test", ".", "--language", "zh"], "");
    let text = out(&output);
    for part in [
        ".：能读取的测试中，1项未通过",
        "得出不予支持（未满足：未列入名单）",
        "未用到这项限额：不符合适用范围，已不予支持",
        "这一条件在本阶段、本年度或所采用的解读下未审查",
    ] {
        assert!(text.contains(part), "{part}\n{text}{}", err(&output));
    }
    assert_eq!(output.status.code(), Some(2));
    let none = written(rules, "测试 「读不出」\n  沿用 「没有这一项」\n");
    let output = bursary_in(none.path(), &["test", ".", "--language", "zh"], "");
    assert!(out(&output).starts_with(".：没有能够读取的测试\n"), "{}", out(&output));
}
