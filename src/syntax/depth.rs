//! How deep the tree of a clause could become, told from its tokens before anything recursive sees it.

use super::tokens::{Token, TokenKind};

/// No value may be deeper than this: pest, the builders, every later pass and `Drop` go down one level at a time.
pub(super) const DEPTH: usize = 100;

/// No clause may have more significant tokens than this.
pub(super) const LENGTH: usize = 20_000;

/// Why a clause is refused unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Excess {
    /// Nested too deep, seen at this token.
    Nested(Token),
    /// Too many operators in a row, seen at this token.
    Terms(Token),
    /// Too many tokens.
    Length,
}

/// Whether the significant tokens of a clause can make too deep a tree.
///
/// A chain `a + b + c` leans to the left and gets one level for each operator; a comma, a bar, `and` and `or` begin afresh, as their
/// parts stand side by side.
pub(super) fn excess(text: &str, tokens: &[Token]) -> Option<Excess> {
    if tokens.len() > LENGTH {
        return Some(Excess::Length);
    }
    let mut open = Vec::new();
    // The levels at the beginning of the innermost parentheses, and here.
    let (mut base, mut here) = (0_usize, 0_usize);
    let mut before = "";
    for token in tokens {
        if !matches!(token.kind, TokenKind::Sign | TokenKind::Word) {
            continue;
        }
        let words = token.of(text);
        let least = words == "of" && before == "least";
        before = words;
        match words {
            "(" | "（" | "[" | "［" => {
                open.push((base, here));
                here += 1;
                base = here;
            }
            ")" | "）" | "]" | "］" => {
                if let Some((outer, before)) = open.pop() {
                    (base, here) = (outer, before + 1);
                }
            }
            "," | "，" | "、" | "|" | "｜" | "and" | "or" | "且" | "或" => here = base,
            _ if least || is_prefix(words) && !matches!(words, "not" | "非") => {
                base += 1;
                here += 1;
            }
            "not" | "of" | "非" | "的" => here += 1,
            ":" | "：" | "=>" | "=" => {}
            _ if token.kind == TokenKind::Sign => here += 1,
            _ => {}
        }
        if here > DEPTH {
            return Some(if open.len() * 2 > DEPTH || open.is_empty() && is_prefix(words) {
                Excess::Nested(*token)
            } else {
                Excess::Terms(*token)
            });
        }
    }
    None
}

fn is_prefix(words: &str) -> bool {
    matches!(words, "not" | "any" | "all" | "sum" | "count" | "greatest")
        || matches!(words, "非" | "任一" | "所有" | "合计" | "个数" | "最小值" | "最大值")
}
