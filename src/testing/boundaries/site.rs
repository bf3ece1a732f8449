//! A rule with a boundary, and what is seen of it in a case.

use super::figures::chosen;
use super::vary::Variable;
use crate::decision::{Claim, Decision, Payment, Range, RecoveryStatus, ScopeStatus, Shown, Step, StepKind, Trace};
use crate::interpret::{Detail, decide};
use crate::ir::{ExprId, Op, Program, Type};
use crate::source::Span;
use crate::testing::Run;
use crate::value::{Number, Truth};

/// A rule with a boundary: its place, and whether it is that of a limit.
pub(super) type Key = (Span, bool);

/// A rule with a boundary, in a case in which it matters.
#[derive(Debug, Clone)]
pub(super) struct Site {
    /// Its words.
    pub place: Span,
    /// What the clause is called.
    pub name: String,
    /// Of the figures among which it chooses, those that counted.
    pub figures: Vec<Span>,
    /// The place of the run among those known.
    pub run: usize,
    /// The measure, with the claim and, of a payment, the support year.
    pub measure: Option<String>,
    pub claim: String,
    pub year: Option<u32>,
    pub watch: Watch,
    /// What may be changed, in the order in which it is tried.
    pub variables: Vec<Variable>,
    /// The variable whose boundary is known without a search.
    pub direct: Option<Direct>,
    /// How well the case shows it; 0 is best.
    pub rank: u8,
}

/// A variable that is compared as it is, with the values of its boundaries.
#[derive(Debug, Clone)]
pub(super) struct Direct {
    pub variable: Variable,
    pub at: Vec<Number>,
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Watch {
    /// How a node comes out.
    Node(ExprId),
    /// Whether what was paid is taken back, as the comparison in the rule asks.
    TakenBack(Span, ExprId),
    /// Whether a limit cuts.
    Limit(Span),
    /// Whether a limit on a number of awards refuses a claim.
    Awards(Span),
    /// Whether a voucher has lapsed.
    Voucher(Span),
    /// Whether what is approved lies above the ceiling.
    Ceiling(Span),
    /// Whether the policy is in force.
    InForce,
}

/// What is seen of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Seen {
    Truth(Truth),
    /// The rows, or the records, that counted.
    Rows(Vec<ExprId>),
    Cut(bool),
}

/// How far a case is from a boundary between amounts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// What is left between the amounts as they are paid.
    pub paid: Number,
    /// The same before anything is rounded: less than nothing where only rounding keeps to it.
    pub exact: Number,
}

impl Site {
    /// The comparison that is looked at.
    pub(super) fn compared(&self) -> Option<ExprId> {
        match self.watch {
            Watch::Node(node) | Watch::TakenBack(_, node) => Some(node),
            Watch::Limit(_) | Watch::Awards(_) | Watch::Voucher(_) | Watch::Ceiling(_) | Watch::InForce => None,
        }
    }

    /// Which rule's boundary it is.
    pub(super) fn key(&self) -> Key {
        (self.place, matches!(self.watch, Watch::Limit(_) | Watch::Awards(_)))
    }

