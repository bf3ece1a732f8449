//! YAML and TOML as JSON, for the validator: words without quotes stay words, as the reader of cases has them.

use bursary::case::Format;
use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::Value;

/// A case as JSON.
pub fn as_json(text: &str, format: Format) -> Value {
    match format {
        Format::Yaml => yaml(text),
        Format::Toml => dates(serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap()),
        _ => serde_json::from_str(text).unwrap(),
    }
}

/// The dates of TOML, which `toml` gives as objects, as texts.
fn dates(value: Value) -> Value {
    match value {
        Value::Object(entries) if entries.contains_key("$__toml_private_datetime") => {
            entries["$__toml_private_datetime"].clone()
        }
        Value::Object(entries) => entries.into_iter().map(|(key, value)| (key, dates(value))).collect(),
        Value::Array(items) => items.into_iter().map(dates).collect(),
        other => other,
    }
}

fn yaml(text: &str) -> Value {
    // Each collection that is open, with the keys of a mapping between its values.
    let mut open: Vec<(bool, Vec<Value>)> = vec![(false, Vec::new())];
    for event in Parser::new_from_str(text) {
        let value = match event.unwrap().0 {
            Event::Scalar(words, style, ..) => match &*words {
                "" | "~" | "null" if matches!(style, ScalarStyle::Plain) => Value::Null,
                words => Value::from(words),
            },
            Event::SequenceStart(..) => {
                open.push((false, Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                open.push((true, Vec::new()));
                continue;
            }
            Event::SequenceEnd => Value::Array(open.pop().unwrap().1),
            Event::MappingEnd => {
                let entries = open.pop().unwrap().1;
                let pairs = entries.chunks(2).map(|pair| (pair[0].as_str().unwrap().to_owned(), pair[1].clone()));
                Value::Object(pairs.collect())
            }
            _ => continue,
        };
        open.last_mut().unwrap().1.push(value);
    }
    open.remove(0).1.remove(0)
}
