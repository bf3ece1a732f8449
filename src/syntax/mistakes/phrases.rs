//! Words of the published text that a rule says another way: a part above a bound, so much for every step, a length of time that has passed.
//!
//! What is meant can't be written for the analyst (of what is it a part? whose awards does the limit add up?), so these have no change to
//! try: the clause is given up, and the way to write it shown.

use super::{Clue, Spot};
use crate::ast::Surface;
use crate::diagnostic::Wording;
use crate::syntax::error::UnreadError;
use crate::syntax::keywords::ClauseKind;
use crate::syntax::tokens::TokenKind;
use crate::wording;

/// What a phrase of the text is about, and how it is written: in words, in the English and in the Chinese surface.
struct Way {
    why: (&'static str, &'static str),
    english: &'static str,
    chinese: &'static str,
}

const PART: Way = Way {
    why: ("the part of an amount beyond a bound is taken by a function", "超出某一数额的部分用函数“部分”表示"),
    english: "20% of part(cost, above 100000元)",
    chinese: "部分（投资额，超过 10万元） 的 20%",
};
const STEPS: Way = Way {
    why: (
        "so much for every step is the number of steps times the amount",
        "每满若干，写成档数乘以每档金额；不足一档按一档计的用“起档数”",
    ),
    english: "steps(cost, 1000000元) × 10000元",
    chinese: "整档数（投资额，100万元） × 1万元",
};
const EACH: Way = Way {
    why: ("so much for each is a number times the amount", "每人、每户若干，写成数量乘以金额"),
    english: "staff × 1000元",
    chinese: "人数 × 1000元",
};
const PLAIN: Way = Way {
    why: ("the award is the amount or the formula itself", "“奖励”之后直接写金额或算式"),
    english: "award 20% of cost",
    chinese: "奖励 投资额 的 20%",
};
const LIMIT: Way = Way {
    why: (
        "an upper limit is a clause of its own, which says whose awards count and over which time",
        "最高额另起一行写“封顶”，并写明按谁、按什么时间计算",
    ),
    english: "cap 20000000元 per applicant in total",
    chinese: "封顶 2000万元 每个 申报主体 累计",
};
const LEAST: Way = Way {
    why: ("a value that is held below a figure is the lesser of the two", "取值不超过某数的，取两者中较小的"),
    english: "min(rate, 70%)",
    chinese: "最小（补助比例，70%）",
};
const ROUNDED: Way = Way {
    why: ("rounding says to which unit, behind a comma", "取整写在逗号之后，并写明取整到的单位"),
    english: "…, rounded half up to 1元`, `…, rounded down to 100元",
    chinese: "…，四舍五入至 1元”“…，向下取整至 100元",
};
const PASSED: Way = Way {
    why: (
        "a length of time is compared with another; from a day on, the day is compared",
        "满一定时间：已是时长的，比较时长；从某日算起的，比较日期",
    ),
    english: "term at least 12 months`, `founded_on not after applied_on - 12 months",
    chinese: "租期 不低于 12个月”“成立日期 不晚于 申请日 － 12个月",
};
const BETWEEN: Way = Way {
    why: (
        "what lies between two bounds is two conditions; days lie in a period",
        "在两数之间写成两个条件；日期写成在期间内",
    ),
    english: "staff at least 5 and staff at most 10`, `started_on is within period(2025-01-01, 2025-12-31)",
    chinese: "人数 不低于 5 且 人数 不超过 10”“开工日期 在 期间（2025-01-01，2025-12-31） 内",
};
const BEFORE: Way = Way {
    why: ("a stretch of time names the day that it is counted from", "一段时间要写明从哪一天算起"),
    english: "started_on is within 12 months before applied_on",
    chinese: "开工日期 在 申请日 前12个月内",
};
const NOT: Way = Way {
    why: ("what must not be is denied by a word of its own", "否定用“非”"),
    english: "not passed",
    chinese: "非 通过验收",
};
const SOME: Way = Way {
    why: ("whether a list holds something asks of its records", "列表中有没有，要逐条判断"),
    english: "any project in projects has project.cost above 10000元",
    chinese: "任一 项目 属于 项目清单 满足 项目.投资额 超过 1万元",
};
const PERIOD: Way = Way {
    why: ("a limit ends with the time over which it counts", "封顶要在末尾写明计算的时间"),
    english: "in total`, `per support year`, `per calendar year of applied_on`, `over 3 years to applied_on",
    chinese: "累计”“每支持年度”“每自然年度 按 申请日”“连续3年 至 申请日",
};
const RAISED: Way = Way {
    why: (
        "what departs from a rule stands on a line of its own behind it, with a label and its condition",
        "例外和上浮另起一行，缩进写在所属的条目之后，并写明名称和条件",
    ),
    english: "raise \"grade 1\" by 5% if energy_grade is 1",
    chinese: "上浮 「一级能效」 5% 如果 能效等级 为 1",
};
const CASES: Way = Way {
    why: ("a value by cases has a row for each case, on a line of its own", "按情形取值的，每种情形另起一行"),
    english: "| 30% if kind is small`, `| 20% otherwise",
    chinese: "| 30% 如果 企业类别 为 小型企业”“| 20% 否则",
};
const LESSER: Way = Way {
    why: ("the lesser or greater of several values is taken by a function", "取几者中较低或较高的，用函数“最小”“最大”"),
    english: "min(cost, loan)`, `max(cost, loan)",
    chinese: "最小（投资额，贷款额）”“最大（投资额，贷款额）",
};
const LOWER: Way = Way {
    why: ("what lowers a value raises it by a figure below 0", "下浮写成负数的“上浮”"),
    english: "raise \"large firms\" by -5% if kind is large",
    chinese: "上浮 「大型企业」 -5% 如果 企业类别 为 大型企业",
};
const HIGHEST: Way = Way {
    why: ("the highest of several awards is a limit", "多项奖励从高不重复，是一种封顶"),
    english: "cap the highest per contract in total",
    chinese: "封顶 从高 每个 合同编号 累计",
};
const BAND: Way = Way {
    why: (
        "a row names its bounds alone; under `slices` each part counts by its own row",
        "行内只写界限；“分段”本来就按各部分分别计算",
    ),
    english: "| above 1000000元 => 2%",
    chinese: "| 超过 100万元 => 2%",
};
const RANGE: Way = Way {
    why: ("a row writes a range with two dots, or its bounds in words", "范围用两个点，或用文字写明两端是否包含"),
    english: "| 100万元..500万元 => …`, `| above 100万元 and at most 500万元 => …",
    chinese: "| 100万元..500万元 => …”“| 超过 100万元 且 不超过 500万元 => …",
};
const EVERY_KEY: Way = Way {
    why: (
        "a table has a row for every value of its keys, and none for all the rest",
        "标准表要逐一写出键的每种取值，没有“其余”一行；与某个键无关时写“任意”",
    ),
    english: "| below 1000000元 => …`, `| any => …",
    chinese: "| 低于 100万元 => …”“| 任意 => …",
};
const INSTALMENTS: Way = Way {
    why: ("over how many years it is paid stands in a clause of its own", "分几年拨付另起一行写"),
    english: "pay in 3 equal years from applied_on",
    chinese: "拨付 分3年等额 自 申请日",
};
const BOUND: Way = Way {
    why: ("the comparison stands before the figure", "比较词写在数字前面：以上、以下含本数"),
    english: "sales at least 1000000元",
    chinese: "销售收入 不低于 100万元”“人数 不超过 50",
};
const CONDITION: Way = Way {
    why: ("the value stands first, its condition behind it", "先写取值，再写条件"),
    english: "30% if kind is small",
    chinese: "30% 如果 企业类别 为 小型企业",
};

