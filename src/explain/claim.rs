//! Claims: what became of each, and why.

use rust_decimal::Decimal;

use super::document::{Group, Item, Line, Mark, Section};
use super::figures::grouped;
use super::readings::Others;
use super::recoveries::paid_before;
use super::voice::{Voice, say};
use crate::decision::{Awaited, Claim, ClaimStatus, MeasureDecision, Outcome, Payment, ScopeStatus};
use crate::ir::Measure;

impl Voice<'_> {
    /// A measure with those of its claims that are asked for; `None` where none is.
    pub fn section(&self, decided: &MeasureDecision, others: &Others<'_>, claim: Option<&str>) -> Option<Section> {
        let measure = self.program.measures.iter().find(|measure| measure.name == decided.measure);
        let asked = decided.claims.iter().filter(|own| claim.is_none_or(|claim| claim == own.claim));
        let items: Vec<Item> = asked.map(|claim| self.item(decided, measure, claim, others)).collect();
        if items.is_empty() {
            return None;
        }
        let quotes = measure.map(|measure| measure.clause.quotes.iter().map(|quote| quote.text.clone()).collect());
        Some(Section {
            measure: Some(decided.measure.clone()),
            heading: self.measure_heading(decided),
            quotes: quotes.unwrap_or_default(),
            items,
        })
    }

    /// The measure's name and article.
    pub fn measure_heading(&self, decided: &MeasureDecision) -> String {
        let title = self.title(&decided.measure, decided.label.as_deref());
        match &decided.article {
            // 第五条, （三） or Annex B says what it is; a bare number doesn't.
            Some(article) if article.starts_with(|c: char| c.is_ascii_alphabetic() || "第（(附".contains(c)) => {
                say!(self, "{title}, {article}", "{title}（{article}）")
            }
            Some(article) => say!(self, "{title}, article {article}", "{title}（第\u{a0}{article}\u{a0}条）"),
            None => title,
        }
    }

    fn item(&self, decided: &MeasureDecision, measure: Option<&Measure>, claim: &Claim, others: &Others<'_>) -> Item {
        let above = measure.map_or(&[][..], |measure| &measure.clause.quotes);
        let mut groups = Vec::new();
        groups.extend(self.decided_by_scope(claim));
        let mut lines = self.conditions(&claim.conditions, (measure, &claim.claim), above);
        lines.extend(self.limits_on_awards(claim, measure, above));
        let untested = measure.map(|measure| self.tested_elsewhere(&measure.conditions)).unwrap_or_default();
        lines.extend(untested);
        if !lines.is_empty() {
            groups.push(Group { label: say!(self, "conditions", "条件"), lines, ..Group::default() });
        }
        if claim.status != ClaimStatus::Refused
            && let Some(what) = measure.and_then(|measure| measure.in_kind.as_ref())
        {
            let quotes = what.clause.quotes.iter().filter(|quote| !above.contains(quote));
            let line = Line::words(what.what.clone()).quoting(quotes.map(|quote| quote.text.clone()).collect());
            groups.push(Group { label: say!(self, "support", "支持内容"), lines: vec![line], ..Group::default() });
        }
        for payment in claim.payments.iter().filter(|payment| !is_told(claim, payment)) {
            groups.push(self.payment(measure, claim, payment, above));
        }
        groups.extend(self.paid_and_refused(claim));
        groups.extend(self.recoveries(claim, above));
        groups.extend(self.obligations(claim, above));
        groups.extend(self.waits(claim));
        groups.extend(self.readings(decided, claim, others));
        let one = measure.is_some_and(|measure| measure.for_each.is_none());
        Item {
            claim: Some(claim.claim.clone()),
            mark: Some(self.mark(claim)),
            title: if one { String::new() } else { self.claim(measure, &claim.claim) },
            outcome: self.claim_outcome(decided, claim),
            groups,
        }
    }

    /// Where the policy as a whole does not apply, or may not, no condition of the claim need have failed.
    fn decided_by_scope(&self, claim: &Claim) -> Option<Group> {
        let failed = claim.conditions.iter().any(|condition| condition.holds == Some(false));
        if failed {
            return None;
        }
        let (mark, why) = match self.decision.scope.status {
            ScopeStatus::Failed => (
                Mark::Fails,
                say!(
                    self,
                    "the applicant is outside the scope of the policy, see above",
                    "申报主体不符合适用范围，见上"
                ),
            ),
            ScopeStatus::NotInForce => (
                Mark::Fails,
                say!(
                    self,
                    "the policy is not in force on the day of application, see above",
                    "申请日不在施行期间，见上"
                ),
            ),
            ScopeStatus::Unknown => (
                Mark::Open,
                say!(self, "whether the policy applies is not known yet, see above", "是否适用本政策尚未确定，见上"),
            ),
            ScopeStatus::Met => return None,
        };
        let line = Line { mark: Some(mark), ..Line::words(why) };
        Some(Group { label: say!(self, "reason", "原因"), lines: vec![line], ..Group::default() })
    }

    /// What a pending claim waits for beyond its conditions: the key of a limit, the date of a period.
    fn waits(&self, claim: &Claim) -> Option<Group> {
        if claim.status != ClaimStatus::Pending {
            return None;
        }
        let named: Vec<&Awaited> = claim.conditions.iter().flat_map(|condition| &condition.missing).collect();
        let of_payments: Vec<&Awaited> = claim.payments.iter().flat_map(|payment| &payment.missing).collect();
        let scope = &self.decision.scope.missing;
        let open = claim
            .missing
            .iter()
            .filter(|path| !named.contains(path) && !of_payments.contains(path) && !scope.contains(path));
        let lines: Vec<Line> = open
            .map(|path| Line {
                mark: Some(Mark::Open),
                ..Line::words(self.absent_from(&self.fact(path), &claim.claim))
            })
            .collect();
        if lines.is_empty() {
            None
        } else {
            Some(Group { label: say!(self, "missing", "尚缺"), lines, ..Group::default() })
        }
    }

    fn mark(&self, claim: &Claim) -> Mark {
        let any = |mark: Mark| claim.payments.iter().any(|payment| Self::mark_of(payment) == mark);
        match claim.status {
            ClaimStatus::Refused => Mark::Fails,
            ClaimStatus::Qualified if claim.payments.is_empty() || any(Mark::Holds) => Mark::Holds,
            ClaimStatus::Pending if claim.payments.is_empty() => Mark::Open,
            ClaimStatus::Qualified | ClaimStatus::Pending if any(Mark::Holds) => Mark::Holds,
            ClaimStatus::Qualified | ClaimStatus::Pending if any(Mark::Open) => Mark::Open,
            ClaimStatus::Qualified | ClaimStatus::Pending if any(Mark::Nothing) => Mark::Nothing,
            ClaimStatus::Qualified | ClaimStatus::Pending => Mark::Fails,
        }
    }

    /// What became of a claim, and of what was paid to it.
    pub fn claim_outcome(&self, decided: &MeasureDecision, claim: &Claim) -> String {
        let mut said = vec![self.awarded_outcome(decided, claim)];
        if !claim.ledger.is_empty() {
            let paid = self.with_unit(&grouped(paid_before(claim), self.program.policy.digits), None);
            said.push(say!(self, "paid: {paid}", "已发 {paid}"));
        }
        said.extend(self.repayable(claim));
        self.together(&said)
    }

    /// Of its only payment, or of each kind of payment together.
    pub fn awarded_outcome(&self, decided: &MeasureDecision, claim: &Claim) -> String {
        if claim.status == ClaimStatus::Refused {
            return say!(self, "refused", "不予支持");
        }
        let measure = self.program.measures.iter().find(|measure| measure.name == decided.measure);
        if let [payment] = claim.payments.as_slice() {
            return self.outcome(payment);
        }
        if claim.payments.is_empty() {
            let in_kind = measure.is_some_and(|measure| measure.in_kind.is_some());
            return match (claim.status, in_kind) {
                (ClaimStatus::Qualified, true) => say!(self, "granted, in kind", "予以支持（非资金）"),
                (ClaimStatus::Qualified, false) => say!(self, "qualified", "符合条件"),
                _ => say!(self, "still to be decided", "待定"),
            };
        }
        let (mut paid, mut payable, mut scheduled) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
        let mut pending = Vec::new();
        for payment in &claim.payments {
            match payment.outcome {
                Outcome::Paid { amount } => paid = paid.saturating_add(amount.decimal()),
                Outcome::Payable { amount } => payable = payable.saturating_add(amount.decimal()),
                Outcome::Scheduled { amount, .. } => scheduled = scheduled.saturating_add(amount.decimal()),
                Outcome::Pending { .. } => pending.push(payment),
                Outcome::Refused | Outcome::Nothing => {}
            }
        }
        let money = |sum: Decimal| self.with_unit(&grouped(sum, self.program.policy.digits), None);
        let mut said = Vec::new();
        if !payable.is_zero() {
            let sum = money(payable);
            said.push(say!(self, "payable now: {sum}", "应发 {sum}"));
        }
        if !scheduled.is_zero() {
            let sum = money(scheduled);
            said.push(say!(self, "due later: {sum}", "未到期 {sum}"));
        }
        if !paid.is_zero() {
            let sum = money(paid);
            said.push(say!(self, "paid: {sum}", "已发 {sum}"));
        }
        match pending.as_slice() {
            [] => {}
            [payment] => {
                let name = self.payment_name(payment, super::payments::by_year(measure));
                let (year, outcome) = (name, self.outcome(payment));
                said.push(say!(self, "{year} {outcome}", "{year}{outcome}"));
            }
            several => {
                let count = several.len();
                let in_parts = several.iter().any(|payment| payment.instalment.is_some());
                said.push(if in_parts {
                    say!(self, "{count} parts still to be decided", "{count}\u{a0}期待定")
                } else {
                    say!(self, "{count} years still to be decided", "{count}\u{a0}个年度待定")
                });
            }
        }
        if said.is_empty() {
            let nothing = claim.payments.iter().any(|payment| payment.outcome == Outcome::Nothing);
            return if nothing {
                say!(self, "nothing to pay", "应发为零")
            } else {
                say!(self, "refused", "不予支持")
            };
        }
        self.together(&said)
    }
}

/// Whether a payment is a part that was refused with another one of the same award, which tells it.
pub fn is_told(claim: &Claim, payment: &Payment) -> bool {
    let refused = |own: &Payment| own.outcome == Outcome::Refused && own.support_year == payment.support_year;
    let first = claim.payments.iter().find(|own| refused(own)).map(|own| own.instalment);
    refused(payment) && first.is_some_and(|first| first != payment.instalment)
}
