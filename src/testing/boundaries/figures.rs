//! The figures among which a rule chooses: a threshold that is 5.5%, and 20% for small firms, has two boundaries.

use std::collections::HashSet;

use crate::decision::{Shown, Trace};
use crate::ir::{ExprId, Op, Program, Raise};
use crate::source::Span;
use crate::value::Truth;

/// So many figures of one rule are told apart.
const MOST: usize = 64;

/// The figures that an expression may come to, where a row, an exception, a raise or a reading decides which; in their order.
pub(super) fn chosen_among(program: &Program, id: ExprId) -> Vec<Span> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut open = vec![(id, false)];
    while let Some((id, is_chosen)) = open.pop() {
        if found.len() >= MOST || !seen.insert((id, is_chosen)) {
            continue;
        }
        let node = program.node(id);
        if matches!(node.op, Op::Number(_) | Op::Date(_)) {
            if is_chosen && !found.contains(&node.span) {
                found.push(node.span);
            }
            continue;
        }
        let parts = values(program, id);
        let chooses = is_chosen || chooses(program, id);
        open.extend(parts.into_iter().map(|part| (part, chooses)));
    }
    found.sort_by_key(|span| (span.source, span.start));
    found
}

/// Of the figures that an expression may come to, those that counted.
pub(super) fn chosen(program: &Program, trace: &Trace) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open = vec![(trace, false)];
    while let Some((trace, is_chosen)) = open.pop() {
        let node = program.node(trace.node);
        if matches!(node.op, Op::Number(_) | Op::Date(_)) {
            if is_chosen && found.len() < MOST && !found.contains(&node.span) {
                found.push(node.span);
            }
            continue;
        }
        let chooses = is_chosen || chooses(program, trace.node);
        open.extend(counted(program, trace).into_iter().map(|part| (part, chooses)));
    }
    found.sort_by_key(|span| (span.source, span.start));
    found
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other operations have one value")]
/// Whether an operation takes one of several values.
fn chooses(program: &Program, id: ExprId) -> bool {
    match &program.node(id).op {
        Op::Rows(_) | Op::Except(..) | Op::Raised(..) => true,
        Op::Let(named, _) => program.named(*named).is_some_and(|named| named.definitions.len() > 1),
        Op::Lookup(table, _) | Op::OnDay(table, ..) => program.table(*table).is_some_and(|table| table.rows.len() > 1),
        _ => false,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "facts, conditions and lists hold no figure to choose")]
/// What the value of an operation is made of: neither what decides which value it takes, nor what is counted in a list.
fn values(program: &Program, id: ExprId) -> Vec<ExprId> {
    let rows = |table| program.table(table).map(|table| table.rows.as_slice()).unwrap_or_default();
    match &program.node(id).op {
        Op::Let(named, _) => {
            let named = program.named(*named);
            named.map(|named| named.definitions.iter().map(|own| own.value).collect()).unwrap_or_default()
        }
        Op::Lookup(table, _) | Op::OnDay(table, ..) => rows(*table).iter().map(|row| row.value).collect(),
        Op::Rows(rows) => rows.iter().map(|(_, value)| *value).collect(),
        Op::Except(first, others) | Op::Raised(first, others) => {
            std::iter::once(*first).chain(others.iter().copied()).collect()
        }
        Op::Exception(_, _, figure) | Op::Raise(_, _, Raise::By(figure) | Raise::Times(figure)) => vec![*figure],
        Op::Negate(one) | Op::Round(one, _) | Op::AddDays(one, _) | Op::AddMonths(one, _) | Op::AddYears(one, _) => {
            vec![*one]
        }
        Op::Add(left, right)
        | Op::Subtract(left, right)
        | Op::Multiply(left, right)
        | Op::Divide(left, right)
        | Op::Compare(_, left, right) => vec![*left, *right],
        Op::Min(list) | Op::Max(list) => list.clone(),
        Op::Apply(_, list) => list.iter().copied().flatten().collect(),
        _ => Vec::new(),
    }
}

/// Of what the value of an operation may be made of, what counted.
fn counted<'t>(program: &Program, trace: &'t Trace) -> Vec<&'t Trace> {
    let values = values(program, trace.node);
    let operands = || trace.operands.iter().filter(|own| values.contains(&own.node));
    if let Op::Except(rule, _) = &program.node(trace.node).op {
        let applies =
            |own: &&Trace| own.operands.first().is_some_and(|condition| condition.value == Shown::Truth(Truth::True));
        let exceptions: Vec<&Trace> = operands().filter(|own| own.node != *rule).filter(applies).collect();
        if !exceptions.is_empty() {
            return exceptions;
        }
        return operands().filter(|own| own.node == *rule).collect();
    }
    operands().collect()
}
