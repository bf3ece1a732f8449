//! Any case of the seed policy, in the format that the first byte picks: it is read and decided, or what is wrong is said.

#![no_main]

use std::sync::LazyLock;

use bursary::case::{Format, Overrides, read_cases};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use libfuzzer_sys::fuzz_target;

static PROGRAM: LazyLock<Program> = LazyLock::new(|| {
    let mut sources = Sources::new();
    let rules = include_str!("../../../policies/shijingshan-data-elements/policy.bursary");
    sources.add(Role::Rules, Source::new("policy.bursary", rules));
    let document = include_str!("../../../policies/shijingshan-data-elements/source.md");
    let compiled = bursary::compile_with(&mut sources, |name| Some(Source::new(name, document)));
    compiled.program.expect("the seed policy compiles")
});

fuzz_target!(|input: (u8, &str)| {
    let (format, text) = input;
    let format = [Format::Json, Format::JsonLines, Format::Yaml, Format::Toml][usize::from(format % 4)];
    let mut sources = Sources::new();
    let id = sources.add(Role::Case, Source::new("fuzz", text));
    let overrides = Overrides::default();
    for case in read_cases(&PROGRAM, &sources, id, format, &overrides).flatten() {
        let _ = decide(&PROGRAM, &case, &Readings::defaults(&PROGRAM), Stage::Application, Detail::Derivation);
    }
});
