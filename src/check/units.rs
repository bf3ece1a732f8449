//! Units: what they stand for, and what becomes of them in products, quotients and sums.

use std::sync::Arc;

use crate::ast::{self, ExprKind, MoneyUnit, Surface};
use crate::ir::{Base, Dimension, Limits, Type, UnitId, is_currency};
use crate::source::Span;
use crate::value::Number;

use super::Checker;
use super::citations::Under;
use super::error::{HeaderError, NameError, UnitError};
use super::expr::Typed;
use super::types::Quantity;

impl<'a> Checker<'a> {
    /// The units of all files. Those that are so much of others rest on units that are not, so that none can rest on itself.
    pub(super) fn declare_units(&mut self) {
        let tree = self.tree;
        let header = tree.policy.map(|policy| policy.span.source).or(tree.files.first().map(|(id, _)| *id));
        self.program.units.surface = header.map_or(Surface::English, |id| tree.surface(id));
        let mut ids = Vec::new();
        for unit in tree.units.iter().copied() {
            let label = unit.label.as_ref().filter(|label| label.value != unit.name.text);
            let names = [(&unit.name.text, unit.name.span, false)];
            let names = names.into_iter().chain(label.map(|label| (&label.value, label.span, true)));
            for (name, span, is_label) in names {
                self.unit_name(name, span, is_label);
                self.unit_places.entry(name).or_insert(span);
            }
            let id = self.program.units.declare(&unit.name.text, label.map(|label| label.value.as_str()), None);
            ids.push(id);
            let clause = self.clause(unit.span, &unit.quotes, Under::Anything);
            self.program.units.place(id, clause);
        }
        for (unit, id) in tree.units.iter().zip(ids) {
            match unit.is.as_ref().map(|is| self.definition(is)) {
                None => {}
                Some(Some(is)) => self.program.units.define(id, is),
                Some(None) => {
                    self.unsound_units.insert(id);
                }
            }
        }
    }

    /// Reports a name that a unit can't have.
    fn unit_name(&mut self, name: &'a str, span: Span, is_label: bool) {
        if let Some(first) = self.unit_places.get(name).copied() {
            let name = name.to_owned();
            self.report(if is_label {
                NameError::LabelTwice { span, first, label: name }
            } else {
                NameError::Twice { span, first, name }
            });
            return;
        }
        let code = name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
        let money = matches!(name, "元" | "万元" | "亿元");
        if self.program.units.named(name).is_some() || code || money || name.contains(['·', '/', ' ']) {
            let built_in = self.program.units.named(name).is_some();
            self.report(UnitError::Name { span, name: name.to_owned(), built_in, money: code || money });
        }
    }

    /// What a unit is that is so much of others.
    fn definition(&mut self, is: &'a ast::Expr) -> Option<Dimension> {
        let (digits, own) = if let ExprKind::Quantity(digits, unit) = &is.kind {
            (digits.clone(), self.dimension(unit)?)
        } else if let ExprKind::Duration(count, unit) = &is.kind {
            (count.to_string(), Dimension::base(Base::Unit(UnitId::of(*unit))))
        } else {
            self.report(UnitError::Scale { span: is.span, scaled: None });
            return None;
        };
        if let ExprKind::Quantity(_, unit) = &is.kind {
            let scaled = unit.factors.iter().find(|factor| {
                self.tree.units.iter().any(|unit| {
                    unit.is.is_some()
                        && (unit.name.text == factor.name.text
                            || unit.label.as_ref().is_some_and(|label| label.value == factor.name.text))
                })
            });
            if let Some(scaled) = scaled {
                let name = scaled.name.text.clone();
                self.report(UnitError::Scale { span: scaled.name.span, scaled: Some(name) });
                return None;
            }
        }
        let money = own.powers().iter().any(|(base, _)| matches!(base, Base::Currency(_)));
        let number = self.digits(&digits, is.span)?;
        if money || number <= Number::ZERO {
            self.report(UnitError::Scale { span: is.span, scaled: None });
            return None;
        }
        Some(own.scaled(number))
    }

