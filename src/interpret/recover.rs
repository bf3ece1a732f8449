//! What is to be taken back of what was paid, and what the beneficiary has promised.

use super::claims::OpenClaim;
use super::error::{CaseFault, CaseFaultKind};
use super::evaluate::{Evaluator, Frame};
use super::known::{Missing, join};
use super::ledger::Ledger;
use crate::decision::{Amount, Basis, Obligation, Recovery, RecoveryStatus};
use crate::ir::{Measure, Recovery as Rule};
use crate::value::{Bounds, Number, Truth};

impl Evaluator<'_> {
    /// What of a claim's money is taken back; nothing is said where nothing was paid.
    pub(super) fn recoveries(
        &self,
        measure: &Measure,
        claim: &OpenClaim,
        ledger: &Ledger<'_>,
        detail: bool,
    ) -> Result<Vec<Recovery>, Box<CaseFault>> {
        let mut recoveries = Vec::new();
        let mut paid = Number::ZERO;
        for entry in ledger.of_claim(&claim.name) {
            paid = paid.plus(entry.amount).map_err(|fault| self.clause_fault(&measure.clause, fault))?;
        }
        if paid.is_zero() {
            return Ok(recoveries);
        }
        let frame = Frame { paid, ..claim.frame(1) };
        for rule in measure.terms.recoveries.iter().filter(|rule| rule.applies.under(self.chosen)) {
            recoveries.push(self.recovery(rule, paid, &frame, detail)?);
        }
        Ok(recoveries)
    }

    fn recovery(&self, rule: &Rule, paid: Number, frame: &Frame, detail: bool) -> Result<Recovery, Box<CaseFault>> {
        let holds = self.settle(true, rule.condition, frame)?;
        let mut missing = Missing::new();
        let mut bounds = Bounds::Exactly(Number::ZERO);
        if holds.truth() != Truth::False {
            join(&mut missing, &holds.missing);
            bounds = Bounds::Exactly(paid);
            if let Some(amount) = rule.amount {
                let known = self.settle(holds.truth() == Truth::True, amount, frame)?;
                join(&mut missing, &known.missing);
                let rounded = self.program.policy.rounding.round_bounds(known.number());
                let rounded = rounded.map_err(|fault| self.fault(amount, frame, CaseFaultKind::Arithmetic(fault)))?;
                bounds = rounded.max(Bounds::Exactly(Number::ZERO));
            }
            if holds.truth() == Truth::Unknown {
                bounds = bounds.min(Bounds::Exactly(Number::ZERO)).hull(bounds);
            }
        }
        let digits = self.program.policy.digits;
        let amount = |number: Number| Amount::new(number, digits);
        let status = match bounds.known() {
            Some(number) if number.is_zero() => RecoveryStatus::None,
            Some(number) => RecoveryStatus::Due { amount: amount(number) },
            None => RecoveryStatus::Pending {
                at_least: amount(bounds.least().unwrap_or(Number::ZERO)),
                at_most: bounds.most().map(amount),
            },
        };
        let waits = matches!(status, RecoveryStatus::Pending { .. });
        let exprs: Vec<_> =
            rule.amount.into_iter().filter(|_| status != RecoveryStatus::None).chain([rule.condition]).collect();
        let rests_on = if detail { self.basis(&rule.clause, rule.applies, &exprs, frame)? } else { Basis::default() };
        let condition = match detail {
            true => self.basis(&rule.clause, rule.applies, &[rule.condition], frame)?.trace,
            false => None,
        };
        Ok(Recovery {
            label: rule.called().to_owned(),
            status,
            missing: if waits { self.paths(&missing) } else { Vec::new() },
            rests_on,
            condition,
        })
    }

    /// What the beneficiary of a claim has promised, and until when.
    pub(super) fn obligations(
        &self,
        measure: &Measure,
        claim: &OpenClaim,
        detail: bool,
    ) -> Result<Vec<Obligation>, Box<CaseFault>> {
        let frame = claim.frame(1);
        let mut obligations = Vec::new();
        for rule in measure.terms.obligations.iter().filter(|rule| rule.applies.under(self.chosen)) {
            let until = self.evaluate_of(claim, rule.until, &frame)?;
            let rests_on =
                if detail { self.basis(&rule.clause, rule.applies, &[rule.until], &frame)? } else { Basis::default() };
            obligations.push(Obligation {
                label: rule.what.clone(),
                until: until.date().known(),
                missing: self.paths(&until.missing),
                rests_on,
            });
        }
        Ok(obligations)
    }
}

/// What is to be taken back of a claim: the most that one of its rules takes back. (Several that hold speak of the same money.)
pub(super) fn repayable(recoveries: &[Recovery]) -> Number {
    let due = recoveries.iter().filter_map(|recovery| match recovery.status {
        RecoveryStatus::Due { amount } => Some(Number::from(amount.decimal())),
        RecoveryStatus::None | RecoveryStatus::Pending { .. } => None,
    });
    due.fold(Number::ZERO, Ord::max)
}
