//! What is read, in particular.

use bursary::case::{Case, Format, InstanceId, Overrides};
use bursary::ir::{Datum, FieldId};
use bursary::source::Sources;

use super::{case, codes, given, program, read, read_with, told};

fn fact(case: &Case, of: InstanceId, field: &str) -> Option<Datum> {
    let program = program::demo();
    let record = program.record(case.instance(of).unwrap().record).unwrap();
    let at = record.fields.iter().position(|declared| declared.name == field).unwrap();
    case.instance(of).unwrap().fields[at].clone()
}

fn number(case: &Case, field: &str) -> String {
    match fact(case, Case::APPLICANT, field) {
        Some(Datum::Number(number)) => number.to_string(),
        other => panic!("{other:?}"),
    }
}

fn applicant(fact: &str) -> Case {
    case(&format!("applied_on: 2026-05-01\napplicant: {{{fact}}}\n"), Format::Yaml)
}

fn refused(fact: &str) -> Vec<&'static str> {
    codes(&format!("applied_on: 2026-05-01\napplicant: {{{fact}}}\n"), Format::Yaml)
}

#[test]
fn amounts_are_exact() {
    for (written, amount) in [
        ("12345678901234567.12", "12345678901234567.12"),
        ("'12345678901234567.12'", "12345678901234567.12"),
        ("0.0000000000000000000000000001", "0.0000000000000000000000000001"),
        ("120万元", "1200000"),
        ("15 万元", "150000"),
        ("0.3亿元", "30000000"),
        ("0.00001万元", "0.1"),
        ("1000元", "1000"),
        ("CNY 100", "100"),
        ("100.50 CNY", "100.5"),
        ("1e5", "100000"),
        ("1.5E+3", "1500"),
        ("25e-1", "2.5"),
        ("-0", "0"),
    ] {
        assert_eq!(number(&applicant(&format!("revenue: {written}")), "revenue"), amount, "{written}");
    }
    assert_eq!(number(&applicant("fee: USD 100"), "fee"), "100");
    assert_eq!(number(&applicant("fee: 100.25"), "fee"), "100.25");
}

#[test]
fn amounts_that_are_none() {
    for written in [
        "'1,000'",
        "1_000",
        "007",
        "120万",
        "十五万元",
        "15w",
        "1.",
        ".5",
        "+5",
        "0x10",
        "1e",
        "1 000",
        "yes",
        "''",
        "NaN",
    ] {
        assert_eq!(refused(&format!("revenue: {written}")), ["case/wrong-type"], "{written}");
    }
    for written in [
        "1e29",
        "12345678901234567890123456789012",
        "0.00000000000000000000000000001",
        "79228162514264337593543950335亿元",
    ] {
        assert_eq!(refused(&format!("revenue: {written}")), ["case/too-many-digits"], "{written}");
    }
    assert_eq!(refused("revenue: -1"), ["case/out-of-range"]);
    assert_eq!(refused("revenue: USD 5"), ["case/wrong-currency"]);
    assert_eq!(refused("fee: 5元"), ["case/wrong-currency"]);
}

#[test]
fn shares() {
    for (written, share) in [("0.3", "0.3"), ("30%", "0.3"), ("'30 %'", "0.3"), ("3‰", "0.003"), ("1", "1")] {
        assert_eq!(number(&applicant(&format!("rate: {written}")), "rate"), share, "{written}");
    }
    assert_eq!(refused("rate: 30"), ["case/out-of-range"]);
    assert_eq!(refused("rate: 30 percent"), ["case/wrong-type"]);
}

#[test]
fn yes_and_no() {
    for (written, holds) in [("yes", true), ("true", true), ("是", true), ("'yes'", true), ("no", false), ("否", false)]
    {
        assert_eq!(
            fact(&applicant(&format!("registered: {written}")), Case::APPLICANT, "registered"),
            Some(Datum::Truth(holds))
        );
    }
    for written in ["Yes", "TRUE", "1", "有"] {
        assert_eq!(refused(&format!("registered: {written}")), ["case/wrong-type"], "{written}");
    }
}

#[test]
fn text_keeps_its_words() {
    for (written, text) in
        [("007", "007"), ("1.10", "1.10"), ("yes", "yes"), ("'~'", "~"), ("2026-05-01", "2026-05-01")]
    {
        assert_eq!(
            fact(&applicant(&format!("name: {written}")), Case::APPLICANT, "name"),
            Some(Datum::Text(text.into()))
        );
    }
    assert_eq!(fact(&applicant("name: ~"), Case::APPLICANT, "name"), None);
    let json = |name: &str| format!("{{\"applied_on\": \"2026-05-01\", \"applicant\": {{\"name\": {name}}}}}");
    let long = "12345678901234567890123456789012345678901234567890";
    assert_eq!(fact(&case(&json(long), Format::Json), Case::APPLICANT, "name"), Some(Datum::Text(long.into())));
    assert_eq!(codes(&json("1.10"), Format::Json), ["case/wrong-type"]);
    assert_eq!(codes(&json("true"), Format::Json), ["case/wrong-type"]);
}

#[test]
fn dates() {
    for written in
        ["2026/5/1", "2026年5月1日", "2026-5-1", "20260501", "2026-05-01T00:00:00", "2026.05.01", "２０２６-05-01"]
    {
        let (_, cases) = read("case", &format!("applied_on: {written}\n"), Format::Yaml);
        let found = cases[0].as_ref().unwrap_err();
        assert_eq!(found[0].fix.as_ref().map(|fix| fix.replacement.as_str()), Some("2026-05-01"), "{written}");
    }
    for written in ["2026-02-30", "2026-13-01", "0000-01-01"] {
        assert_eq!(codes(&format!("applied_on: {written}\n"), Format::Yaml), ["case/no-such-day"], "{written}");
    }
    assert_eq!(codes("applied_on: soon\n", Format::Yaml), ["case/wrong-type"]);
}

