//! Functions, as far as their operands are known.

use super::error::CaseFaultKind;
use super::evaluate::{Evaluated, Evaluator, Frame};
use super::known::{Known, Missing, Value, join};
use crate::ir::{ExprId, Function};
use crate::value::{Bounds, Fault};

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
    Ok(match function {
        Function::Part => Value::Number(number(0).part(given(1), given(2))?),
    })
}
