//! Clauses that cannot be read, for no reason with a name of its own.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// How a clause of this kind is written, where an example helps.
type Form = Option<&'static str>;

/// A clause that leaves the grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::syntax) enum UnreadError {
    /// Something else stands where one of these was expected.
    Unexpected { span: Span, found: String, clause: Wording, expected: Wording, form: Form },
    /// The clause is complete, and something follows.
    Junk { span: Span, found: String, clause: Wording, expected: Wording, form: Form },
    /// `except`, `raise` or `assert` without its label, and how it is written with one.
    WithoutLabel { span: Span, word: String, spelling: String },
    /// A phrase of the published text, and how it is written.
    Phrase { span: Span, written: String, help: Wording },
    /// A word of the language where it has no place, and where it has one.
    OutOfPlace { span: Span, written: String, help: Wording },
    /// The clause ends before it is complete.
    BreaksOff { span: Span, clause: Wording, expected: Wording, form: Form },
    /// The clause is its word alone.
    Empty { span: Span, clause: Wording, expected: Wording, form: Form },
    /// `30% of` without a base.
    OfWithoutBase { span: Span },
    /// Parentheses or prefixes nested too deep.
    TooDeep { span: Span, limit: usize },
    /// Too many operators in a row.
    TooManyTerms { span: Span, limit: usize },
    /// A clause of too many words.
    TooLong { span: Span, limit: usize },
    /// More findings than anybody reads.
    TooMany { span: Span, limit: usize },
    /// Grammar and builder disagree.
    Internal { span: Span },
}

