//! The clause patterns of the genre: a folder each, with a small policy in both surfaces and cases whose figures were worked out by hand.
//!
//! A folder `patterns/P03-cap-on-one-award` holds `policy.bursary` (Chinese), `policy-en.bursary`, the files that they name, and `cases.jsonl`
//! (see [`crate::expectations`]).

use std::path::PathBuf;

use crate::expectations::disagreements;
use crate::{program_despite, repository};

/// The policies stand alone, without the document that they would quote.
const UNCITED: &str = "citations/measure-without";

fn folders() -> Vec<PathBuf> {
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
