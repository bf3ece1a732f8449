//! The figures of a text of the document: amounts, shares, dates, lengths of time, counts, each with what the words beside it say of it.

mod in_words;

use std::ops::Range;

use crate::ast::CompareOp;
use crate::value::{Date, Number, number_of_day};

use super::days::sense_of_day;
use super::numeral::{scale, stands_in_numeral};
use super::sense::sense;
use super::words::{BETWEEN, MONTHS, ORDINALS, RANKS, UNITS};

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Money,
    Share,
    Date,
    Time,
    Count,
}

/// A figure of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    pub(super) kind: Kind,
    /// Money in 元, a share of 1, a day by its number, else the number as it stands.
    pub(super) value: Number,
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
    /// What the words beside it say: `at least`, 以上.
    pub(super) sense: Option<CompareOp>,
    /// Whether they leave open on which side the figure itself lies: a day with 前 or 之后.
    pub(super) loose: bool,
    /// Whether the day after is meant: 30天后 is the 31st day.
    pub(super) later: bool,
    /// Whether it says how much, how long or when; what only names or counts through (第3年, 5G, 2025年度) does not.
    pub(super) tells: bool,
}

/// The figures of a text, in order.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let reader = Reader::of(text);
    let mut found: Vec<Read> = Vec::new();
    let mut at = 0;
    while at < reader.chars.len() {
        match reader.figure(at) {
            Some(read) => {
                at = read.end.max(at + 1);
                found.push(read);
            }
            None => at = reader.behind_name(at),
        }
    }
    reader.share_units(&mut found);
    found.into_iter().filter_map(|read| reader.finish(text, read)).collect()
}

/// A figure while its text is read; its places count characters.
#[derive(Debug, Clone)]
struct Read {
    start: usize,
    end: usize,
    number: Number,
    /// What one of it is worth in the unit of its kind.
    unit: Number,
    kind: Kind,
    tells: bool,
    /// Whether nothing says what it counts.
    bare: bool,
}

struct Reader {
    chars: Vec<(usize, char)>,
    length: usize,
    /// Whether the text has amounts with the sign of a currency, so that 15m is 15 million.
    money: bool,
}

impl Reader {
    fn of(text: &str) -> Reader {
        let chars = text.char_indices().map(|(at, c)| (at, narrow(c))).collect();
        Reader { chars, length: text.len(), money: text.contains(['£', '$', '€', '¥', '￥']) }
    }

