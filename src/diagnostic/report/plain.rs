//! Findings for people where nothing can be drawn: a program that embeds the engine without its command line.

use super::human::{Advice, advice, severity_word, visible};
use super::places::Places;
use super::{Language, Style};
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

/// Writes findings as lines of text.
pub(super) struct Pen<'a> {
    sources: &'a Sources,
    places: &'a Places<'a>,
    language: Language,
}

impl<'a> Pen<'a> {
    pub fn new(
        _findings: &[Diagnostic],
        sources: &'a Sources,
        places: &'a Places<'a>,
        language: Language,
        _style: Style,
    ) -> Pen<'a> {
        Pen { sources, places, language }
    }

    pub fn write(&self, finding: &Diagnostic, out: &mut String) {
        let word = severity_word(finding.severity, self.language);
        let message = finding.message.get(self.language);
        out.push_str(&visible(&format!("{word} {}: {message}\n", finding.code)));
        self.write_place(finding.span, finding.label.get(self.language), out);
        for (span, label) in &finding.also {
            self.write_place(*span, label.get(self.language), out);
        }
        for Advice { heading, sentence, code } in advice(finding, self.sources, self.places, self.language) {
            out.push_str(&format!("  {heading}{sentence}\n"));
            for line in code.iter().flat_map(|code| code.lines()) {
                out.push_str(&format!("    {line}\n"));
            }
        }
    }

    fn write_place(&self, span: Span, label: &str, out: &mut String) {
        if let Some(place) = self.places.find(span) {
            let (file, at) = (place.file, place.start);
            out.push_str(&visible(&format!("  {file}:{}:{}: {label}\n", at.line, at.column)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Role, Source};
    use crate::wording;

    #[test]
    fn a_finding_without_a_drawing() {
        let mut sources = Sources::new();
        let id = sources.add(Role::Rules, Source::new("a.bursary", "奖励 15w\n"));
        let span = Span::new(id, 7, 10);
        let label = wording!("this amount", "此处的金额");
        let finding = Diagnostic::error("amounts/spelling", span, wording!("no `w`", "“w”不是金额单位"), label.clone())
            .with_also(span.before(), label)
            .with_fix(span, "15万元");
        let findings = [finding];
        let places = Places::of(&findings, &sources);
        let mut out = String::new();
        let pen = Pen::new(&findings, &sources, &places, Language::Zh, Style::default());
        pen.write(&findings[0], &mut out);
        insta::assert_snapshot!(out, @r"
        错误 amounts/spelling: “w”不是金额单位
          a.bursary:1:4: 此处的金额
          a.bursary:1:4: 此处的金额
          改法：将“15w”写成“15万元”
        ");
    }
}
