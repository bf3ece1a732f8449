//! Functions: which arguments stand for what, and what they yield.

use crate::ast::{Argument, ArgumentWord, Call, Expr, Function, Signature};
use crate::ir::{self, ExprId, Op};
use crate::source::Span;
use crate::value::{Bounds, DateBounds, Number, Truth};

use super::super::Checker;
use super::super::error::{FunctionError, TypeError};
use super::super::types::Quantity;
use super::arithmetic::Extreme;
use super::{Typed, Wanted};

/// The argument of each parameter.
type Arguments<'a> = Vec<Option<&'a Expr>>;

impl<'a> Checker<'a> {
    /// A function, or a table that has its name.
    pub(super) fn call(&mut self, call: &'a Call, span: Span) -> Option<Typed> {
        let table = self.tables.get(&call.name.text).is_some();
        if let Some(argument) = call.arguments.iter().find(|argument| argument.word.is_some() && table) {
            self.check_each(&call.arguments);
            self.report_word(argument, None);
            return None;
        }
        let Some(signature) = call.function.filter(|_| !table).and_then(Function::signature) else {
            if table {
                let keys: Vec<&'a Expr> = call.arguments.iter().map(|argument| &argument.value).collect();
                return self.lookup(&call.name, &keys, span);
            }
            self.check_each(&call.arguments);
            self.unknown_function(call);
            return None;
        };
        let Some(arguments) = self.matched(call, signature, span) else {
            self.check_each(&call.arguments);
            return None;
        };
        match signature.function {
            Function::Min => self.extreme(Extreme::Min, &arguments, span),
            Function::Max => self.extreme(Extreme::Max, &arguments, span),
            Function::Part => self.part(&arguments, span),
            Function::Period
            | Function::Calendar(..)
            | Function::Overlap
            | Function::FirstDay
            | Function::LastDay
            | Function::Days
            | Function::Months
            | Function::MonthsBegun
            | Function::DaysInYear
            | Function::DaysInMonth => self.of_time(signature.function, &arguments, span),
            Function::Steps => self.steps(false, &arguments, span),
            Function::StepsBegun => self.steps(true, &arguments, span),
            Function::Taper => self.taper(&arguments, span),
            Function::Growth => self.growth(&arguments, span),
            Function::Increase => self.increase(&arguments, span),
            Function::CalendarYear => self.calendar_year(&arguments, span),
        }
    }

    /// Arguments that can't be told apart are still checked, each for itself.
    fn check_each(&mut self, arguments: &'a [Argument]) {
        for argument in arguments {
            self.value(&argument.value, None);
        }
    }

    fn unknown_function(&mut self, call: &Call) {
        let known = crate::ast::SIGNATURES.iter().flat_map(|own| [own.english, own.chinese]);
        let alias = alias(&call.name.text, self.surface(call.name.span)).map(str::to_owned);
        let nearest = alias.or_else(|| self.suggest(&call.name.text, known));
        let name = call.name.text.clone();
        self.report_unknown(&call.name.text, FunctionError::Unknown { span: call.name.span, name, nearest });
    }

