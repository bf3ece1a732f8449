//! Numbers, dates, amounts and lengths of time in forms that the language does not take.

use super::phrases::has_value;
use super::{Candidate, Clue, Spot, dates};
use crate::ast::Surface;
use crate::source::sure_value_of_numeral;
use crate::syntax::build::narrow;
use crate::syntax::error::{FigureError, SpellingError};
use crate::syntax::grammar::Rule;
use crate::syntax::keywords::ClauseKind;
use crate::syntax::tokens::TokenKind;

/// Words that count things and stand behind no figure here.
pub(super) const COUNTERS: &[&str] = &["级", "人", "家", "个", "项", "名", "分", "岁", "件", "倍"];

/// `500,000`, `2025-6-1`, `十五万元`, `百分之三十`: with how many tokens they take.
pub(super) fn always(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    let kind = clue.kind_of(at)?;
    if kind == TokenKind::Number {
        return commas(clue, at).or_else(|| date(clue, at));
    }
    numeral(clue, at).filter(|_| kind == TokenKind::Word).map(|candidate| (candidate, 1))
}

/// Whether a full-width comma behind a figure stands between two arguments, or two keys of a row, as it does in `（9，100）` and `0..5，100..200`.
fn separates(clue: &Clue<'_>, at: usize) -> bool {
    let words = |at: usize| clue.words(at);
    if clue.kind == ClauseKind::Row && !(0..at).any(|before| matches!(words(before), "=>" | "＝＞")) {
        return true;
    }
    (0..at).fold(0_i32, |open, before| match words(before) {
        "(" | "（" => open + 1,
        ")" | "）" => open - 1,
        _ => open,
    }) > 0
}

/// Digits in groups of three.
fn commas(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    let beside = |first: usize, signs: &[&str]| clue.adjacent(first) && signs.contains(&clue.words(first));
    // The last part of a date, behind which a comma parts the first key of a row from the next.
    let dates = at.checked_sub(1).is_some_and(|sign| {
        beside(sign, &["-", "－"])
            && sign > 0
            && clue.adjacent(sign - 1)
            && clue.kind_of(sign - 1) == Some(TokenKind::Number)
    });
    let short = clue.words(at).chars().count() <= 3;
    if let Some((joined, last)) = points(clue, at) {
        let finding = |span, written, replacement| FigureError::PointsInNumber { span, written, replacement }.into();
        return Some((clue.replace(at, last, joined, finding)?, last - at + 1));
    }
    let (joined, last) = grouped(clue, at).filter(|_| short && !dates)?;
    if last == at || clue.words(at + 1) == "，" && separates(clue, at) {
        return None;
    }
    let found = clue.replace(at, last, joined, |span, written, replacement| {
        FigureError::CommaInNumber { span, written, replacement }.into()
    })?;
    Some((found, last - at + 1))
}

/// A figure with its groups of three behind commas, and where it ends; `None` where something else than such groups follows.
pub(super) fn grouped(clue: &Clue<'_>, at: usize) -> Option<(String, usize)> {
    let mut last = at;
    let mut joined = narrow(clue.words(at));
    while clue.adjacent(last) && matches!(clue.words(last + 1), "," | "，") && clue.adjacent(last + 1) {
        let group = narrow(clue.words(last + 2));
        let whole = group.split('.').next().unwrap_or("");
        if clue.kind_of(last + 2) != Some(TokenKind::Number) {
            break;
        }
        if whole.len() != 3 || joined.contains('.') {
            return None;
        }
        joined.push_str(&group);
        last += 2;
    }
    Some((joined, last))
}

/// `5.000,00` and `5.000.000`, in which points part the thousands.
fn points(clue: &Clue<'_>, at: usize) -> Option<(String, usize)> {
    let first = narrow(clue.words(at));
    let (whole, group) = first.split_once('.')?;
    let figure = |at: usize| clue.kind_of(at) == Some(TokenKind::Number);
    let close = clue.adjacent(at) && clue.adjacent(at + 1) && figure(at + 2);
    let next = narrow(clue.words(at + 2));
    if whole.is_empty() || whole.len() > 3 || group.len() != 3 || !close {
        return None;
    }
    match clue.words(at + 1) {
        "," if next.len() == 2 => Some((format!("{whole}{group}.{next}"), at + 2)),
        "." if next.len() == 3 => Some((format!("{whole}{group}{next}"), at + 2)),
        _ => None,
    }
}

