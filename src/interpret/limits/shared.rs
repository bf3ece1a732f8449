//! Limits over all applicants: a single case can't know what the others leave of them.

use super::{Active, Deciding};
use crate::decision::ClaimStatus;
use crate::interpret::error::CaseFault;
use crate::interpret::payments::State;
use crate::ir::LimitWhat;
use crate::value::{Bounds, Number};

/// What a limit over all applicants covers is pending, with nothing certain of it.
pub(super) fn open(deciding: &mut Deciding<'_, '_>, limit: &Active<'_>) -> Result<(), Box<CaseFault>> {
    if matches!(limit.rule.what, LimitWhat::Awards(_)) {
        for (_, group) in deciding.holders(limit)?.groups {
            for (at, _) in &group.members {
                let Some(claim) = deciding.claims.get(*at).filter(|_| !group.has_paid(*at)) else { continue };
                let places = claim.payments.clone();
                let awaits = format!("shared[{}]", limit.rule.label);
                if let Some(claim) = deciding.claims.get_mut(*at).filter(|it| it.status != ClaimStatus::Refused) {
                    claim.status = ClaimStatus::Pending;
                    claim.awaits.push(awaits);
                }
                places.for_each(|at| wait(deciding, at, limit));
            }
        }
        return Ok(());
    }
    for (at, _) in deciding.covered(limit) {
        wait(deciding, at, limit);
    }
    Ok(())
}

fn wait(deciding: &mut Deciding<'_, '_>, at: usize, limit: &Active<'_>) {
    let Some(payment) = deciding.payments.get_mut(at).filter(|payment| payment.is_live()) else { return };
    if payment.bounds.known().is_some_and(Number::is_zero) {
        return;
    }
    payment.certain = false;
    payment.state = State::Open;
    payment.bounds = Bounds::between(Some(Number::ZERO), payment.bounds.most());
    payment.awaits.push(format!("shared[{}]", limit.rule.label));
}
