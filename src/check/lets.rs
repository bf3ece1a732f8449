//! Named values: which definitions make up one, in which order they and the tables need each other, and what type they have.

use std::collections::HashMap;

use crate::ast::{self, Expr, ExprKind, Quantified};
use crate::ir::{Definition, Let, LetId, RecordId, TableId, Type, VarId};

use super::Checker;
use super::circles::circles;
use super::citations::Under;
use super::coverage::By;
use super::departures::{exprs_of, within};
use super::error::{NameError, TypeError};
use super::expr::parts;
use super::facts::{id, text};
use super::names::{Global, Member, Names};
use super::scope::{Meaning, Place, Variable};
use super::types::unify;

/// A named value while it is checked.
pub(super) struct Named<'a> {
    pub(super) place: Place,
    pub(super) definitions: Vec<&'a ast::Let>,
    /// The type of its definitions; `None` while unknown or wrong.
    pub(super) ty: Option<Type>,
    pub(super) by_year: bool,
    /// Whether it reads the position of the claim.
    pub(super) by_position: bool,
}

impl<'a> Checker<'a> {
    pub(super) fn declare_lets(&mut self) {
        let tree = self.tree;
        self.group(Place::Policy, &mut tree.lets.iter().copied());
        if let Some(applicant) = tree.applicant {
            self.group(Place::Applicant, &mut applicant.lets.iter());
        }
        for (at, record) in tree.records.iter().enumerate() {
            self.group(Place::Record(RecordId(id(at + 2))), &mut record.lets.iter());
        }
        if let Some(scope) = tree.scope {
            self.group(Place::Scope, &mut scope.lets.iter());
        }
        self.locals.resize_with(tree.measures.len(), Names::default);
        for (at, measure) in tree.measures.iter().enumerate() {
            self.group(Place::Measure(at), &mut measure.lets.iter());
        }
    }

    /// Definitions of one name in one place are one named value.
    fn group(&mut self, place: Place, lets: &mut dyn Iterator<Item = &'a ast::Let>) {
        let mut own: HashMap<&'a str, LetId> = HashMap::new();
        for named in lets {
            if let Some(first) = own.get(named.name.text.as_str()).copied() {
                self.another_definition(first, named);
                continue;
            }
            let let_id = LetId(id(self.named.len()));
            self.named.push(Named { place, definitions: vec![named], ty: None, by_year: false, by_position: false });
            self.program.lets.push(Let {
                name: named.name.text.clone(),
                label: text(&named.label),
                place,
                ty: Type::YesNo,
                definitions: Vec::new(),
                by_year: false,
            });
            own.insert(&named.name.text, let_id);
            let label = named.label.as_ref();
            let taken = match place {
                Place::Policy | Place::Applicant => self.globals.declare(&named.name, label, Global::Let(let_id)),
                Place::Record(record) => {
                    let members = self.members.get_mut(record.0 as usize);
                    members.and_then(|members| members.declare(&named.name, label, Member::Let(let_id)))
                }
                Place::Scope => self.scope_lets.declare(&named.name, label, let_id),
                Place::Measure(at) => {
                    self.locals.get_mut(at).and_then(|locals| locals.declare(&named.name, label, let_id))
                }
            };
            let hides = matches!(place, Place::Scope | Place::Measure(_));
            if let Some(taken) = taken {
                self.report(taken);
            } else if hides {
                self.hides_global(named);
            }
        }
    }

    fn hides_global(&mut self, named: &ast::Let) {
        let label = named.label.as_ref().map(|label| (&label.value, label.span));
        for (text, span) in [Some((&named.name.text, named.name.span)), label].into_iter().flatten() {
            if let Some(hidden) = self.hidden_global(text) {
                self.report(NameError::Shadowing { span, name: text.clone(), hidden });
            }
        }
    }

    fn another_definition(&mut self, let_id: LetId, named: &'a ast::Let) {
        let Some(own) = self.named.get_mut(let_id.0 as usize) else { return };
        let first = own.definitions.first().copied();
        own.definitions.push(named);
        let (Some(label), Some(first)) = (&named.label, first) else { return };
        if first.label.as_ref().is_none_or(|known| known.value != label.value) {
            let known = first.label.as_ref().map(|label| label.value.clone()).unwrap_or_default();
            let at = first.label.as_ref().map_or(first.name.span, |label| label.span);
            self.report(NameError::LabelsDiffer { span: label.span, first: at, known, label: label.value.clone() });
        }
    }

