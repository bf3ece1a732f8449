//! The applicant, records, and their fields.

use super::{Piece, Reader, expression, names, types};
use crate::ast::{self, Declaration, IfAbsent};
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::Rule;

/// `applicant LABEL`.
pub(super) fn applicant(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::applicant_word)?;
    let label = names::label(parts, reader);
    Some(empty_record(None, label, reader))
}

/// `record NAME LABEL`.
pub(super) fn record(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::record_word)?;
    let name = names::expect_name(parts, reader)?;
    let label = names::label(parts, reader);
    Some(empty_record(Some(name), label, reader))
}

fn empty_record(name: Option<ast::Name>, label: Option<ast::Text>, reader: &Reader<'_>) -> Piece {
    let (fields, lets, quotes, span) = (Vec::new(), Vec::new(), Vec::new(), reader.whole());
    Piece::Declaration(Declaration::Record(ast::Record { name, label, fields, lets, quotes, span }))
}

/// `[key] NAME LABEL : TYPE [, if absent VALUE]`.
pub(super) fn field(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    let key = parts.skip(Rule::key_word);
    named_fact(parts, key, reader).map(Piece::Field)
}

/// `parameter NAME LABEL : TYPE [, if absent VALUE]`.
pub(super) fn parameter(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::parameter_word)?;
    named_fact(parts, false, reader).map(Piece::Parameter)
}

fn named_fact(parts: &mut Cursor<'_>, key: bool, reader: &mut Reader<'_>) -> Option<ast::Field> {
    let name = names::expect_name(parts, reader)?;
    let label = names::label(parts, reader);
    parts.expect(Rule::colon)?;
    let ty = types::type_expr(parts.expect(Rule::type_expr)?, reader)?;
    let absent = match parts.take(Rule::if_absent) {
        None => None,
        Some(node) => {
            let mut inner = Cursor::of(node);
            inner.expect(Rule::comma)?;
            inner.expect(Rule::if_absent_word)?;
            let value = match inner.take(Rule::none) {
                Some(none) => IfAbsent::Empty(reader.span(&none)),
                None => IfAbsent::Value(expression::expression(inner.expect(Rule::expression)?, reader)?),
            };
            inner.finish()?;
            Some(value)
        }
    };
    let (evidence, decided_by, quotes) = (Vec::new(), Vec::new(), Vec::new());
    Some(ast::Field { name, label, key, ty, absent, evidence, decided_by, quotes, span: reader.whole() })
}
