//! The reference semantics: a program and one case give a decision with its derivation.
//!
//! The steps are those from formula to payment in `docs/semantics.md`, each for all claims before the next: formula and rounding, ledger,
//! approval, limits, then the bounds of what is pending; last comes what must hold of the decision. Written to be clear before fast; a batch engine has to agree with it to the last fen.

mod approved;
mod assertions;
mod claims;
mod compare;
mod contributions;
mod dated;
mod decided;
mod departures;
mod divide;
mod error;
mod evaluate;
mod facts;
mod functions;
mod known;
mod ledger;
mod limits;
mod lists;
mod outermost;
mod payers;
mod payments;
mod position;
mod recover;
mod schedule;
mod slices;
mod sums;
mod suppose;
mod time;
mod trace;
mod voucher;

pub use crate::ir::Stage;
pub use error::{CaseFault, CaseFaultKind};

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::case::Case;
use crate::decision::{
    Amount, Claim, ClaimStatus, Decision, MeasureDecision, Outcome, Payment, Period, ScopeStatus, Totals,
};
use crate::ir::{Limit, Measure, Program, Reading};
use crate::value::{Fault, Number};
use approved::{Approvals, approvals};
use assertions::Made;
use claims::OpenClaim;
use evaluate::Evaluator;
use known::Missing;
use ledger::{Ledger, used_by};
use limits::{Deciding, OpenMeasure};
use payments::{OpenPayment, State};
use sums::Sums;

/// How much stack deciding may take. Nesting is limited where texts are read; this leaves those limits ample room.
pub const STACK: usize = 256 * 1024 * 1024;

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

/// Decides a case at one of the stages at which conditions are tested, by the version of the policy that counts for its day of application.
///
/// # Errors
/// A [`CaseFault`] where a rule has no value on this case (a division by zero, too many digits …).
pub fn decide(
    program: &Program,
    case: &Case,
    readings: &Readings,
    stage: Stage,
    detail: Detail,
) -> Result<Decision, Box<CaseFault>> {
    let program = program.on(case.applied_on);
    let chosen = readings.chosen(program);
    let evaluator = Evaluator::new(program, case, &chosen, stage)?;
    let keep = detail == Detail::Derivation;
    let (scope, waiting) = evaluator.judge_scope(keep)?;
    let ledgers = Ledger::by_measure(case);
    let none = Ledger::empty();
    let approvals = approvals(case);
    let run = Run { evaluator: &evaluator, scope: scope.status, waiting: &waiting, keep };
    let mut deciding = run.open(&ledgers, &none, &approvals)?;
    limits::cut(&mut deciding)?;
    schedule::set_apart(&mut deciding)?;
    let pending = limits::settle(&mut deciding)?;
    let total_fault = |fault: Fault| {
        let kind = CaseFaultKind::Arithmetic(fault);
        Box::new(CaseFault { case: case.name.clone(), span: crate::source::Span::default(), kind, facts: Vec::new() })
    };
    let mut sums = Sums::of(case, program, pending).map_err(total_fault)?;
    let (contested, unsettled) = match program.asserts() {
        true => (deciding.contested(), deciding.unsettled()),
        false => (HashSet::new(), HashSet::new()),
    };
    let measures = run.finish(deciding, &mut sums)?;
    let assertions = evaluator.assertions(
        &Made {
            scope: scope.status,
            ledgers: &ledgers,
            measures: &measures,
            sums: &sums,
            contested: &contested,
            unsettled: &unsettled,
        },
        keep,
    )?;
    let digits = program.policy.digits;
    Ok(Decision {
        policy: program.policy.name.clone(),
        version: program.version.as_ref().map(|version| version.name.clone()),
        digest: program.digest.clone(),
        // Without its folder: the same case gives the same decision wherever it lies.
        case: crate::source::file_name(&case.name).to_owned(),
        applicant: applicant_name(program, case),
        applied_on: case.applied_on,
        stage,
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
            scheduled: Amount::new(sums.scheduled, digits),
            pending_at_most: sums.pending.map(|sum| Amount::new(sum, digits)),
            repayable: sums.repayable.map(|sum| Amount::new(sum, digits)),
        },
        assertions,
        changes: None,
    })
}

/// What the claims of every measure share.
struct Run<'a, 'p> {
    evaluator: &'a Evaluator<'p>,
    scope: ScopeStatus,
    waiting: &'a Missing,
    keep: bool,
}

