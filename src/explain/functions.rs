//! Functions in the words of the clauses that they stand for, or as the calculation that they come to.

use super::arithmetic::{Called, Sheet};
use super::voice::{Voice, say};
use crate::decision::{Shown, Trace};
use crate::ir::{ExprId, Function};
use crate::value::{Bounds, Number};

/// A function in words.
pub(super) struct Applied {
    words: String,
    /// Whether the words are a calculation, which a figure may follow behind an equals sign.
    calculated: bool,
}

impl Sheet<'_> {
    /// A function with its operands, on one line.
    pub(super) fn function(&mut self, function: Function, operands: &[Option<ExprId>], trace: &Trace, called: &Called) {
        let parts: Vec<String> = trace.operands.iter().map(|operand| self.both(operand)).collect();
        let Applied { words, calculated } = self.voice.applied(function, operands, trace, &parts);
        let words = if calculated { format!("{words} =") } else { words };
        self.finish(self.voice.result_of(function, trace, self.figure(trace)), called, &words);
    }
}

/// Where an amount stands on its way from the beginning of a taper to its end.
enum Stage {
    Before,
    Between,
    Past,
    NotKnown,
}

impl Voice<'_> {
    /// A function within a sentence.
    pub(super) fn function_in_words(
        &self,
        function: Function,
        operands: &[Option<ExprId>],
        trace: &Trace,
        given: &[String],
    ) -> String {
        self.applied(function, operands, trace, given).words
    }

    /// The figure of a function; a year stands without thousands separator.
    fn result_of(&self, function: Function, trace: &Trace, figure: String) -> String {
        match (function, &trace.value) {
            (Function::CalendarYear, Shown::Number(Bounds::Exactly(year))) => year.to_string(),
            _ => figure,
        }
    }

    /// A function in words, with the words of the operands that were given.
    fn applied(&self, function: Function, operands: &[Option<ExprId>], trace: &Trace, given: &[String]) -> Applied {
        // The words of an argument, where it was not left out.
        let argument = |at: usize| {
            let before = operands.iter().take(at).flatten().count();
            operands.get(at).copied().flatten().and(given.get(before)).map(String::as_str)
        };
        let known = |at: usize| trace.operands.get(at).and_then(|operand| operand.value.number());
        let [first, second, third, fourth] = [0, 1, 2, 3].map(|at| argument(at).unwrap_or_default());
        let in_words = |words: String| Applied { words, calculated: false };
        let calculated = |words: String| Applied { words, calculated: true };
        match function {
            Function::Part => in_words(match (argument(1), argument(2)) {
                (Some(above), Some(most)) => {
                    say!(
                        self,
                        "the part of {first} above {above} up to {most}",
                        "{first} 中超过 {above}、不超过 {most} 的部分"
                    )
                }
                (Some(above), None) => say!(self, "the part of {first} above {above}", "{first} 中超过 {above} 的部分"),
                (None, Some(most)) => {
                    say!(self, "the part of {first} up to {most}", "{first} 中不超过 {most} 的部分")
                }
                (None, None) => first.to_owned(),
            }),
            Function::Steps => {
                calculated(say!(self, "{first} ÷ {second}, whole steps only", "{first} ÷ {second}，只计整档"))
            }
            Function::StepsBegun => calculated(say!(
                self,
                "{first} ÷ {second}, a step begun counted as one",
                "{first} ÷ {second}，不足一档按一档计"
            )),
            Function::Taper => match stage(known(1), known(2), known(3)) {
                Stage::Before => in_words(say!(
                    self,
                    "{second} is at most {third}: {first} in full",
                    "{second} 不高于 {third}，{first} 不递减"
                )),
                Stage::Past => in_words(say!(
                    self,
                    "{second} is at least {fourth}: {first} has fallen to 0",
                    "{second} 不低于 {fourth}，{first} 已递减至零"
                )),
                Stage::Between => calculated(format!("{first} × ({fourth} − {second}) ÷ ({fourth} − {third})")),
                Stage::NotKnown => in_words(say!(
                    self,
                    "{first}, falling evenly from {third} to 0 at {fourth}, for {second}",
                    "{first}，依{second} 自 {third} 起递减、至 {fourth} 为零"
                )),
            },
            Function::Growth => match known(1).map(Number::is_zero) {
                Some(true) => in_words(say!(
                    self,
                    "growth over {second}, which is zero: counted as {third}",
                    "{second}，基数为零，按 {third} 计"
                )),
                Some(false) => calculated(format!("{first} ÷ {second} − 1")),
                None => in_words(say!(
                    self,
                    "{first} ÷ {second} − 1, or {third} where the latter is zero",
                    "{first} ÷ {second} − 1，基数为零时按 {third} 计"
                )),
            },
            Function::Increase => match (known(0), known(1)) {
                (Some(now), Some(before)) if now <= before => in_words(say!(
                    self,
                    "{first} is not above {second}: no increase",
                    "{first} 不高于 {second}，没有增量"
                )),
                _ => calculated(format!("{first} − {second}")),
            },
            Function::NothingBelow => {
                in_words(say!(self, "{first}, nothing below {second}", "{first}，不足 {second} 不计"))
            }
            Function::IfAnyNotBelow => {
                in_words(say!(self, "{first}, if any not below {second}", "{first}，有则最低 {second}"))
            }
            Function::CalendarYear => in_words(say!(self, "calendar year of {first}", "{first} 所在自然年")),
        }
    }
}

fn stage(at: Option<Number>, from: Option<Number>, to: Option<Number>) -> Stage {
    match (at, from, to) {
        (Some(at), Some(from), _) if at <= from => Stage::Before,
        (Some(at), _, Some(to)) if at >= to => Stage::Past,
        (Some(_), Some(_), Some(_)) => Stage::Between,
        _ => Stage::NotKnown,
    }
}
