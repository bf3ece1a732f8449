//! Words of limits: whose awards are added up, over which time, who uses them.

use super::voice::{Voice, before, behind, say};
use crate::decision::{LimitUse, Shown, UsedBy};
use crate::ir::{AwardCount, ExprId, Function, Limit, LimitKey, LimitPeriod, LimitWhat, Measure, Op, Type};
use crate::source::Span;
use crate::value::{Bounds, CalendarPeriod};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Voice<'_> {
    /// The form of the limit at a place that counts for a measure: one of its own, or one across measures.
    pub fn limit_at(&self, span: Span, label: &str, measure: Option<&Measure>) -> Option<&Limit> {
        let all = self.limits_of(measure?);
        let mut all = all.into_iter();
        let by_label = all.clone().find(|limit| limit.called() == label);
        all.find(|limit| limit.clause.span == span && !limit.clause.place.is_empty()).or(by_label)
    }

    /// The limits of a measure: its own, and its forms of those across measures.
    pub(super) fn limits_of(&self, measure: &Measure) -> Vec<&Limit> {
        let Some(own) = self.program.measures.iter().position(|other| other.name == measure.name) else {
            return Vec::new();
        };
        let limits = self.program.measures.get(own).map_or(&[][..], |measure| &measure.limits);
        let across = self.program.across.iter().filter_map(|section| {
            let place = section.measures.binary_search(&own).ok()?;
            Some(section.limits.iter().filter_map(move |forms| forms.get(place)))
        });
        limits.iter().chain(across.flatten()).collect()
    }

    /// Whose awards are added up: `申报主体`, `实验室（量子实验室）`.
    pub fn per(&self, used: &LimitUse, rule: Option<&Limit>, measure: Option<&Measure>) -> String {
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
            if let Some(LimitKey::Value(expr)) = keys.get(at)
                && matches!(self.program.node(*expr).op, Op::Apply(Function::CalendarYear, _))
            {
                words.push(say!(self, "awards of {value}", "{value}\u{a0}年的奖励"));
                continue;
            }
            let value = &self.key_value(value, keys.get(at));
            let own = matches!(keys.get(at), Some(LimitKey::Record));
            words.push(match kind {
                Some(kind) if own => kind,
                Some(kind) => format!("{kind}{}", self.aside(value)),
                None if value == "applicant" => say!(self, "applicant", "申报主体"),
                None => value.clone(),
            });
        }
        self.list(&words)
    }

    /// A limit that all applicants share, by its label or by whose awards it adds up: `每个轮次累计的共享限额（每轮券数）`.
    pub(super) fn shared_limit(&self, called: &str) -> String {
        let across = self.program.across.iter().flat_map(|section| section.limits.iter().flatten());
        let mut limits = self.program.measures.iter().flat_map(|measure| &measure.limits).chain(across);
        let rule = limits.find(|limit| limit.shared.is_some() && limit.called() == called);
        let Some(rule) = rule.filter(|rule| rule.label.is_none()) else {
            return say!(self, "“{called}”", "“{called}”");
        };
        let keys: Vec<String> = rule.per.iter().filter_map(|key| self.key_called(*key)).collect();
        let list = self.list(&keys);
        let (per, each) = match keys.is_empty() {
            true => (String::new(), String::new()),
            false => (format!(" per {list}"), format!("每个{}", behind(&before(&list)))),
        };
        let over = self.over_which_time(rule.period);
        let figure = self.shared_figure(rule.what).map(|figure| self.aside(&figure)).unwrap_or_default();
        say!(self, "the shared cap{per}{over}{figure}", "{each}{over}的共享限额{figure}")
    }

    /// The figure of a limit as the rule has it: a number, or what it is called.
    fn shared_figure(&self, what: LimitWhat) -> Option<String> {
        let figure = match what {
            LimitWhat::Money(figure)
            | LimitWhat::Quantity { figure, .. }
            | LimitWhat::Awards(AwardCount::Of(figure)) => figure,
            LimitWhat::Awards(AwardCount::Fixed(count)) => return Some(say!(self, "{count} awards", "{count} 次")),
            LimitWhat::Highest => return None,
        };
        let node = self.program.node(figure);
        if let Op::Number(number) = node.op {
            return Some(self.value(&Shown::Number(Bounds::Exactly(number)), &node.ty));
        }
        if let Op::Lookup(table, _) | Op::OnDay(table, ..) = node.op {
            return self.program.table(table).map(|table| self.table(table));
        }
        self.called(figure)
    }

    /// The time over which a rule adds up, of no claim: ` per calendar year`, `每自然年度`.
    fn over_which_time(&self, period: LimitPeriod) -> String {
        match period {
            LimitPeriod::Total => say!(self, " in total", "累计"),
            LimitPeriod::SupportYear => say!(self, " per support year", "每支持年度"),
            LimitPeriod::Calendar(CalendarPeriod::Year, _) => say!(self, " per calendar year", "每自然年度"),
            LimitPeriod::Calendar(CalendarPeriod::FinancialYear(_), _) => {
                say!(self, " per financial year", "每财政年度")
            }
            LimitPeriod::Calendar(CalendarPeriod::Quarter, _) => say!(self, " per quarter", "每季度"),
            LimitPeriod::Calendar(CalendarPeriod::Month, _) => say!(self, " per month", "每月"),
            LimitPeriod::FinancialYears(years, _) => {
                say!(self, " over {years} financial years", "连续 {years} 个财政年度")
            }
            LimitPeriod::RollingYears(years, _) => say!(self, " over {years} years", "连续 {years} 年"),
        }
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
    pub fn called(&self, expr: ExprId) -> Option<String> {
        let op = &self.program.node(expr).op;
        if let Op::Let(named, _) = op {
            return self.program.named(*named).map(|named| self.name(&named.name, named.label.as_deref()));
        }
        let Op::Fact(_, record, field) = op else { return None };
        self.program.field(*record, *field).map(|field| self.field(field))
    }

    /// What claims are put in order by; from the highest where its opposite is named.
    pub fn order_called(&self, expr: ExprId) -> Option<String> {
        let op = &self.program.node(expr).op;
        if let Op::Negate(inner) = op {
            let name = self.called(*inner)?;
            return Some(say!(self, "{name} from the highest down", "{name}从高到低的"));
        }
        if matches!(op, Op::AppliedOn) {
            return Some(say!(self, "the day of application", "申请日"));
        }
        self.called(expr)
    }

    /// The place of a record among those of its measure.
    pub fn position(&self, measure: usize) -> String {
        let each = self.program.measures.get(measure).and_then(|measure| measure.for_each.as_ref());
        match each.and_then(|each| each.order).and_then(|order| self.order_called(order)) {
            Some(order) => say!(self, "position (by {order})", "按{order}排序的序号"),
            None => say!(self, "position", "序号"),
        }
    }

    /// The time over which a limit adds up.
    pub fn period(&self, used: &LimitUse, rule: Option<&Limit>) -> String {
        let period = used.period.as_str();
        match period.split_once(':') {
            Some(("support_year", year)) => say!(self, "in year {year}", "第\u{a0}{year}\u{a0}年"),
            Some(("calendar_year", year)) => say!(self, "in the calendar year {year}", "{year}\u{a0}年度"),
            Some(("quarter", quarter)) => {
                let (year, quarter) = quarter.split_once("-Q").unwrap_or((quarter, ""));
                let (en, zh) = match quarter {
                    "1" => ("first", "一"),
                    "2" => ("second", "二"),
                    "3" => ("third", "三"),
                    _ => ("fourth", "四"),
                };
                say!(self, "in the {en} quarter of {year}", "{year}\u{a0}年第{zh}季度")
            }
            Some(("month", month)) => {
                let (year, month) = month.split_once('-').unwrap_or((month, ""));
                let number = month.trim_start_matches('0');
                let name = number.parse::<usize>().ok().and_then(|nth| MONTHS.get(nth.checked_sub(1)?));
                let name = name.copied().unwrap_or(number);
                say!(self, "in {name} {year}", "{year}\u{a0}年\u{a0}{number}\u{a0}月")
            }
            Some(("days", days)) => self.days_of_limit(days, rule),
            _ if period == "total" => say!(self, "in total", "累计"),
            _ => period.to_owned(),
        }
    }

    /// Days in a row: `2024-04-01 至 2025-03-31 财政年度`.
    fn days_of_limit(&self, days: &str, rule: Option<&Limit>) -> String {
        let (from, to) = days.split_once("..").unwrap_or((days, days));
        match rule.map(|rule| rule.period) {
            Some(LimitPeriod::Calendar(CalendarPeriod::FinancialYear(_), _)) => {
                say!(self, "in the financial year from {from} to {to}", "财政年度（{from}\u{a0}至\u{a0}{to}）")
            }
            Some(LimitPeriod::FinancialYears(count, _)) => {
                say!(
                    self,
                    "in {count} financial years from {from} to {to}",
                    "连续 {count} 个财政年度（{from}\u{a0}至\u{a0}{to}）"
                )
            }
            Some(LimitPeriod::RollingYears(1, _)) => {
                say!(self, "in the year from {from} to {to}", "一年内（{from}\u{a0}至\u{a0}{to}）")
            }
            Some(LimitPeriod::RollingYears(count, _)) => {
                say!(self, "in {count} years from {from} to {to}", "连续 {count} 年（{from}\u{a0}至\u{a0}{to}）")
            }
            Some(LimitPeriod::Total | LimitPeriod::SupportYear | LimitPeriod::Calendar(..)) | None => {
                say!(self, "from {from} to {to}", "{from}\u{a0}至\u{a0}{to}")
            }
        }
    }

    /// How the numbers of a limit are written.
    pub fn unit_of(&self, rule: Option<&Limit>) -> Type {
        match rule.map(|rule| rule.what) {
            Some(LimitWhat::Quantity { figure, .. }) => self.program.node(figure).ty.clone(),
            Some(LimitWhat::Money(_) | LimitWhat::Awards(_) | LimitWhat::Highest) | None => {
                Type::Money(None, crate::ir::Limits::default())
            }
        }
    }

    /// One award that used a limit up, as a claim of a measure sees it: of another measure or policy by its name.
    pub fn used_of_limit(
        &self,
        used: &UsedBy,
        with_amount: bool,
        own: Option<&Measure>,
        unit: &Type,
        by_payment: bool,
    ) -> String {
        let said = self.used_by(used, with_amount, own);
        let said = match used.paid_on {
            Some(_) if by_payment => say!(self, "{said}, counting by the day of payment", "{said}，按支付日期计入"),
            Some(_) | None => said,
        };
        match used.quantity {
            Some(quantity) => {
                let quantity = self.number(crate::value::Number::from(quantity.decimal()), unit);
                say!(self, "{said}, counting {quantity}", "{said}，计 {quantity}")
            }
            None => said,
        }
    }

    /// Who was awarded: the claim; of another measure or of another policy with its name.
    pub fn awarded(&self, used: &UsedBy, own: Option<&Measure>) -> String {
        let measure = self.program.measures.iter().find(|measure| measure.name == used.measure);
        let claim = self.claim(measure, &used.claim);
        if let Some(policy) = &used.policy {
            return match used.claim.as_str() {
                "applicant" => policy.clone(),
                other => say!(self, "{policy}, {other}", "{policy}\u{a0}{other}"),
            };
        }
        let by_year = measure.is_some_and(|measure| measure.awards.iter().any(|award| award.applies.years.is_some()));
        let year = if by_year { self.year(used.support_year) } else { String::new() };
        let each = measure.is_some_and(|measure| measure.for_each.is_some());
        let claim = match (by_year, each) {
            (false, _) => claim,
            (true, true) => say!(self, "{claim} in {year}", "{claim} {year}"),
            (true, false) => year,
        };
        if own.is_none_or(|own| own.name == used.measure) {
            return claim;
        }
        let title = self.measure(&used.measure);
        match (each, by_year) {
            (false, false) => title,
            _ => say!(self, "{title}, {claim}", "{title}\u{a0}{claim}"),
        }
    }
}
