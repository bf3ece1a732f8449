//! What can be wrong with limits.
//!
//! A message names the language's words in the surface of the file, whatever language it is in: they are to be written there.

use crate::ast::Surface;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// A mistake in a `cap` or `once`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum LimitError {
    /// A cap of no awards.
    NoAwards { span: Span, surface: Surface },
    /// A key or order that reads the support year.
    KeyByYear { span: Span, surface: Surface },
    /// A key that can't tell awards apart.
    KeyType { span: Span, found: Wording, surface: Surface },
    /// No `per`; `period`: it says over which time; `once`: it is a `once`.
    WithoutKey { span: Span, period: bool, once: bool, surface: Surface },
    /// No time.
    WithoutPeriod { span: Span, surface: Surface },
    /// What has no order.
    OrderType { span: Span, found: Wording },
}

impl From<LimitError> for Diagnostic {
    fn from(error: LimitError) -> Diagnostic {
        match error {
            LimitError::NoAwards { span, surface } => {
                let (one, once) = (surface.either("1 award", "1次"), surface.either("once per", "限一次 每个"));
                Diagnostic::error(
                    "limits/no-awards",
                    span,
                    wording!("a limit of 0 awards refuses every claim", "限0次会使所有申请都被拒绝"),
                    wording!("no award at all", "一次也不给"),
                )
                .with_help(wording!("write `{one}` or more, or `{once} …`", "请写“{one}”以上，或写“{once} …”"))
            }
            LimitError::KeyByYear { span, surface } => {
                let support = surface.either("per support year", "每支持年度");
                let calendar = surface.either("per calendar year of applied_on", "每自然年度 按 申请日");
                Diagnostic::error(
                    "limits/key-by-year",
                    span,
                    wording!(
                        "what a limit counts by can't depend on the support year",
                        "封顶的分组和先后不能取决于支持年度"
                    ),
                    wording!("depends on the support year", "取决于支持年度"),
                )
                .with_help(wording!(
                    "write `{support}` to limit each year by itself, or `{calendar}`",
                    "要逐年封顶，请写“{support}”或“{calendar}”"
                ))
            }
            LimitError::KeyType { span, found: Wording { en, zh }, surface } => {
                let applicant = surface.either("per applicant", "每个 申报主体");
                Diagnostic::error(
                    "limits/key-type",
                    span,
                    wording!("awards can't be grouped by {en}", "不能按{zh}分组封顶"),
                    wording!("{en}", "{zh}"),
                )
                .with_help(wording!(
                    "write `{applicant}`, the name of the record, or one of its facts",
                    "请写“{applicant}”、记录的名称或其中的事实"
                ))
            }
            LimitError::WithoutKey { span, period, once, surface } => without_key(span, period || once, surface),
            LimitError::WithoutPeriod { span, surface } => {
                let total = surface.either("in total", "累计");
                let support = surface.either("per support year", "每支持年度");
                let calendar = surface.either("per calendar year of DATE", "每自然年度 按 日期");
                Diagnostic::error(
                    "limits/without-period",
                    span,
                    wording!("the limit doesn't say over which time it counts", "封顶没有写明计算的时间"),
                    wording!("over which time?", "未写明时间"),
                )
                .with_help(wording!(
                    "end it with `{total}`, `{support}` or `{calendar}`",
                    "请在末尾写“{total}”“{support}”或“{calendar}”"
                ))
            }
            LimitError::OrderType { span, found: Wording { en, zh } } => Diagnostic::error(
                "limits/order-type",
                span,
                wording!("claims can't be put in order by {en}", "不能按{zh}排序"),
                wording!("{en}", "{zh}"),
            )
            .with_help(wording!("name a date or a number", "请写日期或数值")),
        }
    }
}

fn without_key(span: Span, key_only: bool, surface: Surface) -> Diagnostic {
    let message = if key_only {
        wording!("the limit doesn't say whose awards count together", "封顶没有写明按谁计算")
    } else {
        wording!(
            "the limit doesn't say whose awards count together, nor over which time",
            "封顶没有写明按谁计算，也没有写明计算的时间"
        )
    };
    let (per, applicant) = (surface.either("per", "每个"), surface.either("per applicant", "每个 申报主体"));
    let help = if key_only {
        wording!(
            "add `{applicant}`, `{per}` the record, or `{per}` one of its facts",
            "请加上“{applicant}”，或“{per}”加记录名称或其中的事实"
        )
    } else {
        let total = surface.either("per applicant in total", "每个 申报主体 累计");
        let support = surface.either("per project per support year", "每个 项目 每支持年度");
        let calendar = surface.either("per applicant per calendar year of DATE", "每个 申报主体 每自然年度 按 日期");
        wording!(
            "write whose and when: `{total}`, `{support}`, `{calendar}`",
            "请写明按谁、按什么时间：“{total}”“{support}”“{calendar}”"
        )
    };
    Diagnostic::error("limits/without-key", span, message, wording!("whose?", "未写明按谁")).with_help(help)
}
