//! Conditions: `when`, `veto`, and the stage at which they are tested.

use super::{Node, Piece, Reader, climb, expression, names, rules};
use crate::ast::{self, Expr, Stage};
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::Rule;

/// `when "label": EXPR` or, by its leading word, `veto "label": EXPR`.
pub(super) fn condition(parts: &mut Cursor<'_>, word: Rule, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(word)?;
    let veto = word == Rule::veto_word;
    let label = names::label(parts, reader);
    parts.skip(Rule::colon);
    let expr = expression::expression(parts.expect(Rule::expression)?, reader)?;
    let only_if = only_if(parts, reader)?;
    let stage = stage(parts)?;
    let (applies, unbroken) =
        if veto { (rules::applies(parts, reader)?, false) } else { tested(parts.expect(Rule::tested)?, reader)? };
    let (quotes, span) = (Vec::new(), reader.whole());
    Some(Piece::When(ast::Condition { label, expr, veto, only_if, unbroken, stage, applies, quotes, span }))
}

/// When a condition counts, and whether without a break.
fn tested(node: Node<'_>, reader: &mut Reader<'_>) -> Option<(ast::Applies, bool)> {
    let mut inner = Cursor::of(node);
    let years = rules::years(&mut inner, reader)?;
    let unbroken = inner.skip(Rule::unbroken);
    let reading = rules::under_reading(&mut inner, reader)?;
    inner.finish()?;
    Some((ast::Applies { years, reading }, unbroken))
}

/// `if COND`, or nothing.
pub(super) fn only_if(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Option<Expr>> {
    let Some(node) = parts.take(Rule::only_if) else { return Some(None) };
    let mut inner = Cursor::of(node);
    inner.expect(Rule::if_word)?;
    let condition = climb::chain(inner.expect(Rule::chain)?, reader)?;
    inner.finish()?;
    Some(Some(condition))
}

/// `at application`, `at payment`, or nothing.
fn stage(parts: &mut Cursor<'_>) -> Option<Option<Stage>> {
    let Some(node) = parts.take(Rule::stage) else { return Some(None) };
    let mut inner = Cursor::of(node);
    let stage = if inner.skip(Rule::at_payment) {
        Stage::Payment
    } else {
        inner.expect(Rule::at_application)?;
        Stage::Application
    };
    inner.finish()?;
    Some(Some(stage))
}
