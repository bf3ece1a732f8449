//! What the words beside a day say of it.
//!
//! 自…起, 截至 and `not before` say whether the day itself is meant. 前, 以前 and 之后 are written for both: of them only the direction counts.

use std::ops::Range;

use crate::ast::CompareOp::{self, Above, AtLeast, AtMost, Below};

use super::numeral::stands_in_numeral;
use super::sense::before;

/// Words before a day, longer ones before those that end them.
const BEFORE: &[(&str, CompareOp)] = &[
    ("早于", Below),
    ("晚于", Above),
    ("迟于", Above),
    ("截至", AtMost),
    ("截止至", AtMost),
    ("截止到", AtMost),
    ("截止", AtMost),
    ("至", AtMost),
    ("自", AtLeast),
    ("从", AtLeast),
    ("on or before", AtMost),
    ("on or after", AtLeast),
    ("later than", Above),
    ("earlier than", Below),
    ("before", Below),
    ("after", Above),
    ("since", AtLeast),
    ("starting", AtLeast),
    ("from", AtLeast),
    ("until", AtMost),
    ("up to", AtMost),
    ("by", AtMost),
];

/// Words directly behind a day, longer ones first, each with whether it leaves open if the day itself is meant.
const BEHIND: &[(&str, CompareOp, bool)] = &[
    ("及以前", AtMost, false),
    ("及之前", AtMost, false),
    ("及以后", AtLeast, false),
    ("及之后", AtLeast, false),
    ("以前", AtMost, true),
    ("之前", AtMost, true),
    ("前", AtMost, true),
    ("为止", AtMost, false),
    ("止", AtMost, false),
    ("起", AtLeast, false),
    ("以来", AtLeast, true),
    ("以后", AtLeast, true),
    ("之后", AtLeast, true),
    ("后", AtLeast, true),
    ("or later", AtLeast, false),
    ("or after", AtLeast, false),
    ("and later", AtLeast, false),
    ("and after", AtLeast, false),
    ("onward", AtLeast, false),
    ("or earlier", AtMost, false),
    ("or before", AtMost, false),
];

/// What the words beside a day say of it, and whether they leave open if it is meant itself; `None` where they say nothing, or two things.
pub(super) fn sense_of_day(text: &str, day: Range<usize>) -> Option<(CompareOp, bool)> {
    let before = before(text.get(..day.start)?, BEFORE).map(|sense| (sense, false));
    let behind = behind(text.get(day.end..)?);
    match (before, behind) {
        (Some((one, _)), Some((other, _))) if later(one) != later(other) => None,
        (before, behind) => before.or(behind),
    }
}

fn behind(text: &str) -> Option<(CompareOp, bool)> {
    let text = text.trim_start();
    let bracket = ["（含", "(含", "（不含", "(不含"].iter().find(|own| text.starts_with(*own));
    let rest = match bracket {
        None => text,
        Some(_) => text.split_once(['）', ')'])?.1.trim_start(),
    };
    let (word, sense, loose) = BEHIND.iter().find(|(word, ..)| rest.starts_with(word))?;
    // 2025年6月30日前三年 says how long before.
    let next = rest.get(word.len()..)?.chars().next();
    if next.is_some_and(|c| c.is_ascii_digit() || stands_in_numeral(c) || matches!(c, '后' | '期' | '述')) {
        return None;
    }
    Some(match (bracket.map(|own| own.contains('不')), sense) {
        (None, _) => (*sense, *loose),
        (Some(true), AtMost | Below) => (Below, false),
        (Some(true), AtLeast | Above) => (Above, false),
        (Some(false), _) => (*sense, false),
    })
}

fn later(sense: CompareOp) -> bool {
    matches!(sense, AtLeast | Above)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_a_day_have_a_direction() {
        let cases = [
            ("于DAY前", Some((AtMost, true))),
            ("DAY（含）前完成", Some((AtMost, false))),
            ("DAY（不含）以前", Some((Below, false))),
            ("自DAY起", Some((AtLeast, false))),
            ("截至DAY", Some((AtMost, false))),
            ("不晚于DAY", Some((AtMost, false))),
            ("DAY以后新签订", Some((AtLeast, true))),
            ("DAY前三年", None),
            ("DAY后30日内", None),
            ("在DAY前后", None),
            ("自DAY止", None),
            ("on or before DAY", Some((AtMost, false))),
            ("not before DAY", Some((AtLeast, false))),
            ("before DAY", Some((Below, false))),
            ("no later than DAY", Some((AtMost, false))),
            ("decided on DAY", None),
        ];
        for (text, sense) in cases {
            let start = text.find("DAY").unwrap();
            assert_eq!(sense_of_day(text, start..start + 3), sense, "{text}");
        }
    }
}
