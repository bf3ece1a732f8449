//! Measures and their clauses.

use super::{Assertion, ExprId, Pay, ReadingId, RecordId, Terms, VarId};
pub use crate::ast::Stage;
use crate::source::Span;
use crate::value::CalendarPeriod;

/// Where a rule stands and the words that it rests on.
#[derive(Debug, Clone, Default)]
pub struct Clause {
    /// The clause in the rule file.
    pub span: Span,
    /// The place of the clause, `file:line:column`.
    pub place: String,
    /// Its quotes.
    pub quotes: Vec<Quote>,
}

/// Words of the source document.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// The number of the deepest heading under which they stand in the document (`5` of `（5）`); `None` where there is none.
    pub article: Option<String>,
    /// Where they stand in the document.
    #[serde(skip)]
    pub places: Vec<Span>,
}

/// When a clause counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Applies {
    /// First and last support year; `None`: every year (of a condition: the claim itself).
    pub years: Option<(u32, u32)>,
    /// The reading and the alternative under which it counts.
    pub reading: Option<(ReadingId, usize)>,
}

impl Applies {
    /// Whether there is a year and a choice of readings in which both count.
    pub fn meets(self, other: Applies) -> bool {
        let years = match (self.years, other.years) {
            (Some((first, last)), Some((other, end))) => first <= end && other <= last,
            (None, _) | (_, None) => true,
        };
        let readings = match (self.reading, other.reading) {
            (Some((own, one)), Some((reading, another))) => own != reading || one == another,
            (None, _) | (_, None) => true,
        };
        years && readings
    }

    /// Whether it counts in a support year.
    pub fn in_year(self, year: u32) -> bool {
        self.years.is_none_or(|(first, last)| (first..=last).contains(&year))
    }

    /// Whether it counts under the chosen alternatives (one index per reading).
    pub fn under(self, chosen: &[usize]) -> bool {
        self.reading.is_none_or(|(reading, value)| chosen.get(reading.0 as usize) == Some(&value))
    }
}

/// A condition.
#[derive(Debug, Clone)]
pub struct Condition {
    /// Its label.
    pub label: Option<String>,
    /// By what it is called where it has none: the expression as written, on one line.
    pub words: String,
    /// What must hold.
    pub expr: ExprId,
    /// What a rule that says what must not hold is called; the label, the words and `expr` are turned to what must.
    pub veto: Option<String>,
    /// Whether it must have held in every one of its years up to the one that is paid.
    pub unbroken: bool,
    /// When it is tested; `None`: at application and again at payment.
    pub stage: Option<Stage>,
    /// When it counts; with years, it is a condition of those years' payments and not of the claim.
    pub applies: Applies,
    /// The clause.
    pub clause: Clause,
}

impl Condition {
    /// The label, else the expression as written.
    pub fn called(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.words)
    }

    /// Whether it is tested at a stage.
    pub fn at(&self, stage: Stage) -> bool {
        self.stage.is_none_or(|own| own == stage)
    }
}

/// A measure.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Its identifier.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
    /// The article that it encodes.
    pub article: Option<String>,
    /// One claim per record; `None`: one claim, `applicant`.
    pub for_each: Option<ForEach>,
    /// Its conditions.
    pub conditions: Vec<Condition>,
    /// Its awards; for each support year and choice of readings at most one counts.
    pub awards: Vec<Award>,
    /// Its limits, in the order in which they cut.
    pub limits: Vec<Limit>,
    /// How it is paid.
    pub pays: Vec<Pay>,
    /// Who pays, vouchers, what is taken back, what was promised.
    pub terms: Terms,
    /// What must hold of the decision on each claim.
    pub assertions: Vec<Assertion>,
    /// What is given, where it is support in kind.
    pub in_kind: Option<InKind>,
    /// The header.
    pub clause: Clause,
}

impl Measure {
    /// The label, else the identifier.
    pub fn shown(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }

    /// Its support years under the chosen readings, ascending.
    pub fn years(&self, chosen: &[usize]) -> Vec<u32> {
        let mut years: Vec<u32> = Vec::new();
        for award in self.awards.iter().filter(|award| award.applies.under(chosen)) {
            let (first, last) = award.applies.years.unwrap_or((1, 1));
            years.extend(first..=last);
        }
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The award of a support year under the chosen readings. An award without years is of year 1.
    pub fn award_of(&self, year: u32, chosen: &[usize]) -> Option<&Award> {
        self.awards.iter().find(|award| {
            let (first, last) = award.applies.years.unwrap_or((1, 1));
            award.applies.under(chosen) && (first..=last).contains(&year)
        })
    }
}

/// One claim per record of a list.
#[derive(Debug, Clone)]
pub struct ForEach {
    /// The slot of the record.
    pub variable: VarId,
    /// What the rule calls it: its label, else its identifier.
    pub name: String,
    /// The records' type.
    pub record: RecordId,
    /// The list.
    pub list: ExprId,
    /// Ascending order; ties and unknown ones keep the case's order, unknown ones come last.
    pub order: Option<ExprId>,
    /// The clause.
    pub clause: Clause,
}

/// An award.
#[derive(Debug, Clone)]
pub struct Award {
    /// Whether the formula is a ceiling of an amount that the authority approves.
    pub up_to: bool,
    /// The formula, in money.
    pub formula: ExprId,
    /// When it counts.
    pub applies: Applies,
    /// The clause.
    pub clause: Clause,
}

/// A limit on the awards of a measure.
#[derive(Debug, Clone)]
pub struct Limit {
    /// What is limited.
    pub what: LimitWhat,
    /// Its label: what a claim refused by it is shown to have failed.
    pub label: Option<String>,
    /// By what it is called where it has none: the clause as written, on one line.
    pub words: String,
    /// Whose awards are added up; at least one.
    pub per: Vec<LimitKey>,
    /// Over which time.
    pub period: LimitPeriod,
    /// What counts towards it beside the awards that it stands with.
    pub counting: Vec<Counting>,
    /// Where it is over all applicants: how it is shared out among them. A single case can't know what is left of it.
    pub shared: Option<Sharing>,
    /// The order of cutting, ascending, where it is not that of the claims.
    pub order: Option<ExprId>,
    /// When it counts.
    pub applies: Applies,
    /// The clause.
    pub clause: Clause,
}

/// What a limit limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitWhat {
    /// Money; where the figure depends on the claim, each claim is measured against its own.
    Money(ExprId),
    /// The number of awards: claims beyond it are refused.
    Awards(AwardCount),
    /// A quantity: the figure and what each claim brings of it. A claim that is left less of it is paid in proportion.
    Quantity {
        /// The figure, in the unit of what is counted.
        figure: ExprId,
        /// What a claim counts.
        of: ExprId,
    },
    /// 从高不重复: the highest award alone; after a lower one was paid, the difference.
    Highest,
}

