//! JSON Schema 2020-12: everything that the reader of cases takes, and as little else as such a schema can say.

use serde_json::{Map, Value, json};

use super::words::{Words, in_declared};
use crate::case::keys::{ENTRY, LAST_SUPPORT_YEAR, OF_APPROVAL, PERIOD, TOP};
use crate::diagnostic::Language;
use crate::ir::{Dimension, Limits, Program, Record, RecordId, SeriesBy, Type};
use crate::value::Number;
use crate::wording;

/// A number as a text: no leading zeros, no separators.
const NUMBER: &str = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?";
/// A whole number as a text.
const WHOLE: &str = r"-?(0|[1-9][0-9]*)([eE][+-]?[0-9]+)?";
/// A date as a text.
const DATE: &str = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

/// The JSON Schema of the cases of a policy, described in a language; keys and values go by identifiers and labels in either.
pub fn json_schema(program: &Program, language: Language) -> Value {
    let words = Words { program, language };
    let mut definitions = Map::new();
    for (at, record) in program.records.iter().enumerate() {
        let id = RecordId(u32::try_from(at).unwrap_or(u32::MAX));
        if !record.fields.is_empty() || id == program.applicant || id == program.parameters {
            definitions.insert(record_key(record), record_schema(words, record));
        }
    }
    definitions.insert("approval".to_owned(), entry(words, false));
    definitions.insert("payment".to_owned(), entry(words, true));

    let part = |record: RecordId| match program.record(record) {
        Some(record) => vec![reference(&["$defs", &record_key(record)])],
        None => vec![json!({"type": "object"})],
    };
    let list = |definition: &str| vec![json!({"type": "array", "items": reference(&["$defs", definition])})];
    let values = [vec![date()], part(program.parameters), part(program.applicant), list("approval"), list("payment")];
    let properties = TOP.iter().zip(values).map(|((name, label), takes)| Property {
        name,
        label: Some(label),
        title: words.of((name, label)),
        about: String::new(),
        needed: *name == "applied_on",
        takes,
    });
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    let (name, title) = (&program.policy.name, words.policy());
    schema.insert("title".to_owned(), words.say(wording!("Case of {title} ({name})", "{title}（{name}）案例")).into());
    let digest = &program.digest;
    schema.insert("$comment".to_owned(), words.say(wording!("rules {digest}", "规则摘要 {digest}")).into());
    schema.extend(object(properties.collect(), &[]));
    schema.insert("$defs".to_owned(), definitions.into());
    schema.into()
}

/// A key of an object.
struct Property<'p> {
    name: &'p str,
    label: Option<&'p str>,
    title: &'p str,
    about: String,
    /// Whether the reader refuses the object without it.
    needed: bool,
    /// The schemas of what it takes, beside nothing.
    takes: Vec<Value>,
}

/// An object that has these keys alone, each by its identifier or its label; `at` is where it stands in the schema.
fn object(properties: Vec<Property<'_>>, at: &[&str]) -> Map<String, Value> {
    let mut known = Map::new();
    let mut rules = Vec::new();
    let names: Vec<String> = properties.iter().map(|property| property.name.to_owned()).collect();
    let mut aliases: Vec<(String, String, bool)> = Vec::new();
    for property in properties {
        let Property { name, label, title, about, needed, mut takes } = property;
        if !needed {
            takes.push(json!({"type": "null"}));
        }
        let mut schema = Map::new();
        schema.insert("title".to_owned(), title.into());
        if !about.is_empty() {
            schema.insert("description".to_owned(), about.into());
        }
        schema.insert("anyOf".to_owned(), takes.into());
        known.insert(name.to_owned(), schema.into());
        // An identifier goes before a label, and the label that is declared first before another.
        let alias = label.filter(|label| !names.iter().any(|name| name == label));
        let alias = alias.filter(|label| !aliases.iter().any(|(_, taken, _)| taken == label));
        match alias {
            Some(alias) => aliases.push((name.to_owned(), alias.to_owned(), needed)),
            None if needed => rules.push(json!({"required": [name]})),
            None => {}
        }
    }
    for (name, alias, needed) in aliases {
        let mut target: Vec<&str> = at.to_vec();
        target.extend(["properties", &name]);
        known.insert(alias.clone(), reference(&target));
        let (one, other) = (json!({"required": [name]}), json!({"required": [alias]}));
        rules.push(match needed {
            true => json!({"oneOf": [one, other]}),
            false => json!({"not": {"required": [name, alias]}}),
        });
    }
    let mut schema = Map::new();
    schema.insert("type".to_owned(), "object".into());
    schema.insert("properties".to_owned(), known.into());
    schema.insert("additionalProperties".to_owned(), false.into());
    if !rules.is_empty() {
        schema.insert("allOf".to_owned(), rules.into());
    }
    schema
}

