//! Names: facts, variables, named values, values of `one of` types.

use crate::ast::{Expr, ExprKind, Name, Surface};
use crate::diagnostic::Wording;
use crate::ir::{Base, ChoiceId, Dimension, FieldId, LetId, Limits, Op, Owner, RecordId, Type, VarId};
use crate::source::Span;
use crate::value::Number;
use crate::wording;

use super::super::error::{DatedError, MeasureError, MisplacedError, NameError, TypeError};
use super::super::names::{Global, Member, split};
use super::super::scope::{Meaning, Place};
use super::super::{APPLICANT, Checker, PARAMETERS};
use super::{Typed, Wanted};

impl<'a> Checker<'a> {
    pub(super) fn bare_name(&mut self, name: &'a Name, meant: Option<ChoiceId>) -> Option<Typed> {
        if let Some(choice) = meant
            && let Some(variant) = self.variant(choice, &name.text)
        {
            self.refers_to_value(name, choice);
            return Some(self.push(Op::Choice(variant), Type::Choice(choice), name.span));
        }
        if self.paid_is_known && !name.quoted && matches!(name.text.as_str(), "paid" | "已拨付") {
            self.refers_to_word(name.span);
            return Some(self.push(
                Op::Paid,
                Type::Money(None, Limits { least: Some(Number::ZERO), most: None }),
                name.span,
            ));
        }
        if let Some(figure) = self.decided(name) {
            return figure;
        }
        let Some(meaning) = self.meaning(&name.text) else {
            if is_position(name) && meant.is_none() && self.owner_of_field(&name.text).is_none() {
                self.refers_to_word(name.span);
                return self.position(name.span);
            }
            self.unknown(name, meant);
            return None;
        };
        self.refers_bare(name);
        match meaning {
            Meaning::Variable(slot, record) => {
                // Only what names a record may take it whole; every other use is refused by `value`.
                let _ = slot;
                Some(Typed { id: crate::ir::ExprId(u32::MAX), ty: Type::Record(record?) })
                    .map(|typed| self.whole_record(typed, name.span))
            }
            Meaning::Own(record, member) => self.member((VarId(0), record), member, name.span),
            Meaning::Local(named) => self.named_value(named, Owner::Applicant, name.span),
            Meaning::Global(Global::Parameter(field)) => self.fact(Owner::Parameters, PARAMETERS, field, name.span),
            Meaning::Global(Global::Fact(field)) => self.fact(Owner::Applicant, APPLICANT, field, name.span),
            Meaning::Global(Global::Let(named)) => self.named_value(named, Owner::Applicant, name.span),
        }
    }

    /// A record has no operation of its own; the node stands only until the caller has refused it.
    fn whole_record(&mut self, typed: Typed, span: Span) -> Typed {
        self.push(Op::Truth(false), typed.ty, span)
    }

    pub(super) fn field(&mut self, base: &'a Expr, name: &'a Name, span: Span) -> Option<Typed> {
        if let ExprKind::Lookup(table, keys) = &base.kind
            && let Some(value) = self.result((table, keys), name, span)
        {
            return value;
        }
        let wanted = std::mem::replace(&mut self.wanted, Wanted::Record);
        let variable = self.variable(base);
        self.wanted = wanted;
        let (slot, record) = variable?;
        let members = self.members.get(record.0 as usize)?;
        if let Some(member) = members.get(&name.text) {
            let place = members.place(&name.text);
            self.refers(name, place);
            return self.member((slot, record), member, span);
        }
        let known: Vec<&'a str> = members.spelled().collect();
        let members = known.iter().filter_map(|known| Some((*known, members.get(known)?)));
        let members: Vec<_> = members.map(|(known, own)| (known, self.type_of_member(record, own))).collect();
        let mut instead = self.field_instead(name, &members);
        if let Some(words) = split(&name.text, known.into_iter()) {
            instead.nearest = Some(words);
        }
        let record = self.program.record(record);
        let shown = record.map(|record| record.name.clone()).unwrap_or_default();
        let label = record.and_then(|record| record.label.clone()).unwrap_or_else(|| shown.clone());
        self.report_unknown(
            &name.text,
            NameError::UnknownField {
                span: name.span,
                name: name.text.clone(),
                record: shown,
                record_label: label,
                instead,
            },
        );
        None
    }

