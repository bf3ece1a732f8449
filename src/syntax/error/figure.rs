//! Figures in forms that the language does not take.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// A number, date, amount or length of time written in another way: the words and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::syntax) enum FigureError {
    /// `500,000`.
    CommaInNumber { span: Span, written: String, replacement: String },
    /// `5.000,00`.
    PointsInNumber { span: Span, written: String, replacement: String },
    /// `5 000`.
    SpaceInNumber { span: Span, written: String, replacement: String },
    /// `2025-6-1`.
    DateForm { span: Span, written: String, replacement: String },
    /// `十五万元`.
    ChineseNumeral { span: Span, written: String, replacement: String },
    /// `30 percent`.
    PercentInWords { span: Span, written: String, replacement: String },
    /// `15万`, `15w`, `500k`.
    MoneyUnit { span: Span, written: String, replacement: String },
    /// `¥500`.
    MoneySign { span: Span, written: String, replacement: String },
    /// `500 dollars`.
    CurrencyWord { span: Span, written: String, replacement: String },
    /// `31日`.
    TimeUnit { span: Span, written: String, replacement: String },
    /// `1-5`.
    RangeForm { span: Span, written: String, replacement: String },
    /// `in years 2-3`.
    Years { span: Span, written: String, replacement: String },
    /// `in years 6 on`.
    OpenYears { span: Span, written: String },
}

impl From<FigureError> for Diagnostic {
    fn from(error: FigureError) -> Diagnostic {
        match error {
            FigureError::CommaInNumber { span, written, replacement } => mended(
                "syntax/comma-in-number",
                span,
                wording!("the number `{written}` has commas inside", "数字“{written}”中有千分位逗号"),
                wording!("a comma separates two values here", "逗号在这里会把它分成两个值"),
                replacement.clone(),
            )
            .with_help(wording!(
                "write `{replacement}`, or put a space behind the comma if two values are meant",
                "请写成“{replacement}”；如果确是两个值，请在逗号后加空格"
            )),
            FigureError::PointsInNumber { span, written, replacement } => mended(
                "syntax/comma-in-number",
                span,
                wording!("the number `{written}` has points between its thousands", "数字“{written}”用点分隔千位"),
                wording!("a point stands before decimals only", "点只写在小数之前"),
                replacement,
            ),
            FigureError::SpaceInNumber { span, written, replacement } => mended(
                "syntax/comma-in-number",
                span,
                wording!("the number `{written}` has a space inside", "数字“{written}”中有空格"),
                wording!("a space separates two values", "空格会把它分成两个值"),
                replacement,
            ),
            FigureError::DateForm { span, written, replacement } => mended(
                "syntax/date-form",
                span,
                wording!("the date `{written}` is not in the form year-month-day", "日期“{written}”的写法不对"),
                wording!("a date in another form", "其他写法的日期"),
                replacement.clone(),
            )
            .with_help(wording!(
                "write `{replacement}`: four digits, two digits, two digits",
                "请写成“{replacement}”：年四位，月、日各两位"
            )),
            FigureError::ChineseNumeral { span, written, replacement } => mended(
                "syntax/chinese-numeral",
                span,
                wording!("the figure `{written}` is written in Chinese numerals", "“{written}”用的是汉字数字"),
                wording!("a figure in words", "汉字数字"),
                replacement,
            ),
            FigureError::PercentInWords { span, written, replacement } => mended(
                "syntax/percent-in-words",
                span,
                wording!("the percentage `{written}` is spelled out", "百分数“{written}”没有用百分号"),
                wording!("a percentage in words", "用文字写的百分数"),
                replacement,
            ),
            FigureError::MoneyUnit { span, written, replacement } => unsure(mended(
                "syntax/money-unit",
                span,
                wording!("`{written}` does not say which unit of money is meant", "“{written}”没有写明货币单位"),
                wording!("an amount without 元, 万元, 亿元 or a currency", "缺少“元”“万元”“亿元”或币种的金额"),
                replacement,
            )),
            FigureError::MoneySign { span, written, replacement } => unsure(mended(
                "syntax/money-sign",
                span,
                wording!("the amount `{written}` has its currency in front", "金额“{written}”把货币符号写在了前面"),
                wording!("a currency sign", "货币符号"),
                replacement,
            )),
            FigureError::CurrencyWord { span, written, replacement } => unsure(mended(
                "syntax/other-spelling",
                span,
                wording!("`{written}` is written `{replacement}` here", "“{written}”在这里应写作“{replacement}”"),
                wording!("another spelling", "其他写法"),
                replacement,
            )),
            FigureError::TimeUnit { span, written, replacement } => mended(
                "syntax/time-unit",
                span,
                wording!("`{written}` is not how a length of time is written", "时长“{written}”的单位写法不对"),
                wording!("a length of time with another unit", "其他单位的时长"),
                replacement,
            ),
            FigureError::RangeForm { span, written, replacement } => mended(
                "syntax/range-form",
                span,
                wording!("the range `{written}` is written with two dots", "范围“{written}”应当用两个点表示"),
                wording!("a range in another form", "其他写法的范围"),
                replacement,
            ),
            FigureError::Years { span, written, replacement } => mended(
                "syntax/years-form",
                span,
                wording!("the support years `{written}` are written in another way", "支持年度“{written}”的写法不对"),
                wording!("support years", "支持年度"),
                replacement,
            ),
            FigureError::OpenYears { span, written } => Diagnostic::error(
                "syntax/open-years",
                span,
                wording!("`{written}` names no last support year", "“{written}”没有写明最后一个支持年度"),
                wording!("years without an end", "没有末年"),
            )
            .with_help(wording!(
                "name the last year that the document gives, as in `in years 2 to 5`; where it gives none, let each year be a record of a list and range over it",
                "文件载有末年的，请写成“第2至5年”的形式；没有末年的，请把每个年度作为一条记录列入清单，并“对每个”年度核算"
            )),
        }
    }
}

/// A figure that is written another way, by its change.
fn mended(code: &'static str, span: Span, message: Wording, label: Wording, replacement: String) -> Diagnostic {
    Diagnostic::error(code, span, message, label)
        .with_help(wording!("write `{replacement}`", "请写成“{replacement}”"))
        .with_safe_fix(span, replacement)
}

/// The same where the change names a currency that the writer left out, or may have meant otherwise.
fn unsure(mut finding: Diagnostic) -> Diagnostic {
    finding.fix.iter_mut().for_each(|fix| fix.safe = false);
    finding
}
