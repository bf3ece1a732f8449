//! What must hold of every decision: of all measures together, and of each claim of one.

use std::collections::HashMap;

use crate::ast;
use crate::ir::{Applies, Assertion, DecidedOf, Op, Type};
use crate::source::Span;

use super::Checker;
use super::citations::Under;
use super::coverage::By;
use super::error::AssertError;
use super::scope::Place;

impl<'a> Checker<'a> {
    pub(super) fn assertions(&mut self) {
        let tree = self.tree;
        let mut labels: HashMap<&'a str, Span> = HashMap::new();
        self.enter_place(Place::Policy);
        for own in &tree.assertions {
            self.labelled_once(own, &mut labels);
            let checked = self.assertion(own, DecidedOf::All, Under::Anything);
            self.program.assertions.extend(checked);
        }
        for (at, measure) in tree.measures.iter().enumerate() {
            let under = self.under_of.get(at).copied().unwrap_or(Under::Anything);
            for own in &measure.assertions {
                self.enter_measure(at);
                self.labelled_once(own, &mut labels);
                let checked = self.assertion(own, DecidedOf::Claim, under);
                self.program.measures.get_mut(at).into_iter().for_each(|it| it.assertions.extend(checked.clone()));
            }
        }
    }

    fn labelled_once(&mut self, own: &'a ast::Assertion, labels: &mut HashMap<&'a str, Span>) {
        let span = own.label.span;
        let first = *labels.entry(&own.label.value).or_insert(span);
        if first != span {
            self.report(AssertError::LabelTwice { span, first, label: own.label.value.clone() });
        }
    }

    fn assertion(&mut self, own: &'a ast::Assertion, of: DecidedOf, under: Under) -> Option<Assertion> {
        let clause = self.clause(own.span, &own.quotes, under);
        let reading = own.reading.as_ref().map(|reading| self.under_reading(reading));
        (self.reads_year, self.reads_decision) = (false, false);
        let expr = self.asserted(of, &own.expr);
        let only_if = own.only_if.as_ref().map(|only| self.asserted(of, only));
        let (reads_year, reads_decision) = (self.reads_year, self.reads_decision);
        let reading = match reading {
            Some(reading) => Some(reading?),
            None => None,
        };
        let applies = Applies { years: None, reading };
        self.flush_reads(By::Clause(applies));
        let (expr, only_if) = match (expr?, only_if) {
            (expr, Some(only)) => (expr, Some(only?)),
            (expr, None) => (expr, None),
        };
        if reads_year {
            self.report(AssertError::SupportYear { span: own.expr.span });
            return None;
        }
        if !reads_decision {
            self.report(AssertError::WithoutDecision { span: own.expr.span, surface: self.surface(own.span) });
        }
        self.must_depend_on_facts(expr.id, own.expr.span);
        let expr = match (only_if, &own.only_if) {
            (Some(only), Some(words)) => {
                self.must_depend_on_facts(only.id, words.span);
                self.push(Op::OnlyIf(only.id, expr.id), Type::YesNo, own.expr.span)
            }
            _ => expr,
        };
        Some(Assertion { label: own.label.value.clone(), expr: expr.id, applies, clause })
    }
}
