//! From tokens to clauses: which lines start one, and which continue the one above.

use super::keywords::{ClauseKind, Keyword, Shape};
use super::line::{Line, continues, width};
use super::near;
use super::tokens::{Token, TokenKind, tokens};
use crate::ast::Surface;

/// A clause as a run of lines, not yet read.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// What its leading word makes it.
    pub head: Head,
    /// The first byte of its leading word.
    pub start: usize,
    /// The byte after its leading word (its keyword, where it has one).
    pub head_end: usize,
    /// The byte after its last token.
    pub end: usize,
    /// Where its first line begins.
    pub line_start: usize,
    /// The column of its leading word, from 0.
    pub column: usize,
    /// Its first continuation line that is not deeper: where that begins, and its first token's bounds.
    pub shallow: Option<(usize, usize, usize)>,
    /// A `let` in the first column that other clauses of the measure or record above it follow: it belongs there, too.
    pub demoted: bool,
}

/// What the leading word of a clause makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// A keyword.
    Keyword(ClauseKind, Surface),
    /// Nearly a keyword, and taken for it. The last says whether only a space is missing behind it.
    Near(&'static Keyword, Surface, near::How),
    /// A field or a row.
    Bare(ClauseKind),
    /// No keyword; what follows belongs to it and is not read.
    Unknown,
}

impl Head {
    /// The kind of clause; `None` where it is unknown.
    pub fn kind(self) -> Option<ClauseKind> {
        match self {
            Head::Keyword(kind, _) | Head::Bare(kind) => Some(kind),
            Head::Near(keyword, ..) => Some(keyword.kind),
            Head::Unknown => None,
        }
    }
}

/// Cuts a text into clauses; its first line begins at `start`, behind a byte order mark.
pub(super) fn clauses(text: &str, start: usize, tokens: &[Token]) -> Vec<Clause> {
    let mut cutter = Cutter {
        text,
        clauses: Vec::new(),
        declaration: None,
        before_let: None,
        last_let: None,
        base: 0,
        open_ended: false,
        sums: 0,
    };
    for line in tokens.split_inclusive(|token| token.kind == TokenKind::Break) {
        let Some(first) = line.iter().position(|token| token.kind.is_significant()) else { continue };
        let line_start = line.first().map_or(0, |token| token.start as usize).max(start);
        cutter.line(line_start, Line { text, tokens: line.get(first..).unwrap_or_default() });
    }
    cutter.clauses
}

struct Cutter<'a> {
    text: &'a str,
    clauses: Vec<Clause>,
    /// The declaration that lines now belong to; `None` at the beginning and below an unknown one.
    declaration: Option<ClauseKind>,
    /// A `let` in the first column, and the declaration above it.
    before_let: Option<(usize, ClauseKind)>,
    /// The column of the `let` to which what follows it belongs.
    last_let: Option<usize>,
    /// The column of the last clause that is no row.
    base: usize,
    /// Whether the line before ends in a sign that wants more.
    open_ended: bool,
    /// How many `sum of` of the current clause still wait for their `for each`.
    sums: usize,
}

