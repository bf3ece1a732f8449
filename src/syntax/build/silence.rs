//! `silence "code" because "reason"`.

use super::{Piece, Reader, names};
use crate::ast::{Over, Silence};
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::Rule;

/// How far it reaches is told by where it stands.
pub(super) fn silence(parts: &mut Cursor<'_>, reader: &Reader<'_>) -> Option<Piece> {
    let code = names::only_text(parts, Rule::silence_word, reader)?;
    let because = names::only_text(parts, Rule::because_word, reader)?;
    let span = reader.whole();
    Some(Piece::Silence(Silence { code, because, over: Over::Clause(span), span }))
}
