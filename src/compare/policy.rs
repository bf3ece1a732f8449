//! The header, the scope, and what is declared not computed.

use crate::diagnostic::Wording;
use crate::ir::{Assertion, Clause, InForceEnd, Measure, NotComputed};
use crate::value::{MonthEnd, Rounding, RoundingMode};
use crate::wording;

use super::Half;
use super::item::{Item, Side};
use super::measures::condition;

/// The header, clause by clause.
pub(super) fn header(version: &Half<'_>) -> Vec<Item> {
    let policy = &version.program.policy;
    let of = |en: &str, zh: &str, said: Wording| Item {
        name: wording!("{en}", "{zh}"),
        meaning: said.en.clone(),
        label: String::new(),
        keys: vec![en.to_owned()],
        side: Side::said(said),
        subject: None,
    };
    let said = |en: &str, zh: &str, words: &str| of(en, zh, Wording::new(words, words));
    // What decides nothing is a name, and another one means the same.
    let called = |en: &str, zh: &str, label: Option<&String>| {
        let label = label.map(String::as_str).unwrap_or_default();
        Item { meaning: String::new(), label: label.to_owned(), ..said(en, zh, label) }
    };
    let month = policy.financial_year_from;
    let mut items = vec![
        said("identifier", "政策标识", &policy.name),
        called("title", "政策名称", policy.label.as_ref()),
        called("issuer", "发布机关", policy.issuer.as_ref()),
        said("currency", "币种", &policy.currency),
        of("rounding", "取整方式", rounding(policy.rounding)),
        of("first month of the financial year", "财年起始月", wording!("month {month}", "{month}月")),
        of("days that a month lacks", "月末日期的处理", month_end(policy.month_end)),
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
    items.extend(frame(version));
    items
}

/// The clauses that frame the rules, for the words that they rest on; those of an amendment are told with it.
fn frame(version: &Half<'_>) -> Option<Item> {
    let program = version.program;
    let clause = program.frame.last()?;
    let amendment = program.version.as_ref().map(|own| own.clause.span);
    let is_header =
        |own: &&Clause| amendment.is_none_or(|it| own.span.source != it.source || own.span.start < it.start);
    let quotes =
        program.frame.iter().filter(is_header).flat_map(|own| &own.quotes).map(|quote| quote.text.clone()).collect();
    Some(Item {
        name: wording!("the header as a whole", "总则整体"),
        meaning: String::new(),
        label: String::new(),
        keys: vec!["frame".to_owned()],
        side: Side { quotes, ..Side::of(version, clause) },
        subject: None,
    })
}

fn rounding(rounding: Rounding) -> Wording {
    let unit = rounding.unit;
    match rounding.mode {
        RoundingMode::HalfUp => wording!("half up to {unit}", "四舍五入至{unit}"),
        RoundingMode::HalfEven => wording!("half to even to {unit}", "四舍六入五成双至{unit}"),
        RoundingMode::Up => wording!("up to {unit}", "向上取整至{unit}"),
        RoundingMode::Down => wording!("down to {unit}", "向下取整至{unit}"),
    }
}

fn month_end(rule: MonthEnd) -> Wording {
    match rule {
        MonthEnd::LastDay => wording!("the last day of the month", "取当月末日"),
        MonthEnd::NextMonth => wording!("the first day of the next month", "顺延至次月1日"),
    }
}

/// The conditions of the whole policy.
pub(super) fn scope(version: &Half<'_>) -> Vec<Item> {
    let whole = version.program.scope_clause.as_ref().map(|clause| Item {
        name: wording!("the scope as a whole", "适用范围整体"),
        meaning: String::new(),
        label: String::new(),
        keys: vec!["scope".to_owned()],
        side: Side::of(version, clause),
        subject: None,
    });
    whole.into_iter().chain(version.program.scope.iter().map(|own| condition(version, own))).collect()
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
    let for_each = measure.for_each.as_ref().map(|own| &own.clause);
    let goods = measure.in_kind.as_ref().map(|own| &own.clause);
    let clauses = [Some(&measure.clause), for_each, goods].into_iter().flatten();
    let quotes = clauses.flat_map(|own| &own.quotes).map(|quote| quote.text.clone()).collect();
    Item {
        name: wording!("the measure", "措施"),
        meaning: format!("{} {} {in_kind}", article, claims.unwrap_or_default()),
        label: format!("{} {}", measure.name, measure.shown()),
        keys: vec![String::new()],
        side: Side { quotes, ..Side::of(version, &measure.clause) },
        subject: None,
    }
}
