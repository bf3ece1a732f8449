//! The example cases that the policies ship: each is read without a finding and decided.

use bursary::case::Format;
use bursary::interpret::{Detail, Readings, decide};

use crate::{case, program, read, repository};

#[test]
fn every_example_case_is_decided() {
    let (_, program) = program("policies/shijingshan-data-elements/policy.bursary");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(repository("policies/shijingshan-data-elements/cases")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let Some(format) = Format::of(&name) else { continue };
        let text = read(&path);
        let case = case(&program, &name, &text, format);
        let decision = decide(&program, &case, &Readings::defaults(&program), Detail::Derivation).unwrap();
        assert!(!decision.measures.is_empty(), "{name}");
        names.push(name);
    }
    assert!(names.len() >= 8, "{names:?}");
}
