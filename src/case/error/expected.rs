//! Types and values in the words of an analyst.

use super::short;
use crate::case::node::{Node, Value};
use crate::diagnostic::Wording;
use crate::ir::{Limits, Program, SeriesBy, Type};
use crate::value::Number;
use crate::wording;

/// What a case may give as a value of a type, in a phrase.
pub fn expected(program: &Program, ty: &Type) -> Wording {
    match ty {
        Type::YesNo => wording!("`yes` or `no`", "“是”或“否”"),
        Type::Whole(limits) => {
            let Wording { en, zh } = range(*limits);
            wording!("a whole number{en}", "{zh}整数")
        }
        Type::Decimal(limits) => {
            let Wording { en, zh } = range(*limits);
            wording!("a number{en}", "{zh}数字")
        }
        Type::Ratio(limits) => {
            let Wording { en, zh } = range(*limits);
            wording!("a share{en}, such as `0.3` or `30%`", "{zh}比率，例如 0.3 或 30%")
        }
        Type::Money(currency, _) => {
            let currency = currency.as_deref().unwrap_or(&program.policy.currency);
            if currency == "CNY" {
                wording!("an amount in yuan such as `1200000` or `120万元`", "金额，例如 1200000 或 120万元")
            } else {
                wording!(
                    "an amount in {currency} such as `1200` or `{currency} 1200`",
                    "以{currency}计的金额，例如 1200 或 {currency} 1200"
                )
            }
        }
        Type::Quantity(dimension, limits) => {
            let scaled = |bound: Option<Number>| bound.map(|bound| bound.divided_by(dimension.scale).unwrap_or(bound));
            let limits = Limits { least: scaled(limits.least), most: scaled(limits.most) };
            let Wording { en, zh } = range(limits);
            let units = &program.units;
            let unit = units.declared(dimension, units.surface).unwrap_or_else(|| units.in_rules(dimension));
            let (kind, label) = if dimension.whole { ("a whole number", "整数") } else { ("a number", "数字") };
            wording!("{kind}{en} in `{unit}`", "以“{unit}”为单位的{zh}{label}")
        }
        Type::Date => wording!("a date such as `2026-05-01`", "日期，例如 2026-05-01"),
        Type::Period => {
            wording!(
                "a period with `from` and `to`, two dates such as `2026-05-01`",
                "期间，含“起”（from）和“止”（to）两个日期"
            )
        }
        Type::Duration => wording!("nothing that a case could give", "案例无法给出的值"),
        Type::Text => wording!("text", "文本"),
        Type::Choice(id) => {
            const MOST: usize = 12;
            let variants = program.choice(*id).map_or(&[][..], |choice| &choice.variants);
            let mut names: Vec<&str> = variants.iter().take(MOST).map(|variant| variant.name.as_str()).collect();
            let mut labels: Vec<&str> = variants.iter().take(MOST).map(|variant| variant.shown()).collect();
            if variants.len() > MOST {
                names.push("…");
                labels.push("…");
            }
            Wording::new(format!("one of {}", names.join(", ")), format!("下列之一：{}", labels.join("、")))
        }
        Type::List(record) | Type::Record(record) => {
            let record = program.record(*record);
            let name = record.map_or("", |record| &record.name);
            let label = record.and_then(|record| record.label.as_deref()).unwrap_or(name);
            wording!("a list of records ({name})", "由“{label}”记录组成的列表")
        }
        Type::Series(by, of) => {
            let Wording { en, zh } = expected(program, of);
            match by {
                SeriesBy::SupportYear => {
                    wording!("values by support year, each {en}", "按支持年度给出的值，每个为{zh}")
                }
                SeriesBy::CalendarYear => {
                    wording!("values by calendar year, each {en}", "按自然年度给出的值，每个为{zh}")
                }
            }
        }
    }
}

/// ` from 2 to 5` / `2到5之间的`.
pub(in crate::case) fn range(limits: Limits) -> Wording {
    match (limits.least, limits.most) {
        (Some(least), Some(most)) => wording!(" from {least} to {most}", "{least}到{most}之间的"),
        (Some(least), None) => wording!(" of at least {least}", "不小于{least}的"),
        (None, Some(most)) => wording!(" of at most {most}", "不大于{most}的"),
        (None, None) => wording!("", ""),
    }
}

/// What was given instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::case) enum Found {
    /// `null` or no value.
    Nothing,
    /// A list.
    List,
    /// A mapping.
    Mapping,
    /// A single value: its words.
    Words(String),
}

impl From<&Node<'_>> for Found {
    fn from(node: &Node<'_>) -> Found {
        match &node.value {
            Value::Null => Found::Nothing,
            Value::List(_) => Found::List,
            Value::Map(_) => Found::Mapping,
            Value::Bool(_) | Value::Number(_) | Value::Plain(_) | Value::Text(_) => {
                Found::Words(short(node.words().unwrap_or("")))
            }
        }
    }
}

impl Found {
    /// Whether it says that nothing is known.
    pub(in crate::case) fn is_blank(&self) -> bool {
        let Found::Words(words) = self else { return false };
        let words = words.trim().to_lowercase();
        ["", "-", "—", "/", "?", "？", "无", "未知", "不详", "暂无", "待定", "n/a", "na", "none", "unknown", "tbd"]
            .contains(&words.as_str())
    }

    /// In a sentence.
    pub(in crate::case) fn shown(&self) -> Wording {
        match self {
            Found::Nothing => wording!("nothing", "空值"),
            Found::List => wording!("a list", "一个列表"),
            Found::Mapping => wording!("a mapping", "一组键值"),
            Found::Words(words) => wording!("`{words}`", "“{words}”"),
        }
    }
}
