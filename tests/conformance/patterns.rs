//! The clause patterns of the genre: a folder each, with a small policy in both surfaces and cases whose figures were worked out by hand.
//!
//! A folder `patterns/P03-cap-on-one-award` holds `policy.bursary` (Chinese), `policy-en.bursary`, the files that they name, and `cases.jsonl`.
//! A line of the cases is `{"name", "case", "expected"}`, where wanted with `readings`, and with `why`, the calculation. What is expected is
//! part of a decision: `{"scope": "met", "measures": {"MEASURE": [CLAIM, …]}, "totals": {…}}` with claims and totals as the command line
//! prints them, of which only the keys given are compared (lists are compared in full), or `{"fault": "case/…"}`, the code of the finding.

use std::path::PathBuf;

use bursary::case::{Format, Overrides, read_cases};
use bursary::diagnostic::Diagnostic;
use bursary::interpret::{Detail, Readings, decide};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use serde_json::{Value, json};

use crate::{program_despite, read, repository};

/// The policies stand alone, without the document that they would quote.
const UNCITED: &str = "citations/measure-without";

fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(repository("tests/conformance/patterns"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// The decision in the shape of the expectations, or the code of the finding that there is instead.
fn outcome(program: &Program, line: &Value, detail: Detail) -> Value {
    let mut readings = Readings::defaults(program);
    for (reading, value) in line["readings"].as_object().into_iter().flatten() {
        readings = readings.with(program, reading, value.as_str().unwrap()).unwrap();
    }
    let mut sources = Sources::new();
    let id = sources.add(Role::Case, Source::new(line["name"].as_str().unwrap(), line["case"].to_string()));
    let case = read_cases(program, &sources, id, Format::Json, &Overrides::default()).next().unwrap();
    let decided = case
        .map_err(|found| found.first().map(|it| it.code).unwrap_or_default())
        .and_then(|case| decide(program, &case, &readings, detail).map_err(|fault| Diagnostic::from(*fault).code));
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

#[test]
fn every_pattern_is_decided_as_worked_out_by_hand_in_both_surfaces() {
    let only = std::env::var("PATTERN").unwrap_or_default();
    let mut wrong = Vec::new();
    let mut run = 0;
    for folder in folders() {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.contains(&only) {
            continue;
        }
        let programs = ["policy.bursary", "policy-en.bursary"]
            .map(|file| program_despite(&format!("tests/conformance/patterns/{name}/{file}"), &[UNCITED]).1);
        let mut cases = 0;
        for line in read(&folder.join("cases.jsonl")).lines().filter(|line| !line.trim().is_empty()) {
            let line: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{name}: {error}: {line}"));
            cases += 1;
            for (program, surface) in programs.iter().zip(["zh", "en"]) {
                for detail in [Detail::Figures, Detail::Derivation] {
                    let different = missing("", &outcome(program, &line, detail), &line["expected"]);
                    if !different.is_empty() {
                        wrong.push(format!("{name}, {} ({surface}, {detail:?}):\n{different}", line["name"]));
                    }
                }
            }
        }
        assert!(cases >= 3, "{name}: {cases} cases are too few to show its boundaries");
        run += cases;
    }
    assert!(wrong.is_empty(), "{} wrong of {run}\n{}", wrong.len(), wrong.join("\n"));
    assert!(run > 0 || !only.is_empty());
}
