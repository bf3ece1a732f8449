//! What can be wrong with a comparison, and with what stands as a condition.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

use super::{WithUnit, with_unit};

/// A comparison or condition of the wrong kind. The wordings say what kinds there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum ComparisonError {
    /// What has no order.
    NotOrdered { span: Span, found: Wording },
    /// What is not compared at all: a period, or a list.
    NotComparable { span: Span, found: Wording, period: bool },
    /// Two sides of a comparison of different kinds.
    Compared { span: Span, other: Span, left: Wording, right: Wording, fix: Option<(Span, WithUnit)>, unlike: Unlike },
    /// A value of a type as a text in quotation marks.
    ValueInMarks { span: Span, value: String },
    /// A condition that is not yes or no.
    ConditionExpected { span: Span, found: Wording },
    /// `a is x or y`.
    ValueAsCondition { span: Span, whole: Span, meant: String },
}

/// Which way out there is where two sides of a comparison are of different kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Unlike {
    /// One is a date, the other a number.
    Date,
    /// One is yes or no.
    Truth,
    /// Whatever else.
    Other,
}

impl From<ComparisonError> for Diagnostic {
    fn from(error: ComparisonError) -> Diagnostic {
        match error {
            ComparisonError::NotOrdered { span, found } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "types/not-ordered",
                    span,
                    wording!("{en} is not more or less than anything", "{zh}没有大小先后之分"),
                    wording!("{en}", "{zh}"),
                )
                .with_help(wording!("compare it with `is` or `is one of`", "请用“为”或“属于…之一”比较"))
            }
            ComparisonError::NotComparable { span, found, period } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "types/not-comparable",
                    span,
                    wording!("{en} can't be compared", "{zh}不能比较"),
                    wording!("{en}", "{zh}"),
                )
                .with_help(match period {
                    true => wording!(
                        "ask whether a day lies in it, `D is within P`, or compare its ends or its length: `first_day(P)`, `days(P)`",
                        "请问某日是否“在 P 内”，或比较其首日、末日、天数：“首日（P）”“天数（P）”"
                    ),
                    false => wording!(
                        "ask about its records: `any … has …`, `count of …`",
                        "请就其中的记录提问：“任一 … 满足 …”“个数 …”"
                    ),
                })
            }
            ComparisonError::Compared { span, other, left, right, fix, unlike } => {
                let (left_en, left_zh, right_en, right_zh) = (left.en, left.zh, right.en, right.zh);
                let finding = Diagnostic::error(
                    "types/compared",
                    span,
                    wording!("{left_en} can't be compared with {right_en}", "{left_zh}不能与{right_zh}比较"),
                    wording!("{right_en}", "{right_zh}"),
                )
                .with_also(other, wording!("{left_en}", "{left_zh}"));
                let kinds = match unlike {
                    Unlike::Date => wording!(
                        "write a date as `2025-01-31`, four digits, two and two; a whole year is a period: `period(2025-01-01, 2025-12-31)`",
                        "日期写成“2025-01-31”，年四位，月、日各两位；某一年写成期间：“期间（2025-01-01，2025-12-31）”"
                    ),
                    Unlike::Truth => wording!(
                        "what is yes or no stands by itself, with `not` before it where it must not be so",
                        "是否类的事实直接写名称，应为“否”的在前面写“非”"
                    ),
                    Unlike::Other => wording!("compare values of one kind", "请比较同类的值"),
                };
                with_unit(finding.with_help(kinds), fix)
            }
            ComparisonError::ValueInMarks { span, value } => Diagnostic::error(
                "types/compared",
                span,
                wording!(
                    "the value `{value}` stands in quotation marks, as a text does",
                    "取值“{value}”加了引号，成了文本"
                ),
                wording!("text", "文本"),
            )
            .with_help(wording!("write `{value}`, without marks", "请写成“{value}”，不加引号"))
            .with_fix(span, value),
            ComparisonError::ConditionExpected { span, found } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "types/condition-expected",
                    span,
                    wording!("a condition holds or does not, and this is {en}", "条件要么成立要么不成立，而这是{zh}"),
                    wording!("{en}", "{zh}"),
                )
                .with_help(wording!(
                    "compare it with something: `… at least …`, `… is …`",
                    "请与某个值比较：“… 不低于 …”“… 为 …”"
                ))
            }
            ComparisonError::ValueAsCondition { span, whole, meant } => Diagnostic::error(
                "types/condition-expected",
                span,
                wording!(
                    "a condition is needed on each side, and this is only a value",
                    "“或”的两边都应是条件，而这只是一个值"
                ),
                wording!("a value", "只是值"),
            )
            .with_help(wording!("write `{meant}`", "请写“{meant}”"))
            .with_fix(whole, meant),
        }
    }
}
