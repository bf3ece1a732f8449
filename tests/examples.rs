//! The example cases come out as they say: in the table of `cases/README.md`, in the comment on top of each file, and under
//! other readings.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, in what its tests share too"
)]

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::Value;

const POLICY: &str = "policies/shijingshan-data-elements";

/// What a case must come to: payable, paid, pending at most.
type Totals = [String; 3];

fn cases() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(POLICY).join("cases")
}

fn expected() -> Vec<(String, Totals)> {
    let page = fs::read_to_string(cases().join("README.md")).unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let figure = |at: usize| cells[at].replace(',', "").replace("without bound", "null");
        (cells[1].trim_matches('`').to_owned(), [figure(3), figure(4), figure(5)])
    })
    .collect()
}

fn decided(case: &str, readings: &[&str]) -> Totals {
    let mut command = Command::cargo_bin("bursary").unwrap();
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command.arg("award").arg(POLICY).arg(cases().join(case)).args(["--format", "json"]);
    for reading in readings {
        command.args(["--reading", reading]);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{case}: {}", String::from_utf8_lossy(&output.stderr));
    let decision: Value = serde_json::from_slice(&output.stdout).unwrap();
    ["payable", "paid", "pending_at_most"].map(|total| match &decision["totals"][total] {
        Value::String(amount) => amount.clone(),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            other.to_string()
        }
    })
}

#[test]
fn every_example_case_is_in_the_table_and_comes_out_as_it_says() {
    let expected = expected();
    let mut files: Vec<String> = fs::read_dir(cases())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md")
        .collect();
    files.sort();
    let mut listed: Vec<String> = expected.iter().map(|(name, _)| name.clone()).collect();
    listed.sort();
    assert_eq!(files, listed);
    for (case, totals) in expected {
        assert_eq!(decided(&case, &[]), totals, "{case}: payable, paid, pending at most");
    }
}

#[test]
fn the_comment_on_top_says_the_same_as_the_table() {
    for (case, [payable, paid, pending]) in expected().into_iter().filter(|(case, _)| !case.ends_with(".json")) {
        let text = fs::read_to_string(cases().join(&case)).unwrap().replace(',', "");
        let pending =
            if pending == "null" { "待定没有上限".to_owned() } else { format!("待定至多 {pending} 元") };
        let line = format!("# 应发 {payable} 元；已发 {paid} 元；{pending}");
        assert!(text.contains(&line), "{case} should say: {line}");
    }
}

#[test]
fn other_readings_come_out_as_the_comments_say() {
    let of = |case: &str, readings: &[&str]| {
        let [payable, _, pending] = decided(case, readings);
        [payable, pending]
    };
    assert_eq!(of("upgrade.yaml", &["dcmm_upgrade=from_paid"]), ["400000.00", "0.00"]);
    assert_eq!(of("operator.yaml", &["cluster_years=total_only"]), ["6000000.00", "5000000.00"]);
    assert_eq!(of("cap-used-up.yaml", &["dataset_cap=per_year"]), ["350000.00", "0.00"]);
    let all = ["financing_cap=per_applicant", "infrastructure_cap=in_total", "investment_base=net"];
    assert_eq!(of("readings.yaml", &all), ["7300000.00", "0.00"]);
}
