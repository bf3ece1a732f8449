//! Labels that a rule writes in 『…』, since they are no plain words, and where one stands without them.

use std::collections::HashSet;

use super::build::unquote;
use super::is_plain_name;
use super::keywords::ClauseKind;
use super::lines::Clause;
use super::tokens::{Token, TokenKind, tokens};

/// So many such labels of a file are looked for; no policy has nearly as many.
const MOST: usize = 64;

/// The labels of a file: those that need 『…』, and those that are plain words.
#[derive(Debug, Default)]
pub(super) struct Quotable {
    labels: Vec<String>,
    plain: HashSet<String>,
    units: HashSet<String>,
}

impl Quotable {
    /// Those that the clauses of a file declare. One that begins with another declared name, as `A-B` does, may be a formula, and is left out.
    pub fn of(text: &str, clauses: &[Clause], all: &[Token]) -> Quotable {
        let mut labels = Vec::new();
        let mut plain: HashSet<String> = HashSet::new();
        let mut units: HashSet<String> = HashSet::new();
        let mut rest = all;
        for clause in clauses {
            rest = rest.split_at(rest.partition_point(|token| (token.start as usize) < clause.start)).1;
            let own = rest.iter().take_while(|token| (token.end as usize) <= clause.end);
            let mut own = own.filter(|token| token.kind.is_significant());
            if clause.head.kind() == Some(ClauseKind::Unit) {
                units.extend(own.skip(1).take(2).map(|token| unquote(token.of(text))));
                continue;
            }
            if !clause.head.kind().is_some_and(labels_values) {
                continue;
            }
            let (mut before, mut found) = (None, None);
            for token in own.by_ref().take(5) {
                if token.kind == TokenKind::String {
                    found = Some(token);
                    break;
                }
                before = Some(token);
            }
            let (Some(name), Some(label)) = (before, found) else { continue };
            plain.insert(name.of(text).to_owned());
            let label = unquote(label.of(text));
            if is_plain_name(&label) {
                plain.insert(label);
            } else if labels.len() < MOST && label.chars().count() > 1 && label.chars().any(char::is_alphanumeric) {
                labels.push(label);
            }
        }
        labels.retain(|label| {
            let first: String = label.chars().take_while(|sign| is_of_word(*sign)).collect();
            first == *label || !plain.contains(&first)
        });
        // The longest that fits is the one that is meant.
        labels.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        labels.dedup();
        Quotable { labels, plain, units }
    }

    /// Whether a word is a unit that the file declares.
    pub fn is_unit(&self, word: &str) -> bool {
        self.units.contains(word)
    }

    /// Whether a plain word is a name or a label of the file: one such as 面积超过1万平方米 is no comparison then.
    pub fn names(&self, word: &str) -> bool {
        self.plain.contains(word)
    }

    /// Whether a word is such a label.
    pub fn contains(&self, word: &str) -> bool {
        self.labels.iter().any(|label| label == word)
    }

    /// Where labels stand in a clause as they are, outside strings, quoted names and comments.
    pub fn standing_in(&self, text: &str) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        if !self.labels.iter().any(|label| !is_reserved(label) && text.contains(label.as_str())) {
            return found;
        }
        let closed: Vec<(usize, usize)> = tokens(text)
            .iter()
            .filter(|token| {
                matches!(token.kind, TokenKind::String | TokenKind::OpenString | TokenKind::QuotedName)
                    || (!token.kind.is_significant() && token.of(text).starts_with(['#', '＃']))
            })
            .map(|token| (token.start as usize, token.end as usize))
            .collect();
        for label in self.labels.iter().filter(|label| !is_reserved(label)) {
            for (start, _) in text.match_indices(label.as_str()) {
                let end = start + label.len();
                let before = text.get(..start).and_then(|before| before.chars().next_back());
                let after = text.get(end..).and_then(|after| after.chars().next());
                let whole = !before.is_some_and(is_of_word) && !after.is_some_and(is_of_word);
                let free = closed.iter().chain(&found).all(|(from, to)| end <= *from || *to <= start);
                if whole && free {
                    found.push((start, end));
                }
            }
        }
        found.sort_unstable();
        found
    }
}

/// A word of the language, which stands everywhere as what it is.
fn is_reserved(label: &str) -> bool {
    label.chars().all(is_of_word) && !label.starts_with(|first: char| first.is_numeric())
}

fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

/// Whether clauses of a kind begin with a name and a label that rules refer to.
fn labels_values(kind: ClauseKind) -> bool {
    matches!(
        kind,
        ClauseKind::Field
            | ClauseKind::Parameter
            | ClauseKind::Let
            | ClauseKind::Row
            | ClauseKind::Type
            | ClauseKind::Record
            | ClauseKind::Table
            | ClauseKind::Slices
            | ClauseKind::Dated
            | ClauseKind::Reading
            | ClauseKind::Measure
            | ClauseKind::ForEach
    )
}
