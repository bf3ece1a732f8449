//! Scope, measures and what is declared not computed.

use crate::ast;
use crate::diagnostic::Wording;
use crate::ir::{Award, Condition, Defect, ForEach, InKind, Measure, NotComputed, Op, Type, UNWRITTEN};
use crate::lexical::on_one_line;
use crate::source::Span;

use super::Checker;
use super::citations::Under;
use super::clash::clashes;
use super::coverage::By;
use super::departures::within;
use super::error::{CitationError, ConditionError, MeasureError, NameError, ReadingError};
use super::facts::{called, text};
use super::limits::Stands;
use super::scope::Place;
use super::vetoes;

impl<'a> Checker<'a> {
    /// Names of measures, and the articles that they encode.
    pub(super) fn declare_measures(&mut self) {
        for (at, measure) in self.tree.measures.iter().enumerate() {
            let taken = self.measures.declare(&measure.name, measure.label.as_ref(), at);
            self.found.extend(taken.map(Into::into));
            let under = measure.article.as_ref().map(|article| self.citations.article(article, self.found));
            self.under_of.push(under.unwrap_or(Under::Anything));
            let last = |award: &ast::Award| award.applies.years.map_or(1, |years| years.last);
            self.last_years.push(measure.awards.iter().map(last).max().unwrap_or(1));
        }
    }

    pub(super) fn scopes(&mut self) {
        let Some(scope) = self.tree.scope else { return };
        self.enter_place(Place::Scope);
        let clause = self.clause(scope.span, &scope.quotes, Under::Anything);
        self.program.scope_quotes.clone_from(&clause.quotes);
        self.program.scope_clause = Some(clause);
        for condition in &scope.conditions {
            let checked = self.checked_condition(condition, Under::Anything);
            if let Some(years) = condition.applies.years {
                self.report(MeasureError::YearsInScope { span: years.span });
            }
            self.program.scope.extend(checked);
        }
    }

    pub(super) fn declared_not_computed(&mut self) {
        for part in &self.tree.not_computed {
            let clause = self.clause(part.span, &part.quotes, Under::Anything);
            if part.quotes.is_empty() {
                self.report_missing(CitationError::NotComputedWithout { span: part.span });
            }
            self.program.not_computed.push(NotComputed { why: part.why.value.clone(), clause });
        }
        for defect in &self.tree.defects {
            let clause = self.clause(defect.span, &defect.quotes, Under::Anything);
            self.program.defects.push(Defect { what: defect.what.value.clone(), clause });
        }
    }

    pub(super) fn check_measures(&mut self) {
        for (at, measure) in self.tree.measures.iter().enumerate() {
            let under = self.under_of.get(at).copied().unwrap_or(Under::Anything);
            self.enter_measure(at);
            let clause = self.clause(measure.span, &measure.quotes, under);
            let for_each = measure.for_each.as_ref().and_then(|each| self.for_each(each, under));
            let time = self.time_of_measure(measure, under);
            let conditions = measure.conditions.iter().filter_map(|condition| self.checked_condition(condition, under));
            let conditions: Vec<Condition> = conditions.collect();
            let conditions = time.into_iter().chain(conditions).collect();
            let awards: Vec<Award> = measure.awards.iter().filter_map(|award| self.award(award, under)).collect();
            if awards.len() == measure.awards.len() {
                self.awards_clash(&awards);
            }
            let mut limits = Vec::new();
            for cap in &measure.caps {
                let clause = self.clause(cap.span, &cap.quotes, under);
                limits.extend(self.limit(cap, Stands { with: &[at], awards: &awards, under, clause }));
            }
            let pays = self.pays(&measure.pays, &awards, under);
            let terms = self.terms(&measure.terms, &awards, under);
            let in_kind = measure.in_kind.as_ref().map(|kind| InKind {
                what: kind.what.value.clone(),
                clause: self.clause(kind.span, &kind.quotes, under),
            });
            if awards.len() == measure.awards.len() && !awards.is_empty() {
                self.years_without_award(measure, &awards);
            }
            self.shape(measure);
            self.program.measures.push(Measure {
                name: measure.name.text.clone(),
                label: text(&measure.label),
                article: text(&measure.article),
                for_each,
                conditions,
                awards,
                limits,
                pays,
                terms,
                assertions: Vec::new(),
                in_kind,
                clause,
            });
        }
    }

