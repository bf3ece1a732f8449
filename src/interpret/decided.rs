//! The figures of a decision, for what must hold of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::assertions::Made;
use super::evaluate::Evaluator;
use super::known::{Known, Missing, Value, join};
use super::ledger::Ledger;
use crate::decision::{Claim, ClaimStatus, MeasureDecision, Outcome};
use crate::ir::{Decided, DecidedFigure, DecidedOf, Program};
use crate::value::{Bounds, Fault, Number, Truth};

/// What claims come to, of a support year or of all.
#[derive(Debug, Clone, Copy)]
struct Figures {
    paid: Number,
    payable: Number,
    scheduled: Number,
    /// What is certain of what is pending.
    pending_least: Number,
    /// The most that each of what is pending can be by itself, added up; `None`: nothing bounds it.
    pending_most: Option<Number>,
    /// How many claims surely get anything, and how many may.
    awards: (i64, i64),
    /// How many refused claims may yet take the award of another: how much they would bring is told nowhere.
    returning: i64,
    /// Whether claims of a list that is not known may come on top.
    unlisted: bool,
}

impl Figures {
    const NONE: Figures = Figures {
        paid: Number::ZERO,
        payable: Number::ZERO,
        scheduled: Number::ZERO,
        pending_least: Number::ZERO,
        pending_most: Some(Number::ZERO),
        awards: (0, 0),
        returning: 0,
        unlisted: false,
    };

    fn add(&mut self, other: &Figures) -> Result<(), Fault> {
        self.paid = self.paid.plus(other.paid)?;
        self.payable = self.payable.plus(other.payable)?;
        self.scheduled = self.scheduled.plus(other.scheduled)?;
        self.pending_least = self.pending_least.plus(other.pending_least)?;
        self.pending_most = match (self.pending_most, other.pending_most) {
            (Some(own), Some(other)) => Some(own.plus(other)?),
            (None, _) | (_, None) => None,
        };
        self.awards = (self.awards.0 + other.awards.0, self.awards.1 + other.awards.1);
        self.returning += other.returning;
        self.unlisted |= other.unlisted;
        Ok(())
    }

    /// What a payment adds. What is paid is told by the ledger.
    fn outcome(outcome: &Outcome) -> Figures {
        match outcome {
            Outcome::Payable { amount } => Figures { payable: amount.decimal().into(), ..Figures::NONE },
            Outcome::Scheduled { amount, .. } => Figures { scheduled: amount.decimal().into(), ..Figures::NONE },
            Outcome::Pending { at_least, at_most } => Figures {
                pending_least: at_least.decimal().into(),
                pending_most: at_most.map(|most| most.decimal().into()),
                ..Figures::NONE
            },
            Outcome::Paid { .. } | Outcome::Refused | Outcome::Nothing => Figures::NONE,
        }
    }

    /// Counts a claim that brings these figures as one award, if it brings anything.
    fn count_award(&mut self) {
        let some = |number: Number| number > Number::ZERO;
        let surely = some(self.paid) || some(self.payable) || some(self.scheduled) || some(self.pending_least);
        let perhaps = surely || self.returning > 0 || self.pending_most.is_none_or(some);
        self.awards = (i64::from(surely), i64::from(perhaps));
    }

    /// A figure, where all that is pending comes to so much at the most.
    fn bounds(&self, what: Decided, pending: Option<Number>) -> Result<Bounds, Fault> {
        let (sure, least) = match what {
            Decided::Paid => return Ok(Bounds::Exactly(self.paid)),
            Decided::Awards | Decided::Qualified => {
                let (least, most) = (Number::from(self.awards.0), Number::from(self.awards.1));
                if self.unlisted {
                    return Ok(Bounds::Between(Some(least), None));
                }
                return Ok(Bounds::Exactly(least).hull(Bounds::Exactly(most)));
            }
            Decided::Payable => (self.payable, Number::ZERO),
            Decided::Awarded => (self.paid.plus(self.payable)?.plus(self.scheduled)?, self.pending_least),
        };
        let most = match (self.pending_most, pending) {
            _ if self.returning > 0 || self.unlisted => None,
            (Some(own), Some(all)) => Some(own.min(all)),
            (own, all) => own.or(all),
        };
        let least = sure.plus(least)?;
        match most {
            Some(most) => Ok(Bounds::Exactly(least).hull(Bounds::Exactly(sure.plus(most)?.max(least)))),
            None => Ok(Bounds::Between(Some(least), None)),
        }
    }
}

