//! Values that are not what the policy declares.

use super::expected::range;
use super::{At, Found};
use crate::diagnostic::{Diagnostic, Wording};
use crate::ir::Limits;
use crate::value::Number;
use crate::wording;

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::case) enum ValueError {
    /// Of another type.
    WrongType { at: At, expected: Wording, found: Found, instead: Option<String> },
    /// A number outside its range.
    OutOfRange { at: At, number: Number, limits: Limits, found: Found },
    /// A number that can't be kept exactly.
    TooManyDigits { at: At, found: Found },
    /// An amount in another currency.
    WrongCurrency { at: At, given: String, declared: String },
    /// A quantity in another unit.
    WrongUnit { at: At, given: String, declared: String },
    /// A day that the calendar lacks.
    NoSuchDay { at: At, words: String },
    /// A period whose last day is before its first.
    PeriodBackwards { at: At },
    /// A period without its first or last day: the key that is missing, and its Chinese name.
    PeriodIncomplete { at: At, missing: (&'static str, &'static str) },
    /// A calendar year that is none.
    NotACalendarYear { at: At, key: String },
    /// A support year that is none.
    NotASupportYear { at: At, key: String },
    /// A text that limits tell apart from one before it, and that is written almost like it.
    NearText { at: At, text: String, first: String },
}