#[test]
fn json_lines_go_on_after_a_bad_line() {
    let text = "\u{feff}{\"applied_on\": \"2026-05-01\"}\r\n\r\n{\"applied_on\": }\n{\"applied_on\": \"2026-5-1\"}\n{\"申请日\": \"2026-05-02\"}";
    let (sources, cases) = read("cases.jsonl", text, Format::JsonLines);
    let names: Vec<_> =
        cases.iter().map(|case| case.as_ref().map(|case| case.name.as_str()).map_err(|found| found[0].code)).collect();
    assert_eq!(names, [Ok("cases.jsonl:1"), Err("case/not-json"), Err("case/wrong-type"), Ok("cases.jsonl:5")]);
    let found = cases[2].as_ref().unwrap_err();
    assert_eq!(sources.place(found[0].span), "cases.jsonl:4:16");
    assert_eq!(sources.slice(found[0].span), "\"2026-5-1\"");
    assert!(read("empty", "\n\n", Format::JsonLines).1.is_empty());
}

#[test]
fn the_run_goes_before_the_case() {
    let program = program::demo();
    let mut sources = Sources::new();
    let on = given(&mut sources, "--applied-on", "2027-01-01");
    let issued = given(&mut sources, "--parameter", "印发之日=2025-06-10");
    let base = given(&mut sources, "--parameter", "base=15万元");
    let overrides = Overrides::read(&program, &sources, Some(on), &[issued, base]).unwrap();
    let text = "parameters: {issued_on: 2024-01-01, share: 30%}\n";
    let (_, cases) = read_with(&program, "case", text, Format::Yaml, &overrides);
    let case = cases[0].as_ref().unwrap();
    assert_eq!(case.applied_on.to_string(), "2027-01-01");
    let parameters = &case.instance(Case::PARAMETERS).unwrap().fields;
    assert_eq!(parameters[0], Some(Datum::Date("2025-06-10".parse().unwrap())));
    assert_eq!(parameters[1], Some(Datum::Number(150_000.into())));
    assert_eq!(parameters[2], Some(Datum::Number("0.3".parse().unwrap())));
}

#[test]
fn the_run_can_be_wrong_too() {
    let program = program::demo();
    let mut sources = Sources::new();
    let on = given(&mut sources, "--applied-on", "2027/1/1");
    let texts = ["isued_on=2025-06-10", "base", "share=lots", "base=1", "基数=2"];
    let parameters: Vec<_> = texts.map(|text| given(&mut sources, "--parameter", text)).into();
    let found = Overrides::read(&program, &sources, Some(on), &parameters).unwrap_err();
    insta::assert_snapshot!(told(&sources, &found));
}

#[test]
fn paths_name_records_by_their_keys() {
    let program = program::demo();
    let case = case(
        "applied_on: 2026-05-01\napplicant:\n  certificates: [{id: A-1, level: 2}]\n  projects: [{id: P, loans: [{principal: 1}]}]\n",
        Format::Yaml,
    );
    let path = |of: u32, field: u32, year| case.path(&program, InstanceId(of), FieldId(field), year);
    assert_eq!(path(0, 0, None), "parameters.issued_on");
    assert_eq!(path(1, 10, Some(2)), "review_passed[2]");
    assert_eq!(path(2, 1, None), "certificates[A-1].level");
    assert_eq!(path(3, 1, None), "projects[P].cost");
    assert_eq!(path(4, 0, None), "projects[P].loans[?].principal");
    assert_eq!(fact(&case, InstanceId(4), "principal"), Some(Datum::Number(1.into())));
}

#[test]
fn what_can_be_refused_is_bounded() {
    let deep = |open: &str, close: &str, depth: usize| open.repeat(depth) + &close.repeat(depth);
    for (text, format) in [
        (deep("[", "]", 100_000), Format::Json),
        (deep("{\"a\":", "}", 400), Format::Json),
        (deep("[", "]", 150), Format::Json),
        (deep("[", "]", 100_000), Format::Yaml),
        (deep("- ", "", 100_000), Format::Yaml),
        (format!("a = {}", deep("[", "]", 100_000)), Format::Toml),
        (format!("{}a = 1", "a.".repeat(100_000)), Format::Toml),
        (
            format!("a = {}1{}", (("a.".repeat(70)) + "a = {").replacen("a.", "{a.", 1).repeat(60), "}".repeat(120)),
            Format::Toml,
        ),
    ] {
        let found = codes(&text, format);
        assert!(found.contains(&"case/nested-too-deep") || format == Format::Toml, "{found:?}");
        assert!(!found.is_empty());
    }
    let many = format!("applied_on: 2026-05-01\napplicant:\n{}", "  nam: 1\n".repeat(50_000));
    assert_eq!(codes(&many, Format::Yaml).len(), 201);
    let twice = "a = 1\n".repeat(50_000);
    assert_eq!(codes(&twice, Format::Toml).len(), 50);
}

#[test]
fn standard_input_is_told_apart() {
    for (text, format) in [
        ("applied_on: 2026-05-01", Format::Yaml),
        ("\u{feff} {\n\"applied_on\": 1}", Format::Json),
        ("{\"a\": 1}", Format::Json),
        ("{\"a\": 1}\n{\"a\": 2}\n", Format::JsonLines),
        ("", Format::Yaml),
    ] {
        assert_eq!(Format::sniff(text), format, "{text}");
    }
}
