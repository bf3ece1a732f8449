//! What is expected of a claim, and what came, in words.

use super::said::{Said, number, shown};
use super::words;
use crate::ast::{self, ExpectKind, ExpectStep};
use crate::case::money;
use crate::decision::{Claim, ClaimStatus, Outcome, Payment, Scope};
use crate::diagnostic::Wording;
use crate::wording;

/// What is expected, in words.
pub(super) fn expected(own: &Said, currency: &str) -> Wording {
    let amount = |text: &ast::Text| money(&text.value, currency).map_or_else(|| text.value.clone(), shown);
    let by = |by: &Option<ast::Text>| {
        by.as_ref().map_or_else(Wording::default, |label| {
            let label = &label.value;
            wording!(" (not met: {label})", "（未满足：{label}）")
        })
    };
    match &own.item.kind {
        ExpectKind::Payable(own) => outcome("payable", &amount(own)),
        ExpectKind::Paid(own) => outcome("paid", &amount(own)),
        ExpectKind::Repayable(own) => outcome("due", &amount(own)),
        ExpectKind::Scheduled(own, on) => {
            let on = on.as_ref().map_or("", |on| on.value.as_str());
            outcome("scheduled", format!("{} {on}", amount(own)).trim_end())
        }
        ExpectKind::Pending(least, most) => {
            let (least, most) = (least.as_ref().map(amount), most.as_ref().map(amount));
            bounded(least.as_deref(), most.as_deref())
        }
        ExpectKind::Refused(label) => {
            let (own, by) = (words::outcome("refused"), by(label));
            Wording::new(own.en + &by.en, own.zh + &by.zh)
        }
        ExpectKind::Qualified => words::outcome("qualified"),
        ExpectKind::Nothing => words::outcome("nothing"),
        ExpectKind::Missing(None) => wording!("it waits for the approval", "待核定"),
        ExpectKind::Missing(Some(_)) => {
            let path = own.missing.as_deref().unwrap_or_default();
            wording!("it waits for {path}", "待补 {path}")
        }
        ExpectKind::Step(_, label, own) => {
            let (label, own) = (label.as_ref().map_or("", |label| label.value.as_str()), amount(own));
            match label.is_empty() {
                true => wording!("{own}", "{own}"),
                false => wording!("`{label}` leaves {own}", "“{label}”之后为{own}"),
            }
        }
        ExpectKind::NoClaim => wording!("no claim", "无申请项"),
        ExpectKind::Meets(label) => {
            let label = &label.value;
            wording!("`{label}` met", "满足“{label}”")
        }
        ExpectKind::Code(_) | ExpectKind::Met | ExpectKind::Failed(_) | ExpectKind::Open | ExpectKind::NotInForce => {
            Wording::default()
        }
    }
}

/// What became of a claim and of these payments, in words.
pub(super) fn came(scope: &Scope, claim: &Claim, payments: &[&Payment]) -> Wording {
    if payments.is_empty() {
        return match claim.status {
            ClaimStatus::Refused => {
                let failed = claim.conditions.iter().chain(&scope.conditions).filter(|own| own.holds == Some(false));
                let labels: Vec<&str> = failed.map(|own| own.label.as_str()).collect();
                let (own, en, zh) = (words::outcome("refused"), labels.join("; "), labels.join("；"));
                match labels.is_empty() {
                    true => own,
                    false => wording!("refused (not met: {en})", "不予支持（未满足：{zh}）"),
                }
            }
            ClaimStatus::Pending => words::outcome("pending"),
            ClaimStatus::Qualified => wording!("qualified, no such payment", "符合条件，无此项支付"),
        };
    }
    const MOST: usize = 6;
    let all = payments.iter().take(MOST).map(|payment| match payment.outcome {
        Outcome::Paid { amount } => outcome("paid", &shown(number(amount))),
        Outcome::Payable { amount } => outcome("payable", &shown(number(amount))),
        Outcome::Pending { at_least, at_most } => {
            let (least, most) = (shown(number(at_least)), at_most.map(|most| shown(number(most))));
            bounded(Some(&least), most.as_deref())
        }
        Outcome::Refused => words::outcome("refused"),
        Outcome::Nothing => words::outcome("nothing"),
        Outcome::Scheduled { amount, due } => outcome("scheduled", &format!("{} {due}", shown(number(amount)))),
    });
    let all: Vec<Wording> = all.collect();
    let (mut en, mut zh) = (Vec::new(), Vec::new());
    for own in all {
        en.push(own.en);
        zh.push(own.zh);
    }
    if payments.len() > MOST {
        en.push("…".to_owned());
        zh.push("…".to_owned());
    }
    Wording::new(en.join("; "), zh.join("；"))
}

fn outcome(status: &str, figure: &str) -> Wording {
    let own = words::outcome(status);
    Wording::new(format!("{} {figure}", own.en), format!("{} {figure}", own.zh))
}

fn bounded(least: Option<&str>, most: Option<&str>) -> Wording {
    match (least, most) {
        (None, None) => words::outcome("pending"),
        (Some(least), None) => wording!("pending, at least {least}", "待定，至少 {least}"),
        (None, Some(most)) => wording!("pending, at most {most}", "待定，至多 {most}"),
        (Some(least), Some(most)) => wording!("pending, {least} to {most}", "待定，{least} 至 {most}"),
    }
}

pub(super) fn step_words(step: ExpectStep) -> Wording {
    let (en, zh) = match step {
        ExpectStep::Formula => ("formula", "公式"),
        ExpectStep::Ceiling => ("ceiling", "上限"),
        ExpectStep::Rounding => ("rounding", "取整"),
        ExpectStep::Ledger => ("ledger", "台账"),
        ExpectStep::Approved => ("approved amount", "核定金额"),
        ExpectStep::Limit => ("limit", "限额"),
        ExpectStep::Part => ("part", "分期"),
    };
    Wording::new(en, zh)
}
