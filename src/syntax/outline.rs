//! A text as it was read, for those who write it anew: its tokens, its clauses, and what their parts are. Knows pest only by name.

use super::grammar::{Node, Nodes, Rule, is_whole};
use super::keywords::ClauseKind;
use super::tokens::Token;
use crate::ast;

/// A text as it was read.
#[derive(Debug)]
pub struct Outline {
    /// The tree.
    pub file: ast::File,
    /// Every token, comments and blank space included.
    pub tokens: Vec<Token>,
    /// The clauses in the order of the text.
    pub clauses: Vec<OutlinedClause>,
}

/// A clause of a text.
#[derive(Debug, Clone)]
pub struct OutlinedClause {
    /// What its leading word makes it; `None` where that is no keyword.
    pub kind: Option<ClauseKind>,
    /// The first byte of its leading word.
    pub start: usize,
    /// The byte after its last token.
    pub end: usize,
    /// The first byte of its first line.
    pub line_start: usize,
    /// The column of its leading word as written, from 0.
    pub column: usize,
    /// How many clauses it stands under: 0 for a declaration, 1 for its clauses, 2 for their quotes and rows.
    pub depth: usize,
    /// What it is made of; `None` where it could not be read as it stands, or has a mistake in itself.
    pub parts: Option<Parts>,
    /// The rule by which it was read.
    pub(super) rule: Option<Rule>,
}

impl OutlinedClause {
    /// Whether it begins a declaration.
    pub fn declares(&self) -> bool {
        self.depth == 0
    }
}

/// What a clause is made of.
#[derive(Debug, Clone)]
pub struct Parts {
    /// Its significant tokens, places in the text. A figure directly behind a Chinese word of the language is a token of its own.
    pub tokens: Vec<Token>,
    /// Its parts, each before those within it.
    pub parts: Vec<Part>,
}

/// A part of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
    /// In how many brackets it stands.
    pub brackets: usize,
    /// Whether it is written as one: a name, a figure with its unit, a phrase of the language. It has no parts.
    pub whole: bool,
}

/// What a part is, as far as it matters for how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// A word, a phrase, a name, a figure with what it counts.
    Word,
    /// The sign of a negative number.
    Minus,
    /// The sign of a division.
    Over,
    /// The sign of a product.
    Times,
    /// The sign of a sum or a difference.
    Sum,
    /// `of` 的.
    Of,
    /// `and` 且, `or` 或.
    Logic,
    /// What is compared, or asked of a value, behind it.
    Comparison,
    /// The comma and the words of an ending: `, not below` ，最低.
    Ending,
    /// A comma between parts that stand side by side.
    Separator,
    /// The arguments of a function or a table, with their parentheses.
    Arguments,
    /// The index of a value by year, with its brackets.
    Index,
    /// A value in parentheses.
    Parenthesis,
    /// `a..b`.
    Range,
    /// A row.
    Row,
    /// What follows `be` 为 or the colon of a label.
    Value,
    /// `if` 如果 with its condition.
    Condition,
    /// What a limit counts, for whom and for how long, and in which order.
    Limit,
    /// When the clause counts: in which years, under which reading, at which stage.
    Tail,
}

/// The parts of what was read by a rule. `tokens` are those of the clause, by their places in it.
pub(super) fn parts(nodes: Nodes<'_>, tokens: &[Token]) -> Vec<Part> {
    let mut walk = Walk { tokens, parts: Vec::new() };
    for node in nodes {
        walk.node(node, &Around { parent: None, before: None, brackets: 0 });
    }
    walk.parts
}

struct Walk<'a> {
    tokens: &'a [Token],
    parts: Vec<Part>,
}

/// Where a node stands.
struct Around {
    parent: Option<Rule>,
    before: Option<Rule>,
    brackets: usize,
}

impl Walk<'_> {
    fn node(&mut self, node: Node<'_>, around: &Around) {
        let rule = node.as_rule();
        let (start, end) = (node.as_span().start(), node.as_span().end());
        let first = self.tokens.partition_point(|token| (token.start as usize) < start);
        let after = self.tokens.partition_point(|token| (token.start as usize) < end);
        let inner = node.into_inner();
        let whole = is_whole(rule) || inner.clone().next().is_none();
        let Some(last) = after.checked_sub(1).filter(|last| *last >= first) else { return };
        let kind = kind(rule, around).or_else(|| whole.then_some(PartKind::Word));
        if let Some(kind) = kind {
            self.parts.push(Part { kind, first, last, brackets: around.brackets, whole });
        }
        if whole {
            return;
        }
        let opens = matches!(kind, Some(PartKind::Arguments | PartKind::Index | PartKind::Parenthesis));
        let brackets = around.brackets + usize::from(opens);
        let mut before = None;
        for child in inner {
            let own = child.as_rule();
            self.node(child, &Around { parent: Some(rule), before, brackets });
            before = Some(own);
        }
    }
}

#[allow(clippy::wildcard_enum_match_arm, reason = "the other rules say nothing about how they are written")]
fn kind(rule: Rule, around: &Around) -> Option<PartKind> {
    Some(match rule {
        Rule::minus if around.parent == Some(Rule::operator) => PartKind::Sum,
        Rule::minus => PartKind::Minus,
        Rule::plus => PartKind::Sum,
        Rule::over => PartKind::Over,
        Rule::times => PartKind::Times,
        Rule::of => PartKind::Of,
        Rule::and | Rule::or => PartKind::Logic,
        Rule::at_least | Rule::at_most | Rule::above | Rule::below | Rule::is_not | Rule::is
            if around.parent == Some(Rule::operator) =>
        {
            PartKind::Comparison
        }
        Rule::is_one_of | Rule::within => PartKind::Comparison,
        Rule::floor | Rule::rounded | Rule::if_any | Rule::nothing_below_en | Rule::nothing_below_zh => {
            PartKind::Ending
        }
        Rule::comma | Rule::list_comma => PartKind::Separator,
        Rule::arguments => PartKind::Arguments,
        Rule::index => PartKind::Index,
        Rule::paren => PartKind::Parenthesis,
        Rule::range | Rule::alternative => PartKind::Range,
        Rule::choice_row | Rule::table_row | Rule::dated_row | Rule::value_row => PartKind::Row,
        Rule::expression if matches!(around.before, Some(Rule::be | Rule::colon)) => PartKind::Value,
        Rule::expect_item | Rule::assert_item | Rule::counted_amount if around.before == Some(Rule::colon) => {
            PartKind::Value
        }
        Rule::if_word => PartKind::Condition,
        Rule::cap_key | Rule::measuring | Rule::period | Rule::counting | Rule::sharing | Rule::order => {
            PartKind::Limit
        }
        Rule::row_step | Rule::starting => PartKind::Limit,
        // Those of a claim are part of its name.
        Rule::years if around.parent == Some(Rule::claim_ref) => return None,
        Rule::only_if | Rule::stage | Rule::years | Rule::under_reading | Rule::article => PartKind::Tail,
        _ => return None,
    })
}
