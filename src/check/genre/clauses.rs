//! The clauses of a policy with what each is, its words and its quotes.

use std::collections::BTreeMap;

use crate::ast::{Across, Assertion, Cap, Condition, Departure, Field, Let, Measure, Quote, Record, Terms, Text};
use crate::source::Span;

use super::super::declare::Tree;

/// What a clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It frames the rules: the header, a type, the head of a scope or a measure.
    Frame,
    /// When the policy is in force.
    Time,
    /// A fact.
    Fact,
    /// A named value, a table, an exception.
    Value,
    /// What the text leaves open, what is wrong with it, what is not computed.
    Open,
    /// A condition or a veto.
    Condition,
    /// An award.
    Award,
    /// A limit.
    Limit,
    /// How and when an award is paid.
    Payment,
    /// What is taken back, what was promised.
    Recovery,
    /// What the decision must be like: it decides nothing.
    Assertion,
}

/// A clause.
#[derive(Debug)]
pub(super) struct Clause<'a> {
    pub(super) role: Role,
    /// Its measure, by its place in the policy.
    pub(super) measure: Option<usize>,
    /// Its labels, names and reasons.
    pub(super) words: Vec<&'a str>,
    pub(super) quotes: &'a [Quote],
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Clauses<'a> {
    pub(super) all: Vec<Clause<'a>>,
    /// Each quote's place among them, by the place of its words.
    quotes: BTreeMap<Span, (usize, &'a Quote)>,
    /// Each clause's place among them, by its place in the rules.
    places: BTreeMap<Span, usize>,
    measure: Option<usize>,
}

impl<'a> Clauses<'a> {
    pub(super) fn of(tree: &Tree<'a>) -> Clauses<'a> {
        let mut clauses = Clauses::default();
        if let Some(policy) = tree.policy {
            clauses.add(Role::Frame, policy.span, policy.label.iter(), &policy.quotes);
            policy.in_force.iter().for_each(|own| clauses.add(Role::Time, own.span, [].iter(), &own.quotes));
            policy.financial_year.iter().for_each(|own| clauses.add(Role::Value, own.span, [].iter(), &own.quotes));
            policy.short_months.iter().for_each(|own| clauses.add(Role::Value, own.span, [].iter(), &own.quotes));
            clauses.fields(&policy.parameters);
        }
        tree.units.iter().for_each(|own| clauses.add(Role::Frame, own.span, own.label.iter(), &own.quotes));
        for choice in &tree.types {
            let values = choice.values.iter().filter_map(|value| value.label.as_ref());
            clauses.add(Role::Fact, choice.span, choice.label.iter().chain(values), &choice.quotes);
        }
        tree.applicant.iter().chain(&tree.records).for_each(|record| clauses.record(record));
        if let Some(scope) = tree.scope {
            clauses.add(Role::Frame, scope.span, scope.label.iter(), &scope.quotes);
            clauses.lets(&scope.lets);
            clauses.conditions(&scope.conditions);
        }
        tree.tables.iter().for_each(|own| clauses.add(Role::Value, own.span, own.label.iter(), &own.quotes));
        for reading in &tree.readings {
            let values = reading.values.iter().filter_map(|value| value.label.as_ref());
            let words = reading.label.iter().chain(&reading.because).chain(values);
            clauses.add(Role::Open, reading.span, words, &reading.quotes);
        }
        tree.lets.iter().for_each(|value| clauses.value(value));
        for (at, measure) in tree.measures.iter().enumerate() {
            clauses.measure = Some(at);
            clauses.measure(measure);
        }
        clauses.measure = None;
        tree.across.iter().for_each(|across| clauses.across(across));
        clauses.assertions(tree.assertions.iter().copied());
        let not_computed = tree.not_computed.iter().map(|own| (own.span, &own.why, &own.quotes));
        for (span, why, quotes) in not_computed.chain(tree.defects.iter().map(|own| (own.span, &own.what, &own.quotes)))
        {
            clauses.add(Role::Open, span, std::iter::once(why), quotes);
        }
        clauses
    }

    /// The clause of a quote, by the place of its words, with the quote.
    pub(super) fn quoting(&self, quote: Span) -> Option<(&Clause<'a>, &'a Quote)> {
        let (at, quote) = self.quotes.get(&quote)?;
        Some((self.all.get(*at)?, quote))
    }

    /// The clause of a place.
    pub(super) fn at(&self, place: Span) -> Option<&Clause<'a>> {
        self.all.get(*self.places.get(&place)?)
    }

