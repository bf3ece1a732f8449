//! What holds for every text.

use bursary::syntax::tokens;
use proptest::prelude::*;

use super::parse;

const GOOD: &[&str] = &[
    include_str!("../golden/syntax/good/example_english.bursary"),
    include_str!("../golden/syntax/good/example_chinese.bursary"),
    include_str!("../golden/syntax/good/forms_english.bursary"),
    include_str!("../golden/syntax/good/forms_chinese.bursary"),
];

fn assert_lossless(text: &str) {
    let mut end = 0;
    for token in tokens(text) {
        assert_eq!(token.start, end, "a gap or overlap");
        assert!(token.end > token.start, "an empty token");
        end = token.end;
    }
    assert_eq!(end as usize, text.len());
}

/// Reads a text; every place that a finding names lies in it, on characters.
fn assert_sound(text: &str) {
    assert_lossless(text);
    let (file, found) = parse(text);
    assert_eq!(file.span.range(), 0..text.len());
    for finding in &found {
        assert!(text.get(finding.span.range()).is_some(), "{finding:?}");
        assert!(!finding.message.en.is_empty() && !finding.message.zh.is_empty(), "{finding:?}");
        assert!(finding.fix.iter().all(|fix| text.get(fix.span.range()).is_some()), "{finding:?}");
        assert!(finding.code != "syntax/internal", "{finding:?}\n{text}");
    }
}

fn good() -> impl Strategy<Value = &'static str> {
    prop::sample::select(GOOD)
}

/// A place in a text, moved to a character's beginning.
fn place(text: &str, at: prop::sample::Index) -> usize {
    let mut at = at.index(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Some lines of a good text: short, so that many can be tried.
fn piece(text: &str, at: prop::sample::Index) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    lines.iter().skip(at.index(lines.len())).take(12).copied().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        assert_sound(&text);
    }

    #[test]
    fn any_words_are_read(words in prop::collection::vec(prop::sample::select(&[
        "policy", "measure", "m", "when", "award", "cap", "per", "let", "be", "x", "|", "=>", ":", "：", ",", "(", ")", "30%", "of",
        "15万元", "15w", "500,000", "2025-6-1", "\"a\"", "「甲」", "“", "\"", "\n", "\n  ", "\n    ", "\n\t", "措施", "条件", "奖励",
        "封顶", "每个", "累计", "设", "为", "的", "且", "and", "or", "not", "is one of", "属于", "之一", "at least", "不低于", "以上", "第2至3年",
        "in years 2 to 3", "applicant", "record", "type", "table", "reading", "quote", "『", "』", "#", ">=", "\u{200B}", "sum of",
        "合计", "对每个", "for each", "in", "if", "otherwise", "yes/no", "list of", "、", "在", "e\u{301}", "条件证书", "最高1.5万",
    ][..]), 0..40), spaced in any::<bool>()) {
        assert_sound(&words.join(if spaced { " " } else { "" }));
    }

    #[test]
    fn spliced_texts_are_read(
        one in good(), other in good(), cut in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        let (one, other) = (piece(one, cut), piece(other, from));
        let text = format!("{}{}", &one[..place(&one, cut)], &other[place(&other, to)..]);
        assert_sound(&text);
    }

    #[test]
    fn texts_with_a_hole_are_read(
        text in good(), at in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), length in 0_usize..20,
    ) {
        let text = piece(text, at);
        let start = place(&text, from);
        let hole: usize = text[start..].chars().take(length).map(char::len_utf8).sum();
        assert_sound(&format!("{}{}", &text[..start], &text[start + hole..]));
    }

    #[test]
    fn shuffled_tokens_are_read(
        text in good(), at in any::<prop::sample::Index>(), swaps in prop::collection::vec(any::<[prop::sample::Index; 2]>(), 1..6),
    ) {
        let text = piece(text, at);
        let mut pieces: Vec<&str> = tokens(&text).into_iter().map(|token| token.of(&text)).collect();
        let count = pieces.len();
        for [one, other] in swaps {
            if count > 0 {
                pieces.swap(one.index(count), other.index(count));
            }
        }
        assert_sound(&pieces.concat());
    }

    /// An applied fix never makes a text worse.
    #[test]
    fn fixes_mend(
        text in good(), at in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), length in 1_usize..4,
    ) {
        let text = piece(text, at);
        let start = place(&text, from);
        let hole: usize = text[start..].chars().take(length).map(char::len_utf8).sum();
        let broken = format!("{}{}", &text[..start], &text[start + hole..]);
        let (_, found) = parse(&broken);
        for finding in &found {
            let Some(fix) = &finding.fix else { continue };
            let mut fixed = broken.clone();
            fixed.replace_range(fix.span.range(), &fix.replacement);
            let (_, after) = parse(&fixed);
            let again = after.iter().any(|other| other.code == finding.code && other.span.start == finding.span.start);
            prop_assert!(!again, "{} stays after its fix:\n{fixed}", finding.code);
        }
    }
}
