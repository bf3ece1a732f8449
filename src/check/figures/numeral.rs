//! Numbers in words: 三十万, 伍佰, 两, six.

pub(super) use crate::source::{scale, stands_in_numeral};

use crate::source::value_of_numeral;
use crate::value::Number;

/// A Chinese numeral that begins with a digit or 十.
pub(super) fn chinese(numeral: &str) -> Option<Number> {
    value_of_numeral(numeral).map(Number::from)
}

/// The numbers that English texts write as one word.
const WORDS: [(&str, i64); 30] = [
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
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("once", 1),
    ("twice", 2),
    ("hundred", 100),
];

/// A number of English words in lower case: `twenty`, `five`; `two`, `hundred`.
pub(super) fn english(words: &[&str]) -> Option<Number> {
    let value = |word: &str| WORDS.iter().find(|(own, _)| *own == word).map(|(_, number)| *number);
    let (mut whole, mut last) = (0_i64, None);
    for word in words {
        if *word == "and" && last == Some(100) {
            continue;
        }
        let next = value(word)?;
        whole = match (last, next) {
            (None, 100) => return None,
            (None, _) => next,
            (Some(1..=99), 100) => whole * 100,
            (Some(tens), 1..=9) if tens >= 20 && tens % 10 == 0 => whole + next,
            (Some(100), 1..=99) => whole + next,
            (Some(_), _) => return None,
        };
        last = Some(next);
    }
    last.map(|_| Number::from(whole))
}

/// Shares in words, longer ones before those that begin them.
const SHARES: [(&str, i64, i64); 13] = [
    ("three quarters of", 3, 4),
    ("three-quarters of", 3, 4),
    ("one quarter of", 1, 4),
    ("a quarter of", 1, 4),
    ("two thirds of", 2, 3),
    ("two-thirds of", 2, 3),
    ("one third of", 1, 3),
    ("one-third of", 1, 3),
    ("a third of", 1, 3),
    ("one half of", 1, 2),
    ("half of", 1, 2),
    ("half the", 1, 2),
    ("half its", 1, 2),
];

/// Shares in Chinese words.
const CHINESE_SHARES: [(&str, i64, i64); 3] = [("一半", 1, 2), ("减半", 1, 2), ("折半", 1, 2)];

/// The share in words that begins a text in lower case: how long the words are, and the share.
pub(super) fn share(text: &str) -> Option<(usize, Number)> {
    let all = SHARES.iter().chain(&CHINESE_SHARES);
    let (word, part, whole) = all.into_iter().find(|(word, ..)| text.starts_with(word))?;
    Some((word.chars().count(), Number::from(*part).divided_by(Number::from(*whole)).ok()?))
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
    }

    #[test]
    fn english_numbers_have_their_value() {
        let cases: [(&[&str], Option<i64>); 8] = [
            (&["six"], Some(6)),
            (&["forty", "five"], Some(45)),
            (&["two", "hundred"], Some(200)),
            (&["ninety", "nine", "hundred"], Some(9_900)),
            (&["two", "hundred", "and", "fifty"], Some(250)),
            (&["five", "twenty"], None),
            (&["hundred"], None),
            (&[], None),
        ];
        for (words, value) in cases {
            assert_eq!(english(words), value.map(Number::from), "{words:?}");
        }
    }
}