    /// The argument of each parameter of the function, in their order.
    fn matched(&mut self, call: &'a Call, signature: &'static Signature, span: Span) -> Option<Arguments<'a>> {
        let mut found: Arguments<'a> = vec![None; signature.parameters.len()];
        let mut last = 0;
        for argument in &call.arguments {
            let mut places = signature.parameters.iter().zip(&found);
            match places.position(|(parameter, given)| parameter.word == argument.word && given.is_none()) {
                Some(at) if at < last => {
                    self.report(FunctionError::Order { span: argument.span, example: signature.example() });
                    return None;
                }
                Some(at) => {
                    last = at;
                    if let Some(place) = found.get_mut(at) {
                        *place = Some(&argument.value);
                    }
                }
                None if signature.repeats && argument.word.is_none() => found.push(Some(&argument.value)),
                None => {
                    self.misplaced(argument, signature, &found);
                    return None;
                }
            }
        }
        let missing = signature.parameters.iter().zip(&found).find(|(parameter, given)| {
            let bare =
                matches!(signature.function, Function::Part | Function::Period) && found.iter().flatten().count() < 2;
            given.is_none() && (parameter.obligatory || bare)
        });
        if let Some((parameter, _)) = missing {
            self.report(FunctionError::Missing {
                span,
                function: (signature.english, signature.chinese),
                word: parameter.word.map(ArgumentWord::spelling),
                argument: (parameter.english, parameter.chinese),
                example: signature.example(),
            });
            return None;
        }
        Some(found)
    }

    /// An argument that has no place in the function.
    fn misplaced(&mut self, argument: &Argument, signature: &'static Signature, found: &[Option<&Expr>]) {
        if argument.word.is_some() {
            return self.report_word(argument, Some(signature));
        }
        let free = signature.parameters.iter().zip(found).filter(|(_, given)| given.is_none());
        // All that may be left out, and the first that may not.
        let mut words = Vec::new();
        for (parameter, _) in free {
            words.extend(parameter.word.map(ArgumentWord::spelling));
            if parameter.obligatory {
                break;
            }
        }
        let surface = self.surface(argument.span);
        self.report(match words.is_empty() {
            false => FunctionError::WordMissing {
                span: argument.span,
                function: (signature.english, signature.chinese),
                words,
                surface,
                example: signature.example(),
            },
            true => FunctionError::TooMany {
                span: argument.span,
                function: (signature.english, signature.chinese),
                example: signature.example(),
            },
        });
    }

    fn report_word(&mut self, argument: &Argument, signature: Option<&'static Signature>) {
        let Some(word) = argument.word else { return };
        let twice = signature.is_some_and(|own| own.parameters.iter().any(|parameter| parameter.word == Some(word)));
        self.report(FunctionError::Word {
            span: argument.span,
            word: word.spelling(),
            example: signature.map(Signature::example),
            twice,
        });
    }

    /// All the arguments given, of one kind of number.
    fn numbers(&mut self, arguments: &[Option<&'a Expr>]) -> Option<(Vec<Option<Typed>>, Quantity)> {
        let checked: Vec<Option<Option<Typed>>> =
            arguments.iter().map(|argument| argument.map(|expr| self.value(expr, None))).collect();
        let mut typed = Vec::new();
        for one in checked {
            typed.push(match one {
                None => None,
                Some(one) => Some(one?),
            });
        }
        let given = typed.iter().zip(arguments).filter_map(|(typed, expr)| Some((typed.clone()?, (*expr)?)));
        let given: Vec<(Typed, &'a Expr)> = given.collect();
        let quantity = self.one_kind(&given)?;
        Some((typed, quantity))
    }

    fn part(&mut self, arguments: &[Option<&'a Expr>], span: Span) -> Option<Typed> {
        let (typed, quantity) = self.numbers(arguments)?;
        let limits = |at: usize| typed.get(at)?.as_ref().map(bounds);
        if let (Some(above), Some(most)) = (limits(1), limits(2))
            && above.at_least(most) == Truth::True
        {
            self.report(FunctionError::PartBackwards { span });
            return None;
        }
        let bounds = limits(0).unwrap_or(Bounds::ANY).part(limits(1), limits(2));
        Some(self.apply(ir::Function::Part, &typed, quantity.within(bounds.unwrap_or(Bounds::ANY)), span))
    }

    fn steps(&mut self, begun: bool, arguments: &[Option<&'a Expr>], span: Span) -> Option<Typed> {
        let (typed, _) = self.numbers(arguments)?;
        let size = self.never_negative(&typed, arguments, 1, ("the size of a step", "每档的大小"))?;
        if size.known().is_some_and(Number::is_zero) {
            self.report(TypeError::DividedByZero { span });
            return None;
        }
        let bounds = bounds_at(&typed, 0).steps(size, begun).unwrap_or(Bounds::ANY);
        let function = if begun { ir::Function::StepsBegun } else { ir::Function::Steps };
        Some(self.apply(function, &typed, Quantity::Whole.within(bounds), span))
    }

    fn taper(&mut self, arguments: &[Option<&'a Expr>], span: Span) -> Option<Typed> {
        let (value, points) = arguments.split_first()?;
        let (value, points) = (self.numbers(&[*value]), self.numbers(points));
        let ((mut typed, quantity), (points, _)) = (value?, points?);
        let (from, to) = (bounds_at(&points, 1), bounds_at(&points, 2));
        if from.at_least(to) == Truth::True {
            self.report(FunctionError::Backwards { span });
            return None;
        }
        let share = bounds_at(&points, 0).taper(from, to);
        let bounds = share.and_then(|share| bounds_at(&typed, 0).times(share)).unwrap_or(Bounds::ANY);
        typed.extend(points);
        Some(self.apply(ir::Function::Taper, &typed, quantity.within(bounds), span))
    }

    fn growth(&mut self, arguments: &[Option<&'a Expr>], span: Span) -> Option<Typed> {
        let (amounts, from_zero) = arguments.split_at_checked(2)?;
        let from_zero = from_zero.first().copied().flatten()?;
        let (checked, share) = (self.numbers(amounts), self.value(from_zero, None));
        let (mut typed, _) = checked?;
        let share = self.expect(share?, &Quantity::Ratio.within(Bounds::ANY), from_zero)?;
        let over = self.never_negative(&typed, amounts, 1, ("the earlier amount", "基期数额"))?;
        let bounds = bounds_at(&typed, 0).growth(over, bounds(&share)).unwrap_or(Bounds::ANY);
        typed.push(Some(share));
        Some(self.apply(ir::Function::Growth, &typed, Quantity::Ratio.within(bounds), span))
    }

    fn increase(&mut self, arguments: &[Option<&'a Expr>], span: Span) -> Option<Typed> {
        let (typed, quantity) = self.numbers(arguments)?;
        let bounds = bounds_at(&typed, 0).increase(bounds_at(&typed, 1)).unwrap_or(Bounds::ANY);
        Some(self.apply(ir::Function::Increase, &typed, quantity.within(bounds), span))
    }

    fn calendar_year(&mut self, arguments: &[Option<&'a Expr>], span: Span) -> Option<Typed> {
        let date = arguments.first().copied().flatten()?;
        let typed = self.wanting(Wanted::Kind(ir::Type::Date), date)?;
        let typed = self.expect(typed, &ir::Type::Date, date)?;
        let year = Quantity::Whole.within(DateBounds::ANY.year());
        Some(self.apply(ir::Function::CalendarYear, &[Some(typed)], year, span))
    }

    /// All that an argument may be, which is refused where that is below 0.
    fn never_negative(
        &mut self,
        typed: &[Option<Typed>],
        arguments: &[Option<&'a Expr>],
        at: usize,
        called: (&'static str, &'static str),
    ) -> Option<Bounds> {
        let bounds = bounds_at(typed, at);
        if bounds.least().is_none_or(Number::is_negative) {
            let span = arguments.get(at).copied().flatten()?.span;
            self.report(FunctionError::Negative { span, called });
            return None;
        }
        Some(bounds)
    }

    fn apply(&mut self, function: ir::Function, operands: &[Option<Typed>], ty: ir::Type, span: Span) -> Typed {
        let operands: Vec<Option<ExprId>> =
            operands.iter().map(|operand| operand.as_ref().map(|operand| operand.id)).collect();
        self.push(Op::Apply(function, operands), ty, span)
    }
}

/// All that an argument may be.
fn bounds_at(typed: &[Option<Typed>], at: usize) -> Bounds {
    typed.get(at).and_then(Option::as_ref).map_or(Bounds::ANY, bounds)
}

/// All that a value may be.
fn bounds(typed: &Typed) -> Bounds {
    Quantity::of(&typed.ty).map_or(Bounds::ANY, |(_, limits)| limits.bounds())
}

/// Other words for functions, by which tables of numbers or the words of a document know them.
const ALIASES: [(&str, &str, &str); 25] = [
    ("年份", "calendar_year", "自然年"),
    ("年度", "calendar_year", "自然年"),
    ("year", "calendar_year", "自然年"),
    ("最小值", "min", "最小"),
    ("较小值", "min", "最小"),
    ("较小者", "min", "最小"),
    ("取小", "min", "最小"),
    ("孰低", "min", "最小"),
    ("minimum", "min", "最小"),
    ("最大值", "max", "最大"),
    ("较大值", "max", "最大"),
    ("较大者", "max", "最大"),
    ("取大", "max", "最大"),
    ("孰高", "max", "最大"),
    ("maximum", "max", "最大"),
    ("增幅", "growth", "增长率"),
    ("增速", "growth", "增长率"),
    ("同比增长", "growth", "增长率"),
    ("增长", "growth", "增长率"),
    ("月数", "months", "整月数"),
    ("档数", "steps", "整档数"),
    ("每满", "steps", "整档数"),
    ("超过部分", "part", "部分"),
    ("超出部分", "part", "部分"),
    ("日数", "days", "天数"),
];

/// The function that another word surely means.
pub(super) fn alias(written: &str, surface: crate::ast::Surface) -> Option<&'static str> {
    let (_, english, chinese) = ALIASES.iter().find(|(other, ..)| *other == written.to_lowercase())?;
    Some(surface.either(english, chinese))
}

/// Words for a rounding, which is an ending and no function.
pub(super) const ROUNDINGS: [&str; 9] =
    ["取整", "四舍五入", "向上取整", "向下取整", "round", "floor", "ceil", "ceiling", "int"];
