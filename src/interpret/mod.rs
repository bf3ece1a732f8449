//! The reference semantics: a program and one case give a decision with its derivation.
//!
//! The steps are those of *Meaning* in `docs/semantics.md`, each for all claims of a measure before the next: formula and rounding, ledger, approval,
//! limits, then the bounds of what is pending. Written to be clear before fast; a batch engine has to agree with it to the last fen.

mod claims;
mod compare;
mod error;
mod evaluate;
mod facts;
mod functions;
mod known;
mod ledger;
mod limits;
mod lists;
mod payments;
mod trace;

pub use error::{CaseFault, CaseFaultKind};

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::case::Case;
use crate::decision::{
    Amount, Claim, ClaimStatus, Decision, MeasureDecision, Outcome, Payment, Period, ScopeStatus, Totals,
};
use crate::ir::{Measure, Program, Reading};
use crate::value::{Fault, Number};
use claims::OpenClaim;
use evaluate::Evaluator;
use known::Missing;
use ledger::Ledger;
use limits::Deciding;
use payments::{Approvals, OpenPayment, State};

/// Which alternative of each reading is used where it is not the default: the identifiers of readings and alternatives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readings(Vec<(String, String)>);

impl Readings {
    /// The defaults of a policy.
    pub fn defaults(_: &Program) -> Readings {
        Readings::default()
    }

    /// The same with another alternative of one reading, both by identifier or label.
    ///
    /// # Errors
    /// The names that would have been possible: of readings, where there is no such reading; else of its alternatives.
    pub fn with(mut self, program: &Program, reading: &str, value: &str) -> Result<Readings, Vec<String>> {
        let named = |name: &str, label: Option<&str>, wanted: &str| name == wanted || label == Some(wanted);
        // A reading, or an alternative, that the policy has got or lost by amendment is one all the same.
        let declared: Vec<&Reading> = program.versions().flat_map(|version| &version.readings).collect();
        let own: Vec<&&Reading> = declared.iter().filter(|it| named(&it.name, it.label.as_deref(), reading)).collect();
        let Some(first) = own.first() else {
            return Err(known(declared.iter().map(|it| it.name.as_str())));
        };
        let mut alternatives = own.iter().flat_map(|it| &it.values);
        let Some(alternative) = alternatives.find(|it| named(&it.name, it.label.as_deref(), value)) else {
            return Err(known(own.iter().flat_map(|it| &it.values).map(|it| it.name.as_str())));
        };
        self.0.retain(|(name, _)| *name != first.name);
        self.0.push((first.name.clone(), alternative.name.clone()));
        Ok(self)
    }

    /// The alternative used of each reading of one version of a policy: indices into
    /// [`Reading::values`](crate::ir::Reading::values).
    pub fn chosen(&self, version: &Program) -> Vec<usize> {
        let of = |reading: &Reading| {
            let wanted = self.0.iter().find(|(name, _)| *name == reading.name);
            let at = wanted.and_then(|(_, value)| reading.values.iter().position(|own| own.name == *value));
            at.unwrap_or(reading.default)
        };
        version.readings.iter().map(of).collect()
    }
}

/// Names, each once.
fn known<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for name in names {
        if !known.iter().any(|own| own == name) {
            known.push(name.to_owned());
        }
    }
    known
}

/// How much of a derivation is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Statuses and amounts alone.
    Figures,
    /// Every step with the rule, the facts, the quotes and the arithmetic.
    Derivation,
}

/// Decides a case, by the version of the policy that counts for its day of application.
///
/// # Errors
/// A [`CaseFault`] where a rule has no value on this case (a division by zero, too many digits …).
pub fn decide(program: &Program, case: &Case, readings: &Readings, detail: Detail) -> Result<Decision, Box<CaseFault>> {
    let program = program.on(case.applied_on);
    let chosen = readings.chosen(program);
    let evaluator = Evaluator::new(program, case, &chosen)?;
    let keep = detail == Detail::Derivation;
    let (scope, waiting) = evaluator.judge_scope(keep)?;
    let ledgers = Ledger::by_measure(case);
    let approvals = approvals(case);
    let mut sums = Sums { paid: Number::ZERO, payable: Number::ZERO, pending: Some(Number::ZERO) };
    let total_fault = |fault: Fault| {
        let kind = CaseFaultKind::Arithmetic(fault);
        Box::new(CaseFault { case: case.name.clone(), span: crate::source::Span::default(), kind, facts: Vec::new() })
    };
    for entry in case.paid.iter().filter(|entry| entry.policy.is_none()) {
        sums.paid = sums.paid.plus(entry.amount).map_err(total_fault)?;
    }
    let none = Ledger::empty();
    let mut measures = Vec::new();
    for measure in &program.measures {
        let ledger = ledgers.get(measure.name.as_str()).unwrap_or(&none);
        let run = Run {
            evaluator: &evaluator,
            scope: scope.status,
            waiting: &waiting,
            ledger,
            approved: approvals.get(measure.name.as_str()),
            keep,
        };
        let claims = run.measure(measure, &mut sums, &total_fault)?;
        if !claims.is_empty() {
            measures.push(MeasureDecision {
                measure: measure.name.clone(),
                label: measure.label.clone(),
                article: measure.article.clone(),
                claims,
            });
        }
    }
    let digits = program.policy.digits;
    Ok(Decision {
        policy: program.policy.name.clone(),
        version: program.version.as_ref().map(|version| version.name.clone()),
        digest: program.digest.clone(),
        // Without its folder: the same case gives the same decision wherever it lies.
        case: crate::source::file_name(&case.name).to_owned(),
        applicant: applicant_name(program, case),
        applied_on: case.applied_on,
        in_force: evaluator
            .in_force()
            .map(|period| Period { from: period.from.known(), until: period.until.and_then(|until| until.known()) }),
        currency: program.policy.currency.clone(),
        readings: readings_used(program, &chosen),
        scope,
        measures,
        totals: Totals {
            paid: Amount::new(sums.paid, digits),
            payable: Amount::new(sums.payable, digits),
            scheduled: Amount::new(Number::ZERO, digits),
            pending_at_most: sums.pending.map(|sum| Amount::new(sum, digits)),
        },
    })
}

