//! `bursary fmt --language`: a policy in the other surface.

use std::path::Path;

use crate::{bursary_in, err, out};

const ENGLISH: &str = "policy p \"办法\"
  money in CNY, rounded half up to 0.01

applicant \"申报主体\"
  cost \"投入\" : money
  size \"规模\" : whole 1..

measure m \"补助\"
  when \"规模\": size at least 2
  award 30% of cost
  cap 20万元 per applicant in total
";

const CHINESE: &str = "政策 p 「办法」
  金额单位 CNY，四舍五入至 0.01

申报主体 「申报主体」
  cost 「投入」：金额
  size 「规模」：整数 1..

措施 m 「补助」
  条件 「规模」：规模 不低于 2
  奖励 投入 的 30%
  封顶 20万元 每个 申报主体 累计
";

/// Runs `bursary fmt` on one file, and gives what became of it.
fn formatted(arguments: &[&str], text: &str) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("policy.bursary");
    std::fs::write(&file, text).unwrap();
    let output = bursary_in(folder.path(), &[&["fmt"], arguments, &["."]].concat(), "");
    (output.status.code(), std::fs::read_to_string(file).unwrap(), err(&output) + &out(&output))
}

#[test]
fn a_file_is_written_in_the_surface_that_is_asked_for_and_comes_back() {
    let (status, chinese, _) = formatted(&["--language", "zh"], ENGLISH);
    assert_eq!((status, chinese.as_str()), (Some(0), CHINESE));
    let (status, english, _) = formatted(&["--language", "en"], &chinese);
    assert_eq!((status, english.as_str()), (Some(0), ENGLISH));
}

#[test]
fn standard_input_comes_out_in_the_other_surface() {
    let output = bursary_in(Path::new("."), &["fmt", "--language", "zh", "-"], ENGLISH);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), CHINESE));
}

#[test]
fn names_are_those_of_the_surface_without_asking() {
    let written = ENGLISH.replace("30% of cost", "30% of 投入").replace("when \"规模\": size", "when \"规模\" :  规模");
    let (status, text, _) = formatted(&[], &written);
    assert_eq!((status, text.as_str()), (Some(0), ENGLISH));
    assert_eq!(formatted(&["--check"], &written).0, Some(1));
    assert_eq!(formatted(&["--check"], ENGLISH).0, Some(0));
}

#[test]
fn a_policy_with_errors_is_laid_out_but_not_translated() {
    let wrong = ENGLISH.replace("30% of cost", "30% of costs").replace("applicant \"", "applicant  \"");
    let (status, text, said) = formatted(&["--language", "zh"], &wrong);
    assert_eq!((status, text.as_str()), (Some(1), wrong.as_str()));
    assert!(said.contains("costs") && said.contains("未转换："), "{said}");
    let (status, text, _) = formatted(&[], &wrong);
    assert_eq!((status, text), (Some(0), ENGLISH.replace("30% of cost", "30% of costs")));
}

#[test]
fn a_policy_that_would_mean_something_else_is_left_alone() {
    let text = "policy p
  money in CNY, rounded half up to 0.01

type size \"规模\" : one of
  | small \"小型\"
  | big \"大型\"

applicant
  is_small \"小型\" : yes/no
  revenue \"营业收入\" : money

measure m
  let usual \"通常规模\" be small
  when \"a\": usual is small and revenue above 0元 and not is_small
  award 1万元
";
    let (status, after, said) = formatted(&["--language", "zh"], text);
    assert_eq!((status, after.as_str()), (Some(1), text));
    assert!(said.contains("format/not-translated"), "{said}");
}

#[test]
fn the_files_of_a_policy_are_translated_together() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    std::fs::write(file("1-policy.bursary"), ENGLISH).unwrap();
    let amendment = "amendment later \"修订\" from 2027-01-01\n\nmeasure m \"补助\"\n  award 10% of cost\n  cap 1万元 per applicant in total\n";
    std::fs::write(file("2-later.bursary"), amendment).unwrap();
    let output = bursary_in(folder.path(), &["fmt", "--language", "zh", "."], "");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let later = std::fs::read_to_string(file("2-later.bursary")).unwrap();
    assert!(later.starts_with("修订 later 「修订」 自 2027-01-01\n"), "{later}");
    assert!(later.contains("奖励 投入 的 10%"), "{later}");
    bursary_in(folder.path(), &["fmt", "--language", "en", "."], "");
    assert_eq!(std::fs::read_to_string(file("2-later.bursary")).unwrap(), amendment);
}

/// The first file is sound by itself; the second amends the policy and has an error. Nothing is written, and the error is told once.
#[test]
fn a_policy_of_which_one_file_has_an_error_is_not_translated_in_part() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let later = "amendment more from 2026-01-01\n\nmeasure m \"补助\"\n  award 40% of costs\n";
    std::fs::write(file("1-policy.bursary"), ENGLISH).unwrap();
    std::fs::write(file("2-later.bursary"), later).unwrap();
    let output = bursary_in(folder.path(), &["fmt", "--language", "zh", "."], "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(std::fs::read_to_string(file("1-policy.bursary")).unwrap(), ENGLISH);
    assert_eq!(std::fs::read_to_string(file("2-later.bursary")).unwrap(), later);
    let told = err(&output) + &out(&output);
    assert_eq!((told.matches("costs").count() > 0, told.matches("未转换").count()), (true, 2), "{told}");
}

/// Files with a header each are policies of their own: one with an error keeps no other from being translated.
#[test]
fn policies_in_one_folder_are_translated_each_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    std::fs::write(file("one.bursary"), ENGLISH).unwrap();
    std::fs::write(file("two.bursary"), ENGLISH.replace("of cost", "of costs")).unwrap();
    let output = bursary_in(folder.path(), &["fmt", "--language", "zh", "."], "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(std::fs::read_to_string(file("one.bursary")).unwrap(), CHINESE);
}
