//! What can be wrong with limits.

use crate::ast::Surface;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// A mistake in a `cap` or `once`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum LimitError {
    /// A cap of no awards.
    NoAwards { span: Span },
    /// A key or order that reads the support year.
    KeyByYear { span: Span },
    /// A key that can't tell awards apart.
    KeyType { span: Span, found: Wording },
    /// No `per`; `period`: it says over which time; `once`: it is a `once`.
    WithoutKey { span: Span, behind: Span, period: bool, once: bool, surface: Surface },
    /// No time.
    WithoutPeriod { span: Span, behind: Span, surface: Surface },
    /// What has no order.
    OrderType { span: Span, found: Wording },
}

impl From<LimitError> for Diagnostic {
    fn from(error: LimitError) -> Diagnostic {
        match error {
            LimitError::NoAwards { span } => Diagnostic::error(
                "limits/no-awards",
                span,
                wording!("a limit of 0 awards refuses every claim", "限0次会使所有申请都被拒绝"),
                wording!("no award at all", "一次也不给"),
            )
            .with_help(wording!("write `1 award` or more, or `once per …`", "请写“1次”以上，或写“限一次 每个 …”")),
            LimitError::KeyByYear { span } => Diagnostic::error(
                "limits/key-by-year",
                span,
                wording!(
                    "what a limit counts by can't depend on the support year",
                    "封顶的分组和先后不能取决于支持年度"
                ),
                wording!("depends on the support year", "取决于支持年度"),
            )
            .with_help(wording!(
                "write `per support year` to limit each year by itself, or `per calendar year of applied_on`",
                "要逐年封顶，请写“每支持年度”或“每自然年度 按 申请日”"
            )),
            LimitError::KeyType { span, found } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "limits/key-type",
                    span,
                    wording!("awards can't be grouped by {en}", "不能按{zh}分组封顶"),
                    wording!("{en}", "{zh}"),
                )
                .with_help(wording!(
                    "write `per applicant`, the name of the record, or one of its facts",
                    "请写“每个 申报主体”、记录的名称或其中的事实"
                ))
            }
            LimitError::WithoutKey { span, behind, period, once, surface } => {
                without_key(span, behind, period || once, surface)
            }
            LimitError::WithoutPeriod { span, behind, surface } => {
                let fix = match surface {
                    Surface::English => " in total",
                    Surface::Chinese => " 累计",
                };
                Diagnostic::error(
                    "limits/without-period",
                    span,
                    wording!("the limit doesn't say over which time it counts", "封顶没有写明计算的时间"),
                    wording!("over which time?", "未写明时间"),
                )
                .with_help(wording!(
                    "end it with `in total`, `per support year` or `per calendar year of DATE`",
                    "请在末尾写“累计”“每支持年度”或“每自然年度 按 日期”"
                ))
                .with_fix(behind.after(), fix)
            }
            LimitError::OrderType { span, found } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "limits/order-type",
                    span,
                    wording!("claims can't be put in order by {en}", "不能按{zh}排序"),
                    wording!("{en}", "{zh}"),
                )
                .with_help(wording!("name a date or a number", "请写日期或数值"))
            }
        }
    }
}

fn without_key(span: Span, behind: Span, key_only: bool, surface: Surface) -> Diagnostic {
    let message = if key_only {
        wording!("the limit doesn't say whose awards count together", "封顶没有写明按谁计算")
    } else {
        wording!(
            "the limit doesn't say whose awards count together, nor over which time",
            "封顶没有写明按谁计算，也没有写明计算的时间"
        )
    };
    let help = if key_only {
        wording!(
            "add `per applicant`, `per` the record, or `per` one of its facts",
            "请加上“每个 申报主体”，或“每个”加记录名称或其中的事实"
        )
    } else {
        wording!(
            "write whose and when: `per applicant in total`, `per project per support year`, `per applicant per calendar year of DATE`",
            "请写明按谁、按什么时间：“每个 申报主体 累计”“每个 项目 每支持年度”“每个 申报主体 每自然年度 按 日期”"
        )
    };
    let (key, total) = match surface {
        Surface::English => (" per applicant", " in total"),
        Surface::Chinese => (" 每个 申报主体", " 累计"),
    };
    let fix = format!("{key}{}", if key_only { "" } else { total });
    Diagnostic::error("limits/without-key", span, message, wording!("whose?", "未写明按谁"))
        .with_help(help)
        .with_fix(behind.after(), fix)
}
