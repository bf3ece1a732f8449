//! TOML: numbers and dates keep their words.

use toml::de::{DeTable, DeValue};

use super::error::{At, StructureError, TextError, short};
use super::node::{DEEPEST, Key, Node, Part, Value};
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;

/// How many faults of one text are told.
const MOST_FAULTS: usize = 50;

/// Reads a TOML document.
pub(super) fn read(part: Part<'_>) -> Result<Node<'_>, Vec<Diagnostic>> {
    let (document, faults) = DeTable::parse_recoverable(part.text);
    let range = document.span();
    let whole = table(part, document.into_inner(), part.span(range.start, range.end), 0);
    if faults.is_empty() {
        return whole.map_err(|error| vec![error.into()]);
    }
    let keys = whole.map_or_else(|_| Vec::new(), |whole| keys(&whole));
    let mut told: Vec<Diagnostic> = faults.iter().take(MOST_FAULTS).map(|fault| refuse(part, fault, &keys)).collect();
    told.sort_by_key(|fault| fault.span);
    // What follows a fault of form is often only its echo; a key given twice misleads nobody.
    if let Some(form) = told.iter().position(|fault| fault.code != "case/given-twice") {
        told.truncate(form + 1);
    }
    Err(told)
}

fn table<'t>(part: Part<'t>, table: DeTable<'t>, span: Span, depth: usize) -> Result<Node<'t>, TextError> {
    let entries = table.into_iter().map(|(key, value)| {
        let range = key.span();
        let key = Key { text: key.into_inner(), span: part.span(range.start, range.end) };
        let range = value.span();
        Ok((key, build(part, value.into_inner(), range, depth + 1)?))
    });
    Ok(Node { span, value: Value::Map(entries.collect::<Result<_, _>>()?) })
}

fn build<'t>(
    part: Part<'t>,
    value: DeValue<'t>,
    range: std::ops::Range<usize>,
    depth: usize,
) -> Result<Node<'t>, TextError> {
    let span = part.span(range.start, range.end);
    if depth > DEEPEST {
        return Err(TextError::TooDeep { span });
    }
    let written = part.text.get(range).unwrap_or("");
    let value = match value {
        DeValue::String(text) => Value::Text(text),
        DeValue::Integer(number) if number.radix() == 10 => digits(number.as_str(), written),
        DeValue::Float(number) => digits(number.as_str(), written),
        DeValue::Integer(_) | DeValue::Datetime(_) => Value::Plain(written.into()),
        DeValue::Boolean(holds) => Value::Bool(holds),
        DeValue::Array(items) => {
            let items = items.into_iter().map(|item| {
                let range = item.span();
                build(part, item.into_inner(), range, depth + 1)
            });
            Value::List(items.collect::<Result<_, _>>()?)
        }
        DeValue::Table(inner) => return table(part, inner, span, depth),
    };
    Ok(Node { span, value })
}

/// The digits of a number without a plus sign and `_`; words such as `inf` stay words.
fn digits<'t>(digits: &str, written: &'t str) -> Value<'t> {
    let unsigned = digits.strip_prefix('+').unwrap_or(digits);
    if unsigned.contains(|c: char| c.is_ascii_digit()) {
        let same = unsigned == written;
        Value::Number(if same { written.into() } else { unsigned.replace('_', "").into() })
    } else {
        Value::Plain(written.into())
    }
}

/// Every key of the tree, by its words and then its place.
fn keys(whole: &Node<'_>) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let mut open = vec![whole];
    while let Some(node) = open.pop() {
        match &node.value {
            Value::List(items) => open.extend(items),
            Value::Map(entries) => {
                found.extend(entries.iter().map(|(key, _)| (key.text.clone().into_owned(), key.span)));
                open.extend(entries.iter().map(|(_, value)| value));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Plain(_) | Value::Text(_) => {}
        }
    }
    found.sort();
    found
}

fn refuse(part: Part<'_>, fault: &toml::de::Error, keys: &[(String, Span)]) -> Diagnostic {
    let span = match fault.span() {
        Some(range) if range.start < part.text.trim_end().len() => part.span(range.start, range.end),
        _ => part.end(),
    };
    let message = fault.message();
    if message.contains("recur") {
        return TextError::TooDeep { span }.into();
    }
    if message.starts_with("duplicate key") {
        let key = fault.span().and_then(|range| part.text.get(range)).unwrap_or("").trim_matches(['"', '\'']);
        let at = At { span, path: String::new(), label: None };
        return StructureError::GivenTwice { at, key: short(key), first: first_of(part, key, span, keys) }.into();
    }
    TextError::NotToml { fault: Wording::new(message, in_chinese(message)), span }.into()
}

/// The parser's most frequent complaints.
fn in_chinese(message: &str) -> &'static str {
    let known = [
        ("string values must be quoted", "文本没有加引号"),
        ("invalid unquoted key", "不加引号的键只能用字母、数字、“-”和“_”"),
        ("key with no value", "键没有值"),
        ("missing value", "“=”之后没有值"),
        ("extra `=`", "多了一个“=”"),
        ("unclosed inline table", "花括号没有结束"),
        ("unclosed array", "列表没有结束"),
        ("invalid basic string", "文本的引号没有结束"),
        ("invalid literal string", "文本的引号没有结束"),
        ("missing table open", "缺少左括号"),
        ("unclosed table", "表头的括号没有结束"),
        ("unexpected key or value", "此处应换行"),
        ("leading zero", "数字不能有前导零"),
    ];
    known.iter().find(|(english, _)| message.contains(english)).map_or("写法有误", |(_, chinese)| chinese)
}

/// Where the key stood first. The parser only tells the second place: of the last earlier keys with the same words, it is the one that
/// stands behind the same beginning of a line (`[applicant`, `applicant.name`), else the nearest.
fn first_of(part: Part<'_>, key: &str, second: Span, keys: &[(String, Span)]) -> Span {
    const LOOKED_AT: usize = 100;
    let beginning = |span: Span| {
        let end = (span.start as usize).saturating_sub(part.start);
        let before = part.text.as_bytes().get(end.saturating_sub(LOOKED_AT)..end).unwrap_or_default();
        before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii_start()
    };
    let after = keys.partition_point(|(text, span)| (text.as_str(), *span) < (key, second));
    let earlier = keys.get(..after).unwrap_or_default().iter().rev().take_while(|(text, _)| text == key);
    let earlier: Vec<Span> = earlier.take(LOOKED_AT).map(|(_, span)| *span).collect();
    let wanted = beginning(second);
    let same = earlier.iter().find(|span| beginning(**span) == wanted);
    same.or(earlier.first()).copied().or_else(|| earlier_header(part, key, second)).unwrap_or(second)
}

/// The same table header before: the parser keeps the later one.
fn earlier_header(part: Part<'_>, key: &str, second: Span) -> Option<Span> {
    let end = (second.start as usize).checked_sub(part.start)?;
    let before = part.text.get(..end)?;
    let line = before.rfind('\n')?;
    let header = format!("{}{key}]", part.text.get(line + 1..end)?);
    let found = before.get(..line)?.rfind(&header)?;
    Some(part.span(found + header.len() - key.len() - 1, found + header.len() - 1))
}
