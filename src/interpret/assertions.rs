//! Whether what must hold of a decision does. Nothing here changes a figure.

use std::collections::{HashMap, HashSet};

use indexmap::IndexSet;

use super::decided::{DecidedFigures, Unlisted};
use super::error::{CaseFault, CaseFaultKind};
use super::evaluate::{Evaluator, Frame};
use super::ledger::Ledger;
use super::sums::Sums;
use crate::decision::{AssertionResult, Awaited, Claim, MeasureDecision, Outcome, ScopeStatus};
use crate::ir::{Assertion, Decided, DecidedFigure, DecidedOf, Measure};
use crate::source::Span;
use crate::value::Fault;

/// So much of what an open one waits for is named.
const MISSING: usize = 100;

/// What is waited for by the pending payments behind a figure.
type Waiting = HashMap<DecidedFigure, Vec<Awaited>>;

/// What was decided, of which assertions speak.
pub(super) struct Made<'a> {
    /// Whether the policy applies at all.
    pub scope: ScopeStatus,
    /// What this policy paid before, by measure.
    pub ledgers: &'a HashMap<&'a str, Ledger<'a>>,
    /// The measures that have claims.
    pub measures: &'a [MeasureDecision],
    pub sums: &'a Sums,
    /// The places among all claims of those whose award another claim may yet take, or that may yet take another's.
    pub contested: &'a HashSet<usize>,
    /// The places of those of which it may turn out otherwise whether they qualify.
    pub unsettled: &'a HashSet<usize>,
}

impl Evaluator<'_> {
    /// Judges every assertion: those of the policy, then those of each measure, claim by claim. Gives nothing where there is none.
    pub(super) fn assertions(&self, made: &Made<'_>, detail: bool) -> Result<Vec<AssertionResult>, Box<CaseFault>> {
        if !self.program.asserts() {
            return Ok(Vec::new());
        }
        let fault = |fault: Fault| {
            let (case, kind) = (self.case.name.clone(), CaseFaultKind::Arithmetic(fault));
            Box::new(CaseFault { case, span: Span::default(), kind, facts: Vec::new() })
        };
        let figures = DecidedFigures::of(self.program, made, self.unlisted(made.scope)?).map_err(fault)?;
        let decided = made.measures;
        let figures = self.decided.get_or_init(|| figures);
        let mut judging = Judging { evaluator: self, figures, decided, detail, waiting: HashMap::new() };
        let mut results = Vec::new();
        for assertion in &self.program.assertions {
            results.extend(judging.judge(assertion, &Frame::new(None, 1), None)?);
        }
        let by_name: HashMap<&str, &MeasureDecision> = decided.iter().map(|own| (own.measure.as_str(), own)).collect();
        for (place, measure) in self.program.measures.iter().enumerate() {
            let live: Vec<&Assertion> =
                measure.assertions.iter().filter(|own| own.applies.under(self.chosen)).collect();
            let Some(own) = by_name.get(measure.name.as_str()).filter(|_| !live.is_empty()) else { continue };
            let records = self.claimants(measure)?;
            for assertion in live {
                for (at, (claim, record)) in own.claims.iter().zip(&records).enumerate() {
                    let about = About { measure, claim, place, at };
                    results.extend(judging.judge(assertion, &Frame::new(*record, 1), Some(&about))?);
                }
            }
        }
        self.about.set(None);
        Ok(results)
    }

    /// The measures, by their places, of which it is not known what claims they have: the facts that this waits for, and the support years of
    /// their awards. None where every claim is refused, whatever the list.
    fn unlisted(&self, scope: ScopeStatus) -> Result<Unlisted, Box<CaseFault>> {
        let mut unlisted = HashMap::new();
        if matches!(scope, ScopeStatus::Failed | ScopeStatus::NotInForce) {
            return Ok(unlisted);
        }
        for (place, measure) in self.program.measures.iter().enumerate() {
            let Some(each) = &measure.for_each else { continue };
            if let (None, missing) = self.records(each.list, &Frame::new(None, 1))? {
                let years = if measure.in_kind.is_some() { Vec::new() } else { measure.years(self.chosen) };
                unlisted.insert(place, (missing, years));
            }
        }
        Ok(unlisted)
    }
}

