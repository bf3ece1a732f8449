//! A decision beside an expectation that has the shape of (a part of) its JSON.

use serde_json::Value as Json;

use super::difference::Difference;
use super::{asserted, words};
use crate::case::keys::APPLICANT;
use crate::case::money;
use crate::case::node::{Node, Value};
use crate::decision::Decision;
use crate::diagnostic::{Diagnostic, Wording};
use crate::ir::Program;
use crate::source::Span;
use crate::value::{Number, grouped};
use crate::wording;

/// Where the outcome does not hold what is expected.
pub(super) fn compare(
    program: &Program,
    expected: &Node<'_>,
    outcome: &Result<Decision, Vec<Diagnostic>>,
) -> Vec<Difference> {
    let fault = expected.entries().iter().find(|(key, _)| key.text == "fault").map(|(_, node)| node);
    let decision = match outcome {
        Ok(decision) => decision,
        Err(found) => return faulted(found, fault.unwrap_or(expected).mark(), fault.and_then(Node::words)),
    };
    if let Some(fault) = fault {
        return vec![not_faulted(fault.span, fault.words().unwrap_or_default())];
    }
    let mut walk = Walk { currency: &decision.currency, found: Vec::new() };
    for (key, wanted) in expected.entries() {
        let at = At::top(&key.text);
        match key.text.as_ref() {
            "measures" if !matches!(wanted.value, Value::List(_)) => {
                walk.measures(program.on(decision.applied_on), decision, wanted);
            }
            "measures" => walk.node(&at, "measures", json(&decision.measures).as_ref(), wanted),
            "scope" if !matches!(wanted.value, Value::Map(_)) => {
                let at = At { words: vec![wording!("scope", "适用范围")], ..at };
                walk.node(&at, "status", json(decision.scope.status).as_ref(), wanted);
            }
            "scope" => walk.node(&at, "scope", json(&decision.scope).as_ref(), wanted),
            "assertions" => walk.assertions(decision, wanted),
            "totals" => walk.node(&at, "totals", json(decision.totals).as_ref(), wanted),
            _ => walk.node(&at, "decision", json(decision).as_ref(), wanted),
        }
    }
    walk.found
}

/// The labels of the assertions that an expectation names.
pub(super) fn assertions_named<'n>(expected: &'n Node<'_>) -> Vec<&'n str> {
    let own = expected.entries().iter().filter(|(key, _)| key.text == "assertions");
    own.flat_map(|(_, named)| named.entries()).map(|(key, _)| key.text.as_ref()).collect()
}

/// Whether the figures alone don't tell what is expected: it names steps, or what a condition rests on.
pub(super) fn needs_steps(expected: &Node<'_>) -> bool {
    match &expected.value {
        Value::List(items) => items.iter().any(needs_steps),
        Value::Map(entries) => {
            entries.iter().any(|(key, node)| matches!(key.text.as_ref(), "steps" | "rests_on") || needs_steps(node))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Plain(_) | Value::Text(_) => false,
    }
}

/// No decision came.
pub(super) fn faulted(found: &[Diagnostic], place: Span, code: Option<&str>) -> Vec<Difference> {
    let first = found.first();
    if code.is_some() && first.map(|first| first.code) == code {
        return Vec::new();
    }
    let came = first.map_or_else(Wording::default, |first| {
        let (code, en, zh) = (first.code, &first.message.en, &first.message.zh);
        wording!("`{code}`: {en}", "“{code}”：{zh}")
    });
    vec![Difference {
        what: wording!("the case", "案例"),
        path: "fault".to_owned(),
        expected: code.map_or_else(|| wording!("a decision", "作出决定"), |code| wording!("`{code}`", "“{code}”")),
        came,
        apart: None,
        place,
        claim: None,
    }]
}

/// A decision came where a fault was expected.
pub(super) fn not_faulted(place: Span, code: &str) -> Difference {
    Difference {
        what: wording!("the case", "案例"),
        path: "fault".to_owned(),
        expected: wording!("`{code}`", "“{code}”"),
        came: wording!("a decision", "作出了决定"),
        apart: None,
        place,
        claim: None,
    }
}

fn json(part: impl serde::Serialize) -> Option<Json> {
    serde_json::to_value(part).ok()
}

/// A place in a decision.
#[derive(Clone)]
struct At {
    path: String,
    words: Vec<Wording>,
    claim: Option<(String, String)>,
}

impl At {
    fn top(path: &str) -> At {
        At { path: path.to_owned(), words: Vec::new(), claim: None }
    }

    fn under(&self, step: &str, words: Wording) -> At {
        let mut at = self.clone();
        at.path.push_str(step);
        at.words.push(words);
        at
    }

    /// The place in words, with what is compared there.
    fn with(&self, last: Wording) -> Wording {
        let all: Vec<&Wording> = self.words.iter().chain(std::iter::once(&last)).collect();
        let join = |of: fn(&Wording) -> &str, between: &str| {
            all.iter().map(|words| of(words)).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(between)
        };
        Wording::new(join(|words| &words.en, ", "), join(|words| &words.zh, "，"))
    }
}

struct Walk<'d> {
    currency: &'d str,
    found: Vec<Difference>,
}

