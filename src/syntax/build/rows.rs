//! Rows: of a type or reading, of a table, of a value by cases.

use super::{Piece, Reader, expression, names, rules};
use crate::ast;
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::Rule;

/// `| name "label" [default]`.
pub(super) fn choice_rows(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    let mut rows = Vec::new();
    for node in parts.take_while(Rule::choice_row) {
        let span = reader.span(&node);
        let mut inner = Cursor::of(node);
        inner.expect(Rule::bar)?;
        let name = names::expect_name(&mut inner, reader)?;
        let label = names::label(&mut inner, reader);
        let default = inner.skip(Rule::default);
        inner.finish()?;
        rows.push(ast::NamedValue { name, label, default, span });
    }
    Some(Piece::ChoiceRows(rows))
}

/// `| VALUE if CONDITION` and `| VALUE otherwise`.
pub(super) fn value_rows(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    let rows = take_value_rows(parts, reader)?;
    let applies = rules::applies(parts, reader)?;
    Some(Piece::ValueRows(rows, applies))
}

/// The value rows that come next.
pub(super) fn take_value_rows(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Vec<ast::ValueRow>> {
    let mut rows = Vec::new();
    for node in parts.take_while(Rule::value_row) {
        let span = reader.span(&node);
        let mut inner = Cursor::of(node);
        inner.expect(Rule::bar)?;
        let value = expression::expression(inner.expect(Rule::expression)?, reader)?;
        let condition = if inner.skip(Rule::otherwise) {
            None
        } else {
            inner.expect(Rule::if_word)?;
            Some(expression::expect_chain(&mut inner, reader)?)
        };
        inner.finish()?;
        rows.push(ast::ValueRow { value, condition, span });
    }
    Some(rows)
}
