//! `bursary check`: what is silenced, `bursary.toml`, fixes, formats for programs, exit status.

use std::path::Path;

use serde_json::Value;

use crate::{bursary, bursary_in, err, folder, out, read};

/// A hint about a fact that no rule reads, and nothing else.
const HINT: &str = "policy demo\n  money in CNY, rounded half up to 0.01\n\napplicant\n  revenue : money\n  staff : whole 0..\n\nscope\n  when \"size\": revenue at least 500万元\n";
/// An error of form with a safe fix, and the hint behind it.
const MISSPELT: &str = "policy demo\n  money in CNY, rounded half up to 0.01\n\napplicant\n  revenue : money\n  staff : whole 0..\n\nscope\n  wehn \"size\": revenue at least 500万元\n";

fn status(folder: &Path, arguments: &[&str]) -> Option<i32> {
    bursary_in(folder, arguments, "").status.code()
}

/// The code and severity of what is told, and of what is silenced.
fn findings(folder: &Path, arguments: &[&str]) -> Vec<(String, String, bool)> {
    let output = bursary_in(folder, &[arguments, &["--format", "json"]].concat(), "");
    let all: Value = serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{}", err(&output)));
    let all = all.as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    all.map(|own| (text(&own["code"]), text(&own["severity"]), !own["silenced"].is_null())).collect()
}

fn finding(code: &str, severity: &str, silenced: bool) -> (String, String, bool) {
    (code.to_owned(), severity.to_owned(), silenced)
}

#[test]
fn the_run_fails_from_the_severity_on_that_is_asked_for() {
    let folder = folder(&[("p.bursary", HINT)]);
    let status = |severity| status(folder.path(), &["check", ".", "--fail-on", severity]);
    assert_eq!([status("hint"), status("warning"), status("error"), status("never")].map(Option::unwrap), [1, 0, 0, 0]);
    std::fs::write(folder.path().join("p.bursary"), MISSPELT).unwrap();
    let status = |severity| self::status(folder.path(), &["check", ".", "--fail-on", severity]);
    assert_eq!([status("error"), status("never")].map(Option::unwrap), [1, 0]);
    let unread = self::status(folder.path(), &["check", "nowhere.bursary", "--fail-on", "never"]);
    assert_eq!(unread, Some(2), "what can't be read is no finding");
}

#[test]
fn what_the_rules_silence_is_not_told_and_stays_in_the_formats_for_programs() {
    let silenced = HINT.replace("0..\n", "0..\n    silence \"names/never-used\" because \"the form asks for it\"\n");
    let folder = folder(&[("p.bursary", &silenced)]);
    let human = bursary_in(folder.path(), &["check", ".", "--fail-on", "hint"], "");
    assert_eq!((human.status.code(), out(&human)), (Some(0), String::new()));
    assert!(err(&human).contains("nothing found but 1 silenced"), "{}", err(&human));
    assert_eq!(out(&bursary_in(folder.path(), &["check", ".", "--format", "github"], "")), "");
    assert_eq!(findings(folder.path(), &["check", "."]), [finding("names/never-used", "hint", true)]);
    let sarif = bursary_in(folder.path(), &["check", ".", "--format", "sarif"], "");
    let sarif: Value = serde_json::from_str(&out(&sarif)).unwrap();
    let suppression = &sarif["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!(
        (&suppression["kind"], &suppression["justification"]),
        (&"inSource".into(), &"the form asks for it".into())
    );
    assert_eq!(suppression["location"]["physicalLocation"]["region"]["startLine"], 7);
}

#[test]
fn bursary_toml_says_how_loud_each_finding_is() {
    let folder = folder(&[("a/p.bursary", HINT), ("drafts/b/p.bursary", HINT)]);
    let toml = |text: &str| std::fs::write(folder.path().join("bursary.toml"), text).unwrap();
    toml("[check]\nfail-on = \"hint\"\n");
    assert_eq!(status(folder.path(), &["check", "."]), Some(1));
    assert_eq!(status(folder.path(), &["check", ".", "--fail-on", "warning"]), Some(0), "the command line goes first");
    toml("[check.severity]\n\"names/never-used\" = \"error\"\n");
    assert_eq!(findings(folder.path(), &["check", "a"]), [finding("names/never-used", "error", false)]);
    assert_eq!(status(folder.path(), &["check", "a"]), Some(1));
    toml(
        "[check.severity]\n\"names/never-used\" = \"warning\"\n[[check.override]]\npaths = [\"drafts\"]\nseverity = { \"names/never-used\" = \"off\" }\n",
    );
    let expected = [finding("names/never-used", "warning", false), finding("names/never-used", "hint", true)];
    assert_eq!(findings(folder.path(), &["check", "."]), expected);
    assert_eq!(
        findings(&folder.path().join("drafts"), &["check", "b"]).len(),
        1,
        "outside a repository only what is below counts"
    );
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    assert_eq!(findings(&folder.path().join("drafts"), &["check", "b"]), [finding("names/never-used", "hint", true)]);
}