/// Measures whose list of claims is unknown, each with the path of the list and the support years in which it awards.
pub(super) type Unlisted = HashMap<usize, (Missing, Vec<u32>)>;

/// What a claim brings of a figure: the place of its measure, its name, and how much.
pub(super) type Part<'a> = (usize, &'a str, Bounds);

/// Figures as a whole and of each support year.
#[derive(Debug, Clone)]
struct ByYear {
    whole: Figures,
    years: BTreeMap<u32, Figures>,
    /// What stands in for a year of which nothing is told.
    other_year: Figures,
}

impl Default for ByYear {
    fn default() -> ByYear {
        ByYear { whole: Figures::NONE, years: BTreeMap::new(), other_year: Figures::NONE }
    }
}

impl ByYear {
    fn add_in(&mut self, year: u32, figures: &Figures) -> Result<(), Fault> {
        self.whole.add(figures)?;
        self.years.entry(year).or_insert(Figures::NONE).add(figures)
    }

    fn add(&mut self, other: &ByYear) -> Result<(), Fault> {
        self.whole.add(&other.whole)?;
        for year in other.years.keys() {
            self.years.entry(*year).or_insert(self.other_year);
        }
        for (year, figures) in &mut self.years {
            figures.add(other.years.get(year).unwrap_or(&other.other_year))?;
        }
        self.other_year.add(&other.other_year)
    }

    /// Notes that a refused claim may yet take the award of another.
    fn may_return(&mut self) {
        self.whole.returning = 1;
        self.other_year.returning = 1;
        self.years.values_mut().for_each(|figures| figures.returning = 1);
    }

    /// Notes that claims of a list that is not known may come on top in these years.
    fn may_grow(&mut self, years: &[u32]) {
        self.whole.unlisted |= !years.is_empty();
        for year in years {
            self.years.entry(*year).or_insert(self.other_year).unlisted = true;
        }
    }

    fn count_awards(&mut self) {
        let of_years = self.years.values_mut().chain([&mut self.other_year]);
        std::iter::once(&mut self.whole).chain(of_years).for_each(Figures::count_award);
    }

    fn of(&self, year: Option<u32>) -> Figures {
        match year {
            None => self.whole,
            Some(year) => self.years.get(&year).copied().unwrap_or(self.other_year),
        }
    }
}

/// What may turn out otherwise for a claim by what becomes of others.
#[derive(Debug, Clone, Copy, Default)]
struct Doubt {
    /// Another may take its award, or it that of another.
    contested: bool,
    /// It stands under a limit on the number of awards while something is pending.
    unsettled: bool,
}

/// What a measure came to, or all of them.
#[derive(Debug, Clone, Default)]
struct OfMeasure {
    figures: ByYear,
    /// Each claim by its name, with its figures and whether it qualifies; those that only the ledger has come last, and do not.
    claims: Vec<(String, ByYear, Truth)>,
    /// Whether any claim qualifies; `None`: there is none.
    qualified: Option<Truth>,
    /// The facts without which its claims are not known; empty where its list is.
    missing: Missing,
}

/// The figures of a decision.
#[derive(Debug)]
pub(super) struct DecidedFigures {
    measures: Vec<OfMeasure>,
    all: OfMeasure,
    /// The most that all that is pending comes to together.
    pending: Option<Number>,
}

