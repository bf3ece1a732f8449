//! Words of the published text that a rule says another way: a part above a bound, so much for every step, a length of time that has passed.
//!
//! What is meant can't be written for the analyst (of what is it a part? whose awards does the limit add up?), so these have no change to
//! try: the clause is given up, and the way to write it shown.

mod chinese;
mod english;
mod order;

use super::ways::{
    ACROSS, AMOUNT_FIRST, BETWEEN, CASES, CONDITION, HIGHEST, JOIN, LEAST, LIMIT, LOWER, NAME_FIRST, NEXT_LINE,
    NOT_TWICE, NUMBER, OTHERWISE, PASSED, PERIOD, PLAIN, RAISED, RANGE, SUM, UNLESS, WHERE, WITHOUT_SIGN, Way,
};
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
        let places = || [Some(self.at), self.at.checked_sub(1)].into_iter().flatten();
        let by_words = places().find_map(|at| match clue.surface {
            Surface::Chinese => chinese::phrase(clue, at).map(|(last, way)| (at, last, way)),
            Surface::English => english::phrase(clue, at).map(|(last, way)| (at, last, way)),
        });
        let by_order = places().find_map(|at| order::phrase(clue, at).map(|(last, way)| (at, last, way)));
        // That something stands before an amount says least.
        let by_order = by_order.filter(|(.., way)| by_words.is_none() || way.english != PLAIN.english);
        let sure = by_words.filter(|(.., way)| way.is_sure() && !by_order.is_some_and(|(.., way)| way.is_sure()));
        let (at, last, way) = sure.or(by_order).or(by_words)?;
        let (first, last) = extent(clue, at, last, way);
        Some((told(clue, first, last, way)?, way.is_sure()))
    }
}

/// The words that are wrong: without the comma before them, with the figures of a range and what is glued to them.
fn extent(clue: &Clue<'_>, at: usize, last: usize, way: &Way) -> (usize, usize) {
    if [AMOUNT_FIRST.english, PLAIN.english].contains(&way.english) && at > 1 {
        let before = clue.kind_of(at) == Some(TokenKind::Number) || matches!(clue.words(at), ":" | "：");
        return (1, if before { at - 1 } else { at });
    }
    if way.english == WHERE.english {
        return (at - 1, at);
    }
    let number = way.english == NUMBER.english;
    let mut first = match matches!(clue.words(at), "，" | ",") && last > at {
        _ if number => at - 1,
        true => at + 1,
        false => at,
    };
    let mut last = last;
    let ranges = [RANGE.english, BETWEEN.english].contains(&way.english);
    let joint = matches!(clue.words(at), "-" | "－" | "−" | "—" | "–" | "~" | "～" | "至" | "到" | "to");
    if ranges && joint {
        let before = [at.checked_sub(1), at.checked_sub(2)];
        let number = before.into_iter().flatten().find(|at| clue.kind_of(*at) == Some(TokenKind::Number));
        first = number.unwrap_or(first);
        last = last.max(at + 1).min(clue.tokens.len().saturating_sub(1));
        // The whole of a date.
        let dash = |at: usize| matches!(clue.words(at), "-" | "－");
        while first > 1 && dash(first - 1) && clue.adjacent(first - 1) && clue.adjacent(first - 2) {
            first -= 2;
        }
        while dash(last + 1) && clue.adjacent(last) && clue.adjacent(last + 1) {
            last += 2;
        }
    }
    let goes_on = |at: usize| {
        clue.adjacent(at)
            && (matches!(clue.kind_of(at + 1), Some(TokenKind::Word | TokenKind::Number))
                || matches!(clue.words(at + 1), "%" | "％"))
    };
    while goes_on(last) && matches!(clue.kind_of(last), Some(TokenKind::Word | TokenKind::Number)) {
        last += 1;
    }
    let near = last + 1..last + 6;
    let word = |at: usize| clue.kind_of(at) == Some(TokenKind::Word);
    if clue.surface == Surface::English && [LIMIT.english, LEAST.english].contains(&way.english) {
        // To the figure.
        let figure = near.clone().find(|at| !word(*at));
        last = figure.filter(|at| clue.kind_of(*at) == Some(TokenKind::Number)).map_or(last, |at| at - 1);
    }
    if clue.surface == Surface::English && way.english == PERIOD.english {
        last = near.clone().find(|at| matches!(clue.words(*at), "year" | "years")).unwrap_or(last);
    }
    (first, last)
}

/// The finding for the tokens of a phrase.
pub(super) fn told(clue: &Clue<'_>, first: usize, last: usize, way: &Way) -> Option<UnreadError> {
    let (start, end) = (clue.token(first)?.start as usize, clue.token(last)?.end as usize);
    let mut written: String = clue.patched.text().get(start..end)?.chars().take(30).collect();
    let ((en, zh), example) = (way.why, clue.word(way.english, way.chinese));
    let help: Wording = wording!("{en}: `{example}`", "{zh}：“{example}”");
    let span = clue.patched.span(start, end);
    if clue.kind_of(first) == Some(TokenKind::String) {
        written = written.trim_matches(['"', '「', '」', '“', '”']).to_owned();
    }
    let own_place = [
        AMOUNT_FIRST,
        CASES,
        CONDITION,
        RAISED,
        ACROSS,
        NEXT_LINE,
        OTHERWISE,
        JOIN,
        UNLESS,
        NUMBER,
        WITHOUT_SIGN,
        NAME_FIRST,
        SUM,
    ];
    let own_place = own_place.iter().any(|own| own.english == way.english);
    let length = way.english == PASSED.english && clue.kind_of(first) == Some(TokenKind::Number);
    Some(match (own_place || length) && written != "另加" && written != "再加" {
        true => UnreadError::OutOfPlace { span, written, help },
        false => UnreadError::Phrase { span, written, help },
    })
}

/// How the clause is written that a line begins with a phrase for.
pub(in crate::syntax) fn of_line(word: &str, surface: Surface) -> Option<Wording> {
    let way = match word {
        "从高" | "就高" | "从高不重复" | "就高不重复" | "highest" => &HIGHEST,
        "maximum" | "max" | "limited" | "ceiling" => &LIMIT,
        _ if ["不超过", "最高", "最多", "不得超过", "合计不超过", "总额不超过", "累计不超过"]
            .iter()
            .any(|other| word.starts_with(other)) =>
        {
            &LIMIT
        }
        _ if ["不重复", "不得重复", "不可重复", "不能重复", "只能", "仅限", "同一"]
            .iter()
            .any(|other| word.starts_with(other))
            || word.starts_with('每') && word.contains("一次") =>
        {
            &NOT_TWICE
        }
        "除非" => &UNLESS,
        "下浮" | "下调" | "核减" | "lower" | "reduce" | "decrease" => &LOWER,
        _ => return None,
    };
    let ((en, zh), example) = (way.why, surface.either(way.english, way.chinese));
    Some(wording!("{en}: `{example}`", "{zh}：“{example}”"))
}

/// Whether clauses of a kind hold values.
pub(super) fn has_value(kind: ClauseKind) -> bool {
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
    at > 0 && !open && !matches!(clue.words(at - 1), "," | "，" | ":" | "：")
}
