//! Vouchers: an award that is worth something only once it is redeemed in time.

use super::error::CaseFault;
use super::evaluate::{Evaluator, Frame};
use super::known::{Missing, join};
use crate::decision::StepKind;
use crate::interpret::payments::OpenPayment;
use crate::ir::{Measure, Voucher};
use crate::value::{Bounds, DateBounds, Number, Truth};

impl Evaluator<'_> {
    /// The voucher that an award of a support year is given as.
    fn voucher_of<'m>(&self, measure: &'m Measure, year: u32) -> Option<&'m Voucher> {
        measure
            .terms
            .vouchers
            .iter()
            .find(|voucher| voucher.applies.in_year(year) && voucher.applies.under(self.chosen))
    }

    /// What a voucher makes of an award: as long as it may still be redeemed nothing is certain, and once it has lapsed nothing is left.
    pub(super) fn redeem(
        &self,
        measure: &Measure,
        frame: &Frame,
        payment: &mut OpenPayment,
        detail: bool,
    ) -> Result<(), Box<CaseFault>> {
        let Some(voucher) = self.voucher_of(measure, payment.year) else { return Ok(()) };
        let (redeemed, missing) = self.is_redeemed(voucher, frame, payment.certain)?;
        payment.voucher = Some(redeemed);
        let before = payment.own;
        let kind = match redeemed {
            Truth::True => StepKind::Redeemed,
            Truth::Unknown => {
                payment.certain = false;
                join(&mut payment.missing, &missing);
                StepKind::Redeemable
            }
            Truth::False => {
                payment.own = Bounds::Exactly(Number::ZERO);
                payment.grants = None;
                StepKind::Lapsed
            }
        };
        if detail {
            let exprs = [voucher.until, voucher.redeemed_on];
            let basis = self.basis(&voucher.clause, voucher.applies, &exprs, frame)?;
            payment.steps.push(self.step(kind, Some(before), payment.own, basis));
        }
        payment.take(payment.own);
        Ok(())
    }

    /// Whether a voucher was redeemed in time. One without a day of redemption has not been redeemed by the day of application.
    fn is_redeemed(&self, voucher: &Voucher, frame: &Frame, certain: bool) -> Result<(Truth, Missing), Box<CaseFault>> {
        let until = self.evaluate_where(certain, voucher.until, frame)?;
        let redeemed = self.evaluate_where(certain, voucher.redeemed_on, frame)?;
        let mut missing = redeemed.missing.clone();
        join(&mut missing, &until.missing);
        let in_time = until.date().at_least(redeemed.date());
        let over = until.date().at_least(DateBounds::exactly(self.case.applied_on)).not();
        let truth = match (in_time, redeemed.value.is_known(), over) {
            (Truth::Unknown, false, Truth::True) => Truth::False,
            (in_time, _, _) => in_time,
        };
        Ok((truth, missing))
    }
}