struct Sums {
    paid: Number,
    payable: Number,
    pending: Option<Number>,
}

/// What the claims of every measure share.
struct Run<'a, 'p> {
    evaluator: &'a Evaluator<'p>,
    scope: ScopeStatus,
    waiting: &'a Missing,
    ledger: &'a Ledger<'p>,
    approved: Option<&'a Approvals<'p>>,
    keep: bool,
}

impl<'p> Run<'_, 'p> {
    fn measure(
        &self,
        measure: &'p Measure,
        sums: &mut Sums,
        total_fault: &impl Fn(Fault) -> Box<CaseFault>,
    ) -> Result<Vec<Claim>, Box<CaseFault>> {
        let claims = self.evaluator.claims(measure, self.scope, self.waiting, self.keep)?;
        let mut payments = Vec::new();
        if measure.in_kind.is_none() {
            for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| claim.status != ClaimStatus::Refused) {
                payments.extend(self.evaluator.payments(measure, at, claim, self.ledger, self.approved, self.keep)?);
            }
        }
        let mut deciding = Deciding {
            evaluator: self.evaluator,
            measure,
            ledger: self.ledger,
            claims,
            payments,
            refused: Vec::new(),
            displaced: Vec::new(),
            floating: Vec::new(),
            detail: self.keep,
        };
        limits::cut(&mut deciding)?;
        let pending = limits::settle(&mut deciding)?;
        sums.pending = sums.pending.zip(pending).map(|(sum, more)| sum.plus(more)).transpose().map_err(total_fault)?;
        for payment in deciding.payments.iter().filter(|payment| payment.state == State::Definite) {
            let amount = payment.bounds.known().unwrap_or(Number::ZERO);
            sums.payable = sums.payable.plus(amount).map_err(total_fault)?;
        }
        Ok(self.finish(deciding))
    }

    fn finish(&self, deciding: Deciding<'_, '_>) -> Vec<Claim> {
        let mut by_claim: Vec<Vec<Payment>> = Vec::new();
        by_claim.resize_with(deciding.claims.len(), Vec::new);
        for payment in deciding.payments {
            if let Some(own) = by_claim.get_mut(payment.claim) {
                own.push(self.payment(payment));
            }
        }
        let claim = |(claim, payments): (OpenClaim, Vec<Payment>)| Claim {
            claim: claim.name,
            status: claim.status,
            conditions: claim.conditions,
            missing: if claim.status == ClaimStatus::Pending {
                self.evaluator.paths(&claim.missing)
            } else {
                Vec::new()
            },
            payments,
        };
        deciding.claims.into_iter().zip(by_claim).map(claim).collect()
    }

    fn payment(&self, payment: OpenPayment) -> Payment {
        let digits = self.evaluator.program.policy.digits;
        let amount = |number: Option<Number>| Amount::new(number.unwrap_or(Number::ZERO), digits);
        let outcome = match payment.state {
            State::Paid(sum) => Outcome::Paid { amount: amount(Some(sum)) },
            State::Refused => Outcome::Refused,
            State::Definite if payment.bounds.known().is_none_or(Number::is_zero) => Outcome::Nothing,
            State::Definite => Outcome::Payable { amount: amount(payment.bounds.known()) },
            State::Open => Outcome::Pending {
                at_least: amount(payment.bounds.least()),
                at_most: payment.bounds.most().map(|most| Amount::new(most, digits)),
            },
        };
        let mut missing = Vec::new();
        if payment.state == State::Open {
            missing = self.evaluator.paths(&payment.missing);
            missing.extend(payment.unapproved);
        }
        Payment {
            support_year: payment.year,
            outcome,
            in_advance: payment.in_advance,
            conditions: payment.conditions,
            missing,
            steps: payment.steps,
        }
    }
}

fn approvals(case: &Case) -> HashMap<&str, Approvals<'_>> {
    let mut approvals: HashMap<&str, Approvals<'_>> = HashMap::new();
    for entry in &case.approved {
        approvals.entry(&entry.measure).or_default().insert((&entry.claim, entry.support_year), entry.amount);
    }
    approvals
}

fn readings_used(program: &Program, chosen: &[usize]) -> IndexMap<String, String> {
    let used = program.readings.iter().zip(chosen);
    used.filter_map(|(reading, at)| Some((reading.name.clone(), reading.values.get(*at)?.name.clone()))).collect()
}

fn applicant_name(program: &Program, case: &Case) -> Option<String> {
    let applicant = program.record(program.applicant)?;
    let field = applicant.fields.iter().position(|field| field.name == "name")?;
    match case.fact(program, Case::APPLICANT, crate::ir::FieldId(u32::try_from(field).ok()?))? {
        crate::ir::Datum::Text(text) => Some(text.to_string()),
        crate::ir::Datum::Truth(_)
        | crate::ir::Datum::Number(_)
        | crate::ir::Datum::Date(_)
        | crate::ir::Datum::Period(..)
        | crate::ir::Datum::Choice(_)
        | crate::ir::Datum::List(_)
        | crate::ir::Datum::Series(_) => None,
    }
}
