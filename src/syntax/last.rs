//! What stands last in a declaration, to which quotes, rows and departures are added.

#![allow(clippy::wildcard_enum_match_arm, reason = "what is not named has no quotes, rows or departures")]

use crate::ast::{self, Applies, Declaration, Expr, ExprKind, GivenValue};
use crate::source::Span;

/// What a quote belongs to now: the clause before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    /// The declaration itself.
    Header,
    Parameter,
    InForce,
    Repeal,
    FinancialYear,
    ShortMonths,
    Field,
    ForEach,
    Let,
    Condition,
    Assertion,
    Award,
    Cap,
    /// What departs from the value of a clause.
    Departure(Base),
    Pay,
    Payers,
    Voucher,
    Recover,
    Obliged,
    InKind,
    /// A fact of a test, to which rows may be added.
    Given,
    /// A clause that could not be read.
    Nothing,
}

/// A clause that others may depart from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    Let,
    Award,
    Cap,
}

impl Last {
    /// The clause that an exception or a raise departs from here.
    pub fn base(self) -> Option<Base> {
        match self {
            Last::Let => Some(Base::Let),
            Last::Award => Some(Base::Award),
            Last::Cap => Some(Base::Cap),
            Last::Departure(base) => Some(base),
            _ => None,
        }
    }
}

/// Whether rows may be added to the fact that a test gave last: one that stands alone, or has rows already.
pub(super) fn takes_given_rows(declarations: &[Declaration]) -> bool {
    let Some(Declaration::Test(test)) = declarations.last() else { return false };
    test.given.last().is_some_and(|given| match &given.value {
        GivenValue::Rows(_) => true,
        GivenValue::Yes(span) => *span == given.path.span,
        _ => false,
    })
}

/// Adds rows to a value, and what ends them to its clause.
pub(super) fn add_rows(
    (value, applies, span): (&mut Expr, &mut Applies, &mut Span),
    rows: Vec<ast::ValueRow>,
    ends: Applies,
) {
    let ExprKind::Rows(all) = &mut value.kind else { return };
    for row in rows {
        value.span = if all.is_empty() { row.span } else { value.span.to(row.span) };
        *span = span.to(row.span);
        all.push(row);
    }
    if let Some(years) = ends.years {
        *span = span.to(years.span);
        applies.years = Some(years);
    }
    if let Some(reading) = ends.reading {
        *span = span.to(reading.span);
        applies.reading = Some(reading);
    }
}

/// The value of the let or award before, to which rows are added.
pub(super) fn rowed(declarations: &mut [Declaration], last: Last) -> Option<(&mut Expr, &mut Applies, &mut Span)> {
    let declaration = declarations.last_mut()?;
    if last == Last::Award {
        let Declaration::Measure(measure) = declaration else { return None };
        return measure.awards.last_mut().map(|own| (&mut own.formula, &mut own.applies, &mut own.span));
    }
    if last != Last::Let {
        return None;
    }
    let own = last_let(declaration)?;
    Some((&mut own.value, &mut own.applies, &mut own.span))
}

fn last_let(declaration: &mut Declaration) -> Option<&mut ast::Let> {
    match declaration {
        Declaration::Let(own) => Some(own),
        Declaration::Measure(measure) => measure.lets.last_mut(),
        Declaration::Record(record) => record.lets.last_mut(),
        Declaration::Scope(scope) => scope.lets.last_mut(),
        _ => None,
    }
}

/// What departs from the value of the clause that stands last.
pub(super) fn departures(declarations: &mut [Declaration], base: Base) -> Option<&mut Vec<ast::Departure>> {
    let declaration = declarations.last_mut()?;
    match (base, declaration) {
        (Base::Let, declaration) => last_let(declaration).map(|own| &mut own.departures),
        (Base::Award, Declaration::Measure(own)) => own.awards.last_mut().map(|own| &mut own.departures),
        (Base::Cap, Declaration::Measure(own)) => own.caps.last_mut().map(|own| &mut own.departures),
        (Base::Cap, Declaration::Across(own)) => own.caps.last_mut().map(|own| &mut own.departures),
        (Base::Award | Base::Cap, _) => None,
    }
}

