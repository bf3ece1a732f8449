//! What of a decision has consequences: statuses, amounts and days, without the reasons.

use crate::decision::{Claim, ClaimStatus, Decision, Outcome, Payer, RecoveryStatus, ScopeStatus, Totals};
use crate::diagnostic::Diagnostic;
use crate::interpret::{CaseFault, Detail, decide};
use crate::ir::Program;
use crate::value::Date;

use super::Run;

/// What comes of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comes {
    /// A decision.
    Decided {
        /// Whether the policy applies.
        scope: ScopeStatus,
        /// The claims by measure.
        measures: Vec<(String, Vec<ClaimComes>)>,
        /// The sums.
        totals: Totals,
        /// What must hold of the decision, claim by claim, and whether it does.
        assertions: Vec<(String, Option<String>, Option<bool>)>,
    },
    /// No decision: the code of the finding.
    Fault(&'static str),
}

/// What comes of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimComes {
    /// The claim.
    pub claim: String,
    /// Its status.
    pub status: ClaimStatus,
    /// Its payments.
    pub payments: Vec<PaymentComes>,
    /// What is taken back.
    pub recoveries: Vec<(String, RecoveryStatus)>,
    /// What was promised, and until when.
    pub obligations: Vec<(String, Option<Date>)>,
}

/// What a payment comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentComes {
    /// The support year.
    pub support_year: u32,
    /// The part of a schedule.
    pub instalment: Option<u32>,
    /// The outcome with its amounts.
    pub outcome: Outcome,
    /// Whether it falls due in advance.
    pub in_advance: bool,
    /// When it falls due.
    pub due: Option<Date>,
    /// Who pays.
    pub payers: Vec<Payer>,
}

impl Comes {
    /// What a program makes of a run.
    pub fn of(program: &Program, run: &Run) -> Comes {
        Comes::from(&decide(program, &run.case, &run.readings, run.stage, Detail::Figures))
    }

    /// Whether the same comes of another, in whatever order the claims are told.
    pub fn is_same(&self, other: &Comes) -> bool {
        match (self, other) {
            (
                Comes::Decided { scope, measures, totals, assertions },
                Comes::Decided {
                    scope: other_scope,
                    measures: others,
                    totals: other_totals,
                    assertions: other_assertions,
                },
            ) => {
                (scope, totals) == (other_scope, other_totals)
                    && (assertions == other_assertions || ordered(assertions) == ordered(other_assertions))
                    && measures.len() == others.len()
                    && measures.iter().zip(others).all(|((name, own), (other, claims))| {
                        name == other && (own == claims || consequences(own) == consequences(claims))
                    })
            }
            (Comes::Fault(own), Comes::Fault(other)) => own == other,
            (Comes::Decided { .. }, Comes::Fault(_)) | (Comes::Fault(_), Comes::Decided { .. }) => false,
        }
    }
}

impl From<&Result<Decision, Box<CaseFault>>> for Comes {
    fn from(decided: &Result<Decision, Box<CaseFault>>) -> Comes {
        match decided {
            Ok(decision) => Comes::Decided {
                scope: decision.scope.status,
                measures: decision
                    .measures
                    .iter()
                    .map(|own| (own.measure.clone(), own.claims.iter().map(of_claim).collect()))
                    .collect(),
                totals: decision.totals,
                assertions: decision
                    .assertions
                    .iter()
                    .map(|own| (own.label.clone(), own.claim.clone(), own.holds))
                    .collect(),
            },
            Err(fault) => Comes::Fault(Diagnostic::from((**fault).clone()).code),
        }
    }
}

/// The claims in an order of their own. What a rule could take back, and does not, has no consequence.
fn consequences(claims: &[ClaimComes]) -> Vec<ClaimComes> {
    let mut all: Vec<ClaimComes> = claims.to_vec();
    all.iter_mut().for_each(|claim| claim.recoveries.retain(|(_, status)| *status != RecoveryStatus::None));
    all.sort_by(|one, other| one.claim.cmp(&other.claim));
    all
}

/// An assertion with its claim, and whether it holds.
type Asserted = (String, Option<String>, Option<bool>);

fn ordered(assertions: &[Asserted]) -> Vec<&Asserted> {
    let mut all: Vec<&Asserted> = assertions.iter().collect();
    all.sort();
    all
}

fn of_claim(claim: &Claim) -> ClaimComes {
    let payments = claim.payments.iter().map(|own| PaymentComes {
        support_year: own.support_year,
        instalment: own.instalment,
        outcome: own.outcome,
        in_advance: own.in_advance,
        due: own.due_on(),
        payers: own.payers.clone(),
    });
    ClaimComes {
        claim: claim.claim.clone(),
        status: claim.status,
        payments: payments.collect(),
        recoveries: claim.recoveries.iter().map(|own| (own.label.clone(), own.status)).collect(),
        obligations: claim.obligations.iter().map(|own| (own.label.clone(), own.until)).collect(),
    }
}
