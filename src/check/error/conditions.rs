//! What can be wrong with conditions and with the years in which clauses count.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::wording;

/// A clause that can have no effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum ConditionError {
    /// A condition that fails whatever the facts are.
    NeverHolds { span: Span },
    /// A condition that excludes those before it: one of them, where that alone does.
    Contradicts { span: Span, other: Option<Span> },
    /// A condition that holds whatever the facts are.
    AlwaysHolds { span: Span },
    /// A clause of years in which the measure awards nothing.
    NoAwardThen { span: Span },
    /// A clause of years of which the last have no award.
    NoAwardAfter { span: Span, last: u32 },
    /// Two conditions of one label.
    LabelTwice { span: Span, first: Span, label: String },
}

impl From<ConditionError> for Diagnostic {
    fn from(error: ConditionError) -> Diagnostic {
        match error {
            ConditionError::NeverHolds { span } => Diagnostic::warning(
                "conditions/never-holds",
                span,
                wording!("this condition can't hold, whatever the facts are", "无论事实如何，这一条件都不可能成立"),
                wording!("never holds", "永不成立"),
            )
            .with_help(wording!(
                "compare its bounds with the document and with the ranges of the facts; of alternatives one may hold: write `or`",
                "请对照文件和事实的取值范围核对界限；若本意是满足其一即可，请写“或”"
            )),
            ConditionError::Contradicts { span, other } => {
                let found = Diagnostic::warning(
                    "conditions/never-holds",
                    span,
                    wording!(
                        "this condition can't hold together with those before it: every claim is refused",
                        "这一条件与前面的条件不可能同时成立，所有申报都会被拒绝"
                    ),
                    wording!("never holds together with them", "不可能与之同时成立"),
                );
                let found = match other {
                    Some(other) => found.with_also(other, wording!("excludes it", "与之互斥")),
                    None => found,
                };
                found.with_help(wording!(
                    "compare their bounds with the document; where one of them is enough, write them as one condition with `or`",
                    "请对照文件核对界限；若本意是满足其一即可，请合为一个条件，用“或”连接"
                ))
            }
            ConditionError::AlwaysHolds { span } => Diagnostic::warning(
                "conditions/always-holds",
                span,
                wording!("this condition holds whatever the facts are", "无论事实如何，这一条件都成立"),
                wording!("always holds", "总是成立"),
            )
            .with_help(wording!(
                "compare its bounds with the document and with the ranges of the facts; what must hold together is joined by `and`",
                "请对照文件和事实的取值范围核对界限；若本意是须同时满足，请写“且”"
            )),
            ConditionError::NoAwardAfter { span, last } => Diagnostic::warning(
                "years/no-award",
                span,
                wording!(
                    "the measure awards nothing after support year {last}, so this clause goes on without effect",
                    "该措施第{last}个支持年度之后没有奖励，这一条款此后不起作用"
                ),
                wording!("longer than the award", "长于奖励的年度"),
            )
            .with_help(wording!("compare the years with those of the awards", "请与奖励的支持年度核对")),
            ConditionError::LabelTwice { span, first, label } => Diagnostic::warning(
                "conditions/label-twice",
                span,
                wording!("two conditions are called “{label}”", "有两个条件都称为“{label}”"),
                wording!("the same label again", "名称重复"),
            )
            .with_also(first, wording!("the first one", "前一个"))
            .with_help(wording!(
                "name each by what it asks: a refusal names the condition that failed, and nobody could tell which",
                "请按各自的要求命名：拒绝时写明未满足的条件，同名则无从分辨"
            )),
            ConditionError::NoAwardThen { span } => Diagnostic::warning(
                "years/no-award",
                span,
                wording!(
                    "the measure awards nothing in these support years, so this clause has no effect",
                    "该措施在这些支持年度没有奖励，这一条款不起作用"
                ),
                wording!("no award then", "届时没有奖励"),
            )
            .with_help(wording!(
                "compare the years with those of the awards",
                "请与奖励的支持年度核对"
            )),
        }
    }
}
