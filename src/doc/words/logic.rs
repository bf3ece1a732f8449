//! Conditions in words.

use super::super::markup::{Markup, words};
use super::super::writer::Writer;
use super::Bond;
use crate::ast::CompareOp;
use crate::ir::{ExprId, Op, Type};

impl Writer<'_> {
    /// What must hold, in parts that must all hold.
    #[expect(clippy::wildcard_enum_match_arm, reason = "everything else is one part")]
    pub(in crate::doc) fn requirements(&self, id: ExprId) -> Vec<Markup> {
        match &self.program.node(id).op {
            Op::And(parts) => parts.iter().map(|part| self.bound(*part, Bond::And)).collect(),
            _ => vec![self.phrase(id)],
        }
    }

    pub(super) fn logic(&self, id: ExprId) -> (Markup, Bond) {
        let op = &self.program.node(id).op;
        if let Op::And(parts) = op {
            let parts: Vec<Markup> = parts.iter().map(|part| self.bound(*part, Bond::And)).collect();
            return (Markup::joined(&parts, &words!(self, " and ", "，且").to_string()), Bond::And);
        }
        if let Op::Or(parts) = op {
            // `and` binds more tightly than `or`, but a reader need not know that.
            let parts: Vec<Markup> = parts.iter().map(|part| self.bound(*part, Bond::Whole)).collect();
            return (Markup::joined(&parts, &words!(self, ", or ", "，或").to_string()), Bond::Or);
        }
        if let Op::OnlyIf(first, second) = op {
            let (first, second) = (self.bound(*first, Bond::Or), self.bound(*second, Bond::Or));
            return (words!(self, "if {first}, then {second}", "如果{first}，则{second}"), Bond::Alone);
        }
        if let Op::Not(inner) = op {
            return (self.negated(*inner), Bond::Whole);
        }
        if let Op::Compare(op, left, right) = op {
            return (self.compared(*op, *left, *right), Bond::Whole);
        }
        if let Op::Same(left, right) = op {
            let (left, right) = (self.bound(*left, Bond::Sum), self.bound(*right, Bond::Sum));
            return (words!(self, "{left} is {right}", "{left} 为 {right}"), Bond::Whole);
        }
        let Op::OneOf(item, values) = op else { return (Markup::default(), Bond::Tight) };
        let (item, values) = (self.bound(*item, Bond::Sum), self.choices(values));
        (words!(self, "{item} is one of {values}", "{item} 属于 {values} 之一"), Bond::Whole)
    }

    fn choices(&self, values: &[ExprId]) -> Markup {
        self.list(&values.iter().map(|value| self.bound(*value, Bond::Sum)).collect::<Vec<_>>())
    }

    fn compared(&self, op: CompareOp, left: ExprId, right: ExprId) -> Markup {
        let dates = matches!(self.program.node(left).ty, Type::Date);
        let (left, right) = (self.bound(left, Bond::Sum), self.bound(right, Bond::Sum));
        match (op, dates) {
            (CompareOp::AtLeast, false) => words!(self, "{left} is at least {right}", "{left} 不低于 {right}"),
            (CompareOp::AtMost, false) => words!(self, "{left} is at most {right}", "{left} 不超过 {right}"),
            (CompareOp::Above, false) => words!(self, "{left} is above {right}", "{left} 超过 {right}"),
            (CompareOp::Below, false) => words!(self, "{left} is below {right}", "{left} 低于 {right}"),
            (CompareOp::AtLeast, true) => words!(self, "{left} is not before {right}", "{left} 不早于 {right}"),
            (CompareOp::AtMost, true) => words!(self, "{left} is not after {right}", "{left} 不晚于 {right}"),
            (CompareOp::Above, true) => words!(self, "{left} is after {right}", "{left} 晚于 {right}"),
            (CompareOp::Below, true) => words!(self, "{left} is before {right}", "{left} 早于 {right}"),
        }
    }

    fn negated(&self, inner: ExprId) -> Markup {
        let node = self.program.node(inner);
        if let Op::Same(left, right) = &node.op {
            let (left, right) = (self.bound(*left, Bond::Sum), self.bound(*right, Bond::Sum));
            return words!(self, "{left} is not {right}", "{left} 不为 {right}");
        }
        if let Op::OneOf(item, values) = &node.op {
            let (item, values) = (self.bound(*item, Bond::Sum), self.choices(values));
            return words!(self, "{item} is none of {values}", "{item} 不属于 {values}");
        }
        if let Op::Fact(..) | Op::Let(..) | Op::At(..) = &node.op {
            let fact = self.bound(inner, Bond::Tight);
            return words!(self, "{fact}: no", "{fact}：否");
        }
        let inner = self.phrase(inner);
        words!(self, "it is not so that {inner}", "并非“{inner}”")
    }
}
