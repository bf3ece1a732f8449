//! The words inside clauses, in both surfaces.

use super::grammar::Rule;
use super::keywords::KEYWORDS;
use super::tokens::{Token, TokenKind, tokens};
use crate::ast::Surface;

/// A word and its counterpart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// The rule that reads it.
    pub rule: Rule,
    /// In English; one blank between its parts.
    pub english: &'static str,
    /// In Chinese.
    pub chinese: &'static str,
    /// Whether one may simply stand where the other stood.
    pub in_place: bool,
}

impl Word {
    /// Its spelling in a surface.
    pub fn spelling(&self, surface: Surface) -> &'static str {
        match surface {
            Surface::English => self.english,
            Surface::Chinese => self.chinese,
        }
    }
}

macro_rules! words {
    ($($rule:ident $english:literal $chinese:literal $in_place:literal;)*) => {
        &[$(Word { rule: Rule::$rule, english: $english, chinese: $chinese, in_place: $in_place }),*]
    };
}

/// All words inside clauses. The first of a rule is the one that messages name.
pub(super) const WORDS: &[Word] = words! {
    and "and" "且" true;
    or "or" "或" true;
    not "not" "非" true;
    at_least "at least" "不低于" true;
    at_least "not before" "不早于" true;
    at_most "at most" "不超过" true;
    at_most "not after" "不晚于" true;
    above "above" "超过" true;
    above "after" "晚于" true;
    below "below" "低于" true;
    below "before" "早于" true;
    is_not "is not" "不为" true;
    is "is" "为" true;
    of "of" "的" false;
    floor "not below" "最低" true;
    rounded "rounded half up to" "四舍五入至" true;
    rounded "rounded half even to" "四舍六入五成双至" true;
    rounded "rounded up to" "向上取整至" true;
    rounded "rounded down to" "向下取整至" true;
    if_any "if any not below" "有则最低" true;
    nothing_below_en "nothing below" "不足" false;
    nothing_below_zh "nothing below" "不足" false;
    not_counted "" "不计" false;
    is_one_of_word "is one of" "属于" false;
    belongs "is one of" "属于" false;
    one_of_end "" "之一" false;
    within_force "is within the period in force" "在有效期内" true;
    within_before "is within the calendar year before" "在" false;
    within_of "is within the calendar year of" "在" false;
    within_zh "is within" "在" false;
    before_end "" "的上一年度内" false;
    of_end "" "的当年内" false;
    quarter_before "is within the quarter before" "在" false;
    quarter_of "is within the quarter of" "在" false;
    month_before "is within the month before" "在" false;
    month_of "is within the month of" "在" false;
    financial_before "is within the financial year before" "在" false;
    financial_of "is within the financial year of" "在" false;
    within_word "is within" "在" false;
    length_before "before" "前" false;
    length_after "after" "后" false;
    quarter_before_end "" "的上一季度内" false;
    quarter_of_end "" "的当季内" false;
    month_before_end "" "的上月内" false;
    month_of_end "" "的当月内" false;
    financial_before_end "" "的上一财年内" false;
    financial_of_end "" "的当财年内" false;
    length_before_zh "before" "前" false;
    length_after_zh "after" "后" false;
    inside "" "内" false;
    tested_on "on" "按" true;
    last_day "take the last day" "取当月末日" true;
    next_month "run into the next month" "取次月首日" true;
    yes "yes" "是" true;
    no "no" "否" true;
    any_word "any" "任一" true;
    all_word "all" "所有" true;
    sum_of "sum of" "合计" true;
    least_of "least of" "最小值" true;
    greatest_of "greatest of" "最大值" true;
    count_of "count of" "个数" true;
    for_each_word "for each" "对每个" true;
    in_word "in" "属于" true;
    has "has" "满足" true;
    has "have" "满足" true;
    if_word "if" "如果" true;
    signed "signed" "可负" true;
    by_year "by support year" "按支持年度" true;
    by_calendar_year "by calendar year" "按自然年度" true;
    yes_no "yes/no" "是否" true;
    whole_word "whole" "整数" true;
    decimal_word "decimal" "小数" true;
    ratio_word "ratio" "比率" true;
    money_type_word "money" "金额" true;
    in_currency "in" "" false;
    date_type "date" "日期" true;
    period_type "period" "期间" true;
    text_type "text" "文本" true;
    list_of "list of" "列表" false;
    list_suffix "list of" "列表" false;
    key_word "key" "编号" true;
    article_word "article" "条款" true;
    half_up "rounded half up to" "四舍五入至" true;
    half_even "rounded half even to" "四舍六入五成双至" true;
    up "rounded up to" "向上取整至" true;
    down "rounded down to" "向下取整至" true;
    from "from" "自" true;
    until "until" "至" true;
    file_word "in" "见" false;
    gives_word "gives" "得出" true;
    on_word "on" "于" true;
    one_of "one of" "其中之一" true;
    if_absent_word "if absent" "缺省" true;
    none "none" "空" true;
    default "default" "默认" true;
    any_value "any" "任意" true;
    by "by" "按" true;
    by_zh "in order of" "按" false;
    order_of "in order of" "按" false;
    ordered "" "排序" false;
    be "be" "为" true;
    up_to "up to" "最高" true;
    otherwise "otherwise" "否则" true;
    when_word "when" "条件" true;
    because_word "because" "理由" true;
    assert_word "assert" "断言" true;
    unbroken "without a break" "不中断" true;
    under_reading_word "under reading" "采用解读" true;
    at_application "at application" "申报时" true;
    at_payment "at payment" "拨付时" true;
    except_to "to" "于" true;
    raise_en "raise" "上浮" true;
    raise_zh "raise" "上浮" true;
    raise_by "by" "" false;
    raise_to "to" "至" true;
    times_word "times" "倍" true;
    per "per" "每个" true;
    in_total "in total" "累计" true;
    per_support_year "per support year" "每支持年度" true;
    per_calendar_year_en "per calendar year of" "每自然年度" false;
    per_calendar_year_zh "per calendar year of" "每自然年度" false;
    per_financial_year_en "per financial year of" "每财政年度" false;
    per_financial_year_zh "per financial year of" "每财政年度" false;
    per_quarter_en "per quarter of" "每季度" false;
    per_quarter_zh "per quarter of" "每季度" false;
    per_month_en "per month of" "每月" false;
    per_month_zh "per month of" "每月" false;
    awards "awards" "次" true;
    highest "the highest" "从高" true;
    measuring_word "measuring" "计量" true;
    counting_word "counting" "计入" true;
    counting_ledger "counting the ledger of" "计入台账" true;
    ledger_policy "policy" "政策" true;
    all_policies "all policies" "全部政策" true;
    over_all_applicants "over all applicants" "全部申报主体共享" true;
    pro_rata "pro rata" "按比例" true;
    every_measure "all" "全部" true;
    all_but "except" "除" true;
    in_advance "in advance" "前置" true;
    the_rest "the rest" "余款" true;
    redeemed_on "redeemed on" "兑付于" true;
    all_paid "all" "全部" true;
    from_zero "from zero" "零基数" true;
    to_word "to" "至" true;
    over_word "over" "较" true;
    for_word "for" "有效期" true;
    stage_application "application" "申报" true;
    stage_payment "payment" "拨付" true;
    total_word "total" "合计" true;
    scope_subject_word "scope" "适用范围" true;
    fault_word "fault" "出错" true;
    out_payable "payable" "应发" true;
    out_paid "paid" "已发" true;
    out_scheduled "due later" "未到期" true;
    out_repay "repayable" "应退回" true;
    out_pending "pending" "待定" true;
    out_refused "refused" "不予支持" true;
    out_by "by" "因" true;
    out_qualified "qualified" "符合条件" true;
    out_nothing "nothing" "无可发金额" true;
    out_no_claim "no claim" "无申请项" true;
    out_meets "meets" "满足" true;
    out_missing "missing" "缺" true;
    out_approval "the approval" "核定金额" true;
    out_step "step" "步骤" true;
    out_met "met" "符合" true;
    out_failed "failed" "不符合" true;
    out_not_in_force "not in force" "不在有效期内" true;
    out_open "open" "待确认" true;
    step_formula "formula" "公式" true;
    step_ceiling "ceiling" "上限" true;
    step_rounding "rounding" "取整" true;
    step_ledger "ledger" "台账" true;
    step_approved "approved" "核定" true;
    step_limit "limit" "限额" true;
    step_part "part" "分期" true;
    paid_measuring "measuring" "计量" true;
    paid_policy "policy" "政策" true;
};

