//! What can be wrong with units.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

use super::super::units::{Difference, WayOut};
use super::suggest;

/// A mistake about units of measurement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum UnitError {
    /// A unit that is not declared; a word that often stands behind a plain number (`counter`) can go.
    Unknown { span: Span, name: String, nearest: Option<String>, counter: bool },
    /// A name that no declared unit can have.
    Name { span: Span, name: String, built_in: bool, money: bool },
    /// A definition by money, by nothing, or by a unit (`scaled`) that is itself so much of others.
    Scale { span: Span, scaled: Option<String> },
    /// More factors than a unit may have.
    TooMany { span: Span },
    /// A number of the wrong unit.
    Factor { span: Span, found: Wording, wanted: Wording, difference: Difference },
    /// Two numbers side by side that count different things.
    Differ { span: Span, left: (Span, Wording), right: (Span, Wording), difference: Difference },
}

impl From<UnitError> for Diagnostic {
    fn from(error: UnitError) -> Diagnostic {
        match error {
            UnitError::Unknown { span, name, nearest, counter } => {
                let finding = Diagnostic::error(
                    "units/unknown",
                    span,
                    wording!("no unit is called `{name}`", "没有名为“{name}”的计量单位"),
                    wording!("not declared", "未声明"),
                );
                if nearest.is_some() {
                    return suggest(finding, span, nearest);
                }
                if counter {
                    return finding
                        .with_help(wording!(
                            "leave `{name}` out behind a plain number, or declare it in the first column (`unit {name} \"…\"`)",
                            "若只是数，请去掉“{name}”；若要作计量单位，请在行首声明（“计量单位 … 「{name}」”）"
                        ));
                }
                if ["千元", "百元", "十万元", "百万元", "千万元", "十亿元", "百亿元", "千亿元"].contains(&name.as_str())
                {
                    return finding.with_help(wording!(
                        "amounts are written in 元, 万元 or 亿元: write all digits, such as 1000万元 for 1千万元",
                        "金额的单位只有元、万元、亿元：请把数写全，如“1千万元”写“1000万元”，“3百元”写“300元”"
                    ));
                }
                finding.with_help(wording!(
                    "declare it in the first column (`unit {name} \"…\"`), leave it out behind a plain number, or set `÷` apart by spaces to divide",
                    "请在行首声明（“计量单位 {name} 「…」”）；若只是数，请去掉单位；若要相除，请写“ ÷ ”"
                ))
            }
            UnitError::Name { span, name, built_in, money } => {
                let finding = Diagnostic::error(
                    "units/name",
                    span,
                    wording!("a unit can't be called `{name}`", "计量单位不能叫“{name}”"),
                    wording!("the name of a unit", "计量单位的名称"),
                );
                if built_in {
                    finding.with_help(wording!(
                        "`{name}` is always there: leave the declaration out, or choose another name",
                        "“{name}”本来就有：请删去这一声明，或另取名称"
                    ))
                } else if money {
                    finding.with_help(wording!(
                        "this reads as money: choose another name, such as one with small letters",
                        "这会被读作货币：请另取名称，例如用小写字母"
                    ))
                } else {
                    finding.with_help(wording!(
                        "leave out the blank, the `·` or the `/`: units are joined where they are used",
                        "请去掉空格、“·”或“/”：组合单位在使用处写出"
                    ))
                }
            }
            UnitError::Scale { span, scaled } => {
                let finding = Diagnostic::error(
                    "units/scale",
                    span,
                    wording!("a unit can't be defined by this", "不能这样换算计量单位"),
                    wording!("what one of it is", "一个单位折合多少"),
                );
                match scaled {
                    Some(name) => finding.with_help(wording!(
                        "`{name}` is itself so much of another unit: give the figure in that one",
                        "“{name}”本身由其他单位换算而来：请直接折合为那个单位"
                    )),
                    None => finding.with_help(wording!(
                        "write a figure above 0 and a unit that is no money: `is 1000 kilowatt_hour`",
                        "请写大于0的数和非货币的单位，例如“为 1000千瓦时”"
                    )),
                }
            }
            UnitError::TooMany { span } => Diagnostic::error(
                "units/too-many",
                span,
                wording!("this counts too many different units at once", "组合单位的因数过多，或换算结果超出范围"),
                wording!("a unit of many factors", "因数过多的单位"),
            )
            .with_help(wording!("take it apart into several values", "请拆成几个值分别写")),
            UnitError::Factor { span, found, wanted, difference } => {
                let (found_en, found_zh, wanted_en, wanted_zh) = (found.en, found.zh, wanted.en, wanted.zh);
                let Wording { en: gap_en, zh: gap_zh } = gap(&difference);
                let finding = Diagnostic::error(
                    "units/factor",
                    span,
                    wording!(
                        "this is {found_en}, and {wanted_en} is needed here: {gap_en}",
                        "这是{found_zh}，此处需要{wanted_zh}：{gap_zh}"
                    ),
                    wording!("{gap_en}", "{gap_zh}"),
                );
                with_way_out(finding, difference, false)
            }
            UnitError::Differ { span, left, right, difference } => {
                let (left_en, left_zh, right_en, right_zh) = (&left.1.en, &left.1.zh, &right.1.en, &right.1.zh);
                let finding = Diagnostic::error(
                    "units/differ",
                    span,
                    wording!(
                        "{left_en} and {right_en} don't count the same",
                        "{left_zh}与{right_zh}单位不同，不能相加减或比较"
                    ),
                    wording!("different units", "单位不同"),
                );
                let finding = finding.with_also(left.0, left.1.clone()).with_also(right.0, right.1.clone());
                with_way_out(finding, difference, true)
            }
        }
    }
}

