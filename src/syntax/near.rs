//! Leading words that are nearly keywords.

use super::keywords::{ClauseKind, KEYWORDS, Keyword, surface_of};
use super::line::Line;
use crate::ast::Surface;

/// In which way a word is nearly a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Misspelled.
    Misspelled,
    /// The next word is glued to it: only a space is missing.
    Glued,
    /// Another word for the same thing.
    Instead,
}

/// How many tokens a near keyword takes.
pub(super) fn taken(how: How, keyword: &Keyword) -> usize {
    match how {
        How::Misspelled => keyword.english.split(' ').count(),
        How::Glued => 0,
        How::Instead => 1,
    }
}

/// The keyword that a line nearly begins with, its surface, and the byte after the words that stand for it.
///
/// `owner` is the declaration that the line stands in: its own clauses come first among equals.
pub(super) fn keyword(line: &Line<'_>, owner: Option<ClauseKind>) -> Option<(&'static Keyword, Surface, How, usize)> {
    let word = line.word(0)?;
    let surface = surface_of(word);
    let mut best: Option<(usize, &'static Keyword, How, usize)> = None;
    // The clauses of a test are no words to take those of rules for.
    let in_test = owner == Some(ClauseKind::Test);
    for keyword in KEYWORDS.iter().filter(|keyword| in_test || !keyword.kind.is_of_test()) {
        let Some((distance, how, end)) = closeness(line, word, keyword, surface) else { continue };
        let belongs = match owner {
            Some(owner) => keyword.kind.belongs_in(owner),
            None => keyword.kind.is_declaration(),
        };
        let rank = distance * 2 + usize::from(!belongs);
        if best.as_ref().is_none_or(|(other, ..)| rank < *other) {
            best = Some((rank, keyword, how, end));
        }
    }
    best.map(|(_, keyword, how, end)| (keyword, surface, how, end))
}

fn closeness(line: &Line<'_>, word: &str, keyword: &Keyword, surface: Surface) -> Option<(usize, How, usize)> {
    let first = line.nth(0)?;
    if let Some(taken) = keyword.instead.iter().find_map(|other| leads(line, other)) {
        return Some((0, How::Instead, line.nth(taken.saturating_sub(1))?.end as usize));
    }
    match surface {
        Surface::English => {
            let parts = keyword.english.split(' ').count();
            let mut found = None;
            for taken in [parts, 1] {
                let Some(written) = joined(line, taken) else { continue };
                let distance = strsim::osa_distance(&written.to_lowercase(), keyword.english);
                if written != keyword.english && distance <= allowed(keyword.english) {
                    found = Some((distance, How::Misspelled, line.nth(taken.saturating_sub(1))?.end as usize));
                    break;
                }
            }
            let glued = word.strip_prefix(keyword.english).is_some_and(|rest| rest == "up");
            found.or(glued.then_some((0, How::Glued, first.start as usize + keyword.english.len())))
        }
        Surface::Chinese => {
            let glued = word.strip_prefix(keyword.chinese).is_some_and(|rest| !rest.is_empty());
            if glued {
                // The longest keyword that fits is the one that was meant.
                let longer = 10_usize.saturating_sub(keyword.chinese.chars().count());
                return Some((longer, How::Glued, first.start as usize + keyword.chinese.len()));
            }
            let long = keyword.chinese.chars().count() >= 2;
            let written = word.chars().take(9).count();
            if !long || !(2..9).contains(&written) || PROSE.contains(&word) {
                return None;
            }
            (strsim::osa_distance(word, keyword.chinese) == 1).then_some((1, How::Misspelled, first.end as usize))
        }
    }
}

/// Words with which sentences begin, and no misspelled keywords.
const PROSE: [&str; 6] = ["另外", "此外", "以外", "下浮", "下调", "追加"];

fn allowed(keyword: &str) -> usize {
    if keyword.chars().count() >= 6 { 2 } else { 1 }
}

/// The first `count` words with a blank between them.
fn joined(line: &Line<'_>, count: usize) -> Option<String> {
    let words: Option<Vec<&str>> = (0..count).map(|nth| line.word(nth)).collect();
    Some(words?.join(" ")).filter(|words| words.len() <= 32)
}

/// How many words `phrase` has, where the line begins with them.
fn leads(line: &Line<'_>, phrase: &str) -> Option<usize> {
    let count = phrase.split(' ').count();
    phrase.split(' ').enumerate().all(|(at, part)| line.word(at) == Some(part)).then_some(count)
}
