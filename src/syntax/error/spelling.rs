//! Words and operators in other spellings, and names that are no names.

use crate::ast::Surface;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::keywords::surface_of;
use crate::wording;

/// A word that is not the language's, or not in this way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::syntax) enum SpellingError {
    /// `>=`, 大于.
    Other { span: Span, written: String, replacement: String },
    /// `每年` in a limit.
    WhichYear { span: Span, written: String, surface: Surface },
    /// `封顶 最高 100万元`.
    UpToInLimit { span: Span, written: String, replacement: String, surface: Surface },
    /// `每自然年度` without the day that tells the year.
    WithoutDate { span: Span, period: String, spelling: String },
    /// A word that says nothing in a rule.
    Needless { span: Span, written: String },
    /// `500万元以上`.
    BoundBehind { span: Span, written: String, replacement: String, suffix: String },
    /// `每个申报主体`, `upto`.
    Glued { span: Span, written: String, replacement: String },
    /// A word of the other surface inside a clause; a replacement where it may simply be put in its place.
    OtherSurface { span: Span, written: String, right: String, replacement: Option<String> },
    /// `of` as a name.
    ReservedName { span: Span, written: String, replacement: String },
    /// A label that is no plain word, without 『…』.
    WithoutMarks { span: Span, written: String, replacement: String },
    /// `record "员工"`.
    LabelAlone { span: Span, replacement: String },
    /// `3rd` as a name.
    DigitFirst { span: Span, written: String, replacement: String },
    /// `first-prize`.
    NameWithHyphen { span: Span, written: String, replacement: String },
    /// `total amount`.
    NameWithBlank { span: Span, written: String, replacement: String },
    /// A character that nobody can see.
    Invisible { span: Span, character: char },
}

