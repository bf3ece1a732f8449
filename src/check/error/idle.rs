//! What has no effect whatever the facts are.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// A part of a rule without effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum IdleError {
    /// A value in whose place another always stands.
    NeverDecides { span: Span, other: Span, greatest: bool, fixed: bool },
    /// A raise that leaves the value as it is, or lowers it.
    RaisesNothing { span: Span, lowers: bool },
    /// An award that is nothing in every case.
    AwardsNothing { span: Span },
    /// A row behind rows one of which always holds.
    OtherwiseNeverReached { span: Span },
    /// A value of a type that a named value is compared with and never has.
    NeverGiven { span: Span, value: Wording, named: Wording, rules: Span },
    /// A row of a table that no fact leads to.
    RowBeyondFacts { span: Span, table: Wording },
    /// A condition that holds wherever another one does.
    AskedTwice { span: Span, other: Span },
    /// Support years between others in which nothing is awarded.
    YearsLeftOut { span: Span, first: u32, last: u32 },
    /// Support years that begin when the rules are no longer in force.
    YearsBeyondTime { span: Span, years: u32, last: u32 },
}

impl From<IdleError> for Diagnostic {
    fn from(error: IdleError) -> Diagnostic {
        match error {
            IdleError::NeverDecides { span, other, greatest, fixed } => never_decides(span, other, greatest, fixed),
            IdleError::RaisesNothing { span, lowers } => Diagnostic::warning(
                "cases/raise-lowers",
                span,
                if lowers {
                    wording!("this raise makes the value less", "这一上浮使数值变小")
                } else {
                    wording!("this raise leaves the value as it is", "这一上浮不改变数值")
                },
                wording!("raises nothing", "并未上浮"),
            )
            .with_help(wording!(
                "`to 1.2 times` is a fifth more, `to 0.2 times` a fifth of the value; what is lower in some cases is written with `except`",
                "“至1.2倍”是增加五分之一，“至0.2倍”是原值的五分之一；某些情形下取值更低的，请用“例外”"
            )),
            IdleError::AwardsNothing { span } => Diagnostic::warning(
                "measures/nothing-awarded",
                span,
                wording!("this award is nothing, whatever the facts are", "无论事实如何，这一奖励都是零"),
                wording!("0 at most", "最多为0"),
            )
            .with_help(wording!(
                "compare its figures, their units and the ranges of the facts with the document",
                "请对照文件核对数额、单位和事实的取值范围"
            )),
            IdleError::OtherwiseNeverReached { span } => Diagnostic::hint(
                "rows/never-reached",
                span,
                wording!(
                    "this row is never reached: one of those before it always holds",
                    "此行永远用不到：前面各行中总有一行成立"
                ),
                wording!("never reached", "永远用不到"),
            )
            .with_help(wording!(
                "remove it, or compare the conditions of the rows before it with the document",
                "请删去此行，或对照文件核对前面各行的条件"
            )),
            IdleError::NeverGiven { span, value, named, rules } => {
                let (value_en, value_zh, named_en, named_zh) = (value.en, value.zh, named.en, named.zh);
                Diagnostic::warning(
                    "rows/never-given",
                    span,
                    wording!(
                        "`{named_en}` is never `{value_en}`: no row gives it",
                        "“{named_zh}”不会是“{value_zh}”：没有任何一行得出它"
                    ),
                    wording!("never so", "不会如此"),
                )
                .with_also(rules, wording!("none of its values is `{value_en}`", "各项取值中没有“{value_zh}”"))
                .with_help(wording!(
                    "add the row that gives it, or correct the value",
                    "请补上得出它的一行，或更正此处的值"
                ))
            }
            IdleError::RowBeyondFacts { span, table } => {
                let (en, zh) = (table.en, table.zh);
                Diagnostic::hint(
                    "tables/row-beyond-facts",
                    span,
                    wording!(
                        "no fact by which `{en}` is looked up can lead to this row",
                        "查用“{zh}”的各项事实都不会落在此行"
                    ),
                    wording!("never looked up", "不会用到"),
                )
                .with_help(wording!(
                    "compare the ranges of those facts with the document; where they are right, the row does no harm",
                    "请对照文件核对这些事实的取值范围；范围无误的，保留此行无妨"
                ))
            }
            IdleError::AskedTwice { span, other } => Diagnostic::hint(
                "conditions/asked-twice",
                span,
                wording!("another condition asks for as much or more", "另一条件已有同样或更严的要求"),
                wording!("adds nothing", "没有增加要求"),
            )
            .with_also(other, wording!("asks for as much", "已要求"))
            .with_help(wording!(
                "compare the fact and the figure with the document: one of them may have been copied from the other condition",
                "请对照文件核对事实和数字：也许是从另一条件抄来而未改"
            )),
            IdleError::YearsLeftOut { span, first, last } => {
                let (en, zh) = if first == last {
                    (format!("year {first}"), format!("第{first}年"))
                } else {
                    (format!("years {first} to {last}"), format!("第{first}至{last}年"))
                };
                Diagnostic::hint(
                    "years/left-out",
                    span,
                    wording!("between the years with an award, {en} has none", "有奖励的年度之间，{zh}没有奖励"),
                    wording!("the award after the gap", "间断之后的奖励"),
                )
                .with_help(wording!(
                    "compare the years with the document",
                    "请对照文件核对支持年度"
                ))
            }
            IdleError::YearsBeyondTime { span, years, last } => Diagnostic::hint(
                "years/beyond-time",
                span,
                wording!(
                    "support year {last} begins after the rules have ended: they are in force for {years} years",
                    "第{last}个支持年度开始时规则已经失效：有效期为{years}年"
                ),
                wording!("longer than the time in force", "长于有效期"),
            )
            .with_help(wording!(
                "compare both with the document; where it goes on paying awards that were granted in time, leave them",
                "请对照文件核对两处；如文件规定有效期内获得的支持在失效后继续拨付，保持不变"
            )),
        }
    }
}

fn never_decides(span: Span, other: Span, greatest: bool, fixed: bool) -> Diagnostic {
    let (message, place) = if greatest {
        (
            wording!("this value never decides: the other is always as great", "这个值不会起作用：另一个总不小于它"),
            wording!("always as great", "总不小于它"),
        )
    } else {
        (
            wording!("this value never decides: the other is never greater", "这个值不会起作用：另一个总不大于它"),
            wording!("never greater", "总不大于它"),
        )
    };
    let label = wording!("never decides", "不会起作用");
    let code = "functions/never-decides";
    // Where what the facts say never decides, the amount is always the same.
    let finding = if fixed {
        Diagnostic::hint(code, span, message, label)
    } else {
        Diagnostic::warning(code, span, message, label)
    };
    finding.with_also(other, place).with_help(wording!(
        "compare the figures, their units and the ranges of the facts with the document",
        "请对照文件核对数额、单位和事实的取值范围"
    ))
}
