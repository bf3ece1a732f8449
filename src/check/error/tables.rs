//! What can be wrong with tables.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

use super::{WithUnit, joined, listed};

/// A mistake in a table or in how it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum TableError {
    /// A key that has no definite values: a text, a list.
    KeyType { span: Span, found: Wording },
    /// Values of different kinds.
    RowsDiffer { span: Span, first: Wording, found: Wording, fix: Option<WithUnit> },
    /// No rows at all.
    NoRows { span: Span, name: Wording },
    /// More or fewer patterns than keys.
    PatternCount { span: Span, found: usize, wanted: usize },
    /// `a..b` of named values.
    RangeOfValues { span: Span, found: Wording },
    /// A pattern that is no value of the key.
    PatternExpected { span: Span, wanted: Wording },
    /// Too many combinations of keys.
    TooLarge { span: Span, name: Wording },
    /// A row that lies outside the range of the key.
    RowNeverReached { span: Span, range: Option<String> },
    /// Two rows that match one key; `bound`: where that is one number that may have decimals.
    RowsOverlap { span: Span, other: Span, value: Wording, bound: Option<String> },
    /// `above 5 and below 5`: no value is both.
    EmptyPattern { span: Span },
    /// `above 3 and at least 5`.
    SameSide { span: Span },
    /// Keys without row; `rows`: rows to add behind the last.
    ValueWithoutRow { span: Span, name: Wording, values: Vec<Wording>, more: bool, rows: Vec<String> },
    /// More or fewer keys than the table has.
    KeyCount { span: Span, table: Wording, names: Vec<String>, found: usize },
    /// A number with decimals as a whole key.
    WholeKey { span: Span, key: String },
    /// A key that may lie outside the table's range.
    KeyOutOfRange { span: Span, place: Span, key: String, given: String, allowed: String },
}

