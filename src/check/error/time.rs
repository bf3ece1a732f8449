//! What can be wrong with dates, figures and the period in force.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::value::Date;
use crate::wording;

/// A mistake in a date, a figure or the period in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum TimeError {
    /// In force for 0 years.
    NoDay { span: Span },
    /// The last day is before the first.
    EndsBeforeItBegins { span: Span, from: Span, first: Date, last: Date },
    /// A date of the header that reads the support year.
    DependsOnYear { span: Span },
    /// 2026-02-30.
    NotInCalendar { span: Span, year: i16, month: i8, day: i8 },
    /// More digits than can be kept exactly.
    TooManyDigits { span: Span, digits: String },
    /// `on D` in the header, whose time is always tested by the day of application.
    HeaderTestsDate { span: Span },
    /// Month 13.
    NoSuchMonth { span: Span, month: u32 },
    /// `within the financial year of D` of a policy that does not say when it starts.
    NoFinancialYear { span: Span, header: Option<Span> },
    /// A limit by the financial year; without a month in the header the calendar's is taken.
    FinancialYearTaken { span: Span, header: Option<Span> },
    /// `is within` something that is no period.
    PeriodExpected { span: Span, found: Wording },
    /// `for` and no length of time.
    LengthExpected { span: Span },
    /// `within 0 days`.
    WindowOfNoDay { span: Span },
    /// A period of two given days, the last of which is before the first.
    PeriodOfNoDay { span: Span },
    /// A date shifted by a length of time that may have decimals.
    LengthNotWhole { span: Span },
    /// Months or years counted from a day that a month may lack.
    MonthEndUnstated { span: Span, header: Option<Span>, years: bool },
    /// `within the period in force` of a policy that has none.
    NoPeriodInForce { span: Span, header: Option<Span> },
}