    /// Types every named value and table, each after what it needs; circles are reported and stay without type.
    pub(super) fn resolve_values(&mut self) {
        let lets = self.named.len();
        let mut needs = Vec::with_capacity(lets + self.tree.tables.len());
        for at in 0..lets {
            needs.push(self.needs_of_let(at));
        }
        self.enter_place(Place::Policy);
        for table in &self.tree.tables {
            let mut found = Vec::new();
            for row in &table.rows {
                self.needs(&row.value, &mut found);
                row.more.iter().chain(&row.step).for_each(|value| self.needs(value, &mut found));
            }
            needs.push(found);
        }
        let parts = circles(&needs);
        let mut order = Vec::new();
        for part in &parts {
            if part.circular {
                self.report_circle(&part.members);
                continue;
            }
            for at in &part.members {
                match at.checked_sub(lets) {
                    None => {
                        self.check_let(LetId(id(*at)));
                        order.push(LetId(id(*at)));
                    }
                    Some(table) => self.check_table(TableId(id(table))),
                }
            }
        }
        self.order = order;
    }

    fn report_circle(&mut self, members: &[usize]) {
        let mut names = Vec::new();
        let mut places = Vec::new();
        for at in members {
            self.keep_quotes(*at);
            let found = match at.checked_sub(self.named.len()) {
                None => self.named.get(*at).and_then(|named| named.definitions.first()).map(|named| &named.name),
                Some(table) => self.tree.tables.get(table).map(|table| &table.name),
            };
            names.extend(found.map(|name| name.text.clone()));
            places.extend(found.map(|name| name.span));
        }
        if let Some(span) = places.first() {
            self.report(NameError::Circle { span: *span, names, also: places.get(1..).unwrap_or_default().to_vec() });
        }
    }

    /// What stands in a circle is not checked, but it was meant to be used, and what it quotes is quoted.
    fn keep_quotes(&mut self, at: usize) {
        let Some(table) = at.checked_sub(self.named.len()) else {
            self.used.lets.insert(LetId(id(at)));
            let Some(named) = self.named.get(at) else { return };
            let (under, definitions) = (self.under(named.place), named.definitions.clone());
            for definition in definitions {
                self.clause(definition.span, &definition.quotes, under);
                for departure in &definition.departures {
                    self.clause(departure.span, &departure.quotes, under);
                }
            }
            return;
        };
        self.used.tables.insert(TableId(id(table)));
        if let Some(table) = self.tree.tables.get(table) {
            self.clause(table.span, &table.quotes, Under::Anything);
        }
    }

    fn needs_of_let(&mut self, at: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let Some(named) = self.named.get(at) else { return found };
        let (place, definitions) = (named.place, named.definitions.clone());
        self.enter_place(place);
        for definition in definitions {
            self.needs(&definition.value, &mut found);
            for part in definition.departures.iter().flat_map(exprs_of) {
                self.needs(part, &mut found);
            }
        }
        found
    }

    /// The named values and tables that an expression names.
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other kind is looked through by its parts")]
    fn needs(&mut self, expr: &'a Expr, found: &mut Vec<usize>) {
        match &expr.kind {
            ExprKind::Name(name) => {
                if let Some(
                    Meaning::Own(_, Member::Let(named)) | Meaning::Local(named) | Meaning::Global(Global::Let(named)),
                ) = self.meaning(&name.text)
                {
                    found.push(named.0 as usize);
                }
            }
            ExprKind::Field(base, name) => {
                if let Some(record) = self.record_of(base)
                    && let Some(Member::Let(named)) =
                        self.members.get(record.0 as usize).and_then(|m| m.get(&name.text))
                {
                    found.push(named.0 as usize);
                }
            }
            ExprKind::Lookup(name, _) | ExprKind::OnDay(name, ..) => {
                found.extend(self.tables.get(&name.text).map(|table| self.named.len() + table.0 as usize));
            }
            ExprKind::Call(call) => {
                found.extend(self.tables.get(&call.name.text).map(|table| self.named.len() + table.0 as usize));
            }
            ExprKind::Any(walk) | ExprKind::All(walk) | ExprKind::Count(walk) => {
                return self.needs_of_walk(walk, None, found);
            }
            ExprKind::Sum(value, walk) | ExprKind::Least(value, walk) | ExprKind::Greatest(value, walk) => {
                return self.needs_of_walk(walk, Some(value), found);
            }
            ExprKind::Is(fact, value) | ExprKind::IsNot(fact, value) if self.is_value_of(value, fact) => {
                return self.needs(fact, found);
            }
            ExprKind::IsOneOf(fact, several) => {
                self.needs(fact, found);
                for value in several {
                    if !self.is_value_of(value, fact) {
                        self.needs(value, found);
                    }
                }
                return;
            }
            _ => {}
        }
        for part in parts(expr) {
            self.needs(part, found);
        }
    }

    fn needs_of_walk(&mut self, walk: &'a Quantified, value: Option<&'a Expr>, found: &mut Vec<usize>) {
        self.needs(&walk.list, found);
        let record = self.list_of(&walk.list);
        self.scope.variables.push(Variable {
            name: &walk.name.text,
            span: walk.name.span,
            label: None,
            record,
            slot: VarId(0),
        });
        for part in walk.condition.iter().chain(value) {
            self.needs(part, found);
        }
        self.leave();
    }

