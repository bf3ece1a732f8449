//! The names in tests: nothing else refers to what is declared by them, so they are looked up here.

use std::collections::HashMap;

use crate::ast::{self, ClaimRef, Declaration, ExpectKind, ExpectSubject, FactPath, FactStep, GivenRow, GivenValue};
use crate::ir::{Field, Program, RecordId, Type};
use crate::source::{Sources, Span};
use crate::syntax::{TokenKind, tokens};

/// An identifier with its label.
type Named<'a> = (&'a str, Option<&'a str>);

/// The tests of rule files, in order.
pub(super) fn of(files: &[ast::File]) -> impl Iterator<Item = &ast::Test> {
    files
        .iter()
        .flat_map(|file| &file.declarations)
        .filter_map(|declaration| if let Declaration::Test(test) = declaration { Some(test.as_ref()) } else { None })
}

/// What the names in the tests of these files stand for, by their places and in their order. A name that stands for nothing, or for one
/// thing in one version of the policy and for another in the next, is not among them.
pub(super) fn names<'p>(sources: &Sources, program: &'p Program, files: &'p [ast::File]) -> Vec<(Span, Named<'p>)> {
    let mut units: HashMap<&str, Named<'p>> = HashMap::new();
    for declaration in files.iter().flat_map(|file| &file.declarations) {
        let Declaration::Unit(unit) = declaration else { continue };
        let named = (unit.name.text.as_str(), unit.label.as_ref().map(|label| label.value.as_str()));
        units.insert(named.0, named);
        units.extend(named.1.map(|label| (label, named)));
    }
    let mut all: HashMap<Span, Option<Named<'p>>> = HashMap::new();
    let mut order = Vec::new();
    for version in program.versions() {
        let mut lookup = Lookup { sources, program: version, units: &units, found: Vec::new() };
        of(files).for_each(|test| lookup.test(test));
        for (span, named) in lookup.found {
            let known = all.entry(span).or_insert_with(|| {
                order.push(span);
                Some(named)
            });
            if known.is_some_and(|known| known.0 != named.0) {
                *known = None;
            } else if *known != Some(named) {
                *known = known.map(|known| (known.0, None));
            }
        }
    }
    order.sort_unstable_by_key(|span| (span.source, span.start));
    order.into_iter().filter_map(|span| Some((span, (*all.get(&span)?)?))).collect()
}

/// Whether the tests of two texts of a policy name the same things.
pub(super) fn are_same(one: &[(Span, Named<'_>)], other: &[(Span, Named<'_>)]) -> bool {
    one.iter().map(|(_, named)| named.0).eq(other.iter().map(|(_, named)| named.0))
}

/// Looks the names of tests up in one version of a policy.
struct Lookup<'a, 'p> {
    sources: &'a Sources,
    program: &'p Program,
    units: &'a HashMap<&'a str, Named<'p>>,
    found: Vec<(Span, Named<'p>)>,
}

impl<'p> Lookup<'_, 'p> {
    fn test(&mut self, test: &ast::Test) {
        for taken in &test.readings {
            let Some(reading) = self
                .program
                .readings
                .iter()
                .find(|own| own.name == taken.reading.text || own.label.as_ref() == Some(&taken.reading.text))
            else {
                continue;
            };
            self.found.push((taken.reading.span, (&reading.name, reading.label.as_deref())));
            self.variant(&reading.values, &taken.value);
        }
        for given in &test.given {
            let ty = self.path(None, &given.path);
            self.value(ty, &given.value);
        }
        for paid in &test.paid {
            self.claim(&paid.claim);
            self.figure(&paid.amount);
            paid.quantity.iter().for_each(|quantity| self.value(None, quantity));
        }
        for approved in &test.approved {
            self.claim(&approved.claim);
        }
        for expect in &test.expects {
            if let ExpectSubject::Claim(claim) = &expect.subject {
                self.claim(claim);
            }
            for item in &expect.items {
                if let ExpectKind::Missing(Some(path)) = &item.kind {
                    self.path(None, path);
                }
            }
        }
    }

    fn claim(&mut self, claim: &ClaimRef) {
        if let Some(measure) = self.program.measure_named(&claim.measure.text) {
            self.found.push((claim.measure.span, (&measure.name, measure.label.as_deref())));
        }
    }

    /// The names of a path from a record, else from the applicant or the parameters; the type that it leads to.
    fn path(&mut self, record: Option<RecordId>, path: &FactPath) -> Option<&'p Type> {
        let program = self.program;
        let roots = [program.parameters, program.applicant];
        let mut records = roots.iter().copied().filter(|_| record.is_none()).chain(record);
        let field = records.find_map(|record| field_named(program, record, &path.name.text))?;
        self.found.push((path.name.span, (&field.name, field.label.as_deref())));
        let mut ty = &field.ty;
        for step in &path.steps {
            match (step, ty) {
                (FactStep::Year(..), Type::Series(_, inner)) => ty = inner,
                (FactStep::Field(name), Type::List(record)) => {
                    let field = field_named(program, *record, &name.text)?;
                    self.found.push((name.span, (&field.name, field.label.as_deref())));
                    ty = &field.ty;
                }
                (FactStep::Record(_), _) => {}
                (FactStep::Year(..) | FactStep::Field(_), _) => return None,
            }
        }
        Some(ty)
    }

    fn value(&mut self, ty: Option<&'p Type>, value: &GivenValue) {
        match value {
            GivenValue::Name(name) => {
                let ty = match ty {
                    Some(Type::Series(_, inner)) => Some(inner.as_ref()),
                    other => other,
                };
                if let Some(Type::Choice(choice)) = ty
                    && let Some(choice) = self.program.choice(*choice)
                {
                    self.variant(&choice.variants, name);
                }
            }
            GivenValue::Figure(figure) => self.figure(figure),
            GivenValue::Rows(rows) => {
                let record = if let Some(Type::List(record)) = ty { Some(*record) } else { None };
                rows.iter().for_each(|row| self.row(record, row));
            }
            GivenValue::Yes(_)
            | GivenValue::No(_)
            | GivenValue::Text(_)
            | GivenValue::Period(..)
            | GivenValue::Unknown => {}
        }
    }

    fn row(&mut self, record: Option<RecordId>, row: &GivenRow) {
        let Some(record) = record else { return };
        for given in &row.fields {
            let ty = self.path(Some(record), &given.path);
            self.value(ty, &given.value);
        }
    }

    fn variant(&mut self, variants: &'p [crate::ir::Variant], name: &ast::Name) {
        let own = variants.iter().find(|own| own.name == name.text);
        let own = own.or_else(|| variants.iter().find(|own| own.label.as_ref() == Some(&name.text)));
        self.found.extend(own.map(|own| (name.span, (own.name.as_str(), own.label.as_deref()))));
    }

    /// The units of a figure.
    fn figure(&mut self, figure: &ast::Text) {
        let span = figure.span;
        let words = self.sources.slice(span);
        let names = [TokenKind::Word, TokenKind::QuotedName];
        for token in tokens(words).into_iter().filter(|token| names.contains(&token.kind)) {
            if let Some(named) = self.units.get(token.of(words).trim_matches(['『', '』'])) {
                let start = span.start as usize;
                let place = Span::new(span.source, start + token.start as usize, start + token.end as usize);
                self.found.push((place, *named));
            }
        }
    }
}

fn field_named<'p>(program: &'p Program, record: RecordId, name: &str) -> Option<&'p Field> {
    let fields = &program.record(record)?.fields;
    let by_name = fields.iter().find(|field| field.name == name);
    by_name.or_else(|| fields.iter().find(|field| field.label.as_deref() == Some(name)))
}
