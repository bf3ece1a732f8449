//! Texts that limits tell apart, and that are written almost alike: what is one matter would count as two.

use std::collections::{BTreeMap, HashMap};

use super::error::{ValueError, short};
use super::near::folded;
use super::reader::Reader;
use crate::ir::{Datum, ExprId, FieldId, Limit, LimitKey, Op, Program, RecordId, Type};
use crate::source::Span;

/// How deep named values are followed to the facts that they stand for.
const DEEP: usize = 16;
/// So many texts are told of, and no more.
const MOST_TOLD: usize = 20;

/// The fields whose texts limits tell apart, by the group whose texts are compared with each other: the keys of one limit.
#[derive(Debug, Default)]
pub(super) struct Compared(BTreeMap<(RecordId, FieldId), usize>);

impl Compared {
    /// Those of a policy.
    pub(super) fn of(program: &Program) -> Compared {
        let mut compared = Compared::default();
        let own = program.measures.iter().flat_map(|measure| &measure.limits).map(std::slice::from_ref);
        let across = program.across.iter().flat_map(|section| &section.limits).map(Vec::as_slice);
        for forms in own.chain(across) {
            let keys = forms.iter().map(|form| form.per.len()).max().unwrap_or(0);
            for at in 0..keys {
                compared.add(program, forms, at);
            }
        }
        compared
    }

    /// Whether the texts of a field are compared.
    pub(super) fn holds(&self, field: (RecordId, FieldId)) -> bool {
        self.0.contains_key(&field)
    }

    /// Adds the fields of one key of a limit, in each of its forms.
    fn add(&mut self, program: &Program, forms: &[Limit], at: usize) {
        let mut fields = Vec::new();
        for form in forms {
            match form.per.get(at) {
                Some(LimitKey::Value(value)) => texts_of(program, *value, DEEP, &mut fields),
                Some(LimitKey::Applicant | LimitKey::Record) | None => {}
            }
        }
        let group = fields.iter().find_map(|field| self.0.get(field).copied()).unwrap_or(self.0.len());
        for field in fields {
            self.0.entry(field).or_insert(group);
        }
    }
}

/// The fields of text that an expression is.
fn texts_of(program: &Program, expr: ExprId, deep: usize, found: &mut Vec<(RecordId, FieldId)>) {
    let Some(deep) = deep.checked_sub(1) else { return };
    let node = program.node(expr);
    if node.ty != Type::Text {
        return;
    }
    if let Op::Fact(_, record, field) = &node.op {
        found.push((*record, *field));
    }
    if let Op::Let(named, _) = &node.op {
        for definition in program.named(*named).into_iter().flat_map(|named| &named.definitions) {
            texts_of(program, definition.value, deep, found);
        }
    }
}

/// The texts of a case that limits tell apart, without what is easily written otherwise.
#[derive(Debug, Default)]
pub(super) struct Alike {
    first: HashMap<(usize, String), String>,
    told: usize,
}

impl Reader<'_, '_> {
    /// Warns of a text that limits tell apart from another, and that is written almost like it.
    pub(super) fn doubt_text(&mut self, datum: &Datum, field: (RecordId, FieldId), span: Span, label: Option<&str>) {
        let Some(group) = self.names.compared.0.get(&field).copied() else { return };
        let Datum::Text(text) = datum else { return };
        let folded = folded(text);
        if folded.is_empty() {
            return;
        }
        let first = self.alike.first.entry((group, folded)).or_insert_with(|| text.to_string());
        if **first == **text || self.alike.told >= MOST_TOLD {
            return;
        }
        let (text, first) = (short(text), short(first));
        self.alike.told += 1;
        let at = self.at(span, label);
        self.doubts.push(ValueError::NearText { at, text, first }.into());
    }
}
