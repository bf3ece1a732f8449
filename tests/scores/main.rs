//! How good tests are: which mistakes they notice, which rules they reach, which cases at the edges they lack.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod boundaries;
mod coverage;
mod mutants;
mod policies;
mod properties;

use bursary::case::{Format, Overrides, read_cases};
use bursary::interpret::{Readings, Stage};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use bursary::testing::Run;

/// A policy of one text.
pub fn compiled(text: &str) -> (Sources, Program) {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", text));
    let compiled = bursary::compile(&mut sources);
    let found: Vec<String> = compiled.findings.iter().map(|it| format!("{} {}", it.code, it.message.en)).collect();
    (sources, compiled.program.unwrap_or_else(|| panic!("{found:#?}")))
}

/// A policy whose amounts are rounded to a fen, of these rules.
pub fn grant(rules: &str) -> String {
    format!("policy grant\n  money in CNY, rounded half up to 0.01\n{}", rules.trim_start_matches('\n'))
}

/// The run of a case with the default readings.
pub fn run(program: &Program, case: &str) -> Run {
    let mut sources = Sources::new();
    let id = sources.add(Role::Case, Source::new("case", case));
    let overrides = Overrides::default();
    let case = read_cases(program, &sources, id, Format::Yaml, &overrides).next().unwrap();
    let case = case.unwrap_or_else(|found| panic!("{:#?}", found.iter().map(|it| &it.message.en).collect::<Vec<_>>()));
    Run { case, readings: Readings::defaults(program), stage: Stage::Application }
}
