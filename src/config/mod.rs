//! What `bursary.toml` says of checking: how loud each finding is, where, and from which on a run fails.
//!
//! [`Configuration::read`] is total: it takes what it could read and pushes what is wrong, with its place in the file. Findings are
//! changed by [`Configuration::apply`], after the policy was checked: nothing here decides what is found.

mod error;
mod read;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Severity, Silenced};
use crate::source::{SourceId, Span};
use error::ConfigError;

/// What one `bursary.toml` says.
#[derive(Debug, Default)]
pub struct Configuration {
    /// From which finding on a run fails; `None` where it is not said.
    pub fail_on: Option<FailOn>,
    everywhere: Levels,
    overrides: Vec<Override>,
}

/// Entries that would make an error less, each with the code and the place of an error.
#[derive(Debug, Default)]
pub struct Refused(BTreeSet<(Span, &'static str, Span)>);

/// The worst finding that still lets a run succeed is one below this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// A finding of this severity or a worse one fails the run.
    At(Severity),
    /// No finding does.
    Never,
}

impl FailOn {
    /// Whether a finding fails the run. One that is silenced never does.
    pub fn fails(self, finding: &Diagnostic) -> bool {
        match self {
            FailOn::At(severity) => finding.silenced.is_none() && finding.severity >= severity,
            FailOn::Never => false,
        }
    }
}

/// How loud a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    /// Kept, and not told.
    Off,
    /// Told with this severity.
    At(Severity),
}

/// The level of each code, and where it is said.
type Levels = BTreeMap<&'static str, (Level, Span)>;

/// Levels for some files.
#[derive(Debug)]
struct Override {
    paths: globset::GlobSet,
    levels: Levels,
}

impl Configuration {
    /// Reads the text of a `bursary.toml`; what is wrong with it is pushed to `found`.
    pub fn read(source: SourceId, text: &str, found: &mut Vec<Diagnostic>) -> Configuration {
        read::read(source, text, found)
    }

    /// Gives each finding the severity that is said for its code and its file. `path` tells a file's path from the folder of
    /// `bursary.toml`, with `/`; `None` where it lies elsewhere. Errors stay errors, since nothing runs with one: which entries would
    /// change that is given back.
    pub fn apply(&self, findings: &mut [Diagnostic], path: impl Fn(SourceId) -> Option<String>) -> Refused {
        let mut refused = Refused::default();
        let mut files: BTreeMap<SourceId, Vec<&Levels>> = BTreeMap::new();
        for finding in findings {
            let levels = files.entry(finding.span.source).or_insert_with(|| self.of(path(finding.span.source)));
            let said = levels.iter().find_map(|levels| levels.get(finding.code));
            let Some((level, by)) = said.filter(|_| finding.silenced.is_none()) else { continue };
            if finding.severity == Severity::Error && *level != Level::At(Severity::Error) {
                refused.0.insert((*by, finding.code, finding.span));
                continue;
            }
            match level {
                Level::Off => finding.silenced = Some(Silenced { by: *by, because: None }),
                Level::At(severity) => finding.severity = *severity,
            }
        }
        refused
    }

    /// The levels for a file, the last override that names it first.
    fn of(&self, path: Option<String>) -> Vec<&Levels> {
        let named = |own: &&Override| path.as_ref().is_some_and(|path| own.paths.is_match(path));
        let own = self.overrides.iter().rev().filter(named).map(|own| &own.levels);
        own.chain(std::iter::once(&self.everywhere)).collect()
    }
}

impl Refused {
    /// Adds those of other findings.
    pub fn join(&mut self, other: Refused) {
        self.0.extend(other.0);
    }

    /// That each of them had no effect, with the first error that it speaks of.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let mut told = BTreeSet::new();
        let first = self.0.iter().filter(|(span, ..)| told.insert(*span));
        first.map(|(span, code, error)| ConfigError::OfError { span: *span, code, error: *error }.into()).collect()
    }
}
