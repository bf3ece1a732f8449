//! What can be wrong with the kinds of values that stand beside each other.

use crate::ast::{ArithmeticOp, SeriesBy, Surface};
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

use super::operations::{as_share, operation, way_out};
use super::{WithUnit, listed, with_unit};

/// A value of the wrong kind. The wordings say what kinds there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum TypeError {
    /// Another kind of value is needed; `fix` is a bare figure with its unit.
    Expected { span: Span, found: Wording, wanted: Wording, meant: Meant, fix: Option<WithUnit> },
    /// A named value that would be a list, a period or a length of time.
    LetOf { span: Span, found: Wording },
    /// Definitions of one named value of different kinds.
    DefinitionsDiffer { span: Span, name: String, first: Wording, found: Wording },
    /// A series without a year.
    WithoutYear { span: Span, words: String, surface: Surface, by: SeriesBy },
    /// A record where one of its facts is needed, or one of the lists.
    WholeRecord { span: Span, words: String, found: Wording, lists: Vec<String> },
    /// A length of time that is not added to a date.
    DurationAlone { span: Span },
    /// Something else than a number; `list`: a list.
    NumberExpected { span: Span, found: Wording, list: bool },
    /// Two kinds that an operation does not join; `share`: a ratio beside money; `unmixed`: a plain number beside a ratio.
    Arithmetic {
        span: Span,
        op: ArithmeticOp,
        left: Wording,
        right: Wording,
        left_span: Span,
        right_span: Span,
        fix: Option<(Span, WithUnit)>,
        share: bool,
        unmixed: bool,
    },
    /// A divisor that is 0.
    DividedByZero { span: Span },
    /// `X of Y` where X is no rate.
    RateExpected { span: Span, found: Wording },
    /// `30 of X`.
    BareRate { span: Span, fix: WithUnit },
    /// Different kinds in `min`, `max` or `not below`; `unmixed`: a plain number beside a ratio.
    Mixed {
        span: Span,
        first: Option<Span>,
        left: Wording,
        right: Wording,
        fix: Option<(Span, WithUnit)>,
        unmixed: bool,
    },
    /// The unit of a rounding that is not fixed, or not above 0.
    RoundingUnit { span: Span },
    /// `x.field` where x is no record.
    NoFields { span: Span, words: String, found: Wording, list: bool },
    /// `x[year]` where x is no series.
    NotBySupportYear { span: Span, words: String, found: Wording },
    /// A support year that is not one.
    YearExpected { span: Span, found: Wording, by: SeriesBy },
    /// Something else than a list.
    ListExpected { span: Span, found: Wording },
}

/// What is likely meant by a value of another kind than is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum Meant {
    /// A share of an amount.
    ShareOf,
    /// What counts where a comparison holds.
    ByCondition,
    /// The same at a rate of exchange: its unit.
    Exchanged(String),
    /// Another value.
    Value,
}

