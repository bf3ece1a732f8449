//! The digest by which a decision says from which texts it was made.

use std::borrow::Cow;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::source::{Role, SourceId, Sources, Span};

use super::declare::Tree;

/// `sha256:` and the digest over the rule files, the files of their dated values, each sorted by file name, and the documents, each with
/// its file name and length.
///
/// Tests decide nothing and are left out; so is a file of tests alone, and the folder: the same texts give the same digest wherever they lie.
pub(super) fn digest(tree: &Tree<'_>, sources: &Sources, documents: Vec<SourceId>) -> String {
    let ruling =
        tree.files.iter().filter(|(id, _)| tree.ruling.contains(id) || !tree.tests.iter().any(|own| own.source == *id));
    let mut rules: Vec<(&str, Cow<'_, str>)> = ruling
        .filter_map(|(id, _)| named(sources, *id).map(|(name, text)| (name, without_tests(text, *id, &tree.tests))))
        .collect();
    rules.sort_unstable();
    let mut data: Vec<(&str, Cow<'_, str>)> =
        sources.of(Role::Data).map(|(_, own)| (own.file_name(), own.text().into())).collect();
    data.sort_unstable();
    rules.extend(data);
    rules.extend(documents.into_iter().filter_map(|id| named(sources, id)).map(|(name, text)| (name, text.into())));
    let mut hash = Sha256::new();
    for (name, text) in rules {
        for part in [name, &*text] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part.as_bytes());
        }
    }
    let mut digest = String::from("sha256:");
    for byte in hash.finalize() {
        // Writing to a string never fails.
        let _ = write!(digest, "{byte:02x}");
    }
    digest
}

fn named(sources: &Sources, id: SourceId) -> Option<(&str, &str)> {
    let source = sources.get(id)?;
    Some((source.file_name(), source.text()))
}

/// A text without its tests and the blank space behind them.
fn without_tests<'t>(text: &'t str, id: SourceId, tests: &[Span]) -> Cow<'t, str> {
    let mut own: Vec<Span> = tests.iter().copied().filter(|test| test.source == id).collect();
    if own.is_empty() {
        return text.into();
    }
    own.sort_unstable();
    own.dedup();
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    for test in own {
        rest.push_str(text.get(from..test.range().start).unwrap_or_default());
        let behind = text.get(test.range().end..).unwrap_or_default();
        from = test.range().end + (behind.len() - behind.trim_start().len());
    }
    rest.push_str(text.get(from..).unwrap_or_default());
    let kept = rest.trim_end().len();
    rest.truncate(kept);
    rest.push('\n');
    rest.into()
}
