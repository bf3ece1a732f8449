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
    let used = [("元", "CNY"), ("£", "GBP"), ("€", "EUR"), ("$", "USD"), ("¥", "CNY")]
        .into_iter()
        .filter(|(sign, _)| text.contains(sign));
    let mut codes: Vec<&str> = used.map(|(_, code)| code).collect();
    codes.dedup();
    match codes.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}
