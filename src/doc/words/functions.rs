//! Functions in the words of the clauses that they stand for.

use super::super::markup::{Markup, words};
use super::super::writer::Writer;
use super::Bond;
use crate::diagnostic::Language;
use crate::ir::{ExprId, Function};

impl Writer<'_> {
    pub(super) fn function(&self, function: Function, operands: &[Option<ExprId>]) -> (Markup, Bond) {
        let part = |at: usize| operands.get(at).copied().flatten().map(|id| self.bound(id, Bond::Sum));
        let [first, second, third, fourth] = [0, 1, 2, 3].map(|at| part(at).unwrap_or_default());
        let phrase = match function {
            Function::Part => match (part(1), part(2)) {
                (Some(above), Some(most)) => words!(
                    self,
                    "the part of {first} above {above}, at most {most}",
                    "{first} 中超过 {above}、不超过 {most} 的部分"
                ),
                (Some(above), None) => {
                    words!(self, "the part of {first} above {above}", "{first} 中超过 {above} 的部分")
                }
                (None, Some(most)) => {
                    words!(self, "the part of {first} at most {most}", "{first} 中不超过 {most} 的部分")
                }
                (None, None) => first,
            },
            Function::Steps => words!(self, "whole steps of {second} in {first}", "{first} 中每满 {second} 的整档数"),
            Function::StepsBegun => words!(
                self,
                "steps of {second} in {first}, one begun counted as whole",
                "{first} 中 {second} 的档数（不足一档按一档计）"
            ),
            Function::Taper => words!(
                self,
                "{first}, falling evenly from {second} at {third} to 0 at {fourth}",
                "{first}（{second} 自 {third} 起递减、至 {fourth} 为零）"
            ),
            Function::Growth => words!(
                self,
                "the growth of {first} over {second} ({third} where the latter is zero)",
                "{first} 较 {second} 的增长率（基数为零时按 {third} 计）"
            ),
            Function::Increase => words!(self, "the increase of {first} over {second}", "{first} 较 {second} 的增量"),
            Function::CalendarYear => {
                // In Chinese nothing can be taken for a part of the date that stands before.
                let bond = if self.names.language == Language::En { Bond::Whole } else { Bond::Product };
                return (words!(self, "the calendar year of {first}", "{first}所在自然年"), bond);
            }
            Function::NothingBelow => words!(self, "{first}, nothing below {second}", "{first}（不足 {second} 不计）"),
            Function::IfAnyNotBelow => {
                words!(self, "{first}, if any not below {second}", "{first}（有则最低 {second}）")
            }
        };
        (phrase, Bond::Whole)
    }
}
