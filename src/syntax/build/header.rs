//! The policy's clauses, and the headers of types, tables and readings.

use super::{Piece, Reader, ending, names};
use crate::ast::{self, Declaration};
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::Rule;

/// `policy NAME LABEL`.
pub(super) fn policy(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::policy_word)?;
    let name = names::expect_name(parts, reader)?;
    let label = names::label(parts, reader);
    Some(Piece::Declaration(Declaration::Policy(ast::Policy {
        name,
        label,
        issuer: None,
        source: None,
        money: None,
        parameters: Vec::new(),
        in_force: None,
        financial_year: None,
        short_months: None,
        quotes: Vec::new(),
        span: reader.whole(),
    })))
}

/// `money in CNY, rounded half up to 0.01`.
pub(super) fn currency_clause(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::currency_word)?;
    let currency = names::name(parts.expect(Rule::currency)?, reader);
    parts.skip(Rule::comma);
    let rounding = match parts.take(Rule::rounding) {
        None => None,
        Some(node) => {
            let span = reader.span(&node);
            let mut inner = Cursor::of(node);
            let mode = ending::direction(&mut inner)?;
            let unit = names::narrow(inner.expect(Rule::figure)?.as_str());
            inner.finish()?;
            Some(ast::RoundingRule { mode, unit, span })
        }
    };
    Some(Piece::Currency(ast::MoneyRule { currency, rounding, span: reader.whole() }))
}

/// `type NAME LABEL : one of`.
pub(super) fn choice_type(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::type_word)?;
    let name = names::expect_name(parts, reader)?;
    let label = names::label(parts, reader);
    parts.expect(Rule::colon)?;
    parts.expect(Rule::one_of)?;
    let (values, quotes, span) = (Vec::new(), Vec::new(), reader.whole());
    Some(Piece::Declaration(Declaration::Type(ast::ChoiceType { name, label, values, quotes, span })))
}

/// `reading NAME LABEL`.
pub(super) fn reading(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::reading_word)?;
    let name = names::expect_name(parts, reader)?;
    let label = names::label(parts, reader);
    let (values, quotes, span) = (Vec::new(), Vec::new(), reader.whole());
    Some(Piece::Declaration(Declaration::Reading(ast::Reading { name, label, values, because: None, quotes, span })))
}

/// `quote "…"` and `quote "…" article "N"`.
pub(super) fn quote(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    let text = names::only_text(parts, Rule::quote_word, reader)?;
    let article = names::article(parts, reader)?;
    Some(Piece::Quote(ast::Quote { text, article }))
}
