//! The papers that prove the facts, and who decides them: a list to tick off.

use indexmap::IndexMap;

use super::markup::{Markup, words};
use super::{Fact, Page};
use crate::ir::{Field, FieldId, RecordId, Type};

impl<'a> Page<'_, 'a> {
    /// Every fact that a case states, in order, but for lists, whose records' facts follow.
    pub(super) fn stated(&self) -> impl Iterator<Item = (Fact, &'a Field)> {
        let program = self.writer.program;
        program.records.iter().enumerate().flat_map(move |(record, own)| {
            let id = RecordId(u32::try_from(record).unwrap_or(u32::MAX));
            own.fields
                .iter()
                .enumerate()
                .map(move |(field, own)| ((id, FieldId(u32::try_from(field).unwrap_or(u32::MAX))), own))
        })
    }

    /// The list.
    pub(super) fn papers(&self) -> String {
        let writer = self.writer;
        let mut papers: IndexMap<&str, Vec<Fact>> = IndexMap::new();
        let mut authorities: IndexMap<&str, Vec<Fact>> = IndexMap::new();
        let mut own: Vec<Fact> = Vec::new();
        for (fact, field) in self.stated().filter(|(fact, _)| fact.0 != writer.program.parameters) {
            field.evidence.iter().for_each(|paper| papers.entry(paper).or_default().push(fact));
            field.decided_by.iter().for_each(|body| authorities.entry(body).or_default().push(fact));
            let list = matches!(field.ty, Type::List(_));
            if field.evidence.is_empty() && field.decided_by.is_empty() && !list {
                own.push(fact);
            }
        }
        let mut out = String::new();
        if !papers.is_empty() {
            let title = words!(writer, "Papers, and what they prove", "材料及其证明的事项");
            out.push_str(&format!("<h3>{title}</h3>\n{}", self.ticked(&papers)));
        }
        if !authorities.is_empty() {
            let title = words!(writer, "Decided by an authority", "由有关机关认定的事项");
            out.push_str(&format!("<h3>{title}</h3>\n{}", self.ticked(&authorities)));
        }
        if !own.is_empty() {
            let title = words!(writer, "Stated by the applicant", "由申报主体填报的事项");
            out.push_str(&format!("<h3>{title}</h3>\n<p>{}</p>\n", self.by_record(&own)));
        }
        out
    }

    fn ticked(&self, groups: &IndexMap<&str, Vec<Fact>>) -> String {
        let items: String = groups
            .iter()
            .map(|(name, facts)| {
                let mut measures = std::collections::BTreeSet::new();
                facts.iter().filter_map(|fact| self.read_by.get(fact)).for_each(|own| measures.extend(own));
                let measures: Vec<Markup> = measures.into_iter().map(|at| self.writer.measure(at)).collect();
                let used = self.used_for(&measures);
                let (name, facts) = (Markup::text(name), self.by_record(facts));
                format!(
                    "<li><label><input type=\"checkbox\"> <strong>{name}</strong></label>\
                     <div>{facts}</div><div class=\"note\">{used}</div></li>\n"
                )
            })
            .collect();
        format!("<ul class=\"ticked\">\n{items}</ul>\n")
    }

    /// Facts, those of each record behind its name.
    fn by_record(&self, facts: &[Fact]) -> Markup {
        let writer = self.writer;
        let mut records: IndexMap<RecordId, Vec<Markup>> = IndexMap::new();
        for (record, field) in facts {
            records.entry(*record).or_default().push(writer.fact_named(*record, *field));
        }
        let groups: Vec<Markup> = records
            .into_iter()
            .map(|(id, names)| {
                let names = writer.list(&names);
                if id == writer.program.applicant {
                    return names;
                }
                let record = writer.program.record(id);
                let record = record.map(|own| writer.name(&own.name, own.label.as_deref())).unwrap_or_default();
                words!(writer, "{record}: {names}", "{record}：{names}")
            })
            .collect();
        Markup::joined(&groups, &words!(writer, "; ", "；").to_string())
    }

    /// The papers of one measure, as a row of its description.
    pub(super) fn papers_of(&self, at: usize) -> String {
        let Some(needs) = self.needs.get(at) else { return String::new() };
        let fields = needs.facts.iter().filter_map(|(record, field)| self.writer.program.field(*record, *field));
        let mut papers: Vec<&str> = Vec::new();
        let mut bodies: Vec<&str> = Vec::new();
        for field in fields {
            papers.extend(field.evidence.iter().map(String::as_str));
            bodies.extend(field.decided_by.iter().map(String::as_str));
        }
        let row = |head: Markup, names: Vec<&str>| {
            let mut names: Vec<Markup> = names.into_iter().map(Markup::text).collect();
            let mut seen = std::collections::BTreeSet::new();
            names.retain(|name| seen.insert(name.clone()));
            if names.is_empty() {
                String::new()
            } else {
                format!("<dt>{head}</dt><dd>{}</dd>\n", self.writer.list(&names))
            }
        };
        let papers = row(words!(self.writer, "papers", "申报材料"), papers);
        format!("{papers}{}", row(words!(self.writer, "decided by", "认定机关"), bodies))
    }
}
