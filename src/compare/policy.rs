//! The header, the scope, and what is declared not computed.

use crate::ir::{Assertion, InForceEnd, Measure, NotComputed};
use crate::source::Span;
use crate::value::{MonthEnd, RoundingMode};
use crate::wording;

use super::Half;
use super::item::{Item, Side};
use super::measures::condition;

/// The header, clause by clause.
pub(super) fn header(version: &Half<'_>) -> Vec<Item> {
    let policy = &version.program.policy;
    let said = |en: &str, zh: &str, words: String| Item {
        name: wording!("{en}", "{zh}"),
        meaning: words.clone(),
        label: String::new(),
        keys: vec![en.to_owned()],
        side: Side { words, place: String::new(), quotes: Vec::new(), span: Span::default() },
        subject: None,
    };
    // What decides nothing is a name, and another one means the same.
    let called = |en: &str, zh: &str, label: Option<&String>| {
        let label = label.cloned().unwrap_or_default();
        Item { meaning: String::new(), label: label.clone(), ..said(en, zh, label) }
    };
    let mut items = vec![
        said("identifier", "政策标识", policy.name.clone()),
        called("title", "政策名称", policy.label.as_ref()),
        called("issuer", "发布机关", policy.issuer.as_ref()),
        said("currency", "币种", policy.currency.clone()),
        said("rounding", "取整方式", format!("{} to {}", mode(policy.rounding.mode), policy.rounding.unit)),
        said("first month of the financial year", "财年起始月", policy.financial_year_from.to_string()),
        said("days that a month lacks", "月末日期的处理", month_end(policy.month_end).to_owned()),
    ];
    let meaning = version.meaning();
    items.extend(version.program.in_force.as_ref().map(|in_force| {
        let end = match in_force.end {
            InForceEnd::Open => String::new(),
            InForceEnd::Years(years) => format!("{years} years"),
            InForceEnd::Until(day) => meaning.expr(day),
        };
        Item {
            name: wording!("time in force", "施行期间"),
            meaning: format!("{} {end}", meaning.expr(in_force.from)),
            label: String::new(),
            keys: vec!["in force".to_owned()],
            side: Side::of(version, &in_force.clause),
            subject: None,
        }
    }));
    items
}

fn mode(mode: RoundingMode) -> &'static str {
    match mode {
        RoundingMode::HalfUp => "half up",
        RoundingMode::HalfEven => "half to even",
        RoundingMode::Up => "up",
        RoundingMode::Down => "down",
    }
}

fn month_end(rule: MonthEnd) -> &'static str {
    match rule {
        MonthEnd::LastDay => "the last day of the month",
        MonthEnd::NextMonth => "the first day of the next month",
    }
}

/// The conditions of the whole policy.
pub(super) fn scope(version: &Half<'_>) -> Vec<Item> {
    version.program.scope.iter().map(|own| condition(version, own)).collect()
}

/// What must hold of a decision as a whole.
pub(super) fn assertions(version: &Half<'_>) -> Vec<Item> {
    version.program.assertions.iter().map(|own| assertion(version, own)).collect()
}

/// What must hold of a decision.
pub(super) fn assertion(version: &Half<'_>, own: &Assertion) -> Item {
    let meaning = version.meaning();
    let (name, expr) = (&own.label, meaning.expr(own.expr));
    Item {
        name: wording!("assertion “{name}”", "断言“{name}”"),
        meaning: format!("{expr} {}", meaning.applies(own.applies)),
        label: own.label.clone(),
        keys: vec![format!("label {}", own.label), expr],
        side: Side::of(version, &own.clause),
        subject: None,
    }
}

/// What is declared not computed.
pub(super) fn not_computed(version: &Half<'_>) -> Vec<Item> {
    let item = |own: &NotComputed| Item {
        name: wording!("not computed", "不计算"),
        meaning: own.clause.quotes.iter().map(|quote| quote.text.as_str()).collect::<Vec<_>>().join("\n"),
        label: own.why.clone(),
        keys: vec![own.why.clone()],
        side: Side::of(version, &own.clause),
        subject: None,
    };
    version.program.not_computed.iter().map(item).collect()
}

/// A measure as one part: whether it is there at all, whom it is for, and what it gives in kind.
pub(super) fn whole(version: &Half<'_>, measure: &Measure) -> Item {
    let meaning = version.meaning();
    let claims = measure
        .for_each
        .as_ref()
        .map(|own| format!("{} {} {}", meaning.record(own.record), meaning.expr(own.list), meaning.perhaps(own.order)));
    let in_kind = measure.in_kind.as_ref().map(|own| own.what.clone()).unwrap_or_default();
    let article = measure.article.clone().unwrap_or_default();
    Item {
        name: wording!("the measure", "措施"),
        meaning: format!("{} {} {in_kind}", article, claims.unwrap_or_default()),
        label: format!("{} {}", measure.name, measure.shown()),
        keys: vec![String::new()],
        side: Side::of(version, &measure.clause),
        subject: None,
    }
}
