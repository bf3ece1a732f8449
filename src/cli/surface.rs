//! Rule files with the words and names of a surface, for `bursary fmt`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::read;
use crate::ast::{Declaration, Surface};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::format::format;
use crate::source::{Role, Source, Sources};
use crate::translate::{Translated, translate};

/// A rule file in a surface.
#[derive(Clone)]
pub(super) struct Rewritten {
    /// As it was read.
    pub old: String,
    /// In the surface.
    pub new: String,
}

/// What became of the rule files of a policy: their texts by their names, or why there are none.
type Texts = Result<BTreeMap<String, Rewritten>, Refusal>;

/// Why a policy stays as it is.
pub(super) struct Refusal {
    pub findings: Vec<Diagnostic>,
    pub sources: Sources,
}

/// Policies in a surface, each read once.
pub(super) struct Surfaces {
    /// The surface; `None`: each file in its own, with the names that it uses.
    pub to: Option<Surface>,
    /// What the files of each folder are.
    folders: BTreeMap<PathBuf, Folder>,
}

/// What the rule files of a folder are together.
enum Folder {
    /// One policy: their texts in the surface by their names.
    Policy(BTreeMap<String, Rewritten>),
    /// One policy that is not translated. Why is told once, of its first file.
    Refused(Option<Refusal>),
    /// Policies of their own, each with a header.
    Several,
}

impl Surfaces {
    pub(super) fn new(to: Option<Surface>) -> Surfaces {
        Surfaces { to, folders: BTreeMap::new() }
    }

    /// The text of a rule file in the surface: as part of the policy that its folder is, or as a policy of its own.
    pub(super) fn file(&mut self, path: &Path, text: &str) -> Result<Rewritten, Box<Refusal>> {
        let name = read::shown(path);
        let folder = read::folder_of(path);
        if !read::is_stdin(path) {
            let to = self.to;
            let of_folder = self.folders.entry(folder.clone()).or_insert_with(|| {
                let policy = read::policy(&folder);
                if has_several_headers(&policy.sources) {
                    return Folder::Several;
                }
                texts_or_mended(policy.sources, &policy.compiled, to, &folder)
                    .map_or_else(|refusal| Folder::Refused(Some(refusal)), Folder::Policy)
            });
            let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            match of_folder {
                Folder::Policy(texts) => {
                    if let Some(own) = texts.get(&file_name) {
                        return Ok(own.clone());
                    }
                }
                Folder::Refused(why) => {
                    let told = || Refusal { findings: Vec::new(), sources: Sources::new() };
                    return Err(Box::new(why.take().unwrap_or_else(told)));
                }
                Folder::Several => {}
            }
        }
        let mut sources = Sources::new();
        sources.add(Role::Rules, Source::new(name.as_str(), text));
        let compiled = crate::compile_with(&mut sources, |name| read::beside(&folder, name));
        let own = texts_or_mended(sources, &compiled, self.to, &folder).map_err(Box::new)?;
        Ok(own.into_values().next().unwrap_or_else(|| Rewritten { old: text.to_owned(), new: text.to_owned() }))
    }
}

/// Whether rule files are several policies: a policy has one header.
fn has_several_headers(sources: &Sources) -> bool {
    let is_header = |declaration: &Declaration| matches!(declaration, Declaration::Policy(_));
    let headers = sources.of(Role::Rules).map(|(id, source)| {
        let file = crate::syntax::parse_file(id, source.text(), &mut Diagnostics::default());
        file.declarations.iter().filter(|own| is_header(own)).count()
    });
    headers.sum::<usize>() > 1
}

/// The texts of a policy, also where its only errors are such as the layout mends.
fn texts_or_mended(sources: Sources, compiled: &crate::Compiled, to: Option<Surface>, folder: &Path) -> Texts {
    texts(sources, compiled, to).or_else(|refusal| match to {
        None => mended(&refusal.sources, folder).ok_or(refusal),
        Some(_) => Err(refusal),
    })
}

/// The texts of a policy without errors once they are laid out.
fn mended(sources: &Sources, folder: &Path) -> Option<BTreeMap<String, Rewritten>> {
    let mut laid_out = Sources::new();
    for (id, source) in sources.of(Role::Rules) {
        let own = format(id, source.text()).ok().filter(|own| own.left.is_empty())?;
        laid_out.add(Role::Rules, Source::new(source.name(), own.text));
    }
    let changed =
        sources.of(Role::Rules).zip(laid_out.of(Role::Rules)).any(|((_, old), (_, new))| old.text() != new.text());
    if !changed {
        return None;
    }
    let compiled = crate::compile_with(&mut laid_out, |name| read::beside(folder, name));
    let mut all = texts(laid_out, &compiled, None).ok()?;
    for (_, source) in sources.of(Role::Rules) {
        if let Some(own) = all.get_mut(source.file_name()) {
            source.text().clone_into(&mut own.old);
        }
    }
    Some(all)
}

fn texts(sources: Sources, compiled: &crate::Compiled, to: Option<Surface>) -> Texts {
    let Some(program) = &compiled.program else {
        let errors = compiled.findings.iter().filter(|finding| finding.severity == Severity::Error);
        return Err(Refusal { findings: errors.cloned().collect(), sources });
    };
    match translate(&sources, program, to) {
        Ok(all) => {
            let named = |own: Translated| {
                let source = sources.get(own.source)?;
                Some((source.file_name().to_owned(), Rewritten { old: source.text().to_owned(), new: own.text }))
            };
            Ok(all.into_iter().filter_map(named).collect())
        }
        Err(finding) => Err(Refusal { findings: vec![*finding], sources }),
    }
}
