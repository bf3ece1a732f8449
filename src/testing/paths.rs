//! The facts that a decision waits for, as tests write them.

#![allow(clippy::wildcard_enum_match_arm, reason = "of the types only lists and series lead anywhere")]

use crate::decision::Awaited;
use crate::diagnostic::Wording;
use crate::ir::{Field, Program, RecordId, Type};

/// What a decision waits for, as a test writes it.
pub(super) fn shown(program: &Program, awaited: &Awaited) -> Wording {
    match awaited {
        Awaited::Fact(path) => fact(program, path),
        Awaited::Approval { .. } => Wording::new("the approval", "核定金额"),
        Awaited::Shared(_) | Awaited::Quantity { .. } => Wording::new(awaited.to_string(), awaited.to_string()),
    }
}

/// The path of a fact (`sites[S1].months[3]`, `parameters.issued_on`) as a test writes it: by identifiers in English, by labels in
/// Chinese. One that leads nowhere stays as it is.
pub(super) fn fact(program: &Program, path: &str) -> Wording {
    read(program, path).unwrap_or_else(|| Wording::new(path, path))
}

fn read(program: &Program, path: &str) -> Option<Wording> {
    let (mut record, mut rest) = match path.strip_prefix("parameters.") {
        Some(rest) => (program.parameters, rest),
        None => (program.applicant, path),
    };
    let mut said = Wording::default();
    loop {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let field = field_named(program, record, rest.get(..end)?)?;
        said.en.push_str(&field.name);
        said.zh.push_str(field.label.as_deref().unwrap_or(&field.name));
        rest = rest.get(end..)?;
        let mut ty = &field.ty;
        while let Some(index) = rest.strip_prefix('[') {
            // A key may hold brackets itself: it ends where the path or the next field begins.
            let end = index.find("].").or_else(|| index.strip_suffix(']').map(str::len))?;
            let inside = index.get(..end)?;
            rest = index.get(end + 1..)?;
            match ty {
                Type::Series(_, inner) => {
                    said.en.push_str(&format!("[{inside}]"));
                    said.zh.push_str(&format!("[{inside}]"));
                    ty = inner;
                }
                Type::List(of) => {
                    said.en.push_str(&format!("[\"{inside}\"]"));
                    said.zh.push_str(&format!("[「{inside}」]"));
                    record = *of;
                }
                _ => return None,
            }
        }
        if rest.is_empty() {
            return Some(said);
        }
        rest = rest.strip_prefix('.')?;
        said.en.push('.');
        said.zh.push('.');
    }
}

fn field_named<'p>(program: &'p Program, record: RecordId, name: &str) -> Option<&'p Field> {
    program.record(record)?.fields.iter().find(|field| field.name == name)
}