impl Way {
    /// Whether nothing else can be meant, even where a small change would let the clause be read as something else.
    fn is_sure(&self) -> bool {
        let sure = [PART, BAND, RANGE, STEPS, LIMIT, LEAST, ROUNDED, RAISED, LESSER];
        sure.iter().any(|way| way.english == self.english)
    }
}

impl Spot<'_> {
    /// A phrase of the published text at the place where the clause leaves the grammar, or just before it; and whether it goes before a
    /// change that would mend the clause.
    pub(in crate::syntax) fn phrase(&self) -> Option<(UnreadError, bool)> {
        let clue = self.clue;
        for at in [Some(self.at), self.at.checked_sub(1)].into_iter().flatten() {
            let found = match clue.surface {
                Surface::Chinese => chinese(clue, at),
                Surface::English => english(clue, at),
            };
            let Some((last, way)) = found else { continue };
            let (start, end) = (clue.token(at)?.start as usize, clue.token(last)?.end as usize);
            let written: String = clue.patched.text().get(start..end)?.chars().take(30).collect();
            let ((en, zh), example) = (way.why, clue.word(way.english, way.chinese));
            let help: Wording = wording!("{en}: `{example}`", "{zh}：“{example}”");
            let span = clue.patched.span(start, end);
            let own_line = [CASES.english, RAISED.english].contains(&way.english);
            let found = match own_line && written != "另加" && written != "再加" {
                true => UnreadError::OutOfPlace { span, written, help },
                false => UnreadError::Phrase { span, written, help },
            };
            return Some((found, way.is_sure()));
        }
        None
    }
}

