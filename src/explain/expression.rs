//! Values of the trace as they stand within a line: what they are called, and what they are.

use super::document::GLUE;
use super::voice::{Voice, before, say, spaced};
use crate::decision::{FactUsed, Trace};
use crate::ir::{ExprId, Op, Type};

/// A name of at most so many characters is kept on one line.
const WHOLE_NAME: usize = 16;

/// A sentence spells out so many parts of a sum or a product.
const IN_A_CHAIN: usize = 6;

/// A value within a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What it is called; empty for a number of the rule.
    pub name: String,
    /// What it is, without unit.
    pub figure: String,
    /// Whether it was given.
    pub given: Given,
}

/// Whether a value was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// It was, or the rule has it.
    Yes,
    /// The policy says what stands for it.
    Assumed,
    /// It was not.
    No,
}

impl Voice<'_> {
    /// Its name and its figure: `担保费率 2%`; a number of the rule is its figure alone.
    pub fn both(&self, term: &Term) -> String {
        let name = kept_whole(&term.name);
        self.named(&Term { name, ..term.clone() }, &term.figure)
    }

    fn named(&self, term: &Term, value: &str) -> String {
        let name = &term.name;
        match term.given {
            _ if name.is_empty() => value.to_owned(),
            Given::No => say!(self, "{name} (not given)", "{name}（未提供）"),
            Given::Assumed => {
                let (of, is) = (before(name), spaced(value));
                say!(self, "{name} {value} by default", "{of}缺省为{is}")
            }
            // A full-width bracket has its own space.
            Given::Yes if name.ends_with('）') => format!("{name}{value}"),
            Given::Yes => format!("{name}\u{a0}{value}"),
        }
    }

    /// What a value is called on a line whose figure stands apart.
    pub fn named_alone(&self, term: &Term) -> String {
        let name = &term.name;
        match term.given {
            Given::Yes => name.clone(),
            Given::Assumed => say!(self, "{name} (by default)", "{name}（缺省）"),
            Given::No => say!(self, "{name} (not given)", "{name}（未提供）"),
        }
    }

    /// A value that needs no arithmetic of its own: a fact, a number of the rule, a named value, a table's row; else `None`.
    pub fn simple(&self, trace: &Trace) -> Option<Term> {
        let node = self.program.node(trace.node);
        let figure = match (&node.op, trace.value.number()) {
            (Op::Number(_) | Op::Fact(..) | Op::At(..), Some(number)) => self.number_as_written(number, &node.ty),
            _ => self.figure(&trace.value, &node.ty),
        };
        let term = |name: String| Term { name, figure: figure.clone(), given: Given::Yes };
        match &node.op {
            Op::Number(_) | Op::Truth(_) | Op::Date(_) | Op::Text(_) | Op::Choice(_) => Some(term(String::new())),
            Op::AppliedOn => Some(term(say!(self, "day of application", "申请日"))),
            Op::SupportYear => Some(term(say!(self, "support year", "支持年度"))),
            Op::Position(measure) => Some(term(self.position(*measure))),
            Op::Paid => Some(term(say!(self, "paid", "已拨付"))),
            Op::Decided(figure) => Some(term(self.decided(*figure))),
            Op::Fact(..) | Op::At(..) => {
                let Some(fact) = &trace.fact else { return Some(term(String::new())) };
                let mut words = self.fact_used(fact);
                // The year of the payment is above it.
                let own_year = trace.operands.first().map(|year| &self.program.node(year.node).op);
                if matches!(own_year, Some(Op::SupportYear)) {
                    words.year = None;
                }
                let given = match (&fact.value, fact.assumed) {
                    (None, _) => Given::No,
                    (Some(_), true) => Given::Assumed,
                    (Some(_), false) => Given::Yes,
                };
                Some(Term { given, ..term(self.short(&words)) })
            }
            Op::Let(named, _) => {
                let named = self.program.named(*named)?;
                Some(term(self.name(&named.name, named.label.as_deref())))
            }
            Op::Lookup(table, keys) => Some(term(self.looked_up(*table, keys.len(), trace)?)),
            Op::OnDay(table, keys, _) => Some(term(self.looked_up(*table, keys.len(), trace)?)),
            Op::Slices(..)
            | Op::Negate(_)
            | Op::Add(..)
            | Op::Subtract(..)
            | Op::Multiply(..)
            | Op::Divide(..)
            | Op::Min(_)
            | Op::Max(_)
            | Op::Apply(..)
            | Op::Round(..)
            | Op::AddDays(..)
            | Op::AddMonths(..)
            | Op::AddYears(..)
            | Op::Compare(..)
            | Op::Same(..)
            | Op::OneOf(..)
            | Op::And(_)
            | Op::Or(_)
            | Op::OnlyIf(..)
            | Op::Not(_)
            | Op::InForce(_)
            | Op::Time(_)
            | Op::Any(_)
            | Op::All(_)
            | Op::Sum(..)
            | Op::Least(..)
            | Op::Greatest(..)
            | Op::Count(_)
            | Op::Rows(_)
            | Op::Except(..)
            | Op::Exception(..)
            | Op::Raised(..)
            | Op::Raise(..) => None,
        }
    }

    /// A value as it stands in a sentence, with its unit: `销售收入 5,000,000.00 元`, `5,000,000.00 元`,
    /// `设备购置费 1.00 元＋软件购置费 2.00 元＝3.00 元`.
    pub fn in_words(&self, trace: &Trace) -> String {
        self.in_words_as(trace, &self.program.node(trace.node).ty)
    }

    /// The same, as a value of a type: a plain quotient that is compared with a share stands there as one.
    pub(super) fn in_words_as(&self, trace: &Trace, ty: &Type) -> String {
        let node = self.program.node(trace.node);
        let value = self.value(&trace.value, ty);
        match self.simple(trace) {
            // A share has no unit.
            Some(term) if matches!(node.ty, Type::Ratio(_)) => self.named(&term, &term.figure),
            Some(term) => self.named(&term, &value),
            None => {
                let spelt = self.spelt(trace, 0);
                match value.strip_prefix("≈\u{a0}") {
                    _ if spelt == value => value,
                    Some(about) => format!("{spelt} ≈\u{a0}{about}"),
                    None => format!("{spelt} = {value}"),
                }
            }
        }
    }

    /// The arithmetic within a sentence; where it nests deeper than a reader can follow there, its value.
    #[expect(clippy::wildcard_enum_match_arm, reason = "what has no sign of its own shows its value")]
    pub(super) fn spelt(&self, trace: &Trace, depth: u8) -> String {
        let node = self.program.node(trace.node);
        if let Some(term) = self.simple(trace) {
            return self.named(&term, &term.figure);
        }
        let value = self.value(&trace.value, &node.ty);
        if depth > 2 {
            return value;
        }
        let parts: Vec<String> = trace.operands.iter().map(|part| self.spelt(part, depth + 1)).collect();
        let list = self.list(&parts);
        let among = before(&list);
        match &node.op {
            Op::Add(..) | Op::Subtract(..) | Op::Multiply(..) | Op::Divide(..) => {
                let inner = self.chain(trace, depth);
                if depth == 0 { inner } else { say!(self, "({inner})", "（{inner}）") }
            }
            Op::Min(_) if node.ty == Type::Date => say!(self, "the earliest of {list}", "{among}中最早的"),
            Op::Max(_) if node.ty == Type::Date => say!(self, "the latest of {list}", "{among}中最晚的"),
            Op::Min(_) => say!(self, "the least of {list}", "{among}中的最低者"),
            Op::Max(_) if self.is_floored(trace) => {
                let (inner, floor) = (self.spelt_first(trace, depth), parts.get(1).cloned().unwrap_or_default());
                say!(self, "{inner}, not below {floor}", "{inner}，最低 {floor}")
            }
            Op::Max(_) => say!(self, "the greatest of {list}", "{among}中的最高者"),
            Op::Sum(..) => self.loop_words(trace, "the sum over", "合计"),
            Op::Least(..) | Op::Greatest(..) => self.outermost_words(trace),
            Op::Count(_) => self.loop_words(trace, "the number of", "个数"),
            Op::Round(_, rounding) => {
                let direction = self.direction(rounding.mode, &self.unit_of_rounding(*rounding, &node.ty));
                say!(self, "{list}, {direction}", "{list}，{direction}")
            }
            Op::Apply(function, operands) => self.function_in_words(*function, operands, trace, &parts),
            Op::AddDays(_, by) => shifted(self, &parts, i64::from(*by), "day", "天"),
            Op::AddMonths(_, by) => shifted(self, &parts, i64::from(*by), "month", "个月"),
            Op::AddYears(_, by) => shifted(self, &parts, i64::from(*by), "year", "年"),
            Op::Time(op) => self.spelt_time(*op, &parts, value),
            _ => value,
        }
    }

    /// A sum or a product with the signs between its parts: `a × b ÷ c`. What a long one begins with shows its value.
    fn chain(&self, trace: &Trace, depth: u8) -> String {
        let adds = |op: &Op| matches!(op, Op::Add(..) | Op::Subtract(..));
        let multiplies = |op: &Op| matches!(op, Op::Multiply(..) | Op::Divide(..));
        let own = &self.program.node(trace.node).op;
        let (mut at, mut later) = (trace, Vec::new());
        while let [left, right] = at.operands.as_slice() {
            let op = &self.program.node(at.node).op;
            let same = (adds(own) && adds(op)) || (multiplies(own) && multiplies(op));
            if !same || later.len() == IN_A_CHAIN {
                break;
            }
            later.push((sign_of(op), self.spelt(right, depth + 1)));
            at = left;
        }
        let first = if later.len() == IN_A_CHAIN {
            self.value(&at.value, &self.program.node(at.node).ty)
        } else {
            self.spelt(at, depth + 1)
        };
        later.into_iter().rev().fold(first, |before, (sign, part)| format!("{before} {sign} {part}"))
    }

    /// Whether the greater of two values is one with a floor: a figure of the rule stands behind it.
    fn is_floored(&self, trace: &Trace) -> bool {
        let [_, floor] = trace.operands.as_slice() else { return false };
        matches!(self.program.node(floor.node).op, Op::Number(_))
    }

    fn spelt_first(&self, trace: &Trace, depth: u8) -> String {
        trace.operands.first().map(|inner| self.spelt(inner, depth)).unwrap_or_default()
    }

    fn loop_words(&self, trace: &Trace, en: &str, zh: &str) -> String {
        let list = self.list_of(trace);
        let list_zh = before(&list);
        say!(self, "{en} {list}", "{list_zh}{zh}")
    }

    /// Which of the values of the records of a list is taken.
    pub(super) fn outermost_words(&self, trace: &Trace) -> String {
        let (list, node) = (self.list_of(trace), self.program.node(trace.node));
        let list_zh = before(&list);
        match (matches!(node.op, Op::Least(..)), node.ty == Type::Date) {
            (true, true) => say!(self, "the earliest over {list}", "{list_zh}中最早者"),
            (false, true) => say!(self, "the latest over {list}", "{list_zh}中最晚者"),
            (true, false) => say!(self, "the least over {list}", "{list_zh}中最小者"),
            (false, false) => say!(self, "the greatest over {list}", "{list_zh}中最大者"),
        }
    }

    /// The list that a walk goes over, where it is one.
    #[expect(clippy::wildcard_enum_match_arm, reason = "only walks go over a list")]
    fn walked(&self, trace: &Trace) -> Option<ExprId> {
        match &self.program.node(trace.node).op {
            Op::Any(walk)
            | Op::All(walk)
            | Op::Count(walk)
            | Op::Sum(_, walk)
            | Op::Least(_, walk)
            | Op::Greatest(_, walk) => Some(walk.list),
            _ => None,
        }
    }

    /// What the list that a walk goes over is called.
    #[expect(clippy::wildcard_enum_match_arm, reason = "only facts hold a list")]
    pub fn list_of(&self, trace: &Trace) -> String {
        let Some(list) = self.walked(trace) else { return String::new() };
        match &self.program.node(list).op {
            Op::Fact(_, record, field) => {
                self.program.field(*record, *field).map(|field| self.field(field)).unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    /// What a record of the list that a walk goes over is called.
    fn record_in(&self, walk: &Trace) -> Option<String> {
        let Type::List(record) = self.program.node(self.walked(walk)?).ty else { return None };
        let record = self.program.record(record)?;
        Some(self.name(&record.name, record.label.as_deref()))
    }

    /// The record that an operand of a walk stands for.
    pub fn record_of(&self, walk: &Trace, operand: &Trace, at: usize) -> String {
        let list = self.list_of(walk);
        let number = at + 1;
        let record = match fact_read(self, operand) {
            // The operand is itself a fact of the record.
            Some(fact) => self.fact_used(fact).key,
            None => operand.fact.as_ref().and_then(|record| record.value.clone()),
        };
        match record {
            // A bare number alone would be taken for one of the line.
            Some(key) if key.chars().all(|c| c.is_ascii_digit()) => match self.record_in(walk) {
                Some(record) => format!("{record}\u{a0}{key}"),
                None => key,
            },
            Some(key) => key,
            None => say!(self, "{list}, record {number}", "{list}第\u{a0}{number}\u{a0}项"),
        }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "nothing else stands between two parts")]
fn sign_of(op: &Op) -> &'static str {
    match op {
        Op::Subtract(..) => "−",
        Op::Multiply(..) => "×",
        Op::Divide(..) => "÷",
        _ => "+",
    }
}

/// A name that no line break parts, unless it is long.
fn kept_whole(name: &str) -> String {
    if name.chars().count() > WHOLE_NAME {
        return name.to_owned();
    }
    let mut out = String::new();
    for c in name.chars() {
        if !out.is_empty() {
            out.push(GLUE);
        }
        out.push(if c == ' ' { '\u{a0}' } else { c });
    }
    out
}

/// The fact that a value reads; of the operands of a walk `fact` names the record instead.
pub fn fact_read<'a>(voice: &Voice<'_>, trace: &'a Trace) -> Option<&'a FactUsed> {
    let reads = matches!(voice.program.node(trace.node).op, Op::Fact(..) | Op::At(..));
    trace.fact.as_ref().filter(|_| reads)
}

fn shifted(voice: &Voice<'_>, parts: &[String], by: i64, en: &str, zh: &str) -> String {
    let date = voice.list(parts);
    let (sign, size) = if by < 0 { ("−", -by) } else { ("+", by) };
    let s = if size == 1 { "" } else { "s" };
    say!(voice, "{date} {sign} {size} {en}{s}", "{date} {sign} {size}\u{a0}{zh}")
}
