//! Lines of a width in columns: a Chinese character takes two, and a figure is never parted.

use super::document::GLUE;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns a text takes.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// The text in lines of at most `width` columns. Breaks stand at spaces and beside Chinese characters, never before a closing or
/// behind an opening mark; what cannot be broken stands out.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    // Where the line has a space late enough to break there rather than between two Chinese characters.
    let mut space = 0;
    for piece in pieces(text) {
        let wide = columns(piece.trim_end_matches(' '));
        if used > 0 && used + wide > width {
            let late = columns(line.get(..space).unwrap_or_default()) * 3 > width * 2 && !line.ends_with(' ');
            let rest = if late { line.split_off(space) } else { String::new() };
            lines.push(line.trim_end_matches(' ').to_owned());
            used = columns(&rest);
            line = rest;
            space = 0;
        }
        line.push_str(if line.is_empty() { piece.trim_start_matches(' ') } else { piece });
        used += columns(piece);
        if piece.ends_with(' ') {
            space = line.len();
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line.trim_end_matches(' ').to_owned());
    }
    lines
}

/// The smallest parts that stay together.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            out.extend(text.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    out.extend(text.get(start..));
    out
}

fn may_break(before: char, after: char) -> bool {
    if [before, after].iter().any(|c| matches!(*c, '\u{a0}' | GLUE)) || after == ' ' {
        return false;
    }
    if before == ' ' {
        return !matches!(after, '=' | '＝');
    }
    let wide = |c: char| c.width() == Some(2);
    (wide(before) || wide(after)) && !opens(before) && !closes(after)
}

fn opens(c: char) -> bool {
    matches!(c, '（' | '〔' | '「' | '『' | '《' | '“' | '(' | '【' | '−' | '-' | '+')
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '）' | '〕'
            | '」'
            | '』'
            | '》'
            | '”'
            | ')'
            | '】'
            | '，'
            | '。'
            | '；'
            | '：'
            | '、'
            | '！'
            | '？'
            | '％'
            | '%'
            | ','
            | '.'
            | ';'
            | ':'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stay_whole() {
        let lines = wrap("销售收入 4,999,999.99\u{a0}元，须不低于 5,000,000.00\u{a0}元，差 0.01\u{a0}元", 30);
        assert!(lines.iter().all(|line| columns(line) <= 30), "{lines:?}");
        assert_eq!(
            lines.concat().replace(' ', ""),
            "销售收入4,999,999.99\u{a0}元，须不低于5,000,000.00\u{a0}元，差0.01\u{a0}元"
        );
        assert!(lines.iter().all(|line| !line.starts_with(['，', ','])), "{lines:?}");
    }

    #[test]
    fn words_break_at_spaces() {
        assert_eq!(wrap("short by one fen only", 10), ["short by", "one fen", "only"]);
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(wrap("incomprehensibilities", 5), ["incomprehensibilities"]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost(text in "[a-z0-9,. （）证书，。「」]{0,80}", width in 1_usize..60) {
            let whole: String = text.chars().filter(|c| *c != ' ').collect();
            let wrapped: String = wrap(&text, width).concat().chars().filter(|c| *c != ' ').collect();
            proptest::prop_assert_eq!(whole, wrapped);
        }
    }
}
