//! The measures one by one, and what stands beside them: the scope, limits across measures, values worked out, tables.

use std::collections::BTreeSet;

use super::Page;
use super::markup::{Markup, words};
use super::rules::{Kind, Of, Rule};
use crate::ir::{ReadingId, TableId};

/// The parts of a measure, in the order in which they are read.
const PARTS: [Kind; 15] = [
    Kind::ForEach,
    Kind::InForce,
    Kind::Condition,
    Kind::Veto,
    Kind::Let,
    Kind::Award,
    Kind::Goods,
    Kind::Limit,
    Kind::Once,
    Kind::Pay,
    Kind::Payers,
    Kind::Voucher,
    Kind::Recovery,
    Kind::Obligation,
    Kind::Assertion,
];

impl Page<'_, '_> {
    /// The conditions of the whole policy, and when it is in force.
    pub(super) fn scope(&self) -> String {
        let quotes = self.quotes(&self.writer.program.scope_quotes);
        let parts = format!("{}{}", self.parts(Of::Scope), self.part(Of::Policy, Kind::InForce));
        if parts.is_empty() { parts } else { format!("{quotes}<dl class=\"parts\">{parts}</dl>\n") }
    }

    /// The measures.
    pub(super) fn measures(&self) -> String {
        let measures = self.writer.program.measures.iter().enumerate();
        measures
            .map(|(at, measure)| {
                let title = self.writer.measure_title(at);
                let article = measure.article.as_deref().map(|article| self.writer.article(article));
                let article = article.map(|own| format!(" <small>{own}</small>")).unwrap_or_default();
                let quotes = self.quotes(&measure.clause.quotes);
                let (parts, across, papers) = (self.parts(Of::Measure(at)), self.across_of(at), self.papers_of(at));
                let rests = self.rests_on(at);
                format!(
                    "<section class=\"measure\" id=\"m{at}\"><h3>{title}{article}</h3>\n{quotes}\
                     <dl class=\"parts\">{parts}{across}{rests}{papers}</dl></section>\n"
                )
            })
            .collect()
    }

    /// The words that something rests on.
    pub(super) fn quotes(&self, quotes: &[crate::ir::Quote]) -> String {
        quotes.iter().map(|quote| format!("<blockquote>{}</blockquote>\n", self.writer.quoted(&quote.text))).collect()
    }

    /// The rules that belong to something, by kind, as rows of its description.
    fn parts(&self, of: Of) -> String {
        let mut out = String::new();
        for kind in PARTS {
            out.push_str(&self.part(of, kind));
        }
        out
    }

    /// Those of one kind, as a row; nothing where there is none.
    fn part(&self, of: Of, kind: Kind) -> String {
        let Some(own) = self.by_owner.get(&(of, kind)) else { return String::new() };
        let head = self.kind(kind);
        let rules = own.iter().filter_map(|at| Some((*at, self.rules.get(*at)?)));
        let items: String = rules.map(|(at, rule)| self.item(at, rule)).collect();
        format!("<dt>{head}</dt><dd><ul class=\"rules-of\">{items}</ul></dd>\n")
    }

    /// A rule as an item of a list, with a link to where it is written.
    fn item(&self, at: usize, rule: &Rule<'_>) -> String {
        self.item_of(at, rule, "")
    }

    /// The same, behind what it belongs to.
    fn item_of(&self, at: usize, rule: &Rule<'_>, owner: &str) -> String {
        let anchor = rule.defines.map(|named| format!(" id=\"n{}\"", named.0)).filter(|_| self.defines_first(at));
        let said = self.said(rule);
        let applies = self.writer.applies(rule.applies);
        let applies = if applies.is_empty() { String::new() } else { format!(" <em class=\"applies\">{applies}</em>") };
        let place = self.written.place(rule.clause.span);
        format!(
            "<li{}>{owner}{said}{applies} <a class=\"place\" href=\"#c{at}\">{place}</a></li>",
            anchor.unwrap_or_default()
        )
    }

    /// Whether a rule is the first definition of its value, which is where links to the value lead.
    fn defines_first(&self, at: usize) -> bool {
        let named = self.rules.get(at).and_then(|rule| rule.defines);
        named.and_then(|named| self.definitions.get(&named)?.first()) == Some(&at)
    }

