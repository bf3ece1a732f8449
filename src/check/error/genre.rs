//! Usual clauses that are said and not written, or that are lacking.

use crate::check::genre::Matter;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// A usual clause that the policy has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum GenreError {
    /// The text says it, and no rule does; `also`: the words in the document, where no quote has them.
    SaidWithoutRule { span: Span, matter: Matter, words: String, also: Option<Span> },
    /// A year is named by another, and no rule says which.
    YearNotDefined { span: Span, words: String },
    /// A limit counts claims by the year of a day before the payment, and what was paid by the year of the payment.
    PaidInALaterYear { span: Span },
    /// The text has an authority decide, and no fact names one.
    NobodyDecides { span: Span, quote: Span, facts: Vec<String>, more: usize },
    /// Ceilings within which nobody is named to approve.
    NobodyApproves { span: Span, measures: Vec<String>, more: usize },
    /// The policy has no time in force.
    NoTimeInForce { span: Span },
    /// An award has no ceiling.
    NoCeiling { span: Span, measures: Vec<String>, more: usize },
    /// Nothing says what becomes of a second award.
    NoRuleOnDuplication { span: Span },
    /// Nothing says what is paid back.
    NoRecovery { span: Span },
    /// Something is promised, and nothing says what a breach costs.
    PromiseWithoutRecovery { span: Span },
}

impl From<GenreError> for Diagnostic {
    fn from(error: GenreError) -> Diagnostic {
        match error {
            GenreError::SaidWithoutRule { span, matter, words, also } => said(span, matter, &words, also),
            GenreError::YearNotDefined { span, words } => Diagnostic::hint(
                "genre/year-not-defined",
                span,
                wording!(
                    "no rule says which year is meant by `{words}`",
                    "“{words}”指哪一年，没有规则写明"
                ),
                wording!("the year is left to whoever fills in the case", "指哪一年由填报的人决定"),
            )
            .with_help(wording!(
                "say it by a date, as in `within the calendar year before applied_on`, or by a fact `by calendar year`, as in `output[calendar_year(applied_on) - 1]`",
                "请按日期写明，例如“在 申请日 的上一年度内”；或者把事实写成“按自然年度”，例如“产值[自然年（申请日） － 1]”"
            )),
            GenreError::PaidInALaterYear { span } => Diagnostic::hint(
                "genre/paid-in-a-later-year",
                span,
                wording!(
                    "what is paid in a later year than that of this day no longer counts towards the limit",
                    "在该日期所属年度之后才拨付的奖励，以后核算时不再计入这一限额"
                ),
                wording!("claims by this day, payments by their own", "申报按该日期计年，已拨付的按拨付日计年"),
            )
            .with_help(wording!(
                "to count each award in the year of its day for good, make the year a key: `per calendar_year(…) in total`; where a yearly budget is meant, silence this hint with that reason",
                "要让每项奖励始终计入该日期所属的年度，请把年度写成对象：“每个 自然年（…） 累计”；本意就是按拨付年度控制的，请忽略此提示并写明理由"
            )),
            GenreError::NobodyDecides { span, quote, facts, more } => {
                let Wording { en, zh } = listed(&facts, more);
                Diagnostic::hint(
                    "genre/nobody-decides",
                    span,
                    wording!(
                        "by the text an authority decides this, and nobody is named who does",
                        "按原文这一事实由有关机关认定，但没有写明认定机关"
                    ),
                    wording!("decided by nobody", "没有认定机关"),
                )
                .with_also(quote, wording!("a decision by the text", "原文写明须经认定"))
                .with_help(wording!(
                    "write `decided by` with the authority, or `evidence` with the paper that proves the decision, below {en}",
                    "请在{zh}之下用“认定机关”写明由谁认定，或者用“佐证”写明凭什么材料"
                ))
            }
            GenreError::NobodyApproves { span, measures, more } => {
                let Wording { en, zh } = listed(&measures, more);
                Diagnostic::hint(
                    "genre/nobody-decides",
                    span,
                    wording!(
                        "the amount is approved within this ceiling, and nobody is named who approves it",
                        "实际金额在这一最高额以内核定，但没有写明由谁核定"
                    ),
                    wording!("approved by nobody", "没有核定机关"),
                )
                .with_help(wording!(
                    "name the authority as `issuer` in the header, or as `decided by` at a fact of {en}",
                    "请在政策开头用“发布机关”写明，或者在{zh}所用的事实之下用“认定机关”写明"
                ))
            }
            GenreError::NoTimeInForce { span } => Diagnostic::hint(
                "genre/no-time-in-force",
                span,
                wording!(
                    "neither the text nor the policy says from when on it is in force",
                    "原文和规则都没有写明自何时起施行"
                ),
                wording!("in force always", "没有施行期间"),
            )
            .with_help(wording!(
                "write `in force from …`; the day may be a `parameter`; where the text really leaves it open, silence this hint with that reason",
                "请写“施行 自 …”，日期可以是“参数”；原文确实没有写明的，请忽略此提示并写明理由"
            )),
            GenreError::NoCeiling { span, measures, more } => {
                let Wording { en, zh } = listed(&measures, more);
                Diagnostic::hint(
                    "genre/no-cap",
                    span,
                    wording!(
                        "nothing limits this award: it grows with the figures of the case without end",
                        "这项奖励没有上限：申报的数额越大，得到的越多"
                    ),
                    wording!("grows without end", "不封顶"),
                )
                .with_help(wording!(
                    "write a `cap` on money in {en}; where the text sets no ceiling, silence this hint with that reason",
                    "请在{zh}中用“封顶”写明限额；原文确实不设上限的，请忽略此提示并写明理由"
                ))
            }
            GenreError::NoRuleOnDuplication { span } => Diagnostic::hint(
                "genre/no-duplication-rule",
                span,
                wording!(
                    "neither the text nor a rule says what happens when the same matter is supported twice",
                    "同一事项得到两次支持时怎样处理，原文和规则都没有写明"
                ),
                wording!("no rule on duplication", "没有不重复支持的规定"),
            )
            .with_help(wording!(
                "write `once … per …`, `cap the highest`, or `counting` what others pay; where repetition is meant, silence this hint with that reason",
                "请写“限一次 … 每个 …”“封顶 从高”，或者用“计入”计算其他资金；确实可以重复享受的，请忽略此提示并写明理由"
            )),
            GenreError::NoRecovery { span } => Diagnostic::hint(
                "genre/no-recovery",
                span,
                wording!(
                    "neither the text nor a rule says when money has to be paid back",
                    "已拨付的资金在什么情形下追回，原文和规则都没有写明"
                ),
                wording!("no recovery", "没有追回的规定"),
            )
            .with_help(wording!(
                "write `recover … when …` in the measures; where other rules govern it, silence this hint with that reason",
                "请在措施中写“追回 … 条件 …”；追回依照其他规定办理的，请忽略此提示并写明理由"
            )),
            GenreError::PromiseWithoutRecovery { span } => Diagnostic::hint(
                "genre/no-recovery",
                span,
                wording!(
                    "something is promised here, and no rule says what a breach costs",
                    "此处写明了义务，但没有规则写明违反时怎样追回"
                ),
                wording!("a promise without consequence", "违反义务没有后果"),
            )
            .with_help(wording!(
                "write `recover … when …` in the measure; where other rules govern it, silence this hint with that reason",
                "请在该措施中写“追回 … 条件 …”；追回依照其他规定办理的，请忽略此提示并写明理由"
            )),
        }
    }
}

