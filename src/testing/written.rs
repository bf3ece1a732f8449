//! Cases and decisions as test files write them.

use serde_json::{Map, Value, json};

use crate::case::{Case, InstanceId};
use crate::decision::{ClaimStatus, ScopeStatus};
use crate::interpret::Readings;
use crate::ir::{Datum, Program, Stage, Type};
use crate::value::Number;

use super::Run;
use super::outcome::Comes;

/// A case in the shape of a case file, facts by their identifiers.
pub fn case(program: &Program, case: &Case) -> Value {
    let version = program.on(case.applied_on);
    let mut written = Map::new();
    written.insert("applied_on".to_owned(), json!(case.applied_on.to_string()));
    for (key, of) in [("parameters", Case::PARAMETERS), ("applicant", Case::APPLICANT)] {
        let record = record(version, case, of);
        if record.as_object().is_some_and(|record| !record.is_empty()) {
            written.insert(key.to_owned(), record);
        }
    }
    let award = |measure: &str, claim: &str, year: u32, instalment: Option<u32>, amount: Number| {
        let mut entry = Map::new();
        entry.insert("measure".to_owned(), json!(measure));
        entry.insert("claim".to_owned(), json!(claim));
        entry.insert("support_year".to_owned(), json!(year));
        entry.extend(instalment.map(|part| ("instalment".to_owned(), json!(part))));
        entry.insert("amount".to_owned(), json!(amount.to_string()));
        entry
    };
    let approved = case.approved.iter();
    let approved: Vec<Map<String, Value>> =
        approved.map(|own| award(&own.measure, &own.claim, own.support_year, own.instalment, own.amount)).collect();
    let paid = case.paid.iter().map(|own| {
        let mut entry = award(&own.measure, &own.claim, own.support_year, own.instalment, own.amount);
        entry.insert("on".to_owned(), json!(own.on.to_string()));
        entry.extend(own.policy.as_ref().map(|policy| ("policy".to_owned(), json!(policy))));
        entry.extend(own.quantity.map(|quantity| ("quantity".to_owned(), json!(quantity.to_string()))));
        entry
    });
    let paid: Vec<Map<String, Value>> = paid.collect();
    for (key, list) in [("approved", approved), ("paid", paid)] {
        if !list.is_empty() {
            written.insert(key.to_owned(), json!(list));
        }
    }
    Value::Object(written)
}

fn record(program: &Program, case: &Case, of: InstanceId) -> Value {
    let Some(instance) = case.instance(of) else { return Value::Null };
    let fields = program.record(instance.record).map(|record| record.fields.as_slice()).unwrap_or_default();
    let given = fields
        .iter()
        .zip(&instance.fields)
        .filter_map(|(field, value)| Some((field.name.clone(), datum(program, case, &field.ty, value.as_ref()?))));
    Value::Object(given.collect())
}

fn datum(program: &Program, case: &Case, ty: &Type, given: &Datum) -> Value {
    match given {
        Datum::Truth(holds) => json!(holds),
        Datum::Number(number) => number_of(ty, *number),
        Datum::Date(date) => json!(date.to_string()),
        Datum::Period(first, last) => json!({"from": first.to_string(), "to": last.to_string()}),
        Datum::Text(text) => json!(text),
        Datum::Choice(variant) => {
            let choice = if let Type::Choice(choice) = ty { program.choice(*choice) } else { None };
            let variant = choice.and_then(|choice| choice.variants.get(variant.0 as usize));
            variant.map_or(Value::Null, |variant| json!(variant.name))
        }
        Datum::List(records) => records.iter().map(|id| record(program, case, *id)).collect(),
        Datum::Series(years) => {
            let inner = if let Type::Series(_, inner) = ty { inner } else { ty };
            let of_year = |(year, value): &(u32, Datum)| (year.to_string(), datum(program, case, inner, value));
            Value::Object(years.iter().map(of_year).collect())
        }
    }
}

/// A number in its declared unit.
fn number_of(ty: &Type, number: Number) -> Value {
    let number = match ty {
        Type::Quantity(dimension, _) => number.divided_by(dimension.scale).unwrap_or(number),
        Type::YesNo
        | Type::Whole(_)
        | Type::Decimal(_)
        | Type::Ratio(_)
        | Type::Money(..)
        | Type::Date
        | Type::Period
        | Type::Duration
        | Type::Text
        | Type::Choice(_)
        | Type::List(_)
        | Type::Record(_)
        | Type::Series(..) => number,
    };
    match number.to_whole() {
        Some(whole) => json!(whole),
        None => json!(number.to_string()),
    }
}

/// A test of a run that expects what comes: all of one measure, or of all.
pub fn test(program: &Program, name: &str, why: &str, run: &Run, comes: &Comes, measure: Option<&str>) -> Value {
    let mut written = Map::new();
    written.insert("name".to_owned(), json!(name));
    if !why.is_empty() {
        written.insert("why".to_owned(), json!(why));
    }
    let readings = chosen(program, run);
    if !readings.is_empty() {
        written.insert("readings".to_owned(), Value::Object(readings));
    }
    if run.stage == Stage::Payment {
        written.insert("stage".to_owned(), json!("payment"));
    }
    written.insert("case".to_owned(), case(program, &run.case));
    written.insert("expected".to_owned(), expected(comes, measure));
    Value::Object(written)
}

