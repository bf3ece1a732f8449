//! Quotation marks, parentheses, colons, bars: what is missing, and what stands there too many.

use super::{Candidate, Clue, Spot};
use crate::ast::Surface;
use crate::syntax::error::{MarkError, SpellingError};
use crate::syntax::grammar::Rule;
use crate::syntax::keywords::ClauseKind;
use crate::syntax::tokens::TokenKind;
use crate::syntax::words::WORDS;

/// What is wrong with the marks at this place.
pub(super) fn candidates(spot: &Spot<'_>) -> Vec<Candidate> {
    let mut all = Vec::new();
    all.extend(open_string(spot));
    all.extend(other_marks(spot));
    all.extend(per_without_key(spot));
    all.extend(parentheses(spot));
    all.extend(stray(spot));
    all
}

/// A comma or colon that nothing asks for: `issuer: "x"`, `甲，且 乙`.
fn stray(spot: &Spot<'_>) -> Option<Candidate> {
    let clue = spot.clue;
    let figure = |at: usize| clue.kind_of(at) == Some(TokenKind::Number);
    let between_figures = figure(spot.at + 1) && spot.at.checked_sub(1).is_some_and(figure);
    let stop = clue.words(spot.at) == "." && spot.at + 1 == clue.tokens.len();
    let marks = matches!(clue.words(spot.at), "," | "，" | "、" | ":" | "：" | ";" | "；" | "。");
    // 奖励 = 投资额 的 30%.
    let equals = spot.at == 1 && matches!(clue.words(1), "=" | "＝" | "==");
    if between_figures || !(stop || marks || equals) {
        return None;
    }
    clue.replace(spot.at, spot.at, if clue.adjacent(spot.at) { " " } else { "" }, |span, written, replacement| {
        MarkError::Stray { span, written, replacement }.into()
    })
}

/// The mark that closes a string, by its opening one.
pub(in crate::syntax) fn closing(open: &str) -> &'static str {
    match open.chars().next() {
        Some('「') => "」",
        Some('“' | '”') => "”",
        _ => "\"",
    }
}

/// A string that is not closed on its line.
fn open_string(spot: &Spot<'_>) -> Vec<Candidate> {
    let clue = spot.clue;
    let mut all = Vec::new();
    if clue.kind_of(spot.at) != Some(TokenKind::OpenString) {
        return all;
    }
    let Some(token) = clue.token(spot.at) else { return all };
    let (start, words) = (token.start as usize, clue.words(spot.at));
    let close = closing(words);
    let opening = words.chars().next().map_or(0, char::len_utf8);
    // Closed by another kind of mark.
    let wrong =
        words.char_indices().skip(1).filter(|(_, sign)| matches!(sign, '"' | '”' | '“' | '」' | '』' | '＂' | '｣'));
    for (at, sign) in wrong.take(4) {
        all.extend(clue.change(start + at, start + at + sign.len_utf8(), close, |span, written, replacement| {
            MarkError::QuoteMismatch { span, written, replacement }.into()
        }));
    }
    let opened = clue.patched.span(start, start + opening);
    let finding = |span, _, replacement| MarkError::OpenString { span, replacement, opened }.into();
    if let Some(colon) = words.find([':', '：']).filter(|_| clue.kind.is_condition()) {
        all.extend(clue.change(start + colon, start + colon, close, finding));
    }
    if matches!(
        clue.kind,
        ClauseKind::Field | ClauseKind::Parameter | ClauseKind::Table | ClauseKind::Slices | ClauseKind::Type
    ) {
        let before = words.find([':', '：']).map(|colon| words.get(..colon).unwrap_or("").trim_end().len());
        all.extend(before.and_then(|at| clue.change(start + at, start + at, close, finding)));
    }
    if let Some(comment) = words.find(['#', '＃']) {
        let end = start + words.get(..comment).unwrap_or("").trim_end().len();
        all.extend(clue.change(end, end, close, finding));
    }
    for word in
        [" article", " 条款", " in ", " be ", " by ", " 为 ", " 按 ", " 属于 ", " per ", " 每个", " default", " 默认"]
    {
        if let Some(at) = words.find(word) {
            all.extend(clue.change(start + at, start + at, close, finding));
        }
    }
    let end = start + words.trim_end().len();
    all.extend(clue.change(end, end, close, finding));
    all
}

