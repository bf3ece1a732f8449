//! The claims of a decision beside what is expected of them.

#![allow(clippy::wildcard_enum_match_arm, reason = "each expectation looks for one outcome")]

use super::came::{came, expected, step_words};
use super::difference::Difference;
use super::said::{Said, condition, misses, number, shown, sum, unequal};
use crate::ast::{self, ExpectKind, ExpectStep};
use crate::case::money;
use crate::decision::{
    Amount, Awaited, Claim, ClaimStatus, Decision, MeasureDecision, Outcome, Payment, Range, RecoveryStatus,
    ScopeStatus, Step, StepKind,
};
use crate::diagnostic::Wording;
use crate::ir::{Condition, Limit, LimitWhat, Program};
use crate::value::Number;
use crate::wording;

/// The claims of a measure that an expectation is about.
pub(super) struct Claims<'d> {
    pub program: &'d Program,
    pub decision: &'d Decision,
    pub decided: Option<&'d MeasureDecision>,
    pub measure: &'d str,
    pub label: &'d str,
    pub claim: &'d ast::ClaimRef,
    pub own: &'d Said,
}

impl<'d> Claims<'d> {
    /// Where they are not as expected.
    pub(super) fn compare(&self) -> Vec<Difference> {
        let wanted = self.claim.claim.as_ref().map(|claim| claim.value.as_str());
        let all = self.decided.map(|decided| decided.claims.as_slice()).unwrap_or_default();
        let claims: Vec<&Claim> = all.iter().filter(|own| wanted.is_none_or(|wanted| own.claim == wanted)).collect();
        if self.own.item.kind == ExpectKind::NoClaim {
            let first = claims.first().map(|first| first.claim.as_str());
            return first
                .map(|claim| {
                    let parts = (wording!("no claim", "无申请项"), wording!("claim `{claim}`", "申请项“{claim}”"));
                    self.difference(claim, None, parts, None)
                })
                .into_iter()
                .collect();
        }
        if claims.is_empty() {
            let list: Vec<&str> = all.iter().map(|own| own.claim.as_str()).collect();
            let (en, zh) = (list.join("`, `"), list.join("”“"));
            let came = match list.is_empty() {
                true => wording!("no claim", "无申请项"),
                false => wording!("no such claim; there are `{en}`", "没有这一申请项；现有“{zh}”"),
            };
            let claim = wanted.unwrap_or("applicant");
            return vec![self.difference(claim, None, (self.expected(), came), None)];
        }
        claims.into_iter().flat_map(|claim| self.of_claim(claim)).collect()
    }

    fn expected(&self) -> Wording {
        expected(self.own, &self.decision.currency)
    }

    /// One claim, year for year where years are named.
    fn of_claim(&self, claim: &Claim) -> Vec<Difference> {
        let years: Vec<Option<u32>> = match self.claim.years {
            Some(years) => (years.first..=years.last).map(Some).collect(),
            None => vec![None],
        };
        let each = years.into_iter().filter_map(|year| {
            let is_asked = |own: &&Payment| {
                year.is_none_or(|year| own.support_year == year)
                    && self.claim.part.is_none_or(|part| own.instalment == Some(part))
            };
            let payments: Vec<&Payment> = claim.payments.iter().filter(is_asked).collect();
            let (parts, apart) = self.item(claim, year, &payments)?;
            Some(self.difference(&claim.claim, year, parts, apart))
        });
        each.collect()
    }

