//! Who pays: each payment is divided among its payers, the last of whom takes what rounding leaves.

use super::claims::OpenClaim;
use super::divide::divide;
use super::error::CaseFault;
use super::evaluate::Evaluator;
use super::known::{Missing, join};
use crate::decision::{Amount, Outcome, Payer, Payment};
use crate::ir::{Applies, Measure, PartFigure};
use crate::value::{Bounds, Number};

impl Evaluator<'_> {
    /// Says of each payment whose amount is known who pays how much of it.
    pub(super) fn share_out(
        &self,
        measure: &Measure,
        claim: &OpenClaim,
        payments: &mut [Payment],
    ) -> Result<(), Box<CaseFault>> {
        for payment in payments {
            let (Outcome::Payable { amount } | Outcome::Scheduled { amount, .. }) = payment.outcome else { continue };
            let live = |applies: Applies| applies.in_year(payment.support_year) && applies.under(self.chosen);
            let Some(rule) = measure.terms.payers.iter().find(|rule| live(rule.applies)) else { continue };
            let frame = claim.frame(payment.support_year);
            let mut figures = Vec::with_capacity(rule.shares.len());
            let mut missing = Missing::new();
            for (_, figure) in &rule.shares {
                let (figure, waits) = self.part_figure(*figure, &frame, true)?;
                join(&mut missing, &waits);
                figures.push(figure);
            }
            let digits = self.program.policy.digits;
            let whole = Bounds::Exactly(Number::from(amount.decimal()));
            let divided = divide(self.program.policy.rounding, digits, Number::ZERO, whole, &figures);
            let divided = divided.map_err(|fault| self.clause_fault(&rule.clause, fault))?;
            let payer = |((name, _), part): (&(String, PartFigure), Bounds)| Payer {
                payer: name.clone(),
                amount: part.known().map(|part| Amount::new(part, digits)),
            };
            payment.payers = rule.shares.iter().zip(divided).map(payer).collect();
            if payment.payers.iter().any(|payer| payer.amount.is_none()) {
                payment.missing.extend(self.paths(&missing));
            }
        }
        Ok(())
    }
}
