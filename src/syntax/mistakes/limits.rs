//! Words that people write in limits.

use super::figures::integer;
use super::{Candidate, Clue, Spot};
use crate::ast::Surface;
use crate::syntax::error::{FigureError, SpellingError};
use crate::syntax::keywords::ClauseKind;
use crate::syntax::tokens::TokenKind;

/// Words for another word of a cap, with that word in both surfaces.
const IN_CAPS: &[(&str, &str, &str)] = &[
    ("单个", "per", "每个"),
    ("单个企业", "per applicant", "每个 申报主体"),
    ("每家企业", "per applicant", "每个 申报主体"),
    ("单家企业", "per applicant", "每个 申报主体"),
    ("每个企业", "per applicant", "每个 申报主体"),
    ("同一企业", "per applicant", "每个 申报主体"),
    ("for each", "per", "每个"),
    ("对每个", "per", "每个"),
    ("each", "per", "每个"),
    ("every", "per", "每个"),
    ("每家", "per", "每个"),
    ("每户企业", "per applicant", "每个 申报主体"),
    ("每企业", "per applicant", "每个 申报主体"),
    ("total", "in total", "累计"),
    ("每", "per", "每个"),
    ("altogether", "in total", "累计"),
    ("overall", "in total", "累计"),
    ("in all", "in total", "累计"),
    ("合计", "in total", "累计"),
    ("总计", "in total", "累计"),
    ("共计", "in total", "累计"),
    ("一共", "in total", "累计"),
    ("总共", "in total", "累计"),
    ("per year of", "per calendar year of", "每自然年度 按"),
    ("per fiscal year of", "per financial year of", "每财政年度 按"),
    ("per tax year of", "per financial year of", "每财政年度 按"),
    ("每财年", "per financial year of", "每财政年度"),
    ("每会计年度", "per financial year of", "每财政年度"),
    ("每财务年度", "per financial year of", "每财政年度"),
    ("per calendar quarter of", "per quarter of", "每季度 按"),
    ("per calendar month of", "per month of", "每月 按"),
    ("每个季度", "per quarter of", "每季度"),
    ("每季", "per quarter of", "每季度"),
    ("每自然季度", "per quarter of", "每季度"),
    ("每个月", "per month of", "每月"),
    ("每自然月", "per month of", "每月"),
    ("within", "over", "连续"),
    ("fiscal", "financial", "财政"),
    ("measured by", "measuring", "计量"),
    ("including", "counting", "计入"),
    ("计算", "measuring", "计量"),
    ("包括", "counting", "计入"),
    ("包含", "counting", "计入"),
    ("计入 台账", "counting the ledger of", "计入台账"),
    ("全部 政策", "all policies", "全部政策"),
    ("所有政策", "all policies", "全部政策"),
    ("其他政策", "all policies", "全部政策"),
    ("all other policies", "all policies", "全部政策"),
    ("other policies", "all policies", "全部政策"),
    ("for all applicants", "over all applicants", "全部申报主体共享"),
    ("among all applicants", "over all applicants", "全部申报主体共享"),
    ("across all applicants", "over all applicants", "全部申报主体共享"),
    ("全部申报主体 共享", "over all applicants", "全部申报主体共享"),
    ("所有申报主体共享", "over all applicants", "全部申报主体共享"),
    ("全体申报主体共享", "over all applicants", "全部申报主体共享"),
    ("全部企业共享", "over all applicants", "全部申报主体共享"),
    ("proportionally", "pro rata", "按比例"),
    ("in proportion", "pro rata", "按比例"),
    ("pro - rata", "pro rata", "按比例"),
    ("按比例分配", "pro rata", "按比例"),
    ("按比例分摊", "pro rata", "按比例"),
    ("同比例", "pro rata", "按比例"),
    ("first come first served", "in order of applied_on", "按 申请日 排序"),
    ("first come , first served", "in order of applied_on", "按 申请日 排序"),
    ("先到先得", "in order of applied_on", "按 申请日 排序"),
];

/// Words for another word of a `limits across`.
const IN_ACROSS: &[(&str, &str, &str)] = &[
    ("all measures", "all", "全部"),
    ("every measure", "all", "全部"),
    ("所有", "all", "全部"),
    ("but", "except", "除"),
    ("excluding", "except", "除"),
    ("other than", "except", "除"),
    ("without", "except", "除"),
    ("除了", "except", "除"),
    ("除去", "except", "除"),
    ("不含", "except", "除"),
    ("不包括", "except", "除"),
];

/// Words for a year of which no one can tell the kind.
const SOME_YEAR: &[&str] =
    &["每年", "每年度", "每个年度", "annually", "yearly", "each year", "every year", "a year", "per year", "per annum"];

