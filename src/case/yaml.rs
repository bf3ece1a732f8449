//! YAML, from the parser's events: scalars keep their words, so that `12345678901234567.12`, `007` and `yes` come through as written.

#![expect(clippy::wildcard_enum_match_arm, reason = "the events and errors of the parser are open enums")]

use granit_parser::{ErrorKind as Kind, Event, Parser, ScalarStyle, ScanError};

use super::error::TextError;
use super::node::{DEEPEST, Key, Node, Part, Value};
use crate::diagnostic::Wording;
use crate::source::Span;

/// A list or mapping that is still open.
enum Open<'t> {
    List { start: usize, items: Vec<Node<'t>> },
    Map { start: usize, entries: Vec<(Key<'t>, Node<'t>)>, key: Option<Key<'t>> },
}

/// Reads one YAML document.
///
/// Aliases are refused, so that a small file cannot stand for a large one; tags are refused, since the policy declares the types.
pub(super) fn read(part: Part<'_>) -> Result<Node<'_>, TextError> {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut whole: Option<Node<'_>> = None;
    for event in Parser::new_from_str(part.text) {
        let (event, place) = event.map_err(|error| refuse(part, &error))?;
        let start = place.start.byte_offset().unwrap_or(0);
        let end = place.end.byte_offset().unwrap_or(start).max(start);
        let tagged = match &event {
            Event::Scalar(_, _, _, tag) | Event::SequenceStart(_, _, tag) | Event::MappingStart(_, _, tag) => {
                tag.is_some()
            }
            _ => false,
        };
        if tagged {
            return Err(TextError::Tag { span: part.span(start, end) });
        }
        let node = match event {
            Event::Scalar(words, style, _, _) => {
                let plain = matches!(style, ScalarStyle::Plain);
                let value = match &*words {
                    "" | "~" | "null" | "Null" | "NULL" if plain => Value::Null,
                    _ if plain => Value::Plain(words),
                    _ => Value::Text(words),
                };
                Node { span: part.span(start, end), value }
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if open.len() >= DEEPEST {
                    return Err(TextError::TooDeep { span: part.span(start, start + 1) });
                }
                open.push(match event {
                    Event::SequenceStart(..) => Open::List { start, items: Vec::new() },
                    _ => Open::Map { start, entries: Vec::new(), key: None },
                });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List { start, items }) => {
                    let last = items.last().map(|item| item.span);
                    Node { span: reach(part, start, end, last), value: Value::List(items) }
                }
                Some(Open::Map { start, entries, .. }) => {
                    let last = entries.last().map(|(_, value)| value.span);
                    Node { span: reach(part, start, end, last), value: Value::Map(entries) }
                }
                None => continue,
            },
            Event::Alias(_) => return Err(TextError::Alias { span: part.span(start, end) }),
            Event::DocumentStart(..) if whole.is_some() => {
                return Err(TextError::SeveralDocuments { span: part.span(start, end) });
            }
            _ => continue,
        };
        match open.last_mut() {
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, key, .. }) => match key.take() {
                Some(key) => entries.push((key, node)),
                None => *key = Some(as_key(node)?),
            },
            None => whole = Some(node),
        }
    }
    match whole {
        Some(Node { value: Value::Null, .. }) | None => Err(TextError::Empty { span: part.span(0, 0) }),
        Some(node) => Ok(node),
    }
}

/// A block collection ends where its last entry does; one in brackets at its bracket.
fn reach(part: Part<'_>, start: usize, end: usize, last: Option<Span>) -> Span {
    let bracketed = part.text.as_bytes().get(start).is_some_and(|byte| matches!(byte, b'[' | b'{'));
    let span = part.span(start, end);
    match last {
        Some(last) if !bracketed => Span { end: last.end.max(span.start), ..span },
        _ => span,
    }
}

