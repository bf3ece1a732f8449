//! Parts of an award: what each is of the whole, when it is due, who pays it; and what was paid or lapsed before.

use super::arithmetic::Told;
use super::document::{Line, Mark};
use super::voice::{Voice, before, say, spaced};
use crate::decision::{Amount, Outcome, Payment, Range, Shown, Step, StepKind, Trace};
use crate::ir::{Measure, Op, Type};
use crate::value::{Bounds, Number};

impl Voice<'_> {
    /// What a payment of a claim with several is called: its year, its part, or both.
    pub fn payment_name(&self, payment: &Payment, by_year: bool) -> String {
        let year = self.year(payment.support_year);
        let Some(part) = payment.instalment else { return year };
        if payment.outcome == Outcome::Refused {
            // What refuses one part of an award refuses all of them.
            return if by_year { year } else { say!(self, "all parts", "各期") };
        }
        let label = payment.part.as_deref().map(|label| self.aside(label)).unwrap_or_default();
        match by_year {
            true => say!(self, "{year}, part {part}{label}", "{year}第\u{a0}{part}\u{a0}期{label}"),
            false => say!(self, "part {part}{label}", "第\u{a0}{part}\u{a0}期{label}"),
        }
    }

    /// What a part is of the whole.
    pub fn instalment(&self, step: &Step) -> Vec<Line> {
        let of_ceiling = step.kind == StepKind::PartCeiling;
        // A whole that is not known says nothing; bounds stand aside, as a part is taken of both. A part that is certain all the same is one of
        // the most that there can be.
        let trace = step.rests_on.trace.as_ref();
        let whole = match step.before {
            Some(Range::Between { at_most: Some(most), .. })
                if trace.is_some_and(|own| self.is_part_of(own, most, step)) =>
            {
                let most = self.plain(most);
                say!(self, " {most}, if every part falls due,", " {most}（各期均到期时）")
            }
            Some(Range::Exactly(whole)) => format!(" {}", self.plain(whole)),
            Some(whole) if self.range(whole) != self.not_known() => self.aside(&self.range(whole)),
            Some(Range::Between { .. }) | None => String::new(),
        };
        let close = &whole;
        let whole = match of_ceiling {
            true => say!(self, "the ceiling{whole}", "支持上限{close}"),
            false => say!(self, "the whole{whole}", "全额{close}"),
        };
        let of = before(&whole);
        let share = trace.filter(|trace| matches!(self.program.node(trace.node).ty, Type::Ratio(_)));
        let fixed = trace.is_some_and(|trace| matches!(self.program.node(trace.node).ty, Type::Money(..)));
        let text = match share {
            Some(trace) if self.is_short(step, trace) => {
                let share = self.figure(&trace.value, &self.program.node(trace.node).ty);
                say!(self, "{share} of {whole}, as far as it is unpaid", "{of}的 {share}，以尚未发放的余额为限")
            }
            Some(trace) => {
                let node = self.program.node(trace.node);
                // A third is no percentage.
                if let Some(parts) = equal_parts(&trace.value).filter(|_| matches!(node.op, Op::Number(_))) {
                    let text = say!(self, "{whole} ÷ {parts}", "{whole} ÷ {parts}");
                    let figure = if of_ceiling { self.most(step.after) } else { self.range(step.after) };
                    return vec![Line::figure(text, figure).as_result()];
                }
                let share = self.figure(&trace.value, &node.ty);
                let named = if matches!(node.op, Op::Number(_)) { None } else { self.simple(trace) };
                let share = named.map_or(share, |term| self.both(&term));
                let close = spaced(&share);
                say!(self, "{share} of {whole}", "{of}的{close}")
            }
            None if fixed && trace.is_some_and(|trace| self.is_short(step, trace)) => {
                say!(self, "a fixed part of {whole}, as far as it is unpaid", "{of}中的固定部分，以尚未发放的余额为限")
            }
            None if fixed => say!(self, "a fixed part of {whole}", "{of}中的固定部分"),
            None => say!(self, "{whole} less the other parts", "{of}减去其他各期"),
        };
        let figure = if of_ceiling { self.most(step.after) } else { self.range(step.after) };
        vec![Line::figure(text, figure).as_result()]
    }

    /// Whether a part is less than its share or its amount, as not so much is left.
    fn is_short(&self, step: &Step, trace: &Trace) -> bool {
        let (Range::Exactly(part), Some(Range::Exactly(whole)), Shown::Number(figure)) =
            (step.after, step.before, &trace.value)
        else {
            return false;
        };
        let own = if let Type::Ratio(_) = self.program.node(trace.node).ty {
            figure.times(Bounds::Exactly(Number::from(whole.decimal())))
        } else {
            Ok(*figure)
        };
        let own = own.and_then(|own| self.program.policy.rounding.round_bounds(own));
        own.is_ok_and(|own| own.known().is_some_and(|own| own > Number::from(part.decimal())))
    }

    /// Whether a definite part is its share of such a whole.
    fn is_part_of(&self, trace: &Trace, whole: Amount, step: &Step) -> bool {
        let (Range::Exactly(part), Shown::Number(share), Type::Ratio(_)) =
            (step.after, &trace.value, &self.program.node(trace.node).ty)
        else {
            return false;
        };
        let own = share.times(Bounds::Exactly(Number::from(whole.decimal())));
        let own = own.and_then(|own| self.program.policy.rounding.round_bounds(own));
        own.is_ok_and(|own| own.known() == Some(Number::from(part.decimal())))
    }

    /// What was approved for the parts of an award together.
    pub fn approved_parts(&self, step: &Step) -> Line {
        let text = say!(self, "approved for the parts that have a day, together", "已核定且到期日已定的各期合计");
        Line::figure(text, self.range(step.after)).as_result()
    }

    /// What the limits leave of an approved part.
    pub fn part_left(&self, step: &Step) -> Line {
        let text = say!(self, "of which the caps leave for this part", "限额之内，本期可得");
        Line::figure(text, self.range(step.after)).as_result()
    }

    /// The parts that were paid before, taken off the award.
    pub fn instalments(&self, step: &Step) -> Vec<Line> {
        let paid = step.ledger.iter().map(|entry| {
            let on = entry.paid_on.map(|on| on.to_string()).unwrap_or_default();
            let text = match entry.instalment {
                Some(part) => say!(self, "less part {part}, paid on {on}", "减：{on} 已发的第\u{a0}{part}\u{a0}期"),
                None => say!(self, "less what was paid on {on}", "减：{on} 已发的款项"),
            };
            Line::figure(text, super::figures::taken_off(&self.plain(entry.amount)))
        });
        let left = match step.after {
            Range::Between { at_least: Some(least), at_most } => self.pending_plain(least, at_most),
            Range::Exactly(_) | Range::Between { .. } => self.range(step.after),
        };
        let left = Line::figure(say!(self, "still unpaid", "尚未发放"), left).as_result();
        paid.chain([left]).collect()
    }

    /// What became of a voucher: the day of redemption, its last day, and how that came about.
    pub fn voucher(&self, step: &Step, measure: Option<&Measure>, told: &mut Told) -> Vec<Line> {
        let trace = step.rests_on.trace.as_ref();
        let last_day = trace.and_then(|trace| trace.value.date());
        let last = last_day.map(|day| match trace.and_then(|trace| self.simple(trace)).map(|term| term.name) {
            Some(name) if !name.is_empty() => format!("{name}\u{a0}{day}"),
            _ => say!(self, "last day {day}", "末日 {day}"),
        });
        let redeemed = self.redeemed_on(step, measure);
        let days: Vec<String> = redeemed.into_iter().chain(last.clone()).collect();
        let until = if days.is_empty() { String::new() } else { self.aside(&self.clauses(&days)) };
        let made_of = trace.zip(last).map(|(trace, last)| self.made_of(trace, &last, told)).unwrap_or_default();
        let line = match (step.kind, last_day) {
            (StepKind::Redeemed, _) => {
                let text = say!(self, "the voucher was redeemed in time{until}", "兑付券已按期兑付{until}");
                Line { mark: Some(Mark::Holds), ..Line::words(text) }
            }
            (StepKind::Redeemable, Some(day)) => {
                let text = say!(self, "the voucher must be redeemed by {day}", "兑付券须于 {day} 及以前兑付");
                Line { mark: Some(Mark::Open), ..Line::words(text) }
            }
            (StepKind::Redeemable, None) => {
                let text = say!(self, "the voucher's last day is not known yet", "兑付券的末日未定");
                Line { mark: Some(Mark::Open), ..Line::words(text) }
            }
            _ => {
                let text = say!(self, "the voucher was not redeemed in time{until}", "兑付券逾期未兑付{until}");
                Line { mark: Some(Mark::Fails), ..Line::figure(text, self.range(step.after)) }.as_result()
            }
        };
        made_of.into_iter().chain([line]).collect()
    }

    /// The day on which a voucher was redeemed, if it was.
    fn redeemed_on(&self, step: &Step, measure: Option<&Measure>) -> Option<String> {
        let vouchers = measure.map_or(&[][..], |measure| &measure.terms.vouchers);
        let voucher = vouchers.iter().find(|voucher| voucher.clause.span == step.rests_on.span)?;
        let name = self.called(voucher.redeemed_on)?;
        let fact = step.rests_on.facts.iter().find(|fact| self.fact_used(fact).label == name)?;
        fact.value.as_ref().map(|value| format!("{name}\u{a0}{value}"))
    }

    /// When a part falls due, and who pays how much.
    pub fn terms_of(&self, payment: &Payment) -> Vec<Line> {
        let mut lines = Vec::new();
        let due = payment.due_on().filter(|_| {
            matches!(payment.outcome, Outcome::Payable { .. } | Outcome::Pending { .. } | Outcome::Nothing)
        });
        if let Some(due) = due {
            lines.push(Line::words(say!(self, "due on {due}", "到期日 {due}")));
        }
        for payer in &payment.payers {
            let name = &payer.payer;
            let text = say!(self, "paid by {name}", "由{name}承担");
            let figure = payer.amount.map_or_else(|| self.not_known(), |amount| self.plain(amount));
            lines.push(Line { depth: 1, ..Line::figure(text, figure) });
        }
        lines
    }
}

/// Of how many equal parts a share is one, where no percentage says it exactly.
fn equal_parts(share: &Shown) -> Option<i64> {
    let Shown::Number(share) = share else { return None };
    let share = share.known()?;
    let percent = share.times(Number::from(100)).ok()?;
    let parts = Number::ONE.divided_by(share).ok()?.to_whole()?;
    percent.to_decimal().is_none().then_some(parts)
}
