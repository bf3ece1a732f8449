//! The value of an expression, as far as the facts of the case tell.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use smallvec::SmallVec;

use super::compare::{compare, same};
use super::decided::DecidedFigures;
use super::error::{CaseFault, CaseFaultKind};
use super::known::{Known, Missing, Value, join};
use super::outermost::Outermost;
use super::position::Positions;
use super::suppose::{NamedValues, Supposition, Way};
use super::time::PeriodInForce;
use crate::case::{Case, InstanceId};
use crate::ir::{ExprId, Op, Owner, Program, Stage, Type};
use crate::value::{Bounds, DateBounds, Fault, Number, Shift, Truth};

/// How many operations one case may take. A seed case takes a few thousand.
const MOST_WORK: u64 = 50_000_000;
/// How deep named values may rest on one another; each level takes stack.
const DEEPEST: u32 = 200;

pub(super) type Evaluated<'a> = Result<Known<'a>, Box<CaseFault>>;

/// The records in the slots of the loop variables, and the support year.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub variables: SmallVec<[InstanceId; 4]>,
    pub year: u32,
    /// What was paid to the claim; 0 where no rule asks.
    pub paid: Number,
}

impl Frame {
    /// The frame of a claim (or of no record at all) in a support year.
    pub(super) fn new(record: Option<InstanceId>, year: u32) -> Frame {
        Frame { variables: record.into_iter().collect(), year, paid: Number::ZERO }
    }

    /// The frame with a record in a slot.
    pub(super) fn with(&self, slot: u32, record: InstanceId) -> Frame {
        let mut frame = self.clone();
        while frame.variables.len() <= slot as usize {
            frame.variables.push(record);
        }
        if let Some(place) = frame.variables.get_mut(slot as usize) {
            *place = record;
        }
        frame
    }

    pub(super) fn record(&self, slot: u32) -> InstanceId {
        self.variables.get(slot as usize).copied().unwrap_or(Case::APPLICANT)
    }
}

/// Evaluates the expressions of a program on one case, under one choice of readings.
pub(super) struct Evaluator<'a> {
    pub program: &'a Program,
    pub case: &'a Case,
    pub chosen: &'a [usize],
    /// The stage at which conditions are tested.
    pub stage: Stage,
    pub(super) in_force: Option<PeriodInForce>,
    pub(super) work: Cell<u64>,
    depth: Cell<u32>,
    pub(super) named_values: RefCell<NamedValues<'a>>,
    /// The facts that are taken to have a value just now.
    pub(super) supposing: RefCell<Option<Supposition<'a>>>,
    /// How many operations went into trying how facts may turn out.
    pub(super) tried: Cell<u64>,
    /// Likewise, for what a derivation shows.
    pub(super) tried_to_show: Cell<u64>,
    /// The named values under what was supposed before.
    pub(super) supposed_values: RefCell<HashMap<Way, NamedValues<'a>>>,
    /// The figures of the decision, once it is made.
    pub(super) decided: OnceCell<DecidedFigures>,
    /// The measure and the claim, by their places, that an assertion is about just now.
    pub(super) about: Cell<Option<(usize, usize)>>,
    /// The places of the records of each measure that asks for them.
    pub(super) positions: RefCell<HashMap<usize, Rc<Positions>>>,
}

