//! The figures of rules: what is written as a number in an expression, a row, a limit, each with the operator beside it.

use crate::ast::{
    Applies, ArithmeticOp, CalendarUnit, CapPeriod, CapWhat, CompareOp, DepartureKind, Ending, EndingKind, Expr,
    ExprKind, Function, Name, Pattern, PatternKind, Quantified, Range, WithinPeriod,
};
use crate::source::Span;
use crate::value::Number;

use super::literal::{converts, literal};
use super::read::Kind;

/// A figure of a rule.
#[derive(Debug, Clone, Copy)]
pub(super) struct Use {
    pub(super) kind: Kind,
    pub(super) value: Number,
    pub(super) span: Span,
    /// The comparison that it is a bound of: as what is compared stands to it.
    pub(super) op: Option<CompareOp>,
    /// What `min`, `max` or `not below` keeps the amount at, where it is one of their values.
    pub(super) keeps: Option<CompareOp>,
    /// Whether the next whole number may be the one of the text: a bound (5..9 for under 10, above 12,000 for
    /// from 12,001).
    pub(super) slack: bool,
    /// Whether the comparison itself must hold for a claim, and not another in its place, or its opposite.
    pub(super) must: bool,
    /// Whether the document must have it: not so the range of a fact, or the years of a clause.
    pub(super) asks: bool,
    /// Where the operator stands whose right side it is, or the name of `min` or `max`.
    pub(super) word: Option<Span>,
}

/// A part of an expression that is still to be looked at.
struct Part<'a> {
    expr: &'a Expr,
    /// The comparison that it is a side of.
    op: Option<CompareOp>,
    keeps: Option<CompareOp>,
    must: bool,
    asks: bool,
    slack: bool,
    word: Option<Span>,
}

impl<'a> Part<'a> {
    fn of(expr: &'a Expr, asks: bool) -> Part<'a> {
        Part { expr, op: None, keeps: None, must: false, asks, slack: false, word: None }
    }
}

/// A name that bounds what is compared, or what `min` or `max` takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct NamedBound<'a> {
    pub(super) name: &'a str,
    /// The bound, but for its value.
    pub(super) used: Use,
}

/// What a clause says: its figures, and the names that it reads.
#[derive(Debug, Default)]
pub(super) struct Said<'a> {
    pub(super) uses: Vec<Use>,
    pub(super) names: Vec<&'a Name>,
    /// Where they stand as bounds.
    pub(super) bounds: Vec<NamedBound<'a>>,
    /// `1:0.5 of X`.
    pub(super) proportions: Vec<&'a Expr>,
    /// What it raises a value by: the text may name the sum.
    pub(super) raises: Vec<(Kind, Number)>,
    /// Where it takes the least or the greatest of several values.
    pub(super) extremes: Vec<Extreme>,
    /// What is added to another value, or another to it.
    pub(super) added: Vec<&'a Expr>,
    /// Whether anything is deducted.
    pub(super) deducts: bool,
    /// Where it counts by years of the calendar, or (`true`) by financial years.
    pub(super) years: Vec<(bool, Span)>,
}

/// The least or the greatest of several values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extreme {
    /// Whether the greatest is taken.
    pub(super) greatest: bool,
    /// The whole.
    pub(super) span: Span,
    /// The name of `min` or `max`.
    pub(super) word: Option<Span>,
}

impl<'a> Said<'a> {
    /// The names that it reads, as they are written.
    pub(super) fn texts(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.names.iter().map(|name| name.text.as_str())
    }

    /// The figures and names of an expression.
    pub(super) fn expr(&mut self, expr: &'a Expr) {
        self.parts(expr, false);
    }

    /// Those of a condition that must hold.
    pub(super) fn must_hold(&mut self, expr: &'a Expr) {
        self.parts(expr, true);
    }

