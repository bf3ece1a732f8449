//! What the checker found and the rules set aside: the finding, and the reason that they give.

use std::collections::BTreeMap;

use super::Page;
use super::markup::Markup;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

impl Page<'_, '_> {
    /// The section; nothing where nothing is silenced.
    pub(super) fn silences(&self) -> String {
        let mut by_clause: BTreeMap<Span, Vec<&Diagnostic>> = BTreeMap::new();
        for finding in self.beside.findings {
            if let Some(silenced) = &finding.silenced {
                by_clause.entry(silenced.by).or_default().push(finding);
            }
        }
        let items: String = by_clause.iter().map(|(clause, findings)| self.silence(*clause, findings)).collect();
        if items.is_empty() { items } else { format!("<ul class=\"remarks\">\n{items}</ul>\n") }
    }

    /// One clause with what it silences.
    fn silence(&self, clause: Span, findings: &[&Diagnostic]) -> String {
        let language = self.writer.names.language;
        let because = findings.iter().find_map(|own| own.silenced.as_ref()?.because.as_deref());
        let because = because.map(Markup::text).unwrap_or_default();
        let code = findings.first().map(|own| Markup::text(own.code)).unwrap_or_default();
        let place = self.written.place(clause);
        let told: String = findings
            .iter()
            .map(|own| {
                let (message, place) = (Markup::text(own.message.get(language)), self.written.place(own.span));
                format!("<li>{message} <span class=\"place\">{place}</span></li>")
            })
            .collect();
        format!(
            "<li><p>{because} <span class=\"place\">{code} · {place}</span></p><ul class=\"rules-of note\">{told}</ul></li>\n"
        )
    }
}
