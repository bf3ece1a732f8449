//! Conditions and endings whose words stand around a value: `is one of`, `any … has`, `nothing below`.

use super::{Writer, end_of, parts_of, start_of};
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::words;

impl<'t> Writer<'t> {
    /// `is one of A, B` 属于 A、B 之一.
    pub(super) fn is_one_of(&mut self, node: &Node<'t>) {
        let mut parts = parts_of(node);
        if parts.is_empty() {
            return self.push(node.as_str());
        }
        let word = parts.remove(0);
        let end = if parts.last().is_some_and(|last| last.as_rule() == Rule::one_of_end) { parts.pop() } else { None };
        self.word(self.to.either("is one of", "属于"), word.as_str());
        self.blank();
        if let Some(first) = parts.first() {
            self.between(&word, first);
        }
        self.listed(&parts);
        self.close(self.to.either("", "之一"), parts.last(), end.as_ref());
    }

    /// `any r in LIST has COND`, `all r in LIST have COND`.
    pub(super) fn quantified(&mut self, node: &Node<'t>) {
        let has = if node.as_rule() == Rule::any { "has" } else { "have" };
        let parts = parts_of(node);
        let mut before: Option<&Node<'t>> = None;
        for part in &parts {
            if let Some(before) = before {
                self.between(before, part);
            }
            if part.as_rule() == Rule::has {
                self.word(self.to.either(has, "满足"), part.as_str());
            } else {
                self.part(part);
            }
            before = Some(part);
        }
    }

    /// `, not below X` ，最低 X; `, nothing below X` ，不足 X 不计.
    pub(super) fn ending(&mut self, node: &Node<'t>) {
        let parts = parts_of(node);
        let (Some(word), Some(value)) = (parts.first(), parts.get(1)) else { return self.push(node.as_str()) };
        let written = word.as_str();
        let bare = written.trim_start_matches([',', '，']);
        let comma = written.get(..written.len() - bare.len()).unwrap_or("");
        let plain = tokens_of(bare);
        let Some(right) = words::word_as_written(word.as_rule(), &plain) else { return self.push(node.as_str()) };
        self.out.push_str(comma);
        self.blank();
        self.word(right.spelling(self.to), written);
        self.blank();
        self.between(word, value);
        self.part(value);
        if matches!(word.as_rule(), Rule::nothing_below_en | Rule::nothing_below_zh) {
            self.close(self.to.either("", "不计"), Some(value), parts.get(2));
        }
    }

    /// Writes the word that closes what one surface writes around a value, and behind it the comments that were written before it: in
    /// the other surface they stand behind the value.
    pub(super) fn close(&mut self, word: &str, value: Option<&Node<'t>>, written: Option<&Node<'t>>) {
        if !word.is_empty() {
            self.blank();
            self.push(word);
        }
        if let (Some(value), Some(written)) = (value, written) {
            let gap = self.text.get(end_of(value)..start_of(written)).unwrap_or("");
            if gap.contains(['#', '＃']) {
                self.out.push_str(gap);
            }
            self.comments(written.as_str());
        }
    }
}

/// Words without the comments among them.
fn tokens_of(words: &str) -> String {
    let significant = crate::syntax::tokens(words).into_iter().filter(|token| token.kind.is_significant());
    significant.map(|token| token.of(words)).collect::<Vec<_>>().join(" ")
}
