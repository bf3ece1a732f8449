//! What can be wrong with names.

use crate::check::unused::Kind;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

use super::super::expr::Instead;
use super::unused::never_used;
use super::{listed, listed_both, suggest};

/// What a name means already: the kind of thing in both languages, and where it is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) struct Hidden {
    pub(in crate::check) en: &'static str,
    pub(in crate::check) zh: &'static str,
    pub(in crate::check) place: Option<Span>,
}

/// A name that means nothing, or two things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum NameError {
    /// A name declared twice in one namespace.
    Twice { span: Span, first: Span, name: String },
    /// A label that is taken as a label or name.
    LabelTwice { span: Span, first: Span, label: String },
    /// Definitions of one named value under different labels.
    LabelsDiffer { span: Span, first: Span, known: String, label: String },
    /// A variable or named value that hides a fact.
    Shadowing { span: Span, name: String, hidden: Hidden },
    /// A list of records that are not declared.
    UnknownRecord { span: Span, name: String, nearest: Option<String> },
    /// A type that is not declared.
    UnknownType { span: Span, name: String, nearest: Option<String>, record: bool },
    /// A name that means nothing here; `elsewhere`: it is a named value of another measure; `other`: it is something else.
    Unknown { span: Span, name: String, instead: Instead, elsewhere: Option<Span>, other: Option<Wording> },
    /// A field that the record lacks.
    UnknownField { span: Span, name: String, record: String, record_label: String, instead: Instead },
    /// A value that the type lacks.
    UnknownValue { span: Span, name: String, ty: Wording, values: Vec<(String, String)>, nearest: Option<String> },
    /// A table that is not declared; `known`: the name means something that is no table.
    UnknownTable { span: Span, name: String, nearest: Option<String>, known: bool },
    /// A measure that is not declared.
    UnknownMeasure { span: Span, name: String, instead: Instead },
    /// A rounding as a function.
    Rounding { span: Span, name: String },
    /// Values as results that two types have; of each type its name and its label.
    ValueOfTwo { span: Span, name: String, types: [(String, String); 2] },
    /// Named values and tables that need each other.
    Circle { span: Span, names: Vec<String>, also: Vec<Span> },
    /// Records that hold lists of each other.
    RecordCircle { span: Span, names: Vec<String> },
    /// What is declared and never used.
    NeverUsed { span: Span, name: Wording, kind: Kind },
}

impl NameError {
    /// A name that means nothing here, for what is surely meant.
    pub(in crate::check) fn misspelled(span: Span, name: String, right: String) -> NameError {
        let instead = Instead { nearest: Some(right), known: Vec::new(), more: false };
        NameError::Unknown { span, name, instead, elsewhere: None, other: None }
    }
}

