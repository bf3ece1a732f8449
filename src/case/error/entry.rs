//! Approvals and ledger entries that do not fit the policy or the data.

use super::At;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::value::Number;
use crate::wording;

/// What is wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::case) enum EntryError {
    /// Without something that every entry has: its key and its Chinese name.
    Incomplete { at: At, missing: (&'static str, &'static str) },
    /// For a measure that the policy lacks.
    UnknownMeasure { at: At, name: String, nearest: Option<String>, known: Wording },
    /// For a claim that the data lacks, or that the measure can't have.
    UnknownClaim { at: At, claim: String, measure: Wording, claims: Vec<String> },
    /// Approved where the authority has nothing to approve; `in_kind` where nothing is paid.
    NotUpTo { at: At, measure: Wording, year: u32, in_kind: bool },
    /// Approved for a support year that the measure lacks.
    NoSuchYear { at: At, measure: Wording, year: u32, years: Vec<u32> },
    /// Approved twice; `in_part`: the whole award, and a part of it.
    ApprovedTwice { at: At, first: Span, in_part: bool },
    /// Paid to a claim that the data lacks, and that is one slip away from one that it has.
    NearClaim { at: At, claim: String, near: String },
    /// An amount that the currency can't pay.
    TooFine { at: At, amount: Number, unit: Number },
    /// An instalment of a measure that is paid in one.
    NoInstalments { at: At, measure: Wording },
    /// An entry of the ledger that doesn't say which of several parts it paid.
    WithoutInstalment { at: At, measure: Wording, parts: usize },
    /// A part that the schedule lacks.
    NoSuchInstalment { at: At, measure: Wording, written: String, parts: usize, labels: Vec<String> },
}