/// The claim that an assertion is about.
struct About<'a> {
    measure: &'a Measure,
    claim: &'a Claim,
    /// The place of the measure in the policy, and of the claim in the measure.
    place: usize,
    at: usize,
}

struct Judging<'a, 'p> {
    evaluator: &'a Evaluator<'p>,
    figures: &'a DecidedFigures,
    decided: &'a [MeasureDecision],
    detail: bool,
    waiting: Waiting,
}

impl Judging<'_, '_> {
    fn judge(
        &mut self,
        assertion: &Assertion,
        frame: &Frame,
        about: Option<&About<'_>>,
    ) -> Result<Option<AssertionResult>, Box<CaseFault>> {
        let evaluator = self.evaluator;
        if !assertion.applies.under(evaluator.chosen) {
            return Ok(None);
        }
        evaluator.about.set(about.map(|about| (about.place, about.at)));
        let known = evaluator.settle(true, assertion.expr, frame)?;
        let holds = known.truth().known();
        let rests_on = if self.detail || holds == Some(false) {
            evaluator.basis(&assertion.clause, assertion.applies, &[assertion.expr], frame)?
        } else {
            Evaluator::plain_basis(&assertion.clause)
        };
        let (mut missing, mut made_of) = (Vec::new(), Vec::new());
        if holds != Some(true) {
            match holds {
                None => {
                    let asked = evaluator.asked(assertion.expr);
                    missing = self.missing(evaluator.paths(&known.missing), &asked, about);
                }
                Some(_) => made_of = evaluator.made_of(self.figures, assertion, frame)?,
            }
        }
        Ok(Some(AssertionResult {
            label: assertion.label.clone(),
            measure: about.map(|about| about.measure.name.clone()),
            claim: about.map(|about| about.claim.claim.clone()),
            holds,
            missing,
            made_of,
            rests_on,
        }))
    }

    /// The facts that an open assertion waits for, and what the payments wait for whose figures it asks for.
    fn missing(&mut self, facts: Vec<Awaited>, asked: &[DecidedFigure], about: Option<&About<'_>>) -> Vec<Awaited> {
        let mut all: IndexSet<Awaited> = facts.into_iter().collect();
        for figure in asked {
            if figure.of == DecidedOf::Claim {
                all.extend(about.into_iter().flat_map(|about| waiting(about.claim, figure)));
                continue;
            }
            let named = match figure.of {
                DecidedOf::Measure(at) => self.evaluator.program.measures.get(at).map(|measure| measure.name.as_str()),
                DecidedOf::All | DecidedOf::Claim => None,
            };
            let found = self.waiting.entry(*figure).or_insert_with(|| {
                let measures = self.decided.iter().filter(|own| named.is_none_or(|name| own.measure == name));
                let claims = measures.flat_map(|own| &own.claims);
                let mut found: IndexSet<Awaited> = IndexSet::new();
                for claim in claims {
                    if found.len() >= MISSING {
                        break;
                    }
                    found.extend(waiting(claim, figure));
                }
                found.into_iter().collect()
            });
            all.extend(found.iter().cloned());
        }
        all.into_iter().take(MISSING).collect()
    }
}

/// What a claim, and its payments of a figure's year, wait for.
fn waiting(claim: &Claim, figure: &DecidedFigure) -> Vec<Awaited> {
    if figure.what == Decided::Qualified {
        return claim.missing.clone();
    }
    let pending = claim.payments.iter().filter(|payment| {
        matches!(payment.outcome, Outcome::Pending { .. })
            && figure.year.is_none_or(|year| payment.support_year == year)
    });
    pending.flat_map(|payment| payment.missing.iter().chain(&claim.missing)).cloned().collect()
}
