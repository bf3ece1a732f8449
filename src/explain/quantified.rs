//! Whether something holds for any or for all records of a list: for which, and why.

use super::phrases::holds;
use super::voice::{Voice, before, say};
use crate::decision::Trace;
use crate::ir::Op;

/// How many records a sentence names before it only counts them.
const NAMED: usize = 5;
/// How many records a sentence explains before it only names them.
const EXPLAINED: usize = 3;

impl Voice<'_> {
    pub(super) fn quantified(&self, trace: &Trace, want: bool, title: &str) -> String {
        let any = matches!(self.program.node(trace.node).op, Op::Any(_));
        let list = self.list_of(trace);
        let list_zh = before(&list);
        let count = trace.operands.len();
        if count == 0 {
            return match holds(trace) {
                None => say!(self, "{list}: not given", "{list}：未提供"),
                Some(_) => say!(self, "{list}: no record", "{list}：没有记录"),
            };
        }
        let named = |truth: Option<bool>| {
            let found = trace.operands.iter().enumerate().filter(|(_, part)| holds(part) == truth);
            found.map(|(at, part)| self.record_of(trace, part, at)).collect::<Vec<String>>()
        };
        // What decided: for `any` the records that hold, for `all` those that fail; where none does, the count says it.
        let telling = named(Some(any));
        let open = named(None);
        if !telling.is_empty() {
            let records = self.some_of(&telling);
            let why = self.reasons(trace, any, want, title);
            return match (any, telling.len()) {
                (true, 1) => say!(self, "{list}: it holds for {records}{why}", "{list_zh}中 {records} 符合{why}"),
                (true, _) => say!(self, "{list}: it holds for {records}", "{list_zh}中 {records} 符合"),
                (false, 2..=EXPLAINED) => say!(self, "{list}: it fails for these{why}", "{list_zh}中不符合的{why}"),
                (false, _) => say!(self, "{list}: it fails for {records}{why}", "{list_zh}中 {records} 不符合{why}"),
            };
        }
        if !open.is_empty() {
            let records = self.some_of(&open);
            return say!(self, "{list}: not known for {records}", "{list_zh}中 {records} 未定");
        }
        let reasons: Vec<String> = trace
            .operands
            .iter()
            .enumerate()
            .take(NAMED)
            .map(|(at, part)| {
                let (record, why) = (self.record_of(trace, part, at), self.phrase(part, want, title));
                say!(self, "{record}: {why}", "{record} {why}")
            })
            .collect();
        let reasons = self.together(&reasons);
        match any {
            true => {
                say!(
                    self,
                    "{list}: it holds for none of {count} ({reasons})",
                    "{list_zh}共 {count} 项，均不符合（{reasons}）"
                )
            }
            false => say!(self, "{list}: it holds for all {count}", "{list_zh}共 {count} 项，均符合"),
        }
    }

    /// Why it holds or fails for records of a list, where they are few.
    fn reasons(&self, trace: &Trace, truth: bool, want: bool, title: &str) -> String {
        let found: Vec<(usize, &Trace)> =
            trace.operands.iter().enumerate().filter(|(_, part)| holds(part) == Some(truth)).collect();
        let one = found.len() == 1;
        let said = found.iter().take(EXPLAINED).map(|(at, part)| {
            let (record, why) = (self.record_of(trace, part, *at), self.phrase(part, want, title));
            if one { why } else { say!(self, "{record}: {why}", "{record} {why}") }
        });
        let said: Vec<String> = said.filter(|why| !why.is_empty()).collect();
        if said.is_empty() || found.len() > EXPLAINED {
            return String::new();
        }
        let said = self.together(&said);
        say!(self, ": {said}", "：{said}")
    }

    fn some_of(&self, names: &[String]) -> String {
        let shown: Vec<String> = names.iter().take(NAMED).cloned().collect();
        let (list, all) = (self.list(&shown), names.len());
        let more = all.saturating_sub(NAMED);
        if more == 0 { list } else { say!(self, "{list} and {more} more", "{list}等 {all} 项") }
    }
}