    /// What is seen in a run; `None` where the rule is not asked.
    pub(super) fn see(&self, program: &Program, run: &Run) -> Option<Seen> {
        self.look(program, run, |own, decision| own.seen(program, decision))
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other conditions have no two sides")]
    /// Whether a run lies on the boundary: both sides of a comparison are the same; a limit uses all it has and cuts nothing.
    pub(super) fn is_on(&self, program: &Program, run: &Run) -> bool {
        let on = self.look(program, run, |own, decision| match own.watch {
            Watch::Limit(_) | Watch::Awards(_) | Watch::Ceiling(_) | Watch::Voucher(_) => {
                Some(own.seen(program, decision)? == Seen::Cut(false))
            }
            Watch::InForce => Some(own.seen(program, decision)? == Seen::Truth(Truth::True)),
            Watch::Node(node) | Watch::TakenBack(_, node) => {
                let found = own.trace(decision, node)?;
                match &program.on(decision.applied_on).node(node).op {
                    Op::Compare(..) => {
                        let (left, right) = (found.operands.first()?, found.operands.get(1)?);
                        Some(left.value == right.value)
                    }
                    Op::Min(_) | Op::Max(_) => Some(own.apart(program.on(decision.applied_on), found)?.exact.is_zero()),
                    _ => Some(found.value == Shown::Truth(Truth::True)),
                }
            }
        });
        on.unwrap_or(false)
    }

    /// What a limit has left beside what it is applied to, or how far the least or the greatest of several is from the next; `None` of all else, and where that is not known.
    pub(super) fn room(&self, program: &Program, run: &Run) -> Option<Room> {
        if let Some(node) = self.compared() {
            return self.look(program, run, |own, decision| {
                own.apart(program.on(decision.applied_on), own.trace(decision, node)?)
            });
        }
        let Watch::Limit(place) = self.watch else { return None };
        self.look(program, run, |own, decision| {
            let is_own = |step: &Step| step.kind == StepKind::Limit && step.rests_on.span == place;
            own.payments(decision).find_map(|payment| {
                let at = payment.steps.iter().position(is_own)?;
                let (earlier, step) = (payment.steps.get(..at)?, payment.steps.get(at)?);
                let limit = step.limit.as_ref()?;
                let left = exactly(limit.left)?;
                let paid = left.minus(exactly(limit.quantity.or(step.before)?)?).ok()?;
                let cuts = |step: &Step| step.limit.as_ref().is_none_or(|limit| limit.cut);
                let rounded = earlier.iter().rfind(|step| cuts(step)).filter(|step| step.kind == StepKind::Rounding);
                let raw = rounded.filter(|_| limit.quantity.is_none()).and_then(|step| exactly(step.before?));
                let exact = raw.map_or(Some(paid), |raw| left.minus(raw).ok())?;
                Some(Room { paid, exact })
            })
        })
    }

    fn apart(&self, version: &Program, found: &Trace) -> Option<Room> {
        let node = version.node(found.node);
        if !matches!(node.op, Op::Min(_) | Op::Max(_)) {
            return None;
        }
        let (value, counts) = (number(found)?, first_equal(found)?);
        let others = found.operands.iter().enumerate().filter(|(at, _)| *at != counts);
        let apart = others.map(|(_, other)| {
            let apart = number(other)?.minus(value).ok()?;
            Some(if apart.is_negative() { apart.negate() } else { apart })
        });
        let exact = apart.collect::<Option<Vec<Number>>>()?.into_iter().min()?;
        let is_less = matches!(node.ty, Type::Money(..)) && exact < version.policy.smallest_unit();
        Some(Room { paid: if is_less { Number::ZERO } else { exact }, exact })
    }

    fn look<T>(&self, program: &Program, run: &Run, see: impl Fn(&Site, &Decision) -> Option<T>) -> Option<T> {
        let decision = decide(program, &run.case, &run.readings, run.stage, Detail::Derivation).ok()?;
        see(self, &decision)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other steps and values show nothing of it")]
    fn seen(&self, program: &Program, decision: &Decision) -> Option<Seen> {
        match self.watch {
            Watch::InForce => Some(Seen::Truth(Truth::from(decision.scope.status != ScopeStatus::NotInForce))),
            Watch::Limit(place) => {
                let mut steps = self.payments(decision).flat_map(|payment| &payment.steps);
                let step = steps.find(|step| step.kind == StepKind::Limit && step.rests_on.span == place)?;
                let counts = step.rests_on.trace.as_ref().is_none_or(|trace| self.is_of(program, decision, trace));
                step.limit.as_ref().filter(|_| counts).map(|limit| Seen::Cut(limit.cut))
            }
            Watch::Voucher(place) => {
                let steps = self.payments(decision).flat_map(|payment| &payment.steps);
                let mut steps = steps.filter(|step| step.rests_on.span == place);
                steps.find_map(|step| match step.kind {
                    StepKind::Redeemed | StepKind::Redeemable => Some(Seen::Cut(false)),
                    StepKind::Lapsed => Some(Seen::Cut(true)),
                    _ => None,
                })
            }
            Watch::Awards(place) => {
                let measure = decision.measures.iter().find(|own| Some(&own.measure) == self.measure.as_ref())?;
                let mut conditions = measure.claims.iter().flat_map(|claim| &claim.conditions);
                Some(Seen::Cut(conditions.any(|own| own.rests_on.span == place)))
            }
            Watch::Ceiling(place) => {
                let steps = self.payments(decision).flat_map(|payment| &payment.steps);
                let mut steps = steps.filter(|step| step.rests_on.span == place);
                steps.find_map(|step| match step.kind {
                    StepKind::Approved => Some(Seen::Cut(false)),
                    StepKind::ApprovedAboveCeiling => Some(Seen::Cut(true)),
                    _ => None,
                })
            }
            Watch::TakenBack(place, _) => {
                let mut recoveries = self.claim(decision)?.recoveries.iter();
                let own = recoveries.find(|own| own.rests_on.span == place)?;
                match own.status {
                    RecoveryStatus::Due { .. } => Some(Seen::Cut(true)),
                    RecoveryStatus::None => Some(Seen::Cut(false)),
                    RecoveryStatus::Pending { .. } => None,
                }
            }
            Watch::Node(node) => {
                let found = self.trace(decision, node).filter(|found| self.is_of(program, decision, found))?;
                match (&found.value, &program.on(decision.applied_on).node(node).op) {
                    (_, Op::Lookup(..) | Op::OnDay(..) | Op::Slices(..))
                    | (_, Op::Sum(..) | Op::Least(..) | Op::Greatest(..)) => {
                        Some(Seen::Rows(found.operands.iter().map(|operand| operand.node).collect()))
                    }
                    (Shown::Number(_), Op::Min(_) | Op::Max(_)) => {
                        number(found)?;
                        let counts = found.operands.get(first_equal(found)?)?;
                        Some(Seen::Rows(vec![counts.node]))
                    }
                    // What turns open where a fact is missing has no edge there.
                    (Shown::Truth(truth), _) => Some(Seen::Truth(*truth)).filter(|_| *truth != Truth::Unknown),
                    _ => None,
                }
            }
        }
    }

    /// Whether the figures counted that are looked at: where others did, it is another boundary.
    fn is_of(&self, program: &Program, decision: &Decision, trace: &Trace) -> bool {
        if self.figures.is_empty() {
            return true;
        }
        let counted = chosen(program.on(decision.applied_on), trace);
        self.figures.iter().all(|own| counted.contains(own))
    }

    fn claim<'d>(&self, decision: &'d Decision) -> Option<&'d Claim> {
        let measure = decision.measures.iter().find(|own| Some(&own.measure) == self.measure.as_ref())?;
        measure.claims.iter().find(|claim| claim.claim == self.claim)
    }

