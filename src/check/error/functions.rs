//! What can be wrong with functions and their arguments.

use crate::ast::Surface;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::wording;

use super::suggest;

/// Words in English and in Chinese.
type Both = (&'static str, &'static str);
/// How a function is written, in English and in Chinese.
type Example = (String, String);

/// A mistake in the use of a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum FunctionError {
    /// Arguments that begin with words, behind a name that is neither a function nor a table.
    Unknown { span: Span, name: String, nearest: Option<String> },
    /// An argument that must be there.
    Missing { span: Span, function: Both, word: Option<Both>, argument: Both, example: Example },
    /// An argument more than the function takes.
    TooMany { span: Span, function: Both, example: Example },
    /// A word that no argument of the function (or no key of a table) begins with; or the same word again.
    Word { span: Span, word: Both, example: Option<Example>, twice: bool },
    /// An argument without the word that says which one it is; one or several could be meant.
    WordMissing { span: Span, function: Both, words: Vec<Both>, surface: Surface, example: Example },
    /// An argument that may be below 0 and must not be.
    Negative { span: Span, called: Both },
    /// A taper that ends where it begins, or before.
    Backwards { span: Span },
    /// A part above a figure and at most a lesser one, or the same.
    PartBackwards { span: Span },
    /// An argument before which another should stand.
    Order { span: Span, example: Example },
}

impl From<FunctionError> for Diagnostic {
    fn from(error: FunctionError) -> Diagnostic {
        match error {
            FunctionError::Unknown { span, name, nearest } => suggest(
                Diagnostic::error(
                    "functions/unknown",
                    span,
                    wording!("there is no function `{name}`", "没有名为“{name}”的函数"),
                    wording!("not a function", "不是函数"),
                )
                .with_help(wording!(
                    "only functions have arguments that begin with a word, such as `part(X, above A)`",
                    "只有函数的参数可以由词语引出，例如“部分（X，超过 A）”"
                )),
                span,
                nearest,
            ),
            FunctionError::Missing { span, function, word, argument, example } => {
                let ((en, zh), (argument_en, argument_zh)) = (function, argument);
                let (word_en, word_zh) = word.unwrap_or_default();
                let (word_en, word_zh) = match word {
                    Some(_) => (format!(" (`{word_en} …`)"), format!("（“{word_zh} …”）")),
                    None => (String::new(), String::new()),
                };
                Diagnostic::error(
                    "functions/argument-missing",
                    span,
                    wording!(
                        "`{en}` needs {argument_en}{word_en}, and none is given",
                        "“{zh}”须写明{argument_zh}{word_zh}，此处没有写"
                    ),
                    wording!("an argument is missing", "缺少参数"),
                )
                .with_help(written(&example))
            }
            FunctionError::TooMany { span, function: (en, zh), example } => Diagnostic::error(
                "functions/argument-too-many",
                span,
                wording!("`{en}` takes no further argument", "“{zh}”没有这一参数"),
                wording!("one too many", "多出的参数"),
            )
            .with_help(written(&example)),
            FunctionError::Word { span, word: (en, zh), example, twice } => {
                let finding = match (twice, &example) {
                    (true, _) => Diagnostic::error(
                        "functions/argument-word",
                        span,
                        wording!("`{en}` stands before a second argument", "“{zh}”引出了两个参数"),
                        wording!("the second", "第二个"),
                    ),
                    (false, Some(_)) => Diagnostic::error(
                        "functions/argument-word",
                        span,
                        wording!("no argument of this function begins with `{en}`", "这个函数没有由“{zh}”引出的参数"),
                        wording!("not an argument of it", "不是它的参数"),
                    ),
                    (false, None) => Diagnostic::error(
                        "functions/argument-word",
                        span,
                        wording!("a table's key does not begin with `{en}`", "标准表的键不由“{zh}”引出"),
                        wording!("this is a table", "这是标准表"),
                    ),
                };
                match example {
                    Some(example) => finding.with_help(written(&example)),
                    None => finding.with_help(wording!("give the key alone", "请只写键本身")),
                }
            }
            FunctionError::WordMissing { span, function, words, surface, example } => {
                let (en, zh) = function;
                let ways = |side: fn(&Both) -> &'static str, (open, close): (&str, &str), or: &str| {
                    let ways = words.iter().map(|word| format!("{open}{}{close}", side(word)));
                    ways.collect::<Vec<_>>().join(or)
                };
                let (word_en, word_zh) =
                    (ways(|word| word.0, ("`", "`"), " or "), ways(|word| word.1, ("“", "”"), "或"));
                let finding = Diagnostic::error(
                    "functions/argument-word",
                    span,
                    wording!(
                        "this argument of `{en}` does not say what it is: {word_en} is missing before it",
                        "“{zh}”的这个参数没有写明含义，前面缺少{word_zh}"
                    ),
                    wording!("which argument?", "未指明是哪个参数"),
                )
                .with_help(written(&example));
                match (words.as_slice(), surface) {
                    ([(word, _)], Surface::English) | ([(_, word)], Surface::Chinese) => {
                        finding.with_safe_fix(span.before(), format!("{word} "))
                    }
                    _ => finding,
                }
            }
            FunctionError::Negative { span, called: (en, zh) } => Diagnostic::error(
                "functions/argument-negative",
                span,
                wording!("{en} may be below 0 here, and means nothing then", "{zh}在此处可能为负，为负时没有意义"),
                wording!("may be below 0", "可能为负"),
            )
            .with_help(wording!(
                "declare the fact without `signed`, or put a floor under it: `(…, not below 0)`",
                "请去掉该事实的“可负”，或为它设下限：“（…，最低 0）”"
            )),
            FunctionError::Backwards { span } => Diagnostic::error(
                "functions/taper-backwards",
                span,
                wording!(
                    "this falls from a point that is not before the one where it is 0",
                    "递减的起点应在减至零之处以前"
                ),
                wording!("never falls", "不构成递减"),
            )
            .with_help(wording!(
                "write the lesser figure behind `from` and the greater behind `to`",
                "请在“自”之后写较小的数，在“至”之后写较大的数"
            )),
            FunctionError::PartBackwards { span } => Diagnostic::error(
                "functions/part-backwards",
                span,
                wording!(
                    "this part begins where it ends, or behind it, and is always nothing",
                    "这一部分的起点不在终点之前，始终为零"
                ),
                wording!("no part", "没有这一部分"),
            )
            .with_help(wording!(
                "write the lesser figure behind `above` and the greater behind `at most`",
                "请在“超过”之后写较小的数，在“不超过”之后写较大的数"
            )),
            FunctionError::Order { span, example } => Diagnostic::error(
                "functions/argument-order",
                span,
                wording!("this argument stands behind one that follows it", "这个参数的位置靠后了"),
                wording!("belongs further to the front", "应写在前面"),
            )
            .with_help(written(&example)),
        }
    }
}

fn written((en, zh): &Example) -> crate::diagnostic::Wording {
    wording!("write `{en}`", "请写成“{zh}”")
}
