//! Words → values of the declared type. Nothing is guessed: what is nearly right is refused, with the right spelling.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::names::Vocabulary;
use super::node::Value;
use super::quantity::quantity;
use crate::ir::{Datum, Limits, Program, Type, VariantId};
use crate::value::{Date, Number};

/// Why words are no value of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// They are something else; perhaps this was meant.
    Other(Option<String>),
    /// More digits than can be kept.
    Digits,
    /// Outside the range.
    Range(Number, Limits),
    /// In this currency, and not in the declared one.
    Currency { given: String, declared: String },
    /// In this unit, which is not the declared one.
    Unit { given: String, declared: String },
    /// No day of the calendar.
    Day,
}

/// What scalars are read with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scalars<'p> {
    pub(super) program: &'p Program,
    pub(super) names: &'p Vocabulary<'p>,
}

impl Scalars<'_> {
    /// The value of a single type (no list, series or period).
    pub(super) fn read(self, value: &Value<'_>, ty: &Type) -> Result<Datum, Refusal> {
        if let Value::Bool(holds) = value {
            return if *ty == Type::YesNo { Ok(Datum::Truth(*holds)) } else { Err(Refusal::Other(None)) };
        }
        let (Value::Number(words) | Value::Plain(words) | Value::Text(words)) = value else {
            return Err(Refusal::Other(None));
        };
        match self.words(words, ty) {
            Ok(Datum::Text(_)) if matches!(value, Value::Number(_)) && !is_whole(words) => Err(Refusal::Other(None)),
            Err(Refusal::Other(_)) => Err(Refusal::Other(self.meant(words, ty))),
            read => read,
        }
    }

    fn words(self, words: &str, ty: &Type) -> Result<Datum, Refusal> {
        match ty {
            Type::YesNo => match words {
                "true" | "yes" | "是" => Ok(Datum::Truth(true)),
                "false" | "no" | "否" => Ok(Datum::Truth(false)),
                _ => Err(Refusal::Other(None)),
            },
            Type::Whole(limits) => {
                if words.contains('.') {
                    return Err(Refusal::Other(None));
                }
                let whole = number(words)?;
                // `5e-1`
                if whole.to_decimal().is_none_or(|whole| !whole.fract().is_zero()) {
                    return Err(Refusal::Other(None));
                }
                within(whole, *limits)
            }
            Type::Decimal(limits) => within(number(words)?, *limits),
            Type::Ratio(limits) => within(ratio(words)?, *limits),
            Type::Money(currency, limits) => {
                within(money(words, currency.as_deref().unwrap_or(&self.program.policy.currency))?, *limits)
            }
            Type::Quantity(dimension, limits) => quantity(&self.program.units, words, dimension, *limits),
            Type::Date => date(words).map(Datum::Date),
            Type::Text => Ok(Datum::Text(words.into())),
            Type::Choice(id) => match self.names.choice(*id).and_then(|names| names.find(words)) {
                Some(at) => Ok(Datum::Choice(VariantId(u32::try_from(at).unwrap_or(u32::MAX)))),
                None => Err(Refusal::Other(None)),
            },
            Type::Period | Type::Duration | Type::List(_) | Type::Record(_) | Type::Series(..) => {
                Err(Refusal::Other(None))
            }
        }
    }

    /// What was perhaps meant: the right spelling of the words, if there is one that can be read.
    fn meant(self, words: &str, ty: &Type) -> Option<String> {
        const LONGEST: usize = 60;
        if words.chars().nth(LONGEST).is_some() {
            return None;
        }
        let words = half_width(words);
        let candidates = match ty {
            Type::YesNo => vec![match words.to_lowercase().as_str() {
                "true" | "yes" | "y" | "on" | "1" => "yes".to_owned(),
                "false" | "no" | "n" | "off" | "0" => "no".to_owned(),
                "对" | "有" | "是的" | "真" | "√" | "✓" | "符合" => "是".to_owned(),
                "不是" | "无" | "没有" | "假" | "×" | "不符合" => "否".to_owned(),
                _ => return None,
            }],
            Type::Whole(_) => {
                let digits = without_separators(&words);
                let whole = digits.split_once('.').filter(|(_, rest)| rest.bytes().all(|byte| byte == b'0'));
                let numeral = numeral(&words).map(|digit| digit.to_string());
                let digits =
                    vec![whole.map_or_else(|| leading_number(&digits).to_owned(), |(whole, _)| whole.to_owned())];
                numeral.into_iter().chain(digits).collect()
            }
            Type::Quantity(..) => {
                let digits = without_separators(&words);
                let number = leading_number(&digits).to_owned();
                vec![digits, number]
            }
            Type::Decimal(_) | Type::Ratio(_) => {
                let digits = without_separators(&words);
                let number = leading_number(&digits).to_owned();
                if digits.contains(['%', '‰']) || !matches!(ty, Type::Ratio(_)) {
                    vec![digits, number]
                } else {
                    vec![digits]
                }
            }
            Type::Money(..) => {
                let amount = without_separators(&words);
                let amount = amount.strip_suffix(['w', 'W']).map_or(amount.clone(), |figure| format!("{figure}万元"));
                let amount = amount.trim_start_matches(['¥', '￥']).replace("人民币", "").replace("RMB", "");
                vec![format!("{amount}元"), amount]
            }
            Type::Date => date_meant(&words).into_iter().collect(),
            Type::Choice(id) => self.names.choice(*id)?.nearest(&words).map(str::to_owned).into_iter().collect(),
            Type::Text | Type::Period | Type::Duration | Type::List(_) | Type::Record(_) | Type::Series(..) => {
                Vec::new()
            }
        };
        candidates.into_iter().find(|candidate| self.words(candidate, ty).is_ok())
    }
}

