//! Values by cases: rows, exceptions and raises.

use super::super::markup::{Markup, words};
use super::super::writer::Writer;
use super::Bond;
use crate::diagnostic::Language;
use crate::ir::{DepartureId, ExprId, Op, Raise};

impl Writer<'_> {
    /// A value as its clause gives it: what is worked out by cases stands case by case, one below the other.
    pub(in crate::doc) fn value(&self, id: ExprId) -> Markup {
        match self.cases(id) {
            (Some(base), cases) if cases.is_empty() => base,
            (base, cases) => {
                let items: Vec<Markup> =
                    cases.into_iter().map(|case| Markup::made(format!("<li>{case}</li>"))).collect();
                let (base, items) = (base.unwrap_or_default(), Markup::joined(&items, ""));
                Markup::made(format!("{base}<ul class=\"cases\">{items}</ul>"))
            }
        }
    }

    /// The same within a line.
    pub(super) fn cases_in_line(&self, id: ExprId) -> Markup {
        let (base, cases) = self.cases(id);
        let between = words!(self, "; ", "；").to_string();
        let cases = Markup::joined(&cases, &between);
        match base {
            Some(base) if cases.is_empty() => base,
            Some(base) => self.in_brackets(&words!(self, "{base}; {cases}", "{base}；{cases}")),
            None => self.in_brackets(&cases),
        }
    }

    /// What a value is unless a case applies, and the cases.
    #[expect(clippy::wildcard_enum_match_arm, reason = "everything else is one value")]
    fn cases(&self, id: ExprId) -> (Option<Markup>, Vec<Markup>) {
        match &self.program.node(id).op {
            Op::Rows(rows) => (None, rows.iter().map(|(condition, value)| self.row(*condition, *value)).collect()),
            Op::Except(rule, parts) | Op::Raised(rule, parts) => {
                let (base, mut cases) = self.cases(*rule);
                cases.extend(parts.iter().map(|part| self.departure(*part)));
                (base, cases)
            }
            Op::Exception(..) | Op::Raise(..) => (None, vec![self.departure(id)]),
            _ => (Some(self.phrase(id)), Vec::new()),
        }
    }

    fn row(&self, condition: Option<ExprId>, value: ExprId) -> Markup {
        // In English the condition follows the value: it must be plain where the value ends.
        let bond = if self.names.language == Language::En { Bond::Whole } else { Bond::Alone };
        let value = self.bound(value, bond);
        match condition {
            Some(condition) => {
                let condition = self.phrase(condition);
                words!(self, "{value} if {condition}", "{condition}：{value}")
            }
            None => words!(self, "{value} otherwise", "其他情形：{value}"),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "only departures stand under a rule")]
    fn departure(&self, id: ExprId) -> Markup {
        match &self.program.node(id).op {
            Op::Exception(departure, condition, value) => {
                let (label, condition) = (self.departs(*departure), self.phrase(*condition));
                let value = self.bound(*value, Bond::Whole);
                words!(self, "except “{label}”: {value} if {condition}", "例外“{label}”：{condition}的，为{value}")
            }
            Op::Raise(departure, condition, raise) => {
                let (label, condition) = (self.departs(*departure), self.phrase(*condition));
                let figure = self.bound(raise.figure(), Bond::Whole);
                match raise {
                    Raise::By(_) => words!(
                        self,
                        "raised by {figure} if {condition} (“{label}”)",
                        "上浮“{label}”：{condition}的，增加{figure}"
                    ),
                    Raise::Times(_) => words!(
                        self,
                        "raised to {figure} times if {condition} (“{label}”)",
                        "上浮“{label}”：{condition}的，至{figure}倍"
                    ),
                }
            }
            _ => self.phrase(id),
        }
    }

    fn departs(&self, id: DepartureId) -> Markup {
        self.read.borrow_mut().departures.insert(id);
        self.program.departure(id).map(|own| Markup::text(&own.label)).unwrap_or_default()
    }
}
