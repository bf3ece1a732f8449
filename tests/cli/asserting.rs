//! `assert` clauses: what a violated one does to `award`, `explain` and `test`, and what `diff`, `doc` and coverage make of them.

use std::path::Path;

use crate::{bursary_in, err, out};

const RULES: &str = "政策 grant 「补助办法」
  金额单位 CNY，四舍五入至 0.01
申报主体 「申报主体」
  invested 「投资额」：金额
  devices 「设备清单」：设备 列表，缺省 空
记录 device 「设备」
  编号 id 「编号」：文本
  price 「购置价」：金额
  other_aid 「其他补助」：金额
措施 purchase 「购置补助」
  对每个 device 「设备」 属于 设备清单
  奖励 设备.购置价 的 40%
  断言 「单台不超过购置价」：累计支持 ＋ 设备.其他补助 不超过 设备.购置价
措施 bonus 「奖励」
  奖励 10万元
断言 「不超过投资额」：累计支持 不超过 投资额
";

/// 40% of 500,000 and 100,000: 300,000 of 400,000, and 200,000 + 100,000 of 500,000.
const SOUND: &str = "{\"applied_on\": \"2026-05-01\", \"applicant\": {\"invested\": 400000, \"devices\": [{\"id\": \"A\", \"price\": 500000, \"other_aid\": 100000}]}}";
/// The same with 250,000 invested, and 350,000 of other aid: 550,000 of 500,000.
const VIOLATED: &str = "{\"applied_on\": \"2026-05-01\", \"applicant\": {\"invested\": 250000, \"devices\": [{\"id\": \"A\", \"price\": 500000, \"other_aid\": 350000}]}}";
/// The price of the device is not known: 100,000 and up, of 400,000.
const OPEN: &str = "{\"applied_on\": \"2026-05-01\", \"applicant\": {\"invested\": 400000, \"devices\": [{\"id\": \"A\", \"other_aid\": 0}]}}";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("policy.bursary"), RULES).unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn award(folder: &Path, case: &str, more: &[&str]) -> std::process::Output {
    let arguments: Vec<&str> = ["award", "policy.bursary", "-"].iter().chain(more).copied().collect();
    bursary_in(folder, &arguments, case)
}

