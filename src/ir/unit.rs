//! Units of measurement, and what quantities count.

use std::collections::HashMap;
use std::sync::Arc;

use super::Clause;
use super::currency::is_currency;
use crate::ast::{DurationUnit, Surface};
use crate::value::Number;

/// A unit of [`Program::units`](super::Program::units).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub u32);

impl UnitId {
    /// `day` 天.
    pub const DAY: UnitId = UnitId(0);
    /// `month` 月.
    pub const MONTH: UnitId = UnitId(1);
    /// `quarter` 季.
    pub const QUARTER: UnitId = UnitId(2);
    /// `year` 年.
    pub const YEAR: UnitId = UnitId(3);

    /// The unit of a length of time.
    pub fn of(unit: DurationUnit) -> UnitId {
        match unit {
            DurationUnit::Days => UnitId::DAY,
            DurationUnit::Months => UnitId::MONTH,
            DurationUnit::Years => UnitId::YEAR,
        }
    }
}

/// What is always there: the names and labels of the units of time. Another word for one of them may be referred to, too.
const BUILT_IN: [(&str, &str, &[&str]); 4] =
    [("day", "天", &["日"]), ("month", "月", &[]), ("quarter", "季", &["季度"]), ("year", "年", &[])];

/// So many different units one quantity may count at once; more come from no policy, and would make long formulas slow.
const FACTORS: usize = 6;
/// The greatest power of a unit.
const POWER: i32 = 99;

/// What is not made of other units.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Base {
    /// Money, by ISO code.
    Currency(Arc<str>),
    /// A unit that is not defined by another.
    Unit(UnitId),
}

/// What a quantity counts: 元/平方米/月 is CNY to the power 1, 平方米 and 月 to the power −1.
///
/// Values are kept in base units. Two are the same where their powers are: `1 兆瓦时` and `1000 千瓦时` count the same thing.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// Base units with their powers, none of them 0, in order.
    powers: Vec<(Base, i32)>,
    /// How many of the base units one of the declared unit is: cases give their figures in the declared one.
    pub scale: Number,
    /// Whether cases give whole numbers.
    pub whole: bool,
    /// Whether a ratio is among its factors, so that a ratio is left where its units cancel.
    pub ratio: bool,
}

impl PartialEq for Dimension {
    fn eq(&self, other: &Dimension) -> bool {
        self.powers == other.powers
    }
}

impl Eq for Dimension {}

impl Dimension {
    /// What counts nothing: a plain number.
    pub fn none() -> Dimension {
        Dimension { powers: Vec::new(), scale: Number::ONE, whole: false, ratio: false }
    }

    /// One base unit.
    pub fn base(base: Base) -> Dimension {
        Dimension { powers: vec![(base, 1)], ..Dimension::none() }
    }

    /// The same, of which cases give figures on this scale.
    pub fn scaled(self, scale: Number) -> Dimension {
        Dimension { scale, ..self }
    }

    /// The same, in whole numbers or not.
    pub fn in_whole(self, whole: bool) -> Dimension {
        Dimension { whole, ..self }
    }

    /// The same, a share of it.
    pub fn of_ratio(self) -> Dimension {
        Dimension { ratio: true, ..self }
    }

    /// Base units with their powers, none of them 0: currencies first, then units in the order of declaration.
    pub fn powers(&self) -> &[(Base, i32)] {
        &self.powers
    }

    /// Whether it is so much money for each of something: a currency stands above the line, alone.
    pub fn is_rate(&self) -> bool {
        let mut above = self.powers.iter().filter(|(_, power)| *power > 0);
        matches!((above.next(), above.next()), (Some((Base::Currency(_), 1)), None))
    }

    /// Whether every value is a whole number of base units.
    pub fn is_whole(&self) -> bool {
        self.whole && self.scale == Number::ONE
    }

