//! Names that are declared and never used.

use crate::ir::{ChoiceId, FieldId, LetId, ReadingId, RecordId, TableId, Type};

use super::error::NameError;
use super::facts::{called, id};
use super::{Checker, PARAMETERS};

impl<'a> Checker<'a> {
    /// A fact that no rule reads is a hint (a form may ask for it all the same); anything else is probably a mistake.
    ///
    /// Text, keys and values of `one of` types are left out: they say what something is, for whoever reads the case. Nothing is said while there are errors: what is wrong may be where a name is used.
    pub(super) fn never_used(&mut self) {
        if self.found.has_errors() {
            return;
        }
        let tree = self.tree;
        let mut found = Vec::new();
        let unused = |name: &crate::ast::Name, label: &Option<crate::ast::Text>, kind: Kind| {
            (name.span, called(name, label.as_ref()), kind)
        };
        for (at, one) in tree.types.iter().enumerate() {
            if !self.used.types.contains(&ChoiceId(id(at))) {
                found.push(unused(&one.name, &one.label, Kind::Type));
            }
        }
        for (at, one) in tree.records.iter().enumerate() {
            if let Some(name) = one.name.as_ref().filter(|_| !self.used.records.contains(&RecordId(id(at + 2)))) {
                found.push(unused(name, &one.label, Kind::Record));
            }
        }
        for (at, one) in tree.tables.iter().enumerate() {
            if !self.used.tables.contains(&TableId(id(at))) {
                found.push(unused(&one.name, &one.label, Kind::Table));
            }
        }
        found.extend(self.unused_results().into_iter().map(|(span, name)| (span, name, Kind::Result)));
        for (at, one) in self.named.iter().enumerate() {
            if let Some(first) = one.definitions.first().filter(|_| !self.used.lets.contains(&LetId(id(at)))) {
                found.push(unused(&first.name, &first.label, Kind::Let));
            }
        }
        for (at, one) in tree.readings.iter().enumerate() {
            if !self.used.readings.contains(&ReadingId(id(at))) {
                found.push(unused(&one.name, &one.label, Kind::Reading));
            }
        }
        let parameters = tree.policy.map_or(&[][..], |policy| &policy.parameters);
        let applicant = tree.applicant.map_or(&[][..], |applicant| &applicant.fields);
        let records = tree.records.iter().map(|record| &record.fields[..]);
        for (record, fields) in [parameters, applicant].into_iter().chain(records).enumerate() {
            for (at, field) in fields.iter().enumerate() {
                let place = (RecordId(id(record)), FieldId(id(at)));
                let ty = self.field_types.get(record).and_then(|types| types.get(at));
                let describes = matches!(ty, Some(Some(Type::Text | Type::Choice(_)) | None) | None);
                if !(field.key || describes || self.used.fields.contains(&place)) {
                    let kind = if place.0 == PARAMETERS { Kind::Parameter } else { Kind::Fact };
                    found.push(unused(&field.name, &field.label, kind));
                }
            }
        }
        for (span, name, kind) in found {
            self.report(NameError::NeverUsed { span, name, kind });
        }
    }
}

/// What is never used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Type,
    Record,
    Table,
    Result,
    Let,
    Reading,
    Parameter,
    Fact,
}
