//! Expressions as a flat list of nodes.

use std::sync::Arc;

use super::{
    DecidedFigure, DepartureId, FieldId, Function, LetId, Raise, RecordId, TableId, TimeOp, Type, VarId, VariantId,
};
use crate::ast::CompareOp;
use crate::source::Span;
use crate::value::{Date, Number, Rounding};

/// A node of [`Program::nodes`](super::Program::nodes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExprId(pub u32);

/// An operation, what it yields, and where it is written. Operands have lesser ids.
#[derive(Debug, Clone)]
pub struct Node {
    /// The operation.
    pub op: Op,
    /// The type of its value.
    pub ty: Type,
    /// The words.
    pub span: Span,
}

impl Node {
    pub(super) const MISSING: Node = Node {
        op: Op::Truth(false),
        ty: Type::YesNo,
        span: Span { source: crate::source::SourceId(0), start: 0, end: 0 },
    };
}

/// Whose fact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Owner {
    /// The policy's parameters.
    Parameters,
    /// The applicant.
    Applicant,
    /// The record in a slot of the frame.
    Variable(VarId),
}

/// The operations. Numbers of every kind (whole, ratio, money) are one kind of value here: the checker has seen to their units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// `yes`, `no`.
    Truth(bool),
    /// A number: 0.3 for 30%, 150000 for 15万元.
    Number(Number),
    /// A date.
    Date(Date),
    /// Text.
    Text(Arc<str>),
    /// A value of a `one of` type.
    Choice(VariantId),
    /// The date of application.
    AppliedOn,
    /// The support year.
    SupportYear,
    /// The place, from 1, of the claim's record in the claim order of a measure, by the measure's place in the policy.
    Position(usize),
    /// What the ledger shows as paid to the claim, in all its support years.
    Paid,
    /// A figure of the decision. It stands only in assertions.
    Decided(DecidedFigure),
    /// A fact: its owner, the owner's record type, the field.
    Fact(Owner, RecordId, FieldId),
    /// A series at a support year.
    At(ExprId, ExprId),
    /// A named value, of the policy, the applicant and the measure ([`Owner::Applicant`]) or of a record.
    Let(LetId, Owner),
    /// A table at its keys.
    Lookup(TableId, Vec<ExprId>),
    /// A dated value at its keys, on a day.
    OnDay(TableId, Vec<ExprId>, ExprId),
    /// The slices of a number, each at the rate of its row.
    Slices(TableId, ExprId),
    /// −a.
    Negate(ExprId),
    /// a + b.
    Add(ExprId, ExprId),
    /// a − b.
    Subtract(ExprId, ExprId),
    /// a × b; `30% of X`, too.
    Multiply(ExprId, ExprId),
    /// a ÷ b.
    Divide(ExprId, ExprId),
    /// The least of several numbers.
    Min(Vec<ExprId>),
    /// The greatest of several numbers; `X, not below Y`, too.
    Max(Vec<ExprId>),
    /// A function of its operands; one that was left out is `None`.
    Apply(Function, Vec<Option<ExprId>>),
    /// A number rounded.
    Round(ExprId, Rounding),
    /// A date, days later.
    AddDays(ExprId, i32),
    /// A date, months later, by [`Policy::month_end`](super::Policy::month_end).
    AddMonths(ExprId, i32),
    /// A date, years later, by [`Policy::month_end`](super::Policy::month_end).
    AddYears(ExprId, i32),
    /// The ordering of two numbers or two dates.
    Compare(CompareOp, ExprId, ExprId),
    /// Whether two values of one type are the same.
    Same(ExprId, ExprId),
    /// Whether a value is one of several.
    OneOf(ExprId, Vec<ExprId>),
    /// All hold.
    And(Vec<ExprId>),
    /// One holds at least.
    Or(Vec<ExprId>),
    /// Where the first holds the second does; where it does not, nothing is asked.
    OnlyIf(ExprId, ExprId),
    /// It does not hold.
    Not(ExprId),
    /// A date lies in the period in force.
    InForce(ExprId),
    /// Of dates and periods.
    Time(TimeOp),
    /// Some record of a list meets the condition.
    Any(Loop),
    /// Every record of a list meets the condition.
    All(Loop),
    /// The sum of the value over the records that meet the condition.
    Sum(ExprId, Loop),
    /// The least value, or the earliest date, of the records that meet the condition.
    Least(ExprId, Loop),
    /// The greatest value, or the latest date, of the records that meet the condition.
    Greatest(ExprId, Loop),
    /// How many records meet the condition.
    Count(Loop),
    /// The value of the row whose condition holds; the last may have none (`otherwise`).
    Rows(Vec<(Option<ExprId>, ExprId)>),
    /// The value of the one [exception](Op::Exception) that applies, else that of the rule, which stands first.
    Except(ExprId, Vec<ExprId>),
    /// An exception: its condition and its value. It stands only under [`Op::Except`].
    Exception(DepartureId, ExprId, ExprId),
    /// The value after each [raise](Op::Raise) that applies, in order.
    Raised(ExprId, Vec<ExprId>),
    /// A raise: its condition and what it does. It stands only under [`Op::Raised`].
    Raise(DepartureId, ExprId, Raise),
}

/// A walk over the records of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loop {
    /// The slot of the record.
    pub variable: VarId,
    /// The list.
    pub list: ExprId,
    /// The condition; `None`: every record counts.
    pub condition: Option<ExprId>,
}
