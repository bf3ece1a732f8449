//! Conditions that no fact bears on, and those of the scope and of a measure that can never hold together: every claim would be refused.

use std::collections::HashMap;

use super::Checker;
use super::citations::holds;
use super::error::{ConditionError, IdleError};
use super::exclude::{Alternative, MOST_ALTERNATIVES, Steps};
use crate::ir::{Applies, Condition, ExprId, Stage};
use crate::source::Span;

/// More subjects than the conditions of a measure and the scope ask of; conditions beyond are not compared.
const MOST_SUBJECTS: usize = 40;
/// So many conditions of the scope are compared with those of each measure.
const MOST_OF_SCOPE: usize = 64;

impl Checker<'_> {
    /// Reports a condition that comes out the same whatever the facts are.
    pub(super) fn must_depend_on_facts(&mut self, condition: ExprId, span: Span) {
        match self.surely(condition) {
            Some(true) => self.report(ConditionError::AlwaysHolds { span }),
            Some(false) => self.report(ConditionError::NeverHolds { span }),
            None => {}
        }
    }

    /// Reports conditions that exclude those before them: first within the scope, else within it and each measure.
    pub(super) fn conditions_contradict(&mut self) {
        let scope = self.compared(&self.program.scope);
        if let Some(found) = self.contradiction(&scope) {
            self.report(found);
            return;
        }
        for at in 0..self.program.measures.len() {
            let own = self.program.measures.get(at).map(|measure| self.compared(&measure.conditions));
            let all: Vec<_> = scope.iter().take(MOST_OF_SCOPE).copied().chain(own.into_iter().flatten()).collect();
            if let Some(found) = self.contradiction(&all) {
                self.report(found);
                continue;
            }
            let Some(measure) = self.program.measures.get(at) else { continue };
            let (twice, labels) = (self.asked_twice(&measure.conditions), labelled_twice(&measure.conditions));
            let told = |found: &ConditionError| matches!(found, ConditionError::LabelTwice { span, .. } if twice.iter().any(|other| matches!(other, IdleError::AskedTwice { span: own, .. } if holds(*span, *own))));
            let labels: Vec<ConditionError> = labels.into_iter().filter(|found| !told(found)).collect();
            twice.into_iter().for_each(|found| self.report(found));
            labels.into_iter().for_each(|found| self.report(found));
        }
    }

    /// Conditions that hold wherever another one of the same stage does.
    fn asked_twice(&self, conditions: &[Condition]) -> Vec<IdleError> {
        let asked: Vec<(ExprId, Option<Stage>, Vec<Alternative>)> = self
            .compared(conditions)
            .into_iter()
            .take(MOST_OF_SCOPE)
            .map(|(condition, stage)| (condition, stage, self.alternatives(condition, true, &mut Steps::full())))
            .collect();
        let within = |inner: &[Alternative], outer: &[Alternative]| {
            inner.iter().all(|one| outer.iter().any(|other| self.lies_within(one, other)))
        };
        let mut found = Vec::new();
        for (at, (condition, stage, own)) in asked.iter().enumerate() {
            let as_strict = asked.iter().enumerate().find(|(place, (_, other_stage, other))| {
                let tested = other_stage.is_none() || other_stage == stage;
                // Of two that ask the same, the later one is told of.
                *place != at && tested && within(other, own) && (*place < at || !within(own, other))
            });
            if let Some((_, (other, ..))) = as_strict {
                let (span, other) = (self.program.node(*condition).span, self.program.node(*other).span);
                found.push(IdleError::AskedTwice { span, other });
            }
        }
        found
    }

    /// The conditions that always count, each with the stage of its own; one that can't hold by itself is reported already.
    fn compared(&self, conditions: &[Condition]) -> Vec<(ExprId, Option<Stage>)> {
        let always = conditions.iter().filter(|condition| condition.applies == Applies::default());
        let always = always.filter(|condition| self.surely(condition.expr).is_none());
        always.map(|condition| (condition.expr, condition.stage)).collect()
    }

    /// The first condition that excludes those before it, of the same stage.
    fn contradiction(&self, conditions: &[(ExprId, Option<Stage>)]) -> Option<ConditionError> {
        let stages = [Stage::Application, Stage::Payment];
        stages.into_iter().find_map(|stage| {
            let tested = conditions.iter().filter(|(_, own)| own.is_none_or(|own| own == stage));
            let tested: Vec<ExprId> = tested.map(|(condition, _)| *condition).collect();
            let mut all: Vec<Alternative> = vec![Vec::new()];
            for (at, condition) in tested.iter().enumerate() {
                let own = self.alternatives(*condition, true, &mut Steps::full());
                let joined = self.each_joined(&all, &own);
                if joined.is_empty() {
                    let excludes = |other: &&ExprId| {
                        let before = self.alternatives(**other, true, &mut Steps::full());
                        self.each_joined(&before, &own).is_empty()
                    };
                    let other = tested.iter().take(at).find(excludes).map(|other| self.program.node(*other).span);
                    return Some(ConditionError::Contradicts { span: self.program.node(*condition).span, other });
                }
                // What grows beyond what people write is left out: then less is asked, and nothing is called a contradiction that is none.
                if joined.len() <= MOST_ALTERNATIVES && joined.iter().all(|one| one.len() <= MOST_SUBJECTS) {
                    all = joined;
                }
            }
            None
        })
    }

    fn each_joined(&self, left: &[Alternative], right: &[Alternative]) -> Vec<Alternative> {
        left.iter().flat_map(|one| right.iter().filter_map(|other| self.joined(one, other))).collect()
    }
}

/// Conditions that are called as one before them that may be tested together with them.
fn labelled_twice(conditions: &[Condition]) -> Vec<ConditionError> {
    let mut first: HashMap<&str, &Condition> = HashMap::new();
    let mut found = Vec::new();
    for condition in conditions {
        let before = *first.entry(condition.called()).or_insert(condition);
        let other = before.clause.span != condition.clause.span && before.expr != condition.expr;
        let stages = before.stage.is_none() || condition.stage.is_none() || before.stage == condition.stage;
        if other && stages && before.applies.meets(condition.applies) {
            let (span, first, label) = (condition.clause.span, before.clause.span, condition.called().to_owned());
            found.push(ConditionError::LabelTwice { span, first, label });
        }
    }
    found
}