/// How the clause is written that a line begins with a phrase for.
pub(in crate::syntax) fn of_line(word: &str, surface: Surface) -> Option<Wording> {
    let way = match word {
        "从高" | "就高" | "从高不重复" | "就高不重复" | "highest" => &HIGHEST,
        "不超过" | "最高" | "最多" | "不得超过" | "合计不超过" | "总额不超过" | "maximum" | "max" => {
            &LIMIT
        }
        "下浮" | "下调" | "核减" | "lower" | "reduce" | "decrease" => &LOWER,
        _ => return None,
    };
    let ((en, zh), example) = (way.why, surface.either(way.english, way.chinese));
    Some(wording!("{en}: `{example}`", "{zh}：“{example}”"))
}

/// Whether clauses of a kind hold values.
fn has_value(kind: ClauseKind) -> bool {
    matches!(kind, ClauseKind::Award | ClauseKind::Let | ClauseKind::Except | ClauseKind::Raise | ClauseKind::Row)
}

/// Whether a value ends here: no comma before, and no parenthesis around.
fn behind_value(clue: &Clue<'_>, at: usize) -> bool {
    let count = |marks: [&str; 2]| (0..at).filter(|at| marks.contains(&clue.words(*at))).count();
    let open = count(["(", "（"]) > count([")", "）"]);
    at > 1 && !open && !matches!(clue.words(at - 1), "," | "，" | ":" | "：" | "be" | "为")
}

fn chinese(clue: &Clue<'_>, at: usize) -> Option<(usize, &'static Way)> {
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
    if clue.kind_of(at) != Some(TokenKind::Word) {
        return None;
    }
    if matches!(kind, ClauseKind::Let | ClauseKind::Award)
        && behind_value(clue, at)
        && matches!(word, "如果" | "若" | "如")
    {
        return Some((at, &CASES));
    }
    if whole && at > 2 && begins(&["上浮", "例外"]) {
        return Some((at, &RAISED));
    }
    if matches!(kind, ClauseKind::Let | ClauseKind::Award)
        && at > 2
        && begins(&["最高", "封顶", "上限", "至多", "最多"])
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
    let first = matches!(clue.words(at.wrapping_sub(1)), "：" | ":" | "|" | "｜");
    if matches!(kind, ClauseKind::Except | ClauseKind::Row) && word == "如果" && first {
        return Some((at, &CONDITION));
    }
    let years =
        ["年内", "年度", "年内累计"].iter().any(|other| word.ends_with(other)) && !begins(&["每", "支持", "自然"]);
    let running = word.strip_prefix("连续").is_some_and(|rest| !rest.is_empty());
    if kind == ClauseKind::Cap && at > 1 && (years || running || matches!(word, "期内" | "有效期内" | "政策期内"))
    {
        return Some((at, &PERIOD));
    }
    None
}

