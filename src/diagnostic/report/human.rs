//! Findings for people: what both the drawn and the plain form say, and the count at the end.

#[cfg(feature = "cli")]
use super::drawn::Pen;
use super::places::Places;
#[cfg(not(feature = "cli"))]
use super::plain::Pen;
use super::{Language, Style};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::source::Sources;
use crate::wording;
use std::borrow::Cow;

/// A replaced text longer than this is shown by its beginning.
const SHOWN_CHARACTERS: usize = 40;

pub(super) fn render(
    findings: &[Diagnostic],
    sources: &Sources,
    places: &Places<'_>,
    language: Language,
    style: Style,
) -> String {
    let mut out = String::new();
    let mut told = findings.iter().filter(|finding| finding.silenced.is_none()).peekable();
    if told.peek().is_none() {
        return out;
    }
    let pen = Pen::new(findings, sources, places, language, style);
    for finding in told {
        pen.write(finding, &mut out);
        out.push('\n');
    }
    out.push_str(&count(findings, language));
    out.push('\n');
    out
}

pub(super) fn severity_word(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::En) => "error",
        (Severity::Error, Language::Zh) => "错误",
        (Severity::Warning, Language::En) => "warning",
        (Severity::Warning, Language::Zh) => "警告",
        (Severity::Hint, Language::En) => "hint",
        (Severity::Hint, Language::Zh) => "提示",
    }
}

/// `2 errors, 1 warning, 3 silenced`, leaving out what there is none of.
fn count(findings: &[Diagnostic], language: Language) -> String {
    let mut parts = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
        let told = findings.iter().filter(|finding| finding.silenced.is_none());
        let number = told.filter(|finding| finding.severity == severity).count();
        let word = severity_word(severity, language);
        match language {
            _ if number == 0 => {}
            Language::En => parts.push(format!("{number} {word}{}", if number == 1 { "" } else { "s" })),
            Language::Zh if severity == Severity::Hint => parts.push(format!("{number} 条{word}")),
            Language::Zh => parts.push(format!("{number} 个{word}")),
        }
    }
    let silenced = findings.iter().filter(|finding| finding.silenced.is_some()).count();
    if silenced > 0 {
        parts.push(wording!("{silenced} silenced", "另有 {silenced} 条已忽略").get(language).to_owned());
    }
    parts.join(match language {
        Language::En => ", ",
        Language::Zh => "，",
    })
}

/// A line of advice under a finding.
pub(super) struct Advice {
    pub heading: &'static str,
    pub sentence: String,
    /// Lines of policy code that follow the sentence as they are.
    pub code: Option<String>,
}

/// What to do, then the words that mend it.
pub(super) fn advice(finding: &Diagnostic, sources: &Sources, places: &Places<'_>, language: Language) -> Vec<Advice> {
    let (help_heading, fix_heading) = match language {
        Language::En => ("help: ", "fix: "),
        Language::Zh => ("建议：", "改法："),
    };
    let advice = |heading, sentence: &str, code: Option<&str>| Advice {
        heading,
        sentence: visible(sentence).into_owned(),
        code: code.map(|code| visible(code.trim_matches('\n')).into_owned()),
    };
    let help = finding.help.as_ref().map(|help| advice(help_heading, help.get(language), None));
    let fix = finding.fix.as_ref().and_then(|fix| {
        let sentence = say_fix(fix, sources, places, language)?;
        Some(advice(fix_heading, &sentence, fix.replacement.contains('\n').then_some(&fix.replacement)))
    });
    help.into_iter().chain(fix).collect()
}

fn say_fix(fix: &Fix, sources: &Sources, places: &Places<'_>, language: Language) -> Option<String> {
    let start = places.find_fix(fix.span)?.start;
    let (line, column) = (start.line, start.column);
    let old = sources.slice(places.cut(fix.span)?);
    let (from, to) = (quote(&shorten(old), language), quote(&fix.replacement, language));
    let lines = fix.replacement.contains('\n');
    let sentence = match (old.is_empty(), fix.replacement.is_empty()) {
        (true, true) => return None,
        (true, false) if fix.replacement.starts_with('\n') => {
            wording!("write below line {line}:", "在第 {line} 行下面写上：")
        }
        (true, false) if lines && column == 1 => wording!("write above line {line}:", "在第 {line} 行上面写上："),
        (true, false) if lines => wording!("write at {line}:{column}:", "在第 {line} 行第 {column} 列写上："),
        (true, false) => wording!("write {to} at {line}:{column}", "在第 {line} 行第 {column} 列写上{to}"),
        (false, true) => wording!("delete {from}", "删去{from}"),
        (false, false) if lines => wording!("replace {from} by:", "将{from}写成："),
        (false, false) => wording!("replace {from} by {to}", "将{from}写成{to}"),
    };
    Some(sentence.get(language).to_owned())
}

/// Words as the language marks them; white space by its name, for nobody sees it between quotation marks.
fn quote(text: &str, language: Language) -> String {
    let number = text.chars().count();
    let plural = if number == 1 { "" } else { "s" };
    let only = |character: char| number > 0 && text.chars().all(|own| own == character);
    let said = if only(' ') {
        wording!("{number} space{plural}", " {number} 个空格")
    } else if only('\t') {
        wording!("{number} tab{plural}", " {number} 个制表符")
    } else if text.trim().is_empty() {
        wording!("the white space there", "该处的空白")
    } else {
        wording!("`{text}`", "“{text}”")
    };
    said.get(language).to_owned()
}

/// Replaced words by their first line, and that by its beginning.
fn shorten(text: &str) -> Cow<'_, str> {
    let text = if text.trim().is_empty() { text } else { text.trim_end_matches(['\n', '\r']) };
    let line = text.split('\n').next().unwrap_or(text);
    match line.char_indices().nth(SHOWN_CHARACTERS) {
        Some((end, _)) => Cow::Owned(format!("{}…", line.get(..end).unwrap_or(line))),
        None if line.len() < text.len() && !text.trim().is_empty() => Cow::Owned(format!("{}…", line.trim_end())),
        None => Cow::Borrowed(text),
    }
}

/// The text with every character replaced that would steer the terminal, turn the direction of writing or take no room,
/// each by a visible one of as many bytes, so that offsets stay what they are.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    let stand_in = |character: char| match character {
        '\n' | '\t' => None,
        // A line break of Windows is none of the reader's business; a lone one moves the cursor.
        '\r' => Some('\r'),
        '\u{0}'..='\u{1f}' | '\u{7f}' => Some('?'),
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{61c}' => Some('¿'),
        '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' => Some('\u{fffd}'),
        _ => None,
    };
    if !text.chars().any(|character| stand_in(character).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        out.push(match stand_in(character) {
            Some('\r') if characters.peek() == Some(&'\n') => '\r',
            Some('\r') => '?',
            Some(other) => other,
            None => character,
        });
    }
    Cow::Owned(out)
}
