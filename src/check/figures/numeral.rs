//! Numbers in words: 三十万, 伍佰, 两, six.

use crate::value::Number;

/// A sign of a Chinese numeral.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Digit(i64),
    /// 十, 百, 千: of the digit before it.
    Place(i64),
    /// 万, 亿: of all before it.
    Scale(i64),
}

fn sign(c: char) -> Option<Sign> {
    Some(match c {
        '〇' | '零' => Sign::Digit(0),
        '一' | '壹' => Sign::Digit(1),
        '二' | '两' | '贰' => Sign::Digit(2),
        '三' | '叁' => Sign::Digit(3),
        '四' | '肆' => Sign::Digit(4),
        '五' | '伍' => Sign::Digit(5),
        '六' | '陆' => Sign::Digit(6),
        '七' | '柒' => Sign::Digit(7),
        '八' | '捌' => Sign::Digit(8),
        '九' | '玖' => Sign::Digit(9),
        '十' | '拾' => Sign::Place(10),
        '百' | '佰' => Sign::Place(100),
        '千' | '仟' => Sign::Place(1_000),
        '万' => Sign::Scale(10_000),
        '亿' => Sign::Scale(100_000_000),
        _ => return None,
    })
}

/// Whether a character may stand in a Chinese numeral.
pub(super) fn stands_in_numeral(c: char) -> bool {
    sign(c).is_some()
}

/// What 十, 百, 千, 万 or 亿 behind digits multiplies them by.
pub(super) fn scale(c: char) -> Option<i64> {
    match sign(c)? {
        Sign::Place(times) | Sign::Scale(times) => Some(times),
        Sign::Digit(_) => None,
    }
}

/// A Chinese numeral that begins with a digit or 十.
pub(super) fn chinese(numeral: &str) -> Option<Number> {
    let signs: Vec<Sign> = numeral.chars().map(sign).collect::<Option<_>>()?;
    let begins = matches!(signs.first()?, Sign::Digit(_) | Sign::Place(10));
    if !begins || signs.len() > 16 {
        return None;
    }
    let (mut whole, mut section, mut digit) = (0_i64, 0_i64, None);
    let mut last = 0;
    for sign in signs {
        match sign {
            Sign::Digit(own) if digit.is_some_and(|before| before != 0) => {
                // 二五 and the like: digits one after the other.
                digit = digit.and_then(|before: i64| before.checked_mul(10)?.checked_add(own));
            }
            Sign::Digit(own) => digit = Some(own),
            Sign::Place(times) => section = section.checked_add(digit.take().unwrap_or(1).checked_mul(times)?)?,
            Sign::Scale(times) => {
                section = section.checked_add(digit.take().unwrap_or(0))?;
                whole = if last > times {
                    whole.checked_add(section.checked_mul(times)?)?
                } else {
                    whole.checked_add(section)?.checked_mul(times)?
                };
                (section, last) = (0, times);
            }
        }
    }
    let rest = section.checked_add(digit.unwrap_or(0))?;
    Some(Number::from(whole.checked_add(rest)?))
}

/// The numbers that English texts write as words.
const WORDS: [(&str, i64); 20] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("fifteen", 15),
    ("eighteen", 18),
    ("twenty", 20),
    ("thirty", 30),
    ("sixty", 60),
    ("ninety", 90),
    ("once", 1),
    ("twice", 2),
];

/// A number that is one English word in lower case.
pub(super) fn english(word: &str) -> Option<Number> {
    WORDS.iter().find(|(own, _)| *own == word).map(|(_, number)| Number::from(*number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numerals_have_their_value() {
        let cases = [
            ("五", 5),
            ("十", 10),
            ("十五", 15),
            ("三十", 30),
            ("一百零五", 105),
            ("伍佰万", 5_000_000),
            ("两千五百", 2_500),
            ("三十万", 300_000),
            ("一亿二千万", 120_000_000),
        ];
        for (numeral, value) in cases {
            assert_eq!(chinese(numeral), Some(Number::from(value)), "{numeral}");
        }
        assert_eq!(chinese("万"), None);
        assert_eq!(chinese("百"), None);
        assert_eq!(english("six"), Some(Number::from(6)));
    }
}
