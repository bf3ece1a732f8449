//! Rows: of a type or reading, of a table, of a value by cases.

use super::{Piece, Reader, expression, names, rules, types};
use crate::ast::{self, CompareOp, PatternKind};
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::{Node, Rule};

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

/// `| PATTERN, PATTERN => VALUE`.
pub(super) fn table_rows(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    let mut rows = Vec::new();
    for node in parts.take_while(Rule::table_row) {
        let span = reader.span(&node);
        let mut inner = Cursor::of(node);
        inner.expect(Rule::bar)?;
        let mut patterns = vec![pattern(inner.expect(Rule::pattern)?, reader)?];
        while inner.skip(Rule::comma) {
            patterns.push(pattern(inner.expect(Rule::pattern)?, reader)?);
        }
        inner.expect(Rule::arrow)?;
        let value = expression::expression(inner.expect(Rule::expression)?, reader)?;
        inner.finish()?;
        rows.push(ast::TableRow { patterns, value, span });
    }
    Some(Piece::TableRows(rows))
}

fn pattern(node: Node<'_>, reader: &mut Reader<'_>) -> Option<ast::Pattern> {
    let span = reader.span(&node);
    let mut parts = Cursor::of(node);
    let mut alternatives = vec![alternative(parts.expect(Rule::alternative)?, reader)?];
    while parts.skip(Rule::or) {
        alternatives.push(alternative(parts.expect(Rule::alternative)?, reader)?);
    }
    parts.finish()?;
    Some(ast::Pattern { alternatives, span })
}

#[allow(clippy::wildcard_enum_match_arm, reason = "all other rules are literals")]
fn alternative(node: Node<'_>, reader: &mut Reader<'_>) -> Option<PatternKind> {
    let span = reader.span(&node);
    let mut parts = Cursor::of(node);
    let inner = parts.next()?;
    Some(match inner.as_rule() {
        Rule::side => {
            let mut sides = vec![side(inner, reader)?];
            if parts.skip(Rule::and) {
                sides.push(side(parts.expect(Rule::side)?, reader)?);
            }
            PatternKind::Sides(sides, span)
        }
        Rule::any_value => PatternKind::Any(span),
        Rule::range => PatternKind::Range(types::range(inner, reader)?, span),
        Rule::bound => PatternKind::Value(types::bound(inner, reader)?),
        Rule::name => PatternKind::Value(ast::Expr { kind: ast::ExprKind::Name(names::name(inner, reader)), span }),
        _ => PatternKind::Value(expression::literal(inner, reader)?),
    })
}

/// `at least a`.
#[allow(clippy::wildcard_enum_match_arm, reason = "the grammar has let through only these")]
fn side(node: Node<'_>, reader: &mut Reader<'_>) -> Option<ast::Side> {
    let span = reader.span(&node);
    let mut parts = Cursor::of(node);
    let op = match parts.next()?.as_rule() {
        Rule::at_least => CompareOp::AtLeast,
        Rule::at_most => CompareOp::AtMost,
        Rule::above => CompareOp::Above,
        Rule::below => CompareOp::Below,
        _ => return None,
    };
    let bound = types::bound(parts.expect(Rule::bound)?, reader)?;
    parts.finish()?;
    Some(ast::Side { op, bound, span })
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
