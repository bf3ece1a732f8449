//! Words that stand on the other side of a value: `in order of D` 按 D 排序, `list of R` R 列表, `in UNIT`, `raise … by`.

use super::{Writer, end_of, parts_of, start_of};
use crate::ast::Surface;
use crate::syntax::grammar::{Node, Rule};

impl<'t> Writer<'t> {
    /// Names with 、 between them in Chinese.
    pub(super) fn list(&mut self, node: &Node<'t>) {
        self.listed(&parts_of(node));
    }

    pub(super) fn listed(&mut self, parts: &[Node<'t>]) {
        let mut before: Option<&Node<'t>> = None;
        for part in parts {
            if let Some(before) = before {
                self.between(before, part);
            }
            match part.as_rule() == Rule::list_comma {
                true => self.push(self.to.either(",", "、")),
                false => self.part(part),
            }
            before = Some(part);
        }
    }

    /// `in order of D` 按 D 排序.
    pub(super) fn order(&mut self, node: &Node<'t>) {
        let parts = parts_of(node);
        let (Some(word), Some(value)) = (parts.first(), parts.get(1)) else { return self.sequence(&parts) };
        self.word(self.to.either("in order of", "按"), word.as_str());
        self.between(word, value);
        self.part(value);
        self.close(self.to.either("", "排序"), Some(value), parts.get(2));
    }

    /// `list of R` R 列表.
    pub(super) fn list_type(&mut self, node: &Node<'t>) {
        let parts = parts_of(node);
        let [one, other] = parts.as_slice() else { return self.sequence(&parts) };
        let (name, word) = if one.as_rule() == Rule::name { (one, other) } else { (other, one) };
        let gap = (end_of(one), start_of(other));
        match self.to {
            Surface::English => {
                self.word("list of", word.as_str());
                self.gap(gap.0, gap.1);
                self.name(name);
            }
            Surface::Chinese => {
                self.name(name);
                self.gap(gap.0, gap.1);
                self.word("列表", word.as_str());
            }
        }
    }

    /// `decimal in UNIT` 小数 UNIT, `money in USD` 金额 USD: the word stands in English alone.
    pub(super) fn in_unit(&mut self, node: &Node<'t>) {
        let mut before: Option<Node<'t>> = None;
        for part in parts_of(node) {
            if let Some(before) = &before {
                self.between(before, &part);
            }
            if self.to == Surface::English && matches!(part.as_rule(), Rule::unit | Rule::currency) {
                self.push("in ");
            }
            match part.as_rule() == Rule::in_currency {
                true => self.comments(part.as_str()),
                false => self.part(&part),
            }
            before = Some(part);
        }
    }

    /// `raise "label" by AMOUNT if C` 上浮 「label」 AMOUNT 如果 C, from the label on.
    pub(super) fn raise(&mut self, parts: &[Node<'t>]) {
        let mut before: Option<&Node<'t>> = None;
        for part in parts {
            if let Some(before) = before {
                self.between(before, part);
                let begins = matches!(before.as_rule(), Rule::string | Rule::raise_by);
                if begins && part.as_rule() == Rule::expression && self.to == Surface::English {
                    self.push("by ");
                }
            }
            if part.as_rule() != Rule::raise_by {
                self.part(part);
            }
            before = Some(part);
        }
    }
}