/// The digit of `四` and `四级`.
fn numeral(words: &str) -> Option<usize> {
    let mut signs = words.chars();
    let first = signs.next()?;
    let digit = "零一二三四五六七八九".chars().position(|digit| digit == first)?;
    matches!(signs.as_str(), "" | "级" | "个" | "家" | "人" | "年" | "个月" | "项").then_some(digit)
}

/// A number as data formats write it: digits with at most one point, perhaps a sign, perhaps an exponent; no leading zeros, which
/// some formats take for octal.
pub(super) fn number(words: &str) -> Result<Number, Refusal> {
    let (digits, exponent) = match words.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, Some(exponent)),
        None => (words, None),
    };
    let unsigned = digits.strip_prefix('-').unwrap_or(digits);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) || (whole.len() > 1 && whole.starts_with('0')) {
        return Err(Refusal::Other(None));
    }
    let number: Number = digits.parse().map_err(|_| Refusal::Digits)?;
    let Some(exponent) = exponent else {
        return Ok(if number.is_zero() { Number::ZERO } else { number });
    };
    let (down, power) = match exponent.strip_prefix('-') {
        Some(power) => (true, power),
        None => (false, exponent.strip_prefix('+').unwrap_or(exponent)),
    };
    if !all_digits(power) {
        return Err(Refusal::Other(None));
    }
    let power: u32 = power.parse().ok().filter(|power| *power <= 28).ok_or(Refusal::Digits)?;
    let factor = Decimal::try_from_i128_with_scale(10_i128.pow(power), 0).map_err(|_| Refusal::Digits)?;
    let shifted = if down { number.divided_by(factor.into()) } else { number.times(factor.into()) };
    shifted.map_err(|_| Refusal::Digits)
}

