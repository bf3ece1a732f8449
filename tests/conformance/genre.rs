//! Whole policies for texts of the genre: what other jurisdictions and programmes ask of the language, beside the patterns.
//!
//! A folder `genre/talent-housing` holds `policy.bursary`, in either surface, and `cases.jsonl` (see [`crate::expectations`]). The rules
//! were written down from memory, to try the language: their figures are not to be relied on.

use crate::expectations::disagreements;
use crate::{program_despite, repository};

#[test]
fn every_text_is_decided_as_worked_out_by_hand() {
    let mut folders: Vec<_> = std::fs::read_dir(repository("tests/conformance/genre"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    let mut wrong = Vec::new();
    for folder in &folders {
        let name = folder.file_name().unwrap().to_str().unwrap();
        let path = format!("tests/conformance/genre/{name}/policy.bursary");
        let (_, program) = program_despite(&path, &["citations/measure-without"]);
        let (cases, disagree) = disagreements(&folder.join("cases.jsonl"), &program);
        assert!(cases >= 5, "{name}: {cases} cases are too few to show what it does");
        wrong.extend(disagree.into_iter().map(|it| format!("{name}, {it}")));
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(folders.len() >= 4);
}
