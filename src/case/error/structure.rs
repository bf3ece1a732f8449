//! Keys, lists and records that do not fit the policy.

use super::{At, Found};
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// What is wrong with the shape of the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::case) enum StructureError {
    /// A case without date of application.
    NoApplicationDate { span: Span },
    /// Keys with values are needed here.
    NotAMapping { at: At, found: Found },
    /// A key that the policy does not declare, where `at` is what it stands in.
    UnknownKey { at: At, key: String, nearest: Option<String>, known: Wording },
    /// `等级：4` in YAML: a key with its value behind a colon that is none to YAML.
    ColonWithoutSpace { at: At, replacement: String },
    /// `300,000` in a YAML mapping on one line.
    CommaInNumber { at: At, replacement: String },
    /// One key twice, or by its identifier and its label.
    GivenTwice { at: At, key: String, first: Span },
    /// Something else than a list; `mapping` where it is a single entry.
    NotAList { at: At, found: Found, mapping: bool },
    /// A record without its key: the key's identifier and what it is called.
    NoKey { at: At, key: String, label: String },
    /// Two records with one key.
    RepeatedKey { at: At, key: String, first: Span },
    /// A parameter on the command line without `=`.
    NotAParameter { span: Span, words: String },
    /// More errors than anybody would read.
    More { span: Span, told: usize },
}

/// The code of a record without its key.
pub(in crate::case) const NO_KEY: &str = "case/record-without-key";

