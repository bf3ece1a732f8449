//! What stands before and after the measures: whose application, the sums, the scope, an overview, what is missing.

use rust_decimal::Decimal;

use super::claim::is_told;
use super::document::{Group, Item, Line, Mark, Row, Section};
use super::figures::grouped;
use super::recoveries::paid_before;
use super::voice::{Voice, say};
use crate::decision::{Amount, Awaited, Claim, ConditionResult, MeasureDecision, Outcome, Payment, ScopeStatus};
use crate::ir::Stage;

/// A claim with its measure.
pub type Shown<'a> = (&'a MeasureDecision, &'a Claim);

impl Voice<'_> {
    /// Whose application it is.
    pub fn heading(&self) -> String {
        let named = self.decision.applicant.clone().filter(|name| !name.trim().is_empty());
        named.unwrap_or_else(|| self.decision.case.clone())
    }

    /// The policy and the day of application.
    pub fn subheading(&self) -> String {
        let policy = &self.program.policy;
        let (policy, on) = (self.title(&policy.name, policy.label.as_deref()), self.decision.applied_on);
        say!(self, "{policy} · applied on {on}", "{policy} · 申请日 {on}")
    }

    /// Issuer, period in force, digest.
    pub fn particulars(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        if self.decision.applicant.is_some() {
            rows.push(Row { key: say!(self, "case", "案例"), value: self.decision.case.clone() });
        }
        if let Some(issuer) = &self.program.policy.issuer {
            rows.push(Row { key: say!(self, "issued by", "发布机关"), value: issuer.clone() });
        }
        if self.decision.stage == Stage::Payment {
            let value = say!(self, "payment", "拨付");
            rows.push(Row { key: say!(self, "stage", "阶段"), value });
        }
        let value = match self.decision.in_force {
            Some(period) => self.span(period.from, period.until),
            None if self.program.in_force.is_some() => self.not_known(),
            None => say!(self, "at all times", "不限"),
        };
        rows.push(Row { key: say!(self, "in force", "施行期间"), value });
        if let Some(version) = &self.program.version {
            let (name, from) = (version.label.as_deref().unwrap_or(&version.name), version.from);
            let value = say!(self, "as amended by {name}, from {from} on", "{name}（自 {from} 起）");
            rows.push(Row { key: say!(self, "version", "适用版本"), value });
        }
        rows.push(Row { key: say!(self, "rules", "规则摘要"), value: self.decision.digest.clone() });
        rows
    }

    /// The sums of the whole case, which says so where not the whole of it is shown.
    pub fn totals(&self, whole: bool) -> Vec<Line> {
        let totals = &self.decision.totals;
        let mut lines = vec![Line {
            detail: self.in_capitals(totals.payable).unwrap_or_default(),
            ..Line::figure(say!(self, "payable now", "本次应发"), self.money(totals.payable)).as_result()
        }];
        lines.push(Line::figure(say!(self, "paid before", "已发"), self.money(totals.paid)));
        if !totals.scheduled.is_zero() {
            lines.push(Line::figure(say!(self, "due later", "已定未到期"), self.money(totals.scheduled)));
        }
        if totals.pending_at_most.is_none_or(|most| !most.is_zero()) {
            lines.push(Line::figure(say!(self, "still to be decided", "待定"), self.up_to(totals.pending_at_most)));
        }
        if let Some(repayable) = totals.repayable.filter(|repayable| !repayable.is_zero()) {
            lines.push(Line::figure(say!(self, "to be paid back", "应退回"), self.money(repayable)));
        }
        if let Some(perhaps) = self.perhaps_repayable() {
            lines.push(Line::figure(say!(self, "to be paid back, not known yet", "退回待定"), perhaps));
        }
        for line in lines.iter_mut().filter(|_| !whole) {
            line.text.push_str(&say!(self, " (whole case)", "（全案）"));
        }
        lines
    }

    /// Whether the policy applies at all.
    pub fn scope(&self) -> Section {
        let scope = &self.decision.scope;
        let mut lines = self.conditions(&scope.conditions, (None, ""), &self.program.scope_quotes);
        lines.extend(self.tested_elsewhere(&self.program.scope));
        if let Some(line) = self.in_force() {
            lines.insert(0, line);
        }
        let named: Vec<&Awaited> = scope.conditions.iter().flat_map(|condition| &condition.missing).collect();
        for path in scope.missing.iter().filter(|path| !named.contains(path)) {
            lines.push(Line { mark: Some(Mark::Open), ..Line::words(self.absent(&self.fact(path))) });
        }
        let (mark, outcome) = match scope.status {
            ScopeStatus::Met => (Mark::Holds, say!(self, "met", "符合")),
            ScopeStatus::Failed => {
                (Mark::Fails, say!(self, "not met: every claim is refused", "不符合，各项均不予支持"))
            }
            ScopeStatus::Unknown => (Mark::Open, say!(self, "not known yet", "待定")),
            ScopeStatus::NotInForce => {
                (Mark::Fails, say!(self, "not in force: every claim is refused", "不在施行期间，各项均不予支持"))
            }
        };
        let label = say!(self, "conditions", "条件");
        let groups = if lines.is_empty() { Vec::new() } else { vec![Group { label, lines, ..Group::default() }] };
        Section {
            heading: say!(self, "Scope", "适用范围"),
            quotes: self.program.scope_quotes.iter().map(|quote| quote.text.clone()).collect(),
            items: vec![Item { mark: Some(mark), outcome, groups, ..Item::default() }],
            ..Section::default()
        }
    }

    /// Whether the day of application lies in the period in force.
    fn in_force(&self) -> Option<Line> {
        // Where measures have times of their own, each says by a condition whether it is in time.
        let rule = self.program.in_force.as_ref().filter(|_| !self.program.time_by_measure)?;
        let on = self.decision.applied_on;
        let (from, until) = self.decision.in_force.map_or((None, None), |period| (period.from, period.until));
        let span = self.span(from, until);
        let (holds, detail) = match (from, until) {
            (Some(from), _) if on < from => {
                let days = self.days(on, from);
                (
                    Some(false),
                    say!(
                        self,
                        "applied on {on}, {days} before the first day ({span})",
                        "申请日 {on}，早于施行首日 {days}（{span}）"
                    ),
                )
            }
            (_, Some(until)) if on > until => {
                let days = self.days(on, until);
                (
                    Some(false),
                    say!(
                        self,
                        "applied on {on}, {days} after the last day ({span})",
                        "申请日 {on}，晚于施行末日 {days}（{span}）"
                    ),
                )
            }
            (Some(from), None) => {
                (Some(true), say!(self, "applied on {on}, not before {from}", "申请日 {on}，不早于 {from}"))
            }
            (Some(_), _) => (Some(true), say!(self, "applied on {on}, within {span}", "申请日 {on}，在 {span} 之内")),
            (None, _) => (None, say!(self, "the period in force is not known", "施行期间未定")),
        };
        let quotes = rule.clause.quotes.iter().map(|quote| quote.text.clone()).collect();
        let text = say!(self, "in force", "在施行期间内");
        Some(Line { mark: Some(Mark::of(holds)), text, detail, quotes, ..Line::default() })
    }

    /// Every payment with its figure, by what became of it, so that the sums can be added up.
    pub fn overview(&self, shown: &[Shown<'_>]) -> Option<Section> {
        if shown.len() < 2 {
            return None;
        }
        let mut payable = Vec::new();
        let mut scheduled = Vec::new();
        let mut paid = Vec::new();
        let (mut pending, mut most) = (Vec::new(), Some(Decimal::ZERO));
        let mut granted = Vec::new();
        let mut nothing = Vec::new();
        for (decided, claim) in shown {
            let title = self.claim_title(decided, claim);
            for payment in claim.payments.iter().filter(|payment| !is_told(claim, payment)) {
                let name = self.payment_title(decided, claim, payment);
                match payment.outcome {
                    Outcome::Payable { amount } => payable.push((name, amount.decimal())),
                    Outcome::Scheduled { amount, due } => {
                        scheduled.push((say!(self, "{name}, due on {due}", "{name}，{due} 到期"), amount.decimal()));
                    }
                    Outcome::Paid { amount } => paid.push((name, amount.decimal())),
                    Outcome::Pending { at_least, at_most } => {
                        most = most.zip(at_most).map(|(sum, most)| sum.saturating_add(most.decimal()));
                        pending.push(Line::figure(name, self.pending_plain(at_least, at_most)));
                    }
                    Outcome::Refused => {
                        let failed = self.failed(&payment.conditions);
                        nothing.push(Line::words(say!(self, "{name}: refused{failed}", "{name}：不予支持{failed}")));
                    }
                    Outcome::Nothing => {
                        let why = self.why_nothing(payment);
                        nothing.push(Line::words(say!(self, "{name}: nothing to pay{why}", "{name}：应发为零{why}")));
                    }
                }
            }
            if !claim.ledger.is_empty() {
                paid.push((say!(self, "{title} (refused now)", "{title}（现不予支持）"), paid_before(claim)));
            }
            if claim.payments.is_empty() {
                let (outcome, failed) = (self.awarded_outcome(decided, claim), self.failed(&claim.conditions));
                let line = Line::words(say!(self, "{title}: {outcome}{failed}", "{title}：{outcome}{failed}"));
                let refused = claim.status == crate::decision::ClaimStatus::Refused;
                if refused { nothing.push(line) } else { granted.push(line) }
            }
        }
        let totals = &self.decision.totals;
        let elsewhere = totals.paid.decimal().saturating_sub(paid.iter().map(|(_, amount)| *amount).sum());
        if !elsewhere.is_zero() {
            paid.push((say!(self, "other entries of the ledger", "台账所载、以上各项之外的款项"), elsewhere));
        }
        let groups = [
            self.column_of(say!(self, "payable", "应发"), payable, totals.payable.decimal()),
            self.column_of(say!(self, "due later", "未到期"), scheduled, totals.scheduled.decimal()),
            self.column_of(say!(self, "paid", "已发"), paid, totals.paid.decimal()),
            self.pending_group(pending, most),
            self.repayable_group(shown),
            Some(Group { label: say!(self, "in kind", "非资金"), lines: granted, ..Group::default() }),
            Some(Group { label: say!(self, "nothing", "不予发放"), lines: nothing, ..Group::default() }),
        ];
        let groups: Vec<Group> = groups.into_iter().flatten().filter(|group| !group.lines.is_empty()).collect();
        let item = Item { groups, ..Item::default() };
        Some(Section { heading: say!(self, "Overview", "一览"), items: vec![item], ..Section::default() })
    }

    /// The labels of the conditions that failed, in brackets.
    fn failed(&self, conditions: &[ConditionResult]) -> String {
        let failed = conditions.iter().filter(|condition| condition.holds == Some(false));
        let labels: Vec<String> = failed.map(|condition| self.condition_called(condition)).collect();
        let list = self.list(&labels);
        if labels.is_empty() { String::new() } else { say!(self, " (not met: {list})", "（未满足：{list}）") }
    }

    fn column_of(&self, label: String, rows: Vec<(String, Decimal)>, total: Decimal) -> Option<Group> {
        let digits = self.program.policy.digits;
        let several = rows.len() > 1;
        let mut lines: Vec<Line> =
            rows.into_iter().map(|(name, amount)| Line::figure(name, grouped(amount, digits))).collect();
        if lines.is_empty() {
            return None;
        }
        if several {
            lines.push(Line::figure(say!(self, "sum", "合计"), grouped(total, digits)).as_result());
        }
        Some(Group { label, lines, ..Group::default() })
    }

    fn pending_group(&self, mut lines: Vec<Line>, sum: Option<Decimal>) -> Option<Group> {
        if lines.is_empty() {
            return None;
        }
        if lines.len() > 1 {
            let together = self.decision.totals.pending_at_most;
            let text = match together.map(Amount::decimal) == sum {
                true => say!(self, "sum", "合计"),
                false => say!(self, "all of them, within their limits", "各项合计（计入共用限额）"),
            };
            let most = match together {
                Some(most) => {
                    let most = self.plain(most);
                    say!(self, "up to {most}", "至\u{2060}多\u{a0}{most}")
                }
                None => self.unbounded(),
            };
            lines.push(Line::figure(text, most).as_result());
        }
        Some(Group { label: say!(self, "to be decided", "待定"), lines, ..Group::default() })
    }

    fn repayable_group(&self, shown: &[Shown<'_>]) -> Option<Group> {
        let mut lines = self.column_of_repayable(shown);
        let totals = &self.decision.totals;
        if let Some(repayable) = totals.repayable.filter(|_| lines.len() > 1) {
            let all = match self.perhaps_repayable() {
                None => say!(self, "sum", "合计"),
                Some(_) => say!(self, "sum of what is known", "已定部分合计"),
            };
            lines.push(Line::figure(all, self.plain(repayable)).as_result());
        }
        Some(Group { label: say!(self, "to be paid back", "应退回"), lines, ..Group::default() })
    }

    /// The measures that the case makes no claim under.
    pub fn untouched(&self) -> Option<Section> {
        let made = |name: &str| {
            self.decision.measures.iter().any(|decided| decided.measure == name && !decided.claims.is_empty())
        };
        let names: Vec<String> = self
            .program
            .measures
            .iter()
            .filter(|measure| !made(&measure.name))
            .map(|measure| self.name(&measure.name, measure.label.as_deref()))
            .collect();
        if names.is_empty() {
            return None;
        }
        let line = Line::words(self.list(&names));
        let item = Item { groups: vec![Group { lines: vec![line], ..Group::default() }], ..Item::default() };
        let heading = say!(self, "Measures without a claim in this case", "本案未涉及的措施");
        Some(Section { heading, items: vec![item], ..Section::default() })
    }

    /// A claim where its measure is not above it.
    pub fn claim_title(&self, decided: &MeasureDecision, claim: &Claim) -> String {
        let measure = super::names::capitalised(&self.measure(&decided.measure));
        let of = self.program.measures.iter().find(|own| own.name == decided.measure);
        match of.is_some_and(|of| of.for_each.is_some()) {
            true => format!("{measure} · {}", self.claim(of, &claim.claim)),
            false => measure,
        }
    }

    fn payment_title(&self, decided: &MeasureDecision, claim: &Claim, payment: &Payment) -> String {
        let title = self.claim_title(decided, claim);
        match claim.payments.len() {
            0 | 1 => title,
            _ => {
                let of = self.program.measures.iter().find(|own| own.name == decided.measure);
                let name = self.payment_name(payment, super::payments::by_year(of));
                say!(self, "{title}, {name}", "{title}，{name}")
            }
        }
    }
}