#[test]
fn a_decision_that_holds_says_nothing_of_it_in_the_table() {
    let folder = folder(&[]);
    let output = award(folder.path(), SOUND, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(!out(&output).contains("不超过"), "{}", out(&output));
    assert_eq!(err(&output), "");
}

#[test]
fn a_violated_decision_is_printed_as_it_is_and_ends_with_2() {
    let folder = folder(&[]);
    let output = award(folder.path(), VIOLATED, &[]);
    assert_eq!(output.status.code(), Some(2));
    let text = out(&output);
    for part in [
        "payable CNY 300,000.00, paid before CNY 0.00, nothing pending",
        "✘ What must hold of the decision",
        "violated: 2",
        "✘ 不超过投资额",
        "over by CNY 50,000.00",
        "of it: Purchase · device A",
        "✘ 单台不超过购置价 (Purchase · device A)",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let told = err(&output);
    assert_eq!(told.matches("error assert/violated").count(), 2, "{told}");
    for part in ["policy.bursary:16:1", "policy.bursary:13:3", "violates the assertion “不超过投资额”"] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    // What the decision tells is not told again.
    assert!(!told.contains("50,000.00") && !told.contains("Purchase · device A 200,000.00"), "{told}");
    let zh = award(folder.path(), VIOLATED, &["--language", "zh"]);
    let text = format!("{}{}", out(&zh), err(&zh));
    for part in [
        "对审定结果的断言",
        "2 条不成立",
        "超出 50,000.00 元",
        "其中：购置补助 · 设备 A",
        "审定结果违反断言“不超过投资额”",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn the_claim_of_the_applicant_is_asked_for_by_either_name() {
    let rules = RULES.replace("奖励 10万元\n", "奖励 10万元\n  断言 「奖励不超过5万元」：累计支持 不超过 5万元\n");
    let folder = folder(&[("policy.bursary", &rules), ("case.json", SOUND)]);
    for command in ["award", "explain"] {
        let run = |claim: &str| {
            let arguments = [command, "policy.bursary", "case.json", "--claim", claim, "--language", "zh"];
            let output = bursary_in(folder.path(), &arguments, "");
            (output.status.code(), out(&output), err(&output))
        };
        for claim in ["申报主体", "applicant"] {
            let (code, text, told) = run(claim);
            assert_eq!(code, Some(2), "{command} {claim}: {told}");
            assert!(text.contains("✘ 奖励不超过5万元") && text.contains("超出 50,000.00 元"), "{text}");
            assert!(told.contains("违反断言“奖励不超过5万元”"), "{told}");
        }
        let (code, text, told) = run("A");
        assert_eq!(code, Some(0), "{told}");
        assert!(!text.contains("奖励不超过5万元"), "{text}");
    }
}

#[test]
fn what_brings_the_most_is_told_of_the_side_that_is_too_great() {
    let violated = |assertion: &str| {
        let rules = RULES.replace("断言 「不超过投资额」：累计支持 不超过 投资额", assertion);
        let folder = folder(&[("policy.bursary", &rules)]);
        let output = award(folder.path(), SOUND, &["--format", "json"]);
        assert_eq!(output.status.code(), Some(2), "{}", err(&output));
        let decision: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
        let parts = decision["assertions"][0]["made_of"].as_array().cloned().unwrap_or_default();
        let part = |part: &serde_json::Value| {
            format!("{} {}", part["measure"].as_str().unwrap(), part["amount"].as_str().unwrap())
        };
        parts.iter().map(part).collect::<Vec<_>>().join(", ")
    };
    // 200,000 for the device and 100,000: too little, so there is nothing of which there is too much.
    assert_eq!(violated("断言 「至少」：累计支持 不低于 50万元"), "");
    assert_eq!(violated("断言 「至少」：非 （累计支持 低于 50万元）"), "");
    assert_eq!(violated("断言 「至多」：非 （累计支持 超过 20万元）"), "purchase 200000.00, bonus 100000.00");
    assert_eq!(
        violated("断言 「不低于」：投资额 不低于 累计支持（购置补助） ＋ 累计支持（奖励） ＋ 20万元"),
        "purchase 200000.00, bonus 100000.00"
    );
    // 200,000 − 100,000: the bonus makes it less.
    assert_eq!(violated("断言 「差额」：累计支持（购置补助） － 累计支持（奖励） 不超过 5万元"), "purchase 200000.00");
    assert_eq!(
        violated("断言 「两条」：累计支持（购置补助） 不超过 20万元 且 累计支持（奖励） 不超过 5万元"),
        "bonus 100000.00"
    );
}

#[test]
fn one_that_asks_of_claims_of_an_unknown_list_waits_for_the_list() {
    let folder = folder(&[("policy.bursary", &RULES.replace("，缺省 空", ""))]);
    let case = r#"{"applied_on": "2026-05-01", "applicant": {"invested": 400000}}"#;
    let output = award(folder.path(), case, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let decision: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    let [whole] = decision["assertions"].as_array().unwrap().as_slice() else { panic!("{decision}") };
    assert!(whole["holds"].is_null());
    assert_eq!(whole["missing"], serde_json::json!(["devices"]));
    let text = out(&award(folder.path(), case, &["--language", "zh"]));
    assert!(text.contains("? 不超过投资额") || text.contains("？不超过投资额"), "{text}");
    assert!(text.contains("设备清单"), "{text}");
}

#[test]
fn an_open_one_is_listed_and_ends_with_0() {
    let folder = folder(&[]);
    let output = award(folder.path(), OPEN, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let text = out(&output);
    assert!(text.contains("not known yet: 2") && text.contains("? 不超过投资额"), "{text}");
    assert!(text.contains("device A, price: not given"), "{text}");
}

#[test]
fn the_decision_carries_every_assertion() {
    let folder = folder(&[]);
    let output = award(folder.path(), VIOLATED, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let decision: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    let assertions = decision["assertions"].as_array().unwrap();
    assert_eq!(assertions.len(), 2);
    let [whole, claim] = assertions.as_slice() else { panic!("{assertions:?}") };
    assert_eq!((&whole["label"], &whole["holds"]), (&"不超过投资额".into(), &false.into()));
    assert_eq!(whole["made_of"][0]["amount"], "200000.00");
    assert_eq!(whole["made_of"][1]["claim"], "applicant");
    assert_eq!((&claim["measure"], &claim["claim"], &claim["holds"]), (&"purchase".into(), &"A".into(), &false.into()));
    let open = award(folder.path(), OPEN, &["--format", "json"]);
    let decision: serde_json::Value = serde_json::from_str(&out(&open)).unwrap();
    assert!(decision["assertions"][0]["holds"].is_null());
    assert_eq!(decision["assertions"][0]["missing"], serde_json::json!(["devices[A].price"]));
}

#[test]
fn of_several_cases_the_others_are_decided() {
    let folder = folder(&[("cases.jsonl", &format!("{SOUND}\n{VIOLATED}\n{SOUND}\n"))]);
    let output = bursary_in(folder.path(), &["award", "policy.bursary", "cases.jsonl", "--format", "json"], "");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(out(&output).lines().count(), 3);
    assert!(err(&output).contains("cases.jsonl:2"), "{}", err(&output));
}

#[test]
fn an_explanation_ends_with_what_must_hold() {
    let folder = folder(&[("case.json", VIOLATED), ("sound.json", SOUND)]);
    for (format, part) in [
        ("text", "✘ 对审定结果的断言"),
        ("markdown", "对审定结果的断言"),
        ("html", "对审定结果的断言"),
        ("json", "\"op\": \"decided\""),
    ] {
        let arguments = ["explain", "policy.bursary", "case.json", "--format", format, "--language", "zh"];
        let output = bursary_in(folder.path(), &arguments, "");
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(out(&output).contains(part), "{format}: {}", out(&output));
    }
    let sound = bursary_in(folder.path(), &["explain", "policy.bursary", "sound.json", "--language", "zh"], "");
    assert_eq!(sound.status.code(), Some(0));
    assert!(out(&sound).contains("✔ 不超过投资额、单台不超过购置价"), "{}", out(&sound));
    let one = ["explain", "policy.bursary", "case.json", "--measure", "bonus", "--language", "zh"];
    let one = out(&bursary_in(folder.path(), &one, ""));
    assert!(one.contains("不超过投资额") && !one.contains("单台不超过购置价"), "{one}");
}

const TESTS: &str = "测试 「违反两条」
  已知 申请日 为 2026-05-01
  已知 投资额 为 25万元
  已知 设备清单
    | 编号 「A」，购置价 50万元，其他补助 35万元
  预期 合计：应发 30万元
";

#[test]
fn a_test_whose_case_violates_one_fails_unless_it_expects_that() {
    let folder = folder(&[("tests.bursary", TESTS)]);
    let output = bursary_in(folder.path(), &["test", ".", "--language", "zh"], "");
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let text = out(&output);
    for part in ["断言“不超过投资额”", "断言“单台不超过购置价”", "预期符合，得出不符合", "超出 50,000.00 元"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let expected = format!("{TESTS}  预期 断言 「不超过投资额」：不符合\n  预期 断言 「单台不超过购置价」：不符合\n");
    std::fs::write(folder.path().join("tests.bursary"), &expected).unwrap();
    let output = bursary_in(folder.path(), &["test", "."], "");
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    // What is expected to be violated, and holds, is a difference, too.
    std::fs::write(folder.path().join("tests.bursary"), expected.replace("25万元", "40万元")).unwrap();
    let output = bursary_in(folder.path(), &["test", "."], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("assertion `不超过投资额`: expected failed, came met"), "{}", out(&output));
}

#[test]
fn what_a_test_may_expect_of_one_is_named() {
    let told = |expected: &str| {
        let folder = folder(&[("tests.bursary", &format!("{TESTS}  {expected}\n"))]);
        let output = bursary_in(folder.path(), &["test", ".", "--language", "zh"], "");
        assert_eq!(output.status.code(), Some(2), "{expected}: {}", out(&output));
        err(&output)
    };
    for expected in ["预期 断言 「不超过投资额」：成立", "预期 断言 「不超过投资额」：应发 15万元"]
    {
        let text = told(expected);
        assert!(text.contains("“符合”“不符合”或“待确认”"), "{text}");
        assert!(!text.contains("如“应发"), "{text}");
    }
    let text = told("预期 总计：应发 30万元");
    assert!(text.contains("没有名为“总计”的措施") && text.contains("可写“合计”"), "{text}");
}

#[test]
fn a_claim_that_the_scope_refuses_is_told_with_the_scope() {
    let rules = RULES.replace("记录 device", "  listed 「列入失信名单」：是否\n适用范围 「适用范围」\n  一票否决 「列入失信名单」：列入失信名单\n记录 device");
    let test =
        TESTS.replace("25万元", "40万元").replace("  预期", "  已知 列入失信名单\n  预期 奖励：应发 10万元\n  预期");
    let folder = folder(&[("policy.bursary", &rules), ("tests.bursary", &test)]);
    let output = bursary_in(folder.path(), &["test", ".", "--language", "zh"], "");
    let text = out(&output);
    let (above, _) =
        text.split_once("申报主体不符合适用范围，见上").unwrap_or_else(|| panic!("{text}{}", err(&output)));
    assert!(above.contains("✘ 适用范围") && above.contains("列入失信名单"), "{text}");
}

#[test]
fn tests_that_can_t_be_read_are_not_among_those_that_passed() {
    let broken = TESTS.replace("违反两条", "另一项").replace("合计", "总计");
    let folder = folder(&[(
        "tests.bursary",
        &format!("{}{broken}", TESTS.replace("25万元", "40万元").replace("35万元", "10万元")),
    )]);
    let output = bursary_in(folder.path(), &["test", ".", "--language", "zh"], "");
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(out(&output).contains("能读取的1项测试通过") && !out(&output).contains("全部通过"), "{}", out(&output));
}

#[test]
fn files_of_tests_expect_them_by_their_labels() {
    let test = |expected: &str| format!("{{\"name\": \"t\", \"case\": {VIOLATED}, \"expected\": {expected}}}\n");
    let run = |expected: &str| {
        let folder = folder(&[("tests.jsonl", &test(expected))]);
        let output = bursary_in(folder.path(), &["test", "."], "");
        (output.status.code(), out(&output))
    };
    let both = "{\"assertions\": {\"不超过投资额\": false, \"单台不超过购置价\": false}}";
    assert_eq!(run(both).0, Some(0));
    assert_eq!(run(&both.replacen("false", "true", 1)).0, Some(1));
    assert_eq!(run(&both.replacen("false", "null", 1)).0, Some(1));
    assert_eq!(run(&both.replacen("不超过投资额", "没有这一条", 1)).0, Some(1));
    // Two claims have the same one; it is named once.
    let other = VIOLATED.replace("}]}}", "}, {\"id\": \"B\", \"price\": 100, \"other_aid\": 0}]}}");
    let two = format!(
        "{{\"name\": \"t\", \"case\": {other}, \"expected\": {}}}\n",
        both.replacen("单台不超过购置价", "单台不超过", 1)
    );
    let folder = folder(&[("tests.jsonl", &two)]);
    let text = out(&bursary_in(folder.path(), &["test", ".", "--language", "zh"], ""));
    assert!(text.contains("没有这条断言；现有“单台不超过购置价”“不超过投资额”"), "{text}");
    let (code, text) = run(&both.replacen("false", "\"perhaps\"", 1));
    assert_eq!(code, Some(1), "{text}");
}

#[test]
fn they_are_covered_where_they_held_and_are_no_mutants() {
    let sound = TESTS.replace("25万元", "40万元").replace("其他补助 35万元", "其他补助 10万元");
    let folder = folder(&[("tests.bursary", &sound)]);
    let output = bursary_in(folder.path(), &["test", ".", "--coverage"], "");
    let text = out(&output);
    let line = text.lines().find(|line| line.contains("assertions")).unwrap_or_else(|| panic!("{text}"));
    assert!(line.contains("2 of 2") || line.contains("100"), "{line}");
    let output = bursary_in(folder.path(), &["test", ".", "--mutate"], "");
    assert!(
        !out(&output).contains("policy.bursary:16:") && !out(&output).contains("policy.bursary:13:"),
        "{}",
        out(&output)
    );
}

#[test]
fn a_changed_one_is_a_change_of_its_own_that_moves_no_money() {
    let folder = folder(&[("case.json", SOUND)]);
    let changed = RULES
        .replace("累计支持 不超过 投资额", "累计支持 不超过 投资额 的 90%")
        .replace("「单台不超过购置价」", "「单台封顶」");
    std::fs::write(folder.path().join("new.bursary"), changed).unwrap();
    let arguments = ["diff", "policy.bursary", "new.bursary", "--cases", "case.json"];
    let output = bursary_in(folder.path(), &arguments, "");
    let text = out(&output);
    assert!(text.contains("assertion “不超过投资额”") && text.contains("单台封顶"), "{text}");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
}

#[test]
fn the_page_of_a_policy_shows_them() {
    let folder = folder(&[]);
    let page = out(&bursary_in(folder.path(), &["doc", "policy.bursary", "--language", "zh"], ""));
    let (_, section) = page.split_once("id=\"assertions\"").unwrap();
    let section = section.split("</section>").next().unwrap();
    assert!(section.contains("不超过投资额") && section.contains("全部措施累计支持"), "{section}");
    assert!(page.contains("单台不超过购置价") && page.contains("本项累计支持"), "{page}");
}
