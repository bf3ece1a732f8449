//! One case in the making: where we are in the data, what was found, which records there are.

use std::collections::BTreeSet;

use super::alike::Alike;
use super::error::{At, Found, StructureError, short};
use super::names::{Names, Vocabulary};
use super::node::{Key, Node, Value};
use super::scalar::Scalars;
use super::{Format, Instance, InstanceId};
use crate::diagnostic::{Diagnostic, Fix};
use crate::ir::{FieldId, Program};
use crate::source::Span;

/// How many errors of one case are told.
pub(super) const MOST_ERRORS: usize = 200;

/// Reads one case.
pub(super) struct Reader<'p, 't> {
    pub(super) program: &'p Program,
    pub(super) names: &'p Vocabulary<'p>,
    pub(super) instances: Vec<Instance>,
    /// Lists whose records could not all be read, so that nothing is said of a claim that may be among them.
    pub(super) damaged: BTreeSet<(InstanceId, FieldId)>,
    /// Warnings.
    pub(super) doubts: Vec<Diagnostic>,
    /// The texts read so far that limits tell apart.
    pub(super) alike: Alike,
    text: &'t str,
    format: Format,
    path: String,
    found: Vec<Diagnostic>,
}

impl<'p, 't> Reader<'p, 't> {
    /// A reader of a case that stands in `text`.
    pub(super) fn new(
        program: &'p Program,
        names: &'p Vocabulary<'p>,
        text: &'t str,
        format: Format,
    ) -> Reader<'p, 't> {
        let empty = |record| Instance {
            record,
            fields: vec![None; program.record(record).map_or(0, |record| record.fields.len())],
            key: None,
            parent: None,
        };
        Reader {
            program,
            names,
            instances: vec![empty(program.parameters), empty(program.applicant)],
            damaged: BTreeSet::new(),
            doubts: Vec::new(),
            alike: Alike::default(),
            text,
            format,
            path: String::new(),
            found: Vec::new(),
        }
    }

