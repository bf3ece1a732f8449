//! Tables, slices and dated values: their headers and their rows.

use super::{Piece, Reader, expression, names, types};
use crate::ast::{self, CompareOp, Declaration, PatternKind, TableKind};
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::{Node, Rule};

/// `table NAME LABEL by KEY LABEL : TYPE, … gives NAME LABEL, …`; `slices` alike, with one result.
/// `dated NAME LABEL : TYPE by KEY LABEL : TYPE, …, in "FILE"`.
pub(super) fn table(kind: TableKind, parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(match kind {
        TableKind::Table => Rule::table_word,
        TableKind::Slices => Rule::slices_word,
        TableKind::Dated => Rule::dated_word,
    })?;
    let name = names::expect_name(parts, reader)?;
    let label = names::label(parts, reader);
    let ty = match kind {
        TableKind::Table | TableKind::Slices => None,
        TableKind::Dated => {
            parts.expect(Rule::colon)?;
            Some(types::type_expr(parts.expect(Rule::type_expr)?, reader)?)
        }
    };
    let mut keys = Vec::new();
    if parts.skip(Rule::by) {
        keys.push(table_key(parts, reader)?);
    }
    let mut file = None;
    while parts.skip(Rule::list_comma) {
        if parts.skip(Rule::file_word) {
            file = names::string(parts, reader);
        } else {
            keys.push(table_key(parts, reader)?);
        }
    }
    let mut results = Vec::new();
    if let Some(node) = parts.take(Rule::gives) {
        let mut inner = Cursor::of(node);
        inner.expect(Rule::gives_word)?;
        results.push(result(inner.expect(Rule::result)?, reader)?);
        while inner.skip(Rule::list_comma) {
            results.push(result(inner.expect(Rule::result)?, reader)?);
        }
        inner.finish()?;
    }
    let (rows, quotes, span) = (Vec::new(), Vec::new(), reader.whole());
    Some(Piece::Declaration(Declaration::Table(ast::Table {
        name,
        label,
        kind,
        ty,
        file,
        keys,
        results,
        rows,
        quotes,
        span,
    })))
}

fn result(node: Node<'_>, reader: &mut Reader<'_>) -> Option<ast::TableResult> {
    let span = reader.span(&node);
    let mut inner = Cursor::of(node);
    let name = names::expect_name(&mut inner, reader)?;
    let label = names::label(&mut inner, reader);
    inner.finish()?;
    Some(ast::TableResult { name, label, span })
}

fn table_key(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<ast::TableKey> {
    let node = parts.expect(Rule::table_key)?;
    let span = reader.span(&node);
    let mut inner = Cursor::of(node);
    let name = names::expect_name(&mut inner, reader)?;
    let label = names::label(&mut inner, reader);
    inner.expect(Rule::colon)?;
    let ty = types::type_expr(inner.expect(Rule::type_expr)?, reader)?;
    inner.finish()?;
    Some(ast::TableKey { name, label, ty, span })
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
        let mut more = Vec::new();
        while inner.skip(Rule::comma) {
            more.push(expression::expression(inner.expect(Rule::expression)?, reader)?);
        }
        let step = match inner.take(Rule::row_step) {
            Some(node) => {
                let mut inner = Cursor::of(node);
                inner.expect(Rule::for_every)?;
                let step = expression::expect_chain(&mut inner, reader)?;
                inner.finish()?;
                Some(step)
            }
            None => None,
        };
        inner.finish()?;
        rows.push(ast::TableRow { days: None, patterns, value, more, step, span });
    }
    Some(Piece::TableRows(rows))
}

/// `| from D until E, PATTERN => VALUE`.
pub(super) fn dated_rows(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    let mut rows = Vec::new();
    for node in parts.take_while(Rule::dated_row) {
        let span = reader.span(&node);
        let mut inner = Cursor::of(node);
        inner.expect(Rule::bar)?;
        inner.expect(Rule::from)?;
        let from = expression::literal(inner.expect(Rule::date)?, reader)?;
        let until = match inner.skip(Rule::until) {
            true => Some(expression::literal(inner.expect(Rule::date)?, reader)?),
            false => None,
        };
        let mut patterns = Vec::new();
        while inner.skip(Rule::comma) {
            patterns.push(pattern(inner.expect(Rule::pattern)?, reader)?);
        }
        inner.expect(Rule::arrow)?;
        let value = expression::expression(inner.expect(Rule::expression)?, reader)?;
        inner.finish()?;
        let (days, more, step) = (Some(ast::Days { from, until }), Vec::new(), None);
        rows.push(ast::TableRow { days, patterns, value, more, step, span });
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
        Rule::bound => {
            let value = types::bound(inner, reader)?;
            if parts.skip(Rule::dots) {
                let (from, to) = (Some(Box::new(value)), types::optional_bound(&mut parts, reader)?);
                PatternKind::Range(ast::Range { from, to }, span)
            } else {
                PatternKind::Value(value)
            }
        }
        Rule::dots => {
            let to = types::optional_bound(&mut parts, reader)?;
            PatternKind::Range(ast::Range { from: None, to }, span)
        }
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
