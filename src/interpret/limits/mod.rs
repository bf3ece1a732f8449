//! The limits of a measure, in the order in which they are written.

mod awards;
mod groups;
mod least;
mod money;
mod pending;
mod together;

pub(super) use pending::settle;

use super::claims::OpenClaim;
use super::error::CaseFault;
use super::evaluate::Evaluator;
use super::ledger::Ledger;
use super::payments::OpenPayment;
use crate::ir::{Limit, LimitWhat, Measure};

/// A measure whose claims are being decided.
pub(super) struct Deciding<'a, 'p> {
    pub evaluator: &'a Evaluator<'p>,
    pub measure: &'p Measure,
    pub ledger: &'a Ledger<'p>,
    pub claims: Vec<OpenClaim>,
    pub payments: Vec<OpenPayment>,
    /// The payments of claims that a limit on the number of awards refused, with the place of that limit among those that count.
    pub refused: Vec<(usize, OpenPayment)>,
    /// Claims that were pending when such a limit refused them, each with the qualified claims that hold the awards instead.
    pub displaced: Vec<(usize, Vec<usize>)>,
    /// The limits on the number of awards that a claim of an unknown group came to, by their places; a later one may have refused it since.
    pub floating: Vec<usize>,
    pub detail: bool,
}

impl<'p> Deciding<'_, 'p> {
    /// The limits that count under the chosen readings.
    fn limits(&self) -> Vec<&'p Limit> {
        self.measure.limits.iter().filter(|limit| limit.applies.under(self.evaluator.chosen)).collect()
    }
}

/// Applies each limit to all claims before the next.
pub(super) fn cut(deciding: &mut Deciding<'_, '_>) -> Result<(), Box<CaseFault>> {
    for (step, limit) in deciding.limits().into_iter().enumerate() {
        match limit.what {
            LimitWhat::Money(figure) => money::cut(deciding, limit, figure)?,
            LimitWhat::Awards(most) => awards::refuse(deciding, (step, limit), most)?,
            LimitWhat::Quantity { .. } | LimitWhat::Highest => {}
        }
    }
    Ok(())
}