    fn item(
        &self,
        claim: &Claim,
        year: Option<u32>,
        payments: &[&Payment],
    ) -> Option<((Wording, Wording), Option<Wording>)> {
        let currency = &self.decision.currency;
        let conditions = || {
            let own = claim.conditions.iter().chain(payments.iter().flat_map(|payment| &payment.conditions));
            own.chain(&self.decision.scope.conditions)
        };
        let came = |claim: &Claim, payments: &[&Payment]| came(&self.decision.scope, claim, payments);
        let plain = |differs: bool| differs.then(|| ((self.expected(), came(claim, payments)), None));
        let amount = |wanted: &ast::Text, of: fn(&Outcome) -> Option<Amount>| {
            let amounts: Vec<Amount> = payments.iter().filter_map(|payment| of(&payment.outcome)).collect();
            let own = amounts.iter().copied().map(number);
            let got = if amounts.is_empty() { None } else { sum(own) };
            // Of none, 0 may be expected.
            let got = got.or_else(|| money(&wanted.value, currency).filter(|wanted| wanted.is_zero()));
            let (_, apart) = unequal(wanted, currency, got)?;
            Some(((self.expected(), came(claim, payments)), apart))
        };
        match &self.own.item.kind {
            ExpectKind::Payable(wanted) => amount(wanted, |outcome| match outcome {
                Outcome::Payable { amount } => Some(*amount),
                _ => None,
            }),
            ExpectKind::Paid(wanted) if claim.payments.is_empty() => {
                let is_asked = |year_of: u32| year.is_none_or(|year| year == year_of);
                let got =
                    sum(claim.ledger.iter().filter(|own| is_asked(own.support_year)).map(|own| number(own.amount)));
                let (_, apart) = unequal(wanted, currency, got)?;
                Some(((self.expected(), came(claim, payments)), apart))
            }
            ExpectKind::Paid(wanted) => amount(wanted, |outcome| match outcome {
                Outcome::Paid { amount } => Some(*amount),
                _ => None,
            }),
            ExpectKind::Scheduled(wanted, on) => {
                let due = |payment: &&Payment| payment.due_on().map(|day| day.to_string());
                let wrong_day =
                    on.as_ref().is_some_and(|on| !payments.iter().any(|own| due(own).as_ref() == Some(&on.value)));
                amount(wanted, |outcome| match outcome {
                    Outcome::Scheduled { amount, .. } => Some(*amount),
                    _ => None,
                })
                .or_else(|| plain(wrong_day))
            }
            ExpectKind::Pending(least, most) => {
                let bounds: Vec<(Amount, Option<Amount>)> = payments.iter().filter_map(|own| pending(own)).collect();
                if bounds.is_empty() {
                    let figures = least.is_some() || most.is_some();
                    return plain(figures || claim.status != ClaimStatus::Pending);
                }
                let lower = sum(bounds.iter().map(|(least, _)| number(*least)));
                let upper: Option<Vec<Number>> = bounds.iter().map(|(_, most)| most.map(number)).collect();
                let upper = upper.and_then(|upper| sum(upper.into_iter()));
                let wrong =
                    |wanted: &Option<ast::Text>, got| wanted.as_ref().and_then(|wanted| unequal(wanted, currency, got));
                let (_, apart) = wrong(least, lower).or_else(|| wrong(most, upper))?;
                Some(((self.expected(), came(claim, payments)), apart))
            }
            ExpectKind::Refused(by) => {
                let years_refused = !payments.is_empty() && payments.iter().all(|own| own.outcome == Outcome::Refused);
                if claim.status != ClaimStatus::Refused && !years_refused {
                    return plain(true);
                }
                let by = by.as_ref()?;
                condition(conditions(), by, false, self.untested(&by.value)).map(|parts| (parts, None))
            }
            ExpectKind::Meets(label) => {
                condition(conditions(), label, true, self.untested(&label.value)).map(|parts| (parts, None))
            }
            ExpectKind::Qualified => plain(claim.status != ClaimStatus::Qualified),
            ExpectKind::Nothing => {
                plain(payments.is_empty() || payments.iter().any(|own| own.outcome != Outcome::Nothing))
            }
            ExpectKind::Repayable(wanted) => {
                let due = claim.recoveries.iter().filter_map(|own| match own.status {
                    RecoveryStatus::Due { amount } => Some(number(amount)),
                    RecoveryStatus::None | RecoveryStatus::Pending { .. } => None,
                });
                let got = due.max().unwrap_or(Number::ZERO);
                let (_, apart) = unequal(wanted, currency, Some(got))?;
                let words = shown(got);
                Some(((self.expected(), wording!("to be paid back {words}", "应退回 {words}")), apart))
            }
            ExpectKind::Missing(path) => {
                let waits = claim.missing.iter().chain(payments.iter().flat_map(|own| &own.missing));
                let waits = waits.chain(&self.decision.scope.missing);
                match (path, &self.own.missing) {
                    (None, _) => {
                        let mut waits = waits;
                        plain(!waits.any(|own| matches!(own, Awaited::Approval { .. })))
                    }
                    (Some(_), Some(path)) => misses(self.program, waits, path).map(|parts| (parts, None)),
                    (Some(_), None) => None,
                }
            }
            ExpectKind::Step(step, label, wanted) => self.step(payments, (*step, label.as_ref()), wanted),
            ExpectKind::Code(_)
            | ExpectKind::NoClaim
            | ExpectKind::Met
            | ExpectKind::Failed(_)
            | ExpectKind::Open
            | ExpectKind::NotInForce => None,
        }
    }

    /// Why a limit on a number of awards, or a condition, that the measure has by this label was not tested.
    fn untested(&self, label: &str) -> Option<Wording> {
        let at = self.program.measures.iter().position(|own| own.name == self.measure)?;
        let measure = self.program.measures.get(at)?;
        let across = self.program.across.iter().filter(|own| own.measures.contains(&at));
        let mut limits = measure.limits.iter().chain(across.flat_map(|own| own.limits.iter().flatten()));
        let of_awards = |limit: &Limit| matches!(limit.what, LimitWhat::Awards(_)) && limit.called() == label;
        if limits.any(of_awards) {
            return Some(match self.decision.scope.status {
                ScopeStatus::Met => wording!("this limit refuses nothing here", "这项限额在此未使其不予支持"),
                ScopeStatus::Failed | ScopeStatus::NotInForce => wording!(
                    "this limit is not reached: the scope refuses it before",
                    "未用到这项限额：不符合适用范围，已不予支持"
                ),
                ScopeStatus::Unknown => {
                    wording!("this limit is not reached: the scope is open", "未用到这项限额：是否符合适用范围尚待确认")
                }
            });
        }
        let mut conditions = measure.conditions.iter().chain(&self.program.scope);
        let has = |own: &Condition| own.called() == label || own.veto.as_deref() == Some(label);
        conditions.any(has).then(|| {
            wording!(
                "this condition is not tested at this stage, in this year or under these readings",
                "这一条件在本阶段、本年度或所采用的解读下未审查"
            )
        })
    }

