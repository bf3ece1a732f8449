//! The cases of the seed policy, in both surfaces: the 120 that came with it, and those at the edges of the rules of its reading.

use bursary::case::Format;
use bursary::decision::{Claim, ClaimStatus, Decision, Outcome, Payment, ScopeStatus};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::ir::Program;
use serde_json::{Value, json};

use crate::{case, program, read, repository};

fn claim(claim: &Claim) -> Value {
    let status = match claim.status {
        ClaimStatus::Qualified => "qualified",
        ClaimStatus::Pending => "pending",
        ClaimStatus::Refused => "refused",
    };
    json!({"claim": claim.claim, "status": status, "payments": claim.payments.iter().map(payment).collect::<Vec<_>>()})
}

fn payment(payment: &Payment) -> Value {
    let year = payment.support_year;
    match payment.outcome {
        Outcome::Paid { amount } => json!({"support_year": year, "status": "paid", "amount": amount.to_string()}),
        Outcome::Payable { amount } => json!({"support_year": year, "status": "payable", "amount": amount.to_string()}),
        Outcome::Pending { at_least, at_most } => json!({
            "support_year": year, "status": "pending",
            "at_least": at_least.to_string(), "at_most": at_most.map(|most| most.to_string()),
        }),
        Outcome::Refused => json!({"support_year": year, "status": "refused"}),
        Outcome::Nothing => json!({"support_year": year, "status": "nothing"}),
        Outcome::Scheduled { amount, due } => {
            json!({"support_year": year, "status": "scheduled", "amount": amount.to_string(), "due": due.to_string()})
        }
    }
}

/// The decision as the expectations are written.
fn summary(decision: &Decision) -> Value {
    let scope = match decision.scope.status {
        ScopeStatus::Met => "met",
        ScopeStatus::Failed => "failed",
        ScopeStatus::Unknown => "unknown",
        ScopeStatus::NotInForce => "not_in_force",
    };
    let measures: serde_json::Map<String, Value> = decision
        .measures
        .iter()
        .map(|measure| (measure.measure.clone(), Value::from(measure.claims.iter().map(claim).collect::<Vec<_>>())))
        .collect();
    let totals = json!({
        "paid": decision.totals.paid.to_string(),
        "payable": decision.totals.payable.to_string(),
        "pending_at_most": decision.totals.pending_at_most.map(|most| most.to_string()),
    });
    json!({"scope": scope, "measures": measures, "totals": totals})
}

fn agree(program: &Program, file: &str, cases: usize) {
    let text = read(&repository(file));
    let mut wrong = Vec::new();
    let mut run = 0;
    for line in text.lines() {
        let example: Value = serde_json::from_str(line).unwrap();
        let name = example["name"].as_str().unwrap();
        let mut readings = Readings::defaults(program);
        for (reading, value) in example["readings"].as_object().unwrap() {
            readings = readings.with(program, reading, value.as_str().unwrap()).unwrap();
        }
        let case = case(program, name, &example["case"].to_string(), Format::Json);
        let expected = &example["expected"];
        for detail in [Detail::Figures, Detail::Derivation] {
            let mut got = summary(&decide(program, &case, &readings, Stage::Application, detail).unwrap());
            if expected["totals"].get("pending_at_most").is_none() {
                got["totals"].as_object_mut().unwrap().remove("pending_at_most");
            }
            if got != *expected {
                wrong.push(format!("{name} ({detail:?}):\n{}", differences("", &got, expected)));
            }
        }
        run += 1;
    }
    assert_eq!(run, cases);
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// Where two values differ, a line each.
fn differences(path: &str, got: &Value, expected: &Value) -> String {
    match (got, expected) {
        (Value::Object(left), Value::Object(right)) => {
            let keys: std::collections::BTreeSet<&String> = left.keys().chain(right.keys()).collect();
            let each = keys.into_iter().map(|key| differences(&format!("{path}.{key}"), &got[key], &expected[key]));
            each.collect()
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            let each = left.iter().zip(right).enumerate();
            each.map(|(at, (left, right))| differences(&format!("{path}[{at}]"), left, right)).collect()
        }
        _ if got == expected => String::new(),
        _ => format!("  {path}: got {got}, expected {expected}\n"),
    }
}

const SEED: (&str, usize) = ("policies/shijingshan-data-elements/tests/seed.jsonl", 120);
const EDGES: (&str, usize) = ("policies/shijingshan-data-elements/tests/edges.jsonl", 68);

#[test]
fn the_policy_agrees_with_every_case() {
    let program = program("policies/shijingshan-data-elements/policy.bursary").1;
    agree(&program, SEED.0, SEED.1);
    agree(&program, EDGES.0, EDGES.1);
}

#[test]
fn the_same_policy_in_english_agrees_with_every_case() {
    let program = program("tests/conformance/shijingshan/policy-en.bursary").1;
    agree(&program, SEED.0, SEED.1);
    agree(&program, EDGES.0, EDGES.1);
}
