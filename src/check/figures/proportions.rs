//! `1:0.5` of a quote that the rule has turned round.

use crate::ast::{Expr, ExprKind};
use crate::source::Span;
use crate::value::Number;

use super::super::Checker;
use super::super::error::FigureError;
use super::clauses::Clauses;

/// So many rules are compared with the quotes of their measures.
const COMPARED: usize = 100;

/// A proportion of a text.
type Found = (Number, Number);

impl Checker<'_> {
    /// Proportions that the quotes have the other way round only.
    pub(super) fn proportions_turned(&self, clauses: &Clauses<'_>) -> Vec<FigureError> {
        let own = clauses.all.iter().flat_map(|clause| clause.said.proportions.iter().map(move |expr| (clause, *expr)));
        let mut told = Vec::new();
        for (clause, expr) in own.take(COMPARED) {
            let ExprKind::Proportion(first, second, base) = &expr.kind else { continue };
            let (Ok(one), Ok(other)) = (first.parse::<Number>(), second.parse::<Number>()) else { continue };
            let group = clauses.groups.get(clause.group).into_iter().flat_map(|group| &group.clauses);
            let quotes = group.filter_map(|at| clauses.all.get(*at)).flat_map(|clause| clause.quotes);
            let all: Vec<(Span, Found)> = quotes
                .flat_map(|quote| proportions(&quote.text.value).into_iter().map(move |found| (quote.text.span, found)))
                .collect();
            let alike = all.iter().any(|(_, (first, second))| (*first, *second) == (one, other));
            let turned = all.iter().find(|(_, (first, second))| (*first, *second) == (other, one));
            if let Some((quote, _)) = turned.filter(|_| !alike && one != other) {
                let (words, quoted) = (format!("{first}:{second}"), format!("{second}:{first}"));
                let span = self.figures_of(expr, base, first);
                told.push(FigureError::Differs { span, words, quote: *quote, quoted });
            }
        }
        told
    }

    /// Where the two figures of a proportion stand: before its base, or behind it.
    fn figures_of(&self, whole: &Expr, base: &Expr, first: &str) -> Span {
        let (all, base) = (whole.span, base.span);
        let sides = [Span { end: base.start, ..all }, Span { start: base.end, ..all }];
        let side = sides.into_iter().find(|side| side.start < side.end && self.sources.slice(*side).contains(first));
        let Some(side) = side else { return all };
        let words = self.sources.slice(side);
        let digit = |c: char| c.is_ascii_digit();
        let (Some(start), Some(end)) = (words.find(digit), words.rfind(digit)) else { return all };
        let at = side.start as usize;
        Span::new(side.source, at + start, at + end + 1)
    }
}

/// The proportions of a text, in order.
fn proportions(text: &str) -> Vec<Found> {
    let figure = |c: char| c.is_ascii_digit() || c == '.';
    let mut found = Vec::new();
    for (at, sign) in text.char_indices().filter(|(_, c)| matches!(c, ':' | '：' | '∶')) {
        let (before, behind) =
            (text.get(..at).unwrap_or_default(), text.get(at + sign.len_utf8()..).unwrap_or_default());
        let before = before.trim_end_matches(' ');
        let first: &str = before.get(before.trim_end_matches(figure).len()..).unwrap_or_default();
        let behind = behind.trim_start_matches(' ');
        let second: &str = behind.get(..behind.len() - behind.trim_start_matches(figure).len()).unwrap_or_default();
        if let (Ok(one), Ok(other)) = (first.parse(), second.trim_end_matches('.').parse()) {
            found.push((one, other));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proportions_keep_their_order() {
        let cases = [
            ("按市级奖励的1:0.5给予配套", Some(("1", "0.5"))),
            ("按 1 ： 2 配套", Some(("1", "2"))),
            ("给予：20万元", None),
        ];
        for (text, expected) in cases {
            let expected =
                expected.map(|(one, other)| (one.parse::<Number>().unwrap(), other.parse::<Number>().unwrap()));
            assert_eq!(proportions(text).into_iter().next(), expected, "{text}");
        }
    }
}
