//! The figures of a sentence, as they stand there.

/// Units that belong to the figure before them, the longest first.
const UNITS: [&str; 32] = [
    "个百分点",
    "平方米",
    "千瓦时",
    "千瓦",
    "兆瓦",
    "亿元",
    "万元",
    "个月",
    "人次",
    "million",
    "billion",
    "percent",
    "per cent",
    "元",
    "年",
    "月",
    "日",
    "天",
    "级",
    "家",
    "项",
    "次",
    "倍",
    "人",
    "%",
    "％",
    "‰",
    "months",
    "month",
    "years",
    "year",
    "days",
];

/// The figures of a sentence with their units: `20%`, `100万元`, `3年`, `£7,500`.
pub(super) fn figures(sentence: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut rest = sentence;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(from.len());
        let (digits, after) = from.split_at(end);
        // What stands behind a letter is part of a name.
        if before.ends_with(|c: char| c.is_ascii_alphabetic()) {
            rest = after;
            continue;
        }
        if let Some((second, behind)) = ratio(after) {
            let figure = format!("{digits}:{second}");
            if !found.contains(&figure) {
                found.push(figure);
            }
            rest = behind;
            continue;
        }
        let digits = digits.trim_end_matches(['.', ',']);
        let sign = before.chars().next_back().filter(|c| matches!(c, '£' | '$' | '€' | '¥' | '￥'));
        let unit = UNITS.iter().find(|unit| after.trim_start_matches(' ').starts_with(**unit)).copied().unwrap_or("");
        let blank = if unit.starts_with(|c: char| c.is_ascii_alphabetic()) { " " } else { "" };
        let sign = sign.map(String::from).unwrap_or_default();
        let figure = format!("{sign}{digits}{blank}{unit}");
        if !found.contains(&figure) {
            found.push(figure);
        }
        rest = after;
    }
    found
}

/// The second number of `1:0.5`, and what follows it.
fn ratio(after: &str) -> Option<(&str, &str)> {
    let inner = after.strip_prefix([':', '：', '∶'])?;
    let end = inner.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(inner.len());
    let (second, behind) = inner.split_at_checked(end).filter(|(second, _)| !second.is_empty())?;
    Some((second, behind))
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn figures_keep_their_units() {
        assert_eq!(figures("P01 按市级奖励1:0.5比例，CSMM3级"), ["1:0.5"]);
        assert_eq!(figures("按投资额的20%给予补助，最高100万元，连续3年。"), ["20%", "100万元", "3年"]);
        assert_eq!(
            figures("£7,500, or 2.5 million over 3 years; 2级15万元"),
            ["£7,500", "2.5 million", "3 years", "2级", "15万元"]
        );
    }
}
