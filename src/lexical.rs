//! The pieces of a rule file that must be known before its words can be: blank space, comments, strings and quoted names.
//!
//! Takes a text, of a whole file or of a clause. Knows no word of the language, and looks into no piece.

/// A piece of a text that is taken whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// The end of a line: `\n` or `\r\n`.
    Break,
    /// Spaces and tabs within a line.
    Blank,
    /// `#` and what follows on its line.
    Comment,
    /// A string with its delimiters.
    String,
    /// A string that is not closed on its line: all that is left of the line.
    OpenString,
    /// `『…』`, closed on its line and not empty.
    QuotedName,
}

/// The pieces of a text, asked for from its beginning to its end.
pub(crate) struct Pieces<'t> {
    text: &'t str,
    /// No quoted name closes before this byte: it need not be looked for again.
    unclosed: usize,
}

impl<'t> Pieces<'t> {
    /// Those of a text.
    pub(crate) fn of(text: &'t str) -> Pieces<'t> {
        Pieces { text, unclosed: 0 }
    }

    /// The piece that begins at a byte, and how many bytes it takes; `None` where a word, a number or a sign does.
    pub(crate) fn at(&mut self, start: usize) -> Option<(Piece, usize)> {
        let rest = self.text.get(start..)?;
        let first = rest.chars().next()?;
        Some(match first {
            '\n' => (Piece::Break, 1),
            '\r' if rest.starts_with("\r\n") => (Piece::Break, 2),
            _ if is_blank(first) => (Piece::Blank, blank(rest)),
            '#' | '＃' => (Piece::Comment, line(rest)),
            '"' => string(rest, '"'),
            '「' => string(rest, '」'),
            '“' => string(rest, '”'),
            '『' => (Piece::QuotedName, self.quoted_name(start, rest)?),
            _ => return None,
        })
    }

    fn quoted_name(&mut self, start: usize, rest: &str) -> Option<usize> {
        if start < self.unclosed {
            return None;
        }
        let length = run(rest, |sign| sign != '』' && sign != '\n');
        if rest.get(length..).is_some_and(|rest| rest.starts_with('』')) {
            return (length > '『'.len_utf8()).then_some(length + '』'.len_utf8());
        }
        self.unclosed = start + length;
        None
    }
}

/// The words of a rule on one line, comments left out. Strings and quoted names stay as they are.
pub(crate) fn on_one_line(text: &str) -> String {
    let mut words = String::new();
    let (mut pieces, mut at, mut apart) = (Pieces::of(text), 0, false);
    while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let (piece, length) = pieces.at(at).map_or((None, next.len_utf8()), |(piece, length)| (Some(piece), length));
        match piece {
            Some(Piece::Break | Piece::Blank | Piece::Comment) => apart = true,
            Some(Piece::String | Piece::OpenString | Piece::QuotedName) | None => {
                if apart && !words.is_empty() {
                    words.push(' ');
                }
                apart = false;
                words.push_str(text.get(at..at + length).unwrap_or_default());
            }
        }
        at += length;
    }
    words
}

/// How many bytes the characters take that come first and are like this.
pub(crate) fn run(text: &str, is_like: impl Fn(char) -> bool) -> usize {
    text.find(|sign| !is_like(sign)).unwrap_or(text.len())
}

fn is_blank(sign: char) -> bool {
    matches!(sign, ' ' | '\t' | '\r' | '\u{3000}' | '\u{A0}')
}

/// Blank space; the `\r` of a line's end is none.
fn blank(text: &str) -> usize {
    let length = run(text, is_blank);
    let (blank, rest) = text.split_at_checked(length).unwrap_or((text, ""));
    if rest.starts_with('\n') && blank.ends_with('\r') { length - 1 } else { length }
}

/// All that is left of the line.
fn line(text: &str) -> usize {
    let length = run(text, |sign| sign != '\n');
    let (line, rest) = text.split_at_checked(length).unwrap_or((text, ""));
    if !rest.is_empty() && line.ends_with('\r') { length - 1 } else { length }
}

/// A string up to its closing sign; where that is not on the line, all that is left of the line.
fn string(text: &str, close: char) -> (Piece, usize) {
    let mut signs = text.char_indices().skip(1).peekable();
    while let Some((at, sign)) = signs.next() {
        if sign == '\n' {
            break;
        } else if sign == close {
            return (Piece::String, at + close.len_utf8());
        } else if sign == '\\' {
            signs.next_if(|(_, sign)| *sign == '\\' || *sign == close);
        }
    }
    (Piece::OpenString, line(text))
}

#[cfg(test)]
mod tests {
    use super::on_one_line;

    #[test]
    fn words_stand_on_one_line_without_comments() {
        let cases = [
            ("a  at\tleast # of each\r\n    5 ＃ 每年\n", "a at least 5"),
            ("『套餐#1』 above 5 # no more", "『套餐#1』 above 5"),
            (r##"a is "5\" # 1"  # one"##, r##"a is "5\" # 1""##),
            ("甲 为 “一  # 二”\n  或 「#」", "甲 为 “一  # 二” 或 「#」"),
            ("『 # a", "『"),
            ("『a\n b』 # c\n『d#』", "『a b』 『d#』"),
            ("  # nothing\n", ""),
        ];
        for (written, words) in cases {
            assert_eq!(on_one_line(written), words, "{written}");
        }
    }
}