fn english(clue: &Clue<'_>, at: usize) -> Option<(usize, &'static Way)> {
    let (word, kind) = (clue.words(at), clue.kind);
    let value = has_value(kind);
    let amount = value && kind != ClauseKind::Row;
    let next = clue.words(at + 1);
    // `rounded half up to` is how the language says it, in another place.
    let says_how = |at: usize| matches!(clue.words(at), "half" | "up" | "down");
    if value && word == "," {
        let least = next == "at" && clue.words(at + 2) == "least";
        if !least && matches!(next, "up" | "max" | "maximum" | "capped" | "at" | "no" | "limited" | "but") {
            return Some((at + 1, if kind == ClauseKind::Award { &LIMIT } else { &LEAST }));
        }
        if matches!(next, "raise" | "raised" | "except" | "plus") && kind != ClauseKind::Row {
            return Some((at + 1, &RAISED));
        }
        if matches!(next, "rounded" | "rounding" | "truncated") && !says_how(at + 2) {
            return Some((at + 1, &ROUNDED));
        }
    }
    if clue.kind_of(at) != Some(TokenKind::Word) {
        return None;
    }
    match word {
        "rounded" | "rounding" if amount && !says_how(at + 1) => Some(&ROUNDED),
        "raise" | "raised" | "except" if amount && at > 2 => Some(&RAISED),
        "capped" | "up" | "maximum" | "max" | "limited" if kind == ClauseKind::Award && at > 2 => Some(&LIMIT),
        "lesser" | "smaller" | "lower" | "greater" | "larger" | "higher" if amount && next == "of" => Some(&LESSER),
        "if" if matches!(kind, ClauseKind::Let | ClauseKind::Award) && behind_value(clue, at) => Some(&CASES),
        "lower" | "reduce" | "decrease" if amount || kind == ClauseKind::Cap => Some(&LOWER),
        "part" | "portion" | "excess" | "exceeding" | "beyond" if amount && next != "(" => Some(&PART),
        "every" if value => Some(&STEPS),
        "for" if value && next == "every" => Some(&STEPS),
        "each" | "per" if value => Some(&EACH),
        "for" if value && next == "each" => Some(&EACH),
        "a" | "an" | "grant" | "pay" | "payment" | "lump" | "bonus" | "subsidy"
            if kind == ClauseKind::Award && at <= 2 =>
        {
            Some(&PLAIN)
        }
        "to" if kind == ClauseKind::Row && clue.words(at.wrapping_sub(1)) != "up" => Some(&RANGE),
        "otherwise" | "else" if kind == ClauseKind::Row && matches!(next, "=>" | "＝＞") => Some(&EVERY_KEY),
        "if" if matches!(kind, ClauseKind::Except | ClauseKind::Row)
            && matches!(clue.words(at.wrapping_sub(1)), ":" | "|") =>
        {
            Some(&CONDITION)
        }
        "within" | "over" | "during" | "for" | "a" | "year" | "years" if kind == ClauseKind::Cap && at > 1 => {
            Some(&PERIOD)
        }
        "at" | "up" | "max" | "maximum" if kind == ClauseKind::Across => Some(&LIMIT),
        "between" if kind.is_condition() || value => Some(&BETWEEN),
        "last" | "past" | "previous" | "preceding" | "in" | "within" if kind.is_condition() => Some(&BEFORE),
        "for" | "ago" | "old" | "year" | "years" | "month" if kind.is_condition() => Some(&PASSED),
        "no" if matches!(next, "fewer" | "less" | "more" | "later" | "earlier") => None,
        "no" | "without" | "never" if kind.is_condition() => Some(&NOT),
        "some" | "exists" | "there" | "has" | "have" if kind.is_condition() && at <= 3 => Some(&SOME),
        _ => None,
    }
    .map(|way| (at, way))
}