impl From<TimeError> for Diagnostic {
    fn from(error: TimeError) -> Diagnostic {
        match error {
            TimeError::NoDay { span } => Diagnostic::error(
                "time/in-force-for-no-day",
                span,
                wording!("the policy is in force for no day", "政策没有一天有效"),
                wording!("0 years", "0年"),
            )
            .with_help(wording!(
                "write at least `for 1 year`, or leave the end out",
                "请至少写“有效期1年”，或不写终止时间"
            )),
            TimeError::EndsBeforeItBegins { span, from, first, last } => Diagnostic::error(
                "time/in-force-for-no-day",
                span,
                wording!(
                    "the policy ends on {last}, before it begins on {first}",
                    "政策在{last}终止，早于施行之日{first}"
                ),
                wording!("the last day", "最后一日"),
            )
            .with_help(wording!("correct one of the two dates", "请更正其中一个日期"))
            .with_also(from, wording!("the first day", "施行之日")),
            TimeError::DependsOnYear { span } => Diagnostic::error(
                "time/depends-on-support-year",
                span,
                wording!("the period in force is the same for every support year", "施行时间不随支持年度变化"),
                wording!("depends on the support year", "取决于支持年度"),
            )
            .with_help(wording!("name a day that is the same for all years", "请写不随年度变化的日期")),
            TimeError::NotInCalendar { span, year, month, day } => Diagnostic::error(
                "time/not-in-calendar",
                span,
                wording!(
                    "there is no {year:04}-{month:02}-{day:02} in the calendar",
                    "日历上没有{year}年{month}月{day}日"
                ),
                wording!("no such day", "没有这一天"),
            )
            .with_help(wording!("correct the date", "请更正日期")),
            TimeError::TooManyDigits { span, digits } => Diagnostic::error(
                "types/too-many-digits",
                span,
                wording!(
                    "`{digits}` has more digits than can be computed with exactly",
                    "“{digits}”位数过多，无法精确计算"
                ),
                wording!("too many digits", "位数过多"),
            )
            .with_help(wording!("figures may have up to 28 digits", "数字最多28位")),
            TimeError::HeaderTestsDate { span } => Diagnostic::error(
                "time/header-tests-date",
                span,
                wording!("the policy's own time is tested by the day of application", "政策的施行时间一律按申请日判断"),
                wording!("another date", "另一日期"),
            )
            .with_help(wording!(
                "leave it out here, and write an `in force` clause with this date in the measures concerned",
                "请在此处删去，并在有关措施中写带有该日期的“施行”条目"
            )),
            TimeError::NoSuchMonth { span, month } => Diagnostic::error(
                "time/no-such-month",
                span,
                wording!("there is no month {month}", "没有{month}月"),
                wording!("months go from 1 to 12", "月份为1至12"),
            )
            .with_help(wording!("write the month in which the financial year starts", "请写财政年度开始的月份")),
            TimeError::NoFinancialYear { span, header } => also_header(
                Diagnostic::error(
                    "time/no-financial-year",
                    span,
                    wording!("the policy doesn't say when its financial year starts", "政策没有写明财政年度从何时开始"),
                    wording!("asks for the financial year", "此处用到财政年度"),
                )
                .with_help(wording!(
                    "add `financial year from month 1` to the header, with the right month",
                    "请在抬头中加上“财政年度 自1月”，并改为实际月份"
                )),
                header,
            ),
            TimeError::FinancialYearTaken { span, header } => also_header(
                Diagnostic::hint(
                    "time/no-financial-year",
                    span,
                    wording!(
                        "the policy doesn't say when its financial year starts, and calendar years are counted",
                        "政策没有写明财政年度从何时开始，此处按自然年度计算"
                    ),
                    wording!("asks for the financial year", "此处用到财政年度"),
                )
                .with_help(wording!(
                    "add `financial year from month 1` to the header, with the right month",
                    "请在抬头中加上“财政年度 自1月”，并改为实际月份"
                )),
                header,
            ),
            TimeError::PeriodExpected { span, found } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "types/period-expected",
                    span,
                    wording!("a period is needed here, and this is {en}", "此处需要期间，而这是{zh}"),
                    wording!("{en}", "{zh}"),
                )
                .with_help(wording!(
                    "name a period; for a time before or after a date write `is within 12 months before D`",
                    "请写期间；若指某日之前或之后的一段时间，请写“在 D 前12个月内”"
                ))
            }
            TimeError::LengthExpected { span } => Diagnostic::error(
                "time/length-expected",
                span,
                wording!("a length of time is needed here", "此处需要期限"),
                wording!("no length of time", "不是期限"),
            )
            .with_help(wording!(
                "write days, months or years, such as `for 3 years`; a last day stands without `for`",
                "请写天数、月数或年数，例如“有效期3年”；末日前不写“有效期”"
            )),
            TimeError::PeriodOfNoDay { span } => Diagnostic::error(
                "time/window-of-no-day",
                span,
                wording!("this period ends before it begins", "该期间的末日早于首日"),
                wording!("no day", "没有任何一天"),
            )
            .with_help(wording!("write the earlier day first", "请先写较早的日期")),
            TimeError::WindowOfNoDay { span } => Diagnostic::error(
                "time/window-of-no-day",
                span,
                wording!("no date lies within a time of length 0", "长度为零的时段内没有任何日期"),
                wording!("no time", "时长为零"),
            )
            .with_help(wording!("write how many days, months or years it is", "请写明天数、月数或年数")),
            TimeError::LengthNotWhole { span } => Diagnostic::error(
                "time/length-not-whole",
                span,
                wording!(
                    "a date is shifted by whole days, months, quarters or years",
                    "日期只能加减整数的天、月、季或年"
                ),
                wording!("may have decimals", "可能带有小数"),
            )
            .with_help(wording!(
                "declare the fact as `whole`, or round it: `…, rounded down to 1 month`",
                "请将该项事实声明为“整数”，或先取整，例如“…，向下取整至 1个月”"
            )),
            TimeError::MonthEndUnstated { span, header, years } => {
                let (message, label) = match years {
                    true => (
                        wording!(
                            "if this counts from 29 February, the policy doesn't say on which day it ends",
                            "若从2月29日起算，政策没有写明到期之日是哪一天"
                        ),
                        wording!("a year may have no 29 February", "到期年份可能没有2月29日"),
                    ),
                    false => (
                        wording!(
                            "if this counts from the 29th, 30th or 31st, the policy doesn't say on which day it ends",
                            "若从29日、30日或31日起算，政策没有写明到期之日是哪一天"
                        ),
                        wording!("a month may lack the day", "到期月份可能没有对应日"),
                    ),
                };
                also_header(
                    Diagnostic::error("time/month-end-unstated", span, message, label).with_help(wording!(
                        "add `short months take the last day` to the header (31 January and a month: 28 February), or `short months run into the next month` (1 March)",
                        "请在抬头中加上“月末 取当月末日”（1月31日加一个月为2月28日），或“月末 取次月首日”（为3月1日）"
                    )),
                    header,
                )
            }
            TimeError::NoPeriodInForce { span, header } => {
                let finding = Diagnostic::error(
                    "time/no-period-in-force",
                    span,
                    wording!("the policy doesn't say when it is in force", "政策没有写明施行时间"),
                    wording!("asks for the period in force", "此处用到有效期"),
                )
                .with_help(wording!("add `in force from …` to the header", "请在抬头中加上“施行 自 …”"));
                also_header(finding, header)
            }
        }
    }
}

fn also_header(finding: Diagnostic, header: Option<Span>) -> Diagnostic {
    match header {
        Some(header) => finding.with_also(header, wording!("the header", "抬头")),
        None => finding,
    }
}