impl<'a> Evaluator<'a> {
    pub(super) fn new(
        program: &'a Program,
        case: &'a Case,
        chosen: &'a [usize],
        stage: Stage,
    ) -> Result<Evaluator<'a>, Box<CaseFault>> {
        let mut evaluator = Evaluator {
            program,
            case,
            chosen,
            stage,
            in_force: None,
            work: Cell::new(0),
            depth: Cell::new(0),
            named_values: RefCell::new(HashMap::new()),
            supposing: RefCell::new(None),
            tried: Cell::new(0),
            tried_to_show: Cell::new(0),
            supposed_values: RefCell::new(HashMap::new()),
            decided: OnceCell::new(),
            about: Cell::new(None),
            positions: RefCell::new(HashMap::new()),
        };
        evaluator.in_force = evaluator.find_period_in_force()?;
        Ok(evaluator)
    }

    /// The period in force; `None` where the policy is always in force.
    pub(super) fn in_force(&self) -> Option<&PeriodInForce> {
        self.in_force.as_ref()
    }

    /// A fault at an expression, with the facts that it read.
    pub(super) fn fault(&self, id: ExprId, frame: &Frame, kind: CaseFaultKind) -> Box<CaseFault> {
        let mut facts = Vec::new();
        self.name_facts(id, frame, 0, &mut facts);
        Box::new(CaseFault { case: self.case.name.clone(), span: self.program.node(id).span, kind, facts })
    }

    /// The value of an expression in a frame.
    pub(super) fn evaluate(&self, id: ExprId, frame: &Frame) -> Evaluated<'a> {
        let (work, depth) = (self.work.get(), self.depth.get());
        if work >= MOST_WORK {
            return Err(self.fault(id, frame, CaseFaultKind::TooMuchWork));
        }
        if depth >= DEEPEST {
            return Err(self.fault(id, frame, CaseFaultKind::TooDeep));
        }
        self.work.set(work + 1);
        self.depth.set(depth + 1);
        let known = self.operate(id, frame);
        self.depth.set(depth);
        known
    }

    fn operate(&self, id: ExprId, frame: &Frame) -> Evaluated<'a> {
        let arithmetic = |fault: Fault| self.fault(id, frame, CaseFaultKind::Arithmetic(fault));
        let program: &'a Program = self.program;
        let node = program.node(id);
        let month_end = program.policy.month_end;
        match &node.op {
            Op::Truth(holds) => Ok(Known::certain(Value::Truth(Truth::from(*holds)))),
            Op::Number(number) => Ok(Known::certain(Value::Number(Bounds::Exactly(*number)))),
            Op::Date(date) => Ok(Known::certain(Value::Date(DateBounds::exactly(*date)))),
            Op::Text(text) => Ok(Known::certain(Value::Text(Some(text)))),
            Op::Choice(variant) => Ok(Known::certain(Value::Choice(Some(*variant)))),
            Op::AppliedOn => Ok(Known::certain(Value::Date(DateBounds::exactly(self.case.applied_on)))),
            Op::SupportYear => Ok(Known::certain(Value::Number(Bounds::Exactly(Number::from(i64::from(frame.year)))))),
            Op::Position(measure) => self.position(*measure, frame),
            Op::Paid => Ok(Known::certain(Value::Number(Bounds::Exactly(frame.paid)))),
            Op::Decided(figure) => self.decided(*figure).map_err(arithmetic),
            Op::Fact(owner, record, field) => Ok(self.fact(*owner, *record, *field, frame)),
            Op::At(series, year) => self.at(*series, *year, &node.ty, frame),
            Op::Let(named, owner) => self.named(*named, *owner, id, frame),
            Op::Lookup(table, keys) => self.look_up(*table, keys, id, frame),
            Op::OnDay(table, keys, day) => self.on_day(*table, keys, *day, id, frame),
            Op::Slices(table, number) => self.slices(*table, *number, id, frame),
            Op::Add(left, right) => self.combine(*left, *right, frame, Bounds::plus, arithmetic),
            Op::Subtract(left, right) => self.combine(*left, *right, frame, Bounds::minus, arithmetic),
            Op::Multiply(left, right) => self.combine(*left, *right, frame, Bounds::times, arithmetic),
            Op::Divide(left, right) => {
                let blame = |fault: Fault| match fault {
                    Fault::DivisionByZero => self.fault(*right, frame, CaseFaultKind::Arithmetic(fault)),
                    Fault::Backwards | Fault::TooManyDigits | Fault::DateOutOfRange => arithmetic(fault),
                };
                self.combine(*left, *right, frame, Bounds::divided_by, blame)
            }
            Op::Min(operands) if node.ty == Type::Date => self.fold_dates(operands, frame, DateBounds::min),
            Op::Max(operands) if node.ty == Type::Date => self.fold_dates(operands, frame, DateBounds::max),
            Op::Min(operands) => self.fold(operands, frame, Bounds::min),
            Op::Max(operands) => self.fold(operands, frame, Bounds::max),
            Op::Apply(function, operands) => self.apply(*function, operands, id, frame),
            Op::AddDays(date, by) => self.shift(*date, Shift::Days(*by), frame, arithmetic),
            Op::AddMonths(date, by) => self.shift(*date, Shift::Months(*by, month_end), frame, arithmetic),
            Op::AddYears(date, by) => self.shift(*date, Shift::Years(*by, month_end), frame, arithmetic),
            Op::And(operands) => self.junction(operands, frame, Truth::False, Truth::and),
            Op::Or(operands) => self.junction(operands, frame, Truth::True, Truth::or),
            Op::OnlyIf(only, operand) => self.only_if(*only, *operand, frame),
            Op::Time(op) => self.time(*op, id, frame),
            Op::Any(walk) => self.any(*walk, frame),
            Op::All(walk) => self.all(*walk, frame),
            Op::Sum(value, walk) => self.sum(*value, *walk, id, frame),
            Op::Least(value, walk) => self.outermost((*value, *walk), Outermost::Least, id, frame),
            Op::Greatest(value, walk) => self.outermost((*value, *walk), Outermost::Greatest, id, frame),
            Op::Count(walk) => self.count(*walk, id, frame),
            Op::Rows(rows) => self.rows(rows, id, frame),
            Op::Except(rule, exceptions) => self.except(*rule, exceptions, id, frame),
            Op::Raised(base, raises) => self.raised(*base, raises, id, frame),
            Op::Exception(_, _, value) => self.evaluate(*value, frame),
            Op::Raise(_, _, raise) => self.evaluate(raise.figure(), frame),
            Op::Negate(_) | Op::Round(..) | Op::Not(_) | Op::InForce(_) => self.operate_on_one(id, frame),
            Op::Compare(..) | Op::Same(..) => self.compare_two(id, frame),
            Op::OneOf(item, list) => self.one_of(*item, list, frame),
        }
    }

    /// An operation on one value. (Each level of a formula takes stack, so the parts that need room have functions of their own.)
    #[expect(clippy::wildcard_enum_match_arm, reason = "the caller has chosen the operations on one value")]
    fn operate_on_one(&self, id: ExprId, frame: &Frame) -> Evaluated<'a> {
        let op = &self.program.node(id).op;
        let (Op::Negate(operand) | Op::Round(operand, _) | Op::Not(operand) | Op::InForce(operand)) = op else {
            return Ok(Known::certain(Value::Truth(Truth::Unknown)));
        };
        let operand = self.evaluate(*operand, frame)?;
        let value = match op {
            Op::Negate(_) => Value::Number(operand.number().negate()),
            Op::Round(_, rounding) => {
                let rounded = rounding.round_bounds(operand.number());
                Value::Number(rounded.map_err(|fault| self.fault(id, frame, CaseFaultKind::Arithmetic(fault)))?)
            }
            Op::InForce(_) => return Ok(self.within_force(&operand)),
            _ => Value::Truth(operand.truth().not()),
        };
        Ok(Known::new(value, operand.missing))
    }

    /// Whether two values are the same, or how one stands to the other.
    fn compare_two(&self, id: ExprId, frame: &Frame) -> Evaluated<'a> {
        let op = &self.program.node(id).op;
        let (Op::Compare(_, left, right) | Op::Same(left, right)) = op else {
            return Ok(Known::certain(Value::Truth(Truth::Unknown)));
        };
        let (left, right) = (self.evaluate(*left, frame)?, self.evaluate(*right, frame)?);
        let truth =
            if let Op::Compare(op, ..) = op { compare(*op, &left, &right) } else { same(&left.value, &right.value) };
        Ok(both(Value::Truth(truth), left, &right))
    }

    /// Whether a value is one of several.
    fn one_of(&self, item: ExprId, list: &[ExprId], frame: &Frame) -> Evaluated<'a> {
        let mut found = self.evaluate(item, frame)?;
        let item = std::mem::replace(&mut found.value, Value::Truth(Truth::False));
        for other in list {
            let other = self.evaluate(*other, frame)?;
            let truth = same(&item, &other.value).or(found.truth());
            join(&mut found.missing, &other.missing);
            found.value = Value::Truth(truth);
        }
        Ok(Known::new(found.value, found.missing))
    }

    /// The record whose fact is meant.
    pub(super) fn owner(&self, owner: Owner, frame: &Frame) -> InstanceId {
        match owner {
            Owner::Parameters => Case::PARAMETERS,
            Owner::Applicant => Case::APPLICANT,
            Owner::Variable(slot) => frame.record(slot.0),
        }
    }

    fn combine(
        &self,
        left: ExprId,
        right: ExprId,
        frame: &Frame,
        combine: impl Fn(Bounds, Bounds) -> Result<Bounds, Fault>,
        blame: impl Fn(Fault) -> Box<CaseFault>,
    ) -> Evaluated<'a> {
        let left = self.evaluate(left, frame)?;
        let right = self.evaluate(right, frame)?;
        let bounds = combine(left.number(), right.number()).map_err(blame)?;
        Ok(both(Value::Number(bounds), left, &right))
    }

    fn fold(&self, operands: &[ExprId], frame: &Frame, combine: impl Fn(Bounds, Bounds) -> Bounds) -> Evaluated<'a> {
        let mut bounds: Option<Bounds> = None;
        let mut missing = Missing::new();
        for operand in operands {
            let operand = self.evaluate(*operand, frame)?;
            join(&mut missing, &operand.missing);
            bounds = Some(bounds.map_or(operand.number(), |found| combine(found, operand.number())));
        }
        Ok(Known::new(Value::Number(bounds.unwrap_or(Bounds::ANY)), missing))
    }

    fn fold_dates(
        &self,
        operands: &[ExprId],
        frame: &Frame,
        combine: impl Fn(DateBounds, DateBounds) -> DateBounds,
    ) -> Evaluated<'a> {
        let mut bounds: Option<DateBounds> = None;
        let mut missing = Missing::new();
        for operand in operands {
            let operand = self.evaluate(*operand, frame)?;
            join(&mut missing, &operand.missing);
            bounds = Some(bounds.map_or(operand.date(), |found| combine(found, operand.date())));
        }
        Ok(Known::new(Value::Date(bounds.unwrap_or(DateBounds::ANY)), missing))
    }

    /// Whether one holds where another does.
    fn only_if(&self, only: ExprId, operand: ExprId, frame: &Frame) -> Evaluated<'a> {
        let only = self.evaluate(only, frame)?;
        if only.truth() == Truth::False {
            return Ok(Known::certain(Value::Truth(Truth::True)));
        }
        let operand = self.evaluate_where(only.truth() == Truth::True, operand, frame)?;
        let truth = only.truth().not().or(operand.truth());
        Ok(both(Value::Truth(truth), only, &operand))
    }

    fn junction(
        &self,
        operands: &[ExprId],
        frame: &Frame,
        decisive: Truth,
        combine: impl Fn(Truth, Truth) -> Truth,
    ) -> Evaluated<'a> {
        let mut truth = decisive.not();
        let mut missing = Missing::new();
        for operand in operands {
            // An operand before it that is open may decide alone.
            let operand = self.evaluate_where(truth != Truth::Unknown, *operand, frame)?;
            truth = combine(truth, operand.truth());
            if truth == decisive {
                return Ok(Known::certain(Value::Truth(decisive)));
            }
            join(&mut missing, &operand.missing);
        }
        Ok(Known::new(Value::Truth(truth), missing))
    }
}

/// A value that rests on two others.
pub(super) fn both<'a>(value: Value<'a>, left: Known<'a>, right: &Known<'a>) -> Known<'a> {
    if value.is_known() {
        return Known::certain(value);
    }
    let mut missing = left.missing;
    join(&mut missing, &right.missing);
    Known { value, missing }
}
