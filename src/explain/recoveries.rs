//! What is to be paid back, and what was promised.

use super::arithmetic::Sheet;
use super::document::{Group, Line, Mark};
use super::voice::{Voice, say};
use crate::decision::{Claim, Recovery, RecoveryStatus};
use crate::ir::{Op, Quote};

impl Voice<'_> {
    /// What is to be taken back of a claim's money, and why.
    pub fn recoveries(&self, claim: &Claim, above: &[Quote]) -> Option<Group> {
        if claim.recoveries.is_empty() {
            return None;
        }
        let lines = claim.recoveries.iter().flat_map(|recovery| self.recovery(recovery, claim, above)).collect();
        Some(Group { label: say!(self, "repayment", "追回"), lines, ..Group::default() })
    }

    fn recovery(&self, recovery: &Recovery, claim: &Claim, above: &[Quote]) -> Vec<Line> {
        let label = &recovery.label;
        let mut lines = Vec::new();
        let formula = recovery.rests_on.trace.as_ref().filter(|trace| {
            let node = self.program.node(trace.node);
            !matches!(node.op, Op::Paid | Op::Number(_)) && !matches!(node.ty, crate::ir::Type::YesNo)
        });
        if let Some(trace) = formula.filter(|_| recovery.status != RecoveryStatus::None) {
            lines.extend(Sheet::of(self, trace));
        }
        let (mark, said) = match recovery.status {
            RecoveryStatus::Due { amount } => {
                let figure = self.plain(amount);
                let line = Line::figure(say!(self, "to be paid back: {label}", "应退回：{label}"), figure);
                (Mark::Fails, line.as_result())
            }
            RecoveryStatus::None => {
                (Mark::Holds, Line::words(say!(self, "nothing to be paid back: {label}", "无须退回：{label}")))
            }
            RecoveryStatus::Pending { at_least, at_most } => {
                let figure = self.pending_plain(at_least, at_most);
                let text = say!(self, "may have to be paid back: {label}", "是否退回待定：{label}");
                (Mark::Open, Line::figure(text, figure))
            }
        };
        let quotes = recovery.rests_on.quotes.iter().filter(|quote| !above.contains(quote));
        let quotes = quotes.map(|quote| quote.text.clone()).collect();
        lines.push(Line { mark: Some(mark), ..said }.quoting(quotes));
        lines.extend(recovery.missing.iter().map(|path| Line {
            mark: Some(Mark::Open),
            depth: 1,
            ..Line::words(self.absent_from(&self.fact(path), &claim.claim))
        }));
        lines
    }

    /// What the beneficiary of a claim has promised, each until its last day.
    pub fn obligations(&self, claim: &Claim, above: &[Quote]) -> Option<Group> {
        if claim.obligations.is_empty() {
            return None;
        }
        let lines = claim.obligations.iter().map(|promise| {
            let what = &promise.label;
            let text = match promise.until {
                Some(until) => say!(self, "{what}, until {until}", "{what}，至 {until}"),
                None => {
                    let missing: Vec<String> = promise.missing.iter().map(|path| self.full(&self.fact(path))).collect();
                    let missing = self.list(&missing);
                    say!(
                        self,
                        "{what}, until a day that is not known yet ({missing})",
                        "{what}，期限待定（{missing}未提供）"
                    )
                }
            };
            let quotes = promise.rests_on.quotes.iter().filter(|quote| !above.contains(quote));
            Line::words(text).quoting(quotes.map(|quote| quote.text.clone()).collect())
        });
        let lines = lines.collect();
        Some(Group { label: say!(self, "obligations", "义务"), lines, ..Group::default() })
    }
}
