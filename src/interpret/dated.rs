//! Dated values: the row of a day.

use super::error::{CaseFault, CaseFaultKind};
use super::evaluate::{Evaluated, Evaluator, Frame};
use super::known::{Known, Value, join};
use super::lists::matching;
use crate::ir::{ExprId, Table, TableId, TableRow};
use crate::value::{DateBounds, Truth};

impl<'a> Evaluator<'a> {
    /// The value of the row that a day and the keys match; what is known of it where several could.
    ///
    /// Where the day may also lie outside all rows, the value is one of those that they have, if there is a value.
    pub(super) fn on_day(
        &self,
        table: TableId,
        keys: &[ExprId],
        day: ExprId,
        id: ExprId,
        frame: &Frame,
    ) -> Evaluated<'a> {
        let Known { value, mut missing } = self.evaluate(day, frame)?;
        let day = if let Value::Date(day) = value { day } else { DateBounds::ANY };
        let mut values = Vec::with_capacity(keys.len());
        for key in keys {
            let key = self.evaluate(*key, frame)?;
            join(&mut missing, &key.missing);
            values.push(key.value);
        }
        let Some(table) = self.program.table(table) else {
            return Err(self.fault(id, frame, CaseFaultKind::NotInTable));
        };
        let mut found: Option<Value<'a>> = None;
        let mut reached = false;
        for (row, matches) in rows(table, day, &values) {
            reached = true;
            let known = match matches {
                Truth::True => return self.evaluate(row.value, frame),
                Truth::Unknown | Truth::False => self.evaluate_possible(row.value, frame)?,
            };
            join(&mut missing, &known.missing);
            found = Some(match found {
                Some(before) => before.hull(known.value),
                None => known.value,
            });
        }
        match found {
            Some(value) => Ok(Known::new(value, missing)),
            None => {
                Err(self.fault(id, frame, if reached { CaseFaultKind::NotInTable } else { without_value(table, day) }))
            }
        }
    }

    /// The row of a known day and known keys.
    pub(super) fn row_on_day(
        &self,
        table: TableId,
        keys: &[ExprId],
        day: ExprId,
        frame: &Frame,
    ) -> Result<Option<ExprId>, Box<CaseFault>> {
        let day = self.evaluate(day, frame)?.date();
        let mut values = Vec::with_capacity(keys.len());
        for key in keys {
            values.push(self.evaluate(*key, frame)?.value);
        }
        let Some(table) = self.program.table(table) else { return Ok(None) };
        let found = rows(table, day, &values).find(|(_, matches)| *matches == Truth::True);
        Ok(found.map(|(row, _)| row.value))
    }
}

/// The rows that a day and keys may match.
fn rows<'t>(table: &'t Table, day: DateBounds, keys: &[Value<'_>]) -> impl Iterator<Item = (&'t TableRow, Truth)> {
    // The editions follow one another: what lies before the first day that may be meant is passed over at once.
    let first =
        day.first.map_or(0, |first| table.editions.partition_point(|own| own.until.is_some_and(|end| end < first)));
    let editions = table.editions.get(first..).unwrap_or_default().iter();
    editions
        .take_while(move |edition| day.last.is_none_or(|last| edition.from <= last))
        .flat_map(move |edition| {
            let rows = table.rows.get(edition.rows.clone()).unwrap_or_default().iter();
            rows.map(move |row| {
                let matched = row.patterns.iter().zip(keys).map(|(pattern, key)| matching(pattern, key));
                (row, matched.fold(edition.holds(day), Truth::and))
            })
        })
        .filter(|(_, matches)| *matches != Truth::False)
}

fn without_value(table: &Table, day: DateBounds) -> CaseFaultKind {
    match (day.last.or(day.first), table.editions.first()) {
        (Some(on), Some(first)) if on < first.from => CaseFaultKind::BeforeFirstValue { on, first: first.from },
        (Some(on), _) => CaseFaultKind::NoValueOnDay(on),
        (None, _) => CaseFaultKind::NotInTable,
    }
}
