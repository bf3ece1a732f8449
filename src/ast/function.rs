//! Functions `NAME(arg, …)`: what they are called, and what their arguments begin with.
//!
//! A table of the same name, where one is declared, is what the name means; that is settled by the checker.

use super::{CalendarUnit, Expr, Name, Which};
use crate::source::Span;

/// `part(X, above A, at most B)` as written: a function by its name, or a name whose arguments begin with words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The name.
    pub name: Name,
    /// The function of that name; `None`: there is none.
    pub function: Option<Function>,
    /// What stands between the parentheses, in the order in which it is written.
    pub arguments: Vec<Argument>,
}

/// An argument: a value, perhaps with a word before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// The word.
    pub word: Option<ArgumentWord>,
    /// The value.
    pub value: Expr,
    /// The word and the value.
    pub span: Span,
}

/// The words that an argument may begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArgumentWord {
    /// `above A` 超过 A.
    Above,
    /// `at most B` 不超过 B.
    AtMost,
    /// `from A` 自 A.
    From,
    /// `to B` 至 B.
    To,
    /// `over Y` 较 Y.
    Over,
    /// `from zero V` 零基数 V.
    FromZero,
    /// `for 3 years` 有效期3年.
    For,
}

impl ArgumentWord {
    /// Its spelling, in English and in Chinese.
    pub const fn spelling(self) -> (&'static str, &'static str) {
        match self {
            ArgumentWord::Above => ("above", "超过"),
            ArgumentWord::AtMost => ("at most", "不超过"),
            ArgumentWord::From => ("from", "自"),
            ArgumentWord::To => ("to", "至"),
            ArgumentWord::Over => ("over", "较"),
            ArgumentWord::FromZero => ("from zero", "零基数"),
            ArgumentWord::For => ("for", "有效期"),
        }
    }
}

/// The functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// The least of several values.
    Min,
    /// The greatest of several values.
    Max,
    /// The part of an amount above one bound and at most another.
    Part,
    /// The days from one to another, or for a length of time.
    Period,
    /// The stretch of the calendar in which a date lies, or the one before.
    Calendar(CalendarUnit, Which),
    /// The days of two periods.
    Overlap,
    /// The first day of a period.
    FirstDay,
    /// The last day of a period.
    LastDay,
    /// How many days a period has.
    Days,
    /// How many whole months a period has.
    Months,
    /// How many months are begun in a period.
    MonthsBegun,
    /// How many days the year of a date has.
    DaysInYear,
    /// How many days the month of a date has.
    DaysInMonth,
    /// How many whole steps an amount has.
    Steps,
    /// How many steps of an amount have begun.
    StepsBegun,
    /// A value that falls evenly to 0 while an amount grows.
    Taper,
    /// By what share an amount is above an earlier one.
    Growth,
    /// By what an amount is above an earlier one.
    Increase,
    /// The calendar year of a date.
    CalendarYear,
}

/// How a function is written.
#[derive(Debug)]
pub struct Signature {
    /// The function.
    pub function: Function,
    /// Its name in English.
    pub english: &'static str,
    /// Its name in Chinese.
    pub chinese: &'static str,
    /// Its arguments in order.
    pub parameters: &'static [Parameter],
    /// Whether the last argument may be repeated.
    pub repeats: bool,
}

/// An argument that a function takes.
#[derive(Debug)]
pub struct Parameter {
    /// The word that it begins with.
    pub word: Option<ArgumentWord>,
    /// What it is called in a message, in English.
    pub english: &'static str,
    /// What it is called in a message, in Chinese.
    pub chinese: &'static str,
    /// Whether it must be there.
    pub obligatory: bool,
}

const fn plain(english: &'static str, chinese: &'static str) -> Parameter {
    Parameter { word: None, english, chinese, obligatory: true }
}

const fn with(word: ArgumentWord, english: &'static str, chinese: &'static str) -> Parameter {
    Parameter { word: Some(word), english, chinese, obligatory: true }
}

const fn perhaps(word: ArgumentWord, english: &'static str, chinese: &'static str) -> Parameter {
    Parameter { word: Some(word), english, chinese, obligatory: false }
}

const DATE: &[Parameter] = &[plain("a date", "日期")];

const fn stretch(unit: CalendarUnit, which: Which, english: &'static str, chinese: &'static str) -> Signature {
    Signature { function: Function::Calendar(unit, which), english, chinese, parameters: DATE, repeats: false }
}