/// `2025-6-1`, `2025/06/01`, `2025年6月1日`.
fn date(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    let year = narrow(clue.words(at));
    if year.len() != 4 || year.contains('.') || !clue.adjacent(at) {
        return None;
    }
    let (month, day, taken) = if clue.kind_of(at + 1)? == TokenKind::Word {
        let rest = clue.words(at + 1).strip_prefix('年')?;
        let (month, rest) = rest.split_once('月')?;
        let day = rest.strip_suffix(['日', '号'])?;
        (narrow(month), narrow(day), 2)
    } else {
        let joint = clue.words(at + 1);
        let parts = matches!(joint, "-" | "－" | "/" | "／" | "−")
            && clue.words(at + 3) == joint
            && (at + 1..at + 4).all(|at| clue.adjacent(at));
        if !parts {
            return None;
        }
        let (month, day) = (narrow(clue.words(at + 2)), narrow(clue.words(at + 4)));
        if matches!(joint, "-" | "－") && month.len() == 2 && day.len() == 2 {
            return None;
        }
        (month, day, 5)
    };
    let (month_number, day_number): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
    if !(1..=12).contains(&month_number) || !(1..=31).contains(&day_number) {
        return None;
    }
    let found = clue.replace(
        at,
        at + taken - 1,
        format!("{year}-{month_number:02}-{day_number:02}"),
        |span, written, replacement| FigureError::DateForm { span, written, replacement }.into(),
    )?;
    Some((found, taken))
}

/// `十五万元`, `百分之三十`.
fn numeral(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let word = clue.words(at);
    // 1千万元: the numeral begins in digits.
    if at > 0 && clue.adjacent(at - 1) && clue.kind_of(at - 1) == Some(TokenKind::Number) {
        return None;
    }
    let replacement = if let Some(rest) = word.strip_prefix("百分之") {
        format!("{}%", integer(rest)?)
    } else {
        // 二十万: of money where a value is needed.
        let short = has_value(clue.kind) || clue.kind == ClauseKind::Cap;
        let figure =
            word.strip_suffix('元').or_else(|| Some(word).filter(|word| short && word.ends_with(['万', '亿'])))?;
        let number = integer(figure)?;
        let in_units = |times: u64| number.checked_div(times).filter(|_| number.checked_rem(times) == Some(0));
        match figure.chars().next_back() {
            Some('亿') => format!("{}亿元", in_units(100_000_000)?),
            Some('万') => format!("{}万元", in_units(10_000)?),
            _ => format!("{number}元"),
        }
    };
    clue.replace(at, at, replacement, |span, written, replacement| {
        FigureError::ChineseNumeral { span, written, replacement }.into()
    })
}

/// A whole number in Chinese numerals that can mean nothing else: 十五, 二百零三, 一千二百万.
pub(super) fn integer(written: &str) -> Option<u64> {
    u64::try_from(sure_value_of_numeral(written)?).ok()
}

/// What a figure with the wrong unit, sign or form could mean.
pub(super) fn candidates(spot: &Spot<'_>) -> Vec<Candidate> {
    let clue = spot.clue;
    let mut all = Vec::new();
    for at in [spot.at, spot.at.wrapping_sub(1)] {
        if clue.kind_of(at) == Some(TokenKind::Number) {
            all.extend(unit(clue, at));
        }
    }
    all.extend(length_of_time(clue, spot.at));
    all.extend(open_years(spot));
    all.extend(years(clue, spot.at));
    all.extend(dotted_date(clue, spot.at));
    for back in 0..3 {
        all.extend(spot.at.checked_sub(back).and_then(|at| dates::named_month(clue, at)));
    }
    all.extend(range(clue, spot.at));
    all
}