    /// The slot and the record type of what stands before the point.
    fn variable(&mut self, base: &'a Expr) -> Option<(VarId, RecordId)> {
        if let ExprKind::Name(name) = &base.kind
            && let Some(Meaning::Variable(slot, record)) = self.meaning(&name.text)
        {
            self.refers_bare(name);
            return Some((slot, record?));
        }
        let typed = self.any_value(base, None)?;
        let list = matches!(typed.ty, Type::List(_));
        let found = self.describe(&typed.ty);
        let words = self.sources.slice(base.span).to_owned();
        self.report(TypeError::NoFields { span: base.span, words, found, list });
        None
    }

    fn member(&mut self, (slot, record): (VarId, RecordId), member: Member, span: Span) -> Option<Typed> {
        let owner = Owner::Variable(slot);
        match member {
            Member::Field(field) => self.fact(owner, record, field, span),
            Member::Let(named) => self.named_value(named, owner, span),
        }
    }

    fn fact(&mut self, owner: Owner, record: RecordId, field: FieldId, span: Span) -> Option<Typed> {
        self.used.fields.insert((record, field));
        let ty = self.field_types.get(record.0 as usize)?.get(field.0 as usize)?.clone()?;
        Some(self.push(Op::Fact(owner, record, field), ty, span))
    }

    fn named_value(&mut self, named: LetId, owner: Owner, span: Span) -> Option<Typed> {
        self.used.lets.insert(named);
        let own = self.named.get(named.0 as usize)?;
        let ty = own.ty.clone()?;
        self.reads_year |= own.by_year;
        self.reads_position |= own.by_position;
        self.reads.push((named, span));
        Some(self.push(Op::Let(named, owner), ty, span))
    }

    /// `position`: the place of the claim's record among those of its measure.
    fn position(&mut self, span: Span) -> Option<Typed> {
        let claims = match self.scope.place {
            Place::Measure(at) => self.tree.measures.get(at).filter(|measure| measure.for_each.is_some()).map(|_| at),
            Place::Policy | Place::Applicant | Place::Record(_) | Place::Scope => None,
        };
        let Some(measure) = claims else {
            self.report(MeasureError::NoPosition { span });
            return None;
        };
        self.reads_position = true;
        let from_one = Limits { least: Some(Number::ONE), most: None };
        Some(self.push(Op::Position(measure), Type::Whole(from_one), span))
    }

    /// A name that means nothing here, with what was probably meant.
    fn unknown(&mut self, name: &'a Name, meant: Option<ChoiceId>) {
        if self.damage.holds(&name.text) {
            self.not_known.push(name.span);
            return;
        }
        let known = self.spellings();
        if let Some(choice) = meant {
            self.unknown_value(name, choice);
            return;
        }
        if let Some(table) = self.tables.get(&name.text) {
            if self.tree.tables.get(table.0 as usize).is_some_and(|own| own.kind == crate::ast::TableKind::Dated) {
                self.report(DatedError::WithoutDay { span: name.span, name: name.text.clone() });
                return;
            }
            self.report(MisplacedError::TableWithoutKeys { span: name.span, name: name.text.clone() });
            return;
        }
        if self.measures.get(&name.text).is_some() {
            self.report(MisplacedError::MeasureAsValue { span: name.span, name: name.text.clone() });
            return;
        }
        let owner = self.variants.iter().position(|values| values.get(&name.text).is_some());
        if let Some(choice) = owner.and_then(|at| self.program.choices.get(at)) {
            let (ty, label) = (choice.name.clone(), choice.label.clone().unwrap_or_else(|| choice.name.clone()));
            self.report(MisplacedError::ValueAlone { span: name.span, name: name.text.clone(), ty, label });
            return;
        }
        if let Some(variable) = self.owner_of_field(&name.text) {
            self.report(MisplacedError::FieldWithoutRecord { span: name.span, name: name.text.clone(), variable });
            return;
        }
        if let Some(found) = self.field_without_loop(name) {
            self.report(found);
            return;
        }
        if let Some(found) = self.applicant_itself(name) {
            self.report(found);
            return;
        }
        let truth = match (name.text.to_lowercase().as_str(), self.surface(name.span)) {
            ("true" | "真" | "yes" | "是", Surface::English) => Some("yes"),
            ("true" | "真" | "yes" | "是的", Surface::Chinese) => Some("是"),
            ("false" | "假" | "no" | "否", Surface::English) => Some("no"),
            ("false" | "假" | "no" | "不是", Surface::Chinese) => Some("否"),
            _ => None,
        };
        let field = truth.map(str::to_owned).or_else(|| self.glued_field(&name.text));
        let mut instead = self.instead(name);
        if let Some(words) = field.or_else(|| split(&name.text, known.iter().copied())) {
            instead.nearest = Some(words);
        }
        let elsewhere = self.declared_elsewhere(&name.text);
        if instead.nearest.is_none() && elsewhere.is_none() && self.reports_decided(name) {
            return;
        }
        if instead.nearest.is_none()
            && elsewhere.is_none()
            && let Some(unit) = self.program.units.named(&name.text)
        {
            let one = self.unit_once(&Dimension::base(Base::Unit(unit)));
            self.report(MisplacedError::Unit { span: name.span, name: name.text.clone(), one });
            return;
        }
        let other = self.other_kind(&name.text);
        self.report(NameError::Unknown { span: name.span, name: name.text.clone(), instead, elsewhere, other });
    }

