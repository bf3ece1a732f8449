//! A decision beside what a test of the language expects.

#![allow(clippy::wildcard_enum_match_arm, reason = "`takes` has let through what can be expected of each")]

use super::claims::Claims;
use super::difference::Difference;
use super::{asserted, paths, words};
use crate::ast::{self, ExpectItem, ExpectKind};
use crate::case::money;
use crate::decision::{Amount, Awaited, ConditionResult, Decision, ScopeStatus};
use crate::diagnostic::{Diagnostic, Wording};
use crate::ir::Program;
use crate::source::Span;
use crate::value::{Number, grouped};
use crate::wording;

/// One thing that a test expects.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    pub about: About,
    pub item: ExpectItem,
    /// The path of the fact that is expected to be missing.
    pub missing: Option<String>,
}

/// What an expectation is about.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum About {
    Total,
    Scope,
    Fault,
    /// An assertion, by its label.
    Assertion(String),
    Claim {
        /// The measure's identifier.
        measure: String,
        /// What it is called.
        label: String,
        claim: ast::ClaimRef,
    },
}

impl About {
    /// Whether something can be expected of it.
    pub(super) fn takes(&self, kind: &ExpectKind) -> bool {
        use ExpectKind as K;
        match self {
            About::Total => {
                matches!(
                    kind,
                    K::Payable(_) | K::Paid(_) | K::Scheduled(_, None) | K::Pending(None, Some(_)) | K::Repayable(_)
                )
            }
            About::Scope => {
                matches!(kind, K::Met | K::Failed(_) | K::Open | K::NotInForce | K::Meets(_) | K::Missing(Some(_)))
            }
            About::Fault => matches!(kind, K::Code(_)),
            About::Assertion(_) => matches!(kind, K::Met | K::Failed(None) | K::Open),
            About::Claim { .. } => !matches!(kind, K::Code(_) | K::Met | K::Failed(_) | K::Open | K::NotInForce),
        }
    }
}

/// Whether the figures alone don't tell what is expected: it names steps.
pub(super) fn needs_steps(said: &[Said]) -> bool {
    said.iter().any(|own| matches!(own.item.kind, ExpectKind::Step(..)))
}

/// The labels of the assertions that are expected to come out in some way.
pub(super) fn assertions_named(said: &[Said]) -> Vec<&str> {
    let named = said.iter().map(|own| match &own.about {
        About::Assertion(label) => Some(label.as_str()),
        About::Total | About::Scope | About::Fault | About::Claim { .. } => None,
    });
    named.flatten().collect()
}

/// The fault that is expected, if any.
pub(super) fn fault(said: &[Said]) -> Option<(&str, Span)> {
    said.iter().find_map(|own| match &own.item.kind {
        ExpectKind::Code(code) => Some((code.value.as_str(), own.item.span)),
        _ => None,
    })
}

/// Where the outcome is not what is expected.
pub(super) fn compare(
    program: &Program,
    said: &[Said],
    place: Span,
    outcome: &Result<Decision, Vec<Diagnostic>>,
) -> Vec<Difference> {
    let decision = match outcome {
        Ok(decision) => decision,
        Err(found) => {
            let (code, place) = fault(said).map_or((None, place), |(code, place)| (Some(code), place));
            return super::compare::faulted(found, place, code);
        }
    };
    let program = program.on(decision.applied_on);
    let mut all = Vec::new();
    for own in said {
        match &own.about {
            About::Fault => {
                let code = fault(said).map_or("", |(code, _)| code);
                all.push(super::compare::not_faulted(own.item.span, code));
            }
            About::Assertion(label) => {
                let wanted = match own.item.kind {
                    ExpectKind::Met => Some(true),
                    ExpectKind::Failed(_) => Some(false),
                    _ => None,
                };
                all.extend(asserted::compare(decision, label, wanted, own.item.span));
            }
            About::Total => all.extend(total(decision, own)),
            About::Scope => all.extend(scope(program, decision, own)),
            About::Claim { measure, label, claim } => {
                let decided = decision.measures.iter().find(|decided| decided.measure == *measure);
                all.extend(Claims { program, decision, decided, measure, label, claim, own }.compare());
            }
        }
    }
    all
}

pub(super) fn number(amount: Amount) -> Number {
    Number::from(amount.decimal())
}

/// The sum; nothing where it can't be held.
pub(super) fn sum(amounts: impl Iterator<Item = Number>) -> Option<Number> {
    amounts.into_iter().try_fold(Number::ZERO, |sum, next| sum.plus(next).ok())
}

pub(super) fn shown(amount: Number) -> String {
    amount.to_decimal().map_or_else(String::new, |decimal| grouped(decimal, 2.max(decimal.normalize().scale())))
}

/// Two amounts that differ, and by how much.
pub(super) fn unequal(wanted: &ast::Text, currency: &str, got: Option<Number>) -> Option<(Wording, Option<Wording>)> {
    let Some(amount) = money(&wanted.value, currency) else {
        let words = &wanted.value;
        return Some((wording!("`{words}`", "“{words}”"), None));
    };
    if got == Some(amount) {
        return None;
    }
    let apart = got.and_then(|got| got.minus(amount).ok()).and_then(Number::to_decimal);
    let apart = apart.map(|by| words::apart(by.is_sign_positive(), &grouped(by.abs(), 2.max(by.normalize().scale()))));
    let words = shown(amount);
    Some((wording!("{words}", "{words}"), apart))
}

