//! Rules in words: an expression of the executable form as a phrase that a reader of the document understands.
//!
//! A named value stands in a phrase by its name, with a link to where it is worked out, so no phrase grows beyond what its clause says.

mod cases;
mod clauses;
mod dates;
mod figures;
mod functions;
mod limits;
mod logic;
mod payments;
mod types;
mod walks;

use super::markup::{Markup, words};
use super::writer::Writer;
use crate::ir::{DecidedFigure, ExprId, LetId, Op, Owner, RecordId};

/// How tightly a phrase must hold together where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bond {
    /// It stands alone.
    Alone,
    /// It is one of several alternatives.
    Or,
    /// It is one of several conditions.
    And,
    /// It is what is compared, or negated.
    Whole,
    /// It is a term of a sum.
    Sum,
    /// It is a factor.
    Product,
    /// It is divided by, taken off or multiplied from the right.
    Tight,
}

impl Writer<'_> {
    /// An expression as a phrase.
    pub(super) fn phrase(&self, id: ExprId) -> Markup {
        self.bound(id, Bond::Alone)
    }

    /// An expression as a phrase that stands within another.
    pub(super) fn bound(&self, id: ExprId, bond: Bond) -> Markup {
        let node = self.program.node(id);
        let (phrase, own) = match &node.op {
            Op::Truth(_) | Op::Number(_) | Op::Date(_) | Op::Text(_) | Op::Choice(_) => {
                (self.constant(&node.op, &node.ty), Bond::Tight)
            }
            Op::AppliedOn => (words!(self, "the day of application", "申请日"), Bond::Tight),
            Op::SupportYear => (words!(self, "the support year", "支持年度"), Bond::Tight),
            Op::Paid => (words!(self, "what was paid", "已拨付金额"), Bond::Tight),
            Op::Decided(figure) => (self.decided(*figure), Bond::Tight),
            Op::Position(_) => (words!(self, "the claim's position", "本项序号"), Bond::Tight),
            Op::Fact(owner, record, field) => {
                (self.of_owner(*owner, Some(*record), self.fact(*record, *field)), Bond::Tight)
            }
            Op::Let(named, owner) => (self.of_named(*named, *owner), Bond::Tight),
            Op::At(series, year) => (self.at_year(*series, *year), Bond::Tight),
            Op::Lookup(table, keys) => (self.looked_up(self.table(*table), keys), Bond::Tight),
            Op::OnDay(table, keys, day) => {
                let (value, day) = (self.looked_up(self.table(*table), keys), self.bound(*day, Bond::Whole));
                (words!(self, "{value} on {day}", "{day}当日的{value}"), Bond::Tight)
            }
            Op::Slices(table, number) => {
                let (table, number) = (self.table(*table), self.bound(*number, Bond::Whole));
                (words!(self, "{number} by the slices of {table}", "{number}按“{table}”分段计算"), Bond::Whole)
            }
            Op::Negate(_) | Op::Add(..) | Op::Subtract(..) | Op::Multiply(..) | Op::Divide(..) => self.arithmetic(id),
            Op::Min(parts) => self.of_several(parts, false),
            Op::Max(parts) => self.of_several(parts, true),
            Op::Apply(function, operands) => self.function(*function, operands),
            Op::Round(number, rounding) => {
                let (number, how) = (self.bound(*number, Bond::Sum), self.rounding(*rounding));
                (words!(self, "{number}, {how}", "{number}，{how}"), Bond::Alone)
            }
            Op::AddDays(..) | Op::AddMonths(..) | Op::AddYears(..) | Op::Time(_) | Op::InForce(_) => self.of_time(id),
            Op::Compare(..) | Op::Same(..) | Op::OneOf(..) | Op::And(_) | Op::Or(_) | Op::OnlyIf(..) | Op::Not(_) => {
                self.logic(id)
            }
            Op::Any(_) | Op::All(_) | Op::Sum(..) | Op::Least(..) | Op::Greatest(..) | Op::Count(_) => self.walk(id),
            Op::Rows(_) | Op::Except(..) | Op::Exception(..) | Op::Raised(..) | Op::Raise(..) => {
                (self.cases_in_line(id), Bond::Tight)
            }
        };
        if own < bond { self.in_brackets(&phrase) } else { phrase }
    }

    /// A figure of the decision.
    fn decided(&self, figure: DecidedFigure) -> Markup {
        Markup::text(&self.names.decided(figure))
    }

    /// A fact or a named value of a record. While a list is walked, what is not of its own record says whose it is.
    fn of_owner(&self, owner: Owner, record: Option<RecordId>, name: Markup) -> Markup {
        let Owner::Variable(slot) = owner else { return name };
        let innermost = self.walked.borrow().last().copied();
        if innermost.is_none_or(|innermost| innermost == slot) {
            return name;
        }
        match record {
            Some(record) => {
                let record = self.program.record(record).map(|own| self.name(&own.name, own.label.as_deref()));
                let record = record.unwrap_or_default();
                words!(self, "{name} of this {record}", "本{record}的{name}")
            }
            None => words!(self, "its own {name}", "本项的{name}"),
        }
    }

    fn of_named(&self, id: LetId, owner: Owner) -> Markup {
        self.of_owner(owner, None, self.named(id))
    }

    fn at_year(&self, series: ExprId, year: ExprId) -> Markup {
        let fact = self.bound(series, Bond::Tight);
        self.with_aside(&fact, &self.phrase(year))
    }

    fn looked_up(&self, table: Markup, keys: &[ExprId]) -> Markup {
        if keys.is_empty() {
            return table;
        }
        let keys: Vec<Markup> = keys.iter().map(|key| self.bound(*key, Bond::Whole)).collect();
        self.with_aside(&table, &self.list(&keys))
    }
}
