//! Input that means no good: each ends in a diagnostic and the documented exit status.

use std::path::Path;
use std::process::Output;

use crate::{POLICY, bursary, bursary_in, err, out};

const HEAD: &str = "policy p\n  money in CNY, rounded half up to 0.01\n";

fn check(name: &str, bytes: &[u8]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    bursary_in(folder.path(), &["check", name], "")
}

fn award(name: &str, bytes: &[u8]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let policy = Path::new(env!("CARGO_MANIFEST_DIR")).join(POLICY);
    bursary_in(folder.path(), &["award", policy.to_str().unwrap(), path.to_str().unwrap()], "")
}

#[track_caller]
fn found(output: &Output, status: i32, code: &str) {
    let said = format!("{}{}", out(output), err(output));
    assert_eq!(output.status.code(), Some(status), "{said}");
    assert!(said.contains(code), "no {code}: {}", said.chars().take(3000).collect::<String>());
    assert!(!said.contains("panicked"), "{said}");
}

#[test]
fn binary_rules() {
    let bytes: Vec<u8> =
        (0..100_000_u32).map(|at| u8::try_from(at.wrapping_mul(2_654_435_761) >> 24).unwrap()).collect();
    found(&check("p.bursary", &bytes), 2, "input/not-utf-8");
}

#[test]
fn text_that_is_no_rules() {
    let text = "lorem ipsum (dolor) sit 「amet\n".repeat(200);
    found(&check("p.bursary", text.as_bytes()), 1, "syntax/");
}

#[test]
fn fifty_megabytes_of_one_line() {
    let mut text = String::from(HEAD);
    text.push_str("measure m\n  award ");
    text.push_str(&"1".repeat(50_000_000));
    found(&check("p.bursary", text.as_bytes()), 2, "input/too-large");
    let output = check("p.bursary", text.get(..1_000_000).unwrap().as_bytes());
    found(&output, 1, "types/too-many-digits");
    assert!(out(&output).len() < 20_000, "the figure is repeated {} times", out(&output).len() / 1_000_000);
}

#[test]
fn a_hundred_thousand_parentheses() {
    let text = format!("{HEAD}measure m\n  award {}1元{}\n", "(".repeat(100_000), ")".repeat(100_000));
    found(&check("p.bursary", text.as_bytes()), 1, "syntax/too-");
}

#[test]
fn a_very_long_sum() {
    let text = format!("{HEAD}measure m\n  award 1元{}\n  cap 5元 per applicant in total\n", " + 1元".repeat(100_000));
    let output = check("p.bursary", text.as_bytes());
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", err(&output));
}

#[test]
fn a_very_long_chain_of_names() {
    let mut text = format!("{HEAD}measure m\n  let v0 be 1元\n");
    for at in 1..20_000 {
        text.push_str(&format!("  let v{at} be v{} + v{}\n", at - 1, at - 1));
    }
    text.push_str("  award v19999\n  cap 5元 per applicant in total\n");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("p.bursary"), &text).unwrap();
    let case = "{\"applied_on\": \"2026-05-01\", \"applicant\": {}}";
    let output = bursary_in(folder.path(), &["award", "p.bursary", "-"], case);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output).chars().take(2000).collect::<String>());
}

#[test]
fn a_million_lines() {
    let text = format!("{HEAD}{}", "x\n".repeat(1_000_000));
    found(&check("p.bursary", text.as_bytes()), 2, "input/too-large");
}

#[test]
fn thousands_of_measures() {
    let mut text = String::from(HEAD);
    for at in 0..3_000 {
        text.push_str(&format!("measure m{at}\n  award 1元\n  cap 1元 per applicant in total\n"));
    }
    let output = check("p.bursary", text.as_bytes());
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", err(&output));
}

#[test]
fn hidden_direction_marks() {
    let text = format!("{HEAD}measure m \"a\u{202e}b\"\n  award 1元\n");
    found(&check("p.bursary", text.as_bytes()), 1, "syntax/");
}

#[test]
fn no_file_and_a_folder_without_rules() {
    found(&bursary(&["check", "no/such/file.bursary"]), 2, "input/unreadable");
    let folder = tempfile::tempdir().unwrap();
    found(&bursary_in(folder.path(), &["check", "."], ""), 2, "input/no-policy");
    found(&bursary(&["award", POLICY, "no/such/case.yaml"]), 2, "input/unreadable");
}

#[test]
fn a_folder_with_two_policies() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.bursary"), HEAD).unwrap();
    std::fs::write(folder.path().join("b.bursary"), HEAD.replace("policy p", "policy q")).unwrap();
    found(&bursary_in(folder.path(), &["check", "."], ""), 1, "policy/two-policies");
}

#[test]
fn a_document_that_is_not_there() {
    let text = "policy p\n  source \"gone.md\"\n  money in CNY, rounded half up to 0.01\n";
    found(&check("p.bursary", text.as_bytes()), 2, "input/unreadable");
}

#[test]
fn a_yaml_bomb() {
    let mut text = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (this, last) in ["b", "c", "d", "e", "f", "g", "h"].iter().zip(["a", "b", "c", "d", "e", "f", "g"]) {
        text.push_str(&format!("{this}: &{this} [{}]\n", vec![format!("*{last}"); 10].join(", ")));
    }
    found(&award("bomb.yaml", text.as_bytes()), 2, "case/");
}

#[test]
fn deep_data() {
    found(&award("deep.json", "[".repeat(100_000).as_bytes()), 2, "case/");
    found(&award("deep.yaml", format!("applicant: {}", "[".repeat(100_000)).as_bytes()), 2, "case/");
    found(&award("deep.toml", format!("applicant = {}", "[".repeat(100_000)).as_bytes()), 2, "case/");
}

#[test]
fn binary_and_empty_cases() {
    found(&award("case.yaml", &[0xff, 0xfe, 0, 1, 2]), 2, "input/not-utf-8");
    found(&award("case.json", b""), 2, "case/");
    found(&award("case.yaml", b""), 2, "case/");
    found(&award("case.toml", b""), 2, "case/");
}