    /// The tables that a measure uses and the readings that it hangs on, as rows of its description.
    fn rests_on(&self, at: usize) -> String {
        let writer = self.writer;
        let row = |head: Markup, links: Vec<Markup>| match links.is_empty() {
            true => String::new(),
            false => format!("<dt>{head}</dt><dd>{}</dd>\n", writer.list(&links)),
        };
        let Some(needs) = self.needs.get(at) else { return String::new() };
        let tables = row(self.kind(Kind::Table), needs.tables.iter().map(|table| writer.table(*table)).collect());
        let own = PARTS.iter().filter_map(|kind| self.by_owner.get(&(Of::Measure(at), *kind))).flatten();
        let rules = own.filter_map(|rule| self.rules.get(*rule));
        let mut readings: BTreeSet<ReadingId> =
            rules.filter_map(|rule| rule.applies.reading).map(|(reading, _)| reading).collect();
        readings.extend(&needs.readings);
        let readings = readings.into_iter().map(|reading| writer.reading(reading)).collect();
        format!("{tables}{}", row(self.kind(Kind::Reading), readings))
    }

    /// The limits across measures that a measure stands under, as rows of its description.
    fn across_of(&self, at: usize) -> String {
        let own = self.across_of.get(&at).into_iter().flatten();
        let links: Vec<Markup> = own.map(|across| self.owner(Of::Across(*across))).collect();
        if links.is_empty() {
            return String::new();
        }
        let head = words!(self.writer, "limits across", "合并限额");
        format!("<dt>{head}</dt><dd>{}</dd>\n", self.writer.list(&links))
    }

    /// Limits across measures.
    pub(super) fn limits_across(&self) -> String {
        let across = self.writer.program.across.iter().enumerate();
        across
            .map(|(at, across)| {
                let title = Markup::text(&self.owner(Of::Across(at)).plain());
                let measures: Vec<Markup> =
                    across.measures.iter().map(|measure| self.writer.measure(*measure)).collect();
                let measures = self.writer.list(&measures);
                let head = words!(self.writer, "measures", "措施");
                let (quotes, parts) = (self.quotes(&across.clause.quotes), self.parts(Of::Across(at)));
                format!(
                    "<section class=\"measure\" id=\"x{at}\"><h3>{title}</h3>\n{quotes}\
                     <dl class=\"parts\"><dt>{head}</dt><dd>{measures}</dd>{parts}</dl></section>\n"
                )
            })
            .collect()
    }

    /// What must hold of every decision as a whole.
    pub(super) fn assertions(&self) -> String {
        let parts = self.part(Of::Policy, Kind::Assertion);
        if parts.is_empty() { parts } else { format!("<dl class=\"parts\">{parts}</dl>\n") }
    }

    /// Values that belong to the policy, the scope or a record, and so to no measure.
    pub(super) fn values(&self) -> String {
        let own = self
            .rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| rule.kind == Kind::Let && !matches!(rule.of, Of::Measure(_) | Of::Scope));
        let items: String = own
            .map(|(at, rule)| {
                let owner = self.owner(rule.of);
                let owner =
                    if owner.is_empty() { String::new() } else { format!("<span class=\"owner\">{owner} · </span>") };
                self.item_of(at, rule, &owner)
            })
            .collect();
        if items.is_empty() { items } else { format!("<ul class=\"rules-of\">{items}</ul>\n") }
    }

    /// The tables, each with the measures that use it.
    pub(super) fn all_tables(&self) -> String {
        let tables = self.tables.iter().enumerate();
        tables
            .map(|(at, (table, _))| {
                let id = TableId(u32::try_from(at).unwrap_or(u32::MAX));
                let users = self.uses_table.get(&id).into_iter().flatten();
                let users: Vec<Markup> = users.map(|at| self.writer.measure(*at)).collect();
                let users = self.used_for(&users);
                format!("{table}<p class=\"note\">{users}</p>\n")
            })
            .collect()
    }

    /// What something is used for.
    pub(super) fn used_for(&self, measures: &[Markup]) -> Markup {
        if measures.is_empty() {
            return Markup::default();
        }
        if measures.len() > 1 && measures.len() == self.writer.program.measures.len() {
            return words!(self.writer, "for all measures", "用于：全部措施");
        }
        let measures = self.writer.list(measures);
        words!(self.writer, "for {measures}", "用于：{measures}")
    }
}
