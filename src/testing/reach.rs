//! What an expression waits for.

use crate::ir::{ExprId, Op, Program};

/// Whether a value may be unknown: it reads a fact for which nothing stands where it is absent.
pub(super) fn may_be_unknown(program: &Program, id: ExprId) -> bool {
    program.rests_on(id, |op| {
        let Op::Fact(_, record, field) = op else { return false };
        program.field(*record, *field).is_some_and(|field| field.absent.is_none())
    })
}