impl From<TableError> for Diagnostic {
    fn from(error: TableError) -> Diagnostic {
        match error {
            TableError::KeyCount { span, table, names, found } => {
                let (name_en, name_zh) = (table.en, table.zh);

                let wanted = names.len();
                let (given, has) = (keys(found), keys(wanted));
                let names = listed(&names);
                let (en, zh) = (names.en, names.zh);
                Diagnostic::error(
                    "tables/key-count",
                    span,
                    wording!(
                        "the table `{name_en}` has {has}, {given} given",
                        "标准表“{name_zh}”有{wanted}个键，此处给出{found}个"
                    ),
                    wording!("{found} given", "给出{found}个"),
                )
                .with_help(wording!("give its keys in this order: {en}", "请依次给出它的键：{zh}"))
            }
            TableError::WholeKey { span, key } => Diagnostic::error(
                "tables/whole-key",
                span,
                wording!(
                    "the key `{key}` is a whole number, and this may have decimals",
                    "键“{key}”是整数，而此值可能有小数"
                ),
                wording!("may have decimals", "可能有小数"),
            )
            .with_help(wording!(
                "declare the fact as `whole`, or the key as `decimal`",
                "请将该事实声明为“整数”，或将键声明为“小数”"
            )),
            TableError::KeyOutOfRange { span, place, key, given, allowed } => Diagnostic::error(
                "tables/key-out-of-range",
                span,
                wording!(
                    "this may be `{given}`, and the key `{key}` only goes over `{allowed}`",
                    "此值的范围是“{given}”，而键“{key}”只到“{allowed}”"
                ),
                wording!("may have no row", "可能没有对应的行"),
            )
            .with_help(wording!(
                "narrow the range of the fact, bound the value (`min(…)`, `max(…)`), or widen the key and add rows",
                "请缩小该事实的范围，或限定此值（“最小（…）”“最大（…）”），或放宽键的范围并补上各行"
            ))
            .with_also(place, wording!("the range of the key", "键的范围")),
            TableError::RowNeverReached { span, range } => {
                let finding = Diagnostic::error(
                    "tables/row-never-reached",
                    span,
                    wording!("no key can reach this row", "没有任何键会用到此行"),
                    wording!("never reached", "永远用不到"),
                );
                match range {
                    Some(range) => finding.with_help(wording!(
                        "the key lies in `{range}`: widen its range or remove the row",
                        "键的范围是“{range}”：请放宽范围或删去此行"
                    )),
                    None => finding.with_help(wording!("correct its keys or remove the row", "请更正键或删去此行")),
                }
            }
            TableError::RowsOverlap { span, other, value, bound } => {
                let (en, zh) = (value.en, value.zh);
                let message = match bound {
                    Some(_) => wording!("{en} itself is matched by two rows", "{zh}本身同时对应两行"),
                    None => wording!("two rows give a value for {en}", "{zh}同时对应两行"),
                };
                let finding =
                    Diagnostic::error("tables/rows-overlap", span, message, wording!("for {en} as well", "也对应{zh}"))
                        .with_also(other, wording!("for {en}", "对应{zh}"));
                match bound {
                    Some(bound) => finding.with_help(wording!(
                        "a range holds both its bounds; say which row has this one: `at most {bound}` and `above {bound}`, or `below {bound}` and `at least {bound}`",
                        "范围包含两端；请写明此数归入哪一行：“不超过 {bound}”与“超过 {bound}”，或“低于 {bound}”与“不低于 {bound}”"
                    )),
                    None => finding.with_help(wording!("leave it to one of the rows", "请只保留在其中一行")),
                }
            }
            TableError::EmptyPattern { span } => Diagnostic::error(
                "tables/empty-pattern",
                span,
                wording!("no value lies between these bounds", "没有值落在这两个界限之间"),
                wording!("matches nothing", "什么也对应不上"),
            )
            .with_help(wording!(
                "write the lesser bound first; for one value alone write the value itself",
                "请将较小的界限写在前面；只对应一个值时，直接写出该值"
            )),
            TableError::SameSide { span } => Diagnostic::error(
                "tables/same-side",
                span,
                wording!("both bounds are on the same side", "两个界限在同一侧"),
                wording!("two bounds of one side", "同侧的两个界限"),
            )
            .with_help(wording!(
                "write one `at least` or `above`, and one `at most` or `below`",
                "请写一个“不低于”或“超过”，和一个“不超过”或“低于”"
            )),
            TableError::ValueWithoutRow { span, name, values, more, rows } => {
                let (name_en, name_zh) = (name.en, name.zh);

                let values = joined(&values, more);
                let (en, zh) = (values.en, values.zh);
                let finding = Diagnostic::error(
                    "tables/value-without-row",
                    span,
                    wording!("the table `{name_en}` has no row for {en}", "标准表“{name_zh}”没有{zh}对应的行"),
                    wording!("no value there", "缺少对应的值"),
                );
                // What the text grants there is for the analyst to say.
                let Wording { en, zh } = listed(&rows);
                finding.with_help(match rows.is_empty() || more {
                    true => wording!(
                        "add a row for each; give 0 where the text grants nothing",
                        "请为其各加一行；文件未规定支持的，写0"
                    ),
                    false => wording!(
                        "add {en} with what the text gives there; 0 where it grants nothing",
                        "请按文件补上{zh}；文件未规定支持的，写0"
                    ),
                })
            }
            TableError::KeyType { span, found } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "tables/key-type",
                    span,
                    wording!("a table can't have {en} as a key", "标准表不能以{zh}为键"),
                    wording!("{en}", "{zh}"),
                )
                .with_help(wording!(
                    "a key is a number, a date, yes/no or a `one of` type",
                    "键可以是数值、日期、是否或“其中之一”类型"
                ))
            }
            TableError::RowsDiffer { span, first, found, fix } => {
                let (en, zh, first_en, first_zh) = (found.en, found.zh, first.en, first.zh);
                let finding = Diagnostic::error(
                    "tables/rows-differ",
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
            TableError::NoRows { span, name } => {
                let (name_en, name_zh) = (name.en, name.zh);
                Diagnostic::error(
                    "tables/no-rows",
                    span,
                    wording!("the table `{name_en}` has no rows", "标准表“{name_zh}”没有任何行"),
                    wording!("no value for any key", "任何键都没有值"),
                )
                .with_help(wording!("add rows: `| key => value`", "请加上各行：“| 键 => 值”"))
            }
            TableError::PatternCount { span, found, wanted } => {
                let (named, has) = (keys(found), keys(wanted));
                Diagnostic::error(
                    "tables/pattern-count",
                    span,
                    wording!("the row names {named}, the table has {has}", "此行写了{found}个键，标准表有{wanted}个"),
                    wording!("{found} here", "此处{found}个"),
                )
                .with_help(wording!(
                    "write one pattern for each key, with commas between; `any` where a key doesn't matter",
                    "请为每个键各写一项，以逗号分隔；与某个键无关时写“任意”"
                ))
            }
            TableError::RangeOfValues { span, found } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "tables/range-of-values",
                    span,
                    wording!("the key is {en}, which has no from and to", "键是{zh}，没有起止之分"),
                    wording!("a range", "范围"),
                )
                .with_help(wording!("name the values, with `or` between", "请逐个写出取值，以“或”连接"))
            }
            TableError::PatternExpected { span, wanted } => {
                let (en, zh) = (wanted.en, wanted.zh);
                Diagnostic::error(
                    "tables/pattern-expected",
                    span,
                    wording!("{en} is needed as the key of this row", "此行的键应为{zh}"),
                    wording!("something else", "其他内容"),
                )
                .with_help(wording!(
                    "write {en}, or `any` where the key does not matter",
                    "请写{zh}；该键取何值都适用时写“任意”"
                ))
            }
            TableError::TooLarge { span, name } => {
                let (name_en, name_zh) = (name.en, name.zh);
                Diagnostic::error(
                    "tables/too-large",
                    span,
                    wording!(
                        "the keys of `{name_en}` have too many combinations to be checked",
                        "“{name_zh}”各键的组合过多，无法逐一检查"
                    ),
                    wording!("too many combinations", "组合过多"),
                )
                .with_help(wording!("split it into several tables with fewer keys", "请拆分为键较少的几张标准表"))
            }
        }
    }
}

fn keys(count: usize) -> String {
    if count == 1 { "1 key".to_owned() } else { format!("{count} keys") }
}
