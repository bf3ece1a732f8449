//! Limits, in the order in which they are written: of each measure its own, then those across measures.

mod awards;
mod counted;
mod groups;
mod highest;
mod holders;
mod least;
mod money;
mod most;
mod pending;
mod perhaps;
mod pools;
mod quantity;
mod room;
mod shared;
mod together;
mod usage;
mod window;

pub(super) use pending::settle;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use super::claims::OpenClaim;
use super::error::{CaseFault, CaseFaultKind};
use super::evaluate::Evaluator;
use super::ledger::Ledger;
use super::payments::OpenPayment;
use crate::ir::{Limit, LimitWhat, Measure, Program, Sharing};
use crate::source::Span;
use crate::value::{Bounds, Fault};

/// The claims and payments of every measure, on their way to a decision.
pub(super) struct Deciding<'a, 'p> {
    pub evaluator: &'a Evaluator<'p>,
    /// Every measure of the policy, in the order of declaration.
    pub measures: Vec<OpenMeasure<'a, 'p>>,
    /// The claims of all measures, measure by measure.
    pub claims: Vec<OpenClaim>,
    /// Their payments, claim by claim.
    pub payments: Vec<OpenPayment>,
    /// The limits that count, in the order in which they cut.
    pub limits: Vec<Rc<Active<'p>>>,
    /// Claims that were pending when a limit on the number of awards refused them, each with the qualified claims that hold the awards instead.
    pub displaced: Vec<(usize, Rc<[usize]>)>,
    /// The limits on the number of awards that a claim of an unknown group came to, by their places; a later one may have refused it since.
    pub floating: HashSet<usize>,
    /// What a payable payment was left of a limit on a quantity, by the place of the limit and that of the payment.
    pub taken: HashMap<(usize, usize), Bounds>,
    pub detail: bool,
}

/// A measure whose claims are being decided.
pub(super) struct OpenMeasure<'a, 'p> {
    pub measure: &'p Measure,
    pub ledger: &'a Ledger<'p>,
    /// The places of its claims.
    pub claims: Range<usize>,
    /// The places of its payments.
    pub payments: Range<usize>,
}

/// A limit that counts under the chosen readings.
pub(super) struct Active<'p> {
    /// What is common to its forms.
    pub rule: &'p Limit,
    /// The measures that it stands with, ascending, and the form that each of them gives it.
    pub forms: Vec<(usize, &'p Limit)>,
    /// The label of the section, of a limit across measures.
    pub section: Option<&'p str>,
}

impl<'p> Active<'p> {
    /// The form that counts for the claims of a measure.
    pub(super) fn of(&self, measure: usize) -> Option<&'p Limit> {
        let at = self.forms.binary_search_by_key(&measure, |form| form.0).ok()?;
        self.forms.get(at).map(|form| form.1)
    }
}

/// The limits that count under the chosen readings, in the order in which they cut.
pub(super) fn active<'p>(program: &'p Program, chosen: &[usize]) -> Vec<Rc<Active<'p>>> {
    let mut limits = Vec::new();
    for (at, measure) in program.measures.iter().enumerate() {
        for limit in measure.limits.iter().filter(|limit| limit.applies.under(chosen)) {
            limits.push(Rc::new(Active { rule: limit, forms: vec![(at, limit)], section: None }));
        }
    }
    for across in &program.across {
        for clause in &across.limits {
            let forms = across.measures.iter().copied().zip(clause);
            let forms: Vec<_> = forms.filter(|(_, form)| form.applies.under(chosen)).collect();
            if let Some((_, rule)) = forms.first() {
                let section = Some(across.label.as_deref().unwrap_or_default());
                limits.push(Rc::new(Active { rule, forms, section }));
            }
        }
    }
    limits
}

impl<'a, 'p> Deciding<'a, 'p> {
    /// The limit at a place.
    fn limit(&self, at: usize) -> Option<Rc<Active<'p>>> {
        self.limits.get(at).cloned()
    }

    /// The measures that a limit stands with, each with the form that it gives it.
    fn stands_with<'l>(&self, limit: &Active<'l>) -> impl Iterator<Item = (&OpenMeasure<'a, 'p>, &'l Limit)> {
        limit.forms.iter().filter_map(|(at, form)| Some((self.measures.get(*at)?, *form)))
    }

    /// The places of the payments that a limit covers, each with the form that counts for it.
    fn covered<'l>(&self, limit: &Active<'l>) -> Vec<(usize, &'l Limit)> {
        let mut covered = Vec::new();
        for (measure, form) in self.stands_with(limit) {
            let of_measure = measure.payments.clone().filter_map(|at| Some((at, self.payments.get(at)?)));
            let of_form = of_measure.filter(|(_, payment)| form.applies.in_year(payment.year));
            covered.extend(of_form.map(|(at, _)| (at, form)));
        }
        covered
    }

    /// The measure of a claim.
    fn measure_of(&self, claim: &OpenClaim) -> Option<&OpenMeasure<'a, 'p>> {
        self.measures.get(claim.measure)
    }

    /// A fault of the arithmetic of a rule.
    fn fault_at(&self, span: Span, fault: Fault) -> Box<CaseFault> {
        let case = self.evaluator.case.name.clone();
        Box::new(CaseFault { case, span, kind: CaseFaultKind::Arithmetic(fault), facts: Vec::new() })
    }

    /// A fault of the arithmetic of a limit.
    fn limit_fault(&self, limit: &Limit, fault: Fault) -> Box<CaseFault> {
        self.fault_at(limit.clause.span, fault)
    }
}

/// Applies each limit to all claims before the next.
pub(super) fn cut(deciding: &mut Deciding<'_, '_>) -> Result<(), Box<CaseFault>> {
    shared::open_beside_unknown(deciding)?;
    for step in 0..deciding.limits.len() {
        let Some(limit) = deciding.limit(step) else { continue };
        match limit.rule.what {
            // Each has its part of what all ask for: none of the applicant's own awards goes first.
            LimitWhat::Money(_) | LimitWhat::Quantity { .. } if limit.rule.shared == Some(Sharing::ProRata) => {}
            LimitWhat::Money(_) | LimitWhat::Quantity { .. } | LimitWhat::Highest => {
                money::cut(deciding, step, &limit)?
            }
            LimitWhat::Awards(most) => awards::refuse(deciding, step, &limit, most)?,
        }
        if limit.rule.shared.is_some() {
            shared::open(deciding, &limit)?;
        }
    }
    Ok(())
}
