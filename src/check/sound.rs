//! The parts of a policy in which nothing is wrong, while something else in it is.
//!
//! What needs the whole would make a second message of a mistake where it looks at what is wrong, or at what reads it. So while there are
//! errors, its findings are told of those declarations alone that neither are wrong themselves nor refer to one that is; hints wait.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Severity};
use crate::ir::Referent;
use crate::source::{SourceId, Span};

use super::Checker;

/// The declarations of a policy, each fact of a record for itself, by where they begin; and which of them something is wrong with.
struct Parts {
    starts: Vec<(SourceId, u32)>,
    unsound: HashSet<usize>,
}

impl Parts {
    /// The declaration that a place lies in.
    fn at(&self, span: Span) -> usize {
        self.starts.partition_point(|start| *start <= (span.source, span.start))
    }

    fn are_sound(&self, finding: &Diagnostic) -> bool {
        let places = std::iter::once(finding.span).chain(finding.also.iter().map(|(span, _)| *span));
        places.into_iter().all(|place| !self.unsound.contains(&self.at(place)))
    }
}

impl Checker<'_> {
    /// Lets a check that needs the whole say, of a policy with errors, what the sound parts of it are enough for.
    pub(super) fn of_sound_parts(&mut self, look: impl FnOnce(&mut Self)) {
        let before = self.found.len();
        let parts = self.sound_and_unsound();
        look(self);
        let news = self.found.split_off(before);
        let told = news.into_iter().filter(|own| own.severity > Severity::Hint && parts.are_sound(own));
        told.for_each(|finding| self.found.push(finding));
    }

    fn sound_and_unsound(&self) -> Parts {
        let tree = self.tree;
        let records = tree.applicant.iter().chain(&tree.records);
        let inner = records
            .flat_map(|record| record.fields.iter().map(|own| own.span).chain(record.lets.iter().map(|own| own.span)));
        let mut starts: Vec<(SourceId, u32)> = Vec::new();
        let mut add = |span: Span| starts.push((span.source, span.start));
        tree.policy.iter().for_each(|own| add(own.span));
        tree.units.iter().for_each(|own| add(own.span));
        tree.types.iter().for_each(|own| add(own.span));
        tree.applicant.iter().chain(&tree.records).for_each(|own| add(own.span));
        inner.for_each(&mut add);
        tree.scope.iter().for_each(|own| add(own.span));
        tree.tables.iter().for_each(|own| add(own.span));
        tree.readings.iter().for_each(|own| add(own.span));
        tree.measures.iter().for_each(|own| add(own.span));
        tree.across.iter().for_each(|own| add(own.span));
        tree.lets.iter().for_each(|own| add(own.span));
        tree.assertions.iter().for_each(|own| add(own.span));
        tree.not_computed.iter().for_each(|own| add(own.span));
        tree.defects.iter().for_each(|own| add(own.span));
        tree.tests.iter().copied().for_each(&mut add);
        starts.sort_unstable();
        let mut parts = Parts { starts, unsound: HashSet::new() };
        let wrong = self.found.iter().filter(|finding| finding.severity == Severity::Error).map(|own| own.span);
        parts.unsound = wrong.chain(self.not_known.iter().copied()).map(|span| parts.at(span)).collect();
        self.spread(&mut parts);
        parts
    }

    /// What refers to a part that is wrong is not sound either.
    fn spread(&self, parts: &mut Parts) {
        let mut readers: Vec<(usize, usize)> = Vec::new();
        for reference in &self.program.references {
            if let Referent::Declared(place) = reference.to {
                readers.push((parts.at(place), parts.at(reference.span)));
            }
        }
        readers.sort_unstable();
        readers.dedup();
        let mut open: Vec<usize> = parts.unsound.iter().copied().collect();
        while let Some(part) = open.pop() {
            let first = readers.partition_point(|(read, _)| *read < part);
            let own = readers.iter().skip(first).take_while(|(read, _)| *read == part);
            open.extend(own.map(|(_, reader)| *reader).filter(|reader| parts.unsound.insert(*reader)));
        }
    }
}
