//! Silences without effect, without reason, or of what may not be silenced.

use crate::ast::Over;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::wording;

/// A silence that is not in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum SilenceError {
    /// There is no such code.
    UnknownCode { span: Span, code: String, nearest: Option<&'static str> },
    /// An error is told all the same.
    OfError { span: Span, code: String, error: Span },
    /// The reason has no words.
    NoReason { span: Span, code: String },
    /// Nothing of the kind is found there; `line` holds nothing but the clause.
    Nothing { span: Span, code: String, over: Over, line: Option<Span> },
}

impl From<SilenceError> for Diagnostic {
    fn from(error: SilenceError) -> Diagnostic {
        match error {
            SilenceError::UnknownCode { span, code, nearest } => {
                let finding = Diagnostic::warning(
                    "silence/unknown-code",
                    span,
                    wording!("there is no finding called `{code}`", "没有名为“{code}”的检查项"),
                    wording!("silences nothing", "不起作用"),
                );
                match nearest {
                    Some(near) => finding.with_help(wording!("did you mean `{near}`?", "是否要写“{near}”？")),
                    None => finding.with_help(wording!(
                        "write the code that stands at the head of the finding, such as `names/never-used`",
                        "请写检查结果开头所列的代码，例如“names/never-used”"
                    )),
                }
            }
            SilenceError::OfError { span, code, error } => Diagnostic::warning(
                "silence/of-error",
                span,
                wording!("`{code}` is an error here, and errors are always told", "“{code}”在此是错误，错误不能忽略"),
                wording!("has no effect on it", "对它不起作用"),
            )
            .with_also(error, wording!("the error", "错误所在"))
            .with_help(wording!(
                "mend the error and remove the silence: a policy with errors decides nothing",
                "请改正错误并删去此条：有错误的政策不能核算"
            )),
            SilenceError::NoReason { span, code } => Diagnostic::warning(
                "silence/no-reason",
                span,
                wording!("no reason is given why `{code}` is no news here", "没有写明为什么忽略“{code}”"),
                wording!("an empty reason", "理由为空"),
            )
            .with_help(wording!(
                "say in a sentence why the rule is right as it stands, for those who audit it",
                "请用一句话说明规则为什么没有问题，供审核时查看"
            )),
            SilenceError::Nothing { span, code, over, line } => {
                let (en, zh) = match over {
                    Over::Clause(_) => ("in the clause above it", "上面的条目中"),
                    Over::Declaration(_) => ("in this declaration", "这一部分中"),
                    Over::Amendment(_) => ("in this amendment", "这次修订中"),
                    Over::Policy => ("in this policy", "这项政策中"),
                };
                let finding = Diagnostic::hint(
                    "silence/nothing-found",
                    span,
                    wording!("nothing called `{code}` is found {en}", "{zh}没有“{code}”这样的检查结果"),
                    wording!("silences nothing", "没有可忽略的内容"),
                )
                .with_help(wording!(
                    "remove it; a silence counts for the clause above it, or for the whole in whose header it stands",
                    "请删去；写在条目之后只对该条目起作用，写在某一部分的开头行之后或写在“政策”之下则对其整体起作用"
                ));
                match line {
                    Some(line) => finding.with_safe_fix(line, ""),
                    None => finding,
                }
            }
        }
    }
}
