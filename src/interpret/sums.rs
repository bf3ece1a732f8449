//! The sums of a decision over all its claims.

use super::recover;
use super::schedule::Scheduled;
use crate::case::Case;
use crate::decision::{Claim, Outcome};
use crate::ir::Program;
use crate::value::{Fault, Number};

/// The sums of a decision, in its currency.
pub(super) struct Sums {
    pub paid: Number,
    pub payable: Number,
    pub scheduled: Number,
    /// `None` where nothing bounds what is pending.
    pub pending: Option<Number>,
    /// `None` where no rule takes back.
    pub repayable: Option<Number>,
}

impl Sums {
    /// What was paid, before anything came of a claim.
    pub(super) fn of(case: &Case, program: &Program, pending: Option<Number>) -> Result<Sums, Fault> {
        let (payable, scheduled) = (Number::ZERO, Number::ZERO);
        let takes_back = program.measures.iter().any(|measure| !measure.terms.recoveries.is_empty());
        let repayable = takes_back.then_some(Number::ZERO);
        let mut sums = Sums { paid: Number::ZERO, payable, scheduled, pending, repayable };
        for entry in case.paid.iter().filter(|entry| entry.policy.is_none()) {
            sums.paid = sums.paid.plus(entry.amount)?;
        }
        Ok(sums)
    }

    /// Adds what came of a claim.
    pub(super) fn add(&mut self, claim: &Claim) -> Result<(), Fault> {
        for payment in &claim.payments {
            match payment.outcome {
                Outcome::Payable { amount } => self.payable = self.payable.plus(amount.decimal().into())?,
                Outcome::Scheduled { amount, .. } => self.scheduled = self.scheduled.plus(amount.decimal().into())?,
                Outcome::Paid { .. } | Outcome::Pending { .. } | Outcome::Refused | Outcome::Nothing => {}
            }
        }
        let repayable = recover::repayable(&claim.recoveries);
        self.repayable = self.repayable.map(|sum| sum.plus(repayable)).transpose()?;
        Ok(())
    }

    /// Adds what the parts of an award change in what the limits have counted as pending.
    pub(super) fn divided(&mut self, parts: &Scheduled) -> Result<(), Fault> {
        let pending = self.pending.map(|sum| sum.minus(parts.settled)).transpose()?;
        self.pending = pending.map(|sum| sum.max(Number::ZERO));
        Ok(())
    }
}
