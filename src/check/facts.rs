//! Types, the applicant, records, parameters: their names, then what their fields are.

use crate::ast::{self, IfAbsent};
use crate::diagnostic::Wording;
use crate::ir::{
    Choice, ChoiceId, Datum, Field, FieldId, Limits, Record, RecordId, SeriesBy, Type, Variant, VariantId,
};
use crate::value::{Bounds, Number};

use super::circles::circles;
use super::citations::Under;
use super::error::{FactError, Meant, NameError, TypeError, UnitError};
use super::names::{Global, Member, Names};
use super::types::{Quantity, range};
use super::{APPLICANT, Checker, PARAMETERS};

/// A place in a list as an id's number.
pub(super) fn id(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A label's text.
pub(super) fn text(label: &Option<ast::Text>) -> Option<String> {
    label.as_ref().map(|label| label.value.clone())
}

/// Words for all other values.
const REST: [&str; 7] = ["其他", "其余", "其它", "其他情形", "否则", "other", "others"];

impl<'a> Checker<'a> {
    pub(super) fn declare_types(&mut self) {
        for (at, choice) in self.tree.types.iter().enumerate() {
            let taken = self.types.declare(&choice.name, choice.label.as_ref(), ChoiceId(id(at)));
            self.found.extend(taken.map(Into::into));
            let (names, variants) = self.alternatives_of(&choice.values);
            if variants.is_empty() {
                self.report_missing(FactError::NoValues {
                    span: choice.span,
                    name: called(&choice.name, choice.label.as_ref()),
                });
            }
            self.variants.push(names);
            let clause = self.clause(choice.span, &choice.quotes, Under::Anything);
            let (name, label) = (choice.name.text.clone(), text(&choice.label));
            self.program.choices.push(Choice { name, label, variants, clause });
        }
    }

    /// The rows of a `one of` type or a reading.
    pub(super) fn alternatives_of(&mut self, rows: &'a [ast::NamedValue]) -> (Names<'a, usize>, Vec<Variant>) {
        let mut names = Names::default();
        let mut variants = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let taken = names.declare(&row.name, row.label.as_ref(), at);
            self.found.extend(taken.map(Into::into));
            variants.push(Variant { name: row.name.text.clone(), label: text(&row.label) });
        }
        (names, variants)
    }

    /// The parameters, the applicant, then the records: names only, since types may name what comes later.
    pub(super) fn declare_records(&mut self) {
        let empty = |name: &str, label| Record { name: name.to_owned(), label, fields: Vec::new(), key: None };
        self.program.records.push(empty("parameters", None));
        let label = self.tree.applicant.and_then(|applicant| text(&applicant.label));
        self.program.records.push(empty("applicant", label));
        self.members.resize_with(2, Names::default);
        let parameters = self.tree.policy.map_or(&[][..], |policy| &policy.parameters);
        for (at, field) in parameters.iter().enumerate() {
            self.declare_global(field, Global::Parameter(FieldId(id(at))));
        }
        let facts = self.tree.applicant.map_or(&[][..], |applicant| &applicant.fields);
        for (at, field) in facts.iter().enumerate() {
            self.declare_global(field, Global::Fact(FieldId(id(at))));
        }
        for record in &self.tree.records {
            let own = RecordId(id(self.program.records.len()));
            let Some(name) = &record.name else { continue };
            let taken = self.records.declare(name, record.label.as_ref(), own);
            self.found.extend(taken.map(Into::into));
            self.program.records.push(empty(&name.text, text(&record.label)));
            let mut members = Names::default();
            for (at, field) in record.fields.iter().enumerate() {
                let taken = members.declare(&field.name, field.label.as_ref(), Member::Field(FieldId(id(at))));
                self.found.extend(taken.map(Into::into));
            }
            self.members.push(members);
        }
    }

    fn declare_global(&mut self, field: &'a ast::Field, global: Global) {
        let taken = self.globals.declare(&field.name, field.label.as_ref(), global);
        self.found.extend(taken.map(Into::into));
    }

    /// The types of all fields, then what absent ones stand for.
    pub(super) fn resolve_fields(&mut self) {
        let parameters = self.tree.policy.map_or(&[][..], |policy| &policy.parameters);
        self.resolve_record(PARAMETERS, parameters);
        if let Some(applicant) = self.tree.applicant {
            self.resolve_record(APPLICANT, &applicant.fields);
            self.clause(applicant.span, &applicant.quotes, Under::Anything);
        } else {
            self.resolve_record(APPLICANT, &[]);
        }
        for (at, record) in self.tree.records.iter().enumerate() {
            self.resolve_record(RecordId(id(at + 2)), &record.fields);
            self.clause(record.span, &record.quotes, Under::Anything);
        }
        self.records_in_circles();
    }

    fn resolve_record(&mut self, record: RecordId, fields: &'a [ast::Field]) {
        let mut types = Vec::new();
        let mut resolved = Vec::new();
        let mut key = None;
        for (at, field) in fields.iter().enumerate() {
            let ty = self.declared(&field.ty);
            if field.key {
                self.check_key(record, field, ty.as_ref(), key.is_some());
                key = key.or(Some(FieldId(id(at))));
            }
            let absent = match (&field.absent, &ty) {
                (Some(absent), Some(ty)) => self.absent(absent, ty),
                _ => None,
            };
            resolved.push(Field {
                name: field.name.text.clone(),
                label: text(&field.label),
                ty: ty.clone().unwrap_or(Type::YesNo),
                absent,
                evidence: field.evidence.iter().map(|paper| paper.value.clone()).collect(),
                decided_by: field.decided_by.iter().map(|who| who.value.clone()).collect(),
                clause: self.clause(field.span, &field.quotes, Under::Anything),
            });
            types.push(ty);
        }
        self.field_types.push(types);
        if let Some(own) = self.program.records.get_mut(record.0 as usize) {
            own.fields = resolved;
            own.key = key;
        }
    }

    fn check_key(&mut self, record: RecordId, field: &ast::Field, ty: Option<&Type>, second: bool) {
        if record == PARAMETERS || record == APPLICANT {
            self.report(FactError::KeyOutsideRecord { span: field.span });
        } else if second {
            self.report(FactError::SecondKey { span: field.span });
        } else if ty.is_some_and(|ty| !matches!(ty, Type::Text | Type::Whole(_))) {
            self.report(FactError::KeyType { span: field.ty.span });
        } else if let Some(absent) = &field.absent {
            let span = match absent {
                IfAbsent::Empty(span) => *span,
                IfAbsent::Value(expr) => expr.span,
            };
            self.report(FactError::KeyAbsent { span });
        }
    }

    /// What an absent fact stands for, as a value of its type.
    fn absent(&mut self, absent: &'a IfAbsent, ty: &Type) -> Option<Datum> {
        match (absent, ty) {
            (IfAbsent::Empty(_), Type::List(_)) => Some(Datum::List(Vec::new())),
            (IfAbsent::Empty(span), _) => {
                self.report(FactError::NoneWithoutList { span: *span });
                None
            }
            // What stands for each year that is not given.
            (IfAbsent::Value(expr), Type::Series(SeriesBy::CalendarYear, of)) => self.constant(expr, of),
            (IfAbsent::Value(expr), Type::List(_) | Type::Series(SeriesBy::SupportYear, _)) => {
                let wanted = self.describe(ty);
                self.report(FactError::AbsentValueOf { span: expr.span, wanted });
                None
            }
            (IfAbsent::Value(expr), _) => self.constant(expr, ty),
        }
    }

    /// A constant of a type, within its range.
    pub(super) fn constant(&mut self, expr: &'a ast::Expr, ty: &Type) -> Option<Datum> {
        let choice = if let Type::Choice(choice) = ty { Some(*choice) } else { None };
        if !is_fixed(expr, choice.is_some()) {
            let rest = matches!(&expr.kind, ast::ExprKind::Name(name) if REST.contains(&name.text.as_str()));
            self.report(FactError::NotFixed { span: expr.span, rest });
            return None;
        }
        if let Some(number) = self.in_unit(expr, ty) {
            return self.inside(Datum::Number(number), expr, ty);
        }
        let mark = self.program.nodes.len();
        let typed = self.value(expr, choice);
        let typed = typed.and_then(|typed| self.expect(typed, ty, expr));
        let datum = typed.as_ref().and_then(|typed| self.datum(typed));
        self.program.nodes.truncate(mark);
        let (typed, datum) = (typed?, datum?);
        if let Datum::Number(number) = &datum
            && matches!(ty, Type::Whole(_))
            && !matches!(typed.ty, Type::Whole(_))
        {
            self.report(FactError::NotWhole { span: expr.span, value: *number });
            return None;
        }
        self.inside(datum, expr, ty)
    }

    /// A constant that lies within the range of its type.
    fn inside(&mut self, datum: Datum, expr: &ast::Expr, ty: &Type) -> Option<Datum> {
        if let (Some((_, limits)), Datum::Number(number)) = (Quantity::of(ty), &datum)
            && !holds(limits, *number)
        {
            self.report(FactError::OutsideRange { span: expr.span, value: *number, range: range(limits, "") });
            return None;
        }
        if let (Type::Quantity(dimension, _), Datum::Number(number)) = (ty, &datum)
            && dimension.whole
            && number.divided_by(dimension.scale).is_ok_and(|figure| figure.to_whole().is_none())
        {
            self.report(FactError::NotWhole { span: expr.span, value: *number });
            return None;
        }
        Some(datum)
    }

    /// A bare figure where the unit has been declared: in a range, a row of a table, `if absent`.
    fn in_unit(&mut self, expr: &'a ast::Expr, ty: &Type) -> Option<Number> {
        let Type::Quantity(dimension, _) = ty else { return None };
        let (inner, negative) =
            if let ast::ExprKind::Negate(inner) = &expr.kind { (&**inner, true) } else { (expr, false) };
        let ast::ExprKind::Number(digits) = &inner.kind else { return None };
        let number = self.digits(digits, expr.span)?.times(dimension.scale).ok()?;
        Some(if negative { number.negate() } else { number })
    }

    /// A number that is written down, of the kind of a type.
    pub(super) fn number(&mut self, expr: &'a ast::Expr, ty: &Type) -> Option<Number> {
        let (quantity, _) = Quantity::of(ty)?;
        match self.constant(expr, &quantity.within(Bounds::ANY))? {
            Datum::Number(number) => Some(number),
            Datum::Truth(_)
            | Datum::Date(_)
            | Datum::Period(..)
            | Datum::Text(_)
            | Datum::Choice(_)
            | Datum::List(_)
            | Datum::Series(_) => None,
        }
    }

    /// Records that hold lists of themselves: no case could write them down.
    fn records_in_circles(&mut self) {
        let holds = |types: &Vec<Option<Type>>| -> Vec<usize> {
            let lists = types
                .iter()
                .flatten()
                .filter_map(|ty| if let Type::List(record) = ty { Some(record.0 as usize) } else { None });
            lists.collect()
        };
        let edges: Vec<Vec<usize>> = self.field_types.iter().map(holds).collect();
        for circle in circles(&edges).into_iter().filter(|part| part.circular) {
            let names = circle.members.iter().filter_map(|at| self.program.records.get(*at));
            let names: Vec<String> = names.map(|record| record.name.clone()).collect();
            let place = circle.members.first().and_then(|at| self.tree.records.get(at.saturating_sub(2)));
            let span = place.and_then(|record| record.name.as_ref()).map(|name| name.span).unwrap_or_default();
            self.report(NameError::RecordCircle { span, names });
        }
    }

    /// The variant that a name stands for in a `one of` type.
    pub(super) fn variant(&self, choice: ChoiceId, name: &str) -> Option<VariantId> {
        let at = self.variants.get(choice.0 as usize)?.get(name)?;
        Some(VariantId(id(at)))
    }

    /// A name that is none of the values of a `one of` type.
    pub(super) fn unknown_value(&mut self, name: &'a ast::Name, choice: ChoiceId) {
        let spelled = self.variants.get(choice.0 as usize).into_iter().flat_map(|values| values.spelled()).collect();
        let nearest = self.suggest_spelled(&name.text, spelled);
        let values = self.program.choice(choice).map_or_else(Vec::new, |choice| names_and_labels(&choice.variants));
        let ty = self.describe(&Type::Choice(choice));
        self.report_unknown(
            &name.text,
            NameError::UnknownValue { span: name.span, name: name.text.clone(), ty, values, nearest },
        );
    }

    /// A value of the wrong kind, with the way out that fits.
    pub(super) fn expect(
        &mut self,
        typed: super::expr::Typed,
        ty: &Type,
        expr: &'a ast::Expr,
    ) -> Option<super::expr::Typed> {
        let fits = match (Quantity::of(&typed.ty), Quantity::of(ty)) {
            (Some((own, _)), Some((wanted, _))) => own == wanted || (own.plain() && wanted.plain()),
            _ => typed.ty == *ty,
        };
        if fits {
            return Some(typed);
        }
        let fix = self.with_unit(expr, ty);
        if fix.is_none()
            && let Some(difference) = self.difference(&typed.ty, ty)
        {
            let (found, wanted) = (self.describe(&typed.ty), self.describe(ty));
            self.report(UnitError::Factor { span: expr.span, found, wanted, difference });
            return None;
        }
        let meant = self.meant_by(&typed.ty, ty);
        let (found, wanted) = self.describe_pair((&typed.ty, Some(expr)), (ty, None));
        self.report(TypeError::Expected { span: expr.span, found, wanted, meant, fix });
        None
    }

    /// What is likely meant by a value of one type where another is wanted.
    fn meant_by(&self, found: &Type, wanted: &Type) -> Meant {
        let code = |own: &Option<std::sync::Arc<str>>| {
            let code = own.as_deref().unwrap_or(&self.program.policy.currency);
            if code == "CNY" { "元".to_owned() } else { code.to_owned() }
        };
        match (found, wanted) {
            (Type::Ratio(_), Type::Money(..)) => Meant::ShareOf,
            (Type::YesNo, Type::Money(..) | Type::Whole(_) | Type::Decimal(_)) => Meant::ByCondition,
            (Type::Money(other, _), Type::Money(own, _)) => Meant::Exchanged(format!("{}/{}", code(own), code(other))),
            _ => Meant::Value,
        }
    }
}