/// Free at the beginning of a name, also before a figure: 每满30镑 is one.
const FOR_EVERY: Word = Word { rule: Rule::for_every, english: "for every", chinese: "每满", in_place: true };

/// The word that a rule reads, as messages name it.
pub(super) fn word_of(rule: Rule) -> Option<&'static Word> {
    WORDS.iter().chain([&FOR_EVERY]).find(|word| word.rule == rule)
}

/// The very word that a rule has read: `after` and not `above`.
pub(super) fn word_as_written(rule: Rule, written: &str) -> Option<&'static Word> {
    let plain = spoken(written);
    WORDS
        .iter()
        .find(|word| word.rule == rule && (word.english == plain || word.chinese == plain))
        .or_else(|| word_of(rule))
}

/// A phrase without the comments and the blank space between its words.
pub(super) fn spoken(written: &str) -> String {
    let words = tokens(written).into_iter().filter(|token| token.kind.is_significant());
    words.map(|token| token.of(written)).collect::<Vec<_>>().join(" ")
}

/// An ending without the comma that it begins with, and what stands between that and its words.
pub(super) fn behind_comma(ending: &str) -> &str {
    let words = ending.trim_start_matches([',', '，']);
    let first = tokens(words).into_iter().find(|token| token.kind.is_significant());
    first.and_then(|first| words.get(first.start as usize..)).unwrap_or("")
}

