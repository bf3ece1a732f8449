//! Bursary: a policy language for grants and subsidies.

pub mod ast;
pub mod case;
pub mod check;
pub mod diagnostic;
pub mod ir;
pub mod source;
pub mod syntax;
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
}

/// Compiles the rule files among `sources`, with the documents among them.
pub fn compile(sources: &mut Sources) -> Compiled {
    compile_with(sources, |_| None)
}

/// Compiles the rule files among `sources`. The documents that they name (`source "…"`) and that are not there yet are asked of `open`, by
/// the name as written.
pub fn compile_with(sources: &mut Sources, mut open: impl FnMut(&str) -> Option<Source>) -> Compiled {
    let mut found = Diagnostics::default();
    let rules: Vec<_> = sources.of(Role::Rules).map(|(id, source)| (id, source.clone())).collect();
    let files: Vec<ast::File> =
        rules.iter().map(|(id, source)| syntax::parse_file(*id, source.text(), &mut found)).collect();
    for name in files.iter().flat_map(documents) {
        let is_there = sources.of(Role::Document).any(|(_, source)| source.file_name() == source::file_name(name));
        if !is_there && let Some(document) = open(name) {
            sources.add(Role::Document, document);
        }
    }
    let program = check::check(&files, sources, &mut found);
    let program = if found.has_errors() { None } else { program };
    Compiled { program, findings: found.into_sorted() }
}

/// The documents that the policies of a file name.
fn documents(file: &ast::File) -> impl Iterator<Item = &str> {
    file.declarations.iter().filter_map(|declaration| {
        let ast::Declaration::Policy(policy) = declaration else { return None };
        policy.source.as_ref().map(|source| source.value.as_str())
    })
}
