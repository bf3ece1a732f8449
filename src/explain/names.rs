//! What a policy's things are called in a language.
//!
//! A policy's labels are in the policy's own language. In Chinese everything goes by its label. In English a label in Latin script is
//! used as it is; where it is in another script, the identifier stands for it, its words parted (`sales revenue`), and measures, claims
//! and conditions show the label beside it, since that is what the document calls them.

use std::collections::BTreeSet;

use super::precision::DECIMALS;
use super::voice::say;
use crate::diagnostic::Language;
use crate::ir::{Field, Program, Reading, Table, Type, Variant};

/// The names of a policy's things, and its figures, as a language writes them.
#[derive(Debug, Clone)]
pub struct Names<'a> {
    /// The language.
    pub language: Language,
    /// The policy.
    pub program: &'a Program,
    /// To how many decimals beyond its own a figure is shown that no decimal equals.
    pub(super) decimals: u32,
    capitals: BTreeSet<String>,
}

impl<'a> Names<'a> {
    /// The names of a policy in a language.
    pub fn new(program: &'a Program, language: Language) -> Names<'a> {
        Names { language, program, decimals: DECIMALS, capitals: abbreviations(program) }
    }

    /// The same, which shows figures to so many further decimals.
    pub(super) fn to_decimals(&self, decimals: u32) -> Names<'a> {
        Names { decimals, ..self.clone() }
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
