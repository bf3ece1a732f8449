//! `assert "label": EXPR if COND under reading R is V`.

use super::{Piece, Reader, conditions, expression, names, rules};
use crate::ast::Assertion;
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::Rule;

/// Whether it is of the policy or of a measure is told by where it stands.
pub(super) fn assertion(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::assert_word)?;
    let label = names::label(parts, reader)?;
    parts.expect(Rule::colon)?;
    let expr = expression::expression(parts.expect(Rule::expression)?, reader)?;
    let only_if = conditions::only_if(parts, reader)?;
    let reading = rules::under_reading(parts, reader)?;
    let span = reader.whole();
    Some(Piece::Assert(Box::new(Assertion { label, expr, only_if, reading, quotes: Vec::new(), span })))
}
