//! Exceptions and raises: what a value is where something departs from its rule.

use super::error::{CaseFault, CaseFaultKind};
use super::evaluate::{Evaluated, Evaluator, Frame};
use super::known::{Known, Missing, Value, join};
use crate::decision::Shown;
use crate::ir::{Departure, DepartureId, ExprId, Op, Raise};
use crate::value::{Bounds, Truth};

/// An exception that may apply: its label and its value.
struct Exception<'a> {
    label: &'a str,
    value: ExprId,
}

impl<'a> Evaluator<'a> {
    /// A departure that counts under the chosen readings in the support year.
    fn departure(&self, id: DepartureId, frame: &Frame) -> Option<&'a Departure> {
        let program = self.program;
        let departure = program.departure(id)?;
        (departure.applies.under(self.chosen) && departure.applies.in_year(frame.year)).then_some(departure)
    }

    /// The value of the one exception that applies, else of the rule; what is known of it while that is open.
    pub(super) fn except(&self, rule: ExprId, exceptions: &[ExprId], id: ExprId, frame: &Frame) -> Evaluated<'a> {
        let mut missing = Missing::new();
        let mut applying: Option<Exception<'_>> = None;
        let mut possible = Vec::new();
        for exception in exceptions {
            let Op::Exception(departure, condition, value) = self.program.node(*exception).op else { continue };
            let Some(departure) = self.departure(departure, frame) else { continue };
            let known = self.evaluate(condition, frame)?;
            join(&mut missing, &known.missing);
            match (known.truth(), &applying) {
                (Truth::True, Some(other)) => {
                    let kind = CaseFaultKind::TwoExceptions(other.label.to_owned(), departure.label.clone());
                    return Err(self.fault(id, frame, kind));
                }
                (Truth::True, None) => applying = Some(Exception { label: &departure.label, value }),
                (Truth::Unknown, _) => possible.push(value),
                (Truth::False, _) => {}
            }
        }
        // A second one that applied as well would leave no value at all, so what is open beside one that applies changes nothing.
        if let Some(exception) = applying {
            return self.evaluate(exception.value, frame);
        }
        if possible.is_empty() {
            return self.evaluate(rule, frame);
        }
        let known = self.evaluate_possible(rule, frame)?;
        join(&mut missing, &known.missing);
        let mut found = known.value;
        for value in possible {
            let known = self.evaluate_possible(value, frame)?;
            join(&mut missing, &known.missing);
            found = found.hull(known.value);
        }
        Ok(Known::new(found, missing))
    }

    /// The value after every raise that applies, in the order written; both while that is open.
    pub(super) fn raised(&self, base: ExprId, raises: &[ExprId], id: ExprId, frame: &Frame) -> Evaluated<'a> {
        let arithmetic = |fault| self.fault(id, frame, CaseFaultKind::Arithmetic(fault));
        let base = self.evaluate(base, frame)?;
        let mut missing = base.missing.clone();
        let mut bounds = base.number();
        for raise in raises {
            let Op::Raise(departure, condition, raise) = self.program.node(*raise).op else { continue };
            if self.departure(departure, frame).is_none() {
                continue;
            }
            let applies = self.evaluate(condition, frame)?;
            let figure = match applies.truth() {
                Truth::False => continue,
                Truth::True => self.evaluate(raise.figure(), frame)?,
                Truth::Unknown => self.evaluate_possible(raise.figure(), frame)?,
            };
            join(&mut missing, &applies.missing);
            join(&mut missing, &figure.missing);
            let changed = match raise {
                Raise::By(_) => bounds.plus(figure.number()),
                Raise::Times(_) => bounds.times(figure.number()),
            };
            bounds = match (applies.truth(), changed) {
                (Truth::True, changed) => changed.map_err(arithmetic)?,
                // What may yet not apply is no fault.
                (Truth::Unknown | Truth::False, changed) => bounds.hull(changed.unwrap_or(Bounds::ANY)),
            };
        }
        Ok(Known::new(Value::Number(bounds), missing))
    }

    /// Whether an exception or a raise applies; `None` for one that does not count under the chosen readings or in the support year.
    pub(super) fn departs(&self, node: ExprId, frame: &Frame) -> Result<Option<Truth>, Box<CaseFault>> {
        let (Op::Exception(departure, condition, _) | Op::Raise(departure, condition, _)) = self.program.node(node).op
        else {
            return Ok(None);
        };
        match self.departure(departure, frame) {
            Some(_) => Ok(Some(self.evaluate(condition, frame)?.truth())),
            None => Ok(None),
        }
    }

    /// What an exception or a raise brings where it may apply, nothing where it does not; `None` of any other node.
    pub(super) fn departed(&self, node: ExprId, frame: &Frame) -> Result<Option<Shown>, Box<CaseFault>> {
        let op = &self.program.node(node).op;
        let figure = if let Op::Exception(_, _, value) = op {
            *value
        } else if let Op::Raise(_, _, raise) = op {
            raise.figure()
        } else {
            return Ok(None);
        };
        let shown = |known: Known<'_>| known.value.shown(self.program, &self.program.node(figure).ty);
        Ok(Some(match self.departs(node, frame)? {
            Some(Truth::True) => shown(self.evaluate(figure, frame)?),
            Some(Truth::Unknown) => self.evaluate(figure, frame).map_or(Shown::Text(None), shown),
            Some(Truth::False) | None => Shown::Text(None),
        }))
    }
}
