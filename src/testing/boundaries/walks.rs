//! The edges of what is counted in a sum: its arithmetic shows the records that count, and not the condition that leaves the others out.

use super::every::has_boundary;
use super::site::Direct;
use super::vary::{End, Variable};
use crate::case::{Case, InstanceId};
use crate::ir::{ExprId, Op, Owner, Program, Type};
use crate::source::Span;
use crate::value::number_of_day;

/// Of so many records the facts are changed.
const MOST_RECORDS: usize = 3;

/// A comparison or a window within the condition of a walk: where it stands, what of the case it reads, and its edge where that is written.
pub(super) struct Edge {
    pub place: Span,
    pub variables: Vec<Variable>,
    pub direct: Option<Direct>,
}

/// The edges within the condition of a walk.
pub(super) fn edges(program: &Program, case: &Case, condition: ExprId) -> Vec<Edge> {
    let mut found = Vec::new();
    let mut open = vec![condition];
    while let Some(id) = open.pop() {
        if has_boundary(program, id) {
            found.push(edge(program, case, id));
        } else {
            open.extend(parts(program, id));
        }
    }
    found
}

#[expect(clippy::wildcard_enum_match_arm, reason = "nothing else joins conditions")]
/// What a condition is joined of.
fn parts(program: &Program, id: ExprId) -> Vec<ExprId> {
    match &program.node(id).op {
        Op::And(list) | Op::Or(list) => list.clone(),
        Op::Not(one) => vec![*one],
        Op::OnlyIf(one, other) => vec![*one, *other],
        _ => Vec::new(),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a window has no edge that is written")]
fn edge(program: &Program, case: &Case, id: ExprId) -> Edge {
    let mut variables = Vec::new();
    program.rests_on(id, |op| {
        let own = of_fact(program, case, op);
        variables.extend(own.into_iter().filter(|own| !variables.contains(own)).collect::<Vec<_>>());
        false
    });
    variables.sort_by_key(|own| *own == Variable::AppliedOn);
    let direct = match &program.node(id).op {
        Op::Compare(_, left, right) => {
            written(program, case, *left, *right).or_else(|| written(program, case, *right, *left))
        }
        _ => None,
    };
    Edge { place: program.node(id).span, variables, direct }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "nothing else is a figure")]
/// A fact that is compared with a figure.
fn written(program: &Program, case: &Case, fact: ExprId, figure: ExprId) -> Option<Direct> {
    let at = match &program.node(figure).op {
        Op::Number(number) => *number,
        Op::Date(date) => number_of_day(*date),
        _ => return None,
    };
    let variable = of_fact(program, case, &program.node(fact).op).first().copied()?;
    Some(Direct { variable, at: vec![at] })
}

/// The values of a case that an operation reads, where it is a fact: of a record those of the first ones.
fn of_fact(program: &Program, case: &Case, op: &Op) -> Vec<Variable> {
    if matches!(op, Op::AppliedOn) {
        return vec![Variable::AppliedOn];
    }
    let Op::Fact(owner, record, field) = op else { return Vec::new() };
    let owners: Vec<InstanceId> = match owner {
        Owner::Parameters => vec![Case::PARAMETERS],
        Owner::Applicant => vec![Case::APPLICANT],
        Owner::Variable(_) => {
            let of = (0..).map(InstanceId).zip(&case.instances).filter(|(_, own)| own.record == *record);
            of.map(|(id, _)| id).take(MOST_RECORDS).collect()
        }
    };
    let is_period = program.field(*record, *field).is_some_and(|field| matches!(field.ty, Type::Period));
    let of = |own: InstanceId| match is_period {
        true => vec![Variable::End(own, *field, End::First), Variable::End(own, *field, End::Last)],
        false => vec![Variable::Fact(own, *field, None)],
    };
    owners.into_iter().flat_map(of).collect()
}
