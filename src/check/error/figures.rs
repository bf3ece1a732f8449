//! Figures in which the rules and their quotes differ.

use crate::ast::CompareOp;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

use super::against;

/// A figure that the text has otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum FigureError {
    /// The words beside the figure say something else than the operator.
    Operator {
        span: Span,
        op: CompareOp,
        quote: Span,
        quoted: String,
        sense: CompareOp,
        wanted: CompareOp,
        day: bool,
        fix: Option<(Span, String)>,
    },
    /// The quote has the figure as the most and the rule (`least`) makes it the least, or the other way round.
    Extreme { span: Span, quote: Span, quoted: String, least: bool, fix: Option<(Span, String)> },
    /// The quote takes the `lower` of several values and the rule the greatest, or the other way round.
    Chosen { span: Span, quote: Span, words: String, lower: bool, fix: Option<(Span, String)> },
    /// The quote gives an amount as it is, and the rule leaves it to the authority (`up_to`), or the other way round.
    Ceiling { span: Span, quote: Span, quoted: String, up_to: bool },
    /// A condition for a fact that its quotes exclude.
    Exclusion { span: Span },
    /// A figure of a rule that no quote holds, and one of a quote that no rule uses.
    Differs { span: Span, words: String, quote: Span, quoted: String },
    /// A figure of a quote that no rule uses.
    NotUsed { span: Span, words: String },
    /// A figure of a rule that no quote holds.
    NotQuoted { span: Span, words: String },
}

impl From<FigureError> for Diagnostic {
    fn from(error: FigureError) -> Diagnostic {
        match error {
            FigureError::Operator { span, op, quote, quoted, sense, wanted, day, fix } => {
                let [op, sense, wanted] = [op, sense, wanted].map(|op| op_in_words(op, day));
                let (op_en, op_zh, sense_en, sense_zh) = (op.en, op.zh, sense.en, sense.zh);
                let (wanted_en, wanted_zh) = (wanted.en, wanted.zh);
                let finding = Diagnostic::warning(
                    "text/operator-differs",
                    span,
                    wording!(
                        "the quote means `{sense_en}` {quoted}, and the rule says `{op_en}`",
                        "原文对“{quoted}”的意思是“{sense_zh}”，规则写的是“{op_zh}”"
                    ),
                    wording!("`{op_en}` here", "此处为“{op_zh}”"),
                )
                .with_also(quote, wording!("`{sense_en}` here", "此处意为“{sense_zh}”"))
                .with_help(if day {
                    wording!(
                        "write `{wanted_en}`: 自…起, 截至, `not before` and `not after` include the day itself, `before` and `after` don't",
                        "请写“{wanted_zh}”：“自……起”“截至”“不早于”“不晚于”包括当日，“早于”“晚于”不包括当日"
                    )
                } else {
                    wording!(
                        "write `{wanted_en}`: 以上, 以下, 以内, `at least` and `at most` include the figure itself, 超过, 不足, `above` and `below` don't",
                        "请写“{wanted_zh}”：“以上”“以下”“以内”“不超过”“不低于”包括本数，“超过”“不足”“低于”不包括本数"
                    )
                });
                fixed(finding, fix)
            }
            FigureError::Extreme { span, quote, quoted, least, fix } => fixed(extreme(span, quote, &quoted, least), fix),
            FigureError::Chosen { span, quote, words, lower, fix } => fixed(chosen(span, quote, &words, lower), fix),
            FigureError::Ceiling { span, quote, quoted, up_to } => ceiling(span, quote, &quoted, up_to),
            FigureError::Exclusion { span } => Diagnostic::warning(
                "text/exclusion-as-condition",
                span,
                wording!("the quote excludes what this condition asks for", "原文排除的，正是这一条件所要求的"),
                wording!("asked for here", "此处作为条件"),
            )
            .with_help(wording!(
                "what must not be so is a `veto`, or a condition with `not`",
                "不应有的情形请写“一票否决”，或在条件中写“非”"
            )),
            FigureError::Differs { span, words, quote, quoted } => Diagnostic::warning(
                "text/figure-differs",
                span,
                wording!(
                    "no quote has {words}, and no rule uses the {quoted} of the quote",
                    "所引原文中没有“{words}”，而原文的“{quoted}”没有规则使用"
                ),
                wording!("not in the text", "原文中没有"),
            )
            .with_also(quote, wording!("used by no rule", "没有规则使用"))
            .with_help(wording!(
                "compare the two with the document, digits and unit; where both are right, quote the words that the figure comes from",
                "请对照文件核对数字和单位；如两者都对，请引用该数字所依据的原文"
            )),
            FigureError::NotUsed { span, words } => Diagnostic::hint(
                "text/figure-not-used",
                span,
                wording!("no rule uses the {words} of this quote", "没有规则使用这一原文中的“{words}”"),
                wording!("used by no rule", "没有规则使用"),
            )
            .with_help(wording!(
                "write the rule that it belongs to; where it belongs to another clause, quote it there",
                "请写出它所属的规则；如属于另一条款，请在那里引用"
            )),
            FigureError::NotQuoted { span, words } => Diagnostic::hint(
                "text/figure-not-quoted",
                span,
                wording!("no quote holds {words}", "所引原文中没有“{words}”"),
                wording!("not in the text quoted", "所引原文中没有"),
            )
            .with_help(wording!(
                "compare it with the document, and quote the words that it comes from",
                "请与文件核对，并引用其所依据的原文"
            )),
        }
    }
}

