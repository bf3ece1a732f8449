//! Texts that are not JSON, YAML or TOML, or more than a case may hold.

use crate::case::node::DEEPEST;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// Why a text can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::case) enum TextError {
    /// Nothing in it.
    Empty { span: Span },
    /// Not JSON.
    NotJson { fault: JsonFault, span: Span },
    /// Not YAML, and why.
    NotYaml { fault: Wording, span: Span },
    /// A line of YAML with a key and a value, and no `: ` between them; how it is written, where that is known.
    NoColon { span: Span, spelling: Option<String> },
    /// A line that is indented deeper than the one before, which has its value already.
    Deeper { span: Span, key: String },
    /// Not TOML, and why.
    NotToml { fault: Wording, span: Span },
    /// A tab that indents YAML.
    Tab { span: Span },
    /// Nested deeper than any case needs.
    TooDeep { span: Span },
    /// A YAML alias.
    Alias { span: Span },
    /// A YAML tag.
    Tag { span: Span },
    /// More than one YAML document.
    SeveralDocuments { span: Span },
    /// A YAML key that is a list, a mapping or nothing.
    KeyNotText { span: Span },
}

/// What is not JSON about a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::case) enum JsonFault {
    /// Something behind the value.
    SecondValue,
    /// A comment.
    Comment,
    /// A comma before a closing bracket.
    TrailingComma,
    /// No comma between two entries.
    NoComma,
    /// No colon after a key.
    NoColon,
    /// No value after the colon.
    NoValue,
    /// A key without double quotes, or no key.
    Key,
    /// `[` without `]`.
    OpenList,
    /// `{` without `}`.
    OpenMapping,
    /// A closing bracket that closes nothing here.
    Bracket,
    /// Single quotes.
    SingleQuotes,
    /// A text without its closing quote.
    OpenText,
    /// A line break or control character in a text.
    Control,
    /// A `\` with something that JSON does not know.
    Escape,
    /// A number in another notation.
    Number,
    /// A word or sign that is no value.
    Word,
    /// A quotation mark, comma or colon of Chinese text.
    FullWidth,
}

impl JsonFault {
    /// What is wrong, and what to do.
    fn words(self) -> (Wording, Wording) {
        match self {
            JsonFault::SecondValue => (
                wording!("something follows the end of the data", "数据结束之后还有内容"),
                wording!(
                    "remove it; numbers have no leading zeros, and several cases go into a `.jsonl` file, one a line",
                    "请删去；数字不带前导零，多个案例请放入 .jsonl 文件，每行一个"
                ),
            ),
            JsonFault::Comment => (
                wording!("JSON has no comments", "JSON不支持注释"),
                wording!("remove the comment, or write the case in YAML", "请删去注释，或改用YAML"),
            ),
            JsonFault::TrailingComma => (
                wording!("a comma stands before the closing bracket", "右括号前多了一个逗号"),
                wording!("remove the comma", "请删去逗号"),
            ),
            JsonFault::NoComma => (
                wording!("a comma is missing between two entries", "两项之间缺少逗号"),
                wording!("put a comma here", "请在此处加逗号"),
            ),
            JsonFault::NoColon => (
                wording!("a colon is missing after the key", "键之后缺少冒号"),
                wording!("write `\"key\": value`", "请写成 \"键\": 值"),
            ),
            JsonFault::NoValue => (
                wording!("the key has no value", "键没有值"),
                wording!("write a value, or `null` where it is not known", "请写上值；未知时写 null"),
            ),
            JsonFault::Key => (
                wording!("a key in double quotes is expected here", "此处应为加双引号的键"),
                wording!("write `\"key\": value`", "请写成 \"键\": 值"),
            ),
            JsonFault::OpenList => {
                (wording!("the list is not closed", "列表没有结束"), wording!("close it with `]`", "请用 ] 结束"))
            }
            JsonFault::OpenMapping => (
                wording!("the braces are not closed", "花括号没有结束"),
                wording!("close them with `}}`", "请用 }} 结束"),
            ),
            JsonFault::Bracket => (
                wording!("this bracket closes nothing here", "此括号在这里没有对应的左括号"),
                wording!("close the innermost bracket first", "请先结束最里层的括号"),
            ),
            JsonFault::SingleQuotes => (
                wording!("text stands in single quotes", "文本用了单引号"),
                wording!("use double quotes", "请改用双引号"),
            ),
            JsonFault::OpenText => (
                wording!("the text is not closed", "文本没有结束"),
                wording!("close it with a double quote", "请用双引号结束"),
            ),
            JsonFault::Control => (
                wording!("a text holds a line break or control character", "文本中有换行或控制字符"),
                wording!(
                    "close the text on its line; write `\\n` for a line break",
                    "请在同一行结束文本；换行写作 \\n"
                ),
            ),
            JsonFault::Escape => (
                wording!("JSON does not know this escape", "JSON没有这种转义"),
                wording!("write `\\\\` for a backslash", "反斜杠请写作 \\\\"),
            ),
            JsonFault::Number => (
                wording!("this is not a number as JSON writes it", "这不是JSON的数字写法"),
                wording!("write digits with at most one point, such as `0.3`", "请写数字，至多一个小数点，例如 0.3"),
            ),
            JsonFault::FullWidth => (
                wording!("this mark is full-width", "这里用了全角标点"),
                wording!("write `\"`, `,` and `:` outside of texts", "文字以外的引号、逗号、冒号请用半角：\" , :"),
            ),
            JsonFault::Word => (
                wording!("this is no value", "这不是一个值"),
                wording!(
                    "put text in double quotes; yes and no are `true` and `false`",
                    "文本请加双引号；是与否写作 true 与 false"
                ),
            ),
        }
    }
}

