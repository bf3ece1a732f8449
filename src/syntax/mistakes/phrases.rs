//! Words of the published text that a rule says another way: a part above a bound, so much for every step, a length of time that has passed.
//!
//! What is meant can't be written for the analyst (of what is it a part? whose awards does the limit add up?), so these have no change to
//! try: the clause is given up, and the way to write it shown.

mod chinese;
mod english;

use super::ways::{ACROSS, CASES, HIGHEST, LIMIT, LOWER, RAISED};
use super::{Clue, Spot};
use crate::ast::Surface;
use crate::diagnostic::Wording;
use crate::syntax::error::UnreadError;
use crate::syntax::keywords::ClauseKind;
use crate::syntax::tokens::TokenKind;
use crate::wording;

impl Spot<'_> {
    /// A phrase of the published text at the place where the clause leaves the grammar, or just before it; and whether it goes before a
    /// change that would mend the clause.
    pub(in crate::syntax) fn phrase(&self) -> Option<(UnreadError, bool)> {
        let clue = self.clue;
        for at in [Some(self.at), self.at.checked_sub(1)].into_iter().flatten() {
            let found = match clue.surface {
                Surface::Chinese => chinese::phrase(clue, at),
                Surface::English => english::phrase(clue, at),
            };
            let Some((last, way)) = found else { continue };
            let (start, end) = (clue.token(at)?.start as usize, clue.token(last)?.end as usize);
            let mut written: String = clue.patched.text().get(start..end)?.chars().take(30).collect();
            let ((en, zh), example) = (way.why, clue.word(way.english, way.chinese));
            let help: Wording = wording!("{en}: `{example}`", "{zh}：“{example}”");
            let span = clue.patched.span(start, end);
            if clue.kind_of(at) == Some(TokenKind::String) {
                written = written.trim_matches(['"', '「', '」', '“', '”']).to_owned();
            }
            let own_line = [CASES.english, RAISED.english, ACROSS.english].contains(&way.english);
            let found = match own_line && written != "另加" && written != "再加" {
                true => UnreadError::OutOfPlace { span, written, help },
                false => UnreadError::Phrase { span, written, help },
            };
            return Some((found, way.is_sure()));
        }
        None
    }
}

/// How the clause is written that a line begins with a phrase for.
pub(in crate::syntax) fn of_line(word: &str, surface: Surface) -> Option<Wording> {
    let way = match word {
        "从高" | "就高" | "从高不重复" | "就高不重复" | "highest" => &HIGHEST,
        "不超过" | "最高" | "最多" | "不得超过" | "合计不超过" | "总额不超过" | "maximum" | "max" => {
            &LIMIT
        }
        "下浮" | "下调" | "核减" | "lower" | "reduce" | "decrease" => &LOWER,
        _ => return None,
    };
    let ((en, zh), example) = (way.why, surface.either(way.english, way.chinese));
    Some(wording!("{en}: `{example}`", "{zh}：“{example}”"))
}

/// Whether clauses of a kind hold values.
fn has_value(kind: ClauseKind) -> bool {
    matches!(kind, ClauseKind::Award | ClauseKind::Let | ClauseKind::Except | ClauseKind::Raise | ClauseKind::Row)
}

/// Whether a token stands on the line of the one before it.
fn same_line(clue: &Clue<'_>, at: usize) -> bool {
    let (before, own) = (at.checked_sub(1).and_then(|before| clue.token(before)), clue.token(at));
    let between =
        before.zip(own).and_then(|(before, own)| clue.patched.text().get(before.end as usize..own.start as usize));
    between.is_some_and(|between| !between.contains('\n'))
}

/// Whether a value ends here: no comma before, and no parenthesis around.
fn behind_value(clue: &Clue<'_>, at: usize) -> bool {
    let count = |marks: [&str; 2]| (0..at).filter(|at| marks.contains(&clue.words(*at))).count();
    let open = count(["(", "（"]) > count([")", "）"]);
    at > 1 && !open && !matches!(clue.words(at - 1), "," | "，" | ":" | "：" | "be" | "为")
}
