//! Time: periods in force, the financial year, days that a month lacks, what a date lies in.

use super::climb::next_operand;
use super::{Piece, Reader, expression, names};
use crate::ast::{self, CalendarUnit, Direction, DurationUnit, InForceEnd, Which, WithinPeriod};
use crate::source::Span;
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::{Node, Rule};

/// `in force from D, for 3 years` / `until E` / nothing; then `, on E`.
pub(super) fn in_force(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::in_force_word)?;
    parts.expect(Rule::from)?;
    let from = expression::expect_chain(parts, reader)?;
    let mut ahead = parts.clone();
    let end = if ahead.skip(Rule::comma) && ahead.peek() == Some(Rule::for_years) {
        parts.skip(Rule::comma);
        let node = parts.expect(Rule::for_years)?;
        let span = reader.span(&node);
        let mut inner = Cursor::of(node);
        let years = names::count(&inner.expect(Rule::integer)?, reader);
        inner.finish()?;
        InForceEnd::Years(years, span)
    } else if parts.skip(Rule::until) {
        InForceEnd::Until(expression::expect_chain(parts, reader)?)
    } else {
        InForceEnd::Open
    };
    parts.skip(Rule::comma);
    let on = if parts.skip(Rule::tested_on) { Some(expression::expect_chain(parts, reader)?) } else { None };
    Some(Piece::InForce(ast::InForce { from, end, on, quotes: Vec::new(), span: reader.whole() }))
}

/// `financial year from month 4`.
pub(super) fn financial_year(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::financial_year_word)?;
    let mut inner = Cursor::of(parts.expect(Rule::from_month)?);
    let month = names::count(&inner.expect(Rule::integer)?, reader);
    inner.finish()?;
    Some(Piece::FinancialYear(ast::FinancialYear { month, quotes: Vec::new(), span: reader.whole() }))
}

/// `short months take the last day` / `short months run into the next month`.
pub(super) fn short_months(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::short_months_word)?;
    let run_over = !parts.skip(Rule::last_day);
    parts.skip(Rule::next_month);
    Some(Piece::ShortMonths(ast::ShortMonths { run_over, quotes: Vec::new(), span: reader.whole() }))
}

/// What follows a date in `D is within …`.
#[allow(clippy::wildcard_enum_match_arm, reason = "the other rules begin no period")]
pub(super) fn within(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<WithinPeriod> {
    let word = parts.next()?;
    let calendar = |unit, side| Some((unit, side));
    let stretch = match word.as_rule() {
        Rule::within_force => return Some(WithinPeriod::InForce),
        Rule::within_length => {
            let mut inner = Cursor::of(word);
            let length = inner.expect(Rule::duration)?;
            let span = reader.span(&length);
            let mut length = Cursor::of(length);
            let count = names::count(&length.expect(Rule::integer)?, reader);
            let unit = unit(&length.expect(Rule::duration_unit)?);
            let direction = if inner.skip(Rule::length_before) { Direction::Before } else { Direction::After };
            let date = next_operand(parts, reader)?;
            return Some(WithinPeriod::Length(count, unit, span, direction, Box::new(date)));
        }
        Rule::within_before => calendar(CalendarUnit::Year, Which::Before),
        Rule::within_of => calendar(CalendarUnit::Year, Which::Of),
        Rule::quarter_before => calendar(CalendarUnit::Quarter, Which::Before),
        Rule::quarter_of => calendar(CalendarUnit::Quarter, Which::Of),
        Rule::month_before => calendar(CalendarUnit::Month, Which::Before),
        Rule::month_of => calendar(CalendarUnit::Month, Which::Of),
        Rule::financial_before => calendar(CalendarUnit::FinancialYear, Which::Before),
        Rule::financial_of => calendar(CalendarUnit::FinancialYear, Which::Of),
        Rule::within_word | Rule::within_zh => None,
        _ => return None,
    };
    let value = Box::new(next_operand(parts, reader)?);
    if let Some((unit, side)) = stretch {
        return Some(WithinPeriod::Calendar(unit, side, value));
    }
    let Some(end) = parts.next() else { return Some(WithinPeriod::Period(value)) };
    Some(match end.as_rule() {
        Rule::before_end => WithinPeriod::Calendar(CalendarUnit::Year, Which::Before, value),
        Rule::of_end => WithinPeriod::Calendar(CalendarUnit::Year, Which::Of, value),
        Rule::quarter_before_end => WithinPeriod::Calendar(CalendarUnit::Quarter, Which::Before, value),
        Rule::quarter_of_end => WithinPeriod::Calendar(CalendarUnit::Quarter, Which::Of, value),
        Rule::month_before_end => WithinPeriod::Calendar(CalendarUnit::Month, Which::Before, value),
        Rule::month_of_end => WithinPeriod::Calendar(CalendarUnit::Month, Which::Of, value),
        Rule::financial_before_end => WithinPeriod::Calendar(CalendarUnit::FinancialYear, Which::Before, value),
        Rule::financial_of_end => WithinPeriod::Calendar(CalendarUnit::FinancialYear, Which::Of, value),
        Rule::length_end => {
            let (count, unit, span, direction) = length_zh(end, reader)?;
            WithinPeriod::Length(count, unit, span, direction, value)
        }
        _ => WithinPeriod::Period(value),
    })
}

/// `前12个月内`.
fn length_zh(node: Node<'_>, reader: &mut Reader<'_>) -> Option<(u32, DurationUnit, Span, Direction)> {
    let span = reader.span(&node);
    let mut inner = Cursor::of(node);
    let direction = if inner.skip(Rule::length_before_zh) { Direction::Before } else { Direction::After };
    inner.skip(Rule::length_after_zh);
    let count = names::count(&inner.expect(Rule::integer)?, reader);
    let unit = unit(&inner.expect(Rule::length_unit)?);
    Some((count, unit, span, direction))
}

/// A unit of time.
pub(super) fn unit(node: &Node<'_>) -> DurationUnit {
    match node.as_str() {
        "days" | "day" | "天" => DurationUnit::Days,
        "months" | "month" | "个月" => DurationUnit::Months,
        _ => DurationUnit::Years,
    }
}
