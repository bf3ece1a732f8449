//! Units and figures with their units.

use super::{Reader, expression, names};
use crate::ast::{self, Declaration, ExprKind};
use crate::source::Span;
use crate::syntax::build::Piece;
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::{Node, Rule};

/// `unit NAME LABEL is QUANTITY`.
pub(super) fn unit_clause(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::unit_word)?;
    let name = names::expect_name(parts, reader)?;
    let label = names::label(parts, reader);
    let is = if parts.skip(Rule::is) { Some(expression::literal(parts.next()?, reader)?) } else { None };
    let (quotes, span) = (Vec::new(), reader.whole());
    Some(Piece::Declaration(Declaration::Unit(ast::Unit { name, label, is, quotes, span })))
}

/// A `unit`.
pub(super) fn unit(node: Node<'_>, reader: &mut Reader<'_>) -> Option<ast::UnitExpr> {
    let span = reader.span(&node);
    let mut parts = Cursor::of(node);
    let factors = product(&mut parts, reader)?;
    parts.finish()?;
    Some(ast::UnitExpr { factors, span })
}

/// A `unit_ratio`: what divides.
pub(super) fn ratio(node: Node<'_>, reader: &mut Reader<'_>) -> Option<ast::UnitExpr> {
    let span = reader.span(&node);
    let mut factors = Vec::new();
    divisors(node, &mut factors, reader)?;
    Some(ast::UnitExpr { factors, span })
}

/// A figure with what it counts: 15万元, 30%, 1000平方米, 30元/平方米/月.
pub(super) fn counted(node: Node<'_>, reader: &mut Reader<'_>) -> Option<ExprKind> {
    let whole = reader.span(&node);
    let mut parts = Cursor::of(node);
    let figure = parts.expect(Rule::figure)?;
    let digits = names::narrow(figure.as_str());
    if let Some(sign) = parts.take(Rule::share_sign) {
        parts.finish()?;
        return Some(ExprKind::Percent(share(digits, sign.as_str())));
    }
    if let Some(unit) = parts.take(Rule::money_unit) {
        let (unit, places) = expression::money_unit(&unit);
        let digits = shifted(&digits, places);
        let kind = match parts.take(Rule::unit_ratio) {
            Some(node) => ExprKind::Rate(digits, unit, ratio(node, reader)?),
            None => ExprKind::Money(digits, unit),
        };
        parts.finish()?;
        return Some(kind);
    }
    let digits = match parts.take(Rule::many) {
        Some(many) => shifted(&digits, if many.as_str() == "万" { 4 } else { 8 }),
        None => digits,
    };
    if let Some(quarters) = parts.take(Rule::quarters) {
        let span = reader.span(&quarters);
        let name = ast::Name { text: "quarter".to_owned(), quoted: false, span };
        parts.finish()?;
        return Some(ExprKind::Quantity(
            digits,
            ast::UnitExpr { factors: vec![ast::UnitFactor { name, divides: false }], span },
        ));
    }
    let factors = product(&mut parts, reader)?;
    parts.finish()?;
    let start = factors.first().map_or(whole.start, |first| first.name.span.start);
    let span = Span { start, ..whole };
    Some(ExprKind::Quantity(digits, ast::UnitExpr { factors, span }))
}

/// The digits of a share in per cent: of 30%, 2‰, 100BP.
fn share(digits: String, sign: &str) -> String {
    match sign {
        "‰" => shifted(&digits, -1),
        "BP" => shifted(&digits, -2),
        _ => digits,
    }
}

fn product(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Vec<ast::UnitFactor>> {
    let mut factors = Vec::new();
    while let Some(node) = parts.take(Rule::unit_name) {
        factors.push(ast::UnitFactor { name: names::name(node, reader), divides: false });
    }
    if let Some(node) = parts.take(Rule::unit_ratio) {
        divisors(node, &mut factors, reader)?;
    }
    Some(factors)
}

fn divisors(node: Node<'_>, factors: &mut Vec<ast::UnitFactor>, reader: &mut Reader<'_>) -> Option<()> {
    let mut parts = Cursor::of(node);
    while let Some(node) = parts.take(Rule::unit_name) {
        factors.push(ast::UnitFactor { name: names::name(node, reader), divides: true });
    }
    parts.finish()
}

/// A decimal with its point moved so many places to the right, or to the left where negative. Exact: nothing but digits is moved.
pub(in crate::syntax) fn shifted(digits: &str, places: i32) -> String {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let count = places.unsigned_abs() as usize;
    let (whole, fraction) = if places >= 0 {
        let moved: String = fraction.chars().chain(std::iter::repeat('0')).take(count).collect();
        (format!("{whole}{moved}"), fraction.get(count..).unwrap_or("").to_owned())
    } else {
        let padded = format!("{}{whole}", "0".repeat(count));
        let (before, moved) = padded.split_at_checked(padded.len().saturating_sub(count)).unwrap_or((&padded, ""));
        (before.to_owned(), format!("{moved}{fraction}"))
    };
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}
