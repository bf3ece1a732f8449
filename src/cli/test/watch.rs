//! `--watch`: the tests run again whenever a file changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{EventKind, RecursiveMode, Watcher};

use super::{TestArguments, once};
use crate::cli::output::Terminal;
use crate::cli::{Exit, read, write};
use crate::wording;

/// Changes that come within this time are one: an editor writes a file in several steps.
const QUIET: Duration = Duration::from_millis(200);
/// The files that make a policy and its tests.
const OURS: [&str; 9] = ["bursary", "md", "txt", "csv", "json", "jsonl", "yaml", "yml", "toml"];

/// Runs the tests now and after each change, until interrupted or until a folder that is watched is gone.
pub(super) fn run(arguments: &TestArguments, terminal: &Terminal) -> Exit {
    let (tell, told) = channel();
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // What ends here ends with the command.
        let _ = tell.send(event);
    });
    let mut watcher = match watcher {
        Ok(watcher) => watcher,
        Err(error) => return cannot(&error, terminal),
    };
    for path in &arguments.paths {
        // An editor may put a new file in the place of the old one: the folder stays.
        let folder = read::folder_of(path);
        if let Err(error) = watcher.watch(&folder, RecursiveMode::Recursive) {
            return cannot(&error, terminal);
        }
    }
    let own: Vec<PathBuf> =
        arguments.junit.iter().chain(arguments.quality.files()).filter_map(|path| whole(path)).collect();
    loop {
        once(arguments, terminal);
        if let Some(gone) = arguments.paths.iter().find(|path| !path.exists()) {
            let gone = gone.display();
            let text = wording!("`{gone}` is gone", "“{gone}”已不存在");
            terminal.note(text.get(terminal.language));
            return Exit::CouldNotRun;
        }
        let waits = wording!("waiting for a change; Ctrl-C ends", "等待改动，按 Ctrl-C 结束");
        terminal.note(waits.get(terminal.language));
        if !changed(&told, &own) {
            return Exit::CouldNotRun;
        }
    }
}

/// Waits for a change of a file that is not the command's own, and until it has been quiet for a while; `false` where nothing can come
/// any more.
fn changed(told: &Receiver<notify::Result<notify::Event>>, own: &[PathBuf]) -> bool {
    loop {
        match told.recv() {
            Err(_) => return false,
            Ok(event) if matters(&event, own) => break,
            Ok(_) => {}
        }
    }
    loop {
        match told.recv_timeout(QUIET) {
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// Whether a file of a policy may have changed; reading one is no change, and neither is what the command writes.
fn matters(event: &notify::Result<notify::Event>, own: &[PathBuf]) -> bool {
    let Ok(event) = event else { return true };
    let is_rule = |path: &Path| path.extension().is_none_or(|own| OURS.iter().any(|ours| own == *ours));
    let is_own = |path: &Path| write::is_new(path) || whole(path).is_some_and(|path| own.contains(&path));
    let ours = |path: &PathBuf| is_rule(path) && !is_own(path);
    !matches!(event.kind, EventKind::Access(_)) && (event.paths.is_empty() || event.paths.iter().any(ours))
}

/// The path of a file from the root, whether or not it is there.
fn whole(file: &Path) -> Option<PathBuf> {
    let folder = read::folder_of(file).canonicalize().ok()?;
    Some(folder.join(file.file_name()?))
}

fn cannot(error: &notify::Error, terminal: &Terminal) -> Exit {
    let text = wording!("the files can't be watched: {error}", "无法监视文件：{error}");
    terminal.note(text.get(terminal.language));
    Exit::CouldNotRun
}
