//! The clauses of a policy with their quotes, their figures and the names that they read.

mod measures;

use std::collections::HashMap;

use crate::ast::{
    CompareOp, Condition, Departure, DepartureKind, Expr, Field, IfAbsent, InForce, InForceEnd, Let, Name, Quote,
    Record, Table, TableKind, Text, TypeKind,
};

use crate::source::Span;

use super::super::declare::Tree;
use super::named::Defined;
use super::rules::{Said, alone};

/// From where the figures of a declaration are reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A measure: from nowhere else.
    Measure,
    /// From where it is named.
    Named,
    /// From where it is named; its quotes only tell what is open.
    Reading,
    /// From every rule: the header, the scope, limits across measures.
    Everywhere,
    /// Only its quotes matter: it says what is not computed.
    Aside,
}

/// A declaration, or a fact or value of a record.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub(super) place: Place,
    /// The record that a fact or value is of, by its place among the records; `None` for the applicant's, and for what belongs to the policy.
    pub(super) owner: Option<usize>,
    /// What it is called.
    pub(super) names: Vec<&'a str>,
    /// Its clauses.
    pub(super) clauses: Vec<usize>,
}

/// A clause.
#[derive(Debug, Default)]
pub(super) struct Clause<'a> {
    /// The clause that it belongs to: the header of its measure.
    pub(super) parent: Option<usize>,
    pub(super) group: usize,
    pub(super) span: Span,
    pub(super) quotes: &'a [Quote],
    pub(super) said: Said<'a>,
    /// Its labels and texts.
    pub(super) labels: Vec<&'a str>,
    /// Whether it is a table: of one without quotes, those speak that stand with the rules that look it up.
    pub(super) table: bool,
    /// What it gives a name to.
    pub(super) defines: Option<Defined<'a>>,
    /// Whether it is an award, and then a ceiling.
    pub(super) up_to: Option<bool>,
    /// Where the figures stand that it gives by themselves.
    pub(super) alone: Vec<Span>,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Clauses<'a> {
    pub(super) groups: Vec<Group<'a>>,
    pub(super) all: Vec<Clause<'a>>,
    /// Where the names and labels of the facts and values of records stand, and of which.
    pub(super) owners: HashMap<Span, usize>,
}