fn said(span: Span, matter: Matter, words: &str, also: Option<Span>) -> Diagnostic {
    let (message, help) = match matter {
        Matter::Recovery => (
            wording!(
                "the text takes money back (`{words}`), and no rule does",
                "原文写有“{words}”，但没有规则写明怎样追回"
            ),
            wording!("write `recover … when …` with these words as its quote", "请写“追回 … 条件 …”并引用这些文字"),
        ),
        Matter::Duplication => (
            wording!(
                "the text does not support the same twice (`{words}`), and no rule of the clause sees to it",
                "原文写有“{words}”，但该条款没有规则加以限制"
            ),
            wording!(
                "write `once … per …`, `cap the highest`, a number of awards, or a veto on other support, with these words as its quote",
                "请写“限一次 … 每个 …”“封顶 从高”、限定次数，或者对已获其他支持的“一票否决”，并引用这些文字"
            ),
        ),
        Matter::Time => (
            wording!(
                "the text says from when on it is in force (`{words}`), and the policy does not",
                "原文写有“{words}”，但政策没有写施行期间"
            ),
            wording!(
                "write `in force from …` in the header with these words as its quote; a day of issue is a `parameter`",
                "请在政策开头写“施行 自 …”并引用这些文字；印发日期可以写成“参数”"
            ),
        ),
        Matter::Record => (
            wording!(
                "the text asks for a good record (`{words}`), and no condition does",
                "原文写有“{words}”，但没有条件或一票否决对此审查"
            ),
            wording!(
                "write a `veto` or a `when` with these words as its quote",
                "请写“一票否决”或“条件”并引用这些文字"
            ),
        ),
        Matter::Registration => (
            wording!(
                "the text asks where taxes are paid or figures reported (`{words}`), and no condition does",
                "原文写有“{words}”，但没有条件对此审查"
            ),
            wording!("write a `when` with these words as its quote", "请写“条件”并引用这些文字"),
        ),
        Matter::Instalments => (
            wording!(
                "the text pays in parts (`{words}`), and the clause says nothing of how it is paid",
                "原文写有“{words}”，但该条款没有写明怎样分期拨付"
            ),
            wording!(
                "write `pay …` with the parts and their days and these words as its quote, or awards `in years …`",
                "请用“拨付”写明各期的比例和日期并引用这些文字，或者写“第…至…年”的奖励"
            ),
        ),
        Matter::Budget => (
            wording!(
                "the text shares a budget among all who apply (`{words}`), and no limit does",
                "原文写有“{words}”，但没有由全部申报主体共享的限额"
            ),
            wording!(
                "write a `cap … over all applicants in order of …` or `… pro rata` with these words as its quote",
                "请写“封顶 … 全部申报主体共享 按 … 排序”或“… 按比例”并引用这些文字"
            ),
        ),
    };
    let Wording { en, zh } = help;
    let finding = Diagnostic::warning(
        "genre/said-without-rule",
        span,
        message,
        if also.is_some() {
            wording!("quotes the rest of the sentence", "只引用了这一句的其余部分")
        } else {
            wording!("said here", "原文写在这里")
        },
    )
    .with_help(wording!(
        "{en}; what can't be computed is declared `not computed`, with the reason",
        "{zh}；不能计算的，请声明“不计算”并写明理由"
    ));
    match also {
        Some(also) => finding.with_also(also, wording!("said in the text", "原文所写")),
        None => finding,
    }
}

/// Names, and how many there are more.
fn listed(names: &[String], more: usize) -> Wording {
    let (en, zh, all) = (names.join("`, `"), names.join("”“"), names.len() + more);
    match more {
        0 => wording!("`{en}`", "“{zh}”"),
        _ => wording!("`{en}` and {more} more", "“{zh}”等{all}项"),
    }
}
