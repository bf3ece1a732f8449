//! Every rule file of the repository.

use std::path::{Path, PathBuf};

use bursary::format::format;
use bursary::source::SourceId;

use super::{comments, sound};

fn rule_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            rule_files(&entry, found);
        } else if entry.extension().is_some_and(|extension| extension == "bursary") {
            found.push(entry);
        }
    }
}

fn below(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    rule_files(Path::new(folder), &mut found);
    let text = |path: PathBuf| (path.display().to_string(), std::fs::read_to_string(&path).unwrap());
    found.into_iter().map(text).collect()
}

#[test]
fn policies_are_laid_out() {
    let policies = below("policies");
    assert!(policies.len() > 10);
    for (path, text) in policies {
        assert_eq!(sound(&text).text, text, "{path}: run `bursary fmt policies`");
    }
}

#[test]
fn the_page_shows_what_is_done() {
    let page = std::fs::read_to_string("docs/formatting.md").unwrap();
    let blocks: Vec<&str> =
        page.split("```bursary-part\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(blocks.len(), 2);
    for block in blocks {
        assert_eq!(sound(block).text, block);
    }
}

#[test]
fn every_file_keeps_its_meaning() {
    let (mut whole, mut damaged, mut mixed) = (0, 0, 0);
    for (path, text) in below("tests") {
        match format(SourceId(0), &text) {
            Ok(formatted) => {
                // The many that are alike are not laid out a second time.
                let formatted =
                    if path.contains("golden/check") || path.contains("patterns") { formatted } else { sound(&text) };
                assert_eq!(comments(&text), comments(&formatted.text), "{path}");
                let has_errors = !formatted.findings.is_empty();
                assert!(has_errors || formatted.left.is_empty(), "{path}: {:?}", formatted.left);
                *if has_errors { &mut damaged } else { &mut whole } += 1;
            }
            Err(refused) => {
                assert_eq!(refused.code, "syntax/mixed-surfaces", "{path}");
                mixed += 1;
            }
        }
    }
    assert!(whole > 500 && damaged > 100 && mixed > 0, "{whole} {damaged} {mixed}");
}

#[test]
fn the_two_surfaces_are_laid_out_alike() {
    // The same policy in both: as many clauses, so as many lines where none is long.
    for name in ["P05-most-of", "P01-share-with-cap", "P53-parameters-by-class"] {
        let folder = format!("tests/conformance/patterns/{name}");
        let Ok(english) = std::fs::read_to_string(format!("{folder}/policy-en.bursary")) else { continue };
        let chinese = std::fs::read_to_string(format!("{folder}/policy.bursary")).unwrap();
        let indents = |text: &str| -> Vec<usize> {
            let laid = sound(text).text;
            laid.lines().map(|line| line.len() - line.trim_start().len()).collect()
        };
        assert_eq!(indents(&english), indents(&chinese), "{name}");
    }
}
