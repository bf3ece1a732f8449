//! Limits and payment: `cap`, `once`, `pay`.

use super::{Piece, Reader, expression, names, rules};
use crate::ast::{self, CapKey, CapPeriod, CapWhat, ExprKind};
use crate::syntax::cursor::Cursor;
use crate::syntax::error::ValueError;
use crate::syntax::grammar::{Node, Rule};

/// `cap WHAT per KEY… PERIOD`.
pub(super) fn cap(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::cap_word)?;
    let what = match parts.take(Rule::award_count) {
        Some(node) => {
            let span = reader.span(&node);
            let mut inner = Cursor::of(node);
            let count = names::count(&inner.expect(Rule::integer)?, reader);
            inner.finish()?;
            CapWhat::Awards(count, span)
        }
        None => CapWhat::Money(expression::expression(parts.expect(Rule::expression)?, reader)?),
    };
    limit(what, None, parts, reader)
}

/// `once "label" per KEY…`.
pub(super) fn once(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::once_word)?;
    let label = names::label(parts, reader);
    limit(CapWhat::Once, label, parts, reader)
}

fn limit(what: CapWhat, label: Option<ast::Text>, parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    let (mut per, mut period, mut order) = (Vec::new(), None, None);
    loop {
        if let Some(node) = parts.take(Rule::cap_key) {
            per.push(key(node, reader)?);
        } else if let Some(node) = parts.take(Rule::period) {
            let span = reader.span(&node);
            let next = self::period(node, reader)?;
            if period.replace(next).is_some() {
                reader.report(ValueError::PeriodTwice { span });
            }
        } else if parts.peek() == Some(Rule::order) {
            order = Some(rules::order(parts, reader)?);
        } else {
            break;
        }
    }
    let applies = rules::applies(parts, reader)?;
    let (quotes, span) = (Vec::new(), reader.whole());
    Some(Piece::Cap(ast::Cap { what, label, per, period, order, applies, quotes, span }))
}

fn key(node: Node<'_>, reader: &mut Reader<'_>) -> Option<CapKey> {
    let mut parts = Cursor::of(node);
    parts.expect(Rule::per)?;
    let key = expression::expect_chain(&mut parts, reader)?;
    parts.finish()?;
    if let ExprKind::Name(name) = &key.kind
        && !name.quoted
        && matches!(name.text.as_str(), "applicant" | "申报主体")
    {
        return Some(CapKey::Applicant(key.span));
    }
    Some(CapKey::Expr(key))
}

fn period(node: Node<'_>, reader: &mut Reader<'_>) -> Option<CapPeriod> {
    let span = reader.span(&node);
    let mut parts = Cursor::of(node);
    let period = if parts.skip(Rule::in_total) {
        CapPeriod::Total(span)
    } else if parts.skip(Rule::per_support_year) {
        CapPeriod::SupportYear(span)
    } else {
        parts.expect(Rule::per_calendar_year)?;
        CapPeriod::CalendarYear(expression::expect_chain(&mut parts, reader)?, span)
    };
    parts.finish()?;
    Some(period)
}

/// `pay in advance`.
pub(super) fn pay(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::pay_word)?;
    let in_advance = parts.skip(Rule::in_advance);
    let applies = rules::applies(parts, reader)?;
    Some(Piece::Pay(ast::Pay { in_advance, applies, quotes: Vec::new(), span: reader.whole() }))
}
