//! Slices: each part of a number at the rate of the row that it lies in.

use super::error::{CaseFault, CaseFaultKind};
use super::evaluate::{Evaluated, Evaluator, Frame};
use super::known::{Known, Value, join};
use crate::ir::{ExprId, Slice, TableId};
use crate::value::{Bounds, Fault, Number};

impl<'a> Evaluator<'a> {
    /// The sum of the slices of a number.
    ///
    /// Between two ends of slices the sum goes up or down (straight or by steps), so its extremes lie at the least and the greatest that the number can
    /// be, and at the ends of slices between them.
    pub(super) fn slices(&self, table: TableId, number: ExprId, id: ExprId, frame: &Frame) -> Evaluated<'a> {
        let arithmetic = |fault: Fault| self.fault(id, frame, CaseFaultKind::Arithmetic(fault));
        let Known { value, mut missing } = self.evaluate(number, frame)?;
        let number = if let Value::Number(bounds) = value { bounds } else { Bounds::ANY };
        let least = number.least().unwrap_or(Number::ZERO).max(Number::ZERO);
        let most = number.most().map(|most| most.max(least));
        let mut below = Bounds::Exactly(Number::ZERO);
        let mut sum: Option<Bounds> = None;
        let mut meet = |point: Bounds| sum = Some(sum.map_or(point, |sum| sum.hull(point)));
        if least.is_zero() {
            meet(below);
        }
        for Slice { from, to, rate, step } in self.slices_of(table).iter().copied() {
            if most.is_some_and(|most| most <= from) {
                break;
            }
            // A part that is cut out whatever the number is needs its rate; a rate that may not count brings no fault.
            let rate = if least > from { self.evaluate(rate, frame)? } else { self.evaluate_possible(rate, frame)? };
            join(&mut missing, &rate.missing);
            let step = match step {
                Some(step) if least > from => Some(self.evaluate(step, frame)?),
                Some(step) => Some(self.evaluate_possible(step, frame)?),
                None => None,
            };
            if let Some(step) = &step {
                join(&mut missing, &step.missing);
            }
            let at = |point: Number| {
                let part = Bounds::Exactly(point.minus(from)?);
                let counted = match &step {
                    None => part,
                    Some(step) => match part.steps(step.number(), false) {
                        Err(_) if least <= from => return Ok(Bounds::ANY),
                        counted => counted?,
                    },
                };
                below.plus(rate.number().times(counted)?)
            };
            if least > from && to.is_none_or(|to| least < to) {
                meet(at(least).map_err(arithmetic)?);
            }
            match (most, to) {
                (Some(most), to) if to.is_none_or(|to| most <= to) => meet(at(most).map_err(arithmetic)?),
                (_, Some(to)) => {
                    below = at(to).map_err(arithmetic)?;
                    if least <= to {
                        meet(below);
                    }
                }
                (_, None) => meet(endless(at(least.max(from)).map_err(arithmetic)?, rate.number())),
            }
        }
        Ok(Known::new(Value::Number(sum.unwrap_or(below)), missing))
    }

    fn slices_of(&self, table: TableId) -> &'a [Slice] {
        let program: &'a crate::ir::Program = self.program;
        program.table(table).map(|table| table.slices.as_slice()).unwrap_or_default()
    }

    /// The rates of the slices that a number reaches, from the first, each with its step behind it; none while the number is unknown.
    pub(super) fn rates_of(
        &self,
        table: TableId,
        number: ExprId,
        frame: &Frame,
    ) -> Result<Vec<ExprId>, Box<CaseFault>> {
        let number = self.evaluate(number, frame)?.number().known();
        let reached = self.slices_of(table).iter().take_while(|slice| number.is_some_and(|number| number > slice.from));
        Ok(reached.flat_map(|slice| std::iter::once(slice.rate).chain(slice.step)).collect())
    }
}

/// What a sum can come to that goes on from a point without end.
fn endless(from: Bounds, rate: Bounds) -> Bounds {
    let falls = rate.least().is_none_or(Number::is_negative);
    let rises = rate.most().is_none_or(|most| !most.is_negative() && !most.is_zero());
    Bounds::between(from.least().filter(|_| !falls), from.most().filter(|_| !rises))
}
