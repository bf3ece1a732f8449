//! What can be wrong with dated values.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::value::Date;
use crate::wording;

use super::suggest;

/// A mistake in `dated` or in how it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum DatedError {
    /// The file of its rows is not there.
    NoFile { span: Span, name: String },
    /// A list, a period, a series.
    ValueType { span: Span, found: Wording },
    /// A row that begins within or before the one above it.
    OutOfOrder { span: Span, other: Span, from: Date },
    /// Days between a row and the one above for which there is none.
    Gap { span: Span, other: Span, days: (Date, Date) },
    /// `on` behind what is no dated value.
    NotDated { span: Span, name: String, nearest: Option<String> },
    /// A dated value without a day.
    WithoutDay { span: Span, name: String },
}

impl From<DatedError> for Diagnostic {
    fn from(error: DatedError) -> Diagnostic {
        match error {
            DatedError::NoFile { span, name } => Diagnostic::error(
                "dated/no-file",
                span,
                wording!("the file `{name}` is not there", "没有“{name}”这个文件"),
                wording!("holds the rows", "各行所在的文件"),
            )
            .with_help(wording!(
                "put it beside the policy, or write the rows below: `| from 2026-01-01 => …`",
                "请将文件放在政策旁边，或在下面直接写各行：“| 自 2026-01-01 => …”"
            )),
            DatedError::ValueType { span, found } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "dated/value-type",
                    span,
                    wording!("a dated value can't be {en}", "时变值不能是{zh}"),
                    wording!("{en}", "{zh}"),
                )
                .with_help(wording!("let it be one value for each day", "请使它在每个日期只有一个值"))
            }
            DatedError::OutOfOrder { span, other, from } => Diagnostic::error(
                "dated/out-of-order",
                span,
                wording!("{from} does not lie behind the days of the row above", "{from} 不在上一行的日期之后"),
                wording!("begins too early", "开始得过早"),
            )
            .with_help(wording!(
                "write the rows by their first days, the earliest first; each ends on the day before the next",
                "请按起始日期由早到晚写各行；每行到下一行的前一日为止"
            ))
            .with_also(other, wording!("the row above", "上一行")),
            DatedError::Gap { span, other, days: (first, last) } => Diagnostic::hint(
                "dated/gap",
                span,
                wording!("there is no value from {first} to {last}", "{first} 至 {last} 没有取值"),
                wording!("begins after a gap", "与上一行之间有空档"),
            )
            .with_also(other, wording!("the row above ends before it", "上一行在此之前结束"))
            .with_help(wording!(
                "where the document says so, leave it; else leave the last day out: a row ends on the day before the next begins",
                "文件如此规定的，保持不变；否则请去掉末日，每行自动到下一行的前一日为止"
            )),
            DatedError::NotDated { span, name, nearest } => suggest(
                Diagnostic::error(
                    "dated/not-dated",
                    span,
                    wording!(
                        "`{name}` is no dated value, and has no value on a day",
                        "“{name}”不是时变值，不能按日期取值"
                    ),
                    wording!("not dated", "不是时变值"),
                )
                .with_help(wording!(
                    "declare it with `dated`, or leave out `on` and the day",
                    "请用“时变值”声明它，或删去“于”和日期"
                )),
                span,
                nearest,
            ),
            DatedError::WithoutDay { span, name } => Diagnostic::error(
                "dated/without-day",
                span,
                wording!("`{name}` has a value only on a day", "“{name}”要按日期才有值"),
                wording!("no day", "没有日期"),
            )
            .with_help(wording!(
                "say whose day counts: `{name} on applied_on`, or the day of the event",
                "请写明按哪个日期：“{name} 于 申请日”，或事项发生之日"
            )),
        }
    }
}