impl<'a> Clauses<'a> {
    pub(super) fn of(tree: &Tree<'a>) -> Clauses<'a> {
        let mut clauses = Clauses::default();
        if let Some(policy) = tree.policy {
            clauses.begin(Place::Everywhere, Vec::new());
            let header = clauses.clause(None, policy.span, &policy.quotes);
            clauses.in_force(policy.in_force.as_ref(), header);
            policy.financial_year.iter().for_each(|own| {
                clauses.clause(Some(header), own.span, &own.quotes);
            });
            policy.short_months.iter().for_each(|own| {
                clauses.clause(Some(header), own.span, &own.quotes);
            });
            clauses.fields(&policy.parameters, None, true);
        }
        for choice in &tree.types {
            clauses.begin(Place::Everywhere, Vec::new());
            let own = clauses.clause(None, choice.span, &choice.quotes);
            clauses.labels(own, choice.values.iter().filter_map(|value| value.label.as_ref()));
        }
        tree.applicant.iter().for_each(|applicant| clauses.record(applicant, None));
        tree.records.iter().enumerate().for_each(|(at, record)| clauses.record(record, Some(at)));
        if let Some(scope) = tree.scope {
            clauses.begin(Place::Everywhere, Vec::new());
            let own = clauses.clause(None, scope.span, &scope.quotes);
            clauses.lets(&scope.lets, own);
            clauses.conditions(&scope.conditions, own);
        }
        tree.tables.iter().for_each(|table| clauses.table(table));
        for reading in &tree.readings {
            clauses.begin(Place::Reading, named(&reading.name.text, reading.label.as_ref()));
            let own = clauses.clause(None, reading.span, &reading.quotes);
            let values = reading.values.iter().filter_map(|value| value.label.as_ref());
            clauses.labels(own, values.chain(&reading.because));
        }
        for value in &tree.lets {
            clauses.begin(Place::Named, named(&value.name.text, value.label.as_ref()));
            clauses.let_clause(value, None);
        }
        tree.measures.iter().for_each(|measure| clauses.measure(measure));
        tree.across.iter().for_each(|across| clauses.across(across));
        for own in &tree.assertions {
            clauses.begin(Place::Everywhere, Vec::new());
            clauses.assertion(own, None);
        }
        let not_computed = tree.not_computed.iter().map(|own| (own.span, &own.quotes));
        for (span, quotes) in not_computed.chain(tree.defects.iter().map(|own| (own.span, &own.quotes))) {
            clauses.begin(Place::Aside, Vec::new());
            clauses.clause(None, span, quotes);
        }
        clauses
    }

    fn begin(&mut self, place: Place, names: Vec<&'a str>) {
        self.groups.push(Group { place, owner: None, names, clauses: Vec::new() });
    }

    /// Begins a fact or value of a record.
    fn begin_own(&mut self, name: &'a Name, label: Option<&'a Text>, owner: Option<usize>) {
        self.groups.push(Group { place: Place::Named, owner, names: named(&name.text, label), clauses: Vec::new() });
        let places = std::iter::once(name.span).chain(label.map(|label| label.span));
        self.owners.extend(owner.into_iter().flat_map(|owner| places.clone().map(move |place| (place, owner))));
    }

    fn clause(&mut self, parent: Option<usize>, span: Span, quotes: &'a [Quote]) -> usize {
        let (at, group) = (self.all.len(), self.groups.len().saturating_sub(1));
        self.all.push(Clause { parent, group, span, quotes, ..Clause::default() });
        if let Some(group) = self.groups.last_mut() {
            group.clauses.push(at);
        }
        at
    }

    fn defines(&mut self, at: usize, names: Vec<&'a str>, figures: Vec<(usize, Span)>) {
        if let Some(clause) = self.all.get_mut(at) {
            clause.defines = Some(Defined { names, figures });
        }
    }

    fn say(&mut self, at: usize, say: impl FnOnce(&mut Said<'a>)) {
        if let Some(clause) = self.all.get_mut(at) {
            say(&mut clause.said);
        }
    }

    fn labels(&mut self, at: usize, labels: impl Iterator<Item = &'a Text>) {
        if let Some(clause) = self.all.get_mut(at) {
            clause.labels.extend(labels.map(|label| label.value.as_str()));
        }
    }

    fn fields(&mut self, fields: &'a [Field], owner: Option<usize>, parameters: bool) {
        for field in fields {
            self.begin_own(&field.name, field.label.as_ref(), owner);
            let own = self.clause(None, field.span, &field.quotes);
            self.labels(own, field.label.iter().chain(&field.evidence).chain(&field.decided_by));
            let usual = field.absent.as_ref().and_then(|absent| match absent {
                IfAbsent::Value(value) => Some(value),
                IfAbsent::Empty(_) => None,
            });
            let figures =
                usual.into_iter().filter(|_| parameters).flat_map(alone).map(|value| (own, value.span)).collect();
            self.defines(own, named(&field.name.text, field.label.as_ref()), figures);
            self.say(own, |said| {
                match &field.ty.kind {
                    TypeKind::Whole(range)
                    | TypeKind::Decimal(range)
                    | TypeKind::Ratio(range)
                    | TypeKind::Money(_, range)
                    | TypeKind::Measured(_, _, range)
                    | TypeKind::Rate(_, _, range) => said.range(range),
                    TypeKind::YesNo
                    | TypeKind::Date
                    | TypeKind::Period
                    | TypeKind::Text
                    | TypeKind::List(_)
                    | TypeKind::Named(_)
                    | TypeKind::Error => {}
                }
                if let Some(IfAbsent::Value(value)) = &field.absent {
                    said.expr(value);
                }
                said.need_not_be_quoted(0);
                said.uses.iter_mut().for_each(|own| own.op = None);
            });
        }
    }

    fn record(&mut self, record: &'a Record, owner: Option<usize>) {
        self.begin(Place::Everywhere, Vec::new());
        self.clause(None, record.span, &record.quotes);
        self.fields(&record.fields, owner, false);
        for value in &record.lets {
            self.begin_own(&value.name, value.label.as_ref(), owner);
            self.let_clause(value, None);
        }
    }

    fn lets(&mut self, lets: &'a [Let], parent: usize) {
        lets.iter().for_each(|value| self.let_clause(value, Some(parent)));
    }

    fn let_clause(&mut self, value: &'a Let, parent: Option<usize>) {
        let own = self.clause(parent, value.span, &value.quotes);
        self.labels(own, value.label.iter());
        self.say(own, |said| {
            said.expr(&value.value);
            said.applies(&value.applies);
        });
        let figures = |at: usize, value: &Expr| alone(value).iter().map(|own| (at, own.span)).collect::<Vec<_>>();
        let mut all = vec![figures(own, &value.value)];
        let departures = value.departures.iter().zip(self.departures(&value.departures, own));
        all.extend(departures.map(|(departure, at)| match &departure.kind {
            DepartureKind::Instead { value, .. } => figures(at, value),
            DepartureKind::By(_) | DepartureKind::Times(..) => Vec::new(),
        }));
        let all = if all.iter().any(Vec::is_empty) { Vec::new() } else { all.concat() };
        self.defines(own, named(&value.name.text, value.label.as_ref()), all);
    }

    fn departures(&mut self, departures: &'a [Departure], parent: usize) -> Vec<usize> {
        let clause = |departure: &'a Departure| {
            let own = self.clause(Some(parent), departure.span, &departure.quotes);
            self.labels(own, std::iter::once(&departure.label));
            self.say(own, |said| {
                said.departure(&departure.kind);
                said.expr(&departure.condition);
                said.applies(&departure.applies);
            });
            own
        };
        departures.iter().map(clause).collect()
    }

    fn conditions(&mut self, conditions: &'a [Condition], parent: usize) {
        for condition in conditions {
            let own = self.clause(Some(parent), condition.span, &condition.quotes);
            self.labels(own, condition.label.iter());
            self.say(own, |said| {
                if condition.veto || condition.only_if.is_some() {
                    said.expr(&condition.expr);
                } else {
                    said.must_hold(&condition.expr);
                }
                condition.only_if.iter().for_each(|only| said.expr(only));
                said.applies(&condition.applies);
            });
        }
    }

    fn table(&mut self, table: &'a Table) {
        let results = table.results.iter().flat_map(|result| named(&result.name.text, result.label.as_ref()));
        self.begin(Place::Named, named(&table.name.text, table.label.as_ref()).into_iter().chain(results).collect());
        let own = self.clause(None, table.span, &table.quotes);
        self.all.iter_mut().skip(own).for_each(|clause| clause.table = true);
        self.say(own, |said| {
            for row in &table.rows {
                row.patterns.iter().for_each(|pattern| said.pattern(pattern));
                if let Some(days) = &row.days {
                    said.bound(&days.from, CompareOp::AtLeast);
                    days.until.iter().for_each(|until| said.bound(until, CompareOp::AtMost));
                }
                let values = std::iter::once(&row.value).chain(&row.more).chain(&row.step);
                values.for_each(|value| said.expr(value));
            }
            // What stands in a file beside the policy is data.
            if table.file.is_some() {
                said.need_not_be_quoted(0);
            }
        });
        let values: Vec<(usize, Span)> =
            table.rows.iter().flat_map(|row| alone(&row.value)).map(|value| (own, value.span)).collect();
        let figures = table.results.len() < 2 && table.kind != TableKind::Slices && values.len() == table.rows.len();
        self.defines(own, named(&table.name.text, table.label.as_ref()), if figures { values } else { Vec::new() });
    }

    fn in_force(&mut self, in_force: Option<&'a InForce>, parent: usize) {
        let Some(in_force) = in_force else { return };
        let own = self.clause(Some(parent), in_force.span, &in_force.quotes);
        self.say(own, |said| {
            said.expr(&in_force.from);
            match &in_force.end {
                InForceEnd::Open => {}
                InForceEnd::Years(years, span) => said.time(*years, *span),
                InForceEnd::Until(day) => said.expr(day),
            }
            in_force.on.iter().for_each(|on| said.expr(on));
        });
    }
}

fn named<'a>(name: &'a str, label: Option<&'a Text>) -> Vec<&'a str> {
    std::iter::once(name).chain(label.map(|label| label.value.as_str())).collect()
}