    /// What a unit counts.
    fn dimension(&mut self, unit: &'a ast::UnitExpr) -> Option<Dimension> {
        let mut whole = Some(Dimension::none());
        let mut known = true;
        for factor in &unit.factors {
            let named = self.program.units.named(&factor.name.text);
            if named.is_some_and(|id| self.unsound_units.contains(&id)) {
                known = false;
                continue;
            }
            let Some(own) = self.program.units.dimension(&factor.name.text) else {
                self.unknown_unit(&factor.name);
                known = false;
                continue;
            };
            self.refers(&factor.name, self.unit_places.get(factor.name.text.as_str()).copied());
            let sign = if factor.divides { -1 } else { 1 };
            whole = whole.and_then(|whole| self.program.units.factor(&whole, &own, sign));
        }
        if whole.is_none() {
            self.report(UnitError::TooMany { span: unit.span });
        }
        whole.filter(|_| known)
    }

    fn unknown_unit(&mut self, name: &'a ast::Name) {
        if self.damage.holds(&name.text) {
            self.not_known.push(name.span);
            return;
        }
        let other = OTHER_WORDS.iter().find(|(word, _)| *word == name.text).map(|(_, unit)| (*unit).to_owned());
        let spelled: Vec<String> = self.program.units.spelled().take(1000).map(str::to_owned).collect();
        // 人次 is no slip for 人.
        let short = |spelled: &&str| !spelled.is_ascii() && spelled.chars().count() == 1;
        let known = spelled.iter().map(String::as_str).filter(|spelled| !short(spelled));
        let nearest = other.or_else(|| self.suggest(&name.text, known));
        let counter = nearest.is_none() && COUNTERS.contains(&name.text.as_str());
        // A declaration that is missing is one mistake, a misspelling one at each place.
        if nearest.is_none() && !counter && self.unit_places.insert(&name.text, name.span).is_some() {
            return;
        }
        self.report(UnitError::Unknown { span: name.span, name: name.text.clone(), nearest, counter });
    }

    /// A declared number of units, as a type without range.
    pub(super) fn measured(&mut self, whole: bool, unit: &'a ast::UnitExpr) -> Option<Quantity> {
        let own = self.dimension(unit)?;
        Some(self.kind_of(own.in_whole(whole)))
    }

    /// A declared rate of money.
    pub(super) fn rate(&mut self, currency: Option<&ast::Name>, per: &'a ast::UnitExpr) -> Option<Quantity> {
        let code = match currency {
            Some(name) => {
                self.known_currency(&name.text, name.span)?;
                name.text.clone()
            }
            None => self.program.policy.currency.clone(),
        };
        let per = self.dimension(per)?;
        let money = Dimension::base(Base::Currency(code.as_str().into()));
        let dimension = self.program.units.factor(&money, &per, 1)?;
        Some(Quantity::Measured(Arc::new(dimension)))
    }

    /// `1000平方米`.
    pub(super) fn quantity(&mut self, digits: &str, unit: &'a ast::UnitExpr, span: Span) -> Option<Typed> {
        let dimension = self.dimension(unit);
        let number = self.digits(digits, span)?;
        self.figure_in(number, !digits.contains('.'), &dimension?, span)
    }

    /// `36 months`, where no date is to be shifted.
    pub(super) fn length_of_time(&mut self, count: u32, unit: ast::DurationUnit, span: Span) -> Option<Typed> {
        let dimension = Dimension::base(Base::Unit(UnitId::of(unit)));
        self.figure_in(Number::from(i64::from(count)), true, &dimension, span)
    }

    /// `30元/平方米/月`.
    pub(super) fn money_rate(
        &mut self,
        digits: &str,
        unit: &MoneyUnit,
        per: &'a ast::UnitExpr,
        span: Span,
    ) -> Option<Typed> {
        let per = self.dimension(per);
        let number = self.digits(digits, span)?;
        let (scale, code) = money_unit(unit);
        self.known_currency(code, span)?;
        let money = Dimension::base(Base::Currency(code.into())).scaled(Number::from(scale));
        let dimension = self.program.units.factor(&money, &per?, 1)?;
        self.figure_in(number, false, &dimension, span)
    }

    fn figure_in(&mut self, number: Number, whole: bool, dimension: &Dimension, span: Span) -> Option<Typed> {
        let Ok(number) = number.times(dimension.scale) else { return self.digits("", span).and(None) };
        let whole = whole && dimension.scale == Number::ONE;
        let kind = self.kind_of(dimension.clone().scaled(Number::ONE).in_whole(whole));
        Some(self.push_number(number, |limits: Limits| kind.clone().of_limits(limits), span))
    }