#[test]
fn what_is_wrong_with_a_test_stays_an_error() {
    let rules = "policy p\n  money in CNY, rounded half up to 0.01\nmeasure m\n  award 1元\ntest \"t\"\n  given applied_on is 2026-05-01\n  expect n: payable 1元\n";
    let folder =
        folder(&[("p.bursary", rules), ("bursary.toml", "[check.severity]\n\"tests/unknown-name\" = \"off\"\n")]);
    let output = bursary_in(folder.path(), &["check", "p.bursary", "--format", "json"], "");
    assert_eq!(output.status.code(), Some(1));
    let said = out(&output);
    assert!(said.contains("tests/unknown-name") && said.contains("config/of-error"), "{said}");
}

#[test]
fn the_nearest_bursary_toml_counts() {
    let folder = folder(&[
        ("bursary.toml", "[check.severity]\n\"names/never-used\" = \"error\"\n"),
        ("a/bursary.toml", "[check.severity]\n\"names/never-used\" = \"off\"\n"),
        ("a/deep/p.bursary", HINT),
        ("b/p.bursary", HINT),
    ]);
    let expected = [finding("names/never-used", "hint", true), finding("names/never-used", "error", false)];
    assert_eq!(findings(folder.path(), &["check", "."]), expected);
}

#[test]
fn a_bursary_toml_with_mistakes_can_not_be_followed() {
    for (text, code, line) in [
        ("[check]\nfailon = \"hint\"\n", "config/unknown-key", 2),
        ("[check.severity]\n\"names/never\" = \"off\"\n", "config/unknown-code", 2),
        ("[check.severity]\n\"names/never-used\" = \"silent\"\n", "config/wrong-value", 2),
        ("[check]\n\n[[check.override]]\nseverity = {}\n", "config/without-paths", 3),
        ("[check]\nseverity = 3\n", "config/wrong-value", 2),
        ("[[check.override]]\npaths = \"drafts\"\n", "config/wrong-value", 2),
        ("[[check.override]]\npaths = [\"a[\"]\n", "config/wrong-value", 2),
        ("[[check.override]]\npaths = [\"../drafts\"]\n", "config/wrong-value", 2),
        ("[[check.override]]\npaths = [\"/drafts\"]\n", "config/wrong-value", 2),
        ("check = 1\n", "config/wrong-value", 1),
        ("[checks]\n", "config/unknown-key", 1),
        ("[check\n", "config/not-toml", 1),
    ] {
        let folder = folder(&[("a/p.bursary", HINT), ("b/p.bursary", HINT), ("bursary.toml", text)]);
        let output = bursary_in(folder.path(), &["check", ".", "--format", "json"], "");
        assert_eq!(output.status.code(), Some(2), "{text}");
        let all: Value = serde_json::from_str(&out(&output)).unwrap();
        let told: Vec<&Value> = all.as_array().unwrap().iter().filter(|own| own["file"] == "bursary.toml").collect();
        let told: Vec<(&str, u64)> =
            told.iter().map(|own| (own["code"].as_str().unwrap(), own["line"].as_u64().unwrap())).collect();
        assert_eq!(told, [(code, line)], "told once, in its place: {text}");
    }
}

#[test]
fn an_error_stays_one_whatever_bursary_toml_says() {
    let folder = folder(&[
        ("p.bursary", MISSPELT),
        ("bursary.toml", "[check.severity]\n\"syntax/misspelled-keyword\" = \"off\"\n"),
    ]);
    let expected = [finding("syntax/misspelled-keyword", "error", false), finding("config/of-error", "warning", false)];
    assert_eq!(findings(folder.path(), &["check", "."]), expected);
}

