//! What a bare name may mean in an expression: loop variables, then the names of the place, then those known everywhere.

use crate::ast::{Name, Text};
pub(super) use crate::ir::Place;
use crate::ir::{LetId, RecordId, VarId};
use crate::source::Span;

use super::Checker;
use super::error::{Hidden, NameError};
use super::names::{Global, Member};

/// The names around an expression.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope<'a> {
    pub(super) place: Place,
    /// The claim's variable and those of the loops around, innermost last.
    pub(super) variables: Vec<Variable<'a>>,
}

/// A loop variable.
#[derive(Debug, Clone, Copy)]
pub(super) struct Variable<'a> {
    pub(super) name: &'a str,
    /// Where it is named.
    pub(super) span: Span,
    pub(super) label: Option<&'a str>,
    /// What it runs over; `None` where that is wrong and already reported.
    pub(super) record: Option<RecordId>,
    pub(super) slot: VarId,
}

/// What a bare name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Variable(VarId, Option<RecordId>),
    /// A field or named value of the record that the named value stands in.
    Own(RecordId, Member),
    /// A named value of the measure or the scope.
    Local(LetId),
    Global(Global),
}

impl<'a> Checker<'a> {
    /// What a bare name means here.
    pub(super) fn meaning(&self, name: &str) -> Option<Meaning> {
        let variable = self.scope.variables.iter().rev().find(|v| v.name == name || v.label == Some(name));
        if let Some(variable) = variable {
            return Some(Meaning::Variable(variable.slot, variable.record));
        }
        let local = match self.scope.place {
            Place::Policy | Place::Applicant => None,
            Place::Record(id) => {
                let members = self.members.get(id.0 as usize);
                members.and_then(|members| members.get(name)).map(|member| Meaning::Own(id, member))
            }
            Place::Scope => self.scope_lets.get(name).map(Meaning::Local),
            Place::Measure(at) => self.locals.get(at).and_then(|locals| locals.get(name)).map(Meaning::Local),
        };
        local.or_else(|| self.globals.get(name).map(Meaning::Global))
    }

    /// What a bare name means here, for one that would hide it.
    pub(super) fn hidden(&self, name: &str) -> Option<Hidden> {
        let (en, zh, place) = match self.meaning(name)? {
            Meaning::Variable(..) => ("a loop variable", "一个循环变量", None),
            Meaning::Own(id, member) => {
                let place = self.members.get(id.0 as usize).and_then(|members| members.place(name));
                match member {
                    Member::Field(_) => ("a field of the record", "本记录的一个字段", place),
                    Member::Let(_) => ("a value of the record", "本记录的一个值", place),
                }
            }
            Meaning::Local(_) => {
                let names = match self.scope.place {
                    Place::Scope => Some(&self.scope_lets),
                    Place::Measure(at) => self.locals.get(at),
                    Place::Policy | Place::Applicant | Place::Record(_) => None,
                };
                ("a value", "另一个值", names.and_then(|names| names.place(name)))
            }
            Meaning::Global(_) => return self.hidden_global(name),
        };
        Some(Hidden { en, zh, place })
    }

    /// What a name means everywhere, for one that would hide it.
    pub(super) fn hidden_global(&self, name: &str) -> Option<Hidden> {
        let (en, zh) = match self.globals.get(name)? {
            Global::Parameter(_) => ("a parameter", "一项参数"),
            Global::Fact(_) => ("a fact of the applicant", "申报主体的一项事实"),
            Global::Let(_) => ("a value", "另一个值"),
        };
        Some(Hidden { en, zh, place: self.globals.place(name) })
    }

    /// Every spelling that means something here.
    pub(super) fn spellings(&self) -> Vec<&'a str> {
        let mut all: Vec<&'a str> = Vec::new();
        for variable in &self.scope.variables {
            all.push(variable.name);
            all.extend(variable.label);
        }
        match self.scope.place {
            Place::Policy | Place::Applicant => {}
            Place::Record(id) => {
                all.extend(self.members.get(id.0 as usize).into_iter().flat_map(|members| members.spelled()));
            }
            Place::Scope => all.extend(self.scope_lets.spelled()),
            Place::Measure(at) => all.extend(self.locals.get(at).into_iter().flat_map(|locals| locals.spelled())),
        }
        all.extend(self.globals.spelled());
        all
    }

    /// Puts a loop variable around what follows; reports one that hides another name.
    pub(super) fn enter(&mut self, name: &'a Name, label: Option<&'a Text>, record: Option<RecordId>) {
        for (text, span) in
            [Some((&name.text, name.span)), label.map(|label| (&label.value, label.span))].into_iter().flatten()
        {
            if let Some(hidden) = self.hidden(text) {
                self.report(NameError::Shadowing { span, name: text.clone(), hidden });
            }
        }
        let slot = self.next_slot();
        self.scope.variables.push(Variable {
            name: &name.text,
            span: name.span,
            label: label.map(|label| label.value.as_str()),
            record,
            slot,
        });
        self.program.variables = self.program.variables.max(slot.0 as usize + 1);
    }

    /// Takes the innermost loop variable away.
    pub(super) fn leave(&mut self) {
        self.scope.variables.pop();
    }

    /// Slot 0 is the record of the claim or of the record's own named value; loops take 1, 2, … by depth.
    fn next_slot(&self) -> VarId {
        let loops = self.scope.variables.iter().filter(|variable| variable.slot.0 > 0).count();
        VarId(u32::try_from(loops + 1).unwrap_or(u32::MAX))
    }

    /// Begins a measure's scope, the claim's record in slot 0.
    pub(super) fn enter_measure(&mut self, at: usize) {
        self.scope = Scope { place: Place::Measure(at), variables: Vec::new() };
        let each = self.tree.measures.get(at).and_then(|measure| measure.for_each.as_ref());
        let Some(each) = each else { return };
        let record = self.list_of(&each.list);
        self.scope.variables.push(Variable {
            name: &each.name.text,
            span: each.name.span,
            label: each.label.as_ref().map(|label| label.value.as_str()),
            record,
            slot: VarId(0),
        });
    }

    /// Begins the scope of a place.
    pub(super) fn enter_place(&mut self, place: Place) {
        match place {
            Place::Measure(at) => self.enter_measure(at),
            Place::Policy | Place::Applicant | Place::Record(_) | Place::Scope => {
                self.scope = Scope { place, variables: Vec::new() };
            }
        }
    }
}
