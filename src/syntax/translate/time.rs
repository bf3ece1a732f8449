//! What a date lies in, and the periods of limits: in Chinese the date stands between the words.

use super::{Writer, parts_of};
use crate::ast::Surface;
use crate::syntax::grammar::{Node, Rule};

/// What a date is tested to lie in, by the rule in English and the rule of its end in Chinese.
const STRETCHES: [(Rule, &str, Rule, &str); 9] = [
    (Rule::within_before, "is within the calendar year before", Rule::before_end, "的上一年度内"),
    (Rule::within_of, "is within the calendar year of", Rule::of_end, "的当年内"),
    (Rule::quarter_before, "is within the quarter before", Rule::quarter_before_end, "的上一季度内"),
    (Rule::quarter_of, "is within the quarter of", Rule::quarter_of_end, "的当季内"),
    (Rule::month_before, "is within the month before", Rule::month_before_end, "的上月内"),
    (Rule::month_of, "is within the month of", Rule::month_of_end, "的当月内"),
    (Rule::financial_before, "is within the financial year before", Rule::financial_before_end, "的上一财年内"),
    (Rule::financial_of, "is within the financial year of", Rule::financial_of_end, "的当财年内"),
    (Rule::within_word, "is within", Rule::inside, "内"),
];

impl<'t> Writer<'t> {
    /// `D is within …` D 在 … 内, from the word on.
    pub(super) fn within(&mut self, node: &Node<'t>) {
        let parts = parts_of(node);
        let (Some(word), Some(value)) = (parts.first(), parts.get(1)) else { return self.sequence(&parts) };
        let end = parts.get(2);
        let is = |node: &Node<'_>, rule: Rule| node.as_rule() == rule;
        let stretch = STRETCHES
            .iter()
            .find(|(english, _, chinese, _)| is(word, *english) || end.is_some_and(|end| is(end, *chinese)));
        let (english, chinese) = match stretch {
            Some((_, english, _, chinese)) => ((*english).to_owned(), (*chinese).to_owned()),
            None => {
                let words = if is(word, Rule::within_length) { Some(word) } else { end };
                let Some((length, before)) = words.and_then(|words| self.length_of(words)) else {
                    return self.sequence(&parts);
                };
                let side = if before { ("before", "前") } else { ("after", "后") };
                (format!("is within {length} {}", side.0), format!("{}{length}内", side.1))
            }
        };
        match self.to {
            Surface::English => self.word(&english, word.as_str()),
            Surface::Chinese => self.word("在", word.as_str()),
        }
        self.blank();
        self.between(word, value);
        self.part(value);
        self.close(self.to.either("", &chinese), Some(value), end);
    }

    /// The length of time, and whether it lies before the date.
    fn length_of(&self, node: &Node<'_>) -> Option<(String, bool)> {
        let parts: Vec<Node<'_>> = node.clone().into_inner().flatten().collect();
        let find = |rules: &[Rule]| parts.iter().find(|part| rules.contains(&part.as_rule()));
        let figure = find(&[Rule::integer])?;
        let unit = find(&[Rule::duration_unit, Rule::length_unit])?;
        let before = find(&[Rule::length_before, Rule::length_before_zh]).is_some();
        Some((self.length(figure.as_str(), unit.as_str()), before))
    }

    /// `per calendar year of` 每自然年度 按.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the caller passes these four rules")]
    pub(super) fn per_stretch(&mut self, node: &Node<'t>) {
        let (english, chinese) = match node.as_rule() {
            Rule::per_calendar_year => ("per calendar year of", "每自然年度 按"),
            Rule::per_financial_year => ("per financial year of", "每财政年度 按"),
            Rule::per_quarter => ("per quarter of", "每季度 按"),
            _ => ("per month of", "每月 按"),
        };
        self.word(self.to.either(english, chinese), node.as_str());
    }
}