/// The functions with their arguments: the one list of them.
pub const SIGNATURES: &[Signature] = &[
    Signature {
        function: Function::Min,
        english: "min",
        chinese: "最小",
        parameters: &[plain("a value", "值")],
        repeats: true,
    },
    Signature {
        function: Function::Max,
        english: "max",
        chinese: "最大",
        parameters: &[plain("a value", "值")],
        repeats: true,
    },
    Signature {
        function: Function::Part,
        english: "part",
        chinese: "部分",
        parameters: &[
            plain("an amount", "数额"),
            perhaps(ArgumentWord::Above, "a lower bound", "下限"),
            perhaps(ArgumentWord::AtMost, "an upper bound", "上限"),
        ],
        repeats: false,
    },
    Signature {
        function: Function::Period,
        english: "period",
        chinese: "期间",
        parameters: &[
            plain("the first day", "首日"),
            Parameter {
                word: None,
                english: "the last day or a length of time",
                chinese: "末日或期限",
                obligatory: false,
            },
            perhaps(ArgumentWord::For, "a length of time", "期限"),
        ],
        repeats: false,
    },
    stretch(CalendarUnit::Year, Which::Of, "year_of", "当年"),
    stretch(CalendarUnit::Year, Which::Before, "year_before", "上一年度"),
    stretch(CalendarUnit::Quarter, Which::Of, "quarter_of", "当季"),
    stretch(CalendarUnit::Quarter, Which::Before, "quarter_before", "上一季度"),
    stretch(CalendarUnit::Month, Which::Of, "month_of", "当月"),
    stretch(CalendarUnit::Month, Which::Before, "month_before", "上月"),
    stretch(CalendarUnit::FinancialYear, Which::Of, "financial_year_of", "当财年"),
    stretch(CalendarUnit::FinancialYear, Which::Before, "financial_year_before", "上一财年"),
    Signature {
        function: Function::Overlap,
        english: "overlap",
        chinese: "重叠",
        parameters: &[plain("a period", "期间"), plain("another period", "另一期间")],
        repeats: false,
    },
    Signature {
        function: Function::FirstDay,
        english: "first_day",
        chinese: "首日",
        parameters: &[plain("a period", "期间")],
        repeats: false,
    },
    Signature {
        function: Function::LastDay,
        english: "last_day",
        chinese: "末日",
        parameters: &[plain("a period", "期间")],
        repeats: false,
    },
    Signature {
        function: Function::Days,
        english: "days",
        chinese: "天数",
        parameters: &[plain("a period", "期间")],
        repeats: false,
    },
    Signature {
        function: Function::Months,
        english: "months",
        chinese: "整月数",
        parameters: &[plain("a period", "期间")],
        repeats: false,
    },
    Signature {
        function: Function::MonthsBegun,
        english: "months_begun",
        chinese: "起算月数",
        parameters: &[plain("a period", "期间")],
        repeats: false,
    },
    Signature {
        function: Function::DaysInYear,
        english: "days_in_year",
        chinese: "当年天数",
        parameters: &[plain("a date", "日期")],
        repeats: false,
    },
    Signature {
        function: Function::DaysInMonth,
        english: "days_in_month",
        chinese: "当月天数",
        parameters: &[plain("a date", "日期")],
        repeats: false,
    },
    Signature {
        function: Function::Steps,
        english: "steps",
        chinese: "整档数",
        parameters: &[plain("an amount", "数额"), plain("the size of a step", "每档的大小")],
        repeats: false,
    },
    Signature {
        function: Function::StepsBegun,
        english: "steps_begun",
        chinese: "起档数",
        parameters: &[plain("an amount", "数额"), plain("the size of a step", "每档的大小")],
        repeats: false,
    },
    Signature {
        function: Function::Taper,
        english: "taper",
        chinese: "递减",
        parameters: &[
            plain("the value that is tapered", "递减的值"),
            plain("an amount", "数额"),
            with(ArgumentWord::From, "the point where it begins to fall", "递减的起点"),
            with(ArgumentWord::To, "the point where it is 0", "减至零之处"),
        ],
        repeats: false,
    },
    Signature {
        function: Function::Growth,
        english: "growth",
        chinese: "增长率",
        parameters: &[
            plain("an amount", "数额"),
            with(ArgumentWord::Over, "the earlier amount", "基期数额"),
            with(ArgumentWord::FromZero, "the rate that counts where the earlier amount is 0", "基期数额为零时的取值"),
        ],
        repeats: false,
    },
    Signature {
        function: Function::Increase,
        english: "increase",
        chinese: "增量",
        parameters: &[plain("an amount", "数额"), with(ArgumentWord::Over, "the earlier amount", "基期数额")],
        repeats: false,
    },
    Signature {
        function: Function::CalendarYear,
        english: "calendar_year",
        chinese: "自然年",
        parameters: &[plain("a date", "日期")],
        repeats: false,
    },
];

impl Function {
    /// The function of a name, in either surface.
    pub fn named(name: &str) -> Option<Function> {
        SIGNATURES.iter().find(|own| own.english == name || own.chinese == name).map(|own| own.function)
    }

    /// How it is written.
    pub fn signature(self) -> Option<&'static Signature> {
        SIGNATURES.iter().find(|own| own.function == self)
    }
}

impl Signature {
    /// How it is written with all its arguments, in English and in Chinese: `part(X, above A, at most B)`.
    pub fn example(&self) -> (String, String) {
        let letters = if self.function == Function::Taper { ["V", "X", "A", "B"] } else { ["X", "A", "B", "C"] };
        let (mut english, mut chinese) = (Vec::new(), Vec::new());
        for (parameter, letter) in self.parameters.iter().zip(letters) {
            let (en, zh) = parameter.word.map_or(("", ""), ArgumentWord::spelling);
            english.push(format!("{en} {letter}").trim_start().to_owned());
            chinese.push(format!("{zh} {letter}").trim_start().to_owned());
        }
        if self.repeats {
            english.push("…".to_owned());
            chinese.push("…".to_owned());
        }
        let english = format!("{}({})", self.english, english.join(", "));
        (english, format!("{}（{}）", self.chinese, chinese.join("，")))
    }
}