/// The quotes of what stands last.
pub(super) fn quotes(declarations: &mut [Declaration], last: Last) -> Option<&mut Vec<ast::Quote>> {
    if let Last::Departure(base) = last {
        return departures(declarations, base)?.last_mut().map(|own| &mut own.quotes);
    }
    match (declarations.last_mut()?, last) {
        (_, Last::Nothing) => None,
        (Declaration::Policy(own), Last::Header) => Some(&mut own.quotes),
        (Declaration::Policy(own), Last::Parameter) => own.parameters.last_mut().map(|own| &mut own.quotes),
        (Declaration::Policy(own), Last::InForce) => own.in_force.as_mut().map(|own| &mut own.quotes),
        (Declaration::Policy(own), Last::FinancialYear) => own.financial_year.as_mut().map(|own| &mut own.quotes),
        (Declaration::Policy(own), Last::ShortMonths) => own.short_months.as_mut().map(|own| &mut own.quotes),
        (Declaration::Amendment(own), Last::Header) => Some(&mut own.quotes),
        (Declaration::Amendment(own), Last::Parameter) => own.parameters.last_mut().map(|own| &mut own.quotes),
        (Declaration::Amendment(own), Last::InForce) => own.in_force.as_mut().map(|own| &mut own.quotes),
        (Declaration::Amendment(own), Last::Repeal) => own.repeals.last_mut().map(|own| &mut own.quotes),
        (Declaration::Record(own), Last::Header) => Some(&mut own.quotes),
        (Declaration::Record(own), Last::Field) => own.fields.last_mut().map(|own| &mut own.quotes),
        (Declaration::Record(own), Last::Let) => own.lets.last_mut().map(|own| &mut own.quotes),
        (Declaration::Scope(own), Last::Header) => Some(&mut own.quotes),
        (Declaration::Scope(own), Last::Condition) => own.conditions.last_mut().map(|own| &mut own.quotes),
        (Declaration::Scope(own), Last::Let) => own.lets.last_mut().map(|own| &mut own.quotes),
        (Declaration::Measure(own), Last::Header) => Some(&mut own.quotes),
        (Declaration::Measure(own), Last::InForce) => own.in_force.as_mut().map(|own| &mut own.quotes),
        (Declaration::Measure(own), Last::ForEach) => own.for_each.as_mut().map(|own| &mut own.quotes),
        (Declaration::Measure(own), Last::Let) => own.lets.last_mut().map(|own| &mut own.quotes),
        (Declaration::Measure(own), Last::Condition) => own.conditions.last_mut().map(|own| &mut own.quotes),
        (Declaration::Measure(own), Last::Assertion) => own.assertions.last_mut().map(|own| &mut own.quotes),
        (Declaration::Measure(own), Last::Award) => own.awards.last_mut().map(|own| &mut own.quotes),
        (Declaration::Measure(own), Last::Cap) => own.caps.last_mut().map(|own| &mut own.quotes),
        (Declaration::Measure(own), Last::Pay) => own.pays.last_mut().map(|own| &mut own.quotes),
        (Declaration::Measure(own), Last::Payers) => own.terms.payers.last_mut().map(|own| &mut own.quotes),
        (Declaration::Measure(own), Last::Voucher) => own.terms.vouchers.last_mut().map(|own| &mut own.quotes),
        (Declaration::Measure(own), Last::Recover) => own.terms.recoveries.last_mut().map(|own| &mut own.quotes),
        (Declaration::Measure(own), Last::Obliged) => own.terms.obligations.last_mut().map(|own| &mut own.quotes),
        (Declaration::Measure(own), Last::InKind) => own.in_kind.as_mut().map(|own| &mut own.quotes),
        (Declaration::Across(own), Last::Header) => Some(&mut own.quotes),
        (Declaration::Across(own), Last::Cap) => own.caps.last_mut().map(|own| &mut own.quotes),
        (Declaration::Type(own), _) => Some(&mut own.quotes),
        (Declaration::Table(own), _) => Some(&mut own.quotes),
        (Declaration::Reading(own), _) => Some(&mut own.quotes),
        (Declaration::Let(own), _) => Some(&mut own.quotes),
        (Declaration::Assert(own), _) => Some(&mut own.quotes),
        (Declaration::NotComputed(own), _) => Some(&mut own.quotes),
        (Declaration::Unit(own), _) => Some(&mut own.quotes),
        (Declaration::Defect(own), _) => Some(&mut own.quotes),
        _ => None,
    }
}
