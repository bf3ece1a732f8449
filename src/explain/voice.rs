//! The language of an explanation, and what it calls things.
//!
//! A policy's labels are in the policy's own language. In Chinese everything goes by its label. In English a label in Latin script is
//! used as it is; where it is in another script, the identifier stands for it, its words parted (`sales revenue`), and measures, claims
//! and conditions show the label beside it, since that is what the document calls them.

use std::collections::BTreeSet;

use super::precision::DECIMALS;
use crate::decision::Decision;
use crate::diagnostic::Language;
use crate::ir::{Field, Program, Reading, Table, Type, Variant};

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

/// Who speaks: the language, the policy that is spoken of, and the case's decision.
pub struct Voice<'a> {
    /// The language of the sentences.
    pub language: Language,
    /// The policy.
    pub program: &'a Program,
    /// The decision.
    pub decision: &'a Decision,
    /// To how many decimals beyond its own a figure is shown that no decimal equals.
    pub(super) decimals: u32,
    capitals: BTreeSet<String>,
}

impl<'a> Voice<'a> {
    /// A voice for a decision of a policy.
    pub fn new(program: &'a Program, decision: &'a Decision, language: Language) -> Voice<'a> {
        Voice { language, program, decision, decimals: DECIMALS, capitals: abbreviations(program) }
    }

    /// The same voice, which shows figures to so many further decimals.
    pub(super) fn to_decimals(&self, decimals: u32) -> Voice<'a> {
        Voice {
            language: self.language,
            program: self.program,
            decision: self.decision,
            decimals,
            capitals: self.capitals.clone(),
        }
    }

    /// What something is called in running text.
    pub fn name(&self, name: &str, label: Option<&str>) -> String {
        match (self.language, label) {
            (Language::Zh, Some(label)) => label.to_owned(),
            (Language::En, Some(label)) if is_latin(label) => label.to_owned(),
            (Language::Zh, None) => name.to_owned(),
            (Language::En, _) => self.readable(name),
        }
    }

    /// What something is called in a heading: in English with the label that the document knows it by.
    pub fn title(&self, name: &str, label: Option<&str>) -> String {
        let called = self.name(name, label);
        match label {
            Some(label) if self.language == Language::En && !is_latin(label) => {
                format!("{} ({label})", capitalised(&called))
            }
            Some(_) if self.language == Language::Zh => called,
            Some(_) | None => capitalised(&called),
        }
    }

    /// A fact.
    pub fn field(&self, field: &Field) -> String {
        self.name(&field.name, field.label.as_deref())
    }

    /// A value of a `one of` type or of a reading.
    pub fn variant(&self, variant: &Variant) -> String {
        self.name(&variant.name, variant.label.as_deref())
    }

    /// A table.
    pub fn table(&self, table: &Table) -> String {
        let name = self.name(&table.name, table.label.as_deref());
        match &table.result {
            None => name,
            Some(result) => {
                let result = self.variant(result);
                say!(self, "{name}: {result}", "{name}·{result}")
            }
        }
    }

    /// A reading.
    pub fn reading(&self, reading: &Reading) -> String {
        self.name(&reading.name, reading.label.as_deref())
    }

    /// A measure, by its identifier.
    pub fn measure(&self, name: &str) -> String {
        match self.program.measures.iter().find(|measure| measure.name == name) {
            Some(measure) => self.name(name, measure.label.as_deref()),
            None => self.name(name, None),
        }
    }

    /// A text value: of a `one of` type the value's name, else the text itself.
    pub fn text(&self, text: &str, ty: &Type) -> String {
        if let Type::Series(_, of) = ty {
            return self.text(text, of);
        }
        let Type::Choice(choice) = ty else { return text.to_owned() };
        let variants = self.program.choice(*choice).map_or(&[][..], |choice| &choice.variants);
        let variant = variants.iter().find(|variant| variant.shown() == text || variant.name == text);
        variant.map_or_else(|| text.to_owned(), |variant| self.variant(variant))
    }

    /// Words in a row: `甲、乙`, `a, b`.
    pub fn list(&self, words: &[String]) -> String {
        words.join(match self.language {
            Language::En => ", ",
            Language::Zh => "、",
        })
    }

    /// Parts of one statement: `…，…`.
    pub fn clauses(&self, parts: &[String]) -> String {
        parts.join(match self.language {
            Language::En => ", ",
            Language::Zh => "，",
        })
    }

    /// Statements in a row: `…；…`.
    pub fn together(&self, statements: &[String]) -> String {
        statements.join(match self.language {
            Language::En => "; ",
            Language::Zh => "；",
        })
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

    /// Words in brackets behind others.
    pub fn aside(&self, words: &str) -> String {
        say!(self, " ({words})", "（{words}）")
    }

    fn readable(&self, name: &str) -> String {
        let words = name.split('_').filter(|word| !word.is_empty()).map(|word| {
            let upper = word.to_uppercase();
            if self.capitals.contains(&upper) { upper } else { word.to_owned() }
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

/// A word that stands behind Chinese characters, with the space that one in Latin letters or digits has before it.
pub fn behind(word: &str) -> String {
    let latin = word.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '≈');
    if latin { format!("\u{a0}{word}") } else { word.to_owned() }
}

/// A word that stands before Chinese characters, likewise.
pub fn before(word: &str) -> String {
    let latin = word.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '%');
    if latin { format!("{word}\u{a0}") } else { word.to_owned() }
}

/// The first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

fn is_latin(label: &str) -> bool {
    label.chars().all(|c| (c as u32) < 0x2E80)
}

/// The words that the policy's labels write in capitals (`DCMM证书`): an identifier's part that spells one is written so, too.
fn abbreviations(program: &Program) -> BTreeSet<String> {
    let fields = program
        .records
        .iter()
        .flat_map(|record| record.fields.iter().map(|field| &field.label).chain(std::iter::once(&record.label)));
    let tables = program.tables.iter().map(|table| &table.label);
    let measures = program.measures.iter().map(|measure| &measure.label);
    let labels = fields.chain(tables).chain(measures).flatten();
    let words = labels.flat_map(|label| label.split(|c: char| !c.is_ascii_alphanumeric()));
    words.filter(|word| word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase())).map(str::to_owned).collect()
}
