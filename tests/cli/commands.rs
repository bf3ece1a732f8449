//! Transcripts of the commands.

use crate::{POLICY, bursary, bursary_in, err, out};

/// The commands that the help lists.
fn commands() -> Vec<String> {
    let help = out(&bursary(&["--help"]));
    let list = help.split("Commands:").nth(1).unwrap().split("Options:").next().unwrap();
    let named = list.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    let found: Vec<String> = named.map(|line| line.split(' ').next().unwrap().to_owned()).collect();
    assert!(found.len() >= 5, "{help}");
    found.into_iter().filter(|name| name != "help").collect()
}

#[test]
fn every_example_of_help_works() {
    // An example may write: it runs where the repository's folders are at hand, and nothing of its own.
    let folder = tempfile::tempdir().unwrap();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for own in ["docs", "policies", "tests"] {
        std::os::unix::fs::symlink(root.join(own), folder.path().join(own)).unwrap();
    }
    for command in &commands() {
        let help = out(&bursary(&[command, "--help"]));
        let example = help.lines().last().unwrap().trim().strip_prefix("bursary ").unwrap().to_owned();
        let words: Vec<&str> = example.split_whitespace().collect();
        assert_eq!(words[0], *command);
        let output = bursary_in(folder.path(), &words, "");
        assert!(output.status.success(), "{example}: {}", err(&output));
    }
}

#[test]
fn help_is_in_chinese_where_chinese_is_asked_for() {
    let all = commands();
    let all = all.iter().map(|command| vec![command.as_str()]).chain([Vec::new()]);
    for command in all {
        let command = command.as_slice();
        let english = out(&bursary(&[command, &["--help"]].concat()));
        let chinese = out(&bursary(&[command, &["--help", "--language", "zh"]].concat()));
        assert!(chinese.contains("用法：bursary") && chinese.contains("选项："), "{chinese}");
        // Every option is told, none in English.
        let options = |text: &str| text.split_whitespace().filter(|word| word.starts_with("--")).count();
        let told = |text: &str| options(text.split("示例").next().unwrap().split("Example").next().unwrap());
        assert_eq!(told(&chinese), told(&english), "{chinese}");
        assert!(!chinese.contains("Print") && !chinese.contains("possible"), "{chinese}");
        if let Some(example) = chinese.lines().last().unwrap().trim().strip_prefix("bursary ") {
            assert!(command.is_empty() || english.ends_with(&format!("{example}\n")), "{example}");
        }
    }
}

#[test]
fn the_option_of_the_language_says_what_else_it_decides() {
    for (command, english, chinese) in [
        ("fmt", "Write the policies in this language", "把政策改写成这种语言"),
        ("new", "The language of the rules", "规则和提示所用的语言"),
        ("schema", "The language of headings", "表头、说明和提示所用的语言"),
        ("doc", "The language of the page", "网页和提示所用的语言"),
        ("check", "The language of messages", "提示和说明所用的语言"),
    ] {
        assert!(out(&bursary(&[command, "--help"])).contains(english), "{command}");
        assert!(out(&bursary(&[command, "--help", "--language", "zh"])).contains(chinese), "{command}");
    }
    let folder = tempfile::tempdir().unwrap();
    let ran = bursary_in(folder.path(), &["man", "--output", "."], "");
    assert!(ran.status.success(), "{}", err(&ran));
    let page = std::fs::read_to_string(folder.path().join("bursary-fmt.1")).unwrap();
    assert!(page.contains("Write the policies in this language"), "{page}");
    assert!(!folder.path().join("bursary-help.1").exists());
}

#[test]
fn a_clean_policy_ends_with_0() {
    // Two facts that the cases may state are read by no rule: hints, which leave the policy clean.
    let output = bursary(&["check", POLICY, "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    let findings: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert!(findings.as_array().unwrap().iter().all(|finding| finding["severity"] == "hint"), "{findings}");
    let all = bursary(&["check", "policies"]);
    assert_eq!(all.status.code(), Some(0));
}

#[test]
fn findings_end_with_1_and_stand_on_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("p.bursary"),
        "policy p\n  money in CNY, rounded half up to 0.01\nmeasure m\n  award 50w\n",
    )
    .unwrap();
    for (format, sign) in
        [("human", "p.bursary:4:9"), ("json", "\"line\": 4"), ("sarif", "\"2.1.0\""), ("github", "::error file=")]
    {
        let output = bursary_in(folder.path(), &["check", ".", "--format", format], "");
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(out(&output).contains(sign), "{format}: {}", out(&output));
    }
}

