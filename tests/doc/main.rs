//! Pages of policies: what stands in them, that every link leads somewhere, and that text stays text.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bursary::diagnostic::Language;
use bursary::doc::{Beside, Example, page};
use bursary::source::{Role, Source, Sources};

const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The page of a rule file, with the documents beside it.
fn page_of(file: &Path, language: Language) -> String {
    let text = std::fs::read_to_string(file).unwrap();
    let folder = file.parent().unwrap();
    written(&file.file_name().unwrap().to_string_lossy(), &text, language, |name| {
        std::fs::read_to_string(folder.join(name)).ok()
    })
}

fn written(name: &str, rules: &str, language: Language, open: impl Fn(&str) -> Option<String>) -> String {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new(name, rules));
    let compiled = bursary::compile_with(&mut sources, |name| open(name).map(|text| Source::new(name, text)));
    let program = compiled.program.unwrap_or_else(|| panic!("{name}: {:#?}", compiled.findings));
    page(&program, &sources, Beside::default(), language)
}

/// The page between its style and its script.
fn body(page: &str) -> &str {
    let start = page.find("</style>").unwrap();
    let end = page.rfind("<script>").unwrap();
    &page[start..end]
}

/// The tags of a page, without those of its style and script, each with its attributes.
fn tags(page: &str) -> Vec<String> {
    let body = body(page);
    body.split('<').skip(1).map(|rest| rest.split_once('>').expect("a tag is closed").0.to_owned()).collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// What holds of every page: tags are closed in order, every id is there once, every link leads to one, nothing comes from elsewhere.
fn sound(name: &str, page: &str) {
    let tags = tags(page);
    let mut open: Vec<&str> = vec!["head", "html"];
    open.reverse();
    for tag in &tags {
        let word = tag.split([' ', '/', '\n']).find(|word| !word.is_empty()).unwrap();
        if tag.starts_with('/') {
            if word != "style" {
                assert_eq!(open.pop(), Some(word), "{name}: </{word}>");
            }
        } else if !tag.ends_with('/') && !["input", "br"].contains(&word) {
            open.push(word);
        }
    }
    assert_eq!(open, ["html", "body"], "{name}");
    let mut ids = BTreeSet::new();
    for id in tags.iter().filter_map(|tag| attribute(tag, "id")) {
        assert!(ids.insert(id), "{name}: the id {id} is there twice");
    }
    for link in tags.iter().filter_map(|tag| attribute(tag, "href")) {
        assert!(ids.contains(link.strip_prefix('#').unwrap()), "{name}: {link} leads nowhere");
    }
    assert!(!tags.iter().any(|tag| tag.contains(" src=") || tag.contains(" on")), "{name}");
    assert!(!page.contains("url(") && !page.contains("@import"), "{name}");
}

fn rule_files(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(root().join(folder)).unwrap() {
        let entry = entry.unwrap().path();
        let inside = std::fs::read_dir(&entry).into_iter().flatten().map(|file| file.unwrap().path());
        files.extend(inside.filter(|file| file.extension().is_some_and(|extension| extension == "bursary")));
    }
    files.sort();
    files
}

#[test]
fn the_page_of_a_small_policy() {
    let file = root().join("tests/golden/doc/policy.bursary");
    for (language, name) in [(Language::Zh, "page_zh"), (Language::En, "page_en")] {
        let page = page_of(&file, language);
        sound(name, &page);
        insta::with_settings!({
            snapshot_path => "../golden/doc", prepend_module_to_snapshot => false, omit_expression => true
        }, { insta::assert_snapshot!(name, body(&page)) });
    }
}

#[test]
fn every_policy_has_a_sound_page() {
    // Tests stand in files of their own, and are no part of a page.
    for file in rule_files("policies").into_iter().filter(|file| !file.ends_with("tests.bursary")) {
        for language in LANGUAGES {
            let page = page_of(&file, language);
            sound(&file.display().to_string(), &page);
            // The shipped policies cover their documents.
            assert!(!page.contains("class=\"pair uncovered\""), "{}", file.display());
        }
    }
}

#[test]
fn every_clause_pattern_has_a_sound_page() {
    for (at, file) in rule_files("tests/conformance/patterns").iter().enumerate() {
        let page = page_of(file, LANGUAGES[at % 2]);
        sound(&file.display().to_string(), &page);
    }
}

#[test]
fn a_sentence_that_no_rule_quotes_is_marked() {
    let folder = root().join("tests/golden/doc");
    let rules = std::fs::read_to_string(folder.join("policy.bursary")).unwrap();
    let source = std::fs::read_to_string(folder.join("source.md")).unwrap();
    let page =
        written("p.bursary", &rules, Language::Zh, |_| Some(source.replace("## 第四条", "另有一句。\n\n## 第四条")));
    let uncovered: Vec<&str> = page.split("class=\"pair uncovered\"").skip(1).collect();
    assert_eq!(uncovered.len(), 1);
    assert!(uncovered[0].contains("另有一句。") && uncovered[0].contains("没有规则引用这一句"));
}

#[test]
fn an_amended_policy_is_shown_as_it_is_now_with_what_each_amendment_brought() {
    let page = page_of(&root().join("tests/conformance/patterns/P46c-amended-rate/policy.bursary"), Language::Zh);
    let (now, amendments) = page.split_once("<section id=\"amendments\">").unwrap();
    // 70% from 2022-04-01 on again; 80% and the voucher are of the past.
    assert!(now.contains("× 70%") && !now.contains("× 80%") && !now.contains("培训券"), "{now}");
    let (first, second) = amendments.split_once("恢复比例").unwrap();
    assert!(first.contains("提高比例，自 2020-04-01 起") && first.contains("合格成本 × 80%"), "{first}");
    assert!(second.contains("自 2022-04-01 起") && second.contains("已废止：培训券"), "{second}");
    assert!(second.contains("合格成本 × 70%"), "{second}");
}

#[test]
fn what_a_policy_calls_its_things_stays_text() {
    let evil = "</title></style></script><script>alert(1)</script><img src=x onerror=y>&amp;'{x}";
    let rules = format!(
        "policy p \"{evil}\"\n  issuer \"{evil}\"\n  source \"source.md\"\n  money in CNY, rounded half up to 0.01\n\
         defect \"{evil}\"\n  quote \"{evil}\"\n\
         type t \"type {evil}\" : one of\n  | a \"{evil}\"\n  | b \"b\"\n\
         applicant \"{evil}\"\n  cost \"{evil}\" : money\n    evidence \"{evil}\"\n    decided by \"{evil}\"\n  kind \"k\" : t\n\
         reading r \"{evil}\"\n  | x \"{evil}\" default\n  | y \"y\"\n  because \"{evil}\"\n  quote \"{evil}\"\n\
         table f \"table {evil}\" by k \"{evil}\" : t\n  | a => 1%\n  | b => 2%\n  quote \"{evil}\"\n\
         measure m \"{evil}\"\n  quote \"{evil}\" # {evil}\n  when \"{evil}\": kind is a\n  award f(kind) of cost\n    under reading r is x\n  \
         award 1% of cost\n    under reading r is y\n  obliged \"{evil}\" until 2030-01-01\n\
         measure n \"n {evil}\"\n  quote \"{evil}\"\n  in kind \"{evil}\"\n\
         measure o \"o {evil}\"\n  quote \"{evil}\"\n  award 2% of cost\n\
         limits across m, o \"{evil}\"\n  cap 1万元 per applicant in total\n    quote \"{evil}\"\n\
         not computed \"{evil}\"\n  quote \"{evil}\"\n"
    );
    for language in LANGUAGES {
        let page = written("p.bursary", &rules, language, |_| Some(format!("# {evil}\n\n{evil}\n")));
        sound("hostile", &page);
        assert_eq!((page.matches("<script").count(), page.matches("<img").count()), (1, 0));
        assert_eq!(
            (page.matches("</style>").count(), page.matches("</title>").count()),
            (1, 3),
            "the page's, the drawings'"
        );
        assert!(page.contains("&lt;script&gt;alert(1)"));
    }
}

/// A policy of many measures under several limits across them.
pub fn many_measures(count: usize) -> String {
    let mut rules = String::from(
        "policy many \"很多措施的办法\"\n  money in CNY, rounded half up to 0.01\napplicant\n  cost \"费用\" : money\n",
    );
    for at in 0..count {
        rules.push_str(&format!(
            "measure m{at} \"第{at}项名称很长的扶持措施：支持企业开展研发、成果转化和产业化\"\n  award 1% of cost\n  cap {}万元 per applicant in total\n",
            at + 1
        ));
    }
    for at in 0..count / 4 {
        let (first, second, third) = (at * 2, at * 2 + 1, at * 3 + 2);
        rules.push_str(&format!(
            "limits across m{first}, m{second}, m{third} \"合并限额{at}\"\n  cap {}万元 per applicant in total\n",
            at + 1
        ));
    }
    rules
}

#[test]
fn a_tall_diagram_is_cut_into_sheets_between_measures() {
    for (count, sheets) in [(3, 1..=1), (40, 2..=4)] {
        let page = written("p.bursary", &many_measures(count), Language::Zh, |_| None);
        sound("many", &page);
        let drawn = page.matches("<svg class=\"wide\"").count();
        assert!(sheets.contains(&drawn), "{count} measures on {drawn} sheets");
        // Every box is whole on some sheet.
        for measure in 0..count {
            assert!(page.contains(&format!("<a href=\"#m{measure}\"><rect")), "{measure}");
        }
    }
}

/// The part of a page between two places.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("{from}\n{page}"));
    rest.split_once(to).unwrap_or_else(|| panic!("{to}\n{rest}")).0
}

