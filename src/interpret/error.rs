//! Why a case can't be decided.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::value::{Date, Fault};
use crate::wording;

/// A fault of a case: a place in the rules, and the facts of the case that led to it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the case {case} can't be decided: {kind:?}")]
pub struct CaseFault {
    /// The case.
    pub case: String,
    /// The expression.
    pub span: Span,
    /// What happened.
    pub kind: CaseFaultKind,
    /// The facts that the expression read, as `path = value`; in Chinese by their labels.
    pub facts: Vec<Wording>,
}

/// What can go wrong with a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseFaultKind {
    /// The arithmetic has no value.
    Arithmetic(Fault),
    /// Two rows of one value hold at once.
    TwoRows,
    /// Two exceptions to the same rule apply at once; their labels.
    TwoExceptions(String, String),
    /// No row of a value holds, and it has no `otherwise`.
    NoRow,
    /// A table has no row for its keys.
    NotInTable,
    /// A dated value is asked for a day before its first row.
    BeforeFirstValue {
        /// The last day that it may be asked for.
        on: Date,
        /// The first day that has a value.
        first: Date,
    },
    /// A dated value has no row for a day behind its first row.
    NoValueOnDay(Date),
    /// The first or the last day of a period without a day.
    EmptyPeriod,
    /// The least or the greatest of no record.
    NoRecord,
    /// Walks over lists inside walks over lists took more steps than a case may take.
    TooMuchWork,
    /// Named values rest on one another through more levels than are followed.
    TooDeep,
}

