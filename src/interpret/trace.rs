//! The arithmetic behind a value, as a tree, and the facts that it read.

use indexmap::IndexMap;

use super::error::CaseFault;
use super::evaluate::{Evaluator, Frame};
use super::facts::datum_in_words;
use super::known::Value;
use crate::case::{Case, InstanceId};
use crate::decision::{Awaited, Basis, FactUsed, ReadingUsed, Shown, Trace};
use crate::ir::{Applies, Clause, Datum, ExprId, FieldId, Loop, Op, Raise, Type};
use crate::value::Truth;

/// How deep a tree of named values is followed; deeper ones are shown by their value.
const DEEPEST: usize = 64;
/// How many nodes a tree may have; past it, operands are left out.
const MOST_NODES: usize = 20_000;

impl<'a> Evaluator<'a> {
    /// What a clause with these expressions rests on.
    pub(super) fn basis(
        &self,
        clause: &Clause,
        applies: Applies,
        exprs: &[ExprId],
        frame: &Frame,
    ) -> Result<Basis, Box<CaseFault>> {
        let mut basis = Basis {
            rule: clause.place.clone(),
            span: clause.span,
            quotes: clause.quotes.clone(),
            facts: Vec::new(),
            readings: Vec::new(),
            trace: None,
        };
        self.note_reading(applies, &mut basis.readings);
        let mut facts = IndexMap::new();
        for expr in exprs {
            let mut left = MOST_NODES;
            let mut trace = self.derive(*expr, frame, 0, &mut left, &mut basis.readings)?;
            trace.narrowed = self.narrowed(*expr, frame);
            collect_facts(&trace, &mut facts);
            basis.trace.get_or_insert(trace);
        }
        basis.facts = facts.into_values().collect();
        Ok(basis)
    }

    /// What a clause rests on, without its arithmetic.
    pub(super) fn plain_basis(clause: &Clause) -> Basis {
        Basis { rule: clause.place.clone(), span: clause.span, quotes: clause.quotes.clone(), ..Basis::default() }
    }

    fn note_reading(&self, applies: Applies, readings: &mut Vec<ReadingUsed>) {
        let Some((reading, value)) = applies.reading else { return };
        let Some(reading) = self.program.reading(reading) else { return };
        let Some(value) = reading.values.get(value) else { return };
        let used = ReadingUsed { reading: reading.name.clone(), value: value.name.clone() };
        if !readings.contains(&used) {
            readings.push(used);
        }
    }

