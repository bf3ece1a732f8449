//! `bursary diff`: two versions of a small policy, and three cases.

use crate::{bursary, err, out};

const OLD: &str = "tests/cli/diff/old";
const NEW: &str = "tests/cli/diff/new";
const CASES: &str = "tests/cli/diff/cases.jsonl";

#[test]
fn what_changed_and_who_gains_is_told_in_both_languages() {
    for language in ["zh", "en"] {
        let output = bursary(&["diff", OLD, NEW, "--cases", CASES, "--language", language]);
        assert!(output.status.success(), "{}", err(&output));
        assert_eq!(err(&output), "");
        insta::assert_snapshot!(format!("diff_{language}"), out(&output));
    }
}

#[test]
fn json_holds_the_changes_and_the_effects() {
    let output = bursary(&["diff", OLD, NEW, "--cases", CASES, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(report["changes"].as_array().unwrap().len(), 2);
    // 甲: 300万 × 25% = 75万, and 40万 × 25% = 10万 that was below the threshold: 85 − 60 = 25.
    assert_eq!(report["cases"][0]["by"], "250000.00");
    // 乙: 120万 → 100万, 90万; together 190万, held before by 150万.
    assert_eq!(report["cases"][1]["by"], "400000.00");
    assert_eq!(report["cases"][2]["differences"].as_array().unwrap().len(), 0);
    let cause = &report["cases"][1]["differences"][0]["cause"]["changes"];
    assert_eq!(cause.as_array().unwrap().len(), 1);
    assert_eq!(cause[0]["new"]["words"], "封顶 200万元 每个 申报主体 累计");
}

#[test]
fn the_exit_status_says_whether_it_worked_and_where_asked_whether_anything_changed() {
    let changed = |arguments: &[&str]| bursary(&[&["diff"], arguments].concat()).status.code();
    assert_eq!(changed(&[OLD, NEW]), Some(0));
    assert_eq!(changed(&[OLD, NEW, "--fail-on-change"]), Some(1));
    assert_eq!(changed(&[OLD, OLD, "--fail-on-change"]), Some(0));
    assert_eq!(changed(&[OLD, "tests/cli/nowhere"]), Some(2));
    assert_eq!(changed(&[OLD, NEW, "--cases", "tests/cli/nowhere.yaml"]), Some(2));
    assert!(err(&bursary(&["diff", OLD, OLD])).contains("no change in meaning"));
}

/// A folder of cases holds a workbook and a text; what an office program keeps beside an open workbook is no case.
#[test]
fn the_workbooks_of_a_folder_are_cases_too() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let lines = std::fs::read_to_string(CASES).unwrap();
    let mut lines = lines.lines();
    std::fs::write(file("a.json"), lines.next().unwrap()).unwrap();
    let other = tempfile::tempdir().unwrap();
    let case = other.path().join("b.json").display().to_string();
    std::fs::write(&case, lines.next().unwrap()).unwrap();
    let written = bursary(&["schema", OLD, "--format", "xlsx", "-o", &file("b.xlsx"), "--case", &case]);
    assert!(written.status.success(), "{}", err(&written));
    std::fs::write(file("~$b.xlsx"), "").unwrap();
    let cases = folder.path().display().to_string();
    let output = bursary(&["diff", OLD, NEW, "--cases", &cases, "--format", "json"]);
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
    let report: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    let by: Vec<_> = report["cases"].as_array().unwrap().iter().map(|own| own["by"].as_str().unwrap()).collect();
    assert_eq!(by, ["250000.00", "400000.00"]);
}

/// 100 yuan before and 100 dollars now are not "the same in all".
#[test]
fn what_cannot_be_compared_is_counted_apart() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let policy = |currency: &str, share: &str| {
        let head = format!("policy p\n  money in {currency}, rounded half up to 0.01\n\napplicant\n  cost : money\n\n");
        format!("{head}measure m\n  award {share} of cost\n  cap cost per applicant in total\n")
    };
    let old = file("old.bursary", &policy("CNY", "50%"));
    let new = file("new.bursary", &policy("USD", "40%"));
    let case = file("case.yaml", "applied_on: 2026-05-01\napplicant:\n  cost: 200\n");
    let output = bursary(&["diff", &old, &new, "--cases", &case]);
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
    let row = |name: &str| {
        let text = out(&output);
        let row = text.lines().find(|line| line.starts_with(&format!("│ {name} "))).unwrap_or_default().to_owned();
        row.split_whitespace().filter(|word| word.parse::<u32>().is_ok()).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!((row("not comparable"), row("the same in all,")), (vec!["1".to_owned()], vec!["0".to_owned()]));
}

#[test]
fn in_chinese_claims_and_facts_go_by_their_chinese_names() {
    let folder = tempfile::tempdir().unwrap();
    let policy = |share: &str| {
        let head = "政策 p 「办法」\n  金额单位 CNY，四舍五入至 0.01\n申报主体\n  cost 「费用」：金额\n  heads 「营业收入」：金额\n";
        format!("{head}措施 m 「补助」\n  条件 「占比」：费用 ÷ 营业收入 超过 10%\n  奖励 费用 的 {share}\n")
    };
    let case = |heads: u32| format!("applied_on: 2026-05-01\napplicant:\n  cost: 200\n  heads: {heads}\n");
    let texts = [("old", "bursary", policy("50%")), ("new", "bursary", policy("40%"))];
    let texts = texts.into_iter().chain([("ten", "yaml", case(10)), ("zero", "yaml", case(0))]);
    let [old, new, ten, zero] = [0, 1, 2, 3].map(|at| {
        let (name, ending, text) = texts.clone().nth(at).unwrap();
        let path = folder.path().join(format!("{name}.{ending}"));
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    });
    let output = bursary(&["diff", &old, &new, "--cases", &ten, "--language", "zh"]);
    assert!(out(&output).contains("补助，申报主体，支持年度 1"), "{}{}", out(&output), err(&output));
    let output = bursary(&["award", &old, &zero, "--language", "zh"]);
    assert!(err(&output).contains("营业收入为 0") && !err(&output).contains("heads ="), "{}", err(&output));
}

/// What `bursary new` leaves is an empty form; a case that can't be read is told once, though both versions read it.
#[test]
fn an_empty_form_is_passed_over_and_what_is_wrong_with_a_case_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let cases = folder.path().display().to_string();
    let lines = std::fs::read_to_string(CASES).unwrap();
    std::fs::write(folder.path().join("a.json"), lines.lines().next().unwrap()).unwrap();
    std::fs::write(folder.path().join("example.yaml"), "# 空白\n申请日:  # 日期\n\n申报主体:\n  名称:  # 文本\n")
        .unwrap();
    let output = bursary(&["diff", OLD, NEW, "--cases", &cases, "--language", "zh"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(err(&output).matches("example.yaml”是尚未填写的空白案例").count(), 1, "{}", err(&output));
    std::fs::write(folder.path().join("b.yaml"), "applicant:\n  name: 甲\n").unwrap();
    let output = bursary(&["diff", OLD, NEW, "--cases", &cases, "--language", "zh"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(err(&output).matches("case/no-application-date").count(), 1, "{}", err(&output));
    // Named itself, the form is a case that can't be decided.
    let named = folder.path().join("example.yaml").display().to_string();
    assert_eq!(bursary(&["diff", OLD, NEW, "--cases", &named]).status.code(), Some(2));
}

const BEFORE: &str = "政策 p 「办法」
  金额单位 CNY，四舍五入至 0.01
  施行 自 2026-01-01 至 2026-12-31
申报主体
  items 「项目清单」：项目 列表
记录 item 「项目」
  编号 id 「编号」：文本
  cost 「费用」：金额
措施 m 「补助」
  对每个 item 「项目」 属于 项目清单
  奖励 项目.费用 的 30%
";

/// 30% of 41,152 is 12,345.60; 5,000 were paid for the other project.
const CASE: &str = "{\"applied_on\": \"2026-08-01\", \"applicant\": {\"items\": [{\"id\": \"A\", \"cost\": 41152}, {\"id\": \"B\", \"cost\": 1000}]},
  \"paid\": [{\"measure\": \"m\", \"claim\": \"B\", \"amount\": 5000, \"on\": \"2026-02-01\"}]}";

#[test]
fn a_change_of_the_header_is_the_cause_and_what_was_paid_stays_paid() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).unwrap();
        folder.path().join(name).display().to_string()
    };
    let (old, case) = (file("old.bursary", BEFORE), file("c.json", CASE));
    let told = |new: &str| {
        let new = file("new.bursary", new);
        out(&bursary(&["diff", &old, &new, "--cases", &case, "--language", "zh"]))
    };
    let shorter = told(&BEFORE.replace("2026-12-31", "2026-06-30"));
    assert!(shorter.contains("17,345.60 → 5,000.00，减少 12,345.60"), "{shorter}");
    assert!(shorter.contains("补助，A，支持年度 1：应发 12,345.60 → 无，减少 12,345.60"), "{shorter}");
    assert!(shorter.contains("原因：政策总则，施行期间"), "{shorter}");
    assert!(!shorter.contains("补助，B") && !shorter.contains("其他奖励"), "{shorter}");
    let coarser = told(&BEFORE.replace("0.01", "100"));
    assert!(coarser.contains("应发 12,345.60 → 应发 12,300.00，减少 45.60"), "{coarser}");
    assert!(coarser.contains("原因：政策总则，取整方式") && !coarser.contains("其他奖励"), "{coarser}");
}
