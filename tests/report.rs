//! How findings are shown: every format, both languages, and the places that are easy to get wrong.
#![cfg(feature = "cli")]

use bursary::diagnostic::report::{Format, Style, render};
use bursary::diagnostic::{Diagnostic, Language};
use bursary::source::{Role, Source, SourceId, Sources, Span};
use bursary::wording;
use proptest::prelude::*;
use std::time::{Duration, Instant};
use unicode_width::UnicodeWidthStr;

const POLICY: &str = "措施 创新奖励 「应用模式创新」 条款 「6」\n  对每个 入选 属于 入选清单\n  条件 「申报主体为企业」：主体类型 为 企页\n  奖励 50万元\n  封顶 100万元 每个 申报主体 累计\n";

const PLAIN: Style = Style { colour: false, width: 72 };

struct Desk {
    sources: Sources,
    rules: SourceId,
}

impl Desk {
    fn with(text: &str) -> Desk {
        let mut sources = Sources::new();
        let rules = sources.add(Role::Rules, Source::new("policies/a/policy.bursary", text));
        Desk { sources, rules }
    }

    /// The span of the first place that holds these words.
    fn at(&self, words: &str) -> Span {
        let text = self.sources.get(self.rules).map_or("", Source::text);
        let start = text.find(words).unwrap_or(text.len());
        Span::new(self.rules, start, start + words.len())
    }

    fn show(&self, language: Language, findings: &[Diagnostic]) -> String {
        render(Format::Human, findings, &self.sources, language, PLAIN)
    }
}

fn unknown(span: Span) -> Diagnostic {
    Diagnostic::error(
        "names/unknown",
        span,
        wording!("`主体类型` has no value named `企页`", "“主体类型”没有名为“企页”的取值"),
        wording!("no such value", "没有这个取值"),
    )
}

fn mark(span: Span) -> Diagnostic {
    Diagnostic::warning("test/mark", span, wording!("something is marked", "标出一处"), wording!("here", "此处"))
}

#[test]
fn chinese_text_with_help_and_a_fix() {
    let desk = Desk::with(POLICY);
    let span = desk.at("企页");
    let finding = unknown(span)
        .with_help(wording!(
            "the values of `主体类型` are listed where the type is declared; the nearest one is `企业`",
            "“主体类型”的取值列在该类型的声明处，最接近的是“企业”；若确有此类主体，请先在类型“主体类型”中补上这一取值，再在条件中使用"
        ))
        .with_fix(span, "企业");
    insta::assert_snapshot!("chinese_zh", desk.show(Language::Zh, std::slice::from_ref(&finding)));
    insta::assert_snapshot!("chinese_en", desk.show(Language::En, &[finding]));
}

#[test]
fn the_underline_is_as_wide_as_the_words_and_right_below_them() {
    let desk = Desk::with(POLICY);
    for words in ["企页", "条件", "申报主体为企业", "：", "措施"] {
        let text = desk.show(Language::Zh, &[mark(desk.at(words))]);
        let line = text.lines().position(|line| line.contains(words) && line.contains('│')).unwrap();
        let (above, below) = (text.lines().nth(line).unwrap(), text.lines().nth(line + 1).unwrap());
        let before = above.get(..above.find(words).unwrap()).unwrap().width();
        let drawn: String = below.chars().skip_while(|c| !matches!(c, '─' | '┬')).collect();
        assert_eq!((below.width() - drawn.width(), drawn.width()), (before, words.width()), "{words}\n{text}");
    }
}

#[test]
fn tabs_emoji_and_characters_that_steer() {
    let desk = Desk::with("\t奖励\t50万元 # 🎉🎉 很好\r\n  label \"a\u{202e}b\u{1b}[31mc\u{200b}d\"\r\n  end\r\n");
    let findings = [
        mark(desk.at("50万元")),
        mark(desk.at("很好")),
        mark(desk.at("\u{202e}b")),
        mark(desk.at("d\"")),
        Diagnostic::hint(
            "test/steer",
            desk.at("end"),
            wording!("has \x1b[31m red", "有\x1b[31m红"),
            wording!("a\rb", "a\rb"),
        ),
    ];
    insta::assert_snapshot!("tabs_emoji", desk.show(Language::En, &findings));
}

#[test]
fn the_end_of_a_text() {
    let mut out = String::new();
    for text in ["", "\n\n", "政策 甲\n\n", "政策 甲", "政策 甲，"] {
        let desk = Desk::with(text);
        out.push_str(&format!("=== {text:?}\n"));
        out.push_str(&desk.show(Language::Zh, &[mark(Span::new(desk.rules, text.len(), text.len()))]));
        out.push_str(&desk.show(Language::Zh, &[mark(Span::new(desk.rules, 900, 990))]));
    }
    insta::assert_snapshot!("end_of_text", out);
}

