//! What types are called, when two go together, and what a declared type means.

use crate::ast::{self, TypeExpr, TypeKind};
use crate::diagnostic::{Wording, nearest};
use crate::ir::{Dimension, Limits, SeriesBy, Type};
use crate::value::{Bounds, Number};
use crate::wording;

use super::Checker;
use super::error::{FactError, NameError};

/// Kinds of numbers, for the algebra of [`super::expr`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Quantity {
    Whole,
    Decimal,
    Ratio,
    /// A number of units.
    Measured(std::sync::Arc<Dimension>),
    /// With its ISO code where it is not the policy's.
    Money(Option<std::sync::Arc<str>>),
}

impl Quantity {
    /// The kind of number that a type is of, and its range.
    pub(super) fn of(ty: &Type) -> Option<(Quantity, Limits)> {
        match ty {
            Type::Whole(limits) => Some((Quantity::Whole, *limits)),
            Type::Decimal(limits) => Some((Quantity::Decimal, *limits)),
            Type::Ratio(limits) => Some((Quantity::Ratio, *limits)),
            Type::Money(currency, limits) => Some((Quantity::Money(currency.clone()), *limits)),
            Type::Quantity(dimension, limits) => Some((Quantity::Measured(dimension.clone()), *limits)),
            Type::YesNo
            | Type::Date
            | Type::Period
            | Type::Duration
            | Type::Text
            | Type::Choice(_)
            | Type::List(_)
            | Type::Record(_)
            | Type::Series(..) => None,
        }
    }

    /// The type of such a number within bounds.
    pub(super) fn within(self, bounds: Bounds) -> Type {
        self.of_limits(Limits { least: bounds.least(), most: bounds.most() })
    }

    /// The type of such a number within a range.
    pub(super) fn of_limits(self, limits: Limits) -> Type {
        match self {
            Quantity::Whole => Type::Whole(limits),
            Quantity::Decimal => Type::Decimal(limits),
            Quantity::Ratio => Type::Ratio(limits),
            Quantity::Money(currency) => Type::Money(currency, limits),
            Quantity::Measured(dimension) => Type::Quantity(dimension, limits),
        }
    }

    /// Whether every value is a whole number.
    pub(super) fn is_whole(&self) -> bool {
        match self {
            Quantity::Whole => true,
            Quantity::Measured(dimension) => dimension.is_whole(),
            Quantity::Decimal | Quantity::Ratio | Quantity::Money(_) => false,
        }
    }

    /// Whether it has no unit.
    pub(super) fn plain(&self) -> bool {
        matches!(self, Quantity::Whole | Quantity::Decimal)
    }
}

/// The type of what is either of two types; `None` where they do not go together.
pub(super) fn unify(left: &Type, right: &Type) -> Option<Type> {
    let (Some((kind, own)), Some((other, theirs))) = (Quantity::of(left), Quantity::of(right)) else {
        return (left == right).then(|| left.clone());
    };
    let kind = match (kind, other) {
        (kind, other) if kind == other && !other.is_whole() => other,
        (kind, other) if kind == other => kind,
        (kind, other) if kind.plain() && other.plain() => Quantity::Decimal,
        _ => return None,
    };
    Some(kind.within(own.bounds().hull(theirs.bounds())))
}

/// Whether one is a plain number and the other a ratio.
pub(super) fn number_and_ratio(left: &Type, right: &Type) -> bool {
    let number = |ty: &Type| matches!(ty, Type::Whole(_) | Type::Decimal(_));
    let ratio = |ty: &Type| matches!(ty, Type::Ratio(_));
    (number(left) && ratio(right)) || (ratio(left) && number(right))
}

/// Whether two values may be compared: one kind of number, or one type.
///
/// A quotient of two amounts is a ratio that may stand beside a plain number that was computed or declared; a bare figure beside a ratio is refused
/// before this is asked.
pub(super) fn comparable(left: &Type, right: &Type) -> bool {
    match (Quantity::of(left), Quantity::of(right)) {
        (Some((left, _)), Some((right, _))) => {
            let unitless = |quantity: &Quantity| quantity.plain() || *quantity == Quantity::Ratio;
            left == right || (unitless(&left) && unitless(&right))
        }
        (None, None) => left == right,
        _ => false,
    }
}

/// The number that a type leaves no choice about.
pub(super) fn figure(ty: &Type) -> Option<Number> {
    Quantity::of(ty).and_then(|(_, limits)| limits.bounds().known())
}

