//! What can be wrong with readings, years, and clauses of which one counts.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

use super::{listed_both, suggest};

/// A mistake in a reading or in the end of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum ReadingError {
    /// Fewer than two alternatives.
    OneAlternative { span: Span, name: Wording },
    /// No `default`; `first` is where it could be put.
    WithoutDefault { span: Span, name: Wording, first: Option<Span> },
    /// Two `default`s.
    TwoDefaults { span: Span, first: Span, name: Wording },
    /// Year 0, or years that end before they begin.
    Years { span: Span, first: u32, last: u32 },
    /// Years without end.
    TooManyYears { span: Span, last: u32, most: u32 },
    /// A reading that is not declared.
    Unknown { span: Span, name: String, nearest: Option<String> },
    /// An alternative that the reading lacks.
    UnknownAlternative {
        span: Span,
        value: String,
        reading: String,
        values: Vec<(String, String)>,
        nearest: Option<String>,
    },
    /// Two definitions that count together.
    TwoDefinitions { span: Span, first: Span, name: Wording },
    /// Two awards that count together.
    TwoAwards { span: Span, first: Span, year: u32 },
    /// A named value without definition where it is read.
    Uncovered {
        span: Span,
        first: Option<Span>,
        name: String,
        shown: String,
        under: Vec<(String, String)>,
        labels: Vec<(String, String)>,
        year: Option<u32>,
    },
}

impl From<ReadingError> for Diagnostic {
    fn from(error: ReadingError) -> Diagnostic {
        match error {
            ReadingError::OneAlternative { span, name } => {
                let (name_en, name_zh) = (name.en, name.zh);
                Diagnostic::error(
                    "readings/one-alternative",
                    span,
                    wording!("the reading `{name_en}` leaves no choice", "解读“{name_zh}”没有可选的余地"),
                    wording!("fewer than two alternatives", "不足两种理解"),
                )
                .with_help(wording!(
                    "name every way in which the text can be read, or leave the reading out",
                    "请列出原文的各种理解，或不设解读"
                ))
            }
            ReadingError::WithoutDefault { span, name, first } => {
                let (name_en, name_zh) = (name.en, name.zh);

                let finding = Diagnostic::error(
                    "readings/without-default",
                    span,
                    wording!(
                        "the reading `{name_en}` doesn't say which alternative is used",
                        "解读“{name_zh}”没有写明默认采用哪一种理解"
                    ),
                    wording!("no `default`", "没有“默认”"),
                )
                .with_help(wording!("write `default` behind one of the alternatives", "请在其中一种理解之后写“默认”"));
                match first {
                    Some(first) => finding.with_also(first, wording!("here, for instance", "例如写在这里")),
                    None => finding,
                }
            }
            ReadingError::TwoDefaults { span, first, name } => {
                let (name_en, name_zh) = (name.en, name.zh);
                Diagnostic::error(
                    "readings/two-defaults",
                    span,
                    wording!("the reading `{name_en}` has two defaults", "解读“{name_zh}”有两个默认"),
                    wording!("the second", "第二个"),
                )
                .with_help(wording!("keep one", "请只保留一个"))
                .with_also(first, wording!("the first", "第一个"))
            }
            ReadingError::Years { span, first, last } => Diagnostic::error(
                "years/none",
                span,
                wording!("there are no support years from {first} to {last}", "不存在第{first}至第{last}支持年度"),
                wording!("no year", "没有年度"),
            )
            .with_help(wording!(
                "support years count from 1, the first one stands first",
                "支持年度从1起算，先写较早的年度"
            )),
            ReadingError::TooManyYears { span, last, most } => Diagnostic::error(
                "years/too-many",
                span,
                wording!(
                    "support year {last} lies beyond the {most} that can be computed",
                    "第{last}支持年度超出可计算的{most}年"
                ),
                wording!("too late", "过晚"),
            )
            .with_help(wording!("write at most year {most}", "请写到第{most}年为止")),
            ReadingError::Unknown { span, name, nearest } => suggest(
                Diagnostic::error(
                    "readings/unknown",
                    span,
                    wording!("no reading is called `{name}`", "没有名为“{name}”的解读"),
                    wording!("not declared", "未声明"),
                )
                .with_help(wording!("declare it with `reading {name}`", "请用“解读 {name}”声明")),
                span,
                nearest,
            ),
            ReadingError::UnknownAlternative { span, value, reading, values, nearest } => {
                let values = listed_both(&values);
                let (en, zh) = (values.en, values.zh);
                suggest(
                    Diagnostic::error(
                        "readings/unknown-alternative",
                        span,
                        wording!(
                            "the reading `{reading}` has no alternative `{value}`",
                            "解读“{reading}”没有“{value}”这种理解"
                        ),
                        wording!("not one of its alternatives", "不在其中"),
                    )
                    .with_help(wording!("its alternatives are {en}", "其中有{zh}")),
                    span,
                    nearest,
                )
            }
            ReadingError::TwoDefinitions { span, first, name } => {
                let (name_en, name_zh) = (name.en, name.zh);
                Diagnostic::error(
                    "readings/two-definitions",
                    span,
                    wording!(
                        "`{name_en}` has two definitions that count at the same time",
                        "“{name_zh}”有两处定义同时适用"
                    ),
                    wording!("counts at the same time", "同时适用"),
                )
                .with_help(apart())
                .with_also(first, wording!("the other definition", "另一处定义"))
            }
            ReadingError::TwoAwards { span, first, year } => Diagnostic::error(
                "readings/two-awards",
                span,
                wording!("two awards count in support year {year}", "第{year}支持年度同时适用两条奖励"),
                wording!("counts at the same time", "同时适用"),
            )
            .with_help(apart())
            .with_also(first, wording!("the other award", "另一条奖励")),
            ReadingError::Uncovered { span, first, name, shown, under, labels, year } => {
                uncovered((span, first), (&name, &shown), (&under, &labels), year)
            }
        }
    }
}

fn apart() -> Wording {
    wording!(
        "let `in year …` or `under reading … is …` tell them apart, or join them into one",
        "请用“第…年”或“采用解读 … 为 …”加以区分，或合并为一条"
    )
}

type Pairs = [(String, String)];

fn uncovered(
    (span, first): (Span, Option<Span>),
    (name, shown): (&str, &str),
    (under, labels): (&Pairs, &Pairs),
    year: Option<u32>,
) -> Diagnostic {
    let en: Vec<String> =
        under.iter().map(|(reading, value)| format!("under reading `{reading}` is `{value}`")).collect();
    let zh: Vec<String> = labels.iter().map(|(reading, value)| format!("采用解读“{reading}”为“{value}”")).collect();
    let (year_en, year_zh) = match year {
        Some(year) => (format!(" in support year {year}"), format!("第{year}支持年度")),
        None => (String::new(), String::new()),
    };
    let occasion = Wording::new(format!("{year_en} {}", en.join(", ")), format!("{year_zh}{}", zh.join("、")));
    let (en, zh) = (occasion.en.trim_end(), occasion.zh);
    let en = en.trim_start();
    let finding = Diagnostic::error(
        "readings/uncovered",
        span,
        wording!("`{name}` has no definition {en}", "{zh}时，“{shown}”没有定义"),
        wording!("needed here", "此处需要"),
    )
    .with_help(wording!(
        "add a definition for that case, or limit this clause to the cases that are defined",
        "请补上这种情形的定义，或限定此条款的适用情形"
    ));
    match first {
        Some(first) => finding.with_also(first, wording!("a definition of it", "它的定义")),
        None => finding,
    }
}