    fn payments<'d>(&self, decision: &'d Decision) -> impl Iterator<Item = &'d Payment> {
        let year = self.year;
        let payments = self.claim(decision).into_iter().flat_map(|claim| &claim.payments);
        payments.filter(move |payment| year.is_none_or(|year| payment.support_year == year))
    }

    /// The arithmetic of a node within the claim, or within the scope.
    fn trace<'d>(&self, decision: &'d Decision, node: ExprId) -> Option<&'d Trace> {
        let find = |trace: &'d Option<Trace>| trace.as_ref().and_then(|trace| find(trace, node));
        if self.measure.is_none() {
            return decision.scope.conditions.iter().find_map(|own| find(&own.rests_on.trace));
        }
        let claim = self.claim(decision)?;
        let taken_back = claim.recoveries.iter().map(|own| &own.rests_on);
        let mut own = claim.conditions.iter().map(|own| &own.rests_on).chain(taken_back);
        let own = own.find_map(|own| find(&own.trace));
        own.or_else(|| {
            self.payments(decision).find_map(|payment| {
                let condition = payment.conditions.iter().find_map(|own| find(&own.rests_on.trace));
                condition.or_else(|| payment.steps.iter().find_map(|step| find(&step.rests_on.trace)))
            })
        })
    }
}

/// The number that a value is, where it is known.
fn number(trace: &Trace) -> Option<Number> {
    match &trace.value {
        Shown::Number(bounds) => bounds.known(),
        Shown::Date(_) | Shown::Truth(_) | Shown::Period(_) | Shown::Text(_) | Shown::List(_) => None,
    }
}

/// The place of the first operand that is the least or the greatest.
fn first_equal(found: &Trace) -> Option<usize> {
    found.operands.iter().position(|own| own.value == found.value)
}

/// A figure that is known.
fn exactly(range: Range) -> Option<Number> {
    match range {
        Range::Exactly(amount) => Some(Number::from(amount.decimal())),
        Range::Between { .. } => None,
    }
}

fn find(trace: &Trace, node: ExprId) -> Option<&Trace> {
    if trace.node == node {
        return Some(trace);
    }
    trace.operands.iter().find_map(|operand| find(operand, node))
}