/// A range as the analyst writes it.
pub(super) fn range(limits: Limits, unit: &str) -> String {
    let side = |bound: Option<Number>| bound.map(|bound| format!("{bound}{unit}")).unwrap_or_default();
    format!("{}..{}", side(limits.least), side(limits.most))
}

impl<'a> Checker<'a> {
    /// What a type is called in a message.
    pub(super) fn describe(&self, ty: &Type) -> Wording {
        match ty {
            Type::YesNo => wording!("yes or no", "是否"),
            Type::Whole(_) => wording!("a whole number", "整数"),
            Type::Decimal(_) => wording!("a plain number", "数"),
            Type::Ratio(_) => wording!("a ratio", "比率"),
            Type::Money(None, _) => wording!("money", "金额"),
            Type::Money(Some(code), _) => wording!("money in {code}", "{code}金额"),
            Type::Quantity(dimension, _) => {
                let unit = self.program.units.in_rules(dimension);
                if dimension.is_rate() {
                    wording!("a rate in `{unit}`", "以“{unit}”为单位的单价")
                } else {
                    wording!("a quantity in `{unit}`", "以“{unit}”为单位的数量")
                }
            }
            Type::Date => wording!("a date", "日期"),
            Type::Period => wording!("a period", "期间"),
            Type::Duration => wording!("a length of time", "时长"),
            Type::Text => wording!("text", "文本"),
            Type::Choice(id) => {
                let choice = self.program.choice(*id);
                let name = choice.map_or("", |choice| choice.name.as_str());
                let shown = choice.map_or("", |choice| choice.label.as_deref().unwrap_or(&choice.name));
                wording!("a value of `{name}`", "“{shown}”的取值")
            }
            Type::List(id) => {
                let record = self.program.record(*id);
                let name = record.map_or("", |record| record.name.as_str());
                let shown = record.map_or("", |record| record.label.as_deref().unwrap_or(&record.name));
                wording!("a list of `{name}`", "“{shown}”列表")
            }
            Type::Record(id) => {
                let record = self.program.record(*id);
                let name = record.map_or("", |record| record.name.as_str());
                let shown = record.map_or("", |record| record.label.as_deref().unwrap_or(&record.name));
                wording!("a whole record of `{name}`", "一整条“{shown}”记录")
            }
            Type::Series(by, inner) => {
                let Wording { en, zh } = self.describe(inner);
                match by {
                    SeriesBy::SupportYear => wording!("{en} for each support year", "按支持年度的{zh}"),
                    SeriesBy::CalendarYear => wording!("{en} for each calendar year", "按自然年度的{zh}"),
                }
            }
        }
    }

    /// What two types that don't go together are called: currencies by name where they differ, and a bare figure as one.
    pub(super) fn describe_pair(
        &self,
        (left, first): (&Type, Option<&ast::Expr>),
        (right, second): (&Type, Option<&ast::Expr>),
    ) -> (Wording, Wording) {
        let bare =
            |expr: Option<&ast::Expr>, other: &Type| expr.is_some_and(|expr| self.with_unit(expr, other).is_some());
        let currencies = matches!((left, right), (Type::Money(own, _), Type::Money(other, _)) if own != other);
        let one = |ty: &Type, expr: Option<&ast::Expr>, other: &Type| {
            if bare(expr, other) {
                wording!("a figure without a unit", "没有单位的数字")
            } else if currencies && matches!(ty, Type::Money(None, _)) {
                let code = &self.program.policy.currency;
                wording!("money in {code}", "{code}金额")
            } else {
                self.describe(ty)
            }
        };
        (one(left, first, right), one(right, second, left))
    }

    /// The currency of an ISO code: `None` for the policy's own.
    pub(super) fn currency(&self, code: &str) -> Option<std::sync::Arc<str>> {
        (code != self.program.policy.currency).then(|| code.into())
    }

