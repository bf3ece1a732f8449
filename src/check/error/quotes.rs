//! Rules that say otherwise than the words of their quotes, or than what they are called.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::wording;

use super::super::GoesBy;
use super::against;

/// A rule that says otherwise than words that it stands with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum QuoteError {
    /// It adds what the quote deducts.
    Added { span: Span, quote: Span },
    /// One definition adds what another of the same deducts.
    Sign { span: Span, other: Span },
    /// It counts by the year of the calendar, and the quote by the `financial` year, or the other way round.
    Year { span: Span, quote: Span, financial: bool },
    /// The quote caps what is given (`of_award`) and the rule its base, or the other way round.
    Base { span: Span, quote: Span, quoted: String, of_award: bool },
    /// It takes a share twice of one base: of what is that share already, or `added` to itself.
    Twice { span: Span, other: Span, words: String, added: bool },
    /// It adds up by another key than its quote, or its own label, says.
    Key { span: Span, quote: Option<Span>, by: GoesBy, words: String },
    /// It counts all time, and the quote gives its figure for each year.
    Period { span: Span, quote: Span, words: String },
    /// It is called by what it asks the opposite of; `not`: where the “not” stands that is one too many.
    Called { span: Span, label: String, not: Option<Span> },
    /// Its quote demands what it asks the opposite of.
    Negated { span: Span, quote: Span, name: String, not: Span },
    /// A veto for the opposite of what its quote excludes; `not`: where the “not” stands, if leaving it out mends all.
    Vetoed { span: Span, quote: Span, name: String, not: Option<Span> },
}

impl From<QuoteError> for Diagnostic {
    fn from(error: QuoteError) -> Diagnostic {
        match error {
            QuoteError::Added { span, quote } => Diagnostic::warning(
                "text/deduction-added",
                span,
                wording!("the quote deducts, and the rule adds", "原文是扣减，规则却是相加"),
                wording!("added here", "此处相加"),
            )
            .with_also(quote, wording!("deducts", "原文要求扣减"))
            .with_help(wording!(
                "write `-` before what is deducted; where it is deducted elsewhere, quote these words there",
                "请在被扣减的数额前写“－”；如在别处扣减，请在那里引用这一原文"
            )),
            QuoteError::Sign { span, other } => Diagnostic::hint(
                "measures/sign-differs",
                span,
                wording!(
                    "this is added here, and deducted where the same value is defined for another reading or year",
                    "此处加上的这一数额，在同一取值的另一解读或年度中是减去的"
                ),
                wording!("added here", "此处加上"),
            )
            .with_also(other, wording!("deducted here", "此处减去"))
            .with_help(wording!("compare both signs with the document", "请对照文件核对两处的加减")),
            QuoteError::Year { span, quote, financial } => year(span, quote, financial),
            QuoteError::Base { span, quote, quoted, of_award } => base(span, quote, &quoted, of_award),
            QuoteError::Twice { span, other, words, added } => twice(span, other, &words, added),
            QuoteError::Key { span, quote, by, words } => key(span, quote, by, &words),
            QuoteError::Period { span, quote, words } => period(span, quote, &words),
            QuoteError::Vetoed { span, quote, name, not } => vetoed(span, quote, &name, not),
            QuoteError::Called { span, label, not } => {
                let finding = Diagnostic::warning(
                    "conditions/negation-differs",
                    span,
                    wording!("this is called `{label}`, and asks for the opposite", "名称是“{label}”，条件却正好相反"),
                    wording!("the opposite", "与名称相反"),
                )
                .with_help(wording!(
                    "compare it with the document, and make the condition and what it is called say the same",
                    "请对照文件核对，使条件与名称一致"
                ));
                match not {
                    Some(not) => finding.with_fix(not, ""),
                    None => finding,
                }
            }
            QuoteError::Negated { span, quote, name, not } => Diagnostic::warning(
                "conditions/negation-differs",
                span,
                wording!(
                    "the quote speaks of `{name}`, and the condition asks that it is not so",
                    "原文讲的是“{name}”，条件却要求并非如此"
                ),
                wording!("asks for the opposite", "与原文相反"),
            )
            .with_also(quote, wording!("without a `not`", "原文没有否定"))
            .with_help(wording!(
                "leave out the `not`; where another sentence excludes the case, quote that one",
                "请删去“非”；如由另一句话排除这种情形，请引用那一句"
            ))
            .with_fix(not, ""),
        }
    }
}

fn period(span: Span, quote: Span, words: &str) -> Diagnostic {
    Diagnostic::hint(
        "text/key-differs",
        span,
        wording!(
            "the quote gives this limit for each year (`{words}`), and the rule adds up all years",
            "原文的限额按年计算（“{words}”），规则却把各年加在一起"
        ),
        wording!("all years together", "各年合并计算"),
    )
    .with_also(quote, wording!("`{words}` here", "此处为“{words}”"))
    .with_help(wording!(
        "write the year in place of `in total`: `per support year`, or `per calendar year of` with the day that decides it",
        "请将“累计”改为按年：“每支持年度”，或“每自然年度 按”加决定年度的日期"
    ))
}