    /// `applicant.cost`: the applicant by its word or its label.
    fn applicant_itself(&self, name: &Name) -> Option<MisplacedError> {
        let applicant = self.program.record(APPLICANT)?;
        let own =
            matches!(name.text.as_str(), "applicant" | "申报主体") || applicant.label.as_ref() == Some(&name.text);
        let chinese = self.surface(name.span) == Surface::Chinese;
        let fact = applicant.fields.first().filter(|_| own)?;
        let fact = fact.label.as_ref().filter(|_| chinese).unwrap_or(&fact.name).clone();
        Some(MisplacedError::ApplicantAsValue { span: name.span, name: name.text.clone(), fact })
    }

    /// What a name is that is no fact or value: a record, a type, a reading.
    fn other_kind(&self, name: &str) -> Option<Wording> {
        if self.records.get(name).is_some() {
            Some(wording!("a record", "记录"))
        } else if self.types.get(name).is_some() {
            Some(wording!("a type", "类型"))
        } else if self.readings.get(name).is_some() {
            Some(wording!("a reading", "解读"))
        } else {
            None
        }
    }

    /// A field of a record that the applicant has a list of.
    fn field_without_loop(&self, name: &Name) -> Option<MisplacedError> {
        let chinese = self.surface(name.span) == Surface::Chinese;
        let applicant = self.program.record(APPLICANT)?;
        let (list, record) = applicant.fields.iter().find_map(|field| {
            let Type::List(record) = field.ty else { return None };
            let members = self.members.get(record.0 as usize)?;
            members.get(&name.text).map(|_| (field, record))
        })?;
        let called =
            |own: &str, label: Option<&String>| label.filter(|_| chinese).map_or(own, String::as_str).to_owned();
        let own = self.program.record(record)?;
        Some(MisplacedError::FieldWithoutLoop {
            span: name.span,
            place: self.members.get(record.0 as usize).and_then(|members| members.place(&name.text)),
            name: name.text.clone(),
            record: called(&own.name, own.label.as_ref()),
            list: called(&list.name, list.label.as_ref()),
            surface: self.surface(name.span),
        })
    }

    /// The loop variable whose record has a field of this name.
    fn owner_of_field(&self, name: &str) -> Option<String> {
        let owner = self.scope.variables.iter().rev().find(|variable| {
            let members = variable.record.and_then(|record| self.members.get(record.0 as usize));
            members.is_some_and(|members| members.get(name).is_some())
        });
        owner.map(|variable| variable.label.filter(|_| !name.is_ascii()).unwrap_or(variable.name).to_owned())
    }

    /// `证书发证日期` for `证书.发证日期`.
    fn glued_field(&self, written: &str) -> Option<String> {
        self.scope.variables.iter().rev().find_map(|variable| {
            let members = self.members.get(variable.record?.0 as usize)?;
            let own = |name: &str| {
                let field = written.strip_prefix(name)?.trim_start_matches('的');
                members.get(field).map(|_| format!("{name}.{field}"))
            };
            variable.label.and_then(own).or_else(|| own(variable.name))
        })
    }

    /// Where the name would mean something: in another measure.
    fn declared_elsewhere(&self, name: &str) -> Option<Span> {
        if !matches!(self.scope.place, Place::Measure(_)) {
            return None;
        }
        let mut others = self.locals.iter().take(1000);
        others.find_map(|locals| locals.place(name))
    }
}

/// The word for the place of a claim, known in either surface like the day of application; any other meaning of it goes before.
fn is_position(name: &Name) -> bool {
    !name.quoted && matches!(name.text.as_str(), "position" | "序号")
}
