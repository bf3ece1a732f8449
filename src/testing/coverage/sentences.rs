//! The sentences of the document, and which rules rest on each.

use std::collections::HashMap;

use crate::ir::{Clause, Measure, Program, Quote, UnitId};
use crate::source::{Document, Role, SourceId, Sources, Span};

/// The documents by their ids.
#[derive(Debug, Default)]
pub(super) struct Sentences {
    documents: HashMap<SourceId, Document>,
}

impl Sentences {
    pub(super) fn of(sources: &Sources) -> Sentences {
        let documents = sources.of(Role::Document).map(|(id, source)| (id, Document::of(source)));
        Sentences { documents: documents.collect() }
    }

    /// The places of the sentences that a quote touches.
    pub(super) fn touched(&self, quote: &Quote) -> Vec<Span> {
        let mut touched = Vec::new();
        for place in &quote.places {
            let Some(document) = self.documents.get(&place.source) else { continue };
            let own = document.touched(place.start as usize, place.end as usize);
            for sentence in document.sentences().get(own).unwrap_or_default() {
                touched.push(Span::new(place.source, sentence.start, sentence.end));
            }
        }
        touched
    }
}

impl Sentences {
    /// The places of all sentences, in their order.
    pub(super) fn all(&self) -> Vec<Span> {
        let of = |(id, document): (&SourceId, &Document)| {
            let spans = document.sentences().iter().map(|own| Span::new(*id, own.start, own.end));
            spans.collect::<Vec<Span>>()
        };
        let mut all: Vec<Span> = self.documents.iter().flat_map(of).collect();
        all.sort_unstable();
        all
    }
}

/// The quotes of clauses by which nothing is decided: what is not computed, defects, types and units, and what an amendment is.
pub(super) fn quotes_aside(program: &Program) -> impl Iterator<Item = &Quote> {
    let units = (0..).map_while(|at| program.units.get(UnitId(at))).map(|own| &own.clause);
    let clauses = units
        .chain(program.not_computed.iter().map(|own| &own.clause))
        .chain(program.defects.iter().map(|own| &own.clause))
        .chain(program.choices.iter().map(|own| &own.clause))
        .chain(program.scope_clause.iter())
        .chain(program.version.iter().map(|own| &own.clause));
    clauses.flat_map(|clause| &clause.quotes)
}

/// The quotes of all clauses by which something is decided; those of what is not computed and of defects are none of them.
pub(super) fn quotes(program: &Program) -> impl Iterator<Item = &Quote> {
    let fields = program.records.iter().flat_map(|record| &record.fields).map(|field| &field.clause);
    let lets = program.lets.iter().flat_map(|named| &named.definitions).map(|own| &own.clause);
    let across = program.across.iter().flat_map(|across| {
        let limits = across.limits.iter().filter_map(|forms| forms.first()).map(|limit| &limit.clause);
        std::iter::once(&across.clause).chain(limits)
    });
    let clauses = fields
        .chain(lets)
        .chain(program.departures.iter().map(|own| &own.clause))
        .chain(program.tables.iter().map(|own| &own.clause))
        .chain(program.readings.iter().map(|own| &own.clause))
        .chain(program.in_force.iter().map(|own| &own.clause))
        .chain(program.scope.iter().map(|own| &own.clause))
        .chain(&program.frame)
        .chain(across)
        .chain(program.assertions.iter().map(|own| &own.clause))
        .chain(program.measures.iter().flat_map(of_measure));
    clauses.flat_map(|clause| &clause.quotes).chain(&program.scope_quotes)
}

fn of_measure(measure: &Measure) -> impl Iterator<Item = &Clause> {
    let terms = &measure.terms;
    std::iter::once(&measure.clause)
        .chain(measure.for_each.iter().map(|own| &own.clause))
        .chain(measure.conditions.iter().map(|own| &own.clause))
        .chain(measure.awards.iter().map(|own| &own.clause))
        .chain(measure.limits.iter().map(|own| &own.clause))
        .chain(measure.pays.iter().map(|own| &own.clause))
        .chain(terms.payers.iter().map(|own| &own.clause))
        .chain(terms.vouchers.iter().map(|own| &own.clause))
        .chain(terms.recoveries.iter().map(|own| &own.clause))
        .chain(terms.obligations.iter().map(|own| &own.clause))
        .chain(measure.assertions.iter().map(|own| &own.clause))
        .chain(measure.in_kind.iter().map(|own| &own.clause))
}