fn extreme(span: Span, quote: Span, quoted: &str, least: bool) -> Diagnostic {
    let (most, low) = (wording!("the most here", "此处为上限"), wording!("the least here", "此处为下限"));
    let (message, of_rule, of_quote, help) = if least {
        (
            wording!(
                "the quote has {quoted} as the most, and the rule never leaves less than it",
                "原文以“{quoted}”为上限，规则却使数额不少于它"
            ),
            low,
            most,
            wording!(
                "what is not to exceed a figure is the lesser of both: write `min`",
                "不超过某一数额，是取两者中较小的一个：请写“最小”"
            ),
        )
    } else {
        (
            wording!(
                "the quote has {quoted} as the least, and the rule never leaves more than it",
                "原文以“{quoted}”为下限，规则却使数额不超过它"
            ),
            most,
            low,
            wording!(
                "what is not to fall below a figure is the greater of both: write `max`",
                "不低于某一数额，是取两者中较大的一个：请写“最大”"
            ),
        )
    };
    against("text/operator-differs", message, (span, of_rule), (quote, of_quote), help)
}

fn ceiling(span: Span, quote: Span, quoted: &str, up_to: bool) -> Diagnostic {
    let code = "text/operator-differs";
    let (most, given) = (wording!("the most", "以此为上限"), wording!("given in full", "按此数额给予"));
    if up_to {
        let message = wording!(
            "the quote gives {quoted}, and the rule leaves the amount up to it to the authority",
            "原文给予“{quoted}”，规则却以此为上限，由主管部门核定数额"
        );
        return Diagnostic::warning(code, span, message, most).with_also(quote, given).with_help(wording!(
            "leave out `up to`; where the authority decides how much is given, quote the words that say so",
            "请删去“最高”；如由主管部门决定给多少，请引用写明这一点的原文"
        ));
    }
    let message = wording!(
        "the quote has {quoted} as the most, and the rule gives it in full",
        "原文以“{quoted}”为上限，规则却全额给予"
    );
    Diagnostic::warning(code, span, message, given).with_also(quote, most).with_help(wording!(
        "write `up to` before the amount where the authority decides how much is given; where the document says how it is worked out, write that and the figure in a `cap`",
        "如由主管部门决定给多少，请在数额前写“最高”；如文件写明怎样计算，请写计算方法，并将这一数额写入“封顶”"
    ))
}

fn chosen(span: Span, quote: Span, words: &str, lower: bool) -> Diagnostic {
    let (least, greatest) = (wording!("the least", "取较小的"), wording!("the greatest", "取较大的"));
    let (message, taken, meant, help) = if lower {
        (
            wording!(
                "the quote takes the least (`{words}`), and the rule takes the greatest",
                "原文取其中较小的（“{words}”），规则取的是较大的"
            ),
            greatest,
            least,
            wording!("write `min`", "请写“最小”"),
        )
    } else {
        (
            wording!(
                "the quote takes the greatest (`{words}`), and the rule takes the least",
                "原文取其中较大的（“{words}”），规则取的是较小的"
            ),
            least,
            greatest,
            wording!("write `max`", "请写“最大”"),
        )
    };
    against("text/operator-differs", message, (span, taken), (quote, meant), help)
}

fn fixed(finding: Diagnostic, fix: Option<(Span, String)>) -> Diagnostic {
    match fix {
        Some((span, words)) => finding.with_fix(span, words),
        None => finding,
    }
}

/// An ordering of numbers, or of days, as rules write it.
pub(in crate::check) fn op_in_words(op: CompareOp, day: bool) -> Wording {
    match (op, day) {
        (CompareOp::AtLeast, false) => wording!("at least", "不低于"),
        (CompareOp::AtMost, false) => wording!("at most", "不超过"),
        (CompareOp::Above, false) => wording!("above", "超过"),
        (CompareOp::Below, false) => wording!("below", "低于"),
        (CompareOp::AtLeast, true) => wording!("not before", "不早于"),
        (CompareOp::AtMost, true) => wording!("not after", "不晚于"),
        (CompareOp::Above, true) => wording!("after", "晚于"),
        (CompareOp::Below, true) => wording!("before", "早于"),
    }
}