#[test]
fn the_words_of_one_clause_are_not_those_of_its_measure() {
    let rules = "政策 p\n  原文件 「source.md」\n  金额单位 CNY\n\n申报主体\n  cost 「费用」：金额\n\n\
                 措施 m 「补助」 条款 「2」\n  奖励 费用 的 20%\n  封顶 5万元 每个 申报主体 累计\n    原文 「最高5万元」\n\n\
                 措施 n 「贴息」\n  奖励 费用 的 10%\n  封顶 3万元 每个 申报主体 累计\n    原文 「贴息最高3万元」\n";
    let source = "# 办法\n\n## 第二条 补助\n\n按费用的20%补助。最高5万元。\n\n贴息最高3万元。\n";
    let page = written("p.bursary", rules, Language::Zh, |_| Some(source.to_owned()));
    sound("inner quotes", &page);
    let body = body(&page);
    // What quotes nothing of a measure that cites an article stands under the article.
    let under_heading = between(body, "第二条 补助", "按费用的20%补助。");
    assert!(under_heading.contains("费用</a> × 20%") && under_heading.contains("只注明本条"), "{under_heading}");
    let cap = between(body, "最高5万元", "贴息最高3万元");
    assert!(cap.contains("不超过 5万元") && !cap.contains("× 20%"), "{cap}");
    // Of a measure that cites none, among the rules without words.
    let cap = between(body, "贴息最高3万元", "没有单独引用原文的规则");
    assert!(!cap.contains("× 10%"), "{cap}");
    assert!(between(body, "没有单独引用原文的规则", "</section>").contains("× 10%"));
}