    fn parts(&mut self, expr: &'a Expr, must: bool) {
        let mut rest = vec![Part { must, ..Part::of(expr, true) }];
        while let Some(Part { expr, op, keeps, must, asks, slack: near, word }) = rest.pop() {
            if let Some((kind, value, slack)) = literal(expr) {
                let slack = slack || ((near || op.is_some()) && value.to_whole().is_some() && kind != Kind::Date);
                let asks = asks && !converts(expr, value);
                self.uses.push(Use { kind, value, span: expr.span, op, keeps, slack, must, asks, word });
                continue;
            }
            if let Some(name) = bounding_name(expr).filter(|_| op.is_some() || keeps.is_some()) {
                let (kind, value, span) = (Kind::Count, Number::ZERO, expr.span);
                let used = Use { kind, value, span, op, keeps, slack: false, must, asks: false, word };
                self.bounds.push(NamedBound { name, used });
            }
            let part = |expr: &'a Expr| Part::of(expr, asks);
            let mut plain = |parts: &[&'a Expr]| rest.extend(parts.iter().map(|expr| part(expr)));
            match &expr.kind {
                ExprKind::Error
                | ExprKind::YesNo(_)
                | ExprKind::Number(_)
                | ExprKind::Percent(_)
                | ExprKind::Money(..)
                | ExprKind::Quantity(..)
                | ExprKind::Rate(..)
                | ExprKind::Date(..)
                | ExprKind::Duration(..)
                | ExprKind::Text(_)
                | ExprKind::AppliedOn
                | ExprKind::SupportYear => {}
                ExprKind::Name(name) => self.names.push(name),
                ExprKind::Field(of, name) => {
                    self.names.push(name);
                    plain(&[of]);
                }
                ExprKind::Lookup(name, keys) => {
                    self.names.push(name);
                    plain(&keys.iter().collect::<Vec<_>>());
                }
                ExprKind::OnDay(name, keys, day) => {
                    self.names.push(name);
                    plain(&keys.iter().collect::<Vec<_>>());
                    plain(&[day]);
                }
                ExprKind::Call(call) => {
                    self.names.push(&call.name);
                    let keeps = match call.function {
                        Some(Function::Min) => Some(CompareOp::AtMost),
                        Some(Function::Max) => Some(CompareOp::AtLeast),
                        Some(_) | None => None,
                    };
                    match call.function {
                        Some(Function::Calendar(unit, _)) => self.year(unit, expr.span),
                        // They deduct by themselves.
                        Some(Function::Increase | Function::Growth | Function::Part | Function::Taper) => {
                            self.deducts = true;
                        }
                        Some(_) | None => {}
                    }
                    let arguments = call.arguments.iter();
                    let word = keeps.map(|_| call.name.span);
                    // `max(…, 0)` only keeps out what is negative.
                    let nothing = |value: &Expr| literal(value).is_some_and(|(_, value, _)| value.is_zero());
                    if let Some(keeps) = keeps.filter(|_| !call.arguments.iter().any(|own| nothing(&own.value))) {
                        let greatest = keeps == CompareOp::AtLeast;
                        self.extremes.push(Extreme { greatest, span: expr.span, word });
                    }
                    let arguments =
                        arguments.map(|argument| Part { keeps, slack: true, word, ..part(&argument.value) });
                    rest.extend(arguments);
                }
                ExprKind::Not(one) => plain(&[one]),
                ExprKind::Negate(one) => {
                    plain(&[one]);
                    self.deducts = true;
                }
                ExprKind::At(series, year) => {
                    plain(&[series]);
                    rest.push(Part { asks: false, ..part(year) });
                }
                ExprKind::Arithmetic(op, left, right) => {
                    plain(&[left, right]);
                    match op {
                        ArithmeticOp::Add => self.added.extend([&**left, &**right]),
                        ArithmeticOp::Subtract => self.deducts = true,
                        ArithmeticOp::Multiply | ArithmeticOp::Divide => {}
                    }
                }
                ExprKind::Of(left, right) | ExprKind::Is(left, right) | ExprKind::IsNot(left, right) => {
                    plain(&[left, right])
                }
                ExprKind::Compare(op, left, right) => {
                    let word = Some(Span { start: left.span.end, end: right.span.start, ..right.span });
                    rest.push(Part { op: Some(*op), must, word, ..part(right) });
                    rest.push(Part { op: Some(op.mirrored()), must, ..part(left) });
                }
                ExprKind::Proportion(first, second, base) => {
                    self.proportions.push(expr);
                    let figure = |digits: &str| count(expr.span, digits.parse().ok()?);
                    self.uses.extend([first, second].into_iter().filter_map(|digits| figure(digits)));
                    plain(&[base]);
                }
                ExprKind::Ended(of, endings) => {
                    plain(&[of]);
                    for Ending { kind, figure, .. } in endings {
                        // What an amount is rounded to is seldom said where the amount is.
                        let asks = asks && !matches!(kind, EndingKind::Rounded(_));
                        let keeps = (*kind == EndingKind::NotBelow).then_some(CompareOp::AtLeast);
                        rest.push(Part { asks, keeps, ..part(figure) });
                    }
                }
                ExprKind::IsOneOf(one, several) => {
                    plain(&[one]);
                    plain(&several.iter().collect::<Vec<_>>());
                }
                ExprKind::Within(day, period) => {
                    plain(&[day]);
                    match period {
                        WithinPeriod::InForce => {}
                        WithinPeriod::Length(number, _, span, _, of) => {
                            self.time(*number, *span);
                            plain(&[of]);
                        }
                        WithinPeriod::Calendar(unit, _, of) => {
                            plain(&[of]);
                            self.year(*unit, expr.span);
                        }
                        WithinPeriod::Period(of) => plain(&[of]),
                    }
                }
                ExprKind::And(parts) => rest.extend(parts.iter().map(|expr| Part { must, ..part(expr) })),
                ExprKind::Or(parts) => plain(&parts.iter().collect::<Vec<_>>()),
                ExprKind::Any(walk) | ExprKind::All(walk) | ExprKind::Count(walk) => plain(&walked(walk)),
                ExprKind::Sum(value, walk) | ExprKind::Least(value, walk) | ExprKind::Greatest(value, walk) => {
                    if !matches!(expr.kind, ExprKind::Sum(..)) {
                        let greatest = matches!(expr.kind, ExprKind::Greatest(..));
                        self.extremes.push(Extreme { greatest, span: expr.span, word: None });
                    }
                    plain(&[value]);
                    plain(&walked(walk));
                }
                ExprKind::Rows(rows) => {
                    for row in rows {
                        plain(&[&row.value]);
                        plain(&row.condition.iter().collect::<Vec<_>>());
                    }
                }
            }
        }
    }

    /// The clause counts in these years, which the document need not say so.
    pub(super) fn applies(&mut self, applies: &'a Applies) {
        let before = self.uses.len();
        if let Some(years) = &applies.years {
            self.time(years.first, years.span);
            self.time(years.last, years.span);
        }
        // What the text leaves open, it need not say in figures.
        self.need_not_be_quoted(if applies.reading.is_some() { 0 } else { before });
        self.names.extend(applies.reading.iter().map(|under| &under.reading));
    }

    /// The figures from this one on need stand in no quote.
    pub(super) fn need_not_be_quoted(&mut self, from: usize) {
        self.uses.iter_mut().skip(from).for_each(|own| own.asks = false);
    }

    /// A number of years, months or parts.
    pub(super) fn time(&mut self, number: u32, span: Span) {
        let value = Number::from(i64::from(number));
        self.uses.push(Use {
            kind: Kind::Time,
            value,
            span,
            op: None,
            keeps: None,
            slack: false,
            must: false,
            asks: true,
            word: None,
        });
    }

    fn year(&mut self, unit: CalendarUnit, span: Span) {
        match unit {
            CalendarUnit::Year => self.years.push((false, span)),
            CalendarUnit::FinancialYear => self.years.push((true, span)),
            CalendarUnit::Quarter | CalendarUnit::Month => {}
        }
    }

    /// What a row of a table matches.
    pub(super) fn pattern(&mut self, pattern: &'a Pattern) {
        for alternative in &pattern.alternatives {
            match alternative {
                PatternKind::Any(_) => {}
                PatternKind::Value(expr) => self.expr(expr),
                PatternKind::Range(range, _) => self.range(range),
                PatternKind::Sides(sides, _) => {
                    for side in sides {
                        self.bound(&side.bound, side.op);
                    }
                }
            }
        }
    }

    /// The ends of a range, both included.
    pub(super) fn range(&mut self, range: &'a Range) {
        for (end, op) in [(&range.from, CompareOp::AtLeast), (&range.to, CompareOp::AtMost)] {
            if let Some(end) = end {
                self.bound(end, op);
            }
        }
    }

    /// A constant that bounds what is meant on one side.
    pub(super) fn bound(&mut self, expr: &'a Expr, op: CompareOp) {
        let before = self.uses.len();
        self.expr(expr);
        for own in self.uses.iter_mut().skip(before).filter(|own| own.span == expr.span) {
            own.op = Some(op);
            own.slack |= own.kind != Kind::Date && own.value.to_whole().is_some();
        }
    }

    /// What is limited.
    pub(super) fn limited(&mut self, what: &'a CapWhat) {
        match what {
            CapWhat::Money(figure) | CapWhat::AwardsOf(figure) => self.expr(figure),
            CapWhat::Quantity(figure, of) => {
                self.expr(figure);
                self.expr(of);
            }
            CapWhat::Awards(number, span) => {
                self.uses.extend(count(*span, Number::from(i64::from(*number))));
            }
            CapWhat::Highest(_) | CapWhat::Once => {}
        }
    }

    /// The time over which a limit counts.
    pub(super) fn period(&mut self, period: &'a CapPeriod) {
        match period {
            CapPeriod::Total(_) | CapPeriod::SupportYear(_) => {}
            CapPeriod::Calendar(unit, day, span) => {
                self.expr(day);
                self.year(*unit, *span);
            }
            CapPeriod::FinancialYears(number, day, span) => {
                self.time(*number, *span);
                self.expr(day);
                self.year(CalendarUnit::FinancialYear, *span);
            }
            CapPeriod::RollingYears(number, day, span) => {
                self.time(*number, *span);
                self.expr(day);
            }
        }
    }

    /// What a departure does.
    pub(super) fn departure(&mut self, kind: &'a DepartureKind) {
        match kind {
            DepartureKind::Instead { value, .. } => self.expr(value),
            DepartureKind::By(value) => {
                self.expr(value);
                self.raises.extend(literal(value).map(|(kind, value, _)| (kind, value)));
            }
            DepartureKind::Times(digits, span) => {
                self.uses.extend(digits.parse().ok().and_then(|times| count(*span, times)));
            }
        }
    }
}

fn count(span: Span, value: Number) -> Option<Use> {
    Some(Use {
        kind: Kind::Count,
        value,
        span,
        op: None,
        keeps: None,
        slack: false,
        must: false,
        asks: true,
        word: None,
    })
}

fn walked(walk: &Quantified) -> Vec<&Expr> {
    std::iter::once(&walk.list).chain(&walk.condition).collect()
}

/// The name of a value, or of a table, that stands alone.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other expression is more than a name")]
fn bounding_name(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Name(name) | ExprKind::Field(_, name) | ExprKind::Lookup(name, _) | ExprKind::OnDay(name, ..) => {
            Some(&name.text)
        }
        _ => None,
    }
}

/// The figures that an expression stands for by itself, or in its rows.
pub(super) fn alone(expr: &Expr) -> Vec<&Expr> {
    let own = |expr: &Expr| literal(expr).is_some();
    if let ExprKind::Rows(rows) = &expr.kind {
        return rows.iter().map(|row| &row.value).filter(|value| own(value)).collect();
    }
    std::iter::once(expr).filter(|expr| own(expr)).collect()
}
