//! Clauses that stand alone, in words: the time in force, a reading, for each, a condition.

use super::super::markup::{Markup, words};
use super::super::writer::Writer;
use crate::ir::{Condition, ExprId, ForEach, InForceEnd, Op, Reading, Stage};

impl Writer<'_> {
    /// When the policy is in force.
    pub(in crate::doc) fn in_force(&self) -> Markup {
        let Some(in_force) = &self.program.in_force else { return words!(self, "always", "不限") };
        let from = self.phrase(in_force.from);
        match in_force.end {
            InForceEnd::Open => words!(self, "from {from} on", "自 {from} 起施行"),
            InForceEnd::Years(years) => {
                words!(self, "from {from}, for {years} years", "自 {from} 起施行，有效期{years}年")
            }
            InForceEnd::Until(until) => {
                let until = self.phrase(until);
                words!(self, "from {from} until {until}", "自 {from} 起施行，至 {until} 止")
            }
        }
    }

    /// What a text may mean, and why the default is what it is.
    pub(in crate::doc) fn alternatives(&self, reading: &Reading) -> Markup {
        let values = reading.values.iter().enumerate();
        let items: Vec<Markup> = values
            .map(|(at, value)| {
                let value = self.variant(value);
                match at == reading.default {
                    true => words!(self, "<li>{value} (default)</li>", "<li>{value}（默认）</li>"),
                    false => words!(self, "<li>{value}</li>", "<li>{value}</li>"),
                }
            })
            .collect();
        let (items, because) = (Markup::joined(&items, ""), reading.because.as_deref().map(Markup::text));
        let because = because.unwrap_or_default();
        Markup::made(format!("<ul>{items}</ul>{because}"))
    }

    pub(in crate::doc) fn for_each(&self, for_each: &ForEach) -> Markup {
        let (list, record) = (self.phrase(for_each.list), self.record(for_each.record));
        match for_each.order {
            Some(order) => {
                let order = self.ordered_by(order);
                words!(
                    self,
                    "each {record} of {list}, in the order of {order}",
                    "{list}中的每个{record}，按{order}排序"
                )
            }
            None => words!(self, "each {record} of {list}", "{list}中的每个{record}"),
        }
    }

    pub(in crate::doc) fn condition(&self, condition: &Condition) -> Markup {
        let vetoed = condition.veto.is_some().then(|| self.vetoed(condition.expr)).flatten();
        let parts = if vetoed.is_some() { Vec::new() } else { self.requirements(condition.expr) };
        let said = match (vetoed, parts.as_slice()) {
            (Some(vetoed), _) => vetoed,
            (None, [one]) => one.clone(),
            (None, parts) => {
                let items: Vec<Markup> = parts.iter().map(|part| Markup::made(format!("<li>{part}</li>"))).collect();
                let items = Markup::joined(&items, "");
                Markup::made(format!("<ul>{items}</ul>"))
            }
        };
        let mut notes = Vec::new();
        if condition.unbroken {
            notes.push(words!(self, "without a break in all its years", "各年度须持续满足"));
        }
        notes.extend(condition.stage.map(|stage| match stage {
            Stage::Application => words!(self, "tested at application only", "仅在申报时审查"),
            Stage::Payment => words!(self, "tested at payment only", "仅在拨付时审查"),
        }));
        if notes.is_empty() {
            return said;
        }
        let notes = self.list(&notes);
        words!(self, "{said} ({notes})", "{said}（{notes}）")
    }

    /// What a veto excludes, in its own words: the condition is turned to what must hold.
    fn vetoed(&self, condition: ExprId) -> Option<Markup> {
        let (only, not) = if let Op::OnlyIf(only, not) = self.program.node(condition).op {
            (Some(only), not)
        } else {
            (None, condition)
        };
        let Op::Not(excluded) = self.program.node(not).op else { return None };
        let said = self.phrase(excluded);
        Some(match only.map(|only| self.phrase(only)) {
            None => words!(self, "refused where this holds: {said}", "有下列情形的，不予支持：{said}"),
            Some(only) => words!(
                self,
                "refused where this holds: {said}; asked only where {only}",
                "有下列情形的，不予支持：{said}；仅适用于：{only}"
            ),
        })
    }
}
