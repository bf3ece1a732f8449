//! What the words of an expectation mean.

use super::written;
use crate::{bursary_in, err, out};

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
