//! How long the stages take. `cargo bench` prints the figures; no test asserts them.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to measure")]

use bursary::Compiled;
use bursary::case::{Case, Format, Overrides, read_cases};
use bursary::diagnostic::Diagnostics;
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::ir::Program;
use bursary::source::{Role, Source, SourceId, Sources};
use divan::Bencher;

const RULES: &str = include_str!("../../policies/shijingshan-data-elements/policy.bursary");
const DOCUMENT: &str = include_str!("../../policies/shijingshan-data-elements/source.md");
/// An enterprise with some twenty claims.
const LARGE: &str = include_str!("../../policies/shijingshan-data-elements/cases/jingxi.yaml");
/// An enterprise with a handful.
const SMALL: &str = include_str!("../../policies/shijingshan-data-elements/cases/upgrade.yaml");

fn main() {
    divan::main();
}

/// A case under a short name.
#[derive(Clone, Copy)]
struct Named((&'static str, &'static str));

impl std::fmt::Display for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.0)
    }
}

fn compile(rules: &str) -> (Sources, Compiled) {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", rules));
    let compiled = bursary::compile_with(&mut sources, |name| Some(Source::new(name, DOCUMENT)));
    (sources, compiled)
}

fn seed(case: &str) -> (Program, Case) {
    let (mut sources, compiled) = compile(RULES);
    let program = compiled.program.expect("the seed policy compiles");
    let id = sources.add(Role::Case, Source::new("case.yaml", case));
    let overrides = Overrides::default();
    let case = read_cases(&program, &sources, id, Format::Yaml, &overrides)
        .next()
        .and_then(Result::ok)
        .expect("the case is read");
    (program, case)
}

/// A policy of so many measures, each with conditions, a table, an award and two caps.
fn generated(measures: usize) -> String {
    let mut rules = String::from(
        "policy generated\n  money in CNY, rounded half up to 0.01\n\napplicant\n  projects : list of project, if absent none\n\n\
         record project\n  key id : text\n  level : whole 1..3\n  good : yes/no\n  cost : money\n",
    );
    for at in 0..measures {
        rules.push_str(&format!(
            "\ntable standard_{at} by level : whole 1..3\n  | 1 => 10万元\n  | 2 => 20万元\n  | 3 => 30万元\n\n\
             measure grant_{at} \"Grant {at}\"\n  for each project in projects\n  when \"good\": project.good\n  \
             when \"large enough\": project.cost at least 500万元\n  award min(20% of project.cost, standard_{at}(project.level))\n  \
             cap 30万元 per project in total\n  cap 100万元 per applicant in total\n"
        ));
    }
    rules
}

#[divan::bench]
fn parse_the_seed_policy(bencher: Bencher) {
    bencher.bench(|| bursary::syntax::parse_file(SourceId(0), RULES, &mut Diagnostics::default()));
}

#[divan::bench]
fn parse_and_check_the_seed_policy(bencher: Bencher) {
    bencher.bench(|| compile(RULES));
}

#[divan::bench(args = [1_000, 10_000], sample_count = 5, sample_size = 1)]
fn parse_and_check_generated_measures(bencher: Bencher, measures: usize) {
    let rules = generated(measures);
    assert!(compile(&rules).1.program.is_some());
    bencher.bench(|| compile(&rules));
}

#[divan::bench(args = [("small", SMALL), ("large", LARGE)].map(Named))]
fn decide_a_case_without_derivation(bencher: Bencher, case: Named) {
    let (program, case) = seed(case.0.1);
    let readings = Readings::defaults(&program);
    bencher.bench(|| decide(&program, &case, &readings, Stage::Application, Detail::Figures));
}

#[divan::bench(args = [("small", SMALL), ("large", LARGE)].map(Named))]
fn decide_a_case_with_derivation(bencher: Bencher, case: Named) {
    let (program, case) = seed(case.0.1);
    let readings = Readings::defaults(&program);
    bencher.bench(|| decide(&program, &case, &readings, Stage::Application, Detail::Derivation));
}

#[divan::bench]
fn read_a_case(bencher: Bencher) {
    let (mut sources, compiled) = compile(RULES);
    let program = compiled.program.expect("the seed policy compiles");
    let id = sources.add(Role::Case, Source::new("case.yaml", LARGE));
    let overrides = Overrides::default();
    bencher.bench(|| read_cases(&program, &sources, id, Format::Yaml, &overrides).count());
}
