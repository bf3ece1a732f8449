//! What a line looks like: how it begins, and what follows its leading word.

use super::keywords::{KEYWORDS, Keyword, Shape};
use super::tokens::{Token, TokenKind};
use crate::ast::Surface;

/// A line that holds more than comments: its significant tokens, from the first on.
pub(super) struct Line<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Its tokens from the first significant one to the line's end.
    pub tokens: &'a [Token],
}

impl<'a> Line<'a> {
    /// The significant token that comes `nth`, from 0.
    pub fn nth(&self, nth: usize) -> Option<Token> {
        self.tokens.iter().filter(|token| token.kind.is_significant()).nth(nth).copied()
    }

    /// The words of a token.
    pub fn words(&self, token: Token) -> &'a str {
        token.of(self.text)
    }

    /// The word that comes `nth`; `None` where that is no word.
    pub fn word(&self, nth: usize) -> Option<&'a str> {
        self.nth(nth).filter(|token| token.kind == TokenKind::Word).map(|token| self.words(token))
    }

    /// The sign that comes `nth`.
    pub fn sign(&self, nth: usize) -> Option<&'a str> {
        self.nth(nth).filter(|token| token.kind == TokenKind::Sign).map(|token| self.words(token))
    }

    /// The kind of the token that comes `nth`.
    pub fn kind(&self, nth: usize) -> Option<TokenKind> {
        self.nth(nth).map(|token| token.kind)
    }

    /// The keyword at its beginning: the surface, how many tokens it takes, and the byte after it.
    pub fn keyword(&self) -> Option<(&'static Keyword, Surface, usize, usize)> {
        let first = self.nth(0)?;
        let word = self.word(0)?;
        if word.starts_with(|first: char| first.is_ascii()) {
            // Only the part of a keyword in front of a space can be the first word.
            let begins = |keyword: &&Keyword| {
                keyword.english.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c| c != ' '))
            };
            let keyword = KEYWORDS
                .iter()
                .filter(begins)
                .find(|keyword| keyword.english.split(' ').enumerate().all(|(at, part)| self.word(at) == Some(part)))?;
            let taken = keyword.english.split(' ').count();
            let end = self.nth(taken.saturating_sub(1))?.end as usize;
            return Some((keyword, Surface::English, taken, end));
        }
        KEYWORDS.iter().find_map(|keyword| {
            let rest = word.strip_prefix(keyword.chinese)?;
            let end = first.start as usize + keyword.chinese.len();
            match rest.chars().next() {
                None => Some((keyword, Surface::Chinese, 1, end)),
                Some('0'..='9' | '０'..='９') => Some((keyword, Surface::Chinese, 0, end)),
                Some(_) => None,
            }
        })
    }

    /// Whether what follows a leading word of `taken` tokens is what its clause goes on with.
    pub fn fits(&self, shape: Shape, taken: usize) -> bool {
        let next = self.kind(taken);
        match shape {
            Shape::Text => matches!(next, Some(TokenKind::String | TokenKind::OpenString)),
            Shape::Label => matches!(next, None | Some(TokenKind::String | TokenKind::OpenString)),
            Shape::Name => match self.word(taken) {
                Some(word) => !continues(word),
                None => next == Some(TokenKind::QuotedName),
            },
            Shape::Value => match next {
                None => true,
                Some(TokenKind::Sign) => matches!(self.sign(taken), Some("(" | "（" | "-" | "−" | "－")),
                Some(_) => self.word(taken).is_none_or(|word| !operates(word)),
            },
        }
    }

    /// Whether it is the word of a measure or a record and a colon, behind which no type of a fact stands: 措施：研发奖励.
    pub fn declares_with_colon(&self) -> bool {
        let declares = matches!(self.word(0), Some("measure" | "record" | "措施" | "记录"));
        let named = self.word(2).is_some_and(|word| !TYPES.contains(&word));
        declares && matches!(self.sign(1), Some(":" | "：")) && named && self.kind(3).is_none()
    }

    /// Whether it is `[key] NAME LABEL? :`.
    pub fn is_field(&self) -> bool {
        let name = |nth| matches!(self.kind(nth), Some(TokenKind::Word | TokenKind::QuotedName));
        let colon = |nth| matches!(self.sign(nth), Some(":" | "："));
        let after = |nth| colon(nth) || (matches!(self.kind(nth), Some(TokenKind::String)) && colon(nth + 1));
        // A label without a name is asked for its name.
        let nameless = |nth| matches!(self.kind(nth), Some(TokenKind::String)) && colon(nth + 1);
        if nameless(0) || (matches!(self.word(0), Some("key" | "编号")) && nameless(1)) {
            return true;
        }
        name(0) && (after(1) || (matches!(self.word(0), Some("key" | "编号")) && name(1) && after(2)))
    }
}

/// Words with which the types of facts begin.
const TYPES: &[&str] = &[
    "yes", "whole", "decimal", "ratio", "money", "date", "period", "text", "list", "是否", "整数", "小数", "比率",
    "金额", "日期", "期间", "文本",
];

/// Words that only go on with a clause.
pub(super) fn continues(word: &str) -> bool {
    operates(word)
        || matches!(
            word,
            "in" | "if"
                | "per"
                | "under"
                | "otherwise"
                | "not"
                | "until"
                | "from"
                | "be"
                | "by"
                | "for"
                | "to"
                | "up"
                | "default"
                | "article"
                | "条款"
                | "如果"
                | "否则"
                | "每个"
                | "按"
                | "至"
                | "自"
                | "非"
                | "采用解读"
                | "累计"
                | "每支持年度"
                | "每自然年度"
                | "每财政年度"
                | "每季度"
                | "每月"
                | "最低"
                | "最高"
                | "默认"
                | "对每个"
        )
        || word.strip_prefix('第').is_some_and(|rest| rest.starts_with(|digit: char| digit.is_numeric()))
}

/// Words that stand between two values.
fn operates(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "or"
            | "is"
            | "of"
            | "at"
            | "above"
            | "below"
            | "before"
            | "after"
            | "has"
            | "have"
            | "且"
            | "或"
            | "为"
            | "不为"
            | "属于"
            | "之一"
            | "不低于"
            | "不超过"
            | "超过"
            | "低于"
            | "不早于"
            | "不晚于"
            | "晚于"
            | "早于"
            | "在有效期内"
            | "在"
            | "的上一年度内"
            | "的当年内"
            | "的"
            | "满足"
    )
}

/// The width of blank space, in columns: a tab goes to the next multiple of four, an ideographic space takes two.
pub fn width(blank: &str) -> usize {
    blank.chars().fold(0, |column, blank| match blank {
        '\t' => (column / 4 + 1) * 4,
        '\u{3000}' => column + 2,
        _ => column + 1,
    })
}
