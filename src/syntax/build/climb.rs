//! What binds tighter than what: a precedence climb over a flat chain of operands and operators.
//!
//! From the loosest: `and`/`or` (never mixed), `not`, one comparison, `+ −`, `of` with its one product, `× ÷`, a sign.

mod compare;

use std::iter::Peekable;
use std::vec::IntoIter;

use super::share::{self, Share};
use super::{Reader, expression, names};
use crate::ast::{ArithmeticOp, Expr, ExprKind};
use crate::source::Span;
use crate::syntax::cursor::Cursor;
use crate::syntax::error::ValueError;
use crate::syntax::grammar::{Node, Rule};
use compare::comparison;

/// A link of a chain.
enum Link<'t> {
    Operand(Part),
    Sign(Node<'t>),
    Not(Node<'t>),
    Operator(Node<'t>),
    /// `is one of …` or `is within …`: an operator with its right side.
    Tail(Node<'t>),
}

/// A value on its way up.
struct Part {
    kind: PartKind,
    /// With its parentheses.
    outer: Span,
    /// `rate of base` without parentheses around it.
    bare_of: Option<Share>,
}

enum PartKind {
    Value(Expr),
    /// `1:0.5`, which is a rate and no value.
    Proportion(String, String),
}

type Links<'t> = Peekable<IntoIter<Link<'t>>>;

/// A `chain`.
pub(super) fn chain(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Expr> {
    let mut parts = Cursor::of(node);
    let mut links = Vec::new();
    while let Some(node) = parts.next() {
        links.push(link(node, reader)?);
    }
    let mut links = links.into_iter().peekable();
    let value = junction(&mut links, reader)?;
    let value = value.into_expr(reader);
    match links.next() {
        None => Some(value),
        // `D is within the period in force - 1`: what stands before is a condition, or a share that takes no more.
        Some(Link::Operator(node) | Link::Tail(node)) => {
            let operator = node.as_str().split_whitespace().next().unwrap_or("").to_owned();
            let place = reader.span(&node);
            reader.report(ValueError::MisplacedOperator { span: place, operator });
            Some(Expr { kind: ExprKind::Error, span: value.span })
        }
        Some(Link::Operand(_) | Link::Sign(_) | Link::Not(_)) => None,
    }
}

#[allow(clippy::wildcard_enum_match_arm, reason = "the other rules are no links of a chain")]
fn link<'t>(node: Node<'t>, reader: &mut Reader<'_>) -> Option<Link<'t>> {
    Some(match node.as_rule() {
        Rule::operand => Link::Operand(operand(node, reader)?),
        Rule::operator => Link::Operator(Cursor::of(node).next()?),
        Rule::prefix => match Cursor::of(node).next()? {
            sign if sign.as_rule() == Rule::minus => Link::Sign(sign),
            not => Link::Not(not),
        },
        Rule::is_one_of | Rule::within => Link::Tail(node),
        _ => return None,
    })
}

/// An `operand`, with what only a chain needs to know of it.
fn operand(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Part> {
    let outer = reader.span(&node);
    part_of(Cursor::of(node).next()?, outer, reader)
}

/// A literal or an expression in parentheses that stands by itself.
pub(super) fn value_of(node: Node<'_>, outer: Span, reader: &mut Reader<'_>) -> Option<Expr> {
    Some(part_of(node, outer, reader)?.into_expr(reader))
}

fn part_of(inner: Node<'_>, outer: Span, reader: &mut Reader<'_>) -> Option<Part> {
    let kind = if inner.as_rule() == Rule::literal {
        let literal = Cursor::of(inner).next()?;
        if literal.as_rule() == Rule::proportion {
            let mut figures = Cursor::of(literal);
            let first = names::narrow(figures.expect(Rule::figure)?.as_str());
            let second = names::narrow(figures.expect(Rule::figure)?.as_str());
            PartKind::Proportion(first, second)
        } else {
            PartKind::Value(expression::literal(literal, reader)?)
        }
    } else if inner.as_rule() == Rule::paren {
        let mut parts = Cursor::of(inner);
        parts.expect(Rule::lparen)?;
        let value = expression::expression(parts.expect(Rule::expression)?, reader)?;
        parts.expect(Rule::rparen)?;
        parts.finish()?;
        PartKind::Value(value)
    } else {
        PartKind::Value(expression::operand(inner, reader)?)
    };
    Some(Part { kind, outer, bare_of: None })
}

impl Part {
    fn new(kind: ExprKind, span: Span) -> Part {
        Part { kind: PartKind::Value(Expr { kind, span }), outer: span, bare_of: None }
    }

    /// The value; a proportion that has no base is reported.
    fn into_expr(self, reader: &mut Reader<'_>) -> Expr {
        match self.kind {
            PartKind::Value(expr) => expr,
            PartKind::Proportion(..) => {
                let words = reader.patched.original(self.outer).to_owned();
                reader.report(ValueError::ProportionWithoutBase { span: self.outer, words });
                Expr { kind: ExprKind::Error, span: self.outer }
            }
        }
    }

    fn is_percentage(&self) -> bool {
        matches!(&self.kind, PartKind::Value(Expr { kind: ExprKind::Percent(_), .. }) | PartKind::Proportion(..))
    }

    fn boxed(self, reader: &mut Reader<'_>) -> Box<Expr> {
        Box::new(self.into_expr(reader))
    }
}

fn operator(links: &mut Links<'_>) -> Option<Rule> {
    match links.peek() {
        Some(Link::Operator(node)) => Some(node.as_rule()),
        Some(Link::Operand(_) | Link::Sign(_) | Link::Not(_) | Link::Tail(_)) | None => None,
    }
}

fn take_operator<'t>(links: &mut Links<'t>) -> Option<Node<'t>> {
    match links.next() {
        Some(Link::Operator(node)) => Some(node),
        Some(Link::Operand(_) | Link::Sign(_) | Link::Not(_) | Link::Tail(_)) | None => None,
    }
}

/// `a and b and c`, `a or b or c`.
fn junction(links: &mut Links<'_>, reader: &mut Reader<'_>) -> Option<Part> {
    let first = negation(links, reader)?;
    let Some(joint @ (Rule::and | Rule::or)) = operator(links) else { return Some(first) };
    let start = first.outer;
    let mut outer = start;
    let mut values = vec![first.into_expr(reader)];
    // The runs joined by `and`, for a fix should `or` turn up among them.
    let mut runs = vec![(start, 1_usize)];
    let (mut mixed, mut or_word) = (None, "or");
    while let Some(next @ (Rule::and | Rule::or)) = operator(links) {
        let node = take_operator(links)?;
        if next != joint && mixed.is_none() {
            mixed = Some(reader.span(&node));
        }
        let value = negation(links, reader)?;
        outer = outer.to(value.outer);
        match runs.last_mut() {
            Some((run, length)) if next == Rule::and => (*run, *length) = (run.to(value.outer), *length + 1),
            _ => {
                or_word = if node.as_str() == "or" { "or" } else { "或" };
                runs.push((value.outer, 1));
            }
        }
        values.push(value.into_expr(reader));
    }
    if let Some(span) = mixed {
        let parts: Vec<String> = runs.into_iter().map(|run| grouped(run, or_word, reader)).collect();
        let replacement = parts.join(&format!(" {or_word} "));
        reader.report(ValueError::AndOrMixed { span, whole: outer, replacement });
        return Some(Part::new(ExprKind::Error, outer));
    }
    let kind = if joint == Rule::and { ExprKind::And(values) } else { ExprKind::Or(values) };
    Some(Part::new(kind, outer))
}

/// The words of a run, in parentheses where it has more than one condition.
fn grouped((run, length): (Span, usize), or_word: &str, reader: &Reader<'_>) -> String {
    let words = reader.patched.original(run);
    match (length, or_word) {
        (1, _) => words.to_owned(),
        (_, "or") => format!("({words})"),
        _ => format!("（{words}）"),
    }
}

fn negation(links: &mut Links<'_>, reader: &mut Reader<'_>) -> Option<Part> {
    let Some(Link::Not(_)) = links.peek() else { return comparison(links, reader) };
    let Some(Link::Not(node)) = links.next() else { return None };
    let value = negation(links, reader)?;
    let outer = reader.span(&node).to(value.outer);
    Some(Part::new(ExprKind::Not(value.boxed(reader)), outer))
}

/// The next child, which must be an operand.
pub(super) fn next_operand(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Expr> {
    Some(operand(parts.expect(Rule::operand)?, reader)?.into_expr(reader))
}

/// `a + b − c`.
fn sum(links: &mut Links<'_>, reader: &mut Reader<'_>) -> Option<Part> {
    let mut value = product(links, reader)?;
    let mut shares = Vec::from_iter(value.bare_of);
    let mut last = value.outer;
    let whole = value.outer;
    while let Some(rule @ (Rule::plus | Rule::minus)) = operator(links) {
        take_operator(links)?;
        let right = product(links, reader)?;
        shares.extend(right.bare_of);
        last = right.outer;
        let op = if rule == Rule::plus { ArithmeticOp::Add } else { ArithmeticOp::Subtract };
        value = arithmetic(op, value, right, reader);
    }
    if last == whole || shares.is_empty() {
        return Some(value);
    }
    share::beside_sum(&shares, whole.to(last), reader);
    Some(Part::new(ExprKind::Error, value.outer))
}

fn arithmetic(op: ArithmeticOp, left: Part, right: Part, reader: &mut Reader<'_>) -> Part {
    let outer = left.outer.to(right.outer);
    Part::new(ExprKind::Arithmetic(op, left.boxed(reader), right.boxed(reader)), outer)
}

/// `a × b ÷ c`; `rate of a × b` takes all the product that follows it, `a × b 的 rate` all that stands before it.
fn product(links: &mut Links<'_>, reader: &mut Reader<'_>) -> Option<Part> {
    let mut value: Option<(Part, ArithmeticOp)> = None;
    loop {
        let mut factor = factor(links, reader)?;
        let mut ended = false;
        if is_english_of(links) {
            take_operator(links)?;
            let base = product(links, reader)?;
            factor = of(factor, base, false, reader);
            ended = true;
        }
        let bare = factor.bare_of;
        let mut so_far = match value.take() {
            None => factor,
            Some((left, op)) => {
                let outer = left.outer.to(factor.outer);
                let bare_of = bare.map(|share| Share { outer, ..share });
                Part { bare_of, ..arithmetic(op, left, factor, reader) }
            }
        };
        while !ended && operator(links) == Some(Rule::of) {
            take_operator(links)?;
            let rate = self::factor(links, reader)?;
            so_far = if so_far.is_percentage() && !rate.is_percentage() {
                reversed(so_far, rate, reader)
            } else {
                of(rate, so_far, true, reader)
            };
        }
        match operator(links) {
            Some(rule @ (Rule::times | Rule::over)) if !ended => {
                take_operator(links)?;
                if so_far.bare_of.is_some() {
                    let words = reader.patched.original(so_far.outer).to_owned();
                    reader.report(ValueError::OfBeforeProduct { span: so_far.outer, words });
                }
                let op = if rule == Rule::times { ArithmeticOp::Multiply } else { ArithmeticOp::Divide };
                value = Some((so_far, op));
            }
            _ => return Some(so_far),
        }
    }
}

fn is_english_of(links: &mut Links<'_>) -> bool {
    matches!(links.peek(), Some(Link::Operator(node)) if node.as_rule() == Rule::of && node.as_str() == "of")
}

/// `30% 的 投入`: what is taken and what it is taken of have changed places.
fn reversed(rate: Part, base: Part, reader: &mut Reader<'_>) -> Part {
    let span = rate.outer.to(base.outer);
    let words = |part: &Part| reader.patched.original(part.outer).to_owned();
    let (share, whole) = (words(&rate), words(&base));
    reader.report(ValueError::OfReversed { span, replacement: format!("{whole} 的 {share}") });
    of(rate, base, false, reader)
}

fn of(rate: Part, base: Part, base_first: bool, reader: &mut Reader<'_>) -> Part {
    let outer = if base_first { base.outer.to(rate.outer) } else { rate.outer.to(base.outer) };
    let share = Share { base: base.outer, outer, base_first };
    let base = base.boxed(reader);
    let kind = match rate.kind {
        PartKind::Value(rate) => ExprKind::Of(Box::new(rate), base),
        PartKind::Proportion(first, second) => ExprKind::Proportion(first, second, base),
    };
    Part { bare_of: Some(share), ..Part::new(kind, outer) }
}

fn factor(links: &mut Links<'_>, reader: &mut Reader<'_>) -> Option<Part> {
    match links.next()? {
        Link::Operand(part) => Some(part),
        Link::Sign(node) => {
            let value = factor(links, reader)?;
            let outer = reader.span(&node).to(value.outer);
            Some(Part::new(ExprKind::Negate(value.boxed(reader)), outer))
        }
        Link::Not(node) => {
            let span = reader.span(&node);
            let value = factor(links, reader)?;
            reader.report(ValueError::MisplacedNot { span });
            Some(Part::new(ExprKind::Error, span.to(value.outer)))
        }
        Link::Operator(_) | Link::Tail(_) => None,
    }
}