#[test]
fn several_cases_give_a_decision_a_line() {
    let case = |day: &str| format!("{{\"applied_on\": \"{day}\", \"applicant\": {{}}}}\n");
    let input = format!("{}{}{}", case("2026-05-01"), "{\"applied_on\": \"2026-5-1\"}\n", case("2026-05-03"));
    let output = bursary_in(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")),
        &["award", POLICY, "-", "--format", "json"],
        &input,
    );
    // The middle one can't be read: it is reported, the others are decided.
    assert_eq!(output.status.code(), Some(2));
    let days: Vec<String> = out(&output)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["applied_on"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(days, ["2026-05-01", "2026-05-03"]);
    assert!(err(&output).contains("2026-05-01"), "{}", err(&output));
}

#[test]
fn amounts_survive_digit_for_digit() {
    let folder = tempfile::tempdir().unwrap();
    let rules = "policy p\n  money in CNY, rounded half up to 0.01\napplicant\n  cost : money\nmeasure m\n  award cost\n  cap cost per applicant in total\n";
    std::fs::write(folder.path().join("p.bursary"), rules).unwrap();
    let case = "{\"applied_on\": \"2026-05-01\", \"applicant\": {\"cost\": 12345678901234567.12}}";
    let output = bursary_in(folder.path(), &["award", "p.bursary", "-", "--format", "json"], case);
    assert!(out(&output).contains("\"12345678901234567.12\""), "{}{}", out(&output), err(&output));
}

#[test]
fn options_narrow_and_override() {
    let case = format!("{POLICY}/cases/jingxi.yaml");
    let output = bursary(&[
        "award",
        POLICY,
        &case,
        "--measure",
        "dcmm_certification",
        "--claim",
        "DCMM-2026-007",
        "--format",
        "json",
    ]);
    let decision: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(decision["measures"].as_array().unwrap().len(), 1);
    assert_eq!(decision["measures"][0]["claims"].as_array().unwrap().len(), 1);

    let before = bursary(&["award", POLICY, &case, "--applied-on", "2025-07-10", "--format", "json"]);
    let decision: serde_json::Value = serde_json::from_str(&out(&before)).unwrap();
    assert_eq!(decision["scope"]["status"], "not_in_force");

    let late = bursary(&["award", POLICY, &case, "--parameter", "issued_on=2026-04-20", "--format", "json"]);
    let decision: serde_json::Value = serde_json::from_str(&out(&late)).unwrap();
    assert_eq!(decision["scope"]["status"], "not_in_force");
}

#[test]
fn wrong_options_say_what_is_possible() {
    let case = format!("{POLICY}/cases/jingxi.yaml");
    for (arguments, wanted) in [
        (vec!["--reading", "infrastructure_cap=never"], "per_year"),
        (vec!["--reading", "nothing=1"], "infrastructure_cap"),
        (vec!["--reading", "infrastructure_cap=per_year", "--reading", "infrastructure_cap=in_total"], "twice"),
        (vec!["--reading", "infrastructure_cap"], "NAME=VALUE"),
        (vec!["--measure", "nothing"], "dcmm_certification"),
        (vec!["--applied-on", "1 May"], "2026-05-01"),
        (vec!["--parameter", "issued=2026-05-01"], "issued_on"),
    ] {
        let output = bursary(&[&["award", POLICY, case.as_str()], arguments.as_slice()].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains(wanted), "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn the_language_is_asked_for_or_the_locale_s() {
    let zh = bursary(&["explain-code", "tables/value-without-row", "--language", "zh"]);
    let en = bursary(&["explain-code", "tables/value-without-row"]);
    assert!(zh.status.success() && en.status.success());
    assert_ne!(out(&zh), out(&en));
}

#[test]
fn an_award_that_is_not_settled_yet_is_not_called_granted() {
    let folder = tempfile::tempdir().unwrap();
    let rules = "policy p\n  money in CNY, rounded half up to 0.01\napplicant\n  works : list of work, if absent none\n\
                 record work\n  key id : text\n  title : text\nmeasure m\n  for each work in works\n  award up to 10万元\n  \
                 once \"one prize a work\" per work.title\n";
    std::fs::write(folder.path().join("p.bursary"), rules).unwrap();
    let case = r#"{"applied_on": "2026-05-01", "applicant": {"works": [{"id": "A", "title": "t"}, {"id": "B", "title": "t"}]}}"#;
    let output = bursary_in(folder.path(), &["explain", "p.bursary", "-", "--claim", "B"], case);
    let text = out(&output);
    assert!(
        text.contains("the award goes to work A") && !text.contains("granted") && !text.contains("payable now\n"),
        "{text}"
    );
}

#[test]
fn a_policy_becomes_one_page() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html");
    let written = bursary(&["doc", POLICY, "-o", page.to_str().unwrap(), "--language", "zh"]);
    assert_eq!((written.status.code(), out(&written).as_str()), (Some(0), ""), "{}", err(&written));
    let shown = bursary(&["doc", POLICY, "--language", "zh"]);
    assert_eq!(std::fs::read_to_string(&page).unwrap(), out(&shown));
    assert!(out(&shown).contains("申报材料清单") && out(&bursary(&["doc", POLICY])).contains("Papers to be handed in"));
    // A policy with errors has no page, and what stood in the file stays.
    std::fs::write(
        folder.path().join("p.bursary"),
        "policy p\n  money in CNY, rounded half up to 0.01\nmeasure m\n  award 50w\n",
    )
    .unwrap();
    let wrong = bursary_in(folder.path(), &["doc", "p.bursary", "--output", "page.html"], "");
    assert_eq!((wrong.status.code(), out(&wrong).as_str()), (Some(2), ""));
    assert!(err(&wrong).contains("p.bursary:4:9"), "{}", err(&wrong));
    assert_eq!(std::fs::read_to_string(&page).unwrap(), out(&shown));
    let nowhere = bursary_in(
        folder.path(),
        &["doc", concat!(env!("CARGO_MANIFEST_DIR"), "/policies/yuhang-compute-voucher"), "-o", "no/page.html"],
        "",
    );
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(err(&nowhere).contains("no/page.html"), "{}", err(&nowhere));
}

#[test]
fn an_explanation_is_one_page_for_a_browser_however_many_cases_there_are() {
    let case = format!("{POLICY}/cases/jingxi.yaml");
    for (language, code, payable) in [("zh", "zh-CN", "本次应发"), ("en", "en", "payable now")] {
        let page = out(&bursary(&["explain", POLICY, &case, "--format", "html", "--language", language]));
        assert!(page.starts_with(&format!("<!doctype html>\n<html lang=\"{code}\">")), "{page}");
        assert!(page.contains(payable) && page.contains("3,630,000.51"), "{page}");
        assert!(!page.contains("http") && !page.contains("<script"), "the page needs nothing from elsewhere");
    }
    let folder = tempfile::tempdir().unwrap();
    let rules = "policy p\n  money in CNY, rounded half up to 0.01\napplicant\n  cost \"Cost\" : money\nmeasure m\n  award 10% of cost\n";
    std::fs::write(folder.path().join("p.bursary"), rules).unwrap();
    let cases = "{\"applied_on\": \"2026-05-01\", \"applicant\": {\"cost\": 100}}\n\
                 {\"applied_on\": \"2026-05-01\", \"applicant\": {\"cost\": 200}}\n";
    std::fs::write(folder.path().join("c.jsonl"), cases).unwrap();
    let two = out(&bursary_in(folder.path(), &["explain", "p.bursary", "c.jsonl", "--format", "html"], ""));
    assert_eq!((two.matches("<!doctype html>").count(), two.matches("<h1>").count()), (1, 2), "{two}");
    assert!(two.contains("10.00") && two.contains("20.00"), "{two}");
}

#[test]
fn a_claim_that_is_not_there_is_told_with_the_nearest() {
    let case = format!("{POLICY}/cases/jingxi.yaml");
    for command in ["award", "explain"] {
        let output = bursary(&[command, POLICY, &case, "--claim", "LAB-2026-10"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            err(&output).contains("there is no claim `LAB-2026-10`; the nearest are LAB-2026-01"),
            "{}",
            err(&output)
        );
        assert!(out(&output).is_empty(), "{}", out(&output));
        assert!(bursary(&[command, POLICY, &case, "--claim", "LAB-2026-01"]).status.success());
    }
}

#[test]
fn the_table_says_when_a_payment_was_made_and_why_nothing_comes_of_another() {
    let case = format!("{POLICY}/cases/jingxi.yaml");
    let zh = out(&bursary(&["award", POLICY, &case, "--language", "zh"]));
    for said in [
        "申请日 2026-05-01\n",
        "2025-11-20 已发 ",
        "无可发金额（限额已用尽）",
        "本次应发 3,630,000.51 元，已发 1,450,000.00 元，待定至多 550,000.00 元\n",
    ] {
        assert!(zh.contains(said), "{said}\n{zh}");
    }
    let en = out(&bursary(&["award", POLICY, &case, "--language", "en"]));
    for said in [
        "paid on 2025-11-20 ",
        "nothing (the cap is used up)",
        "payable CNY 3,630,000.51, paid before CNY 1,450,000.00, pending at most CNY 550,000.00\n",
    ] {
        assert!(en.contains(said), "{said}\n{en}");
    }
}

#[test]
fn of_several_cases_of_which_some_are_wrong_the_number_of_the_sound_ones_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let rules = "policy p\n  money in CNY, rounded half up to 0.01\napplicant\n  cost \"Cost\" : money\nmeasure m\n  award 10% of cost\n";
    std::fs::write(folder.path().join("p.bursary"), rules).unwrap();
    let cases = "{\"applied_on\": \"2026-05-01\", \"applicant\": {\"cost\": 100}}\n{\"applicant\": {\"cost\": 200}}\n\
                 {\"applied_on\": \"2026-05-01\", \"applicant\": {\"cost\": 300}}\n";
    std::fs::write(folder.path().join("c.jsonl"), cases).unwrap();
    let output = bursary_in(folder.path(), &["award", "p.bursary", "c.jsonl"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).ends_with("2 of 3 cases are decided and sound; what is wrong with the other 1 stands above\n"),
        "{}",
        err(&output)
    );
    assert_eq!(out(&output).matches("payable CNY").count(), 2, "{}", out(&output));
}
