//! Comparisons: orderings, sameness, periods.

use crate::ast::{CompareOp, Expr, ExprKind, Surface};
use crate::ir::{ChoiceId, ExprId, Op, Type};
use crate::source::Span;

use super::super::Checker;
use super::super::error::{ComparisonError, TypeError, UnitError, Unlike};
use super::super::types::{Quantity, comparable};
use super::{Typed, Wanted};

impl<'a> Checker<'a> {
    pub(super) fn compare(&mut self, op: CompareOp, left: &'a Expr, right: &'a Expr, span: Span) -> Option<Typed> {
        let (first, second) = if self.means_nothing(left) {
            let second = self.value(right, None);
            (self.wanting(self.beside(second.as_ref()), left), second)
        } else {
            let first = self.value(left, None);
            let second = self.wanting(self.beside(first.as_ref()), right);
            (first, second)
        };
        let (first, second) = (first?, second?);
        for (typed, expr) in [(&first, left), (&second, right)] {
            if Quantity::of(&typed.ty).is_none() && typed.ty != Type::Date {
                let found = self.describe(&typed.ty);
                self.report(ComparisonError::NotOrdered { span: expr.span, found });
                return None;
            }
        }
        self.go_together((&first, left), (&second, right))?;
        Some(self.push(Op::Compare(op, first.id, second.id), Type::YesNo, span))
    }

    /// `a is b`: each side may be a value of the other's `one of` type.
    pub(super) fn same(&mut self, left: &'a Expr, right: &'a Expr, span: Span) -> Option<Typed> {
        let (first, second) = if self.is_value_name(left) && !self.is_value_name(right) {
            let second = self.value(right, None)?;
            (self.value(left, choice_of(&second.ty))?, second)
        } else {
            let value = if let ExprKind::Name(name) = &right.kind { Some(&name.text) } else { None };
            let wanted = value.filter(|_| self.is_value_name(right)).map(|value| Wanted::ChoiceWith(value.clone()));
            let Some(first) = self.wanting(wanted.unwrap_or_default(), left) else {
                if !self.is_value_name(right) {
                    self.value(right, None);
                }
                return None;
            };
            let second = self.value(right, choice_of(&first.ty))?;
            (first, second)
        };
        self.has_sameness(&first.ty, left.span)?;
        self.go_together((&first, left), (&second, right))?;
        Some(self.push(Op::Same(first.id, second.id), Type::YesNo, span))
    }

    pub(super) fn one_of(&mut self, value: &'a Expr, several: &'a [Expr], span: Span) -> Option<Typed> {
        let first = self.value(value, None)?;
        let meant = choice_of(&first.ty);
        self.has_sameness(&first.ty, value.span)?;
        let mut ids = Vec::new();
        for other in several {
            let typed = self.value(other, meant);
            let typed = typed.filter(|typed| self.go_together((&first, value), (typed, other)).is_some());
            ids.push(typed.map(|typed| typed.id));
        }
        let ids: Option<Vec<ExprId>> = ids.into_iter().collect();
        Some(self.push(Op::OneOf(first.id, ids?), Type::YesNo, span))
    }

    /// Reports a value of which nothing is the same: a period or a list.
    fn has_sameness(&mut self, ty: &Type, span: Span) -> Option<()> {
        if !matches!(ty, Type::List(_) | Type::Period) {
            return Some(());
        }
        let period = *ty == Type::Period;
        let found = self.describe(ty);
        self.report(ComparisonError::NotComparable { span, found, period });
        None
    }