    fn step(
        &self,
        payments: &[&Payment],
        (step, label): (ExpectStep, Option<&ast::Text>),
        wanted: &ast::Text,
    ) -> Option<((Wording, Wording), Option<Wording>)> {
        let is_label = |own: &str| label.is_none_or(|label| label.value == own);
        let steps = payments.iter().flat_map(|payment| &payment.steps);
        let own: Vec<Range> = steps
            .filter(|own| is_kind(own.kind, step) && is_label(own.limit.as_ref().map_or("", |limit| &limit.label)))
            .map(|own| own.after)
            .collect();
        let figures = own.iter().filter_map(|range| match range {
            Range::Exactly(amount) => Some(number(*amount)),
            Range::Between { .. } => None,
        });
        let figures: Vec<Number> = figures.collect();
        let amount = money(&wanted.value, &self.decision.currency);
        if amount.is_some_and(|amount| figures.contains(&amount)) {
            return None;
        }
        let list: Vec<String> = figures.iter().map(|figure| shown(*figure)).collect();
        let list = list.join(", ");
        let came = match (own.is_empty(), list.is_empty()) {
            (true, _) => no_step(payments.iter().flat_map(|payment| &payment.steps), step),
            (false, true) => wording!("a step whose figure is not known yet", "该步骤的金额尚待确认"),
            (false, false) => wording!("{list}", "{list}"),
        };
        let apart = unequal(wanted, &self.decision.currency, figures.first().copied().filter(|_| figures.len() == 1));
        Some(((self.expected(), came), apart.and_then(|(_, apart)| apart)))
    }

    fn difference(
        &self,
        claim: &str,
        year: Option<u32>,
        (expected, came): (Wording, Wording),
        apart: Option<Wording>,
    ) -> Difference {
        let label = self.label;
        let mut what = wording!("{label}", "{label}");
        if claim != "applicant" {
            what.en.push_str(&format!(", claim `{claim}`"));
            what.zh.push_str(&format!("，申请项“{claim}”"));
        }
        if let Some(year) = year {
            what.en.push_str(&format!(", year {year}"));
            what.zh.push_str(&format!("，第{year}年"));
        }
        if let Some(part) = self.claim.part {
            what.en.push_str(&format!(", part {part}"));
            what.zh.push_str(&format!("，第{part}期"));
        }
        if let ExpectKind::Step(step, ..) = &self.own.item.kind {
            let step = step_words(*step);
            what = Wording::new(format!("{}, {}", what.en, step.en), format!("{}，{}", what.zh, step.zh));
        }
        let (measure, year) = (self.measure, year.map_or_else(String::new, |year| format!("[{year}]")));
        let path = format!("measures.{measure}[{claim}]{year}");
        let claim = Some((measure.to_owned(), claim.to_owned()));
        Difference { what, path, expected, came, apart, place: self.own.item.span, claim }
    }
}

fn pending(payment: &Payment) -> Option<(Amount, Option<Amount>)> {
    match payment.outcome {
        Outcome::Pending { at_least, at_most } => Some((at_least, at_most)),
        Outcome::Paid { .. }
        | Outcome::Payable { .. }
        | Outcome::Refused
        | Outcome::Nothing
        | Outcome::Scheduled { .. } => None,
    }
}

/// That there is no such step, with the labels of those of its kind that there are.
fn no_step<'d>(steps: impl Iterator<Item = &'d Step>, wanted: ExpectStep) -> Wording {
    let of_kind = steps.filter(|own| is_kind(own.kind, wanted));
    let mut labels: Vec<&str> = of_kind.filter_map(|own| Some(own.limit.as_ref()?.label.as_str())).collect();
    labels.dedup();
    if labels.is_empty() {
        return wording!("no such step", "没有这一步骤");
    }
    let (en, zh) = (labels.join("`, `"), labels.join("”“"));
    wording!("no such step; there are `{en}`", "没有这一步骤；现有“{zh}”")
}

fn is_kind(kind: StepKind, wanted: ExpectStep) -> bool {
    match wanted {
        ExpectStep::Formula => kind == StepKind::Formula,
        ExpectStep::Ceiling => kind == StepKind::Ceiling,
        ExpectStep::Rounding => kind == StepKind::Rounding,
        ExpectStep::Ledger => kind == StepKind::Ledger,
        ExpectStep::Approved => {
            matches!(kind, StepKind::Approved | StepKind::ApprovedAboveCeiling | StepKind::ApprovedParts)
        }
        ExpectStep::Limit => kind == StepKind::Limit,
        ExpectStep::Part => matches!(kind, StepKind::Part | StepKind::PartCeiling | StepKind::PartLeft),
    }
}
