//! `bursary test`: what the cases of all its parts begin with.

mod language;
mod meaning;
mod run;
mod watch;

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
