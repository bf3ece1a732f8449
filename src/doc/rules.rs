//! The rules of a policy one by one, each with its words, its place in the file and what it reads.

use std::collections::BTreeSet;

use super::markup::{Markup, words};
use super::writer::{Read, Writer};
use crate::ir::{
    Applies, Assertion, AwardCount, Clause, Condition, DepartureId, LetId, Limit, LimitWhat, Measure, Place, ReadingId,
    RecordId, TableId,
};
use crate::source::Span;

/// What a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Frame,
    Scope,
    InForce,
    Reading,
    Fact,
    Let,
    Table,
    Measure,
    ForEach,
    Condition,
    Veto,
    Award,
    Goods,
    Departure,
    Limit,
    Once,
    Pay,
    Payers,
    Voucher,
    Recovery,
    Obligation,
    Assertion,
    Across,
    NotComputed,
    Defect,
}

/// What a rule belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    /// The policy as a whole.
    Policy,
    /// Its scope.
    Scope,
    /// A measure, by its place.
    Measure(usize),
    /// A section of limits across measures, by its place.
    Across(usize),
    /// A record type.
    Record(RecordId),
    /// A table.
    Table(TableId),
    /// A reading.
    Reading(ReadingId),
}

/// A rule.
#[derive(Debug, Clone)]
pub(super) struct Rule<'a> {
    /// What it is.
    pub(super) kind: Kind,
    /// What it belongs to.
    pub(super) of: Of,
    /// Which named value it defines.
    pub(super) defines: Option<LetId>,
    /// Its place and its quotes.
    pub(super) clause: &'a Clause,
    /// Its words in the file, with the rows that follow its clause.
    pub(super) written: Span,
    /// What it is called; empty where it has no label.
    pub(super) title: Markup,
    /// What it says.
    pub(super) body: Markup,
    /// When it counts.
    pub(super) applies: Applies,
    /// What it reads.
    pub(super) read: Read,
}

impl Rule<'_> {
    /// Whether it is the beginning of what it belongs to, whose quotes are those of the whole.
    pub(super) fn begins(&self) -> bool {
        matches!(self.kind, Kind::Measure | Kind::Across | Kind::Scope)
    }
}

/// The rules that are being written down.
struct Book<'w, 'a> {
    writer: &'w Writer<'a>,
    rules: Vec<Rule<'a>>,
}

/// The rules of a version in the order of the files.
pub(super) fn rules<'a>(writer: &Writer<'a>) -> Vec<Rule<'a>> {
    let mut book = Book { writer, rules: Vec::new() };
    book.policy();
    book.facts();
    book.tables();
    book.measures();
    book.across();
    book.assertions();
    book.lets();
    book.departures();
    book.rules.retain(|rule| !rule.clause.place.is_empty());
    book.rules.sort_by_key(|rule| (rule.clause.span.source, rule.clause.span.start, rule.kind));
    book.rules
}

