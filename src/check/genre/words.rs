//! The words by which texts of the genre say what they usually say.

use std::ops::Range;

use super::super::figures::says;

/// Something that texts say in set phrases.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrases {
    /// The phrases, English ones in small letters.
    pub(super) of: &'static [&'static str],
    /// Characters before which none of them begins: of 部分三年期 no 分三年.
    pub(super) not_after: &'static [char],
    /// Characters behind which none of them ends.
    not_before: &'static [char],
    /// Words beside which they speak of something else.
    not_with: &'static [&'static str],
    /// Where there are any, those of which one stands before an English phrase.
    english_of: &'static [&'static str],
}

impl Phrases {
    pub(super) const fn new(of: &'static [&'static str]) -> Phrases {
        Phrases { of, not_after: &[], not_before: &[], not_with: &[], english_of: &[] }
    }

    /// Where the first of them stands, of several that begin there the longest.
    pub(super) fn found_in(&self, text: &str) -> Option<Range<usize>> {
        // Small letters have the bytes of capital ones, so that the places stay.
        let small = text.to_ascii_lowercase();
        if self.not_with.iter().any(|word| small.contains(word)) {
            return None;
        }
        let stands = |at: usize, phrase: &str| {
            let (before, behind) = (small.get(..at).unwrap_or_default(), small.get(at + phrase.len()..));
            let of = !phrase.is_ascii() || self.english_of.is_empty() || says(before, self.english_of);
            of && !before.ends_with(self.not_after) && !behind.is_some_and(|own| own.starts_with(self.not_before))
        };
        let places = self.of.iter().filter_map(|phrase| {
            let at = small.match_indices(phrase).map(|(at, _)| at).find(|at| stands(*at, phrase))?;
            Some((at, std::cmp::Reverse(phrase.len())))
        });
        let (at, std::cmp::Reverse(length)) = places.min()?;
        Some(at..at + length)
    }

    /// Whether one of them stands in a text.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.found_in(text).is_some()
    }
}

/// Money that was paid is taken back.
pub(super) const TAKEN_BACK: Phrases = Phrases {
    of: &[
        "追回",
        "追缴",
        "缴回",
        "退还",
        "退回已",
        "予以收回",
        "收回资金",
        "收回已",
        "收回全部",
        "收回补",
        "收回奖",
        "收回财政",
        "claw back",
        "clawed back",
        "clawback",
        "recovered from",
        "be recovered",
        "be repaid",
        "paid back",
        "reclaim",
    ],
    not_with: &["保证金", "押金", "定金", "增值税", "留抵", "deposit", "vat ", "value added tax", "value-added tax"],
    ..Phrases::new(&[])
};

/// Whatever may be about taking back.
pub(super) const ABOUT_TAKING_BACK: Phrases = Phrases::new(&[
    "追",
    "缴回",
    "退还",
    "退回",
    "退款",
    "退货",
    "收回",
    "返还",
    "撤销",
    "取消",
    "骗取",
    "违约",
    "recover",
    "claw",
    "repay",
    "repaid",
    "paid back",
    "pay back",
    "refund",
    "reclaim",
    "revo",
    "return of",
]);

/// Nothing is given twice.
pub(super) const NOT_TWICE: Phrases = Phrases::new(&[
    "不重复享受",
    "不重复支持",
    "不重复奖励",
    "不重复补",
    "不重复资助",
    "不重复计",
    "不得重复",
    "不再重复",
    "不可重复",
    "不能重复",
    "从高不重复",
    "就高不重复",
    "就高不就低",
    "从高不从低",
    "从高原则",
    "就高原则",
    "不可兼得",
    "不得兼得",
    "不可同时享受",
    "不得同时享受",
    "不能同时享受",
    "not subsidised twice",
    "not subsidized twice",
    "not be paid twice",
    "not be supported twice",
    "may not be combined",
    "cannot be combined",
    "whichever is higher",
    "whichever is the higher",
]);

/// Whatever may be about giving twice.
pub(super) const ABOUT_TWICE: Phrases = Phrases::new(&[
    "重复",
    "从高",
    "就高",
    "兼得",
    "同时享受",
    "同一",
    "一次性",
    "限一次",
    "首次",
    "新认定",
    "其他财政",
    "其他补",
    "其他资金",
    "其他政策",
    "other support",
    "other grant",
    "other fund",
    "other government",
    "other assistance",
    "already",
    "before",
    "twice",
    "once",
    "one-off",
    "duplicate",
    "double",
    "combined",
    "highest",
    "higher",
]);

/// From when, and how long, a text is in force.
pub(super) const IN_FORCE: Phrases = Phrases {
    of: &[
        "起施行",
        "起实施",
        "起执行",
        "起生效",
        "日施行",
        "come into force",
        "comes into force",
        "in force from",
        "are in force",
        "is in force",
        "take effect",
        "takes effect",
        "effective from",
    ],
    not_before: &['的', '合', '项'],
    english_of: &[
        "rules",
        "rule",
        "scheme",
        "policy",
        "programme",
        "program",
        "regulation",
        "regulations",
        "order",
        "act",
        "measures",
        "notice",
        "guideline",
        "guidelines",
        "ordinance",
        "law",
        "it",
        "they",
        "this",
        "these",
    ],
    ..Phrases::new(&[])
};

