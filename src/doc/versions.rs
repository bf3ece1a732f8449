//! The versions of an amended policy: from when each counts, and which rules are new in it.

use std::collections::BTreeSet;

use super::Page;
use super::markup::{Markup, words};
use super::rules::{Kind, Rule};
use crate::source::Span;

impl<'a> Page<'_, 'a> {
    /// The section; nothing where the policy was never amended.
    pub(super) fn amendments(&self) -> String {
        let rules: Vec<&[Rule<'a>]> = self.earlier.iter().map(Vec::as_slice).chain([self.rules.as_slice()]).collect();
        let mut before: BTreeSet<Span> = BTreeSet::new();
        let mut out = String::new();
        for (version, rules) in self.versions.iter().zip(rules) {
            let is_new = |rule: &&Rule<'_>| !before.contains(&rule.clause.span);
            if let Some(own) = &version.version {
                let items: String = rules.iter().filter(is_new).map(|rule| self.news(rule)).collect();
                let (name, from) = (self.writer.title(&own.name, own.label.as_deref()), own.from);
                let title = words!(self.writer, "{name}, from {from} on", "{name}，自 {from} 起");
                let repealed: Vec<Markup> =
                    version.repealed.iter().map(|(name, label)| self.writer.name(name, label.as_deref())).collect();
                let repealed = match repealed.is_empty() {
                    true => Markup::default(),
                    false => {
                        let repealed = self.writer.list(&repealed);
                        words!(self.writer, "<p>no longer: {repealed}</p>", "<p>已废止：{repealed}</p>")
                    }
                };
                out.push_str(&format!("<h3>{title}</h3>\n{repealed}<ul class=\"rules-of\">{items}</ul>\n"));
            }
            before = rules.iter().map(|rule| rule.clause.span).collect();
        }
        out
    }

    /// A rule that an amendment brought, without links: a later one may have replaced what it names.
    fn news(&self, rule: &Rule<'_>) -> String {
        if rule.kind == Kind::Frame {
            return String::new();
        }
        let (kind, said) = (self.kind(rule.kind), Markup::text(&self.said(rule).plain()));
        let place = self.written.place(rule.clause.span);
        format!("<li><span class=\"kind\">{kind}</span> {said} <span class=\"place\">{place}</span></li>")
    }
}