#[test]
fn an_empty_span_and_an_insertion() {
    let desk = Desk::with(POLICY);
    let after = desk.at("「申报主体为企业」").after();
    let end_of_line = desk.at("50万元").after();
    let end_of_text = Span::new(desk.rules, POLICY.len(), POLICY.len());
    let findings = [
        mark(after).with_fix(after, "："),
        mark(end_of_line).with_fix(end_of_line, "\n    原文 「一次性50万元奖励」"),
        mark(desk.at("  奖励").before()).with_fix(Span::new(desk.rules, 0, 0), "    "),
        mark(end_of_text).with_fix(end_of_text, "  限一次 每个 作品"),
        mark(desk.at("累计")).with_fix(desk.at(" 累计"), ""),
        mark(desk.at("累计")).with_fix(desk.at(POLICY), "措施"),
    ];
    insta::assert_snapshot!("insertion_zh", desk.show(Language::Zh, &findings));
    insta::assert_snapshot!("insertion_en", desk.show(Language::En, &findings));
}

#[test]
fn a_span_over_several_lines_and_one_over_many() {
    let desk = Desk::with(POLICY);
    let several = desk.at("对每个").to(desk.at("50万元"));
    insta::assert_snapshot!("several_lines", desk.show(Language::Zh, &[mark(several)]));
    let many = Desk::with(&POLICY.repeat(20));
    let all = Span::new(many.rules, 0, POLICY.len() * 20);
    insta::assert_snapshot!("many_lines", many.show(Language::Zh, &[mark(all)]));
}

#[test]
fn two_places_in_one_text() {
    let desk = Desk::with(POLICY);
    let near = mark(desk.at("50万元")).with_also(desk.at("100万元"), wording!("the cap", "封顶额"));
    let same_line = mark(desk.at("主体类型 为")).with_also(desk.at("条件"), wording!("its clause", "所在子句"));
    let far = Desk::with(&format!("{POLICY}{}结尾\n", "\n".repeat(30)));
    let far_finding = mark(far.at("结尾")).with_also(far.at("措施"), wording!("begins here", "从这里开始"));
    let text = format!("{}{}", desk.show(Language::Zh, &[near, same_line]), far.show(Language::Zh, &[far_finding]));
    insta::assert_snapshot!("two_places", text);
}

#[test]
fn a_place_in_another_text() {
    let mut desk = Desk::with(POLICY);
    let document = desk.sources.add(
        Role::Document,
        Source::new(
            "policies/a/source.md",
            "### （6） 应用模式创新奖励\n\n给予一次性50万元奖励，累计不超过100万元。\n",
        ),
    );
    let text = desk.sources.get(document).unwrap().text();
    let start = text.find("不超过").unwrap();
    let finding = mark(desk.at("100万元"))
        .with_also(Span::new(document, start, start + 9), wording!("the document says so here", "原文在此处写明"))
        .with_also(desk.at("封顶"), wording!("this cap", "这条封顶"))
        .with_help(wording!("compare the two", "请核对两处"));
    insta::assert_snapshot!("another_text_zh", desk.show(Language::Zh, std::slice::from_ref(&finding)));
    insta::assert_snapshot!("another_text_en", desk.show(Language::En, std::slice::from_ref(&finding)));
    insta::assert_snapshot!("another_text_json", render(Format::Json, &[finding], &desk.sources, Language::Zh, PLAIN));
}

#[test]
fn many_places_are_counted() {
    let desk = Desk::with(&"奖励 1元\n".repeat(40));
    let mut finding = mark(desk.at("奖励"));
    for line in 1..30 {
        let start = line * "奖励 1元\n".len();
        finding = finding.with_also(Span::new(desk.rules, start, start + 6), wording!("again", "又一处"));
    }
    insta::assert_snapshot!("many_places", desk.show(Language::Zh, &[finding]));
}

#[test]
fn the_count_at_the_end() {
    let desk = Desk::with(POLICY);
    let last = |findings: &[Diagnostic], language| {
        desk.show(language, findings).lines().next_back().unwrap_or_default().to_owned()
    };
    let (error, warning) = (unknown(desk.at("企页")), mark(desk.at("封顶")));
    let hint = Diagnostic::hint("test/hint", desk.at("封顶"), wording!("x", "x"), wording!("x", "x"));
    let two = [error.clone(), error.clone(), warning.clone()];
    assert_eq!(last(&two, Language::En), "2 errors, 1 warning");
    assert_eq!(last(&two, Language::Zh), "2 个错误，1 个警告");
    assert_eq!(last(&[warning, hint.clone(), hint], Language::En), "1 warning, 2 hints");
    assert_eq!(last(&[error], Language::Zh), "1 个错误");
    assert_eq!(last(&[], Language::En), "");
}

#[test]
fn colour_adds_escapes_and_nothing_else() {
    let desk = Desk::with(POLICY);
    let finding = unknown(desk.at("企页")).with_help(wording!("mend it", "请改正"));
    let style = Style { colour: true, ..PLAIN };
    let coloured = render(Format::Human, std::slice::from_ref(&finding), &desk.sources, Language::Zh, style);
    assert!(coloured.contains("\u{1b}["));
    let mut bare = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, escape)) = rest.split_once('\u{1b}') {
        bare.push_str(before);
        rest = escape.split_once('m').unwrap().1;
    }
    bare.push_str(rest);
    assert_eq!(bare, desk.show(Language::Zh, &[finding]));
}

