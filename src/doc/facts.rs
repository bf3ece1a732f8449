//! The facts, record by record: what each may be, who shows it and which measures read it.

use super::Page;
use super::markup::{Markup, words};
use crate::ir::{Field, RecordId};

impl Page<'_, '_> {
    /// The section.
    pub(super) fn facts(&self) -> String {
        let writer = self.writer;
        let find = words!(writer, "find a fact", "查找事实");
        let mut out = format!("<p class=\"find\" hidden><label>{find} <input type=\"search\"></label></p>\n");
        let empty = out.len();
        for (at, record) in writer.program.records.iter().enumerate() {
            if record.fields.is_empty() {
                continue;
            }
            let id = RecordId(u32::try_from(at).unwrap_or(u32::MAX));
            let title = match id == writer.program.parameters {
                true => words!(writer, "Parameters", "参数"),
                false => writer.title(&record.name, record.label.as_deref()),
            };
            let heads = [
                words!(writer, "fact", "事实"),
                words!(writer, "may be", "取值"),
                words!(writer, "shown by", "佐证"),
                words!(writer, "decided by", "认定机关"),
                words!(writer, "used for", "用于"),
            ];
            let columns: String = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
            let key = record.key;
            let rows: String = record
                .fields
                .iter()
                .enumerate()
                .map(|(field, own)| {
                    let field = crate::ir::FieldId(u32::try_from(field).unwrap_or(u32::MAX));
                    self.fact_row((id, field), own, key == Some(field), &heads)
                })
                .collect();
            out.push_str(&format!(
                "<table class=\"facts\" id=\"k{}\"><caption>{title}</caption><thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n",
                id.0
            ));
        }
        if out.len() == empty { String::new() } else { out }
    }

    fn fact_row(&self, fact: super::Fact, field: &Field, key: bool, heads: &[Markup; 5]) -> String {
        let writer = self.writer;
        let mut may_be = vec![writer.type_in_words(&field.ty)];
        if key {
            may_be.push(words!(writer, "tells the records apart", "区分各条记录的编号"));
        }
        may_be.extend(field.absent.as_ref().map(|absent| {
            let absent = writer.datum(absent, field.ty.innermost());
            words!(writer, "{absent} where it is not given", "未提供时按 {absent}")
        }));
        let may_be = Markup::joined(&may_be, &words!(writer, "; ", "；").to_string());
        let users: Vec<Markup> = match self.read_by.get(&fact) {
            Some(users) if users.len() > 1 && users.len() == writer.program.measures.len() => {
                vec![words!(writer, "all measures", "全部措施")]
            }
            Some(users) => users.iter().map(|at| writer.measure(*at)).collect(),
            None => Vec::new(),
        };
        let cells = [may_be, writer.texts(&field.evidence), writer.texts(&field.decided_by), writer.list(&users)];
        let [_, heads @ ..] = heads;
        let cells: String =
            cells.iter().zip(heads).map(|(cell, head)| format!("<td data-head=\"{head}\">{cell}</td>")).collect();
        let (name, identifier) = (writer.field(field), Markup::text(&field.name));
        let identifier = if name == identifier { String::new() } else { format!(" <code>{identifier}</code>") };
        format!("<tr id=\"f{}-{}\"><th scope=\"row\">{name}{identifier}</th>{cells}</tr>\n", fact.0.0, fact.1.0)
    }
}
