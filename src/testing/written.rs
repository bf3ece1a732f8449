//! Cases and decisions as test files write them.

use serde_json::{Map, Value, json};

use crate::ast::Surface;
use crate::case::keys::{APPLICANT, ENTRY, PERIOD, TOP};
use crate::case::{Case, InstanceId};
use crate::decision::RecoveryStatus;
use crate::interpret::Readings;
use crate::ir::{Datum, Field, Program, Reading, Record, Stage, Type, Variant};
use crate::value::{Date, Number};

use super::outcome::Comes;
use super::yaml::flow;
pub use super::yaml::yaml;
use super::{Run, words};

/// The words of cases and tests in the surface of a policy's rules.
#[derive(Clone, Copy)]
pub(super) struct Words(Surface);

impl Words {
    pub(super) fn of(program: &Program) -> Words {
        Words(program.units.surface)
    }

    pub(super) fn either(self, english: &str, chinese: &str) -> String {
        self.0.either(english, chinese).to_owned()
    }

    /// A key that every case or test has.
    fn key(self, (english, chinese): (&str, &str)) -> String {
        self.either(english, chinese)
    }

    /// What something declared goes by: its label in Chinese, unless another is called so.
    fn name<'n>(self, name: &'n str, label: Option<&'n str>, mut others: impl Iterator<Item = &'n str>) -> String {
        let label = label.filter(|label| self.0 == Surface::Chinese && !others.any(|other| other == *label));
        label.unwrap_or(name).to_owned()
    }

    fn field(self, record: &Record, field: &Field) -> String {
        let others = record.fields.iter().filter(|other| other.name != field.name);
        let others = others.flat_map(|other| [Some(other.name.as_str()), other.label.as_deref()]).flatten();
        self.name(&field.name, field.label.as_deref(), others)
    }

    fn variant(self, variants: &[Variant], variant: &Variant) -> String {
        let others = variants.iter().filter(|other| other.name != variant.name);
        let others = others.flat_map(|other| [Some(other.name.as_str()), other.label.as_deref()]).flatten();
        self.name(&variant.name, variant.label.as_deref(), others)
    }

    fn measure(self, program: &Program, name: &str) -> String {
        let label = program.measures.iter().find(|own| own.name == name).and_then(|own| own.label.as_deref());
        let others = program.versions().flat_map(|version| &version.measures).filter(|other| other.name != name);
        let others = others.flat_map(|other| [Some(other.name.as_str()), other.label.as_deref()]).flatten();
        self.name(name, label, others)
    }

    fn claim(self, claim: &str) -> String {
        if claim == APPLICANT.0 { self.key(APPLICANT) } else { claim.to_owned() }
    }
}

/// A case in the shape of a case file, in the words of the policy's surface.
pub fn case(program: &Program, case: &Case) -> Value {
    let version = program.on(case.applied_on);
    let words = Words::of(program);
    let [applied_on, parameters, applicant, approved_key, paid_key] = TOP;
    let mut written = Map::new();
    written.insert(words.key(applied_on), json!(case.applied_on.to_string()));
    for (key, of) in [(parameters, Case::PARAMETERS), (applicant, Case::APPLICANT)] {
        let record = record(version, case, of);
        if record.as_object().is_some_and(|record| !record.is_empty()) {
            written.insert(words.key(key), record);
        }
    }
    let [measure_key, claim_key, year_key, part_key, amount_key, on_key, policy_key, quantity_key] = ENTRY;
    let award = |measure: &str, claim: &str, year: u32, instalment: Option<u32>, amount: Number| {
        let mut entry = Map::new();
        entry.insert(words.key(measure_key), json!(words.measure(version, measure)));
        entry.insert(words.key(claim_key), json!(words.claim(claim)));
        entry.insert(words.key(year_key), json!(year));
        entry.extend(instalment.map(|part| (words.key(part_key), json!(part))));
        entry.insert(words.key(amount_key), json!(amount.to_string()));
        entry
    };
    let approved = case.approved.iter();
    let approved: Vec<Map<String, Value>> =
        approved.map(|own| award(&own.measure, &own.claim, own.support_year, own.instalment, own.amount)).collect();
    let paid = case.paid.iter().map(|own| {
        let mut entry = award(&own.measure, &own.claim, own.support_year, own.instalment, own.amount);
        entry.insert(words.key(on_key), json!(own.on.to_string()));
        entry.extend(own.policy.as_ref().map(|policy| (words.key(policy_key), json!(policy))));
        entry.extend(own.quantity.map(|quantity| (words.key(quantity_key), json!(quantity.to_string()))));
        entry
    });
    let paid: Vec<Map<String, Value>> = paid.collect();
    for (key, list) in [(approved_key, approved), (paid_key, paid)] {
        if !list.is_empty() {
            written.insert(words.key(key), json!(list));
        }
    }
    Value::Object(written)
}

