//! Names where they are referred to, and the words that are known everywhere.

use super::{Writer, end_of, parts_of, start_of};
use crate::ast::{Decided, Function, Surface};
use crate::source::Span;
use crate::syntax::grammar::{self, Node, Rule};
use crate::syntax::is_plain_name;

/// Names known in every expression.
const EVERYWHERE: [(&str, &str); 2] = [("applied_on", "申请日"), ("year", "支持年度")];

/// Names known in some clauses.
const SOMEWHERE: [(&str, &str); 1] = [("position", "序号")];

/// The empty list.
const NONE: (&str, &str) = ("none", "空");

/// The applicant as the key of a limit.
const APPLICANT: (&str, &str) = ("applicant", "申报主体");

/// Words that mean something of their own where a name could stand: of the same spelling, a name is written 『…』.
const TAKEN: [&str; 22] = [
    "applied_on",
    "申请日",
    "year",
    "支持年度",
    "paid",
    "已拨付",
    "applicant",
    "申报主体",
    "payment",
    "application",
    "none",
    "空",
    "任意",
    "the",
    "从高",
    "前置",
    "余款",
    "全部",
    "全部政策",
    "up",
    "最高",
    "列表",
];

/// Words that are types.
const TYPES: [&str; 18] = [
    "whole", "整数", "decimal", "小数", "ratio", "比率", "money", "金额", "date", "日期", "period", "期间", "text",
    "文本", "是否", "signed", "可负", "list",
];

impl<'t> Writer<'t> {
    fn place(&self, node: &Node<'_>) -> Span {
        Span::new(self.source, self.base + node.as_span().start(), self.base + node.as_span().end())
    }

    /// A name, by the word that the surface has for it.
    pub(super) fn name(&mut self, node: &Node<'t>) {
        let place = self.place(node);
        match self.spelling.of(place).filter(|word| !word.contains(['』', '\n'])) {
            Some(word) if is_plain_name(word) && !self.is_taken(word) => self.push(word),
            Some(word) => self.push(&format!("『{word}』")),
            None => self.push(node.as_str()),
        }
    }

    /// Whether a word means something of its own where a name could stand.
    fn is_taken(&self, word: &str) -> bool {
        TAKEN.contains(&word) || TYPES.contains(&word) || (self.asserts && Decided::named(word).is_some())
    }

    /// A name with what follows it; the first may be a function, or known everywhere.
    pub(super) fn reference(&mut self, node: &Node<'t>) {
        let parts = parts_of(node);
        let Some((name, rest)) = parts.split_first() else { return self.push(node.as_str()) };
        let applied = rest.first().is_some_and(|next| next.as_rule() == Rule::arguments);
        match self.word_for(name, applied) {
            Some(word) => self.push(word),
            None => self.name(name),
        }
        if let Some(next) = rest.first() {
            self.gap(end_of(name), start_of(next));
            self.sequence(rest);
        }
    }

    /// The word of the surface for a name that is a word of the language.
    fn word_for(&self, name: &Node<'_>, applied: bool) -> Option<&'static str> {
        let (place, written) = (self.place(name), name.as_str());
        if self.spelling.of(place).is_some() {
            return None;
        }
        if !applied && let Some(word) = self.either(&EVERYWHERE, written) {
            return Some(word);
        }
        if self.spelling.is_known(place) {
            let decided = || Decided::named(written).map(|own| self.to.either(own.words().0, own.words().1));
            return self.either(&SOMEWHERE, written).or_else(decided);
        }
        if !applied || self.spelling.is_table(written) {
            return None;
        }
        let function = Function::named(written)?.signature()?;
        Some(self.to.either(function.english, function.chinese)).filter(|word| !self.spelling.is_table(word))
    }

    fn either(&self, words: &[(&'static str, &'static str)], written: &str) -> Option<&'static str> {
        let pair = words.iter().find(|(english, chinese)| *english == written || *chinese == written)?;
        Some(self.to.either(pair.0, pair.1))
    }

    /// `per applicant` 每个 申报主体, or `per` and an expression.
    pub(super) fn cap_key(&mut self, node: &Node<'t>) {
        let parts = parts_of(node);
        let [word, key] = parts.as_slice() else { return self.sequence(&parts) };
        let written = self.text.get(start_of(key)..end_of(key)).unwrap_or("");
        match self.either(&[APPLICANT], written) {
            Some(applicant) => {
                self.part(word);
                self.between(word, key);
                self.push(applicant);
            }
            None => self.sequence(&parts),
        }
    }

    /// A fact of a test: one of the case, or the day of application.
    pub(super) fn fact_path(&mut self, node: &Node<'t>) {
        let parts = parts_of(node);
        match parts.first().and_then(|name| self.known_word(name, &EVERYWHERE)) {
            Some(word) if parts.len() == 1 => self.push(word),
            Some(_) | None => self.sequence(&parts),
        }
    }

    /// A value of a test: `none` 空 is the empty list.
    pub(super) fn given_value(&mut self, node: &Node<'t>) {
        let parts = parts_of(node);
        let name = parts.first().filter(|part| part.as_rule() == Rule::name);
        match name.and_then(|name| self.known_word(name, &[NONE])) {
            Some(word) => self.push(word),
            None => self.other(node),
        }
    }

    /// The word of the surface for a name that nothing is declared by.
    fn known_word(&self, name: &Node<'_>, words: &[(&'static str, &'static str)]) -> Option<&'static str> {
        self.either(words, name.as_str()).filter(|_| self.spelling.of(self.place(name)).is_none())
    }

    /// The word for a unit.
    pub(super) fn unit_word(&self, node: &Node<'_>) -> String {
        let built_in = [("day", "天"), ("month", "月"), ("quarter", "季"), ("year", "年")];
        match self.spelling.of(self.place(node)) {
            Some(word) if grammar::parse(Rule::unit_name, word).is_ok_and(|read| read.as_str() == word) => {
                word.to_owned()
            }
            Some(word) => format!("『{word}』"),
            None => self.either(&built_in, node.as_str()).unwrap_or(node.as_str()).to_owned(),
        }
    }

    /// Whether the text is read from English into Chinese.
    pub(super) fn is_to_chinese(&self) -> bool {
        (self.from, self.to) == (Surface::English, Surface::Chinese)
    }

    /// Whether the text is read from Chinese into English.
    pub(super) fn is_to_english(&self) -> bool {
        (self.from, self.to) == (Surface::Chinese, Surface::English)
    }
}
