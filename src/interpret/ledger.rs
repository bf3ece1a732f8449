//! The ledger of one measure.

use std::collections::HashMap;

use crate::case::{Case, Paid};
use crate::decision::{Amount, UsedBy};
use crate::value::{Fault, Number};

/// What this policy paid before for one measure.
pub(super) struct Ledger<'a> {
    pub entries: Vec<&'a Paid>,
    by_claim: HashMap<&'a str, Vec<&'a Paid>>,
}

impl<'a> Ledger<'a> {
    /// The entries of every measure that has some.
    pub(super) fn by_measure(case: &'a Case) -> HashMap<&'a str, Ledger<'a>> {
        let mut ledgers: HashMap<&str, Ledger<'a>> = HashMap::new();
        for entry in case.paid.iter().filter(|entry| entry.policy.is_none()) {
            let ledger = ledgers.entry(&entry.measure).or_insert_with(Ledger::empty);
            ledger.entries.push(entry);
            ledger.by_claim.entry(&entry.claim).or_default().push(entry);
        }
        ledgers
    }

    /// A ledger without entries.
    pub(super) fn empty() -> Ledger<'a> {
        Ledger { entries: Vec::new(), by_claim: HashMap::new() }
    }

    /// The entries of a claim.
    pub(super) fn of_claim(&self, claim: &str) -> &[&'a Paid] {
        self.by_claim.get(claim).map(Vec::as_slice).unwrap_or_default()
    }

    /// What was paid to a claim for a support year; `None` where nothing was.
    pub(super) fn paid(&self, claim: &str, year: u32) -> Result<Option<Number>, Fault> {
        let mut sum = None;
        for entry in self.of_claim(claim).iter().filter(|entry| entry.support_year == year) {
            sum = Some(entry.amount.plus(sum.unwrap_or(Number::ZERO))?);
        }
        Ok(sum)
    }

    /// What was paid to a claim as a part of a schedule; `None` where nothing was. What names no part was paid as the first.
    pub(super) fn instalment(&self, claim: &str, year: u32, part: u32) -> Result<Option<Number>, Fault> {
        let mut sum = None;
        for entry in self.of_part(claim, year, Some(part)) {
            sum = Some(entry.amount.plus(sum.unwrap_or(Number::ZERO))?);
        }
        Ok(sum)
    }

    /// The entries of a claim for a support year, or for one part of it.
    pub(super) fn of_part(&self, claim: &str, year: u32, part: Option<u32>) -> impl Iterator<Item = &'a Paid> {
        let own = move |entry: &&Paid| {
            entry.support_year == year && part.is_none_or(|part| entry.instalment.unwrap_or(1) == part)
        };
        self.of_claim(claim).iter().copied().filter(own)
    }
}

/// A ledger entry as a derivation names it.
pub(super) fn used_by(entry: &Paid, digits: u32) -> UsedBy {
    UsedBy {
        policy: entry.policy.clone(),
        measure: entry.measure.clone(),
        claim: entry.claim.clone(),
        support_year: entry.support_year,
        instalment: entry.instalment,
        amount: Amount::new(entry.amount, digits),
        quantity: None,
        paid_on: Some(entry.on),
    }
}
