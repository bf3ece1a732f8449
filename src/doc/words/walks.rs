//! What is said of the records of a list.

use super::super::markup::{Markup, words};
use super::super::writer::Writer;
use super::Bond;
use crate::ir::{ExprId, Loop, Op};

impl Writer<'_> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "nothing else walks a list")]
    pub(super) fn walk(&self, id: ExprId) -> (Markup, Bond) {
        let op = &self.program.node(id).op;
        if let Op::Any(walk) = op {
            let (list, condition) = self.list_and_condition(*walk);
            let phrase = match condition {
                Some(condition) => {
                    words!(self, "for some of {list}: {condition}", "{list}中至少一项满足：{condition}")
                }
                None => words!(self, "there is one of {list}", "{list}中至少有一项"),
            };
            return (phrase, Bond::Alone);
        }
        if let Op::All(walk) = op {
            let (list, condition) = self.list_and_condition(*walk);
            let condition = condition.unwrap_or_default();
            return (words!(self, "for all of {list}: {condition}", "{list}中每一项均满足：{condition}"), Bond::Alone);
        }
        if let Op::Count(walk) = op {
            let those = self.those(*walk);
            return (words!(self, "the number of {those}", "{those}的个数"), Bond::Product);
        }
        let (value, walk) = match op {
            Op::Sum(value, walk) | Op::Least(value, walk) | Op::Greatest(value, walk) => (*value, *walk),
            _ => return (Markup::default(), Bond::Tight),
        };
        let those = self.those(walk);
        let value = self.within(walk, || self.bound(value, Bond::Whole));
        let phrase = match op {
            Op::Sum(..) => words!(self, "the sum of {value} over {those}", "{those}的{value}合计"),
            Op::Least(..) => words!(self, "the least {value} among {those}", "{those}中最小的{value}"),
            _ => words!(self, "the greatest {value} among {those}", "{those}中最大的{value}"),
        };
        (phrase, Bond::Product)
    }

    /// The records that are counted.
    fn those(&self, walk: Loop) -> Markup {
        match self.list_and_condition(walk) {
            (list, Some(condition)) => words!(self, "those of {list} where {condition}", "{list}（限{condition}的）"),
            (list, None) => list,
        }
    }

    fn list_and_condition(&self, walk: Loop) -> (Markup, Option<Markup>) {
        let list = self.bound(walk.list, Bond::Tight);
        (list, walk.condition.map(|condition| self.within(walk, || self.bound(condition, Bond::Or))))
    }

    fn within(&self, walk: Loop, write: impl FnOnce() -> Markup) -> Markup {
        self.walked.borrow_mut().push(walk.variable);
        let written = write();
        self.walked.borrow_mut().pop();
        written
    }
}
