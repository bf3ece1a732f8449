//! Limits: the figure, what used it up, what was left, and whether it cut.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::arithmetic::{Sheet, Told};
use super::document::Line;
use super::figures::{grouped, taken_off};
use super::voice::{Voice, before, behind, say, spaced};
use crate::decision::{Amount, LimitUse, Range, Shared, Step};
use crate::ir::{AwardCount, Counting, Limit, LimitWhat, Limits, Measure, Op, Sharing, Type};
use crate::value::{Bounds, Number};

/// Of more awards than these, the others are counted.
const LISTED: usize = 12;
/// With more awards than these, each stands on a line of its own.
const INLINE: usize = 2;

impl Voice<'_> {
    /// The lines of a limit that was looked at.
    pub fn limit(&self, step: &Step, measure: Option<&Measure>, told: &mut Told) -> Vec<Line> {
        let Some(used) = &step.limit else { return Vec::new() };
        let rule = self.limit_at(step.rests_on.span, &used.label, measure);
        let (mut lines, mut quotes) = (Vec::new(), Vec::new());
        let mut text = self.limited(used, rule, measure);
        if let Some(trace) = &step.rests_on.trace
            && !matches!(self.program.node(trace.node).op, Op::Number(_))
        {
            let (needed, term, words) = Sheet::term_of(self, trace, told);
            quotes = words;
            lines.extend(needed.into_iter().map(|line| Line { depth: 1, ..line }));
            let name = self.named_alone(&term);
            if !name.is_empty() {
                let name_zh = behind(&name);
                text.push_str(&say!(self, ", by {name}", "，按{name_zh}"));
            }
        }
        if let Some(order) = rule.and_then(|rule| rule.order).and_then(|order| self.order_called(order)) {
            text.push_str(&say!(self, ", in order of {order}", "，按{order}先后"));
        }
        match used.shared {
            Some(shared) => text.push_str(&self.shared(shared, rule)),
            None => text.push_str(&self.left_and_cut(step, used, rule, measure)),
        }
        quotes.extend(told.not_yet(&step.rests_on.quotes));
        lines.push(Line::words(text).quoting(quotes));
        if used.used_by.len() > INLINE {
            for award in used.used_by.iter().take(LISTED) {
                let award = self.used_of_limit(award, true, measure, &self.unit_of(rule), self.by_payment(rule));
                lines.push(Line { depth: 1, ..Line::words(say!(self, "used: {award}", "已用：{award}")) });
            }
        }
        let more = used.used_by.len().saturating_sub(LISTED) + used.used_by_more;
        if more > 0 {
            let money = !matches!(rule.map(|rule| rule.what), Some(LimitWhat::Quantity { .. }));
            let listed: Decimal = used.used_by.iter().take(LISTED).map(|award| award.amount.decimal()).sum();
            let sum = self.with_unit(&grouped(used.used.decimal() - listed, self.program.policy.digits), None);
            let said = if money {
                say!(self, "used: {more} more, {sum} together", "已用：另有 {more} 笔，合计 {sum}")
            } else {
                say!(self, "used: {more} more", "已用：另有 {more} 笔")
            };
            lines.push(Line { depth: 1, ..Line::words(said) });
        }
        if used.cut {
            lines.push(self.cut(step, rule));
        }
        lines
    }

    /// What is limited: `封顶：每个申报主体累计 500,000.00`.
    fn limited(&self, used: &LimitUse, rule: Option<&Limit>, measure: Option<&Measure>) -> String {
        let head = match used.section.as_deref() {
            None => say!(self, "cap", "封顶"),
            Some("") => say!(self, "cap across measures", "合并限额"),
            Some(section) => say!(self, "cap across measures ({section})", "合并限额（{section}）"),
        };
        let figure = self.limit_figure(used, rule);
        let figure = match figure == self.not_known() {
            true => say!(self, "a figure not known yet", "额度未定"),
            false => figure,
        };
        let close = spaced(&figure);
        let (per, period) = (self.per(used, rule, measure), self.period(used, rule));
        let group =
            if per.is_empty() { String::new() } else { format!("{}{}", behind(&before(&per)), behind(&period)) };
        let text = match (rule.map(|rule| rule.what), per.is_empty()) {
            (Some(LimitWhat::Highest), _) => say!(
                self,
                "{head}: the highest award alone per {per} {period}; this claim brings {figure}",
                "{head}：每个{group}只取最高一项，本项{close}"
            ),
            (_, true) => say!(self, "{head}: {figure} {period}", "{head}：{period}{close}"),
            (_, false) => say!(self, "{head}: {figure} per {per} {period}", "{head}：每个{group}{close}"),
        };
        match used.quantity {
            Some(quantity) => {
                let quantity = self.measured(quantity, rule);
                let close = spaced(&quantity);
                say!(self, "{text}, of which this takes {quantity}", "{text}，本项计{close}")
            }
            None => text,
        }
    }

    /// What is said of a limit over all applicants.
    fn shared(&self, shared: Shared, rule: Option<&Limit>) -> String {
        let order = match rule.and_then(|rule| rule.shared) {
            Some(Sharing::InOrderOf(order)) => self.order_called(order),
            Some(Sharing::ProRata) | None => None,
        };
        let how = match (shared, order) {
            (Shared::ProRata, _) => say!(self, "pro rata", "按比例"),
            (Shared::InOrderOf, Some(order)) => say!(self, "in order of {order}", "按{order}先后"),
            (Shared::InOrderOf, None) => say!(self, "in order", "按先后"),
        };
        say!(
            self,
            "; shared by all applicants {how}: one case can't tell what the others leave",
            "；由全部申报主体{how}共享，单个申报无法得知他人用后的余额"
        )
    }

    /// What used a limit up, what else counts, what is left, and whether that cuts.
    fn left_and_cut(&self, step: &Step, used: &LimitUse, rule: Option<&Limit>, measure: Option<&Measure>) -> String {
        let unit = self.unit_of(rule);
        let (left, sum) = (self.measured(used.left, rule), self.measured(Range::Exactly(used.used), rule));
        let mut parts = Vec::new();
        match used.used_by.as_slice() {
            [] if used.counted.is_some() || !used.perhaps_used_by.is_empty() => {}
            [] => parts.push(say!(self, "not used before", "此前未用")),
            few if few.len() <= INLINE => {
                let amounts = few.len() > 1;
                let by: Vec<String> = few
                    .iter()
                    .map(|award| self.used_of_limit(award, amounts, measure, &unit, self.by_payment(rule)))
                    .collect();
                let by = self.together(&by);
                parts.push(say!(self, "{sum} used ({by})", "已用 {sum}（{by}）"));
            }
            _ => parts.push(say!(self, "{sum} used", "已用 {sum}")),
        }
        if !used.perhaps_used_by.is_empty() {
            let few = used.perhaps_used_by.iter().take(INLINE);
            let by = few.map(|award| self.used_of_limit(award, true, measure, &unit, self.by_payment(rule)));
            let by = self.together(&by.collect::<Vec<_>>());
            let more = used.perhaps_used_by.len().saturating_sub(INLINE) + used.perhaps_used_by_more;
            let by = match more {
                0 => by,
                more => say!(self, "{by} and {more} more", "{by}，另有 {more} 笔"),
            };
            let keys = self.keys_called(rule);
            let close = behind(&keys);
            parts.push(match keys.is_empty() {
                true => say!(self, "perhaps used: {by}", "可能已用：{by}"),
                false => say!(self, "perhaps used for the same {keys}: {by}", "可能为同一{close}已用：{by}"),
            });
        }
        if let Some(counted) = used.counted {
            let counted = self.range(counted);
            let amounts = rule.map_or(&[][..], |rule| &rule.counting).iter().filter_map(|counting| match counting {
                Counting::Amount(amount) => self.called(*amount),
                Counting::Measure(_) | Counting::Policy(_) | Counting::OtherPolicies => None,
            });
            let names: Vec<String> = amounts.collect();
            let names = self.list(&names);
            parts.push(if names.is_empty() {
                say!(self, "{counted} of other money counts", "另计入其他资金 {counted}")
            } else {
                say!(self, "{counted} of {names} counts", "另计入{names} {counted}")
            });
        }
        if !used.used_by.is_empty() || !used.perhaps_used_by.is_empty() || used.counted.is_some() {
            let close = spaced(&left);
            parts.push(say!(self, "{left} left", "余{close}"));
        }
        let what = rule.map(|rule| rule.what);
        parts.push(match (used.cut, step.after, what) {
            (true, Range::Exactly(_), Some(LimitWhat::Quantity { .. })) => {
                say!(self, "reduced in proportion to what is left", "按余量同比例核减")
            }
            (true, Range::Exactly(after), Some(LimitWhat::Highest)) if after.is_zero() => self.beside_the_highest(used),
            (true, Range::Exactly(_), Some(LimitWhat::Highest)) => {
                say!(self, "the difference to it", "只补差额")
            }
            (true, Range::Exactly(after), _) if Range::Exactly(after) != used.left => {
                let unit =
                    self.number(Number::from(self.program.policy.rounding.unit), &Type::Money(None, Limits::default()));
                say!(self, "reduced to what is left, rounded down to {unit}", "超出部分核减，余额向下取整至{unit}")
            }
            (true, Range::Exactly(_), _) => say!(self, "reduced to what is left", "超出部分核减"),
            (true, Range::Between { .. }, _) => say!(self, "not more than what is left", "以余额为限"),
            (false, _, Some(LimitWhat::Highest)) => say!(self, "not reduced", "不核减"),
            (false, ..) => say!(self, "not reached", "未触及"),
        });
        let cut = parts.pop().unwrap_or_default();
        let (before, comma) = (say!(self, "; ", "，"), say!(self, ", ", "，"));
        match parts.as_slice() {
            [] => format!("{before}{cut}"),
            some => format!("{before}{}{before}{cut}", some.join(&comma)),
        }
    }

    /// Why nothing is left for a claim of which the highest of a group alone counts.
    fn beside_the_highest(&self, used: &LimitUse) -> String {
        let most = used.used_by.iter().map(|award| award.amount.decimal()).max();
        let own = match used.figure {
            Range::Exactly(own) => Some(own.decimal()),
            Range::Between { .. } => None,
        };
        match most.zip(own).map(|(most, own)| most.cmp(&own)) {
            Some(Ordering::Greater) => say!(self, "not the highest", "不是最高的一项，不重复享受"),
            Some(Ordering::Equal) => {
                say!(self, "as high as one before it", "与排在前面的一项同额，不重复享受")
            }
            Some(Ordering::Less) | None => {
                say!(self, "no more than the others have already", "不超过其他各项已享受的金额，不重复享受")
            }
        }
    }

    /// Whether what was paid counts by another day than the claims do.
    fn by_payment(&self, rule: Option<&Limit>) -> bool {
        let date = rule.and_then(|rule| rule.period.date());
        date.is_some_and(|date| !matches!(self.program.node(date).op, Op::AppliedOn))
    }

    /// A number of a limit in its unit.
    fn measured(&self, range: Range, rule: Option<&Limit>) -> String {
        let number = |amount: Amount| Number::from(amount.decimal());
        let bounds = match range {
            Range::Exactly(amount) => Bounds::Exactly(number(amount)),
            Range::Between { at_least, at_most } => Bounds::Between(at_least.map(number), at_most.map(number)),
        };
        self.bounds(bounds, &self.unit_of(rule))
    }

    /// What a limit takes off.
    fn cut(&self, step: &Step, rule: Option<&Limit>) -> Line {
        if let (Some(Range::Exactly(before)), Range::Exactly(after)) = (step.before, step.after)
            && let Ok(cut) = Number::from(before.decimal()).minus(Number::from(after.decimal()))
        {
            let figure = self.number(cut, &Type::Money(None, Limits::default()));
            let less = match rule.map(|rule| rule.what) {
                Some(LimitWhat::Highest) => {
                    say!(self, "less what the others bring already", "减：其他各项已享受的部分")
                }
                Some(LimitWhat::Money(_) | LimitWhat::Awards(_) | LimitWhat::Quantity { .. }) | None => {
                    say!(self, "less the part above the cap", "减：超出限额的部分")
                }
            };
            return Line::figure(less, taken_off(&figure));
        }
        let within = match step.after {
            Range::Between { at_least: Some(least), at_most } => self.pending_plain(least, at_most),
            Range::Exactly(_) | Range::Between { .. } => self.range(step.after),
        };
        Line::figure(say!(self, "within the cap", "限额之内"), within)
    }

    fn limit_figure(&self, used: &LimitUse, rule: Option<&Limit>) -> String {
        match rule.map(|rule| rule.what) {
            Some(LimitWhat::Awards(AwardCount::Fixed(1))) => say!(self, "1 award", "1 次"),
            Some(LimitWhat::Awards(AwardCount::Fixed(count))) => say!(self, "{count} awards", "{count} 次"),
            Some(LimitWhat::Highest) => match used.figure {
                // All that an open claim could bring; what is certain of it the amount tells.
                Range::Between { at_least: Some(least), at_most } => self.pending_plain(least, at_most),
                Range::Exactly(_) | Range::Between { .. } => self.measured(used.figure, rule),
            },
            Some(LimitWhat::Awards(AwardCount::Of(_)) | LimitWhat::Money(_) | LimitWhat::Quantity { .. }) | None => {
                self.measured(used.figure, rule)
            }
        }
    }
}