    fn at(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|(_, c)| *c)
    }

    fn before(&self, at: usize) -> Option<char> {
        self.at(at.checked_sub(1)?)
    }

    fn starts(&self, at: usize, words: &str) -> bool {
        words.chars().enumerate().all(|(ahead, c)| self.at(at + ahead).is_some_and(|own| own.eq_ignore_ascii_case(&c)))
    }

    /// The place behind blanks.
    fn behind_blanks(&self, at: usize) -> usize {
        let blanks = self.chars.iter().skip(at).take_while(|(_, c)| c.is_whitespace()).count();
        at + blanks
    }

    /// The place behind a word of Latin letters and digits that begins here, else behind this character.
    fn behind_name(&self, at: usize) -> usize {
        let name = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
        // Within a name nothing is counted: counting its rest at each letter would take quadratic time.
        if self.before(at).is_some_and(|c| name(&c)) {
            return at + 1;
        }
        let length = self.chars.iter().skip(at).take_while(|(_, c)| name(c)).count();
        at + length.max(1)
    }

    fn words(&self, range: Range<usize>) -> String {
        self.chars.iter().skip(range.start).take(range.len()).map(|(_, c)| c.to_ascii_lowercase()).collect()
    }

    fn figure(&self, at: usize) -> Option<Read> {
        let first = self.at(at)?;
        if first.is_ascii_digit() {
            return self.in_digits(at);
        }
        if first == '百' && self.starts(at, "百分之") {
            return self.per_hundred(at);
        }
        let begins = self.before(at).is_none_or(|c| !c.is_ascii_alphanumeric());
        if let Some(read) = self.share_in_words(at).filter(|_| begins || !first.is_ascii_alphabetic()) {
            return Some(read);
        }
        if stands_in_numeral(first) {
            return self.in_chinese(at);
        }
        if first.is_ascii_alphabetic() && begins {
            return self.in_english(at);
        }
        None
    }

    /// Digits with an optional point, thousands set apart by commas: the number and where it ends.
    fn number(&self, at: usize) -> Option<(Number, usize)> {
        let digit = |at: usize| self.at(at).filter(char::is_ascii_digit);
        let (mut digits, mut end) = (String::new(), at);
        loop {
            if let Some(own) = digit(end) {
                digits.push(own);
                end += 1;
            } else if self.at(end) == Some(',')
                && !digits.contains('.')
                && (1..4).all(|ahead| digit(end + ahead).is_some())
                && digit(end + 4).is_none()
            {
                end += 1;
            } else if self.at(end) == Some('.') && !digits.contains('.') && digit(end + 1).is_some() {
                digits.push('.');
                end += 1;
            } else {
                break;
            }
        }
        Some((digits.parse().ok()?, end))
    }

    fn in_digits(&self, at: usize) -> Option<Read> {
        let before = self.before(at);
        let in_name = before.is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
        let (number, end) = self.number(at)?;
        if in_name || self.is_of_name(end) {
            return None;
        }
        if let Some(date) = self.date(at, end) {
            return Some(date);
        }
        let closed = matches!(before, Some('（' | '(' | '〔' | '[' | '【'))
            && matches!(self.at(end), Some('）' | ')' | '〕' | ']' | '】'));
        if closed || self.at(end) == Some('号') {
            return Some(Read::named(at, end, number));
        }
        let year = end == at + 4 && number >= Number::from(1900) && number < Number::from(2200);
        let (times, behind) = self.scale(end);
        let unit = self.unit(behind);
        if self.at(end) == Some('月') {
            let day = self.digits(end + 1).filter(|(_, behind)| self.at(*behind) == Some('日'));
            return Some(Read::named(at, day.map_or(end, |(_, behind)| behind + 1), number));
        }
        if year && times == 1 && !matches!(unit, Some((Kind::Money | Kind::Share, ..))) {
            return Some(Read::named(at, end, number));
        }
        let sign = before.filter(|c| matches!(c, '£' | '$' | '€' | '¥' | '￥'));
        Some(self.measured((at, behind), number, times, unit, sign.is_some()))
    }

    /// Whether letters directly behind digits make them a name: 5G, 4K.
    fn is_of_name(&self, end: usize) -> bool {
        let letter = |at: usize| self.at(at).is_some_and(|c| c.is_ascii_alphabetic());
        self.at(end).is_some_and(|c| c.is_ascii_uppercase()) && !letter(end + 1)
    }

    /// A number with what follows it.
    fn measured(
        &self,
        (start, behind): (usize, usize),
        number: Number,
        times: i64,
        unit: Option<(Kind, i64, usize)>,
        money: bool,
    ) -> Read {
        let tells = !self.counts_through(start);
        let times = Number::from(times);
        match unit {
            Some((kind, parts, end)) => {
                let week = self.words(behind..end).contains("week") || self.words(behind..end) == "周";
                let times = if week { Number::from(7) } else { times };
                let unit = times.divided_by(Number::from(parts)).unwrap_or(times);
                Read { start, end, number, unit, kind, tells, bare: false }
            }
            None if money => Read { start, end: behind, number, unit: times, kind: Kind::Money, tells, bare: false },
            None => {
                let next = self.at(self.behind_blanks(behind + usize::from(self.at(behind) == Some('+'))));
                let counted = next.is_some_and(|c| c.is_alphabetic() && !matches!(c, '级' | '号' | '期' | '条' | '款'));
                let bare = times == Number::ONE && !counted;
                let tells = tells && (times != Number::ONE || (counted && number > Number::ONE));
                Read { start, end: behind, number, unit: times, kind: Kind::Count, tells, bare }
            }
        }
    }

    /// 十, 百, 千, 万, 亿, thousand, million behind digits, and where they end.
    fn scale(&self, end: usize) -> (i64, usize) {
        let (mut times, mut at) = (1_i64, end);
        while let Some(more) = self.at(at).and_then(scale).and_then(|more| times.checked_mul(more)) {
            (times, at) = (more, at + 1);
        }
        if at > end {
            return (times, at);
        }
        let word = self.behind_blanks(end);
        let words = [("thousand", 1_000), ("million", 1_000_000), ("billion", 1_000_000_000)];
        let own = words.iter().find(|(own, _)| self.starts(word, own));
        let letters = [("bn", 1_000_000_000), ("m", 1_000_000), ("k", 1_000)];
        let ends = |at: usize| self.at(at).is_none_or(|c| !c.is_alphanumeric());
        let letters = letters.iter().filter(|_| self.money);
        let own = own.or_else(|| letters.into_iter().find(|(own, _)| self.starts(word, own) && ends(word + own.len())));
        own.map_or((1, end), |(own, times)| (*times, word + own.len()))
    }

    fn unit(&self, at: usize) -> Option<(Kind, i64, usize)> {
        let start = self.behind_blanks(at);
        let start = if self.at(start) == Some('-') { start + 1 } else { start };
        let own = UNITS.iter().find(|(own, ..)| self.starts(start, own));
        if let Some((own, kind, parts)) = own {
            let end = start + own.chars().count();
            let plural = own.is_ascii() && self.at(end).is_some_and(|c| c.eq_ignore_ascii_case(&'s'));
            return Some((*kind, *parts, end + usize::from(plural)));
        }
        let code = (0..3).all(|ahead| self.at(start + ahead).is_some_and(|c| c.is_ascii_uppercase()))
            && self.at(start + 3).is_none_or(|c| !c.is_ascii_alphanumeric());
        let code = code.then(|| self.words(start..start + 3).to_ascii_uppercase());
        code.filter(|code| code == "RMB" || crate::ir::is_currency(code)).map(|_| (Kind::Money, 1, start + 3))
    }

    /// Whether a number counts through: 第3年, Article 5.
    fn counts_through(&self, at: usize) -> bool {
        let from = at.saturating_sub(14);
        let before = self.words(from..at);
        let before = before.trim_end();
        ORDINALS.iter().any(|word| {
            before
                .strip_suffix(word)
                .is_some_and(|rest| !word.is_ascii() || !rest.ends_with(|c: char| c.is_ascii_alphanumeric()))
        })
    }

    /// 2025-06-01, 2025年6月1日, 31 March 2025.
    fn date(&self, at: usize, end: usize) -> Option<Read> {
        let whole = |(number, end): (Number, usize)| Some((number.to_whole()?, end));
        let (first, _) = whole(self.number(at)?)?;
        let part = |at: usize| self.digits(at).and_then(whole);
        let of = |year: i64, month: i64, day: i64, end: usize| {
            let year = i16::try_from(year).ok().filter(|year| (1900..2200).contains(year))?;
            let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
            let number = number_of_day(date);
            Some(Read { start: at, end, number, unit: Number::ONE, kind: Kind::Date, tells: true, bare: false })
        };
        match self.at(end)? {
            '年' => {
                let (month, behind) = part(end + 1)?;
                let (day, last) = part(behind + 1).filter(|_| self.at(behind) == Some('月'))?;
                of(first, month, day, last + usize::from(self.at(last) == Some('日')))
            }
            mark @ ('-' | '/') => {
                let (month, behind) = part(end + 1)?;
                let (day, last) = part(behind + 1).filter(|_| self.at(behind) == Some(mark))?;
                of(first, month, day, last)
            }
            _ => {
                let word = self.behind_blanks(end);
                let length = self.chars.iter().skip(word).take_while(|(_, c)| c.is_ascii_alphabetic()).count();
                let name = self.words(word..word + length);
                let month = MONTHS.iter().position(|own| name.starts_with(own))?;
                let (year, last) = part(self.behind_blanks(word + length))?;
                of(year, i64::try_from(month).ok()? + 1, first, last)
            }
        }
    }

    fn digits(&self, at: usize) -> Option<(Number, usize)> {
        self.at(at).filter(char::is_ascii_digit).and_then(|_| self.number(at))
    }

    /// Of figures of a list or a range, those without a unit have that of the next: 500-1000万元, 10、20万元.
    fn share_units(&self, found: &mut [Read]) {
        let mut next: Option<Read> = None;
        for read in found.iter_mut().rev() {
            if let Some(next) = next.as_ref().filter(|next| read.bare && !next.bare && next.kind != Kind::Date) {
                let between = self.words(read.end..next.start);
                if BETWEEN.iter().any(|own| *own == between || own.trim() == between.trim()) {
                    (read.kind, read.unit, read.tells, read.bare) = (next.kind, next.unit, next.tells, false);
                }
            }
            next = Some(read.clone());
        }
    }

    /// Whether it is the number of a grade, of which the lesser may be the better: 2级以上.
    fn is_rank(&self, read: &Read) -> bool {
        let behind = self.at(self.behind_blanks(read.end));
        let before = self.words(read.start.saturating_sub(12)..read.start);
        let before = before.trim_end_matches(|c: char| !c.is_alphanumeric());
        matches!(behind, Some('级' | '等' | '档' | '类' | '星')) || RANKS.iter().any(|word| before.ends_with(word))
    }

    fn finish(&self, text: &str, read: Read) -> Option<Figure> {
        let place = |at: usize| self.chars.get(at).map_or(self.length, |(place, _)| *place);
        let range = place(read.start)..place(read.end);
        let value = read.number.times(read.unit).ok()?;
        let said = match read.kind {
            Kind::Date => sense_of_day(text, range.clone()),
            Kind::Money | Kind::Share | Kind::Time | Kind::Count if self.is_rank(&read) => None,
            Kind::Money | Kind::Share | Kind::Time | Kind::Count => {
                sense(text, range.clone()).map(|sense| (sense, false))
            }
        };
        let (sense, loose) = said.map_or((None, false), |(sense, loose)| (Some(sense), loose));
        let behind = text.get(range.end..).unwrap_or_default().trim_start();
        let later =
            read.kind == Kind::Time && ["后", "之后", "以后", "after"].iter().any(|word| behind.starts_with(word));
        Some(Figure { kind: read.kind, value, range, sense, loose, later, tells: read.tells })
    }
}

impl Read {
    /// A number that says no amount by itself.
    fn named(start: usize, end: usize, number: Number) -> Read {
        Read { start, end, number, unit: Number::ONE, kind: Kind::Count, tells: false, bare: true }
    }
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '．' | '／' | '－' => {
            char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')).unwrap_or(c)
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests;
