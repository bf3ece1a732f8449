//! What the figures of a decision are called.

use super::names::Names;
use super::voice::say;
use crate::ir::{DecidedFigure, DecidedOf};

impl Names<'_> {
    /// A figure of the decision, as an assertion asks for it.
    pub fn decided(&self, figure: DecidedFigure) -> String {
        let (en, zh) = figure.what.words();
        let what = say!(self, "{en}", "{zh}");
        let of = match figure.of {
            DecidedOf::All => say!(self, "{what} under all measures", "全部措施{what}"),
            DecidedOf::Claim => say!(self, "{what} to this claim", "本项{what}"),
            DecidedOf::Measure(at) => {
                let name = self.program.measures.get(at).map(|measure| self.measure(&measure.name));
                let name = name.unwrap_or_default();
                say!(self, "{what} under {name}", "“{name}”{what}")
            }
        };
        match figure.year {
            None => of,
            Some(year) => say!(self, "{of} in year {year}", "{of}（第\u{a0}{year}\u{a0}年）"),
        }
    }
}
