//! Exceptions and raises: bounds against every way the unknown facts can turn out, and many of them.

use bursary::case::Format;
use bursary::diagnostic::{Diagnostic, Severity};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use crate::case;

/// What may be unknown of a device, with all that it can be.
const UNKNOWN: [(&str, &[&str]); 4] = [
    ("domestic", &["true", "false"]),
    ("green", &["true", "false"]),
    ("imported", &["true", "false"]),
    ("grade", &["1", "2", "5"]),
];

/// The least and the most of the one device, or the code of the fault.
fn bounds(program: &Program, device: &Map<String, Value>) -> Result<(Decimal, Decimal), &'static str> {
    let text = json!({"applied_on": "2026-05-01", "applicant": {"devices": [device]}}).to_string();
    let case = case(program, "case.json", &text, Format::Json);
    let decision = decide(program, &case, &Readings::defaults(program), Stage::Application, Detail::Figures)
        .map_err(|fault| Diagnostic::from(*fault).code)?;
    let decision = serde_json::to_value(decision).unwrap();
    let measures = decision["measures"].as_array().unwrap();
    let own = measures.iter().find(|measure| measure["measure"] == "device_support").unwrap();
    let payment = &own["claims"][0]["payments"][0];
    let amount = |key: &str| payment[key].as_str().unwrap().parse::<Decimal>().unwrap();
    Ok(match payment["status"].as_str().unwrap() {
        "payable" => (amount("amount"), amount("amount")),
        _ => (amount("at_least"), amount("at_most")),
    })
}

#[test]
fn bounds_hold_for_every_way_the_unknown_facts_turn_out() {
    let policy = "tests/conformance/patterns/P15-uplift/policy.bursary";
    // Without what stands for an absent fact, so that it may be unknown.
    let text = std::fs::read_to_string(crate::repository(policy))
        .unwrap()
        .replace("进口设备」：是否，缺省 否", "进口设备」：是否");
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", text));
    let program = bursary::compile(&mut sources).program.unwrap();
    let fields: usize = UNKNOWN.len();
    let mut compared = 0;
    for known in 0..1_u32 << fields {
        let mut open = vec![Map::from_iter([("id".to_owned(), json!("A")), ("price".to_owned(), json!(1000))])];
        for (at, (field, values)) in UNKNOWN.iter().enumerate() {
            if known & (1 << at) != 0 {
                open = open.iter().flat_map(|device| values.iter().map(|value| with(device, field, value))).collect();
            }
        }
        for device in open {
            let mut ends = vec![device.clone()];
            for (field, values) in UNKNOWN.iter().filter(|(field, _)| !device.contains_key(*field)) {
                ends = ends.iter().flat_map(|end| values.iter().map(|value| with(end, field, value))).collect();
            }
            let outcomes: Vec<(Decimal, Decimal)> = ends.iter().filter_map(|end| bounds(&program, end).ok()).collect();
            match bounds(&program, &device) {
                Ok((least, most)) => {
                    for (amount, _) in &outcomes {
                        assert!(least <= *amount && *amount <= most, "{device:?}: {amount} outside {least} to {most}");
                        compared += 1;
                    }
                }
                // Only what no fact can mend is a fault.
                Err(code) => assert!(code == "case/two-exceptions" && outcomes.is_empty(), "{device:?}: {code}"),
            }
        }
    }
    assert!(compared > 200, "{compared}");
}

fn with(device: &Map<String, Value>, field: &str, value: &str) -> Map<String, Value> {
    let mut device = device.clone();
    device.insert(field.to_owned(), serde_json::from_str(value).unwrap());
    device
}

#[test]
fn exceptions_to_exceptions_go_as_deep_as_is_followed() {
    let chain = |depth: usize| {
        let mut rules =
            "policy p\n  money in CNY, rounded half up to 0.01\napplicant\n  x : yes/no\nmeasure m\n  award 1元\n"
                .to_owned();
        rules += "    except \"0\": 2元 if x\n";
        for at in 1..depth {
            rules += &format!("    except \"{at}\" to \"{}\": {}元 if x\n", at - 1, at + 2);
        }
        let mut sources = Sources::new();
        sources.add(Role::Rules, Source::new("p.bursary", rules));
        let compiled = bursary::compile(&mut sources);
        let Some(program) = compiled.program else {
            let errors = compiled.findings.iter().filter(|finding| finding.severity == Severity::Error);
            return Err(errors.map(|error| error.code).collect::<Vec<_>>());
        };
        let case =
            case(&program, "c.json", "{\"applied_on\": \"2026-05-01\", \"applicant\": {\"x\": true}}", Format::Json);
        let readings = Readings::defaults(&program);
        let decision = decide(&program, &case, &readings, Stage::Application, Detail::Derivation).unwrap();
        Ok(decision.totals.payable.to_string())
    };
    assert_eq!(chain(1), Ok("2.00".to_owned()));
    assert_eq!(chain(16), Ok("17.00".to_owned()));
    assert_eq!(chain(17), Err(vec!["cases/nested-too-deep"]));
    assert_eq!(chain(5000), Err(vec!["cases/nested-too-deep"]));
}

#[test]
fn ten_thousand_exceptions_are_read_and_decided() {
    let mut rules =
        "policy p\n  money in CNY, rounded half up to 0.01\napplicant\n  x : whole 0..\nmeasure m\n  award 1元\n"
            .to_owned();
    for at in 0..10_000 {
        rules += &format!("    except \"{at}\": {at}元 if x is {at}\n    raise \"r{at}\" by 1元 if x is {at}\n");
    }
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("p.bursary", rules));
    let program = bursary::compile(&mut sources).program.unwrap();
    let case = case(&program, "c.json", "{\"applied_on\": \"2026-05-01\", \"applicant\": {\"x\": 77}}", Format::Json);
    let decision =
        decide(&program, &case, &Readings::defaults(&program), Stage::Application, Detail::Derivation).unwrap();
    assert_eq!(decision.totals.payable.to_string(), "78.00");
}

#[test]
fn exceptions_under_different_readings_have_one_label() {
    let rules = "policy p\n  money in CNY, rounded half up to 0.01\nreading share\n  | one default\n  | two\n  because \"-\"\n\
                 applicant\n  x : yes/no\nmeasure m\n  let rate be 20%\n    except \"x\": 30% if x under reading share is one\n    \
                 except \"x\": 40% if x under reading share is two\n    except \"y\" to \"x\": 45% if x under reading share is two\n  \
                 award rate of 100元\n";
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("p.bursary", rules));
    let program = bursary::compile(&mut sources).program.unwrap();
    let case = case(&program, "c.json", "{\"applied_on\": \"2026-05-01\", \"applicant\": {\"x\": true}}", Format::Json);
    let payable = |readings: Readings| {
        let decision = decide(&program, &case, &readings, Stage::Application, Detail::Derivation).unwrap();
        decision.totals.payable.to_string()
    };
    let defaults = || Readings::defaults(&program);
    assert_eq!(payable(defaults()), "30.00");
    assert_eq!(payable(defaults().with(&program, "share", "two").unwrap()), "45.00");
}
