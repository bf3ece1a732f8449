//! What can be wrong with values by cases.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

use super::{WithUnit, joined};

/// A mistake in `| … if …` rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum RowError {
    /// `otherwise` before the last row.
    OtherwiseNotLast { span: Span },
    /// Values of different kinds.
    RowsDiffer { span: Span, first: Wording, found: Wording, fix: Option<WithUnit> },
    /// Cases that no row is for; without any where that can't be said.
    NoOtherwise { span: Span, subject: String, missing: Vec<Wording> },
    /// Two rows that hold together.
    Overlap { span: Span, other: Span, place: Vec<(String, Wording)> },
    /// Two rows that different facts decide.
    MayMeet { span: Span, other: Span },
}

impl From<RowError> for Diagnostic {
    fn from(error: RowError) -> Diagnostic {
        match error {
            RowError::OtherwiseNotLast { span } => Diagnostic::error(
                "rows/otherwise-not-last",
                span,
                wording!(
                    "`otherwise` is for what no other row is for, and stands last",
                    "“否则”用于其他各行之外的情形，只能放在最后一行"
                ),
                wording!("rows follow", "后面还有其他行"),
            )
            .with_help(wording!("move it to the end, and keep one", "请移到最后，并只保留一个")),
            RowError::RowsDiffer { span, first, found, fix } => {
                let (en, zh, first_en, first_zh) = (found.en, found.zh, first.en, first.zh);
                let finding = Diagnostic::error(
                    "rows/rows-differ",
                    span,
                    wording!(
                        "this row gives {en}, the rows before it give {first_en}",
                        "此行的值是{zh}，前面各行是{first_zh}"
                    ),
                    wording!("{en}", "{zh}"),
                );
                match fix {
                    Some(fix) => fix.suggest(finding, span),
                    None => {
                        finding.with_help(wording!("let every row give the same kind of value", "请使各行的值种类一致"))
                    }
                }
            }
            RowError::NoOtherwise { span, subject, missing } => {
                let message = if missing.is_empty() {
                    wording!("there may be cases that no row is for", "可能存在各行都不适用的情形")
                } else {
                    let values = joined(&missing, false);
                    let (en, zh) = (values.en, values.zh);
                    wording!("no row holds where `{subject}` is {en}", "“{subject}”为{zh}时，没有适用的行")
                };
                Diagnostic::warning("rows/no-otherwise", span, message, wording!("no `otherwise`", "没有“否则”"))
                    .with_help(wording!(
                        "end with `| … otherwise`; without it such a case can't be decided",
                        "请以“| … 否则”结尾；否则遇到这种情形将无法计算"
                    ))
            }
            RowError::MayMeet { span, other } => Diagnostic::hint(
                "cases/may-meet",
                span,
                wording!(
                    "this row and one before it may hold at once: different facts decide them",
                    "此行与前面一行可能同时成立：两者取决于不同的事实"
                ),
                wording!("may hold together with the other", "可能与另一行同时成立"),
            )
            .with_also(other, wording!("decided by other facts", "取决于其他事实"))
            .with_help(wording!(
                "rule the other row out in one of the conditions: the order of rows decides nothing",
                "请在其中一行的条件中排除另一行：行的先后不起作用"
            )),
            RowError::Overlap { span, other, place } => {
                let Wording { en, zh } = said_of(&place);
                let there = where_all(&place);
                let (where_en, where_zh) = (there.en, there.zh);
                Diagnostic::error(
                    "rows/overlap",
                    span,
                    wording!("two rows hold where {where_en}", "{where_zh}时，同时符合两行的条件"),
                    wording!("holds for {en} as well", "也适用于{zh}"),
                )
                .with_help(wording!(
                    "let the rows exclude one another: the order of rows decides nothing",
                    "请使各行互不重叠：行的先后不起作用"
                ))
                .with_also(other, wording!("holds for {en}", "适用于{zh}"))
            }
        }
    }
}

/// Where several things have values: `staff` is 3 and `green` is `yes`.
pub(super) fn where_all(place: &[(String, Wording)]) -> Wording {
    let en: Vec<String> = place.iter().map(|(subject, value)| format!("`{subject}` is {}", value.en)).collect();
    let zh: Vec<String> = place.iter().map(|(subject, value)| format!("“{subject}”为{}", value.zh)).collect();
    Wording::new(en.join(" and "), zh.join("且"))
}

/// The value, where it is one alone.
pub(super) fn said_of(place: &[(String, Wording)]) -> Wording {
    match place {
        [(_, only)] => only.clone(),
        _ => wording!("this case", "这种情形"),
    }
}
