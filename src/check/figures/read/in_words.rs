//! Figures in words: 三十万元, 百分之三十, 三分之二, 两成, `twenty-five`, `a quarter of`.

use std::ops::Range;

use crate::value::Number;

use super::super::numeral::{chinese, english, share, stands_in_numeral};
use super::{Kind, Read, Reader};

/// More characters than a word, or a share in words, has.
const LONGEST: usize = 20;

impl Reader {
    /// 一半, `a quarter of`.
    pub(super) fn share_in_words(&self, at: usize) -> Option<Read> {
        let (length, number) = share(&self.words(at..at + LONGEST))?;
        Some(Read {
            start: at,
            end: at + length,
            number,
            unit: Number::ONE,
            kind: Kind::Share,
            tells: true,
            bare: false,
        })
    }

    /// `fifty`, `twenty-five`, `two hundred`: only an amount or a share, or what is a bound, surely says how much.
    pub(super) fn in_english(&self, at: usize) -> Option<Read> {
        let (mut words, mut number): (Vec<String>, Option<(Number, usize)>) = (Vec::new(), None);
        let mut next = self.letters(at);
        while let Some(word) = next {
            words.push(self.words(word.clone()));
            let all: Vec<&str> = words.iter().map(String::as_str).collect();
            let Some(own) = english(&all) else { break };
            if all.last() != Some(&"and") {
                number = Some((own, word.end));
            }
            next = matches!(self.at(word.end), Some(' ' | '-')).then(|| self.letters(word.end + 1)).flatten();
        }
        let (number, end) = number?;
        let (times, behind) = self.scale(end);
        let unit = self.unit(behind);
        let says = matches!(unit, Some((Kind::Money | Kind::Share, ..))) || (number > Number::from(20) || times > 1);
        if !says {
            return Some(Read::named(at, end, number));
        }
        Some(self.measured((at, behind), number, times, unit, false))
    }

    /// A word of Latin letters that begins here.
    fn letters(&self, at: usize) -> Option<Range<usize>> {
        let length = self.chars.iter().skip(at).take_while(|(_, c)| c.is_ascii_alphabetic()).take(LONGEST).count();
        (length > 0).then_some(at..at + length)
    }

    /// 百分之三十, 百分之30.
    pub(super) fn per_hundred(&self, at: usize) -> Option<Read> {
        let from = at + 3;
        let length = self.chars.iter().skip(from).take_while(|(_, c)| stands_in_numeral(*c)).count();
        let (number, end) = match self.digits(from) {
            Some(digits) => digits,
            None => (chinese(&self.words(from..from + length))?, from + length),
        };
        let unit = Number::ONE.divided_by(Number::from(100)).ok()?;
        Some(Read { start: at, end, number, unit, kind: Kind::Share, tells: true, bare: false })
    }

    /// 三分之二, 千分之五.
    fn fraction(&self, at: usize, end: usize) -> Option<Read> {
        if !self.starts(end, "分之") {
            return None;
        }
        let of = match self.words(at..end).as_str() {
            "千" => Number::from(1_000),
            "万" => Number::from(10_000),
            own => chinese(own)?,
        };
        let from = end + 2;
        let length = self.chars.iter().skip(from).take_while(|(_, c)| stands_in_numeral(*c)).count();
        let (part, end) = match self.digits(from) {
            Some(digits) => digits,
            None => (chinese(&self.words(from..from + length))?, from + length),
        };
        let number = part.divided_by(of).ok()?;
        Some(Read { start: at, end, number, unit: Number::ONE, kind: Kind::Share, tells: true, bare: false })
    }

    /// 两成, 三成.
    fn tenths(&self, at: usize, end: usize) -> Option<Read> {
        const OF_WORDS: [char; 12] = ['立', '员', '果', '本', '功', '为', '交', '熟', '长', '都', '套', '品'];
        let word = self.at(end + 1).is_some_and(|c| OF_WORDS.contains(&c));
        if self.at(end) != Some('成') || word || end != at + 1 {
            return None;
        }
        let (number, unit) = (chinese(&self.words(at..end))?, Number::ONE.divided_by(Number::from(10)).ok()?);
        Some(Read { start: at, end: end + 1, number, unit, kind: Kind::Share, tells: true, bare: false })
    }

    /// 三十万元, 三年: only an amount surely says how much.
    pub(super) fn in_chinese(&self, at: usize) -> Option<Read> {
        let length = self.chars.iter().skip(at).take_while(|(_, c)| stands_in_numeral(*c)).count();
        let end = at + length;
        if let Some(read) = self.fraction(at, end).or_else(|| self.tenths(at, end)) {
            return Some(read);
        }
        let Some(number) = chinese(&self.words(at..end)) else {
            return Some(Read { tells: false, ..Read::named(at, end, Number::ZERO) });
        };
        match self.unit(end) {
            Some((Kind::Money, _, behind)) => {
                let (unit, kind) = (Number::ONE, Kind::Money);
                Some(Read { start: at, end: behind, number, unit, kind, tells: true, bare: false })
            }
            _ => Some(Read::named(at, end, number)),
        }
    }
}