impl From<TextError> for Diagnostic {
    fn from(error: TextError) -> Diagnostic {
        match error {
            TextError::Empty { span } => Diagnostic::error(
                "case/empty",
                span,
                wording!("the case is empty", "案例为空"),
                wording!("nothing stands here", "此处没有内容"),
            )
            .with_help(wording!(
                "a case gives at least `applied_on` and the facts of the `applicant`",
                "案例至少要有“申请日”（applied_on）和“申报主体”（applicant）的事实"
            )),
            TextError::NotJson { fault, span } => {
                let (message, help) = fault.words();
                Diagnostic::error("case/not-json", span, message, wording!("not JSON", "不是JSON")).with_help(help)
            }
            TextError::NotYaml { fault: Wording { en, zh }, span } => Diagnostic::error(
                "case/not-yaml",
                span,
                wording!("this is not YAML: {en}", "此处不符合YAML的写法：{zh}"),
                wording!("not YAML", "不是YAML"),
            )
            .with_help(wording!(
                "entries of one mapping start in the same column; a key ends with `: `, entries on one line are divided by `, `; put text with `: `, `#` or quotes in double quotes",
                "同一组的各项应左对齐；键后写半角冒号加空格，同一行的各项以半角逗号加空格隔开；含“: ”“#”或引号的文本请加双引号"
            )),
            TextError::NoColon { span, spelling } => {
                let finding = Diagnostic::error(
                    "case/not-yaml",
                    span,
                    wording!("a colon and a space are missing between key and value", "键与值之间缺少半角冒号和空格"),
                    wording!("key and value", "键和值"),
                );
                match spelling {
                    Some(spelling) => finding
                        .with_help(wording!("write `{spelling}`", "请写成“{spelling}”"))
                        .with_fix(span, spelling),
                    None => finding.with_help(wording!("write `key: value`", "请写成“键: 值”")),
                }
            }
            TextError::Deeper { span, key } => Diagnostic::error(
                "case/not-yaml",
                span,
                wording!(
                    "`{key}` is indented deeper than the line before, which has its value already",
                    "“{key}”比上一行缩进得更深，而上一行已经有值"
                ),
                wording!("another column", "没有对齐"),
            )
            .with_help(wording!(
                "let the entries of one group begin in the same column; the first line of each entry of a list begins with `- `",
                "同一组的各项应左对齐；列表中每一项的第一行前写“- ”"
            )),
            TextError::NotToml { fault: Wording { en, zh }, span } => Diagnostic::error(
                "case/not-toml",
                span,
                wording!("this is not TOML: {en}", "此处不符合TOML的写法：{zh}"),
                wording!("not TOML", "不是TOML"),
            )
            .with_help(wording!(
                "write `key = value`; text and Chinese keys stand in double quotes",
                "请写成 键 = 值；文本和中文键要加双引号"
            )),
            TextError::Tab { span } => Diagnostic::error(
                "case/tab",
                span,
                wording!("YAML is indented with spaces, not with tabs", "YAML只能用空格缩进，不能用制表符"),
                wording!("a tab", "制表符"),
            )
            .with_help(wording!("replace the tab by spaces", "请把制表符换成空格")),
            TextError::TooDeep { span } => Diagnostic::error(
                "case/nested-too-deep",
                span,
                wording!("the data is nested more than {DEEPEST} deep", "数据嵌套超过{DEEPEST}层"),
                wording!("too deep from here", "从这里起层数过多"),
            )
            .with_help(wording!(
                "a case is lists of records, a few levels deep: check the brackets and the indentation",
                "案例是由记录组成的列表，只有几层：请检查括号和缩进"
            )),
            TextError::Alias { span } => Diagnostic::error(
                "case/alias",
                span,
                wording!("YAML aliases are not read", "不支持YAML别名"),
                wording!("an alias", "别名"),
            )
            .with_help(wording!(
                "write the value out; text that begins with `*` stands in quotes",
                "请把值写全；以“*”开头的文本要加引号"
            )),
            TextError::Tag { span } => Diagnostic::error(
                "case/tag",
                span,
                wording!("YAML tags are not read", "不支持YAML标签"),
                wording!("a value with a tag", "带标签的值"),
            )
            .with_help(wording!(
                "remove the tag, for the policy declares the types; text that begins with `!` stands in quotes",
                "类型由政策声明，请删去标签；以“!”开头的文本要加引号"
            )),
            TextError::SeveralDocuments { span } => Diagnostic::error(
                "case/several-documents",
                span,
                wording!("the file holds more than one YAML document", "文件中有多个YAML文档"),
                wording!("the second one begins here", "第二个从这里开始"),
            )
            .with_help(wording!(
                "give each case its own file, or write them into a `.jsonl` file, one a line",
                "请每个案例一个文件，或写入 .jsonl 文件，每行一个"
            )),
            TextError::KeyNotText { span } => Diagnostic::error(
                "case/key-not-text",
                span,
                wording!("a key is a word, not a list, a mapping or nothing", "键应是一个词，不能是列表、一组键值或空"),
                wording!("not a key", "不是键"),
            )
            .with_help(wording!("write `key: value`", "请写成 键: 值")),
        }
    }
}
