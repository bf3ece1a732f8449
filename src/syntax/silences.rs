//! How far each `silence` reaches: what stands above it tells, not its indentation.

use crate::ast::{Over, Silence};
use crate::source::{SourceId, Span};

use super::keywords::ClauseKind;

/// The silences of a file, while its clauses are read one after the other.
#[derive(Debug, Default)]
pub(super) struct Silences {
    all: Vec<Silence>,
    /// Those of the clause, the declaration and the amendment that are being read.
    open: [Vec<usize>; 3],
    /// Where these begin.
    begin: [usize; 3],
    /// The header that clauses now belong to, and whether nothing but what belongs to the header itself has followed it.
    header: Option<ClauseKind>,
    at_header: bool,
}

/// The places in `open` and `begin`.
const CLAUSE: usize = 0;
const DECLARATION: usize = 1;
const AMENDMENT: usize = 2;

impl Silences {
    /// A clause begins at `start`, which ends what is above it.
    pub(super) fn clause(&mut self, kind: Option<ClauseKind>, declares: bool, start: usize) {
        let goes_on = kind.is_some_and(|kind| kind.follows() || kind == ClauseKind::Row);
        if goes_on && !declares {
            return;
        }
        self.end(CLAUSE, start);
        if declares {
            self.end(DECLARATION, start);
            if matches!(kind, Some(ClauseKind::Policy | ClauseKind::Amendment)) {
                self.end(AMENDMENT, start);
            }
            self.header = kind;
        }
        self.at_header = declares;
    }

    /// A silence stands below what was read last.
    pub(super) fn add(&mut self, mut silence: Silence) {
        let source = silence.span.source;
        let level = match (self.at_header, self.header) {
            (_, Some(ClauseKind::Policy)) => None,
            (_, Some(ClauseKind::Amendment)) => Some(AMENDMENT),
            (true, _) => Some(DECLARATION),
            (false, _) => Some(CLAUSE),
        };
        silence.over = level.map_or(Over::Policy, |level| self.over(level, source, silence.span.range().end));
        if let Some(open) = level.and_then(|level| self.open.get_mut(level)) {
            open.push(self.all.len());
        }
        self.all.push(silence);
    }

    /// All of them, where the text ends at `end`.
    pub(super) fn finish(mut self, end: usize) -> Vec<Silence> {
        (CLAUSE..=AMENDMENT).for_each(|level| self.end(level, end));
        self.all
    }

    fn end(&mut self, level: usize, at: usize) {
        let open = self.open.get_mut(level).map(std::mem::take).unwrap_or_default();
        for own in open {
            let Some(source) = self.all.get(own).map(|own| own.span.source) else { continue };
            let over = self.over(level, source, at);
            self.all.get_mut(own).into_iter().for_each(|own| own.over = over);
        }
        self.begin.get_mut(level).into_iter().for_each(|begin| *begin = at);
    }

    fn over(&self, level: usize, source: SourceId, end: usize) -> Over {
        let span = Span::new(source, self.begin.get(level).copied().unwrap_or_default(), end);
        match level {
            CLAUSE => Over::Clause(span),
            DECLARATION => Over::Declaration(span),
            _ => Over::Amendment(span),
        }
    }
}