/// What stands before the figure of a limit, and says only what the clause says or what belongs at its end.
const BEFORE_FIGURE: &[&str] = &[
    "up to",
    "at most",
    "no more than",
    "not more than",
    "a total of",
    "at",
    "of",
    "to",
    "a maximum of",
    "maximum of",
    "up to a maximum of",
    "not exceeding",
    "not to exceed",
    "total",
    "a total of at most",
    "maximum",
    "max",
    "最高",
    "最高不超过",
    "最多不超过",
    "不超过",
    "最多",
    "至多",
    "不高于",
    "不得超过",
    "总计",
    "合计",
    "累计",
    "总额",
    "总计不超过",
    "合计不超过",
    "累计不超过",
    "累计最高",
    "总额不超过",
    "总计最高",
];

/// Words that end a limit, and are easily glued to the key before them.
const ENDS: &[&str] = &["累计", "每支持年度", "每自然年度", "每财政年度", "每季度", "每月"];

/// What reads as a name in a limit and is none: with how many tokens it takes.
pub(super) fn always(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    if clue.kind != ClauseKind::Cap {
        return None;
    }
    let word =
        (clue.kind_of(at)? == TokenKind::Word).then(|| clue.words(at)).filter(|word| !clue.quotable.names(word))?;
    if word == "per" && clue.words(at + 1) == "year" && clue.words(at + 2) != "of" {
        return Some((some_year(clue, at)?, 2));
    }
    if let Some(found) = number_of_awards(clue, at).or_else(|| by_the_year(clue, at)) {
        return Some(found);
    }
    if at == 1
        && let Some(found) = before_figure(clue, at)
    {
        return Some((found, 1));
    }
    // 每个 申报主体累计, where nothing else says over which time.
    let key = ENDS.iter().find_map(|end| Some((word.strip_suffix(end).filter(|key| !key.is_empty())?, *end)));
    let (key, end) = key.filter(|_| at > 0 && clue.words(at - 1) == "每个")?;
    if (0..clue.tokens.len()).any(|other| ENDS.contains(&clue.words(other)) || clue.words(other) == "连续") {
        return None;
    }
    let found = clue.replace(at, at, format!("{key} {end}"), |span, written, replacement| {
        SpellingError::Glued { span, written, replacement }.into()
    })?;
    Some((found, 1))
}

/// What could be meant in a limit here.
pub(super) fn candidates(spot: &Spot<'_>) -> Vec<Candidate> {
    let clue = spot.clue;
    let limit = matches!(clue.kind, ClauseKind::Cap | ClauseKind::Once);
    if !limit && clue.kind != ClauseKind::Across {
        return Vec::new();
    }
    let table = if limit { IN_CAPS } else { IN_ACROSS };
    let mut all = Vec::new();
    let periods = (0..4).filter_map(|back| spot.at.checked_sub(back)).filter(|_| clue.kind == ClauseKind::Cap);
    all.extend(periods.filter_map(|at| without_date(clue, at)));
    for back in 0..3 {
        let Some(at) = spot.at.checked_sub(back) else { break };
        if clue.kind == ClauseKind::Cap {
            all.extend(some_year(clue, at));
            all.extend(before_figure(clue, at));
        }
        let stand = table.iter().filter_map(|(written, english, chinese)| {
            let last = stands(clue, at, written)?;
            clue.replace(at, last, clue.word(english, chinese), |span, written, replacement| {
                SpellingError::Other { span, written, replacement }.into()
            })
        });
        all.extend(stand);
    }
    match limit {
        true => all.extend(another_key(clue, spot.at)),
        false => all.extend(joined(clue, spot.at)),
    }
    all
}

/// The last token of a phrase that begins here.
fn stands(clue: &Clue<'_>, at: usize, phrase: &str) -> Option<usize> {
    let parts = phrase.split(' ');
    parts.clone().enumerate().all(|(nth, part)| clue.words(at + nth) == part).then(|| at + parts.count() - 1)
}

/// `每年`, `annually`: either kind of year could be meant.
fn some_year(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let last = SOME_YEAR.iter().find_map(|written| stands(clue, at, written))?;
    let surface = clue.surface;
    clue.replace(at, last, clue.word("per support year", "每支持年度"), |span, written, _| {
        SpellingError::WhichYear { span, written, surface }.into()
    })
}

/// `封顶 最高 100万元`, `封顶 总计不超过 100万元`: a limit says so already, or at its end.
fn before_figure(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let last = BEFORE_FIGURE.iter().filter_map(|written| stands(clue, at, written)).max()?;
    let (start, next) = (clue.token(at)?.start as usize, clue.token(last + 1)?);
    if next.kind != TokenKind::Number {
        return None;
    }
    up_to(clue, start, next.start as usize)
}

/// `封顶 三次`, `cap three awards`, `cap once`: the number is written in digits.
fn number_of_awards(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    let numeral = |span, written, replacement| FigureError::ChineseNumeral { span, written, replacement }.into();
    let other = |span, written, replacement| SpellingError::Other { span, written, replacement }.into();
    let word = clue.words(at);
    if at != 1 {
        return None;
    }
    if let Some(number) = word.strip_suffix('次').and_then(integer) {
        return Some((clue.replace(at, at, format!("{number}次"), numeral)?, 1));
    }
    if word == "once" {
        return Some((clue.replace(at, at, "1 award", other)?, 1));
    }
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let number = words.iter().position(|number| *number == word)? + 1;
    let counted = matches!(clue.words(at + 1), "award" | "awards" | "grants" | "times" | "time" | "payments");
    let awards = if number == 1 { "award" } else { "awards" };
    let found = clue.replace(at, at + 1, format!("{number} {awards}"), other).filter(|_| counted)?;
    Some((found, 2))
}