fn vetoed(span: Span, quote: Span, name: &str, not: Option<Span>) -> Diagnostic {
    let finding = Diagnostic::warning(
        "conditions/negation-differs",
        span,
        wording!(
            "the quote excludes where `{name}`, and the veto refuses where it is not so",
            "原文排除的是“{name}”的情形，一票否决拒绝的却是并非如此的"
        ),
        wording!("refuses the opposite", "与原文相反"),
    )
    .with_also(quote, wording!("excludes where it is so", "原文排除这种情形"))
    .with_help(wording!(
        "a veto says what must not be so: leave out the `not`, and call it by what is excluded",
        "一票否决写的是不应有的情形：请删去“非”，名称也写所排除的情形"
    ));
    match not {
        Some(not) => finding.with_fix(not, ""),
        None => finding,
    }
}

fn year(span: Span, quote: Span, financial: bool) -> Diagnostic {
    let (years, calendar) = (wording!("the financial year", "财政年度"), wording!("the calendar year", "自然年度"));
    let (message, of_rule, of_quote, help) = if financial {
        (
            wording!(
                "the quote counts by financial years, and the rule by calendar years",
                "原文按财政年度计算，规则却按自然年度计算"
            ),
            calendar,
            years,
            wording!(
                "write `financial year`, and in the header `financial year from month N` with the month in which it begins",
                "请写“财政年度”，并在抬头中以“财政年度 自N月”写明从哪个月开始"
            ),
        )
    } else {
        (
            wording!(
                "the quote counts by calendar years, and the rule by financial years",
                "原文按自然年度计算，规则却按财政年度计算"
            ),
            years,
            calendar,
            wording!("write `calendar year`", "请写“自然年度”"),
        )
    };
    against("text/year-differs", message, (span, of_rule), (quote, of_quote), help)
}

fn base(span: Span, quote: Span, quoted: &str, of_award: bool) -> Diagnostic {
    let (award, base) = (wording!("caps the award", "限的是奖励"), wording!("caps the base", "限的是基数"));
    let (message, of_rule, of_quote, help) = if of_award {
        (
            wording!(
                "the quote caps the award at {quoted}, and the rule caps what the award is a share of",
                "原文以“{quoted}”为奖励的上限，规则限的却是计算奖励的基数"
            ),
            base,
            award,
            wording!(
                "take the share of the whole base, and write the figure in a `cap` or around the product: `min(30% of cost, {quoted})`",
                "请按全部基数计算比例，将这一数额写入“封顶”，或写在乘积之外：“最小（投入 的 30%，{quoted}）”"
            ),
        )
    } else {
        (
            wording!(
                "the quote counts the base up to {quoted}, and the rule caps the award at it",
                "原文以“{quoted}”为基数的上限，规则限的却是奖励"
            ),
            award,
            base,
            wording!(
                "take the share of the part of the base: `30% of min(cost, {quoted})`",
                "请只对限额以内的基数计算比例：“最小（投入，{quoted}） 的 30%”"
            ),
        )
    };
    against("text/cap-of-base", message, (span, of_rule), (quote, of_quote), help)
}

fn twice(span: Span, other: Span, words: &str, added: bool) -> Diagnostic {
    let message = if added {
        wording!("the share {words} of the same base is added twice", "同一基数的“{words}”加了两次")
    } else {
        wording!(
            "the share {words} is taken of what is that share already",
            "对已经按“{words}”计算的数额又乘了一次“{words}”"
        )
    };
    let (again, before) = if added {
        (wording!("added once more", "又加一次"), wording!("a part of the sum already", "已经计入"))
    } else {
        (wording!("taken once more", "又乘一次"), wording!("taken here already", "此处已经计算"))
    };
    Diagnostic::warning("text/share-twice", span, message, again).with_also(other, before).with_help(wording!(
        "leave out one of the two; where the document means a share of a share, quote the words for each in its clause",
        "请删去其中一处；如文件确实要求连续计算两次，请在两处各自引用所依据的原文"
    ))
}

fn key(span: Span, quote: Option<Span>, by: GoesBy, words: &str) -> Diagnostic {
    let (message, help) = match by {
        GoesBy::Applicant => (
            wording!(
                "all awards of an applicant are to be limited (`{words}`), and the rule limits each record by itself",
                "应限的是同一申报主体的全部奖励（“{words}”），规则却是逐项分别限制"
            ),
            wording!("write `per applicant`", "请写“每个 申报主体”"),
        ),
        GoesBy::Record => (
            wording!(
                "each record is to be limited by itself (`{words}`), and the rule goes by something else",
                "应逐项分别限制（“{words}”），规则却按别的计算"
            ),
            wording!(
                "write `per` and the record, or the fact by which the same one is known in every application",
                "请写“每个”加记录名称，或加在各次申报中都能认出同一项的事实"
            ),
        ),
    };
    let (label, here) = (wording!("goes by another key", "分组不同"), wording!("`{words}` here", "此处为“{words}”"));
    let finding = Diagnostic::hint("text/key-differs", span, message, label).with_help(help);
    match quote {
        Some(quote) => finding.with_also(quote, here),
        None => finding,
    }
}
