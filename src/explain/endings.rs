//! Endings of an amount: where one does not bear on it, the amount stands as it is.

use super::arithmetic::{Called, Sheet};
use super::figures::grouped;
use super::voice::{Voice, say};
use crate::decision::Trace;
use crate::ir::{Function, Type};
use crate::value::{Number, Rounding, RoundingMode};

impl Sheet<'_> {
    /// An amount rounded.
    pub(super) fn rounded(&mut self, rounding: Rounding, trace: &Trace, called: &Called) {
        let [amount] = trace.operands.as_slice() else { return };
        if amount.value.number().is_some() && amount.value.number() == trace.value.number() {
            return self.result(amount, called.clone());
        }
        let voice = self.voice;
        let unit = voice.unit_of_rounding(rounding, &voice.program.node(trace.node).ty);
        let (amount, direction) = (self.both(amount), voice.direction(rounding.mode, &unit));
        let words = say!(voice, "{amount}, {direction}", "{amount}，{direction}");
        self.finish(self.figure(trace), called, &words);
    }

    /// An amount that counts for nothing, or for more, where it is small.
    pub(super) fn where_small(&mut self, function: Function, trace: &Trace, called: &Called) {
        let [amount, figure] = trace.operands.as_slice() else { return };
        let (have, want) = (amount.value.number(), figure.value.number());
        if have.is_some_and(|have| have.is_zero() || have.is_negative()) {
            return self.result(amount, called.clone());
        }
        let voice = self.voice;
        let (amount, figure) = (self.both(amount), self.both(figure));
        let words = match (have.zip(want).map(|(have, want)| have >= want), function == Function::NothingBelow) {
            (Some(true), true) => {
                say!(voice, "{amount} is not below {figure}: it counts", "{amount} 不低于 {figure}，照计")
            }
            (Some(false), true) => {
                say!(voice, "{amount} is below {figure}: counts as nothing", "{amount} 不足 {figure}，不计")
            }
            (None, true) => say!(voice, "{amount}, nothing below {figure}", "{amount}，不足 {figure} 不计"),
            (Some(true), false) => {
                say!(voice, "{amount}, if any not below {figure}: not touched", "{amount}，有则最低 {figure}，未触及")
            }
            (Some(false), false) => {
                say!(voice, "{amount} is below {figure}, counted as", "{amount}，低于最低 {figure}，按")
            }
            (None, false) => say!(voice, "{amount}, if any not below {figure}", "{amount}，有则最低 {figure}"),
        };
        self.finish(self.figure(trace), called, &words);
    }
}

impl Voice<'_> {
    /// What a value is rounded to a multiple of: `1 元`, `0.1%`.
    pub(super) fn unit_of_rounding(&self, rounding: Rounding, ty: &Type) -> String {
        if let Type::Money(currency, _) = ty {
            return self.with_unit(&grouped(rounding.unit, 0), currency.as_deref());
        }
        self.number(Number::from(rounding.unit), ty)
    }

    /// `rounded half up to 1`.
    pub(super) fn direction(&self, mode: RoundingMode, unit: &str) -> String {
        match mode {
            RoundingMode::HalfUp => say!(self, "rounded half up to {unit}", "四舍五入至 {unit}"),
            RoundingMode::HalfEven => say!(self, "rounded half even to {unit}", "四舍六入五成双至 {unit}"),
            RoundingMode::Up => say!(self, "rounded up to {unit}", "向上取整至 {unit}"),
            RoundingMode::Down => say!(self, "rounded down to {unit}", "向下取整至 {unit}"),
        }
    }
}
