//! A policy in the other surface: the words of the language, and identifiers for labels or labels for identifiers.
//!
//! Takes the rule files of a policy and the program that they were checked to be; gives their texts. The words are the business of
//! [`syntax::translate`]; what is known here is which name stands for what. It never writes a file, and gives nothing that means
//! anything else.

mod declared;
mod labels;
mod meaning;
mod tests;

use std::collections::HashMap;

use crate::ast::{self, Surface};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format::format;
use crate::ir::{Program, Referent};
use crate::source::{Role, Source, SourceId, Sources, Span};
use crate::syntax::{self, Spelling};
use crate::wording;

use declared::Declared;

/// A rule file, rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translated {
    /// The file.
    pub source: SourceId,
    /// Its text.
    pub text: String,
}

/// All rule files of a policy in one surface, laid out as [`format()`] does; without one, each in its own with its names as that surface writes them: identifiers in an
/// English file, labels in a Chinese one.
///
/// The policy has been checked, and found to be `program`. What is written is checked, too: where it would mean anything else, nothing
/// is given but what is wrong.
pub fn translate(
    sources: &Sources,
    program: &Program,
    to: Option<Surface>,
) -> Result<Vec<Translated>, Box<Diagnostic>> {
    let files = parsed(sources);
    let (mut all, is_changed) = rewritten(sources, program, &files, (to, true))?;
    let has_tests = tests::of(&files).next().is_some();
    let is_same = |own: &Translated| sources.get(own.source).is_some_and(|source| source.text() == own.text);
    // The layout sees to it itself that it changes nothing else, but for the words by which tests call a rule without a label.
    if !is_changed && (!has_tests || all.iter().all(is_same)) {
        return Ok(all);
    }
    let first = files.first().map_or_else(Span::default, |file| file.span.before());
    let other = meaning::kept(sources, program, &all);
    let (mut texts, mut other) = other.ok_or_else(|| Box::new(not_translated(first)))?;
    if !has_tests {
        return Ok(all);
    }
    let named = tests::names(sources, program, &files);
    let mut again = parsed(&texts);
    if !tests::are_same(&named, &tests::names(&texts, &other, &again)) {
        // A label in a test would be taken for another name: they stay as they are.
        all = rewritten(sources, program, &files, (to, false))?.0;
        (texts, other) = meaning::kept(sources, program, &all).ok_or_else(|| Box::new(not_translated(first)))?;
        again = parsed(&texts);
    }
    for (place, words) in labels::changes(&again, program, &other).into_iter().rev() {
        let at = again.iter().position(|file| file.span.source == place.source);
        let own = at.and_then(|at| all.get_mut(at));
        own.into_iter().for_each(|own| own.text.replace_range(place.range(), &words));
    }
    for own in &mut all {
        own.text = format(own.source, &own.text)?.text;
    }
    Ok(all)
}

/// The rule files as trees.
fn parsed(sources: &Sources) -> Vec<ast::File> {
    let rules = sources.of(Role::Rules);
    rules.map(|(id, source)| syntax::parse_file(id, source.text(), &mut Diagnostics::default())).collect()
}

/// The rule files with the words and the names of a surface, and whether any were others; those of tests, where they are asked for.
fn rewritten(
    sources: &Sources,
    program: &Program,
    files: &[ast::File],
    (to, with_tests): (Option<Surface>, bool),
) -> Result<(Vec<Translated>, bool), Box<Diagnostic>> {
    let declared = Declared::of(files);
    let mut references: HashMap<Span, Referred<'_>> = HashMap::new();
    for own in program.versions().flat_map(|version| &version.references) {
        let found = match own.to {
            Referent::Known => Referred::Known,
            Referent::Declared(place) => declared.at(place).map_or(Referred::Nothing, Referred::Name),
        };
        let known = references.entry(own.span).or_insert(found);
        if *known != found {
            *known = known.without_label();
        }
    }
    for (span, name) in declared.repealed(files) {
        references.insert(span, Referred::Name(name));
    }
    if with_tests {
        let names = tests::names(sources, program, files);
        references.extend(names.into_iter().map(|(span, name)| (span, Referred::Name(name))));
    }
    let mut all = Vec::new();
    let mut is_changed = false;
    for file in files {
        let source = file.span.source;
        let text = sources.get(source).map_or("", Source::text);
        let surface = to.or(file.surface).unwrap_or(Surface::English);
        let names = Names { references: &references, declared: &declared, surface };
        match syntax::translate(source, text, surface, &names) {
            Some(rewritten) => {
                is_changed |= rewritten != text;
                all.push(Translated { source, text: format(source, &rewritten)?.text });
            }
            None => return Err(Box::new(not_translated(file.span.before()))),
        }
    }
    Ok((all, is_changed))
}

fn not_translated(span: Span) -> Diagnostic {
    Diagnostic::error(
        "format/not-translated",
        span,
        wording!(
            "in the other surface this policy would mean something else",
            "换成另一种写法后，该政策的含义会发生变化"
        ),
        wording!("this file is left as it is", "此文件保持原样"),
    )
    .with_help(wording!(
        "where a label is also the name of something else, give it another wording",
        "如果某个标签同时也是别处的名称，请改用不同的措辞"
    ))
}

/// What a name refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Referred<'a> {
    /// An identifier and its label.
    Name((&'a str, Option<&'a str>)),
    Known,
    /// Something without a label.
    Nothing,
}

impl Referred<'_> {
    /// What has one label in one version and another in the next goes by its identifier.
    fn without_label(self) -> Self {
        match self {
            Referred::Name((name, _)) => Referred::Name((name, None)),
            Referred::Known | Referred::Nothing => self,
        }
    }
}

/// The names of a policy as a surface writes them.
struct Names<'a> {
    references: &'a HashMap<Span, Referred<'a>>,
    declared: &'a Declared<'a>,
    surface: Surface,
}

impl Spelling for Names<'_> {
    fn of(&self, span: Span) -> Option<&str> {
        match self.references.get(&span)? {
            Referred::Name((name, label)) => Some(self.surface.either(*name, label.unwrap_or(name))),
            Referred::Known | Referred::Nothing => None,
        }
    }

    fn is_known(&self, span: Span) -> bool {
        self.references.get(&span) == Some(&Referred::Known)
    }

    fn is_table(&self, name: &str) -> bool {
        self.declared.is_table(name)
    }
}
