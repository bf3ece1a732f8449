//! Any tests beside fixed rules: they are read, checked, run and translated, or something is wrong with them and can be rendered.

#![no_main]

use bursary::ast::Surface;
use bursary::diagnostic::Language;
use bursary::diagnostic::report::{Format, Style, render};
use bursary::source::{Role, Source, Sources};
use bursary::testing::{Runner, tests_written};
use bursary::translate::translate;
use libfuzzer_sys::fuzz_target;

const RULES: &str = include_str!("../../../policies/zhuhai-incubators/policy.bursary");
const DOCUMENT: &str = include_str!("../../../policies/zhuhai-incubators/source.md");

fuzz_target!(|text: &str| {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", RULES));
    sources.add(Role::Rules, Source::new("tests.bursary", text));
    let compiled = bursary::compile_with(&mut sources, |name| Some(Source::new(name, DOCUMENT)));
    let Some(program) = compiled.program else { return };
    let (tests, wrong) = tests_written(&program, &compiled.tests, &mut sources, |_| None);
    for language in [Language::En, Language::Zh] {
        render(Format::Human, &wrong, &sources, language, Style::default());
    }
    let runner = Runner::new(&program, &sources);
    for test in &tests {
        runner.run(test);
    }
    for to in [Surface::English, Surface::Chinese] {
        let _ = translate(&sources, &program, Some(to));
    }
});
