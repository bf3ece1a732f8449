//! Where in a declaration a piece goes.

#![allow(clippy::wildcard_enum_match_arm, reason = "`belongs_in` has let through only what the arms name")]

use super::build::{Piece, TestPart};
use super::last::Last;
use crate::ast::{self, Declaration, ExprKind, GivenValue, TestBase};
use crate::source::Span;

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
