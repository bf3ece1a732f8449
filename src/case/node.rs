//! Data as written: a tree in which everything knows its place.
//!
//! The three readers ([`json`](super::json), [`yaml`](super::yaml), [`toml`](super::toml)) build it. Numbers stay the digits that were
//! written: what they mean is decided by the type that the policy declares.

use std::borrow::Cow;

use crate::source::{SourceId, Span};

/// How deep data may be nested. The deepest case that a policy can declare needs far less.
pub(crate) const DEEPEST: usize = 100;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node<'t> {
    pub(crate) span: Span,
    pub(crate) value: Value<'t>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'t> {
    /// Nothing: `null`, `~`, or a YAML key without value.
    Null,
    /// `true` or `false` of JSON and TOML.
    Bool(bool),
    /// A number of JSON or TOML: its digits.
    Number(Cow<'t, str>),
    /// A word without quotes (YAML), or a date of TOML: the declared type says what it is.
    Plain(Cow<'t, str>),
    /// Text in quotes.
    Text(Cow<'t, str>),
    /// Several values.
    List(Vec<Node<'t>>),
    /// Keys with values, in the order written; a key may stand twice.
    Map(Vec<(Key<'t>, Node<'t>)>),
}

/// A key and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Key<'t> {
    pub(crate) text: Cow<'t, str>,
    pub(crate) span: Span,
}

impl Node<'_> {
    /// The same, which keeps its own words.
    pub(crate) fn into_owned(self) -> Node<'static> {
        let own = |words: Cow<'_, str>| Cow::Owned(words.into_owned());
        let value = match self.value {
            Value::Null => Value::Null,
            Value::Bool(holds) => Value::Bool(holds),
            Value::Number(words) => Value::Number(own(words)),
            Value::Plain(words) => Value::Plain(own(words)),
            Value::Text(words) => Value::Text(own(words)),
            Value::List(items) => Value::List(items.into_iter().map(Node::into_owned).collect()),
            Value::Map(entries) => {
                let entries = entries.into_iter();
                let entries =
                    entries.map(|(key, value)| (Key { text: own(key.text), span: key.span }, value.into_owned()));
                Value::Map(entries.collect())
            }
        };
        Node { span: self.span, value }
    }

    /// The entries of a mapping; none of anything else.
    pub(crate) fn entries(&self) -> &[(Key<'_>, Node<'_>)] {
        match &self.value {
            Value::Map(entries) => entries,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Plain(_) | Value::Text(_) | Value::List(_) => &[],
        }
    }

    /// The place to point at: of a mapping or list, which may be long, where its first entry begins.
    pub(crate) fn mark(&self) -> Span {
        match &self.value {
            Value::Map(entries) => entries.first().map_or(self.span, |(key, _)| key.span),
            Value::List(items) => items.first().map_or(self.span, Node::mark),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Plain(_) | Value::Text(_) => self.span,
        }
    }

    /// The words of a single value.
    pub(crate) fn words(&self) -> Option<&str> {
        match &self.value {
            Value::Number(words) | Value::Plain(words) | Value::Text(words) => Some(words),
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }
}

/// A part of a text that is read on its own: a whole file, or one line of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'t> {
    /// The words.
    pub(crate) text: &'t str,
    /// The text they belong to.
    pub(crate) source: SourceId,
    /// Where they begin in it.
    pub(crate) start: usize,
}

impl Part<'_> {
    /// The span of a range of this part.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, self.start.saturating_add(start), self.start.saturating_add(end))
    }

    /// The span of the last character, for what is missing at the end.
    pub(crate) fn end(&self) -> Span {
        let text = self.text.trim_end();
        let last = text.chars().next_back().map_or(0, char::len_utf8);
        self.span(text.len() - last, text.len())
    }
}
