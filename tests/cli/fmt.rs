//! `bursary fmt`.

use std::path::Path;

use crate::{bursary, bursary_in, err, folder, out, read};

const WRITTEN: &str = "policy p\n money in CNY,rounded half up to 0.01\nmeasure m\n  award   5元 # why\n";
const RIGHT: &str = "policy p\n  money in CNY, rounded half up to 0.01\n\nmeasure m\n  award 5元  # why\n";

/// Everything in a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_folder_is_laid_out_and_then_stays() {
    let folder = folder(&[("a/p.bursary", WRITTEN), ("b/c/q.bursary", RIGHT), ("a/notes.txt", WRITTEN)]);
    let check = bursary_in(folder.path(), &["fmt", ".", "--check"], "");
    assert_eq!(check.status.code(), Some(1));
    let diff = "--- a/p.bursary\n+++ a/p.bursary\n@@ -1,4 +1,5 @@\n policy p\n- money in CNY,rounded half up to 0.01\n+  money in CNY, rounded half up to 0.01\n+\n measure m\n-  award   5元 # why\n+  award 5元  # why\n";
    assert_eq!(out(&check), diff);
    assert_eq!(err(&check), "1 of 2 files would change\n");
    assert_eq!(read(folder.path(), "a/p.bursary"), WRITTEN);

    let written = bursary_in(folder.path(), &["fmt", "."], "");
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    assert_eq!((out(&written), err(&written)), (String::new(), "laid out: a/p.bursary\n1 of 2 files changed\n".into()));
    assert_eq!(read(folder.path(), "a/p.bursary"), RIGHT);
    assert_eq!(read(folder.path(), "a/notes.txt"), WRITTEN);
    assert_eq!(names(&folder.path().join("a")), ["notes.txt", "p.bursary"]);

    let again = bursary_in(folder.path(), &["fmt", ".", "--check"], "");
    assert_eq!((again.status.code(), err(&again)), (Some(0), "2 files, nothing to change\n".into()));
}

#[test]
fn standard_input_goes_to_standard_output() {
    let output = bursary_in(Path::new("."), &["fmt", "-"], WRITTEN);
    assert_eq!((output.status.code(), out(&output), err(&output)), (Some(0), RIGHT.into(), String::new()));
    let check = bursary_in(Path::new("."), &["fmt", "-", "--check"], WRITTEN);
    assert_eq!(check.status.code(), Some(1));
    assert!(out(&check).starts_with("--- -\n+++ -\n"), "{}", out(&check));
}

#[test]
fn what_cannot_be_read_is_told_at_its_place_in_the_new_text() {
    let damaged = "policy p\nmoney in CNY\nmeasure m\n  award   5元 of\n  cap 5元  per applicant in total\n";
    let folder = folder(&[("p.bursary", damaged)]);
    let output = bursary_in(folder.path(), &["fmt", "p.bursary"], "");
    assert_eq!(output.status.code(), Some(1));
    let right = "policy p\n  money in CNY\n\nmeasure m\n  award   5元 of\n  cap 5元 per applicant in total\n";
    assert_eq!(read(folder.path(), "p.bursary"), right);
    assert!(err(&output).contains("p.bursary:5:"), "{}", err(&output));
    assert!(err(&output).contains("stays as it is written"), "{}", err(&output));
}

