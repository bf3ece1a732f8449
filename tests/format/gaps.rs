//! Blank space, line breaks and comments in every gap.

use bursary::format::format;
use bursary::source::SourceId;
use bursary::syntax::tokens;
use proptest::prelude::*;

use super::{comments, read, sound};

/// Both surfaces; all that the grammar can read is in the last (`syntax::corpus_tests` holds that).
const GOOD: &[&str] = &[
    include_str!("../golden/syntax/good/forms_english.bursary"),
    include_str!("../golden/syntax/good/forms_chinese.bursary"),
    include_str!("../golden/syntax/good/example_english.bursary"),
    include_str!("../golden/syntax/good/example_chinese.bursary"),
    include_str!("../golden/syntax/good/payments_english.bursary"),
    include_str!("../golden/syntax/good/payments_chinese.bursary"),
    include_str!("../golden/syntax/good/functions_english.bursary"),
    include_str!("../golden/syntax/good/functions_chinese.bursary"),
    include_str!("../golden/syntax/good/cases_english.bursary"),
    include_str!("../golden/syntax/good/cases_chinese.bursary"),
    include_str!("../golden/syntax/good/assertions_english.bursary"),
    include_str!("../golden/syntax/good/assertions_chinese.bursary"),
    include_str!("../golden/syntax/good/continued_english.bursary"),
    include_str!("../golden/syntax/good/continued_chinese.bursary"),
    include_str!("../golden/syntax/good/tests_english.bursary"),
    include_str!("../golden/syntax/good/tests_chinese.bursary"),
    include_str!("../golden/translate/every_form.en.bursary"),
    include_str!("../golden/translate/every_form.zh.bursary"),
    include_str!("../golden/translate/every_rule.en.bursary"),
    include_str!("../golden/translate/every_rule.zh.bursary"),
];

/// What is put into a gap.
const BETWEEN: &[&str] = &[
    " ",
    "\t",
    "　\u{A0}",
    "\n      ",
    "\r\n      ",
    " # a comment\n      ",
    "\n      ＃ 注释\r\n\n      ",
    "\n\n      ",
];

/// The beginnings of all words of a text: places where something may be put in front.
fn places(text: &str) -> Vec<usize> {
    let tokens = tokens(text);
    tokens.iter().filter(|token| token.kind.is_significant()).map(|token| token.start as usize).collect()
}

/// Some clauses of a text, whole.
fn piece(text: &str, at: prop::sample::Index, lines: usize) -> String {
    let starts: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    let heads: Vec<usize> = std::iter::once(0)
        .chain(starts.into_iter().filter(|at| text[*at..].starts_with(|sign: char| !sign.is_whitespace())))
        .collect();
    let start = heads[at.index(heads.len())];
    text[start..].split_inclusive('\n').take(lines).collect()
}

fn with(text: &str, at: usize, between: &str) -> String {
    format!("{}{between}{}", &text[..at], &text[at..])
}

#[test]
fn layout_properties_hold_in_each_gap_of_a_policy() {
    for text in [
        "policy p \"t\"\n  money in CNY, rounded half up to 0.01\n\ntable t by a : whole 1..5, b : kind\n  | 1..2, x or y => 5元\n\nmeasure m\n  let r \"R\" be\n    | 30% if a is x and b at least 12 months\n    | min(5元, -2元) otherwise\n    under reading q is z\n  award r of (a + b), not below 0元 in years 2 to 3\n    except \"e\": 5% if not a\n      quote \"words\" article \"1\"\n  cap 20 million CNY per a.b[year - 1] in total\n",
        "政策 p 「题」\n  金额单位 CNY，四舍五入至 0.01\n\n标准 t 按 a：整数 1..5，b：类\n  | 1..2，x 或 y => 5元\n\n措施 m\n  设 r 「率」 为\n    | 30% 如果 a 为 x 且 b 不低于 12个月\n    | 最小（5元，－2元） 否则\n    采用解读 q 为 z\n  奖励 （a ＋ b） 的 r，最低 0元 第2至3年\n    例外 「e」：5% 如果 非 a\n      原文 「话」 条款 「1」\n  封顶 2000万 CNY 每个 a.b[支持年度 － 1] 累计\n",
    ] {
        assert_eq!(sound(text).text, text);
        let (tree, found) = read(text);
        assert_eq!(found, []);
        let mut allowed = 0;
        for at in places(text) {
            let begins_line =
                text[..at].trim_end_matches(' ').is_empty() || text[..at].trim_end_matches(' ').ends_with('\n');
            // A line break before a line's first word makes a blank line, which stays.
            for between in BETWEEN.iter().filter(|between| !begins_line || !between.contains('\n')) {
                let written = with(text, at, between);
                let formatted = sound(&written);
                let is_read = formatted.left.is_empty() && read(&written).0 == tree;
                if is_read && comments(&written).is_empty() {
                    // It is no part of the layout.
                    assert_eq!(formatted.text, text, "{written}");
                    allowed += 1;
                }
            }
        }
        assert!(allowed > 150, "{allowed}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn layout_properties_hold_with_anything_in_any_gaps(
        text in prop::sample::select(GOOD), at in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(BETWEEN)), 1..6),
    ) {
        let mut written = piece(text, at, 14);
        for (at, between) in changes {
            let places = places(&written);
            if !places.is_empty() {
                written = with(&written, places[at.index(places.len())], between);
            }
        }
        // A name on a line of its own may be a leading word of the other surface.
        if format(SourceId(0), &written).map_or_else(|refused| refused.code != "syntax/mixed-surfaces", |_| true) {
            sound(&written);
        }
    }

    #[test]
    fn layout_properties_hold_for_damaged_texts(
        text in prop::sample::select(GOOD), at in any::<prop::sample::Index>(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..3), 1..4),
    ) {
        let mut written = piece(text, at, 14);
        for (at, take) in cuts {
            let places = places(&written);
            let end = places.len().saturating_sub(take + 1);
            if end > 0 {
                let at = at.index(end);
                written.replace_range(places[at]..places[at + take], if take == 0 { "of " } else { "" });
            }
        }
        // Where a clause cannot be read, its neighbours may depend on its indentation.
        if format(SourceId(0), &written).is_ok() {
            sound(&written);
        }
    }

    #[test]
    fn layout_properties_hold_for_words_at_random(words in prop::collection::vec(prop::sample::select(&[
        "policy", "measure", "m", "when", "award", "cap", "per", "let", "be", "x", "|", "=>", ":", "：", ",", "(", ")", "30%", "of",
        "15万元", "\"a\"", "「甲」", "“", "\"", "\n", "\n  ", "\n    ", "\n\t", "措施", "条件", "奖励", "封顶", "每个", "累计", "设", "为",
        "的", "且", "and", "or", "not", "第2至3年", "in years 2 to 3", "applicant", "record", "type", "table", "reading", "quote", "except",
        "『", "』", "# c\n", "＃", "sum of", "合计", "for each", "in", "if", "otherwise", "yes/no", "list of", "、", "在", "条件证书",
        "最高1.5万", "\r\n", "\u{200B}", "\u{FEFF}", "because", "原文", "例外",
    ][..]), 0..40), spaced in any::<bool>()) {
        let text = words.join(if spaced { " " } else { "" });
        if let Ok(formatted) = format(SourceId(0), &text) {
            prop_assert_eq!(format(SourceId(0), &formatted.text).map(|again| again.text), Ok(formatted.text));
        }
    }
}