fn is_whole(words: &str) -> bool {
    let digits = words.strip_prefix('-').unwrap_or(words);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn within(number: Number, limits: Limits) -> Result<Datum, Refusal> {
    let beyond = |limit: Option<Number>, side: Ordering| limit.is_some_and(|limit| number.cmp(&limit) == side);
    if beyond(limits.least, Ordering::Less) || beyond(limits.most, Ordering::Greater) {
        return Err(Refusal::Range(number, limits));
    }
    Ok(Datum::Number(number))
}

/// `0.3`, `30%`, `3‰`.
fn ratio(words: &str) -> Result<Number, Refusal> {
    let per = |words: &str, scale: u32| {
        number(words.strip_suffix(' ').unwrap_or(words))?
            .times(Decimal::new(1, scale).into())
            .map_err(|_| Refusal::Digits)
    };
    if let Some(words) = words.strip_suffix('%') {
        per(words, 2)
    } else if let Some(words) = words.strip_suffix('‰') {
        per(words, 3)
    } else {
        number(words)
    }
}

/// An amount of a currency as a case would write it.
pub(crate) fn amount(words: &str, currency: &str) -> Option<Number> {
    money(words, currency).ok()
}

/// `1200000`, `120万元`, `120 万元`, `1200000元`, `1.2亿元`, `USD 100`, `100 USD`, `3000万 USD`, `30 million USD`.
fn money(words: &str, declared: &str) -> Result<Number, Refusal> {
    let is_code = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let in_currency = |given: &str, amount: &str| {
        let amount = number(amount)?;
        if given == declared {
            Ok(amount)
        } else {
            Err(Refusal::Currency { given: given.to_owned(), declared: declared.to_owned() })
        }
    };
    for (unit, yuan) in [("亿元", 100_000_000), ("万元", 10_000), ("元", 1)] {
        if let Some(amount) = words.strip_suffix(unit) {
            let amount = in_currency("CNY", amount.strip_suffix(' ').unwrap_or(amount))?;
            return amount.times(Number::from(yuan)).map_err(|_| Refusal::Digits);
        }
    }
    let (code, amount) = match (words.split_once(' '), words.rsplit_once(' ')) {
        (Some((code, amount)), _) if is_code(code) => (code, amount),
        (_, Some((amount, code))) if is_code(code) => (code, amount),
        _ => return number(words),
    };
    let scales = [("万", 10_000), ("亿", 100_000_000), (" million", 1_000_000), (" billion", 1_000_000_000)];
    let scaled = scales.iter().find_map(|(scale, many)| Some((amount.strip_suffix(scale)?, *many)));
    let (amount, many) = scaled.unwrap_or((amount, 1));
    in_currency(code, amount)?.times(Number::from(many)).map_err(|_| Refusal::Digits)
}

/// A day as a case gives it.
pub(crate) fn day(words: &str) -> Option<Date> {
    date(words).ok()
}

/// `2026-05-01`.
fn date(words: &str) -> Result<Date, Refusal> {
    let mut parts = words.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(Refusal::Other(None));
    };
    let fits = |part: &str, digits: usize| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    if !fits(year, 4) || !fits(month, 2) || !fits(day, 2) {
        return Err(Refusal::Other(None));
    }
    let (Ok(year), Ok(month), Ok(day)) = (year.parse::<i16>(), month.parse::<i8>(), day.parse::<i8>()) else {
        return Err(Refusal::Other(None));
    };
    Date::new(year, month, day).ok().filter(|date| date.year() >= 1).ok_or(Refusal::Day)
}

/// `2026/5/1`, `2026.5.1`, `2026年5月1日`, `20260501`, `2026-05-01T08:00:00` → `2026-05-01`.
fn date_meant(words: &str) -> Option<String> {
    if words.len() == 8 && is_whole(words) {
        let (year, rest) = words.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        return Some(format!("{year}-{month}-{day}"));
    }
    let words = words.split(['T', ' ']).next()?;
    let mut parts = words.split(['-', '/', '.', '年', '月', '日']).filter(|part| !part.is_empty());
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then(|| format!("{year:0>4}-{month:0>2}-{day:0>2}"))
}

fn half_width(words: &str) -> String {
    let half = words.trim().chars().map(|c| match c {
        '０'..='９' | '％' | '．' | '，' | '－' | '／' => {
            char::from_u32(u32::from(c).saturating_sub(0xfee0)).unwrap_or(c)
        }
        '\u{3000}' => ' ',
        '−' => '-',
        _ => c,
    });
    half.collect()
}

/// Without thousands separators and spaces; 万 and 亿 with their 元.
fn without_separators(words: &str) -> String {
    let mut digits = words.replace([',', '_', ' ', '\''], "");
    if digits.ends_with(['万', '亿']) {
        digits.push('元');
    }
    let unsigned = digits.strip_prefix('+').unwrap_or(&digits);
    let trimmed = unsigned.trim_start_matches('0');
    if trimmed.starts_with(|c: char| c.is_ascii_digit()) { trimmed.to_owned() } else { unsigned.to_owned() }
}

/// The number that words such as `3级` begin with; all of them where Latin letters follow it (`0x10`, `15w`).
fn leading_number(words: &str) -> &str {
    let end = words.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(words.len());
    let letters = words.get(end..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
    words.get(..end).filter(|_| !letters).unwrap_or(words)
}