    /// Reports clauses of years in which there is no award.
    fn years_without_award(&mut self, measure: &'a ast::Measure, awards: &[Award]) {
        let departures = measure.lets.iter().flat_map(|clause| &clause.departures);
        let departures = departures.chain(measure.caps.iter().flat_map(|cap| &cap.departures));
        let clauses = measure.conditions.iter().map(|condition| &condition.applies);
        let clauses = clauses.chain(measure.lets.iter().map(|clause| &clause.applies));
        let clauses = clauses.chain(measure.caps.iter().map(|cap| &cap.applies));
        let clauses = clauses.chain(measure.pays.iter().map(|pay| &pay.applies));
        let clauses = clauses.chain(measure.terms.payers.iter().map(|payers| &payers.applies));
        let clauses = clauses.chain(measure.terms.vouchers.iter().map(|voucher| &voucher.applies));
        let clauses = clauses.chain(departures.map(|departure| &departure.applies));
        let clauses: Vec<(&ast::Applies, &[Award])> = clauses.map(|applies| (applies, awards)).collect();
        // What departs from an award counts in the years of that one.
        let own = measure.awards.iter().zip(awards.chunks(1));
        let own = own.flat_map(|(award, own)| award.departures.iter().map(move |departure| (&departure.applies, own)));
        for (applies, awards) in clauses.into_iter().chain(own) {
            let Some(years) = &applies.years else { continue };
            let given = |award: &Award| {
                let (first, last) = award.applies.years.unwrap_or((1, 1));
                first <= years.last && years.first <= last
            };
            if years.first <= years.last && !awards.iter().any(given) {
                self.report(ConditionError::NoAwardThen { span: years.span });
                continue;
            }
            let last = awards.iter().map(|award| award.applies.years.map_or(1, |(_, last)| last)).max();
            if let Some(last) = last.filter(|last| *last < years.last) {
                self.report(ConditionError::NoAwardAfter { span: years.span, last });
            }
        }
    }

    /// What a measure must have, and what does not go together.
    fn shape(&mut self, measure: &'a ast::Measure) {
        let name = called(&measure.name, measure.label.as_ref());
        let span = measure.name.span;
        match (&measure.in_kind, measure.awards.first()) {
            (None, None) => self.report_missing(MeasureError::NothingGiven { span, name: name.clone() }),
            (Some(kind), Some(award)) => self.report(MeasureError::MoneyAndKind { span: kind.span, award: award.span }),
            (Some(kind), None) => {
                if [UNWRITTEN.0, UNWRITTEN.1].contains(&kind.what.value.as_str()) {
                    self.report(MeasureError::Unwritten { span: kind.span, name: name.clone() });
                }
                let first = measure.caps.first().map(|cap| cap.span);
                let first = first.or(measure.pays.first().map(|pay| pay.span));
                if let Some(span) = first.or_else(|| measure.terms.spends().next()) {
                    self.report(MeasureError::KindWithMoneyClause { span, kind: kind.span });
                }
            }
            (None, Some(_)) => {}
        }
        if measure.article.is_none() && !quoted(measure) {
            self.report_missing(CitationError::MeasureWithout { span, name });
        }
    }

    fn for_each(&mut self, each: &'a ast::ForEach, under: Under) -> Option<ForEach> {
        let clause = self.clause(each.span, &each.quotes, under);
        let own = self.scope.variables.pop();
        for (text, span) in names_of(each) {
            if let Some(hidden) = self.hidden(text) {
                self.report(NameError::Shadowing { span, name: text.to_owned(), hidden });
            }
        }
        self.reads_year = false;
        self.reads_position = false;
        let list = self.list(&each.list);
        self.scope.variables.extend(own);
        let order = each.order.as_ref().map(|order| self.order(order));
        self.flush_reads(By::Clause(crate::ir::Applies::default()));
        if self.reads_year {
            let span = each.order.as_ref().map_or(each.span, |order| order.span);
            self.report(MeasureError::OrderByYear { span });
            return None;
        }
        if self.reads_position {
            let span = each.order.as_ref().map_or(each.span, |order| order.span);
            self.report(MeasureError::OrderByPosition { span });
            return None;
        }
        let (list, record) = list?;
        let declared = self.program.record(record);
        if declared.is_some_and(|declared| declared.key.is_none()) {
            let own = self.tree.records.get((record.0 as usize).saturating_sub(2));
            let place = own.map(|record| record.span);
            let name = own.and_then(|own| own.name.as_ref().map(|name| called(name, own.label.as_ref())));
            let name = name.unwrap_or_else(|| Wording::new("", ""));
            self.report_missing(MeasureError::RecordWithoutKey { span: each.list.span, name, place });
            return None;
        }
        let order = match order {
            None => None,
            Some(order) => Some(order?),
        };
        let variable = self.scope.variables.first().map(|variable| variable.slot)?;
        let name = each.label.as_ref().map_or(&each.name.text, |label| &label.value).clone();
        Some(ForEach { variable, name, record, list: list.id, order, clause })
    }

