//! Where in a declaration a piece goes.

#![allow(clippy::wildcard_enum_match_arm, reason = "`belongs_in` has let through only what the arms name")]

use super::build::{Piece, TestPart};
use crate::ast::{self, Applies, Declaration, Expr, ExprKind, GivenValue, TestBase};
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

/// What became of a piece.
pub(super) enum Put {
    /// It is in its place; quotes now belong to it.
    At(Last),
    /// There is one already, here.
    Twice(Span),
}

/// Puts a piece into the declaration that it stands in.
pub(super) fn put(declaration: &mut Declaration, piece: Piece) -> Put {
    match declaration {
        Declaration::Policy(policy) => put_in_policy(policy, piece),
        Declaration::Amendment(amendment) => put_in_amendment(amendment, piece),
        Declaration::Record(record) => Put::At(put_in_record(record, piece)),
        Declaration::Measure(measure) => put_in_measure(measure, piece),
        Declaration::Type(own) => {
            if let Piece::ChoiceRows(rows) = piece {
                own.values.extend(rows);
            }
            Put::At(Last::Header)
        }
        Declaration::Table(table) => {
            if let Piece::TableRows(rows) = piece {
                table.rows.extend(rows.into_iter().map(|row| poisoned(row, table.keys.len())));
            }
            Put::At(Last::Header)
        }
        Declaration::Reading(reading) => match piece {
            Piece::ChoiceRows(rows) => {
                reading.values.extend(rows);
                Put::At(Last::Header)
            }
            Piece::Because(because) => once(&mut reading.because, because, |text| text.span, Last::Header),
            _ => Put::At(Last::Nothing),
        },
        Declaration::Scope(scope) => match piece {
            Piece::When(condition) => {
                scope.conditions.push(condition);
                Put::At(Last::Condition)
            }
            Piece::Let(own) => {
                scope.lets.push(own);
                Put::At(Last::Let)
            }
            _ => Put::At(Last::Nothing),
        },
        Declaration::Across(across) => {
            let Piece::Cap(cap) = piece else { return Put::At(Last::Nothing) };
            across.caps.push(cap);
            Put::At(Last::Cap)
        }
        Declaration::Test(test) => put_in_test(test, piece),
        Declaration::Let(_)
        | Declaration::Assert(_)
        | Declaration::Unit(_)
        | Declaration::NotComputed(_)
        | Declaration::Defect(_) => Put::At(Last::Nothing),
    }
}

/// A row that could not be read gets an error for each key, so that its table is not said to lack a pattern as well.
fn poisoned(mut row: ast::TableRow, keys: usize) -> ast::TableRow {
    if row.value.kind == ExprKind::Error
        && let [only] = row.patterns.as_slice()
    {
        row.patterns = vec![only.clone(); keys.max(1)];
    }
    row
}

fn once<T>(place: &mut Option<T>, value: T, span: impl Fn(&T) -> Span, last: Last) -> Put {
    if let Some(first) = place {
        return Put::Twice(span(first));
    }
    *place = Some(value);
    Put::At(last)
}

fn put_in_policy(policy: &mut ast::Policy, piece: Piece) -> Put {
    match piece {
        Piece::Issuer(text) => once(&mut policy.issuer, text, |text| text.span, Last::Header),
        Piece::Source(text) => once(&mut policy.source, text, |text| text.span, Last::Header),
        Piece::Currency(rule) => once(&mut policy.money, rule, |rule| rule.span, Last::Header),
        Piece::InForce(in_force) => once(&mut policy.in_force, in_force, |own| own.span, Last::InForce),
        Piece::FinancialYear(own) => once(&mut policy.financial_year, own, |own| own.span, Last::FinancialYear),
        Piece::ShortMonths(own) => once(&mut policy.short_months, own, |own| own.span, Last::ShortMonths),
        Piece::Parameter(field) => {
            policy.parameters.push(field);
            Put::At(Last::Parameter)
        }
        _ => Put::At(Last::Nothing),
    }
}

fn put_in_amendment(amendment: &mut ast::Amendment, piece: Piece) -> Put {
    match piece {
        Piece::Source(text) => once(&mut amendment.source, text, |text| text.span, Last::Header),
        Piece::InForce(own) => once(&mut amendment.in_force, Box::new(own), |own| own.span, Last::InForce),
        Piece::Parameter(field) => {
            amendment.parameters.push(field);
            Put::At(Last::Parameter)
        }
        Piece::Repeal(repeal) => {
            amendment.repeals.push(repeal);
            Put::At(Last::Repeal)
        }
        _ => Put::At(Last::Nothing),
    }
}

