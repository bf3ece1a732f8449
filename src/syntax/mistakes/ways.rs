//! How a rule says what the published text says another way.

/// What a phrase of the text is about, and how it is written: in words, in the English and in the Chinese surface.
pub(super) struct Way {
    pub why: (&'static str, &'static str),
    pub english: &'static str,
    pub chinese: &'static str,
}

pub(super) const PART: Way = Way {
    why: ("the part of an amount beyond a bound is taken by a function", "超出某一数额的部分用函数“部分”表示"),
    english: "20% of part(cost, above 100000元)",
    chinese: "部分（投资额，超过 10万元） 的 20%",
};
pub(super) const STEPS: Way = Way {
    why: (
        "so much for every step is the number of steps times the amount",
        "每满若干，写成档数乘以每档金额；不足一档按一档计的用“起档数”",
    ),
    english: "steps(cost, 1000000元) × 10000元",
    chinese: "整档数（投资额，100万元） × 1万元",
};
pub(super) const EACH: Way = Way {
    why: ("so much for each is a number times the amount", "每人、每户若干，写成数量乘以金额"),
    english: "staff × 1000元",
    chinese: "人数 × 1000元",
};
pub(super) const PLAIN: Way = Way {
    why: ("the award is the amount or the formula itself", "“奖励”之后直接写金额或算式"),
    english: "award 20% of cost",
    chinese: "奖励 投资额 的 20%",
};
pub(super) const LIMIT: Way = Way {
    why: (
        "an upper limit is a clause of its own, which says whose awards count and over which time",
        "最高额另起一行写“封顶”，并写明按谁、按什么时间计算",
    ),
    english: "cap 20000000元 per applicant in total",
    chinese: "封顶 2000万元 每个 申报主体 累计",
};
pub(super) const LEAST: Way = Way {
    why: ("a value that is held below a figure is the lesser of the two", "取值不超过某数的，取两者中较小的"),
    english: "min(rate, 70%)",
    chinese: "最小（补助比例，70%）",
};
pub(super) const ROUNDED: Way = Way {
    why: ("rounding says to which unit, behind a comma", "取整写在逗号之后，并写明取整到的单位"),
    english: "…, rounded half up to 1元`, `…, rounded down to 100元",
    chinese: "…，四舍五入至 1元”“…，向下取整至 100元",
};
pub(super) const PASSED: Way = Way {
    why: (
        "a length of time is compared with another; from a day on, the day is compared",
        "满一定时间：已是时长的，比较时长；从某日算起的，比较日期",
    ),
    english: "term at least 12 months`, `founded_on not after applied_on - 12 months",
    chinese: "租期 不低于 12个月”“成立日期 不晚于 申请日 － 12个月",
};
pub(super) const BETWEEN: Way = Way {
    why: (
        "what lies between two bounds is two conditions; days lie in a period",
        "在两数之间写成两个条件；日期写成在期间内",
    ),
    english: "staff at least 5 and staff at most 10`, `started_on is within period(2025-01-01, 2025-12-31)",
    chinese: "人数 不低于 5 且 人数 不超过 10”“开工日期 在 期间（2025-01-01，2025-12-31） 内",
};
pub(super) const BEFORE: Way = Way {
    why: ("a stretch of time names the day that it is counted from", "一段时间要写明从哪一天算起"),
    english: "started_on is within 12 months before applied_on",
    chinese: "开工日期 在 申请日 前12个月内",
};
pub(super) const NOT: Way = Way {
    why: ("what must not be is denied by a word of its own", "否定用“非”"),
    english: "not passed",
    chinese: "非 通过验收",
};
pub(super) const SOME: Way = Way {
    why: ("whether a list holds something asks of its records", "列表中有没有，要逐条判断"),
    english: "any project in projects has project.cost above 10000元",
    chinese: "任一 项目 属于 项目清单 满足 项目.投资额 超过 1万元",
};
pub(super) const AMOUNT_FIRST: Way = Way {
    why: (
        "a limit begins with its amount, then says whose awards count and over which time",
        "限额先写金额，再写按谁、按什么时间计算，各词之间空一格",
    ),
    english: "cap 200000元 per applicant in total",
    chinese: "封顶 20万元 每个 申报主体 累计",
};
pub(super) const PERIOD: Way = Way {
    why: ("a limit ends with the time over which it counts", "封顶要在末尾写明计算的时间"),
    english: "in total`, `per support year`, `per calendar year of applied_on`, `over 3 years to applied_on",
    chinese: "累计”“每支持年度”“每自然年度 按 申请日”“连续3年 至 申请日",
};
pub(super) const RAISED: Way = Way {
    why: (
        "what departs from a rule stands on a line of its own behind it, with a label and its condition",
        "例外和上浮另起一行，缩进写在所属的条目之后，并写明名称和条件",
    ),
    english: "raise \"grade 1\" by 5% if energy_grade is 1",
    chinese: "上浮 「一级能效」 5% 如果 能效等级 为 1",
};
pub(super) const CASES: Way = Way {
    why: ("a value by cases has a row for each case, on a line of its own", "按情形取值的，每种情形另起一行"),
    english: "| 30% if kind is small`, `| 20% otherwise",
    chinese: "| 30% 如果 企业类别 为 小型企业”“| 20% 否则",
};
pub(super) const LESSER: Way = Way {
    why: ("the lesser or greater of several values is taken by a function", "取几者中较低或较高的，用函数“最小”“最大”"),
    english: "min(cost, loan)`, `max(cost, loan)",
    chinese: "最小（投资额，贷款额）”“最大（投资额，贷款额）",
};
pub(super) const ACROSS: Way = Way {
    why: ("limits across measures name the measures, then have a label", "合并限额先列出各项措施，再写标签"),
    english: "limits across power, water \"all supplies\"`, `limits across all \"every year\"",
    chinese: "合并限额 用电补助、用水补助 「水电合计」”“合并限额 全部 「年度合计」",
};
pub(super) const EDITION: Way = Way {
    why: ("a row holds until the day before the next one begins", "一行自首日起生效，到下一行的前一日为止，末日不必写"),
    english: "| from 2024-07-22 => 3.35%",
    chinese: "| 自 2024-07-22 => 3.35%",
};
pub(super) const LOWER: Way = Way {
    why: ("what lowers a value raises it by a figure below 0", "下浮写成负数的“上浮”"),
    english: "raise \"large firms\" by -5% if kind is large",
    chinese: "上浮 「大型企业」 -5% 如果 企业类别 为 大型企业",
};
pub(super) const HIGHEST: Way = Way {
    why: ("the highest of several awards is a limit", "多项奖励从高不重复，是一种封顶"),
    english: "cap the highest per contract in total",
    chinese: "封顶 从高 每个 合同编号 累计",
};
pub(super) const BAND: Way = Way {
    why: (
        "a row names its bounds alone; under `slices` each part counts by its own row",
        "行内只写界限；“分段”本来就按各部分分别计算",
    ),
    english: "| above 1000000元 => 2%",
    chinese: "| 超过 100万元 => 2%",
};
pub(super) const RANGE: Way = Way {
    why: ("a row writes a range with two dots, or its bounds in words", "范围用两个点，或用文字写明两端是否包含"),
    english: "| 100万元..500万元 => …`, `| above 100万元 and at most 500万元 => …",
    chinese: "| 100万元..500万元 => …”“| 超过 100万元 且 不超过 500万元 => …",
};
pub(super) const EVERY_KEY: Way = Way {
    why: (
        "a table has a row for every value of its keys, and none for all the rest",
        "标准表要逐一写出键的每种取值，没有“其余”一行；与某个键无关时写“任意”",
    ),
    english: "| below 1000000元 => …`, `| any => …",
    chinese: "| 低于 100万元 => …”“| 任意 => …",
};
pub(super) const INSTALMENTS: Way = Way {
    why: ("over how many years it is paid stands in a clause of its own", "分几年拨付另起一行写"),
    english: "pay in 3 equal years from applied_on",
    chinese: "拨付 分3年等额 自 申请日",
};
pub(super) const BOUND: Way = Way {
    why: ("the comparison stands before the figure", "比较词写在数字前面：以上、以下含本数"),
    english: "sales at least 1000000元",
    chinese: "销售收入 不低于 100万元”“人数 不超过 50",
};
pub(super) const CONDITION: Way = Way {
    why: ("the value stands first, its condition behind it", "先写取值，再写条件"),
    english: "30% if kind is small",
    chinese: "30% 如果 企业类别 为 小型企业",
};
pub(super) const YEARS: Way = Way {
    why: ("an amount of each support year names its years behind it", "每个支持年度的金额，年度写在金额之后"),
    english: "award 100000元 in years 1 to 3",
    chinese: "奖励 10万元 第1至3年",
};
pub(super) const JOIN: Way = Way {
    why: (
        "conditions are joined by `and` where all must hold, by `or` where one is enough",
        "条件之间写明关系：都要满足的用“且”，满足其一的用“或”",
    ),
    english: "certified and staff at least 10",
    chinese: "高新技术企业 且 从业人数 不低于 10",
};
pub(super) const DIGITS: Way = Way {
    why: ("figures are written in digits", "数目用数字书写"),
    english: "10%`, `5000元`, `3 years",
    chinese: "10%”“5000元”“3年",
};
pub(super) const ONE_OF: Way = Way {
    why: ("several values are listed behind `is one of`", "属于几种取值之一的，逐一列出，不加括号"),
    english: "kind is one of small, medium",
    chinese: "企业类别 属于 小型企业、中型企业 之一",
};
pub(super) const NEXT_LINE: Way = Way {
    why: (
        "a condition and what is awarded are clauses of their own, each on its line",
        "条件和奖励是两个条目，各占一行",
    ),
    english: "when certified`, `award 100000元",
    chinese: "条件 高新技术企业”“奖励 10万元",
};
pub(super) const OPEN_AMOUNT: Way = Way {
    why: (
        "a span of amounts doesn't say which one applies: write a row for each case, or a fact where an office decides",
        "幅度没有说明给多少：按情形分档的，每档写一行；由主管部门核定的，设为一个字段",
    ),
    english: "| 10% if certified`, `approved_rate of cost",
    chinese: "| 10% 如果 高新技术企业”“投资额 的 核定比例",
};
pub(super) const ONCE: Way = Way {
    why: ("what is paid once says for what", "限一次要写明按什么只享受一次"),
    english: "once per applicant`, `once per project.contract",
    chinese: "限一次 每个 申报主体”“限一次 每个 项目.合同编号",
};
pub(super) const EQUAL_PARTS: Way = Way {
    why: ("equal parts say over how many years and from which day", "分年等额拨付的，写明年数和起算的日期"),
    english: "pay in 3 equal years from applied_on",
    chinese: "拨付 分3年等额 自 申请日",
};
pub(super) const PAY_PARTS: Way = Way {
    why: (
        "each part of a payment names its share and its day; what is paid at once needs no such clause",
        "每期款项写明比例和日期；一次拨清的不写这一条",
    ),
    english: "pay 50% on project.started_on, the rest on project.accepted_on",
    chinese: "拨付 50% 于 项目.开工日期，余款 于 项目.验收日期",
};
pub(super) const DAY: Way = Way {
    why: (
        "the comparison stands before the day; 以前 and 以后 include it, so write `not after`, `not before`",
        "比较词写在日期前面；含当日的写“不早于”“不晚于”",
    ),
    english: "founded_on not before 2025-01-01",
    chinese: "成立日期 晚于 2025-01-01”“成立日期 不早于 2025-01-01",
};
pub(super) const OTHERWISE: Way = Way {
    why: ("the value stands first, `otherwise` behind it", "先写取值，再写“否则”"),
    english: "| 20% otherwise",
    chinese: "| 20% 否则",
};
pub(super) const NOT_TWICE: Way = Way {
    why: (
        "what must not be paid twice is a limit: the highest of several measures, or one award only",
        "不重复享受是一种限额：多项措施从高的，写合并限额；只享受一次的，写“限一次”",
    ),
    english: "cap the highest per contract in total`, `once per applicant",
    chinese: "封顶 从高 每个 合同编号 累计”“限一次 每个 申报主体",
};
pub(super) const SHARE: Way = Way {
    why: ("a share says of what it is taken", "比例写在基数之后，用“的”连接"),
    english: "20% of cost",
    chinese: "投资额 的 20%",
};
pub(super) const FLOOR: Way = Way {
    why: ("what an amount may not fall below stands behind it, with a comma", "保底的数额写在后面，用逗号隔开"),
    english: "20% of cost, not below 10000元",
    chinese: "投资额 的 20%，最低 1万元",
};
pub(super) const FRACTION: Way = Way {
    why: ("a fraction that no percentage equals is a division", "百分数写不尽的分数，写成除法"),
    english: "cost ÷ 3",
    chinese: "投资额 ÷ 3",
};
pub(super) const SUM: Way = Way {
    why: ("a sum goes through a list, record by record", "合计要逐条列明：对清单中的每条记录"),
    english: "sum of project.cost for each project in projects",
    chinese: "合计 项目.投资额 对每个 项目 属于 项目清单",
};
pub(super) const UNLESS: Way = Way {
    why: (
        "what must not be so is a veto of its own, or denied in the condition",
        "不应有的情形另写一条“一票否决”，或在条件中用“非”",
    ),
    english: "veto blacklisted`, `certified and not blacklisted",
    chinese: "一票否决 列入失信名单”“高新技术企业 且 非 列入失信名单",
};
pub(super) const SPAN: Way = Way {
    why: (
        "a year or a month is a stretch of time between two days; a day is written in full",
        "某年、某月是首末两日之间的期间；只指一天的，写明年月日",
    ),
    english: "started_on is within period(2025-01-01, 2025-12-31)`, `started_on not before 2025-01-01",
    chinese: "开工日期 在 期间（2025-01-01，2025-12-31） 内”“开工日期 不早于 2025-01-01",
};
pub(super) const NUMBER: Way = Way {
    why: ("a number has no commas or spaces inside", "数字各位之间不加逗号和空格"),
    english: "5000元`, `5000.50元",
    chinese: "5000元”“5000.50元",
};
pub(super) const WITHOUT_SIGN: Way = Way {
    why: (
        "the sign of per cent stands behind figures only, a ratio is written by its name",
        "“%”只写在数字后面，比率直接写名称",
    ),
    english: "cost × rate",
    chinese: "投资额 × 补助比例",
};
pub(super) const NAME_FIRST: Way = Way {
    why: ("a comparison begins with what is compared", "比较先写被比较的事实"),
    english: "staff at least 300",
    chinese: "从业人数 不低于 300人",
};
pub(super) const WHERE: Way = Way {
    why: (
        "whether something lies in a place or on a list is a fact of its own, or a value that is compared; a time ends with 内",
        "在某地、在某名单的，设为“是否”事实，或与取值比较；时间以“内”结尾",
    ),
    english: "registered_here`, `district is centre",
    chinese: "注册在本区”“注册地 为 本区”“开工日期 在 期间（2025-01-01，2025-12-31） 内",
};

impl Way {
    /// Whether nothing else can be meant, even where a small change would let the clause be read as something else.
    pub fn is_sure(&self) -> bool {
        let sure = [
            PART,
            BAND,
            RANGE,
            STEPS,
            LIMIT,
            LEAST,
            ROUNDED,
            RAISED,
            LESSER,
            BEFORE,
            ACROSS,
            EDITION,
            NEXT_LINE,
            ONCE,
            SHARE,
            FLOOR,
            OTHERWISE,
            SUM,
            UNLESS,
            SPAN,
            NUMBER,
            WITHOUT_SIGN,
        ];
        sure.iter().any(|way| way.english == self.english)
    }
}