impl<'a> Book<'_, 'a> {
    /// Writes a rule down: `body` is written while what it reads is noted.
    fn add(&mut self, kind: Kind, of: Of, clause: &'a Clause, title: Markup, body: impl FnOnce(&Writer<'a>) -> Markup) {
        self.add_applying(kind, of, clause, title, Applies::default(), body);
    }

    fn add_applying(
        &mut self,
        kind: Kind,
        of: Of,
        clause: &'a Clause,
        title: Markup,
        applies: Applies,
        body: impl FnOnce(&Writer<'a>) -> Markup,
    ) {
        self.writer.read.take();
        let body = body(self.writer);
        let read = self.writer.read.take();
        let written = clause.span;
        self.rules.push(Rule { kind, of, defines: None, clause, written, title, body, applies, read });
    }

    fn policy(&mut self) {
        let program = self.writer.program;
        for clause in &program.frame {
            self.add(Kind::Frame, Of::Policy, clause, Markup::default(), |_| Markup::default());
        }
        if let Some(clause) = &program.scope_clause {
            self.add(Kind::Scope, Of::Scope, clause, Markup::default(), |_| Markup::default());
        }
        if let Some(in_force) = &program.in_force {
            self.add(Kind::InForce, Of::Policy, &in_force.clause, Markup::default(), Writer::in_force);
        }
        for condition in &program.scope {
            self.condition(Of::Scope, condition);
        }
        for (at, reading) in program.readings.iter().enumerate() {
            let id = ReadingId(u32::try_from(at).unwrap_or(u32::MAX));
            let title = self.writer.reading(id);
            self.add(Kind::Reading, Of::Reading(id), &reading.clause, title, |writer| writer.alternatives(reading));
        }
        for part in &program.not_computed {
            self.add(Kind::NotComputed, Of::Policy, &part.clause, Markup::default(), |_| Markup::text(&part.why));
        }
        for defect in &program.defects {
            self.add(Kind::Defect, Of::Policy, &defect.clause, Markup::default(), |_| Markup::text(&defect.what));
        }
    }

    fn facts(&mut self) {
        let program = self.writer.program;
        for (at, record) in program.records.iter().enumerate() {
            let id = RecordId(u32::try_from(at).unwrap_or(u32::MAX));
            for (field, own) in record.fields.iter().enumerate() {
                let field = crate::ir::FieldId(u32::try_from(field).unwrap_or(u32::MAX));
                let title = self.writer.fact_named(id, field);
                self.add(Kind::Fact, Of::Record(id), &own.clause, title, |writer| writer.type_in_words(&own.ty));
            }
        }
    }

    fn tables(&mut self) {
        let mut before = Span::default();
        for (at, table) in self.writer.program.tables.iter().enumerate() {
            let id = TableId(u32::try_from(at).unwrap_or(u32::MAX));
            // A table of several results is one clause.
            if table.clause.span != before {
                let title = self.writer.table(id);
                self.add(Kind::Table, Of::Table(id), &table.clause, title, |_| Markup::default());
            }
            let rows = table.rows.iter().map(|row| row.span).filter(|row| row.source == table.clause.span.source);
            if let Some(rule) = self.rules.last_mut() {
                rule.written = rows.fold(rule.written, Span::to);
            }
            before = table.clause.span;
        }
    }

    fn measures(&mut self) {
        for (at, measure) in self.writer.program.measures.iter().enumerate() {
            let of = Of::Measure(at);
            let title = self.writer.measure(at);
            self.add(Kind::Measure, of, &measure.clause, title, |_| Markup::default());
            if let Some(for_each) = &measure.for_each {
                self.add(Kind::ForEach, of, &for_each.clause, Markup::default(), |writer| writer.for_each(for_each));
            }
            for condition in &measure.conditions {
                self.condition(of, condition);
            }
            for award in &measure.awards {
                let (clause, applies) = (&award.clause, award.applies);
                self.add_applying(Kind::Award, of, clause, Markup::default(), applies, |writer| {
                    let value = writer.value(award.formula);
                    match award.up_to {
                        true => words!(
                            writer,
                            "up to, as the authority approves: {value}",
                            "最高（由主管部门核定）：{value}"
                        ),
                        false => value,
                    }
                });
            }
            for limit in &measure.limits {
                self.limit(of, limit, Some(measure));
            }
            self.terms(at, measure);
        }
    }

    fn condition(&mut self, of: Of, condition: &'a Condition) {
        // A time in force of a measure's own is tested as a clause; it is called by its clause as written, which stands beside it.
        if self.writer.program.node(condition.expr).span == condition.clause.span {
            let none = Markup::default();
            let body = |writer: &Writer<'a>| writer.condition(condition);
            self.add_applying(Kind::InForce, of, &condition.clause, none, condition.applies, body);
            return;
        }
        let kind = if condition.veto.is_some() { Kind::Veto } else { Kind::Condition };
        // A veto is called by what must not be, as it stands in the file.
        let title = Markup::text(condition.veto.as_deref().unwrap_or(condition.called()));
        self.add_applying(kind, of, &condition.clause, title, condition.applies, |writer| writer.condition(condition));
    }

    fn limit(&mut self, of: Of, limit: &'a Limit, measure: Option<&Measure>) {
        let once = matches!(limit.what, LimitWhat::Awards(AwardCount::Fixed(1)));
        let kind = if once { Kind::Once } else { Kind::Limit };
        // Without a label a limit is called by its clause as written, which stands beside it.
        let title = limit.label.as_deref().map(Markup::text).unwrap_or_default();
        self.add_applying(kind, of, &limit.clause, title, limit.applies, |writer| writer.limit(limit, measure));
    }

    fn terms(&mut self, at: usize, measure: &'a Measure) {
        let of = Of::Measure(at);
        let none = Markup::default;
        for pay in &measure.pays {
            self.add_applying(Kind::Pay, of, &pay.clause, none(), pay.applies, |writer| writer.pay(pay));
        }
        for payers in &measure.terms.payers {
            self.add_applying(Kind::Payers, of, &payers.clause, none(), payers.applies, |writer| writer.payers(payers));
        }
        for own in &measure.terms.vouchers {
            self.add_applying(Kind::Voucher, of, &own.clause, none(), own.applies, |writer| writer.voucher(own));
        }
        for own in &measure.terms.recoveries {
            let title = Markup::text(own.called());
            self.add_applying(Kind::Recovery, of, &own.clause, title, own.applies, |writer| writer.recovery(own));
        }
        for own in &measure.terms.obligations {
            self.add_applying(Kind::Obligation, of, &own.clause, none(), own.applies, |writer| writer.obligation(own));
        }
        if let Some(in_kind) = &measure.in_kind {
            self.add(Kind::Goods, of, &in_kind.clause, none(), |_| Markup::text(&in_kind.what));
        }
    }

    fn across(&mut self) {
        let program = self.writer.program;
        for (at, across) in program.across.iter().enumerate() {
            let of = Of::Across(at);
            let title = across.label.as_deref().map(Markup::text).unwrap_or_default().linked(&format!("x{at}"));
            self.add(Kind::Across, of, &across.clause, title, |writer| {
                let measures: Vec<Markup> = across.measures.iter().map(|measure| writer.measure(*measure)).collect();
                writer.list(&measures)
            });
            let measure = across.measures.first().and_then(|measure| program.measures.get(*measure));
            for limit in across.limits.iter().filter_map(|forms| forms.first()) {
                self.limit(of, limit, measure);
            }
        }
    }

    fn assertions(&mut self) {
        let program = self.writer.program;
        for own in &program.assertions {
            self.assertion(Of::Policy, own);
        }
        for (at, measure) in program.measures.iter().enumerate() {
            measure.assertions.iter().for_each(|own| self.assertion(Of::Measure(at), own));
        }
    }

    fn assertion(&mut self, of: Of, own: &'a Assertion) {
        let title = Markup::text(&own.label);
        self.add_applying(Kind::Assertion, of, &own.clause, title, own.applies, |writer| writer.phrase(own.expr));
    }

    fn lets(&mut self) {
        for (at, named) in self.writer.program.lets.iter().enumerate() {
            let id = LetId(u32::try_from(at).unwrap_or(u32::MAX));
            let of = match named.place {
                Place::Policy => Of::Policy,
                Place::Applicant => Of::Record(self.writer.program.applicant),
                Place::Record(record) => Of::Record(record),
                Place::Scope => Of::Scope,
                Place::Measure(measure) => Of::Measure(measure),
            };
            for definition in &named.definitions {
                let title = self.writer.name(&named.name, named.label.as_deref());
                let (clause, applies) = (&definition.clause, definition.applies);
                self.add_applying(Kind::Let, of, clause, title, applies, |writer| writer.value(definition.value));
                if let Some(rule) = self.rules.last_mut() {
                    rule.defines = Some(id);
                }
            }
        }
    }

    /// Exceptions and raises: their words stand with what they depart from, their quotes are their own.
    fn departures(&mut self) {
        let found: Vec<(Of, DepartureId)> = self
            .rules
            .iter()
            .flat_map(|rule| rule.read.departures.iter().map(|departure| (rule.of, *departure)))
            .collect();
        let mut told: BTreeSet<Span> = BTreeSet::new();
        for (of, id) in found {
            let Some(departure) = self.writer.program.departure(id) else { continue };
            let clause = &departure.clause;
            if clause.quotes.is_empty() || !told.insert(clause.span) {
                continue;
            }
            let title = Markup::text(&departure.label);
            self.add_applying(Kind::Departure, of, clause, title, departure.applies, |_| Markup::default());
        }
    }
}
