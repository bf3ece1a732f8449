//! How much room text takes in a drawing, and where it is broken into lines.
//!
//! No font is known here, so every sign is given the room that it takes in a wide one.

use unicode_width::UnicodeWidthChar;

/// How wide a text is at 14 px.
pub(super) fn width(text: &str) -> i32 {
    text.chars().map(width_of).sum()
}

fn width_of(c: char) -> i32 {
    match (c.width().unwrap_or(0), c) {
        (0, _) => 0,
        (2, _) => 14,
        (_, 'A'..='Z' | 'm' | 'w' | '%' | '…' | '—') => 13,
        (_, ' ' | '.' | ',' | ':' | ';' | '\'' | 'i' | 'j' | 'l' | '|') => 6,
        _ => 9,
    }
}

/// Breaks a text into at most so many lines of at most this width; what is left over ends in an ellipsis.
pub(super) fn wrapped(text: &str, most: i32, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && width(&line) + width(piece.trim_end()) > most {
            out.push(std::mem::take(&mut line).trim_end().to_owned());
            if out.len() > lines {
                break;
            }
        }
        let piece = if line.is_empty() { piece.trim_start() } else { piece };
        for c in piece.chars() {
            if width(&line) + width_of(c) > most {
                out.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            line.push(c);
        }
        if out.len() > lines {
            break;
        }
    }
    if !line.trim().is_empty() {
        out.push(line.trim_end().to_owned());
    }
    if out.len() > lines {
        out.truncate(lines);
        if let Some(last) = out.last_mut() {
            while width(last) + width_of('…') > most && last.pop().is_some() {}
            last.push('…');
        }
    }
    out
}

/// Words with the blanks behind them; each sign of a script without blanks is one. No line begins with closing punctuation.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let wide = |c: char| c.width() == Some(2);
        let closing = |c: char| "，。；：、）”》」』？！,.;:)%…".contains(c);
        let opening = |c: char| "（“《「『(".contains(c);
        let may_break = before.is_some_and(|before| {
            let between = before == ' ' || wide(before) || wide(c);
            between && c != ' ' && !closing(c) && !opening(before)
        });
        if may_break && let Some(piece) = text.get(start..at) {
            pieces.push(piece);
            start = at;
        }
        before = Some(c);
    }
    pieces.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_lose_nothing_but_what_the_ellipsis_stands_for() {
        let text = "每个申报主体累计不超过 500万元（按支持年度），at most 500,000 per applicant";
        let lines = wrapped(text, 140, 20);
        assert!(lines.iter().all(|line| width(line) <= 140), "{lines:?}");
        let without = |text: &str| text.replace(' ', "");
        assert_eq!(without(&lines.concat()), without(text));
        assert!(lines.iter().all(|line| !line.starts_with(['，', '）'])), "{lines:?}");
        let short = wrapped(text, 140, 2);
        assert!(short.len() == 2 && short[1].ends_with('…') && width(&short[1]) <= 140, "{short:?}");
        assert_eq!(wrapped(&"x".repeat(500), 90, 3).len(), 3);
        assert!(wrapped("", 90, 3).is_empty());
    }
}
