//! `bursary new`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{bursary, bursary_in, err, out};

/// The documents of the policies of the repository.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let mut found: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|own| own.unwrap().path().join("source.md")).collect();
    found.retain(|path| path.exists());
    found.sort();
    found
}

/// How often a code was found.
fn count(findings: &serde_json::Value, code: &str) -> usize {
    findings.as_array().unwrap().iter().filter(|own| own["code"] == code).count()
}

#[test]
fn every_source_becomes_a_folder_that_compiles_and_says_what_is_left() {
    let temporary = tempfile::tempdir().unwrap();
    for (at, document) in documents().iter().enumerate() {
        let folder = temporary.path().join(format!("policy-{at}"));
        let path = folder.to_str().unwrap();
        let made = bursary(&["new", path, "--from", document.to_str().unwrap()]);
        assert!(made.status.success(), "{document:?}: {}", err(&made));
        let text = fs::read_to_string(folder.join("source.md")).unwrap();
        assert_eq!(text, fs::read_to_string(document).unwrap(), "a document with headings stays as it is");
        let rules = fs::read_to_string(folder.join("policy.bursary")).unwrap();

        let checked = bursary(&["check", path, "--format", "json"]);
        assert_eq!(checked.status.code(), Some(1), "{document:?}");
        let findings: serde_json::Value = serde_json::from_str(&out(&checked)).unwrap();
        let errors: Vec<_> = findings.as_array().unwrap().iter().filter(|own| own["severity"] == "error").collect();
        assert!(errors.is_empty(), "{document:?}: {errors:#?}\n{rules}");
        let told = err(&made);
        let stubs = count(&findings, "measures/to-be-written");
        let left = count(&findings, "citations/sentence-not-covered");
        assert!(stubs > 0 && told.contains(&format!("{stubs} measure")), "{document:?}: {stubs} {told}");
        assert!(told.contains(&format!("{left} sentence")), "{document:?}: {left} {told}");

        let decided = bursary(&["award", path, &format!("{path}/cases/example.yaml"), "--applied-on", "2026-05-01"]);
        assert!(decided.status.success(), "{}", err(&decided));
    }
}

#[test]
fn a_plain_text_gets_headings_and_a_stub_for_each_article_that_gives_money() {
    let temporary = tempfile::tempdir().unwrap();
    let text = "某区支持办法\n第一条 本办法适用于在区内注册的企业。\n第二条 对新建厂房，按投资额的20%给予补助，最高100万元。\n第三条 对“小巨人”企业，一次性奖励50万元。\n第四条 本办法由区工信局负责解释，自2026年1月1日起施行，有效期3年。\n";
    fs::write(temporary.path().join("原文.txt"), text).unwrap();
    let made = bursary_in(temporary.path(), &["new", "support", "--from", "原文.txt"], "");
    assert!(made.status.success(), "{}", err(&made));
    let rules = fs::read_to_string(temporary.path().join("support/policy.bursary")).unwrap();
    for expected in [
        "政策 support 「某区支持办法」",
        "  发布机关 「区工信局」",
        "  # 待写：施行 自 …，有效期…年",
        "措施 measure_1 「对新建厂房」 条款 「2」\n  原文 「对新建厂房，按投资额的20%给予补助，最高100万元。」\n  # 数字：20%、100万元\n  非资金支持 「待写」",
        "措施 measure_2 「对“小巨人”企业」 条款 「3」",
        "#   第1条：本办法适用于在区内注册的企业。",
    ] {
        assert!(rules.contains(expected), "{expected}\n\n{rules}");
    }
    assert!(
        fs::read_to_string(temporary.path().join("support/source.md")).unwrap().contains("\n## 第二条\n\n对新建厂房")
    );
    // In the other surface, where it is asked for.
    let made = bursary_in(temporary.path(), &["new", "other", "--from", "原文.txt", "--language", "en"], "");
    assert!(made.status.success(), "{}", err(&made));
    let rules = fs::read_to_string(temporary.path().join("other/policy.bursary")).unwrap();
    assert!(rules.contains("  in kind \"to be written\""), "{rules}");
}

#[test]
fn nothing_is_written_over_and_nothing_half() {
    let temporary = tempfile::tempdir().unwrap();
    let here = |arguments: &[&str]| bursary_in(temporary.path(), arguments, "");
    fs::write(temporary.path().join("a.txt"), "第一条 奖励5万元。\n").unwrap();
    fs::create_dir(temporary.path().join("there")).unwrap();
    for (arguments, told) in [
        (["new", "there", "--from", "a.txt"], "is there already"),
        (["new", "b", "--from", "no.txt"], "there is no file"),
        (["new", "no/such/b", "--from", "a.txt"], "the folder of `no/such/b` does not exist"),
    ] {
        let output = here(&arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(told), "{}", err(&output));
    }
    let named = here(&["new", "b", "--from", "a.txt", "--name", "5 b"]);
    assert!(err(&named).contains("give `--name`"), "{}", err(&named));
    assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 2);
    // Anything may stand in the text.
    let hostile = "第一条 \\奖励「5万元」\"20%\"』。\n「\n第二条\t奖励\u{0}5万元\u{202e}。\n\\\n# 待写\n";
    fs::write(temporary.path().join("hostile.txt"), hostile).unwrap();
    for language in ["zh", "en"] {
        let output = here(&["new", language, "--from", "hostile.txt", "--language", language]);
        assert!(output.status.success(), "{}", err(&output));
    }
}

