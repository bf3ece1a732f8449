//! What goes beside the commands: completions, manual pages, the hook and the workflow of `docs/ci`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::{bursary, bursary_in, err, out};

const COMMANDS: [&str; 6] = ["check", "award", "explain", "explain-code", "completions", "man"];
/// The policy that is put under the hook and the workflow; its cases are its tests.
const POLICY: &str = "policies/zhuhai-incubators";

fn program() -> PathBuf {
    assert_cmd::cargo::cargo_bin("bursary")
}

/// Whether this program has a command.
fn has(command: &str) -> bool {
    bursary(&[command, "--help"]).status.success()
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .args(arguments)
        .env("LANG", "C")
        .env("NO_COLOR", "1")
        .env("BURSARY", crate::ci::program());
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .env_remove("LC_ALL");
    command.output().unwrap_or_else(|error| panic!("{program}: {error}"))
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = out(&bursary(&["completions", shell]));
        for command in COMMANDS {
            assert!(script.contains(command), "{shell}: no {command}");
        }
    }
    assert!(out(&bursary(&["completions", "fish", "--language", "zh"])).contains("检查政策规则"));
    assert_eq!(bursary(&["completions", "cmd"]).status.code(), Some(2));
}

#[test]
fn bash_completes_commands_and_options() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bursary.bash"), out(&bursary(&["completions", "bash"]))).unwrap();
    assert!(run(folder.path(), "bash", &["-n", "bursary.bash"]).status.success());
    let complete = |words: &str| {
        let count = words.split(' ').count() - 1;
        let [last, before] = [0, 1].map(|nth| words.rsplit(' ').nth(nth).unwrap());
        let script = format!(
            "source bursary.bash; COMP_WORDS=({words}); COMP_CWORD={count}; _bursary bursary '{last}' '{before}'; echo \"${{COMPREPLY[@]}}\""
        );
        out(&run(folder.path(), "bash", &["-c", &script]))
    };
    assert_eq!(complete("bursary che").trim(), "check");
    assert!(complete("bursary check --f").contains("--fail-on"), "{}", complete("bursary check --f"));
    assert_eq!(complete("bursary check --fail-on war").trim(), "warning");
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    let output = bursary_in(folder.path(), &["man", "-o", "man/1"], "");
    assert!(output.status.success(), "{}", err(&output));
    let page = |name: &str| std::fs::read_to_string(folder.path().join("man/1").join(name)).unwrap();
    assert_eq!(page("bursary.1"), out(&bursary(&["man"])));
    for command in COMMANDS {
        let page = page(&format!("bursary-{command}.1"));
        assert!(page.contains(&format!(".TH bursary-{command} 1")), "{page}");
        for section in [".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH OPTIONS"] {
            assert!(page.contains(section), "{command}: no {section}");
        }
        assert!(page.contains("Example:"), "{page}");
        if is_there("groff") {
            let name = format!("man/1/bursary-{command}.1");
            let read = run(folder.path(), "groff", &["-Kutf8", "-man", "-Tutf8", "-wall", &name]);
            assert!(read.status.success() && err(&read).is_empty(), "{}", err(&read));
        }
    }
    assert_eq!(
        std::fs::read_dir(folder.path().join("man")).unwrap().count(),
        1,
        "one folder, no temporary files beside"
    );
    std::fs::write(folder.path().join("file"), "").unwrap();
    assert_eq!(bursary_in(folder.path(), &["man", "-o", "file/below"], "").status.code(), Some(2));
}

/// A repository with one policy, laid out, and the hook.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&root.join(POLICY), &folder.path().join("省 policies/孵化器"));
    if has("fmt") {
        bursary_in(folder.path(), &["fmt", "."], "");
    }
    let git = |arguments: &[&str]| assert!(run(folder.path(), "git", arguments).status.success(), "{arguments:?}");
    git(&["init", "-q"]);
    git(&["config", "user.email", "analyst@example.org"]);
    git(&["config", "user.name", "Analyst"]);
    std::fs::create_dir_all(folder.path().join(".git/hooks")).unwrap();
    std::fs::copy(root.join("docs/ci/pre-commit"), folder.path().join(".git/hooks/pre-commit")).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, target).unwrap();
        }
    }
}