impl<'a, 'p> Run<'a, 'p> {
    /// The claims of every measure and their payments before any limit.
    fn open(
        &self,
        ledgers: &'a HashMap<&'p str, Ledger<'p>>,
        none: &'a Ledger<'p>,
        approvals: &HashMap<&'p str, Approvals<'p>>,
    ) -> Result<Deciding<'a, 'p>, Box<CaseFault>> {
        let evaluator = self.evaluator;
        let limits = limits::active(evaluator.program, evaluator.chosen);
        let mut standing: Vec<Vec<&Limit>> = vec![Vec::new(); evaluator.program.measures.len()];
        for (measure, form) in limits.iter().flat_map(|limit| &limit.forms) {
            if let Some(standing) = standing.get_mut(*measure) {
                standing.push(form);
            }
        }
        let mut deciding = Deciding {
            evaluator,
            measures: Vec::new(),
            claims: Vec::new(),
            payments: Vec::new(),
            limits,
            displaced: Vec::new(),
            floating: HashSet::new(),
            taken: HashMap::new(),
            detail: self.keep,
        };
        for (place, (measure, standing)) in evaluator.program.measures.iter().zip(&standing).enumerate() {
            let ledger = ledgers.get(measure.name.as_str()).unwrap_or(none);
            let approved = approvals.get(measure.name.as_str());
            let (first_claim, first_payment) = (deciding.claims.len(), deciding.payments.len());
            for mut claim in evaluator.claims(place, measure, standing, self.scope, self.waiting, self.keep)? {
                let first = deciding.payments.len();
                if measure.in_kind.is_none() && claim.status != ClaimStatus::Refused {
                    let at = deciding.claims.len();
                    let payments = evaluator.payments(measure, at, &claim, ledger, approved, self.keep)?;
                    deciding.payments.extend(payments);
                }
                claim.payments = first..deciding.payments.len();
                deciding.claims.push(claim);
            }
            deciding.measures.push(OpenMeasure {
                measure,
                ledger,
                claims: first_claim..deciding.claims.len(),
                payments: first_payment..deciding.payments.len(),
            });
        }
        Ok(deciding)
    }

    /// The decisions of the measures that have claims.
    fn finish(&self, deciding: Deciding<'_, '_>, sums: &mut Sums) -> Result<Vec<MeasureDecision>, Box<CaseFault>> {
        let mut claims = deciding.claims.into_iter();
        let mut payments = deciding.payments.into_iter();
        let mut measures = Vec::new();
        for open in deciding.measures {
            let mut own = Vec::new();
            for claim in claims.by_ref().take(open.claims.len()) {
                let claim = self.claim(open.measure, open.ledger, claim, &mut payments, sums)?;
                sums.add(&claim).map_err(|fault| self.evaluator.clause_fault(&open.measure.clause, fault))?;
                own.push(claim);
            }
            if !own.is_empty() {
                measures.push(MeasureDecision {
                    measure: open.measure.name.clone(),
                    label: open.measure.label.clone(),
                    article: open.measure.article.clone(),
                    claims: own,
                });
            }
        }
        Ok(measures)
    }

    /// A claim with its payments, the next of all.
    fn claim(
        &self,
        measure: &Measure,
        ledger: &Ledger<'_>,
        claim: OpenClaim,
        payments: &mut impl Iterator<Item = OpenPayment>,
        sums: &mut Sums,
    ) -> Result<Claim, Box<CaseFault>> {
        let evaluator = self.evaluator;
        let own = payments.by_ref().take(claim.payments.len());
        let mut payments = Vec::new();
        for open in own.filter(|payment| !matches!(payment.state, State::Withdrawn(_))) {
            match measure.schedule_of(open.year, evaluator.chosen) {
                Some(pay) => {
                    let parts = evaluator.scheduled(pay, &claim, ledger, open, self.keep)?;
                    sums.divided(&parts).map_err(|fault| evaluator.clause_fault(&pay.clause, fault))?;
                    payments.extend(parts.payments);
                }
                None => payments.push(evaluator.payment(open)),
            }
        }
        evaluator.share_out(measure, &claim, &mut payments)?;
        let recoveries = evaluator.recoveries(measure, &claim, ledger, self.keep)?;
        let digits = evaluator.program.policy.digits;
        let of_ledger = ledger.of_claim(&claim.name).iter().filter(|_| claim.status == ClaimStatus::Refused);
        let of_ledger = of_ledger.map(|entry| used_by(entry, digits)).collect();
        let obligations = match claim.status {
            ClaimStatus::Refused => Vec::new(),
            ClaimStatus::Qualified | ClaimStatus::Pending => evaluator.obligations(measure, &claim, self.keep)?,
        };
        let mut missing = Vec::new();
        if claim.status == ClaimStatus::Pending {
            missing = evaluator.paths(&claim.missing);
            missing.extend(claim.awaits);
        }
        Ok(Claim {
            claim: claim.name,
            status: claim.status,
            conditions: claim.conditions,
            missing,
            payments,
            ledger: of_ledger,
            recoveries,
            obligations,
        })
    }
}

impl Evaluator<'_> {
    /// A payment that is paid at once.
    fn payment(&self, payment: OpenPayment) -> Payment {
        let digits = self.program.policy.digits;
        let amount = |number: Option<Number>| Amount::new(number.unwrap_or(Number::ZERO), digits);
        let outcome = match payment.state {
            State::Paid(sum) => Outcome::Paid { amount: amount(Some(sum)) },
            State::Refused | State::Withdrawn(_) => Outcome::Refused,
            State::Definite if payment.bounds.known().is_none_or(Number::is_zero) => Outcome::Nothing,
            State::Definite => Outcome::Payable { amount: amount(payment.bounds.known()) },
            State::Open => Outcome::Pending {
                at_least: amount(payment.bounds.least()),
                at_most: payment.bounds.most().map(|most| Amount::new(most, digits)),
            },
        };
        let mut missing = Vec::new();
        if payment.state == State::Open {
            missing = self.paths(&payment.missing);
            missing.extend(payment.awaits);
        }
        Payment {
            support_year: payment.year,
            instalment: None,
            part: None,
            outcome,
            due: None,
            payers: Vec::new(),
            in_advance: payment.in_advance,
            conditions: payment.conditions,
            missing,
            steps: payment.steps,
        }
    }
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