/// What a declared thing is called in either language: by its identifier in English, by its label in Chinese.
pub(super) fn called(name: &ast::Name, label: Option<&ast::Text>) -> Wording {
    Wording::new(name.text.as_str(), label.map_or(name.text.as_str(), |label| &label.value))
}

/// Values with what they are called in either language.
pub(super) fn names_and_labels(values: &[Variant]) -> Vec<(String, String)> {
    values.iter().map(|value| (value.name.clone(), value.shown().to_owned())).collect()
}

/// Whether a number lies in a range.
pub(super) fn holds(limits: Limits, number: Number) -> bool {
    let least = limits.least.is_none_or(|least| least <= number);
    least && limits.most.is_none_or(|most| number <= most)
}

/// Whether an expression is written down as a value, and not computed from facts.
fn is_fixed(expr: &ast::Expr, choice: bool) -> bool {
    use ast::ExprKind as Kind;
    match &expr.kind {
        Kind::Error | Kind::YesNo(_) | Kind::Number(_) | Kind::Percent(_) | Kind::Money(..) => true,
        Kind::Date(..) | Kind::Text(_) | Kind::Quantity(..) | Kind::Rate(..) | Kind::Duration(..) => true,
        Kind::Name(_) => choice,
        Kind::Negate(inner) => is_fixed(inner, false),
        Kind::Arithmetic(_, left, right) => is_fixed(left, false) && is_fixed(right, false),
        Kind::AppliedOn
        | Kind::SupportYear
        | Kind::Field(..)
        | Kind::At(..)
        | Kind::Lookup(..)
        | Kind::OnDay(..)
        | Kind::Of(..)
        | Kind::Proportion(..)
        | Kind::Ended(..)
        | Kind::Call(_)
        | Kind::Compare(..)
        | Kind::Is(..)
        | Kind::IsNot(..)
        | Kind::IsOneOf(..)
        | Kind::Within(..)
        | Kind::And(_)
        | Kind::Or(_)
        | Kind::Not(_)
        | Kind::Any(_)
        | Kind::All(_)
        | Kind::Sum(..)
        | Kind::Least(..)
        | Kind::Greatest(..)
        | Kind::Count(_)
        | Kind::Rows(_) => false,
    }
}