fn total(decision: &Decision, own: &Said) -> Option<Difference> {
    let totals = &decision.totals;
    let (key, wanted, got) = match &own.item.kind {
        ExpectKind::Payable(wanted) => ("payable", wanted, Some(totals.payable)),
        ExpectKind::Paid(wanted) => ("paid", wanted, Some(totals.paid)),
        ExpectKind::Scheduled(wanted, _) => ("scheduled", wanted, Some(totals.scheduled)),
        ExpectKind::Repayable(wanted) => ("repayable", wanted, totals.repayable),
        ExpectKind::Pending(_, Some(wanted)) => ("pending_at_most", wanted, totals.pending_at_most),
        _ => return None,
    };
    let (expected, apart) = unequal(wanted, &decision.currency, got.map(number))?;
    let came = got.map_or_else(
        || wording!("no amount", "无金额"),
        |got| {
            let got = shown(number(got));
            wording!("{got}", "{got}")
        },
    );
    let (what, path) = (words::key(key), format!("totals.{key}"));
    Some(Difference { what, path, expected, came, apart, place: own.item.span, claim: None })
}

fn scope(program: &Program, decision: &Decision, own: &Said) -> Option<Difference> {
    let scope = &decision.scope;
    let wanted = match &own.item.kind {
        ExpectKind::Met => ScopeStatus::Met,
        ExpectKind::Open => ScopeStatus::Unknown,
        ExpectKind::NotInForce => ScopeStatus::NotInForce,
        ExpectKind::Failed(by) => match by {
            Some(label) if scope.status == ScopeStatus::Failed => {
                return condition(scope.conditions.iter(), label, false, None).map(|parts| of_scope(parts, own));
            }
            _ => ScopeStatus::Failed,
        },
        ExpectKind::Meets(label) => {
            return condition(scope.conditions.iter(), label, true, None).map(|parts| of_scope(parts, own));
        }
        _ => {
            let path = own.missing.as_deref()?;
            let all = scope.missing.iter().chain(scope.conditions.iter().flat_map(|own| &own.missing));
            return misses(program, all, path).map(|parts| of_scope(parts, own));
        }
    };
    (wanted != scope.status).then(|| of_scope((words::status(wanted), words::status(scope.status)), own))
}

fn of_scope((expected, came): (Wording, Wording), own: &Said) -> Difference {
    let (what, path) = (wording!("scope", "适用范围"), "scope".to_owned());
    Difference { what, path, expected, came, apart: None, place: own.item.span, claim: None }
}

/// Whether a condition of this label holds, or fails; `untested` says why one that the rules have is not among those that were tested.
pub(super) fn condition<'d>(
    conditions: impl Iterator<Item = &'d ConditionResult>,
    label: &ast::Text,
    wanted: bool,
    untested: Option<Wording>,
) -> Option<(Wording, Wording)> {
    let label = label.value.as_str();
    let all: Vec<&ConditionResult> = conditions.collect();
    let own = || all.iter().filter(|own| is_called(own, label));
    let expected = match wanted {
        true => wording!("`{label}` met", "满足“{label}”"),
        false => wording!("`{label}` not met", "不满足“{label}”"),
    };
    if own().next().is_none() {
        if let Some(untested) = untested {
            return Some((expected, untested));
        }
        let labels: Vec<&str> = all.iter().map(|own| own.label.as_str()).collect();
        let (en, zh) = (labels.join("`, `"), labels.join("”“"));
        return Some((expected, wording!("no such condition; there are `{en}`", "没有这一条件；现有“{zh}”")));
    }
    if own().any(|own| own.holds == Some(wanted)) {
        return None;
    }
    let open = own().any(|own| own.holds.is_none());
    let came = match (open, wanted) {
        (true, _) => wording!("not known yet", "尚待确认"),
        (false, true) => wording!("not met", "不满足"),
        (false, false) => wording!("met", "满足"),
    };
    Some((expected, came))
}

/// Whether a condition goes by a label: its own, or, of what a veto asks, the veto's.
fn is_called(condition: &ConditionResult, label: &str) -> bool {
    condition.label == label || condition.veto.as_deref() == Some(label)
}

/// Whether nothing waits for a fact.
pub(super) fn misses<'d>(
    program: &Program,
    all: impl Iterator<Item = &'d Awaited>,
    path: &str,
) -> Option<(Wording, Wording)> {
    let mut waits: Vec<&Awaited> = all.collect();
    waits.sort_unstable();
    waits.dedup();
    if waits.iter().any(|own| matches!(own, Awaited::Fact(own) if own == path)) {
        return None;
    }
    let own = paths::fact(program, path);
    let (mut en, mut zh) = (Vec::new(), Vec::new());
    for awaited in waits {
        let shown = paths::shown(program, awaited);
        en.push(shown.en);
        zh.push(shown.zh);
    }
    let (list, list_zh) = (en.join(", "), zh.join("、"));
    let came = match list.is_empty() {
        true => wording!("it waits for nothing", "无待补的事实"),
        false => wording!("it waits for {list}", "待补的是 {list_zh}"),
    };
    let (en, zh) = (&own.en, &own.zh);
    Some((wording!("it waits for {en}", "待补 {zh}"), came))
}
