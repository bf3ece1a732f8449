//! Coverage: which rules of a policy a set of decided cases reaches, and in which ways: a condition that held, failed and was open, a row
//! that counted, a limit that bound and one that did not.
//!
//! It is read off the derivations of the decisions, so that deciding without it costs nothing.

mod count;
mod html;
mod items;
mod json;
mod sentences;
mod text;
mod ways;

pub use html::html;
pub use json::json;
pub use text::text;

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::diagnostic::Wording;
use crate::ir::{ExprId, Program};
use crate::source::Span;
use crate::wording;
use ways::WayOf;

/// What the rules of a policy are made of, and how often each was reached.
#[derive(Debug)]
pub struct Coverage<'p> {
    program: &'p Program,
    /// The parts, in the order of the rules; of one kind each place once.
    parts: IndexMap<(Kind, Span), Part>,
    /// The way that a node stands for, by version.
    nodes: HashMap<(usize, ExprId), (Span, WayOf)>,
    sentences: sentences::Sentences,
    /// How many decisions were looked at.
    decisions: usize,
}

/// The kinds of parts, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The time in force.
    InForce,
    /// A measure: claims of each status.
    Measure,
    /// A condition of a measure or the scope.
    Condition,
    /// An award: the steps from formula to approval.
    Award,
    /// A row of a value, or one of several definitions of it.
    Row,
    /// An exception or a raise.
    Departure,
    /// A row of a table.
    TableRow,
    /// A slice.
    Slice,
    /// A limit.
    Limit,
    /// A schedule, a voucher, what is taken back, an obligation.
    Payment,
    /// What must hold of a decision.
    Assertion,
    /// A reading.
    Reading,
    /// A sentence of the document, by the rules that rest on it.
    Sentence,
}

impl Kind {
    /// All kinds, in order.
    pub const ALL: [Kind; 13] = [
        Kind::InForce,
        Kind::Measure,
        Kind::Condition,
        Kind::Award,
        Kind::Row,
        Kind::Departure,
        Kind::TableRow,
        Kind::Slice,
        Kind::Limit,
        Kind::Payment,
        Kind::Assertion,
        Kind::Reading,
        Kind::Sentence,
    ];

    /// What it is called.
    pub fn name(self) -> Wording {
        match self {
            Kind::InForce => wording!("time in force", "施行期限"),
            Kind::Measure => wording!("measures", "措施"),
            Kind::Condition => wording!("conditions", "条件"),
            Kind::Award => wording!("awards", "奖励"),
            Kind::Row => wording!("rows of values", "分行取值"),
            Kind::Departure => wording!("exceptions and raises", "例外与上浮"),
            Kind::TableRow => wording!("rows of tables", "标准各行"),
            Kind::Slice => wording!("slices", "分段"),
            Kind::Limit => wording!("limits", "限额"),
            Kind::Payment => wording!("payment and what follows", "拨付与后续"),
            Kind::Assertion => wording!("assertions", "断言"),
            Kind::Reading => wording!("readings", "解读"),
            Kind::Sentence => wording!("sentences of the text", "原文语句"),
        }
    }
}

/// A part of the rules.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its kind.
    pub kind: Kind,
    /// Where it stands.
    pub place: Span,
    /// What it belongs to; empty where it stands by itself.
    pub of: Wording,
    /// What it is called: its label, else its words.
    pub name: Wording,
    /// The ways in which it can be reached.
    pub ways: Vec<Way>,
}

/// A way in which a part can be reached.
#[derive(Debug, Clone)]
pub struct Way {
    way: WayOf,
    /// In words.
    pub name: Wording,
    /// How often it was.
    pub times: usize,
}

impl Way {
    /// A way by which nothing has been reached yet.
    fn new(way: WayOf, name: Wording) -> Way {
        Way { way, name, times: 0 }
    }
}

impl Part {
    /// How many of its ways were reached.
    pub fn reached(&self) -> usize {
        self.ways.iter().filter(|way| way.times > 0).count()
    }
}

/// So many ways of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// The ways that were reached.
    pub reached: usize,
    /// All ways.
    pub all: usize,
}

impl Share {
    /// In whole percent, rounded down; of nothing 100.
    pub fn percent(self) -> usize {
        (self.reached * 100).checked_div(self.all).unwrap_or(100)
    }

    /// Whether it is at least so many percent.
    pub fn is_at_least(self, percent: usize) -> bool {
        self.reached * 100 >= self.all * percent
    }
}

impl Coverage<'_> {
    /// The parts, in the order of the rules.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.parts.values()
    }

    /// The share of all ways that were reached.
    pub fn share(&self) -> Share {
        share(self.parts())
    }

    /// The share of the ways of one kind.
    pub fn share_of(&self, kind: Kind) -> Share {
        share(self.parts().filter(|part| part.kind == kind))
    }

    /// How many decisions were looked at.
    pub fn decisions(&self) -> usize {
        self.decisions
    }
}

fn share<'a>(parts: impl Iterator<Item = &'a Part>) -> Share {
    parts.fold(Share::default(), |sum, part| Share {
        reached: sum.reached + part.reached(),
        all: sum.all + part.ways.len(),
    })
}
