//! What a value from a table is called: by the table's name, with what it was looked up by.

use super::expression::{Given, Term};
use super::voice::{Voice, say};
use crate::decision::Trace;
use crate::ir::{Op, TableId};

impl Voice<'_> {
    /// `DCMM等级标准（证书等级 3）`, `一年期LPR（放款日期 2024-08-01）`: of a dated value with the day behind the keys.
    #[expect(clippy::wildcard_enum_match_arm, reason = "only a dated value has a day")]
    pub(super) fn looked_up(&self, table: TableId, keys: usize, trace: &Trace) -> Option<String> {
        let table = self.program.table(table)?;
        let day = match &self.program.node(trace.node).op {
            Op::OnDay(..) => trace.operands.get(keys),
            _ => None,
        };
        let by = trace.operands.iter().take(keys).zip(&table.keys).map(|(trace, key)| match self.simple(trace) {
            // No brackets within brackets.
            Some(Term { name, given: Given::No, .. }) => say!(self, "{name} not given", "{name}未提供"),
            Some(fact) if !fact.name.is_empty() => self.both(&fact),
            _ => {
                let name = self.name(&key.name, key.label.as_deref());
                format!("{name}\u{a0}{}", self.figure(&trace.value, &self.program.node(trace.node).ty))
            }
        });
        let day = day.map(|trace| match self.simple(trace) {
            Some(Term { name, given: Given::No, .. }) => say!(self, "{name} not given", "{name}未提供"),
            Some(fact) if !fact.name.is_empty() => self.both(&fact),
            _ => self.figure(&trace.value, &self.program.node(trace.node).ty),
        });
        let by: Vec<String> = by.chain(day).collect();
        Some(format!("{}{}", self.table(table), self.aside(&self.list(&by))))
    }
}
