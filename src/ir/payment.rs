//! How an award is paid, and what follows from it.

use super::{Applies, Clause, ExprId};

/// How a measure is paid.
#[derive(Debug, Clone)]
pub struct Pay {
    /// Whether it falls due in advance.
    pub in_advance: bool,
    /// The parts in which an award is paid, in order; empty where it is paid at once. The last takes what the others leave.
    pub parts: Vec<Part>,
    /// When it counts.
    pub applies: Applies,
    /// The clause.
    pub clause: Clause,
}

/// A part of a schedule.
#[derive(Debug, Clone)]
pub struct Part {
    /// How much.
    pub figure: PartFigure,
    /// The day on which it falls due.
    pub due: ExprId,
    /// What it is called.
    pub label: Option<String>,
}

/// How much a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartFigure {
    /// A share of the whole.
    Share(ExprId),
    /// An amount.
    Amount(ExprId),
    /// What the others leave.
    Rest,
}

impl PartFigure {
    /// The expression of a share or an amount.
    pub fn value(self) -> Option<ExprId> {
        match self {
            PartFigure::Share(id) | PartFigure::Amount(id) => Some(id),
            PartFigure::Rest => None,
        }
    }
}

/// What a measure says beside its awards, limits and schedule.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// Who pays.
    pub payers: Vec<Payers>,
    /// Vouchers.
    pub vouchers: Vec<Voucher>,
    /// What is taken back.
    pub recoveries: Vec<Recovery>,
    /// What the beneficiary must do or leave.
    pub obligations: Vec<Obligation>,
}

/// Who pays, each a share; the last takes what the others leave.
#[derive(Debug, Clone)]
pub struct Payers {
    /// Each with its share.
    pub shares: Vec<(String, PartFigure)>,
    /// When it counts.
    pub applies: Applies,
    /// The clause.
    pub clause: Clause,
}

/// An award that is worth something only once it is redeemed.
#[derive(Debug, Clone)]
pub struct Voucher {
    /// The last day on which it can be redeemed.
    pub until: ExprId,
    /// The day on which it was redeemed.
    pub redeemed_on: ExprId,
    /// When it counts.
    pub applies: Applies,
    /// The clause.
    pub clause: Clause,
}

/// What is taken back, and when.
#[derive(Debug, Clone)]
pub struct Recovery {
    /// The label of its condition.
    pub label: Option<String>,
    /// By what it is called where that has none: the expression as written, on one line.
    pub words: String,
    /// How much; `None`: all that was paid to the claim.
    pub amount: Option<ExprId>,
    /// When.
    pub condition: ExprId,
    /// When it counts.
    pub applies: Applies,
    /// The clause.
    pub clause: Clause,
}

impl Recovery {
    /// The label, else the expression as written.
    pub fn called(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.words)
    }
}

/// What the beneficiary must do or leave.
#[derive(Debug, Clone)]
pub struct Obligation {
    /// What.
    pub what: String,
    /// The last day on which it binds.
    pub until: ExprId,
    /// When it counts.
    pub applies: Applies,
    /// The clause.
    pub clause: Clause,
}