fn as_key(node: Node<'_>) -> Result<Key<'_>, TextError> {
    match node.value {
        Value::Plain(text) | Value::Text(text) => Ok(Key { text, span: node.span }),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Map(_) => {
            Err(TextError::KeyNotText { span: node.mark() })
        }
    }
}

fn refuse(part: Part<'_>, error: &ScanError) -> TextError {
    let at = error.marker().byte_offset().unwrap_or(0);
    let span = match part.text.get(at..).and_then(|rest| rest.chars().next()) {
        Some(first) if at < part.text.trim_end().len() => part.span(at, at + first.len_utf8()),
        _ => part.end(),
    };
    if let Some(found) = fault_of_line(part, at, error.kind()) {
        return found;
    }
    match error.kind() {
        Kind::RecursionLimitExceeded => TextError::TooDeep { span },
        Kind::UnknownAnchor => TextError::Alias { span },
        Kind::TabNotAllowed | Kind::TabInBlockIndentation | Kind::TabInIndentation => TextError::Tab { span },
        kind => TextError::NotYaml { fault: Wording::new(error.info(), in_chinese(kind)), span },
    }
}

/// What is wrong with the line of a complaint, where the line alone shows it: a tab, no colon, another indentation.
fn fault_of_line(part: Part<'_>, at: usize, kind: &Kind) -> Option<TextError> {
    let start = part.text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let line = |start: usize| part.text.get(start..).and_then(|rest| rest.split(['\n', '\r']).next()).unwrap_or("");
    let indent = |line: &str| line.len() - line.trim_start().len();
    let own = line(start);
    let next = part.text.get(start..)?.find('\n').map(|end| start + end + 1);
    // The parser sees a tab only after the line before it.
    for from in [Some(start), next].into_iter().flatten() {
        let tab = line(from).find('\t').filter(|tab| *tab < indent(line(from)));
        if let Some(tab) = tab {
            return Some(TextError::Tab { span: part.span(from + tab, from + tab + 1) });
        }
    }
    let words = own.trim();
    let from = start + indent(own);
    let span = part.span(from, from + words.len());
    match kind {
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey if !words.starts_with(['-', '[', '{', '"', '\'']) => {
            let parted = words.split_once(['：', ':']).or_else(|| words.split_once([' ', '\u{3000}']));
            let spelling = parted.map(|(key, value)| format!("{}: {}", key.trim(), value.trim()));
            Some(TextError::NoColon { span, spelling })
        }
        Kind::MappingValueNotAllowed => {
            let before = part.text.get(..start)?.trim_end();
            let before = before.rsplit(['\n', '\r']).next()?;
            let has_value = before.split_once(": ").is_some_and(|(_, value)| !value.trim().is_empty());
            let (key, _) = words.split_once(": ").or_else(|| words.split_once(':'))?;
            let deeper = has_value && indent(own) > indent(before) && !key.is_empty();
            let span = part.span(from, from + key.len());
            deeper.then(|| TextError::Deeper { span, key: super::error::short(key) })
        }
        _ => None,
    }
}

/// The parser's most frequent complaints.
fn in_chinese(kind: &Kind) -> &'static str {
    match kind {
        Kind::MappingValueNotAllowed | Kind::MappingKeyNotAllowed => "此处不能再出现一个键",
        Kind::UnclosedQuotedScalar => "引号没有结束",
        Kind::UnclosedFlowCollection { .. }
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofImplicitFlowMapping => "括号没有结束",
        Kind::MismatchedFlowCollectionEnd { .. } | Kind::MisplacedFlowCollectionEnd => "括号不配对",
        Kind::ExpectedFlowMappingSeparator | Kind::ExpectedFlowSequenceSeparator => "缺少逗号或右括号",
        Kind::ExpectedBlockMappingKey | Kind::InvalidIndentation | Kind::InvalidFlowScalarIndent => "缩进不一致",
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => "此处应为“键: 值”",
        Kind::BlockEntryInFlowCollection | Kind::BlockSequenceEntryNotAllowed => "此处不能出现“-”",
        Kind::InvalidTrailingDoubleQuotedScalar | Kind::InvalidTrailingSingleQuotedScalar => "引号之后还有内容",
        Kind::UnknownQuotedScalarEscape => "没有这种转义",
        _ => "写法有误",
    }
}
