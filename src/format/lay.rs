//! One clause as lines: its pieces, and the comments between them, each where it stands.

use super::breaks::{Line, lines};
use super::pieces::{Piece, pieces};
use super::spelling;
use crate::ast::Surface;
use crate::syntax::{ClauseKind, OutlinedClause, Parts, Token, TokenKind};

/// A line with the comment at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Commented {
    /// The line.
    pub line: Line,
    /// The comment behind it.
    pub comment: Option<String>,
}

/// Lays out one clause. `tokens` are all of its tokens.
pub(super) fn lay(
    text: &str,
    clause: &OutlinedClause,
    parts: &Parts,
    tokens: &[Token],
    surface: Surface,
    breaks: bool,
) -> Vec<Commented> {
    let mut pieces = pieces(text, clause, parts, surface);
    if !breaks {
        pieces.iter_mut().for_each(|piece| piece.cut = None);
    }
    let own = clause.depth * 2;
    let is_row = clause.kind == Some(ClauseKind::Row);
    let rows = if is_row { own } else { own + 2 };
    let mut layout = Layout { pieces: &pieces, done: Vec::new(), base: own, indent: own, from: 0 };
    let mut comments = comments(text, parts, tokens).into_iter().peekable();
    for (at, piece) in pieces.iter().enumerate() {
        while let Some(comment) = comments.next_if(|comment| comment.before <= at) {
            layout.end_run(at);
            layout.indent = layout.base + 2;
            layout.comment(comment);
        }
        if piece.begins && at > 0 {
            layout.end_run(at);
            // What holds for all rows stands as deep as they do, and what goes on with it deeper.
            (layout.indent, layout.base) = (rows, rows);
        }
    }
    layout.end_run(pieces.len());
    layout.done
}

struct Layout<'p, 't> {
    pieces: &'p [Piece<'t>],
    done: Vec<Commented>,
    /// Where the clause, or its row, begins.
    base: usize,
    /// Where the next line begins.
    indent: usize,
    /// The first piece that is not laid out yet.
    from: usize,
}

impl Layout<'_, '_> {
    /// Lays out the pieces up to one that must begin a line.
    fn end_run(&mut self, to: usize) {
        let run = self.pieces.get(self.from..to).unwrap_or_default();
        if !run.is_empty() {
            let deeper = self.base + 2;
            let mut lines = lines(run, self.indent, deeper);
            if lines.len() > 1 {
                // Only what stands on one line is aligned with others.
                lines.iter_mut().for_each(|line| line.arrow = None);
            }
            self.done.extend(lines.into_iter().map(|line| Commented { line, comment: None }));
        }
        self.from = to;
    }

    fn comment(&mut self, comment: Comment) {
        match self.done.last_mut().filter(|last| !comment.alone && last.comment.is_none()) {
            Some(last) => last.comment = Some(comment.text),
            None => {
                let line = Line { indent: self.indent, ..Line::default() };
                self.done.push(Commented { line, comment: Some(comment.text) });
            }
        }
    }
}

/// A comment within a clause.
struct Comment {
    text: String,
    /// How many of the clause's words stand before it.
    before: usize,
    /// Whether it has a line of its own.
    alone: bool,
}

fn comments(text: &str, parts: &Parts, tokens: &[Token]) -> Vec<Comment> {
    let mut all = Vec::new();
    let mut alone = false;
    for token in tokens {
        match token.kind {
            TokenKind::Break => alone = true,
            TokenKind::Blank => {}
            TokenKind::Comment => {
                let before = parts.tokens.partition_point(|own| own.start < token.start);
                let text = spelling::comment(token.of(text)).into_owned();
                all.push(Comment { text, before, alone });
            }
            TokenKind::String
            | TokenKind::OpenString
            | TokenKind::QuotedName
            | TokenKind::Number
            | TokenKind::Word
            | TokenKind::Sign
            | TokenKind::Unknown => alone = false,
        }
    }
    all
}
