//! The whole text: clauses with the comments and blank lines between them.

use super::breaks::Line;
use super::lay::{Commented, lay};
use super::{Care, WIDTH, spelling};
use crate::ast::Surface;
use crate::syntax::{ClauseKind, Outline, OutlinedClause, Token, TokenKind, columns};

/// Rows are aligned at their `=>` where none of them has more columns before it.
const SHORT_ROW: usize = 40;
/// Comments behind lines that follow each other are aligned where the lines differ by no more columns.
const RAGGED: usize = 40;

/// A line of the new text.
enum Row {
    Blank,
    /// Laid out. The row of a table says so.
    Laid(Commented, bool),
    /// As it was written.
    Kept(String),
}

/// The text in its new layout.
pub(super) fn page(text: &str, outline: &Outline, cares: &[Care]) -> String {
    let surface = outline.file.surface.unwrap_or(Surface::English);
    let mut page = Page { text, rows: Vec::new() };
    let mut rest = outline.tokens.as_slice();
    let mut before: Option<&OutlinedClause> = None;
    // The last declaration, as long as nothing stands below it.
    let mut bare: Option<ClauseKind> = None;
    for (clause, care) in outline.clauses.iter().zip(cares) {
        let gap = take(&mut rest, |token| (token.start as usize) < clause.start);
        let apart = clause.declares() && before.is_some() && (bare.is_none() || bare != clause.kind);
        page.gap(gap, before, Some(clause), apart);
        let own = take(&mut rest, |token| (token.end as usize) <= clause.end);
        match &clause.parts {
            Some(parts) => {
                let lines = lay(text, clause, parts, own, surface, *care == Care::Usual);
                let is_row = clause.kind == Some(ClauseKind::Row);
                page.rows.extend(lines.into_iter().map(|line| Row::Laid(line, is_row)));
            }
            None => {
                let line_end = take(&mut rest, |token| token.kind != TokenKind::Break);
                let end = line_end.last().map_or(clause.end, |token| token.end as usize);
                page.rows.push(Row::Kept(text.get(clause.line_start..end).unwrap_or("").to_owned()));
            }
        }
        bare = clause.kind.filter(|_| clause.declares());
        before = Some(clause);
    }
    page.gap(rest, before, None, false);
    page.finish()
}

/// The tokens that come first and are like this.
fn take<'t>(rest: &mut &'t [Token], is_like: impl Fn(&Token) -> bool) -> &'t [Token] {
    let count = rest.iter().position(|token| !is_like(token)).unwrap_or(rest.len());
    let (first, others) = rest.split_at(count);
    *rest = others;
    first
}

struct Page<'t> {
    text: &'t str,
    rows: Vec<Row>,
}

/// A comment on a line of its own.
struct Alone {
    token: Token,
    column: usize,
    blank: bool,
    line: String,
}

