//! Tables, values by rows, and walks over lists.

use super::error::{CaseFault, CaseFaultKind};
use super::evaluate::{Evaluated, Evaluator, Frame};
use super::known::{Known, Missing, Value, join};
use crate::case::InstanceId;
use crate::ir::{Edge, ExprId, Loop, Match, Pattern, TableId};
use crate::value::{Bounds, DateBounds, Fault, Number, Truth};

impl<'a> Evaluator<'a> {
    /// The value of the row that matches; what is known of it where several could.
    pub(super) fn look_up(&self, table: TableId, keys: &[ExprId], id: ExprId, frame: &Frame) -> Evaluated<'a> {
        let mut missing = Missing::new();
        let mut values = Vec::with_capacity(keys.len());
        for key in keys {
            let key = self.evaluate(*key, frame)?;
            join(&mut missing, &key.missing);
            values.push(key.value);
        }
        let rows = self.program.table(table).map(|table| table.rows.as_slice()).unwrap_or_default();
        let mut found: Option<Value<'a>> = None;
        for row in rows {
            let mut matches = Truth::True;
            for (pattern, value) in row.patterns.iter().zip(&values) {
                matches = matches.and(matching(pattern, value));
            }
            if matches == Truth::False {
                continue;
            }
            if matches == Truth::True {
                return Ok(Known::certain(self.evaluate(row.value, frame)?.value));
            }
            let value = self.evaluate_possible(row.value, frame)?.value;
            found = Some(match found {
                Some(before) => before.hull(value),
                None => value,
            });
        }
        match found {
            Some(value) => Ok(Known::new(value, missing)),
            None => Err(self.fault(id, frame, CaseFaultKind::NotInTable)),
        }
    }

    /// The value of the one row that holds; what is known of it where several could.
    pub(super) fn rows(&self, rows: &[(Option<ExprId>, ExprId)], id: ExprId, frame: &Frame) -> Evaluated<'a> {
        let mut missing = Missing::new();
        let mut holding = None;
        let mut possible = Vec::new();
        for (condition, value) in rows {
            let holds = match condition {
                Some(condition) => {
                    let known = self.evaluate(*condition, frame)?;
                    join(&mut missing, &known.missing);
                    known.truth()
                }
                None if holding.is_some() => Truth::False,
                None if possible.is_empty() => Truth::True,
                None => Truth::Unknown,
            };
            match holds {
                Truth::True if holding.is_some() => return Err(self.fault(id, frame, CaseFaultKind::TwoRows)),
                Truth::True => holding = Some(*value),
                Truth::Unknown => possible.push(*value),
                Truth::False => {}
            }
        }
        if let Some(value) = holding {
            return self.evaluate(value, frame);
        }
        let mut found: Option<Value<'a>> = None;
        for value in possible {
            let known = self.evaluate_possible(value, frame)?;
            join(&mut missing, &known.missing);
            found = Some(match found {
                Some(before) => before.hull(known.value),
                None => known.value,
            });
        }
        match found {
            Some(value) => Ok(Known::new(value, missing)),
            None => Err(self.fault(id, frame, CaseFaultKind::NoRow)),
        }
    }

    /// The value of an expression that the facts may yet leave out: while they do not tell, what has no value (a division by zero, say) is no
    /// fault, and nothing is known of the value.
    pub(super) fn evaluate_possible(&self, id: ExprId, frame: &Frame) -> Evaluated<'a> {
        match self.evaluate(id, frame) {
            Err(fault) if may_be_left_out(&fault.kind) => {
                let unknown = Value::unknown(&self.program.node(id).ty);
                let value = if matches!(unknown, Value::Number(_)) { Value::Number(Bounds::ANY) } else { unknown };
                Ok(Known { value, missing: Missing::new() })
            }
            evaluated => evaluated,
        }
    }

    /// The value of an expression that certainly counts, or that the facts may yet leave out.
    pub(super) fn evaluate_where(&self, certain: bool, id: ExprId, frame: &Frame) -> Evaluated<'a> {
        if certain { self.evaluate(id, frame) } else { self.evaluate_possible(id, frame) }
    }

    /// The records of a list; `None` and the facts waited for where it is absent.
    pub(super) fn records(
        &self,
        list: ExprId,
        frame: &Frame,
    ) -> Result<(Option<&'a [InstanceId]>, Missing), Box<CaseFault>> {
        let known = self.evaluate(list, frame)?;
        let records = if let Value::List(records) = known.value { records } else { None };
        Ok((records, known.missing))
    }

    /// Whether a record of a walk counts.
    pub(super) fn counts(&self, walk: Loop, frame: &Frame) -> Evaluated<'a> {
        match walk.condition {
            Some(condition) => self.evaluate(condition, frame),
            None => Ok(Known::certain(Value::Truth(Truth::True))),
        }
    }

    pub(super) fn any(&self, walk: Loop, frame: &Frame) -> Evaluated<'a> {
        self.walk(walk, frame, Truth::True, Truth::or)
    }

    pub(super) fn all(&self, walk: Loop, frame: &Frame) -> Evaluated<'a> {
        self.walk(walk, frame, Truth::False, Truth::and)
    }

    fn walk(
        &self,
        walk: Loop,
        frame: &Frame,
        decisive: Truth,
        combine: impl Fn(Truth, Truth) -> Truth,
    ) -> Evaluated<'a> {
        let (records, mut missing) = self.records(walk.list, frame)?;
        let Some(records) = records else { return Ok(Known { value: Value::Truth(Truth::Unknown), missing }) };
        let mut truth = decisive.not();
        for record in records {
            let own = frame.with(walk.variable.0, *record);
            // A record before it that is open may decide alone.
            let known = match walk.condition {
                Some(condition) => self.evaluate_where(truth != Truth::Unknown, condition, &own)?,
                None => Known::certain(Value::Truth(Truth::True)),
            };
            truth = combine(truth, known.truth());
            if truth == decisive {
                return Ok(Known::certain(Value::Truth(truth)));
            }
            join(&mut missing, &known.missing);
        }
        Ok(Known::new(Value::Truth(truth), missing))
    }

    pub(super) fn sum(&self, value: ExprId, walk: Loop, id: ExprId, frame: &Frame) -> Evaluated<'a> {
        let arithmetic = |fault: Fault| self.fault(id, frame, CaseFaultKind::Arithmetic(fault));
        let (records, mut missing) = self.records(walk.list, frame)?;
        let Some(records) = records else { return Ok(Known { value: Value::Number(Bounds::ANY), missing }) };
        let mut sum = Bounds::Exactly(Number::ZERO);
        for record in records {
            let own = frame.with(walk.variable.0, *record);
            let counted = self.counts(walk, &own)?;
            if counted.truth() == Truth::False {
                continue;
            }
            let part = match counted.truth() {
                Truth::Unknown => self.evaluate_possible(value, &own)?,
                Truth::True | Truth::False => self.evaluate(value, &own)?,
            };
            join(&mut missing, &part.missing);
            join(&mut missing, &counted.missing);
            let part = match counted.truth() {
                Truth::True => part.number(),
                Truth::Unknown | Truth::False => part.number().hull(Bounds::Exactly(Number::ZERO)),
            };
            sum = sum.plus(part).map_err(arithmetic)?;
        }
        Ok(Known::new(Value::Number(sum), missing))
    }

    pub(super) fn count(&self, walk: Loop, id: ExprId, frame: &Frame) -> Evaluated<'a> {
        let arithmetic = |fault: Fault| self.fault(id, frame, CaseFaultKind::Arithmetic(fault));
        let (records, mut missing) = self.records(walk.list, frame)?;
        let Some(records) = records else {
            return Ok(Known { value: Value::Number(Bounds::Between(Some(Number::ZERO), None)), missing });
        };
        let mut count = Bounds::Exactly(Number::ZERO);
        for record in records {
            let counted = self.counts(walk, &frame.with(walk.variable.0, *record))?;
            join(&mut missing, &counted.missing);
            let one = match counted.truth() {
                Truth::True => Bounds::Exactly(Number::ONE),
                Truth::Unknown => Bounds::Between(Some(Number::ZERO), Some(Number::ONE)),
                Truth::False => Bounds::Exactly(Number::ZERO),
            };
            count = count.plus(one).map_err(arithmetic)?;
        }
        Ok(Known::new(Value::Number(count), missing))
    }
}

