//! What an expression rests on.

use std::collections::HashSet;

use super::{ExprId, Op, Program, Slice};

/// The expressions that a node works on, what it names included: the definitions of a named value, the rows of a table.
fn operands(program: &Program, id: ExprId) -> Vec<ExprId> {
    let rows = |table| program.table(table).map(|table| table.rows.as_slice()).unwrap_or_default();
    match &program.node(id).op {
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
        | Op::Fact(..) => Vec::new(),
        Op::At(left, right)
        | Op::Add(left, right)
        | Op::Subtract(left, right)
        | Op::Multiply(left, right)
        | Op::Divide(left, right)
        | Op::Compare(_, left, right)
        | Op::Same(left, right)
        | Op::OnlyIf(left, right)
        | Op::Exception(_, left, right) => vec![*left, *right],
        Op::Raise(_, condition, raise) => vec![*condition, raise.figure()],
        Op::Let(named, _) => {
            let named = program.named(*named);
            named.map(|named| named.definitions.iter().map(|own| own.value).collect()).unwrap_or_default()
        }
        Op::Lookup(table, keys) => keys.iter().copied().chain(rows(*table).iter().map(|row| row.value)).collect(),
        Op::OnDay(table, keys, day) => {
            keys.iter().chain([day]).copied().chain(rows(*table).iter().map(|row| row.value)).collect()
        }
        Op::Slices(table, number) => {
            let slices = program.table(*table).map(|table| table.slices.as_slice()).unwrap_or_default();
            let of = |slice: &Slice| std::iter::once(slice.rate).chain(slice.step);
            std::iter::once(*number).chain(slices.iter().flat_map(of)).collect()
        }
        Op::Negate(one)
        | Op::Round(one, _)
        | Op::AddDays(one, _)
        | Op::AddMonths(one, _)
        | Op::AddYears(one, _)
        | Op::Not(one) => vec![*one],
        Op::InForce(one) => {
            let from = program.in_force.as_ref().map(|force| force.from);
            std::iter::once(*one).chain(from).collect()
        }
        Op::Time(op) => op.operands(),
        Op::Min(list) | Op::Max(list) | Op::And(list) | Op::Or(list) => list.clone(),
        Op::Apply(_, list) => list.iter().copied().flatten().collect(),
        Op::OneOf(item, list) => std::iter::once(*item).chain(list.iter().copied()).collect(),
        Op::Any(walk) | Op::All(walk) | Op::Count(walk) => std::iter::once(walk.list).chain(walk.condition).collect(),
        Op::Sum(value, walk) | Op::Least(value, walk) | Op::Greatest(value, walk) => {
            [*value, walk.list].into_iter().chain(walk.condition).collect()
        }
        Op::Rows(rows) => {
            rows.iter().flat_map(|(condition, value)| condition.iter().copied().chain([*value])).collect()
        }
        Op::Except(first, others) | Op::Raised(first, others) => {
            std::iter::once(*first).chain(others.iter().copied()).collect()
        }
    }
}

impl Program {
    /// Whether an expression rests on a node of which something holds, by whatever name it is read.
    pub fn rests_on(&self, id: ExprId, mut holds: impl FnMut(&Op) -> bool) -> bool {
        let mut seen = HashSet::from([id]);
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if holds(&self.node(id).op) {
                return true;
            }
            open.extend(operands(self, id).into_iter().filter(|operand| seen.insert(*operand)));
        }
        false
    }
}
