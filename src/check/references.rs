//! What names refer to, noted while they are resolved.

use crate::ast::Name;
use crate::ir::{ChoiceId, Reference, Referent};
use crate::source::Span;

use super::Checker;
use super::names::Names;
use super::scope::Place;

impl<'a> Checker<'a> {
    /// Notes that a name stands for what is declared at a place.
    pub(super) fn refers(&mut self, name: &Name, place: Option<Span>) {
        let reference = place.map(|place| Reference { span: name.span, to: Referent::Declared(place) });
        self.program.references.extend(reference);
    }

    /// Notes that a name stands for a value of a `one of` type.
    pub(super) fn refers_to_value(&mut self, name: &Name, choice: ChoiceId) {
        let place = self.variants.get(choice.0 as usize).and_then(|values| values.place(&name.text));
        self.refers(name, place);
    }

    /// Notes that a name stands for a word known everywhere.
    pub(super) fn refers_to_word(&mut self, span: Span) {
        self.program.references.push(Reference { span, to: Referent::Known });
    }

    /// Notes what a bare name stands for, unless its other spelling would mean something else here.
    pub(super) fn refers_bare(&mut self, name: &Name) {
        let variable = self.scope.variables.iter().rev().find(|v| v.name == name.text || v.label == Some(&name.text));
        let (place, counterpart) = match variable {
            Some(own) => (Some(own.span), if own.name == name.text { own.label } else { Some(own.name) }),
            None => {
                let own: [Option<(Option<Span>, Option<&'a str>)>; 2] =
                    [self.local(&name.text), looked_up(&self.globals, &name.text)];
                own.into_iter().flatten().next().unwrap_or_default()
            }
        };
        let clear = counterpart.is_none_or(|other| self.meaning(other) == self.meaning(&name.text));
        if clear {
            self.refers(name, place);
        }
    }

    /// Where the scope around declares a name, and its other spelling.
    fn local(&self, name: &str) -> Option<(Option<Span>, Option<&'a str>)> {
        match self.scope.place {
            Place::Policy | Place::Applicant => None,
            Place::Record(id) => self.members.get(id.0 as usize).and_then(|names| looked_up(names, name)),
            Place::Scope => looked_up(&self.scope_lets, name),
            Place::Measure(at) => self.locals.get(at).and_then(|names| looked_up(names, name)),
        }
    }
}

fn looked_up<'a, T: Copy>(names: &Names<'a, T>, name: &str) -> Option<(Option<Span>, Option<&'a str>)> {
    names.place(name).map(|place| (Some(place), names.counterpart(name)))
}