/// Whatever may be about time in force.
pub(super) const ABOUT_FORCE: Phrases = Phrases::new(&[
    "施行",
    "实施之日",
    "生效",
    "有效期",
    "执行期",
    "试行",
    "年度计划",
    "in force",
    "into force",
    "effect",
    "valid",
    "expire",
    "until",
]);

/// A good record.
pub(super) const GOOD_RECORD: Phrases = Phrases::new(&[
    "失信",
    "黑名单",
    "信用记录",
    "信用状况",
    "不良信用",
    "不良记录",
    "信用中国",
    "严重违法",
    "重大违法",
    "违法违规记录",
    "dishonest",
    "blacklist",
    "credit record",
    "serious violation",
    "debarred",
]);

/// Where taxes are paid and figures are reported.
pub(super) const REGISTERED_FOR_TAX: Phrases = Phrases::new(&[
    "税务登记",
    "税收征管",
    "税务征管",
    "税收关系",
    "纳税关系",
    "税收户管",
    "统计关系",
    "统计登记",
    "在地统计",
    "registered for tax",
    "tax registration",
]);

/// Money is paid in parts.
pub(super) const IN_PARTS: Phrases = Phrases {
    of: &[
        "分期拨付",
        "分期支付",
        "分期兑现",
        "分期发放",
        "分期给予",
        "分批拨付",
        "分阶段拨付",
        "分年度拨付",
        "分年拨付",
        "分两年",
        "分三年",
        "分四年",
        "分五年",
        "分2年",
        "分3年",
        "分4年",
        "分5年",
        "分两期",
        "分三期",
        "分两次",
        "分三次",
        "余款",
        "尾款",
        "in instalments",
        "in installments",
        "in equal parts",
        "the rest after",
        "the balance after",
    ],
    not_after: &['部', '充', '区', '划', '十', '百', '得', '积', '评'],
    not_with: &["分期付款购", "bought", "purchase", "lease", "hire"],
    ..Phrases::new(&[])
};

/// A budget is shared by all who apply.
pub(super) const SHARED_BUDGET: Phrases = Phrases::new(&[
    "先到先得",
    "用完为止",
    "额满为止",
    "按比例核减",
    "同比例核减",
    "按比例缩减",
    "同比例缩减",
    "按比例调减",
    "同比例调减",
    "按比例兑付",
    "同比例兑付",
    "first come",
    "first-come",
    "until the budget",
    "while the budget lasts",
]);

/// There is no ceiling, and the text says so.
pub(super) const NO_CEILING: Phrases = Phrases::new(&[
    "不封顶",
    "不设上限",
    "无上限",
    "不设限",
    "no limit",
    "no ceiling",
    "no cap",
    "without limit",
    "uncapped",
]);

/// Whatever may be about a ceiling, in what the rules say of the text.
pub(super) const ABOUT_CEILINGS: Phrases =
    Phrases::new(&["上限", "封顶", "最高", "限额", "ceiling", "cap ", "capped", "limit"]);

/// A year that is named by another.
pub(super) const RELATIVE_YEAR: Phrases = Phrases {
    of: &[
        "上一年度",
        "上一自然年度",
        "上一会计年度",
        "上年度",
        "上一年",
        "上年",
        "去年",
        "前一年度",
        "本年度",
        "当年度",
        "previous year",
        "last year",
        "prior year",
        "prior-year",
        "preceding year",
        "current year",
    ],
    not_after: &['以', '线', '网', '规', '海', '路', '陆', '除', '减'],
    ..Phrases::new(&[])
};

/// Labels of days on which money is paid.
pub(super) const PAID_ON: Phrases =
    Phrases::new(&["兑付", "兑现", "拨付", "支付", "到账", "发放", "付款", "paid", "redeem", "payment"]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_they_begin() {
        let found =
            |phrases: &Phrases, text: &str| phrases.found_in(text).map(|range| text.get(range).unwrap().to_owned());
        assert_eq!(found(&NOT_TWICE, "同一项目从高不重复。").as_deref(), Some("从高不重复"));
        assert_eq!(found(&IN_PARTS, "部分三年期贷款").as_deref(), None);
        assert_eq!(found(&IN_PARTS, "部分三年期贷款，分三年拨付").as_deref(), Some("分三年"));
        assert_eq!(found(&RELATIVE_YEAR, "500万元以上年均增长").as_deref(), None);
        for text in ["线上年度交易额", "网上年销售额", "规上年产值", "海上年通行量", "扣除去年费"]
        {
            assert_eq!(found(&RELATIVE_YEAR, text), None, "{text}");
        }
        assert_eq!(found(&IN_FORCE, "对2024年1月1日起实施的技术改造项目"), None);
        assert_eq!(found(&IN_FORCE, "insurance that is in force"), None);
        assert_eq!(found(&IN_FORCE, "本办法自印发之日起施行。").as_deref(), Some("起施行"));
        assert_eq!(found(&TAKEN_BACK, "履约保证金验收后予以退还"), None);
        assert_eq!(found(&TAKEN_BACK, "VAT that can be recovered is not eligible"), None);
        assert_eq!(found(&IN_PARTS, "equipment bought in instalments"), None);
        assert_eq!(found(&RELATIVE_YEAR, "Last year's output").as_deref(), Some("Last year"));
    }
}