impl DecidedFigures {
    /// Those of a decision, its measures being those that have claims. `unlisted` has the measures, by their places, of which the list of claims
    /// is not known, with the facts that this waits for and the support years of their awards.
    pub(super) fn of(program: &Program, made: &Made<'_>, mut unlisted: Unlisted) -> Result<DecidedFigures, Fault> {
        let Made { ledgers, measures: decided, sums, contested, unsettled, .. } = made;
        let mut first = 0;
        let none = Ledger::empty();
        let by_name: HashMap<&str, &MeasureDecision> =
            decided.iter().map(|measure| (measure.measure.as_str(), measure)).collect();
        let mut found = DecidedFigures { measures: Vec::new(), all: OfMeasure::default(), pending: sums.pending };
        for (place, measure) in program.measures.iter().enumerate() {
            let claims = by_name.get(measure.name.as_str()).map_or(&[][..], |own| &own.claims);
            let ledger = ledgers.get(measure.name.as_str()).unwrap_or(&none);
            let places = first..first + claims.len();
            let doubts: Vec<Doubt> = places
                .map(|at| Doubt { contested: contested.contains(&at), unsettled: unsettled.contains(&at) })
                .collect();
            first += claims.len();
            let mut own = OfMeasure::of(claims, ledger, &doubts)?;
            if let Some((missing, years)) = unlisted.remove(&place) {
                own.may_grow(missing, &years);
            }
            found.all.join(&own)?;
            found.measures.push(own);
        }
        // What was paid for a measure that this version of the policy has no more was paid all the same.
        let known: HashSet<&str> = program.measures.iter().map(|measure| measure.name.as_str()).collect();
        let mut gone: Vec<&&str> = ledgers.keys().filter(|name| !known.contains(**name)).collect();
        gone.sort_unstable();
        for ledger in gone.into_iter().filter_map(|name| ledgers.get(*name)) {
            found.all.join(&OfMeasure::of(&[], ledger, &[])?)?;
        }
        Ok(found)
    }

    fn of_measure(&self, of: DecidedOf, claim: Option<(usize, usize)>) -> Option<&OfMeasure> {
        match of {
            DecidedOf::All => Some(&self.all),
            DecidedOf::Measure(at) => self.measures.get(at),
            DecidedOf::Claim => self.measures.get(claim?.0),
        }
    }

    /// A figure; `claim` is the measure and the claim that the assertion is about.
    fn value(&self, figure: DecidedFigure, claim: Option<(usize, usize)>) -> Result<Option<Value<'static>>, Fault> {
        let Some(own) = self.of_measure(figure.of, claim) else { return Ok(None) };
        let of_claim = match (figure.of, claim) {
            (DecidedOf::Claim, Some((_, at))) => own.claims.get(at),
            _ => None,
        };
        if figure.what == Decided::Qualified {
            let truth = match of_claim {
                Some((_, _, qualifies)) => *qualifies,
                None => own.qualified.unwrap_or(Truth::False),
            };
            return Ok(Some(Value::Truth(truth)));
        }
        let figures = of_claim.map_or(&own.figures, |(_, figures, _)| figures).of(figure.year);
        Ok(Some(Value::Number(figures.bounds(figure.what, self.pending)?)))
    }

    /// The facts without which it is not known what claims the figure is of.
    fn missing(&self, figure: DecidedFigure) -> Missing {
        let measures = match figure.of {
            DecidedOf::All => self.measures.as_slice(),
            DecidedOf::Measure(at) => self.measures.get(at).map(std::slice::from_ref).unwrap_or_default(),
            DecidedOf::Claim => &[],
        };
        let grows = |own: &&OfMeasure| figure.what == Decided::Qualified || own.figures.of(figure.year).unlisted;
        let mut missing = Missing::new();
        measures.iter().filter(grows).for_each(|own| join(&mut missing, &own.missing));
        missing
    }

    /// What each claim of one measure or of all brings of a figure, where the figure is one of several claims.
    pub(super) fn parts(&self, figure: DecidedFigure) -> Result<Vec<Part<'_>>, Fault> {
        let measures: Vec<(usize, &OfMeasure)> = match figure.of {
            DecidedOf::All => self.measures.iter().enumerate().collect(),
            DecidedOf::Measure(at) => self.measures.get(at).map(|own| (at, own)).into_iter().collect(),
            DecidedOf::Claim => Vec::new(),
        };
        let mut parts = Vec::new();
        for (measure, own) in measures {
            for (name, figures, _) in &own.claims {
                parts.push((measure, name.as_str(), figures.of(figure.year).bounds(figure.what, self.pending)?));
            }
        }
        Ok(parts)
    }
}

