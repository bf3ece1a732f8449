//! What is to be paid back, and what was promised.

use rust_decimal::Decimal;

use super::arithmetic::{Sheet, Told};
use super::document::{Group, Line, Mark};
use super::figures::grouped;
use super::phrases::holds;
use super::summary::Shown;
use super::voice::{Voice, say};
use crate::decision::{Amount, Claim, Recovery, RecoveryStatus, Trace};
use crate::ir::{Op, Quote};
use crate::value::Number;

/// What is to be paid back of a claim: the most that one of its rules takes.
struct Repayable {
    /// What is known.
    due: Decimal,
    /// What it comes to at the least and at the most (`None`: nothing bounds it) once every rule is known.
    least: Decimal,
    most: Option<Decimal>,
}

impl Repayable {
    fn of(claim: &Claim) -> Repayable {
        let mut sum = Repayable { due: Decimal::ZERO, least: Decimal::ZERO, most: Some(Decimal::ZERO) };
        for recovery in &claim.recoveries {
            let (least, most) = match recovery.status {
                RecoveryStatus::Due { amount } => {
                    sum.due = sum.due.max(amount.decimal());
                    (amount, Some(amount))
                }
                RecoveryStatus::Pending { at_least, at_most } => (at_least, at_most),
                RecoveryStatus::None => continue,
            };
            sum.least = sum.least.max(least.decimal());
            sum.most = sum.most.zip(most).map(|(sum, most)| sum.max(most.decimal()));
        }
        sum
    }
}

/// What the ledger shows of a refused claim.
pub fn paid_before(claim: &Claim) -> Decimal {
    claim.ledger.iter().fold(Decimal::ZERO, |sum, entry| sum.saturating_add(entry.amount.decimal()))
}