#[test]
fn the_folder_of_bursary_toml_is_all_in_it() {
    for path in [".", "./", "./.", "**", "./a", "a/", "./a/../a"] {
        let toml =
            format!("[[check.override]]\npaths = [\"{path}\"]\nseverity = {{ \"names/never-used\" = \"off\" }}\n");
        let folder = folder(&[("a/p.bursary", HINT), ("bursary.toml", &toml)]);
        let told = findings(folder.path(), &["check", "."]);
        match path.contains("..") {
            true => assert!(told.contains(&finding("config/wrong-value", "error", false)), "{path}: {told:?}"),
            false => assert_eq!(told, [finding("names/never-used", "hint", true)], "{path}"),
        }
    }
}

#[test]
fn an_error_that_is_mended_is_not_told_of_in_bursary_toml() {
    let folder = folder(&[
        ("p.bursary", MISSPELT),
        ("bursary.toml", "[check.severity]\n\"syntax/misspelled-keyword\" = \"off\"\n"),
    ]);
    let expected = [finding("names/never-used", "hint", false)];
    assert_eq!(findings(folder.path(), &["check", ".", "--fix"]), expected);
    assert_eq!(
        status(folder.path(), &["check", ".", "--fail-on", "hint"]),
        Some(1),
        "{}",
        read(folder.path(), "p.bursary")
    );
    assert_eq!(status(folder.path(), &["check", "."]), Some(0));
}

#[test]
fn safe_fixes_are_made_and_what_is_left_is_told() {
    let folder = folder(&[("p.bursary", MISSPELT)]);
    let shown = bursary_in(folder.path(), &["check", "p.bursary", "--fix", "--diff"], "");
    assert!(
        out(&shown)
            .contains("-  wehn \"size\": revenue at least 500万元\n+  when \"size\": revenue at least 500万元\n"),
        "{}",
        out(&shown)
    );
    assert_eq!((shown.status.code(), read(folder.path(), "p.bursary")), (Some(1), MISSPELT.to_owned()));
    let output = bursary_in(folder.path(), &["check", "p.bursary", "--fix"], "");
    assert_eq!(read(folder.path(), "p.bursary"), HINT);
    assert!(output.status.success() && out(&output).contains("names/never-used"), "{}", out(&output));
    assert!(err(&output).contains("1 places mended"), "{}", err(&output));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    let again = bursary_in(folder.path(), &["check", "p.bursary", "--fix", "--diff"], "");
    assert_eq!(out(&again), "");
}

#[test]
fn one_fix_may_uncover_the_next() {
    let wrong = "政策 demo 「示例办法」\n金额单位 CNY，四舍五入至 0.01\n\n申报主体 「申报主体」\n  revenue 「营业收入」：金额\n\n措施 growth 「增长奖励」\n  条件 「规模」：营业收入 ＞ 500万元\n  奖厉 营业收入 的 10%\n";
    let folder = folder(&[("p.bursary", wrong)]);
    bursary_in(folder.path(), &["check", ".", "--fix"], "");
    let mended = read(folder.path(), "p.bursary");
    assert!(
        mended.contains("\n  金额单位") && mended.contains("\n  奖励 ") && mended.contains("超过 500万元"),
        "{mended}"
    );
    assert_eq!(findings(folder.path(), &["check", "."]), [finding("citations/measure-without", "warning", false)]);
}

#[test]
fn a_fix_that_guesses_is_left_to_the_writer() {
    let wrong = HINT.replace(": revenue at", ": revenu at");
    let folder = folder(&[("p.bursary", &wrong)]);
    let output = bursary_in(folder.path(), &["check", ".", "--fix"], "");
    assert_eq!((output.status.code(), read(folder.path(), "p.bursary")), (Some(1), wrong));
}

#[test]
fn what_is_switched_off_is_not_mended() {
    let stale = HINT
        .replace("0..\n", "0..\n    silence \"names/clash\" because \"an old name\"\n")
        .replace("names/clash", "names/unknown");
    let folder =
        folder(&[("p.bursary", &stale), ("bursary.toml", "[check.severity]\n\"silence/nothing-found\" = \"off\"\n")]);
    bursary_in(folder.path(), &["check", ".", "--fix"], "");
    assert_eq!(read(folder.path(), "p.bursary"), stale);
    std::fs::remove_file(folder.path().join("bursary.toml")).unwrap();
    bursary_in(folder.path(), &["check", ".", "--fix"], "");
    assert_eq!(read(folder.path(), "p.bursary"), HINT, "a silence that silences nothing is taken away");
}