fn record_key(record: &Record) -> String {
    format!("record.{}", record.name)
}

fn record_schema(words: Words<'_>, record: &Record) -> Value {
    let key = record.key.and_then(|key| record.fields.get(key.0 as usize)).map(|field| field.name.as_str());
    let properties = record.fields.iter().map(|field| {
        let about = words.about(field, record);
        Property {
            name: &field.name,
            label: field.label.as_deref(),
            title: field.shown(),
            about: about.join(words.of(("; ", "；"))),
            needed: key == Some(field.name.as_str()),
            takes: takes(words, &field.ty),
        }
    });
    let definition = record_key(record);
    let mut schema = object(properties.collect(), &["$defs", &definition]);
    schema.insert("title".to_owned(), record.label.as_deref().unwrap_or(&record.name).into());
    schema.into()
}

/// An approval, or an entry of the ledger.
fn entry(words: Words<'_>, paid: bool) -> Value {
    let program = words.program;
    let mut measures: Vec<&str> = Vec::new();
    let approvable = program.measures.iter().filter(|own| paid || own.awards.iter().any(|award| award.up_to));
    measures.extend(approvable.flat_map(|own| [Some(own.name.as_str()), own.label.as_deref()]).flatten());
    if paid {
        measures.extend(
            program.repealed.iter().flat_map(|(name, label)| [Some(name.as_str()), label.as_deref()]).flatten(),
        );
    }
    let years = Limits { least: Some(Number::ONE), most: Some(Number::from(i64::from(LAST_SUPPORT_YEAR))) };
    let amount = Type::Money(None, Limits { least: Some(Number::ZERO), most: None });
    let measure = if paid { text() } else { vec![json!({"enum": measures})] };
    let values = [
        measure,
        text(),
        takes(words, &Type::Whole(years)),
        text(),
        takes(words, &amount),
        vec![date()],
        text(),
        vec![json!({"type": ["number", "string"]})],
    ];
    let properties = ENTRY.iter().zip(values).take(if paid { ENTRY.len() } else { OF_APPROVAL });
    let properties = properties.map(|((name, label), takes)| Property {
        name,
        label: Some(label),
        title: words.of((name, label)),
        about: String::new(),
        needed: ["measure", "claim", "amount", "on"].contains(name),
        takes,
    });
    let mut schema = object(properties.collect(), &["$defs", if paid { "payment" } else { "approval" }]);
    if paid {
        let of_other = json!({"anyOf": [{"required": ["policy"]}, {"required": ["政策"]}]});
        let ours = json!({"properties": {"measure": {"enum": measures}, "措施": {"enum": measures}}});
        schema.insert("if".to_owned(), of_other);
        schema.insert("else".to_owned(), ours);
    }
    schema.into()
}

