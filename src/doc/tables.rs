//! Tables as tables.

use super::markup::{Markup, words};
use super::writer::Writer;
use crate::ir::{Edge, Match, Table, TableId, TableRow, Type};
use crate::value::Number;

impl Writer<'_> {
    /// A table with its rows, under its own place on the page.
    pub(super) fn whole_table(&self, id: TableId, table: &Table) -> Markup {
        let caption = Markup::text(&self.names.table(table));
        let keys = table.keys.iter().map(|key| self.name(&key.name, key.label.as_deref()));
        let mut heads: Vec<Markup> = keys.collect();
        heads.push(if table.slices.is_empty() {
            words!(self, "value", "取值")
        } else {
            words!(self, "rate", "比率")
        });
        let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
        let mut body = String::new();
        if table.editions.is_empty() {
            body.push_str(&self.rows(table, &table.rows));
        }
        for edition in &table.editions {
            let (from, columns) = (edition.from, table.keys.len() + 1);
            let days = match edition.until {
                Some(until) => words!(self, "{from} to {until}", "{from} 至 {until}"),
                None => words!(self, "from {from} on", "自 {from} 起"),
            };
            body.push_str(&format!("<tr><th colspan=\"{columns}\" scope=\"rowgroup\">{days}</th></tr>"));
            body.push_str(&self.rows(table, table.rows.get(edition.rows.clone()).unwrap_or_default()));
        }
        Markup::made(format!(
            "<div class=\"scrolls\"><table id=\"t{}\"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>\
             <tbody>{body}</tbody></table></div>",
            id.0
        ))
    }

    fn rows(&self, table: &Table, rows: &[TableRow]) -> String {
        rows.iter()
            .map(|row| {
                let keys = table.keys.iter().zip(&row.patterns);
                let cells: String = keys
                    .map(|(key, pattern)| {
                        let parts: Vec<Markup> = pattern.iter().map(|part| self.matched(part, &key.ty)).collect();
                        format!("<td>{}</td>", self.list(&parts))
                    })
                    .collect();
                let value = self.value(row.value);
                let value = match row.step {
                    Some(step) => {
                        let step = self.phrase(step);
                        words!(self, "{value} for every whole {step}", "每满{step}计{value}")
                    }
                    None => value,
                };
                format!("<tr>{cells}<td>{value}</td></tr>")
            })
            .collect()
    }

    fn matched(&self, matched: &Match, ty: &Type) -> Markup {
        match matched {
            Match::Any => words!(self, "any", "任意"),
            Match::Truth(holds) => self.yes_no(*holds),
            Match::Choice(variant) => self.datum(&crate::ir::Datum::Choice(*variant), ty),
            Match::Numbers(from, to) => self.stretch_of(*from, *to, |number: Number| self.number(number, ty)),
            Match::Dates(from, to) => self.stretch_of(*from, *to, |date| Markup::text(&date.to_string())),
        }
    }

    fn stretch_of<T: Copy + PartialEq>(&self, from: Edge<T>, to: Edge<T>, show: impl Fn(T) -> Markup) -> Markup {
        if let (Edge::Included(from), Edge::Included(to)) = (from, to) {
            let (least, most) = (show(from), show(to));
            return if from == to { least } else { words!(self, "{least} to {most}", "{least} 至 {most}") };
        }
        let mut parts = Vec::new();
        parts.extend(from.place().map(|(at, included)| {
            let at = show(at);
            match included {
                true => words!(self, "at least {at}", "不低于 {at}"),
                false => words!(self, "above {at}", "超过 {at}"),
            }
        }));
        parts.extend(to.place().map(|(at, included)| {
            let at = show(at);
            match included {
                true => words!(self, "at most {at}", "不超过 {at}"),
                false => words!(self, "below {at}", "低于 {at}"),
            }
        }));
        if parts.is_empty() {
            return words!(self, "any", "任意");
        }
        Markup::joined(&parts, &words!(self, ", ", "、").to_string())
    }
}
