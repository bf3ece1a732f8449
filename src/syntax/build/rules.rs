//! Scope and measures: conditions, claims, named values, awards.

use super::{Piece, Reader, expression, names, rows};
use crate::ast::{self, Applies, Declaration, Expr, ExprKind};
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::Rule;

/// `scope LABEL`.
pub(super) fn scope(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::scope_word)?;
    let label = names::label(parts, reader);
    let (quotes, conditions, lets, span) = (Vec::new(), Vec::new(), Vec::new(), reader.whole());
    Some(Piece::Declaration(Declaration::Scope(ast::Scope { label, quotes, conditions, lets, span })))
}

/// `measure NAME LABEL article "N"`.
pub(super) fn measure(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::measure_word)?;
    let name = names::expect_name(parts, reader)?;
    let label = names::label(parts, reader);
    let article = names::article(parts, reader)?;
    Some(empty_measure(name, label, article, reader))
}

/// A measure of which only the header is known.
pub(super) fn empty_measure(
    name: ast::Name,
    label: Option<ast::Text>,
    article: Option<ast::Text>,
    reader: &Reader<'_>,
) -> Piece {
    Piece::Declaration(Declaration::Measure(ast::Measure {
        name,
        label,
        article,
        quotes: Vec::new(),
        in_force: None,
        for_each: None,
        lets: Vec::new(),
        conditions: Vec::new(),
        awards: Vec::new(),
        caps: Vec::new(),
        pays: Vec::new(),
        terms: ast::Terms::default(),
        assertions: Vec::new(),
        in_kind: None,
        span: reader.whole(),
    }))
}

/// `for each NAME LABEL in LIST, in order of EXPR`.
pub(super) fn for_each(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::for_each_word)?;
    let name = names::expect_name(parts, reader)?;
    let label = names::label(parts, reader);
    parts.expect(Rule::in_word)?;
    let list = expression::expect_chain(parts, reader)?;
    let order = if parts.skip(Rule::comma) { Some(order(parts, reader)?) } else { None };
    Some(Piece::ForEach(ast::ForEach { name, label, list, order, quotes: Vec::new(), span: reader.whole() }))
}

/// `in order of EXPR`.
pub(super) fn order(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Expr> {
    let mut inner = Cursor::of(parts.expect(Rule::order)?);
    if !inner.skip(Rule::order_of) {
        inner.expect(Rule::by_zh)?;
    }
    let by = expression::expect_chain(&mut inner, reader)?;
    inner.skip(Rule::ordered);
    inner.finish()?;
    Some(by)
}

/// `let NAME LABEL be EXPR`; where nothing follows `be`, the rows on the next lines do.
pub(super) fn let_clause(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::let_word)?;
    let name = names::expect_name(parts, reader)?;
    let label = names::label(parts, reader);
    parts.expect(Rule::be)?;
    let value = value(parts, reader)?;
    let applies = applies(parts, reader)?;
    Some(Piece::Let(ast::Let {
        name,
        label,
        value,
        departures: Vec::new(),
        applies,
        quotes: Vec::new(),
        span: reader.whole(),
    }))
}

/// `award [up to] EXPR`; rows as in `let`.
pub(super) fn award(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::award_word)?;
    let up_to = parts.skip(Rule::up_to);
    let formula = value(parts, reader)?;
    let applies = applies(parts, reader)?;
    Some(Piece::Award(ast::Award {
        up_to,
        formula,
        departures: Vec::new(),
        applies,
        quotes: Vec::new(),
        span: reader.whole(),
    }))
}

/// An expression, or rows; no rows yet where they stand on the following lines.
fn value(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Expr> {
    if let Some(node) = parts.take(Rule::expression) {
        return expression::expression(node, reader);
    }
    let rows = rows::take_value_rows(parts, reader)?;
    let span = match (rows.first(), rows.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => reader.whole().after(),
    };
    Some(Expr { kind: ExprKind::Rows(rows), span })
}

/// `in years A to B`, then `under reading R is V`.
pub(super) fn applies(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Applies> {
    let mut inner = Cursor::of(parts.expect(Rule::applies)?);
    let years = years(&mut inner, reader)?;
    let reading = under_reading(&mut inner, reader)?;
    inner.finish()?;
    Some(Applies { years, reading })
}

/// `in year A`, `in years A to B`, where it is there; the outer `None` where grammar and builder disagree.
pub(super) fn years(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Option<ast::Years>> {
    let Some(node) = parts.take(Rule::years) else { return Some(None) };
    let span = reader.span(&node);
    let mut years = Cursor::of(node);
    let first = names::count(&years.expect(Rule::integer)?, reader);
    let last = years.take(Rule::integer).map_or(first, |node| names::count(&node, reader));
    years.finish()?;
    Some(Some(ast::Years { first, last, span }))
}

/// `under reading R is V`, where it is there; the outer `None` where grammar and builder disagree.
pub(super) fn under_reading(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Option<ast::UnderReading>> {
    let Some(node) = parts.take(Rule::under_reading) else { return Some(None) };
    let span = reader.span(&node);
    let mut under = Cursor::of(node);
    under.expect(Rule::under_reading_word)?;
    let reading = names::expect_name(&mut under, reader)?;
    under.expect(Rule::is)?;
    let value = names::expect_name(&mut under, reader)?;
    under.finish()?;
    Some(Some(ast::UnderReading { reading, value, span }))
}