    /// Whether a code is that of a currency; reported if not.
    pub(super) fn known_currency(&mut self, code: &str, span: Span) -> Option<()> {
        if is_currency(code) {
            return Some(());
        }
        // Of an amount, its code alone.
        let behind = self.sources.slice(span).strip_suffix(code).map_or(0, str::len);
        let span = Span::new(span.source, span.start as usize + behind, span.end as usize);
        let other = OTHER_CODES.iter().find(|(word, _)| *word == code).map(|(_, code)| *code);
        self.report(HeaderError::Currency { span, code: code.to_owned(), meant: other });
        None
    }

    /// The kind of number that counts this.
    pub(super) fn kind_of(&self, dimension: Dimension) -> Quantity {
        let own = self.program.policy.currency.as_str();
        match dimension.powers() {
            [] if dimension.ratio => Quantity::Ratio,
            [] => Quantity::Decimal,
            [(Base::Currency(code), 1)] => Quantity::Money((**code != *own).then(|| code.clone())),
            _ => Quantity::Measured(Arc::new(dimension)),
        }
    }

    /// What a kind of number counts.
    pub(super) fn unit_of(&self, kind: &Quantity) -> Dimension {
        match kind {
            Quantity::Whole => Dimension::none().in_whole(true),
            Quantity::Decimal => Dimension::none(),
            Quantity::Ratio => Dimension::none().of_ratio(),
            Quantity::Money(code) => {
                let own = self.program.policy.currency.as_str();
                Dimension::base(Base::Currency(code.clone().unwrap_or_else(|| own.into())))
            }
            Quantity::Measured(dimension) => (**dimension).clone(),
        }
    }

    /// The kind of a product (`sign` 1) or a quotient (−1) in which units meet; `None` where it would count money of money.
    pub(super) fn with_units(&self, left: &Quantity, right: &Quantity, sign: i32) -> Option<Quantity> {
        let (first, second) = (self.unit_of(left), self.unit_of(right));
        let joined = first.joined(&second, sign)?;
        if joined.powers().iter().any(|(base, power)| matches!(base, Base::Currency(_)) && *power > 1) {
            return None;
        }
        let whole = sign > 0 && first.is_whole() && second.is_whole();
        let kind = self.kind_of(joined.in_whole(whole));
        Some(if whole && kind == Quantity::Decimal { Quantity::Whole } else { kind })
    }

    /// Two kinds of numbers of which one has a unit and which do not count the same: what is missing in the first to be like the second, and
    /// what can be done.
    pub(super) fn difference(&self, found: &Type, wanted: &Type) -> Option<Difference> {
        let ((found, _), (wanted, _)) = (Quantity::of(found)?, Quantity::of(wanted)?);
        if ![&found, &wanted].iter().any(|kind| matches!(kind, Quantity::Measured(_))) {
            return None;
        }
        let (units, wanted) = (&self.program.units, self.unit_of(&wanted));
        let gap = wanted.joined(&self.unit_of(&found), -1)?;
        let name = |(base, power): &(Base, i32)| (units.spelling(base, units.surface), *power > 0);
        Some(Difference { factors: gap.powers().iter().map(name).collect(), way_out: self.way_out(&gap, &wanted) })
    }

    /// What closes the gap to the unit that is wanted.
    fn way_out(&self, gap: &Dimension, wanted: &Dimension) -> WayOut {
        let units = &self.program.units;
        if let Some(factor) = self.conversion(gap) {
            return WayOut::Convert(factor);
        }
        match gap.powers() {
            [(Base::Unit(id), 1)] => {
                let function = match (*id, units.surface) {
                    (UnitId::DAY, Surface::English) => Some("days(…)"),
                    (UnitId::DAY, Surface::Chinese) => Some("天数（…）"),
                    (UnitId::MONTH, Surface::English) => Some("months(…)"),
                    (UnitId::MONTH, Surface::Chinese) => Some("整月数（…）"),
                    _ => None,
                };
                let unit = units.in_rules(gap);
                let declared = match units.surface {
                    Surface::English => format!("decimal in {unit}"),
                    Surface::Chinese => format!("小数 {unit}"),
                };
                let (one, declared, example) =
                    (self.unit_once(gap), function.is_none(), function.map_or(declared, str::to_owned));
                WayOut::Multiply { unit, one, example, declared }
            }
            [(base @ Base::Unit(_), -1)] => {
                let unit = Dimension::base(base.clone());
                let one = self.unit_once(&unit);
                let money = wanted.powers().iter().any(|(base, power)| *power > 0 && matches!(base, Base::Currency(_)));
                let rate = wanted.joined(&unit, -1).filter(|_| money);
                let rate = rate.map(|rate| units.literal("…", &rate, units.surface));
                WayOut::Divide { unit: units.in_rules(&unit), one, rate }
            }
            powers if powers.iter().any(|(_, power)| *power > 0) => WayOut::MultiplyRate(units.in_rules(gap)),
            _ => WayOut::Other,
        }
    }

