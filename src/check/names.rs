//! Namespaces: what a name or a label stands for, and what was probably meant by one that stands for nothing.

use std::collections::HashMap;

use crate::ast::{Name, Text};
use crate::diagnostic::nearest;
use crate::ir::{FieldId, LetId};
use crate::source::Span;

use super::Checker;
use super::error::NameError;

/// What a name known everywhere stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Global {
    Parameter(FieldId),
    Fact(FieldId),
    Let(LetId),
}

/// What a name means behind `record.`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Member {
    Field(FieldId),
    Let(LetId),
}

/// One namespace.
#[derive(Debug)]
pub(super) struct Names<'a, T> {
    known: HashMap<&'a str, (T, Span)>,
    /// Of an identifier its label, and the other way round.
    counterparts: HashMap<&'a str, &'a str>,
    /// In the order of declaration, so that suggestions never depend on hashing.
    spelled: Vec<&'a str>,
}

impl<T> Default for Names<'_, T> {
    fn default() -> Self {
        Names { known: HashMap::new(), counterparts: HashMap::new(), spelled: Vec::new() }
    }
}

impl<'a, T: Copy> Names<'a, T> {
    pub(super) fn get(&self, name: &str) -> Option<T> {
        self.known.get(name).map(|(value, _)| *value)
    }

    /// Where it was declared.
    pub(super) fn place(&self, name: &str) -> Option<Span> {
        self.known.get(name).map(|(_, span)| *span)
    }

    /// The other spelling of a name: of an identifier its label, of a label its identifier.
    pub(super) fn counterpart(&self, name: &str) -> Option<&'a str> {
        self.counterparts.get(name).copied()
    }

    /// Every spelling, in the order of declaration.
    pub(super) fn spelled(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.spelled.iter().copied()
    }

    /// Adds a spelling; where it is taken, says by which place.
    pub(super) fn add(&mut self, text: &'a str, span: Span, value: T) -> Option<Span> {
        if let Some(place) = self.place(text) {
            return Some(place);
        }
        self.known.insert(text, (value, span));
        self.spelled.push(text);
        None
    }

    /// Declares an identifier and its label; what is taken already comes back as an error.
    pub(super) fn declare(&mut self, name: &'a Name, label: Option<&'a Text>, value: T) -> Option<NameError> {
        if let Some(first) = self.add(&name.text, name.span, value) {
            return Some(NameError::Twice { span: name.span, first, name: name.text.clone() });
        }
        let label = label.filter(|label| label.value != name.text)?;
        let Some(first) = self.add(&label.value, label.span, value) else {
            self.counterparts.insert(&name.text, &label.value);
            self.counterparts.insert(&label.value, &name.text);
            return None;
        };
        Some(NameError::LabelTwice { span: label.span, first, label: label.value.clone() })
    }
}

/// Words of the Chinese surface that stand between a name and what follows, longest first.
const BETWEEN: [&str; 17] = [
    "属于",
    "不为",
    "不低于",
    "不超过",
    "不早于",
    "不晚于",
    "满足",
    "超过",
    "低于",
    "早于",
    "晚于",
    "为",
    "且",
    "或",
    "的",
    "在",
    "按",
];

/// Where an unknown Chinese word is a known name glued to what follows it, the words apart.
pub(super) fn split<'n>(written: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    if written.is_ascii() {
        return None;
    }
    if let Some(rest) = written.strip_prefix('非') {
        let mut known = known;
        return known.any(|name| name == rest).then(|| format!("非 {rest}"));
    }
    let mut best: Option<(usize, String)> = None;
    for name in known {
        let Some(rest) = written.strip_prefix(name).filter(|_| !name.is_empty()) else { continue };
        if best.as_ref().is_some_and(|(length, _)| *length >= name.len()) {
            continue;
        }
        let word = BETWEEN.iter().find(|word| rest.starts_with(**word));
        let after = word.and_then(|word| rest.strip_prefix(*word)).map(str::trim);
        if let (Some(word), Some(after)) = (word, after) {
            best = Some((name.len(), format!("{name} {word} {after}").trim_end().to_owned()));
        }
    }
    best.map(|(_, words)| words)
}

impl<'a> Checker<'a> {
    /// The nearest of the candidates, while suggestions last.
    pub(super) fn suggest<'n>(&mut self, written: &str, candidates: impl Iterator<Item = &'n str>) -> Option<String> {
        self.suggestions = self.suggestions.checked_sub(1)?;
        nearest(written, candidates).map(spelled)
    }
}

/// A name as it is written in a rule: 『…』 around what is not a plain word.
pub(super) fn spelled(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_') && !name.starts_with(|c: char| c.is_numeric());
    if plain { name.to_owned() } else { format!("『{name}』") }
}
