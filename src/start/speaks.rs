//! What a sentence speaks of, as far as its words tell.

/// Whether a sentence speaks of money that is given: an amount, a verb of giving, or a share beside a word for support or a limit.
pub(super) fn of_money(sentence: &str) -> bool {
    const SUPPORT: [&str; 22] = [
        "奖励",
        "补贴",
        "补助",
        "资助",
        "贴息",
        "奖补",
        "扶持",
        "返还",
        "配套",
        "支持",
        "算力券",
        "grant",
        "award",
        "subsid",
        "relief",
        "credit",
        "rebate",
        "reimburse",
        "support",
        "payable",
        "paid",
        "funding",
    ];
    let lower = sentence.to_lowercase();
    let share = sentence.contains(|c: char| c.is_ascii_digit())
        && ["%", "％", "‰", "per cent", "percent", "分之"].iter().any(|unit| lower.contains(unit));
    let given = ["给予", "予以"].iter().any(|verb| lower.contains(verb))
        && ["奖励", "补贴", "补助", "资助", "贴息", "奖补", "返还"].iter().any(|word| lower.contains(word));
    given || amount(sentence) || (share && (limits(&lower) || SUPPORT.iter().any(|word| lower.contains(word))))
}

/// Whether an amount of money stands in a sentence: 5万元, £500.
fn amount(sentence: &str) -> bool {
    let figures = super::figures::figures(sentence);
    figures.iter().any(|figure| figure.ends_with('元') || figure.starts_with(['£', '$', '€', '¥', '￥']))
}

/// Whether a sentence sets an upper limit.
fn limits(lower: &str) -> bool {
    ["最高", "不超过", "封顶", "上限", "累计", "up to", "at most", "maximum", "not exceed", "limit", "cap "]
        .iter()
        .any(|word| lower.contains(word))
}

/// Whether a sentence says from when, or how long, the measure is in force.
pub(super) fn of_time_in_force(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    ["施行", "生效", "有效期", "试行期", "in force", "comes into effect", "takes effect"]
        .iter()
        .any(|word| lower.contains(word))
}

/// Who issued the document, where a sentence says who explains it: 由某局负责解释.
pub(super) fn issuer(sentence: &str) -> Option<&str> {
    let (_, after) = sentence.split_once('由')?;
    let end = ["负责解释", "负责本", "解释"].iter().filter_map(|word| after.find(word)).min()?;
    let name = after.get(..end)?;
    (sentence.contains("解释")
        && (2..=40).contains(&name.chars().count())
        && !name.contains(['，', '。', '；', '「', '」']))
    .then_some(name)
}

/// The currency whose sign a text uses, by ISO code, if there is one and no other.
pub(super) fn currency(text: &str) -> Option<&'static str> {
    // The 元 of other countries are none of this one's.
    let is_own = |(at, _): (usize, &str)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|before| !"美欧日加港澳新韩".contains(before))
    };
    let own = text.match_indices('元').any(is_own);
    let signs = [("£", "GBP"), ("€", "EUR"), ("$", "USD"), ("¥", "CNY"), ("￥", "CNY")];
    let names = [("美元", "USD"), ("欧元", "EUR")];
    let used = signs.iter().chain(names.iter().filter(|_| !own)).filter(|(sign, _)| text.contains(sign));
    let mut codes: Vec<&str> = own.then_some("CNY").into_iter().chain(used.map(|(_, code)| *code)).collect();
    codes.dedup();
    match codes.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::currency;

    #[test]
    fn the_yuan_of_others_is_not_ours() {
        for (text, code) in [
            ("最高20万元", Some("CNY")),
            ("每1美元奖励0.03元", Some("CNY")),
            ("最高20万美元", Some("USD")),
            ("£500 or €500", None),
            ("up to £7,500", Some("GBP")),
            ("￥5000", Some("CNY")),
            ("no amount", None),
        ] {
            assert_eq!(currency(text), code, "{text}");
        }
    }
}
