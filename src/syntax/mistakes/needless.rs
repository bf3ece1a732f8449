//! Words that say nothing in a rule: 必须, 当 … 时, both … and.

use super::spellings::NEEDLESS;
use super::{Candidate, Clue, Spot};
use crate::syntax::error::SpellingError;
use crate::syntax::keywords::ClauseKind;
use crate::syntax::tokens::TokenKind;

/// What could stand here too much.
pub(super) fn candidates(spot: &Spot<'_>) -> Vec<Candidate> {
    let clue = spot.clue;
    let mut all = Vec::new();
    for at in [Some(spot.at), spot.at.checked_sub(1), spot.at.checked_sub(2)].into_iter().flatten() {
        all.extend(when(clue, at));
        all.extend(possessive(clue, at));
        all.extend(needless(clue, at));
    }
    all
}

/// `当 高新 时` for `如果 高新`.
fn when(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    if !matches!(clue.words(at), "当" | "若" | "如" | "如果" | "在") || at == 0 {
        return None;
    }
    let last = (at + 1..clue.tokens.len()).find(|last| matches!(clue.words(*last), "时" | "的" | "的话" | "情况下"))?;
    let (start, end) = (clue.token(at + 1)?.start as usize, clue.token(last - 1)?.end as usize);
    let condition = clue.patched.text().get(start..end).filter(|condition| !condition.contains('\n'))?;
    clue.replace(at, last, format!("如果 {condition}"), |span, written, replacement| {
        SpellingError::Other { span, written, replacement }.into()
    })
}

/// `project's cost` for `project.cost`.
fn possessive(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let owner = at.checked_sub(1).filter(|owner| clue.kind_of(*owner) == Some(TokenKind::Word))?;
    let marks = matches!(clue.words(at), "'" | "’") && clue.words(at + 1) == "s" && clue.adjacent(owner);
    if !marks || clue.kind_of(at + 2) != Some(TokenKind::Word) {
        return None;
    }
    let path = format!("{}.{}", clue.words(owner), clue.words(at + 2));
    clue.replace(owner, at + 2, path, |span, written, replacement| {
        SpellingError::Other { span, written, replacement }.into()
    })
}

fn needless(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let length = NEEDLESS.iter().filter_map(|phrase| {
        let parts = phrase.split(' ');
        parts.clone().enumerate().all(|(nth, part)| clue.words(at + nth) == part).then(|| parts.count())
    });
    // 给予 … 奖励.
    let closing = clue.kind == ClauseKind::Award && at > 1 && at + 1 == clue.tokens.len();
    let award = closing && ["奖励", "补助", "补贴", "资助", "支持"].contains(&clue.words(at));
    let last = at + length.max().or(award.then_some(1))? - 1;
    let (start, end) = (clue.token(at)?.start as usize, clue.token(last)?.end as usize);
    clue.change(start, end, "", |span, written, _| SpellingError::Needless { span, written }.into()).filter(|_| at > 0)
}
