//! The keys that every case has, whatever the policy declares, each with its name in Chinese.

/// The keys of a case.
pub const TOP: [(&str, &str); 5] = [
    ("applied_on", "申请日"),
    ("parameters", "参数"),
    ("applicant", "申报主体"),
    ("approved", "核定"),
    ("paid", "已付"),
];

/// The keys of an entry of the ledger; an approval has the first five.
pub const ENTRY: [(&str, &str); 8] = [
    ("measure", "措施"),
    ("claim", "申请项"),
    ("support_year", "支持年度"),
    ("instalment", "期次"),
    ("amount", "金额"),
    ("on", "日期"),
    ("policy", "政策"),
    ("quantity", "数量"),
];

/// How many of the keys of an entry an approval has.
pub const OF_APPROVAL: usize = 5;

/// The keys of a period.
pub const PERIOD: [(&str, &str); 2] = [("from", "起"), ("to", "止")];

/// What a measure without list calls its claim.
pub const APPLICANT: (&str, &str) = ("applicant", "申报主体");

/// Support years count from 1 to here.
pub const LAST_SUPPORT_YEAR: u32 = 100;
