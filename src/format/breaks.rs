//! Lines of pieces: a run of pieces that is too long for a line is broken at its outermost places, and each part of it that is still too
//! long at the next.

use super::pieces::{Cut, CutAt, Piece};
use super::{TAIL_WIDTH, WIDTH};

/// A line, without its indentation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// The spaces before it.
    pub indent: usize,
    /// What stands in it.
    pub text: String,
    /// How many columns that takes.
    pub width: usize,
    /// The `=>` of a row: the columns before it, and the bytes.
    pub arrow: Option<(usize, usize)>,
}

impl Line {
    fn new(indent: usize) -> Line {
        Line { indent, ..Line::default() }
    }

    fn put(&mut self, piece: &Piece<'_>) {
        if piece.spaced && !self.text.is_empty() {
            self.text.push(' ');
            self.width += 1;
        }
        if piece.text == "=>" {
            self.arrow = Some((self.width, self.text.len()));
        }
        self.text.push_str(&piece.text);
        self.width += piece.width;
    }
}

/// Breaks a run of pieces into lines: the first indented so far, the others deeper.
pub(super) fn lines(pieces: &[Piece<'_>], indent: usize, deeper: usize) -> Vec<Line> {
    let mut widths = Vec::with_capacity(pieces.len() + 1);
    let mut sum = 0;
    widths.push(sum);
    for piece in pieces {
        sum += piece.width + usize::from(piece.spaced);
        widths.push(sum);
    }
    let mut page = Page { pieces, widths, done: Vec::new(), line: Line::new(indent) };
    page.lay(Run { start: 0, end: pieces.len(), deeper, started: None, brackets: 0 });
    page.done.push(page.line);
    page.done
}

/// Pieces in a row.
#[derive(Debug, Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    /// The indentation of the lines below the first.
    deeper: usize,
    /// That of the first, if the run begins it.
    started: Option<usize>,
    /// In how many brackets the run stands.
    brackets: usize,
}

struct Page<'p, 't> {
    pieces: &'p [Piece<'t>],
    /// The columns of all pieces before each.
    widths: Vec<usize>,
    done: Vec<Line>,
    line: Line,
}

impl Page<'_, '_> {
    fn between(&self, start: usize, end: usize) -> usize {
        let at = |at: usize| self.widths.get(at).copied().unwrap_or(0);
        at(end).saturating_sub(at(start))
    }

    fn fits(&self, start: usize, end: usize, most: usize) -> bool {
        self.line.indent + self.line.width + self.between(start, end) <= most
    }

    fn cut(&self, at: usize) -> Option<Cut> {
        self.pieces.get(at).and_then(|piece| piece.cut)
    }

    fn new_line(&mut self, indent: usize) {
        let line = std::mem::replace(&mut self.line, Line::new(indent));
        self.done.push(line);
    }

    /// Lays out a run of pieces: what does not fit into the line goes on below it.
    fn lay(&mut self, run: Run) {
        let Run { start, end, deeper, started, brackets } = run;
        let Some(cut) = self.needed(run) else {
            for piece in self.pieces.get(start..end).unwrap_or_default() {
                self.line.put(piece);
            }
            return;
        };
        // What `and` and `or` join stands one below the other; so does a value that is too long to stand behind its name.
        let all = matches!(cut.at, CutAt::Logic | CutAt::Value | CutAt::Tail);
        let aligned = started.filter(|_| cut.at == CutAt::Logic && cut.brackets == brackets);
        let indent = aligned.unwrap_or(deeper);
        // Years and readings stay together.
        let most = if cut.at == CutAt::Tail { 1 } else { usize::MAX };
        let places: Vec<usize> = (start + 1..end).filter(|at| self.cut(*at) == Some(cut)).take(most).collect();
        let mut from = start;
        let mut broken = false;
        for to in places.into_iter().chain([end]) {
            let lines = self.done.len();
            if from > start && (all || broken || !self.fits(from, to, WIDTH)) {
                self.new_line(indent);
                let started = Some(indent);
                self.lay(Run { start: from, end: to, deeper: indent + 2, started, brackets: cut.brackets });
                broken = self.done.len() > lines + 1;
            } else {
                let started = started.filter(|_| from == start);
                self.lay(Run { start: from, end: to, deeper, started, brackets: cut.brackets });
                broken = self.done.len() > lines && cut.at != CutAt::Ending;
            }
            from = to;
        }
    }

    /// Where the run is to be broken; `None` where it fits, or can't be broken.
    fn needed(&self, run: Run) -> Option<Cut> {
        let Run { start, end, deeper, .. } = run;
        let cuts = || (start + 1..end).filter_map(|at| Some((at, self.cut(at)?)));
        let (first, cut) = cuts().min_by_key(|(_, cut)| *cut)?;
        let most = if cut.at == CutAt::Tail { TAIL_WIDTH } else { WIDTH };
        if self.fits(start, end, most) {
            return None;
        }
        // A condition that takes several lines itself is broken where it says `and`, and not before its `if`.
        let long = cut.at == CutAt::Condition && deeper + self.between(first, end) > WIDTH;
        let logic = cuts().map(|(_, cut)| cut).find(|other| other.at == CutAt::Logic && other.brackets == cut.brackets);
        Some(logic.filter(|_| long).unwrap_or(cut))
    }
}
