//! Expressions.

use super::{Call, Ending, Name, Text, UnitExpr, WithinPeriod};
use crate::source::Span;

/// An expression as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where, parentheses left out.
    pub span: Span,
}

/// The kinds of expressions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExprKind {
    /// It could not be read; already reported.
    Error,
    /// `yes` 是, `no` 否.
    YesNo(bool),
    /// A plain number: digits with at most one point, as written, full-width digits narrowed.
    Number(String),
    /// `30%`: the digits before the sign; of `2‰` and `100BP` the digits of the same share in per cent.
    Percent(String),
    /// `15万元`: the digits and the unit.
    Money(String, MoneyUnit),
    /// `1000 square_metre`: the digits and the unit.
    Quantity(String, UnitExpr),
    /// `30元/平方米/月`: the digits, the unit of money and what divides it.
    Rate(String, MoneyUnit, UnitExpr),
    /// `2026-05-01`: year, month, day as written, not yet checked against the calendar.
    Date(i16, i8, i8),
    /// `31 days`, `3 years`.
    Duration(u32, DurationUnit),
    /// A string.
    Text(Text),
    /// A fact, variable, let, parameter or value.
    Name(Name),
    /// `applied_on` 申请日.
    AppliedOn,
    /// `year` 支持年度: the support year.
    SupportYear,
    /// `r.field`.
    Field(Box<Expr>, Name),
    /// `series[year]`.
    At(Box<Expr>, Box<Expr>),
    /// `table(key, …)`.
    Lookup(Name, Vec<Expr>),
    /// `dated on D`, `dated(key, …) on D`.
    OnDay(Name, Vec<Expr>, Box<Expr>),
    /// `-x`.
    Negate(Box<Expr>),
    /// `a + b` and the like.
    Arithmetic(ArithmeticOp, Box<Expr>, Box<Expr>),
    /// `30% of X`: a rate taken of a base. The first is the rate.
    Of(Box<Expr>, Box<Expr>),
    /// `1:0.5 of X`: the two figures, and the base; X × second ÷ first.
    Proportion(String, String, Box<Expr>),
    /// `X, not below Y, rounded down to Z`: an amount and its endings.
    Ended(Box<Expr>, Vec<Ending>),
    /// `part(X, above A)`: a function, unless a table has its name.
    Call(Box<Call>),
    /// `a at least b` and the like.
    Compare(CompareOp, Box<Expr>, Box<Expr>),
    /// `a is b`.
    Is(Box<Expr>, Box<Expr>),
    /// `a is not b`.
    IsNot(Box<Expr>, Box<Expr>),
    /// `a is one of b, c`.
    IsOneOf(Box<Expr>, Vec<Expr>),
    /// `D is within …`.
    Within(Box<Expr>, WithinPeriod),
    /// `a and b and c`: two or more.
    And(Vec<Expr>),
    /// `a or b or c`: two or more.
    Or(Vec<Expr>),
    /// `not a`.
    Not(Box<Expr>),
    /// `any r in LIST has COND`.
    Any(Box<Quantified>),
    /// `all r in LIST have COND` (spelled `has` as well).
    All(Box<Quantified>),
    /// `sum of X for each r in LIST if COND`.
    Sum(Box<Expr>, Box<Quantified>),
    /// `least of X for each r in LIST if COND`.
    Least(Box<Expr>, Box<Quantified>),
    /// `greatest of X for each r in LIST if COND`.
    Greatest(Box<Expr>, Box<Quantified>),
    /// `count of r in LIST if COND`.
    Count(Box<Quantified>),
    /// `| X if COND | Y otherwise`: rows that exclude one another.
    Rows(Vec<ValueRow>),
}

/// A unit of money as written. `元`, `万元`, `亿元` are the same currency at three scales; any other is an ISO code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoneyUnit {
    /// 元.
    Yuan,
    /// 万元: 10,000 元.
    TenThousandYuan,
    /// 亿元: 100,000,000 元.
    HundredMillionYuan,
    /// An ISO 4217 code such as USD.
    Code(String),
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DurationUnit {
    /// Days.
    Days,
    /// Months.
    Months,
    /// Years.
    Years,
}

/// The four operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArithmeticOp {
    /// `+`.
    Add,
    /// `−` or `-`.
    Subtract,
    /// `×` or `*`.
    Multiply,
    /// `÷` or `/`.
    Divide,
}

/// The orderings. The first two include the bound, the others do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CompareOp {
    /// `at least` 不低于; of dates `not before` 不早于.
    AtLeast,
    /// `at most` 不超过; of dates `not after` 不晚于.
    AtMost,
    /// `above` 超过; of dates `after` 晚于.
    Above,
    /// `below` 低于; of dates `before` 早于.
    Below,
}

impl CompareOp {
    /// What holds where it does not: `below` for `at least`.
    pub fn opposite(self) -> CompareOp {
        match self {
            CompareOp::AtLeast => CompareOp::Below,
            CompareOp::AtMost => CompareOp::Above,
            CompareOp::Above => CompareOp::AtMost,
            CompareOp::Below => CompareOp::AtLeast,
        }
    }

    /// The same with its sides exchanged: `a at least b` is `b at most a`.
    pub fn mirrored(self) -> CompareOp {
        match self {
            CompareOp::AtLeast => CompareOp::AtMost,
            CompareOp::AtMost => CompareOp::AtLeast,
            CompareOp::Above => CompareOp::Below,
            CompareOp::Below => CompareOp::Above,
        }
    }
}

/// `r in LIST has/if COND`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantified {
    /// The variable.
    pub name: Name,
    /// The list.
    pub list: Expr,
    /// The condition; `None` where all count.
    pub condition: Option<Expr>,
}

/// `| X if COND` or `| X otherwise`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueRow {
    /// The value.
    pub value: Expr,
    /// Its condition; `None` for `otherwise`.
    pub condition: Option<Expr>,
    /// The row.
    pub span: Span,
}
