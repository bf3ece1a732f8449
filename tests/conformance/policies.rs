//! The policies that are shipped: each is checked without a finding above a hint, its example cases are decided and explained in both
//! languages, and the lines of its `tests.jsonl` come out as expected (see [`crate::expectations`]).

use std::path::{Path, PathBuf};

use bursary::case::Format;
use bursary::diagnostic::Language;
use bursary::explain::{Options, explain, text};
use bursary::interpret::{Detail, Readings, Stage, decide};

use crate::expectations::disagreements;
use crate::{case, program_of, read, repository};

/// The seed's expectations are compared by [`crate::seed`], with those of the same policy in English.
const TESTED_ELSEWHERE: &str = "shijingshan-data-elements";

fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(repository("policies")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

fn examples(folder: &Path) -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(folder.join("cases")).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| Format::of(path.file_name().unwrap().to_str().unwrap()).is_some());
    cases.sort();
    cases
}

#[test]
fn every_example_case_is_decided_and_explained_in_both_languages() {
    for folder in folders() {
        let (_, program) = program_of(&folder, &[]);
        let examples = examples(&folder);
        assert!(examples.len() >= 2, "{}: {} example cases", folder.display(), examples.len());
        for path in examples {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let case = case(&program, &name, &read(&path), Format::of(&name).unwrap());
            let decision =
                decide(&program, &case, &Readings::defaults(&program), Stage::Application, Detail::Derivation).unwrap();
            assert!(!decision.measures.is_empty(), "{}", path.display());
            for language in [Language::En, Language::Zh] {
                let document = explain(&program, &decision, &[], &Options { language, ..Options::default() });
                assert!(!text(&document, 100).trim().is_empty(), "{}", path.display());
            }
        }
    }
}

#[test]
fn every_policy_decides_its_tests_as_worked_out_by_hand() {
    let mut wrong = Vec::new();
    for folder in folders().into_iter().filter(|folder| !folder.ends_with(TESTED_ELSEWHERE)) {
        let (_, program) = program_of(&folder, &[]);
        let (cases, disagree) = disagreements(&folder.join("tests.jsonl"), &program);
        assert!(cases >= 10, "{}: {cases} tests are too few", folder.display());
        wrong.extend(disagree.into_iter().map(|it| format!("{}, {it}", folder.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