impl Voice<'_> {
    /// What is to be taken back of a claim's money, and why. Several rules speak of the same money.
    pub fn recoveries(&self, claim: &Claim, above: &[Quote]) -> Option<Group> {
        if claim.recoveries.is_empty() {
            return None;
        }
        let several =
            claim.recoveries.iter().filter(|own| matches!(own.status, RecoveryStatus::Due { .. })).count() > 1;
        let lines = claim.recoveries.iter().flat_map(|recovery| self.recovery((recovery, several), claim, above));
        let mut lines: Vec<Line> = lines.collect();
        if several {
            let text = say!(
                self,
                "to be paid back: the most of them, as they speak of the same money",
                "应退回：同一笔款，取最多的一项"
            );
            let due = grouped(Repayable::of(claim).due, self.program.policy.digits);
            lines.push(Line { mark: Some(Mark::Fails), ..Line::figure(text, due) }.as_result());
        }
        Some(Group { label: say!(self, "repayment", "追回"), lines, ..Group::default() })
    }

    /// What the ledger shows of a refused claim, and that it stays where nothing takes it back.
    pub fn paid_and_refused(&self, claim: &Claim) -> Option<Group> {
        if claim.ledger.is_empty() {
            return None;
        }
        let digits = self.program.policy.digits;
        let by_part = claim.ledger.iter().any(|entry| entry.instalment.is_some());
        let entries = claim.ledger.iter().map(|entry| {
            let paid = self.paid_on(entry);
            let text = match entry.instalment.filter(|_| by_part) {
                Some(part) => say!(self, "{paid}, part {part}", "{paid}（第\u{a0}{part}\u{a0}期）"),
                None => paid,
            };
            Line::figure(text, self.plain(entry.amount))
        });
        let mut lines: Vec<Line> = entries.collect();
        if claim.ledger.len() > 1 {
            let sum = grouped(paid_before(claim), digits);
            lines.push(Line::figure(say!(self, "paid", "已发"), sum).as_result());
        }
        if claim.recoveries.is_empty() {
            let text = say!(
                self,
                "no rule of the measure takes it back: what was paid stays paid",
                "本措施未规定追回，已发款项不变"
            );
            lines.push(Line::words(text));
        }
        Some(Group { label: say!(self, "ledger", "台账"), lines, ..Group::default() })
    }

    /// What is to be paid back of a claim, in words.
    pub fn repayable(&self, claim: &Claim) -> Option<String> {
        let Repayable { due, least, most } = Repayable::of(claim);
        let amount = |sum: Decimal| Amount::new(Number::from(sum), self.program.policy.digits);
        if most.is_some_and(|most| most.is_zero()) {
            return None;
        }
        if most == Some(due) {
            let sum = self.money(amount(due));
            return Some(say!(self, "to be paid back: {sum}", "应退回 {sum}"));
        }
        let sum = self.pending(amount(least), most.map(amount));
        Some(say!(self, "to be paid back: not known yet, {sum}", "退回待定，{sum}"))
    }

    /// What is to be paid back of several claims, each on a line, as far as it is known and not.
    pub fn column_of_repayable(&self, shown: &[Shown<'_>]) -> Vec<Line> {
        let mut lines = Vec::new();
        let amount = |sum: Decimal| Amount::new(Number::from(sum), self.program.policy.digits);
        for (decided, claim) in shown {
            let Repayable { due, least, most } = Repayable::of(claim);
            let name = self.claim_title(decided, claim);
            if most == Some(due) {
                if !due.is_zero() {
                    lines.push(Line::figure(name, self.plain(amount(due))));
                }
            } else {
                let text = say!(self, "{name}, not known yet", "{name}，待定");
                lines.push(Line::figure(text, self.pending_plain(amount(least), most.map(amount))));
            }
        }
        lines
    }

    /// What may have to be paid back beside what is to be, of all claims.
    pub fn perhaps_repayable(&self) -> Option<String> {
        let claims = self.decision.measures.iter().flat_map(|measure| &measure.claims);
        let (mut sum, mut all) = ((Decimal::ZERO, Decimal::ZERO), true);
        for claim in claims {
            let Repayable { due, least, most } = Repayable::of(claim);
            all &= most.is_some();
            sum.0 = sum.0.saturating_add(least.saturating_sub(due));
            sum.1 = sum.1.saturating_add(most.unwrap_or(due).saturating_sub(due));
        }
        let amount = |sum: Decimal| Amount::new(Number::from(sum), self.program.policy.digits);
        (!all || !sum.1.is_zero()).then(|| self.pending(amount(sum.0), all.then(|| amount(sum.1))))
    }

    fn recovery(&self, (recovery, several): (&Recovery, bool), claim: &Claim, above: &[Quote]) -> Vec<Line> {
        let label = &recovery.label;
        let mut lines = Vec::new();
        let formula = recovery.rests_on.trace.as_ref().filter(|trace| {
            let node = self.program.node(trace.node);
            !matches!(node.op, Op::Paid | Op::Number(_)) && !matches!(node.ty, crate::ir::Type::YesNo)
        });
        if let Some(trace) = formula.filter(|_| recovery.status != RecoveryStatus::None) {
            lines.extend(Sheet::of(self, trace, &mut Told::with(above)));
        }
        // As long as it is open, what must be so that the money stays where it is.
        let why = |trace: &Trace| self.phrase(trace, holds(trace) == Some(true), label);
        let why = recovery.condition.as_ref().map(why).unwrap_or_default();
        let not_met = recovery.condition.as_ref().is_some_and(|trace| holds(trace) == Some(false));
        let (mark, said) = match recovery.status {
            RecoveryStatus::Due { amount } => {
                let text = match several {
                    true => say!(self, "taken back by: {label}", "须追回：{label}"),
                    false => say!(self, "to be paid back: {label}", "应退回：{label}"),
                };
                (Mark::Fails, Line::figure(text, self.plain(amount)).as_result())
            }
            RecoveryStatus::None if not_met => {
                (Mark::Holds, Line::words(say!(self, "does not apply: {label}", "未发生：{label}")))
            }
            RecoveryStatus::None => {
                (Mark::Holds, Line::words(say!(self, "nothing to be paid back: {label}", "无须退回：{label}")))
            }
            RecoveryStatus::Pending { at_least, at_most } => {
                let figure = self.pending_plain(at_least, at_most);
                let text = match at_least.is_zero() {
                    true => say!(self, "may have to be paid back: {label}", "是否退回待定：{label}"),
                    false => {
                        say!(self, "to be paid back, how much is not known yet: {label}", "应退回，金额待定：{label}")
                    }
                };
                (Mark::Open, Line::figure(text, figure))
            }
        };
        let quotes = recovery.rests_on.quotes.iter().filter(|quote| !above.contains(quote));
        let quotes = quotes.map(|quote| quote.text.clone()).collect();
        lines.push(Line { mark: Some(mark), detail: why.clone(), ..said }.quoting(quotes));
        if let Some(trace) = &recovery.condition {
            lines.extend(self.made_of(trace, &why, &mut Told::with(above)));
        }
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