/// The label of a condition without its marks, `条件 合计不超过1000万元：…`, and the colon behind it: what it says is no expression.
pub(super) fn bare_label(clue: &Clue<'_>) -> Option<(Candidate, usize)> {
    if !clue.kind.is_condition() || !matches!(clue.kind_of(1)?, TokenKind::Word | TokenKind::Number) {
        return None;
    }
    let figure = |at: usize| clue.kind_of(at) == Some(TokenKind::Number);
    let proportion = |at: usize| at > 0 && figure(at - 1) && figure(at + 1);
    let mut colons = (2..clue.tokens.len()).filter(|at| matches!(clue.words(*at), ":" | "："));
    let colon = colons.find(|at| !proportion(*at))?;
    let (start, end) = (clue.token(1)?.start as usize, clue.token(colon - 1)?.end as usize);
    let label = clue.patched.text().get(start..end)?;
    if label.contains(['\n', '"', '「', '“', '『', '(', '（']) {
        return None;
    }
    let marked = match clue.surface {
        Surface::English => format!("\"{label}\""),
        Surface::Chinese => format!("「{label}」"),
    };
    let finding = |span, written, replacement| MarkError::WithoutMarks { span, written, replacement }.into();
    Some((clue.change(start, end, marked, finding)?, colon))
}

/// `'…'`, `‘…’`, `『…』` for a string, and a string without marks.
fn other_marks(spot: &Spot<'_>) -> Vec<Candidate> {
    let clue = spot.clue;
    let mut all = Vec::new();
    let marks = |words: &str| match clue.surface {
        Surface::English => format!("\"{words}\""),
        Surface::Chinese => format!("「{words}」"),
    };
    let Some(token) = clue.token(spot.at) else { return all };
    let words = clue.words(spot.at);
    let rest = clue.patched.text().get(token.start as usize..).unwrap_or("");
    let line = rest.lines().next().unwrap_or("");
    if let Some(close) = matches!(words, "'" | "‘" | "’" | "”" | "《" | "【" | "＂" | "｢")
        .then(|| {
            line.char_indices()
                .skip(1)
                .find(|(_, sign)| matches!(sign, '\'' | '’' | '‘' | '”' | '》' | '】' | '＂' | '｣' | '"'))
        })
        .flatten()
    {
        let inner = line.get(words.len()..close.0).unwrap_or("");
        let start = token.start as usize;
        all.extend(clue.change(
            start,
            start + close.0 + close.1.len_utf8(),
            marks(inner),
            |span, written, replacement| MarkError::QuoteMarks { span, written, replacement }.into(),
        ));
    }
    if !spot.expects(Rule::string) && !clue.kind.is_condition() {
        return all;
    }
    let finding = |span, written, replacement| MarkError::WithoutMarks { span, written, replacement }.into();
    match clue.kind_of(spot.at) {
        Some(TokenKind::QuotedName) => {
            let inner = words.trim_start_matches('『').trim_end_matches('』');
            all.extend(clue.replace(spot.at, spot.at, marks(inner), |span, written, replacement| {
                MarkError::QuoteMarks { span, written, replacement }.into()
            }));
        }
        Some(TokenKind::Sign) if clue.kind.is_condition() && matches!(words, ":" | "：") && spot.at > 1 => {
            let first = clue.token(1).map_or(0, |first| first.start as usize);
            let label = clue.patched.text().get(first..token.start as usize).unwrap_or("").trim_end();
            all.extend(clue.change(first, first + label.len(), marks(label), finding));
        }
        Some(TokenKind::Word | TokenKind::Number) if spot.at > 0 && spot.expects(Rule::string) => {
            let text = line.split(['#', '＃']).next().unwrap_or("").trim_end();
            let start = token.start as usize;
            // 忽略 tables/cliff 理由 「…」: up to the next word.
            let code = text.split(char::is_whitespace).next().unwrap_or_default();
            if clue.kind == ClauseKind::Silence && code.contains('/') {
                all.extend(clue.change(start, start + code.len(), marks(code), finding));
            }
            // A clause that is its word and a string, or a header: to the line's end; else to the next mark.
            if !text.contains(['"', '「', '“']) && only_text(clue.kind) {
                all.extend(clue.change(start, start + text.len(), marks(text), finding));
            }
            let figure = clue.kind_of(spot.at) == Some(TokenKind::Number) && !clue.kind.departs();
            let word = WORDS.iter().any(|other| other.chinese == words);
            if !spot.expects(Rule::be) && clue.kind != ClauseKind::Once && (figure || !word && !words.is_ascii()) {
                all.extend(clue.replace(spot.at, spot.at, marks(words), finding));
            }
        }
        _ => {}
    }
    all
}

fn only_text(kind: ClauseKind) -> bool {
    matches!(
        kind,
        ClauseKind::Quote
            | ClauseKind::Issuer
            | ClauseKind::Source
            | ClauseKind::Because
            | ClauseKind::Evidence
            | ClauseKind::DecidedBy
            | ClauseKind::InKind
            | ClauseKind::NotComputed
            | ClauseKind::Defect
            | ClauseKind::Test
            | ClauseKind::Case
            | ClauseKind::Like
    )
}