impl From<StructureError> for Diagnostic {
    fn from(error: StructureError) -> Diagnostic {
        match error {
            StructureError::NoApplicationDate { span } => Diagnostic::error(
                "case/no-application-date",
                span,
                wording!("the case has no date of application", "案例没有申请日"),
                wording!("`applied_on` is missing", "缺少“申请日”（applied_on）"),
            )
            .with_help(wording!(
                "add `applied_on` with a date such as `2026-05-01`, or give `--applied-on 2026-05-01`",
                "请加上“申请日”（applied_on），例如 2026-05-01，或用 --applied-on 2026-05-01 给出"
            )),
            StructureError::NotAMapping { at, found } => {
                let full_width = matches!(&found, Found::Words(words) if words.contains('：'));
                let (place, found) = (at.shown(), found.shown());
                let finding = Diagnostic::error(
                    "case/not-a-mapping",
                    at.span,
                    Wording::new(
                        format!("{} takes keys with values, and this is {}", place.en, found.en),
                        format!("{}应为一组键值，这里是{}", place.zh, found.zh),
                    ),
                    wording!("not keys with values", "不是一组键值"),
                );
                finding.with_help(match full_width {
                    true => wording!(
                        "behind each key write a half-width colon and a space, `key: value`, not `：`",
                        "键后面请写半角冒号加空格，不用全角冒号“：”：“键: 值”"
                    ),
                    false => wording!("write `key: value` for each fact", "请为每项事实写 键: 值"),
                })
            }
            StructureError::UnknownKey { at, key, nearest, known } => unknown_key(&at, &key, nearest, known),
            StructureError::ColonWithoutSpace { at, replacement } => Diagnostic::error(
                "case/unknown-key",
                at.span,
                Wording::new(
                    format!("{}a key ends with `:` and a space", at.before().en),
                    format!("{}键后面应为半角冒号加空格", at.before().zh),
                ),
                wording!("key and value run together", "键和值连在了一起"),
            )
            .with_help(wording!("write `{replacement}`", "请写成“{replacement}”"))
            .with_fix(at.span, replacement),
            StructureError::CommaInNumber { at, replacement } => Diagnostic::error(
                "case/unknown-key",
                at.span,
                Wording::new(
                    format!("{}a comma divides this number in two", at.before().en),
                    format!("{}逗号把这个数分成了两项", at.before().zh),
                ),
                wording!("a number with commas inside", "数字中有逗号"),
            )
            .with_help(wording!("write `{replacement}`", "请写成“{replacement}”"))
            .with_fix(at.span, replacement),
            StructureError::GivenTwice { at, key, first } => Diagnostic::error(
                "case/given-twice",
                at.span,
                Wording::new(
                    format!("{}`{key}` is given twice", at.before().en),
                    format!("{}“{key}”给出了两次", at.before().zh),
                ),
                wording!("the second time", "第二次"),
            )
            .with_also(first, wording!("the first time", "第一次"))
            .with_help(wording!("keep one of the two", "请只保留其中一个")),
            StructureError::NotAList { at, found, mapping } => {
                let (place, found) = (at.shown(), found.shown());
                let diagnostic = Diagnostic::error(
                    "case/not-a-list",
                    at.span,
                    Wording::new(
                        format!("{} takes a list, and this is {}", place.en, found.en),
                        format!("{}应为列表，这里是{}", place.zh, found.zh),
                    ),
                    wording!("not a list", "不是列表"),
                );
                diagnostic.with_help(if mapping {
                    wording!(
                        "a list of one entry has brackets, too: `[{{…}}]`, or `-` before it in YAML",
                        "只有一项的列表也要写成列表：[{{…}}]，YAML中前面加“-”"
                    )
                } else {
                    wording!("write `[]` for an empty list", "空列表请写 []")
                })
            }
            StructureError::NoKey { at, key, label } => {
                let place = at.shown();
                Diagnostic::error(
                    NO_KEY,
                    at.span,
                    Wording::new(
                        format!("{} has no `{key}`, which tells its records apart", place.en),
                        format!("{}没有用以区分记录的“{label}”（{key}）", place.zh),
                    ),
                    wording!("the record", "该记录"),
                )
                .with_help(wording!(
                    "add `{key}` with a text that no other record of the list has",
                    "请加上“{label}”（{key}），且不得与同一列表的其他记录重复"
                ))
            }
            StructureError::RepeatedKey { at, key, first } => Diagnostic::error(
                "case/repeated-record",
                at.span,
                Wording::new(
                    format!("{} is `{key}`, and so is that of an earlier record", at.shown().en),
                    format!("{}为“{key}”，与前面的记录重复", at.shown().zh),
                ),
                wording!("the second record with this key", "第二条同编号的记录"),
            )
            .with_also(first, wording!("the first record with this key", "第一条同编号的记录"))
            .with_help(wording!(
                "remove the repeated record, or give each its own key",
                "请删去重复的记录，或给每条记录不同的编号"
            )),
            StructureError::NotAParameter { span, words } => Diagnostic::error(
                "case/not-a-parameter",
                span,
                wording!("`{words}` gives no parameter a value", "“{words}”没有给出参数的值"),
                wording!("no `=`", "没有“=”"),
            )
            .with_help(wording!(
                "write NAME=VALUE, such as `issued_on=2025-06-10`",
                "请写成 名称=值，例如 issued_on=2025-06-10"
            )),
            StructureError::More { span, told } => Diagnostic::error(
                "case/more-errors",
                span,
                wording!(
                    "the case has more than {told} errors; the rest is not told",
                    "案例的错误超过{told}处，其余不再列出"
                ),
                wording!("the next one is here", "下一处在这里"),
            )
            .with_help(wording!("mend those above first", "请先改正以上各处")),
        }
    }
}

fn unknown_key(at: &At, key: &str, nearest: Option<String>, known: Wording) -> Diagnostic {
    let place = at.shown();
    let message = Wording::new(format!("{} has no key `{key}`", place.en), format!("{}没有“{key}”这个键", place.zh));
    let diagnostic = Diagnostic::error("case/unknown-key", at.span, message, wording!("not declared", "未声明"));
    match nearest {
        Some(nearest) => diagnostic.with_help(wording!("did you mean `{nearest}`?", "是否应为“{nearest}”？")),
        None if known.en.is_empty() => diagnostic,
        None => {
            let Wording { en, zh } = known;
            diagnostic.with_help(wording!("its keys are {en}", "可用的键有：{zh}"))
        }
    }
}
