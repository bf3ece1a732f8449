//! What a name could stand for in its place in a rule: a suggestion that would not pass there is none.

use crate::ast::{Expr, ExprKind, Name, Surface};
use crate::diagnostic::nearest;
use crate::ir::{Decided, Limits, Type};

use super::super::Checker;
use super::super::figures::denies;
use super::super::names::{Global, Member, spelled};
use super::super::scope::Meaning;
use super::super::types::{Quantity, unify};
use super::Typed;

/// So many names are listed where none is near.
const LISTED: usize = 8;

/// What an expression is wanted to be.
#[derive(Debug, Clone, Default)]
pub(in crate::check) enum Wanted {
    /// Any value: no list, no whole record.
    #[default]
    Value,
    /// A number, an amount or a quantity of any unit; `dates`: or a date.
    Number { dates: bool },
    /// A value of this kind.
    Kind(Type),
    /// A value of a `one of` type that has a value of this name.
    ChoiceWith(String),
    /// A list of records.
    List,
    /// The record before a point.
    Record,
    /// Values by year, before brackets.
    Series,
}

impl Wanted {
    /// Money in the policy's currency.
    pub(in crate::check) fn money() -> Wanted {
        Wanted::Kind(Type::Money(None, Limits::default()))
    }
}

/// What there is instead of a name that means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Instead {
    /// The nearest, as it is written.
    pub(in crate::check) nearest: Option<String>,
    /// Where none is near and the place says what is wanted, all or the first that would do.
    pub(in crate::check) known: Vec<String>,
    /// Whether there are more than are listed.
    pub(in crate::check) more: bool,
}

impl<'a> Checker<'a> {
    /// A value in a place that wants something in particular.
    pub(in crate::check) fn wanting(&mut self, wanted: Wanted, expr: &'a Expr) -> Option<Typed> {
        self.wanted = wanted;
        let typed = self.value(expr, None);
        self.wanted = Wanted::Value;
        typed
    }

