//! Conditions whose quote excludes what they ask for: `when` where the text means `veto`.

use crate::ir::{Condition, Op, Program, Quote, Type};

use super::super::Checker;
use super::super::error::FigureError;
use super::words::excludes;

/// Beginnings of labels that say already that something is not so.
const NEGATIVE: &[&str] = &["未", "无", "非", "不", "没有", "not ", "no ", "Not ", "No ", "without ", "Without "];

impl Checker<'_> {
    /// Reports conditions that ask for a fact which their quotes exclude.
    pub(in crate::check) fn exclusions_as_conditions(&mut self) {
        let measures = self.program.measures.iter().flat_map(|measure| &measure.conditions);
        let asks = |condition: &&Condition| condition.veto.is_none() && asks_for_a_fact(&self.program, condition);
        let excluded = |condition: &&Condition| {
            let quotes = &condition.clause.quotes;
            let unlike =
                |quote: &Quote| excludes(&quote.text) && !is_un(&called(&self.program, condition), &quote.text);
            !quotes.is_empty() && quotes.iter().all(unlike)
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

/// What the fact that a condition asks for is called.
fn called(program: &Program, condition: &Condition) -> String {
    let Op::Fact(_, record, field) = program.node(condition.expr).op else { return String::new() };
    program.field(record, field).map_or("", |field| field.shown()).to_owned()
}

/// Whether a label is the opposite of a word of the quote: `unlisted` where listed companies are excluded.
fn is_un(label: &str, quote: &str) -> bool {
    let label = label.to_lowercase();
    let first = label.split(' ').next().and_then(|first| first.strip_prefix("un")).filter(|rest| !rest.is_empty());
    let quote = quote.to_lowercase();
    first.is_some_and(|rest| !quote.contains(&format!("un{rest}")) && quote.contains(rest))
}