impl LimitWhat {
    /// The expression that gives a number of awards.
    pub fn number_of_awards(self) -> Option<ExprId> {
        match self {
            LimitWhat::Awards(AwardCount::Of(number)) => Some(number),
            LimitWhat::Awards(AwardCount::Fixed(_))
            | LimitWhat::Money(_)
            | LimitWhat::Quantity { .. }
            | LimitWhat::Highest => None,
        }
    }
}

/// By what awards are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitKey {
    /// The applicant: all of the case.
    Applicant,
    /// The record of the claim.
    Record,
    /// Any value.
    Value(ExprId),
}

impl LimitKey {
    /// The expression of a key that is a value.
    pub fn value(self) -> Option<ExprId> {
        match self {
            LimitKey::Applicant | LimitKey::Record => None,
            LimitKey::Value(key) => Some(key),
        }
    }
}

/// How many awards a limit allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AwardCount {
    /// This number.
    Fixed(u32),
    /// A whole number that may depend on the claim, which is then measured against its own.
    Of(ExprId),
}

/// The time over which a limit adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitPeriod {
    /// All time.
    Total,
    /// One support year.
    SupportYear,
    /// The calendar year, financial year, quarter or month of a date; ledger entries count by their own date.
    Calendar(CalendarPeriod, ExprId),
    /// So many financial years, two at least, up to that of a date: that year and those before it.
    FinancialYears(u32, ExprId),
    /// The years that end with a date, that day included: over 3 years to 2026-05-01 is from 2023-05-02.
    RollingYears(u32, ExprId),
}

impl Limit {
    /// The label, else the clause as written.
    pub fn called(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.words)
    }

    /// The order in which the awards of one applicant use it up, ascending, where it is not that of the claims: its own, or that among all
    /// applicants.
    #[must_use]
    pub fn order_of_cutting(&self) -> Option<ExprId> {
        match self.shared {
            Some(Sharing::InOrderOf(order)) => self.order.or(Some(order)),
            Some(Sharing::ProRata) | None => self.order,
        }
    }
}

impl LimitPeriod {
    /// The date by which claims count.
    pub fn date(self) -> Option<ExprId> {
        match self {
            LimitPeriod::Total | LimitPeriod::SupportYear => None,
            LimitPeriod::Calendar(_, date)
            | LimitPeriod::FinancialYears(_, date)
            | LimitPeriod::RollingYears(_, date) => Some(date),
        }
    }
}

/// What counts towards a limit beside the awards that it stands with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counting {
    /// An amount of the facts of the claim, in money: other public money for the same project.
    Amount(ExprId),
    /// What the ledger shows as paid for a measure that the limit does not stand with.
    Measure(String),
    /// What the ledger shows as paid under another policy, by its name there.
    Policy(String),
    /// What the ledger shows as paid under any other policy.
    OtherPolicies,
}

/// How a limit over all applicants is shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sharing {
    /// In the order of a date or a score, ascending, till nothing is left.
    InOrderOf(ExprId),
    /// Each in proportion.
    ProRata,
}

/// Limits over the awards of several measures: each measure's own form of each clause, its keys and dates being those of its claims.
#[derive(Debug, Clone)]
pub struct Across {
    /// The label of the section.
    pub label: Option<String>,
    /// The measures, as places in [`Program::measures`](super::Program::measures), ascending.
    pub measures: Vec<usize>,
    /// The clauses in the order in which they cut; of each one form for each measure, in the order of `measures`.
    pub limits: Vec<Vec<Limit>>,
    /// The header.
    pub clause: Clause,
}

/// What a measure gives in kind while it is not written yet, in English and in Chinese.
pub const UNWRITTEN: (&str, &str) = ("to be written", "待写");

/// Support in kind.
#[derive(Debug, Clone)]
pub struct InKind {
    /// What is given.
    pub what: String,
    /// The clause.
    pub clause: Clause,
}

/// What is declared not computed.
#[derive(Debug, Clone)]
pub struct NotComputed {
    /// Why.
    pub why: String,
    /// The clause with the words.
    pub clause: Clause,
}

/// What is wrong with the text itself, as a rule file says.
#[derive(Debug, Clone)]
pub struct Defect {
    /// What is wrong.
    pub what: String,
    /// The clause with the words concerned.
    pub clause: Clause,
}