impl Cutter<'_> {
    fn line(&mut self, line_start: usize, line: Line<'_>) {
        let Some(first) = line.nth(0) else { return };
        let start = first.start as usize;
        let column = width(self.text.get(line_start..start).unwrap_or(""));
        let end = line.tokens.iter().rfind(|token| token.kind.is_significant()).map_or(start, |last| last.end as usize);
        if self.quarantines() && column > 0 {
            return self.go_on(line_start, first, end, usize::MAX);
        }
        self.demote_let(&line, column);
        match self.head(&line, column) {
            Some((head, head_end)) => {
                if head == Head::Unknown && column == 0 {
                    self.declaration = None;
                } else if let Some(kind) = head.kind()
                    && (kind.is_declaration() || (kind.may_declare() && column == 0))
                {
                    let above = self.declaration.filter(|above| !above.may_declare());
                    self.before_let = above.filter(|_| !kind.is_declaration()).map(|above| (self.clauses.len(), above));
                    self.declaration = Some(kind);
                }
                if head != Head::Bare(ClauseKind::Row) && !head.kind().is_some_and(ClauseKind::follows) {
                    self.last_let = (head.kind() == Some(ClauseKind::Let)).then_some(column);
                }
                self.sums = 0;
                if head != Head::Bare(ClauseKind::Row) {
                    self.base = column;
                }
                self.clauses.push(Clause {
                    head,
                    start,
                    head_end,
                    end,
                    line_start,
                    column,
                    shallow: None,
                    demoted: false,
                });
            }
            None => self.go_on(line_start, first, end, column),
        }
        self.count_sums(&line);
        let last = line.tokens.iter().rfind(|token| token.kind.is_significant());
        self.open_ended = last.is_some_and(|last| {
            last.kind == TokenKind::Sign && !matches!(line.words(*last), ")" | "）" | "]" | "］" | "%" | "％")
        });
    }

    /// Gives a `let` in the first column back to the declaration above it, when more of that declaration's clauses follow.
    fn demote_let(&mut self, line: &Line<'_>, column: usize) {
        let Some((at, above)) = self.before_let.filter(|_| column > 0) else { return };
        let Some((keyword, ..)) = line.keyword() else { return };
        if keyword.kind.belongs_in(above) && !keyword.kind.belongs_in(ClauseKind::Let) {
            self.declaration = Some(above);
            self.before_let = None;
            self.clauses.get_mut(at).into_iter().for_each(|clause| clause.demoted = true);
        }
    }

    /// Whether indented lines now belong to a declaration that nobody knows.
    fn quarantines(&self) -> bool {
        self.clauses.last().is_some_and(|last| last.head == Head::Unknown && last.column == 0)
    }

    fn go_on(&mut self, line_start: usize, first: Token, end: usize, column: usize) {
        if let Some(clause) = self.clauses.last_mut() {
            let below = if clause.head == Head::Bare(ClauseKind::Row) { self.base } else { clause.column };
            if column <= below && clause.shallow.is_none() {
                clause.shallow = Some((line_start, first.start as usize, first.end as usize));
            }
            clause.end = end;
        }
    }

    fn count_sums(&mut self, line: &Line<'_>) {
        let mut before = "";
        for token in line.tokens.iter().filter(|token| token.kind == TokenKind::Word) {
            let words = line.words(*token);
            match (before, words) {
                (_, "sum" | "greatest" | "合计" | "最小值" | "最大值") | ("least", "of") => self.sums += 1,
                (_, "each" | "对每个") => self.sums = self.sums.saturating_sub(1),
                _ => {}
            }
            before = words;
        }
    }

    /// What the line starts; `None` where it continues the clause above.
    fn head(&self, line: &Line<'_>, column: usize) -> Option<(Head, usize)> {
        let first = line.nth(0)?;
        let first_end = first.end as usize;
        // What stands deeper than a clause goes on with it; under a header its clauses begin.
        let deeper = self.clauses.last().is_some_and(|clause| {
            let header = clause.head.kind().is_some_and(ClauseKind::is_declaration) && clause.column == 0;
            column > clause.column && (!header || self.open_ended)
        });
        if matches!(line.sign(0), Some("|" | "｜")) {
            return Some((Head::Bare(ClauseKind::Row), first_end));
        }
        let facts = matches!(self.declaration, Some(ClauseKind::Applicant | ClauseKind::Record));
        if facts
            && !(column == 0 && line.declares_with_colon())
            && line.is_field()
            && !self.departs(line, column)
            && !asserts(line)
        {
            return Some((Head::Bare(ClauseKind::Field), first_end));
        }
        if let Some((keyword, surface, taken, end)) = line.keyword()
            && self.starts(keyword, line, taken, deeper, column)
        {
            return Some((Head::Keyword(keyword.kind, surface), end));
        }
        if column > 0 && self.misses_bar(line, deeper) {
            return Some((Head::Bare(ClauseKind::Row), first_end));
        }
        let Some(word) = line.word(0) else {
            // A line that begins with a sign, a figure or a string can only go on with something.
            return self.clauses.is_empty().then_some((Head::Unknown, first_end));
        };
        let wanted = self.declaration.filter(|_| column > 0);
        // A deeper line is only taken for a clause that is its word and a string: `qoute "…"`.
        let textual = (1..3).any(|nth| line.fits(Shape::Text, nth));
        if (!deeper || textual)
            && let Some((keyword, surface, how, end)) = near::keyword(line, wanted)
            && (!deeper || (keyword.shape == Shape::Text && line.fits(Shape::Text, near::taken(how, keyword))))
            && (how == near::How::Instead || !continues(word))
        {
            return Some((Head::Near(keyword, surface, how), end));
        }
        if self.clauses.is_empty() {
            return Some((Head::Unknown, first_end));
        }
        if deeper || continues(word) {
            return None;
        }
        if facts && column > 0 {
            return Some((Head::Bare(ClauseKind::Field), first_end));
        }
        Some((Head::Unknown, first_end))
    }

    /// Whether a line that looks like a fact with a label departs from the `let` above: `except "…": …`.
    fn departs(&self, line: &Line<'_>, column: usize) -> bool {
        let departs = line.keyword().is_some_and(|(keyword, _, taken, _)| {
            keyword.kind.departs() && line.kind(taken) == Some(TokenKind::String)
        });
        let conditional = || line.tokens.iter().any(|token| matches!(line.words(*token), "if" | "如果"));
        departs && self.last_let.is_some_and(|own| column > own || conditional())
    }

    /// Whether it is a row but for its bar: in a type, reading or table, and not deeper than the rows above it.
    fn misses_bar(&self, line: &Line<'_>, deeper: bool) -> bool {
        let after_row = self.clauses.last().is_some_and(|last| last.head == Head::Bare(ClauseKind::Row));
        if deeper && after_row {
            return false;
        }
        match self.declaration {
            Some(ClauseKind::Table | ClauseKind::Slices | ClauseKind::Dated) => line
                .tokens
                .iter()
                .any(|token| token.kind == TokenKind::Sign && matches!(line.words(*token), "=>" | "＝＞")),
            Some(ClauseKind::Type | ClauseKind::Reading) => {
                let named = matches!(line.kind(0), Some(TokenKind::Word | TokenKind::QuotedName));
                let labelled = line.kind(1) == Some(TokenKind::String);
                let end = |nth| line.nth(nth).is_none() || matches!(line.word(nth), Some("default" | "默认"));
                named && ((labelled && end(2)) || (after_row && end(1)))
            }
            _ => false,
        }
    }

    /// Whether the clause above still lacks what this word begins: `expect` its `assert`, `recover` its `when`, `silence` its `because`, a fact
    /// its type.
    fn is_awaited(&self, kind: ClauseKind) -> bool {
        let Some(above) = self.clauses.last() else { return false };
        match (above.head.kind(), kind) {
            (Some(ClauseKind::Expect), ClauseKind::Assert) => above.end == above.head_end,
            // A type: `sales : ⏎ money in USD`.
            (_, ClauseKind::Currency) => self.text.get(..above.end).is_some_and(|own| own.ends_with([':', '：'])),
            (Some(ClauseKind::Recover), ClauseKind::When) | (Some(ClauseKind::Silence), ClauseKind::Because) => {
                let own = self.text.get(above.head_end..above.end).unwrap_or("");
                let word = kind.keyword();
                let is_it = |words: &str| word.is_some_and(|word| [word.english, word.chinese].contains(&words));
                !tokens(own).iter().any(|token| token.kind == TokenKind::Word && is_it(token.of(own)))
            }
            _ => false,
        }
    }

    /// Whether a line with this keyword in front starts a clause, and does not just go on with a name spelled like it.
    fn starts(&self, keyword: &Keyword, line: &Line<'_>, taken: usize, deeper: bool, column: usize) -> bool {
        let belongs = self.declaration.is_some_and(|owner| keyword.kind.belongs_in(owner));
        let fits = line.fits(keyword.shape, taken);
        if deeper && (self.is_awaited(keyword.kind) || (keyword.kind == ClauseKind::ForEach && self.sums > 0)) {
            return false;
        }
        if !deeper || column == 0 {
            return true;
        }
        // Without its label it starts a clause all the same: none of these goes on with a name.
        let unlabelled = matches!(line.kind(taken), Some(TokenKind::Number))
            || matches!(line.sign(taken), Some(":" | "："))
            || matches!(line.word(taken), Some("by" | "to"))
            || (line.word(taken).is_some() && matches!(line.sign(taken + 1), Some(":" | "：")));
        if keyword.kind.departs() && unlabelled {
            return true;
        }
        // A text without its marks: 原文 按投资额的30%, `quote: "…"`.
        let unmarked = match line.kind(taken) {
            Some(TokenKind::Word) => line.word(taken).is_some_and(|word| !continues(word)),
            Some(TokenKind::Number) => true,
            _ => matches!(line.sign(taken), Some(":" | "：")) && line.kind(taken + 1) == Some(TokenKind::String),
        };
        if belongs || self.declaration.is_none() {
            return fits || (belongs && keyword.shape == Shape::Text && unmarked);
        }
        match keyword.shape {
            Shape::Text | Shape::Name => fits,
            Shape::Label => fits && line.nth(taken).is_some(),
            Shape::Value => matches!(line.kind(taken), Some(TokenKind::String | TokenKind::Number)),
        }
    }
}

/// Whether a line that looks like a fact with a label asserts something: `assert "…": a at most b`.
fn asserts(line: &Line<'_>) -> bool {
    let asserts = line.keyword().is_some_and(|(keyword, _, taken, _)| {
        keyword.kind == ClauseKind::Assert && line.kind(taken) == Some(TokenKind::String)
    });
    asserts && line.tokens.iter().any(|token| COMPARES.contains(&line.words(*token)))
}

/// Words of conditions, which no type of a fact has.
const COMPARES: &[&str] =
    &["at", "above", "below", "is", "and", "or", "不超过", "不低于", "超过", "低于", "为", "不为", "且", "或", "属于"];
