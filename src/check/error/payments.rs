//! What can be wrong with how awards are paid.

use crate::ast::Surface;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::value::Number;
use crate::wording;

/// A mistake in `pay`, `paid by`, `voucher`, `recover` or `obliged`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum PaymentError {
    /// Fewer than two parts, or too many.
    PartCount { span: Span, count: u32, most: u32 },
    /// A part, or what a payer bears, that is neither a share nor an amount.
    NoPart { span: Span, found: Wording, payers: bool },
    /// `the rest` before other parts.
    RestNotLast { span: Span },
    /// Shares that leave nothing for the rest.
    NothingLeft { span: Span, sum: Number },
    /// Shares that don't come to 100%.
    NotTheWhole { span: Span, sum: Number },
    /// Amounts, or shares that depend on facts, without `the rest`.
    WithoutRest { span: Span, surface: Surface },
    /// Years of parts that don't ascend from 1.
    YearsOutOfOrder { span: Span, year: u32 },
    /// `in year 2` without `from D`.
    WithoutStart { span: Span, surface: Surface },
    /// `from D` where each part names its day.
    StartOfNothing { span: Span },
    /// The same payer twice.
    PayerTwice { span: Span, name: String },
    /// Two clauses that count at once.
    Twice { span: Span, first: Span },
    /// What concerns a whole claim reads the support year.
    ByYear { span: Span },
}

/// A ratio in hundredths.
fn percent(ratio: Number) -> String {
    match ratio.times(Number::from(100)) {
        Ok(hundredths) => format!("{hundredths}%"),
        Err(_) => ratio.to_string(),
    }
}

impl From<PaymentError> for Diagnostic {
    fn from(error: PaymentError) -> Diagnostic {
        match error {
            PaymentError::PartCount { span, count, most } => Diagnostic::error(
                "payments/part-count",
                span,
                wording!("an award can't be paid in {count} equal parts", "不能分{count}期等额拨付"),
                wording!("{count} parts", "{count}期"),
            )
            .with_help(wording!(
                "write 2 to {most} parts; an award that is paid at once needs no `pay`",
                "请写2至{most}期；一次付清的不必写“拨付”"
            )),
            PaymentError::NoPart { span, found, payers: false } => {
                let Wording { en, zh } = found;
                Diagnostic::error(
                    "payments/no-part",
                    span,
                    wording!("a part is a share or an amount, and this is {en}", "每期应为比例或金额，此处为{zh}"),
                    wording!("{en}", "{zh}"),
                )
                .with_help(wording!("write `20%`, `100万元` or `the rest`", "请写“20%”“100万元”或“余款”"))
            }
            PaymentError::NoPart { span, found, payers: true } => {
                let Wording { en, zh } = found;
                Diagnostic::error(
                    "payments/no-part",
                    span,
                    wording!(
                        "a payer bears a share or an amount, and this is {en}",
                        "承担方承担的应为比例或金额，此处为{zh}"
                    ),
                    wording!("{en}", "{zh}"),
                )
                .with_help(wording!("write `50%`, `50元` or `the rest`", "请写“50%”“50元”或“余款”"))
            }
            PaymentError::RestNotLast { span } => Diagnostic::error(
                "payments/rest-not-last",
                span,
                wording!("the rest is known only after all other parts", "余款要在其他各项之后才能确定"),
                wording!("others follow", "其后还有其他项"),
            )
            .with_help(wording!("put `the rest` last, and only once", "请把“余款”写在最后，且只写一次")),
            PaymentError::NothingLeft { span, sum } => {
                let sum = percent(sum);
                Diagnostic::error(
                    "payments/shares",
                    span,
                    wording!("the other parts are {sum} already: nothing is left", "其他各项已达{sum}，没有余款"),
                    wording!("no rest", "没有余款"),
                )
                .with_help(wording!("correct the shares, or leave out the rest", "请核对比例，或删去“余款”"))
            }
            PaymentError::NotTheWhole { span, sum } => {
                let sum = percent(sum);
                Diagnostic::error(
                    "payments/shares",
                    span,
                    wording!("the parts come to {sum} of the award", "各项合计为{sum}"),
                    wording!("not 100% up to here", "至此不是100%"),
                )
                .with_help(wording!(
                    "correct the shares, or write `the rest` for the last",
                    "请核对比例，或把最后一项写成“余款”"
                ))
            }
            PaymentError::WithoutRest { span, surface } => {
                let rest = match surface {
                    Surface::English => "the rest",
                    Surface::Chinese => "余款",
                };
                Diagnostic::error(
                    "payments/without-rest",
                    span,
                    wording!(
                        "the parts needn't come to the whole award: none is the rest",
                        "各项合计不一定等于全额，又没有写余款"
                    ),
                    wording!("the last part", "最后一项"),
                )
                .with_help(wording!("write `{rest}` for the last part", "请把最后一项写成“{rest}”"))
            }
            PaymentError::YearsOutOfOrder { span, year } => Diagnostic::error(
                "payments/years-order",
                span,
                wording!("year {year} is out of order", "第{year}年的先后次序不对"),
                wording!("not after the year before", "不在前一期之后"),
            )
            .with_help(wording!(
                "name the years in ascending order, from 1, each once",
                "请按年度先后写，从第1年起，每年只写一次"
            )),
            PaymentError::WithoutStart { span, surface } => {
                let start = match surface {
                    Surface::English => "from D",
                    Surface::Chinese => "自 D",
                };
                Diagnostic::error(
                    "payments/without-start",
                    span,
                    wording!("the schedule doesn't say when year 1 begins", "没有写明第1年从何时起算"),
                    wording!("counted from which day?", "从哪一天起算？"),
                )
                .with_help(wording!(
                    "end the parts with `, {start}`, D being the day on which year 1 falls due, such as `applied_on`",
                    "请在各期之后写“，{start}”，D 为第1年的到期日，例如“申请日”"
                ))
            }
            PaymentError::StartOfNothing { span } => Diagnostic::error(
                "payments/start-of-nothing",
                span,
                wording!("each part names its own day: nothing is counted from here", "各期已写明日期，无须起算日"),
                wording!("no part is due in a numbered year", "没有按第几年到期的款项"),
            )
            .with_help(wording!("remove it, or write `in year 1`", "请删去，或把各期写成“第1年”等")),
            PaymentError::PayerTwice { span, name } => Diagnostic::error(
                "payments/payer-twice",
                span,
                wording!("`{name}` stands here twice", "“{name}”重复出现"),
                wording!("named before", "前面已写"),
            )
            .with_help(wording!("add its shares up", "请合并其份额")),
            PaymentError::Twice { span, first } => Diagnostic::error(
                "payments/twice",
                span,
                wording!("two of these clauses count for one award at once", "对同一笔奖励，有两条同类条目同时适用"),
                wording!("the second", "后一条"),
            )
            .with_help(wording!(
                "keep one, or end each with its years or its reading",
                "请只保留一条，或分别写明适用的年度或解读"
            ))
            .with_also(first, wording!("the first", "前一条")),
            PaymentError::ByYear { span } => Diagnostic::error(
                "payments/by-year",
                span,
                wording!(
                    "this concerns the claim as a whole and can't depend on the support year",
                    "此处针对整项申请，不能取决于支持年度"
                ),
                wording!("depends on the support year", "取决于支持年度"),
            )
            .with_help(wording!("name one year, such as `[1]`", "请写明某一年度，例如“[1]”")),
        }
    }
}
