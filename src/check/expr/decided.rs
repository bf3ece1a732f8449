//! Figures of the decision, which assertions alone may read.

use crate::ast::{Expr, ExprKind, Name};
use crate::ir::{Decided, DecidedFigure, DecidedOf, Limits, Op, Type};
use crate::source::Span;
use crate::value::Number;

use super::super::Checker;
use super::super::error::{AssertError, ConditionError};
use super::super::facts::called;
use super::{Typed, Wanted};

/// What people write in the parentheses for every measure.
const ALL: [&str; 4] = ["every", "全部", "全部措施", "所有措施"];

impl<'a> Checker<'a> {
    /// What a name asks of the decision by itself, in an assertion; `None`: it is no such word there.
    pub(super) fn decided(&mut self, name: &'a Name) -> Option<Option<Typed>> {
        let (what, of) = self.asks_of(name)?;
        Some(self.decided_figure(name, DecidedFigure { what, of, year: None }, name.span))
    }

    /// `awarded(MEASURE)`.
    pub(super) fn decided_of(&mut self, name: &'a Name, keys: &[&'a Expr], span: Span) -> Option<Option<Typed>> {
        let (what, _) = self.asks_of(name)?;
        let of = self.measure_asked(keys, span);
        Some(of.and_then(|of| self.decided_figure(name, DecidedFigure { what, of, year: None }, span)))
    }

    /// `awarded[2]`, `awarded(MEASURE)[2]`.
    pub(super) fn decided_in_year(&mut self, base: &'a Expr, year: &'a Expr, span: Span) -> Option<Option<Typed>> {
        #[expect(clippy::wildcard_enum_match_arm, reason = "no other expression asks anything of the decision")]
        let (name, keys) = match &base.kind {
            ExprKind::Name(name) => (name, None),
            ExprKind::Lookup(name, keys) => (name, Some(keys)),
            _ => return None,
        };
        let (what, of) = self.asks_of(name)?;
        let of = match keys {
            Some(keys) => self.measure_asked(&keys.iter().collect::<Vec<&Expr>>(), base.span),
            None => Some(of),
        };
        let number = if let ExprKind::Number(digits) = &year.kind { digits.parse().ok() } else { None };
        let Some(number) = number.filter(|year: &u32| *year >= 1 && what != Decided::Qualified) else {
            self.report(AssertError::Year { span: year.span, by_claim: what == Decided::Qualified });
            return Some(None);
        };
        let of = of?;
        self.award_in_year(of, number, year.span);
        Some(self.decided_figure(name, DecidedFigure { what, of, year: Some(number) }, span))
    }

    /// What a word asks of the decision, and of what where it stands alone.
    fn asks_of(&self, name: &Name) -> Option<(Decided, DecidedOf)> {
        let of = self.asserting.filter(|_| !name.quoted)?;
        Some((Decided::named(&name.text)?, of))
    }

    /// The one measure whose name stands in the parentheses.
    fn measure_asked(&mut self, keys: &[&'a Expr], span: Span) -> Option<DecidedOf> {
        let [Expr { kind: ExprKind::Name(name), .. }] = keys else {
            self.report(AssertError::OneMeasure { span });
            return None;
        };
        if ALL.contains(&name.text.as_str()) && self.measures.get(&name.text).is_none() {
            self.report(AssertError::OneMeasure { span });
            return None;
        }
        self.measure_named(name).map(DecidedOf::Measure)
    }

    fn decided_figure(&mut self, name: &'a Name, figure: DecidedFigure, span: Span) -> Option<Typed> {
        self.reads_decision = true;
        self.refers_to_word(name.span);
        if let Some(measure) = self.measure_of(figure.of)
            && let Some(kind) = measure.in_kind.as_ref().filter(|_| figure.what != Decided::Qualified)
        {
            let called = called(&measure.name, measure.label.as_ref());
            self.report(AssertError::WithoutMoney { span, name: called, kind: kind.span });
            return None;
        }
        let from_zero = Limits { least: Some(Number::ZERO), most: None };
        let ty = match figure.what {
            Decided::Paid | Decided::Payable | Decided::Awarded => Type::Money(None, from_zero),
            Decided::Awards => Type::Whole(from_zero),
            Decided::Qualified => Type::YesNo,
        };
        Some(self.push(Op::Decided(figure), ty, span))
    }

    /// The measure that a figure is of; `None`: of all.
    fn measure_of(&self, of: DecidedOf) -> Option<&'a crate::ast::Measure> {
        let at = match (of, self.scope.place) {
            (DecidedOf::Measure(at), _) | (DecidedOf::Claim, super::super::scope::Place::Measure(at)) => at,
            (DecidedOf::All | DecidedOf::Claim, _) => return None,
        };
        self.tree.measures.get(at).copied()
    }

    /// Reports a support year in which nothing is awarded.
    fn award_in_year(&mut self, of: DecidedOf, year: u32, span: Span) {
        let given = |measure: &crate::ast::Measure| {
            let mut awards = measure.awards.iter();
            awards.any(|award| award.applies.years.map_or(year == 1, |own| (own.first..=own.last).contains(&year)))
        };
        let awarded = self.measure_of(of).map(given);
        if !awarded.unwrap_or_else(|| self.tree.measures.iter().any(|measure| given(measure))) {
            self.report(ConditionError::NoAwardThen { span });
        }
    }

    /// Reports a word for the decision in a rule.
    pub(super) fn reports_decided(&mut self, name: &Name) -> bool {
        let reads = !name.quoted && self.asserting.is_none() && Decided::named(&name.text).is_some();
        if reads {
            let surface = self.surface(name.span);
            self.report(AssertError::InRule { span: name.span, name: name.text.clone(), surface });
        }
        reads
    }

    /// A condition that may ask what was decided.
    pub(in crate::check) fn asserted(&mut self, of: DecidedOf, expr: &'a Expr) -> Option<Typed> {
        self.asserting = Some(of);
        self.wanted = Wanted::Value;
        let typed = self.condition(expr);
        self.asserting = None;
        typed
    }
}
