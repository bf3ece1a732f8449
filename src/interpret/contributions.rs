//! What an assertion that is violated asks too much of: the claims that bring the most of it.

use super::decided::DecidedFigures;
use super::error::CaseFault;
use super::evaluate::{Evaluator, Frame};
use crate::ast::CompareOp;
use crate::decision::{Amount, Contribution, Range};
use crate::ir::{Assertion, DecidedFigure, DecidedOf, ExprId, Op, Operand};
use crate::value::{Bounds, Number, Truth};

/// So many claims are named as those that bring the most.
const NAMED: usize = 5;

impl Evaluator<'_> {
    /// The figures of the decision that an expression asks for, each once.
    pub(super) fn asked(&self, expr: ExprId) -> Vec<DecidedFigure> {
        let mut asked = Vec::new();
        self.ask(expr, true, &mut |figure, _| asked.push(figure));
        let mut once = Vec::new();
        for figure in asked {
            if !once.contains(&figure) {
                once.push(figure);
            }
        }
        once
    }

    /// Calls `found` with each figure, and whether the expression grows with it; `grows` is whether what is asked for grows with the expression.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other operations grow with what they work on")]
    fn ask(&self, expr: ExprId, grows: bool, found: &mut impl FnMut(DecidedFigure, bool)) {
        let op = &self.program.node(expr).op;
        if let Op::Decided(figure) = op {
            found(*figure, grows);
        }
        let mut less = match op {
            Op::Negate(one) => Some(*one),
            Op::Subtract(_, less) | Op::Divide(_, less) => Some(*less),
            _ => None,
        };
        self.program.each_operand(expr, |operand, how| match how {
            Operand::Direct | Operand::OfRecords => {
                let turns = less.take_if(|less| *less == operand).is_some();
                self.ask(operand, grows != turns, found);
            }
            // Named values and tables are rules, and ask for none.
            Operand::Definition(_) | Operand::Declared => {}
        });
    }

    /// The claims that bring the most of the money of which there is too much.
    pub(super) fn made_of(
        &self,
        figures: &DecidedFigures,
        assertion: &Assertion,
        frame: &Frame,
    ) -> Result<Vec<Contribution>, Box<CaseFault>> {
        let mut great = Vec::new();
        self.too_great(assertion.expr, Some(frame), true, &mut great);
        let mut asked: Vec<DecidedFigure> = Vec::new();
        for expr in great {
            self.ask(expr, true, &mut |figure, grows| {
                let beside = |other: &DecidedFigure| match (other.of, figure.of) {
                    (DecidedOf::Measure(other), DecidedOf::Measure(own)) => other != own,
                    (DecidedOf::All | DecidedOf::Claim, _) | (_, DecidedOf::All | DecidedOf::Claim) => false,
                };
                if grows && figure.what.is_money() && figure.of != DecidedOf::Claim && asked.iter().all(beside) {
                    asked.push(figure);
                }
            });
        }
        let mut parts = Vec::new();
        for figure in asked {
            parts.extend(figures.parts(figure).map_err(|fault| self.clause_fault(&assertion.clause, fault))?);
        }
        // What nothing bounds goes first; claims of one size keep their order.
        parts.retain(|(.., bounds)| bounds.most().is_none_or(|most| most > Number::ZERO));
        parts.sort_by(|(.., one), (.., other)| match (one.most(), other.most()) {
            (Some(one), Some(other)) => other.cmp(&one),
            (one, other) => one.is_some().cmp(&other.is_some()),
        });
        let digits = self.program.policy.digits;
        let amount = |number: Number| Amount::new(number, digits);
        let named = parts.into_iter().take(NAMED).filter_map(|(measure, claim, bounds)| {
            let measure = self.program.measures.get(measure)?.name.clone();
            let amount = match bounds {
                Bounds::Exactly(exactly) => Range::Exactly(amount(exactly)),
                Bounds::Between(least, most) => {
                    Range::Between { at_least: least.map(amount), at_most: most.map(amount) }
                }
            };
            Some(Contribution { measure, claim: claim.to_owned(), amount })
        });
        Ok(named.collect())
    }

    /// The sides of comparisons that are too great for an expression to be as it should be. Without a frame, what is asked of the records of a list,
    /// nobody can tell which of several conditions is to blame.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other operations compare no amounts")]
    fn too_great(&self, expr: ExprId, frame: Option<&Frame>, should_hold: bool, found: &mut Vec<ExprId>) {
        match &self.program.node(expr).op {
            Op::Not(one) => self.too_great(*one, frame, !should_hold, found),
            Op::And(list) | Op::Or(list) => {
                // What has no value beside another that decides is not to blame.
                let is_to_blame = |one: ExprId| match frame.map(|frame| self.evaluate(one, frame)) {
                    Some(Ok(known)) => known.truth() != Truth::from(should_hold),
                    Some(Err(_)) => false,
                    None => true,
                };
                for one in list.iter().filter(|one| is_to_blame(**one)) {
                    self.too_great(*one, frame, should_hold, found);
                }
            }
            Op::OnlyIf(_, then) => self.too_great(*then, frame, should_hold, found),
            Op::Compare(op, left, right) => {
                let op = if should_hold { *op } else { op.opposite() };
                found.push(match op {
                    CompareOp::AtMost | CompareOp::Below => *left,
                    CompareOp::AtLeast | CompareOp::Above => *right,
                });
            }
            Op::Same(left, right) if should_hold => {
                let number = |side: ExprId| self.evaluate(side, frame?).ok()?.number().known();
                if let (Some(one), Some(other)) = (number(*left), number(*right)) {
                    found.push(if one > other { *left } else { *right });
                }
            }
            Op::Any(walk) | Op::All(walk) => {
                if let Some(condition) = walk.condition {
                    self.too_great(condition, None, should_hold, found);
                }
            }
            _ => {}
        }
    }
}
