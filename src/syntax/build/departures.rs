//! What departs from a value: `except`, `raise`.

use super::{Piece, Reader, expression, names, rules};
use crate::ast::{self, DepartureKind};
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::Rule;

/// `except "label" [to "label"]: VALUE if CONDITION`.
pub(super) fn except(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::except_word)?;
    let label = names::label(parts, reader)?;
    let to = if parts.skip(Rule::except_to) { Some(names::label(parts, reader)?) } else { None };
    parts.expect(Rule::colon)?;
    let value = expression::expression(parts.expect(Rule::expression)?, reader)?;
    departure(label, DepartureKind::Instead { to, value }, parts, reader)
}

/// `raise "label" by AMOUNT if CONDITION`, `raise "label" to 1.2 times if CONDITION`.
pub(super) fn raise(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    if !parts.skip(Rule::raise_en) {
        parts.expect(Rule::raise_zh)?;
    }
    let label = names::label(parts, reader)?;
    let kind = if let Some(node) = parts.take(Rule::raise_times) {
        let span = reader.span(&node);
        let mut inner = Cursor::of(node);
        inner.expect(Rule::raise_to)?;
        let figure = names::narrow(inner.expect(Rule::figure)?.as_str());
        inner.expect(Rule::times_word)?;
        inner.finish()?;
        DepartureKind::Times(figure, span)
    } else {
        parts.skip(Rule::raise_by);
        DepartureKind::By(expression::expression(parts.expect(Rule::expression)?, reader)?)
    };
    departure(label, kind, parts, reader)
}

fn departure(label: ast::Text, kind: DepartureKind, parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::if_word)?;
    let condition = expression::expect_chain(parts, reader)?;
    let applies = rules::applies(parts, reader)?;
    let (quotes, span) = (Vec::new(), reader.whole());
    Some(Piece::Departure(ast::Departure { label, kind, condition, applies, quotes, span }))
}
