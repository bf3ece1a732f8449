//! How an award is paid, and what follows from it.

use super::{Applies, Expr, Quote, Text};
use crate::source::Span;

/// `pay in advance`, `pay in 3 equal years from D`, `pay 20% on D, the rest on E`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pay {
    /// How.
    pub plan: PayPlan,
    /// When it counts.
    pub applies: Applies,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}

/// How an award is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayPlan {
    /// `in advance`: at once, before what it is for.
    InAdvance,
    /// `in 3 equal years from D`: a part on D, and one each year after.
    Equal {
        /// How many parts.
        count: u32,
        /// What lies between two of them.
        step: PartStep,
        /// When the first falls due.
        from: Expr,
        /// `in 3 equal years`.
        span: Span,
    },
    /// `20% on D, the rest on E`, or `20% in year 1, the rest in year 2, from D`.
    Parts {
        /// The parts, in the order in which they are paid.
        parts: Vec<Part>,
        /// When year 1 begins.
        from: Option<Expr>,
    },
}

/// What lies between two equal parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartStep {
    /// A year.
    Years,
    /// Three months.
    Quarters,
    /// A month.
    Months,
}

/// A part of a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// How much.
    pub figure: PartFigure,
    /// When.
    pub time: PartTime,
    /// What it is called.
    pub label: Option<Text>,
    /// All of it.
    pub span: Span,
}

/// How much a part is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartFigure {
    /// A share of the award, or an amount.
    Figure(Expr),
    /// `the rest`.
    Rest(Span),
}

/// When a part falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartTime {
    /// `in year 2`: so many years after the start, less one.
    Year(u32, Span),
    /// `on D`.
    On(Expr),
}

/// What a measure says beside its awards, limits and schedule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms {
    /// Who pays.
    pub payers: Vec<Payers>,
    /// Vouchers.
    pub vouchers: Vec<Voucher>,
    /// What is taken back.
    pub recoveries: Vec<Recover>,
    /// What the beneficiary must do or leave.
    pub obligations: Vec<Obligation>,
}

/// `paid by "city" 50%, "district" the rest`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payers {
    /// Each with its share.
    pub shares: Vec<(Text, PartFigure)>,
    /// When it counts.
    pub applies: Applies,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}

/// `voucher until D, redeemed on E`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voucher {
    /// The last day on which it can be redeemed.
    pub until: Expr,
    /// When it was.
    pub redeemed_on: Expr,
    /// When it counts.
    pub applies: Applies,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}

/// `recover all when "label": COND`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recover {
    /// How much; `None`: all that was paid.
    pub amount: Option<Expr>,
    /// The label of the condition; `None` where the expression stands alone.
    pub label: Option<Text>,
    /// When.
    pub condition: Expr,
    /// When it counts.
    pub applies: Applies,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}

/// `obliged "what" until D`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// What was promised.
    pub what: Text,
    /// The last day on which it binds.
    pub until: Expr,
    /// When it counts.
    pub applies: Applies,
    /// What it rests on.
    pub quotes: Vec<Quote>,
    /// The clause.
    pub span: Span,
}

impl Terms {
    /// The places of the clauses that speak of money.
    pub fn spends(&self) -> impl Iterator<Item = Span> + '_ {
        let payers = self.payers.iter().map(|clause| clause.span);
        let vouchers = self.vouchers.iter().map(|clause| clause.span);
        payers.chain(vouchers).chain(self.recoveries.iter().map(|clause| clause.span))
    }

    /// The quotes of all clauses.
    pub fn quotes(&self) -> impl Iterator<Item = &Vec<Quote>> {
        let payers = self.payers.iter().map(|clause| &clause.quotes);
        let vouchers = self.vouchers.iter().map(|clause| &clause.quotes);
        let recoveries = self.recoveries.iter().map(|clause| &clause.quotes);
        payers.chain(vouchers).chain(recoveries).chain(self.obligations.iter().map(|clause| &clause.quotes))
    }
}
