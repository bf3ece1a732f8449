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