impl From<EntryError> for Diagnostic {
    fn from(error: EntryError) -> Diagnostic {
        match error {
            EntryError::Incomplete { at, missing: (missing, name) } => {
                let place = at.shown();
                Diagnostic::error(
                    "case/incomplete-entry",
                    at.span,
                    Wording::new(
                        format!("{} has no `{missing}`", place.en),
                        format!("{}缺少“{name}”（{missing}）", place.zh),
                    ),
                    wording!("the entry", "该条目"),
                )
                .with_help(wording!("add `{missing}`", "请加上“{name}”（{missing}）"))
            }
            EntryError::UnknownMeasure { at, name, nearest, known } => {
                let diagnostic = Diagnostic::error(
                    "case/unknown-measure",
                    at.span,
                    said(&at, &wording!("the policy has no measure `{name}`", "政策没有“{name}”这项措施")),
                    wording!("not a measure of this policy", "不是本政策的措施"),
                );
                diagnostic.with_help(match nearest {
                    Some(nearest) => wording!("did you mean `{nearest}`?", "是否应为“{nearest}”？"),
                    None => {
                        let Wording { en, zh } = known;
                        wording!(
                            "its measures are {en}; a ledger entry of another policy names it in `policy`",
                            "本政策的措施有：{zh}；其他政策支付的，请在“政策”（policy）中写明"
                        )
                    }
                })
            }
            EntryError::UnknownClaim { at, claim, measure: Wording { en, zh }, claims } => {
                let diagnostic = Diagnostic::error(
                    "case/unknown-claim",
                    at.span,
                    said(&at, &wording!("`{en}` has no claim `{claim}`", "“{zh}”没有申请项“{claim}”")),
                    wording!("no such claim", "没有此申请项"),
                );
                diagnostic.with_help(if claims.is_empty() {
                    wording!("the case lists no record for this measure", "案例中没有该措施的记录")
                } else {
                    Wording::new(
                        format!("its claims are {}", claims.join(", ")),
                        format!("它的申请项有：{}", claims.join("、")),
                    )
                })
            }
            EntryError::NotUpTo { at, measure: Wording { en, zh }, year, in_kind } => Diagnostic::error(
                "case/nothing-to-approve",
                at.span,
                said(
                    &at,
                    &if in_kind {
                        wording!("`{en}` is support in kind", "“{zh}”是非资金支持")
                    } else {
                        wording!(
                            "the amount of `{en}` in year {year} is fixed by the policy",
                            "“{zh}”第{year}年的金额由政策确定"
                        )
                    },
                ),
                wording!("there is nothing to approve", "无需核定"),
            )
            .with_help(wording!(
                "only an award `up to` an amount is approved: remove the entry",
                "只有“最高”类奖励才需核定，请删去该条目"
            )),
            EntryError::NoSuchYear { at, measure: Wording { en, zh }, year, years } => {
                let years: Vec<String> = years.iter().map(u32::to_string).collect();
                let (listed, listed_zh) = (years.join(", "), years.join("、"));
                Diagnostic::error(
                    "case/no-such-year",
                    at.span,
                    said(&at, &wording!("`{en}` has no support year {year}", "“{zh}”没有第{year}支持年度")),
                    wording!("no such support year", "没有此支持年度"),
                )
                .with_help(wording!("its support years are {listed}", "它的支持年度为：{listed_zh}"))
            }
            EntryError::ApprovedTwice { at, first, in_part } => {
                let place = at.shown();
                Diagnostic::error(
                    "case/approved-twice",
                    at.span,
                    Wording::new(
                        format!("{} approves once more what an earlier entry approves", place.en),
                        format!("{}与前面的条目核定了同一笔金额", place.zh),
                    ),
                    wording!("the second approval", "第二次核定"),
                )
                .with_also(first, wording!("the first approval", "第一次核定"))
                .with_help(if in_part {
                    wording!(
                        "approve either the whole award, which the schedule divides, or its parts",
                        "请或核定全额（由分期规则划分），或分期核定，不要两者并用"
                    )
                } else {
                    wording!(
                        "keep the approval that counts; other years have their own `support_year`, other parts their own `instalment`",
                        "请只保留有效的核定；其他年度请写明“支持年度”（support_year），其他各期请写明“期次”（instalment）"
                    )
                })
            }
            EntryError::NearClaim { at, claim, near } => Diagnostic::warning(
                "case/near-claim",
                at.span,
                said(
                    &at,
                    &wording!(
                        "the data has no claim `{claim}`, but `{near}`, for which the ledger shows no payment",
                        "数据中没有申请项“{claim}”，却有相近的“{near}”，而台账没有后者的付款"
                    ),
                ),
                wording!("almost `{near}`", "与“{near}”仅一处写法不同"),
            )
            .with_help(wording!(
                "if they are the same claim, write it alike in both places, or it is paid once more; if it is an earlier one, nothing need be done",
                "如为同一申请项，请把两处写成一致，否则会重复发放；如为以往的另一申请项，则无须处理"
            )),
            EntryError::TooFine { at, amount, unit } => {
                let place = at.shown();
                Diagnostic::error(
                    "case/too-fine",
                    at.span,
                    Wording::new(
                        format!("{} is {amount}, finer than {unit}", place.en),
                        format!("{}为{amount}，小于最小单位{unit}", place.zh),
                    ),
                    wording!("can't be paid", "无法支付"),
                )
                .with_help(wording!("give the amount as it was paid or approved", "请按实际支付或核定的金额填写"))
            }
            EntryError::WithoutInstalment { at, measure: Wording { en, zh }, parts } => Diagnostic::error(
                "case/instalment-missing",
                at.span,
                said(
                    &at,
                    &wording!(
                        "`{en}` is paid in {parts} parts, and the entry doesn't say which one it paid",
                        "“{zh}”分{parts}期拨付，该条目没有写明是哪一期"
                    ),
                ),
                wording!("the entry", "该条目"),
            )
            .with_help(wording!("add `instalment: 1` or another part", "请加上“期次”，例如“期次: 1”")),
            EntryError::NoSuchInstalment { at, measure: Wording { en, zh }, written, parts, labels } => {
                let (named, named_zh) = match labels.is_empty() {
                    true => (String::new(), String::new()),
                    false => {
                        (format!(", or by name: {}", labels.join(", ")), format!("，或写名称：{}", labels.join("、")))
                    }
                };
                Diagnostic::error(
                    "case/no-such-instalment",
                    at.span,
                    said(&at, &wording!("`{en}` has no part `{written}`", "“{zh}”没有“{written}”这一期")),
                    wording!("not a part of its schedule", "不在各期之列"),
                )
                .with_help(wording!("its parts are 1 to {parts}{named}", "各期为1至{parts}{named_zh}"))
            }
            EntryError::NoInstalments { at, measure: Wording { en, zh } } => Diagnostic::error(
                "case/no-instalments",
                at.span,
                said(&at, &wording!("`{en}` is not paid in instalments", "“{zh}”不分期支付")),
                wording!("an instalment", "期次"),
            )
            .with_help(wording!(
                "remove `instalment`; several ledger entries for one support year add up",
                "请删去“期次”（instalment）；同一支持年度的多笔支付会相加"
            )),
        }
    }
}

/// The sentence with its place before it.
fn said(at: &At, sentence: &Wording) -> Wording {
    let before = at.before();
    Wording::new(before.en + &sentence.en, before.zh + &sentence.zh)
}
