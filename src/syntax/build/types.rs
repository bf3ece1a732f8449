//! Types.

use super::{Reader, names, units};
use crate::ast::{self, ExprKind, SeriesBy, TypeKind};
use crate::syntax::build::expression;
use crate::syntax::cursor::Cursor;
use crate::syntax::error::SpellingError;
use crate::syntax::grammar::{Node, Rule};

/// A `type_expr`.
pub(super) fn type_expr(node: Node<'_>, reader: &mut Reader<'_>) -> Option<ast::TypeExpr> {
    let span = reader.span(&node);
    let mut parts = Cursor::of(node);
    let signed = parts.skip(Rule::signed);
    let kind = type_kind(parts.next()?, reader)?;
    let by = if parts.skip(Rule::by_year) {
        Some(SeriesBy::SupportYear)
    } else {
        parts.take(Rule::by_calendar_year).map(|_| SeriesBy::CalendarYear)
    };
    parts.finish()?;
    Some(ast::TypeExpr { kind, by, signed, span })
}

#[allow(clippy::wildcard_enum_match_arm, reason = "the other rules are no types")]
fn type_kind(node: Node<'_>, reader: &mut Reader<'_>) -> Option<TypeKind> {
    let rule = node.as_rule();
    Some(match rule {
        Rule::yes_no => TypeKind::YesNo,
        Rule::date_type => TypeKind::Date,
        Rule::period_type => TypeKind::Period,
        Rule::text_type => TypeKind::Text,
        Rule::name => TypeKind::Named(names::name(node, reader)),
        Rule::list_type => {
            let mut parts = Cursor::of(node);
            parts.skip(Rule::list_of);
            let record = names::expect_name(&mut parts, reader)?;
            parts.skip(Rule::list_suffix);
            parts.finish()?;
            TypeKind::List(record)
        }
        Rule::whole => counted(node, Rule::whole_word, reader)?,
        Rule::decimal => counted(node, Rule::decimal_word, reader)?,
        Rule::ratio => TypeKind::Ratio(bounded(node, Rule::ratio_word, reader)?),
        Rule::money_type => {
            let mut parts = Cursor::of(node);
            parts.expect(Rule::money_type_word)?;
            parts.skip(Rule::in_currency);
            let currency = parts.take(Rule::currency).map(|node| names::name(node, reader));
            let rate = match parts.take(Rule::money_rate) {
                Some(node) => Some(units::ratio(Cursor::of(node).expect(Rule::unit_ratio)?, reader)?),
                None => None,
            };
            let bounds = optional_range(&mut parts, reader)?;
            parts.finish()?;
            match rate {
                Some(rate) => TypeKind::Rate(currency, rate, bounds),
                None => TypeKind::Money(currency, bounds),
            }
        }
        _ => return None,
    })
}

/// `whole` or `decimal`, perhaps with a unit.
fn counted(node: Node<'_>, word: Rule, reader: &mut Reader<'_>) -> Option<TypeKind> {
    let english = node.as_str().starts_with(|c: char| c.is_ascii());
    let mut parts = Cursor::of(node);
    parts.expect(word)?;
    let unit = match parts.take(Rule::measured) {
        Some(node) => {
            let (span, written) = (reader.span(&node), node.as_str().trim_end().to_owned());
            let mut inner = Cursor::of(node);
            if !inner.skip(Rule::in_currency) && english {
                let replacement = format!("in {written}");
                reader.report(SpellingError::Other { span, written, replacement });
            }
            let unit = units::unit(inner.expect(Rule::unit)?, reader)?;
            inner.finish()?;
            Some(unit)
        }
        None => None,
    };
    let bounds = optional_range(&mut parts, reader)?;
    parts.finish()?;
    let whole = word == Rule::whole_word;
    Some(match unit {
        Some(unit) => TypeKind::Measured(whole, unit, bounds),
        None if whole => TypeKind::Whole(bounds),
        None => TypeKind::Decimal(bounds),
    })
}

fn bounded(node: Node<'_>, word: Rule, reader: &mut Reader<'_>) -> Option<ast::Range> {
    let mut parts = Cursor::of(node);
    parts.expect(word)?;
    let bounds = optional_range(&mut parts, reader)?;
    parts.finish()?;
    Some(bounds)
}

fn optional_range(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<ast::Range> {
    match parts.take(Rule::range) {
        None => Some(ast::Range::default()),
        Some(node) => range(node, reader),
    }
}

/// A `range`.
fn range(node: Node<'_>, reader: &mut Reader<'_>) -> Option<ast::Range> {
    let mut parts = Cursor::of(node);
    let from = optional_bound(&mut parts, reader)?;
    parts.expect(Rule::dots)?;
    let to = optional_bound(&mut parts, reader)?;
    parts.finish()?;
    Some(ast::Range { from, to })
}

/// The next child as a bound, where it is one.
#[expect(
    clippy::option_option,
    reason = "the outer one is a defect of this program, the inner one the reader's choice"
)]
pub(super) fn optional_bound(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Option<Box<ast::Expr>>> {
    match parts.take(Rule::bound) {
        None => Some(None),
        Some(node) => bound(node, reader).map(|expr| Some(Box::new(expr))),
    }
}

/// A `bound`: a figure, perhaps below zero.
pub(super) fn bound(node: Node<'_>, reader: &mut Reader<'_>) -> Option<ast::Expr> {
    let span = reader.span(&node);
    let mut parts = Cursor::of(node);
    let negative = parts.skip(Rule::minus);
    let value = expression::literal(parts.next()?, reader)?;
    parts.finish()?;
    Some(if negative { ast::Expr { kind: ExprKind::Negate(Box::new(value)), span } } else { value })
}