#[test]
fn the_example_of_the_help_works() {
    let temporary = tempfile::tempdir().unwrap();
    let root = env!("CARGO_MANIFEST_DIR");
    for language in ["en", "zh"] {
        let help = out(&bursary(&["new", "--help", "--language", language]));
        assert_eq!(help.contains("用法：bursary new"), language == "zh", "{help}");
        let example = help.lines().last().unwrap().trim().strip_prefix("bursary ").unwrap();
        let words: Vec<String> = example
            .split_whitespace()
            .map(|word| if word.starts_with("policies/") { format!("{root}/{word}") } else { word.to_owned() })
            .collect();
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        words[1] = language;
        let output = bursary_in(temporary.path(), &words, "");
        assert!(output.status.success(), "{}", err(&output));
    }
}

#[test]
fn pasted_and_broken_texts_become_articles_with_a_title() {
    let temporary = tempfile::tempdir().unwrap();
    // As Word pastes: tabs behind numbers, a letter before the measure.
    let word = "\t某市工业和信息化局\n关于印发《某市若干措施》的通知\n某工信规〔2025〕3号\n\n各单位：\n\t\t2025年3月1日\n某市若干措施\n（试行）\n\n\
                一、\t支持措施\n　　（一）\t支持算力建设。对新建智算中心，按设备投资额的20%给予补助，最高500万元。\n\t1.\t节能的，另给予50万元奖励；\n\
                二、\t附则\n　　本措施由市工业和信息化局负责解释，自2025年4月1日起施行。\n";
    // As a PDF gives it: lines of one width, page numbers.
    let pdf = "- 1 -\n某区支持专精特新企业发展办法\n第一条 为支持中小企业走专精特新发展道\n路，根据有关规定，结合本区实际，制定本\n办法。\n\
               第二条 对首次认定的市级专精特新企业，给\n- 2 -\n予一次性奖励20万元。\n第三条 本办法由区科技和工业信息化局负\n责解释。\n";
    let english = "Innovation Grant Scheme\n\nPART 1\n\n1. Grants\n(1) The Authority may pay a grant of 50% of costs, up to £75,000.\n";
    for (name, text, rules_hold, source_holds) in [
        (
            "word",
            word,
            &[
                "政策 word 「某市若干措施（试行）」",
                "措施 measure_1 「支持算力建设」 条款 「1」",
                "原文 「节能的，另给予50万元奖励；」",
            ][..],
            &["# 某市若干措施（试行）\n\n## 一、 支持措施\n\n### （一） 支持算力建设。\n\n对新建"][..],
        ),
        (
            "pdf",
            pdf,
            &[
                "政策 pdf 「某区支持专精特新企业发展办法」",
                "原文 「对首次认定的市级专精特新企业，给予一次性奖励20万元。」",
                "发布机关 「区科技和工业信息化局」",
            ],
            &["<!-- - 1 - -->\n\n# 某区"],
        ),
        (
            "english",
            english,
            &[
                "policy english \"Innovation Grant Scheme\"",
                "quote \"The Authority may pay a grant of 50% of costs, up to £75,000.\"\n  # figures: 50%, £75,000",
            ],
            &["# Innovation Grant Scheme\n\n# PART 1\n\n#### 1. Grants\n\n(1) The"],
        ),
    ] {
        fs::write(temporary.path().join("text.txt"), text).unwrap();
        let made = bursary_in(temporary.path(), &["new", name, "--from", "text.txt"], "");
        assert!(made.status.success(), "{}", err(&made));
        let read = |file: &str| fs::read_to_string(temporary.path().join(name).join(file)).unwrap();
        let (rules, source) = (read("policy.bursary"), read("source.md"));
        for expected in rules_hold {
            assert!(rules.contains(expected), "{expected}\n\n{rules}\n\n{source}");
        }
        for expected in source_holds {
            assert!(source.contains(expected), "{expected}\n\n{source}");
        }
        assert!(!source.contains("\n\n\n") && !source.contains('\t'), "{source}");
        // No word is lost.
        let words = |text: &str| {
            // The number of a page follows the paragraph that it stood in.
            let text = text.replace("<!--", "").replace("-->", "").replace("- 2 -", "");
            text.chars().filter(|c| !c.is_whitespace() && *c != '#').collect::<String>()
        };
        assert_eq!(words(&source), words(text));
        let checked = bursary_in(temporary.path(), &["check", name, "--format", "json"], "");
        let findings: serde_json::Value = serde_json::from_str(&out(&checked)).unwrap();
        let errors: Vec<_> = findings.as_array().unwrap().iter().filter(|own| own["severity"] == "error").collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn the_stub_of_a_test_is_one_once_it_is_filled_in() {
    let temporary = tempfile::tempdir().unwrap();
    fs::write(temporary.path().join("a.txt"), "办法\n第一条 奖励5万元。\n").unwrap();
    for (language, sum) in [("zh", "5元"), ("en", "5 CNY")] {
        let made = bursary_in(temporary.path(), &["new", language, "--from", "a.txt", "--language", language], "");
        assert!(err(&made).contains("tests.bursary"), "{}", err(&made));
        let path = temporary.path().join(language).join("tests.bursary");
        let stub = fs::read_to_string(&path).unwrap();
        let lines = stub.lines().skip(2).map(|line| line.strip_prefix("# ").unwrap());
        let mut filled: String = lines.map(|line| format!("{line}\n")).collect();
        filled = filled.replacen('…', "2026-05-01", 1).replacen('…', sum, 1);
        assert!(!filled.contains('…'), "{filled}");
        fs::write(&path, &filled).unwrap();
        let run = bursary_in(temporary.path(), &["test", language, "--language", "en"], "");
        // The measure gives nothing yet: the test runs, and says so.
        assert_eq!(run.status.code(), Some(1), "{}{}", out(&run), err(&run));
        assert!(out(&run).contains("1 test"), "{}{}", out(&run), err(&run));
    }
}