/// Whether a fault says that there is no value, so that it matters only where the value counts.
fn may_be_left_out(kind: &CaseFaultKind) -> bool {
    match kind {
        CaseFaultKind::Arithmetic(_)
        | CaseFaultKind::BeforeFirstValue { .. }
        | CaseFaultKind::NoValueOnDay(_)
        | CaseFaultKind::TwoRows
        | CaseFaultKind::TwoExceptions(..)
        | CaseFaultKind::NoRow
        | CaseFaultKind::NotInTable
        | CaseFaultKind::EmptyPeriod
        | CaseFaultKind::NoRecord => true,
        CaseFaultKind::TooMuchWork | CaseFaultKind::TooDeep => false,
    }
}

/// Whether a value matches one alternative of a pattern at least.
pub(super) fn matching(pattern: &Pattern, value: &Value<'_>) -> Truth {
    let mut found = Truth::False;
    for alternative in pattern {
        let matches = match (alternative, value) {
            (Match::Any, _) => Truth::True,
            (Match::Truth(wanted), Value::Truth(truth)) => truth.known().map(|holds| holds == *wanted).into(),
            (Match::Choice(wanted), Value::Choice(variant)) => variant.map(|variant| variant == *wanted).into(),
            (Match::Numbers(from, to), Value::Number(bounds)) => {
                let above = match from {
                    Edge::Open => Truth::True,
                    Edge::Included(from) => bounds.at_least(Bounds::Exactly(*from)),
                    Edge::Excluded(from) => bounds.above(Bounds::Exactly(*from)),
                };
                let below = match to {
                    Edge::Open => Truth::True,
                    Edge::Included(to) => Bounds::Exactly(*to).at_least(*bounds),
                    Edge::Excluded(to) => Bounds::Exactly(*to).above(*bounds),
                };
                above.and(below)
            }
            (Match::Dates(from, to), Value::Date(bounds)) => {
                let day = DateBounds::exactly;
                let begun = match from {
                    Edge::Open => Truth::True,
                    Edge::Included(from) => bounds.at_least(day(*from)),
                    Edge::Excluded(from) => day(*from).at_least(*bounds).not(),
                };
                let not_over = match to {
                    Edge::Open => Truth::True,
                    Edge::Included(to) => day(*to).at_least(*bounds),
                    Edge::Excluded(to) => bounds.at_least(day(*to)).not(),
                };
                begun.and(not_over)
            }
            (Match::Truth(_) | Match::Choice(_) | Match::Numbers(..) | Match::Dates(..), _) => Truth::Unknown,
        };
        found = found.or(matches);
    }
    found
}