#[test]
fn standard_input_is_checked_and_mended() {
    let folder = folder(&[]);
    let output = bursary_in(folder.path(), &["check", "-"], MISSPELT);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("-:9:3"), "{}", out(&output));
    let output = bursary_in(folder.path(), &["check", "-", "--fix"], MISSPELT);
    assert_eq!((output.status.code(), out(&output)), (Some(0), HINT.to_owned()));
    assert!(err(&output).contains("names/never-used"), "{}", err(&output));
    assert_eq!(out(&bursary_in(folder.path(), &["check", "-", "--fix"], HINT)), HINT, "unchanged text comes out whole");
    let diff = bursary_in(folder.path(), &["check", "-", "--fix", "--diff"], MISSPELT);
    assert!(out(&diff).contains("\n-  wehn"), "{}", out(&diff));
    assert_eq!(
        bursary_in(folder.path(), &["check", "-", "--diff"], MISSPELT).status.code(),
        Some(2),
        "only with --fix"
    );
}

#[test]
fn sarif_fits_its_schema() {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/sarif-2.1.0.json");
    let mut schema: Value = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    // The published pattern has a bracket too many, which no reader of regular expressions that keeps to the book accepts.
    for of in ["run", "toolComponent"] {
        schema["definitions"][of]["properties"]["language"]["pattern"] = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$".into();
    }
    let schema = jsonschema::validator_for(&schema).unwrap();
    assert!(!schema.is_valid(&serde_json::json!({"version": "2.1.0", "runs": [{}]})), "the schema asks for something");
    let silenced = HINT.replace("0..\n", "0..\n    silence \"names/never-used\" because \"因为 \\\"…\\\"\"\n");
    let folder = folder(&[
        ("省 市/办法 100%, a:b.bursary", MISSPELT),
        ("b/p.bursary", &silenced),
        ("c/p.bursary", HINT),
        ("c/bursary.toml", "[check.severity]\n\"names/never-used\" = \"off\"\n\"names/never\" = \"off\"\n"),
        ("d/p.bursary", "policy d\n  source \"nowhere.md\"\n"),
        ("e/p.bursary", HINT),
        ("f/p.bursary", ""),
    ]);
    let all = bursary_in(folder.path(), &["check", ".", "--language", "zh", "--format", "sarif"], "");
    let outputs = [
        all,
        bursary(&["check", "policies", "--format", "sarif"]),
        bursary_in(folder.path(), &["check", "e", "--format", "sarif"], ""),
    ];
    for output in outputs {
        let log: Value = serde_json::from_str(&out(&output)).unwrap();
        let errors: Vec<String> =
            schema.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        assert!(!log["runs"][0]["results"].as_array().unwrap().is_empty());
        for result in log["runs"][0]["results"].as_array().unwrap() {
            let rule = &log["runs"][0]["tool"]["driver"]["rules"]
                [usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
            assert_eq!(rule["id"], result["ruleId"]);
        }
    }
}

#[test]
fn annotations_name_files_from_the_working_folder_and_escape_what_would_end_them() {
    let folder = folder(&[("省 市/办法 100%, a:b.bursary", MISSPELT)]);
    let expected = "::error file=省 市/办法 100%25%2C a%3Ab.bursary,line=9,col=3,endLine=9,endColumn=7,title=syntax/misspelled-keyword::";
    let absolute = folder.path().join("省 市").display().to_string();
    for path in [".", "./省 市", &absolute] {
        let output = out(&bursary_in(folder.path(), &["check", path, "--format", "github"], ""));
        assert!(output.lines().next().unwrap().starts_with(expected), "{path}: {output}");
        assert_eq!(output.lines().count(), 1, "a line for each: {output}");
    }
}

#[test]
fn the_bursary_toml_of_the_documentation_is_one() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/check.md")).unwrap();
    let text = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let folder = folder(&[("p.bursary", HINT), ("bursary.toml", text)]);
    assert_eq!(findings(folder.path(), &["check", "."]), [finding("names/never-used", "hint", true)]);
}