    /// What reads single values.
    pub(super) fn scalars(&self) -> Scalars<'p> {
        Scalars { program: self.program, names: self.names }
    }

    /// What was found, in the order of the text, and the records.
    pub(super) fn finish(mut self) -> (Vec<Diagnostic>, Vec<Instance>) {
        let more = self.found.get(MOST_ERRORS).map(|next| next.span);
        self.found.truncate(MOST_ERRORS);
        self.found.sort_by_key(|found| found.span);
        self.found.extend(more.map(|span| StructureError::More { span, told: MOST_ERRORS }.into()));
        (self.found, self.instances)
    }

    /// Does something one step deeper in the data.
    pub(super) fn inside<T>(&mut self, step: Step<'_>, then: impl FnOnce(&mut Reader<'p, 't>) -> T) -> T {
        let before = self.path.len();
        match step {
            Step::Key(key) => {
                if before > 0 {
                    self.path.push('.');
                }
                self.path.push_str(key);
            }
            Step::Number(number) => self.path.push_str(&format!("[{number}]")),
        }
        let done = then(self);
        self.path.truncate(before);
        done
    }

    /// This place in the data.
    pub(super) fn at(&self, span: Span, label: Option<&str>) -> At {
        At { span, path: self.path.clone(), label: label.map(str::to_owned) }
    }

    /// Adds an error.
    pub(super) fn refuse(&mut self, error: impl Into<Diagnostic>) {
        self.push(error.into());
    }

    /// Adds an error that other words in the same place mend.
    pub(super) fn refuse_for(&mut self, error: impl Into<Diagnostic>, span: Span, instead: Option<&str>) {
        let mut diagnostic = error.into();
        diagnostic.fix = instead.and_then(|words| self.written(span, words)).map(|replacement| Fix {
            span,
            replacement,
            safe: false,
        });
        self.push(diagnostic);
    }

    /// Whether there are more errors than are told, so that it is no use to read on.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() > MOST_ERRORS
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        if !self.is_full() {
            self.found.push(diagnostic);
        }
    }

    /// Words as they must be written in this format in place of those at a span; `None` where they would need escapes.
    fn written(&self, span: Span, words: &str) -> Option<String> {
        if words.contains(['"', '\'', '\\', '\n', '#', '*', '&', '!']) || words.contains(": ") {
            return None;
        }
        let old = self.text.get(span.range()).unwrap_or("");
        let bare = match self.format {
            Format::Yaml => true,
            Format::Toml => words.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')),
            Format::Json | Format::JsonLines => false,
        };
        let number = words.bytes().all(|byte| byte.is_ascii_digit());
        Some(match old.chars().next() {
            Some(quote @ ('"' | '\'')) => format!("{quote}{words}{quote}"),
            _ if bare || number => words.to_owned(),
            _ => format!("\"{words}\""),
        })
    }

    /// The entries of a mapping by the names that its keys stand for; what is unknown or given twice is refused.
    pub(super) fn sort_out<'n, 'd>(
        &mut self,
        entries: &'n [(Key<'d>, Node<'d>)],
        names: &Names<'_>,
        label: Option<&str>,
    ) -> Vec<Option<(&'n Key<'d>, &'n Node<'d>)>> {
        let mut sorted = vec![None; names.len()];
        let mut digits = 0;
        for (at, (key, value)) in entries.iter().enumerate() {
            if self.is_full() {
                break;
            }
            if digits > 0 {
                digits -= 1;
                continue;
            }
            let place = names.find(&key.text);
            let Some(slot) = place.and_then(|place| sorted.get_mut(place)) else {
                if self.colon_without_space(key, value, names, label) {
                    continue;
                }
                let groups = self.commas_in_number(entries, at, label);
                if groups > 0 {
                    digits = groups - 1;
                    continue;
                }
                let nearest = names.nearest(&key.text);
                let error = StructureError::UnknownKey {
                    at: self.at(key.span, label),
                    key: short(&key.text),
                    nearest: nearest.map(str::to_owned),
                    known: names.listed(),
                };
                self.refuse_for(error, key.span, nearest);
                continue;
            };
            match slot {
                None => *slot = Some((key, value)),
                Some((first, _)) => {
                    let first = first.span;
                    let at = self.at(key.span, label);
                    self.refuse(StructureError::GivenTwice { at, key: short(&key.text), first });
                }
            }
        }
        sorted
    }

    /// `等级：4`, `level:4`: one key to YAML, and nothing behind it.
    fn colon_without_space(&mut self, key: &Key<'_>, value: &Node<'_>, names: &Names<'_>, label: Option<&str>) -> bool {
        let Some((name, rest)) = key.text.split_once([':', '：']) else { return false };
        let name = name.trim();
        let meant = if names.find(name).is_some() { Some(name) } else { names.nearest(name) };
        let Some(meant) = meant.filter(|_| matches!(value.value, Value::Null)) else { return false };
        let replacement = format!("{meant}: {}", rest.trim());
        let error = StructureError::ColonWithoutSpace { at: self.at(key.span, label), replacement };
        self.refuse(error);
        true
    }

    /// `amount: 300,000`: two entries to YAML. How many groups of digits follow the first.
    fn commas_in_number(&mut self, entries: &[(Key<'_>, Node<'_>)], at: usize, label: Option<&str>) -> usize {
        let Some((_, first)) = at.checked_sub(1).and_then(|before| entries.get(before)) else { return 0 };
        let Value::Plain(start) = &first.value else { return 0 };
        let is_digits = |words: &str| !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit());
        let group = |(key, value): &&(Key<'_>, Node<'_>)| {
            let (digits, unit) = key.text.split_at_checked(3).unwrap_or(("", ""));
            let unit = matches!(unit, "" | "元" | "万元") || unit.strip_prefix('.').is_some_and(is_digits);
            is_digits(digits) && unit && matches!(value.value, Value::Null)
        };
        let groups: Vec<&str> = entries.iter().skip(at).take_while(group).map(|(key, _)| &*key.text).collect();
        let last = groups.len().checked_sub(1).and_then(|last| entries.get(at + last));
        let Some((last, _)) = last.filter(|_| is_digits(start) && start.len() <= 3) else { return 0 };
        let span = Span::new(first.span.source, first.span.start as usize, last.span.end as usize);
        let replacement = format!("{start}{}", groups.concat());
        self.refuse(StructureError::CommaInNumber { at: self.at(span, label), replacement });
        groups.len()
    }

    /// The entries of a mapping; anything else is refused.
    pub(super) fn mapping<'n, 'd>(
        &mut self,
        node: &'n Node<'d>,
        label: Option<&str>,
    ) -> Option<&'n [(Key<'d>, Node<'d>)]> {
        match &node.value {
            Value::Map(entries) => Some(entries),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Plain(_) | Value::Text(_) | Value::List(_) => {
                let at = self.at(node.mark(), label);
                self.refuse(StructureError::NotAMapping { at, found: Found::from(node) });
                None
            }
        }
    }

    /// The items of a list; nothing is an empty one, and anything else is refused.
    pub(super) fn list<'n, 'd>(&mut self, node: &'n Node<'d>, label: Option<&str>) -> Option<&'n [Node<'d>]> {
        match &node.value {
            Value::List(items) => Some(items),
            Value::Null => Some(&[]),
            Value::Bool(_) | Value::Number(_) | Value::Plain(_) | Value::Text(_) | Value::Map(_) => {
                let at = self.at(node.mark(), label);
                let mapping = matches!(node.value, Value::Map(_));
                self.refuse(StructureError::NotAList { at, found: Found::from(node), mapping });
                None
            }
        }
    }

    /// The record of an id.
    pub(super) fn instance_mut(&mut self, id: InstanceId) -> Option<&mut Instance> {
        self.instances.get_mut(id.0 as usize)
    }
}

/// One step deeper.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step<'s> {
    /// A key.
    Key(&'s str),
    /// An item of a list (from 1), or a support year.
    Number(usize),
}
