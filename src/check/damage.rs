//! What the parser could not read: what is said to be missing may stand there.
//!
//! A clause that can't be read is left out of the tree. So while there are errors of form, nothing is called missing or unused, and a name
//! that stands in a damaged clause is not called unknown. Everything else is reported in the same run.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostics, Severity};
use crate::source::{Source, Sources, Span};

/// The words of the clauses that could not be read; nothing where all could.
#[derive(Debug, Default)]
pub(super) struct Damage<'a> {
    words: Option<HashSet<&'a str>>,
    /// Whether a declaration has lost its name: any may be meant.
    nameless: bool,
    /// Words that ran into each other.
    glued: Vec<&'a str>,
}

impl<'a> Damage<'a> {
    /// What the errors found so far have damaged.
    pub(super) fn of(found: &Diagnostics, sources: &'a Sources) -> Damage<'a> {
        if !found.has_errors() {
            return Damage::default();
        }
        let mut words = HashSet::new();
        let mut read = HashSet::new();
        let (mut nameless, mut glued) = (false, Vec::new());
        for error in found.iter().filter(|finding| finding.severity == Severity::Error) {
            let Some(source) = sources.get(error.span.source) else { continue };
            let text = source.text();
            let behind = text.get(error.span.end as usize..).unwrap_or("");
            nameless |= error.code == "syntax/missing-word" && behind.starts_with(['"', '「', '“']);
            if error.code == "syntax/glued-words" {
                glued.extend(text.get(error.span.range()));
            }
            for line in lines(source, error.span) {
                if read.insert((error.span.source, line)) {
                    add_words(source, line, &mut words);
                }
            }
        }
        Damage { words: Some(words), nameless, glued }
    }

    /// Whether any clause could not be read.
    pub(super) fn any(&self) -> bool {
        self.words.is_some()
    }

    /// Whether a name stands in a clause that could not be read.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.nameless
            || self.words.as_ref().is_some_and(|words| words.contains(name))
            || self.glued.iter().any(|glued| glued.contains(name))
    }
}

/// How far below a line its clause or declaration is followed.
const FURTHEST: usize = 500;

/// The lines of an error, what is indented deeper below them, and the line that they belong to.
fn lines(source: &Source, span: Span) -> Vec<usize> {
    let first = source.line_of(span.start as usize);
    let last = source.line_of(span.end.saturating_sub(1).max(span.start) as usize).min(first + FURTHEST);
    let depth = |line: usize| {
        let words = source.text().get(source.line_range(line)).unwrap_or("");
        let inner = words.trim_start();
        (!inner.is_empty()).then_some(words.len() - inner.len())
    };
    let own = depth(first).unwrap_or(0);
    let below = (last + 1..=source.line_count().min(last + FURTHEST))
        .take_while(|line| depth(*line).is_none_or(|deep| deep > own));
    let above = (1..first).rev().take(FURTHEST).find(|line| depth(*line).is_some_and(|deep| deep < own));
    (first..=last).chain(below).chain(above).collect()
}

/// The words of a line, and its strings whole: either may be a name.
fn add_words<'a>(source: &'a Source, line: usize, words: &mut HashSet<&'a str>) {
    let text = source.text().get(source.line_range(line)).unwrap_or("");
    words.extend(text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()));
    words.extend(text.split(['"', '「', '」', '“', '”', '『', '』']).filter(|word| !word.is_empty()));
}