impl Walk<'_> {
    fn measures(&mut self, program: &Program, decision: &Decision, wanted: &Node<'_>) {
        for (key, wanted) in wanted.entries() {
            let known = program.measure_named(&key.text);
            let name = known.map_or(key.text.as_ref(), |measure| &measure.name);
            let own = decision.measures.iter().find(|own| own.measure == name);
            let label = known.and_then(|measure| measure.label.as_deref()).unwrap_or(name);
            let mut at = At::top("measures").under(&format!(".{name}"), wording!("{label}", "{label}"));
            at.claim = Some((name.to_owned(), String::new()));
            let claims = own.and_then(|own| json(&own.claims)).unwrap_or_else(|| Json::Array(Vec::new()));
            self.node(&at, "claims", Some(&claims), wanted);
        }
    }

    /// Assertions by label: `yes` it holds, `no` it is violated, `null` it is open.
    fn assertions(&mut self, decision: &Decision, wanted: &Node<'_>) {
        for (key, wanted) in wanted.entries() {
            let holds = match (&wanted.value, wanted.words()) {
                (Value::Bool(holds), _) => Some(*holds),
                (_, Some("yes" | "是")) => Some(true),
                (_, Some("no" | "否")) => Some(false),
                (Value::Null, _) => None,
                _ => {
                    let at = At::top("assertions");
                    let expected = shown("holds", &as_json(wanted));
                    let came = wording!("an assertion is yes, no or null", "断言的预期应为是、否或 null");
                    self.differ(&at, words::key("holds"), (expected, came), None, wanted);
                    continue;
                }
            };
            self.found.extend(asserted::compare(decision, &key.text, holds, wanted.mark()));
        }
    }

    /// Compares what stands under a key.
    fn node(&mut self, at: &At, key: &str, got: Option<&Json>, wanted: &Node<'_>) {
        match (got, &wanted.value) {
            (Some(Json::Object(_)), Value::Map(entries)) => {
                for (own, wanted) in entries {
                    let own = own.text.as_ref();
                    let value = |key: &str| got.and_then(|got| got.get(key));
                    let own = if value(own).is_none() { words::key_written(own).unwrap_or(own) } else { own };
                    let is_leaf = !matches!(wanted.value, Value::Map(_) | Value::List(_));
                    let words =
                        if is_leaf || TRANSPARENT.contains(&own) { Wording::default() } else { words::key(own) };
                    self.node(&at.under(&format!(".{own}"), words), own, value(own), wanted);
                }
            }
            (Some(Json::Array(got)), Value::List(wanted)) if got.len() == wanted.len() => {
                for (number, (got, wanted)) in got.iter().zip(wanted).enumerate() {
                    let mut at = at.under(&format!("[{}]", number + 1), element(got, number + 1));
                    if let Some(measure) = got.get("claims").and(got.get("measure")).and_then(Json::as_str) {
                        at.claim = Some((measure.to_owned(), String::new()));
                    }
                    if let (Some((_, claim)), Some(own)) = (&mut at.claim, got.get("claim").and_then(Json::as_str)) {
                        own.clone_into(claim);
                    }
                    self.node(&at, key, Some(got), wanted);
                }
            }
            (Some(Json::Array(got)), Value::List(wanted_items)) => {
                let expected = listed(wanted_items.iter().map(|item| one_of_list(&as_json(item))), wanted_items.len());
                let came = listed(got.iter().map(one_of_list), got.len());
                self.differ(at, words::key(key), (expected, came), None, wanted);
            }
            _ if self.same(key, got, wanted) => {}
            _ => {
                let apart = got.and_then(|got| self.apart(key, got, wanted));
                let amount =
                    wanted.words().filter(|_| words::is_amount(key)).and_then(|words| money(words, self.currency));
                let expected = match amount.and_then(Number::to_decimal) {
                    Some(amount) => {
                        let amount = grouped(amount, got_digits(got));
                        wording!("{amount}", "{amount}")
                    }
                    None => shown(key, &as_json(wanted)),
                };
                let came = got.map_or_else(|| shown(key, &Json::Null), |got| shown(key, got));
                self.differ(at, words::key(key), (expected, came), apart, wanted);
            }
        }
    }

    fn differ(
        &mut self,
        at: &At,
        last: Wording,
        (expected, came): (Wording, Wording),
        apart: Option<Wording>,
        wanted: &Node<'_>,
    ) {
        let (path, claim) = (at.path.clone(), at.claim.clone().filter(|(_, claim)| !claim.is_empty()));
        let what = at.with(last);
        self.found.push(Difference { what, path, expected, came, apart, place: wanted.mark(), claim });
    }

    /// Whether a single value is the one expected. Amounts may be written with their unit.
    fn same(&self, key: &str, got: Option<&Json>, wanted: &Node<'_>) -> bool {
        match (got, &wanted.value) {
            (None | Some(Json::Null), Value::Null) => true,
            (Some(Json::Bool(got)), Value::Bool(wanted)) => got == wanted,
            (Some(Json::Bool(got)), Value::Plain(words)) => match words.as_ref() {
                "yes" | "true" | "是" => *got,
                "no" | "false" | "否" => !*got,
                _ => false,
            },
            (Some(Json::Number(got)), Value::Number(words) | Value::Plain(words)) => got.to_string() == *words,
            (Some(Json::String(got)), Value::Number(words) | Value::Plain(words) | Value::Text(words)) => {
                got == words.as_ref()
                    || (key == "status" && words::is_outcome(got, words))
                    || (key == "claim" && got == APPLICANT.0 && words == APPLICANT.1)
                    || (words::is_amount(key) && self.amounts(got, words).is_some_and(|(a, b)| a == b))
            }
            _ => false,
        }
    }

    fn amounts(&self, got: &str, wanted: &str) -> Option<(Number, Number)> {
        Some((got.parse().ok()?, money(wanted, self.currency)?))
    }

    fn apart(&self, key: &str, got: &Json, wanted: &Node<'_>) -> Option<Wording> {
        if !words::is_amount(key) {
            return None;
        }
        let got_text = got;
        let (got, wanted) = self.amounts(got.as_str()?, wanted.words()?)?;
        let by = got.minus(wanted).ok()?.to_decimal()?;
        Some(words::apart(by.is_sign_positive(), &grouped(by.abs(), got_digits(Some(got_text)))))
    }
}

