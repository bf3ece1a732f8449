//! Conditions whose quote excludes what they ask for: `when` where the text means `veto`.

use crate::ir::{Condition, Op, Program, Type};

use super::super::Checker;
use super::super::error::FigureError;

/// Words by which a text excludes whoever they speak of.
const EXCLUDING: &[&str] = &[
    "除外",
    "不予",
    "不享受",
    "不支持",
    "不得享受",
    "不得申",
    "不纳入",
    "不包括",
    "排除",
    "excluding",
    "excluded",
    "is not eligible",
    "are not eligible",
    "ineligible",
];

/// Beginnings of labels that say already that something is not so.
const NEGATIVE: &[&str] = &["未", "无", "非", "不", "没有", "not ", "no ", "Not ", "No ", "without ", "Without ", "un"];

impl Checker<'_> {
    /// Reports conditions that ask for a fact which their quotes exclude.
    pub(in crate::check) fn exclusions_as_conditions(&mut self) {
        let measures = self.program.measures.iter().flat_map(|measure| &measure.conditions);
        let asks = |condition: &&Condition| condition.veto.is_none() && asks_for_a_fact(&self.program, condition);
        let excluded = |condition: &&Condition| {
            let quotes = &condition.clause.quotes;
            !quotes.is_empty() && quotes.iter().all(|quote| EXCLUDING.iter().any(|word| quote.text.contains(word)))
        };
        let found = self.program.scope.iter().chain(measures).filter(asks).filter(excluded);
        let found = found.map(|condition| FigureError::Exclusion { span: condition.clause.span });
        for finding in found.collect::<Vec<FigureError>>() {
            self.report(finding);
        }
    }
}

/// Whether a condition is that a yes/no fact holds, by labels that don't say the opposite.
fn asks_for_a_fact(program: &Program, condition: &Condition) -> bool {
    let node = program.node(condition.expr);
    let Op::Fact(_, record, field) = node.op else { return false };
    let shown = program.field(record, field).map_or("", |field| field.shown());
    let negative = |label: &str| NEGATIVE.iter().any(|word| label.starts_with(word)) || label.contains("以外");
    node.ty == Type::YesNo && !negative(shown) && !negative(condition.called())
}
