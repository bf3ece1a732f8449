//! From one surface into the other, clause by clause: the words of the language, their order, and the names.
//!
//! The text is rewritten along what the grammar has read, so that figures, parentheses and comments stay as they were written. What
//! stands between two parts keeps its place, also where the parts change theirs. Nothing is laid out here.

mod conditions;
mod figures;
mod lists;
mod names;
mod shares;
mod time;

use super::clauses;
use super::grammar::{self, Node, Rule, is_whole};
use super::keywords::ClauseKind;
use super::tokens::{TokenKind, tokens};
use super::{OutlinedClause, words};
use crate::ast::Surface;
use crate::diagnostic::Diagnostics;
use crate::source::{SourceId, Span};

/// How names are spelled where they are referred to.
pub trait Spelling {
    /// The word for the name that stands here, without 『』; `None`: the word as it stands.
    fn of(&self, span: Span) -> Option<&str>;
    /// Whether `paid`, `position` or another word that is known everywhere stands here.
    fn is_known(&self, span: Span) -> bool;
    /// Whether a table has this name or label: a function of that name is hidden by it.
    fn is_table(&self, name: &str) -> bool;
}

/// A rule file in a surface, its names spelled as `spelling` says. Into its own surface, little but its names changes.
///
/// `None` where any clause can't be read as it stands; such a file has findings.
pub fn translate(source: SourceId, text: &str, to: Surface, spelling: &dyn Spelling) -> Option<String> {
    let mut found = Diagnostics::default();
    let outline = clauses::assemble(source, text, false, &mut found);
    if found.has_errors() {
        return None;
    }
    let mut all = String::with_capacity(text.len());
    let mut done = 0;
    for clause in outline.clauses {
        all.push_str(text.get(done..clause.start)?);
        let words = text.get(clause.start..clause.end)?;
        let from = outline.file.surface.unwrap_or(to);
        let out = String::with_capacity(words.len());
        let asserts = clause.kind == Some(ClauseKind::Assert);
        let mut writer = Writer { source, base: clause.start, text: words, from, to, spelling, asserts, out };
        writer.clause(&clause)?;
        all.push_str(&writer.out);
        done = clause.end;
    }
    all.push_str(text.get(done..)?);
    Some(all)
}

/// Writes one clause.
struct Writer<'t> {
    source: SourceId,
    /// Where the clause begins in the file.
    base: usize,
    /// The clause.
    text: &'t str,
    from: Surface,
    to: Surface,
    spelling: &'t dyn Spelling,
    /// Whether the clause may ask what was decided.
    asserts: bool,
    out: String,
}

impl<'t> Writer<'t> {
    fn clause(&mut self, clause: &OutlinedClause) -> Option<()> {
        let rule = clause.rule?;
        let node = grammar::parse(rule, self.text).ok()?.next()?;
        let mut parts = parts_of(&node);
        if let Some(keyword) = clause.kind?.keyword() {
            let word = parts.first().cloned()?;
            parts.remove(0);
            self.word(keyword.spelling(self.to), word.as_str());
            if let Some(next) = parts.first() {
                self.gap(word.as_span().end(), start_of(next));
            }
        }
        if rule == Rule::raise_clause {
            self.raise(&parts)
        } else {
            self.sequence(&parts)
        }
        Some(())
    }

