//! Policies that a newcomer wrote from the documentation alone, one in each surface: checked without a finding, and each case comes
//! to the totals in `expected.json`, which were worked out by hand.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking, in what its tests share too"
)]

use std::path::{Path, PathBuf};

use bursary::case::{Format, Overrides, read_cases};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use serde_json::Value;

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn policy(folder: &Path) -> Program {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", read(&folder.join("policy.bursary"))));
    let compiled = bursary::compile_with(&mut sources, |name| Some(Source::new(name, read(&folder.join(name)))));
    let findings: Vec<_> = compiled.findings.iter().map(|it| (it.code, &it.message.en)).collect();
    assert!(findings.is_empty(), "{}: {findings:#?}", folder.display());
    compiled.program.unwrap()
}

fn totals(program: &Program, path: &Path) -> [String; 3] {
    let mut sources = Sources::new();
    let id = sources.add(Role::Case, Source::new(path.display().to_string(), read(path)));
    let case = read_cases(program, &sources, id, Format::Yaml, &Overrides::default()).next().unwrap().unwrap();
    let decision = decide(program, &case, &Readings::defaults(program), Stage::Application, Detail::Figures).unwrap();
    let totals = decision.totals;
    let pending = totals.pending_at_most.map_or("null".to_owned(), |most| most.to_string());
    [totals.payable.to_string(), totals.paid.to_string(), pending]
}

fn assert_comes_out(name: &str) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/newcomer").join(name);
    let program = policy(&folder);
    let expected: Value = serde_json::from_str(&read(&folder.join("expected.json"))).unwrap();
    let expected = expected.as_object().unwrap();
    let cases = std::fs::read_dir(folder.join("cases")).unwrap().count();
    assert_eq!(cases, expected.len());
    for (case, figures) in expected {
        let figures = ["payable", "paid", "pending_at_most"].map(|total| figures[total].as_str().unwrap().to_owned());
        assert_eq!(totals(&program, &folder.join("cases").join(case)), figures, "{name}/{case}");
    }
}

#[test]
fn an_upgrade_under_a_ceiling_in_chinese() {
    assert_comes_out("shenzhen-csmm");
}

#[test]
fn a_voucher_with_a_limit_per_calendar_year_in_english() {
    assert_comes_out("beijing-compute-voucher");
}
