//! Payments: from the formula through the steps to what is due.

use super::arithmetic::{Sheet, Told};
use super::document::{Group, Line, Mark};
use super::voice::{Voice, say};
use crate::decision::{
    Awaited, Claim, ClaimStatus, ConditionResult, LimitOrder, Outcome, Payment, Range, ScopeStatus, Step, StepKind,
    UsedBy,
};
use crate::ir::{Measure, Op, Quote};

impl Voice<'_> {
    /// What became of a payment: `应发 50,000.00 元`.
    pub fn outcome(&self, payment: &Payment) -> String {
        let said = self.outcome_words(payment.outcome);
        match payment.in_advance && !matches!(payment.outcome, Outcome::Refused | Outcome::Nothing) {
            true => say!(self, "{said} (in advance)", "{said}（前置拨付）"),
            false => said,
        }
    }

    /// An outcome with its amounts.
    pub fn outcome_words(&self, outcome: Outcome) -> String {
        match outcome {
            Outcome::Paid { amount } => {
                let amount = self.money(amount);
                say!(self, "paid: {amount}", "已发 {amount}")
            }
            Outcome::Payable { amount } => {
                let amount = self.money(amount);
                say!(self, "payable now: {amount}", "应发 {amount}")
            }
            Outcome::Pending { at_least, at_most } => {
                let amount = self.pending(at_least, at_most);
                say!(self, "still to be decided: {amount}", "待定，{amount}")
            }
            Outcome::Refused => say!(self, "refused", "不予支持"),
            Outcome::Nothing => say!(self, "nothing to pay", "应发为零"),
            Outcome::Scheduled { amount, due } => {
                let amount = self.money(amount);
                say!(self, "due on {due}: {amount}", "{due} 到期，应发 {amount}")
            }
        }
    }

    /// The mark of a payment.
    pub fn mark_of(payment: &Payment) -> Mark {
        match payment.outcome {
            Outcome::Paid { .. } | Outcome::Payable { .. } | Outcome::Scheduled { .. } => Mark::Holds,
            Outcome::Pending { .. } => Mark::Open,
            Outcome::Refused => Mark::Fails,
            Outcome::Nothing => Mark::Nothing,
        }
    }

    /// A payment with its conditions and its arithmetic; of a measure with several support years, under the year.
    pub fn payment(&self, measure: Option<&Measure>, claim: &Claim, payment: &Payment, above: &[Quote]) -> Group {
        let by_year = by_year(measure);
        let mut lines = self.conditions(&payment.conditions, (measure, &claim.claim), above);
        if !matches!(payment.outcome, Outcome::Refused) {
            let before = std::iter::once(None).chain(payment.steps.iter().map(Some));
            let mut told = Told::with(above);
            for (before, step) in before.zip(&payment.steps) {
                lines.extend(self.step(before, step, measure, &mut told));
            }
        }
        lines.extend(self.waiting(claim, payment));
        lines.extend(self.certainty(claim, payment));
        lines.extend(self.closing(payment));
        lines.extend(self.paid_for_good(measure, payment));
        lines.extend(self.terms_of(payment));
        match by_year || payment.instalment.is_some() {
            true => Group {
                label: self.payment_name(payment, by_year),
                mark: Some(Self::mark_of(payment)),
                outcome: self.outcome(payment),
                lines,
            },
            false if matches!(payment.outcome, Outcome::Paid { .. }) => {
                Group { label: say!(self, "ledger", "台账"), lines, ..Group::default() }
            }
            false => Group { label: say!(self, "amount", "计算"), lines, ..Group::default() },
        }
    }

    fn step(&self, before: Option<&Step>, step: &Step, measure: Option<&Measure>, told: &mut Told) -> Vec<Line> {
        let mut lines = match step.kind {
            StepKind::Formula => self.formula(step, told),
            StepKind::Ceiling => self.ceiling(step, told),
            StepKind::Rounding => self.rounding(step).into_iter().collect(),
            StepKind::Ledger => self.ledger(step),
            StepKind::Approved | StepKind::ApprovedAboveCeiling => vec![self.approved(before, step)],
            StepKind::NotApproved => vec![Line { mark: Some(Mark::Open), ..Line::words(self.approval_absent()) }],
            StepKind::Limit => self.limit(step, measure, told),
            StepKind::Instalments => self.instalments(step),
            StepKind::Redeemed | StepKind::Redeemable | StepKind::Lapsed => self.voucher(step, measure, told),
            StepKind::Part | StepKind::PartCeiling => self.instalment(step),
            StepKind::ApprovedParts => vec![self.approved_parts(step)],
            StepKind::PartLeft => vec![self.part_left(step)],
        };
        if let Some(last) = lines.last_mut() {
            last.quotes.extend(told.not_yet(&step.rests_on.quotes));
        }
        lines
    }

    fn formula(&self, step: &Step, told: &mut Told) -> Vec<Line> {
        match &step.rests_on.trace {
            Some(trace) => Sheet::of(self, trace, told),
            None => vec![Line::figure(say!(self, "by the formula", "按公式计算"), self.range(step.after)).as_result()],
        }
    }

    /// A ceiling: its arithmetic, unless it is a number of the rule, and then the ceiling as what it is.
    fn ceiling(&self, step: &Step, told: &mut Told) -> Vec<Line> {
        let mut lines = match &step.rests_on.trace {
            Some(trace) if !matches!(self.program.node(trace.node).op, Op::Number(_)) => Sheet::of(self, trace, told),
            _ => Vec::new(),
        };
        lines.push(Line::figure(say!(self, "ceiling", "支持上限"), self.most(step.after)));
        lines
    }

    fn rounding(&self, step: &Step) -> Option<Line> {
        let rule = self.program.policy.rounding;
        // Bounds that are not known are not worth a line that rounds them.
        if step.before.map(|before| self.range(before)) == Some(self.range(step.after)) {
            return None;
        }
        let below = |range: Range| match range {
            Range::Exactly(amount) => amount.decimal().is_sign_negative(),
            Range::Between { at_most, .. } => at_most.is_some_and(|most| most.decimal().is_sign_negative()),
        };
        if step.before.is_some_and(below) {
            let words = say!(self, "below 0, counted as 0", "低于零，按零计");
            return Some(Line::figure(words, self.range(step.after)).as_result());
        }
        let unit = self.with_unit(&super::figures::grouped(rule.unit, 0), None);
        let words = self.direction(rule.mode, &unit);
        Some(Line::figure(words, self.range(step.after)).as_result())
    }

    /// The ledger's entries, where they add up to what was paid; a single one is told in the last line.
    fn ledger(&self, step: &Step) -> Vec<Line> {
        if step.ledger.len() < 2 {
            return Vec::new();
        }
        step.ledger.iter().map(|entry| Line::figure(self.paid_on(entry), self.plain(entry.amount))).collect()
    }

    /// When an entry of the ledger was paid.
    pub fn paid_on(&self, entry: &UsedBy) -> String {
        let on = entry.paid_on.map(|on| on.to_string()).unwrap_or_default();
        let own_times = self.program.time_by_measure;
        let first = self.decision.in_force.and_then(|period| period.from).filter(|_| !own_times);
        match first.filter(|first| entry.paid_on.is_some_and(|on| on < *first)) {
            Some(first) => say!(
                self,
                "paid on {on}, before the policy was in force ({first})",
                "{on} 已发（早于施行首日 {first}）"
            ),
            None => say!(self, "paid on {on}", "{on} 已发"),
        }
    }

    /// That the only award of a measure was paid, whenever that was: nothing else says why nothing more comes of it.
    fn paid_for_good(&self, measure: Option<&Measure>, payment: &Payment) -> Option<Line> {
        let only = measure.is_some_and(|measure| measure.for_each.is_none()) && !by_year(measure);
        let paid = matches!(payment.outcome, Outcome::Paid { .. }) && payment.instalment.is_none();
        (only && paid).then(|| {
            Line::words(say!(
                self,
                "the measure has one award for an applicant, of no record and no year: this is it",
                "本措施对每个申报主体只核算一项，不分记录和年度；该项即为上述已发款项"
            ))
        })
    }

    /// What the authority approved, against the ceiling that the step before gave.
    fn approved(&self, before: Option<&Step>, step: &Step) -> Line {
        let ceiling = before.map(|before| self.most(before.after)).unwrap_or_default();
        let approved = step.before.map(|approved| self.range(approved)).unwrap_or_default();
        let definite = matches!(step.after, Range::Exactly(_));
        let text = match (step.kind == StepKind::ApprovedAboveCeiling, definite) {
            (true, true) => say!(
                self,
                "approved amount of {approved}, above the ceiling: granted at the ceiling",
                "核定金额 {approved}，超过上限，按上限"
            ),
            (true, false) => say!(
                self,
                "approved amount of {approved}, against a ceiling that is not known yet",
                "核定金额 {approved}，上限未定，以不超过上限为准"
            ),
            (false, _) => {
                say!(self, "approved amount, within the ceiling ({ceiling})", "核定金额，未超过上限（{ceiling}）")
            }
        };
        Line::figure(text, self.range(step.after)).as_result()
    }

    /// The facts that a pending payment waits for and that no condition has named.
    fn waiting(&self, claim: &Claim, payment: &Payment) -> Vec<Line> {
        let named: Vec<&Awaited> =
            claim.conditions.iter().chain(&payment.conditions).flat_map(|condition| &condition.missing).collect();
        let not_approved = payment.steps.iter().any(|step| step.kind == StepKind::NotApproved);
        let scope = &self.decision.scope.missing;
        let open = payment.missing.iter().filter(|path| !named.contains(path) && !scope.contains(path));
        let open = open.map(|path| self.fact(path)).filter(|fact| !(fact.approval && not_approved));
        let (shared, own): (Vec<_>, Vec<_>) = open.partition(|fact| fact.shared);
        let mut said: Vec<String> = own.iter().map(|fact| self.absent_from(fact, &claim.claim)).collect();
        // A limit on a number of awards has no step of its own.
        let stands_above = |path: &Awaited| match path {
            Awaited::Shared(label) => {
                payment.steps.iter().any(|step| step.limit.as_ref().is_some_and(|used| used.label == *label))
            }
            Awaited::Fact(_) | Awaited::Approval { .. } | Awaited::Quantity { .. } => true,
        };
        let not_above = payment.missing.iter().filter(|path| !stands_above(path)).map(|path| self.fact(path));
        let not_above: Vec<String> = not_above.map(|fact| self.absent(&fact)).collect();
        let all_named = not_above.len() == shared.len();
        said.extend(not_above);
        if !all_named {
            said.push(say!(
                self,
                "what is left of what all applicants share is known once they are decided together",
                "共享的限额尚余多少，须待全部申报主体一并核算"
            ));
        }
        said.into_iter().map(|text| Line { mark: Some(Mark::Open), ..Line::words(text) }).collect()
    }

    /// Why less is certain than the arithmetic says.
    fn certainty(&self, claim: &Claim, payment: &Payment) -> Option<Line> {
        let Outcome::Pending { at_least, at_most } = payment.outcome else { return None };
        let (least, most) = match payment.steps.last()?.after {
            Range::Exactly(amount) => (Some(amount), Some(amount)),
            Range::Between { at_least, at_most } => (at_least, at_most),
        };
        let less = least.is_some_and(|least| at_least.decimal() < least.decimal());
        let capped = most.zip(at_most).is_some_and(|(most, at_most)| at_most.decimal() < most.decimal());
        let open = claim.status != ClaimStatus::Qualified
            || payment.conditions.iter().any(|condition| condition.holds.is_none());
        let unknown = |results: &[ConditionResult]| results.iter().any(|condition| condition.holds.is_none());
        let certain = self.decision.scope.status == ScopeStatus::Met
            && !unknown(&claim.conditions)
            && !unknown(&payment.conditions);
        if open && certain && payment.missing.iter().any(|own| matches!(own, Awaited::Shared(_))) {
            // That all applicants are decided together is said among what it waits for.
            return None;
        }
        let redeemable = payment.steps.iter().any(|step| step.kind == StepKind::Redeemable);
        let undated = payment.instalment.is_some() && payment.due_on().is_none();
        let text = match (less && open, less || capped) {
            (false, true) if undated => {
                say!(self, "when it falls due is not known yet", "到期日未定，何时拨付尚不能定")
            }
            (false, true) if redeemable => return None,
            (true, _) if certain => say!(
                self,
                "nothing is certain until the facts that are not given are known",
                "上述事实未确定之前，是否发放尚不能定"
            ),
            (true, _) => {
                say!(self, "nothing is certain until every condition is known", "条件未全部确定，是否发放尚不能定")
            }
            (false, true) => say!(
                self,
                "other payments still to be decided may use the same cap first",
                "同一限额下的其他待定款项可能先行占用"
            ),
            (false, false) => return None,
        };
        Some(Line { mark: Some(Mark::Open), ..Line::words(text) })
    }

    /// The line in which the arithmetic ends.
    fn closing(&self, payment: &Payment) -> Option<Line> {
        let line = match payment.outcome {
            Outcome::Paid { amount } => {
                let entries: Vec<&UsedBy> = payment.steps.iter().flat_map(|step| &step.ledger).collect();
                let paid = match entries.as_slice() {
                    [only] => self.paid_on(only),
                    _ => say!(self, "paid", "已发"),
                };
                Line::figure(say!(self, "{paid}, not computed again", "{paid}，不再核算"), self.plain(amount))
            }
            Outcome::Payable { amount } => Line {
                detail: self.in_capitals(amount).unwrap_or_default(),
                ..Line::figure(say!(self, "payable now", "应发"), self.plain(amount))
            },
            Outcome::Scheduled { amount, due } => Line {
                detail: self.in_capitals(amount).unwrap_or_default(),
                ..Line::figure(say!(self, "due on {due}", "{due} 到期应发"), self.plain(amount))
            },
            Outcome::Pending { at_least, at_most } => {
                Line::figure(say!(self, "still to be decided", "待定"), self.pending_plain(at_least, at_most))
            }
            Outcome::Refused => return None,
            Outcome::Nothing => {
                let why = self.why_nothing(payment);
                let zero = say!(self, "nothing to pay{why}", "应发为零{why}");
                Line::figure(zero, super::figures::grouped(0.into(), self.program.policy.digits))
            }
        };
        Some(line.as_result())
    }

    /// When it was paid, or why nothing comes of it; empty for any other outcome.
    pub fn beside_outcome(&self, payment: &Payment) -> String {
        match payment.outcome {
            Outcome::Paid { .. } => {
                let entries = payment.steps.iter().flat_map(|step| &step.ledger);
                let days: Vec<String> = entries.filter_map(|entry| Some(entry.paid_on?.to_string())).collect();
                self.list(&days)
            }
            Outcome::Nothing => self.why_nothing(payment).trim_start_matches([',', '，', ' ']).to_owned(),
            Outcome::Payable { .. } | Outcome::Pending { .. } | Outcome::Refused | Outcome::Scheduled { .. } => {
                String::new()
            }
        }
    }

    /// Why nothing comes of a payment.
    pub fn why_nothing(&self, payment: &Payment) -> String {
        let zero = |range: Range| match range {
            Range::Exactly(amount) => amount.is_zero(),
            Range::Between { at_most, .. } => at_most.is_some_and(crate::decision::Amount::is_zero),
        };
        let Some(step) = payment.steps.iter().find(|step| zero(step.after)) else { return String::new() };
        match (step.kind, &step.limit) {
            (StepKind::Limit, Some(used)) if used.order == LimitOrder::Descending => {
                say!(self, ", only the highest of its group counts", "，同组从高，不重复享受")
            }
            (StepKind::Limit, Some(used)) if !used.used_by.is_empty() => {
                say!(self, ", the cap is used up", "，限额已用尽")
            }
            (StepKind::Limit, _) => say!(self, ", the cap leaves nothing", "，限额之内已无余额"),
            (StepKind::Approved | StepKind::ApprovedAboveCeiling, _) => {
                say!(self, ", the approved amount is 0", "，核定金额为零")
            }
            (StepKind::Lapsed, _) => say!(self, ", the voucher has lapsed", "，兑付券已逾期"),
            (StepKind::Instalments, _) => say!(self, ", all of it was paid before", "，此前已发足"),
            (StepKind::Part, _) => say!(self, ", nothing is left for this part", "，本期已无余额"),
            _ => say!(self, ", the formula gives 0", "，按公式计算为零"),
        }
    }

    /// The most that a figure can be.
    pub fn most(&self, range: Range) -> String {
        let at_most = match range {
            Range::Exactly(amount) => Some(amount),
            Range::Between { at_most, .. } => at_most,
        };
        match at_most {
            Some(most) => {
                let most = self.plain(most);
                say!(self, "up to {most}", "至\u{2060}多\u{a0}{most}")
            }
            None => self.unbounded(),
        }
    }

    /// An amount of yuan in capital characters, in Chinese.
    pub fn in_capitals(&self, amount: crate::decision::Amount) -> Option<String> {
        let here = self.language == crate::diagnostic::Language::Zh && self.program.policy.currency == "CNY";
        if here { crate::value::capital::capital(amount.decimal()) } else { None }
    }
}

/// Whether the awards of a measure are given for several support years.
pub fn by_year(measure: Option<&Measure>) -> bool {
    measure.is_some_and(|measure| measure.awards.iter().any(|award| award.applies.years.is_some()))
}