    /// Whether an expression is a name or field that means nothing, so that its neighbour says what is wanted.
    #[expect(clippy::wildcard_enum_match_arm, reason = "only names have no meaning")]
    pub(super) fn means_nothing(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Name(name) => self.meaning(&name.text).is_none(),
            ExprKind::Field(base, field) => {
                let ExprKind::Name(variable) = &base.kind else { return false };
                let Some(Meaning::Variable(_, Some(record))) = self.meaning(&variable.text) else { return false };
                self.members.get(record.0 as usize).is_some_and(|members| members.get(&field.text).is_none())
            }
            _ => false,
        }
    }

    /// What is wanted beside a value that it is compared with.
    pub(in crate::check) fn beside(&self, other: Option<&Typed>) -> Wanted {
        other.map_or(Wanted::Value, |other| Wanted::Kind(other.ty.clone()))
    }

    /// What could be meant by a name in its place.
    pub(super) fn instead(&mut self, name: &Name) -> Instead {
        let none = Instead { nearest: None, known: Vec::new(), more: false };
        let Some(left) = self.suggestions.checked_sub(1) else { return none };
        self.suggestions = left;
        let wanted = self.wanted.clone();
        let fitting: Vec<&'a str> =
            self.spellings().into_iter().filter(|known| self.would_do(known, &wanted)).collect();
        let chinese = self.surface(name.span) == Surface::Chinese;
        let always = [("申请日", "applied_on", Type::Date), ("支持年度", "year", Type::Whole(Limits::default()))];
        let decided = Decided::ALL.into_iter().filter(|_| self.asserting.is_some()).map(|what| {
            let (word, label) = what.words();
            (label, word, type_of_decided(what))
        });
        let decided: Vec<(&'static str, &'static str, Type)> = decided.collect();
        let always: Vec<&'static str> = decided
            .iter()
            .chain(&always)
            .filter(|(.., ty)| fits(ty, &wanted))
            .map(|(label, word, _)| if chinese { *label } else { *word })
            .collect();
        if let Some(denied) = self.denied(name, &fitting) {
            return Instead { nearest: Some(denied), ..none };
        }
        if let Some(near) = nearest(&name.text, fitting.iter().copied().chain(always.iter().copied())) {
            return Instead { nearest: Some(spelled(near)), ..none };
        }
        if matches!(wanted, Wanted::Value | Wanted::Number { .. }) {
            return none;
        }
        let asked = if decided.is_empty() { Vec::new() } else { always };
        self.listed(asked.into_iter().chain(fitting).collect(), chinese)
    }

    /// `not listed` for `unlisted`: the nearest name would say the opposite.
    fn denied(&self, name: &Name, fitting: &[&'a str]) -> Option<String> {
        let own = fitting.iter().find(|fact| denies(&name.text, fact))?;
        let ty = self.meaning(own).and_then(|meaning| self.type_of(meaning));
        let not = self.surface(name.span).either("not", "非");
        (ty == Some(Type::YesNo)).then(|| format!("{not} {}", spelled(own)))
    }

    /// What could be meant by a field of a record.
    pub(super) fn field_instead(&mut self, name: &Name, members: &[(&'a str, Option<Type>)]) -> Instead {
        let none = Instead { nearest: None, known: Vec::new(), more: false };
        let Some(left) = self.suggestions.checked_sub(1) else { return none };
        self.suggestions = left;
        let wanted = self.wanted.clone();
        let fitting = members.iter().filter(|(_, ty)| ty.as_ref().is_some_and(|ty| fits(ty, &wanted)));
        let fitting: Vec<&'a str> = fitting.map(|(name, _)| *name).collect();
        if let Some(near) = nearest(&name.text, fitting.iter().copied()) {
            return Instead { nearest: Some(spelled(near)), ..none };
        }
        self.listed(fitting, self.surface(name.span) == Surface::Chinese)
    }

    /// The lists that may be named here.
    pub(super) fn lists(&self) -> Vec<String> {
        let fitting = self.spellings().into_iter().filter(|known| self.would_do(known, &Wanted::List)).collect();
        self.listed(fitting, self.program.units.surface == Surface::Chinese).known
    }

    /// Names in the spelling that is customary in a surface: identifiers in English, labels in Chinese.
    fn listed(&self, fitting: Vec<&'a str>, chinese: bool) -> Instead {
        let customary: Vec<&str> = fitting.iter().copied().filter(|name| name.is_ascii() != chinese).collect();
        let shown = if customary.is_empty() { fitting } else { customary };
        let more = shown.len() > LISTED;
        Instead { nearest: None, known: shown.into_iter().take(LISTED).map(spelled).collect(), more }
    }

    /// Whether a name would do where something is wanted.
    fn would_do(&self, name: &str, wanted: &Wanted) -> bool {
        match self.meaning(name) {
            Some(Meaning::Variable(_, record)) => matches!(wanted, Wanted::Record) && record.is_some(),
            Some(meaning) => match (wanted, self.type_of(meaning)) {
                (Wanted::ChoiceWith(value), Some(Type::Choice(choice))) => self.variant(choice, value).is_some(),
                (wanted, Some(ty)) => fits(&ty, wanted),
                (_, None) => false,
            },
            None => false,
        }
    }

    fn type_of(&self, meaning: Meaning) -> Option<Type> {
        match meaning {
            Meaning::Variable(..) => None,
            Meaning::Own(record, member) => self.type_of_member(record, member),
            Meaning::Local(named) | Meaning::Global(Global::Let(named)) => self.named.get(named.0 as usize)?.ty.clone(),
            Meaning::Global(Global::Parameter(field)) => {
                self.type_of_member(super::super::PARAMETERS, Member::Field(field))
            }
            Meaning::Global(Global::Fact(field)) => self.type_of_member(super::super::APPLICANT, Member::Field(field)),
        }
    }

    /// The type of a fact or named value of a record, where it is known.
    pub(super) fn type_of_member(&self, record: crate::ir::RecordId, member: Member) -> Option<Type> {
        match member {
            Member::Field(field) => self.field_types.get(record.0 as usize)?.get(field.0 as usize)?.clone(),
            Member::Let(named) => self.named.get(named.0 as usize)?.ty.clone(),
        }
    }
}

/// What kind of value an assertion has of the decision.
fn type_of_decided(what: Decided) -> Type {
    match what {
        Decided::Paid | Decided::Payable | Decided::Awarded => Type::Money(None, Limits::default()),
        Decided::Awards => Type::Whole(Limits::default()),
        Decided::Qualified => Type::YesNo,
    }
}

/// Whether a value of a type would do where something is wanted.
fn fits(ty: &Type, wanted: &Wanted) -> bool {
    match wanted {
        Wanted::Value => !matches!(ty, Type::List(_) | Type::Record(_) | Type::Series(..)),
        Wanted::Number { dates } => Quantity::of(ty).is_some() || (*dates && *ty == Type::Date),
        Wanted::Kind(kind) => unify(ty, kind).is_some(),
        Wanted::ChoiceWith(_) | Wanted::Record => false,
        Wanted::List => matches!(ty, Type::List(_)),
        Wanted::Series => matches!(ty, Type::Series(..)),
    }
}
