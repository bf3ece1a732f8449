//! Payments and what follows from them, in words.

use super::super::markup::{Markup, words};
use super::super::writer::Writer;
use super::Bond;
use crate::ir::{Obligation, PartFigure, Pay, Payers, Recovery, Voucher};

impl Writer<'_> {
    /// How an award is paid.
    pub(in crate::doc) fn pay(&self, pay: &Pay) -> Markup {
        let parts: Vec<Markup> = pay
            .parts
            .iter()
            .map(|part| {
                let (figure, due) = (self.part(part.figure), self.bound(part.due, Bond::Whole));
                match &part.label {
                    Some(label) => {
                        let label = Markup::text(label);
                        words!(self, "{label}: {figure} on {due}", "{label}：{figure}，于{due}")
                    }
                    None => words!(self, "{figure} on {due}", "{figure}，于{due}"),
                }
            })
            .collect();
        let parts = Markup::joined(&parts, &words!(self, "; ", "；").to_string());
        match (pay.in_advance, parts.is_empty()) {
            (true, true) => words!(self, "paid in advance", "前置拨付"),
            (true, false) => words!(self, "paid in advance: {parts}", "前置拨付：{parts}"),
            (false, _) => parts,
        }
    }

    fn part(&self, figure: PartFigure) -> Markup {
        match figure {
            PartFigure::Share(share) | PartFigure::Amount(share) => self.bound(share, Bond::Product),
            PartFigure::Rest => words!(self, "the rest", "余款"),
        }
    }

    /// Who pays.
    pub(in crate::doc) fn payers(&self, payers: &Payers) -> Markup {
        let shares: Vec<Markup> = payers
            .shares
            .iter()
            .map(|(payer, share)| {
                let (payer, share) = (Markup::text(payer), self.part(*share));
                words!(self, "{payer} {share}", "{payer} {share}")
            })
            .collect();
        let shares = self.list(&shares);
        words!(self, "paid by {shares}", "由{shares}承担")
    }

    /// What is taken back.
    pub(in crate::doc) fn recovery(&self, recovery: &Recovery) -> Markup {
        let condition = self.phrase(recovery.condition);
        match recovery.amount {
            Some(amount) => {
                let amount = self.bound(amount, Bond::Whole);
                words!(self, "{amount} is taken back if {condition}", "{condition}的，追回{amount}")
            }
            None => words!(self, "all that was paid is taken back if {condition}", "{condition}的，追回全部已拨付金额"),
        }
    }

    /// A voucher.
    pub(in crate::doc) fn voucher(&self, voucher: &Voucher) -> Markup {
        let (until, redeemed) = (self.phrase(voucher.until), self.phrase(voucher.redeemed_on));
        words!(
            self,
            "a voucher, to be redeemed by {until} (redeemed: {redeemed})",
            "以兑付券兑付，最迟至{until}（兑付日：{redeemed}）"
        )
    }

    /// What the beneficiary must do or leave.
    pub(in crate::doc) fn obligation(&self, obligation: &Obligation) -> Markup {
        let (what, until) = (Markup::text(&obligation.what), self.phrase(obligation.until));
        words!(self, "{what}, until {until}", "{what}，至{until}")
    }
}
