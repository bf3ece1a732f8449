//! The tree of a case as a file would give it, put together key by key.

use crate::ast;
use crate::case::node::{Key, Node, Value};
use crate::ir::Field;
use crate::source::Span;

/// The entries of a mapping.
pub(super) type Entries = Vec<(Key<'static>, Node<'static>)>;

/// The value of a key of a mapping, with a new one where it is not there. What is no mapping becomes one.
pub(super) fn slot<'n>(
    node: &'n mut Node<'static>,
    name: &str,
    label: Option<&str>,
    span: Span,
) -> Option<&'n mut Node<'static>> {
    if !matches!(node.value, Value::Map(_)) {
        node.value = Value::Map(Vec::new());
    }
    let Value::Map(entries) = &mut node.value else { return None };
    let there = entries.iter().position(|(key, _)| key.text == name || label == Some(key.text.as_ref()));
    let at = there.unwrap_or(entries.len());
    if there.is_none() {
        let key = Key { text: name.to_owned().into(), span };
        entries.push((key, Node { span, value: Value::Null }));
    }
    entries.get_mut(at).map(|(_, node)| node)
}

/// The value of a field of a record, by its identifier or its label; of one that the policy does not have, by its name.
pub(super) fn slot_of<'n>(
    node: &'n mut Node<'static>,
    field: Option<&Field>,
    name: &ast::Name,
) -> Option<&'n mut Node<'static>> {
    match field {
        Some(field) => slot(node, &field.name, field.label.as_deref(), name.span),
        None => slot(node, &name.text, None, name.span),
    }
}

/// The items of a list; what is none becomes an empty one.
pub(super) fn as_list<'n>(node: &'n mut Node<'static>) -> Option<&'n mut Vec<Node<'static>>> {
    if !matches!(node.value, Value::List(_)) {
        node.value = Value::List(Vec::new());
    }
    match &mut node.value {
        Value::List(items) => Some(items),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Plain(_) | Value::Text(_) | Value::Map(_) => None,
    }
}

/// A key with its value.
pub(super) fn entry(name: &'static str, node: Node<'static>) -> (Key<'static>, Node<'static>) {
    (Key { text: name.into(), span: node.span }, node)
}

/// Words without quotation marks.
pub(super) fn plain(words: &ast::Text) -> Node<'static> {
    Node { span: words.span, value: Value::Plain(words.value.clone().into()) }
}

/// Words in quotation marks.
pub(super) fn text(words: &ast::Text) -> Node<'static> {
    Node { span: words.span, value: Value::Text(words.value.clone().into()) }
}