impl From<SpellingError> for Diagnostic {
    fn from(error: SpellingError) -> Diagnostic {
        match error {
            SpellingError::Other { span, written, replacement } => {
                let right = replacement.trim();
                Diagnostic::error(
                    "syntax/other-spelling",
                    span,
                    wording!("`{written}` is written `{right}` here", "“{written}”在这里应写作“{right}”"),
                    wording!("another spelling", "其他写法"),
                )
                .with_help(wording!("write `{right}`", "请写成“{right}”"))
                .with_safe_fix(span, replacement)
            }
            SpellingError::WithoutMarks { span, written, replacement } => Diagnostic::error(
                "syntax/label-without-marks",
                span,
                wording!(
                    "the label `{written}` is not a plain word, and needs marks where it is referred to",
                    "标签“{written}”含数字开头、标点或空格，引用时要加『』"
                ),
                wording!("reads as something else", "会被读作别的内容"),
            )
            .with_help(wording!("write `{replacement}`, or its name", "请写成“{replacement}”，或写它的名称"))
            .with_safe_fix(span, replacement),
            SpellingError::LabelAlone { span, replacement } => Diagnostic::error(
                "syntax/missing-word",
                span,
                wording!("a name is missing before the label", "标签之前缺少名称"),
                wording!("belongs here", "应补在此处"),
            )
            .with_help(wording!(
                "write a name without quotation marks, then the label; rules may use either",
                "请先写不加引号的名称，再写加引号的标签；规则中两者都可以用"
            ))
            .with_fix(span, replacement),
            SpellingError::WhichYear { span, written, surface } => {
                let support = surface.either("per support year", "每支持年度");
                let calendar = surface.either("per calendar year of applied_on", "每自然年度 按 申请日");
                let financial = surface.either("per financial year of applied_on", "每财政年度 按 申请日");
                Diagnostic::error(
                    "syntax/other-spelling",
                    span,
                    wording!(
                        "`{written}` doesn't say which kind of year a limit counts by",
                        "“{written}”没有写明是支持年度、自然年度还是财政年度"
                    ),
                    wording!("which year?", "哪一种年度"),
                )
                .with_help(wording!(
                    "write `{support}`, `{calendar}` or `{financial}`",
                    "请写“{support}”“{calendar}”或“{financial}”"
                ))
            }
            SpellingError::UpToInLimit { span, written, replacement, surface } => {
                let total = surface.either("in total", "累计");
                Diagnostic::error(
                    "syntax/other-spelling",
                    span,
                    wording!("a limit is written without `{written}`", "限额不写“{written}”"),
                    wording!("said by the clause already", "条目本身已经是上限"),
                )
                .with_help(wording!(
                    "remove it; that all time counts is said at the end, by `{total}`",
                    "请删去；不分年度合并计算的，在末尾写“{total}”"
                ))
                .with_safe_fix(span, replacement)
            }
            SpellingError::WithoutDate { span, period, spelling } => Diagnostic::error(
                "syntax/missing-word",
                span,
                wording!("`{period}` doesn't say by which day", "“{period}”没有写明按哪个日期"),
                wording!("by which day?", "按哪个日期？"),
            )
            .with_help(wording!(
                "name the day behind it, such as `{spelling}`, or another date of the facts",
                "请在后面写明日期，例如“{spelling}”，或事实中的其他日期"
            )),
            SpellingError::Needless { span, written } => Diagnostic::error(
                "syntax/other-spelling",
                span,
                wording!("`{written}` isn't written here", "这里不写“{written}”"),
                wording!("says nothing in a rule", "规则中不需要的词"),
            )
            .with_help(wording!("remove it", "请删去"))
            .with_safe_fix(span, ""),
            SpellingError::BoundBehind { span, written, replacement, suffix } => Diagnostic::error(
                "syntax/bound-behind-figure",
                span,
                wording!(
                    "`{suffix}` behind a figure is written as an operator before it",
                    "数字后面的“{suffix}”应改写为前面的比较词"
                ),
                wording!("a bound behind its figure", "写在数字后面的界限"),
            )
            .with_help(wording!(
                "write `{replacement}` for `{written}`, so that only one word says whether the bound is included",
                "请把“{written}”写成“{replacement}”，是否包含本数只由比较词说明"
            ))
            .with_safe_fix(span, replacement),
            SpellingError::Glued { span, written, replacement } => Diagnostic::error(
                "syntax/glued-words",
                span,
                wording!("`{written}` runs several words together", "“{written}”把几个词连写在一起"),
                wording!("words without a space between them", "词与词之间没有空格"),
            )
            .with_help(wording!("write `{replacement}`", "请用空格隔开：“{replacement}”"))
            .with_safe_fix(span, replacement),
            SpellingError::OtherSurface { span, written, right, replacement } => {
                let (english, other, chinese) = match surface_of(&written) {
                    Surface::English => ("English", "Chinese", "英文"),
                    Surface::Chinese => ("Chinese", "English", "中文"),
                };
                let found = Diagnostic::error(
                    "syntax/word-of-other-surface",
                    span,
                    wording!(
                        "`{written}` is {english}; this file is written in {other}, where it is `{right}`",
                        "“{written}”是{chinese}写法，本文件中应写作“{right}”"
                    ),
                    wording!("a word of the other language", "另一种语言的词"),
                )
                .with_help(wording!("use the words of one language throughout a file", "一个文件只用一种语言的词"));
                match replacement {
                    Some(replacement) => found.with_safe_fix(span, replacement),
                    None => found,
                }
            }
            SpellingError::ReservedName { span, written, replacement } => Diagnostic::error(
                "syntax/reserved-name",
                span,
                wording!(
                    "`{written}` is a word of the language and can't be a plain name",
                    "“{written}”是本语言的关键词，不能直接作名称"
                ),
                wording!("a name is expected here", "这里应为名称"),
            )
            .with_help(wording!("choose another name, or write `{replacement}`", "请换一个名称，或写成“{replacement}”"))
            .with_safe_fix(span, replacement),
            SpellingError::DigitFirst { span, written, replacement } => Diagnostic::error(
                "syntax/name-starts-with-digit",
                span,
                wording!("the name `{written}` starts with a digit", "名称“{written}”以数字开头"),
                wording!("reads like a number", "会被当作数字"),
            )
            .with_help(wording!(
                "start it with a letter, or write `{replacement}`",
                "请以文字开头，或写成“{replacement}”"
            ))
            .with_safe_fix(span, replacement),
            SpellingError::NameWithHyphen { span, written, replacement } => Diagnostic::error(
                "syntax/name-with-hyphen",
                span,
                wording!(
                    "the name `{written}` has a hyphen, which reads as a minus",
                    "名称“{written}”中的连字符会被当作减号"
                ),
                wording!("one name or a difference", "是名称还是相减"),
            )
            .with_help(wording!("write `{replacement}`", "请写成“{replacement}”"))
            .with_fix(span, replacement),
            SpellingError::NameWithBlank { span, written, replacement } => Diagnostic::error(
                "syntax/name-with-space",
                span,
                wording!("the name `{written}` has a space inside", "名称“{written}”中有空格"),
                wording!("two words where one name is expected", "这里应为一个名称，却有两个词"),
            )
            .with_help(wording!(
                "write `{replacement}`, or put a label in quotation marks",
                "请写成“{replacement}”；如果后一个词是说明，请加引号"
            ))
            .with_fix(span, replacement),
            SpellingError::Invisible { span, character } => {
                let code = u32::from(character);
                Diagnostic::error(
                    "syntax/invisible-character",
                    span,
                    wording!(
                        "an invisible character (U+{code:04X}) stands here",
                        "这里有一个看不见的字符（U+{code:04X}）"
                    ),
                    wording!("could make the text look different from what it means", "可能使文字看上去与实际含义不同"),
                )
                .with_help(wording!("delete it", "请删除"))
                .with_safe_fix(span, "")
            }
        }
    }
}
