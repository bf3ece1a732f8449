//! Dates shifted by a length of time that is computed: `signed_on + loan.term`.

use crate::ast::{ArithmeticOp, DurationUnit};
use crate::ir::{Base, Op, Step, TimeOp, Type, UnitId};
use crate::source::Span;

use super::super::Checker;
use super::super::error::TimeError;
use super::Typed;

impl Checker<'_> {
    /// Whether this shifts a date by a number of days, months, quarters or years.
    pub(super) fn shifts(op: ArithmeticOp, left: &Typed, right: &Typed) -> bool {
        match op {
            ArithmeticOp::Add => {
                (left.ty == Type::Date && step(&right.ty).is_some())
                    || (right.ty == Type::Date && step(&left.ty).is_some())
            }
            ArithmeticOp::Subtract => left.ty == Type::Date && step(&right.ty).is_some(),
            ArithmeticOp::Multiply | ArithmeticOp::Divide => false,
        }
    }

    /// The date shifted; the number of days, months, quarters or years must be whole.
    pub(super) fn later(&mut self, op: ArithmeticOp, left: &Typed, right: &Typed, span: Span) -> Option<Typed> {
        let (date, length) = if left.ty == Type::Date { (left, right) } else { (right, left) };
        let step = step(&length.ty)?;
        let whole = if let Type::Quantity(dimension, _) = &length.ty { dimension.is_whole() } else { false };
        if !whole {
            let span = self.program.node(length.id).span;
            self.report(TimeError::LengthNotWhole { span });
            return None;
        }
        let unit = match step {
            Step::Days => DurationUnit::Days,
            Step::Months | Step::Quarters => DurationUnit::Months,
            Step::Years => DurationUnit::Years,
        };
        self.counted_from(date, 1, unit, span)?;
        let back = op == ArithmeticOp::Subtract;
        Some(self.push(Op::Time(TimeOp::Shifted(date.id, length.id, step, back)), Type::Date, span))
    }
}

/// What a quantity counts, where it is a length of time.
fn step(ty: &Type) -> Option<Step> {
    let Type::Quantity(dimension, _) = ty else { return None };
    let [(Base::Unit(unit), 1)] = dimension.powers() else { return None };
    let known = [
        (UnitId::DAY, Step::Days),
        (UnitId::MONTH, Step::Months),
        (UnitId::QUARTER, Step::Quarters),
        (UnitId::YEAR, Step::Years),
    ];
    known.into_iter().find(|(own, _)| own == unit).map(|(_, step)| step)
}
