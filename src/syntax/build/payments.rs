//! Payment: `pay`, `paid by`, `voucher`, `recover`, `obliged`.

use super::{Piece, Reader, climb, expression, names, rules};
use crate::ast::{self, Applies, Expr, ExprKind, Part, PartFigure, PartStep, PartTime, PayPlan};
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::{Node, Rule};

/// `pay in advance`, `pay in 3 equal years from D`, `pay 20% on D, the rest on E`.
pub(super) fn pay(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::pay_word)?;
    let plan = if parts.skip(Rule::in_advance) {
        PayPlan::InAdvance
    } else if let Some(node) = parts.take(Rule::equal_parts) {
        let span = reader.span(&node);
        let mut inner = Cursor::of(node);
        let count = names::count(&inner.expect(Rule::integer)?, reader);
        let unit = inner.take(Rule::part_unit).or_else(|| inner.take(Rule::part_unit_zh))?;
        inner.finish()?;
        let step = match unit.as_str() {
            "years" | "年" => PartStep::Years,
            "quarters" | "个季度" => PartStep::Quarters,
            _ => PartStep::Months,
        };
        PayPlan::Equal { count, step, from: starting(parts.expect(Rule::starting)?, reader)?, span }
    } else {
        let mut inner = Cursor::of(parts.expect(Rule::parts)?);
        let mut several = vec![part(inner.expect(Rule::part)?, reader)?];
        while inner.skip(Rule::list_comma) {
            several.push(part(inner.expect(Rule::part)?, reader)?);
        }
        inner.finish()?;
        parts.skip(Rule::comma);
        let from = match parts.take(Rule::starting) {
            Some(node) => Some(starting(node, reader)?),
            None => None,
        };
        PayPlan::Parts { parts: several, from }
    };
    let applies = rules::applies(parts, reader)?;
    Some(Piece::Pay(ast::Pay { plan, applies, quotes: Vec::new(), span: reader.whole() }))
}

fn starting(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Expr> {
    let mut parts = Cursor::of(node);
    parts.expect(Rule::from)?;
    let from = expression::expect_chain(&mut parts, reader)?;
    parts.finish()?;
    Some(from)
}

fn part(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Part> {
    let span = reader.span(&node);
    let mut parts = Cursor::of(node);
    let figure = figure(parts.expect(Rule::part_figure)?, reader)?;
    let time = match parts.take(Rule::part_year) {
        Some(node) => {
            let span = reader.span(&node);
            PartTime::Year(names::count(&Cursor::of(node).expect(Rule::integer)?, reader), span)
        }
        None => {
            parts.expect(Rule::on_word)?;
            PartTime::On(expression::expect_chain(&mut parts, reader)?)
        }
    };
    let label = names::label(&mut parts, reader);
    parts.finish()?;
    Some(Part { figure, time, label, span })
}

fn figure(node: Node<'_>, reader: &mut Reader<'_>) -> Option<PartFigure> {
    let span = reader.span(&node);
    let mut parts = Cursor::of(node);
    if parts.skip(Rule::the_rest) {
        return Some(PartFigure::Rest(span));
    }
    let value = match parts.take(Rule::part_name) {
        Some(node) => {
            let mut inner = Cursor::of(node);
            let name = names::expect_name(&mut inner, reader)?;
            let mut value = Expr { span: name.span, kind: ExprKind::Name(name) };
            while let Some(node) = inner.take(Rule::access) {
                value = expression::follow(value, node, reader)?;
            }
            inner.finish()?;
            value
        }
        None => climb::value_of(parts.next()?, span, reader)?,
    };
    parts.finish()?;
    Some(PartFigure::Figure(value))
}

/// `paid by "city" 50%, "district" the rest`.
pub(super) fn payers(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::payers_word)?;
    let mut shares = Vec::new();
    loop {
        let mut inner = Cursor::of(parts.expect(Rule::payer)?);
        let name = names::string(&mut inner, reader)?;
        shares.push((name, figure(inner.expect(Rule::part_figure)?, reader)?));
        inner.finish()?;
        if !parts.skip(Rule::list_comma) {
            break;
        }
    }
    let applies = rules::applies(parts, reader)?;
    Some(Piece::Payers(ast::Payers { shares, applies, quotes: Vec::new(), span: reader.whole() }))
}

/// `voucher until D, redeemed on E`.
pub(super) fn voucher(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::voucher_word)?;
    parts.expect(Rule::until)?;
    let until = expression::expect_chain(parts, reader)?;
    parts.expect(Rule::comma)?;
    parts.expect(Rule::redeemed_on)?;
    let redeemed_on = expression::expect_chain(parts, reader)?;
    let applies = rules::applies(parts, reader)?;
    Some(Piece::Voucher(ast::Voucher { until, redeemed_on, applies, quotes: Vec::new(), span: reader.whole() }))
}

/// `recover all when "label": COND`.
pub(super) fn recover(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::recover_word)?;
    let amount = if parts.skip(Rule::all_paid) {
        None
    } else {
        Some(expression::expression(parts.expect(Rule::expression)?, reader)?)
    };
    parts.expect(Rule::when_word)?;
    let label = names::label(parts, reader);
    parts.skip(Rule::colon);
    let condition = expression::expression(parts.expect(Rule::expression)?, reader)?;
    let applies = Applies { reading: rules::under_reading(parts, reader)?, ..Applies::default() };
    let (quotes, span) = (Vec::new(), reader.whole());
    Some(Piece::Recover(ast::Recover { amount, label, condition, applies, quotes, span }))
}

/// `obliged "what" until D`.
pub(super) fn obliged(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::obliged_word)?;
    let what = names::string(parts, reader)?;
    parts.expect(Rule::until)?;
    let until = expression::expect_chain(parts, reader)?;
    let applies = Applies { reading: rules::under_reading(parts, reader)?, ..Applies::default() };
    Some(Piece::Obliged(ast::Obligation { what, until, applies, quotes: Vec::new(), span: reader.whole() }))
}