/// The readings of a run that are not the defaults.
fn chosen(program: &Program, run: &Run) -> Map<String, Value> {
    let version = program.on(run.case.applied_on);
    let (own, defaults) = (run.readings.chosen(version), Readings::defaults(program).chosen(version));
    let chosen = version.readings.iter().zip(own.iter().zip(&defaults)).filter(|(_, (own, default))| own != default);
    let chosen =
        chosen.filter_map(|(reading, (own, _))| Some((reading.name.clone(), json!(reading.values.get(*own)?.name))));
    chosen.collect()
}

/// What comes, as a test expects it.
pub fn expected(comes: &Comes, measure: Option<&str>) -> Value {
    let (scope, measures, totals, assertions) = match comes {
        Comes::Fault(code) => return json!({"fault": code}),
        Comes::Decided { scope, measures, totals, assertions } => (scope, measures, totals, assertions),
    };
    let scope = match scope {
        ScopeStatus::Met => "met",
        ScopeStatus::Failed => "failed",
        ScopeStatus::Unknown => "unknown",
        ScopeStatus::NotInForce => "not_in_force",
    };
    let mut claims = Map::new();
    for (name, own) in measures.iter().filter(|(name, _)| measure.is_none_or(|measure| measure == name)) {
        let own = own.iter().map(|claim| {
            let status = match claim.status {
                ClaimStatus::Qualified => "qualified",
                ClaimStatus::Pending => "pending",
                ClaimStatus::Refused => "refused",
            };
            let payments = claim.payments.iter().map(|own| {
                let mut payment = Map::new();
                payment.insert("support_year".to_owned(), json!(own.support_year));
                payment.extend(own.instalment.map(|part| ("instalment".to_owned(), json!(part))));
                if let Ok(Value::Object(outcome)) = serde_json::to_value(own.outcome) {
                    payment.extend(outcome);
                }
                Value::Object(payment)
            });
            json!({"claim": claim.claim, "status": status, "payments": payments.collect::<Vec<_>>()})
        });
        claims.insert(name.clone(), own.collect());
    }
    let totals = serde_json::to_value(totals).unwrap_or_default();
    let mut expected = json!({"scope": scope, "measures": claims, "totals": totals});
    // One that is violated has to be expected, or fails the test.
    let violated = assertions.iter().filter(|(.., holds)| *holds == Some(false));
    let violated: Map<String, Value> = violated.map(|(label, ..)| (label.clone(), json!(false))).collect();
    if let Value::Object(expected) = &mut expected
        && !violated.is_empty()
    {
        expected.insert("assertions".to_owned(), Value::Object(violated));
    }
    expected
}

/// A value as YAML, block by block; short records and lists of them on one line each.
pub fn yaml(value: &Value) -> String {
    let mut text = String::new();
    block(value, 0, &mut text);
    text
}

fn block(value: &Value, depth: usize, text: &mut String) {
    const SHORT: usize = 100;
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                let line = flow(value);
                let fits = line.chars().count() + indent.len() + key.len() < SHORT;
                let leaf = !matches!(value, Value::Object(_) | Value::Array(_));
                let nested =
                    matches!(value, Value::Object(own) if own.values().any(|own| own.is_object() || own.is_array()));
                let key = key_of(key);
                if leaf || (fits && !nested) {
                    text.push_str(&format!("{indent}{key}: {line}\n"));
                } else {
                    text.push_str(&format!("{indent}{key}:\n"));
                    block(value, depth + 1, text);
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                let line = flow(item);
                if line.chars().count() + indent.len() < SHORT || !item.is_object() {
                    text.push_str(&format!("{indent}- {line}\n"));
                } else {
                    let mut inner = String::new();
                    block(item, depth + 1, &mut inner);
                    let start = indent.len() + 2;
                    text.push_str(&format!("{indent}- {}", inner.get(start..).unwrap_or_default()));
                }
            }
        }
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => {
            text.push_str(&format!("{indent}{}\n", flow(other)));
        }
    }
}

/// A value on one line.
fn flow(value: &Value) -> String {
    match value {
        Value::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{}: {}", key_of(key), flow(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::String(text) if is_plain(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

/// A key, in quotes where it needs them.
fn key_of(key: &str) -> String {
    let digits = !key.is_empty() && key.bytes().all(|c| c.is_ascii_digit());
    if digits || is_plain(key) { key.to_owned() } else { json!(key).to_string() }
}

/// Whether a text needs no quotes: a name or a date.
fn is_plain(text: &str) -> bool {
    let name = text.starts_with(|c: char| c.is_alphabetic()) && text.chars().all(|c| c.is_alphanumeric() || c == '_');
    let words = ["true", "false", "yes", "no", "null", "on", "off", "y", "n", "nan", "inf"];
    let date = text.len() == 10 && text.parse::<crate::value::Date>().is_ok();
    (name && !words.contains(&text.to_ascii_lowercase().as_str())) || date
}