/// `cap X per in total`.
fn per_without_key(spot: &Spot<'_>) -> Option<Candidate> {
    let clue = spot.clue;
    let before = spot.at.checked_sub(1)?;
    if !matches!(clue.words(before), "per" | "每个") || !spot.expects_value() {
        return None;
    }
    let end = clue.token(before)?.end as usize;
    let key = clue.word(" applicant", " 申报主体");
    let per = clue.patched.span(clue.token(before)?.start as usize, end);
    clue.change(end, end, key, |span, _, replacement| MarkError::PerWithoutKey { span, per, replacement }.into())
}

/// One parenthesis too few or too many.
fn parentheses(spot: &Spot<'_>) -> Vec<Candidate> {
    let clue = spot.clue;
    let mut all = Vec::new();
    if matches!(clue.words(spot.at), ")" | "）" | "]" | "］") {
        all.extend(
            clue.replace(spot.at, spot.at, "", |span, written, _| MarkError::StrayParenthesis { span, written }.into()),
        );
    }
    if spot.expects(Rule::rparen) || spot.expects(Rule::rbracket) {
        let mut open = Vec::new();
        for at in 0..spot.at {
            match clue.words(at) {
                "(" | "（" | "[" | "［" => open.push(at),
                ")" | "）" | "]" | "］" => drop(open.pop()),
                _ => {}
            }
        }
        if let Some(opened) = open.pop() {
            let close = match clue.words(opened) {
                "（" => "）",
                "[" => "]",
                "［" => "］",
                _ => ")",
            };
            let opened = clue.token(opened).map(|token| clue.patched.span(token.start as usize, token.end as usize));
            let end =
                spot.at.checked_sub(1).and_then(|before| clue.token(before)).map_or(0, |token| token.end as usize);
            if let Some(opened) = opened {
                all.extend(clue.change(end, end, close, |span, _, replacement| {
                    MarkError::OpenParenthesis { span, opened, replacement }.into()
                }));
            }
        }
    }
    all
}

/// A mark or small word that is not there.
pub(super) fn missing(spot: &Spot<'_>) -> Vec<Candidate> {
    let clue = spot.clue;
    let after = spot.at.checked_sub(1).and_then(|before| clue.token(before)).map_or(0, |token| token.end as usize);
    let at = clue.token(spot.at).map_or(clue.patched.text().len(), |token| token.start as usize);
    let mut all = Vec::new();
    let mut behind = |expected: bool, text: &str| {
        if expected {
            all.extend(
                clue.change(after, after, text, |span, _, replacement| MarkError::Missing { span, replacement }.into()),
            );
        }
    };
    behind(spot.expects(Rule::colon), clue.word(": ", "："));
    behind(
        spot.expects(Rule::comma) || spot.expects(Rule::ending) || spot.expects(Rule::if_absent),
        clue.word(", ", "，"),
    );
    behind(spot.expects(Rule::arrow), " => ");
    if spot.at > 0 {
        behind(spot.expects(Rule::be), clue.word(" be ", " 为 "));
        behind(spot.expects(Rule::in_word), clue.word(" in ", " 属于 "));
        behind(spot.expects(Rule::has), clue.word(" has ", " 满足 "));
        behind(spot.expects(Rule::by), clue.word(" by ", " 按 "));
        let once = spot.at == 1 && spot.expects(Rule::per) && clue.kind == ClauseKind::Once;
        behind(once, clue.word(" per ", " 每个 "));
        let rate = spot.at.checked_sub(1).is_some_and(|before| matches!(clue.words(before), "%" | "％"));
        behind(rate && clue.surface == Surface::English, " of ");
        let share = matches!(clue.words(spot.at + 1), "%" | "％") && clue.surface == Surface::Chinese;
        behind(share && !rate, " 的 ");
        behind(spot.expects(Rule::one_of_end), " 之一");
        behind(spot.expects(Rule::ordered), " 排序");
        behind(spot.expects(Rule::from), clue.word(" from ", " 自 "));
        behind(spot.expects(Rule::is), clue.word(" is ", " 为 "));
    }
    let bar = spot.expects(Rule::bar)
        || spot.expects(Rule::choice_row)
        || spot.expects(Rule::table_row)
        || spot.expects(Rule::value_row);
    if bar && !matches!(clue.words(spot.at), "|" | "｜") && clue.kind == ClauseKind::Row {
        all.extend(clue.change(at, at, "| ", |span, _, replacement| MarkError::Missing { span, replacement }.into()));
    }
    if matches!(clue.kind, ClauseKind::Let) && spot.expects(Rule::be) {
        let finding = |span, written, replacement| SpellingError::Other { span, written, replacement }.into();
        if matches!(clue.words(spot.at), "as" | "to" | ":" | "：" | "is" | "是") {
            all.extend(clue.replace(spot.at, spot.at, clue.word(" be", " 为"), finding));
        }
    }
    all
}
