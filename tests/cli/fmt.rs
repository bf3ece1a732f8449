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
