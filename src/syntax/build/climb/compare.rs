//! One comparison of a chain: `a at least b`, `a is one of b, c`, `D is within …`.

use super::super::{Reader, time};
use super::{Link, Links, Part, next_operand, sum};
use crate::ast::{CompareOp, Expr, ExprKind};
use crate::syntax::cursor::Cursor;
use crate::syntax::error::ValueError;
use crate::syntax::grammar::{Node, Rule};

/// One comparison at most: `1 at most x at most 5` is two conditions.
pub(super) fn comparison(links: &mut Links<'_>, reader: &mut Reader<'_>) -> Option<Part> {
    let left = sum(links, reader)?;
    if !compares(links) {
        return Some(left);
    }
    let mut value = compare(left, links, reader)?;
    let mut chained = None;
    while compares(links) {
        let at = match links.peek() {
            Some(Link::Operator(node) | Link::Tail(node)) => reader.span(node),
            _ => value.outer,
        };
        chained.get_or_insert(at);
        value = compare(value, links, reader)?;
    }
    if let Some(span) = chained {
        reader.report(ValueError::ComparisonsChained { span, of_list: reader.of_list });
        return Some(Part::new(ExprKind::Error, value.outer));
    }
    Some(value)
}

fn compares(links: &mut Links<'_>) -> bool {
    match links.peek() {
        Some(Link::Tail(_)) => true,
        Some(Link::Operator(node)) => {
            matches!(
                node.as_rule(),
                Rule::at_least | Rule::at_most | Rule::above | Rule::below | Rule::is | Rule::is_not
            )
        }
        Some(Link::Operand(_) | Link::Sign(_) | Link::Not(_)) | None => false,
    }
}

#[allow(clippy::wildcard_enum_match_arm, reason = "`compares` has let through only these")]
fn compare(left: Part, links: &mut Links<'_>, reader: &mut Reader<'_>) -> Option<Part> {
    let start = left.outer;
    match links.next()? {
        Link::Tail(node) => {
            let outer = start.to(reader.span(&node));
            let left = left.boxed(reader);
            Some(Part::new(tail(left, node, reader)?, outer))
        }
        Link::Operator(node) => {
            let right = sum(links, reader)?;
            let outer = start.to(right.outer);
            let (left, right) = (left.boxed(reader), right.boxed(reader));
            let kind = match node.as_rule() {
                Rule::at_least => ExprKind::Compare(CompareOp::AtLeast, left, right),
                Rule::at_most => ExprKind::Compare(CompareOp::AtMost, left, right),
                Rule::above => ExprKind::Compare(CompareOp::Above, left, right),
                Rule::below => ExprKind::Compare(CompareOp::Below, left, right),
                Rule::is => ExprKind::Is(left, right),
                Rule::is_not => ExprKind::IsNot(left, right),
                _ => return None,
            };
            Some(Part::new(kind, outer))
        }
        Link::Operand(_) | Link::Sign(_) | Link::Not(_) => None,
    }
}

/// `is one of A, B` and `is within …`.
fn tail(left: Box<Expr>, node: Node<'_>, reader: &mut Reader<'_>) -> Option<ExprKind> {
    let is_window = node.as_rule() == Rule::within;
    let mut parts = Cursor::of(node);
    if is_window {
        let period = time::within(&mut parts, reader)?;
        parts.finish()?;
        return Some(ExprKind::Within(left, period));
    }
    parts.next()?;
    let mut values = vec![next_operand(&mut parts, reader)?];
    while parts.skip(Rule::list_comma) {
        values.push(next_operand(&mut parts, reader)?);
    }
    parts.skip(Rule::one_of_end);
    parts.finish()?;
    Some(ExprKind::IsOneOf(left, values))
}
