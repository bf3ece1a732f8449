use bursary::case::Format;
use bursary::diagnostic::Language;
use serde_json::{Value, json};

use crate::json::validators;
use crate::tree::as_json;
use crate::{policies, read};

/// The refusals that a schema can't tell: figures within texts, what hangs on another part of the case, words that are nearly a date.
const BEYOND: [&str; 22] = [
    "case/out-of-range",
    "case/no-such-day",
    "case/repeated-record",
    "case/unknown-claim",
    "case/approved-twice",
    "case/nothing-to-approve",
    "case/no-such-year",
    "case/no-such-instalment",
    "case/no-instalments",
    "case/instalment-missing",
    "case/too-fine",
    "case/wrong-unit",
    "case/wrong-currency",
    "case/too-many-digits",
    "case/period-backwards",
    "case/more-errors",
    "case/date-out-of-range",
    "case/near-text",
    "case/near-claim",
    "case/not-up-to",
    "case/unit-of-quantity",
    "case/unpayable-fraction",
];

/// Every place of a value, as JSON pointers.
fn places(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                places(value, format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(items) => {
            for (number, value) in items.iter().enumerate() {
                places(value, format!("{at}/{number}"), found);
            }
        }
        _ => {}
    }
    found.push(at);
}

#[test]
fn what_the_reader_refuses_for_its_form_is_not_valid_and_the_reverse() {
    let others = [
        json!(null),
        json!(true),
        json!("yes"),
        json!(7),
        json!(2.5),
        json!(-1),
        json!("12万元"),
        json!("30%"),
        json!("007"),
        json!("2026-05-01"),
        json!("words"),
        json!([]),
        json!({}),
        json!([{}]),
        json!({"1": "x"}),
        json!({"from": "2026-01-01", "止": "2026-12-31"}),
    ];
    let (mut agreed, mut refused) = (0, 0);
    for policy in policies() {
        let validators = validators(&policy.program, Language::En);
        let mut cases = policy
            .cases
            .iter()
            .filter(|(_, text, format)| *format == Format::Json && read(&policy.program, text, *format).is_ok());
        for (name, text, format) in cases.by_ref().take(1) {
            let case = read(&policy.program, text, *format).unwrap();
            let validator = &validators[policy.version_on(case.applied_on)];
            let value = as_json(text, *format);
            let mut found = Vec::new();
            places(&value, String::new(), &mut found);
            let mut broken: Vec<Value> = Vec::new();
            for place in &found {
                for other in &others {
                    let mut changed = value.clone();
                    *changed.pointer_mut(place).unwrap() = other.clone();
                    broken.push(changed);
                }
                if value.pointer(place).unwrap().is_object() {
                    let mut changed = value.clone();
                    changed.pointer_mut(place).unwrap()["no_such_key"] = json!(1);
                    broken.push(changed);
                }
            }
            for changed in broken {
                // Another day may mean another version of the policy.
                if policy.program.amended.iter().any(|_| changed["applied_on"] != value["applied_on"]) {
                    continue;
                }
                let valid = validator.is_valid(&changed);
                match read(&policy.program, &changed.to_string(), Format::Json) {
                    Ok(_) => assert!(valid, "{name}: taken, and not valid: {changed}"),
                    Err(found) if found.iter().all(|found| BEYOND.contains(&found.code)) => {}
                    Err(found) => {
                        let codes: Vec<_> = found.iter().map(|found| found.code).collect();
                        assert!(!valid, "{name}: {codes:?}, and valid: {changed}");
                        refused += 1;
                    }
                }
                agreed += 1;
            }
        }
    }
    assert!(agreed > 5_000 && refused > 2_000, "{agreed} {refused}");
}