/// Whether a claim qualifies, whatever the unknown facts turn out to be. One of which something is due and nothing pending is paid, and keeps its
/// award.
fn qualifies(claim: &Claim, in_doubt: bool) -> Truth {
    let is_pending = claim.payments.iter().any(|payment| matches!(payment.outcome, Outcome::Pending { .. }));
    let is_due = !is_pending
        && claim.payments.iter().any(|payment| match payment.outcome {
            Outcome::Payable { amount } | Outcome::Paid { amount } | Outcome::Scheduled { amount, .. } => {
                !amount.is_zero()
            }
            Outcome::Pending { .. } | Outcome::Refused | Outcome::Nothing => false,
        });
    match claim.status {
        _ if in_doubt && !is_due => Truth::Unknown,
        ClaimStatus::Qualified => Truth::True,
        ClaimStatus::Pending => Truth::Unknown,
        ClaimStatus::Refused => Truth::False,
    }
}

impl OfMeasure {
    /// The doubts are those of the claims, in their order.
    fn of(claims: &[Claim], ledger: &Ledger<'_>, doubts: &[Doubt]) -> Result<OfMeasure, Fault> {
        let mut own = OfMeasure::default();
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut returning = Vec::new();
        for (at, claim) in claims.iter().enumerate() {
            let mut figures = ByYear::default();
            for payment in &claim.payments {
                figures.add_in(payment.support_year, &Figures::outcome(&payment.outcome))?;
            }
            let doubt = doubts.get(at).copied().unwrap_or_default();
            returning.extend((doubt.contested && claim.status == ClaimStatus::Refused).then_some(own.claims.len()));
            let qualifies = qualifies(claim, doubt.contested || doubt.unsettled);
            places.insert(&claim.claim, own.claims.len());
            own.claims.push((claim.claim.clone(), figures, qualifies));
            own.qualified = Some(own.qualified.unwrap_or(Truth::False).or(qualifies));
        }
        for entry in &ledger.entries {
            let at = *places.entry(&entry.claim).or_insert_with(|| {
                own.claims.push((entry.claim.clone(), ByYear::default(), Truth::False));
                own.claims.len() - 1
            });
            if let Some((_, figures, _)) = own.claims.get_mut(at) {
                figures.add_in(entry.support_year, &Figures { paid: entry.amount, ..Figures::NONE })?;
            }
        }
        for at in returning {
            own.claims.get_mut(at).into_iter().for_each(|(_, figures, _)| figures.may_return());
        }
        for (_, figures, _) in &mut own.claims {
            figures.count_awards();
            own.figures.add(figures)?;
        }
        Ok(own)
    }

    /// Notes that its claims are not known, with the facts that this waits for and the support years of its awards.
    fn may_grow(&mut self, missing: Missing, years: &[u32]) {
        self.figures.may_grow(years);
        self.qualified = Some(self.qualified.unwrap_or(Truth::False).or(Truth::Unknown));
        self.missing = missing;
    }

    fn join(&mut self, other: &OfMeasure) -> Result<(), Fault> {
        self.figures.add(&other.figures)?;
        let before = self.qualified.unwrap_or(Truth::False);
        self.qualified = Some(before.or(other.qualified.unwrap_or(Truth::False)));
        Ok(())
    }
}

impl<'a> Evaluator<'a> {
    /// A figure of the decision; unknown as long as there is none.
    pub(super) fn decided(&self, figure: DecidedFigure) -> Result<Known<'a>, Fault> {
        let Some(decided) = self.decided.get() else { return Ok(Known::new(open(figure), Missing::new())) };
        let value = decided.value(figure, self.about.get())?.unwrap_or_else(|| open(figure));
        let missing = if value.is_known() { Missing::new() } else { decided.missing(figure) };
        Ok(Known::new(value, missing))
    }
}

/// A figure of which nothing is known.
fn open(figure: DecidedFigure) -> Value<'static> {
    match figure.what {
        Decided::Qualified => Value::Truth(Truth::Unknown),
        Decided::Paid | Decided::Payable | Decided::Awarded | Decided::Awards => Value::Number(Bounds::ANY),
    }
}
