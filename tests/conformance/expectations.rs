//! Files of tests, each run with and without a derivation.

use std::path::Path;

use bursary::case::Format;
use bursary::interpret::Detail;
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use bursary::testing::{Runner, tests_in};

use crate::read;

/// How many tests a file has, and where a program does not do what they expect.
pub fn disagreements(file: &Path, program: &Program) -> (usize, Vec<String>) {
    let mut sources = Sources::new();
    let id = sources.add(Role::Case, Source::new(file.display().to_string(), read(file)));
    let (tests, found) = tests_in(program, &sources, id, Format::JsonLines);
    let mut wrong: Vec<String> =
        found.iter().map(|it| format!("{} {}: {}", sources.place(it.span), it.code, it.message.en)).collect();
    let runner = Runner::new(program, &sources);
    for test in &tests {
        for detail in [Detail::Figures, Detail::Derivation] {
            let ran = runner.run_in(test, detail);
            let lines = ran.differences.iter().map(|it| {
                format!("    {}: got {}, expected {} ({})\n", it.path, it.came.en, it.expected.en, it.what.en)
            });
            if !ran.passed() {
                wrong.push(format!("{} ({detail:?}):\n{}", test.name, lines.collect::<String>()));
            }
        }
    }
    (tests.len(), wrong)
}
