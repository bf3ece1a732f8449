//! Functions in the words of the clauses that they stand for.

use super::arithmetic::{Called, Sheet};
use super::voice::{Voice, say};
use crate::decision::Trace;
use crate::ir::{ExprId, Function};

impl Sheet<'_> {
    /// A function with its operands, on one line.
    pub(super) fn function(&mut self, function: Function, operands: &[Option<ExprId>], trace: &Trace, called: &Called) {
        let parts: Vec<String> = trace.operands.iter().map(|operand| self.both(operand)).collect();
        let words = self.voice.applied(function, operands, &parts);
        self.finish(self.figure(trace), called, &words);
    }
}

impl Voice<'_> {
    /// A function in words, with the words of the operands that were given.
    pub(super) fn applied(&self, function: Function, operands: &[Option<ExprId>], given: &[String]) -> String {
        // The words of an argument, where it was not left out.
        let argument = |at: usize| {
            let before = operands.iter().take(at).flatten().count();
            operands.get(at).copied().flatten().and(given.get(before)).map(String::as_str)
        };
        let first = argument(0).unwrap_or_default();
        match function {
            Function::Part => match (argument(1), argument(2)) {
                (Some(above), Some(most)) => {
                    say!(
                        self,
                        "the part of {first} above {above}, at most {most}",
                        "{first}中超过 {above}、不超过 {most} 的部分"
                    )
                }
                (Some(above), None) => say!(self, "the part of {first} above {above}", "{first}中超过 {above} 的部分"),
                (None, Some(most)) => say!(self, "the part of {first} at most {most}", "{first}中不超过 {most} 的部分"),
                (None, None) => first.to_owned(),
            },
        }
    }
}
