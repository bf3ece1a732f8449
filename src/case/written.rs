//! Data as written, which is read against a policy later: what tests give.

use super::names::Vocabulary;
use super::node::{Node, Part};
use super::{Format, Overrides, Read, interpret_node, parse};
use crate::diagnostic::Diagnostic;
use crate::ir::Program;
use crate::source::{SourceId, Sources};

/// The names of a policy and its amendments, gathered once for many cases.
#[derive(Debug)]
pub(crate) struct Written<'p> {
    versions: Vec<(&'p Program, Vocabulary<'p>)>,
}

impl<'p> Written<'p> {
    /// What reads cases of a policy.
    pub(crate) fn new(program: &'p Program) -> Written<'p> {
        Written { versions: program.versions().map(|version| (version, Vocabulary::of(version))).collect() }
    }

    /// The case of a tree that stands in a text of `sources`.
    pub(crate) fn case(
        &self,
        sources: &Sources,
        node: &Node<'_>,
        format: Format,
        name: String,
    ) -> Result<Read, Vec<Diagnostic>> {
        let text = sources.get(node.span.source).map_or("", |source| source.text());
        // A test is told of at its name: it has no closing bracket.
        interpret_node(&self.versions, text, (node, node.span), format, name, &Overrides::default())
    }
}

/// The trees of a text: one for each line of JSON Lines, else one.
pub(crate) fn trees(
    sources: &Sources,
    source: SourceId,
    format: Format,
) -> impl Iterator<Item = Result<Node<'static>, Vec<Diagnostic>>> + '_ {
    let text = sources.get(source).map_or("", |source| source.text());
    let (mark, rest) = super::without_mark(text);
    let mut left = Some(Part { text: rest, source, start: mark });
    std::iter::from_fn(move || {
        loop {
            let part = left.take()?;
            let mut own = part;
            if format == Format::JsonLines
                && let Some((line, rest)) = part.text.split_once('\n')
            {
                left = Some(Part { text: rest, source, start: part.start + line.len() + 1 });
                own.text = line;
            }
            if format == Format::JsonLines && own.text.trim().is_empty() {
                continue;
            }
            return Some(parse(own, format).map(Node::into_owned));
        }
    })
}