/// `20万元/年`: over which time a limit counts stands at its end.
fn by_the_year(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    let year = matches!(clue.words(at), "年" | "年度" | "year" | "a" | "annum") && at > 2;
    if !year || !matches!(clue.words(at - 1), "/" | "／") {
        return None;
    }
    let mut last = at;
    while matches!(clue.words(last + 1), "每个" | "per") && clue.kind_of(last + 2) == Some(TokenKind::Word) {
        last += 2;
    }
    let (start, from) = (clue.token(at - 1)?, clue.token(at)?);
    let end = clue.token(last)?.end as usize;
    let keys = clue.patched.text().get(from.end as usize..end)?.to_owned();
    let written = clue.patched.text().get(start.start as usize..from.end as usize)?.to_owned();
    let span = clue.patched.span(start.start as usize, from.end as usize);
    let surface = clue.surface;
    let period = clue.word("per support year", "每支持年度");
    let found = clue.change(start.start as usize, end, format!("{keys} {period}"), |_, _, _| {
        SpellingError::WhichYear { span, written, surface }.into()
    })?;
    Some((found, last + 1 - at))
}

fn up_to(clue: &Clue<'_>, start: usize, end: usize) -> Option<Candidate> {
    let surface = clue.surface;
    clue.change(start, end, "", |span, written, replacement| {
        SpellingError::UpToInLimit { span, written: written.trim_end().to_owned(), replacement, surface }.into()
    })
}

/// `每自然年度`, `per calendar year`, `over 3 years` without the day that tells which year it is; it is read on with some day.
fn without_date(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let periods = [
        ("每自然年度", "每自然年度"),
        ("每自然年", "每自然年度"),
        ("每财政年度", "每财政年度"),
        ("每财年", "每财政年度"),
        ("每会计年度", "每财政年度"),
        ("每季度", "每季度"),
        ("每季", "每季度"),
        ("每月", "每月"),
        ("每个月", "每月"),
        ("per calendar year", "per calendar year"),
        ("per financial year", "per financial year"),
        ("per fiscal year", "per financial year"),
        ("per quarter", "per quarter"),
        ("per month", "per month"),
    ];
    let whole = periods.iter().find_map(|(written, right)| Some((stands(clue, at, written)?, *right)));
    let counted = |word: &str| clue.words(at) == word && clue.kind_of(at + 1) == Some(TokenKind::Number);
    let running = match clue.words(at + 2) {
        "years" | "year" if counted("over") => Some(at + 2),
        "financial" if counted("over") => Some(at + 3),
        "年" | "个财政年度" if counted("连续") => Some(at + 2),
        _ => None,
    };
    let last = whole.map(|(last, _)| last).or(running)?;
    let day = match (whole, clue.surface) {
        (Some(_), Surface::English) => "of applied_on",
        (None, Surface::English) => "to applied_on",
        (Some(_), Surface::Chinese) => "按 申请日",
        (None, Surface::Chinese) => "至 申请日",
    };
    if matches!(clue.words(last + 1), "of" | "to" | "按" | "至") {
        return None;
    }
    let (start, end) = (clue.token(at)?.start as usize, clue.token(last)?.end as usize);
    let written = clue.patched.text().get(start..end)?;
    let spelling = format!("{} {day}", whole.map_or(written, |(_, right)| right));
    clue.change(start, end, spelling, |span, period, spelling| {
        SpellingError::WithoutDate { span, period, spelling }.into()
    })
}

/// `limits across a and b`: names are listed with commas.
fn joined(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    if !matches!(clue.words(at), "and" | "和" | "与" | "及" | "以及" | "且") {
        return None;
    }
    let (before, end) = (clue.token(at.checked_sub(1)?)?.end as usize, clue.token(at)?.end as usize);
    clue.change(before, end, clue.word(",", "、"), |span, written, replacement| {
        SpellingError::Other { span, written: written.trim().to_owned(), replacement }.into()
    })
}

/// `每个 申报主体、项目`: each key of a limit has its word.
fn another_key(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let joins = matches!(clue.words(at), "、" | "," | "，" | "and" | "和" | "与" | "及" | "以及" | "且");
    let keyed = (0..at).any(|before| matches!(clue.words(before), "per" | "每个"));
    if !joins || !keyed || clue.kind_of(at + 1) != Some(TokenKind::Word) {
        return None;
    }
    let (before, next) = (clue.token(at.checked_sub(1)?)?.end as usize, clue.token(at + 1)?.start as usize);
    clue.change(before, next, clue.word(" per ", " 每个 "), |span, written, replacement| {
        SpellingError::Other { span, written: written.trim().to_owned(), replacement }.into()
    })
}
