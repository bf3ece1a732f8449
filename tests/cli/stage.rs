//! The stage of payment, and what has changed since the application.

use std::path::Path;

use serde_json::Value;

use crate::{bursary_in, err, out};

const POLICY: &str = "tests/conformance/patterns/P24-veto-list/policy-en.bursary";
const THEN: &str =
    r#"{"applied_on": "2026-05-01", "applicant": {"listed": false, "rating": "a", "investment": 1000000}}"#;

/// Decides a case with an earlier one in a folder of their own.
fn since(now: &str, then: &str, arguments: &[&str]) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    let policy = Path::new(env!("CARGO_MANIFEST_DIR")).join(POLICY);
    let policy = policy.to_str().unwrap();
    std::fs::write(folder.path().join("now.json"), now).unwrap();
    std::fs::write(folder.path().join("then.json"), then).unwrap();
    let (command, rest) = arguments.split_first().unwrap();
    let fixed = [command, policy, "now.json", "--stage", "payment", "--since", "then.json"];
    let output = bursary_in(folder.path(), &[fixed.as_slice(), rest].concat(), "");
    (out(&output), err(&output))
}

fn json(now: &str, then: &str) -> Value {
    let (shown, said) = since(now, then, &["award", "--format", "json"]);
    serde_json::from_str(&shown).unwrap_or_else(|error| panic!("{error}: {shown}{said}"))
}

#[test]
fn a_firm_that_was_listed_since_the_application_is_refused_at_payment() {
    let now = r#"{"applied_on": "2026-05-01",
        "applicant": {"listed": true, "rating": "d", "owes": false, "accepted": true, "investment": 1000000}}"#;
    let decision = json(now, THEN);
    assert_eq!(decision["stage"], "payment");
    let changes = &decision["changes"];
    assert_eq!(changes["since"], "then.json");
    assert_eq!(changes["scope"], serde_json::json!({"before": "met", "after": "failed"}));
    let listed = serde_json::json!([{"label": "未列入失信名单", "before": true, "after": false}]);
    assert_eq!(changes["conditions"], listed);
    // The rating fell to D as well, but it is tested at application only.
    let claim = &changes["claims"][0];
    assert_eq!(claim["status"], serde_json::json!({"before": "qualified", "after": "refused"}));
    assert_eq!(claim["payments"][0]["before"]["amount"], "100000.00");
    assert_eq!(claim["payments"][0]["after"], Value::Null);

    let (table, _) = since(now, THEN, &["award", "--language", "zh"]);
    assert!(table.contains("与申报时相比的变化（then.json）"), "{table}");
    assert!(table.contains("未列入失信名单  符合 → 不符合"), "{table}");
    let (text, _) = since(now, THEN, &["explain"]);
    assert!(text.contains("Changes since application (then.json)"), "{text}");
    assert!(text.contains("tested at application"), "{text}");
}

#[test]
fn another_amount_is_a_change_and_the_same_case_is_none() {
    let now = r#"{"applied_on": "2026-05-01",
        "applicant": {"listed": false, "owes": false, "accepted": true, "investment": 900000}}"#;
    let decision = json(now, THEN);
    let payment = &decision["changes"]["claims"][0]["payments"][0];
    assert_eq!((&payment["before"]["amount"], &payment["after"]["amount"]), (&"100000.00".into(), &"90000.00".into()));
    assert_eq!(decision["totals"]["payable"], "90000.00");

    let same = now.replace("900000", "1000000");
    let decision = json(&same, THEN);
    assert_eq!(decision["changes"], serde_json::json!({"since": "then.json", "claims": []}));
    let (table, _) = since(&same, THEN, &["award"]);
    assert!(table.contains("nothing has changed"), "{table}");
}

#[test]
fn claims_come_and_go() {
    let folder = tempfile::tempdir().unwrap();
    let rules = "policy p\n  money in CNY, rounded half up to 0.01\napplicant\n  works : list of work, if absent none\n\
                 record work\n  key id : text\n  cost : money\nmeasure m\n  for each work in works\n  award work.cost\n";
    std::fs::write(folder.path().join("p.bursary"), rules).unwrap();
    let works = |works: &str| format!("{{\"applied_on\": \"2026-05-01\", \"applicant\": {{\"works\": [{works}]}}}}");
    let lines = |first: &str, second: &str| format!("{}\n{}\n", works(first), works(second));
    let then = lines("{\"id\": \"A\", \"cost\": 1}, {\"id\": \"B\", \"cost\": 2}", "");
    let now = lines("{\"id\": \"C\", \"cost\": 3}, {\"id\": \"A\", \"cost\": 1}", "{\"id\": \"A\", \"cost\": 1}");
    std::fs::write(folder.path().join("then.jsonl"), then).unwrap();
    std::fs::write(folder.path().join("now.jsonl"), now).unwrap();
    let options = ["--stage", "payment", "--since", "then.jsonl", "--format", "json"];
    let output = bursary_in(folder.path(), &[["award", "p.bursary", "now.jsonl"].as_slice(), &options].concat(), "");
    let changed: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let claims = |at: usize| -> Vec<(String, Value, Value)> {
        let claims = changed[at]["changes"]["claims"].as_array().unwrap().iter();
        let name = |own: &Value| own["claim"].as_str().unwrap().to_owned();
        claims.map(|own| (name(own), own["status"]["before"].clone(), own["status"]["after"].clone())).collect()
    };
    let qualified = || Value::from("qualified");
    assert_eq!(claims(0), [("C".to_owned(), Value::Null, qualified()), ("B".to_owned(), qualified(), Value::Null)]);
    assert_eq!(claims(1), [("A".to_owned(), Value::Null, qualified())]);
}

#[test]
fn an_earlier_case_is_for_the_stage_of_payment() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = bursary_in(root, &["award", POLICY, "-", "--since", "nothing.json"], THEN);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("--stage payment"), "{}", err(&output));
    let absent = ["award", POLICY, "-", "--stage", "payment", "--since", "nothing.json"];
    let output = bursary_in(root, &absent, THEN);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("nothing.json"), "{}", err(&output));
}
