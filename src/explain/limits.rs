//! Limits: the figure, what used it up, what was left, and whether it cut.

use rust_decimal::Decimal;

use super::arithmetic::Sheet;
use super::document::Line;
use super::figures::{grouped, taken_off};
use super::voice::{Voice, say};
use crate::decision::{LimitUse, Range, Step};
use crate::ir::{Limit, LimitKey, LimitWhat, Limits, Measure, Op, Quote, Type};
use crate::value::Number;

/// Of more awards than these, the others are counted.
const LISTED: usize = 12;
/// With more awards than these, each stands on a line of its own.
const INLINE: usize = 2;

impl Voice<'_> {
    /// The lines of a limit that was looked at.
    pub fn limit(&self, step: &Step, measure: Option<&Measure>, above: &[Quote]) -> Vec<Line> {
        let Some(used) = &step.limit else { return Vec::new() };
        let rule = measure.and_then(|measure| {
            measure
                .limits
                .iter()
                .find(|limit| limit.clause.span == step.rests_on.span && !limit.clause.place.is_empty())
                .or_else(|| measure.limits.iter().find(|limit| limit.label == used.label))
        });
        let mut lines = Vec::new();
        let figure = self.limit_figure(used, rule);
        let (per, period) = (self.per(used, rule, measure), self.period(&used.period));
        let mut text = say!(self, "cap: {figure} per {per} {period}", "封顶：每个{per}{period} {figure}");
        if let Some(trace) = &step.rests_on.trace
            && !matches!(self.program.node(trace.node).op, Op::Number(_))
        {
            let (needed, term) = Sheet::term_of(self, trace);
            lines.extend(needed.into_iter().map(|line| Line { depth: 1, ..line }));
            let name = self.named_alone(&term);
            text.push_str(&say!(self, ", by {name}", "，按{name}"));
        }
        let left = self.range(used.left);
        let sum = self.plain(used.used);
        text.push_str(&match used.used_by.as_slice() {
            [] => say!(self, "; not used before", "，此前未用"),
            [only] => {
                let by = self.used(only, false);
                say!(self, "; {sum} used ({by}), {left} left", "，已用 {sum}（{by}），余 {left}")
            }
            few if few.len() <= INLINE => {
                let by = self.used_list(few);
                say!(self, "; {sum} used ({by}), {left} left", "，已用 {sum}（{by}），余 {left}")
            }
            _ => say!(self, "; {sum} used, {left} left", "，已用 {sum}，余 {left}"),
        });
        text.push_str(&match (used.cut, step.after) {
            (true, Range::Exactly(_)) => say!(self, "; reduced to what is left", "，超出部分核减"),
            (true, Range::Between { .. }) => say!(self, "; not more than what is left", "，以余额为限"),
            (false, _) => say!(self, "; not reached", "，未触及"),
        });
        let quotes = step.rests_on.quotes.iter().filter(|quote| !above.contains(quote));
        lines.push(Line::words(text).quoting(quotes.map(|quote| quote.text.clone()).collect()));
        if used.used_by.len() > INLINE {
            for award in used.used_by.iter().take(LISTED) {
                let award = self.used(award, true);
                lines.push(Line { depth: 1, ..Line::words(say!(self, "used: {award}", "已用：{award}")) });
            }
        }
        let more = used.used_by.len().saturating_sub(LISTED) + used.used_by_more;
        if more > 0 {
            let listed: Decimal = used.used_by.iter().take(LISTED).map(|award| award.amount.decimal()).sum();
            let sum = used.used.decimal() - listed;
            let sum = self.with_unit(&grouped(sum, self.program.policy.digits), None);
            let said = say!(self, "used: {more} more, {sum} together", "已用：另有 {more} 笔，合计 {sum}");
            lines.push(Line { depth: 1, ..Line::words(said) });
        }
        if used.cut {
            lines.push(self.cut(step));
        }
        lines
    }

    /// What a limit takes off.
    fn cut(&self, step: &Step) -> Line {
        if let (Some(Range::Exactly(before)), Range::Exactly(after)) = (step.before, step.after)
            && let Ok(cut) = Number::from(before.decimal()).minus(Number::from(after.decimal()))
        {
            let figure = self.number(cut, &Type::Money(None, Limits::default()));
            return Line::figure(say!(self, "less the part above the cap", "减：超出限额的部分"), taken_off(&figure));
        }
        let within = match step.after {
            Range::Between { at_least: Some(least), at_most } => self.pending_plain(least, at_most),
            Range::Exactly(_) | Range::Between { .. } => self.range(step.after),
        };
        Line::figure(say!(self, "within the cap", "限额之内"), within)
    }

    fn limit_figure(&self, used: &LimitUse, rule: Option<&Limit>) -> String {
        match rule.map(|rule| rule.what) {
            Some(LimitWhat::Awards(1)) => say!(self, "1 award", "1 次"),
            Some(LimitWhat::Awards(count)) => say!(self, "{count} awards", "{count} 次"),
            Some(LimitWhat::Money(_) | LimitWhat::Quantity { .. } | LimitWhat::Highest) | None => {
                self.range(used.figure)
            }
        }
    }

    /// Whose awards are added up: `申报主体`, `实验室（量子实验室）`.
    fn per(&self, used: &LimitUse, rule: Option<&Limit>, measure: Option<&Measure>) -> String {
        let keys = rule.map_or(&[][..], |rule| &rule.per);
        let mut words: Vec<String> = Vec::new();
        for (at, value) in used.per.iter().enumerate() {
            let kind = match keys.get(at) {
                Some(LimitKey::Applicant) => None,
                Some(LimitKey::Record) => measure.and_then(|measure| measure.for_each.as_ref()).map(|for_each| {
                    let record = self.program.record(for_each.record);
                    let in_rule = &for_each.name;
                    let name = record.map(|record| self.name(&record.name, record.label.as_deref()));
                    let name = name.unwrap_or_else(|| in_rule.clone());
                    say!(self, "{name}", "{in_rule}")
                }),
                Some(LimitKey::Value(expr)) => self.called(*expr),
                None => None,
            };
            let value = &self.key_value(value, keys.get(at));
            let own = matches!(keys.get(at), Some(LimitKey::Record));
            words.push(match kind {
                Some(kind) if own => kind,
                Some(kind) => format!("{kind}{}", self.aside(value)),
                None if value == "applicant" => say!(self, "applicant", "申报主体"),
                None => value.clone(),
            });
        }
        if words.is_empty() { say!(self, "applicant", "申报主体") } else { self.list(&words) }
    }

    /// The value of a key; the engine names a value of a `one of` type by its identifier.
    fn key_value(&self, value: &str, key: Option<&LimitKey>) -> String {
        let Some(LimitKey::Value(expr)) = key else { return value.to_owned() };
        let Type::Choice(choice) = &self.program.node(*expr).ty else { return value.to_owned() };
        let variants = self.program.choice(*choice).map_or(&[][..], |choice| &choice.variants);
        let variant = variants.iter().find(|variant| variant.name == value);
        variant.map_or_else(|| value.to_owned(), |variant| self.variant(variant))
    }

    /// What the value of an expression is called.
    fn called(&self, expr: crate::ir::ExprId) -> Option<String> {
        let op = &self.program.node(expr).op;
        if let Op::Let(named, _) = op {
            return self.program.named(*named).map(|named| self.name(&named.name, named.label.as_deref()));
        }
        let Op::Fact(_, record, field) = op else { return None };
        self.program.field(*record, *field).map(|field| self.field(field))
    }

    /// The time over which a limit adds up.
    fn period(&self, period: &str) -> String {
        match period.split_once(':') {
            Some(("support_year", year)) => say!(self, "in year {year}", "第\u{a0}{year}\u{a0}年"),
            Some(("calendar_year", year)) => say!(self, "in the calendar year {year}", "{year}\u{a0}年度"),
            _ if period == "total" => say!(self, "in total", "累计"),
            _ => period.to_owned(),
        }
    }
}
