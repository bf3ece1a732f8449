//! What can't be written: the old file stays, the failure is told in words, and the exit status says so. Everything here is refused to
//! the root user as well, whom permissions don't bind.

use std::fs;
use std::path::Path;

use crate::{POLICY, bursary_in, err};

/// Runs a command in a folder, and gives what it told.
fn refused(folder: &Path, arguments: &[&str], code: i32) -> String {
    let ran = bursary_in(folder, arguments, "");
    let told = err(&ran);
    assert_eq!(ran.status.code(), Some(code), "{arguments:?}: {told}");
    assert!(!told.contains("os error") && !told.contains("panicked"), "{arguments:?}: {told}");
    told
}

#[cfg(target_os = "linux")]
#[test]
fn pages_schemas_and_workbooks_that_cannot_be_written_are_told() {
    let temporary = tempfile::tempdir().unwrap();
    let folder = temporary.path();
    let policy = Path::new(env!("CARGO_MANIFEST_DIR")).join(POLICY);
    let policy = policy.to_str().unwrap();
    fs::write(folder.join("file"), "old").unwrap();
    fs::create_dir(folder.join("there")).unwrap();
    let long = "n".repeat(300);
    for (place, english, chinese) in [
        ("/dev/full", "there is no space left to write `/dev/full`", "存储空间已满，无法写入“/dev/full”"),
        ("there", "`there` is a folder", "“there”是文件夹"),
        ("no/such/page", "the folder of `no/such/page` does not exist", "“no/such/page”所在的文件夹不存在"),
        (
            "file/page",
            "a part of the path `file/page` is a file, and no folder",
            "路径“file/page”中有一段是文件，不是文件夹",
        ),
        (long.as_str(), "is too long for a file", "过长"),
    ] {
        for command in [&["doc", policy][..], &["schema", policy], &["schema", policy, "--format", "xlsx"]] {
            for (language, wanted) in [("en", english), ("zh", chinese)] {
                let arguments: Vec<&str> =
                    command.iter().copied().chain(["--output", place, "--language", language]).collect();
                let told = refused(folder, &arguments, 2);
                let told: String = told.split_whitespace().collect();
                let wanted: String = wanted.split_whitespace().collect();
                assert!(told.contains(&wanted) && told.contains("output/unwritable"), "{arguments:?}: {told}");
            }
        }
    }
    assert_eq!(fs::read_to_string(folder.join("file")).unwrap(), "old");
    // Nothing is left beside.
    assert_eq!(fs::read_dir(folder).unwrap().count(), 2);
    for place in ["file/policy", &long] {
        let source = format!("{policy}/source.md");
        refused(folder, &["new", place, "--from", &source, "--name", "p"], 2);
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), 2);
}

#[test]
fn files_that_may_not_be_written_stay_as_they_are() {
    let temporary = tempfile::tempdir().unwrap();
    let file = temporary.path().join("policy.bursary");
    // Badly laid out, and with a mistake that `--fix` mends.
    let rules = "policy p\n  money in CNY, rounded half up to 0.01\napplicant\n  cost : money\nmeasure m\n  when \"a\": cost ≥ 1 CNY\n  award   1% of cost\n";
    fs::write(&file, rules).unwrap();
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    for command in [&["fmt", "policy.bursary"][..], &["check", "policy.bursary", "--fix"]] {
        let told = refused(temporary.path(), command, 2);
        assert!(told.contains("may not be written by this user"), "{told}");
        assert!(command[0] != "fmt" || told.contains("0 of 1 files changed"), "{told}");
        assert_eq!(fs::read_to_string(&file).unwrap(), rules);
    }
    assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 1);
}

#[test]
fn boundary_cases_that_have_no_place_are_told() {
    let temporary = tempfile::tempdir().unwrap();
    let rules = "policy p\n  money in CNY, rounded half up to 0.01\n\napplicant\n  cost : money\n\nmeasure m\n  when \"a\": cost at least 1 CNY\n  award 1% of cost\n\n\
                 test \"t\"\n  given applied_on is 2026-05-01\n  given cost is 100 CNY\n  expect m: payable 1 CNY\n";
    fs::write(temporary.path().join("policy.bursary"), rules).unwrap();
    // Where the folder of tests should be there is a file.
    fs::write(temporary.path().join("tests"), "old").unwrap();
    let told = refused(temporary.path(), &["test", ".", "--boundaries"], 2);
    assert!(told.contains("output/unwritable"), "{told}");
    assert_eq!(fs::read_to_string(temporary.path().join("tests")).unwrap(), "old");
}