#[test]
fn files_that_must_stay_stay() {
    let mixed = "policy p\n  money   in CNY\n措施 m\n  奖励 5元\n";
    let folder = folder(&[("mixed.bursary", mixed), ("good/p.bursary", WRITTEN)]);
    std::fs::write(folder.path().join("latin.bursary"), b"policy p \"\xe9\"\n").unwrap();
    let output = bursary_in(folder.path(), &["fmt", "."], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("syntax/mixed-surfaces") && err(&output).contains("input/not-utf-8"),
        "{}",
        err(&output)
    );
    assert_eq!(read(folder.path(), "mixed.bursary"), mixed);
    assert_eq!(read(folder.path(), "good/p.bursary"), RIGHT);

    let missing = bursary(&["fmt", "no/such/file.bursary"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(err(&missing).contains("input/unreadable"), "{}", err(&missing));
    let alone = bursary_in(&folder.path().join("good"), &["fmt", "p.bursary", "q.bursary"], "");
    assert_eq!(alone.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder(&[("real/p.bursary", WRITTEN), ("kept.bursary", WRITTEN)]);
    let mode = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    let set = |name: &str, mode: u32| {
        std::fs::set_permissions(folder.path().join(name), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    std::os::unix::fs::symlink("real/p.bursary", folder.path().join("link.bursary")).unwrap();
    set("real/p.bursary", 0o640);
    set("kept.bursary", 0o444);
    let output = bursary_in(folder.path(), &["fmt", "link.bursary", "kept.bursary"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("output/unwritable"), "{}", err(&output));
    assert_eq!(read(folder.path(), "real/p.bursary"), RIGHT);
    assert!(std::fs::symlink_metadata(folder.path().join("link.bursary")).unwrap().is_symlink());
    assert_eq!((mode("real/p.bursary"), mode("kept.bursary")), (0o640, 0o444));
    assert_eq!(read(folder.path(), "kept.bursary"), WRITTEN);
    assert_eq!(names(folder.path()), ["kept.bursary", "link.bursary", "real"]);
}

#[test]
fn standard_input_is_meant_also_where_a_folder_is_called_so() {
    let folder = folder(&[("-/p.bursary", WRITTEN)]);
    let output = bursary_in(folder.path(), &["fmt", "-"], WRITTEN);
    assert_eq!((output.status.code(), out(&output)), (Some(0), RIGHT.to_owned()));
    assert_eq!(read(folder.path(), "-/p.bursary"), WRITTEN);
    let checked = bursary_in(folder.path(), &["check", "-"], "policy p\n  money in\n");
    assert!(out(&checked).contains("-:2:"), "{}", out(&checked));
    let new = bursary_in(folder.path(), &["new", "-", "--from", "-/p.bursary"], "");
    assert_eq!(new.status.code(), Some(2), "{}", err(&new));
    let new = bursary_in(folder.path(), &["new", "n", "--from", "-"], "# A\n\n## 1. B\n\nA firm gets 10 GBP.\n");
    assert_eq!(new.status.code(), Some(0), "{}", err(&new));
    assert!(read(folder.path(), "n/source.md").contains("A firm gets 10 GBP."));
}

#[test]
fn standard_input_can_be_had_once() {
    let folder = folder(&[]);
    let output = bursary_in(folder.path(), &["diff", "-", "-"], RIGHT);
    assert_eq!(output.status.code(), Some(2));
    let told: String = err(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("is named more than once"), "{told}");
}

/// Labels for names, once nothing is wrong but the indentation.
const SHIFTED: &str = "  政策 r 「R」\n  金额单位 CNY，四舍五入至 0.01\n\n申报主体\n  cost 「投资额」：金额\n\n措施 m 「m」\n  奖励 cost\n";

#[test]
fn what_the_layout_mends_is_laid_out_at_once() {
    let folder = folder(&[("p.bursary", SHIFTED)]);
    let diff = bursary_in(folder.path(), &["fmt", ".", "--check"], "");
    assert!(out(&diff).contains("+  奖励 投资额\n"), "{}", out(&diff));
    assert_eq!(bursary_in(folder.path(), &["fmt", "."], "").status.code(), Some(0));
    let once = read(folder.path(), "p.bursary");
    assert!(once.starts_with("政策 r") && once.ends_with("  奖励 投资额\n"), "{once}");
    assert_eq!(bursary_in(folder.path(), &["fmt", ".", "--check"], "").status.code(), Some(0));
    assert_eq!(out(&bursary_in(folder.path(), &["fmt", "-"], SHIFTED)), once);
}

#[test]
fn changes_that_no_diff_shows_are_told() {
    let folder = folder(&[("p.bursary", &format!("\u{FEFF}{}", RIGHT.replace('\n', "\r\n")))]);
    let check = bursary_in(folder.path(), &["fmt", ".", "--check"], "");
    assert_eq!((check.status.code(), out(&check)), (Some(1), String::new()));
    let told = err(&check);
    assert!(
        told.contains("line ends `\\r\\n` become `\\n`") && told.contains("the mark of a byte order goes"),
        "{told}"
    );
}

#[test]
fn a_file_that_is_no_text_is_told_once() {
    let folder = folder(&[("p.bursary", RIGHT)]);
    std::fs::write(folder.path().join("latin.bursary"), b"measure n \"\xe9\"\n").unwrap();
    let output = bursary_in(folder.path(), &["fmt", ".", "--language", "en"], "");
    assert_eq!(output.status.code(), Some(2));
    let told = err(&output);
    assert_eq!(told.matches("input/not-utf-8").count(), 1, "{told}");
    assert!(told.contains("not translated: latin.bursary") && told.contains("not translated: p.bursary"), "{told}");
}

#[test]
fn hidden_folders_stay_and_links_that_lead_nowhere_are_told() {
    let folder = folder(&[("a/p.bursary", RIGHT), ("a/.git/q.bursary", WRITTEN), ("b/.old/r.bursary", "policy")]);
    assert_eq!(bursary_in(folder.path(), &["fmt", "."], "").status.code(), Some(0));
    assert_eq!(read(folder.path(), "a/.git/q.bursary"), WRITTEN);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("nowhere", folder.path().join("a/tests.bursary")).unwrap();
        for command in ["fmt", "check", "test"] {
            let output = bursary_in(folder.path(), &[command, "a"], "");
            let told = format!("{}{}", out(&output), err(&output));
            assert_eq!(output.status.code(), Some(2), "{command}: {told}");
            assert!(told.contains("leads to no file"), "{command}: {told}");
        }
    }
}

#[test]
fn a_policy_that_is_named_twice_is_checked_once() {
    let folder = folder(&[("p.bursary", RIGHT)]);
    let once = bursary_in(folder.path(), &["check", "p.bursary"], "");
    let twice = bursary_in(folder.path(), &["check", "p.bursary", "./p.bursary"], "");
    assert_eq!(out(&twice), out(&once));
}