impl From<UnreadError> for Diagnostic {
    fn from(error: UnreadError) -> Diagnostic {
        match error {
            UnreadError::Unexpected { span, found, clause, expected, form } => {
                let (english, chinese) = (&expected.en, &expected.zh);
                let found = Diagnostic::error(
                    "syntax/unexpected",
                    span,
                    Wording::new(
                        format!("{} can't be read on from `{found}`", clause.en),
                        format!("{}从“{found}”起无法读下去", clause.zh),
                    ),
                    expecting(&expected),
                );
                let help = wording!("write {english} here", "这里应写{chinese}");
                with_form(found, Some(help).filter(|_| !english.is_empty()), form)
            }
            UnreadError::Junk { span, found, clause, expected, form } => {
                let finding = Diagnostic::error(
                    "syntax/junk-after-clause",
                    span,
                    Wording::new(
                        format!("{} is complete before `{found}`", clause.en),
                        format!("{}到“{found}”之前已经完整", clause.zh),
                    ),
                    wording!("does not belong to the clause", "不属于这一条"),
                );
                let (english, chinese) = (&expected.en, &expected.zh);
                let help = match english.is_empty() {
                    true => wording!(
                        "delete it, or start a new line with the word of another clause",
                        "请删除，或另起一行以相应的词开头"
                    ),
                    false => wording!("only {english} could follow here", "这里后面只能接{chinese}"),
                };
                with_form(finding, Some(help), form)
            }
            UnreadError::WithoutLabel { span, word, spelling } => Diagnostic::error(
                "syntax/missing-label",
                span,
                wording!("the label behind `{word}` is missing", "“{word}”之后缺少标签"),
                wording!("a label in quotation marks follows this word", "这个词之后须有带引号的标签"),
            )
            .with_help(wording!("write `{spelling}`, with a label of your own", "请写成“{spelling}”，标签请自拟")),
            UnreadError::Phrase { span, written, help } => Diagnostic::error(
                "syntax/phrase-of-text",
                span,
                wording!("`{written}` is how a text says it, not a rule", "“{written}”是文件的说法，规则不这样写"),
                wording!("words of the text", "文件的说法"),
            )
            .with_help(help),
            UnreadError::OutOfPlace { span, written, help } => Diagnostic::error(
                "syntax/phrase-of-text",
                span,
                wording!("`{written}` doesn't belong here", "“{written}”不写在这里"),
                wording!("not in its place", "位置不对"),
            )
            .with_help(help),
            UnreadError::BreaksOff { span, clause, expected, form } => {
                let (english, chinese) = (&expected.en, &expected.zh);
                let finding = Diagnostic::error(
                    "syntax/breaks-off",
                    span,
                    Wording::new(format!("{} breaks off here", clause.en), format!("{}到这里就中断了", clause.zh)),
                    expecting(&expected),
                );
                with_form(finding, Some(wording!("go on with {english}", "请接着写{chinese}")), form)
            }
            UnreadError::Empty { span, clause, expected, form } => {
                let (english, chinese) = (&expected.en, &expected.zh);
                let finding = Diagnostic::error(
                    "syntax/empty-clause",
                    span,
                    Wording::new(format!("{} says nothing", clause.en), format!("{}没有内容", clause.zh)),
                    wording!("nothing follows this word", "这个词后面没有内容"),
                );
                let help = wording!("go on with {english}, or delete the clause", "请接着写{chinese}，或删除这一条");
                with_form(finding, Some(help), form)
            }
            UnreadError::OfWithoutBase { span } => Diagnostic::error(
                "syntax/of-without-base",
                span,
                wording!("this rate does not say of what it is taken", "这个比例没有说明以什么为基数"),
                wording!("the base is missing", "缺少基数"),
            )
            .with_help(wording!("write it as `30% of X`", "请写成“X 的 30%”")),
            UnreadError::TooDeep { span, limit } => Diagnostic::error(
                "syntax/too-deep",
                span,
                wording!("this is nested more than {limit} levels deep", "嵌套超过 {limit} 层"),
                wording!("the limit is reached here", "在这里达到上限"),
            )
            .with_help(wording!("name inner parts with `let`", "请用“设”为内层部分命名")),
            UnreadError::TooManyTerms { span, limit } => Diagnostic::error(
                "syntax/too-many-terms",
                span,
                wording!("more than {limit} operators stand in one value", "一个算式中的运算超过 {limit} 个"),
                wording!("the limit is reached here", "在这里达到上限"),
            )
            .with_help(wording!(
                "divide it with `let`, or use a list and `sum of`",
                "请用“设”分步计算，或用列表“合计”"
            )),
            UnreadError::TooLong { span, limit } => Diagnostic::error(
                "syntax/too-long",
                span,
                wording!("this clause has more than {limit} words", "这一条超过 {limit} 个词"),
                wording!("begins here", "从这里开始"),
            )
            .with_help(wording!("divide it into several clauses", "请分成几条书写")),
            UnreadError::TooMany { span, limit } => Diagnostic::error(
                "syntax/too-many-findings",
                span,
                wording!("only the first {limit} findings of this file are shown", "本文件仅列出前 {limit} 处问题"),
                wording!("the rest of the file is not reported on", "此后不再列出"),
            )
            .with_help(wording!("mend these and run again", "请修改后重新检查")),
            UnreadError::Internal { span } => Diagnostic::error(
                "syntax/internal",
                span,
                wording!("this clause fits the grammar but could not be taken apart", "这一条符合语法，但程序未能解析"),
                wording!("a defect of the program", "程序缺陷"),
            )
            .with_help(wording!("please report it with this clause", "请附上这一条内容报告")),
        }
    }
}

/// The help, with the whole clause as it is written.
fn with_form(finding: Diagnostic, help: Option<Wording>, form: Form) -> Diagnostic {
    let Some(form) = form else {
        return finding.with_help(
            help.unwrap_or_else(|| wording!("delete it, or say it in another way", "请删除，或换一种写法")),
        );
    };
    finding.with_help(match help {
        Some(Wording { en, zh }) => wording!("{en}; the whole clause reads `{form}`", "{zh}。整条写法如“{form}”"),
        None => wording!("the whole clause reads `{form}`", "整条写法如“{form}”"),
    })
}

fn expecting(expected: &Wording) -> Wording {
    let (english, chinese) = (&expected.en, &expected.zh);
    if english.is_empty() {
        return Wording::new("not expected here", "不应出现在这里");
    }
    wording!("expected {english}", "这里应为{chinese}")
}
