//! Amendments.

use super::{Piece, Reader, expression, names};
use crate::ast::{self, Declaration};
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::Rule;

/// `amendment NAME LABEL from D`.
pub(super) fn amendment(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::amendment_word)?;
    let name = names::expect_name(parts, reader)?;
    let label = names::label(parts, reader);
    parts.expect(Rule::from)?;
    let from = expression::literal(parts.expect(Rule::date)?, reader)?;
    Some(Piece::Declaration(Declaration::Amendment(Box::new(ast::Amendment {
        name,
        label,
        from,
        source: None,
        in_force: None,
        parameters: Vec::new(),
        repeals: Vec::new(),
        quotes: Vec::new(),
        span: reader.whole(),
    }))))
}

/// `repeal NAME`.
pub(super) fn repeal(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::repeal_word)?;
    let measure = names::expect_name(parts, reader)?;
    Some(Piece::Repeal(ast::Repeal { measure, quotes: Vec::new(), span: reader.whole() }))
}
