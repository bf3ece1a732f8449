//! What can be wrong with dates, figures and the period in force.

use crate::diagnostic::Diagnostic;
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
            TimeError::NoPeriodInForce { span, header } => {
                let finding = Diagnostic::error(
                    "time/no-period-in-force",
                    span,
                    wording!("the policy doesn't say when it is in force", "政策没有写明施行时间"),
                    wording!("asks for the period in force", "此处用到有效期"),
                )
                .with_help(wording!("add `in force from …` to the header", "请在抬头中加上“施行 自 …”"));
                match header {
                    Some(header) => finding.with_also(header, wording!("the header", "抬头")),
                    None => finding,
                }
            }
        }
    }
}