impl From<CaseFault> for Diagnostic {
    fn from(fault: CaseFault) -> Diagnostic {
        let case = &fault.case;
        let facts = if fault.facts.is_empty() {
            wording!("the rule reads no fact here", "此处未读取事实")
        } else {
            let joined =
                |of: fn(&Wording) -> &str, between: &str| fault.facts.iter().map(of).collect::<Vec<_>>().join(between);
            let (list, zh) = (joined(|own| &own.en, ", "), joined(|own| &own.zh, "，"));
            Wording::new(format!("it read {list}"), format!("所依据的事实：{zh}"))
        };
        let (code, message, help) = match fault.kind {
            CaseFaultKind::Arithmetic(Fault::DivisionByZero) => (
                "case/division-by-zero",
                wording!("`{case}` can't be decided: this divides by zero", "“{case}”无法审定：此处除数为零"),
                wording!(
                    "correct the fact in the case, or give the value by rows that treat zero on its own",
                    "请核对案例中的该项事实；或在规则中用分行取值单独规定为零的情形"
                ),
            ),
            CaseFaultKind::Arithmetic(Fault::Backwards) => (
                "case/taper-backwards",
                wording!(
                    "`{case}` can't be decided: this falls from a point that is not before the one where it is 0",
                    "“{case}”无法审定：此处递减的起点不在终点之前"
                ),
                wording!("check the two points of the taper", "请核对递减的起点和终点"),
            ),
            CaseFaultKind::Arithmetic(Fault::TooManyDigits) => (
                "case/too-many-digits",
                wording!(
                    "`{case}` can't be decided: this figure has too many digits to be kept exactly",
                    "“{case}”无法审定：此处数值位数过多，无法精确保存"
                ),
                wording!(
                    "check the facts for a slip; amounts are exact up to 28 digits",
                    "请核对事实是否误填；金额最多精确到28位数字"
                ),
            ),
            CaseFaultKind::Arithmetic(Fault::DateOutOfRange) => (
                "case/date-out-of-range",
                wording!(
                    "`{case}` can't be decided: this date lies outside the years 1 to 9999",
                    "“{case}”无法审定：此处日期超出公元1至9999年"
                ),
                wording!("check the dates of the case", "请核对案例中的日期"),
            ),
            CaseFaultKind::TwoRows => (
                "case/two-rows",
                wording!(
                    "`{case}` can't be decided: two rows of this value hold at once",
                    "“{case}”无法审定：此处有两行同时成立"
                ),
                wording!("write the rows so that they exclude one another", "请改写各行条件，使其互不重叠"),
            ),
            CaseFaultKind::TwoExceptions(first, second) => (
                "case/two-exceptions",
                wording!(
                    "`{case}` can't be decided: the exceptions `{first}` and `{second}` both apply",
                    "“{case}”无法审定：例外“{first}”和“{second}”同时适用"
                ),
                wording!(
                    "write one as an exception to the other, or let their conditions exclude one another",
                    "请将其中一项写成另一项的例外，或使两者的条件互不重叠"
                ),
            ),
            CaseFaultKind::NoRow => (
                "case/no-row",
                wording!("`{case}` can't be decided: no row of this value holds", "“{case}”无法审定：此处没有一行成立"),
                wording!("add a row `| … otherwise`", "请补一行“| … 否则”"),
            ),
            CaseFaultKind::NotInTable => (
                "case/not-in-table",
                wording!(
                    "`{case}` can't be decided: the table has no row for this key",
                    "“{case}”无法审定：标准表中没有与此对应的行"
                ),
                wording!("add the row, or correct the fact", "请在标准表中补充该行，或核对事实"),
            ),
            CaseFaultKind::BeforeFirstValue { on, first } => (
                "case/before-first-value",
                wording!(
                    "`{case}` can't be decided: this value is asked for {on}, and its first row begins on {first}",
                    "“{case}”无法审定：此处要取 {on} 的值，而首行自 {first} 起"
                ),
                wording!(
                    "add the earlier value to the dated value, or correct the date in the case",
                    "请在时变值中补充更早的值，或核对案例中的日期"
                ),
            ),
            CaseFaultKind::NoValueOnDay(on) => (
                "case/no-value-on-day",
                wording!(
                    "`{case}` can't be decided: this value has no row for {on}",
                    "“{case}”无法审定：此处的值没有 {on} 对应的行"
                ),
                wording!(
                    "add a row for that day, or correct the date in the case",
                    "请为该日期补充一行，或核对案例中的日期"
                ),
            ),
            CaseFaultKind::EmptyPeriod => (
                "case/empty-period",
                wording!(
                    "`{case}` can't be decided: a period that has no day has no first and no last day",
                    "“{case}”无法审定：该期间没有任何一天，也就没有首日和末日"
                ),
                wording!(
                    "check the dates of the case, or give the value by rows that treat a period without days on its own",
                    "请核对案例中的日期；或在规则中用分行取值单独规定期间为空的情形"
                ),
            ),
            CaseFaultKind::NoRecord => (
                "case/no-record",
                wording!(
                    "`{case}` can't be decided: no record counts here, and of none there is neither least nor greatest",
                    "“{case}”无法审定：此处没有一项记录计入，也就没有最小值和最大值"
                ),
                wording!(
                    "check the records of the case, or give the value by rows that treat a list without such records on its own",
                    "请核对案例中的记录；或在规则中用分行取值单独规定没有这类记录的情形"
                ),
            ),
            CaseFaultKind::TooMuchWork => (
                "case/too-much-work",
                wording!(
                    "`{case}` can't be decided: the rules walk over its lists too many times",
                    "“{case}”无法审定：规则对清单的逐项计算次数过多"
                ),
                wording!(
                    "avoid walking over a list inside a walk over another, or split the case",
                    "请避免在逐项计算中再次逐项计算，或将案例拆分"
                ),
            ),
            CaseFaultKind::TooDeep => (
                "case/rules-too-deep",
                wording!(
                    "`{case}` can't be decided: here more than 200 named values and operations rest on one another",
                    "“{case}”无法审定：此处的取值层层引用，超过200层"
                ),
                wording!("shorten the chain of named values", "请减少“设”之间的层层引用"),
            ),
        };
        Diagnostic::error(code, fault.span, message, facts).with_help(help)
    }
}
