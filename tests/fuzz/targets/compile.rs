//! Any rules against a fixed document: they compile or give findings, every one of which can be rendered; what compiles decides an empty case.

#![no_main]

use bursary::case::{Format, Overrides, read_cases};
use bursary::diagnostic::Language;
use bursary::diagnostic::report::{Format as Report, Style, render};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::source::{Role, Source, Sources};
use libfuzzer_sys::fuzz_target;

const DOCUMENT: &str = include_str!("../../../policies/shijingshan-data-elements/source.md");

fuzz_target!(|text: &str| {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("fuzz.bursary", text));
    let compiled = bursary::compile_with(&mut sources, |name| Some(Source::new(name, DOCUMENT)));
    for language in [Language::En, Language::Zh] {
        for format in [Report::Human, Report::Json, Report::Sarif, Report::Github] {
            render(format, &compiled.findings, &sources, language, Style::default());
        }
    }
    let Some(program) = compiled.program else { return };
    let case = sources.add(Role::Case, Source::new("case.yaml", "{applied_on: 2026-05-01, applicant: {}}"));
    let overrides = Overrides::default();
    for case in read_cases(&program, &sources, case, Format::Yaml, &overrides).flatten() {
        let _ = decide(&program, &case, &Readings::defaults(&program), Stage::Application, Detail::Derivation);
    }
});
