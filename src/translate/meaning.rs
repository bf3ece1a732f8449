//! Whether rewritten files mean what they meant.

use super::Translated;
use crate::ir::Program;
use crate::source::{Role, Source, Sources};

/// Whether the rewritten files are the same program, places and words apart.
/// The rewritten files with the program that they are; `None` where they mean anything else than they meant.
pub(super) fn kept(sources: &Sources, program: &Program, all: &[Translated]) -> Option<(Sources, Program)> {
    let mut rewritten = Sources::new();
    for (id, source) in sources.of(Role::Rules) {
        let text = all.iter().find(|own| own.source == id).map_or(source.text(), |own| own.text.as_str());
        rewritten.add(Role::Rules, Source::new(source.name(), text));
    }
    for role in [Role::Document, Role::Data] {
        for (_, source) in sources.of(role) {
            rewritten.add(role, source.clone());
        }
    }
    let compiled = crate::compile(&mut rewritten);
    let other = compiled.program.filter(|other| are_one(program, other))?;
    Some((rewritten, other))
}

fn are_one(one: &Program, other: &Program) -> bool {
    let versions = one.versions().count() == other.versions().count();
    versions && one.versions().zip(other.versions()).all(|(one, other)| is_one(one, other))
}

/// Whether two versions have the same operations in the same clauses.
fn is_one(one: &Program, other: &Program) -> bool {
    let nodes = one.nodes.len() == other.nodes.len();
    let same = |(one, other): (&crate::ir::Node, &crate::ir::Node)| {
        one.ty == other.ty && format!("{:?}", one.op) == format!("{:?}", other.op)
    };
    nodes && one.nodes.iter().zip(&other.nodes).all(same) && clauses(one) == clauses(other)
}

/// The clauses without their places and words: a condition without a label is called by its words.
fn clauses(program: &Program) -> String {
    let mut bare = program.clone();
    bare.nodes.clear();
    bare.measures.iter_mut().flat_map(|measure| &mut measure.conditions).for_each(|own| {
        (own.label, own.words) = (None, String::new());
    });
    bare.to_string()
}
