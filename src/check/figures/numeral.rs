//! Numbers in words: 三十万, 伍佰, 两, six.

pub(super) use crate::source::{scale, stands_in_numeral};

use crate::source::value_of_numeral;
use crate::value::Number;

/// A Chinese numeral that begins with a digit or 十.
pub(super) fn chinese(numeral: &str) -> Option<Number> {
    value_of_numeral(numeral).map(Number::from)
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
