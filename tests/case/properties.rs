//! What holds for any text and any figure.

use bursary::case::{Case, Format, Overrides};
use bursary::ir::Datum;
use proptest::prelude::*;

use super::{case, program, read_with};

const FORMATS: [Format; 4] = [Format::Json, Format::JsonLines, Format::Yaml, Format::Toml];

const VALID: [&str; 3] = [
    include_str!("../golden/case/good/everything.json"),
    include_str!("../golden/case/good/everything.yaml"),
    include_str!("../golden/case/good/everything.toml"),
];

/// Every span of every error lies in the text, on whole characters.
fn read_anything(text: &str) {
    let program = program::demo();
    for format in FORMATS {
        let (sources, cases) = read_with(&program, "any", text, format, &Overrides::default());
        for found in cases.into_iter().filter_map(Result::err).flatten() {
            let all = sources.get(found.span.source).unwrap().text();
            assert!(all.get(found.span.range()).is_some(), "{:?} in {text:?}", found);
            for (span, _) in &found.also {
                assert!(all.get(span.range()).is_some());
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        read_anything(&text);
    }

    #[test]
    fn any_marks_are_read_or_refused(text in "[-\\[\\]{}:,\"'#&*!|>?=%@`~. \n\ta1是年]{0,60}") {
        read_anything(&text);
    }

    #[test]
    fn spoilt_cases_are_read_or_refused(
        which in 0..3_usize,
        at in any::<prop::sample::Index>(),
        length in 0..12_usize,
        by in "[-\\[\\]{}:,\"'#=\n\t 0a是]{0,4}",
    ) {
        let mut chars: Vec<char> = VALID[which].chars().collect();
        let at = at.index(chars.len());
        let end = (at + length).min(chars.len());
        chars.splice(at..end, by.chars());
        read_anything(&chars.into_iter().collect::<String>());
    }

    #[test]
    fn amounts_come_through_digit_for_digit(whole in 0..=9_999_999_999_999_999_u64, cents in 0..=99_u32) {
        let amount = format!("{whole}.{cents:02}");
        let texts = [
            (format!("{{\"applied_on\": \"2026-05-01\", \"applicant\": {{\"revenue\": {amount}}}}}"), Format::Json),
            (format!("{{\"applied_on\": \"2026-05-01\", \"applicant\": {{\"revenue\": \"{amount}\"}}}}"), Format::Json),
            (format!("applied_on: 2026-05-01\napplicant: {{revenue: {amount}}}"), Format::Yaml),
            (format!("applied_on = 2026-05-01\napplicant.revenue = {amount}"), Format::Toml),
        ];
        for (text, format) in texts {
            let case = case(&text, format);
            let Some(Datum::Number(read)) = &case.instance(Case::APPLICANT).unwrap().fields[6] else { panic!() };
            prop_assert_eq!(format!("{:.2}", read.to_decimal().unwrap()), amount.clone());
        }
    }

    #[test]
    fn three_formats_one_case(
        name in "[a-zA-Z数智科技 ]{1,8}",
        level in 2..=5_u32,
        id in "[A-Z]{1,3}-[0-9]{1,4}",
        rate in 0..=100_u32,
        holds in any::<bool>(),
        cost in 0..=1_000_000_u32,
    ) {
        let json = format!(
            "{{\"申请日\": \"2026-05-01\", \"applicant\": {{\"name\": \"{name}\", \"担保费率\": \"{rate}%\", \"registered\": {holds},
              \"certificates\": [{{\"id\": \"{id}\", \"level\": {level}}}], \"review_passed\": {{\"2\": {holds}}}}},
              \"paid\": [{{\"measure\": \"认证奖励\", \"claim\": \"{id}\", \"amount\": {cost}, \"on\": \"2025-01-01\"}}]}}"
        );
        let word = if holds { "是" } else { "no" };
        let yaml = format!(
            "applied_on: 2026-05-01\napplicant:\n  名称: \"{name}\"\n  rate: {rate}%\n  registered: {word}\n  certificates:\n    - level: {level}\n      证书编号: {id}\n  review_passed: {{2: {word}}}\npaid:\n  - {{on: 2025-01-01, measure: certification, claim: {id}, support_year: 1, amount: {cost}.00}}\n"
        );
        let toml = format!(
            "applied_on = 2026-05-01\n[applicant]\nname = '{name}'\nrate = '{rate}%'\nregistered = {holds}\nreview_passed.2 = {holds}\n[[applicant.certificates]]\nid = '{id}'\nlevel = {level}\n[[paid]]\nmeasure = 'certification'\nclaim = '{id}'\namount = '{cost}元'\non = 2025-01-01\n"
        );
        let [json, yaml, toml] = [(json, Format::Json), (yaml, Format::Yaml), (toml, Format::Toml)].map(|(text, format)| case(&text, format));
        prop_assert_eq!(&json, &yaml);
        prop_assert_eq!(&json, &toml);
    }
}