    /// The dimension of a product (`sign` 1) or a quotient (−1), in base units; `None` where it counts more than can be kept.
    pub fn joined(&self, other: &Dimension, sign: i32) -> Option<Dimension> {
        let mut powers = self.powers.clone();
        for (base, power) in &other.powers {
            match powers.binary_search_by(|(own, _)| own.cmp(base)) {
                Ok(at) => {
                    let own = powers.get_mut(at)?;
                    own.1 = own.1.checked_add(power.checked_mul(sign)?)?;
                }
                Err(at) => powers.insert(at, (base.clone(), power.checked_mul(sign)?)),
            }
        }
        powers.retain(|(_, power)| *power != 0);
        let small = powers.len() <= FACTORS && powers.iter().all(|(_, power)| power.abs() <= POWER);
        // A ratio of a ratio is a plain number.
        let ratio = if sign < 0 { self.ratio && !other.ratio } else { self.ratio || other.ratio };
        small.then_some(Dimension { powers, ratio, ..Dimension::none() })
    }
}

/// A unit: its names, and what one of it is in base units.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its identifier.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
    /// What it counts, with its scale.
    pub is: Dimension,
    /// The clause; of those that are built in it has no place.
    pub clause: Clause,
}

/// The units of a policy: those of time first, then the declared ones.
#[derive(Debug, Clone)]
pub struct Units {
    all: Vec<Unit>,
    /// By name and label; only ever looked up, so that no order depends on it.
    named: HashMap<String, UnitId>,
    /// The surface of the policy, by which messages in either language name units.
    pub surface: Surface,
}

impl Default for Units {
    fn default() -> Units {
        let mut units = Units { all: Vec::new(), named: HashMap::new(), surface: Surface::English };
        for (name, label, others) in BUILT_IN {
            let id = units.declare(name, Some(label), None);
            units.named.extend(others.iter().map(|other| ((*other).to_owned(), id)));
        }
        units
    }
}

impl Units {
    /// Adds a unit: a base unit, or one that is so much of others. A name that is taken goes on to mean the first.
    pub fn declare(&mut self, name: &str, label: Option<&str>, is: Option<Dimension>) -> UnitId {
        let id = UnitId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        let is = is.unwrap_or_else(|| Dimension::base(Base::Unit(id)));
        for spelling in std::iter::once(name).chain(label) {
            self.named.entry(spelling.to_owned()).or_insert(id);
        }
        self.all.push(Unit { name: name.to_owned(), label: label.map(str::to_owned), is, clause: Clause::default() });
        id
    }

    /// Says where a unit is declared.
    pub fn place(&mut self, id: UnitId, clause: Clause) {
        if let Some(unit) = self.all.get_mut(id.0 as usize) {
            unit.clause = clause;
        }
    }

    /// Says what a unit is, once it is known.
    pub fn define(&mut self, id: UnitId, is: Dimension) {
        if let Some(unit) = self.all.get_mut(id.0 as usize) {
            unit.is = is;
        }
    }

    /// The unit of an identifier or a label.
    pub fn named(&self, name: &str) -> Option<UnitId> {
        self.named.get(name).copied()
    }

    /// A unit.
    pub fn get(&self, id: UnitId) -> Option<&Unit> {
        self.all.get(id.0 as usize)
    }

    /// Identifiers and labels, in the order of declaration.
    pub fn spelled(&self) -> impl Iterator<Item = &str> {
        self.all.iter().flat_map(|unit| std::iter::once(unit.name.as_str()).chain(unit.label.as_deref()))
    }

    /// What a name, a label or an ISO code counts.
    pub fn dimension(&self, name: &str) -> Option<Dimension> {
        match self.named(name).and_then(|id| self.get(id)) {
            Some(unit) => Some(unit.is.clone()),
            None => is_currency(name).then(|| Dimension::base(Base::Currency(name.into()))),
        }
    }

    /// What a unit without spaces counts: `平方米/月`, `元/平方米/月`.
    pub fn read(&self, words: &str) -> Option<Dimension> {
        let mut whole = Dimension::none();
        let mut sign = 1;
        for (at, part) in words.split('/').enumerate() {
            if at > 0 {
                sign = -1;
            }
            for factor in part.split('·') {
                let (factor, times) = money_scale(factor);
                let own = self.dimension(factor)?;
                whole = self.factor(&whole, &own, sign)?;
                whole.scale = whole.scale.times(Number::from(times)).ok()?;
            }
        }
        Some(whole)
    }

    /// A dimension with one more factor, the scales joined.
    pub fn factor(&self, whole: &Dimension, own: &Dimension, sign: i32) -> Option<Dimension> {
        let scale = if sign < 0 { whole.scale.divided_by(own.scale) } else { whole.scale.times(own.scale) };
        Some(Dimension { scale: scale.ok()?, ..whole.joined(own, sign)? })
    }

