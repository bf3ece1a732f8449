//! What is left open or out: readings with what hangs on them, what is not computed, defects of the text.

use super::Page;
use super::markup::{Markup, words};
use super::rules::{Kind, Rule};
use crate::ir::{Reading, ReadingId};

impl Page<'_, '_> {
    /// The readings.
    pub(super) fn readings(&self) -> String {
        let readings = self.writer.program.readings.iter().enumerate();
        readings
            .map(|(at, reading)| {
                let id = ReadingId(u32::try_from(at).unwrap_or(u32::MAX));
                let title = self.writer.title(&reading.name, reading.label.as_deref());
                let because = reading.because.as_deref().map(Markup::text);
                let because = because.map(|why| format!("<p>{why}</p>\n")).unwrap_or_default();
                let values: String = (0..reading.values.len()).map(|value| self.alternative(id, reading, value)).collect();
                let quotes = self.quotes(&reading.clause.quotes);
                format!(
                    "<section class=\"measure\" id=\"r{at}\"><h3>{title}</h3>\n{quotes}{because}<dl class=\"parts\">\n{values}</dl></section>\n"
                )
            })
            .collect()
    }

    /// An alternative with the rules that count under it.
    fn alternative(&self, id: ReadingId, reading: &Reading, value: usize) -> String {
        let writer = self.writer;
        let name = reading.values.get(value).map(|variant| writer.variant(variant)).unwrap_or_default();
        let usual =
            if reading.default == value { words!(writer, " (default)", "（默认）") } else { Markup::default() };
        let hanging = self.under.get(&(id, value)).into_iter().flatten();
        let hanging = hanging.filter_map(|at| Some((*at, self.rules.get(*at)?)));
        let items: String = hanging
            .map(|(at, rule)| {
                let (kind, owner) = (self.kind(rule.kind), self.owner(rule.of));
                let (said, place) = (self.said(rule), self.written.place(rule.clause.span));
                format!("<li>{owner} · {kind} {said} <a class=\"place\" href=\"#c{at}\">{place}</a></li>")
            })
            .collect();
        let items = match items.is_empty() {
            true => words!(writer, "no rule counts only so", "没有规则只在此时适用").to_string(),
            false => format!("<ul class=\"rules-of\">{items}</ul>"),
        };
        format!("<dt>{name}{usual}</dt><dd>{items}</dd>\n")
    }

    /// A rule in one line: what it is called and what it says, once where both are the same.
    pub(super) fn said(&self, rule: &Rule<'_>) -> Markup {
        let (title, body) = (&rule.title, &rule.body);
        match (title.is_empty(), body.is_empty()) {
            (true, _) => body.clone(),
            (false, true) => words!(self.writer, "<strong>{title}</strong>", "<strong>{title}</strong>"),
            (false, false) if title.plain() == body.plain() => body.clone(),
            (false, false) => {
                words!(self.writer, "<strong>{title}:</strong> {body}", "<strong>{title}：</strong>{body}")
            }
        }
    }

    /// What is not computed, or what is wrong with the text: why, with the words.
    pub(super) fn remarks(&self, kind: Kind) -> String {
        let own = self.rules.iter().enumerate().filter(|(_, rule)| rule.kind == kind);
        let items: String = own
            .map(|(at, rule)| {
                let (why, quotes) = (&rule.body, self.quotes(&rule.clause.quotes));
                let place = self.written.place(rule.clause.span);
                format!("<li><p>{why} <a class=\"place\" href=\"#c{at}\">{place}</a></p>{quotes}</li>\n")
            })
            .collect();
        if items.is_empty() { items } else { format!("<ul class=\"remarks\">\n{items}</ul>\n") }
    }
}
