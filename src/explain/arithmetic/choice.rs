//! The least or the greatest of several figures: which was taken, and what the others were.

use super::{Called, Sheet};
use crate::decision::{Shown, Trace};
use crate::explain::voice::{behind, say};
use crate::ir::{Op, Type};
use crate::value::Number;

impl Sheet<'_> {
    /// The least or the greatest of several figures; a floor or a ceiling where a number of the rule is one of two.
    pub(super) fn choice(&mut self, trace: &Trace, called: &Called) {
        let voice = self.voice;
        let least = matches!(voice.program.node(trace.node).op, Op::Min(_));
        if let (false, [amount, floor]) = (least, trace.operands.as_slice())
            && self.is_plain(floor)
            && let (Shown::Number(have), Some(floor_number)) = (&amount.value, floor.value.number())
            && let Some(clear) = have.at_least(floor_number.into()).known()
        {
            let floor = self.figure(floor);
            if clear {
                // The floor does not bear on it: the amount stands as it is, and 0 is not worth a word.
                if floor_number.is_zero() {
                    return self.result(amount, called.clone());
                }
                let amount = self.both(amount);
                let words = say!(voice, "{amount}, not below {floor}: not touched", "{amount}，最低 {floor}，未触及");
                return self.finish(self.figure(trace), called, &words);
            }
            let amount = self.both(amount);
            let words = say!(voice, "{amount} is below {floor}, counted as", "{amount}，低于最低 {floor}，按");
            return self.finish(self.figure(trace), called, &words);
        }
        if let (true, [one, other]) = (least, trace.operands.as_slice())
            && let (amount, ceiling) = if self.is_plain(one) { (other, one) } else { (one, other) }
            && self.is_plain(ceiling)
            && let (Some(number), Some(most)) = (amount.value.number(), ceiling.value.number())
            && number > most
        {
            let (amount, ceiling) = (self.both(amount), self.figure(ceiling));
            let words = say!(voice, "{amount} is above {ceiling}, counted as", "{amount}，高于最高 {ceiling}，按");
            return self.finish(self.figure(trace), called, &words);
        }
        if voice.program.node(trace.node).ty == Type::Date {
            let all: Vec<String> = trace.operands.iter().map(|part| self.both(part)).collect();
            let all = voice.list(&all);
            let words = match least {
                true => say!(voice, "the earliest of {all}", "取最早者：{all}"),
                false => say!(voice, "the latest of {all}", "取最晚者：{all}"),
            };
            return self.finish(self.figure(trace), called, &words);
        }
        let terms: Vec<(String, Option<Number>)> =
            trace.operands.iter().map(|part| (self.both(part), part.value.number())).collect();
        let result = trace.value.number();
        let taken = terms.iter().position(|(_, number)| number.is_some() && *number == result);
        let others = |taken: usize| {
            let rest = terms.iter().enumerate().filter(|(at, _)| *at != taken).map(|(_, (words, _))| words.clone());
            voice.list(&rest.collect::<Vec<_>>())
        };
        let words = match (taken.and_then(|at| Some((at, terms.get(at)?))), least) {
            (Some((at, (words, _))), true) => {
                let others = others(at);
                let (words_zh, others_zh) = (behind(words), behind(&others));
                say!(voice, "{words}, not more than {others}", "取{words_zh}，不高于{others_zh}")
            }
            (Some((at, (words, _))), false) => {
                let others = others(at);
                let (words_zh, others_zh) = (behind(words), behind(&others));
                say!(voice, "{words}, not less than {others}", "取{words_zh}，不低于{others_zh}")
            }
            (None, _) => {
                let all = voice.list(&terms.iter().map(|(words, _)| words.clone()).collect::<Vec<_>>());
                match (least, terms.len()) {
                    (true, 2) => say!(voice, "the lesser of {all}", "取较低者：{all}"),
                    (true, _) => say!(voice, "the least of {all}", "取最低者：{all}"),
                    (false, 2) => say!(voice, "the greater of {all}", "取较高者：{all}"),
                    (false, _) => say!(voice, "the greatest of {all}", "取最高者：{all}"),
                }
            }
        };
        self.finish(self.figure(trace), called, &words);
    }
}
