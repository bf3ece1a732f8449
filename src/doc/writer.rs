//! Who writes a page: the names of the policy's things, each with the place on the page that it links to.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::markup::{Markup, words};
use crate::explain::Names;
use crate::ir::{DepartureId, Field, FieldId, LetId, Program, Reading, ReadingId, RecordId, TableId, VarId, Variant};
use crate::source::Sources;

/// Who writes.
pub(super) struct Writer<'a> {
    /// The names of the policy's things in the language of the page.
    pub(super) names: Names<'a>,
    /// The version of the policy that is written of.
    pub(super) program: &'a Program,
    /// The rule files and the documents.
    pub(super) sources: &'a Sources,
    /// What the rule being written reads.
    pub(super) read: RefCell<Read>,
    /// The slots of the records that are being walked, the innermost last.
    pub(super) walked: RefCell<Vec<VarId>>,
}

/// What a rule reads.
#[derive(Debug, Clone, Default)]
pub(super) struct Read {
    /// Facts.
    pub(super) facts: BTreeSet<(RecordId, FieldId)>,
    /// Named values.
    pub(super) lets: BTreeSet<LetId>,
    /// Tables.
    pub(super) tables: BTreeSet<TableId>,
    /// Exceptions and raises within it.
    pub(super) departures: BTreeSet<DepartureId>,
}

impl<'a> Writer<'a> {
    /// What something is called, as markup.
    pub(super) fn name(&self, name: &str, label: Option<&str>) -> Markup {
        Markup::text(&self.names.name(name, label))
    }

    /// What a heading calls something: in English with the label that the document knows it by.
    pub(super) fn title(&self, name: &str, label: Option<&str>) -> Markup {
        Markup::text(&self.names.title(name, label))
    }

    /// The title of a measure, by its place among them.
    pub(super) fn measure_title(&self, at: usize) -> Markup {
        self.program
            .measures
            .get(at)
            .map(|measure| self.title(&measure.name, measure.label.as_deref()))
            .unwrap_or_default()
    }

    /// A measure, linked.
    pub(super) fn measure(&self, at: usize) -> Markup {
        let measure = self.program.measures.get(at);
        let name = measure.map(|measure| self.name(&measure.name, measure.label.as_deref()));
        name.unwrap_or_default().linked(&format!("m{at}"))
    }

    /// A fact, linked and noted as read.
    pub(super) fn fact(&self, record: RecordId, field: FieldId) -> Markup {
        self.read.borrow_mut().facts.insert((record, field));
        self.fact_named(record, field)
    }

    /// A fact, linked.
    pub(super) fn fact_named(&self, record: RecordId, field: FieldId) -> Markup {
        let declared = self.program.field(record, field);
        let name = declared.map(|field| self.field(field)).unwrap_or_default();
        name.linked(&format!("f{}-{}", record.0, field.0))
    }

    /// A fact's name.
    pub(super) fn field(&self, field: &Field) -> Markup {
        self.name(&field.name, field.label.as_deref())
    }

    /// A named value, linked and noted as read.
    pub(super) fn named(&self, id: LetId) -> Markup {
        self.read.borrow_mut().lets.insert(id);
        let named = self.program.named(id);
        let name = named.map(|named| self.name(&named.name, named.label.as_deref())).unwrap_or_default();
        name.linked(&format!("n{}", id.0))
    }

    /// A table, linked and noted as read.
    pub(super) fn table(&self, id: TableId) -> Markup {
        self.read.borrow_mut().tables.insert(id);
        let name = self.program.table(id).map(|table| Markup::text(&self.names.table(table))).unwrap_or_default();
        name.linked(&format!("t{}", id.0))
    }

    /// A reading, linked.
    pub(super) fn reading(&self, id: ReadingId) -> Markup {
        let name = self.program.reading(id).map(|reading| self.reading_named(reading)).unwrap_or_default();
        name.linked(&format!("r{}", id.0))
    }

    /// A reading's name.
    pub(super) fn reading_named(&self, reading: &Reading) -> Markup {
        Markup::text(&self.names.reading(reading))
    }

    /// A value of a `one of` type or of a reading.
    pub(super) fn variant(&self, variant: &Variant) -> Markup {
        Markup::text(&self.names.variant(variant))
    }

    /// A record type, linked to its facts.
    pub(super) fn record(&self, id: RecordId) -> Markup {
        let name = self.program.record(id).map(|record| self.name(&record.name, record.label.as_deref()));
        name.unwrap_or_default().linked(&format!("k{}", id.0))
    }

    /// Words in a row: `甲、乙`, `a, b`.
    pub(super) fn list(&self, parts: &[Markup]) -> Markup {
        let between = words!(self, ", ", "、");
        Markup::joined(parts, &between.to_string())
    }

    /// Words in brackets: round ones, and square ones around words that have round ones.
    pub(super) fn in_brackets(&self, words: &Markup) -> Markup {
        let plain = words.plain();
        match (plain.contains(['(', '（']), plain.contains(['[', '［'])) {
            (false, _) => words!(self, "({words})", "（{words}）"),
            (true, false) => words!(self, "[{words}]", "［{words}］"),
            (true, true) => words!(self, "{{{words}}}", "｛{words}｝"),
        }
    }

    /// Words with others in brackets behind them.
    pub(super) fn with_aside(&self, words: &Markup, aside: &Markup) -> Markup {
        let aside = self.in_brackets(aside);
        words!(self, "{words} {aside}", "{words}{aside}")
    }

    /// Texts of the policy in a row.
    pub(super) fn texts(&self, texts: &[String]) -> Markup {
        self.list(&texts.iter().map(|text| Markup::text(text)).collect::<Vec<_>>())
    }

    /// Words of the document, in the marks of the language.
    pub(super) fn quoted(&self, text: &str) -> Markup {
        let text = Markup::text(text);
        words!(self, "“{text}”", "“{text}”")
    }

    /// An article of the document.
    pub(super) fn article(&self, article: &str) -> Markup {
        let article = Markup::text(article);
        words!(self, "article {article}", "第{article}条")
    }
}
