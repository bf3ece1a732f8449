//! Tests that are run again after each change.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::{RULES, TESTS, folder};

#[test]
fn a_watch_runs_again_after_a_change_and_ends_when_its_folder_is_gone() {
    let folder = folder(&RULES.replace("10%", "9%"), TESTS);
    let policy = folder.path().join("policy");
    std::fs::create_dir(&policy).unwrap();
    for file in ["policy.bursary", "tests.yaml"] {
        std::fs::rename(folder.path().join(file), policy.join(file)).unwrap();
    }
    let mut watch = Command::new(env!("CARGO_BIN_EXE_bursary"))
        .args(["test", "policy", "--watch", "--language", "en"])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = lines(watch.stdout.take().unwrap());
    let noted = lines(watch.stderr.take().unwrap());
    let seen = wait_for(&said, "1 passed, 1 failed")
        && wait_for(&noted, "waiting for a change")
        && {
            std::fs::write(policy.join("policy.bursary"), RULES).unwrap();
            wait_for(&said, "2 passed")
        }
        && wait_for(&noted, "waiting for a change")
        && {
            std::fs::remove_dir_all(&policy).unwrap();
            wait_for(&noted, "`policy` is gone")
        };
    if !seen {
        let _ = watch.kill();
    }
    let status = watch.wait().unwrap();
    assert!(seen && status.code() == Some(2), "{status:?}");
}

#[test]
fn a_watch_does_not_wake_itself() {
    let folder = folder(RULES, TESTS);
    let mut watch = Command::new(env!("CARGO_BIN_EXE_bursary"))
        .args(["test", ".", "--watch", "--language", "en", "--coverage-json", "c.json", "--junit", "results.xml"])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let noted = lines(watch.stderr.take().unwrap());
    let waits = wait_for(&noted, "waiting for a change");
    // Its own files are no change: it goes on waiting.
    let again = noted.recv_timeout(Duration::from_secs(3));
    std::fs::write(folder.path().join("policy.bursary"), RULES).unwrap();
    let wakes = wait_for(&noted, "waiting for a change");
    let _ = watch.kill();
    watch.wait().unwrap();
    assert!(waits && again.is_err() && wakes, "{waits} {again:?} {wakes}");
}

fn lines(from: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            let _ = tell.send(line);
        }
    });
    told
}

fn wait_for(told: &Receiver<String>, part: &str) -> bool {
    const LONGEST: Duration = Duration::from_secs(30);
    while let Ok(line) = told.recv_timeout(LONGEST) {
        if line.contains(part) {
            return true;
        }
    }
    false
}