#[test]
fn nothing_rests_again_on_a_sentence_on_which_nothing_rested_before() {
    let page = page_of(&root().join("policies/shijingshan-data-elements/policy.bursary"), Language::Zh);
    assert!(!page.contains("<div class=\"rules\"><p class=\"again\">同样依据"));
    assert!(page.contains("<div class=\"rules\"><p class=\"again\">依据这一句的有："));
}

#[test]
fn figures_stand_close_to_their_units_and_brackets_are_not_doubled() {
    let rules = "政策 p\n  金额单位 CNY\n\n计量单位 square_metre 「平方米」\n\n申报主体\n  cost 「费用」：金额\n  other 「其他资金」：金额\n\
                 \u{20} area 「面积」：小数 平方米\n  level 「年度金额」：金额 按自然年度\n\n\
                 措施 m 「补助」\n  条件 「有面积」：面积 不低于 120平方米\n  条件 「有费用」：费用 超过 0元\n\
                 \u{20} 条件 「上年有」：年度金额[自然年（申请日） － 1] 超过 0元\n\
                 \u{20} 奖励 最大（费用 － 其他资金，0元） × 30%\n  封顶 20万元 每个 申报主体 累计\n";
    let page = written("p.bursary", rules, Language::Zh, |_| None);
    let body = between(body(&page), "<section id=\"measures\">", "</section>").to_owned();
    let plain: String = body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    for expected in [
        "面积 不低于 120平方米",
        "费用 超过 0元",
        "年度金额（申请日所在自然年 − 1） 超过 0元",
        "（费用 − 其他资金，最低 0元） × 30%",
        "累计不超过 20万元",
    ] {
        assert!(plain.contains(expected), "{expected}\n{plain}");
    }
    assert!(!plain.contains("（（") && !plain.contains("））"), "{plain}");
    // In the rules as they are written, a figure is marked with its unit.
    assert!(page.contains("<span class=\"n\">20</span><span class=\"n\">万元</span>"), "{page}");
}

