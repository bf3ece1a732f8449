//! Where files lie: the rule files of a policy, the policies under a folder, the files of cases.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::texts::nowhere;
use crate::case::Format;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::wording;

/// How deep folders are searched for policies.
const DEEPEST_FOLDER: usize = 8;

pub(in crate::cli) fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Whether a path stands for standard input.
pub(in crate::cli) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Whether it is a folder: not standard input, even where a folder is called `-`.
pub(super) fn is_folder(path: &Path) -> bool {
    !is_stdin(path) && path.is_dir()
}

/// The folder of a policy or of another file: the path itself, or where the file lies.
pub(in crate::cli) fn folder_of(path: &Path) -> PathBuf {
    if is_folder(path) {
        return path.to_path_buf();
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_path_buf()
}

/// The path of a file in a folder; in the working folder it is called by its name.
pub(super) fn within(folder: &Path, name: &str) -> PathBuf {
    if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) }
}

/// The policies under the paths, each with the path that it was found under; one that several lead to stands once.
pub(in crate::cli) fn policies(paths: &[PathBuf]) -> Vec<(PathBuf, &Path)> {
    let mut known = HashSet::new();
    let all = paths.iter().flat_map(|given| under(given).into_iter().map(move |path| (path, given.as_path())));
    all.filter(|(path, _)| is_stdin(path) || known.insert(path.canonicalize().unwrap_or_else(|_| path.clone())))
        .collect()
}

/// The path itself, or the folders below it that hold rule files.
fn under(path: &Path) -> Vec<PathBuf> {
    if !is_folder(path) || !rule_files(path).is_empty() {
        return vec![path.to_path_buf()];
    }
    let mut found = Vec::new();
    search(path, 0, &mut found);
    if found.is_empty() { vec![path.to_path_buf()] } else { found }
}

/// All rule files under a path: the path itself, or those of the folder and of the folders below it.
pub(in crate::cli) fn all_rule_files(sources: &mut Sources, path: &Path) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    if !is_folder(path) {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![(path.to_path_buf(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        found.extend(rule_files(&folder));
        if depth < DEEPEST_FOLDER {
            folders.extend(below(&folder).map(|entry| (entry, depth + 1)));
        }
    }
    found.sort();
    if found.is_empty() { Err(Box::new(no_policy(sources, path))) } else { Ok(found) }
}

fn search(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    if depth > DEEPEST_FOLDER {
        return;
    }
    for entry in below(folder) {
        if rule_files(&entry).is_empty() {
            search(&entry, depth + 1, found);
        } else {
            found.push(entry);
        }
    }
}

/// The folders in a folder, but for those that are hidden. A link could lead back up.
fn below(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let is_hidden = |entry: &PathBuf| entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    entries(folder).into_iter().filter(move |entry| entry.is_dir() && !entry.is_symlink() && !is_hidden(entry))
}

pub(in crate::cli) fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// A file of cases, or those of a folder in the order of their names, workbooks among them.
pub(in crate::cli) fn case_files(path: &Path) -> Vec<PathBuf> {
    if !is_folder(path) {
        return vec![path.to_path_buf()];
    }
    let is_workbook = |path: &Path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
    let is_case = |path: &PathBuf| {
        // Office programs keep a file of such a name beside a workbook that is open.
        let is_lock = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
        let is_text = path.to_str().and_then(Format::of).is_some();
        is_file(path) && !is_lock && (is_text || is_workbook(path))
    };
    entries(path).into_iter().filter(is_case).collect()
}

/// Whether an entry of a folder is to be read: a link that leads nowhere, too, so that it is told.
pub(super) fn is_file(path: &Path) -> bool {
    path.is_file() || (path.is_symlink() && !path.exists())
}

pub(super) fn rule_files(folder: &Path) -> Vec<PathBuf> {
    let is_rules = |path: &PathBuf| is_file(path) && path.extension().is_some_and(|extension| extension == "bursary");
    // In the working folder they are called by their names.
    let named = |path: PathBuf| path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path);
    entries(folder).into_iter().filter(is_rules).map(named).collect()
}

pub(super) fn no_policy(sources: &mut Sources, path: &Path) -> Diagnostic {
    let shown = shown(path);
    let message = wording!("there is no policy file in `{shown}`", "“{shown}”中没有政策文件");
    let help =
        wording!("name a file that ends in .bursary, or its folder", "请指定扩展名为 .bursary 的文件或其所在的文件夹");
    nowhere(sources, &shown, "input/no-policy", message, help)
}