    /// `1天`, `1 day`.
    pub(super) fn unit_once(&self, unit: &Dimension) -> String {
        let units = &self.program.units;
        match units.surface {
            Surface::English => format!("1 {}", units.in_rules(unit)),
            Surface::Chinese => units.literal("1", unit, Surface::Chinese),
        }
    }

    /// What turns one unit of time into another.
    fn conversion(&self, gap: &Dimension) -> Option<String> {
        let [(Base::Unit(first), one), (Base::Unit(second), other)] = gap.powers() else { return None };
        if *one + *other != 0 || one.abs() != 1 {
            return None;
        }
        let count = match (*first, *second) {
            (UnitId::MONTH, UnitId::QUARTER) => 3,
            (UnitId::MONTH, UnitId::YEAR) => 12,
            (UnitId::QUARTER, UnitId::YEAR) => 4,
            _ => return None,
        };
        let pair = Dimension::base(Base::Unit(*first)).joined(&Dimension::base(Base::Unit(*second)), -1)?;
        let figure = self.program.units.literal(&count.to_string(), &pair, self.program.units.surface);
        Some(if *one > 0 { format!("× {figure}") } else { format!("÷ {figure}") })
    }
}

/// How two units differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// The units that are missing (`true`) or left over.
    pub(super) factors: Vec<(String, bool)>,
    /// What brings one to the other.
    pub(super) way_out: WayOut,
}

/// What brings a value to the unit that is needed, in the words of the policy's surface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum WayOut {
    /// Between two units of time: `× 12月/年`.
    Convert(String),
    /// One unit is missing: a quantity that has it is a function's, or a fact's that is `declared` so; `one` of it.
    Multiply { unit: String, one: String, example: String, declared: bool },
    /// One unit is left over: `one` of it to divide by; or a figure of money is a `rate`.
    Divide { unit: String, one: String, rate: Option<String> },
    /// A rate in this unit is missing.
    MultiplyRate(String),
    /// More than can be said in a sentence.
    Other,
}

/// The scale of a unit of money, and its code.
pub(super) fn money_unit(unit: &MoneyUnit) -> (i64, &str) {
    match unit {
        MoneyUnit::Yuan => (1, "CNY"),
        MoneyUnit::TenThousandYuan => (10_000, "CNY"),
        MoneyUnit::HundredMillionYuan => (100_000_000, "CNY"),
        MoneyUnit::Code(code) => (1, code.as_str()),
    }
}

/// Codes that people write for a currency, and the right one.
const OTHER_CODES: [(&str, &str); 8] = [
    ("RMB", "CNY"),
    ("CNH", "CNY"),
    ("RMY", "CNY"),
    ("UKP", "GBP"),
    ("NTD", "TWD"),
    ("HKS", "HKD"),
    ("EUD", "EUR"),
    ("YEN", "JPY"),
];

/// Words behind a plain number, such as 3级, that rarely are units.
const COUNTERS: [&str; 14] = ["级", "档", "等", "类", "星", "人", "名", "家", "个", "项", "件", "分", "岁", "位"];

/// Other words for the units of time.
const OTHER_WORDS: [(&str, &str); 14] = [
    ("days", "day"),
    ("months", "month"),
    ("quarters", "quarter"),
    ("years", "year"),
    ("个月", "月"),
    ("个季度", "季"),
    ("年度", "年"),
    ("美元", "USD"),
    ("欧元", "EUR"),
    ("英镑", "GBP"),
    ("日元", "JPY"),
    ("韩元", "KRW"),
    ("港元", "HKD"),
    ("港币", "HKD"),
];