    /// Reports `a is x or y`, where `a is one of x, y` is meant. Whether it was one.
    pub(super) fn lists_values(&mut self, parts: &'a [Expr]) -> bool {
        let Some((ExprKind::Is(subject, first), rest)) = parts.split_first().map(|(it, rest)| (&it.kind, rest)) else {
            return false;
        };
        let is_value = |part: &Expr| {
            if let ExprKind::Name(name) = &part.kind {
                return self.is_value_name(part) && self.variants.iter().any(|own| own.get(&name.text).is_some());
            }
            matches!(part.kind, ExprKind::Number(_) | ExprKind::Percent(_) | ExprKind::Money(..) | ExprKind::Date(..))
        };
        let Some(other) = rest.first().filter(|_| rest.iter().all(is_value)) else { return false };
        let words = |expr: &Expr| self.sources.slice(expr.span).to_owned();
        let values: Vec<String> = std::iter::once(&**first).chain(rest).map(words).collect();
        let meant = match self.surface(subject.span) {
            Surface::English => format!("{} is one of {}", words(subject), values.join(", ")),
            Surface::Chinese => format!("{} 属于 {} 之一", words(subject), values.join("、")),
        };
        let span = Span::new(
            subject.span.source,
            subject.span.start as usize,
            rest.last().map_or(0, |last| last.span.end as usize),
        );
        self.report(ComparisonError::ValueAsCondition { span: other.span, whole: span, meant });
        true
    }

    /// Whether an expression is a name that means nothing here by itself, so that it can only be a value of a `one of` type.
    fn is_value_name(&self, expr: &Expr) -> bool {
        matches!(&expr.kind, ExprKind::Name(name) if self.meaning(&name.text).is_none())
    }

    /// Reports two sides of a comparison that do not go together.
    fn go_together(&mut self, left: (&Typed, &'a Expr), right: (&Typed, &'a Expr)) -> Option<()> {
        let fix = |checker: &Self, expr: &Expr, ty: &Type| checker.with_unit(expr, ty).map(|unit| (expr.span, unit));
        let fix = fix(self, right.1, &left.0.ty).or_else(|| fix(self, left.1, &right.0.ty));
        if comparable(&left.0.ty, &right.0.ty) && fix.is_none() {
            return Some(());
        }
        for ((typed, _), (_, expr)) in [(left, right), (right, left)] {
            if typed.ty == Type::Date && matches!(expr.kind, ExprKind::Duration(..)) {
                self.report(TypeError::DurationAlone { span: expr.span });
                return None;
            }
        }
        if let (Some(choice), ExprKind::Text(text)) = (choice_of(&left.0.ty), &right.1.kind)
            && self.variants.get(choice.0 as usize).is_some_and(|values| values.get(&text.value).is_some())
        {
            self.report(ComparisonError::ValueInMarks { span: right.1.span, value: text.value.clone() });
            return None;
        }
        let apart = self.difference(&left.0.ty, &right.0.ty).filter(|_| fix.is_none());
        if let Some(difference) = apart {
            let span = left.1.span.to(right.1.span);
            let left = (left.1.span, self.describe(&left.0.ty));
            let right = (right.1.span, self.describe(&right.0.ty));
            self.report(UnitError::Differ { span, left, right, difference });
            return None;
        }
        let (first, second) = self.describe_pair((&left.0.ty, Some(left.1)), (&right.0.ty, Some(right.1)));
        self.report(ComparisonError::Compared {
            span: right.1.span,
            other: left.1.span,
            left: first,
            right: second,
            fix,
            unlike: unlike(left, right),
        });
        None
    }
}

fn unlike(left: (&Typed, &Expr), right: (&Typed, &Expr)) -> Unlike {
    let either = |ty: &Type| left.0.ty == *ty || right.0.ty == *ty;
    // 20250131, 31/01/2025.
    let figure = |expr: &Expr| matches!(expr.kind, ExprKind::Number(_) | ExprKind::Arithmetic(..));
    match (either(&Type::Date), either(&Type::YesNo)) {
        (true, _) if figure(left.1) || figure(right.1) => Unlike::Date,
        (false, true) => Unlike::Truth,
        (true, _) | (false, false) => Unlike::Other,
    }
}

fn choice_of(ty: &Type) -> Option<ChoiceId> {
    if let Type::Choice(choice) = ty { Some(*choice) } else { None }
}
