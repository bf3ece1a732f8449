//! What a row of a table matches on a key.

use crate::ast::{self, CompareOp, Expr, ExprKind, PatternKind, Side};
use crate::ir::{Datum, Edge, Match, Type};
use crate::source::Span;
use crate::value::{Date, Number};

use super::Checker;
use super::error::TableError;
use super::types::Quantity;

/// A bound of a pattern.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Bound {
    Number(Number),
    Date(Date),
}

impl Bound {
    fn is_before(self, other: Bound) -> bool {
        match (self, other) {
            (Bound::Number(own), Bound::Number(other)) => own < other,
            (Bound::Date(own), Bound::Date(other)) => own < other,
            (Bound::Number(_), Bound::Date(_)) | (Bound::Date(_), Bound::Number(_)) => false,
        }
    }
}

impl<'a> Checker<'a> {
    pub(super) fn patterns(&mut self, row: &'a ast::TableRow, keys: &[Option<Type>]) -> Option<Vec<Vec<Match>>> {
        if row.patterns.len() != keys.len() {
            let (found, wanted) = (row.patterns.len(), keys.len());
            self.report(TableError::PatternCount { span: row.span, found, wanted });
            return None;
        }
        let mut patterns = Some(Vec::new());
        for (pattern, key) in row.patterns.iter().zip(keys) {
            let mut alternatives = Some(Vec::new());
            for alternative in &pattern.alternatives {
                let matched = key.as_ref().and_then(|key| self.pattern(alternative, key));
                alternatives = alternatives.zip(matched).map(|(mut all, matched): (Vec<Match>, Match)| {
                    all.push(matched);
                    all
                });
            }
            patterns = patterns.zip(alternatives).map(|(mut all, alternatives): (Vec<Vec<Match>>, Vec<Match>)| {
                all.push(alternatives);
                all
            });
        }
        patterns
    }

    fn pattern(&mut self, pattern: &'a PatternKind, key: &Type) -> Option<Match> {
        match pattern {
            PatternKind::Any(_) => Some(Match::Any),
            PatternKind::Value(expr) => self.pattern_value(expr, key),
            PatternKind::Range(range, span) => {
                self.has_order(key, *span)?;
                let mut edge = |side: &'a Option<Box<Expr>>| match side {
                    None => Some(Edge::Open),
                    Some(expr) => self.bound(expr, key).map(Edge::Included),
                };
                let (from, to) = (edge(&range.from), edge(&range.to));
                self.between(from?, to?, *span)
            }
            PatternKind::Sides(sides, span) => {
                self.has_order(key, *span)?;
                let edges: Vec<Option<(bool, Edge<Bound>)>> = sides.iter().map(|side| self.side(side, key)).collect();
                let edges: Vec<(bool, Edge<Bound>)> = edges.into_iter().collect::<Option<_>>()?;
                match edges.as_slice() {
                    [(true, from)] => self.between(*from, Edge::Open, *span),
                    [(false, to)] => self.between(Edge::Open, *to, *span),
                    [(true, from), (false, to)] | [(false, to), (true, from)] => self.between(*from, *to, *span),
                    _ => {
                        self.report(TableError::SameSide { span: *span });
                        None
                    }
                }
            }
        }
    }

    /// Reports bounds of a key whose values have no order.
    fn has_order(&mut self, key: &Type, span: Span) -> Option<()> {
        if Quantity::of(key).is_some() || *key == Type::Date {
            return Some(());
        }
        let found = self.describe(key);
        self.report(TableError::RangeOfValues { span, found });
        None
    }

    /// A side of a pattern, and whether it is the lower one.
    fn side(&mut self, side: &'a Side, key: &Type) -> Option<(bool, Edge<Bound>)> {
        let bound = self.bound(&side.bound, key)?;
        Some(match side.op {
            CompareOp::AtLeast => (true, Edge::Included(bound)),
            CompareOp::Above => (true, Edge::Excluded(bound)),
            CompareOp::AtMost => (false, Edge::Included(bound)),
            CompareOp::Below => (false, Edge::Excluded(bound)),
        })
    }

    /// A number or a day that is written down, of the kind of a key.
    fn bound(&mut self, expr: &'a Expr, key: &Type) -> Option<Bound> {
        if *key != Type::Date {
            return self.number(expr, key).map(Bound::Number);
        }
        match self.constant(expr, key)? {
            Datum::Date(date) => Some(Bound::Date(date)),
            Datum::Truth(_)
            | Datum::Number(_)
            | Datum::Period(..)
            | Datum::Text(_)
            | Datum::Choice(_)
            | Datum::List(_)
            | Datum::Series(_) => None,
        }
    }

    fn between(&mut self, from: Edge<Bound>, to: Edge<Bound>, span: Span) -> Option<Match> {
        if let (Some((from, first)), Some((to, last))) = (from.place(), to.place())
            && !from.is_before(to)
            && !(from == to && first && last)
        {
            self.report(TableError::EmptyPattern { span });
            return None;
        }
        let numbers = number_edge(from).zip(number_edge(to)).map(|(from, to)| Match::Numbers(from, to));
        numbers.or_else(|| date_edge(from).zip(date_edge(to)).map(|(from, to)| Match::Dates(from, to)))
    }

    fn pattern_value(&mut self, expr: &'a Expr, key: &Type) -> Option<Match> {
        match (key, &expr.kind) {
            (_, ExprKind::Error) => None,
            (Type::YesNo, ExprKind::YesNo(truth)) => Some(Match::Truth(*truth)),
            (Type::Choice(choice), ExprKind::Name(name)) => {
                if let Some(variant) = self.variant(*choice, &name.text) {
                    self.refers_to_value(name, *choice);
                    return Some(Match::Choice(variant));
                }
                self.unknown_value(name, *choice);
                None
            }
            _ if Quantity::of(key).is_some() => Some(Match::number(self.number(expr, key)?)),
            (Type::Date, ExprKind::Date(..)) => {
                let bound = self.bound(expr, key)?;
                self.between(Edge::Included(bound), Edge::Included(bound), expr.span)
            }
            _ => {
                let wanted = self.describe(key);
                self.report(TableError::PatternExpected { span: expr.span, wanted });
                None
            }
        }
    }
}

/// The edge of numbers; `None` where it is one of days.
fn number_edge(edge: Edge<Bound>) -> Option<Edge<Number>> {
    match edge {
        Edge::Open => Some(Edge::Open),
        Edge::Included(Bound::Number(number)) => Some(Edge::Included(number)),
        Edge::Excluded(Bound::Number(number)) => Some(Edge::Excluded(number)),
        Edge::Included(Bound::Date(_)) | Edge::Excluded(Bound::Date(_)) => None,
    }
}

/// The edge of days; `None` where it is one of numbers.
fn date_edge(edge: Edge<Bound>) -> Option<Edge<Date>> {
    match edge {
        Edge::Open => Some(Edge::Open),
        Edge::Included(Bound::Date(date)) => Some(Edge::Included(date)),
        Edge::Excluded(Bound::Date(date)) => Some(Edge::Excluded(date)),
        Edge::Included(Bound::Number(_)) | Edge::Excluded(Bound::Number(_)) => None,
    }
}