impl From<ValueError> for Diagnostic {
    fn from(error: ValueError) -> Diagnostic {
        match error {
            ValueError::NearText { at, text, first } => {
                let place = at.shown();
                Diagnostic::warning(
                    "case/near-text",
                    at.span,
                    Wording::new(
                        format!("{} is `{text}`, almost like `{first}` before: a limit counts them as two", place.en),
                        format!("{}为“{text}”，与前面的“{first}”写法几乎相同，限额会按两项计算", place.zh),
                    ),
                    wording!("almost `{first}`", "与“{first}”几乎相同"),
                )
                .with_help(wording!(
                    "if both mean the same, write them alike, spaces and signs too; else nothing need be done",
                    "如指同一事项，请写成完全一致，空格和符号也须相同；否则无须处理"
                ))
            }
            ValueError::WrongType { at, expected, found, instead } => {
                let (unknown, list) = (found.is_blank(), found == Found::List);
                let (place, found) = (at.shown(), found.shown());
                let diagnostic = Diagnostic::error(
                    "case/wrong-type",
                    at.span,
                    Wording::new(
                        format!("{} takes {}, and this is {}", place.en, expected.en, found.en),
                        format!("{}应为{}，这里是{}", place.zh, expected.zh, found.zh),
                    ),
                    wording!("not of this type", "类型不符"),
                );
                match instead {
                    Some(instead) => diagnostic.with_help(wording!("write `{instead}`", "请写成“{instead}”")),
                    None if unknown => diagnostic.with_help(wording!(
                        "what is not known has no value: leave it empty, or remove the line",
                        "尚不知道的不填值：冒号后留空，或删去这一行"
                    )),
                    None if list => diagnostic.with_help(wording!("give one value", "请只填一个值")),
                    None => diagnostic,
                }
            }
            ValueError::OutOfRange { at, number, limits, found } => {
                let (place, range, found) = (at.shown(), range(limits), found.shown());
                let negative = number.is_negative() && limits.least.is_some_and(Number::is_zero);
                let message = if negative {
                    Wording::new(format!("{} is never negative", place.en), format!("{}不能为负数", place.zh))
                } else {
                    Wording::new(
                        format!("{} takes a number{}, and this is {}", place.en, range.en, found.en),
                        format!("{}应为{}数，这里是{}", place.zh, range.zh, found.zh),
                    )
                };
                Diagnostic::error("case/out-of-range", at.span, message, wording!("out of range", "超出范围"))
                    .with_help(wording!(
                        "correct the figure; a fact that is not known is left out",
                        "请更正数值；未知的事实可不写"
                    ))
            }
            ValueError::TooManyDigits { at, found } => {
                let (place, found) = (at.shown(), found.shown());
                Diagnostic::error(
                    "case/too-many-digits",
                    at.span,
                    Wording::new(
                        format!("{} has more digits than can be kept exactly: {}", place.en, found.en),
                        format!("{}的位数过多，无法精确保存：{}", place.zh, found.zh),
                    ),
                    wording!("more than 28 digits", "超过28位"),
                )
                .with_help(wording!("give at most 28 digits", "请最多给出28位数字"))
            }
            ValueError::WrongCurrency { at, given, declared } => {
                let place = at.shown();
                Diagnostic::error(
                    "case/wrong-currency",
                    at.span,
                    Wording::new(
                        format!("{} is an amount in {declared}, and this one is in {given}", place.en),
                        format!("{}以{declared}计，这里的金额以{given}计", place.zh),
                    ),
                    wording!("in {given}", "币种为{given}"),
                )
                .with_help(wording!(
                    "give the amount in {declared}; nothing is converted here",
                    "请以{declared}给出金额；此处不作换算"
                ))
            }
            ValueError::WrongUnit { at, given, declared } => {
                let place = at.shown();
                Diagnostic::error(
                    "case/wrong-unit",
                    at.span,
                    Wording::new(
                        format!("{} is counted in `{}`, and this is in `{given}`", place.en, declared),
                        format!("{}以“{}”为单位，这里以“{given}”为单位", place.zh, declared),
                    ),
                    wording!("in `{given}`", "单位为“{given}”"),
                )
                .with_help(wording!(
                    "give the figure in the declared unit; nothing is converted here",
                    "请以声明的单位给出数值；此处不作换算"
                ))
            }
            ValueError::NoSuchDay { at, words } => {
                let place = at.shown();
                Diagnostic::error(
                    "case/no-such-day",
                    at.span,
                    Wording::new(
                        format!("{}: the calendar has no day `{words}`", place.en),
                        format!("{}：日历上没有“{words}”这一天", place.zh),
                    ),
                    wording!("no such day", "没有这一天"),
                )
                .with_help(wording!("check the month and the day", "请核对月份和日期"))
            }
            ValueError::PeriodBackwards { at } => {
                let place = at.shown();
                Diagnostic::error(
                    "case/period-backwards",
                    at.span,
                    Wording::new(format!("{} ends before it begins", place.en), format!("{}的止日早于起日", place.zh)),
                    wording!("`to` is before `from`", "“止”早于“起”"),
                )
                .with_help(wording!("swap or correct the two dates", "请对调或更正两个日期"))
            }
            ValueError::PeriodIncomplete { at, missing: (missing, name) } => {
                let place = at.shown();
                Diagnostic::error(
                    "case/period-incomplete",
                    at.span,
                    Wording::new(
                        format!("{} has no `{missing}`", place.en),
                        format!("{}缺少“{name}”（{missing}）", place.zh),
                    ),
                    wording!("the period", "该期间"),
                )
                .with_help(wording!(
                    "write {{from: 2026-01-01, to: 2026-12-31}}; both days count",
                    "请写成 {{起: 2026-01-01, 止: 2026-12-31}}，首尾两日都计入"
                ))
            }
            ValueError::NotACalendarYear { at, key } => {
                let place = at.shown();
                Diagnostic::error(
                    "case/not-a-calendar-year",
                    at.span,
                    Wording::new(
                        format!("{} has values by calendar year, and `{key}` is none", place.en),
                        format!("{}按自然年度给出，“{key}”不是自然年", place.zh),
                    ),
                    wording!("not a calendar year", "不是自然年"),
                )
                .with_help(wording!(
                    "write calendar years in four digits, such as {{2024: …, 2025: …}}",
                    "请用四位数字写明自然年，例如 {{2024: …, 2025: …}}"
                ))
            }
            ValueError::NotASupportYear { at, key } => {
                let place = at.shown();
                Diagnostic::error(
                    "case/not-a-support-year",
                    at.span,
                    Wording::new(
                        format!("{} has values by support year, and `{key}` is none", place.en),
                        format!("{}按支持年度给出，“{key}”不是支持年度", place.zh),
                    ),
                    wording!("not a support year", "不是支持年度"),
                )
                .with_help(wording!(
                    "support years count from 1 to 100, such as {{1: …, 2: …}}",
                    "支持年度为1到100的序号，例如 {{1: …, 2: …}}"
                ))
            }
        }
    }
}