    /// What a declared type means; `None` where something in it is wrong.
    pub(super) fn declared(&mut self, ty: &'a TypeExpr) -> Option<Type> {
        let inner = match &ty.kind {
            TypeKind::YesNo => Type::YesNo,
            TypeKind::Whole(range) => self.ranged(Quantity::Whole, range, ty)?,
            TypeKind::Decimal(range) => self.ranged(Quantity::Decimal, range, ty)?,
            TypeKind::Ratio(range) => self.ranged(Quantity::Ratio, range, ty)?,
            TypeKind::Money(code, range) => {
                if let Some(code) = code {
                    self.known_currency(&code.text, code.span)?;
                }
                let currency = code.as_ref().and_then(|code| self.currency(&code.text));
                self.ranged(Quantity::Money(currency), range, ty)?
            }
            TypeKind::Measured(whole, unit, range) => {
                let quantity = self.measured(*whole, unit)?;
                self.ranged(quantity, range, ty)?
            }
            TypeKind::Rate(currency, per, range) => {
                let quantity = self.rate(currency.as_ref(), per)?;
                self.ranged(quantity, range, ty)?
            }
            TypeKind::Date => Type::Date,
            TypeKind::Period => Type::Period,
            TypeKind::Text => Type::Text,
            TypeKind::List(name) => {
                let Some(record) = self.records.get(&name.text) else {
                    let nearest = self.suggest_spelled(&name.text, self.records.spelled().collect());
                    self.report_unknown(
                        &name.text,
                        NameError::UnknownRecord { span: name.span, name: name.text.clone(), nearest },
                    );
                    return None;
                };
                self.used.records.insert(record);
                self.refers(name, self.records.place(&name.text));
                Type::List(record)
            }
            TypeKind::Named(name) => {
                let Some(choice) = self.types.get(&name.text) else {
                    let own = self.types.spelled().collect();
                    let nearest = built_in(&name.text, self.surface(name.span)).map(str::to_owned);
                    let nearest = nearest.or_else(|| self.suggest_spelled(&name.text, own));
                    let record = self.records.get(&name.text).is_some();
                    self.report_unknown(
                        &name.text,
                        NameError::UnknownType { span: name.span, name: name.text.clone(), nearest, record },
                    );
                    return None;
                };
                self.used.types.insert(choice);
                self.refers(name, self.types.place(&name.text));
                Type::Choice(choice)
            }
            TypeKind::Error => return None,
        };
        if ty.signed && Quantity::of(&inner).is_none() {
            self.report(FactError::SignedWithoutNumber { span: ty.span });
        }
        let Some(by) = ty.by else { return Some(inner) };
        if matches!(inner, Type::List(_)) {
            self.report(FactError::ListByYear { span: ty.span });
            return None;
        }
        Some(Type::Series(by, Box::new(inner)))
    }

    /// The nearest of the spellings, while suggestions last.
    pub(super) fn suggest_spelled(&mut self, written: &str, spelled: Vec<&'a str>) -> Option<String> {
        self.suggest(written, spelled.into_iter())
    }

    /// A number type with its range: from 0 unless it says otherwise.
    fn ranged(&mut self, quantity: Quantity, range: &'a ast::Range, ty: &TypeExpr) -> Option<Type> {
        let open = quantity.clone().within(Bounds::ANY);
        let mut bound = |side: &'a Option<Box<ast::Expr>>| match side {
            None => Some(None),
            Some(expr) => self.number(expr, &open).map(Some),
        };
        let (from, to) = (bound(&range.from), bound(&range.to));
        let (from, to) = (from?, to?);
        let least = if ty.signed || to.is_some_and(Number::is_negative) { from } else { from.or(Some(Number::ZERO)) };
        if let (Some(least), Some(most)) = (least, to)
            && least > most
        {
            self.report(FactError::EmptyRange { span: ty.span, least, most });
            return None;
        }
        Some(quantity.within(Bounds::Between(least, to)))
    }
}

/// Types of the language, with other words that people write for them.
const BUILT_IN: [(&str, &str, &[&str]); 8] = [
    ("yes/no", "是否", &["boolean", "bool", "yesno", "布尔", "是非"]),
    ("whole", "整数", &["integer", "int", "整型", "数字", "数量"]),
    ("decimal", "小数", &["number", "numeric", "float", "double", "数值", "浮点数"]),
    ("ratio", "比率", &["percent", "percentage", "rate", "share", "百分比", "百分数", "比例"]),
    ("money", "金额", &["amount", "currency", "yuan", "钱", "元", "万元", "货币"]),
    ("date", "日期", &["day", "datetime", "日期型", "日期类型", "时间"]),
    ("period", "期间", &["range", "期限"]),
    ("text", "文本", &["string", "str", "字符串", "文字", "字符"]),
];

/// The type of the language that a word in its place probably means.
fn built_in(written: &str, surface: ast::Surface) -> Option<&'static str> {
    let lower = written.to_lowercase();
    let other = BUILT_IN.iter().find(|(.., others)| others.contains(&lower.as_str()));
    let near = |own: &str| written.is_ascii() && nearest(&lower, std::iter::once(own)).is_some();
    let (english, chinese, _) = other.or_else(|| BUILT_IN.iter().find(|(english, ..)| near(english)))?;
    Some(match surface {
        ast::Surface::English => english,
        ast::Surface::Chinese => chinese,
    })
}
