//! Why a condition came out as it did: the facts, the threshold, and how far they are apart.

use super::expression::{Given, Term, fact_read};
use super::voice::{Voice, before, behind, say, spaced};
use crate::ast::CompareOp;
use crate::decision::{Shown, Trace};
use crate::diagnostic::Language;
use crate::ir::{Op, Type};
use crate::value::Date;

impl Voice<'_> {
    /// What made a condition come out as it did. `want` is the value that the condition needs of this part (`not` turns it around);
    /// `title` is the condition's label, so that a fact of the same name is not said twice.
    #[expect(clippy::wildcard_enum_match_arm, reason = "what has no sentence of its own is true or not")]
    pub fn phrase(&self, trace: &Trace, want: bool, title: &str) -> String {
        let node = self.program.node(trace.node);
        let part = |at: usize| trace.operands.get(at);
        match &node.op {
            Op::Compare(op, ..) => match (part(0), part(1)) {
                (Some(left), Some(right)) => {
                    let voice = self.to_decimals(self.decimals_between(left, right));
                    voice.compared(*op, left, right, holds(trace), want)
                }
                _ => self.bare(trace),
            },
            Op::Same(..) => match (part(0), part(1)) {
                (Some(left), Some(right)) => self.matched(left, std::slice::from_ref(right), holds(trace), want, title),
                _ => self.bare(trace),
            },
            Op::OneOf(..) => match trace.operands.split_first() {
                Some((left, rest)) if !rest.is_empty() => self.matched(left, rest, holds(trace), want, title),
                Some((left, _)) => self.matched_words(left, &self.variants_of(trace), holds(trace), want, title),
                None => self.bare(trace),
            },
            Op::Not(_) => part(0).map_or_else(|| self.bare(trace), |inner| self.phrase(inner, !want, title)),
            Op::And(_) => self.several(trace, want, want, title),
            Op::Or(_) => self.several(trace, want, !want, title),
            Op::OnlyIf(..) => self.only_where(trace, title),
            Op::InForce(_) => {
                let period = self.decision.in_force;
                let (from, until) = (period.and_then(|period| period.from), period.and_then(|period| period.until));
                let called = say!(self, "the period in force", "施行期间");
                part(0).map_or_else(
                    || self.bare(trace),
                    |date| self.within(date, (from, until), &called, holds(trace), want),
                )
            }
            Op::Time(op) => self.phrase_of_time(*op, trace, want).unwrap_or_else(|| self.truth_of(trace, want, title)),
            Op::Any(_) | Op::All(_) => self.quantified(trace, want, title),
            Op::Let(..) => match part(0) {
                Some(inner) => self.phrase(inner, want, title),
                None => self.truth_of(trace, want, title),
            },
            Op::Except(..) | Op::Exception(..) => {
                // The exception that applies tells the tale, else the rule.
                let applies = |part: &&Trace| part.operands.first().and_then(holds) == Some(true);
                let mut exceptions =
                    trace.operands.iter().filter(|part| matches!(self.program.node(part.node).op, Op::Exception(..)));
                let told = exceptions.rfind(applies).and_then(|part| part.operands.get(1));
                match told.or_else(|| trace.operands.first()) {
                    Some(told) => self.phrase(told, want, title),
                    None => self.bare(trace),
                }
            }
            Op::Rows(_) => match trace.operands.last() {
                Some(row) => self.phrase(row, want, title),
                None => self.bare(trace),
            },
            _ => self.truth_of(trace, want, title),
        }
    }

    /// A yes/no fact, or anything else that is only true or not.
    fn truth_of(&self, trace: &Trace, want: bool, title: &str) -> String {
        if let Some(fact) = fact_read(self, trace).filter(|_| holds(trace).is_none()) {
            let words = self.fact_used(fact);
            return if fact.label == title && self.language == Language::Zh {
                self.not_given(&words)
            } else {
                self.absent(&words)
            };
        }
        let mut value = self.bare(trace);
        if !want && holds(trace) == Some(true) {
            value = say!(self, "{value}, must be no", "{value}，须为否");
        }
        let Some(Term { name, .. }) = self.simple(trace) else { return value };
        let by = fact_read(self, trace).map(|fact| self.list(&fact.decided_by)).filter(|by| !by.is_empty());
        let by = by
            .map(|by| {
                let by_zh = behind(&before(&by));
                say!(self, " (decided by {by})", "（由{by_zh}认定）")
            })
            .unwrap_or_default();
        let told = fact_read(self, trace).is_some_and(|fact| fact.label == title) || name == title;
        if name.is_empty() || (told && self.language == Language::Zh) {
            return format!("{value}{by}");
        }
        say!(self, "{name}: {value}{by}", "{name}：{value}{by}")
    }

    fn bare(&self, trace: &Trace) -> String {
        self.value(&trace.value, &self.program.node(trace.node).ty)
    }

    fn compared(&self, op: CompareOp, left: &Trace, right: &Trace, holds: Option<bool>, want: bool) -> String {
        let op = if want { op } else { op.opposite() };
        let (ty, against) = (&self.program.node(left.node).ty, &self.program.node(right.node).ty);
        let worked_out = fact_read(self, left).is_none();
        let share = worked_out && matches!((ty, against), (Type::Whole(_) | Type::Decimal(_), Type::Ratio(_)));
        let ty = if share { against } else { ty };
        let date = matches!(ty, Type::Date);
        let (bound, must) = match (op, date) {
            (CompareOp::AtLeast, false) => {
                (say!(self, "at least", "不低于"), say!(self, "must be at least", "须不低于"))
            }
            (CompareOp::AtMost, false) => (say!(self, "at most", "不超过"), say!(self, "must be at most", "须不超过")),
            (CompareOp::Above, false) => (say!(self, "above", "超过"), say!(self, "must be above", "须超过")),
            (CompareOp::Below, false) => (say!(self, "below", "低于"), say!(self, "must be below", "须低于")),
            (CompareOp::AtLeast, true) => {
                (say!(self, "not before", "不早于"), say!(self, "must not be before", "须不早于"))
            }
            (CompareOp::AtMost, true) => {
                (say!(self, "not after", "不晚于"), say!(self, "must not be after", "须不晚于"))
            }
            (CompareOp::Above, true) => (say!(self, "after", "晚于"), say!(self, "must be after", "须晚于")),
            (CompareOp::Below, true) => (say!(self, "before", "早于"), say!(self, "must be before", "须早于")),
        };
        let fact = if share { self.in_words_as(left, ty) } else { self.subject(left) };
        let threshold = self.in_words(right);
        let close = spaced(&threshold);
        if holds == Some(want) {
            return say!(self, "{fact}, {bound} {threshold}", "{fact}，{bound}{close}");
        }
        let needed = match holds {
            Some(_) => say!(self, "{fact}, {must} {threshold}", "{fact}，{must}{close}"),
            None => say!(self, "{fact}; {must} {threshold}", "{fact}；{must}{close}"),
        };
        match (&left.value, &right.value) {
            (Shown::Number(have), Shown::Number(need)) if holds.is_some() => {
                let Some(gap) = have.known().zip(need.known()).and_then(|(have, need)| self.gap(have, need, ty)) else {
                    return needed;
                };
                if have == need {
                    return say!(self, "{needed}: it is exactly that", "{needed}，恰好相等");
                }
                match op {
                    CompareOp::AtLeast | CompareOp::Above => {
                        say!(self, "{needed}: short by {gap}", "{needed}，差 {gap}")
                    }
                    CompareOp::AtMost | CompareOp::Below => {
                        say!(self, "{needed}: over by {gap}", "{needed}，超出 {gap}")
                    }
                }
            }
            (Shown::Date(have), Shown::Date(need)) if holds.is_some() => match have.known().zip(need.known()) {
                Some((have, need)) if have == need => say!(self, "{needed}: it is that day", "{needed}，恰为当日"),
                Some((have, need)) => {
                    let days = self.days(have, need);
                    match op {
                        CompareOp::AtLeast | CompareOp::Above => {
                            say!(self, "{needed}: {days} too early", "{needed}，早 {days}")
                        }
                        CompareOp::AtMost | CompareOp::Below => {
                            say!(self, "{needed}: {days} too late", "{needed}，晚 {days}")
                        }
                    }
                }
                None => needed,
            },
            _ => needed,
        }
    }

    /// `X is V`, `X is one of V, W`.
    fn matched(&self, left: &Trace, options: &[Trace], holds: Option<bool>, want: bool, title: &str) -> String {
        let options: Vec<String> = options.iter().map(|option| self.in_words(option)).collect();
        self.matched_words(left, &options, holds, want, title)
    }

    fn matched_words(&self, left: &Trace, options: &[String], holds: Option<bool>, want: bool, title: &str) -> String {
        let fact = match self.simple(left) {
            Some(term) if term.given == Given::Yes && term.name == title => term.figure,
            _ => self.subject(left),
        };
        if holds == Some(want) || options.is_empty() {
            return fact;
        }
        let list = self.list(options);
        let (behind, between) = (behind(&list), behind(&before(&list)));
        let fact = match holds {
            Some(_) => say!(self, "{fact},", "{fact}，"),
            None => say!(self, "{fact};", "{fact}；"),
        };
        match (options.len(), want) {
            (1, true) => say!(self, "{fact} must be {list}", "{fact}须为{behind}"),
            (1, false) => say!(self, "{fact} must not be {list}", "{fact}不得为{behind}"),
            (_, true) => say!(self, "{fact} must be one of {list}", "{fact}须为{between}之一"),
            (_, false) => say!(self, "{fact} must be none of {list}", "{fact}须不属于{behind}"),
        }
    }

    fn variants_of(&self, trace: &Trace) -> Vec<String> {
        let Op::OneOf(_, options) = &self.program.node(trace.node).op else { return Vec::new() };
        let shown = options.iter().filter_map(|option| {
            let node = self.program.node(*option);
            match (&node.op, &node.ty) {
                (Op::Choice(variant), Type::Choice(choice)) => {
                    let variant = self.program.choice(*choice)?.variants.get(variant.0 as usize)?;
                    Some(self.variant(variant))
                }
                (Op::Number(number), ty) => Some(self.number_as_written(*number, ty)),
                (Op::Text(text), _) => Some(text.to_string()),
                _ => None,
            }
        });
        shown.collect()
    }

    /// `and`, `or`: `every` says whether all the parts matter for the outcome that is wanted.
    fn several(&self, trace: &Trace, want: bool, every: bool, title: &str) -> String {
        let outcome = holds(trace);
        let matters = |part: &&Trace| match (every, outcome == Some(want)) {
            // Wanted and given: of alternatives the ones that hold tell the tale.
            (true, true) => true,
            (false, true) => holds(part) == Some(want),
            // Not given: the parts that stand in the way.
            (_, false) => holds(part) != Some(want),
        };
        let parts = trace.operands.iter().filter(matters).map(|part| self.phrase(part, want, title));
        let parts = self.said_once(parts.collect());
        if parts.is_empty() {
            return self.bare(trace);
        }
        let list = self.together(&parts);
        if every || outcome == Some(want) || parts.len() < 2 {
            return list;
        }
        let list = self.told_apart(&parts).unwrap_or(list);
        match outcome {
            Some(_) => say!(self, "none of these holds: {list}", "各项均不符合：{list}"),
            None => say!(self, "one of these would do: {list}", "符合其一即可：{list}"),
        }
    }

    /// Alternatives with a letter or a number each; `None` where the marks between them say as well where each ends.
    fn told_apart(&self, parts: &[String]) -> Option<String> {
        let between = self.together(&[String::new(), String::new()]);
        if !parts.iter().any(|part| part.contains(&between)) {
            return None;
        }
        let signs = match self.language {
            Language::En => ('a'..='z').map(|sign| format!("({sign})\u{a0}")).collect::<Vec<String>>(),
            Language::Zh => ('①'..='⑳').map(String::from).collect(),
        };
        if parts.len() > signs.len() {
            return None;
        }
        let told = signs.iter().zip(parts).map(|(sign, part)| format!("{sign}{part}"));
        Some(self.together(&told.collect::<Vec<_>>()))
    }

    /// A condition that is asked only where another holds.
    fn only_where(&self, trace: &Trace, title: &str) -> String {
        let [only, rest @ ..] = trace.operands.as_slice() else { return self.bare(trace) };
        let asked = rest.first().map(|asked| (self.phrase(asked, true, title), holds(asked)));
        match (holds(only), asked) {
            (Some(false), _) | (_, None) => {
                let why = self.phrase(only, false, "");
                say!(self, "not asked here: {why}", "不适用：{why}")
            }
            (Some(true), Some((asked, _))) => self.together(&[self.phrase(only, true, ""), asked]),
            // It holds whether it is asked or not.
            (None, Some((asked, Some(true)))) => asked,
            (None, Some((asked, _))) => {
                let only = self.phrase(only, true, "");
                say!(self, "asked only where this holds: {only}; {asked}", "仅在符合下列情形时适用：{only}；{asked}")
            }
        }
    }

    /// Whether a date lies between two days, and how far from them.
    pub fn within(
        &self,
        date: &Trace,
        (from, until): (Option<Date>, Option<Date>),
        called: &str,
        holds: Option<bool>,
        want: bool,
    ) -> String {
        let fact = self.subject(date);
        let span = self.span(from, until);
        let close = behind(called);
        let Some(known) = date.value.date().filter(|_| holds.is_some()) else {
            let (must, must_zh) = if want { ("must", "须") } else { ("must not", "不得") };
            return match (from, until) {
                (None, None) => say!(
                    self,
                    "{fact}, {must} lie in {called}, which is not known",
                    "{fact}，{must_zh}在{close}内，{called}未定"
                ),
                _ => say!(self, "{fact}, {must} lie in {called}, {span}", "{fact}，{must_zh}在{close}（{span}）内"),
            };
        };
        if holds == Some(true) {
            return match want {
                true => say!(self, "{fact}, within {called}, {span}", "{fact}，在{close}（{span}）内"),
                false => say!(self, "{fact}, must not lie in {called}, {span}", "{fact}，不得在{close}（{span}）内"),
            };
        }
        match (from, until) {
            (Some(from), _) if known < from => {
                let days = self.days(known, from);
                say!(self, "{fact}, {days} before {called}, {span}", "{fact}，早于{close}（{span}）{days}")
            }
            (_, Some(until)) if known > until => {
                let days = self.days(known, until);
                say!(self, "{fact}, {days} after {called}, {span}", "{fact}，晚于{close}（{span}）{days}")
            }
            _ => say!(self, "{fact}, not within {called}, {span}", "{fact}，不在{close}（{span}）内"),
        }
    }

    /// A first and a last day in words.
    pub fn span(&self, from: Option<Date>, until: Option<Date>) -> String {
        match (from, until) {
            (Some(from), Some(until)) => say!(self, "{from} to {until}", "{from} 至 {until}"),
            (Some(from), None) => say!(self, "from {from} on", "自 {from} 起"),
            (None, Some(until)) => say!(self, "until {until}", "至 {until} 止"),
            (None, None) => self.not_known(),
        }
    }

    /// How many days lie between two days.
    pub fn days(&self, left: Date, right: Date) -> String {
        let days = left.until(right).map_or(0, |span| span.get_days().unsigned_abs());
        match days {
            1 => say!(self, "1\u{a0}day", "1\u{a0}天"),
            _ => say!(self, "{days}\u{a0}days", "{days}\u{a0}天"),
        }
    }

    /// A fact and its value as the subject of a sentence: `证书等级 3`, `主体类型：企业`.
    pub fn subject(&self, trace: &Trace) -> String {
        match self.simple(trace) {
            Some(term) if term.given == Given::No => match fact_read(self, trace) {
                Some(fact) => self.absent(&self.fact_used(fact)),
                None => term.name,
            },
            Some(term) if !term.name.is_empty() && matches!(trace.value, Shown::Text(_)) => {
                let (name, value) = (term.name, term.figure);
                say!(self, "{name}: {value}", "{name}：{value}")
            }
            _ => self.in_words(trace),
        }
    }
}

/// Whether a value of the trace is yes, no or unknown.
pub fn holds(trace: &Trace) -> Option<bool> {
    trace.value.truth()
}
