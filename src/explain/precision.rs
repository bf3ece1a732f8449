//! To how many decimals figures are shown: so many that two which differ are told apart.

use rust_decimal::Decimal;

use super::voice::{Voice, say};
use crate::decision::{Shown, Trace};
use crate::ir::Type;
use crate::value::{Bounds, Number};

/// To how many decimals beyond its own a figure is shown that no decimal equals.
pub(super) const DECIMALS: u32 = 4;
/// More decimals than these tell nothing apart that a decimal can hold.
const MOST_DECIMALS: u32 = 20;

impl Voice<'_> {
    /// How many decimals tell the figure of a comparison from its threshold where the two differ.
    pub fn decimals_between(&self, left: &Trace, right: &Trace) -> u32 {
        let (Shown::Number(have), Shown::Number(need)) = (&left.value, &right.value) else { return self.decimals };
        let ty = &self.program.node(left.node).ty;
        let need = ends(*need);
        let pairs: Vec<(Number, Number)> = ends(*have)
            .into_iter()
            .flat_map(|have| need.iter().map(move |need| (have, *need)))
            .filter(|(have, need)| have != need)
            .collect();
        let parted = |voice: &Voice<'_>| {
            pairs.iter().all(|(have, need)| value_of(&voice.number(*have, ty)) != value_of(&voice.number(*need, ty)))
        };
        if parted(self) {
            return self.decimals;
        }
        let more = (self.decimals..MOST_DECIMALS).find(|decimals| parted(&self.to_decimals(*decimals)));
        more.unwrap_or(MOST_DECIMALS)
    }

    /// How far two numbers of a type are apart, as a reader would say it.
    #[expect(clippy::wildcard_enum_match_arm, reason = "only shares and money have figures of their own")]
    pub fn gap(&self, left: Number, right: Number, ty: &Type) -> Option<String> {
        let gap = left.minus(right).ok()?;
        let gap = if gap.is_negative() { gap.negate() } else { gap };
        let (gap, own) = match ty {
            Type::Ratio(_) => (gap.times(100.into()).ok()?, 0),
            Type::Money(..) => (gap, self.digits()),
            _ => (gap, 0),
        };
        let least = Number::from(Decimal::new(1, own.saturating_add(self.decimals)));
        let (shown, small) = match gap.to_decimal() {
            None if gap < least => (least, true),
            _ => (gap, false),
        };
        let figure = match ty {
            Type::Money(currency, _) => self.money_number(shown, currency.as_deref()),
            Type::Ratio(_) => {
                let points = self.exact(shown, 0);
                say!(self, "{points} percentage points", "{points} 个百分点")
            }
            _ => self.number(shown, ty),
        };
        if small { Some(say!(self, "less than {figure}", "不足 {figure}")) } else { Some(figure) }
    }
}

/// What is known of a number.
fn ends(bounds: Bounds) -> Vec<Number> {
    match bounds {
        Bounds::Exactly(number) => vec![number],
        Bounds::Between(least, most) => least.into_iter().chain(most).collect(),
    }
}

/// A figure without the mark that it is rounded.
fn value_of(figure: &str) -> &str {
    figure.strip_prefix("≈\u{a0}").unwrap_or(figure)
}
