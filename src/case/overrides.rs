//! What a run sets for all its cases: the date of application and parameters.

use super::error::StructureError;
use super::names::Vocabulary;
use super::node::{Key, Node, Part, Value};
use super::reader::{Reader, Step};
use super::{Case, Format};
use crate::diagnostic::Diagnostic;
use crate::ir::{Datum, FieldId, Program};
use crate::source::{SourceId, Sources};
use crate::value::Date;

/// What a run sets for all its cases; it goes before what they say.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// The date of application.
    pub applied_on: Option<Date>,
    /// Parameters, for each version of the policy.
    parameters: Vec<Vec<(FieldId, Datum)>>,
}

impl Overrides {
    /// Reads what stands on the command line: the text of a date, and texts `NAME=VALUE` (an identifier or label, and a value as YAML
    /// would write it). They are texts of `sources`, so that messages can point into them.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(
        program: &Program,
        sources: &Sources,
        applied_on: Option<SourceId>,
        parameters: &[SourceId],
    ) -> Result<Overrides, Vec<Diagnostic>> {
        let names = Vocabulary::of(program);
        let mut overrides = Overrides::default();
        let mut found = Vec::new();
        let part = |source| Part { text: sources.get(source).map_or("", |source| source.text()), source, start: 0 };
        if let Some(source) = applied_on {
            let part = part(source);
            let mut reader = Reader::new(program, &names, part.text, Format::Yaml);
            let node = word(part, 0, part.text.len());
            overrides.applied_on = reader.inside(Step::Key("applied_on"), |reader| reader.day(&node));
            found.extend(reader.finish().0);
        }
        let mut entries = Vec::new();
        for source in parameters {
            let part = part(*source);
            let Some((name, _)) = part.text.split_once('=') else {
                let words = super::error::short(part.text);
                found.push(StructureError::NotAParameter { span: part.span(0, part.text.len()), words }.into());
                continue;
            };
            let key = Key { text: name.into(), span: part.span(0, name.len()) };
            entries.push((key, word(part, name.len() + 1, part.text.len())));
        }
        // A parameter that only some versions have goes to those; one that none can take is a mistake.
        let mut refused = Vec::new();
        for version in program.versions() {
            match read_parameters(version, &entries) {
                Ok(parameters) => overrides.parameters.push(parameters),
                Err(errors) => {
                    overrides.parameters.push(Vec::new());
                    refused.push(errors);
                }
            }
        }
        if refused.len() == overrides.parameters.len() {
            found.extend(refused.pop().into_iter().flatten());
        }
        if found.is_empty() { Ok(overrides) } else { Err(found) }
    }

    /// The parameters for a version of the policy, counted from that first issued.
    pub(super) fn parameters(&self, version: usize) -> &[(FieldId, Datum)] {
        self.parameters.get(version).map(Vec::as_slice).unwrap_or_default()
    }
}

fn read_parameters(
    version: &Program,
    entries: &[(Key<'_>, Node<'_>)],
) -> Result<Vec<(FieldId, Datum)>, Vec<Diagnostic>> {
    let names = Vocabulary::of(version);
    let mut reader = Reader::new(version, &names, "", Format::Yaml);
    reader.inside(Step::Key("parameters"), |reader| reader.record(entries, Case::PARAMETERS, version.parameters));
    let (errors, instances) = reader.finish();
    if !errors.is_empty() {
        return Err(errors);
    }
    let fields = instances.into_iter().next().map(|instance| instance.fields).unwrap_or_default();
    let given = fields.into_iter().enumerate().filter_map(|(at, datum)| Some((u32::try_from(at).ok()?, datum?)));
    Ok(given.map(|(at, datum)| (FieldId(at), datum)).collect())
}

fn word(part: Part<'_>, start: usize, end: usize) -> Node<'_> {
    Node { span: part.span(start, end), value: Value::Plain(part.text.get(start..end).unwrap_or("").into()) }
}