/// What a type takes: one of these.
fn takes(words: Words<'_>, ty: &Type) -> Vec<Value> {
    match ty {
        Type::YesNo => vec![json!({"enum": [true, false, "yes", "no", "是", "否", "true", "false"]})],
        Type::Whole(limits) => vec![ranged("integer", *limits), pattern(WHOLE)],
        Type::Decimal(limits) => vec![ranged("number", *limits), pattern(NUMBER)],
        Type::Ratio(limits) => vec![ranged("number", *limits), pattern(&format!("{NUMBER}( ?[%‰])?"))],
        Type::Money(currency, limits) => {
            let currency = currency.as_deref().unwrap_or(&words.program.policy.currency);
            let many = "(万|亿| million| billion)?";
            let by_code = format!("{currency} {NUMBER}{many}|{NUMBER}{many} {currency}");
            let yuan = if currency == "CNY" { format!("|{NUMBER} ?(元|万元|亿元)") } else { String::new() };
            vec![ranged("number", *limits), pattern(&format!("({NUMBER}|{by_code}{yuan})"))]
        }
        Type::Quantity(dimension, limits) => {
            let declared = |bound: Option<Number>| bound.map(|bound| in_declared(bound, dimension));
            let limits = Limits { least: declared(limits.least), most: declared(limits.most) };
            let kind = if dimension.whole { "integer" } else { "number" };
            let units = units(words.program, dimension);
            vec![ranged(kind, limits), pattern(&format!("{NUMBER}( ?((万|亿)?({units})|[^ 0-9.+-][^ ]*[/·][^ ]*))?"))]
        }
        Type::Date => vec![date()],
        Type::Period => {
            let properties = PERIOD.iter().map(|(name, label)| Property {
                name,
                label: Some(label),
                title: words.of((name, label)),
                about: String::new(),
                needed: true,
                takes: vec![date()],
            });
            // It stands in several places, so that its aliases cannot refer to one of them.
            let mut schema = object(properties.collect(), &[]);
            let dates: Map<String, Value> =
                PERIOD.iter().flat_map(|(name, label)| [*name, *label]).map(|key| (key.to_owned(), date())).collect();
            schema.insert("properties".to_owned(), dates.into());
            vec![schema.into()]
        }
        Type::Text => text(),
        Type::Choice(id) => {
            let variants = words.program.choice(*id).map_or(&[][..], |choice| &choice.variants);
            let mut names: Vec<&str> = variants.iter().map(|own| words.name(&own.name, own.label.as_deref())).collect();
            let all = variants.iter().flat_map(|own| [Some(own.name.as_str()), own.label.as_deref()]).flatten();
            for other in all {
                if !names.contains(&other) {
                    names.push(other);
                }
            }
            vec![json!({"enum": names})]
        }
        Type::List(record) => match words.program.record(*record) {
            Some(record) => vec![json!({"type": "array", "items": reference(&["$defs", &record_key(record)])})],
            None => Vec::new(),
        },
        Type::Series(by, of) => {
            let years = match by {
                SeriesBy::SupportYear => "^([1-9][0-9]?|100)$",
                SeriesBy::CalendarYear => "^[1-9][0-9]{3}$",
            };
            let mut values = takes(words, of);
            values.push(json!({"type": "null"}));
            let schema = json!({"type": "object", "patternProperties": {years: {"anyOf": values}}, "additionalProperties": false});
            vec![schema]
        }
        Type::Duration | Type::Record(_) => Vec::new(),
    }
}

/// The single units that count the same as a dimension, as alternatives of a pattern.
fn units(program: &Program, dimension: &Dimension) -> String {
    let units = &program.units;
    let counted = ["days", "months", "个月", "quarters", "个季度", "years", "日", "季度"];
    let of_time = ["day", "month", "month", "quarter", "quarter", "year", "day", "quarter"];
    let other = counted.iter().zip(of_time).map(|(word, unit)| (*word, unit));
    let fitting = units.spelled().map(|unit| (unit, unit)).chain(other);
    let fitting = fitting.filter(|(_, unit)| units.dimension(unit).is_some_and(|own| own == *dimension));
    let words: Vec<String> = fitting.map(|(word, _)| literally(word)).collect();
    words.join("|")
}

/// Words as a pattern that matches them alone.
fn literally(words: &str) -> String {
    let mut pattern = String::new();
    for c in words.chars() {
        if r"^$\.*+?()[]{}|/".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

fn text() -> Vec<Value> {
    vec![json!({"type": ["string", "integer"]})]
}

fn date() -> Value {
    json!({"type": "string", "format": "date", "pattern": format!("^{DATE}$")})
}

fn pattern(words: &str) -> Value {
    json!({"type": "string", "pattern": format!("^{words}$")})
}

fn ranged(kind: &str, limits: Limits) -> Value {
    let mut schema = Map::new();
    schema.insert("type".to_owned(), kind.into());
    for (key, bound) in [("minimum", limits.least), ("maximum", limits.most)] {
        // A bound that is no decimal is left to the reader.
        let figure = bound.and_then(Number::to_decimal).map(|bound| bound.normalize().to_string());
        if let Some(figure) = figure.and_then(|figure| serde_json::from_str::<serde_json::Number>(&figure).ok()) {
            schema.insert(key.to_owned(), figure.into());
        }
    }
    schema.into()
}

/// A reference to a place in the schema.
fn reference(steps: &[&str]) -> Value {
    json!({"$ref": format!("#{}", steps.iter().map(|step| format!("/{}", escaped(step))).collect::<String>())})
}

/// A step of a JSON pointer in the fragment of a URI.
fn escaped(step: &str) -> String {
    let mut escaped = String::new();
    for byte in step.replace('~', "~0").replace('/', "~1").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~$".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}