    /// The record type of a variable, where an expression is one.
    fn record_of(&self, expr: &Expr) -> Option<RecordId> {
        let ExprKind::Name(name) = &expr.kind else { return None };
        match self.meaning(&name.text)? {
            Meaning::Variable(_, record) => record,
            Meaning::Own(..) | Meaning::Local(_) | Meaning::Global(_) => None,
        }
    }

    /// The record type of a list, where an expression is a fact that holds one. Says nothing: the expression is checked where it is used.
    pub(super) fn list_of(&self, expr: &Expr) -> Option<RecordId> {
        if let Type::List(record) = self.type_of_fact(expr)? { Some(*record) } else { None }
    }

    /// Whether a name is a value of the fact's type, and so no named value.
    fn is_value_of(&self, value: &Expr, fact: &Expr) -> bool {
        let (ExprKind::Name(name), Some(Type::Choice(choice))) = (&value.kind, self.type_of_fact(fact)) else {
            return false;
        };
        self.variant(*choice, &name.text).is_some()
    }

    /// The type of an expression that is a fact. Says nothing: the expression is checked where it is used.
    #[expect(clippy::wildcard_enum_match_arm, reason = "no other expression is a fact")]
    fn type_of_fact(&self, expr: &Expr) -> Option<&Type> {
        let (record, field) = match &expr.kind {
            ExprKind::Name(name) => match self.meaning(&name.text)? {
                Meaning::Own(record, Member::Field(field)) => (record, field),
                Meaning::Global(Global::Fact(field)) => (super::APPLICANT, field),
                Meaning::Global(Global::Parameter(field)) => (super::PARAMETERS, field),
                Meaning::Own(_, Member::Let(_)) | Meaning::Local(_) | Meaning::Global(Global::Let(_)) => return None,
                Meaning::Variable(..) => return None,
            },
            ExprKind::Field(base, name) => {
                let record = self.record_of(base)?;
                match self.members.get(record.0 as usize)?.get(&name.text)? {
                    Member::Field(field) => (record, field),
                    Member::Let(_) => return None,
                }
            }
            _ => return None,
        };
        self.field_types.get(record.0 as usize)?.get(field.0 as usize)?.as_ref()
    }

    fn check_let(&mut self, let_id: LetId) {
        let Some(named) = self.named.get(let_id.0 as usize) else { return };
        let (place, definitions) = (named.place, named.definitions.clone());
        self.enter_place(place);
        let under = self.under(place);
        let mut ty: Option<Type> = None;
        let mut sound = true;
        let mut by_year = false;
        self.reads_position = false;
        let mut checked = Vec::new();
        for definition in definitions {
            let clause = self.clause(definition.span, &definition.quotes, under);
            let applies = self.applies(&definition.applies);
            self.reads_year = false;
            self.counts_in(applies);
            let class = self.class_of_let(definition);
            let value = class.ok().and_then(|class| self.value(&definition.value, class));
            let counts = applies.unwrap_or_default();
            self.flush_reads(By::Let(let_id, counts));
            let value = self.departing(value, &definition.departures, under, &|checker, own| {
                checker.flush_reads(By::Let(let_id, within(counts, own)));
            });
            self.counts_in(None);
            by_year |= self.reads_year || applies.is_some_and(|applies| applies.years.is_some());
            let (Some(applies), Some(value)) = (applies, value) else {
                sound = false;
                continue;
            };
            if matches!(value.ty, Type::List(_) | Type::Duration) {
                let found = self.describe(&value.ty);
                self.report(TypeError::LetOf { span: definition.value.span, found });
                sound = false;
                continue;
            }
            let joined = ty.as_ref().map_or_else(|| Some(value.ty.clone()), |ty| unify(ty, &value.ty));
            if let (None, Some(ty)) = (&joined, &ty) {
                let (first, found) = (self.describe(ty), self.describe(&value.ty));
                let name = definition.name.text.clone();
                self.report(TypeError::DefinitionsDiffer { span: definition.value.span, name, first, found });
                sound = false;
            }
            ty = joined.or(ty);
            checked.push(Definition { applies, value: value.id, clause });
        }
        self.definitions_clash(let_id, &checked);
        let ty = ty.filter(|_| sound);
        if let Some(named) = self.named.get_mut(let_id.0 as usize) {
            named.ty.clone_from(&ty);
            named.by_year = by_year;
            named.by_position = self.reads_position;
        }
        if let Some(own) = self.program.lets.get_mut(let_id.0 as usize) {
            own.ty = ty.unwrap_or(Type::YesNo);
            own.definitions = checked;
            own.by_year = by_year;
        }
    }

    /// The article whose words the clauses of a place quote.
    fn under(&self, place: Place) -> Under {
        match place {
            Place::Measure(at) => self.under_of.get(at).copied().unwrap_or(Under::Anything),
            Place::Policy | Place::Applicant | Place::Record(_) | Place::Scope => Under::Anything,
        }
    }
}
