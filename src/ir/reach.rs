//! What an expression rests on.

use std::collections::HashSet;

use super::{ExprId, Op, Program};

impl Program {
    /// Whether an expression rests on a node of which something holds, by whatever name it is read.
    pub fn rests_on(&self, id: ExprId, mut holds: impl FnMut(&Op) -> bool) -> bool {
        let mut seen = HashSet::from([id]);
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if holds(&self.node(id).op) {
                return true;
            }
            self.each_operand(id, |operand, _| {
                if seen.insert(operand) {
                    open.push(operand);
                }
            });
        }
        false
    }
}