/// `15万`, `15w`, `500k`, `30 percent`, `31日`.
fn unit(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let figure = narrow(clue.words(at));
    let word = (clue.kind_of(at + 1)? == TokenKind::Word).then(|| clue.words(at + 1))?;
    let lower = word.to_lowercase();
    if lower == "per" && clue.words(at + 2) == "cent" {
        return clue.replace(at, at + 2, format!("{figure}%"), |span, written, replacement| {
            FigureError::PercentInWords { span, written, replacement }.into()
        });
    }
    if matches!(lower.as_str(), "percent" | "pct") {
        return clue.replace(at, at + 1, format!("{figure}%"), |span, written, replacement| {
            FigureError::PercentInWords { span, written, replacement }.into()
        });
    }
    if !clue.adjacent(at) {
        return None;
    }
    let money = match lower.as_str() {
        "万" | "w" | "万元整" | "万块" => format!("{figure}万元"),
        "亿" => format!("{figure}亿元"),
        "元整" | "块" | "圆" | "人民币" | "yuan" | "rmb" => format!("{figure}元"),
        "k" | "千" | "千元" => format!("{}元", shift(&figure, 3)?),
        "百元" => format!("{}元", shift(&figure, 2)?),
        "十万" | "十万元" => format!("{}万元", shift(&figure, 1)?),
        "m" | "百万" | "百万元" => format!("{}万元", shift(&figure, 2)?),
        "千万" | "千万元" => format!("{}万元", shift(&figure, 3)?),
        _ if COUNTERS.contains(&word) && !(word == "倍" && clue.kind == ClauseKind::Raise) => {
            return clue.replace(at, at + 1, figure, |span, written, replacement| {
                SpellingError::Other { span, written, replacement }.into()
            });
        }
        "日" | "月" | "yr" | "yrs" | "mo" => {
            let unit = match (lower.as_str(), clue.surface) {
                ("日", Surface::Chinese) => "天",
                ("日", Surface::English) => " days",
                ("月" | "mo", Surface::Chinese) => "个月",
                ("月" | "mo", Surface::English) => " months",
                (_, Surface::Chinese) => "年",
                (_, Surface::English) => " years",
            };
            return clue.replace(at, at + 1, format!("{figure}{unit}"), |span, written, replacement| {
                FigureError::TimeUnit { span, written, replacement }.into()
            });
        }
        _ => return None,
    };
    clue.replace(at, at + 1, money, |span, written, replacement| {
        FigureError::MoneyUnit { span, written, replacement }.into()
    })
}

/// `有效期五年`, `六个月`.
fn length_of_time(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let word = (clue.kind_of(at)? == TokenKind::Word).then(|| clue.words(at))?;
    let (before, rest) = word.strip_prefix("有效期").map_or(("", word), |rest| ("有效期", rest));
    let units = ["个月", "年", "天", "日"].into_iter();
    let (figure, unit) = units.filter_map(|unit| Some((rest.strip_suffix(unit)?, unit))).next()?;
    let replacement = format!("{before}{}{}", integer(figure)?, unit.replace('日', "天"));
    clue.replace(at, at, replacement, |span, written, replacement| {
        FigureError::ChineseNumeral { span, written, replacement }.into()
    })
}

/// A decimal times a power of ten.
pub(super) fn shift(figure: &str, places: usize) -> Option<String> {
    let (whole, fraction) = figure.split_once('.').unwrap_or((figure, ""));
    let mut digits = format!("{whole}{fraction}");
    if fraction.len() <= places {
        digits.extend(std::iter::repeat_n('0', places - fraction.len()));
        return Some(digits);
    }
    let (before, after) = digits.split_at_checked(whole.len() + places)?;
    Some(format!("{before}.{after}"))
}

/// `in years 2-3`, `in year 2 to 3`, `第2-3年`, `第二、三年`.
fn years(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    if let Some((year, begin, end)) = dates::ordinal_year(clue, at) {
        return clue.replace(begin, end, format!("in year {year}"), |span, written, replacement| {
            FigureError::Years { span, written, replacement }.into()
        });
    }
    let (first, last, end) = if clue.words(at) == "in" && matches!(clue.words(at + 1), "year" | "years") {
        let joint = matches!(clue.words(at + 3), "to" | "-" | "−" | "and" | "," | "..");
        if joint && clue.kind_of(at + 4) == Some(TokenKind::Number) {
            (narrow(clue.words(at + 2)), narrow(clue.words(at + 4)), at + 4)
        } else {
            let only = narrow(clue.words(at + 2));
            (only.clone(), only, at + 2)
        }
    } else {
        let opening = clue.words(at).strip_prefix('第')?;
        let first = opening.strip_suffix('年').unwrap_or(opening);
        let first = integer(first).map_or(narrow(first), |year| year.to_string());
        if matches!(clue.words(at + 1), "-" | "−" | "－" | "、" | "，" | ",") {
            let next = at + 2;
            let end = if clue.kind_of(next)? == TokenKind::Number { next + 1 } else { next };
            let words: String = (next..=end).map(|at| clue.words(at)).collect();
            let last = words.strip_suffix('年')?.trim_start_matches('第').to_owned();
            (first, integer(&last).map_or(narrow(&last), |year| year.to_string()), end)
        } else {
            (first.clone(), first, at)
        }
    };
    let number = |figure: &str| figure.parse::<u32>().is_ok();
    if !number(&first) || !number(&last) {
        return None;
    }
    let text = match (clue.surface, first == last) {
        (Surface::English, true) => format!("in year {first}"),
        (Surface::English, false) => format!("in years {first} to {last}"),
        (Surface::Chinese, true) => format!("第{first}年"),
        (Surface::Chinese, false) => format!("第{first}至{last}年"),
    };
    clue.replace(at, end, text, |span, written, replacement| FigureError::Years { span, written, replacement }.into())
}

