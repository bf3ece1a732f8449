//! Phrases of a Chinese text.

use super::{behind_value, has_value, same_line};
use crate::syntax::keywords::ClauseKind;
use crate::syntax::mistakes::Clue;
use crate::syntax::mistakes::ways::{
    ACROSS, AMOUNT_FIRST, BAND, BEFORE, BETWEEN, BOUND, CASES, CONDITION, DAY, EACH, EDITION, EQUAL_PARTS, INSTALMENTS,
    JOIN, LEAST, LESSER, LIMIT, LOWER, NEXT_LINE, NOT, ONE_OF, OTHERWISE, PART, PASSED, PAY_PARTS, PERIOD, PLAIN,
    RAISED, RANGE, ROUNDED, SHARE, SOME, STEPS, SUM, WHERE, Way,
};
use crate::syntax::tokens::TokenKind;

/// Whether a row belongs to a table.
fn has_arrow(clue: &Clue<'_>) -> bool {
    (0..clue.tokens.len()).any(|at| matches!(clue.words(at), "=>" | "＝＞"))
}

/// The last token of a phrase that begins at a token, and how it is written.
pub(super) fn phrase(clue: &Clue<'_>, at: usize) -> Option<(usize, &'static Way)> {
    let (word, kind) = (clue.words(at), clue.kind);
    let begins = |words: &[&str]| words.iter().any(|other| word.starts_with(other));
    let comma = matches!(word, "，" | ",");
    let next = clue.words(at + 1);
    let follows = |words: &[&str]| comma && words.iter().any(|other| next.starts_with(other));
    if has_value(kind) && follows(&["最高", "不超过", "最多", "不高于", "封顶", "上限", "至多", "最多不超过"])
    {
        return Some((at + 1, if kind == ClauseKind::Award { &LIMIT } else { &LEAST }));
    }
    if has_value(kind)
        && follows(&["四舍五入", "取整", "精确", "保留", "向上取整", "向下取整"])
        && !next.ends_with(['到', '为'])
    {
        return Some((at + 1, &ROUNDED));
    }
    let whole = matches!(kind, ClauseKind::Let | ClauseKind::Award | ClauseKind::Cap);
    if whole && follows(&["上浮", "例外", "另加", "再加"]) {
        return Some((at + 1, &RAISED));
    }
    let compares = |at: usize| {
        ["孰低", "孰高", "较低者", "较高者", "较小者", "较大者"].iter().any(|other| clue.words(at).contains(other))
    };
    let joins = matches!(word, "、" | "与" | "和" | "及" | "或");
    if let Some(last) = (at..at + 6).find(|at| compares(*at)).filter(|last| whole && (joins || *last == at)) {
        return Some((last, &LESSER));
    }
    let range = matches!(word, "-" | "－" | "—" | "–" | "~" | "～" | "至" | "到");
    if kind == ClauseKind::Row && range && clue.kind_of(at + 1) == Some(TokenKind::Number) && at > 2 {
        return Some((at, &RANGE));
    }
    let bracket = matches!(word, "（" | "(");
    if kind == ClauseKind::Award
        && at > 1
        && bracket
        && ["最高", "不超过", "封顶", "上限"].iter().any(|other| next.starts_with(other))
    {
        let close = (at..at + 12).find(|close| matches!(clue.words(*close), "）" | ")"));
        return Some((close.unwrap_or(at + 1), &LIMIT));
    }
    if kind == ClauseKind::Cap && at == 1 && matches!(word, "每个" | "每") {
        return Some((at, &AMOUNT_FIRST));
    }
    if kind == ClauseKind::Row && at == 1 && matches!(word, "否则" | "其他" | "其余") && !has_arrow(clue) {
        return Some((at, &OTHERWISE));
    }
    if kind == ClauseKind::Row && matches!(word, "：" | ":") && at > 1 && !has_arrow(clue) {
        return Some((at, &CONDITION));
    }
    let listed = (1..at)
        .rev()
        .take(8)
        .any(|open| matches!(clue.words(open), "（" | "(") && matches!(clue.words(open - 1), "属于" | "为" | "是"));
    if kind.is_condition() && matches!(word, "、" | "，" | ",") && listed {
        return Some((at, &ONE_OF));
    }
    if kind.is_condition() && matches!(word, "、" | "；" | ";" | "，" | ",") {
        return Some((at, &JOIN));
    }
    if kind.is_condition() && clue.kind_of(at) == Some(TokenKind::Number) {
        let unit = |at: usize| matches!(clue.words(at), "%" | "％" | "万元" | "元" | "亿元");
        let sign = if unit(at + 1) { at + 2 } else { at + 1 };
        let joint = matches!(clue.words(sign), "-" | "－" | "—" | "–" | "~" | "～" | "至" | "到");
        if joint && clue.kind_of(sign + 1) == Some(TokenKind::Number) {
            return Some((if unit(sign + 2) { sign + 2 } else { sign + 1 }, &BETWEEN));
        }
        if matches!(clue.words(at + 1), "年" | "个月" | "天") && at > 1 {
            return Some((at + 1, &PASSED));
        }
    }
    let behind_figure = at > 1 && clue.kind_of(at - 1) == Some(TokenKind::Number);
    if kind.is_condition() && behind_figure && ["以上", "以下", "以内"].iter().any(|bound| word.ends_with(bound))
    {
        return Some((at, &BOUND));
    }
    if kind.is_condition() && matches!(word, "（" | "(") && matches!(clue.words(at.wrapping_sub(1)), "属于" | "为")
    {
        return Some((at, &ONE_OF));
    }
    let years = |word: &str| matches!(word, "年" | "年内" | "年累计" | "年内累计" | "个月内" | "个年度");
    if kind == ClauseKind::Cap && clue.kind_of(at) == Some(TokenKind::Number) && years(clue.words(at + 1)) {
        return Some((at + 1, &PERIOD));
    }
    if kind == ClauseKind::Pay && matches!(word, "，" | ",") && clue.words(at.wrapping_sub(1)).starts_with('分') {
        return Some((at + 1, &PAY_PARTS));
    }
    if kind == ClauseKind::Across && at == 1 && clue.kind_of(at) == Some(TokenKind::String) {
        return Some((at, &ACROSS));
    }
    if clue.kind_of(at) != Some(TokenKind::Word) {
        return None;
    }
    if kind == ClauseKind::Row && matches!(word, "至今" | "至今日" | "以后" | "起") {
        return Some((at, &EDITION));
    }
    if matches!(kind, ClauseKind::Let | ClauseKind::Award)
        && behind_value(clue, at)
        && matches!(word, "如果" | "若" | "如")
    {
        return Some((at, &CASES));
    }
    let clauses = ["奖励", "给予", "补助", "补贴", "支持", "封顶"];
    if kind.is_condition() && at > 1 && (matches!(word, "则" | "就" | "那么" | "可") || begins(&clauses)) {
        return Some((at, &NEXT_LINE));
    }
    if kind.is_condition() && begins(&["之后", "以后", "之前", "以前"]) {
        return Some((at, &DAY));
    }
    if kind == ClauseKind::Pay && at > 0 {
        if word.starts_with('分') && word.contains('年') {
            return Some((at, &EQUAL_PARTS));
        }
        return (clue.kind_of(at) == Some(TokenKind::Word) && word != "于").then_some((at, &PAY_PARTS));
    }
    if kind == ClauseKind::Award && matches!(word, "按" | "按照" | "按比例") {
        return Some((at, &SHARE));
    }
    if whole && at > 2 && begins(&["上浮", "例外"]) && same_line(clue, at) {
        return Some((at, &RAISED));
    }
    if matches!(kind, ClauseKind::Let | ClauseKind::Award)
        && at > 2
        && (begins(&["最高", "封顶", "上限", "至多", "最多"])
            || begins(&["不超过", "不高于"]) && matches!(clue.words(at - 1), "且" | "并" | "但" | "并且" | "但是"))
    {
        return Some((at, if kind == ClauseKind::Award { &LIMIT } else { &LEAST }));
    }
    let departs = matches!(kind, ClauseKind::Let | ClauseKind::Award | ClauseKind::Except | ClauseKind::Raise);
    if (departs || kind == ClauseKind::Cap) && matches!(word, "下浮" | "下调" | "核减" | "扣减") {
        return Some((at, &LOWER));
    }
    if kind == ClauseKind::Across && begins(&["不超过", "最高", "最多", "不得超过", "合计不超过", "总额不超过"])
    {
        return Some((at, &LIMIT));
    }
    let value = has_value(kind);
    let opens = matches!(next, "（" | "(");
    let digits = word.contains(|sign: char| sign.is_ascii_digit());
    let money = begins(&["万元", "亿元", "元"]) || digits;
    let beyond = word.contains("部分") && (money || word.contains("的部分") || begins(&["超出", "超过", "部分按"]));
    let joined = word.contains(['至', '到', '－', '～', '~']) && money;
    if kind == ClauseKind::Row && (joined || beyond) {
        return Some((at, if beyond { &BAND } else { &RANGE }));
    }
    let above = matches!(word, "超过" | "超出");
    let of_part = above && (at + 1..at + 8).any(|at| clue.words(at).contains("部分"));
    if value && (beyond || of_part || (word == "超过" && at == 1)) && !opens {
        return Some((at, &PART));
    }
    if value && begins(&["每满", "每增加", "每达到", "每超过", "每新增", "每增"]) {
        return Some((at, &STEPS));
    }
    let instalments = matches!(word, "分期" | "分年" | "逐年") || (word.starts_with('分') && word.contains('年'));
    if kind == ClauseKind::Award && instalments {
        return Some((at, &INSTALMENTS));
    }
    if kind == ClauseKind::Award && at == 1 {
        let number = clue.kind_of(at + 1) == Some(TokenKind::Number);
        if number && begins(&["每人", "每户", "每家", "每台", "每个", "每件", "每辆", "每名", "每套", "每项"])
        {
            return Some((at, &EACH));
        }
        let exact =
            matches!(word, "按" | "按照" | "根据" | "补助" | "补贴" | "支持" | "发放" | "奖励" | "资助" | "一次性");
        if exact || begins(&["给予", "予以"]) || (word.starts_with('按') && digits) {
            return Some((at, &PLAIN));
        }
    }
    let count = |rest: &str| {
        rest.is_empty() || rest.starts_with(|sign: char| "一二三四五六七八九十两半0123456789".contains(sign))
    };
    if kind.is_condition() || value {
        let length = ["已满", "不满", "满"].iter().find_map(|other| word.strip_prefix(other));
        if length.is_some_and(count) {
            return Some((at, &PASSED));
        }
        if matches!(word, "以上" | "以下" | "以内") {
            return Some((at, &BOUND));
        }
        let recent = begins(&["近", "最近", "过去"]) && word.ends_with(['年', '月', '日', '内', '度']);
        if recent
            || matches!(word, "上一年度" | "上年度" | "去年" | "前一年" | "前两年" | "前三年" | "前一年内" | "前三年内")
        {
            return Some((at, &BEFORE));
        }
        let to = matches!(word, "至" | "到") && (1..at).any(|at| clue.words(at) == "在");
        if to || (matches!(word, "介于" | "之间" | "期间") && !opens) {
            return Some((at, &BETWEEN));
        }
        if matches!(word, "没有" | "未" | "无" | "并非" | "不得") || (kind == ClauseKind::Veto && word == "否")
        {
            return Some((at, &NOT));
        }
        if matches!(word, "有" | "存在" | "具有" | "至少有") || begins(&["至少一", "至少有一", "有一"])
        {
            return Some((at, &SOME));
        }
    }
    if value && at > 2 && matches!(word, "合计" | "总和" | "之和" | "总额" | "求和") {
        return Some((at, &SUM));
    }
    let ends = at > 1 && at + 1 == clue.tokens.len();
    if kind.is_condition() && ends && clue.words(at - 1) == "在" {
        return Some((at, &WHERE));
    }
    let first = matches!(clue.words(at.wrapping_sub(1)), "：" | ":" | "|" | "｜");
    if matches!(kind, ClauseKind::Except | ClauseKind::Row) && word == "如果" && first {
        return Some((at, &CONDITION));
    }
    let years = ["年内", "年度", "年内累计", "年累计", "年度累计"].iter().any(|other| word.ends_with(other))
        && !begins(&["每", "支持", "自然"]);
    let running = word.strip_prefix("连续").is_some_and(|rest| !rest.is_empty());
    if kind == ClauseKind::Cap && at > 1 && (years || running || matches!(word, "期内" | "有效期内" | "政策期内"))
    {
        return Some((at, &PERIOD));
    }
    None
}
