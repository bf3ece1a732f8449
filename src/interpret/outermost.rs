//! The least and the greatest of what the records of a list have.

use super::error::CaseFaultKind;
use super::evaluate::{Evaluated, Evaluator, Frame};
use super::known::{Known, Value, join};
use crate::ir::{ExprId, Loop};
use crate::value::Truth;

/// Which of several values counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outermost {
    /// The least number, the earliest date.
    Least,
    /// The greatest number, the latest date.
    Greatest,
}

impl Outermost {
    /// The one of two that counts.
    fn of<'a>(self, one: Value<'a>, other: Value<'a>) -> Value<'a> {
        match (self, one, other) {
            (Outermost::Least, Value::Number(one), Value::Number(other)) => Value::Number(one.min(other)),
            (Outermost::Greatest, Value::Number(one), Value::Number(other)) => Value::Number(one.max(other)),
            (Outermost::Least, Value::Date(one), Value::Date(other)) => Value::Date(one.min(other)),
            (Outermost::Greatest, Value::Date(one), Value::Date(other)) => Value::Date(one.max(other)),
            (_, one, other) => one.hull(other),
        }
    }
}

impl<'a> Evaluator<'a> {
    /// The least or the greatest of what records have. A record that may yet count moves the other end alone; where none certainly counts, it
    /// is that of any.
    pub(super) fn outermost(
        &self,
        (value, walk): (ExprId, Loop),
        which: Outermost,
        id: ExprId,
        frame: &Frame,
    ) -> Evaluated<'a> {
        let (records, mut missing) = self.records(walk.list, frame)?;
        let Some(records) = records else {
            return Ok(Known { value: Value::unknown(&self.program.node(id).ty), missing });
        };
        let (mut found, mut open) = (None, Vec::new());
        for record in records {
            let own = frame.with(walk.variable.0, *record);
            let counted = self.counts(walk, &own)?;
            if counted.truth() == Truth::False {
                continue;
            }
            let certain = counted.truth() == Truth::True;
            let part = self.evaluate_where(certain, value, &own)?;
            join(&mut missing, &part.missing);
            join(&mut missing, &counted.missing);
            if certain {
                found = Some(match found {
                    Some(found) => which.of(found, part.value),
                    None => part.value,
                });
            } else {
                open.push(part.value);
            }
        }
        let certain = found.is_some();
        for value in open {
            found = Some(match found {
                Some(found) if certain => found.clone().hull(which.of(found, value)),
                Some(found) => found.hull(value),
                None => value,
            });
        }
        match found {
            Some(value) => Ok(Known::new(value, missing)),
            None => Err(self.fault(id, frame, CaseFaultKind::NoRecord)),
        }
    }
}