    fn derive(
        &self,
        id: ExprId,
        frame: &Frame,
        depth: usize,
        left: &mut usize,
        readings: &mut Vec<ReadingUsed>,
    ) -> Result<Trace, Box<CaseFault>> {
        let node = self.program.node(id);
        let known = self.evaluate(id, frame);
        let without_value = known.is_err();
        let departed = if without_value { None } else { self.departed(id, frame)? };
        let value = match (departed, known) {
            (Some(value), _) => value,
            (None, Ok(known)) => known.value.shown(self.program, &node.ty),
            (None, Err(_)) => self.evaluate_possible(id, frame)?.value.shown(self.program, &node.ty),
        };
        let mut trace =
            Trace { node: id, value, narrowed: None, operands: Vec::new(), fact: self.fact_used(id, frame) };
        // What has no value has no arithmetic, either: it did not count, or may not.
        if depth >= DEEPEST || *left == 0 || without_value {
            return Ok(trace);
        }
        *left -= 1;
        if let Op::Exception(departure, ..) | Op::Raise(departure, ..) = &node.op
            && let Some(departure) = self.program.departure(*departure)
        {
            self.note_reading(departure.applies, readings);
        }
        let mut follow = |expr: ExprId, frame: &Frame, trace: &mut Trace| -> Result<(), Box<CaseFault>> {
            trace.operands.push(self.derive(expr, frame, depth + 1, left, readings)?);
            Ok(())
        };
        match &node.op {
            Op::Truth(_)
            | Op::Number(_)
            | Op::Date(_)
            | Op::Text(_)
            | Op::Choice(_)
            | Op::AppliedOn
            | Op::SupportYear
            | Op::Position(_)
            | Op::Paid
            | Op::Decided(_)
            | Op::Fact(..) => {}
            Op::At(_, year) => follow(*year, frame, &mut trace)?,
            Op::Let(named, owner) => {
                let own = self.frame_of_named(*owner, frame);
                let definitions =
                    self.program.named(*named).map(|named| named.definitions.as_slice()).unwrap_or_default();
                let live =
                    definitions.iter().find(|it| it.applies.under(self.chosen) && it.applies.in_year(frame.year));
                if let Some(live) = live {
                    self.note_reading(live.applies, readings);
                    trace.operands.push(self.derive(live.value, &own, depth + 1, left, readings)?);
                }
            }
            Op::Lookup(table, keys) => {
                for key in keys {
                    follow(*key, frame, &mut trace)?;
                }
                if let Some(row) = self.matched_row(*table, keys, frame)? {
                    follow(row, frame, &mut trace)?;
                }
            }
            Op::OnDay(table, keys, day) => {
                for operand in keys.iter().chain([day]) {
                    follow(*operand, frame, &mut trace)?;
                }
                if let Some(row) = self.row_on_day(*table, keys, *day, frame)? {
                    follow(row, frame, &mut trace)?;
                }
            }
            Op::Slices(table, number) => {
                follow(*number, frame, &mut trace)?;
                for rate in self.rates_of(*table, *number, frame)? {
                    follow(rate, frame, &mut trace)?;
                }
            }
            Op::Negate(a)
            | Op::Not(a)
            | Op::InForce(a)
            | Op::Round(a, _)
            | Op::AddDays(a, _)
            | Op::AddMonths(a, _)
            | Op::AddYears(a, _) => {
                follow(*a, frame, &mut trace)?;
            }
            Op::Add(a, b)
            | Op::Subtract(a, b)
            | Op::Multiply(a, b)
            | Op::Divide(a, b)
            | Op::Compare(_, a, b)
            | Op::Same(a, b)
            | Op::OnlyIf(a, b) => {
                let only_if = matches!(node.op, Op::OnlyIf(..));
                for operand in [a, b] {
                    // What is not asked has no arithmetic.
                    if !(only_if && trace.operands.iter().any(|only| only.value == Shown::Truth(Truth::False))) {
                        follow(*operand, frame, &mut trace)?;
                    }
                }
            }
            Op::Time(op) => {
                for operand in op.operands() {
                    follow(operand, frame, &mut trace)?;
                }
            }
            Op::Min(list) | Op::Max(list) | Op::And(list) | Op::Or(list) => {
                for operand in list {
                    follow(*operand, frame, &mut trace)?;
                }
            }
            Op::Apply(_, list) => {
                for operand in list.iter().flatten() {
                    follow(*operand, frame, &mut trace)?;
                }
            }
            Op::OneOf(item, list) => {
                follow(*item, frame, &mut trace)?;
                for operand in list {
                    follow(*operand, frame, &mut trace)?;
                }
            }
            Op::Any(walk) | Op::All(walk) | Op::Count(walk) => {
                for record in self.walked(*walk, frame)? {
                    let own = frame.with(walk.variable.0, record);
                    if let Some(condition) = walk.condition {
                        follow(condition, &own, &mut trace)?;
                        self.name_record(record, trace.operands.last_mut());
                    }
                }
            }
            Op::Sum(value, walk) | Op::Least(value, walk) | Op::Greatest(value, walk) => {
                for record in self.walked(*walk, frame)? {
                    let own = frame.with(walk.variable.0, record);
                    if self.counts(*walk, &own)?.truth() != Truth::False {
                        follow(*value, &own, &mut trace)?;
                        self.name_record(record, trace.operands.last_mut());
                    }
                }
            }
            Op::Except(rule, exceptions) => {
                // A rule that an exception stands in for may have no value at all.
                if self.evaluate(*rule, frame).is_ok() {
                    follow(*rule, frame, &mut trace)?;
                }
                for exception in exceptions {
                    if self.departs(*exception, frame)?.is_some() {
                        follow(*exception, frame, &mut trace)?;
                    }
                }
            }
            Op::Raised(base, raises) => {
                follow(*base, frame, &mut trace)?;
                for raise in raises {
                    if self.departs(*raise, frame)?.is_some() {
                        follow(*raise, frame, &mut trace)?;
                    }
                }
            }
            Op::Exception(_, condition, figure) | Op::Raise(_, condition, Raise::By(figure) | Raise::Times(figure)) => {
                follow(*condition, frame, &mut trace)?;
                if trace.value != Shown::Text(None) {
                    follow(*figure, frame, &mut trace)?;
                }
            }
            Op::Rows(rows) => {
                for (condition, value) in rows {
                    let holds = match condition {
                        Some(condition) => {
                            follow(*condition, frame, &mut trace)?;
                            self.evaluate(*condition, frame)?.truth()
                        }
                        None => Truth::True,
                    };
                    if holds == Truth::True {
                        follow(*value, frame, &mut trace)?;
                        break;
                    }
                }
            }
        }
        Ok(trace)
    }

    /// Names the record of an operand of a walk, unless the operand is itself a fact.
    fn name_record(&self, record: InstanceId, operand: Option<&mut Trace>) {
        let Some(operand) = operand else { return };
        if operand.fact.is_some() {
            return;
        }
        let Some(instance) = self.case.instance(record) else { return };
        let Some(ty) = self.program.record(instance.record) else { return };
        operand.fact = Some(FactUsed {
            path: self.case.path_of(self.program, record),
            label: ty.label.clone().unwrap_or_else(|| ty.name.clone()),
            value: instance.key.clone(),
            assumed: false,
            decided_by: Vec::new(),
            evidence: Vec::new(),
        });
    }

