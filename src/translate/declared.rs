//! Every declaration of a policy by its place: its identifier and its label.

use std::collections::{HashMap, HashSet};

use crate::ast::{Declaration, Field, File, Let, Name, NamedValue, Text};
use crate::source::Span;

/// An identifier and its label.
type Names<'a> = (&'a str, Option<&'a str>);

/// What rule files declare.
#[derive(Debug, Default)]
pub(super) struct Declared<'a> {
    at: HashMap<Span, Names<'a>>,
    tables: HashSet<&'a str>,
    measures: HashMap<&'a str, Names<'a>>,
}

impl<'a> Declared<'a> {
    pub(super) fn of(files: &'a [File]) -> Declared<'a> {
        let mut all = Declared::default();
        files.iter().flat_map(|file| &file.declarations).for_each(|declaration| all.declaration(declaration));
        all
    }

    /// What is declared by the name or the label at a place.
    pub(super) fn at(&self, place: Span) -> Option<Names<'a>> {
        self.at.get(&place).copied()
    }

    /// Whether a table has this name or label.
    pub(super) fn is_table(&self, name: &str) -> bool {
        self.tables.contains(name)
    }

    /// The measures that amendments repeal, by the place where they say so: no version has both.
    pub(super) fn repealed(&self, files: &'a [File]) -> Vec<(Span, Names<'a>)> {
        let amendments = files.iter().flat_map(|file| &file.declarations).filter_map(|declaration| {
            if let Declaration::Amendment(amendment) = declaration { Some(amendment) } else { None }
        });
        let repeals = amendments.flat_map(|amendment| &amendment.repeals).map(|repeal| &repeal.measure);
        repeals.filter_map(|name| Some((name.span, *self.measures.get(name.text.as_str())?))).collect()
    }

    fn declaration(&mut self, declaration: &'a Declaration) {
        match declaration {
            Declaration::Policy(policy) => policy.parameters.iter().for_each(|own| self.field(own)),
            Declaration::Amendment(amendment) => amendment.parameters.iter().for_each(|own| self.field(own)),
            Declaration::Unit(unit) => self.name(&unit.name, unit.label.as_ref()),
            Declaration::Type(choice) => {
                self.name(&choice.name, choice.label.as_ref());
                self.values(&choice.values);
            }
            Declaration::Record(record) => {
                record.name.iter().for_each(|name| self.name(name, record.label.as_ref()));
                record.fields.iter().for_each(|field| self.field(field));
                self.lets(&record.lets);
            }
            Declaration::Scope(scope) => self.lets(&scope.lets),
            Declaration::Table(table) => {
                self.name(&table.name, table.label.as_ref());
                self.tables.insert(&table.name.text);
                self.tables.extend(table.label.as_ref().map(|label| label.value.as_str()));
                table.results.iter().for_each(|result| self.name(&result.name, result.label.as_ref()));
            }
            Declaration::Reading(reading) => {
                self.name(&reading.name, reading.label.as_ref());
                self.values(&reading.values);
            }
            Declaration::Measure(measure) => {
                self.name(&measure.name, measure.label.as_ref());
                let label = measure.label.as_ref().map(|label| label.value.as_str());
                for spelling in std::iter::once(measure.name.text.as_str()).chain(label) {
                    self.measures.entry(spelling).or_insert((&measure.name.text, label));
                }
                measure.for_each.iter().for_each(|each| self.name(&each.name, each.label.as_ref()));
                self.lets(&measure.lets);
            }
            Declaration::Let(own) => self.name(&own.name, own.label.as_ref()),
            Declaration::Across(_)
            | Declaration::Assert(_)
            | Declaration::NotComputed(_)
            | Declaration::Defect(_)
            | Declaration::Test(_) => {}
        }
    }

    fn field(&mut self, field: &'a Field) {
        self.name(&field.name, field.label.as_ref());
    }

    fn lets(&mut self, lets: &'a [Let]) {
        lets.iter().for_each(|own| self.name(&own.name, own.label.as_ref()));
    }

    fn values(&mut self, values: &'a [NamedValue]) {
        values.iter().for_each(|value| self.name(&value.name, value.label.as_ref()));
    }

    fn name(&mut self, name: &'a Name, label: Option<&'a Text>) {
        let names = (name.text.as_str(), label.map(|label| label.value.as_str()));
        self.at.insert(name.span, names);
        self.at.extend(label.map(|label| (label.span, names)));
    }
}