fn record(program: &Program, case: &Case, of: InstanceId) -> Value {
    let Some(instance) = case.instance(of) else { return Value::Null };
    let Some(record) = program.record(instance.record) else { return Value::Null };
    let words = Words::of(program);
    let given = record.fields.iter().zip(&instance.fields).filter_map(|(field, value)| {
        Some((words.field(record, field), datum(program, case, &field.ty, value.as_ref()?)))
    });
    Value::Object(given.collect())
}

fn datum(program: &Program, case: &Case, ty: &Type, given: &Datum) -> Value {
    let words = Words::of(program);
    match given {
        Datum::Truth(holds) if words.0 == Surface::Chinese => json!(if *holds { "是" } else { "否" }),
        Datum::Truth(holds) => json!(holds),
        Datum::Number(number) => number_of(ty, *number),
        Datum::Date(date) => json!(date.to_string()),
        Datum::Period(first, last) => {
            let [from, to] = PERIOD.map(|key| words.key(key));
            json!({from: first.to_string(), to: last.to_string()})
        }
        Datum::Text(text) => json!(text),
        Datum::Choice(variant) => {
            let choice = if let Type::Choice(choice) = ty { program.choice(*choice) } else { None };
            let variants = choice.map(|choice| choice.variants.as_slice()).unwrap_or_default();
            let variant = variants.get(variant.0 as usize);
            variant.map_or(Value::Null, |variant| json!(words.variant(variants, variant)))
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
    let scale = if let Type::Quantity(dimension, _) = ty { dimension.scale } else { Number::ONE };
    let number = number.divided_by(scale).unwrap_or(number);
    match number.to_whole() {
        Some(whole) => json!(whole),
        None => json!(number.to_string()),
    }
}

/// What a run has otherwise than another, each thing with its value, in the words of the policy's surface.
pub fn changes(program: &Program, base: &Run, run: &Run) -> Vec<String> {
    let mut found = Vec::new();
    if run.stage != base.stage {
        let words = Words::of(program);
        found.push(match run.stage {
            Stage::Application => words.either("stage application", "阶段 申报"),
            Stage::Payment => words.either("stage payment", "阶段 拨付"),
        });
    }
    let (was, is) = (all_chosen(program, base), all_chosen(program, run));
    differ("", &Value::Object(was), &Value::Object(is), &mut found);
    differ("", &case(program, &base.case), &case(program, &run.case), &mut found);
    found
}

fn differ(path: &str, base: &Value, own: &Value, found: &mut Vec<String>) {
    let shown = |own: &Value| match own.as_str() {
        Some(text) => text.to_owned(),
        None if own.is_null() => "?".to_owned(),
        None => flow(own),
    };
    match (base, own) {
        _ if base == own => {}
        (Value::Object(base), Value::Object(own)) => {
            let gone = base.keys().filter(|key| !own.contains_key(*key));
            for key in own.keys().chain(gone) {
                // What is of the applicant goes by its name alone.
                let is_top = path.is_empty() && (*key == APPLICANT.0 || *key == APPLICANT.1);
                let path = match (is_top, path.is_empty()) {
                    (true, _) => String::new(),
                    (false, true) => key.clone(),
                    (false, false) => format!("{path}.{key}"),
                };
                differ(&path, base.get(key).unwrap_or(&Value::Null), own.get(key).unwrap_or(&Value::Null), found);
            }
        }
        (Value::Array(base), Value::Array(own)) if !base.is_empty() && !own.is_empty() => {
            for at in 0..base.len().max(own.len()) {
                let (base, own) = (base.get(at).unwrap_or(&Value::Null), own.get(at).unwrap_or(&Value::Null));
                differ(&format!("{path}[{}]", at + 1), base, own, found);
            }
        }
        _ => found.push(format!("{path}: {}", shown(own))),
    }
}

/// A test of a run that expects what comes: all of one measure, or of all.
pub fn test(program: &Program, name: &str, why: &str, run: &Run, comes: &Comes, measure: Option<&str>) -> Value {
    let words = Words::of(program);
    let mut written = Map::new();
    written.insert(words.either("name", "名称"), json!(name));
    if !why.is_empty() {
        written.insert(words.either("why", "理由"), json!(why));
    }
    let readings = chosen(program, run);
    if !readings.is_empty() {
        written.insert(words.either("readings", "解读"), Value::Object(readings));
    }
    if run.stage == Stage::Payment {
        written.insert(words.either("stage", "阶段"), json!(words.either("payment", "拨付")));
    }
    written.insert(words.either("case", "案例"), case(program, &run.case));
    written.insert(words.either("expected", "预期"), expected(program.on(run.case.applied_on), comes, measure));
    Value::Object(written)
}

/// The readings of a run that are not the defaults.
fn chosen(program: &Program, run: &Run) -> Map<String, Value> {
    let version = program.on(run.case.applied_on);
    let words = Words::of(program);
    let (own, defaults) = (run.readings.chosen(version), Readings::defaults(program).chosen(version));
    let chosen = version.readings.iter().zip(own.iter().zip(&defaults)).filter(|(_, (own, default))| own != default);
    chosen.filter_map(|(reading, (own, _))| taken(words, reading, *own)).collect()
}

/// All readings of a run.
fn all_chosen(program: &Program, run: &Run) -> Map<String, Value> {
    let version = program.on(run.case.applied_on);
    let chosen = run.readings.chosen(version);
    let chosen = version.readings.iter().zip(chosen);
    chosen.filter_map(|(reading, own)| taken(Words::of(program), reading, own)).collect()
}

/// A reading with the alternative taken.
fn taken(words: Words, reading: &Reading, value: usize) -> Option<(String, Value)> {
    let name = words.name(&reading.name, reading.label.as_deref(), std::iter::empty());
    Some((name, json!(words.variant(&reading.values, reading.values.get(value)?))))
}

/// What comes, as a test expects it.
fn expected(program: &Program, comes: &Comes, measure: Option<&str>) -> Value {
    let spoken = Words::of(program);
    let key = |key: &str| spoken.either(key, words::input_key(key));
    let outcome = |outcome: &str| json!(spoken.either(outcome, words::input_outcome(outcome)));
    let (scope, measures, totals, assertions) = match comes {
        Comes::Fault(code) => return json!({spoken.either("fault", "出错"): code}),
        Comes::Decided { scope, measures, totals, assertions } => (scope, measures, totals, assertions),
    };
    let scope = words::coded(scope);
    let truth = |holds: bool| match (spoken.0, holds) {
        (Surface::Chinese, true) => json!("是"),
        (Surface::Chinese, false) => json!("否"),
        (Surface::English, _) => json!(holds),
    };
    let spoken_values = |own: Value| match own {
        Value::Object(own) => {
            let entries = own.into_iter().map(|(name, value)| match value.as_str().filter(|_| name == "status") {
                Some(status) => (key(&name), outcome(status)),
                None => (key(&name), value),
            });
            Value::Object(entries.collect())
        }
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => other,
    };
    let mut claims = Map::new();
    for (name, own) in measures.iter().filter(|(name, _)| measure.is_none_or(|measure| measure == name)) {
        let own = own.iter().map(|claim| {
            let payments = claim.payments.iter().map(|own| {
                let mut payment = Map::new();
                payment.insert("support_year".to_owned(), json!(own.support_year));
                payment.extend(own.instalment.map(|part| ("instalment".to_owned(), json!(part))));
                if let Ok(Value::Object(outcome)) = serde_json::to_value(own.outcome) {
                    payment.extend(outcome);
                }
                payment.extend(own.due.map(|day| ("due".to_owned(), json!(day.to_string()))));
                payment.extend(own.in_advance.then(|| ("in_advance".to_owned(), truth(true))));
                let payers = || own.payers.iter().map(|own| spoken_values(json!(own))).collect();
                payment.extend((!own.payers.is_empty()).then(|| ("payers".to_owned(), payers())));
                spoken_values(Value::Object(payment))
            });
            let payments: Vec<Value> = payments.collect();
            let mut whole = json!({key("claim"): spoken.claim(&claim.claim), key("status"): outcome(&words::coded(claim.status)), key("payments"): payments});
            if let Value::Object(whole) = &mut whole {
                let (recoveries, obligations) = (&claim.recoveries, &claim.obligations);
                if recoveries.iter().any(|(_, status)| *status != RecoveryStatus::None) {
                    let of = |(label, status): &(String, RecoveryStatus)| labelled(label, json!(status));
                    whole.insert(key("recoveries"), recoveries.iter().map(of).map(spoken_values).collect());
                }
                if !obligations.is_empty() {
                    let of = |(label, until): &(String, Option<Date>)| {
                        labelled(label, json!({"until": until.map(|day| day.to_string())}))
                    };
                    whole.insert(key("obligations"), obligations.iter().map(of).map(spoken_values).collect());
                }
            }
            whole
        });
        claims.insert(spoken.measure(program, name), own.collect());
    }
    let totals = spoken_values(serde_json::to_value(totals).unwrap_or_default());
    let mut expected = json!({spoken.either("scope", "适用范围"): outcome(&scope)});
    if let Value::Object(expected) = &mut expected {
        if !claims.is_empty() {
            expected.insert(spoken.either("measures", "措施").to_owned(), Value::Object(claims));
        }
        expected.insert(spoken.either("totals", "合计").to_owned(), totals);
    }
    // One that is violated has to be expected, or fails the test.
    let no = truth(false);
    let violated = assertions.iter().filter(|(.., holds)| *holds == Some(false));
    let violated: Map<String, Value> = violated.map(|(label, ..)| (label.clone(), no.clone())).collect();
    if let Value::Object(expected) = &mut expected
        && !violated.is_empty()
    {
        expected.insert(spoken.either("assertions", "断言"), Value::Object(violated));
    }
    expected
}

/// A part of a decision that goes by a label.
fn labelled(label: &str, part: Value) -> Value {
    let mut whole = Map::new();
    whole.insert("label".to_owned(), json!(label));
    if let Value::Object(part) = part {
        whole.extend(part);
    }
    Value::Object(whole)
}