#[test]
fn tests_and_silenced_findings_stand_on_the_page() {
    let rules = "policy p \"Grants\"\n  source \"source.md\"\n  money in CNY, rounded half up to 0.01\n\napplicant\n  cost \"Cost\" : money\n\n\
                 measure m \"Grant\"\n  silence \"citations/measure-without\" because \"the notice has no articles\"\n  award 20% of cost\n\n\
                 test \"a small one\"\n  given applied_on is 2026-05-01\n  given cost is 100 CNY\n  expect m: payable 20 CNY\n  because \"100 × 20%\"\n\n\
                 test \"wrong\"\n  like \"a small one\"\n  expect m: payable 21 CNY\n";
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("p.bursary", rules));
    let compiled = bursary::compile_with(&mut sources, |_| Some(Source::new("source.md", "A grant.\n")));
    let program = compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings));
    let test = |at: usize| &compiled.tests[at];
    let example = |at: usize, holds: bool| Example {
        name: test(at).name.value.clone(),
        because: test(at).because.as_ref().map(|why| why.value.clone()),
        place: test(at).name.span,
        written: Some((
            test(at).extent,
            test(at)
                .expects
                .iter()
                .map(|own| own.span)
                .chain([test(at).span])
                .chain(test(at).because.iter().map(|own| own.span))
                .collect(),
        )),
        expected: vec![bursary::diagnostic::Wording::new("Grant: payable 20 CNY", "Grant：应发20 CNY")],
        holds,
    };
    let examples = [example(0, true), example(1, false)];
    let beside = Beside { examples: &examples, findings: &compiled.findings };
    let page = page(&program, &sources, beside, Language::En);
    sound("examples", &page);
    let shown = between(&page, "<section id=\"examples\">", "</section>");
    assert!(shown.contains("the rules decide 1 of them otherwise"), "{shown}");
    assert!(shown.contains("cost is <span class=\"n\">100</span>") && shown.contains("100 × 20%"), "{shown}");
    assert!(
        !shown.contains("<b>expect</b>") && !shown.contains("<b>because</b>") && !shown.contains("<b>test</b>"),
        "{shown}"
    );
    assert_eq!(shown.matches("the rules decide otherwise").count(), 1);
    let shown = between(&page, "<section id=\"silences\">", "</section>");
    assert!(shown.contains("the notice has no articles") && shown.contains("p.bursary:9"), "{shown}");
}

/// What a measure rests on is worked out along a long chain of values once, not for each measure.
#[test]
fn hostile_a_long_chain_of_values_under_many_measures() {
    let count = 2_000;
    let mut rules = String::from("policy p\n  money in CNY\n\napplicant\n  cost : money\n\nlet v0 be cost\n");
    for at in 1..count {
        rules.push_str(&format!("let v{at} be v{} + 1 CNY\n", at - 1));
    }
    for at in 0..count {
        rules.push_str(&format!("\nmeasure m{at}\n  award 1% of v{}\n", count - 1 - at % 7));
    }
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("p.bursary", rules));
    let program = bursary::compile(&mut sources).program.unwrap();
    let begun = std::time::Instant::now();
    let page = page(&program, &sources, Beside::default(), Language::En);
    // Walked once for each measure, it takes many times as long.
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    assert!(page.contains("<a href=\"#m1999\">"));
}
