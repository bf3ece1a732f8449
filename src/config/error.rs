//! What is wrong with a `bursary.toml`.

use crate::diagnostic::{Diagnostic, Wording, nearest};
use crate::source::Span;
use crate::wording;

/// A mistake in `bursary.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ConfigError {
    /// The text is no TOML.
    NotToml { span: Span, fault: String },
    /// A key that means nothing in its table.
    UnknownKey { span: Span, key: String, known: &'static [&'static str] },
    /// A code that there is not.
    UnknownCode { span: Span, code: String, nearest: Option<&'static str> },
    /// A value of another kind.
    WrongValue { span: Span, key: String, expected: Wording },
    /// An override that names no files.
    WithoutPaths { span: Span },
    /// A level below error for what is an error.
    OfError { span: Span, code: &'static str, error: Span },
}

impl From<ConfigError> for Diagnostic {
    fn from(error: ConfigError) -> Diagnostic {
        match error {
            ConfigError::NotToml { span, fault } => Diagnostic::error(
                "config/not-toml",
                span,
                wording!("`bursary.toml` is not written as TOML: {fault}", "bursary.toml 不符合TOML格式：{fault}"),
                wording!("can't be read from here on", "从这里起无法读取"),
            )
            .with_help(wording!(
                "write tables as `[check]`, entries as `key = value` one a line, texts in quotation marks",
                "表头写成“[check]”，每行一个“键 = 值”，文字加双引号"
            )),
            ConfigError::UnknownKey { span, key, known } => {
                let (en, zh) = (list(known, "`", "`", ", "), list(known, "“", "”", "、"));
                let finding = Diagnostic::error(
                    "config/unknown-key",
                    span,
                    wording!("`{key}` means nothing here", "这里没有名为“{key}”的设置"),
                    wording!("not a setting", "不是设置项"),
                );
                let near = nearest(&key, known.iter().copied());
                match near {
                    Some(near) => finding.with_help(wording!("did you mean `{near}`?", "是否要写“{near}”？")),
                    None => finding.with_help(wording!("what may stand here: {en}", "这里可以写：{zh}")),
                }
            }
            ConfigError::UnknownCode { span, code, nearest } => {
                let finding = Diagnostic::error(
                    "config/unknown-code",
                    span,
                    wording!("there is no finding called `{code}`", "没有名为“{code}”的检查项"),
                    wording!("not the code of a finding", "不是检查项的代码"),
                );
                match nearest {
                    Some(near) => finding.with_help(wording!("did you mean `{near}`?", "是否要写“{near}”？")),
                    None => finding.with_help(wording!(
                        "write the code that stands at the head of the finding, such as `names/never-used`",
                        "请写检查结果开头所列的代码，例如“names/never-used”"
                    )),
                }
            }
            ConfigError::WrongValue { span, key, expected } => {
                let Wording { en, zh } = expected;
                Diagnostic::error(
                    "config/wrong-value",
                    span,
                    wording!("`{key}` can't have this value", "“{key}”不能取这个值"),
                    wording!("another value", "其他取值"),
                )
                .with_help(wording!("write {en}", "请写{zh}"))
            }
            ConfigError::WithoutPaths { span } => Diagnostic::error(
                "config/without-paths",
                span,
                wording!("this override names no files", "这一项没有指定文件"),
                wording!("for which files?", "用于哪些文件？"),
            )
            .with_help(wording!(
                "name files or folders from the folder of `bursary.toml`: `paths = [\"drafts/**\"]`",
                "请写明相对于 bursary.toml 所在文件夹的文件或文件夹：paths = [\"drafts/**\"]"
            )),
            ConfigError::OfError { span, code, error } => Diagnostic::warning(
                "config/of-error",
                span,
                wording!("`{code}` is an error there, and stays one", "“{code}”在该处是错误，不能降低级别"),
                wording!("has no effect on it", "对它不起作用"),
            )
            .with_also(error, wording!("the error", "错误所在"))
            .with_help(wording!(
                "mend the error: a policy with errors decides nothing",
                "请改正错误：有错误的政策不能核算"
            )),
        }
    }
}

fn list(words: &[&str], open: &str, close: &str, between: &str) -> String {
    words.iter().map(|word| format!("{open}{word}{close}")).collect::<Vec<_>>().join(between)
}