impl From<NameError> for Diagnostic {
    fn from(error: NameError) -> Diagnostic {
        match error {
            NameError::LabelTwice { span, first, label } => Diagnostic::error(
                "names/defined-twice",
                span,
                wording!("the label `{label}` is taken already", "标签“{label}”已被使用"),
                wording!("the same label again", "重复的标签"),
            )
            .with_help(wording!(
                "give each its own label: rules written with labels must tell them apart",
                "请使用不同的标签：用标签书写的规则要能区分二者"
            ))
            .with_also(first, wording!("first declared here", "首次声明处")),
            NameError::LabelsDiffer { span, first, known, label } => Diagnostic::error(
                "names/labels-differ",
                span,
                wording!(
                    "two definitions of one value have different labels, `{known}` and `{label}`",
                    "同一名称的两处定义标签不同：“{known}”与“{label}”"
                ),
                wording!("another label", "不同的标签"),
            )
            .with_help(wording!("write the same label, or another name", "请写相同的标签，或换一个名称"))
            .with_also(first, wording!("first declared here", "首次声明处")),
            NameError::Twice { span, first, name } => Diagnostic::error(
                "names/defined-twice",
                span,
                wording!("`{name}` is declared twice", "“{name}”重复声明"),
                wording!("declared again", "再次声明"),
            )
            .with_help(wording!("remove one of them, or give it another name", "请删去其中一个，或改用其他名称"))
            .with_also(first, wording!("first declared here", "首次声明处")),
            NameError::UnknownMeasure { span, name, instead } => propose(
                Diagnostic::error(
                    "names/unknown-measure",
                    span,
                    wording!("there is no measure `{name}`", "没有名为“{name}”的措施"),
                    wording!("no measure", "不是措施"),
                )
                .with_help(wording!(
                    "name a measure of this policy by its name or its label",
                    "请写本政策中某项措施的名称或标签"
                )),
                span,
                instead,
            ),
            NameError::Shadowing { span, name, hidden: Hidden { en, zh, place } } => {
                let finding = Diagnostic::error(
                    "names/shadowing",
                    span,
                    wording!("`{name}` is the name of {en} here already", "“{name}”在此处已是{zh}的名称"),
                    wording!("would hide {en}", "会掩盖{zh}"),
                )
                .with_help(wording!("choose another name", "请换一个名称"));
                match place {
                    Some(place) => finding.with_also(place, wording!("would be hidden", "会被掩盖")),
                    None => finding,
                }
            }
            NameError::RecordCircle { span, names } => {
                let around = around(&names);
                Diagnostic::error(
                    "names/circular",
                    span,
                    wording!("records hold lists of themselves: {around}", "记录通过列表包含了自身：{around}"),
                    wording!("such a record would never end", "这样的记录没有尽头"),
                )
                .with_help(wording!(
                    "refer to the other record by its number, as text",
                    "请改为以文本填写另一条记录的编号"
                ))
            }
            NameError::Circle { span, names, also } => {
                let around = around(&names);
                let alone = names.len() == 1;
                let finding = Diagnostic::error(
                    "names/circular",
                    span,
                    if alone {
                        wording!("the definition needs itself: {around}", "定义依赖自身：{around}")
                    } else {
                        wording!("the definitions need each other: {around}", "定义相互依赖：{around}")
                    },
                    wording!("can't be computed", "无法计算"),
                )
                .with_help(wording!("define one of them from facts alone", "请使其中一个只依据事实定义"));
                also.into_iter().take(10).fold(finding, |finding, place| {
                    finding.with_also(place, wording!("part of the circle", "循环中的一环"))
                })
            }
            NameError::NeverUsed { span, name, kind } => never_used(span, &name, kind),
            NameError::UnknownRecord { span, name, nearest } => suggest(
                Diagnostic::error(
                    "names/unknown-record",
                    span,
                    wording!("no record is called `{name}`", "没有名为“{name}”的记录"),
                    wording!("not declared", "未声明"),
                )
                .with_help(wording!("declare it with `record {name}`", "请用“记录 {name}”声明")),
                span,
                nearest,
            ),
            NameError::UnknownType { span, name, record: true, .. } => Diagnostic::error(
                "names/unknown-type",
                span,
                wording!(
                    "`{name}` is a record, and a fact holds a list of records",
                    "“{name}”是记录，事实中只能保存记录的列表"
                ),
                wording!("a record", "这是记录"),
            )
            .with_help(wording!("write `list of {name}`", "请写“{name} 列表”")),
            NameError::UnknownType { span, name, nearest, record: false } => suggest(
                Diagnostic::error(
                    "names/unknown-type",
                    span,
                    wording!("no type is called `{name}`", "没有名为“{name}”的类型"),
                    wording!("not declared", "未声明"),
                )
                .with_help(wording!(
                    "declare it with `type {name} : one of`, or use yes/no, whole, decimal, ratio, money, date or text",
                    "请用“类型 {name}：其中之一”声明，或使用是否、整数、小数、比率、金额、日期、文本"
                )),
                span,
                nearest,
            ),
            NameError::Unknown { span, name, instead, elsewhere, other } => {
                let finding = match &other {
                    Some(Wording { en, zh }) => Diagnostic::error(
                        "names/unknown",
                        span,
                        wording!(
                            "`{name}` is {en}, and a fact or value is needed here",
                            "“{name}”是{zh}，此处需要事实或值"
                        ),
                        wording!("{en}", "{zh}"),
                    ),
                    None => Diagnostic::error(
                        "names/unknown",
                        span,
                        wording!("nothing is called `{name}` here", "此处没有名为“{name}”的事实或值"),
                        wording!("not known", "未知的名称"),
                    ),
                };
                if instead.nearest.is_some() || (elsewhere.is_none() && !instead.known.is_empty()) {
                    return propose(finding, span, instead);
                }
                match elsewhere {
                    Some(place) => finding
                        .with_help(wording!(
                            "it is a value of another measure: define it outside the measures to use it in several",
                            "它是另一项措施中的值；要在多项措施中使用，请在措施之外定义"
                        ))
                        .with_also(place, wording!("defined in another measure", "在另一项措施中定义")),
                    None => finding.with_help(wording!(
                        "declare it as a fact of the applicant, of a record or as a `parameter`, or define it with `let`",
                        "请将其声明为申报主体或记录的事实、声明为“参数”，或用“设”定义"
                    )),
                }
            }
            NameError::UnknownField { span, name, record, record_label, instead } => propose(
                Diagnostic::error(
                    "names/unknown-field",
                    span,
                    wording!("a record of `{record}` has no `{name}`", "“{record_label}”没有名为“{name}”的事实"),
                    wording!("not a fact of the record", "不是该记录的事实"),
                )
                .with_help(wording!(
                    "add it to the record, or name one of its facts",
                    "请在记录中加上它，或改用已有的事实"
                )),
                span,
                instead,
            ),
            NameError::UnknownValue { span, name, ty, values, nearest } => {
                let (ty_en, ty_zh) = (ty.en, ty.zh);
                let values = listed_both(&values);
                let (values_en, values_zh) = (values.en, values.zh);
                suggest(
                    Diagnostic::error(
                        "names/unknown-value",
                        span,
                        wording!("`{name}` is not {ty_en}", "“{name}”不是{ty_zh}"),
                        wording!("not one of the values", "不在取值之列"),
                    )
                    .with_help(wording!("the values are {values_en}", "取值有{values_zh}")),
                    span,
                    nearest,
                )
            }
            NameError::Rounding { span, name } => Diagnostic::error(
                "names/unknown-table",
                span,
                wording!("there is no function `{name}`", "没有“{name}”这个函数"),
                wording!("not a function", "不是函数"),
            )
            .with_help(wording!(
                "rounding ends an amount, behind a comma: `…, rounded down to 1元`, in parentheses where it stands in a formula",
                "取整写在金额之后，用逗号隔开：“…，向下取整至 1元”；在算式中间时加括号"
            )),
            NameError::UnknownTable { span, name, known: true, .. } => Diagnostic::error(
                "names/unknown-table",
                span,
                wording!("`{name}` is not a table", "“{name}”不是标准表"),
                wording!("no key can be given to it", "不能带键"),
            )
            .with_help(wording!(
                "write it without parentheses; only a table takes keys",
                "请去掉括号；只有标准表才带键"
            )),
            NameError::UnknownTable { span, name, nearest, known: false } => suggest(
                Diagnostic::error(
                    "names/unknown-table",
                    span,
                    wording!("no table is called `{name}`", "没有名为“{name}”的标准表"),
                    wording!("not declared", "未声明"),
                )
                .with_help(wording!("declare it with `table {name} by …`; functions are listed in the reference", "请用“标准 {name} 按 …”声明；若要用函数，请查语言说明中的函数名")),
                span,
                nearest,
            ),
            NameError::ValueOfTwo { span, name, types: [(one, one_label), (two, two_label)] } => Diagnostic::error(
                "names/value-of-two",
                span,
                wording!(
                    "`{name}` is a value of `{one}` and of `{two}`, and nothing tells which is meant",
                    "“{name}”既是“{one_label}”的取值，也是“{two_label}”的取值，无法判断指哪一类"
                ),
                wording!("a value of two types", "两个类型都有的取值"),
            )
            .with_help(wording!(
                "give the values of one of the two types other names",
                "请将其中一个类型的取值改用别的名称"
            )),
        }
    }
}

/// `a → b → a`.
fn around(names: &[String]) -> String {
    let all: Vec<&str> = names.iter().chain(names.first()).map(String::as_str).collect();
    all.join(" → ")
}

/// What to write instead of a name: the nearest that would pass, or all that would.
fn propose(finding: Diagnostic, span: Span, instead: Instead) -> Diagnostic {
    let Instead { nearest, known, more } = instead;
    if nearest.is_some() || known.is_empty() {
        return suggest(finding, span, nearest);
    }
    let Wording { en, zh } = listed(&known);
    finding.with_help(match more {
        true => wording!("what could stand here: {en} and others", "此处可用：{zh}等"),
        false => wording!("what could stand here: {en}", "此处可用：{zh}"),
    })
}
