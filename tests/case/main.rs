//! Case data in, typed cases or errors out.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod alike;
mod golden;
mod program;
mod properties;
mod readings;

use std::fmt::Write as _;

use bursary::case::{Case, Format, Overrides, read_cases};
use bursary::diagnostic::Diagnostic;
use bursary::ir::Program;
use bursary::source::{Role, Source, SourceId, Sources};

/// Reads a text under a name.
fn read(name: &str, text: &str, format: Format) -> (Sources, Vec<Result<Case, Vec<Diagnostic>>>) {
    read_with(&program::demo(), name, text, format, &Overrides::default())
}

fn read_with(
    program: &Program,
    name: &str,
    text: &str,
    format: Format,
    overrides: &Overrides,
) -> (Sources, Vec<Result<Case, Vec<Diagnostic>>>) {
    let mut sources = Sources::new();
    let source = sources.add(Role::Case, Source::new(name, text));
    let cases = read_cases(program, &sources, source, format, overrides).collect();
    (sources, cases)
}

/// The only case of a text that has no errors.
fn case(text: &str, format: Format) -> Case {
    let (sources, mut cases) = read("case", text, format);
    assert_eq!(cases.len(), 1);
    match cases.remove(0) {
        Ok(case) => case,
        Err(found) => panic!("{}", told(&sources, &found)),
    }
}

/// The codes of the errors of a text.
fn codes(text: &str, format: Format) -> Vec<&'static str> {
    let (_, cases) = read("case", text, format);
    cases.into_iter().filter_map(Result::err).flatten().map(|found| found.code).collect()
}

/// Diagnostics as text, in both languages.
fn told(sources: &Sources, found: &[Diagnostic]) -> String {
    let mut told = String::new();
    for diagnostic in found {
        let words = sources.slice(diagnostic.span);
        let _ = writeln!(told, "{} {} ⟦{words}⟧", sources.place(diagnostic.span), diagnostic.code);
        let mut say = |mark: &str, wording: &bursary::diagnostic::Wording| {
            let _ = writeln!(told, "  {mark} {}\n  {mark} {}", wording.en, wording.zh);
        };
        say("!", &diagnostic.message);
        say("^", &diagnostic.label);
        diagnostic.help.iter().for_each(|help| say("?", help));
        for (span, label) in &diagnostic.also {
            let _ = writeln!(told, "  also {}: {} / {}", sources.place(*span), label.en, label.zh);
        }
        if let Some(fix) = &diagnostic.fix {
            let _ = writeln!(told, "  fix: {} → {}", sources.slice(fix.span), fix.replacement);
        }
    }
    told
}

/// Adds a text of the command line.
fn given(sources: &mut Sources, name: &str, text: &str) -> SourceId {
    sources.add(Role::Case, Source::new(name, text))
}