fn put_in_record(record: &mut ast::Record, piece: Piece) -> Last {
    match piece {
        Piece::Field(field) => {
            record.fields.push(field);
            Last::Field
        }
        Piece::Evidence(text) => {
            record.fields.last_mut().into_iter().for_each(|field| field.evidence.push(text.clone()));
            Last::Field
        }
        Piece::DecidedBy(text) => {
            record.fields.last_mut().into_iter().for_each(|field| field.decided_by.push(text.clone()));
            Last::Field
        }
        Piece::Let(own) => {
            record.lets.push(own);
            Last::Let
        }
        _ => Last::Nothing,
    }
}

fn put_in_measure(measure: &mut ast::Measure, piece: Piece) -> Put {
    Put::At(match piece {
        Piece::ForEach(each) => return once(&mut measure.for_each, each, |each| each.span, Last::ForEach),
        Piece::InForce(own) => return once(&mut measure.in_force, Box::new(own), |own| own.span, Last::InForce),
        Piece::InKind(kind) => return once(&mut measure.in_kind, kind, |kind| kind.span, Last::InKind),
        Piece::Let(own) => {
            measure.lets.push(own);
            Last::Let
        }
        Piece::When(condition) => {
            measure.conditions.push(condition);
            Last::Condition
        }
        Piece::Assert(own) => {
            measure.assertions.push(*own);
            Last::Assertion
        }
        Piece::Award(award) => {
            measure.awards.push(award);
            Last::Award
        }
        Piece::Cap(cap) => {
            measure.caps.push(cap);
            Last::Cap
        }
        Piece::Pay(pay) => {
            measure.pays.push(pay);
            Last::Pay
        }
        Piece::Payers(payers) => {
            measure.terms.payers.push(payers);
            Last::Payers
        }
        Piece::Voucher(voucher) => {
            measure.terms.vouchers.push(voucher);
            Last::Voucher
        }
        Piece::Recover(recover) => {
            measure.terms.recoveries.push(recover);
            Last::Recover
        }
        Piece::Obliged(obligation) => {
            measure.terms.obligations.push(obligation);
            Last::Obliged
        }
        _ => Last::Nothing,
    })
}

fn put_in_test(test: &mut ast::Test, piece: Piece) -> Put {
    let part = match piece {
        Piece::Because(because) => {
            test.extent = test.extent.to(because.span);
            return once(&mut test.because, because, |text| text.span, Last::Header);
        }
        Piece::TestPart(part) => part,
        _ => return Put::At(Last::Nothing),
    };
    let (last, span) = match part {
        TestPart::Base(base) => {
            let (TestBase::Case(text) | TestBase::Like(text)) = &base;
            test.extent = test.extent.to(text.span);
            let of = |base: &TestBase| match base {
                TestBase::Case(text) | TestBase::Like(text) => text.span,
            };
            return once(&mut test.base, base, of, Last::Header);
        }
        TestPart::Stage(stage, span) => {
            test.extent = test.extent.to(span);
            return once(&mut test.stage, stage, |_| span, Last::Header);
        }
        TestPart::Reading(reading) => {
            let span = reading.span;
            test.readings.push(reading);
            (Last::Header, span)
        }
        TestPart::Given(given) => {
            let span = given.last().map_or(test.span, |given| given.span);
            test.given.extend(given);
            (Last::Given, span)
        }
        TestPart::Rows(rows) => {
            let span = rows.last().map_or(test.span, |row| row.span);
            if let Some(given) = test.given.last_mut() {
                match &mut given.value {
                    GivenValue::Rows(all) => all.extend(rows),
                    value => *value = GivenValue::Rows(rows),
                }
            }
            (Last::Given, span)
        }
        TestPart::Paid(entry) => {
            let span = entry.span;
            test.paid.push(entry);
            (Last::Header, span)
        }
        TestPart::Approved(entry) => {
            let span = entry.span;
            test.approved.push(entry);
            (Last::Header, span)
        }
        TestPart::Expect(expect) => {
            let span = expect.span;
            test.expects.push(expect);
            (Last::Header, span)
        }
    };
    test.extent = test.extent.to(span);
    Put::At(last)
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
