//! Expected decisions: one a line, as JSON.
//!
//! A line is `{"name", "case", "expected"}`, where wanted with `readings` or `"stage": "payment"`, and with `why`, the
//! calculation. What is expected is part of a
//! decision: `{"scope": "met", "measures": {"MEASURE": [CLAIM, …]}, "totals": {…}, "decision": {…}}` with claims, totals and the rest as the
//! command line prints them, of which only the keys given are compared (lists are compared in full), or `{"fault": "case/…"}`, the code of
//! the finding.

use std::path::Path;

use bursary::case::{Format, Overrides, read_cases};
use bursary::diagnostic::Diagnostic;
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use serde_json::{Value, json};

use crate::read;

/// How many lines a file has, and where a program does not do what they expect, with and without a derivation.
pub fn disagreements(file: &Path, program: &Program) -> (usize, Vec<String>) {
    let mut wrong = Vec::new();
    let mut run = 0;
    for line in read(file).lines().filter(|line| !line.trim().is_empty()) {
        let line: Value =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{}: {error}: {line}", file.display()));
        run += 1;
        for detail in [Detail::Figures, Detail::Derivation] {
            let different = missing("", &outcome(program, &line, detail), &line["expected"]);
            if !different.is_empty() {
                wrong.push(format!("{} ({detail:?}):\n{different}", line["name"]));
            }
        }
    }
    (run, wrong)
}

/// The decision in the shape of the expectations, or the code of the finding that there is instead.
fn outcome(program: &Program, line: &Value, detail: Detail) -> Value {
    let mut readings = Readings::defaults(program);
    for (reading, value) in line["readings"].as_object().into_iter().flatten() {
        readings = readings.with(program, reading, value.as_str().unwrap()).unwrap();
    }
    let stage = if line["stage"] == "payment" { Stage::Payment } else { Stage::Application };
    let mut sources = Sources::new();
    let id = sources.add(Role::Case, Source::new(line["name"].as_str().unwrap(), line["case"].to_string()));
    let case = read_cases(program, &sources, id, Format::Json, &Overrides::default()).next().unwrap();
    let decided = case.map_err(|found| found.first().map(|it| it.code).unwrap_or_default()).and_then(|case| {
        decide(program, &case, &readings, stage, detail).map_err(|fault| Diagnostic::from(*fault).code)
    });
    let decision = match decided {
        Ok(decision) => serde_json::to_value(decision).unwrap(),
        Err(code) => return json!({"fault": code}),
    };
    let measures = decision["measures"].as_array().unwrap().iter();
    let measures: serde_json::Map<String, Value> =
        measures.map(|own| (own["measure"].as_str().unwrap().to_owned(), own["claims"].clone())).collect();
    json!({"scope": decision["scope"]["status"], "measures": measures, "totals": decision["totals"], "decision": decision})
}

/// Where what came does not hold what was expected, a line each.
fn missing(path: &str, got: &Value, expected: &Value) -> String {
    match (got, expected) {
        (Value::Object(_), Value::Object(wanted)) => {
            wanted.iter().map(|(key, wanted)| missing(&format!("{path}.{key}"), &got[key], wanted)).collect()
        }
        (Value::Array(got), Value::Array(wanted)) if got.len() == wanted.len() => {
            let each = got.iter().zip(wanted).enumerate();
            each.map(|(at, (got, wanted))| missing(&format!("{path}[{at}]"), got, wanted)).collect()
        }
        _ if got == expected => String::new(),
        _ => format!("    {path}: got {got}, expected {expected}\n"),
    }
}
