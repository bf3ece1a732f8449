//! Words around the figures of documents, in Chinese and English.

use super::read::Kind;

/// Units that stand directly behind a number, with what they count and into how many parts they divide it.
pub(super) const UNITS: &[(&str, Kind, i64)] = &[
    ("个百分点", Kind::Share, 100),
    ("百分点", Kind::Share, 100),
    ("percentage point", Kind::Share, 100),
    ("per cent", Kind::Share, 100),
    ("percent", Kind::Share, 100),
    ("points", Kind::Share, 100),
    ("%", Kind::Share, 100),
    ("BP", Kind::Share, 10_000),
    ("‰", Kind::Share, 1_000),
    ("个基点", Kind::Share, 10_000),
    ("基点", Kind::Share, 10_000),
    ("basis point", Kind::Share, 10_000),
    ("美元", Kind::Money, 1),
    ("欧元", Kind::Money, 1),
    ("港元", Kind::Money, 1),
    ("日元", Kind::Money, 1),
    ("英镑", Kind::Money, 1),
    ("元", Kind::Money, 1),
    ("圆", Kind::Money, 1),
    ("euro", Kind::Money, 1),
    ("dollar", Kind::Money, 1),
    ("pound", Kind::Money, 1),
    ("yuan", Kind::Money, 1),
    ("个月", Kind::Time, 1),
    ("个季度", Kind::Time, 1),
    ("个工作日", Kind::Time, 1),
    ("工作日", Kind::Time, 1),
    ("个自然日", Kind::Time, 1),
    ("自然日", Kind::Time, 1),
    ("个年度", Kind::Time, 1),
    ("周岁", Kind::Count, 1),
    ("周年", Kind::Time, 1),
    ("周", Kind::Time, 1),
    ("年", Kind::Time, 1),
    ("天", Kind::Time, 1),
    ("日", Kind::Time, 1),
    ("小时", Kind::Count, 1),
    ("year", Kind::Time, 1),
    ("month", Kind::Time, 1),
    ("week", Kind::Time, 1),
    ("day", Kind::Time, 1),
    ("quarter", Kind::Time, 1),
];

/// Words behind which a number counts through and says no amount.
pub(super) const ORDINALS: &[&str] = &[
    "第",
    "article",
    "articles",
    "section",
    "sections",
    "paragraph",
    "chapter",
    "part",
    "annex",
    "schedule",
    "table",
    "regulation",
    "regulations",
    "year",
    "step",
    "no.",
];

/// The first letters of the months.
pub(super) const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Signs between the figures of a list or a range, whose unit stands behind the last.
pub(super) const BETWEEN: &[&str] =
    &["、", "/", "-", "–", "—", "~", "～", "至", "到", "或", "和", "及", ",", " to ", " and ", " or "];

/// Words before the number of a grade.
pub(super) const RANKS: &[&str] = &["grade", "level", "class", "band", "tier", "rank", "级"];

/// Whether a text has one of some words, which are in lower case.
pub(super) fn has(text: &str, words: &[&str]) -> bool {
    let text = text.to_ascii_lowercase();
    words.iter().any(|word| text.contains(word))
}

/// Words by which a text excludes whoever it speaks of.
const EXCLUDING: &[&str] = &[
    "除外",
    "不予",
    "不享受",
    "不支持",
    "不得享受",
    "不得申",
    "不纳入",
    "不包括",
    "排除",
    "excluding",
    "excluded",
    "not eligible",
    "ineligible",
];

/// Words of a text that says, beside what is given, when nothing is, or nothing any longer.
const REFUSING: &[&str] = &[
    "取消",
    "拒绝",
    "驳回",
    "暂停",
    "中止",
    "终止",
    "停止",
    "撤销",
    "收回",
    "否决",
    "淘汰",
    "剔除",
    "追回",
    "退回",
    "不再",
    "不受理",
    "不适用",
    "exclude",
    "excludes",
    "exclusion",
    "except",
    "unless",
    "no longer",
    "other than",
    "refuse",
    "refused",
    "refuses",
    "reject",
    "rejected",
    "rejects",
    "barred",
    "debarred",
    "disqualified",
    "disqualifies",
    "suspended",
    "suspends",
    "terminated",
    "terminates",
    "withdrawn",
    "revoked",
    "denied",
    "lose",
    "loses",
    "forfeit",
    "forfeits",
    "not",
    "no",
    "nil",
    ": 0",
    "：0",
];

/// Whether a text excludes whoever it speaks of.
pub(super) fn excludes(text: &str) -> bool {
    says(text, EXCLUDING)
}

/// Whether a text says who gets nothing, so that a condition that rests on it may be the opposite of what it says.
pub(super) fn refuses(text: &str) -> bool {
    says(text, EXCLUDING) || says(text, REFUSING)
}

/// Whether a text has one of some words, which are in lower case; one of Latin letters as a whole word.
pub(in crate::check) fn says(text: &str, words: &[&str]) -> bool {
    let text = text.to_ascii_lowercase();
    let letter = |c: char| c.is_ascii_alphanumeric();
    words.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).is_none_or(|before| !before.ends_with(letter));
            let behind = text.get(at + word.len()..).is_none_or(|behind| !behind.starts_with(letter));
            !word.starts_with(letter) || (before && behind)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_exclude_by_whole_words() {
        for text in ["保障性住房除外", "social housing excluded", "is not eligible", "Ineligible firms"] {
            assert!(excludes(text) && refuses(text), "{text}");
        }
        for text in [
            "列入名录的，暂停拨付",
            "firms in liquidation are barred",
            "paid unless closed",
            "逾期不再受理",
            "none is paid, no appeal",
        ] {
            assert!(refuses(text) && !excludes(text), "{text}");
        }
        for text in ["An eligible company must have at least 20 employees", "exclusive notes", "经认定的企业"] {
            assert!(!refuses(text), "{text}");
        }
    }
}
