//! Operands: figures, names, calls, quantifiers. What stands between them is the business of `climb`.

use super::{Reader, climb, ending, function, names, time, units};
use crate::ast::{self, Expr, ExprKind, MoneyUnit};
use crate::source::Span;
use crate::syntax::cursor::Cursor;
use crate::syntax::error::ValueError;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::words;

/// An `expression`: a chain, and perhaps endings.
pub(super) fn expression(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Expr> {
    let span = reader.span(&node);
    let mut parts = Cursor::of(node);
    let value = climb::chain(parts.expect(Rule::chain)?, reader)?;
    let mut endings = Vec::new();
    while let Some(node) = parts.take(Rule::ending) {
        endings.push(ending::ending(node, reader)?);
    }
    parts.finish()?;
    Some(if endings.is_empty() { value } else { Expr { kind: ExprKind::Ended(Box::new(value), endings), span } })
}

/// The next child, which must be a chain.
pub(super) fn expect_chain(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Expr> {
    climb::chain(parts.expect(Rule::chain)?, reader)
}

/// An operand other than a literal or parentheses.
#[allow(clippy::wildcard_enum_match_arm, reason = "the other rules are no operands")]
pub(super) fn operand(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Expr> {
    let span = reader.span(&node);
    let rule = node.as_rule();
    if rule == Rule::reference {
        return reference(node, reader);
    }
    let mut parts = Cursor::of(node);
    let kind = match rule {
        Rule::any => {
            parts.expect(Rule::any_word)?;
            ExprKind::Any(quantified(&mut parts, Rule::has, reader)?)
        }
        Rule::all => {
            parts.expect(Rule::all_word)?;
            ExprKind::All(quantified(&mut parts, Rule::has, reader)?)
        }
        Rule::sum => {
            parts.expect(Rule::sum_of)?;
            let value = expect_chain(&mut parts, reader)?;
            parts.expect(Rule::for_each_word)?;
            ExprKind::Sum(Box::new(value), quantified(&mut parts, Rule::if_word, reader)?)
        }
        Rule::least => {
            parts.expect(Rule::least_of)?;
            let value = expect_chain(&mut parts, reader)?;
            parts.expect(Rule::for_each_word)?;
            ExprKind::Least(Box::new(value), quantified(&mut parts, Rule::if_word, reader)?)
        }
        Rule::greatest => {
            parts.expect(Rule::greatest_of)?;
            let value = expect_chain(&mut parts, reader)?;
            parts.expect(Rule::for_each_word)?;
            ExprKind::Greatest(Box::new(value), quantified(&mut parts, Rule::if_word, reader)?)
        }
        Rule::count => {
            parts.expect(Rule::count_of)?;
            ExprKind::Count(quantified(&mut parts, Rule::if_word, reader)?)
        }
        _ => return None,
    };
    parts.finish()?;
    Some(Expr { kind, span })
}

fn quantified(parts: &mut Cursor<'_>, word: Rule, reader: &mut Reader<'_>) -> Option<Box<ast::Quantified>> {
    let name = names::expect_name(parts, reader)?;
    parts.expect(Rule::in_word)?;
    let list = climb::next_operand(parts, reader)?;
    let around = std::mem::replace(&mut reader.of_list, word == Rule::if_word);
    let condition = if parts.skip(word) { Some(expect_chain(parts, reader)) } else { None };
    reader.of_list = around;
    let condition = match condition {
        Some(condition) => Some(condition?),
        None => None,
    };
    Some(Box::new(ast::Quantified { name, list, condition }))
}

fn reference(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Expr> {
    let mut parts = Cursor::of(node);
    let name = names::expect_name(&mut parts, reader)?;
    let start = name.span;
    let mut value = match parts.take(Rule::arguments) {
        Some(node) => {
            let span = start.to(reader.span(&node));
            Expr { kind: function::application(name, node, reader)?, span }
        }
        None => Expr { kind: plain(name), span: start },
    };
    while let Some(node) = parts.next() {
        value =
            if node.as_rule() == Rule::on_day { on_day(value, node, reader)? } else { follow(value, node, reader)? };
    }
    Some(value)
}

/// `NAME on D`, `NAME(key) on D`.
#[allow(clippy::wildcard_enum_match_arm, reason = "nothing else has a value that depends on a day")]
fn on_day(value: Expr, node: Node<'_>, reader: &mut Reader<'_>) -> Option<Expr> {
    let own = reader.span(&node);
    let span = value.span.to(own);
    let mut parts = Cursor::of(node);
    parts.expect(Rule::on_word)?;
    let node = parts.next()?;
    let day = Box::new(match node.as_rule() {
        Rule::date => literal(node, reader)?,
        Rule::paren => {
            let mut inner = Cursor::of(node);
            inner.expect(Rule::lparen)?;
            let day = expression(inner.expect(Rule::expression)?, reader)?;
            inner.expect(Rule::rparen)?;
            inner.finish()?;
            day
        }
        _ => reference(node, reader)?,
    });
    parts.finish()?;
    let kind = match value.kind {
        ExprKind::Name(name) => ExprKind::OnDay(name, Vec::new(), day),
        ExprKind::Lookup(name, keys) => ExprKind::OnDay(name, keys, day),
        ExprKind::Error => ExprKind::Error,
        _ => {
            reader.report(ValueError::NotDated { span: value.span });
            ExprKind::Error
        }
    };
    Some(Expr { kind, span })
}

/// `applied_on` and `year` are known in either surface, by either word.
fn plain(name: ast::Name) -> ExprKind {
    match (name.quoted, name.text.as_str()) {
        (false, "applied_on" | "申请日") => ExprKind::AppliedOn,
        (false, "year" | "支持年度") => ExprKind::SupportYear,
        _ => ExprKind::Name(name),
    }
}

/// `.field`, `[year]`, or an application of something that is no table's name.
#[allow(clippy::wildcard_enum_match_arm, reason = "the other rules follow no name")]
pub(super) fn follow(value: Expr, node: Node<'_>, reader: &mut Reader<'_>) -> Option<Expr> {
    let own = reader.span(&node);
    let span = value.span.to(own);
    let rule = node.as_rule();
    let kind = match rule {
        Rule::access => {
            let mut parts = Cursor::of(node);
            parts.expect(Rule::dot)?;
            let field = names::expect_name(&mut parts, reader)?;
            parts.finish()?;
            ExprKind::Field(Box::new(value), field)
        }
        Rule::index => {
            let mut parts = Cursor::of(node);
            parts.expect(Rule::lbracket)?;
            let at = expect_chain(&mut parts, reader)?;
            parts.expect(Rule::rbracket)?;
            parts.finish()?;
            ExprKind::At(Box::new(value), Box::new(at))
        }
        Rule::arguments => {
            function::arguments(node, reader)?;
            reader.report(ValueError::NotATable { span: own });
            ExprKind::Error
        }
        _ => return None,
    };
    Some(Expr { kind, span })
}

/// A figure, date, string, yes or no. (A proportion is read by `climb`, with its base.)
#[allow(clippy::wildcard_enum_match_arm, reason = "the other rules are no literals")]
pub(super) fn literal(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Expr> {
    let span = reader.span(&node);
    let rule = node.as_rule();
    let kind = match rule {
        Rule::yes => ExprKind::YesNo(true),
        Rule::no => ExprKind::YesNo(false),
        Rule::string => ExprKind::Text(names::text(node, reader)),
        Rule::number => ExprKind::Number(names::narrow(Cursor::of(node).expect(Rule::figure)?.as_str())),
        Rule::counted | Rule::quantity => units::counted(node, reader)?,
        Rule::date => date(node)?,
        Rule::duration => duration(node, span, reader)?,
        _ => return None,
    };
    Some(Expr { kind, span })
}

/// A `money_unit`, and how many places it moves the point of the figure before it: `3000万 USD` is 30000000 USD.
pub(super) fn money_unit(node: &Node<'_>) -> (MoneyUnit, i32) {
    let code = |code: &str| MoneyUnit::Code(words::spoken(code));
    match node.as_str() {
        "元" => (MoneyUnit::Yuan, 0),
        "万元" => (MoneyUnit::TenThousandYuan, 0),
        "亿元" => (MoneyUnit::HundredMillionYuan, 0),
        words => {
            let scaled = |(scale, places): &(&str, i32)| Some((code(words.strip_prefix(scale)?), *places));
            let scales = [("万", 4), ("亿", 8), ("million", 6), ("billion", 9)];
            scales.iter().find_map(scaled).unwrap_or_else(|| (code(words), 0))
        }
    }
}

fn date(node: Node<'_>) -> Option<ExprKind> {
    let mut parts = Cursor::of(node);
    let year = names::narrow(parts.expect(Rule::date_year)?.as_str()).parse().ok()?;
    let month = names::narrow(parts.expect(Rule::date_part)?.as_str()).parse().ok()?;
    let day = names::narrow(parts.expect(Rule::date_part)?.as_str()).parse().ok()?;
    parts.finish()?;
    Some(ExprKind::Date(year, month, day))
}

fn duration(node: Node<'_>, span: Span, reader: &mut Reader<'_>) -> Option<ExprKind> {
    let mut parts = Cursor::of(node);
    let figure = parts.expect(Rule::integer)?;
    let unit = time::unit(&parts.expect(Rule::duration_unit)?);
    parts.finish()?;
    Some(match names::narrow(figure.as_str()).parse() {
        Ok(count) => ExprKind::Duration(count, unit),
        Err(_) => {
            reader.report(ValueError::TooLarge { span, figure: figure.as_str().to_owned() });
            ExprKind::Error
        }
    })
}
