//! What is made of the records of a list: sums, counts, the least and the greatest.

use super::{Called, Sheet};
use crate::decision::Trace;
use crate::explain::document::Line;
use crate::explain::phrases::holds;
use crate::explain::voice::{before, say};

impl Sheet<'_> {
    /// The values of the records of a list that count, by name and figure, with the quotes of each.
    fn of_records(&mut self, trace: &Trace) -> Vec<(String, String, Vec<String>)> {
        let voice = self.voice;
        let outer = self.record.clone();
        let mut terms = Vec::new();
        for (at, part) in trace.operands.iter().enumerate() {
            let record = voice.record_of(trace, part, at);
            self.record = format!("{outer}/{at}");
            let (name, figure) = self.entry(part);
            let quotes = std::mem::take(&mut self.waiting);
            terms.push((say!(voice, "{record}: {name}", "{record}：{name}"), figure, quotes));
        }
        self.record = outer;
        terms
    }

    /// The sum over a list, a line for each record that counts.
    pub(super) fn sum(&mut self, trace: &Trace, called: &Called) {
        let voice = self.voice;
        let terms = self.of_records(trace);
        for (at, (name, figure, quotes)) in terms.into_iter().enumerate() {
            let text = if at == 0 { name } else { say!(voice, "plus {name}", "加：{name}") };
            self.lines.push(Line::figure(text, figure).quoting(quotes));
        }
        let list = voice.list_of(trace);
        let list_zh = before(&list);
        let words = say!(voice, "sum over {list}", "{list_zh}合计");
        let words = if matches!(called, Called::Named(_)) { String::new() } else { words };
        self.finish(self.figure(trace), called, &words);
    }

    /// The least or the greatest over a list, a line for each record that counts.
    pub(super) fn outermost(&mut self, trace: &Trace, called: &Called) {
        for (name, figure, quotes) in self.of_records(trace) {
            self.lines.push(Line::figure(name, figure).quoting(quotes));
        }
        self.finish(self.figure(trace), called, &self.voice.outermost_words(trace));
    }

    pub(super) fn count(&mut self, trace: &Trace, called: &Called) {
        let voice = self.voice;
        let counted = trace.operands.iter().enumerate().filter(|(_, part)| holds(part) != Some(false));
        let records: Vec<String> = counted.map(|(at, part)| voice.record_of(trace, part, at)).collect();
        let (list, records) = (voice.list_of(trace), voice.list(&records));
        let list_zh = before(&list);
        let words = match records.is_empty() {
            true => say!(voice, "number of {list}", "{list_zh}个数"),
            false => say!(voice, "number of {list} ({records})", "{list_zh}个数（{records}）"),
        };
        self.finish(self.figure(trace), called, &words);
    }
}
