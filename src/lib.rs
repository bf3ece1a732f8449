//! Bursary: a policy language for grants and subsidies. A measure is written as rules beside its own words, checked before any case is
//! seen, and decides cases to the last fen, with a derivation of every figure.
//!
//! ```text
//! source text ─syntax─▶ ast ─check─▶ ir ─interpret─▶ decision + derivation ─explain─▶ text, Markdown, JSON
//! case data ──case──▶ typed facts ───────▲
//! ```
//!
//! ```
//! use bursary::case::{Format, Overrides, read_cases};
//! use bursary::interpret::{Detail, Readings, Stage, decide};
//! use bursary::source::{Role, Source, Sources};
//!
//! let mut sources = Sources::new();
//! sources.add(Role::Rules, Source::new("grant.bursary", r#"
//! policy grant
//!   money in CNY, rounded half up to 0.01
//! applicant
//!   revenue "Revenue" : money
//! measure growth
//!   when "revenue of 5 million": revenue at least 500万元
//!   award 10% of revenue
//!   cap 60万元 per applicant in total
//! "#));
//! let compiled = bursary::compile(&mut sources);
//! let program = compiled.program.ok_or("errors")?;
//! let source = sources.add(Role::Case, Source::new("case.yaml", "{applied_on: 2026-05-01, applicant: {revenue: 700万元}}"));
//! let overrides = Overrides::default();
//! let case = read_cases(&program, &sources, source, Format::Yaml, &overrides).next().ok_or("no case")?.map_err(|_| "wrong case")?;
//! let decision = decide(&program, &case, &Readings::defaults(&program), Stage::Application, Detail::Figures).map_err(|fault| fault.to_string())?;
//! assert_eq!(decision.totals.payable.to_string(), "600000.00");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// The parser that pest derives names it.
extern crate alloc;

pub mod ast;
pub mod case;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compare;
pub mod config;
pub mod decision;
pub mod diagnostic;
pub mod doc;
pub mod explain;
pub mod format;
pub mod interpret;
pub mod ir;
mod lexical;
pub mod schema;
pub mod source;
pub mod start;
pub mod syntax;
pub mod testing;
pub mod translate;
pub mod value;

use diagnostic::{Diagnostic, Diagnostics};
use source::{Role, Source, Sources};

/// What became of the rule files of a policy.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The policy, ready to run; `None` where errors were found.
    pub program: Option<ir::Program>,
    /// Everything that was found, by place.
    pub findings: Vec<Diagnostic>,
    /// The tests among the rules; see [`testing::tests_written`].
    pub tests: Vec<ast::Test>,
}

/// Compiles the rule files among `sources`, with the documents among them.
pub fn compile(sources: &mut Sources) -> Compiled {
    compile_with(sources, |_| None)
}

/// Compiles the rule files among `sources`. The documents and the files of values that they name (`source "…"`, `in "…"`) and that
/// are not there yet are asked of `open`, by
/// the name as written.
pub fn compile_with(sources: &mut Sources, mut open: impl FnMut(&str) -> Option<Source>) -> Compiled {
    let mut found = Diagnostics::default();
    let rules: Vec<_> = sources.of(Role::Rules).map(|(id, source)| (id, source.clone())).collect();
    let mut files: Vec<ast::File> =
        rules.iter().map(|(id, source)| syntax::parse_file(*id, source.text(), &mut found)).collect();
    for name in files.iter().flat_map(documents) {
        let is_there = sources.of(Role::Document).any(|(_, source)| source.file_name() == source::file_name(name));
        if !is_there && let Some(document) = open(name) {
            sources.add(Role::Document, document);
        }
    }
    for table in files.iter_mut().flat_map(dated) {
        let Some(name) = table.file.as_ref().map(|file| file.value.clone()) else { continue };
        let is_this = |source: &Source| source.file_name() == source::file_name(&name);
        let there = sources.of(Role::Data).find(|(_, source)| is_this(source)).map(|(id, _)| id);
        let id = there.or_else(|| open(&name).map(|data| sources.add(Role::Data, data)));
        if let Some((id, data)) = id.and_then(|id| Some((id, sources.get(id)?))) {
            table.rows.extend(syntax::parse_data(id, data.text(), table, &mut found));
        }
    }
    let program = check::check(&files, sources, &mut found);
    let program = if found.has_errors() { None } else { program };
    let tests = files
        .into_iter()
        .flat_map(|file| file.declarations)
        .filter_map(|own| if let ast::Declaration::Test(test) = own { Some(*test) } else { None });
    Compiled { program, findings: found.into_sorted(), tests: tests.collect() }
}

/// The dated values of a file.
fn dated(file: &mut ast::File) -> impl Iterator<Item = &mut ast::Table> {
    file.declarations.iter_mut().filter_map(|declaration| {
        if let ast::Declaration::Table(table) = declaration {
            Some(table).filter(|own| own.file.is_some())
        } else {
            None
        }
    })
}

/// The documents that the policies of a file name.
#[expect(clippy::wildcard_enum_match_arm, reason = "no other declaration names a document")]
fn documents(file: &ast::File) -> impl Iterator<Item = &str> {
    file.declarations.iter().filter_map(|declaration| {
        let source = match declaration {
            ast::Declaration::Policy(policy) => &policy.source,
            ast::Declaration::Amendment(amendment) => &amendment.source,
            _ => return None,
        };
        source.as_ref().map(|source| source.value.as_str())
    })
}