#[test]
fn formats_for_programs() {
    let desk = Desk::with(POLICY);
    let span = desk.at("企页");
    let findings = [
        unknown(span).with_help(wording!("write `企业`: 100%, sure", "请写“企业”：100%，无误")).with_fix(span, "企业"),
        mark(desk.at("措施").to(desk.at("累计"))).with_also(desk.at("50万元"), wording!("the award", "奖励额")),
        mark(Span::new(desk.rules, 9_000, 9_000)),
        Diagnostic::hint(
            "test/nowhere",
            Span::new(SourceId(7), 0, 1),
            wording!("no place", "无处"),
            wording!("-", "-"),
        ),
    ];
    for (name, format) in [("json", Format::Json), ("sarif", Format::Sarif), ("github", Format::Github)] {
        let text = render(format, &findings, &desk.sources, Language::Zh, PLAIN);
        let own = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
        insta::assert_snapshot!(format!("program_{name}"), text.replace(&own, "\"version\": \"[own]\""));
    }
    insta::assert_snapshot!("program_human", desk.show(Language::En, &findings));
    assert_eq!(render(Format::Json, &[], &desk.sources, Language::En, PLAIN), "[]\n");
    assert_eq!(render(Format::Github, &[], &desk.sources, Language::En, PLAIN), "");
}

#[test]
fn the_uri_of_a_file_is_one() {
    for (name, uri) in [
        ("政策/甲 乙.bursary", "%E6%94%BF%E7%AD%96/%E7%94%B2%20%E4%B9%99.bursary"),
        ("/abs/p.bursary", "file:///abs/p.bursary"),
        ("C:\\a\\p.bursary", "file:///C%3A/a/p.bursary"),
        ("a:b", "a%3Ab"),
    ] {
        let mut sources = Sources::new();
        let id = sources.add(Role::Rules, Source::new(name, "x"));
        let text = render(Format::Sarif, &[mark(Span::new(id, 0, 1))], &sources, Language::En, PLAIN);
        assert!(text.contains(&format!("\"uri\": \"{uri}\"")), "{text}");
    }
}

/// A thousand findings, in 4 MB of short lines and of a single line; also when each covers all of it.
#[test]
fn many_findings_in_a_large_text_are_quick() {
    let short = "  条件 「申报主体为企业」：主体类型 为 企业\n".repeat(70_000);
    let long = short.replace('\n', " ");
    for text in [short, long] {
        let desk = Desk::with(&text);
        let step = text.len() / 1_000;
        let narrow = |at: usize| {
            mark(Span::new(desk.rules, at * step, at * step + 10)).with_also(
                Span::new(desk.rules, (999 - at) * step, (999 - at) * step + 7),
                wording!("and here", "还有这里"),
            )
        };
        let wide = |at: usize| mark(Span::new(desk.rules, at * step / 2, text.len() - at));
        for findings in [(0..1_000).map(narrow).collect::<Vec<_>>(), (0..1_000).map(wide).collect()] {
            for format in [Format::Human, Format::Json, Format::Sarif, Format::Github] {
                let begun = Instant::now();
                let out = render(format, &findings, &desk.sources, Language::Zh, PLAIN);
                let took = begun.elapsed();
                assert!(!out.contains("Failed to read"), "{format:?}");
                assert!(out.len() < 6_000_000, "{format:?} wrote {} bytes", out.len());
                assert!(took < Duration::from_secs(5), "{format:?} took {took:?}");
            }
        }
    }
}

/// Texts of what upsets columns and lines, among them lines long enough to be cut.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z企业，。 ]{0,12}",
        2 => prop::sample::select(vec!["\n", "\r\n", "\r", "\t", "\n\n\n", "🎉", "e\u{301}", "\u{202e}", "\u{0}", "\u{1b}[31m"])
            .prop_map(str::to_owned),
        1 => (1_usize..900).prop_map(|times| "甲乙".repeat(times)),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn no_text_and_no_span_upsets_a_report(
        text in texts(),
        spans in prop::collection::vec((0_u32..3, 0_usize..9_000, 0_usize..60), 1..5),
        wide in any::<bool>(),
    ) {
        let mut desk = Desk::with(&text);
        desk.sources.add(Role::Document, Source::new("source.md", text.chars().rev().collect::<String>()));
        let spans: Vec<Span> = spans
            .into_iter()
            .map(|(source, start, length)| {
                let start = start % (text.len() + 3);
                Span::new(SourceId(source), start, start + if wide { length * 200 } else { length })
            })
            .collect();
        let mut finding = mark(spans[0]).with_fix(spans[0], "乙\n");
        for span in &spans {
            finding = finding.with_also(*span, wording!("also\nhere", "还有\n这里"));
        }
        for format in [Format::Human, Format::Json, Format::Sarif, Format::Github] {
            let out = render(format, std::slice::from_ref(&finding), &desk.sources, Language::Zh, PLAIN);
            prop_assert!(!out.contains("Failed to read"), "{}", out);
            prop_assert!(!out.contains('\u{1b}') && out.ends_with('\n'), "{}", out);
        }
    }
}
