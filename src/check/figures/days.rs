//! What the words beside a day say of it.
//!
//! 自…起, 截至 and `not before` say whether the day itself is meant. 前, 以前 and 之后 are written for both: of them only the direction counts.

use std::ops::Range;

use crate::ast::CompareOp::{self, Above, AtLeast, AtMost, Below};

use super::numeral::stands_in_numeral;
use super::sense::{before, last};
use super::words::says;

/// So many characters before a day are read.
const NEAR: usize = 40;

/// Words before a day, longer ones before those that end them.
const BEFORE: &[(&str, CompareOp)] = &[
    ("早于", Below),
    ("晚于", Above),
    ("迟于", Above),
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

/// Words before a day on which something is looked at: whatever is so by then may go on.
const LOOKED_AT: &[&str] = &["截至", "截止至", "截止到", "截止"];

/// What is done, behind such a day, was done by then.
const DONE: &[&str] = &["完成", "完工", "竣工", "投产", "建成", "验收", "交付"];

/// What lasts until a day, before 至 and `until`: a rule may ask for the day, or for one beyond it.
const LASTS: &[&str] = &["期", "期限", "有效", "延续", "存续", "延长", "顺延", "持续"];
/// The same in English.
const LASTS_EN: &[&str] = &[
    "run",
    "runs",
    "running",
    "valid",
    "expire",
    "expires",
    "expiring",
    "last",
    "lasts",
    "lasting",
    "term",
    "continue",
    "continues",
    "effective",
    "extend",
    "extends",
    "extended",
];

/// What the words beside a day say of it, and whether they leave open if it is meant itself; `None` where they say nothing, or two things.
pub(super) fn sense_of_day(text: &str, day: Range<usize>) -> Option<(CompareOp, bool)> {
    let (left, right) = (text.get(..day.start)?, text.get(day.end..)?);
    let behind = behind(right);
    if LOOKED_AT.iter().any(|word| left.trim_end().ends_with(word)) {
        let done = DONE.iter().any(|word| right.trim_start().starts_with(word));
        return behind.or_else(|| done.then_some((AtMost, false)));
    }
    let before = before(left, BEFORE).filter(|_| !lasts(left)).map(|sense| (sense, false));
    match (before, behind) {
        (Some((one, _)), Some((other, _))) if later(one) != later(other) => None,
        (before, behind) => before.or(behind),
    }
}

/// Whether the words before a day say that something lasts until it.
fn lasts(before: &str) -> bool {
    let text = last(before.trim_end(), NEAR).to_ascii_lowercase();
    let until = |word: &str| text.strip_suffix(word).map(str::trim_end);
    let chinese = until("至").is_some_and(|rest| LASTS.iter().any(|word| rest.ends_with(word)));
    let english = until("until").or_else(|| until("up to"));
    chinese || english.is_some_and(|rest| says(rest, LASTS_EN))
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
            ("截至DAY仍在有效期内", None),
            ("截至DAY止", Some((AtMost, false))),
            ("截至DAY完成备案", Some((AtMost, false))),
            ("有效期至DAY的证书", None),
            ("至DAY", Some((AtMost, false))),
            ("contracts that run until DAY", None),
            ("paid until DAY", Some((AtMost, false))),
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
