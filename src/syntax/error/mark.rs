//! Marks: quotation marks, parentheses, colons, commas, bars.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// A mark that is missing, wrong or too many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::syntax) enum MarkError {
    /// A string that is not closed: where it should be, by what, and where it opens.
    OpenString { span: Span, replacement: String, opened: Span },
    /// A string that goes on on the next line, and the mark that closes it.
    AcrossLines { span: Span, close: &'static str },
    /// `“abc"`.
    QuoteMismatch { span: Span, written: String, replacement: String },
    /// `'abc'`.
    QuoteMarks { span: Span, written: String, replacement: String },
    /// `quote abc`.
    WithoutMarks { span: Span, written: String, replacement: String },
    /// `per in total`.
    PerWithoutKey { span: Span, per: Span, replacement: String },
    /// `)` without `(`.
    StrayParenthesis { span: Span, written: String },
    /// `(` without `)`.
    OpenParenthesis { span: Span, opened: Span, replacement: String },
    /// `min(a - b, not below 0元, c)`.
    EndingInside { span: Span, replacement: String },
    /// A comma or colon that nothing asks for.
    Stray { span: Span, written: String, replacement: String },
    /// A colon, a comma, a bar, a small word.
    Missing { span: Span, replacement: String },
}

impl From<MarkError> for Diagnostic {
    fn from(error: MarkError) -> Diagnostic {
        match error {
            MarkError::OpenString { span, replacement, opened } => Diagnostic::error(
                "syntax/open-string",
                opened,
                wording!("this text has no closing quotation mark on its line", "这段文字在本行内没有右引号"),
                wording!("opens here", "从这里开始"),
            )
            .with_help(wording!("close it with `{replacement}`", "请补上“{replacement}”"))
            .with_fix(span, replacement),
            MarkError::AcrossLines { span, close } => Diagnostic::error(
                "syntax/open-string",
                span,
                wording!("this text has no closing quotation mark on its line", "这段文字在本行内没有右引号"),
                wording!("opens here", "从这里开始"),
            )
            .with_help(wording!(
                "write the whole text on one line, and close it with `{close}`",
                "请把整段文字写在同一行，末尾补上“{close}”"
            )),
            MarkError::QuoteMismatch { span, written, replacement } => Diagnostic::error(
                "syntax/quote-mismatch",
                span,
                wording!(
                    "the closing mark `{written}` does not match the opening one",
                    "右引号“{written}”与左引号不成对"
                ),
                wording!("closes with another mark", "另一种引号"),
            )
            .with_help(wording!("close the text with `{replacement}`", "请改为“{replacement}”"))
            .with_safe_fix(span, replacement),
            MarkError::QuoteMarks { span, written, replacement } => Diagnostic::error(
                "syntax/quote-marks",
                span,
                wording!("`{written}` is not in the quotation marks of a text", "“{written}”用的不是文字的引号"),
                wording!("a text in other marks", "用了其他符号的文字"),
            )
            .with_help(wording!("write `{replacement}`", "请写成“{replacement}”"))
            .with_safe_fix(span, replacement),
            MarkError::WithoutMarks { span, written, replacement } => Diagnostic::error(
                "syntax/text-without-marks",
                span,
                wording!("the text `{written}` stands without quotation marks", "文字“{written}”没有加引号"),
                wording!("a text in quotation marks is expected here", "这里应为加引号的文字"),
            )
            .with_help(wording!("write `{replacement}`", "请写成“{replacement}”"))
            .with_safe_fix(span, replacement),
            MarkError::PerWithoutKey { span, per, replacement } => {
                let key = replacement.trim();
                Diagnostic::error(
                    "syntax/per-without-key",
                    per,
                    wording!("this limit does not say per what", "限额没有说明按什么计算"),
                    wording!("nothing follows it", "后面缺少对象"),
                )
                .with_help(wording!(
                    "name whose awards are added up, such as `{key}`, the record or a field",
                    "请写明按谁累加，例如“{key}”、该记录或某个字段"
                ))
                .with_fix(span, replacement)
            }
            MarkError::StrayParenthesis { span, written } => Diagnostic::error(
                "syntax/stray-parenthesis",
                span,
                wording!("`{written}` closes nothing", "“{written}”没有对应的左括号"),
                wording!("no parenthesis is open here", "此处没有未闭合的括号"),
            )
            .with_help(wording!("delete it, or open a parenthesis before it", "请删除，或在前面补上左括号"))
            .with_fix(span, ""),
            MarkError::OpenParenthesis { span, opened, replacement } => Diagnostic::error(
                "syntax/open-parenthesis",
                opened,
                wording!("this parenthesis is not closed", "这个括号没有闭合"),
                wording!("opens here", "从这里开始"),
            )
            .with_help(wording!("close it with `{replacement}`", "请补上“{replacement}”"))
            .with_fix(span, replacement),
            MarkError::Stray { span, written, replacement } => Diagnostic::error(
                "syntax/stray-mark",
                span,
                wording!("no `{written}` is needed here", "这里不需要“{written}”"),
                wording!("separates what belongs together", "隔开了应当相连的内容"),
            )
            .with_help(wording!("delete it", "请删除"))
            .with_safe_fix(span, replacement),
            MarkError::EndingInside { span, replacement } => Diagnostic::error(
                "syntax/ending-in-argument",
                span,
                wording!(
                    "the ending of an amount stands among the arguments of a function without parentheses",
                    "函数的一项参数带有“最低”“取整”等结尾，却没有加括号"
                ),
                wording!("the comma is read as the next argument", "逗号会被读作下一项参数"),
            )
            .with_help(wording!("write `{replacement}`", "请写成“{replacement}”"))
            .with_fix(span, replacement),
            MarkError::Missing { span, replacement } => missing(span, replacement),
        }
    }
}

fn missing(span: Span, replacement: String) -> Diagnostic {
    let (code, what) = match replacement.trim() {
        ":" | "：" => ("syntax/missing-colon", Wording::new("a colon is missing here", "这里缺少冒号")),
        "," | "，" => ("syntax/missing-comma", Wording::new("a comma is missing here", "这里缺少逗号")),
        "|" => ("syntax/missing-bar", Wording::new("the `|` that starts a row is missing", "行首缺少“|”")),
        word => ("syntax/missing-word", wording!("`{word}` is missing here", "这里缺少“{word}”")),
    };
    let word = replacement.trim();
    Diagnostic::error(code, span, what, wording!("belongs here", "应补在此处"))
        .with_help(wording!("insert `{word}`", "请补上“{word}”"))
        .with_safe_fix(span, replacement.clone())
}
