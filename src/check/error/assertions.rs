//! What can be wrong with what must hold of the decision.

use crate::ast::{Decided, Surface};
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// A mistake in an assertion, or in a rule that asks what only an assertion can ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum AssertError {
    /// A rule that reads the decision.
    InRule { span: Span, name: String, surface: Surface },
    /// Two assertions of one label.
    LabelTwice { span: Span, first: Span, label: String },
    /// Something else than one measure in the parentheses.
    OneMeasure { span: Span },
    /// An assertion that asks nothing of the decision.
    WithoutDecision { span: Span, surface: Surface },
    /// An amount asked of support in kind.
    WithoutMoney { span: Span, name: Wording, kind: Span },
    /// An index that is no support year, or one behind what has no years.
    Year { span: Span, by_claim: bool },
    /// The support year of a payment, where there is none.
    SupportYear { span: Span },
}

impl From<AssertError> for Diagnostic {
    fn from(error: AssertError) -> Diagnostic {
        match error {
            AssertError::InRule { span, name, surface } => {
                let (word, cap) = (surface.either("assert", "断言"), surface.either("cap", "封顶"));
                Diagnostic::error(
                    "assert/in-rule",
                    span,
                    wording!(
                        "`{name}` is what is decided, and a rule can't read it",
                        "“{name}”是审定的结果，规则不能引用"
                    ),
                    wording!("known only once everything is decided", "全部审定之后才有"),
                )
                .with_help(wording!(
                    "say what must hold of the decision in an `{word}` clause; a rule limits what is granted by a `{cap}`",
                    "审定结果应满足的要求，请写“{word}”条目；规则限制支持金额，请写“{cap}”"
                ))
            }
            AssertError::LabelTwice { span, first, label } => Diagnostic::error(
                "assert/label-twice",
                span,
                wording!("two assertions are called “{label}”", "有两条断言都称为“{label}”"),
                wording!("the same label again", "名称重复"),
            )
            .with_also(first, wording!("the first one", "前一个"))
            .with_help(wording!(
                "name each by what must hold: reports and tests name the one that is violated",
                "请按各自的要求命名：报告和测试都按名称指明违反的是哪一条"
            )),
            AssertError::OneMeasure { span } => Diagnostic::error(
                "assert/one-measure",
                span,
                wording!("here one measure is named, by its name", "此处括号内应写一项措施的名称"),
                wording!("one measure is expected", "应为一项措施"),
            )
            .with_help(wording!(
                "name one measure, or leave the parentheses out: without them all measures are meant, and in a measure its claim",
                "请写一项措施；若指全部措施，或在措施内指本申请项，则不写括号"
            )),
            AssertError::WithoutDecision { span, surface } => {
                let when = surface.either("when", "条件");
                let words = Decided::ALL.map(|own| surface.either(own.words().0, own.words().1));
                let (en, zh) = (words.join("`, `"), words.join("”“"));
                Diagnostic::warning(
                    "assert/without-decision",
                    span,
                    wording!(
                        "this assertion asks nothing of the decision",
                        "这条断言没有涉及审定结果"
                    ),
                    wording!("asks for facts alone", "只涉及事实"),
                )
                .with_help(wording!(
                    "what a claim must meet is a condition, `{when}`, which refuses it; an assertion asks for one of `{en}`",
                    "申请须满足的要求应写成“{when}”，不满足则不予支持；断言则针对“{zh}”之一"
                ))
            }
            AssertError::WithoutMoney { span, name: Wording { en, zh }, kind } => Diagnostic::error(
                "assert/without-money",
                span,
                wording!("the measure `{en}` gives no money", "措施“{zh}”不给予资金"),
                wording!("always 0", "始终为0"),
            )
            .with_help(wording!(
                "of support in kind it can be asked whether a claim is `qualified`",
                "对非资金支持，可以断言是否“符合条件”"
            ))
            .with_also(kind, wording!("what it gives", "其支持内容")),
            AssertError::Year { span, by_claim: true } => Diagnostic::error(
                "assert/year",
                span,
                wording!(
                    "whether a claim qualifies is decided once for all its years",
                    "是否符合条件按申请项审定，不分年度"
                ),
                wording!("no year stands here", "此处不写年度"),
            )
            .with_help(wording!(
                "leave the year out, or ask what is awarded in that year",
                "请去掉年度，或改为断言该年度的累计支持"
            )),
            AssertError::Year { span, by_claim: false } => Diagnostic::error(
                "assert/year",
                span,
                wording!("here stands a support year, as a number", "此处应写支持年度的序号"),
                wording!("not a support year", "不是支持年度"),
            )
            .with_help(wording!(
                "write the year as a number from 1, such as `[2]`",
                "请写自1起的年度序号，如“[2]”"
            )),
            AssertError::SupportYear { span } => Diagnostic::error(
                "assert/year",
                span,
                wording!(
                    "an assertion is about all support years at once, so `year` has no value here",
                    "断言针对全部支持年度，此处的“支持年度”没有值"
                ),
                wording!("depends on the support year", "随支持年度而变"),
            )
            .with_help(wording!(
                "name the year that is meant by its number, such as `[2]`",
                "请写明所指的是第几年，如“[2]”"
            )),
        }
    }
}
