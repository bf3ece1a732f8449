//! Limits in words: what, how much, for whom, over which time, what counts beside.

use super::super::markup::{Markup, words};
use super::super::writer::Writer;
use super::Bond;
use crate::ir::{Applies, AwardCount, Counting, ExprId, Limit, LimitKey, LimitPeriod, LimitWhat, Measure, Op, Sharing};
use crate::value::CalendarPeriod;

impl Writer<'_> {
    /// A limit as one sentence: `每个申报主体累计不超过 500万元`.
    pub(in crate::doc) fn limit(&self, limit: &Limit, measure: Option<&Measure>) -> Markup {
        let keys: Vec<Markup> = limit.per.iter().map(|key| self.limit_key(*key, measure)).collect();
        let keys = self.list(&keys);
        let period = self.limit_period(limit.period);
        let whose = match keys.is_empty() {
            true => period,
            false => words!(self, "per {keys} {period}", "每个{keys}{period}"),
        };
        let said = match limit.what {
            LimitWhat::Money(figure) => {
                let figure = self.capped_at(figure);
                words!(self, "at most {figure} {whose}", "{whose}不超过{figure}")
            }
            LimitWhat::Awards(AwardCount::Fixed(1)) => words!(self, "one award {whose}", "{whose}只奖励一次"),
            LimitWhat::Awards(AwardCount::Fixed(count)) => {
                words!(self, "at most {count} awards {whose}", "{whose}不超过 {count}次")
            }
            LimitWhat::Awards(AwardCount::Of(number)) => {
                let number = self.bound(number, Bond::Whole);
                words!(self, "at most {number} awards {whose}", "{whose}的次数不超过{number}")
            }
            LimitWhat::Quantity { figure, of } => {
                let (figure, of) = (self.capped_at(figure), self.bound(of, Bond::Whole));
                words!(self, "{of}: at most {figure} {whose}", "{whose}按{of}计不超过{figure}")
            }
            LimitWhat::Highest => words!(
                self,
                "the highest award alone {whose}; after a lower one was paid, the difference",
                "{whose}从高只奖励一项；已发较低的，补足差额"
            ),
        };
        let mut parts = vec![said];
        parts.extend(limit.counting.iter().map(|counted| self.counted(counted)));
        parts.extend(limit.shared.map(|sharing| self.shared(sharing)));
        parts.extend(limit.order.map(|order| {
            let order = self.ordered_by(order);
            words!(self, "used up in the order of {order}", "按{order}的先后占用")
        }));
        Markup::joined(&parts, &words!(self, "; ", "；").to_string())
    }

    /// A figure behind 不超过: in Chinese set apart where it begins with a digit.
    fn capped_at(&self, figure: ExprId) -> Markup {
        let simple = matches!(self.program.node(figure).op, Op::Number(_));
        let figure = self.bound(figure, Bond::Sum);
        if simple { words!(self, "{figure}", " {figure}") } else { figure }
    }

    /// By what awards are grouped.
    pub(in crate::doc) fn limit_key(&self, key: LimitKey, measure: Option<&Measure>) -> Markup {
        let for_each = measure.and_then(|measure| measure.for_each.as_ref());
        match (key, for_each) {
            (LimitKey::Applicant, _) => words!(self, "applicant", "申报主体"),
            (LimitKey::Record, Some(for_each)) => {
                let record = self.program.record(for_each.record);
                record.map(|record| self.name(&record.name, record.label.as_deref())).unwrap_or_default()
            }
            (LimitKey::Record, None) => words!(self, "claim", "申请项"),
            (LimitKey::Value(value), _) => self.bound(value, Bond::Product),
        }
    }

    /// The time over which a limit adds up.
    fn limit_period(&self, period: LimitPeriod) -> Markup {
        match period {
            LimitPeriod::Total => words!(self, "in total", "累计"),
            LimitPeriod::SupportYear => words!(self, "in each support year", "每支持年度"),
            LimitPeriod::Calendar(calendar, date) => {
                let date = self.bound(date, Bond::Product);
                match calendar {
                    CalendarPeriod::Year => words!(self, "in each calendar year (of {date})", "每自然年度（按{date}）"),
                    CalendarPeriod::Quarter => words!(self, "in each quarter (of {date})", "每季度（按{date}）"),
                    CalendarPeriod::Month => words!(self, "in each month (of {date})", "每月（按{date}）"),
                    CalendarPeriod::FinancialYear(_) => {
                        words!(self, "in each financial year (of {date})", "每财政年度（按{date}）")
                    }
                }
            }
            LimitPeriod::FinancialYears(count, date) => {
                let date = self.bound(date, Bond::Product);
                words!(self, "over {count} financial years to {date}", "至{date}连续{count}个财政年度")
            }
            LimitPeriod::RollingYears(count, date) => {
                let date = self.bound(date, Bond::Product);
                words!(self, "over {count} years to {date}", "至{date}连续{count}年")
            }
        }
    }

    fn counted(&self, counted: &Counting) -> Markup {
        match counted {
            Counting::Amount(amount) => {
                let amount = self.bound(*amount, Bond::Whole);
                words!(self, "{amount} counts as well", "{amount}一并计入")
            }
            Counting::Measure(name) => {
                let at = self.program.measures.iter().position(|measure| measure.name == *name);
                let measure = at.map_or_else(|| self.name(name, None), |at| self.measure(at));
                words!(self, "what was paid for {measure} counts as well", "“{measure}”已发的一并计入")
            }
            Counting::Policy(name) => {
                let name = Markup::text(name);
                words!(self, "what the ledger shows under {name} counts as well", "台账中“{name}”已发的一并计入")
            }
            Counting::OtherPolicies => {
                words!(self, "what the ledger shows under any policy counts as well", "台账中全部政策已发的一并计入")
            }
        }
    }

    fn shared(&self, sharing: Sharing) -> Markup {
        match sharing {
            Sharing::InOrderOf(order) => {
                let order = self.ordered_by(order);
                words!(self, "shared by all applicants in the order of {order}", "全部申报主体共享，按{order}的先后")
            }
            Sharing::ProRata => words!(self, "shared by all applicants in proportion", "全部申报主体共享，按比例分配"),
        }
    }

    /// What claims are put in order by; from the highest where its opposite is named.
    pub(in crate::doc) fn ordered_by(&self, order: ExprId) -> Markup {
        if let Op::Negate(inner) = &self.program.node(order).op {
            let inner = self.bound(*inner, Bond::Tight);
            return words!(self, "{inner} from the highest down", "{inner}（从高到低）");
        }
        self.bound(order, Bond::Product)
    }

    /// When a clause counts, where it does not always; empty else.
    pub(in crate::doc) fn applies(&self, applies: Applies) -> Markup {
        let mut parts = Vec::new();
        if let Some((first, last)) = applies.years {
            parts.push(match first == last {
                true => words!(self, "in year {first}", "第{first}年"),
                false => words!(self, "in years {first} to {last}", "第{first}至{last}年"),
            });
        }
        if let Some((reading, value)) = applies.reading {
            let variant = self.program.reading(reading).and_then(|reading| reading.values.get(value));
            let (reading, value) = (self.reading(reading), variant.map(|own| self.variant(own)).unwrap_or_default());
            parts.push(words!(self, "where “{reading}” is read as “{value}”", "“{reading}”取“{value}”时"));
        }
        self.list(&parts)
    }
}
