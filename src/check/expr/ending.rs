//! Endings of an amount.

use std::sync::Arc;

use crate::ast::{self, EndingKind, Expr};
use crate::ir::{self, Op, Type};
use crate::value::{Bounds, Number, Rounding, RoundingMode};

use super::super::Checker;
use super::super::error::{FunctionError, TypeError};
use super::super::types::{Quantity, figure};
use super::{Typed, Wanted};

impl<'a> Checker<'a> {
    /// An amount with its endings, the first of which acts first.
    pub(super) fn ended(&mut self, amount: &'a Expr, endings: &'a [ast::Ending]) -> Option<Typed> {
        let mut so_far = self.value(amount, None);
        let mut span = amount.span;
        for ending in endings {
            let figure = self.wanting(Wanted::Number { dates: false }, &ending.figure);
            span = span.to(ending.span);
            so_far = match (so_far, figure) {
                (Some(amount_so_far), Some(figure)) => {
                    let values = [(amount_so_far, amount), (figure, &ending.figure)];
                    self.end(ending, values, span)
                }
                _ => None,
            };
        }
        so_far
    }

    fn end(
        &mut self,
        ending: &'a ast::Ending,
        values: [(Typed, &'a Expr); 2],
        span: crate::source::Span,
    ) -> Option<Typed> {
        let kind = self.one_kind(&values)?;
        let [(amount, _), (end, _)] = values;
        let (own, theirs) = (bounds(&amount), bounds(&end));
        if matches!(ending.kind, EndingKind::NothingBelow | EndingKind::IfAnyNotBelow)
            && theirs.least().is_none_or(Number::is_negative)
        {
            self.report(FunctionError::Negative { span: ending.figure.span, called: ("this figure", "这一数额") });
            return None;
        }
        let apply = |function| Op::Apply(function, vec![Some(amount.id), Some(end.id)]);
        let (op, bounds) = match ending.kind {
            EndingKind::NotBelow => (Op::Max(vec![amount.id, end.id]), own.max(theirs)),
            EndingKind::NothingBelow => (apply(ir::Function::NothingBelow), own.nothing_below(theirs)),
            EndingKind::IfAnyNotBelow => (apply(ir::Function::IfAnyNotBelow), own.if_any_not_below(theirs)),
            EndingKind::Rounded(mode) => return self.rounded(mode, (&amount, kind), (&end, &ending.figure), span),
        };
        Some(self.push(op, kind.within(bounds), span))
    }

    fn rounded(
        &mut self,
        mode: ast::RoundingMode,
        (amount, kind): (&Typed, Quantity),
        (unit, expr): (&Typed, &Expr),
        span: crate::source::Span,
    ) -> Option<Typed> {
        let fixed = figure(&unit.ty).filter(|unit| !unit.is_zero() && !unit.is_negative());
        let Some(unit) = fixed.and_then(Number::to_decimal) else {
            self.report(TypeError::RoundingUnit { span: expr.span });
            return None;
        };
        let rounding = Rounding { mode: direction(mode), unit };
        // What is rounded to whole numbers can be a whole key.
        let whole = Number::from(unit).to_whole().is_some();
        let kind = if let Quantity::Measured(dimension) = &kind {
            let whole = whole || dimension.is_whole();
            Quantity::Measured(Arc::new((**dimension).clone().scaled(Number::ONE).in_whole(whole)))
        } else if kind.plain() && whole {
            Quantity::Whole
        } else {
            kind
        };
        let bounds = rounding.round_bounds(bounds(amount)).unwrap_or(Bounds::ANY);
        Some(self.push(Op::Round(amount.id, rounding), kind.within(bounds), span))
    }
}

/// The direction that the words name.
pub(in crate::check) fn direction(mode: ast::RoundingMode) -> RoundingMode {
    match mode {
        ast::RoundingMode::HalfUp => RoundingMode::HalfUp,
        ast::RoundingMode::HalfEven => RoundingMode::HalfEven,
        ast::RoundingMode::Up => RoundingMode::Up,
        ast::RoundingMode::Down => RoundingMode::Down,
    }
}

fn bounds(typed: &Typed) -> Bounds {
    Quantity::of(&typed.ty as &Type).map_or(Bounds::ANY, |(_, limits)| limits.bounds())
}
