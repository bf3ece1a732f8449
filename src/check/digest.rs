//! The digest by which a decision says from which texts it was made.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::source::{Role, SourceId, Sources};

use super::declare::Tree;

/// `sha256:` and the digest over the rule files, the files of their dated values, each sorted by file name, and the documents, each with
/// its file name and length.
///
/// The folder is left out: the same texts give the same digest wherever they lie.
pub(super) fn digest(tree: &Tree<'_>, sources: &Sources, documents: Vec<SourceId>) -> String {
    let mut rules: Vec<(&str, &str)> = tree.files.iter().filter_map(|(id, _)| named(sources, *id)).collect();
    rules.sort_unstable();
    let mut data: Vec<(&str, &str)> = sources.of(Role::Data).map(|(_, own)| (own.file_name(), own.text())).collect();
    data.sort_unstable();
    rules.extend(data);
    rules.extend(documents.into_iter().filter_map(|id| named(sources, id)));
    let mut hash = Sha256::new();
    for (name, text) in rules {
        for part in [name, text] {
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
