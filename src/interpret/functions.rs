//! Functions, as far as their operands are known.

use super::error::CaseFaultKind;
use super::evaluate::{Evaluated, Evaluator, Frame};
use super::known::{Known, Missing, Value, join};
use crate::ir::{ExprId, Function};
use crate::value::{Bounds, DateBounds, Fault};

impl<'a> Evaluator<'a> {
    /// The value of a function.
    pub(super) fn apply(
        &self,
        function: Function,
        operands: &[Option<ExprId>],
        id: ExprId,
        frame: &Frame,
    ) -> Evaluated<'a> {
        let mut missing = Missing::new();
        let mut known = Vec::with_capacity(operands.len());
        for operand in operands {
            let operand = match operand {
                Some(operand) => Some(self.evaluate(*operand, frame)?),
                None => None,
            };
            join(&mut missing, operand.as_ref().map_or(&Missing::new(), |operand| &operand.missing));
            known.push(operand);
        }
        let value = value(function, &known);
        let value = value.map_err(|fault| self.fault(id, frame, CaseFaultKind::Arithmetic(fault)))?;
        Ok(Known::new(value, missing))
    }
}

fn value<'a>(function: Function, operands: &[Option<Known<'a>>]) -> Result<Value<'a>, Fault> {
    let given = |at: usize| operands.get(at).and_then(Option::as_ref).map(Known::number);
    let number = |at: usize| given(at).unwrap_or(Bounds::ANY);
    let date = |at: usize| operands.get(at).and_then(Option::as_ref).map_or(DateBounds::ANY, Known::date);
    Ok(Value::Number(match function {
        Function::Part => number(0).part(given(1), given(2))?,
        Function::Steps => number(0).steps(number(1), false)?,
        Function::StepsBegun => number(0).steps(number(1), true)?,
        Function::Taper => number(0).times(number(1).taper(number(2), number(3))?)?,
        Function::Growth => number(0).growth(number(1), number(2))?,
        Function::Increase => number(0).increase(number(1))?,
        Function::CalendarYear => date(0).year(),
        Function::NothingBelow => number(0).nothing_below(number(1)),
        Function::IfAnyNotBelow => number(0).if_any_not_below(number(1)),
    }))
}