    /// Parts in the order in which they stand.
    fn sequence(&mut self, parts: &[Node<'t>]) {
        let mut before: Option<&Node<'t>> = None;
        for part in parts {
            if let Some(before) = before {
                self.between(before, part);
            }
            self.part(part);
            before = Some(part);
        }
    }

    /// A part: by what is particular to its construct, else as a word of the language, else part by part.
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "every other part is a word, a sign, or parts in the same order in both surfaces"
    )]
    fn part(&mut self, node: &Node<'t>) {
        match node.as_rule() {
            Rule::name => self.name(node),
            Rule::reference | Rule::day => self.reference(node),
            Rule::cap_key => self.cap_key(node),
            Rule::fact_path => self.fact_path(node),
            Rule::given_value => self.given_value(node),
            Rule::chain => self.chain(node),
            Rule::ending => self.ending(node),
            Rule::is_one_of => self.is_one_of(node),
            Rule::within => self.within(node),
            Rule::order => self.order(node),
            Rule::list_type => self.list_type(node),
            Rule::measured | Rule::money_type => self.in_unit(node),
            Rule::counted | Rule::quantity => self.counted(node),
            Rule::unit | Rule::unit_ratio | Rule::money_rate => self.units(node),
            Rule::duration
            | Rule::years
            | Rule::part_year
            | Rule::award_count
            | Rule::for_years
            | Rule::over_years
            | Rule::from_month
            | Rule::equal_parts
            | Rule::claim_part
            | Rule::raise_times => self.with_figures(node),
            Rule::any | Rule::all => self.quantified(node),
            Rule::measure_names | Rule::ledger | Rule::gives => self.list(node),
            Rule::per_calendar_year | Rule::per_financial_year | Rule::per_quarter | Rule::per_month => {
                self.per_stretch(node);
            }
            Rule::list_comma => self.push(self.to.either(",", "，")),
            Rule::awards => self.word(self.to.either("awards", "次"), node.as_str()),
            rule => match words::word_as_written(rule, node.as_str()) {
                Some(word) => self.word(word.spelling(self.to), node.as_str()),
                None => self.other(node),
            },
        }
    }

    /// A sign or a figure, or several parts in the order that they have in both surfaces.
    fn other(&mut self, node: &Node<'t>) {
        let parts = parts_of(node);
        if self.are_all(node, &parts) { self.sequence(&parts) } else { self.push(node.as_str()) }
    }

    /// Whether the parts are all that a node is made of: nothing but blank space and comments stands between them.
    fn are_all(&self, node: &Node<'t>, parts: &[Node<'t>]) -> bool {
        let mut done = node.as_span().start();
        let between = |start: usize, end: usize| {
            let gap = self.text.get(start..end).unwrap_or("");
            gap.trim().is_empty() || !tokens(gap).iter().any(|token| token.kind.is_significant())
        };
        for part in parts {
            if !between(done, start_of(part)) {
                return false;
            }
            done = end_of(part);
        }
        !parts.is_empty() && !is_whole(node.as_rule()) && between(done, node.as_span().end())
    }

    /// A word of the language in place of what was written, whose comments follow it.
    fn word(&mut self, word: &str, written: &str) {
        self.push(word);
        self.comments(written);
    }

    /// What is written between two parts.
    fn between(&mut self, before: &Node<'_>, after: &Node<'_>) {
        self.gap(end_of(before), start_of(after));
    }

    /// What is written here is kept if it holds a comment or a line's end, and is a blank otherwise.
    fn gap(&mut self, start: usize, end: usize) {
        let gap = self.text.get(start..end).unwrap_or("");
        if gap.contains(['#', '＃', '\n']) {
            self.out.push_str(gap);
        } else if !gap.is_empty() {
            self.blank();
        }
    }

    /// The comments within words.
    fn comments(&mut self, written: &str) {
        for token in tokens(written).into_iter().filter(|token| token.kind == TokenKind::Comment) {
            self.blank();
            self.out.push_str(token.of(written));
            self.out.push_str("\n      ");
        }
    }

    /// A blank, unless there is one.
    fn blank(&mut self) {
        if !self.out.ends_with(char::is_whitespace) {
            self.out.push(' ');
        }
    }

    /// Words, apart from a word before them.
    fn push(&mut self, words: &str) {
        let glued = self.out.chars().next_back().is_some_and(grammar::continues_name);
        if glued && words.starts_with(grammar::continues_name) {
            self.out.push(' ');
        }
        self.out.push_str(words);
    }
}

/// The parts of a node that have words.
fn parts_of<'t>(node: &Node<'t>) -> Vec<Node<'t>> {
    let parts = node.clone().into_inner();
    parts.filter(|part| part.as_rule() != Rule::EOI && !is_empty(part)).collect()
}

/// Whether a node has no words: all that its rule asks for may be left out.
fn is_empty(node: &Node<'_>) -> bool {
    node.as_str().is_empty() || (matches!(node.as_rule(), Rule::applies | Rule::tested) && parts_of(node).is_empty())
}

fn start_of(node: &Node<'_>) -> usize {
    node.as_span().start()
}

/// Where the last word of a node ends: a rule whose end may be left out reads on over the space before it.
fn end_of(node: &Node<'_>) -> usize {
    match parts_of(node).last() {
        Some(last) if !is_whole(node.as_rule()) => end_of(last),
        Some(_) | None => node.as_span().end(),
    }
}