#[cfg(unix)]
#[test]
fn the_hook_lets_a_sound_policy_through_and_no_broken_one() {
    let folder = repository();
    let rules = folder.path().join("省 policies/孵化器/policy.bursary");
    let sound = std::fs::read_to_string(&rules).unwrap();
    let commit = |message: &str| run(folder.path(), "git", &["commit", "-qm", message]);
    let add = || assert!(run(folder.path(), "git", &["add", "-A"]).status.success());

    add();
    let first = commit("policy");
    assert!(first.status.success(), "{}{}", out(&first), err(&first));

    std::fs::write(&rules, sound.replace("奖励 100万元", "奖励 100万")).unwrap();
    add();
    let broken = commit("broken");
    assert_eq!(broken.status.code(), Some(1));
    let told = format!("{}{}", out(&broken), err(&broken));
    assert!(told.contains("syntax/money-unit") && told.contains("省 policies/孵化器/policy.bursary"), "{told}");

    std::fs::write(&rules, format!("{sound}\n# 说明\n")).unwrap();
    add();
    std::fs::write(&rules, "not staged").unwrap();
    let staged = commit("what is staged is sound");
    assert!(staged.status.success(), "{}{}", out(&staged), err(&staged));

    // The document is part of the policy: a quote no longer stands in it.
    std::fs::write(&rules, format!("{sound}\n# 说明\n")).unwrap();
    let document = folder.path().join("省 policies/孵化器/source.md");
    let text = std::fs::read_to_string(&document).unwrap();
    std::fs::write(&document, text.replace("逐级获得认定的", "逐级认定的")).unwrap();
    add();
    let changed = commit("document");
    assert!(format!("{}{}", out(&changed), err(&changed)).contains("citations/quote-not-found"));
    std::fs::write(&document, text).unwrap();

    std::fs::write(folder.path().join("README.md"), "nothing about policies").unwrap();
    add();
    let elsewhere = commit("elsewhere");
    assert!(elsewhere.status.success() && out(&elsewhere).is_empty(), "{}{}", out(&elsewhere), err(&elsewhere));
}

/// The commands of the workflow's steps.
fn steps() -> Vec<String> {
    use granit_parser::{Event, Parser};
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ci/github.yml")).unwrap();
    let mut steps = Vec::new();
    let mut before = String::new();
    for event in Parser::new_from_str(&text) {
        let (event, _) = event.unwrap_or_else(|error| panic!("the workflow is not YAML: {error}"));
        if let Event::Scalar(words, ..) = event {
            if before == "run" {
                steps.push(words.to_string());
            }
            before = words.to_string();
        }
    }
    steps
}

#[cfg(unix)]
#[test]
fn the_steps_of_the_workflow_run_as_they_are_written() {
    let folder = repository();
    std::fs::rename(folder.path().join("省 policies"), folder.path().join("policies")).unwrap();
    let path = format!("{}:{}", program().parent().unwrap().display(), std::env::var("PATH").unwrap_or_default());
    let steps = steps();
    let own: Vec<&String> = steps.iter().filter(|step| step.starts_with("bursary ")).collect();
    assert_eq!(own.len(), 4, "{steps:?}");
    for step in own {
        if !has(step.split(' ').nth(1).unwrap()) {
            continue;
        }
        let mut command = Command::new("bash");
        let command = command.current_dir(folder.path()).args(["-e", "-c", step]).env("PATH", &path).env("LANG", "C");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{step}: {}{}", out(&output), err(&output));
    }
    let sarif = std::fs::read_to_string(folder.path().join("bursary.sarif")).unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&sarif).unwrap()["version"], "2.1.0");
    assert!(!has("test") || std::fs::read_to_string(folder.path().join("bursary.xml")).unwrap().contains("<testsuite"));
}