/// How many decimals an amount has.
fn got_digits(got: Option<&Json>) -> u32 {
    let decimals =
        got.and_then(Json::as_str).and_then(|amount| amount.split_once('.')).map(|(_, decimals)| decimals.len());
    decimals.and_then(|digits| u32::try_from(digits).ok()).unwrap_or(2).min(8)
}

/// Keys that say nothing that the element below them does not say.
const TRANSPARENT: [&str; 5] = ["measures", "claims", "payments", "conditions", "recoveries"];

/// What an element of a list is called.
fn element(got: &Json, number: usize) -> Wording {
    let text = |key: &str| got.get(key).and_then(Json::as_str);
    let year = got.get("support_year").and_then(Json::as_u64);
    if let Some(measure) = text("measure").filter(|_| got.get("claims").is_some()) {
        let measure = text("label").unwrap_or(measure);
        return wording!("{measure}", "{measure}");
    }
    if let Some(claim) = text("claim").filter(|_| year.is_none()) {
        return if claim == "applicant" {
            Wording::default()
        } else {
            wording!("claim `{claim}`", "申请项“{claim}”")
        };
    }
    if let Some(year) = year {
        let part = got.get("instalment").and_then(Json::as_u64);
        return match part {
            Some(part) => wording!("year {year}, part {part}", "第{year}年第{part}期"),
            None => wording!("year {year}", "第{year}年"),
        };
    }
    match text("label").or_else(|| text("payer")).or_else(|| text("measure")) {
        Some(label) => wording!("`{label}`", "“{label}”"),
        None => wording!("number {number}", "第{number}项"),
    }
}

/// An element of a list that is longer or shorter than expected.
fn one_of_list(value: &Json) -> String {
    let text = |key: &str| value.get(key).and_then(Json::as_str);
    let own = text("claim").or_else(|| text("label")).or_else(|| text("payer")).or_else(|| text("status"));
    own.or_else(|| value.as_str()).map_or_else(|| value.to_string(), str::to_owned)
}

fn listed(items: impl Iterator<Item = String>, count: usize) -> Wording {
    const MOST: usize = 8;
    let mut items: Vec<String> = items.take(MOST).collect();
    if count > MOST {
        items.push("…".to_owned());
    }
    let (en, zh) = (items.join(", "), items.join("、"));
    match count {
        0 => wording!("none", "无"),
        1 => wording!("one: {en}", "1项：{zh}"),
        _ => wording!("{count}: {en}", "{count}项：{zh}"),
    }
}

/// What is written in a test, as JSON.
fn as_json(node: &Node<'_>) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(holds) => Json::Bool(*holds),
        Value::Number(words) | Value::Plain(words) | Value::Text(words) => Json::String(words.to_string()),
        Value::List(items) => Json::Array(items.iter().map(as_json).collect()),
        Value::Map(entries) => {
            Json::Object(entries.iter().map(|(key, value)| (key.text.to_string(), as_json(value))).collect())
        }
    }
}

/// A value as people read it.
fn shown(key: &str, value: &Json) -> Wording {
    match value {
        Json::Null if words::is_amount(key) => wording!("no amount", "无金额"),
        Json::Null => wording!("nothing", "无"),
        Json::Bool(true) => wording!("yes", "是"),
        Json::Bool(false) => wording!("no", "否"),
        Json::String(text) if key == "status" => words::outcome(text),
        Json::String(text) => match text.parse::<Number>().ok().and_then(Number::to_decimal) {
            Some(amount) if words::is_amount(key) => {
                let amount = grouped(amount, got_digits(Some(value)));
                wording!("{amount}", "{amount}")
            }
            Some(_) | None => wording!("`{text}`", "“{text}”"),
        },
        Json::Number(_) | Json::Array(_) | Json::Object(_) => {
            let text = value.to_string();
            wording!("{text}", "{text}")
        }
    }
}
