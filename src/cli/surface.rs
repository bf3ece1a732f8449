//! Rule files with the words and names of a surface, for `bursary fmt`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::read;
use crate::ast::Surface;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Role, Source, Sources};
use crate::translate::translate;

/// What became of the rule files of a policy: their texts by their names, or why there are none.
type Texts = Result<BTreeMap<String, String>, Refusal>;

/// Why a policy stays as it is.
pub(super) struct Refusal {
    pub findings: Vec<Diagnostic>,
    pub sources: Sources,
}

/// Policies in a surface, each read once.
pub(super) struct Surfaces {
    /// The surface; `None`: each file in its own, with the names that it uses.
    pub to: Option<Surface>,
    /// By folder, where its files are one policy.
    folders: BTreeMap<PathBuf, Option<BTreeMap<String, String>>>,
}

impl Surfaces {
    pub(super) fn new(to: Option<Surface>) -> Surfaces {
        Surfaces { to, folders: BTreeMap::new() }
    }

    /// The text of a rule file in the surface: as part of the policy that its folder is, or as a policy of its own.
    pub(super) fn file(&mut self, path: &Path, text: &str) -> Result<String, Box<Refusal>> {
        let name = read::shown(path);
        let folder = read::folder_of(path);
        if !read::is_stdin(path) {
            let to = self.to;
            let of_folder = self.folders.entry(folder.clone()).or_insert_with(|| {
                let policy = read::policy(&folder);
                texts(policy.sources, &policy.compiled, to).ok()
            });
            let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if let Some(own) = of_folder.as_ref().and_then(|own| own.get(&file_name)) {
                return Ok(own.clone());
            }
        }
        let mut sources = Sources::new();
        sources.add(Role::Rules, Source::new(name.as_str(), text));
        let compiled = crate::compile_with(&mut sources, |name| read::beside(&folder, name));
        let own = texts(sources, &compiled, self.to).map_err(Box::new)?;
        Ok(own.into_values().next().unwrap_or_else(|| text.to_owned()))
    }
}

fn texts(sources: Sources, compiled: &crate::Compiled, to: Option<Surface>) -> Texts {
    let Some(program) = &compiled.program else {
        let errors = compiled.findings.iter().filter(|finding| finding.severity == Severity::Error);
        return Err(Refusal { findings: errors.cloned().collect(), sources });
    };
    match translate(&sources, program, to) {
        Ok(all) => {
            let named =
                |own: crate::translate::Translated| Some((sources.get(own.source)?.file_name().to_owned(), own.text));
            Ok(all.into_iter().filter_map(named).collect())
        }
        Err(finding) => Err(Refusal { findings: vec![*finding], sources }),
    }
}
