//! Where the `bursary.toml` of a policy lies, and what it makes of the policy's findings.

use std::path::{Path, PathBuf};

use super::read::{self, ReadPolicy};
use crate::config::{Configuration, Refused};
use crate::diagnostic::Diagnostic;
use crate::source::{Role, Source, Sources};

const NAME: &str = "bursary.toml";

/// What holds for one policy.
#[derive(Default)]
pub(super) struct Settings {
    /// The file; `None` where there is none.
    pub file: Option<PathBuf>,
    pub configuration: Configuration,
    /// What is wrong with the file.
    pub findings: Vec<Diagnostic>,
}

impl Settings {
    /// Those of a policy that was found below `given`; the file is added to its sources.
    pub(super) fn of(policy: &Path, given: &Path, sources: &mut Sources) -> Settings {
        let Some(file) = find(policy, given) else { return Settings::default() };
        let mut findings = Vec::new();
        let configuration = match read::configuration(sources, &file) {
            Ok(text) => {
                let source = sources.add(Role::Configuration, Source::new(read::shown(&near(&file)), text.as_str()));
                Configuration::read(source, &text, &mut findings)
            }
            Err(finding) => {
                findings.push(*finding);
                Configuration::default()
            }
        };
        Settings { file: Some(file), configuration, findings }
    }

    /// Gives the findings of the policy the severities that are said for them, as far as these are not refused.
    pub(super) fn apply(&self, policy: &mut ReadPolicy) -> Refused {
        let ReadPolicy { sources, compiled, .. } = policy;
        self.apply_to(&mut compiled.findings, sources)
    }

    /// Gives findings at places of these texts the severities that are said for them, as far as these are not refused.
    pub(super) fn apply_to(&self, findings: &mut [Diagnostic], sources: &Sources) -> Refused {
        let folder = self.file.as_deref().and_then(Path::parent);
        self.configuration.apply(findings, |source| {
            let file = std::fs::canonicalize(sources.get(source)?.name()).ok()?;
            let below = file.strip_prefix(folder?).ok()?;
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            Some(parts.join("/"))
        })
    }
}

/// The nearest `bursary.toml` in the policy's folder or above it: up to the root of the repository; outside of one, up to the working
/// folder, or to what was named on the command line.
fn find(policy: &Path, given: &Path) -> Option<PathBuf> {
    let working = std::env::current_dir().ok().and_then(|folder| folder.canonicalize().ok());
    let folder = |path: &Path| match read::is_stdin(path) {
        true => working.clone(),
        false => std::fs::canonicalize(path).ok().and_then(|path| match path.is_dir() {
            true => Some(path),
            false => path.parent().map(Path::to_path_buf),
        }),
    };
    let start = folder(policy)?;
    let root = start.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_path_buf);
    let end =
        root.or_else(|| working.clone().filter(|working| start.starts_with(working))).or_else(|| folder(given))?;
    let searched = start.ancestors().take_while(|folder| folder.starts_with(&end));
    searched.map(|folder| folder.join(NAME)).find(|file| file.is_file())
}

/// The path as a person would write it: from the working folder, where it lies below.
pub(super) fn near(path: &Path) -> PathBuf {
    let working = std::env::current_dir().ok();
    let below = working.as_deref().and_then(|working| path.strip_prefix(working).ok());
    let below = below.filter(|below| !below.as_os_str().is_empty()).unwrap_or(path);
    below.strip_prefix("./").ok().filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(below).to_path_buf()
}
