//! Random policies of all constructs, whole and damaged: nothing panics, every finding can be shown, and whatever compiles decides.

pub mod write;

use std::path::PathBuf;
use std::sync::LazyLock;

use bursary::diagnostic::codes::CODES;
use bursary::diagnostic::{Diagnostic, Severity};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use bursary::syntax::tokens;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::bounds::generate::{Random, full_case, masked};
use crate::{read, repository};

/// The policies of the patterns, in both surfaces.
static PATTERNS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(repository("tests/conformance/patterns"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let files = folders.iter().flat_map(|folder| ["policy.bursary", "policy-en.bursary"].map(|name| folder.join(name)));
    files.filter(|path| path.exists()).map(|path| read(&path)).collect()
});

/// Every word, figure, sign and text that the patterns are made of.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut words: Vec<String> =
        PATTERNS.iter().flat_map(|text| tokens(text).into_iter().map(|token| token.of(text).to_owned())).collect();
    words.sort();
    words.dedup();
    words
});

/// A text with so many of its tokens left out, said twice, moved, or taken from elsewhere.
fn damaged(text: &str, times: usize, random: &mut Random) -> String {
    let mut pieces: Vec<&str> = tokens(text).into_iter().map(|token| token.of(text)).collect();
    for _ in 0..times {
        let (at, other) = (random.below(pieces.len()), random.below(pieces.len()));
        match random.below(5) {
            0 => drop(pieces.remove(at)),
            1 => pieces.insert(at, pieces[at]),
            2 => pieces.swap(at, other),
            3 => pieces[at] = &WORDS[random.below(WORDS.len())],
            _ => pieces.insert(at, &WORDS[random.below(WORDS.len())]),
        }
    }
    pieces.concat()
}

/// Compiles a text; what is found can be shown.
fn compiled(text: &str) -> Result<(Option<Program>, Vec<Diagnostic>), TestCaseError> {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", text));
    let compiled = bursary::compile(&mut sources);
    for finding in &compiled.findings {
        prop_assert!(CODES.iter().any(|page| page.code == finding.code), "no page: {finding:?}");
        prop_assert!(text.get(finding.span.range()).is_some(), "no place in the file: {finding:?}\n{text}");
        prop_assert!(finding.code != "syntax/internal", "{finding:?}\n{text}");
        let says = |wording: &bursary::diagnostic::Wording| !wording.en.is_empty() && !wording.zh.is_empty();
        prop_assert!(says(&finding.message), "{finding:?}");
        prop_assert!(finding.help.as_ref().is_some_and(says), "no way out: {finding:?}\n{text}");
    }
    let broken = compiled.findings.iter().any(|finding| finding.severity == Severity::Error);
    prop_assert_eq!(compiled.program.is_none(), broken);
    Ok((compiled.program, compiled.findings))
}

/// Random cases, known and in part unknown, are decided at both stages: with figures, or with a fault that says why not.
fn decides(program: &Program, random: &mut Random) {
    let readings = Readings::defaults(program);
    for _ in 0..2 {
        let full = full_case(program, &readings, random);
        let open = masked(program, &full, random);
        for (case, stage) in [(&full, Stage::Application), (&open, Stage::Payment)] {
            let _ = decide(program, case, &readings, stage, Detail::Derivation);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: cases(), rng_seed: seed(), failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn policies_at_random_are_read_checked_and_decided(seed in any::<u64>(), times in 0_usize..8) {
        let random = &mut Random::new(seed);
        let text = write::policy(random);
        let text = if times < 4 { text } else { damaged(&text, times - 3, random) };
        let (program, _) = compiled(&text)?;
        program.iter().for_each(|program| decides(program, random));
    }

    #[test]
    fn damaged_patterns_are_read_checked_and_decided(seed in any::<u64>(), times in 1_usize..5) {
        let random = &mut Random::new(seed);
        let text = damaged(&PATTERNS[random.below(PATTERNS.len())], times, random);
        let (program, _) = compiled(&text)?;
        program.iter().for_each(|program| decides(program, random));
    }
}

/// Else the policies at random would test little but messages.
#[test]
fn most_policies_at_random_compile() {
    let mut refused: Vec<(String, String)> = Vec::new();
    let count = 200;
    for seed in 0..count {
        let text = write::policy(&mut Random::new(seed * 7919 + 1));
        let (program, found) = compiled(&text).unwrap();
        if program.is_none() {
            let first = found.iter().find(|finding| finding.severity == Severity::Error).unwrap();
            refused.push((first.code.to_owned(), text[first.span.range()].to_owned()));
        }
    }
    assert!(refused.len() * 2 < count as usize, "{} of {count} are refused: {refused:#?}", refused.len());
}

/// 250, unless `MUTANTS` says otherwise.
fn cases() -> u32 {
    std::env::var("MUTANTS").ok().and_then(|cases| cases.parse().ok()).unwrap_or(250)
}

/// The same policies in every run of the suite; other ones wherever `MUTANTS` asks for a search.
fn seed() -> RngSeed {
    if std::env::var("MUTANTS").is_ok() { RngSeed::Random } else { RngSeed::Fixed(11) }
}
