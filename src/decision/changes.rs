//! What changed from one decision to a later one: claims by name, conditions by label, payments by year.

use std::collections::HashMap;

use serde::Serialize;

use super::{Claim, ClaimStatus, ConditionResult, Decision, MeasureDecision, Outcome, Payment, ScopeStatus};

/// What changed since an earlier decision.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changes {
    /// The earlier case's file.
    pub since: String,
    /// Whether the policy applies at all, where that changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<Changed<ScopeStatus>>,
    /// The conditions of the whole policy that came out differently.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionChange>,
    /// The claims of which something changed, in the order of the later decision; those that are gone come last.
    pub claims: Vec<ClaimChange>,
}

/// A value then and now; `None` where there was none, or is none any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Changed<T> {
    /// In the earlier decision.
    pub before: Option<T>,
    /// In the later one.
    pub after: Option<T>,
}

/// A condition that was tested both times and came out differently; unknown is `null`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConditionChange {
    /// Its label.
    pub label: String,
    /// Whether it held.
    pub before: Option<bool>,
    /// Whether it holds.
    pub after: Option<bool>,
}

/// A claim of which something changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimChange {
    /// The measure's identifier.
    pub measure: String,
    /// The claim.
    pub claim: String,
    /// Its status, where that changed or the claim came or went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Changed<ClaimStatus>>,
    /// Its conditions that came out differently.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionChange>,
    /// Its payments with another outcome.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<PaymentChange>,
}

/// A payment with another outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PaymentChange {
    /// The support year.
    pub support_year: u32,
    /// The outcome then and now.
    #[serde(flatten)]
    pub outcome: Changed<Outcome>,
    /// The conditions of that year that came out differently.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionChange>,
}

impl Changes {
    /// What changed from one decision to a later one on the same policy.
    pub fn between(before: &Decision, after: &Decision) -> Changes {
        let mut earlier: HashMap<(&str, &str), &Claim> =
            claims(before).map(|(at, claim)| (key(at, claim), claim)).collect();
        let mut changed = Vec::new();
        for (measure, claim) in claims(after) {
            let own = earlier.remove(&key(measure, claim));
            changed.extend(of_claim(&measure.measure, own, Some(claim)));
        }
        for (measure, claim) in claims(before).filter(|(measure, claim)| earlier.contains_key(&key(measure, claim))) {
            changed.extend(of_claim(&measure.measure, Some(claim), None));
        }
        let scope = (before.scope.status, after.scope.status);
        Changes {
            since: before.case.clone(),
            scope: (scope.0 != scope.1).then_some(Changed { before: Some(scope.0), after: Some(scope.1) }),
            conditions: of_conditions(&before.scope.conditions, &after.scope.conditions),
            claims: changed,
        }
    }

    /// Whether nothing did.
    pub fn is_empty(&self) -> bool {
        self.scope.is_none() && self.conditions.is_empty() && self.claims.is_empty()
    }
}

fn claims(decision: &Decision) -> impl Iterator<Item = (&MeasureDecision, &Claim)> {
    decision.measures.iter().flat_map(|measure| measure.claims.iter().map(move |claim| (measure, claim)))
}

fn key<'d>(measure: &'d MeasureDecision, claim: &'d Claim) -> (&'d str, &'d str) {
    (&measure.measure, &claim.claim)
}

fn of_claim(measure: &str, before: Option<&Claim>, after: Option<&Claim>) -> Option<ClaimChange> {
    let either = after.or(before)?;
    let status = Changed { before: before.map(|claim| claim.status), after: after.map(|claim| claim.status) };
    let none: &Claim = &Claim { payments: Vec::new(), conditions: Vec::new(), ..either.clone() };
    let (earlier, later) = (before.unwrap_or(none), after.unwrap_or(none));
    let change = ClaimChange {
        measure: measure.to_owned(),
        claim: either.claim.clone(),
        status: (status.before != status.after).then_some(status),
        conditions: of_conditions(&earlier.conditions, &later.conditions),
        payments: of_payments(&earlier.payments, &later.payments),
    };
    let nothing = change.status.is_none() && change.conditions.is_empty() && change.payments.is_empty();
    (!nothing).then_some(change)
}

/// Conditions that were tested both times; of several with one label the first goes with the first.
fn of_conditions(before: &[ConditionResult], after: &[ConditionResult]) -> Vec<ConditionChange> {
    let mut earlier: HashMap<&str, Vec<Option<bool>>> = HashMap::new();
    for condition in before.iter().rev() {
        earlier.entry(&condition.label).or_default().push(condition.holds);
    }
    let changed = after.iter().filter_map(|condition| {
        let before = earlier.get_mut(condition.label.as_str()).and_then(Vec::pop)?;
        let (label, after) = (condition.label.clone(), condition.holds);
        (before != after).then_some(ConditionChange { label, before, after })
    });
    changed.collect()
}

/// Payments of one year go together in their order: the first instalment with the first.
fn of_payments(before: &[Payment], after: &[Payment]) -> Vec<PaymentChange> {
    let mut earlier: HashMap<u32, Vec<&Payment>> = HashMap::new();
    for payment in before.iter().rev() {
        earlier.entry(payment.support_year).or_default().push(payment);
    }
    let mut changed = Vec::new();
    for payment in after {
        let own = earlier.get_mut(&payment.support_year).and_then(Vec::pop);
        changed.extend(of_payment(own, Some(payment)));
    }
    for payment in before {
        let left = earlier.get_mut(&payment.support_year);
        if let Some(own) = left.filter(|left| left.iter().any(|own| std::ptr::eq(*own, payment))) {
            own.retain(|own| !std::ptr::eq(*own, payment));
            changed.extend(of_payment(Some(payment), None));
        }
    }
    changed
}

fn of_payment(before: Option<&Payment>, after: Option<&Payment>) -> Option<PaymentChange> {
    let either = after.or(before)?;
    let outcome = Changed { before: before.map(|own| own.outcome), after: after.map(|own| own.outcome) };
    let conditions = match (before, after) {
        (Some(before), Some(after)) => of_conditions(&before.conditions, &after.conditions),
        _ => Vec::new(),
    };
    let same = outcome.before == outcome.after && conditions.is_empty();
    (!same).then_some(PaymentChange { support_year: either.support_year, outcome, conditions })
}