    fn checked_condition(&mut self, condition: &'a ast::Condition, under: Under) -> Option<Condition> {
        let clause = self.clause(condition.span, &condition.quotes, under);
        let applies = self.applies(&condition.applies);
        self.reads_year = false;
        self.counts_in(applies);
        let expr = self.condition(&condition.expr);
        let only_if = condition.only_if.as_ref().map(|only| self.condition(only));
        self.counts_in(None);
        let reads_year = self.reads_year;
        let applies = applies?;
        self.flush_reads(By::Clause(applies));
        if reads_year && applies.years.is_none() && self.scope.place == Place::Scope {
            self.report(MeasureError::YearsInScope { span: condition.expr.span });
            return None;
        }
        if reads_year && applies.years.is_none() {
            let surface = self.surface(condition.span);
            let words = self.sources.slice(condition.expr.span).to_owned();
            self.report(MeasureError::YearWithoutYears { span: condition.expr.span, words, surface });
            return None;
        }
        let words = on_one_line(self.sources.slice(condition.expr.span));
        let label = condition.label.as_ref().map(|label| label.value.clone());
        let expr = expr?;
        self.must_depend_on_facts(expr.id, condition.expr.span);
        if let (Some(only), Some(Some(asked))) = (&condition.only_if, &only_if) {
            self.must_depend_on_facts(asked.id, only.span);
        }
        let expr = if condition.veto { self.push(Op::Not(expr.id), Type::YesNo, condition.expr.span) } else { expr };
        let veto = condition.veto.then(|| label.clone().unwrap_or_else(|| words.clone()));
        let (label, words) = match condition.veto {
            true => (label.map(|label| vetoes::turned(&label, &condition.expr)), vetoes::turned_words(&words)),
            false => (label, words),
        };
        let expr = match only_if {
            Some(only) => self.push(Op::OnlyIf(only?.id, expr.id), Type::YesNo, condition.expr.span),
            None => expr,
        };
        let (unbroken, stage) = (condition.unbroken, condition.stage);
        Some(Condition { label, words, expr: expr.id, veto, unbroken, stage, applies, clause })
    }

    fn award(&mut self, award: &'a ast::Award, under: Under) -> Option<Award> {
        let clause = self.clause(award.span, &award.quotes, under);
        let applies = self.applies(&award.applies);
        self.counts_in(applies);
        let formula = self.money(&award.formula);
        let years = applies.and_then(|applies| applies.years).or(Some((1, 1)));
        let counts = crate::ir::Applies { years, ..applies.unwrap_or_default() };
        self.flush_reads(By::Clause(counts));
        let formula = self.departing(formula, &award.departures, under, &|checker, own| {
            checker.flush_reads(By::Clause(within(counts, own)));
        });
        self.counts_in(None);
        let applies = applies?;
        Some(Award { up_to: award.up_to, formula: formula?.id, applies, clause })
    }

    fn awards_clash(&mut self, awards: &[Award]) {
        let applies: Vec<crate::ir::Applies> = awards.iter().map(|award| award.applies).collect();
        for (later, earlier) in clashes(&applies, false) {
            let span = |at: usize| awards.get(at).map_or_else(Span::default, |award| award.clause.span);
            let first = |at: usize| applies.get(at).and_then(|one| one.years).map_or(1, |(first, _)| first);
            let year = first(later).max(first(earlier));
            self.report(ReadingError::TwoAwards { span: span(later), first: span(earlier), year });
        }
    }
}

fn names_of(each: &ast::ForEach) -> impl Iterator<Item = (&str, Span)> {
    let label = each.label.as_ref().map(|label| (label.value.as_str(), label.span));
    std::iter::once((each.name.text.as_str(), each.name.span)).chain(label)
}

/// Whether any clause of a measure quotes anything.
fn quoted(measure: &ast::Measure) -> bool {
    let clauses = measure.for_each.iter().map(|clause| &clause.quotes);
    let clauses = clauses.chain(measure.in_force.iter().map(|clause| &clause.quotes));
    let clauses =
        clauses.chain(measure.lets.iter().flat_map(|clause| own_and_departing(&clause.quotes, &clause.departures)));
    let clauses = clauses.chain(measure.conditions.iter().map(|clause| &clause.quotes));
    let clauses =
        clauses.chain(measure.awards.iter().flat_map(|clause| own_and_departing(&clause.quotes, &clause.departures)));
    let clauses =
        clauses.chain(measure.caps.iter().flat_map(|clause| own_and_departing(&clause.quotes, &clause.departures)));
    let clauses = clauses.chain(measure.pays.iter().map(|clause| &clause.quotes));
    let clauses = clauses.chain(measure.terms.quotes());
    let clauses = clauses.chain(measure.in_kind.iter().map(|clause| &clause.quotes));
    !measure.quotes.is_empty() || clauses.into_iter().any(|quotes: &Vec<ast::Quote>| !quotes.is_empty())
}

fn own_and_departing<'q>(
    quotes: &'q Vec<ast::Quote>,
    departures: &'q [ast::Departure],
) -> impl Iterator<Item = &'q Vec<ast::Quote>> {
    std::iter::once(quotes).chain(departures.iter().map(|departure| &departure.quotes))
}
