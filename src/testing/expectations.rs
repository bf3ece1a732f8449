//! What a test expects, in words, for those who read it without its file.

use super::said::{About, Said};
use super::{Expected, Test, words};
use crate::ast::{ClaimRef, ExpectKind, ExpectStep};
use crate::case::node::{Node, Value};
use crate::diagnostic::Wording;
use crate::ir::Program;
use crate::wording;

/// What a test expects, thing by thing.
pub fn expectations(program: &Program, test: &Test) -> Vec<Wording> {
    match &test.expected {
        Expected::Said(said) => of_clauses(said),
        Expected::Parts(node) => of_parts(program, node),
    }
}

fn joined(parts: &[Wording], en: &str, zh: &str) -> Wording {
    let of = |language: fn(&Wording) -> &str, between: &str| {
        parts.iter().map(language).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
    };
    Wording::new(of(|own| &own.en, en), of(|own| &own.zh, zh))
}

fn headed(head: Wording, what: Wording) -> Wording {
    let Wording { en, zh } = head;
    let (what_en, what_zh) = (what.en, what.zh);
    wording!("{en}: {what_en}", "{zh}：{what_zh}")
}

/// What is expected of one thing stands in one line, as in its clause.
fn of_clauses(said: &[Said]) -> Vec<Wording> {
    let mut lines: Vec<(&About, Vec<Wording>)> = Vec::new();
    for own in said {
        let words = item(&own.item.kind, own.missing.as_deref());
        match lines.last_mut() {
            Some((about, items)) if *about == &own.about => items.push(words),
            _ => lines.push((&own.about, vec![words])),
        }
    }
    lines.into_iter().map(|(about, items)| headed(subject(about), joined(&items, ", ", "，"))).collect()
}

fn subject(about: &About) -> Wording {
    match about {
        About::Total => wording!("in all", "合计"),
        About::Scope => wording!("scope", "适用范围"),
        About::Fault => wording!("no decision", "不能核算"),
        About::Assertion(label) => wording!("assertion “{label}”", "断言“{label}”"),
        About::Claim { label, claim, .. } => called(label, claim),
    }
}

fn called(label: &str, claim: &ClaimRef) -> Wording {
    let mut parts = vec![wording!("{label}", "{label}")];
    if let Some(key) = &claim.claim {
        let key = &key.value;
        parts.push(wording!("“{key}”", "“{key}”"));
    }
    if let Some(years) = &claim.years {
        let (first, last) = (years.first, years.last);
        parts.push(match first == last {
            true => wording!("year {first}", "第{first}年"),
            false => wording!("years {first} to {last}", "第{first}至{last}年"),
        });
    }
    if let Some(part) = claim.part {
        parts.push(wording!("part {part}", "第{part}期"));
    }
    joined(&parts, ", ", "，")
}

fn item(kind: &ExpectKind, missing: Option<&str>) -> Wording {
    match kind {
        ExpectKind::Code(code) => {
            let code = &code.value;
            wording!("{code}", "{code}")
        }
        ExpectKind::NoClaim => wording!("no such claim", "无此申请项"),
        ExpectKind::Payable(amount) => {
            let amount = &amount.value;
            wording!("payable {amount}", "应发{amount}")
        }
        ExpectKind::Paid(amount) => {
            let amount = &amount.value;
            wording!("paid {amount}", "已发{amount}")
        }
        ExpectKind::Repayable(amount) => {
            let amount = &amount.value;
            wording!("to be paid back {amount}", "应退回{amount}")
        }
        ExpectKind::Scheduled(amount, on) => {
            let (amount, on) = (&amount.value, on.as_ref().map(|on| on.value.as_str()));
            match on {
                Some(on) => wording!("due later {amount} on {on}", "未到期{amount}（{on}到期）"),
                None => wording!("due later {amount}", "未到期{amount}"),
            }
        }
        ExpectKind::Pending(least, most) => {
            let (least, most) = (least.as_ref().map(|own| &own.value), most.as_ref().map(|own| &own.value));
            match (least, most) {
                (Some(least), Some(most)) => {
                    wording!("pending at least {least} at most {most}", "待定（不低于{least}，不超过{most}）")
                }
                (Some(least), None) => wording!("pending at least {least}", "待定（不低于{least}）"),
                (None, Some(most)) => wording!("pending at most {most}", "待定（不超过{most}）"),
                (None, None) => wording!("pending", "待定"),
            }
        }
        ExpectKind::Refused(Some(by)) => {
            let by = &by.value;
            wording!("refused by “{by}”", "因“{by}”不予支持")
        }
        ExpectKind::Refused(None) => wording!("refused", "不予支持"),
        ExpectKind::Qualified => wording!("qualified", "符合条件"),
        ExpectKind::Nothing => wording!("nothing", "无可发金额"),
        ExpectKind::Meets(condition) => {
            let condition = &condition.value;
            wording!("meets “{condition}”", "满足“{condition}”")
        }
        ExpectKind::Missing(Some(path)) => {
            let asked = &path.name.text;
            match path.steps.is_empty() {
                true => wording!("waits for {asked}", "待补{asked}"),
                false => {
                    let path = missing.unwrap_or(asked);
                    wording!("waits for {path}", "待补{path}")
                }
            }
        }
        ExpectKind::Missing(None) => wording!("waits for the approval", "待核定"),
        ExpectKind::Step(kind, label, amount) => {
            let (Wording { en, zh }, amount) = (step(*kind), &amount.value);
            match label.as_ref().map(|label| &label.value) {
                Some(label) => wording!("{en} “{label}” leaves {amount}", "{zh}“{label}”后为{amount}"),
                None => wording!("{en}: {amount}", "{zh}{amount}"),
            }
        }
        ExpectKind::Met => words::outcome("met"),
        ExpectKind::Failed(Some(by)) => {
            let by = &by.value;
            wording!("failed by “{by}”", "因“{by}”不符合")
        }
        ExpectKind::Failed(None) => words::outcome("failed"),
        ExpectKind::Open => words::outcome("unknown"),
        ExpectKind::NotInForce => words::outcome("not_in_force"),
    }
}

