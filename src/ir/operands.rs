//! The expressions that an operation works on.

use super::{Applies, ExprId, Op, Program};

/// How an operation comes by an operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operand {
    /// It stands in the operation.
    Direct,
    /// It is asked of each record of a list.
    OfRecords,
    /// It is what a name stands for, where that counts: a definition of a named value.
    Definition(Applies),
    /// It stands in a table, or begins the time in force.
    Declared,
}

impl Program {
    /// Calls `visit` with each expression that a node works on, in the order in which a reader meets them.
    pub fn each_operand(&self, id: ExprId, mut visit: impl FnMut(ExprId, Operand)) {
        let rows = |table| self.table(table).map(|table| table.rows.as_slice()).unwrap_or_default();
        let mut direct = |operands: &[ExprId]| operands.iter().for_each(|own| visit(*own, Operand::Direct));
        match &self.node(id).op {
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
            Op::Negate(one)
            | Op::Round(one, _)
            | Op::AddDays(one, _)
            | Op::AddMonths(one, _)
            | Op::AddYears(one, _)
            | Op::Not(one) => direct(&[*one]),
            Op::At(left, right)
            | Op::Add(left, right)
            | Op::Subtract(left, right)
            | Op::Multiply(left, right)
            | Op::Divide(left, right)
            | Op::Compare(_, left, right)
            | Op::Same(left, right)
            | Op::OnlyIf(left, right)
            | Op::Exception(_, left, right) => direct(&[*left, *right]),
            Op::Raise(_, condition, raise) => direct(&[*condition, raise.figure()]),
            Op::Time(op) => direct(&op.operands()),
            Op::Min(list) | Op::Max(list) | Op::And(list) | Op::Or(list) => direct(list),
            Op::Apply(_, list) => list.iter().flatten().for_each(|own| direct(&[*own])),
            Op::OneOf(item, list) => {
                direct(&[*item]);
                direct(list);
            }
            Op::Rows(rows) => rows.iter().for_each(|(condition, value)| {
                condition.iter().for_each(|own| direct(&[*own]));
                direct(&[*value]);
            }),
            Op::Except(rule, parts) | Op::Raised(rule, parts) => {
                direct(parts);
                direct(&[*rule]);
            }
            Op::Let(named, _) => {
                let definitions = self.named(*named).map(|named| named.definitions.as_slice()).unwrap_or_default();
                definitions.iter().for_each(|own| visit(own.value, Operand::Definition(own.applies)));
            }
            Op::Lookup(table, keys) => {
                direct(keys);
                rows(*table).iter().for_each(|row| visit(row.value, Operand::Declared));
            }
            Op::OnDay(table, keys, day) => {
                direct(keys);
                direct(&[*day]);
                rows(*table).iter().for_each(|row| visit(row.value, Operand::Declared));
            }
            Op::Slices(table, number) => {
                direct(&[*number]);
                let slices = self.table(*table).map(|table| table.slices.as_slice()).unwrap_or_default();
                let of_slices = slices.iter().flat_map(|slice| std::iter::once(slice.rate).chain(slice.step));
                of_slices.for_each(|own| visit(own, Operand::Declared));
            }
            Op::InForce(one) => {
                direct(&[*one]);
                self.in_force.iter().for_each(|force| visit(force.from, Operand::Declared));
            }
            Op::Any(walk) | Op::All(walk) | Op::Count(walk) => {
                direct(&[walk.list]);
                walk.condition.iter().for_each(|own| visit(*own, Operand::OfRecords));
            }
            Op::Sum(value, walk) | Op::Least(value, walk) | Op::Greatest(value, walk) => {
                direct(&[walk.list]);
                std::iter::once(*value).chain(walk.condition).for_each(|own| visit(own, Operand::OfRecords));
            }
        }
    }
}
