//! The clause patterns of the genre: a folder each, with a small policy in both surfaces and cases whose figures were worked out by hand.
//!
//! A folder `patterns/P03-cap-on-one-award` holds `policy.bursary` (Chinese), `policy-en.bursary`, the files that they name, and `cases.jsonl`
//! (see [`crate::expectations`]).

use std::path::PathBuf;

use crate::expectations::disagreements;
use crate::{program_despite, repository};

/// The policies stand alone, without the document that they would quote.
const UNCITED: &str = "citations/measure-without";

pub fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(repository("tests/conformance/patterns"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

#[test]
fn every_pattern_is_decided_as_worked_out_by_hand_in_both_surfaces() {
    let only = std::env::var("PATTERN").unwrap_or_default();
    let mut wrong = Vec::new();
    let mut run = 0;
    for folder in folders() {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.contains(&only) {
            continue;
        }
        for file in ["policy.bursary", "policy-en.bursary"] {
            let (_, program) = program_despite(&format!("tests/conformance/patterns/{name}/{file}"), &[UNCITED]);
            let (cases, disagree) = disagreements(&folder.join("cases.jsonl"), &program);
            assert!(cases >= 3, "{name}: {cases} cases are too few to show its boundaries");
            wrong.extend(disagree.into_iter().map(|it| format!("{name}/{file}, {it}")));
            run += cases;
        }
    }
    assert!(wrong.is_empty(), "{} wrong of {run}\n{}", wrong.len(), wrong.join("\n"));
    assert!(run > 0 || !only.is_empty());
}

#[test]
fn every_clause_pattern_has_a_folder_and_a_section() {
    let names: Vec<String> =
        folders().iter().map(|folder| folder.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    let page = crate::read(&repository("docs/language.md"));
    for number in 1..=57 {
        let pattern = format!("P{number:02}");
        let of_pattern: Vec<&String> = names.iter().filter(|name| name.starts_with(&format!("{pattern}-"))).collect();
        let (_, section) =
            page.split_once(&format!("\n### {pattern} ")).unwrap_or_else(|| panic!("{pattern}: section"));
        let section = section.split("\n### ").next().unwrap();
        assert!(of_pattern.iter().any(|name| section.contains(name.as_str())), "{pattern}: {of_pattern:?}");
    }
}
