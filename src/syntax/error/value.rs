//! Values that can be read but not understood.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::wording;

/// A value or name that fits the grammar and is still wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::syntax) enum ValueError {
    /// A name whose accents are separate characters.
    NotComposed { span: Span, name: String, replacement: String },
    /// `""` where what is declared is called.
    BlankLabel { span: Span },
    /// A count past what a 32-bit number holds.
    TooLarge { span: Span, figure: String },
    /// `(…)` behind something that is no table's name.
    NotATable { span: Span },
    /// `project.cost on D`.
    NotDated { span: Span },
    /// `1:0.5` that is not taken of anything.
    ProportionWithoutBase { span: Span, words: String },
    /// `and` and `or` side by side: the place of the second kind, the words on either side of the looser grouping.
    AndOrMixed { span: Span, whole: Span, replacement: String },
    /// `1 at most x at most 5`.
    /// `of_list`: in the condition of a sum or a count, which may be what is compared.
    ComparisonsChained { span: Span, of_list: bool },
    /// `b + 20% of a`: unclear only in form.
    OfBesideSum { span: Span, words: String },
    /// `20% of a + b`: the base, and the sum with parentheses for a share of this base alone and for a share of all.
    OfEitherWay { span: Span, words: String, base: String, alone: String, all: String },
    /// `X 的 30% × 2`.
    OfBeforeProduct { span: Span, words: String },
    /// `30% 的 投入`.
    OfReversed { span: Span, replacement: String },
    /// `a at least not b`.
    MisplacedNot { span: Span },
    /// `D is within the period in force - 1`.
    MisplacedOperator { span: Span, operator: String },
    /// Two periods in one cap.
    PeriodTwice { span: Span },
}

