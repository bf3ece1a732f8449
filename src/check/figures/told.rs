//! What was found otherwise that a figure without its like may come of.

use crate::diagnostic::{Diagnostics, Severity};
use crate::source::{SourceId, Span};

use super::super::error::FigureError;
use super::clauses::Clauses;

/// Where something else was found that a figure without its like may come of: a row that is missing, a condition that never holds.
pub(super) struct Told {
    /// The places, ascending.
    starts: Vec<(SourceId, u32)>,
}

impl Told {
    /// What is more than a hint, and the awards behind years without one.
    pub(super) fn of(found: &Diagnostics, gaps: &[Span]) -> Told {
        let matters = found.iter().filter(|own| own.severity > Severity::Hint).map(|own| own.span);
        let places = matters.chain(gaps.iter().copied());
        let mut starts: Vec<(SourceId, u32)> = places.map(|span| (span.source, span.start)).collect();
        starts.sort_unstable();
        Told { starts }
    }

    /// Whether a finding is probably the same mistake once more.
    pub(super) fn explains(&self, clauses: &Clauses<'_>, at: usize, finding: &FigureError) -> bool {
        let lies_in = |at: &usize| {
            let Some(Span { source, start, end }) = clauses.all.get(*at).map(|clause| clause.span) else {
                return false;
            };
            let next = self.starts.partition_point(|place| *place < (source, start));
            self.starts.get(next).is_some_and(|place| *place < (source, end))
        };
        match finding {
            FigureError::NotQuoted { .. } => lies_in(&at),
            FigureError::NotUsed { .. } => {
                let group = clauses.all.get(at).and_then(|clause| clauses.groups.get(clause.group));
                group.is_some_and(|group| group.clauses.iter().any(lies_in))
            }
            FigureError::Operator { .. }
            | FigureError::Extreme { .. }
            | FigureError::Chosen { .. }
            | FigureError::Ceiling { .. }
            | FigureError::Differs { .. }
            | FigureError::Exclusion { .. } => false,
        }
    }
}