    fn walked(&self, walk: Loop, frame: &Frame) -> Result<Vec<InstanceId>, Box<CaseFault>> {
        Ok(self.records(walk.list, frame)?.0.unwrap_or_default().to_vec())
    }

    fn matched_row(
        &self,
        table: crate::ir::TableId,
        keys: &[ExprId],
        frame: &Frame,
    ) -> Result<Option<ExprId>, Box<CaseFault>> {
        let mut values = Vec::new();
        for key in keys {
            values.push(self.evaluate(*key, frame)?.value);
        }
        let rows = self.program.table(table).map(|table| table.rows.as_slice()).unwrap_or_default();
        let matches = |patterns: &[crate::ir::Pattern]| {
            patterns.iter().zip(&values).all(|(pattern, value)| super::lists::matching(pattern, value) == Truth::True)
        };
        Ok(rows.iter().find(|row| matches(&row.patterns)).map(|row| row.value))
    }

    /// The fact that a node reads, where it reads one.
    pub(super) fn fact_used(&self, id: ExprId, frame: &Frame) -> Option<FactUsed> {
        let node = self.program.node(id);
        let (fact, year) = if let Op::At(series, year) = &node.op { (*series, Some(*year)) } else { (id, None) };
        let Op::Fact(owner, _, field) = &self.program.node(fact).op else { return None };
        let (owner, field) = (*owner, *field);
        let year = match year {
            Some(year) => Some(u32::try_from(self.evaluate(year, frame).ok()?.number().known()?.to_whole()?).ok()?),
            None => None,
        };
        let of = self.owner(owner, frame);
        // The value of a series at a year is the node's own; a series as a whole is never shown.
        let value = match (&node.op, self.case.fact(self.program, of, field)) {
            (Op::At(..), _) => self.evaluate(id, frame).ok().and_then(|known| in_words(self, &known.value, &node.ty)),
            (_, Some(datum)) => Some(datum_in_words(self.program, &node.ty, datum)),
            (_, None) => None,
        };
        self.fact_shown(of, field, year, value)
    }

    fn fact_shown(&self, of: InstanceId, field: FieldId, year: Option<u32>, value: Option<String>) -> Option<FactUsed> {
        let instance = self.case.instance(of)?;
        let declared = self.program.field(instance.record, field)?;
        let given = match (instance.fields.get(field.0 as usize), year) {
            (Some(Some(Datum::Series(values))), Some(year)) => {
                values.binary_search_by_key(&year, |(at, _)| *at).is_ok()
            }
            (given, _) => matches!(given, Some(Some(_))),
        };
        Some(FactUsed {
            path: self.case.path(self.program, of, field, year),
            label: declared.shown().to_owned(),
            assumed: !given && value.is_some(),
            value,
            decided_by: declared.decided_by.clone(),
            evidence: declared.evidence.clone(),
        })
    }

    /// Absent facts by their paths.
    pub(super) fn paths(&self, missing: &super::known::Missing) -> Vec<Awaited> {
        let path = |fact: &super::known::FactRef| self.case.path(self.program, fact.of, fact.field, fact.year);
        missing.iter().map(|fact| Awaited::Fact(path(fact))).collect()
    }
}

fn in_words(evaluator: &Evaluator<'_>, value: &Value<'_>, ty: &Type) -> Option<String> {
    use crate::decision::Shown;
    match value.shown(evaluator.program, ty) {
        Shown::Truth(truth) => truth.known().map(|holds| if holds { "yes" } else { "no" }.to_owned()),
        Shown::Number(bounds) => bounds.known().map(|number| number.to_string()),
        Shown::Date(date) => date.known().map(|date| date.to_string()),
        Shown::Period(period) => period.known().map(|(first, last)| format!("{first}..{last}")),
        Shown::Text(text) => text,
        Shown::List(count) => count.map(|count| count.to_string()),
    }
}

fn collect_facts(trace: &Trace, facts: &mut IndexMap<String, FactUsed>) {
    if let Some(fact) = &trace.fact {
        facts.entry(fact.path.clone()).or_insert_with(|| fact.clone());
    }
    for operand in &trace.operands {
        collect_facts(operand, facts);
    }
}

/// The path of the applicant's own record is empty; this names the applicant for messages.
pub(super) fn claim_name(case: &Case, record: Option<InstanceId>) -> String {
    record
        .and_then(|record| case.instance(record))
        .and_then(|instance| instance.key.clone())
        .unwrap_or_else(|| "applicant".to_owned())
}