impl From<ValueError> for Diagnostic {
    fn from(error: ValueError) -> Diagnostic {
        match error {
            ValueError::NotComposed { span, name, replacement } => Diagnostic::error(
                "syntax/name-not-composed",
                span,
                wording!(
                    "the accents of the name `{name}` are separate characters",
                    "名称“{name}”中的附加符号是单独的字符"
                ),
                wording!("looks like another name without being the same", "看上去与另一名称相同，实际并不相同"),
            )
            .with_help(wording!("write it with composed characters", "请改用合成字符"))
            .with_safe_fix(span, replacement),
            ValueError::BlankLabel { span } => Diagnostic::error(
                "syntax/blank-label",
                span,
                wording!("there is nothing between the quotation marks", "引号之间没有内容"),
                wording!("nothing can be called so", "这里缺少名称或文字"),
            )
            .with_help(wording!(
                "write between the marks what it is called in the explanation, or leave the marks out where the label may be left out",
                "请在引号之间写上说明中使用的名称；可以不写标签的，请连同引号一并删去"
            )),
            ValueError::TooLarge { span, figure } => Diagnostic::error(
                "syntax/number-too-large",
                span,
                wording!("`{figure}` is too large a number here", "“{figure}”过大，不能用在这里"),
                wording!("too large", "数值过大"),
            )
            .with_help(wording!("check the digits", "请核对位数")),
            ValueError::NotDated { span } => Diagnostic::error(
                "dated/not-dated",
                span,
                wording!("only a dated value has a value on a day", "只有“时变值”可以按日期取值"),
                wording!("not the name of a dated value", "不是时变值的名称"),
            )
            .with_help(wording!(
                "declare it with `dated`, or leave out `on` and the day",
                "请用“时变值”声明它，或删去“于”和日期"
            )),
            ValueError::NotATable { span } => Diagnostic::error(
                "syntax/not-a-table",
                span,
                wording!("only a table can be looked up with parentheses", "只有标准表可以用括号查取"),
                wording!("what stands before it is not the name of a table", "前面的内容不是标准表的名称"),
            )
            .with_help(wording!(
                "write `table(key)` with the plain name of a table, or an operator in between",
                "请写成“标准表（键）”，或在中间补上运算符"
            )),
            ValueError::ProportionWithoutBase { span, words } => Diagnostic::error(
                "syntax/proportion-without-base",
                span,
                wording!("the proportion `{words}` does not say of what", "比例“{words}”没有说明以什么为基数"),
                wording!("a proportion by itself", "单独的比例"),
            )
            .with_help(wording!("write `{words} of X`", "请写成“X 的 {words}”")),
            ValueError::AndOrMixed { span, whole, replacement } => Diagnostic::error(
                "syntax/and-or-mixed",
                span,
                wording!(
                    "`and` and `or` stand side by side without parentheses",
                    "“且”与“或”混用而没有加括号，先后不明"
                ),
                wording!("the other joint begins here", "从这里起换成了另一种连接"),
            )
            .with_help(wording!(
                "put parentheses around what belongs together, such as `{replacement}`",
                "请用括号标明哪些条件先合并，例如“{replacement}”"
            ))
            .with_fix(whole, replacement),
            ValueError::ComparisonsChained { span, of_list } => Diagnostic::error(
                "syntax/comparisons-chained",
                span,
                wording!("a second comparison follows the first", "一个比较之后又接了一个比较"),
                wording!("the second comparison", "第二个比较"),
            )
            .with_help(if of_list {
                wording!(
                    "put the whole sum or count in parentheses to compare it: `(sum of r.x for each r in list if r.y is z) at most 5`",
                    "合计或个数要与别的数比较时，请整体加括号：“（合计 r.x 对每个 r 属于 清单 如果 r.y 为 z） 不超过 5”"
                )
            } else {
                wording!(
                    "write two conditions: `x at least 1 and x at most 5`",
                    "请写成两个条件：“x 不低于 1 且 x 不超过 5”"
                )
            }),
            ValueError::OfBesideSum { span, words } => {
                let fix = parenthesised(&words);
                beside_sum(span, &words)
                    .with_help(wording!("put the share in parentheses: `{fix}`", "请给比例加上括号：“{fix}”"))
                    .with_fix(span, fix)
            }
            ValueError::OfEitherWay { span, words, base, alone, all } => beside_sum(span, &words).with_help(wording!(
                "choose what is meant: `{alone}` takes the rate of `{base}` alone, `{all}` of the sum or difference",
                "请按文件原意二选一：比例只及于“{base}”时写“{alone}”，及于加减之后的结果时写“{all}”"
            )),
            ValueError::OfBeforeProduct { span, words } => Diagnostic::error(
                "syntax/of-before-product",
                span,
                wording!(
                    "it is not clear what the rate in `{words}` is taken of",
                    "“{words}”之后又有乘除，比例的基数不明确"
                ),
                wording!("a share, then × or ÷ without parentheses", "比例之后直接乘除，没有加括号"),
            )
            .with_help(wording!("put the share in parentheses: `({words})`", "请给比例加上括号：“（{words}）”"))
            .with_fix(span, parenthesised(&words)),
            ValueError::OfReversed { span, replacement } => Diagnostic::error(
                "syntax/of-reversed",
                span,
                wording!("with 的 the base stands before its rate", "“的”之前应为基数，之后应为比例"),
                wording!("the rate stands first", "比例写在了前面"),
            )
            .with_help(wording!("write `{replacement}`", "请写成“{replacement}”"))
            .with_safe_fix(span, replacement),
            ValueError::MisplacedNot { span } => Diagnostic::error(
                "syntax/misplaced-not",
                span,
                wording!("`not` can't stand inside a comparison or sum", "“非”不能写在比较或算式当中"),
                wording!("denies a figure, not a condition", "否定的是数值而不是条件"),
            )
            .with_help(wording!(
                "put `not` before the whole condition, or use `is not`",
                "请把“非”写在整个条件之前，或改用“不为”"
            )),
            ValueError::MisplacedOperator { span, operator } => Diagnostic::error(
                "syntax/misplaced-operator",
                span,
                wording!("`{operator}` can't go on from what stands before it", "“{operator}”不能接在前面的内容之后"),
                wording!("what stands before it is complete", "前面的内容已经完整"),
            )
            .with_help(wording!("put parentheses around what belongs together", "请用括号标明哪些内容属于一体")),
            ValueError::PeriodTwice { span } => Diagnostic::error(
                "syntax/period-twice",
                span,
                wording!("this limit names a second period", "同一限额写了两个期间"),
                wording!("the second period", "第二个期间"),
            )
            .with_help(wording!(
                "keep one period here and write a second cap for the other",
                "请只保留一个期间，另一个期间另写一条“封顶”"
            )),
        }
    }
}

fn beside_sum(span: Span, words: &str) -> Diagnostic {
    Diagnostic::error(
        "syntax/of-beside-sum",
        span,
        wording!(
            "it is not clear how far `{words}` reaches beside + or −",
            "“{words}”与加减号并列，比例及于何处不明确"
        ),
        wording!("a share of one product, without parentheses", "没有加括号的比例"),
    )
}

/// In the parentheses of the surface that the words are written in.
fn parenthesised(words: &str) -> String {
    if words.contains('的') { format!("（{words}）") } else { format!("({words})") }
}