impl Page<'_> {
    /// What stands between two clauses: the comment behind the first, blank lines, and comments on lines of their own.
    fn gap(
        &mut self,
        tokens: &[Token],
        before: Option<&OutlinedClause>,
        next: Option<&OutlinedClause>,
        mut apart: bool,
    ) {
        let (mut alone, mut breaks, mut indent) = (Vec::new(), 0_usize, String::new());
        for token in tokens {
            match token.kind {
                TokenKind::Break => {
                    breaks += 1;
                    indent.clear();
                }
                TokenKind::Comment if breaks == 0 && before.is_some() => self.behind(*token),
                TokenKind::Comment => {
                    let line = format!("{indent}{}", token.of(self.text));
                    let blank = breaks > 1 && !(before.is_none() && alone.is_empty());
                    alone.push(Alone { token: *token, column: columns(&indent), blank, line });
                    breaks = 0;
                }
                TokenKind::Blank => indent.push_str(token.of(self.text)),
                TokenKind::String
                | TokenKind::OpenString
                | TokenKind::QuotedName
                | TokenKind::Number
                | TokenKind::Word
                | TokenKind::Sign
                | TokenKind::Unknown => {}
            }
        }
        let at_start = before.is_none() && alone.is_empty();
        let blank = next.is_some() && breaks > 1 && !at_start;
        if blank || alone.iter().any(|comment| comment.blank) {
            apart = false;
        }
        for comment in alone {
            let depth = depth(comment.column, before, next);
            if comment.blank || (apart && depth == 0) {
                self.rows.push(Row::Blank);
                apart = false;
            }
            if next.is_some_and(|next| next.parts.is_none()) {
                self.rows.push(Row::Kept(comment.line));
            } else {
                let comment = spelling::comment(comment.token.of(self.text)).into_owned();
                let line = Line { indent: depth * 2, ..Line::default() };
                self.rows.push(Row::Laid(Commented { line, comment: Some(comment) }, false));
            }
        }
        if blank || apart {
            self.rows.push(Row::Blank);
        }
    }

    /// A comment behind the last line.
    fn behind(&mut self, token: Token) {
        let text = spelling::comment(token.of(self.text)).into_owned();
        if let Some(Row::Laid(last, _)) = self.rows.last_mut() {
            last.comment = Some(text);
        }
    }

    fn finish(mut self) -> String {
        self.align_arrows();
        let columns = self.comment_columns();
        let mut text = String::with_capacity(self.text.len());
        for (row, column) in self.rows.iter().zip(columns) {
            match row {
                Row::Blank => {}
                Row::Kept(line) => text.push_str(line),
                Row::Laid(Commented { line, comment }, _) => {
                    text.extend(std::iter::repeat_n(' ', line.indent));
                    text.push_str(&line.text);
                    if let Some(comment) = comment {
                        let here = line.indent + line.width;
                        text.extend(std::iter::repeat_n(' ', column.saturating_sub(here)));
                        text.push_str(comment);
                    }
                }
            }
            text.push('\n');
        }
        text
    }

    /// Aligns the `=>` of rows that follow each other.
    fn align_arrows(&mut self) {
        let of = |row: &Row| match row {
            Row::Laid(Commented { line, .. }, true) => line.arrow,
            Row::Laid(..) | Row::Blank | Row::Kept(_) => None,
        };
        for group in self.rows.chunk_by_mut(|one, other| of(one).is_some() == of(other).is_some()) {
            let widest = group.iter().filter_map(of).map(|(columns, _)| columns).max().unwrap_or(0);
            let fits = |row: &Row| match row {
                Row::Laid(Commented { line, .. }, _) => {
                    let before = line.arrow.map_or(widest, |(columns, _)| columns);
                    line.indent + line.width + (widest - before) <= WIDTH
                }
                Row::Blank | Row::Kept(_) => true,
            };
            if widest == 0 || widest > SHORT_ROW || !group.iter().all(fits) {
                continue;
            }
            for row in group {
                let Row::Laid(Commented { line, .. }, _) = row else { continue };
                let Some((columns, at)) = line.arrow else { continue };
                line.text.insert_str(at, &" ".repeat(widest - columns));
                line.width += widest - columns;
            }
        }
    }

    /// The column at which the comment of each line begins.
    fn comment_columns(&self) -> Vec<usize> {
        let of = |row: &Row| match row {
            Row::Laid(Commented { line, comment: Some(_) }, _) if line.width > 0 => Some(line.indent + line.width),
            Row::Laid(..) | Row::Blank | Row::Kept(_) => None,
        };
        let mut columns = Vec::with_capacity(self.rows.len());
        for group in self.rows.chunk_by(|one, other| of(one).is_some() && of(other).is_some()) {
            let widest = group.iter().filter_map(of).max().unwrap_or(0);
            let least = group.iter().filter_map(of).min().unwrap_or(0);
            let aligned = widest - least <= RAGGED;
            columns.extend(group.iter().map(|row| match of(row) {
                Some(own) => 2 + if aligned { widest } else { own },
                None => 0,
            }));
        }
        columns
    }
}

/// How deep a comment stands that has a line of its own: with the clause that follows it, or, if it was indented like what is above it,
/// with that.
fn depth(column: usize, before: Option<&OutlinedClause>, next: Option<&OutlinedClause>) -> usize {
    let least = next.map_or(0, |next| next.depth);
    let next_column = next.map_or(0, |next| next.column);
    let Some(before) = before.filter(|before| before.depth > least && column > next_column) else { return least };
    if column >= before.column { before.depth } else { least + 1 }
}
