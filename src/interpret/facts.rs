//! Facts, series and named values; and their names in messages.

use smallvec::smallvec;

use super::error::CaseFaultKind;
use super::evaluate::{Evaluated, Evaluator, Frame};
use super::known::{FactRef, Known, Missing, Value};
use crate::case::Case;
use crate::decision::{FactUsed, Shown};
use crate::diagnostic::Wording;
use crate::ir::{Datum, ExprId, FieldId, LetId, Op, Operand, Owner, Program, RecordId, Type};
use crate::value::Number;
use crate::wording;

impl<'a> Evaluator<'a> {
    pub(super) fn fact(&self, owner: Owner, record: RecordId, field: FieldId, frame: &Frame) -> Known<'a> {
        let of = self.owner(owner, frame);
        match self.case.fact(self.program, of, field) {
            Some(datum) => Known::certain(Value::given(datum)),
            None => {
                if let Some(known) = self.supposed(FactRef { of, field, year: None }) {
                    return known;
                }
                let program: &'a Program = self.program;
                let value = program.field(record, field).map_or(Value::Text(None), |field| Value::unknown(&field.ty));
                // A series waits for its years, which `at` names.
                let missing = if matches!(value, Value::Series(_)) {
                    Missing::new()
                } else {
                    smallvec![FactRef { of, field, year: None }]
                };
                Known { value, missing }
            }
        }
    }

    pub(super) fn at(&self, series: ExprId, year: ExprId, ty: &Type, frame: &Frame) -> Evaluated<'a> {
        let year = self.evaluate(year, frame)?;
        let wanted = year.number().known().and_then(Number::to_whole).and_then(|year| u32::try_from(year).ok());
        let known = self.evaluate(series, frame)?;
        let found = match (&known.value, wanted) {
            (Value::Series(Some(values)), Some(wanted)) => {
                values.binary_search_by_key(&wanted, |(year, _)| *year).ok().and_then(|at| values.get(at))
            }
            _ => None,
        };
        let stands_in = self.stands_in(series).filter(|_| wanted.is_some());
        Ok(match found.map(|(_, datum)| datum).or(stands_in) {
            Some(datum) => Known::certain(Value::given(datum)),
            None => {
                let mut missing = year.missing;
                if let Op::Fact(owner, _, field) = &self.program.node(series).op {
                    let fact = FactRef { of: self.owner(*owner, frame), field: *field, year: wanted };
                    if let Some(known) = self.supposed(fact) {
                        return Ok(known);
                    }
                    missing.push(fact);
                }
                Known { value: Value::unknown(ty), missing }
            }
        })
    }

    /// What stands for a year of a series that is not given.
    fn stands_in(&self, series: ExprId) -> Option<&'a Datum> {
        let program: &'a Program = self.program;
        let Op::Fact(_, record, field) = &program.node(series).op else { return None };
        program.field(*record, *field)?.absent.as_ref()
    }

    /// The frame in which the definitions of a named value are written: its record (if any) stands in the first slot.
    pub(super) fn frame_of_named(&self, owner: Owner, frame: &Frame) -> Frame {
        match owner {
            Owner::Variable(slot) => Frame::new(Some(frame.record(slot.0)), frame.year),
            Owner::Parameters | Owner::Applicant => Frame::new(frame.variables.first().copied(), frame.year),
        }
    }

    pub(super) fn named(&self, id: LetId, owner: Owner, at: ExprId, frame: &Frame) -> Evaluated<'a> {
        let program: &'a Program = self.program;
        let Some(named) = program.named(id) else { return Err(self.fault(at, frame, CaseFaultKind::NoRow)) };
        let own = self.frame_of_named(owner, frame);
        let key =
            (id, own.variables.first().copied().unwrap_or(Case::APPLICANT), if named.by_year { frame.year } else { 0 });
        if let Some(known) = self.named_values.borrow().get(&key) {
            return Ok(known.clone());
        }
        if let Some(known) = self.named_beneath(&key) {
            return Ok(known);
        }
        let live = named.definitions.iter().find(|it| it.applies.under(self.chosen) && it.applies.in_year(frame.year));
        let Some(live) = live else { return Err(self.fault(at, frame, CaseFaultKind::NoRow)) };
        let known = self.evaluate(live.value, &own)?;
        self.named_values.borrow_mut().insert(key, known.clone());
        Ok(known)
    }

    /// Names the facts under an expression, for a message; a few are enough.
    pub(super) fn name_facts(&self, id: ExprId, frame: &Frame, depth: usize, facts: &mut Vec<Wording>) {
        if depth > 20 || facts.len() >= 5 {
            return;
        }
        if let Some(FactUsed { path, label, value, .. }) = self.fact_used(id, frame) {
            let value = value.as_deref().unwrap_or("?");
            // A label alone does not tell one record, or one year, from another.
            let text = match path.contains(['.', '[']) {
                true => wording!("{path} = {value}", "{label}（{path}）为 {value}"),
                false => wording!("{path} = {value}", "{label}为 {value}"),
            };
            if !facts.contains(&text) {
                facts.push(text);
            }
            return;
        }
        self.program.each_operand(id, |operand, how| {
            let counts = match how {
                Operand::Direct => true,
                Operand::Definition(applies) => applies.under(self.chosen),
                // The records are others, and what is declared holds for every case.
                Operand::OfRecords | Operand::Declared => false,
            };
            if counts {
                self.name_facts(operand, frame, depth + 1, facts);
            }
        });
    }
}

/// The value of a datum, in words.
pub(super) fn datum_in_words(program: &Program, ty: &Type, datum: &Datum) -> String {
    match datum {
        Datum::Truth(holds) => if *holds { "yes" } else { "no" }.to_owned(),
        Datum::Number(number) => number.to_string(),
        Datum::Date(date) => date.to_string(),
        Datum::Period(from, until) => format!("{from}..{until}"),
        Datum::Text(text) => text.to_string(),
        Datum::Choice(_) => {
            let shown = Value::given(datum).shown(program, ty);
            if let Shown::Text(Some(text)) = shown { text } else { String::new() }
        }
        Datum::List(records) => records.len().to_string(),
        Datum::Series(values) => values.len().to_string(),
    }
}
