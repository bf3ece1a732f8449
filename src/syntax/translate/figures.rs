//! Figures with what they count: `12 months` 12个月, `1000 square_metre` 1000平方米, `in years 2 to 3` 第2至3年.

use super::{Writer, parts_of, start_of};
use crate::syntax::build::narrow;
use crate::syntax::grammar::{Node, Rule};

impl<'t> Writer<'t> {
    /// `15万元`, `30%`, `30元/平方米`, `1000 square_metre`.
    pub(super) fn counted(&mut self, node: &Node<'t>) {
        let parts = parts_of(node);
        let is_there = |rule: Rule| parts.iter().any(|part| part.as_rule() == rule);
        let Some(figure) = parts.first() else { return self.push(node.as_str()) };
        if is_there(Rule::quarters) {
            let (one, figure) = (self.is_one(figure), figure.as_str());
            let english = if one { "quarter" } else { "quarters" };
            self.push(&self.to.either(format!("{figure} {english}"), format!("{figure}个季度")));
            return self.comments(node.as_str());
        }
        let Some(first) = parts.iter().find(|part| matches!(part.as_rule(), Rule::unit_name | Rule::unit_ratio)) else {
            return self.push(node.as_str());
        };
        // 5万千瓦时 has no form with a Latin unit.
        if parts.iter().any(|part| matches!(part.as_str(), "万" | "亿")) {
            return self.push(node.as_str());
        }
        if first.as_rule() == Rule::unit_ratio {
            let money = self.text.get(start_of(node)..start_of(first)).unwrap_or("");
            self.push(money);
            return self.units(first);
        }
        self.push(figure.as_str());
        if self.unit_word(first).starts_with(|letter: char| letter.is_ascii()) {
            self.out.push(' ');
        }
        self.factors(start_of(first), node);
        self.comments(node.as_str());
    }

    /// A unit: its factors with the signs between them.
    pub(super) fn units(&mut self, node: &Node<'t>) {
        self.factors(start_of(node), node);
    }

    fn factors(&mut self, start: usize, node: &Node<'t>) {
        let mut done = start;
        let names = node.clone().into_inner().flatten().filter(|part| part.as_rule() == Rule::unit_name);
        for name in names {
            let word = self.unit_word(&name);
            self.out.push_str(self.text.get(done..start_of(&name)).unwrap_or(""));
            self.out.push_str(&word);
            done = name.as_span().end();
        }
        self.out.push_str(self.text.get(done..node.as_span().end()).unwrap_or(""));
    }

    /// Figures between words of the language.
    #[allow(clippy::wildcard_enum_match_arm, reason = "`part` sends no other rule here")]
    pub(super) fn with_figures(&mut self, node: &Node<'t>) {
        let figures: Vec<Node<'t>> = node
            .clone()
            .into_inner()
            .flatten()
            .filter(|part| matches!(part.as_rule(), Rule::integer | Rule::figure))
            .collect();
        let Some(figure) = figures.first() else { return self.push(node.as_str()) };
        let (one, n) = (self.is_one(figure), figure.as_str());
        let second = figures.get(1).map(Node::as_str);
        let many = |single: &str| if one { single.to_owned() } else { format!("{single}s") };
        let has = |rule: Rule| node.clone().into_inner().flatten().any(|part| part.as_rule() == rule);
        let (english, chinese) = match node.as_rule() {
            Rule::duration => {
                let unit = parts_of(node).pop().map_or("", |unit| unit.as_str());
                let words = self.length(n, unit);
                (words.clone(), words)
            }
            Rule::years => match second {
                Some(last) => (format!("in years {n} to {last}"), format!("第{n}至{last}年")),
                None => (format!("in year {n}"), format!("第{n}年")),
            },
            Rule::part_year => (format!("in year {n}"), format!("第{n}年")),
            Rule::claim_part => (format!("part {n}"), format!("第{n}期")),
            Rule::award_count => (format!("{n} {}", many("award")), format!("{n}次")),
            Rule::for_years => (format!("for {n} {}", many("year")), format!("有效期{n}年")),
            Rule::over_years if has(Rule::financial_years) => {
                (format!("over {n} financial {}", many("year")), format!("连续{n}个财政年度"))
            }
            Rule::over_years => (format!("over {n} {}", many("year")), format!("连续{n}年")),
            Rule::from_month => (format!("from month {n}"), format!("自{n}月")),
            Rule::equal_parts => {
                let units = [("years", "年"), ("quarters", "个季度"), ("months", "个月")];
                let unit = node
                    .clone()
                    .into_inner()
                    .find(|part| matches!(part.as_rule(), Rule::part_unit | Rule::part_unit_zh));
                let written = unit.map_or("", |unit| unit.as_str());
                let pair = units.into_iter().find(|(english, chinese)| *english == written || *chinese == written);
                let Some((english, chinese)) = pair else { return self.push(node.as_str()) };
                (format!("in {n} equal {english}"), format!("分{n}{chinese}等额"))
            }
            Rule::raise_times => (format!("to {n} times"), format!("至{n}倍")),
            _ => return self.push(node.as_str()),
        };
        self.push(&self.to.either(english, chinese));
        self.comments(node.as_str());
    }

    /// `12 months` 12个月.
    pub(super) fn length(&self, figure: &str, unit: &str) -> String {
        let one = narrow(figure) == "1";
        let (english, chinese) = match unit {
            "day" | "days" | "天" => ("day", "天"),
            "month" | "months" | "个月" => ("month", "个月"),
            _ => ("year", "年"),
        };
        let plural = if one { "" } else { "s" };
        self.to.either(format!("{figure} {english}{plural}"), format!("{figure}{chinese}"))
    }

    fn is_one(&self, figure: &Node<'_>) -> bool {
        narrow(figure.as_str()) == "1"
    }
}
