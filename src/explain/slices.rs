//! Slices: a line for each part of the number, with its rate.

use super::arithmetic::{Called, Sheet};
use super::document::Line;
use super::voice::{Voice, before, say};
use crate::decision::{Shown, Trace};
use crate::ir::{Limits, Slice, Table, TableId, Type};
use crate::value::{Bounds, Number};

impl Sheet<'_> {
    pub(super) fn slices(&mut self, table: TableId, trace: &Trace, called: &Called) {
        let voice = self.voice;
        let (Some(table), Some((number, rates))) = (voice.program.table(table), trace.operands.split_first()) else {
            return;
        };
        let subject = self.both(number);
        self.rests_on(&table.clause.quotes);
        let name = voice.table(table);
        let own = say!(voice, "{name} of {subject}", "{name}（{subject}）");
        let mut rates = rates.iter();
        let slices = table.slices.iter().map_while(|slice| {
            let rate = rates.next()?;
            Some((slice, rate, slice.step.and_then(|_| rates.next())))
        });
        let terms: Vec<(String, String)> = slices
            .filter_map(|(slice, rate, step)| {
                let part = slice.part(number.value.number()?).ok()?;
                let words = voice.slice(table, slice);
                let (counted, figures) = match step {
                    None => (Bounds::Exactly(part), format!("{} × {} =", voice.part(table, part), self.both(rate))),
                    Some(step) => {
                        let steps = Bounds::Exactly(part).steps(rate_of(step), false).ok()?;
                        let (part, size, rate) = (voice.part(table, part), self.both(step), self.both(rate));
                        let count = voice.bounds(steps, &Type::Whole(Limits::default()));
                        (
                            steps,
                            say!(
                                voice,
                                "{part} makes {count} whole steps of {size}; {count} × {rate} =",
                                "{part} 每满 {size} 计 1 档，{count} 档 × {rate} ="
                            ),
                        )
                    }
                };
                let amount = rate_of(rate).times(counted).unwrap_or(Bounds::ANY);
                let figure = voice.figure(&Shown::Number(amount), &voice.program.node(trace.node).ty);
                let figures = if figure.starts_with('≈') { figures.trim_end_matches(" =") } else { &figures };
                Some((say!(voice, "{words}: {figures}", "{words}：{figures}"), figure))
            })
            .collect();
        if terms.len() > 1 {
            for (at, (name, figure)) in terms.into_iter().enumerate() {
                let text = if at == 0 { name } else { say!(voice, "plus {name}", "加：{name}") };
                self.lines.push(Line::figure(text, figure));
            }
            return self.finish(self.figure(trace), called, &own);
        }
        let words = match terms.into_iter().next() {
            Some((only, _)) => say!(voice, "{own}, {only}", "{own}，{only}"),
            None => own,
        };
        self.finish(self.figure(trace), called, &words);
    }
}

fn rate_of(rate: &Trace) -> Bounds {
    if let Shown::Number(bounds) = rate.value { bounds } else { Bounds::ANY }
}

impl Voice<'_> {
    /// Which part of the number a slice is: `超过 100万元、不超过 500万元的部分`; of a whole number its places.
    fn slice(&self, table: &Table, slice: &Slice) -> String {
        let ty = table.keys.first().map_or(&Type::YesNo, |key| &key.ty);
        if matches!(ty, Type::Whole(_)) {
            let first = slice.from.plus(Number::ONE).unwrap_or(slice.from);
            return match slice.to {
                Some(last) if last == first => say!(self, "number {first}", "第\u{a0}{first}\u{a0}个"),
                Some(last) => say!(self, "numbers {first} to {last}", "第\u{a0}{first}\u{a0}至\u{a0}{last}\u{a0}个"),
                None => say!(self, "from number {first} on", "第\u{a0}{first}\u{a0}个起"),
            };
        }
        let show = |number: Number| self.value(&Shown::Number(Bounds::Exactly(number)), ty);
        let (from, to) = (show(slice.from), slice.to.map(show).unwrap_or_default());
        let (from_zh, to_zh) = (before(&from), before(&to));
        match (slice.from.is_zero(), slice.to.is_some()) {
            (true, true) => say!(self, "part up to {to}", "不超过 {to_zh}的部分"),
            (true, false) => say!(self, "all of it", "全部"),
            (false, true) => say!(self, "part above {from} up to {to}", "超过 {from_zh}至 {to_zh}的部分"),
            (false, false) => say!(self, "part above {from}", "超过 {from_zh}的部分"),
        }
    }

    fn part(&self, table: &Table, part: Number) -> String {
        table.keys.first().map(|key| self.number(part, &key.ty)).unwrap_or_default()
    }
}
