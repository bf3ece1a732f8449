//! The rules of the house, as tests: who may use whom, how long a file may be, and what every diagnostic code must have.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The stages, each with the stages that it may use. `cli`, `lib.rs` and `main.rs` may use all.
const MAY_USE: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("lexical", &[]),
    ("diagnostic", &["source"]),
    ("ast", &["source"]),
    ("value", &[]),
    ("syntax", &["ast", "diagnostic", "lexical", "source"]),
    ("format", &["ast", "diagnostic", "source", "syntax"]),
    ("ir", &["ast", "source", "value"]),
    ("check", &["ast", "diagnostic", "ir", "lexical", "source", "value"]),
    ("case", &["diagnostic", "ir", "source", "value"]),
    ("translate", &["ast", "diagnostic", "format", "ir", "source", "syntax"]),
    ("decision", &["ir", "source", "value"]),
    ("interpret", &["ast", "case", "decision", "diagnostic", "ir", "source", "value"]),
    ("explain", &["ast", "decision", "diagnostic", "ir", "source", "value"]),
    ("schema", &["ast", "case", "diagnostic", "ir", "value"]),
    ("compare", &["decision", "diagnostic", "ir", "lexical", "source", "value"]),
    ("config", &["diagnostic", "source"]),
    ("start", &["diagnostic", "ir", "source"]),
    ("doc", &["ast", "diagnostic", "explain", "ir", "source", "syntax", "value"]),
    ("testing", &["ast", "case", "decision", "diagnostic", "interpret", "ir", "lexical", "source", "value"]),
];

/// Lines past which a file is to be cut along its constructs.
const MOST_LINES: usize = 450;

/// Crates that one stage alone may name.
const KEPT_IN: &[(&str, &str)] = &[
    ("globset", "config"),
    ("calamine", "case"),
    ("zip", "case"),
    ("rust_xlsxwriter", "schema"),
    ("pest", "syntax"),
    ("csv", "syntax"),
    ("clap", "cli"),
    ("clap_complete", "cli"),
    ("clap_mangen", "cli"),
    ("serde_saphyr", "case"),
    ("indicatif", "cli"),
    ("miette", "diagnostic"),
    ("similar", "cli"),
    ("notify", "cli"),
    ("quick_junit", "cli"),
    ("tempfile", "cli"),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            files(&entry, found);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            found.push(entry);
        }
    }
}

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&root, &mut found);
    let text = |path: PathBuf| {
        (path.strip_prefix(&root).unwrap().display().to_string(), std::fs::read_to_string(&path).unwrap())
    };
    found.into_iter().map(text).collect()
}

/// The code of a file without comments and without its test module.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn stage(file: &str) -> &str {
    file.split(['/', '\\']).next().unwrap().trim_end_matches(".rs")
}

#[test]
fn dependencies_point_down_the_pipeline() {
    let may_use: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for (file, text) in &sources() {
        let own = stage(file);
        if ["cli", "lib", "main"].contains(&own) {
            continue;
        }
        let allowed = may_use.get(own).unwrap_or_else(|| panic!("{file}: `{own}` is no stage; add it to MAY_USE"));
        for part in code(text).split("crate::").skip(1) {
            let used: String = part.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            let is_stage = used == "cli" || may_use.contains_key(used.as_str());
            if is_stage && used != own && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{file} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn crates_stay_in_their_stage() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        for (name, home) in KEPT_IN.iter().copied() {
            let named = code(&text).contains(&format!("{name}::"));
            if named && stage(&file) != home {
                wrong.push(format!("{file} names {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_one_file_speaks_to_pest() {
    let named: Vec<String> =
        sources().into_iter().filter(|(_, text)| code(text).contains("use pest")).map(|(file, _)| file).collect();
    assert_eq!(named.len(), 1, "{named:?}");
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|(_, text)| text.lines().count() > MOST_LINES)
        .map(|(file, text)| format!("{file}: {}", text.lines().count()))
        .collect();
    assert!(long.is_empty(), "cut along the constructs: {long:#?}");
}

#[test]
fn nothing_in_the_code_knows_the_seed_policy() {
    let names = ["dcmm", "shijingshan", "石景山", "key_laborator", "infrastructure_cap", "cluster_operation"];
    let mut wrong = Vec::new();
    // The examples of `--help` name the shipped policy's folder.
    for (file, text) in sources().into_iter().filter(|(file, _)| file != "cli/arguments.rs") {
        let code = code(&text).to_lowercase();
        wrong.extend(names.iter().filter(|name| code.contains(*name)).map(|name| format!("{file} names {name}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The areas of the codes.
const AREAS: &[&str] = &[
    "assert",
    "syntax",
    "names",
    "types",
    "units",
    "slices",
    "tables",
    "rows",
    "limits",
    "conditions",
    "citations",
    "readings",
    "policy",
    "case",
    "cases",
    "input",
    "time",
    "records",
    "measures",
    "dated",
    "facts",
    "functions",
    "genre",
    "years",
    "payments",
    "amendments",
    "silence",
    "config",
    "text",
    "tests",
    "format",
    "output",
];

/// Whether a text looks like a diagnostic code.
fn looks_like_code(text: &str) -> bool {
    text.split_once('/').is_some_and(|(area, name)| {
        AREAS.contains(&area)
            && !name.is_empty()
            && name.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit())
    })
}

/// Every `"area/name"` text of the code that looks like a diagnostic code, but for those in its tests.
fn raised() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (file, text) in sources().iter().filter(|(file, _)| !file.contains("tests") && !file.contains("codes")) {
        let _ = file;
        for part in code(text).split('"').skip(1).step_by(2) {
            if looks_like_code(part) {
                found.insert(part.to_owned());
            }
        }
    }
    found
}

/// The codes that a text names between marks: `tables/cliff`, 「tables/cliff」, "tables/cliff".
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split(['`', '"', '「', '」', '“', '”', '\\']).filter(|part| looks_like_code(part))
}

#[test]
fn every_code_that_a_message_a_help_or_a_page_names_exists() {
    let mut texts: Vec<(String, String)> =
        sources().into_iter().filter(|(file, _)| !file.contains("codes/mod.rs")).collect();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            match path.is_dir() {
                true => folders.push(path),
                false => texts.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap())),
            }
        }
    }
    for page in ["README.md", "CHANGELOG.md"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
        texts.push((page.to_owned(), std::fs::read_to_string(path).unwrap()));
    }
    // These pages are about codes that there are not.
    texts.retain(|(file, _)| !file.ends_with("-unknown-code.md"));
    let is_code = |code: &str| bursary::diagnostic::codes::CODES.iter().any(|page| page.code == code);
    let mut wrong: Vec<String> = Vec::new();
    for (file, text) in &texts {
        wrong.extend(named(text).filter(|code| !is_code(code)).map(|code| format!("{file} names {code}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let raised = raised();
    let pages: BTreeSet<String> = bursary::diagnostic::codes::CODES.iter().map(|page| page.code.to_owned()).collect();
    let without_page: Vec<_> = raised.difference(&pages).collect();
    let without_use: Vec<_> = pages.difference(&raised).collect();
    assert!(
        without_page.is_empty() && without_use.is_empty(),
        "without a page: {without_page:#?}\nnever raised: {without_use:#?}"
    );
}