/// The significant tokens, with a figure that directly follows a Chinese word of the language set apart from it: 最高15万元 is
/// one word to the tokens, as it is one to Unicode.
pub(super) fn split_figures(text: &str, tokens: impl Iterator<Item = Token>) -> Vec<Token> {
    let mut all = Vec::new();
    let mut tokens = tokens.filter(|token| token.kind.is_significant()).peekable();
    while let Some(token) = tokens.next() {
        let Some((word, figure)) = split_figure(token, text) else {
            all.push(token);
            continue;
        };
        all.push(word);
        let rest = figure.of(text).trim_start_matches(is_digit).len();
        let digits_end = figure.end.saturating_sub(u32::try_from(rest).unwrap_or(0));
        let mut number = Token { kind: TokenKind::Number, end: digits_end, ..figure };
        // 最高1.5万元: the point ends the word.
        let point = tokens.next_if(|next| rest == 0 && next.start == digits_end && matches!(next.of(text), "." | "．"));
        let fraction =
            point.and_then(|point| tokens.next_if(|next| next.kind == TokenKind::Number && next.start == point.end));
        if let Some(fraction) = fraction {
            number.end = fraction.end;
        }
        all.push(number);
        all.extend(point.filter(|_| fraction.is_none()));
        if rest > 0 {
            all.push(Token { kind: TokenKind::Word, start: digits_end, end: figure.end });
        }
    }
    all
}

fn split_figure(token: Token, text: &str) -> Option<(Token, Token)> {
    let words = (token.kind == TokenKind::Word).then(|| token.of(text))?;
    if words.is_ascii() {
        return None;
    }
    let at = words.find(is_digit)?;
    let before = words.get(..at)?;
    let known =
        WORDS.iter().any(|word| word.chinese == before) || KEYWORDS.iter().any(|keyword| keyword.chinese == before);
    let middle = token.start + u32::try_from(at).unwrap_or(0);
    known.then_some((Token { end: middle, ..token }, Token { start: middle, ..token }))
}

fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit() || ('０'..='９').contains(&sign)
}
