//! What an expression waits for, and the clause that it stands in.

use crate::ir::{ExprId, Op, Program};
use crate::source::Span;

/// Whether a value may be unknown: it reads a fact for which nothing stands where it is absent.
pub(super) fn may_be_unknown(program: &Program, id: ExprId) -> bool {
    program.rests_on(id, |op| {
        let Op::Fact(_, record, field) = op else { return false };
        program.field(*record, *field).is_some_and(|field| field.absent.is_none())
    })
}

/// The clauses that say what must hold of a decision, in the order of the texts. They decide nothing, so a mistake in them is none in the
/// rules, and their edges are none of the rules'.
pub(super) fn assertions(program: &Program) -> Vec<(Span, ())> {
    let of_measures = program.measures.iter().flat_map(|measure| &measure.assertions);
    let mut spans: Vec<(Span, ())> =
        program.assertions.iter().chain(of_measures).map(|own| (own.clause.span, ())).collect();
    spans.sort_by_key(|(span, ())| (span.source, span.start));
    spans
}

/// The one of several clauses, in the order of the texts, in which some words stand.
pub(super) fn holding<T>(clauses: &[(Span, T)], own: Span) -> Option<&T> {
    let before = clauses.partition_point(|(span, _)| (span.source, span.start) <= (own.source, own.start));
    let (span, last) = clauses.get(before.checked_sub(1)?)?;
    (span.source == own.source && own.end <= span.end).then_some(last)
}
