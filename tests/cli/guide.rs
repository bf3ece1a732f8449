//! The Chinese guide: its files, put into an empty folder, give what it shows. The page that people see first shows what comes out, too.

use crate::{bursary_in, err, out};

/// The fenced blocks of the guide, each with what stands behind its fence.
fn blocks(guide: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = guide.split("```").collect();
    parts.iter().skip(1).step_by(2).filter_map(|block| block.split_once('\n')).collect()
}

#[test]
fn the_guide_for_analysts_runs_as_it_is_written() {
    let guide = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/getting-started.zh.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut commands = 0;
    for (fence, text) in blocks(&guide) {
        if let Some((_, file)) = fence.split_once(' ') {
            std::fs::write(folder.path().join(file), text).unwrap();
            continue;
        }
        let (command, shown) = text.split_once('\n').unwrap();
        let arguments: Vec<&str> = command.strip_prefix("$ bursary ").unwrap().split(' ').collect();
        let output = bursary_in(folder.path(), &arguments, "");
        let told = format!("{}{}", out(&output), err(&output));
        assert_eq!(output.status.code(), Some(0), "{command}\n{told}");
        // What the guide leaves out stands as a line of its own.
        for piece in shown.split("…\n") {
            assert!(told.contains(piece.trim_end()), "{command}\n{told}");
        }
        commands += 1;
    }
    assert_eq!(commands, 5);
}

#[test]
fn the_first_page_shows_the_explanation_that_its_first_command_gives() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("README.md")).unwrap();
    let command = page.lines().find_map(|line| line.strip_prefix("cargo run --release -- ")).unwrap();
    let output = bursary_in(root, &command.split(' ').collect::<Vec<_>>(), "");
    let told = out(&output);
    let shown = blocks(&page).into_iter().find_map(|(fence, text)| (fence == "text").then_some(text)).unwrap();
    for claim in shown.split("\n\n").map(|claim| claim.trim_end_matches('…').trim_end()) {
        assert!(told.contains(claim), "{claim}\n\nis not in\n{told}");
    }
}