    fn add(&mut self, role: Role, span: Span, words: impl Iterator<Item = &'a Text>, quotes: &'a [Quote]) {
        let at = self.all.len();
        self.quotes.extend(quotes.iter().map(|quote| (quote.text.span, (at, quote))));
        self.places.insert(span, at);
        let words = words.map(|text| text.value.as_str()).collect();
        self.all.push(Clause { role, measure: self.measure, words, quotes });
    }

    fn record(&mut self, record: &'a Record) {
        self.add(Role::Fact, record.span, record.label.iter(), &record.quotes);
        self.fields(&record.fields);
        self.lets(&record.lets);
    }

    fn fields(&mut self, fields: &'a [Field]) {
        for field in fields {
            let words = field.label.iter().chain(&field.evidence);
            self.add(Role::Fact, field.span, words, &field.quotes);
            self.all.last_mut().into_iter().for_each(|own| own.words.push(&field.name.text));
        }
    }

    fn lets(&mut self, lets: &'a [Let]) {
        lets.iter().for_each(|value| self.value(value));
    }

    fn value(&mut self, value: &'a Let) {
        self.add(Role::Value, value.span, value.label.iter(), &value.quotes);
        self.departures(&value.departures, Role::Value);
    }

    fn departures(&mut self, departures: &'a [Departure], role: Role) {
        for departure in departures {
            self.add(role, departure.span, std::iter::once(&departure.label), &departure.quotes);
        }
    }

    fn conditions(&mut self, conditions: &'a [Condition]) {
        for condition in conditions {
            self.add(Role::Condition, condition.span, condition.label.iter(), &condition.quotes);
        }
    }

    fn measure(&mut self, measure: &'a Measure) {
        self.add(Role::Frame, measure.span, measure.label.iter(), &measure.quotes);
        measure.in_force.iter().for_each(|own| self.add(Role::Time, own.span, [].iter(), &own.quotes));
        measure.for_each.iter().for_each(|own| self.add(Role::Value, own.span, own.label.iter(), &own.quotes));
        self.lets(&measure.lets);
        self.conditions(&measure.conditions);
        for award in &measure.awards {
            self.add(Role::Award, award.span, [].iter(), &award.quotes);
            self.departures(&award.departures, Role::Award);
        }
        self.caps(&measure.caps);
        measure.pays.iter().for_each(|pay| self.add(Role::Payment, pay.span, [].iter(), &pay.quotes));
        self.terms(&measure.terms);
        self.assertions(measure.assertions.iter());
        if let Some(kind) = &measure.in_kind {
            self.add(Role::Award, kind.span, std::iter::once(&kind.what), &kind.quotes);
        }
    }

    fn terms(&mut self, terms: &'a Terms) {
        terms.payers.iter().for_each(|own| self.add(Role::Value, own.span, [].iter(), &own.quotes));
        terms.vouchers.iter().for_each(|own| self.add(Role::Payment, own.span, [].iter(), &own.quotes));
        terms.recoveries.iter().for_each(|own| self.add(Role::Recovery, own.span, own.label.iter(), &own.quotes));
        for obligation in &terms.obligations {
            self.add(Role::Recovery, obligation.span, std::iter::once(&obligation.what), &obligation.quotes);
        }
    }

    fn assertions(&mut self, assertions: impl Iterator<Item = &'a Assertion>) {
        for own in assertions {
            self.add(Role::Assertion, own.span, std::iter::once(&own.label), &own.quotes);
        }
    }

    fn caps(&mut self, caps: &'a [Cap]) {
        for cap in caps {
            self.add(Role::Limit, cap.span, cap.label.iter(), &cap.quotes);
            self.departures(&cap.departures, Role::Limit);
        }
    }

    fn across(&mut self, across: &'a Across) {
        self.add(Role::Limit, across.span, across.label.iter(), &across.quotes);
        self.caps(&across.caps);
    }
}