impl From<TypeError> for Diagnostic {
    fn from(error: TypeError) -> Diagnostic {
        match error {
            TypeError::Expected { span, found, wanted, meant, fix } => {
                let (found_en, found_zh, wanted_en, wanted_zh) = (found.en, found.zh, wanted.en, wanted.zh);
                let finding = Diagnostic::error(
                    "types/expected",
                    span,
                    wording!(
                        "this is {found_en}, and {wanted_en} is needed here",
                        "这是{found_zh}，此处需要{wanted_zh}"
                    ),
                    wording!("{found_en}", "{found_zh}"),
                );
                let finding = finding.with_help(match meant {
                    Meant::ShareOf => wording!(
                        "say of what the share is taken: `30% of …`",
                        "请写明按什么的比例计算：“… 的 30%”"
                    ),
                    Meant::ByCondition => wording!(
                        "a comparison is yes or no; the part beyond a bound is `part(X, above A)`, a row with a condition `| VALUE if …`",
                        "比较的结果是“是”或“否”；超出部分请写“部分（X，超过 A）”，按条件取值请分行写“| 取值 如果 …”"
                    ),
                    Meant::Exchanged(rate) => wording!(
                        "multiply by the rate of exchange, a value in `{rate}`",
                        "请乘上汇率，即以“{rate}”为单位的值"
                    ),
                    Meant::Value => wording!("write {wanted_en} here", "请在此处写{wanted_zh}"),
                });
                with_unit(finding, fix.map(|fix| (span, fix)))
            }
            TypeError::NumberExpected { span, found, list } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "types/number-expected",
                    span,
                    wording!("a number is needed here, and this is {en}", "此处需要数值，而这是{zh}"),
                    wording!("{en}", "{zh}"),
                )
                .with_help(match list {
                    true => wording!(
                        "add up a figure of its records, `sum of x.cost for each x in …`, or count them, `count of x in …`",
                        "请把各条记录的数值相加：“合计 x.投资额 对每个 x 属于 …”，或计数：“个数 x 属于 …”"
                    ),
                    false => wording!("name a number, an amount or a ratio", "请写数、金额或比率"),
                })
            }
            TypeError::RateExpected { span, found } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "types/rate-expected",
                    span,
                    wording!("a share is taken at a rate, and this is {en}", "按比例计算需要比率，而这是{zh}"),
                    wording!("{en}", "{zh}"),
                )
                .with_help(wording!("write a percentage, such as `30% of …`", "请写百分比，例如“… 的 30%”"))
            }
            TypeError::BareRate { span, fix } => {
                let finding = Diagnostic::error(
                    "types/rate-expected",
                    span,
                    wording!("a share needs its percent sign", "比例须写百分号"),
                    wording!("a bare figure", "没有百分号的数字"),
                );
                fix.suggest(finding, span)
            }
            TypeError::YearExpected { span, found, by: SeriesBy::CalendarYear } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "types/year-expected",
                    span,
                    wording!(
                        "a calendar year is needed here, and this is {en} that is none",
                        "此处需要自然年，而这是不代表自然年的{zh}"
                    ),
                    wording!("not a calendar year", "不是自然年"),
                )
                .with_help(wording!(
                    "write `[calendar_year(applied_on) - 1]` or a year such as `[2025]`",
                    "请写“[自然年（申请日） － 1]”或具体年份，例如“[2025]”"
                ))
            }
            TypeError::YearExpected { span, found, by: SeriesBy::SupportYear } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "types/year-expected",
                    span,
                    wording!(
                        "a support year is counted from 1, and this is {en} that may be something else",
                        "支持年度从1起算，而这是可能取其他值的{zh}"
                    ),
                    wording!("not a support year", "不是支持年度"),
                )
                .with_help(wording!(
                    "write `[year]` or a year such as `[2]`; `[year - 1]` stands in a clause that says `in years 2 to 3`",
                    "请写“[支持年度]”或具体年度，例如“[2]”；“[支持年度 － 1]”用于写明“第2至3年”的条目"
                ))
            }
            TypeError::ListExpected { span, found } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "types/list-expected",
                    span,
                    wording!("a list is needed here, and this is {en}", "此处需要列表，而这是{zh}"),
                    wording!("{en}", "{zh}"),
                )
                .with_help(wording!("name a fact that is declared as `list of …`", "请写声明为“… 列表”的事实"))
            }
            TypeError::WithoutYear { span, words, surface, by } => {
                let (year, each, each_zh) = match (by, surface) {
                    (SeriesBy::SupportYear, Surface::English) => ("[year]", "support", "支持年度"),
                    (SeriesBy::SupportYear, Surface::Chinese) => ("[支持年度]", "support", "支持年度"),
                    (SeriesBy::CalendarYear, Surface::English) => {
                        ("[calendar_year(applied_on)]", "calendar", "自然年度")
                    }
                    (SeriesBy::CalendarYear, Surface::Chinese) => ("[自然年（申请日）]", "calendar", "自然年度"),
                };
                Diagnostic::error(
                    "types/series-without-year",
                    span,
                    wording!(
                        "`{words}` has a value for each {each} year: which year is meant?",
                        "“{words}”每个{each_zh}各有一个值，未指明是哪一年"
                    ),
                    wording!("no year", "没有年度"),
                )
                .with_help(wording!("write `{words}{year}`", "请写“{words}{year}”"))
                .with_fix(span.after(), year)
            }
            TypeError::WholeRecord { span, words, found, lists } if !lists.is_empty() => {
                let (en, zh) = (found.en, found.zh);
                let lists = listed(&lists);
                let (lists_en, lists_zh) = (lists.en, lists.zh);
                Diagnostic::error(
                    "types/whole-record",
                    span,
                    wording!(
                        "`{words}` is {en}, and a list of records is needed here",
                        "“{words}”是{zh}，此处需要记录的列表"
                    ),
                    wording!("which list?", "未指明是哪个列表"),
                )
                .with_help(wording!("lists here: {lists_en}", "此处的列表有：{lists_zh}"))
            }
            TypeError::WholeRecord { span, words, found, .. } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "types/whole-record",
                    span,
                    wording!(
                        "`{words}` is {en}, and one of its facts is needed here",
                        "“{words}”是{zh}，此处需要其中的某个事实"
                    ),
                    wording!("which fact of it?", "未指明是哪个事实"),
                )
                .with_help(wording!("write `{words}.` and the name of the fact", "请写“{words}.”加上事实的名称"))
            }
            TypeError::NoFields { span, words, found, list } => {
                let (en, zh) = (found.en, found.zh);
                let finding = Diagnostic::error(
                    "types/no-fields",
                    span,
                    wording!("`{words}` is {en} and has no facts of its own", "“{words}”是{zh}，本身没有事实"),
                    wording!("not a single record", "不是单条记录"),
                );
                if list {
                    finding.with_help(wording!(
                        "range over it: `for each`, `any … in {words} has …`, `sum of … for each … in {words}`",
                        "请逐条处理：“对每个 … 属于 {words}”“任一 … 属于 {words} 满足 …”“合计 … 对每个 … 属于 {words}”"
                    ))
                } else {
                    finding.with_help(wording!("write the name alone", "请只写名称本身"))
                }
            }
            TypeError::NotBySupportYear { span, words, found } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "types/not-by-support-year",
                    span,
                    wording!("`{words}` is {en}, the same in every support year", "“{words}”是{zh}，不随支持年度变化"),
                    wording!("a year is asked for", "指明了年度"),
                )
                .with_help(wording!(
                    "leave the brackets out, or declare the fact `by support year`",
                    "请去掉方括号，或将该事实声明为“按支持年度”"
                ))
            }
            TypeError::LetOf { span, found } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "types/let-of-list",
                    span,
                    wording!("a named value can't be {en}", "不能将{zh}设为值"),
                    wording!("{en}", "{zh}"),
                )
                .with_help(wording!("use it where it is needed", "请在需要之处直接使用"))
            }
            TypeError::DefinitionsDiffer { span, name, first, found } => {
                let (en, zh, first_en, first_zh) = (found.en, found.zh, first.en, first.zh);
                Diagnostic::error(
                    "types/definitions-differ",
                    span,
                    wording!(
                        "`{name}` is {first_en} by one definition and {en} by another",
                        "“{name}”在一处定义为{first_zh}，在另一处定义为{zh}"
                    ),
                    wording!("{en}", "{zh}"),
                )
                .with_help(wording!("define it as the same kind of value everywhere", "请使各处定义的种类一致"))
            }
            TypeError::DurationAlone { span } => Diagnostic::error(
                "types/duration-alone",
                span,
                wording!(
                    "a length of time can only be added to a date or subtracted from one",
                    "时长只能加在日期上，或从日期中减去"
                ),
                wording!("a length of time", "时长"),
            )
            .with_help(wording!("write `date + 31 days`", "请写“日期 ＋ 31天”")),
            TypeError::DividedByZero { span } => Diagnostic::error(
                "types/division-by-zero",
                span,
                wording!("this divides by 0", "除数为0"),
                wording!("has no value", "没有结果"),
            )
            .with_help(wording!("correct the divisor", "请更正除数")),
            TypeError::Arithmetic { span, op, left, right, left_span, right_span, fix, share, unmixed } => {
                let message = operation(op, &left, &right);
                let label = |side: Wording| side;
                let finding = Diagnostic::error(
                    "types/operation",
                    span,
                    message,
                    wording!("these don't go together", "两者不能这样运算"),
                );
                let finding = finding.with_also(left_span, label(left)).with_also(right_span, label(right));
                let sum = matches!(op, ArithmeticOp::Add | ArithmeticOp::Subtract);
                if unmixed && sum {
                    finding.with_help(as_share())
                } else if share && sum {
                    finding.with_help(wording!(
                        "say of what the share is taken: `30% of …`",
                        "请写明按什么的比例计算：“… 的 30%”"
                    ))
                } else {
                    with_unit(finding.with_help(way_out(op)), fix)
                }
            }
            TypeError::Mixed { span, first, left, right, fix, unmixed } => {
                let (left_en, left_zh, right_en, right_zh) = (left.en, left.zh, right.en, right.zh);
                let finding = Diagnostic::error(
                    "types/mixed",
                    span,
                    wording!(
                        "{left_en} and {right_en} can't be weighed against each other",
                        "{left_zh}与{right_zh}不能比较大小"
                    ),
                    wording!("{right_en}", "{right_zh}"),
                );
                let finding = match first {
                    Some(first) => finding.with_also(first, wording!("{left_en}", "{left_zh}")),
                    None => finding,
                };
                let help = if unmixed {
                    as_share()
                } else {
                    wording!(
                        "compare values of one kind: choose another fact, or work one of them out from the other",
                        "请比较同一类的值：改用另一字段，或先折算成同一类的值"
                    )
                };
                with_unit(finding.with_help(help), fix)
            }
            TypeError::RoundingUnit { span } => Diagnostic::error(
                "types/rounding-unit",
                span,
                wording!("what is rounded to must be a fixed figure above 0", "取整的单位应为大于零的固定数值"),
                wording!("not a fixed figure above 0", "不是大于零的固定数值"),
            )
            .with_help(wording!("write the unit itself: `1元`, `100元`, `1%`", "请写明单位本身：“1元”“100元”“1%”")),
        }
    }
}
