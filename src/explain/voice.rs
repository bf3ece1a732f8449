//! Who speaks in an explanation: its language, and the decision that it is of.

use std::ops::Deref;

use super::names::Names;
use crate::decision::Decision;
use crate::diagnostic::Language;
use crate::ir::Program;

/// One sentence in both languages, of which the voice's own is written: `say!(voice, "paid {x}", "已发 {x}")`.
macro_rules! say {
    ($voice:expr, $en:literal, $zh:literal $(,)?) => {
        match $voice.language {
            $crate::diagnostic::Language::En => format!($en),
            $crate::diagnostic::Language::Zh => format!($zh),
        }
    };
}
pub(super) use say;

/// So many statements are compared with one another.
const FEW: usize = 24;

/// Who speaks: the names of the policy that is spoken of, and the case's decision.
pub struct Voice<'a> {
    /// The names of the policy's things, in the language of the sentences.
    names: Names<'a>,
    /// The decision.
    pub decision: &'a Decision,
}

impl<'a> Deref for Voice<'a> {
    type Target = Names<'a>;

    fn deref(&self) -> &Names<'a> {
        &self.names
    }
}

impl<'a> Voice<'a> {
    /// A voice for a decision of a policy.
    pub fn new(program: &'a Program, decision: &'a Decision, language: Language) -> Voice<'a> {
        Voice { names: Names::new(program, language), decision }
    }

    /// The same voice, which shows figures to so many further decimals.
    pub(super) fn to_decimals(&self, decimals: u32) -> Voice<'a> {
        Voice { names: self.names.to_decimals(decimals), decision: self.decision }
    }

    /// Statements without those that another one says as well, alone or beside others.
    pub fn said_once(&self, statements: Vec<String>) -> Vec<String> {
        if statements.len() > FEW {
            return statements;
        }
        let between = self.together(&[String::new(), String::new()]);
        let mut kept: Vec<String> = Vec::new();
        for statement in statements {
            let within = |whole: &str, part: &str| whole.split(between.as_str()).any(|said| said == part);
            if kept.iter().any(|other| within(other, &statement)) {
                continue;
            }
            kept.retain(|other| !within(&statement, other));
            kept.push(statement);
        }
        kept
    }
}

/// A word that stands behind Chinese characters, with the space that one in Latin letters or digits has before it.
pub fn behind(word: &str) -> String {
    let latin = word.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '≈');
    if latin { format!("\u{a0}{word}") } else { word.to_owned() }
}

/// The same, where a line may break between the two.
pub fn spaced(word: &str) -> String {
    behind(word).replacen('\u{a0}', " ", usize::from(behind(word) != word))
}

/// A word that stands before Chinese characters, likewise.
pub fn before(word: &str) -> String {
    let latin = word.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '%');
    if latin { format!("{word}\u{a0}") } else { word.to_owned() }
}