/// `a factor in 月 is missing`.
fn gap(difference: &Difference) -> Wording {
    let (mut en, mut zh) = (Vec::new(), Vec::new());
    for (unit, missing) in &difference.factors {
        if *missing {
            en.push(format!("a factor in `{unit}` is missing"));
            zh.push(format!("缺少以“{unit}”为单位的因数"));
        } else {
            en.push(format!("a factor in `{unit}` is left over"));
            zh.push(format!("多出以“{unit}”为单位的因数"));
        }
    }
    Wording::new(en.join(" and "), zh.join("，"))
}

/// How the first of two values, or the only one, is brought to the unit that it should have.
fn with_way_out(finding: Diagnostic, difference: Difference, two: bool) -> Diagnostic {
    let help = match difference.way_out {
        WayOut::Convert(factor) if two => wording!(
            "units of time are never converted silently: `{factor}` brings the first to the unit of the second",
            "时间单位不会自动换算：前一个值“{factor}”即换算为后一个值的单位"
        ),
        WayOut::Convert(factor) => wording!(
            "units of time are never converted silently: `{factor}` brings it to the unit that is needed",
            "时间单位不会自动换算：“{factor}”即换算为所需的单位"
        ),
        WayOut::Multiply { unit, one, .. } if two => wording!(
            "the first lacks `{unit}`: multiply it by a quantity in `{unit}`, or divide the second by `{one}` for its bare number",
            "前一个值缺少“{unit}”：请为它乘上以“{unit}”为单位的值；若后一个值只取数目，请将其除以“{one}”"
        ),
        WayOut::Multiply { unit, example, declared: true, .. } => wording!(
            "multiply by a quantity in `{unit}`, such as a fact declared as `{example}`",
            "请乘上以“{unit}”为单位的值，例如声明为“{example}”的事实"
        ),
        WayOut::Multiply { unit, example, declared: false, .. } => {
            wording!(
                "multiply by a quantity in `{unit}`, such as `{example}`",
                "请乘上以“{unit}”为单位的值，例如“{example}”"
            )
        }
        WayOut::Divide { unit, one, .. } if two => wording!(
            "the second lacks `{unit}`: divide the first by `{one}` for its bare number, or multiply the second by a quantity in `{unit}`",
            "后一个值缺少“{unit}”：若前一个值只取数目，请将其除以“{one}”；否则请为后一个值乘上以“{unit}”为单位的值"
        ),
        WayOut::Divide { unit, one, rate: Some(rate) } => wording!(
            "if a figure is so much for each `{unit}`, write it as `{rate}`; for the bare number, divide by `{one}`",
            "若金额是按“{unit}”计的标准，请写作“{rate}”；若只取数目，请除以“{one}”"
        ),
        WayOut::Divide { one, rate: None, .. } => {
            wording!("for the bare number, divide by `{one}`", "若只取数目，请除以“{one}”")
        }
        WayOut::MultiplyRate(unit) if !two => {
            wording!("multiply by a rate in `{unit}`", "请乘上以“{unit}”为单位的单价或换算值")
        }
        WayOut::MultiplyRate(_) | WayOut::Other if two => {
            wording!("add, compare and weigh only values of one unit", "只有单位相同的值才能相加减、比较或取最小、最大")
        }
        WayOut::MultiplyRate(_) | WayOut::Other => {
            wording!("multiply by what is missing, divide by what is left over", "缺少的请乘上，多出的请除去")
        }
    };
    finding.with_help(help)
}