    /// A base unit's name in a surface: `month` 月.
    pub fn spelling(&self, base: &Base, surface: Surface) -> String {
        match base {
            Base::Currency(code) if &**code == "CNY" => "元".to_owned(),
            Base::Currency(code) => code.to_string(),
            Base::Unit(id) => {
                let Some(unit) = self.get(*id) else { return String::new() };
                let label = unit.label.as_deref().filter(|_| surface == Surface::Chinese);
                label.unwrap_or(&unit.name).to_owned()
            }
        }
    }

    /// A unit as rules write it: `元/平方米/月`, `square_metre·month`.
    pub fn written(&self, dimension: &Dimension, surface: Surface) -> String {
        joined(dimension, &|base| self.spelling(base, surface))
    }

    /// A unit as the policy's own rules write it.
    pub fn in_rules(&self, dimension: &Dimension) -> String {
        self.written(dimension, self.surface)
    }

    /// The unit in which cases give their figures, as a word that [`read`](Units::read) takes; `None` where none of this scale has one.
    pub fn declared(&self, dimension: &Dimension, surface: Surface) -> Option<String> {
        if dimension.scale == Number::ONE {
            return Some(self.written(dimension, surface));
        }
        let same = |own: &Dimension| own == dimension && own.scale == dimension.scale;
        let spelled = |unit: &Unit| {
            let label = unit.label.as_ref().filter(|_| surface == Surface::Chinese);
            label.unwrap_or(&unit.name).clone()
        };
        if let Some(unit) = self.all.iter().find(|unit| same(&unit.is)) {
            return Some(spelled(unit));
        }
        // A rate of money for each of such a unit.
        let (currency, _) = dimension.powers.first().filter(|_| dimension.is_rate())?;
        let currency = self.spelling(currency, surface);
        let rates = self.all.iter().map(|unit| format!("{currency}/{}", spelled(unit)));
        rates.into_iter().find(|rate| self.read(rate).is_some_and(|own| same(&own)))
    }

    /// A quantity as rules write it: `1000平方米`, `36 months`, `30元/平方米/月`.
    pub fn literal(&self, figure: &str, dimension: &Dimension, surface: Surface) -> String {
        let time = |id: UnitId| Dimension::base(Base::Unit(id)) == *dimension;
        let words = [
            (UnitId::DAY, " days", "天"),
            (UnitId::MONTH, " months", "个月"),
            (UnitId::QUARTER, " quarters", "个季度"),
            (UnitId::YEAR, " years", "年"),
        ];
        if let Some((_, english, chinese)) = words.iter().find(|(id, ..)| time(*id)) {
            return format!("{figure}{}", if surface == Surface::Chinese { chinese } else { english });
        }
        let unit = self.written(dimension, surface);
        let blank = if unit.starts_with(|c: char| c.is_ascii()) { " " } else { "" };
        format!("{figure}{blank}{unit}")
    }
}

/// 万元 and 亿元 as 元 and their scale.
fn money_scale(factor: &str) -> (&str, i64) {
    match factor {
        "元" => ("CNY", 1),
        "万元" => ("CNY", 10_000),
        "亿元" => ("CNY", 100_000_000),
        other => (other, 1),
    }
}

/// The units of a dimension in one word: what multiplies, joined by `·`, then what divides, each after a `/`; units of time stand last.
pub fn joined(dimension: &Dimension, spelling: &dyn Fn(&Base) -> String) -> String {
    let mut above = Vec::new();
    let mut below = String::new();
    let of_time = |base: &Base| matches!(base, Base::Unit(id) if *id <= UnitId::YEAR);
    let (time, other): (Vec<_>, Vec<_>) = dimension.powers().iter().partition(|(base, _)| of_time(base));
    for (base, power) in other.into_iter().chain(time) {
        for _ in 0..power.unsigned_abs() {
            if *power > 0 {
                above.push(spelling(base));
            } else {
                below.push('/');
                below.push_str(&spelling(base));
            }
        }
    }
    if above.is_empty() {
        above.push("1".to_owned());
    }
    format!("{}{below}", above.join("·"))
}
