//! Whole clauses to copy: how each kind of clause that has more to it than a word and a value is written, in both surfaces.

use super::keywords::ClauseKind;
use crate::ast::Surface;

const FORMS: &[(ClauseKind, &str, &str)] = &[
    (
        ClauseKind::Unit,
        "unit megawatt_hour \"…\" is 1000 kilowatt_hour",
        "计量单位 megawatt_hour 「兆瓦时」 为 1000千瓦时",
    ),
    (ClauseKind::InForce, "in force from 2026-01-01 until 2027-12-31", "施行 自 2026-01-01 至 2027-12-31"),
    (ClauseKind::Amendment, "amendment rev_2025 \"…\" from 2025-06-01", "修订 rev_2025 「2025年修订」 自 2025-06-01"),
    (ClauseKind::Repeal, "repeal training", "废止 培训补助"),
    (
        ClauseKind::Table,
        "table standard \"…\" by level \"…\" : whole 1..5",
        "标准 standard 「奖励标准」 按 level 「等级」：整数 1..5",
    ),
    (
        ClauseKind::Slices,
        "slices bands \"…\" by sales \"…\" : money",
        "分段 bands 「分段比例」 按 sales 「销售收入」：金额",
    ),
    (
        ClauseKind::Type,
        "type size \"…\" : one of`, then a row for each, `| small \"…\"",
        "类型 size 「规模」：其中之一”，下面每种取值一行“| small 「小型」",
    ),
    (ClauseKind::Dated, "dated lpr \"…\" : ratio, in \"lpr.csv\"", "时变值 lpr 「一年期LPR」：比率，见 「lpr.csv」"),
    (ClauseKind::ForEach, "for each project in projects", "对每个 project 「项目」 属于 项目清单"),
    (
        ClauseKind::Except,
        "except \"small firms\": 30% if kind is small",
        "例外 「小型企业」：30% 如果 企业类别 为 小型企业",
    ),
    (
        ClauseKind::Raise,
        "raise \"small firms\" by 5% if kind is small",
        "上浮 「小型企业」 5% 如果 企业类别 为 小型企业",
    ),
    (ClauseKind::Cap, "cap 500000元 per applicant in total", "封顶 50万元 每个 申报主体 累计"),
    (
        ClauseKind::Once,
        "once \"one award per contract\" per project.contract",
        "限一次 「同一合同不重复」 每个 项目.合同编号",
    ),
    (ClauseKind::Across, "limits across water, power \"…\"", "合并限额 用水补助、用电补助 「两项合计」"),
    (
        ClauseKind::Pay,
        "pay in 3 equal years from applied_on` or `pay 20% on project.started_on, the rest on project.accepted_on",
        "拨付 分3年等额 自 申请日”或“拨付 20% 于 项目.开工日期，余款 于 项目.验收日期",
    ),
    (ClauseKind::Silence, "silence \"tables/cliff\" because \"…\"", "忽略 「tables/cliff」 理由 「…」"),
    (ClauseKind::Payers, "paid by \"city\" 50%, \"district\" the rest", "承担 「市级财政」 50%，「区级财政」 余款"),
    (
        ClauseKind::Voucher,
        "voucher until 2026-12-31, redeemed on ticket.redeemed_on",
        "兑付券 至 2026-12-31，兑付于 券.兑付日期",
    ),
    (
        ClauseKind::Recover,
        "recover all when \"moved away\": moved_out` or `recover 50% of paid when \"…\": …",
        "追回 全部 条件 「迁出」：已迁出”或“追回 已拨付 的 50% 条件 「…」：…",
    ),
    (
        ClauseKind::Obliged,
        "obliged \"stays ten years\" until project.paid_on + 10 years",
        "义务 「十年内不迁离」 至 项目.到账日期 ＋ 10年",
    ),
];

/// How a clause of a kind is written; `None` where its word and what follows say it all.
pub(super) fn form(kind: ClauseKind, surface: Surface) -> Option<&'static str> {
    let (_, english, chinese) = FORMS.iter().find(|(own, ..)| *own == kind)?;
    Some(match surface {
        Surface::English => english,
        Surface::Chinese => chinese,
    })
}