fn step(kind: ExpectStep) -> Wording {
    match kind {
        ExpectStep::Formula => wording!("the formula", "按公式"),
        ExpectStep::Ceiling => wording!("the ceiling", "核定上限"),
        ExpectStep::Rounding => wording!("rounded", "取整"),
        ExpectStep::Ledger => wording!("less what was paid", "扣除已发"),
        ExpectStep::Approved => wording!("approved", "核定"),
        ExpectStep::Limit => wording!("the limit", "限额"),
        ExpectStep::Part => wording!("the part", "本期"),
    }
}

/// Of a file of tests: the claims of each measure, and the sums.
fn of_parts(program: &Program, node: &Node<'_>) -> Vec<Wording> {
    let mut lines = Vec::new();
    for (key, value) in node.entries() {
        match &*key.text {
            "measures" => {
                for (measure, claims) in value.entries() {
                    let known = program.versions().find_map(|version| version.measure_named(&measure.text));
                    let label = known.and_then(|own| own.label.clone()).unwrap_or_else(|| measure.text.to_string());
                    lines.extend(items(claims).map(|claim| of_claim(&label, claim)));
                }
            }
            "totals" => lines.push(headed(wording!("in all", "合计"), whole(value))),
            "scope" => lines.push(headed(wording!("scope", "适用范围"), whole(value))),
            "assertions" => lines.push(headed(wording!("assertions", "断言"), whole(value))),
            "fault" => lines.push(headed(wording!("no decision", "不能核算"), whole(value))),
            _ => lines.push(whole(value)),
        }
    }
    lines
}

fn of_claim(label: &str, claim: &Node<'_>) -> Wording {
    let own = claim.entries();
    let key = own.iter().find(|(key, _)| key.text == "claim").and_then(|(_, value)| value.words());
    let head = match key {
        Some(key) => wording!("{label}, “{key}”", "{label}，“{key}”"),
        None => wording!("{label}", "{label}"),
    };
    headed(head, whole(claim))
}

/// A value with all that stands in it.
fn whole(node: &Node<'_>) -> Wording {
    match &node.value {
        Value::Map(entries) => {
            let found = |name: &str| entries.iter().find(|(key, _)| key.text == name).map(|(_, value)| value);
            let outcome = [found("status"), found("amount")];
            let outcome = match outcome.map(|own| own.and_then(Node::words)) {
                [Some(status), amount] => {
                    let (Wording { en, zh }, amount) = (words::outcome(status), amount.unwrap_or_default());
                    let between = if amount.is_empty() { "" } else { " " };
                    vec![wording!("{en}{between}{amount}", "{zh}{amount}")]
                }
                [None, Some(amount)] => vec![wording!("{amount}", "{amount}")],
                [None, None] => Vec::new(),
            };
            let told = entries.iter().filter(|(key, _)| !["claim", "status", "amount"].contains(&&*key.text));
            let parts = outcome.into_iter().chain(told.map(|(key, value)| of_key(&key.text, value)));
            joined(&parts.collect::<Vec<_>>(), ", ", "，")
        }
        Value::List(own) => joined(&own.iter().map(whole).collect::<Vec<_>>(), "; ", "；"),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Plain(_) | Value::Text(_) => {
            let words = node.words().unwrap_or("–");
            wording!("{words}", "{words}")
        }
    }
}

fn of_key(key: &str, value: &Node<'_>) -> Wording {
    match (key, value.words()) {
        (_, Some(words)) => {
            let Wording { en, zh } = words::key(key);
            wording!("{en} {words}", "{zh}{words}")
        }
        ("payments", None) => whole(value),
        (_, None) => headed(words::key(key), whole(value)),
    }
}

/// The items of a list; what is no list is the only one.
fn items<'n, 't>(node: &'n Node<'t>) -> impl Iterator<Item = &'n Node<'t>> {
    match &node.value {
        Value::List(items) => items.as_slice(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Plain(_) | Value::Text(_) | Value::Map(_) => {
            std::slice::from_ref(node)
        }
    }
    .iter()
}
