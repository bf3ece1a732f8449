//! Conditions, each with its mark, what made it hold or fail, and the source's words.

use super::arithmetic::Told;
use super::document::{Line, Mark};
use super::voice::{Voice, behind, say};
use crate::decision::{ClaimStatus, ConditionResult, FactUsed, Shown, Trace, UsedBy};
use crate::ir::{Limits, Measure, Quote, Type};

/// So many facts are named that tell whether an award has the same key.
const NAMED: usize = 3;

impl Voice<'_> {
    /// The lines of some conditions; quotes that `above` shows already are not repeated, and facts of the claim's own record go without its name.
    pub fn conditions(
        &self,
        conditions: &[ConditionResult],
        of: (Option<&Measure>, &str),
        above: &[Quote],
    ) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for condition in conditions {
            let line = self.condition(condition, of, above);
            let mut made_of = Vec::new();
            if let Some(trace) = condition.rests_on.trace.as_ref().filter(|_| condition.held_by.is_empty()) {
                let mut told = Told::with(above);
                told.quotes.extend(line.quotes.iter().cloned());
                made_of = self.made_of(trace, &line.detail, &mut told);
            }
            // What stands above once is not worked out again.
            made_of.retain(|line| !lines.iter().any(|above| above.text == line.text));
            lines.push(line);
            lines.extend(made_of);
        }
        lines
    }

    fn condition(&self, condition: &ConditionResult, of: (Option<&Measure>, &str), above: &[Quote]) -> Line {
        let quotes = condition.rests_on.quotes.iter().filter(|quote| !above.contains(quote));
        Line {
            mark: Some(Mark::of(condition.holds)),
            text: self.condition_called(condition),
            detail: match condition.of_year {
                Some(year) => {
                    let why = self.why(condition, of);
                    say!(self, "year {year}: {why}", "第 {year} 年：{why}")
                }
                None => self.why(condition, of),
            },
            quotes: quotes.map(|quote| quote.text.clone()).collect(),
            ..Line::default()
        }
    }

    /// Why a limit on the number of awards refused a claim, behind the value by which it counts.
    fn under_key(&self, condition: &ConditionResult, measure: Option<&Measure>, why: String) -> String {
        let Some(trace) = condition.rests_on.trace.as_ref() else { return why };
        let span = condition.rests_on.span;
        let number = self.limit_at(span, &condition.label, measure).and_then(|limit| limit.what.number_of_awards());
        let counted = match trace.value {
            Shown::Number(bounds) => bounds.known().filter(|_| number == Some(trace.node)),
            Shown::Truth(_) | Shown::Date(_) | Shown::Period(_) | Shown::Text(_) | Shown::List(_) => None,
        };
        let key = match counted {
            Some(counted) => {
                let counted = self.number(counted, &Type::Whole(Limits::default()));
                say!(self, "awards allowed: {counted}", "限 {counted} 次")
            }
            None => self.subject(trace),
        };
        match (key.is_empty(), why.is_empty()) {
            (true, _) => why,
            (_, true) => key,
            (false, false) => self.together(&[key, why]),
        }
    }

    /// What a condition is called. A time in force has no label but its clause.
    pub(super) fn condition_called(&self, condition: &ConditionResult) -> String {
        match self.is_in_force(condition) {
            true => say!(self, "in force", "在施行期间内"),
            false => condition.label.clone(),
        }
    }

    /// Why a condition came out as it did.
    fn why(&self, condition: &ConditionResult, (measure, claim): (Option<&Measure>, &str)) -> String {
        if !condition.held_by.is_empty() {
            let why = match condition.holds {
                None => self.perhaps_held_by(condition, measure, claim),
                Some(_) => self.held_by(condition, measure),
            };
            return self.under_key(condition, measure, why);
        }
        let of_limit = |trace: &Trace| self.program.node(trace.node).ty != Type::YesNo;
        if condition.holds == Some(false) && condition.rests_on.trace.as_ref().is_some_and(of_limit) {
            return self.under_key(condition, measure, String::new());
        }
        let told = match &condition.rests_on.trace {
            Some(trace) if self.is_in_force(condition) => self.in_own_time(trace),
            Some(trace) => self.phrase(trace, true, &condition.label),
            None => self.facts(&condition.rests_on.facts, &condition.label),
        };
        let narrowed = condition.rests_on.trace.as_ref().is_some_and(|trace| trace.narrowed.is_some());
        if let Some(holds) = condition.holds {
            return if narrowed { self.all_the_same(told, holds) } else { told };
        }
        // What is missing and was not named on the way.
        let missing = condition.missing.iter().map(|path| self.fact(path)).filter(|fact| {
            // `丙项（未提供）` within a formula says as much where nobody is named who decides it.
            let beside = format!("{}{}", fact.label, self.aside(&self.not_given(fact)));
            let own = fact.label == condition.label && told.contains(&self.not_given(fact));
            let told_of = [beside, self.absent(fact), self.absent_from(fact, claim)];
            !own && !told_of.iter().any(|words| told.contains(words))
        });
        let mut parts: Vec<String> = Some(told.clone()).filter(|told| !told.is_empty()).into_iter().collect();
        parts.extend(missing.map(|fact| self.absent_from(&fact, claim)));
        self.together(&parts)
    }

    fn is_pending(&self, award: &UsedBy) -> bool {
        let claims =
            self.decision.measures.iter().filter(|own| own.measure == award.measure).flat_map(|own| &own.claims);
        let mut own = claims.filter(|own| award.policy.is_none() && own.claim == award.claim);
        own.next().is_some_and(|own| own.status == ClaimStatus::Pending)
    }

    /// The claims that leave no award of a number to another: those that have one, and those before it that still wait for what other
    /// applicants leave, or for what is known of awards that were paid.
    fn held_by(&self, condition: &ConditionResult, own: Option<&Measure>) -> String {
        let rule = self.limit_at(condition.rests_on.span, &condition.label, own);
        let shared = rule.is_some_and(|limit| limit.shared.is_some());
        let (waiting, held): (Vec<&UsedBy>, Vec<&UsedBy>) =
            condition.held_by.iter().partition(|used| used.paid_on.is_none() && (shared || self.is_pending(used)));
        let mut parts = Vec::new();
        if !held.is_empty() {
            let granted = held.iter().any(|held| !held.amount.is_zero());
            let more = if waiting.is_empty() { condition.held_by_more } else { 0 };
            let held = self.and_more(self.used_list(&held, own), more);
            parts.push(if granted {
                say!(self, "already granted: {held}", "已有奖励：{held}")
            } else {
                say!(self, "the award goes to {held}", "奖励归属：{held}")
            });
        }
        if !waiting.is_empty() {
            let waiting = self.and_more(self.used_list(&waiting, own), condition.held_by_more);
            parts.push(say!(self, "before it: {waiting}", "先于本项：{waiting}"));
        }
        self.together(&parts)
    }

    /// The awards of which it is not known whether they leave one of a number, and what has to be known for that.
    fn perhaps_held_by(&self, condition: &ConditionResult, own: Option<&Measure>, claim: &str) -> String {
        let keys = self.keys_called(self.limit_at(condition.rests_on.span, &condition.label, own));
        let close = behind(&keys);
        let held: Vec<&UsedBy> = condition.held_by.iter().collect();
        let held = self.and_more(self.used_list(&held, own), condition.held_by_more);
        let mut parts = vec![match keys.is_empty() {
            true => say!(self, "perhaps already granted: {held}", "可能已有奖励：{held}"),
            false => {
                say!(self, "perhaps already granted for the same {keys}: {held}", "同一{close}可能已有奖励：{held}")
            }
        }];
        let named = condition.missing.iter().take(NAMED).map(|path| self.absent_from(&self.fact(path), claim));
        parts.push(self.and_more(self.list(&named.collect::<Vec<_>>()), condition.missing.len().saturating_sub(NAMED)));
        self.together(&parts)
    }

    fn and_more(&self, list: String, more: usize) -> String {
        match more {
            0 => list,
            more => say!(self, "{list} and {more} more", "{list}等，另有\u{a0}{more}\u{a0}项"),
        }
    }

    /// Facts and their values, where there is no arithmetic to tell more.
    fn facts(&self, facts: &[FactUsed], title: &str) -> String {
        let told = facts.iter().map(|fact| {
            let words = self.fact_used(fact);
            let Some(value) = &fact.value else { return self.absent(&words) };
            let name = self.short(&words);
            if name == title { value.clone() } else { say!(self, "{name}: {value}", "{name}：{value}") }
        });
        self.together(&told.collect::<Vec<_>>())
    }

    /// Awards in a row, each with when it was paid and how much it is.
    fn used_list(&self, used: &[&UsedBy], own: Option<&Measure>) -> String {
        self.together(&used.iter().map(|used| self.used_by(used, true, own)).collect::<Vec<_>>())
    }

    /// One award that used a limit up or holds what is given once: `证书 DCMM-2025-031，2025-11-20 已发 150,000.00 元`.
    pub fn used_by(&self, used: &UsedBy, with_amount: bool, own: Option<&Measure>) -> String {
        let claim = self.awarded(used, own);
        let amount = self.money(used.amount);
        if used.paid_on.is_none() && used.amount.is_zero() {
            // Its amount is not settled yet: neither paid nor payable.
            return claim;
        }
        match (used.paid_on, with_amount && !used.amount.is_zero()) {
            (Some(on), true) => say!(self, "{claim}, {amount} paid on {on}", "{claim}，{on} 已发 {amount}"),
            (Some(on), false) => say!(self, "{claim}, paid on {on}", "{claim}，{on} 已发"),
            (None, true) => say!(self, "{claim}, {amount} in this decision", "{claim}，本次计入 {amount}"),
            (None, false) => say!(self, "{claim}, payable now", "{claim}，本次应发"),
        }
    }

    /// Whether a condition is the time in force of a measure: it is tested as a clause, every other one as an expression within its clause.
    fn is_in_force(&self, condition: &ConditionResult) -> bool {
        let rule = &condition.rests_on;
        let tested = rule.trace.as_ref().map(|trace| self.program.node(trace.node).span);
        !rule.rule.is_empty() && tested == Some(rule.span)
    }
}
