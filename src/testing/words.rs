//! The parts of a decision in words.

use serde::Serialize;

use crate::diagnostic::Wording;
use crate::ir::Measure;
use crate::wording;

/// The keys of a decision that people meet, in words.
const KEYS: [(&str, &str, &str); 28] = [
    ("amount", "amount", "金额"),
    ("applied_on", "day of application", "申请日"),
    ("at_least", "certain amount", "至少"),
    ("at_most", "greatest possible amount", "至多"),
    ("claim", "claim", "申请项"),
    ("claims", "claims", "申请项"),
    ("conditions", "conditions", "条件"),
    ("due", "day on which it falls due", "到期日"),
    ("holds", "whether it holds", "是否成立"),
    ("in_advance", "in advance", "前置"),
    ("instalment", "part", "期次"),
    ("label", "label", "名称"),
    ("ledger", "ledger", "台账"),
    ("missing", "facts it waits for", "待补的事实"),
    ("obligations", "obligations", "义务"),
    ("paid", "paid in total", "已发合计"),
    ("payable", "payable in total", "本次应发合计"),
    ("payer", "payer", "承担单位"),
    ("payers", "who pays", "承担方"),
    ("payments", "payments", "支付"),
    ("pending_at_most", "pending in total, at most", "待定合计（至多）"),
    ("recoveries", "amounts to be paid back", "应退回款项"),
    ("repayable", "to be paid back in total", "应退回合计"),
    ("scheduled", "due later in total", "未到期合计"),
    ("status", "outcome", "结果"),
    ("steps", "steps", "步骤"),
    ("support_year", "support year", "支持年度"),
    ("until", "last day", "截止日"),
];

/// The outcomes in words.
const OUTCOMES: [(&str, &str, &str); 13] = [
    ("qualified", "qualified", "符合条件"),
    ("pending", "pending", "待定"),
    ("refused", "refused", "不予支持"),
    ("paid", "paid", "已发"),
    ("payable", "payable", "应发"),
    ("nothing", "nothing", "无可发金额"),
    ("scheduled", "due later", "未到期"),
    ("met", "met", "符合"),
    ("failed", "failed", "不符合"),
    ("unknown", "not known yet", "尚待确认"),
    ("not_in_force", "outside the time in force", "不在有效期内"),
    ("due", "to be paid back", "应退回"),
    ("none", "nothing to be paid back", "无须退回"),
];

/// The keys whose values are amounts of money.
const AMOUNTS: [&str; 15] = [
    "amount",
    "at_least",
    "at_most",
    "paid",
    "payable",
    "scheduled",
    "pending_at_most",
    "repayable",
    "used",
    "left",
    "figure",
    "before",
    "after",
    "counted",
    "quantity",
];

/// A key of a decision.
pub(super) fn key(key: &str) -> Wording {
    let known = KEYS.iter().find(|(name, ..)| *name == key);
    known.map_or_else(|| wording!("{key}", "{key}"), |(_, en, zh)| Wording::new(*en, *zh))
}

/// The keys of a decision as tests of Chinese policies write them, where they are not those that people are told.
const INPUT: [(&str, &str); 5] = [
    ("paid", "已发"),
    ("payable", "应发"),
    ("scheduled", "未到期"),
    ("pending_at_most", "待定至多"),
    ("repayable", "应退回"),
];

/// A key of a decision as tests of Chinese policies write it.
pub(super) fn input_key(key: &str) -> &str {
    let known = INPUT.iter().find(|(name, _)| *name == key).map(|(_, zh)| *zh);
    known.or_else(|| KEYS.iter().find(|(name, ..)| *name == key).map(|(.., zh)| *zh)).unwrap_or(key)
}

/// An outcome as tests of Chinese policies write it.
pub(super) fn input_outcome(outcome: &str) -> &str {
    OUTCOMES.iter().find(|(name, ..)| *name == outcome).map_or(outcome, |(.., zh)| zh)
}

/// The key of a decision that is written so in Chinese.
pub(super) fn key_written(written: &str) -> Option<&'static str> {
    let known = INPUT.iter().find(|(_, zh)| *zh == written).map(|(name, _)| *name);
    known.or_else(|| KEYS.iter().find(|(.., zh)| *zh == written).map(|(name, ..)| *name))
}

/// Whether an outcome is written so in Chinese.
pub(super) fn is_outcome(outcome: &str, written: &str) -> bool {
    OUTCOMES.iter().any(|(name, _, zh)| *name == outcome && *zh == written)
}

/// The value of `status`.
pub(super) fn outcome(status: &str) -> Wording {
    let known = OUTCOMES.iter().find(|(name, ..)| *name == status);
    known.map_or_else(|| wording!("`{status}`", "“{status}”"), |(_, en, zh)| Wording::new(*en, *zh))
}

/// A status of a decision, in words.
pub(super) fn status(status: impl Serialize) -> Wording {
    outcome(&coded(status))
}

/// A status as a decision is written with it.
pub(super) fn coded(status: impl Serialize) -> String {
    let written = serde_json::to_value(status).ok();
    written.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

/// A measure by its article and name.
pub(super) fn titled(measure: &Measure) -> Wording {
    let name = measure.shown();
    match &measure.article {
        Some(article) => wording!("article {article}, {name}", "第{article}条 {name}"),
        None => wording!("{name}", "{name}"),
    }
}

/// Whether the values of a key are amounts.
pub(super) fn is_amount(key: &str) -> bool {
    AMOUNTS.contains(&key)
}

/// How much more, or less, an amount is than another.
pub(super) fn apart(more: bool, by: &str) -> Wording {
    if more { wording!("{by} more", "多{by}") } else { wording!("{by} less", "少{by}") }
}
