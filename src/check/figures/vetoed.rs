//! Vetoes that ask for the opposite of what their quote excludes: `veto: not listed` under 被列入名单的不予支持.

use std::collections::HashMap;

use crate::ast::{Condition, ExprKind};
use crate::source::Span;

use super::super::Checker;
use super::super::error::QuoteError;
use super::negated::says;
use super::words::excludes;

/// Beside the words of the fact, these may turn what is excluded.
const TURNING: &[&str] = &[
    "不", "未", "无", "非", "除", "没", "免", "外", "缺", "失", "逾", "拒", "低于", "少于", "不足", "超过", "取消",
    "撤销", "注销", "吊销", "终止", "停止", "退出", "虽", "not ", "no ", "non", "without", "never", "un", "except",
    "unless", "other", "lack", "fail", "less", "below", "lost", "cease", "expire",
];

/// Words with which the refusal itself begins.
const REFUSAL: &[&str] = &[
    "不予",
    "不享受",
    "不支持",
    "不得享受",
    "不得申",
    "不纳入",
    "不受理",
    "are excluded",
    "is excluded",
    "are not eligible",
    "is not eligible",
    "are ineligible",
    "is ineligible",
];

/// A shorter name is found by chance.
const SHORTEST: usize = 4;

impl<'a> Checker<'a> {
    /// Vetoes for `not` a fact whose quotes all exclude those of whom it is true.
    pub(super) fn vetoes_turned(&self) -> Vec<QuoteError> {
        let facts = self.yes_no_facts();
        let scope = self.tree.scope.iter().flat_map(|scope| &scope.conditions);
        let own = scope.chain(self.tree.measures.iter().flat_map(|measure| &measure.conditions));
        own.filter(|own| own.veto && own.only_if.is_none()).filter_map(|own| veto_turned(own, &facts)).collect()
    }
}

fn veto_turned(own: &Condition, facts: &HashMap<Span, [String; 2]>) -> Option<QuoteError> {
    let ExprKind::Not(fact) = &own.expr.kind else { return None };
    let quote = own.quotes.first()?.text.span;
    let name = facts.get(&fact.span)?.iter().find(|name| {
        name.chars().count() >= SHORTEST && own.quotes.iter().all(|quote| is_excluded(&quote.text.value, name))
    })?;
    let not = Span { end: fact.span.start, ..own.expr.span };
    // A label that denies the fact, too, would then be the opposite of the veto.
    let denied = own.label.as_ref().is_some_and(|label| says(&label.value.to_lowercase(), name) == Some(false));
    Some(QuoteError::Vetoed { span: own.expr.span, quote, name: name.clone(), not: (!denied).then_some(not) })
}

/// Whether a quote excludes those of whom a fact is true: it has the words of the fact in their order, then a refusal, and beside both nothing
/// that may turn them.
fn is_excluded(text: &str, name: &str) -> bool {
    let text = text.to_lowercase();
    let Some((said, refusal)) = REFUSAL
        .iter()
        .filter_map(|word| text.find(word).map(|at| text.split_at(at)))
        .min_by_key(|(said, _)| said.len())
    else {
        return false;
    };
    if !excludes(refusal) {
        return false;
    }
    beside(said, name).is_some_and(|beside| !TURNING.iter().any(|word| beside.contains(word)))
}

/// What a text has beside the characters of a name, which all stand in it in their order; `None` where they don't, or far apart.
fn beside(text: &str, name: &str) -> Option<String> {
    if let Some((before, behind)) = text.split_once(name) {
        return Some(format!("{before} {behind}"));
    }
    // English words that stand apart are found by chance; 列入失信名单 is in 列入失信联合惩戒名单.
    if name.is_ascii() {
        return None;
    }
    let (mut wanted, mut left) = (name.chars().peekable(), String::new());
    let (mut gaps, mut begun) = (0, false);
    for c in text.chars() {
        if wanted.next_if_eq(&c).is_some() {
            begun = true;
            continue;
        }
        gaps += usize::from(begun && wanted.peek().is_some());
        left.push(c);
    }
    (wanted.peek().is_none() && gaps <= name.chars().count()).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_exclude_those_of_whom_a_fact_is_true() {
        let cases = [
            ("被列入失信联合惩戒名单的企业不予返还", "列入失信名单", true),
            ("列入失信名单的，不予支持", "列入失信名单", true),
            ("未列入失信名单以外的企业不予支持", "列入失信名单", false),
            ("逾期完成整改的不予支持", "完成整改", false),
            ("不符合产业政策的企业不予支持", "符合产业政策", false),
            ("未通过验收的项目不予支持", "通过验收", false),
            ("列入失信名单的企业予以支持", "列入失信名单", false),
            ("列入名单的企业不予支持", "列入失信名单", false),
            ("undertakings in difficulty are excluded", "in difficulty", false),
            ("firms in difficulty are excluded", "in difficulty", true),
            ("firms not in difficulty are excluded", "in difficulty", false),
        ];
        for (text, name, excluded) in cases {
            assert_eq!(is_excluded(text, name), excluded, "{text}");
        }
    }
}