/// Runs a command that may write no file larger than a thousand bytes or so.
#[cfg(unix)]
fn limited(folder: &Path, arguments: &[&str]) -> std::process::Output {
    let program = assert_cmd::cargo::cargo_bin("bursary");
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "ulimit -f 1 && exec \"$0\" \"$@\""]).arg(program).args(arguments);
    command.current_dir(folder).env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C").env("NO_COLOR", "1");
    command.output().unwrap()
}

#[cfg(unix)]
#[test]
fn files_that_would_become_too_large_stay_as_they_are() {
    let temporary = tempfile::tempdir().unwrap();
    let folder = temporary.path();
    // Badly laid out, and with a mistake that `--fix` mends.
    let rules = format!(
        "policy p\n  money in CNY, rounded half up to 0.01\n# {}\napplicant\n  cost : money\nmeasure m\n  when \"a\": cost ≥ 1 CNY\n{}  award   1% of cost\n\n\
         test \"t\"\n  given applied_on is 2026-05-01\n  given cost is 100 CNY\n  expect m: payable 1 CNY\n",
        "x".repeat(2000),
        (2..12).map(|at| format!("  when \"a{at}\": cost at least {at} CNY\n")).collect::<String>(),
    );
    fs::write(folder.join("policy.bursary"), &rules).unwrap();
    fs::write(folder.join("source.txt"), "One. Two.\n".repeat(300)).unwrap();
    for old in ["old.xlsx", "old.html", "old.json"] {
        fs::write(folder.join(old), "old").unwrap();
    }
    fs::create_dir(folder.join("tests")).unwrap();
    let names = || {
        let mut all: Vec<String> =
            fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().to_string_lossy().into_owned()).collect();
        all.sort();
        all
    };
    let before = names();
    let refuses = |arguments: &[&str], file: &str, old: &str| {
        let ran = limited(folder, arguments);
        let told = err(&ran);
        assert_eq!(ran.status.code(), Some(2), "{arguments:?}: {told}");
        let is_told = ["would become larger than files may be here", "将超出此处允许的文件大小"]
            .iter()
            .any(|own| told.contains(own));
        assert!(is_told, "{arguments:?}: {told}");
        assert_eq!(fs::read_to_string(folder.join(file)).unwrap(), old, "{arguments:?}");
        assert_eq!(names(), before, "{arguments:?}");
    };
    refuses(&["fmt", "policy.bursary"], "policy.bursary", &rules);
    refuses(&["check", "policy.bursary", "--fix"], "policy.bursary", &rules);
    let sound = rules.replace('≥', "at least");
    fs::write(folder.join("policy.bursary"), &sound).unwrap();
    refuses(&["fmt", "--language", "zh", "."], "policy.bursary", &sound);
    refuses(&["schema", ".", "--format", "xlsx", "-o", "old.xlsx"], "old.xlsx", "old");
    refuses(&["doc", ".", "-o", "old.html"], "old.html", "old");
    refuses(&["test", ".", "--coverage-html", "old.html"], "old.html", "old");
    refuses(&["test", ".", "--coverage-json", "old.json"], "old.json", "old");
    assert!(bursary_in(folder, &["test", ".", "--boundaries"], "").status.success());
    let boundaries = fs::read_to_string(folder.join("tests/boundaries.yaml")).unwrap();
    fs::write(folder.join("policy.bursary"), sound.replace("at least 11", "at least 12")).unwrap();
    refuses(&["test", ".", "--boundaries"], "tests/boundaries.yaml", &boundaries);
    fs::write(folder.join("policy.bursary"), &sound).unwrap();
    refuses(&["new", "more", "--from", "source.txt"], "policy.bursary", &sound);
}