/// `in years 6 on`, `from year 6`, `each year`, `第6年起`, `每年`: years without a last one. It is read on as the first of them.
fn open_years(spot: &Spot<'_>) -> Option<Candidate> {
    let (clue, at) = (spot.clue, spot.at);
    if ![Rule::years, Rule::integer].into_iter().any(|rule| spot.expects(rule)) || clue.kind == ClauseKind::Cap {
        return None;
    }
    let is_year = |at: usize| matches!(clue.words(at), "year" | "years");
    let (first, end) = match clue.words(at) {
        "each" | "every" if is_year(at + 1) => ("1".to_owned(), at + 1),
        "in" if matches!(clue.words(at + 1), "each" | "every") && is_year(at + 2) => ("1".to_owned(), at + 2),
        "in" | "from" if is_year(at + 1) && clue.kind_of(at + 2) == Some(TokenKind::Number) => {
            let on = ["on", "onward", "onwards", "upward", "upwards"].contains(&clue.words(at + 3));
            if !on && clue.words(at) == "in" {
                return None;
            }
            (narrow(clue.words(at + 2)), if on { at + 3 } else { at + 2 })
        }
        "每年" | "逐年" | "每一年" | "各年" => ("1".to_owned(), at),
        word => {
            let opening = word.trim_start_matches(['自', '从']).strip_prefix('第')?;
            let (first, rest) = opening.split_once('年')?;
            if !["起", "以后", "及以后", "之后", "开始", "起每年", "以后每年"].contains(&rest) {
                return None;
            }
            (integer(first).map_or_else(|| narrow(first), |year| year.to_string()), at)
        }
    };
    first.parse::<u32>().ok()?;
    let text = match clue.surface {
        Surface::English => format!("in year {first}"),
        Surface::Chinese => format!("第{first}年"),
    };
    clue.replace(at, end, text, |span, written, _| FigureError::OpenYears { span, written }.into())
}

/// `1-5`, `1至5` for a range.
fn range(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    if !matches!(clue.words(at), "-" | "−" | "－" | "~" | "～" | "至" | "to" | "–" | "—") {
        return None;
    }
    let first = at.checked_sub(1).filter(|first| clue.kind_of(*first) == Some(TokenKind::Number))?;
    if clue.kind_of(at + 1) != Some(TokenKind::Number) {
        return None;
    }
    let text = format!("{}..{}", narrow(clue.words(first)), narrow(clue.words(at + 1)));
    clue.replace(first, at + 1, text, |span, written, replacement| {
        FigureError::RangeForm { span, written, replacement }.into()
    })
}

/// `2025.6.1`.
fn dotted_date(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let first = [at, at.checked_sub(1)?].into_iter().find(|at| clue.kind_of(*at) == Some(TokenKind::Number))?;
    let figure = narrow(clue.words(first));
    let (year, month) = figure.split_once('.')?;
    if clue.words(first + 1) != "." || !clue.adjacent(first) || !clue.adjacent(first + 1) {
        return None;
    }
    let (month, day): (u8, u8) = (month.parse().ok()?, narrow(clue.words(first + 2)).parse().ok()?);
    if year.len() != 4 || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    clue.replace(first, first + 2, format!("{year}-{month:02}-{day:02}"), |span, written, replacement| {
        FigureError::DateForm { span, written, replacement }.into()
    })
}
