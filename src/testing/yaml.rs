//! Values as YAML that people read: block by block, what is short on one line.

use serde_json::{Value, json};

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
pub(super) fn flow(value: &Value) -> String {
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
